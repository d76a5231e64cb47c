#include "fealty/loyalty/posterior.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/purchase_patterns.hpp"
#include "cpp/loyalty/shared_data.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"
#include "fealty/io/archive.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "reference/grid_posterior.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

/// Customers in whole weeks, of whom many are alike.
PurchaseSummary crowd(std::size_t customers) {
  auto patterns = BetaGeoModel({0.6, 5, 1.2, 3}).simulate(customers, 39, 4);
  for (PurchasePattern& p : patterns) p.recency = p.frequency == 0 ? 0.0 : std::max(1.0, std::round(p.recency));
  return summary_of(patterns);
}

template <class P>
class EveryPosterior : public ::testing::Test {};
using Posteriors = ::testing::Types<BetaGeoPosterior, ModifiedBetaGeoPosterior, ParetoNBDPosterior, NBDPosterior>;
TYPED_TEST_SUITE(EveryPosterior, Posteriors);

TEST(NBDPosterior, HasTheMomentsOfAFineGrid) {
  const auto summary = summary_of(NBDModel({0.6, 5}).simulate(15, 40, 2));
  const std::map<std::string, Prior> priors{{"r", Prior::of(Prior::Family::gamma, 2, 2)},
                                            {"alpha", Prior::of(Prior::Family::weibull, 2, 10)}};
  const auto posterior = NBDPosterior::sample(summary, priors, {.draws = 5000});
  const auto moments = reference::grid_moments(
      [&](double u, double v) {
        const NBDModel model({std::exp(u), std::exp(v)});
        return model.log_likelihood(summary) + priors.at("r").log_density(u) + priors.at("alpha").log_density(v);
      },
      {-4.0, -2.0}, {3.0, 5.0}, 150);
  const auto diagnostics = posterior.drawn().diagnostics();
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(diagnostics[i].mean, moments[i][0], 4 * diagnostics[i].monte_carlo_error) << i;
    EXPECT_NEAR(diagnostics[i].standard_deviation / moments[i][1], 1, 0.05) << i;
  }
}

/// Simulation-based calibration: where the truth is drawn from the prior and the data from the truth, the rank of the
/// truth among draws of the posterior is uniform. Source: Talts et al. (2018), "Validating Bayesian inference
/// algorithms with simulation-based calibration". The largest distance of the ranks from uniform is held against
/// Kolmogorov's 99.9 % quantile.
template <template <class> class Law>
void expect_calibration(std::size_t worlds, std::size_t customers) {
  constexpr std::size_t N = Law<double>::count;
  std::array<Numbers, N> ranks;
  std::map<std::string, Prior> priors;
  for (const auto name : Law<double>::names) {
    const bool is_time = name == "alpha" || name == "beta";
    priors[std::string(name)] = Prior::of(Prior::Family::log_normal, is_time ? 2.0 : 0.0, 0.7);
  }
  for (std::size_t world = 0; world < worlds; ++world) {
    RandomStream random(11, "worlds", world);
    std::array<double, N> truth;
    for (std::size_t i = 0; i < N; ++i) {
      const Prior& prior = priors.at(std::string(Law<double>::names[i]));
      truth[i] = std::exp(random.normal(prior.first, prior.second));
    }
    const auto summary = summary_of(PurchaseModel<Law>(Law<double>::of(truth)).simulate(customers, 20, world));
    const auto posterior =
        Posterior<Law>::sample(summary, priors, {.chains = 1, .draws = 400, .warmup = 300, .seed = world});
    for (std::size_t i = 0; i < N; ++i) {
      const auto column = posterior.drawn().values.col(static_cast<Eigen::Index>(i));
      ranks[i].push_back(static_cast<double>((column.array() < truth[i]).count()) / 400.0);
    }
  }
  for (std::size_t i = 0; i < N; ++i) {
    std::ranges::sort(ranks[i]);
    double distance = 0.0;
    for (std::size_t k = 0; k < worlds; ++k)
      distance =
          std::max(distance, std::abs(ranks[i][k] - (static_cast<double>(k) + 0.5) / static_cast<double>(worlds)));
    EXPECT_LT(distance, 1.95 / std::sqrt(static_cast<double>(worlds))) << Law<double>::names[i];
  }
}

TEST(BetaGeoPosterior, IsCalibrated) {
  expect_calibration<BetaGeo>(150, 20);
}
TEST(ModifiedBetaGeoPosterior, IsCalibrated) {
  expect_calibration<ModifiedBetaGeo>(150, 20);
}
TEST(ParetoNBDPosterior, IsCalibrated) {
  expect_calibration<ParetoNbd>(80, 10);
}

