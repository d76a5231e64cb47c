#include "fealty/loyalty/accustoming.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"
#include "fealty/loyalty/propagated_error.hpp"

namespace fealty::loyalty {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Texts = std::vector<std::string>;

std::vector<double> numbers(const Frame& frame, const std::string& name) {
  const Values<double> values = as_doubles(frame.at(name), name);
  return {values.begin(), values.end()};
}

LadderSteps usual_steps(bool last_absorbs = false) {
  LadderSteps steps{{{0.4, 0.04}, {0.3, 0.03}, {0.2, 0.02}}, {known(0.05), known(0.1), known(0.02)}, last_absorbs};
  if (last_absorbs) steps.back[2] = known(0);
  return steps;
}

MatrixXd moved(const MatrixXd& matrix, Index from, Index to, double by) {
  MatrixXd other = matrix;
  other(from, to) += by;
  other(from, from) -= by;
  return other;
}

TEST(Accustoming, IsALadderOfFourSteps) {
  const Accustoming chain = Accustoming::from_ladder(usual_steps());
  EXPECT_EQ(chain.states(), (Texts{"not_adapted", "enjoys", "compares", "advocates"}));
  MatrixXd expected(4, 4);
  expected << 0.6, 0.4, 0, 0, 0.05, 0.65, 0.3, 0, 0, 0.1, 0.7, 0.2, 0, 0, 0.02, 0.98;
  EXPECT_LT((chain.matrix() - expected).cwiseAbs().maxCoeff(), 1e-15);
  EXPECT_NEAR(chain.probability(0, 1).standard_error, 0.04, 1e-15);
  EXPECT_NEAR(chain.probability(0, 0).standard_error, 0.04, 1e-15);
  EXPECT_EQ(chain.probability(1, 0).standard_error, 0);
  EXPECT_EQ(chain.transitions().rows(), 16U);
}

TEST(Accustoming, AbsorbsOnlyIfConfigured) {
  EXPECT_THROW(Accustoming::from_ladder({{known(0.4), known(0.3), known(0.2)}, {}, false}), ParameterError);
  EXPECT_THROW(
      Accustoming::from_ladder({{known(0.4), known(0.3), known(0.2)}, {known(0.1), known(0.1), known(0.1)}, true}),
      ParameterError);
  const Accustoming chain = Accustoming::from_ladder({{known(0.4), known(0.3), known(0.2)}, {}, true});
  EXPECT_TRUE(chain.is_absorbing(3));
  EXPECT_FALSE(chain.is_absorbing(2));
  EXPECT_THROW(Accustoming(MatrixXd::Identity(2, 2), {"a", "b"}, {"a"}), ParameterError);
}

TEST(Accustoming, TakesTheExpectedTimeOfALadderWithoutFalls) {
  const Accustoming chain = Accustoming::from_ladder({{{0.4, 0.04}, {0.3, 0.03}, {0.2, 0.02}}, {}, true});
  const std::vector<Estimate> times = chain.exposures_to(3);
  EXPECT_NEAR(times[0].value, 1 / 0.4 + 1 / 0.3 + 1 / 0.2, 1e-13);
  EXPECT_NEAR(times[2].value, 5, 1e-13);
  EXPECT_EQ(times[3].value, 0);
  const double error = std::hypot(0.04 / 0.16, 0.03 / 0.09, 0.02 / 0.04);
  EXPECT_NEAR(times[0].standard_error, error, 1e-13);
  EXPECT_NEAR(times[0].upper * times[0].lower, times[0].value * times[0].value, 1e-11);
  EXPECT_TRUE(std::isinf(chain.exposures_to(0)[1].value));  // nobody goes back
  EXPECT_TRUE(std::isnan(chain.exposures_to(0)[1].standard_error));
  const auto deviations = numbers(chain.times(), "standard_deviation");
  EXPECT_NEAR(deviations.back(), std::sqrt(0.8) / 0.2, 1e-12);  // geometric, from compares to advocates
}

TEST(Accustoming, MovesSharesAsThePowersOfTheMatrixDo) {
  const Accustoming chain = Accustoming::from_ladder(usual_steps());
  MatrixXd power = MatrixXd::Identity(4, 4);
  for (int t = 0; t < 7; ++t) power = power * chain.matrix();
  const auto shares = chain.shares_after(7);
  const auto begun = chain.shares_after(7, std::vector{0.5, 0.5, 0.0, 0.0});
  for (Index j = 0; j < 4; ++j) {
    const auto& share = shares[static_cast<std::size_t>(j)];
    EXPECT_NEAR(share.value, power(0, j), 1e-14);
    EXPECT_NEAR(begun[static_cast<std::size_t>(j)].value, 0.5 * (power(0, j) + power(1, j)), 1e-14);
    EXPECT_LT(share.lower, share.value);
    EXPECT_LT(share.value, share.upper);
  }
  EXPECT_EQ(chain.shares_after(0)[0].value, 1);
  EXPECT_EQ(chain.course(7).rows(), 32U);
}

TEST(Accustoming, CarriesTheErrorsOfTheMatrixAsDifferencesDo) {
  const Accustoming chain = Accustoming::from_ladder(usual_steps());
  constexpr double h = 1e-6;
  const auto error_of = [&](auto&& figure) {
    double variance = 0;
    for (Index i = 0; i < 3; ++i) {
      const double step = figure(Accustoming(moved(chain.matrix(), i, i + 1, h))) -
                          figure(Accustoming(moved(chain.matrix(), i, i + 1, -h)));
      variance += std::pow(step / (2 * h) * (0.04 - 0.01 * static_cast<double>(i)), 2);
    }
    return std::sqrt(variance);
  };
  EXPECT_NEAR(chain.shares_after(9)[3].standard_error,
              error_of([](const Accustoming& c) { return c.shares_after(9)[3].value; }), 1e-8);
  EXPECT_NEAR(chain.exposures_to(3)[0].standard_error,
              error_of([](const Accustoming& c) { return c.exposures_to(3)[0].value; }), 1e-6);
  for (std::size_t j = 0; j < 4; ++j) {
    EXPECT_NEAR(numbers(chain.stationary(), "standard_error")[j],
                error_of([&](const Accustoming& c) { return numbers(c.stationary(), "share")[j]; }), 1e-8);
  }
}

TEST(Accustoming, ComesToTheSharesThatTheMatrixKeeps) {
  const Accustoming chain = Accustoming::from_ladder(usual_steps());
  const auto limit = numbers(chain.stationary(), "share");
  const auto late = chain.shares_after(3000);
  for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(limit[j], late[j].value, 1e-12);
  EXPECT_THROW((void)chain.absorption(), ParameterError);
  const Accustoming ended = Accustoming::from_ladder(usual_steps(true));
  EXPECT_THROW((void)ended.stationary(), ParameterError);
  for (const double p : numbers(ended.absorption(), "probability")) EXPECT_NEAR(p, 1, 1e-13);
}

TEST(Accustoming, EndsInOneOfTwoStatesAsAGamblerDoes) {
  MatrixXd matrix(4, 4);
  const double up = 0.6;
  matrix << 1, 0, 0, 0, 1 - up, 0, up, 0, 0, 1 - up, 0, up, 0, 0, 0, 1;
  const Accustoming chain(matrix, {"left", "low", "high", "stays"}, {"left", "stays"});
  const auto p = numbers(chain.absorption(), "probability");
  const double ratio = (1 - up) / up, first = (1 - ratio) / (1 - std::pow(ratio, 3));
  EXPECT_NEAR(p[2], first, 1e-14);  // from low to stays
  EXPECT_NEAR(p[0] + p[2], 1, 1e-14);
  EXPECT_TRUE(std::isinf(chain.exposures_to(3)[1].value));
}

TEST(Accustoming, IsFoundAgainInWhatItDraws) {
  const Accustoming truth = Accustoming::from_ladder(usual_steps());
  const Frame drawn = truth.simulate(800, 30, 5);
  const Accustoming found = Accustoming::fit(drawn.at("customer"), drawn.at("state"));
  EXPECT_EQ(found.counts().sum(), 800 * 30);
  int within = 0;
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) {
      const Estimate p = found.probability(i, j);
      const double real = truth.matrix()(static_cast<Index>(i), static_cast<Index>(j));
      EXPECT_LT(std::abs(p.value - real), 4 * p.standard_error + 1e-3);
      within += p.lower <= real && real <= p.upper ? 1 : 0;
    }
  EXPECT_GE(within, 8);
  const Estimate time = found.exposures_to(3)[0];
  EXPECT_LT(std::abs(time.value - truth.exposures_to(3)[0].value), 4 * time.standard_error);
}

