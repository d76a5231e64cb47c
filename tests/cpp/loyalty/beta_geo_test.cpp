#include "fealty/loyalty/beta_geo.hpp"

#include <array>
#include <span>
#include <type_traits>

#include <gtest/gtest.h>

#include "cpp/loyalty/purchase_digits.hpp"
#include "fealty/core/dual.hpp"
#include "reference/finite_differences.hpp"

namespace fealty::loyalty {
namespace {

TEST(BetaGeo, HasTheDigitsOfManyDigitArithmetic) {
  expect_many_digits_of_purchases<BetaGeo<double>>("beta_geo");
  expect_many_digits_of_purchases<ModifiedBetaGeo<double>>("modified_beta_geo");
}

TEST(BetaGeo, ModifiedGivesThePublishedLogDensities) {
  const ModifiedBetaGeo<double> law{0.25, 4, 0.8, 2.5};
  EXPECT_NEAR(log_likelihood_of(law, {0, 0, 40}), -0.41792826, 5e-9);
  EXPECT_NEAR(log_likelihood_of(law, {200, 38, 40}), 100.7869, 5e-5);
}

TEST(BetaGeo, LeavesNobodyDeadWhoHasNotBoughtAgainUnlessItIsModified) {
  EXPECT_EQ(logistic(-BetaGeo<double>{0.25, 4, 0.8, 2.5}.log_odds_dead({0, 0, 40})), 1.0);
  EXPECT_LT(logistic(-ModifiedBetaGeo<double>{0.25, 4, 0.8, 2.5}.log_odds_dead({0, 0, 40})), 0.9);
}

TEST(BetaGeo, GivesDerivativesThatDifferencesConfirm) {
  const std::array<double, 4> x{0.7, 4.0, 0.8, 2.5};
  const PurchasePattern pattern{3, 12.0, 30.0};
  const auto f = [&](const auto& v) {
    using S = std::decay_t<decltype(v[0])>;
    const auto law = BetaGeo<S>::of(v);
    return law.log_likelihood(pattern, law.count_terms(std::span(&pattern.frequency, 1)).front());
  };
  const Dual<4> exact = f(variables(x));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(exact.gradient[i], reference::derivative(f, x, i), 1e-8);
    for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(exact.second(i, j), reference::second_derivative(f, x, i, j), 1e-6);
  }
}

}  // namespace
}  // namespace fealty::loyalty
