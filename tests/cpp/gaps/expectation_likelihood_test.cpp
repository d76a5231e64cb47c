#include "../../../src/gaps/expectation_likelihood.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/dual.hpp"
#include "fealty/gaps/filtered_expectations.hpp"
#include "reference/finite_differences.hpp"
#include "simulated_ratings.hpp"

namespace fealty::gaps {
namespace {

ParameterDual at(const ExpectationLikelihood& likelihood, const ExpectationParameters<>& p) {
  return likelihood(ExpectationParameters<ParameterDual>::of(variables(p.values())));
}

RatingSeries ratings(std::uint32_t customers, std::uint32_t visits, double missing) {
  return series_of(
      simulate_ratings(usual_parameters(), {.customers = customers, .visits = visits, .missing = missing, .seed = 9}));
}

double filtered(const RatingSeries& series, const ExpectationParameters<>& p) {
  return filter_expectations(series, p, std::vector<double>{0.0}).log_likelihood;
}

TEST(ExpectationLikelihood, IsThatOfTheFilterWhetherSeriesAreCondensedOrNot) {
  // Of 400 series of 12 answers each a mean and a scatter matrix are made; of 10, and of gaps at random, nothing is.
  for (const auto& series : {ratings(400, 4, 0), ratings(10, 4, 0), ratings(200, 5, 0.3), ratings(3000, 2, 0.2)}) {
    const ExpectationLikelihood likelihood(series, {0.0});
    ExpectationParameters<> p = usual_parameters();
    p.will_rate = 0.6;
    p.should_mean = 5.5;
    const double expected = filtered(series, p);
    EXPECT_NEAR(at(likelihood, p).value, expected, 1e-10 * std::abs(expected));
  }
  EXPECT_LT(ExpectationLikelihood(ratings(5000, 4, 0), {0.0}).work(), 200U);
}

TEST(ExpectationLikelihood, HasTheDerivativesOfTheFilter) {
  for (const auto& series : {ratings(120, 3, 0), ratings(60, 4, 0.3)}) {
    const auto of_values = [&](const std::array<double, parameter_count>& values) {
      return filtered(series, ExpectationParameters<>::of(values));
    };
    const ParameterDual f = at(ExpectationLikelihood(series, {0.0}), usual_parameters());
    const auto values = usual_parameters().values();
    for (std::size_t i = 0; i < parameter_count; ++i) {
      const double slope = reference::derivative(of_values, values, i);
      EXPECT_NEAR(f.gradient[i], slope, 1e-5 * (1 + std::abs(slope))) << ExpectationParameters<>::names[i];
      for (std::size_t j = i; j < parameter_count; ++j) {
        const double curvature = reference::second_derivative(of_values, values, i, j);
        EXPECT_NEAR(f.second(i, j), curvature, 1e-4 * (10 + std::abs(curvature)))
            << ExpectationParameters<>::names[i] << ", " << ExpectationParameters<>::names[j];
      }
    }
  }
}

TEST(ExpectationLikelihood, OfConstantAnswersInScatterIsFinite) {
  // All first answers are equal: their column of the scatter matrix is 0.
  std::vector<std::int64_t> customer;
  std::vector<double> will, experience;
  for (int c = 0; c < 50; ++c) {
    for (int t = 0; t < 2; ++t) {
      customer.push_back(c);
      will.push_back(t == 0 ? 5.0 : 4.0 + 0.01 * c);
      experience.push_back(t == 0 ? 4.0 : 3.0 + 0.02 * (c * c % 37));
    }
  }
  const RatingSeries series({.customer = Column(customer), .will = Column(will), .experience = Column(experience)});
  const double expected = filtered(series, usual_parameters());
  EXPECT_NEAR(at(ExpectationLikelihood(series, {0.0}), usual_parameters()).value, expected, 1e-10 * std::abs(expected));
}

TEST(ItemLevels, AreHowFarTheAnswersOfAnItemLieFromAll) {
  const RatingSeries series({.customer = Column(std::vector<std::int64_t>{1, 2, 1, 2}),
                             .item = Column(std::vector<std::string>{"a", "a", "b", "b"}),
                             .will = Column(std::vector<double>{6, std::nan(""), 4, 5}),
                             .experience = Column(std::vector<double>{3, 5, 2, 2})});
  // Means: will 5, experience 3. Of a: (1 + 0 + 2) / 3; of b: (-1 + 0 - 1 - 1) / 4.
  const std::vector<double> levels = item_levels(series);
  ASSERT_EQ(levels.size(), 2U);
  EXPECT_NEAR(levels[0], 1.0, 1e-12);
  EXPECT_NEAR(levels[1], -0.75, 1e-12);
  EXPECT_EQ(item_levels(ratings(2, 2, 0)), std::vector<double>{0.0});
}

}  // namespace
}  // namespace fealty::gaps