TEST(Accustoming, HasErrorsThatDrawnMatricesHave) {
  // The delta method against draws from the Dirichlet posterior of each row.
  const Accustoming truth = Accustoming::from_ladder(usual_steps());
  const Frame data = truth.simulate(300, 20, 6);
  const Accustoming found = Accustoming::fit(data.at("customer"), data.at("state"));
  RandomStream random(7, "posterior");
  constexpr int draws = 1500;
  double mean = 0, square = 0;
  for (int d = 0; d < draws; ++d) {
    MatrixXd matrix(4, 4);
    for (Index i = 0; i < 4; ++i) {
      for (Index j = 0; j < 4; ++j) matrix(i, j) = random.gamma(found.counts()(i, j) + 0.25) + 1e-12;
      matrix.row(i) /= matrix.row(i).sum();
    }
    const double time = Accustoming(matrix).exposures_to(3)[0].value;
    mean += time / draws;
    square += time * time / draws;
  }
  EXPECT_NEAR(std::sqrt(square - mean * mean), found.exposures_to(3)[0].standard_error,
              0.15 * found.exposures_to(3)[0].standard_error);
}

TEST(Accustoming, CountsTransitionsInTheOrderOfTime) {
  const Column customer(Texts{"a", "b", "a", "a", "b", "a"});
  const Column state(std::vector<std::optional<std::string>>{"compares", "not_adapted", "enjoys", "not_adapted",
                                                             "enjoys", std::nullopt});
  const Column at(Texts{"2026-03-01", "2026-01-01", "2026-02-01", "2026-01-01", "2026-01-02", "2026-02-15"});
  const Accustoming chain = Accustoming::fit(customer, state, at);
  EXPECT_EQ(chain.unknown(), 1);
  EXPECT_EQ(chain.counts()(0, 1), 2);
  EXPECT_EQ(chain.counts().sum(), 2);  // none goes over the exposure without a state
  EXPECT_NEAR(chain.probability(0, 1).value, 2.25 / 3, 1e-15);
  EXPECT_NEAR(chain.probability(3, 3).value, 0.25, 1e-15);  // nothing was seen: the prior
}