TEST(BetaGeoPosterior, IsThatOfMaximumLikelihoodWhereCustomersAreMany) {
  const auto summary = crowd(4000);
  const auto model = BetaGeoModel::fit(summary);
  const auto posterior = BetaGeoPosterior::sample(summary, {}, {.draws = 1000});
  const auto estimates = posterior.drawn().estimates();
  for (std::size_t i = 0; i < 4; ++i) {
    const Estimate& by_likelihood = model.estimated().estimates[i];
    EXPECT_NEAR(estimates[i].value, by_likelihood.value, 0.5 * by_likelihood.standard_error) << i;
    EXPECT_NEAR(estimates[i].standard_error / by_likelihood.standard_error, 1, 0.2) << i;
  }
  EXPECT_TRUE(posterior.drawn().warnings().empty());
  const auto few = summary_of({{2, 30.0, 39.0}, {0, 0.0, 39.0}, {9, 12.0, 39.0}});
  const auto alive = posterior.probability_alive(few, 0.95), alive_by_likelihood = model.probability_alive(few, 0.95);
  const auto ahead = posterior.expected_purchases(few, 20), ahead_by_likelihood = model.expected_purchases(few, 20);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(alive.values[i], alive_by_likelihood.values[i], 0.01);
    EXPECT_NEAR(alive.lower[i], alive_by_likelihood.lower[i], 0.02);
    EXPECT_NEAR(alive.upper[i], alive_by_likelihood.upper[i], 0.02);
    EXPECT_NEAR(ahead.values[i] / ahead_by_likelihood.values[i], 1, 0.02);
  }
  EXPECT_TRUE(ahead.lower.empty());
  EXPECT_NEAR(posterior.expected_of_new(52).value / model.expected_of_new(52).value, 1, 0.02);
}

TYPED_TEST(EveryPosterior, SaysOfCustomersWhatItsDrawsSay) {
  const auto posterior = TypeParam::sample(crowd(30), {}, {.draws = 300, .warmup = 300});
  const auto few = summary_of({{2, 30.0, 39.0}, {0, 0.0, 39.0}, {9, 12.0, 39.0}});
  const auto alive = posterior.probability_alive(few, 0.9);
  const auto ahead = posterior.expected_purchases(few, 20, 0.9);
  const auto shares = posterior.purchase_distribution(few, 20, 200);
  const auto drawn = posterior.customer_draws(few, 1, 1200);
  ASSERT_EQ(drawn.size(), 3 * 1200U);
  double expected = 0.0;
  for (std::size_t i = 0; i < 3; ++i) {
    double mean = 0.0, total = 0.0;
    for (std::size_t n = 0; n < 202; ++n) {
      total += shares[i * 202 + n];
      mean += static_cast<double>(n) * shares[i * 202 + n];
    }
    EXPECT_NEAR(total, 1, 1e-9);
    EXPECT_NEAR(mean / ahead.values[i], 1, 0.02);
    EXPECT_LE(alive.lower[i], alive.values[i]);
    EXPECT_LE(alive.values[i], alive.upper[i]);
    EXPECT_LT(ahead.lower[i], ahead.values[i]);
    EXPECT_LT(ahead.values[i], ahead.upper[i]);
    const auto living = std::count_if(drawn.begin() + static_cast<std::ptrdiff_t>(1200 * i),
                                      drawn.begin() + static_cast<std::ptrdiff_t>(1200 * (i + 1)),
                                      [](const CustomerDraw& customer) { return customer.is_alive; });
    EXPECT_NEAR(static_cast<double>(living) / 1200, alive.values[i], 0.06);
    expected += ahead.values[i];
  }
  const Estimate together = posterior.total_purchases(few, 20);
  EXPECT_NEAR(together.value, expected, 4 * together.standard_error / std::sqrt(500));
  EXPECT_LT(together.lower, together.upper);
  EXPECT_EQ(posterior.expected_purchases(few, 0).values[0], 0);
  EXPECT_THROW((void)posterior.expected_purchases(few, -1), ParameterError);
  EXPECT_THROW((void)posterior.probability_alive(few, 1.5), ParameterError);
  EXPECT_THROW((void)posterior.probability_alive(few, 0.5, 0), ParameterError);
}

TYPED_TEST(EveryPosterior, IsTheSameOnAnyNumberOfThreadsAndInAnyOrder) {
  const auto patterns = BetaGeoModel({0.6, 5, 1.2, 3}).simulate(60, 39, 4);
  auto reversed = patterns;
  std::ranges::reverse(reversed);
  const SamplingOptions options{.draws = 200, .warmup = 200};
  const std::size_t before = threads();
  set_threads(1);
  const auto one = TypeParam::sample(summary_of(patterns), {}, options);
  const auto figures = one.expected_purchases(summary_of(patterns), 10, 0.95);
  const auto total = one.total_purchases(summary_of(patterns), 10);
  set_threads(2);
  const auto two = TypeParam::sample(summary_of(reversed), {}, options);
  EXPECT_EQ(one.drawn().values, two.drawn().values);
  EXPECT_EQ(one.drawn().log_density, two.drawn().log_density);
  EXPECT_EQ(two.expected_purchases(summary_of(patterns), 10, 0.95).upper, figures.upper);
  EXPECT_EQ(two.total_purchases(summary_of(patterns), 10), total);
  set_threads(before);
}

