#include "fealty/loyalty/pareto_nbd.hpp"

#include <array>
#include <cmath>
#include <span>
#include <type_traits>

#include <gtest/gtest.h>

#include "cpp/loyalty/purchase_digits.hpp"
#include "fealty/core/dual.hpp"
#include "reference/finite_differences.hpp"

namespace fealty::loyalty {
namespace {

TEST(ParetoNbd, HasTheDigitsOfManyDigitArithmetic) {
  expect_many_digits_of_purchases<ParetoNbd<double>>("pareto_nbd");
}

TEST(ParetoNbd, GivesDerivativesThatDifferencesConfirm) {
  const std::array<double, 4> x{0.7, 4.0, 0.8, 7.5};
  for (const PurchasePattern& pattern : {PurchasePattern{3, 12.0, 30.0}, PurchasePattern{0, 0.0, 5.0}}) {
    const auto f = [&](const auto& v) {
      using S = std::decay_t<decltype(v[0])>;
      const auto law = ParetoNbd<S>::of(v);
      return law.log_likelihood(pattern, law.count_terms(std::span(&pattern.frequency, 1)).front());
    };
    const Dual<4> exact = f(variables(x));
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_NEAR(exact.gradient[i], reference::derivative(f, x, i), 1e-8);
      for (std::size_t j = 0; j < 4; ++j)
        EXPECT_NEAR(exact.second(i, j), reference::second_derivative(f, x, i, j), 1e-6);
    }
  }
}

TEST(ParetoNbd, ExpectsPurchasesSmoothlyWhereTheShapeOfDeathIsOne) {
  const PurchasePattern pattern{3, 12.0, 30.0};
  const auto expected = [&](double s) { return ParetoNbd<double>{0.7, 4.0, s, 7.5}.expected_while_alive(pattern, 52); };
  EXPECT_NEAR(expected(1.0), 0.5 * (expected(1 - 1e-7) + expected(1 + 1e-7)), 1e-12);
  const double k = 3.7 / 34, life = 37.5;
  EXPECT_NEAR(expected(1.0), k * life * std::log1p(52 / life), 1e-13);
  EXPECT_NEAR(expected(2.5), k * life / 1.5 * (1 - std::pow(life / (life + 52), 1.5)), 1e-13);
}

}  // namespace
}  // namespace fealty::loyalty