TEST(Accustoming, RefusesWhatCannotBe) {
  const Column customer(Texts{"a", "a"});
  EXPECT_THROW(Accustoming::fit(customer, Column(Texts{"enjoys", "loves"})), RecordError);
  EXPECT_THROW(Accustoming::fit(customer, Column(Texts{"enjoys"})), RecordError);
  EXPECT_THROW(Accustoming::fit(Column(std::vector<std::optional<std::string>>{"a", std::nullopt}),
                                Column(Texts{"enjoys", "enjoys"})),
               RecordError);
  AccustomingOptions options;
  options.absorbing = {"advocates"};
  EXPECT_THROW(Accustoming::fit(customer, Column(Texts{"advocates", "enjoys"}), {}, options), RecordError);
  EXPECT_EQ(Accustoming::fit(customer, Column(Texts{"enjoys", "advocates"}), {}, options).probability(3, 3).value, 1);
  options.prior = 0;
  EXPECT_THROW(Accustoming::fit(customer, Column(Texts{"enjoys", "enjoys"}), {}, options), ParameterError);
  EXPECT_THROW(Accustoming::from_ladder({{known(0.4), known(0.9), known(0.2)}, {known(0.2), known(0.1), known(0.1)}}),
               ParameterError);
  const Accustoming chain = Accustoming::from_ladder(usual_steps());
  EXPECT_THROW((void)chain.position("enjoy"), ParameterError);
  EXPECT_THROW((void)chain.shares_after(3, std::vector{0.5, 0.2, 0.0, 0.0}), ParameterError);
  EXPECT_THROW((void)chain.shares_after(20'000), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
