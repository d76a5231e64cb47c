#include "fealty/core/special.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/random.hpp"

namespace fealty {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Fails unless the relative error, or the absolute one where the value is below 1, is within the tolerance.
void expect_close(double found, double expected, double tolerance) {
  EXPECT_NEAR(found, expected, tolerance * std::max(1.0, std::abs(expected)));
}

void expect_relative(double found, double expected, double tolerance) {
  EXPECT_NEAR(found, expected, tolerance * std::abs(expected));
}

// All expected values were computed with mpmath 1.4 to 40 digits from the doubles given, not from their decimals.

TEST(Special, LogGammaAndItsDerivativesMatchMpmath) {
  const double table[][4] = {
      {1e-5, 11.51291969289582562561785, -100000.5771992156728886809525, 10000000001.64490838997377778641194},
      {0.1, 2.252712651734205902006238, -10.42375494041107623210029531, 101.4332991507927477046520396508733},
      {0.5, 0.5723649429247000870717136757, -1.963510026021423479440976333, 4.934802200544679309417245499938},
      {1, 0.0, -0.5772156649015328606065120901, 1.644934066848226436472415166646},
      {2, 0.0, 0.4227843350984671393934879099176, 0.6449340668482264364724151666460},
      {3.75, 1.486815578593417055540581801444, 1.182537388611796228641511505581, 0.3053398526902530754857984101110},
      {10, 12.80182748008146961120771787457, 2.251752589066721107647456163886, 0.1051663356816857461222010069081},
      {100, 359.1342053695753987760440104603, 4.600161852738087400198605585576, 0.01005016666333357139524566846570},
      {1e6, 12815504.56914761165997697178502, 13.81551005796419077077461540311, 0.000001000000500000166666666666633},
      {1e15, 33538776394910668.90982020757, 34.53877639491068476026987182526538,
       1.000000000000000500000000000000167e-15},
  };
  for (const auto& [x, value, first, second] : table) {
    SCOPED_TRACE(x);
    expect_close(log_gamma(x), value, 1e-15);
    expect_relative(digamma(x), first, 2e-15);
    expect_relative(trigamma(x), second, 2e-15);
  }
}

TEST(Special, StirlingRemainderMatchesMpmath) {
  const double table[][2] = {
      {1e-3, 2.542270467967094541480555913426},    {0.5, 0.1534264097200273452913839392709},
      {1, 0.08106146679532725821967026359438},     {2.5, 0.03316287351993628748511050974106},
      {9.99, 0.008338896797734330091037763781649}, {10, 0.008330563433362871256469318659629},
      {25, 0.003333155636728092875807019117373},   {1e4, 0.000008333333330555555563492063432539683},
  };
  for (const auto& [x, value] : table) EXPECT_NEAR(stirling_remainder(x), value, x < 10 ? 5e-15 : 1e-16) << x;
}

TEST(Special, LogBetaKeepsItsDigitsAtLargeArguments) {
  const double table[][3] = {
      {0.5, 0.5, 1.144729885849400174143427351353},        {1, 1, 0.0},
      {1, 2, -0.6931471805599453094172321214582},          {2, 3, -2.484906649788000310229709479839},
      {10, 10, -13.73622922703655381380921664543397},      {7.5, 0.01, 4.580005175786531618241607764515},
      {0.001, 0.002, 7.313217104417235402655899903335},    {1e-10, 1, 23.02585092994045680374771723135},
      {3, 1e5, -33.84565921410074295081014035880},         {0.25, 1e10, -4.468440207777661752674290071491196},
      {3, 1e15, -102.9231820041721134713923833393},        {1e-6, 1e12, 13.81548234972831578641278280512},
      {12345.678, 1e9, -151882.9234271910613731669287871}, {1e8, 1e8, -138629444.0568173091249837638746553},
      {1e15, 1e15, -1386294361119906.622710538213613},
  };
  for (const auto& [a, b, value] : table) {
    SCOPED_TRACE(testing::Message() << a << ", " << b);
    EXPECT_NEAR(log_beta(a, b), value, 1e-14 + 5e-16 * std::abs(value));
    EXPECT_EQ(log_beta(b, a), log_beta(a, b));
  }
}

TEST(Special, LogBetaSatisfiesItsRecurrence) {
  RandomStream random(3, "log beta");
  for (int i = 0; i < 2000; ++i) {
    const double a = std::exp(random.normal(0, 5));
    const double b = std::exp(random.normal(0, 5));
    // B(a, b) = B(a + 1, b) (a + b) / a
    EXPECT_NEAR(log_beta(a, b), log_beta(a + 1, b) + std::log1p(b / a), 1e-14 + 4e-15 * std::abs(log_beta(a, b)))
        << a << ", " << b;
  }
}

TEST(Special, Log1mexpIsExactAtBothEnds) {
  const double table[][2] = {
      {-1e-20, -46.05170185988091373521155764},   {-1e-5, -11.51293046496606167162064917953},
      {-0.5, -0.9327521295671885718946410001485}, {-0.7, -0.6863410028083851534992152982926},
      {-5, -0.006760749449488557825921134092521}, {-50, -1.928749847963917783017528820326e-22},
  };
  for (const auto& [x, value] : table) expect_relative(log1mexp(x), value, 4e-16);
}

TEST(Special, Log1pexpNeitherOverflowsNorUnderflows) {
  const double table[][2] = {
      {-50, 1.928749847963917783017156812728e-22},
      {-1, 0.3132616875182228340489954949679},
      {0, 0.6931471805599453094172321214582},
      {0.5, 0.9740769841801066808729973550812},
      {20, 20.00000000206115362031438070324},
      {40, 40.00000000000000000424835425529},
      {800, 800},
  };
  for (const auto& [x, value] : table) expect_relative(log1pexp(x), value, 4e-16);
}

TEST(Special, LogSumExpEqualsThePlainSumWhereThatDoesNotOverflow) {
  RandomStream random(4, "log sum");
  for (int round = 0; round < 100; ++round) {
    std::vector<double> terms(1 + random.below(20));
    double sum = 0.0;
    for (double& term : terms) sum += std::exp(term = random.normal(0, 10));
    expect_close(log_sum_exp(terms), std::log(sum), 1e-14);
  }
  EXPECT_EQ(log_sum_exp(std::vector<double>{}), -infinity);
  EXPECT_EQ(log_sum_exp(std::vector<double>{-infinity, -infinity}), -infinity);
  EXPECT_EQ(log_sum_exp(std::vector<double>{0.0, infinity}), infinity);
  EXPECT_NEAR(log_sum_exp(std::vector<double>{1000, 1000}), 1000 + std::log(2.0), 1e-12);
  EXPECT_NEAR(log_sum_exp(1000.0, 999.0), 1000 + std::log1p(std::exp(-1.0)), 1e-12);
  EXPECT_EQ(log_sum_exp(-infinity, -infinity), -infinity);
  EXPECT_EQ(log_sum_exp(-infinity, 3.0), 3.0);
}

TEST(Special, LogisticAndLogitAreInverse) {
  for (double x = -30; x <= 15; x += 0.37) expect_close(logit(logistic(x)), x, 1e-9);
  EXPECT_EQ(logistic(0.0), 0.5);
  EXPECT_EQ(logistic(-800.0), 0.0);
  EXPECT_EQ(logistic(800.0), 1.0);
}

TEST(Special, LogPoissonProbabilityKeepsItsDigitsAtLargeCounts) {
  EXPECT_EQ(log_poisson_probability(0, 3), -3);
  expect_relative(log_poisson_probability(5, 3), -2.294430299441497537271474749911, 2e-15);
  expect_relative(log_poisson_probability(1000, 1010.5), -4.427641644487648001569825065650, 1e-14);
  expect_relative(log_poisson_probability(1e15, 1e15 + 3e7), -18.63832672166001565774858719411984, 1e-8);
}

TEST(Special, NormalDistributionMatchesMpmath) {
  const double cdf[][2] = {
      {-10, 7.619853024160526065973343251599e-24},
      {-1, 0.1586552539314570514147674543680},
      {0, 0.5},
      {0.5, 0.6914624612740131036377046106083},
      {3, 0.9986501019683699054733481852324},
      {8, 0.9999999999999993779039425728216},
  };
  for (const auto& [x, p] : cdf) expect_relative(normal_cdf(x), p, 1e-14);
  const double quantiles[][2] = {
      {1e-300, -37.04709629936119923654704250490}, {1e-20, -9.262340089798407579572094604282},
      {0.025, -1.959963984540054211779584194227},  {0.3, -0.5244005127080408159694543649633},
      {0.975, 1.959963984540053855604430649827},   {0.9999, 3.719016485455708386722759415342},
  };
  for (const auto& [p, x] : quantiles) expect_relative(normal_quantile(p), x, 2e-15);
  EXPECT_EQ(normal_quantile(0), -infinity);
  EXPECT_EQ(normal_quantile(1), infinity);
  EXPECT_TRUE(std::isnan(normal_quantile(1.5)));
  EXPECT_TRUE(std::isnan(normal_quantile(-0.5)));
  EXPECT_TRUE(std::isnan(normal_quantile(std::nan(""))));
}

TEST(Special, IncompleteBetaAndGammaMatchMpmath) {
  expect_relative(regularized_beta(0.3, 2.5, 3.5), 0.2967529892956663783234936138756, 1e-14);
  expect_relative(regularized_beta(0.2, 200, 1000), 0.9985039919583306783323824680012, 1e-14);
  expect_relative(regularized_gamma(2.5, 1.5), 0.3000141641213724909001984483753, 1e-14);
  expect_relative(regularized_gamma_upper(2.5, 30), 1.215456977718303894834852999e-11, 1e-14);
  EXPECT_TRUE(std::isnan(regularized_gamma(-1, 1)));
  EXPECT_TRUE(std::isnan(regularized_beta(1.5, 1, 1)));
}

TEST(Special, QuantilesMatchPublishedTables) {
  EXPECT_NEAR(student_t_quantile(0.975, 9), 2.262157162798205542606770, 1e-13);
  EXPECT_NEAR(student_t_quantile(0.975, 1), 12.70620473617470464602168, 1e-12);
  EXPECT_NEAR(chi_square_quantile(0.95, 3), 7.814727903251179955268995, 1e-13);
  EXPECT_NEAR(chi_square_upper_tail(7.814727903251179955268995, 3), 0.05, 1e-15);
}

TEST(Special, QuantilesInvertTheirDistributions) {
  RandomStream random(6, "quantiles");
  for (int i = 0; i < 500; ++i) {
    const double p = random.uniform();
    const double a = std::exp(random.normal());
    const double b = std::exp(random.normal());
    SCOPED_TRACE(testing::Message() << p << ", " << a << ", " << b);
    EXPECT_NEAR(normal_cdf(normal_quantile(p)), p, 1e-14);
    EXPECT_NEAR(student_t_cdf(student_t_quantile(p, a), a), p, 1e-11);
    EXPECT_NEAR(regularized_gamma(a, gamma_quantile(p, a)), p, 1e-11);
    EXPECT_NEAR(chi_square_cdf(chi_square_quantile(p, a), a), p, 1e-11);
    // Next to 1 a beta number has no more than the digits of 1.
    const auto tolerance = [](double x) { return 1e-11 + 1e-15 / (1 - x); };
    const double low = beta_quantile(p, a, b);
    EXPECT_NEAR(regularized_beta(low, a, b), p, tolerance(low));
    const double high = beta_upper_quantile(p, a, b);
    EXPECT_NEAR(1 - regularized_beta(high, a, b), p, tolerance(high));
  }
}

}  // namespace
}  // namespace fealty