TYPED_TEST(EveryPosterior, KnowsThePriorAndNoMoreWhereDataTellNothing) {
  const auto posterior = TypeParam::sample(summary_of({{0, 0.0, 0.0}}));
  const PosteriorDraws& drawn = posterior.drawn();
  for (std::size_t i = 0; i < drawn.names.size(); ++i) {
    const Eigen::ArrayXd logarithms = drawn.values.col(static_cast<Eigen::Index>(i)).array().log();
    const double spread = std::sqrt((logarithms - logarithms.mean()).square().mean());
    EXPECT_NEAR(logarithms.mean(), drawn.priors[i].center(), 0.15);
    EXPECT_NEAR(spread / drawn.priors[i].spread(), 1, 0.06);
  }
  const auto warnings = drawn.warnings();
  EXPECT_EQ(std::ranges::count(warnings, "prior", &FitWarning::kind), static_cast<std::ptrdiff_t>(drawn.names.size()));
}

// Nobody has left, few customers, nobody has bought again, one buys ten million times, times near 0 and far away.
TYPED_TEST(EveryPosterior, StandsWhatDataThereAre) {
  const std::vector<std::vector<PurchasePattern>> cases{
      NBDModel({0.6, 5}).simulate(100, 39, 4), {{3, 2.0, 3.0}},
      {{0, 0.0, 3.0}, {0, 0.0, 4.0}},          {{10'000'000, 50.0, 52.0}, {1, 2.0, 52.0}, {0, 0.0, 52.0}},
      {{5, 1e-6, 2e-6}, {2, 1e-7, 3e-6}},      {{5, 1e6, 2e6}, {2, 1e5, 3e6}},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto summary = summary_of(cases[i]);
    const auto posterior = TypeParam::sample(summary, {}, {.draws = 500});
    for (const ChainDiagnostics& d : posterior.drawn().diagnostics()) {
      EXPECT_LT(d.r_hat, 1.05) << i;
      EXPECT_GT(std::min(d.bulk_ess, d.tail_ess), 100) << i;
    }
    for (const double value : posterior.expected_purchases(summary, 10, 0.95).upper) EXPECT_TRUE(std::isfinite(value));
  }
}

TYPED_TEST(EveryPosterior, ComesBackFromItsArchive) {
  const auto summary = crowd(20);
  const auto posterior =
      TypeParam::sample(summary, {{"r", Prior::of(Prior::Family::half_normal, 2, 0)}}, {.draws = 50});
  const std::string bytes = io::to_bytes(posterior);
  const auto again = io::from_bytes<TypeParam>(bytes);
  EXPECT_EQ(io::to_bytes(again), bytes);
  EXPECT_EQ(again.drawn().values, posterior.drawn().values);
  EXPECT_EQ(again.drawn().priors, posterior.drawn().priors);
  EXPECT_EQ(again.drawn().warnings(), posterior.drawn().warnings());
}

TEST(Posterior, RefusesWhatMakesNoSense) {
  EXPECT_THROW((void)BetaGeoPosterior::sample(PurchaseSummary()), FitError);
  const auto summary = crowd(20);
  const Prior prior = default_prior("a", 39);
  EXPECT_THROW((void)NBDPosterior::sample(summary, {{"a", prior}}), ParameterError);
  EXPECT_THROW((void)NBDPosterior::sample(summary, {{"r", Prior{Prior::Family::gamma, -1, 1}}}), ParameterError);
  EXPECT_THROW((void)NBDPosterior::sample(summary, {}, {.chains = 0}), ParameterError);
  EXPECT_THROW((void)BetaGeoPosterior(NBDPosterior::sample(summary, {}, {.draws = 50}).drawn()), ParameterError);
  PosteriorDraws odd = NBDPosterior::sample(summary, {}, {.draws = 50}).drawn();
  odd.values(3, 1) = -1;
  EXPECT_THROW((void)NBDPosterior(odd), ParameterError);
}

TEST(Posterior, HasDefaultPriorsInTheUnitOfTime) {
  EXPECT_EQ(default_prior("r", 39), (Prior{Prior::Family::log_normal, 0.0, 1.5}));
  EXPECT_EQ(default_prior("alpha", 39), (Prior{Prior::Family::log_normal, std::log(39.0), 2.0}));
  EXPECT_EQ(default_prior("beta", 0), (Prior{Prior::Family::log_normal, 0.0, 2.0}));
}

}  // namespace
}  // namespace fealty::loyalty
