#include "fealty/loyalty/discounted_purchases.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/forecast_digits.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"
#include "reference/finite_differences.hpp"

namespace fealty::loyalty {
namespace {

constexpr double forever = std::numeric_limits<double>::infinity();

template <class Law>
void expect_digits_of_discounting(std::string_view model) {
  for_each_forecast(model, [](const ForecastDigits& one) {
    const double made = discounted_while_alive(Law::of(one.parameters), one.pattern, one.horizon, one.rate);
    EXPECT_NEAR(made / one.discounted, 1, 1e-10);
  });
}

TEST(DiscountedPurchases, HaveTheDigitsOfManyDigitArithmetic) {
  expect_digits_of_discounting<ParetoNbd<double>>("pareto_nbd");
  expect_digits_of_discounting<BetaGeo<double>>("beta_geo");
  expect_digits_of_discounting<ModifiedBetaGeo<double>>("modified_beta_geo");
}

TEST(DiscountedPurchases, AreAnAnnuityWhereNobodyLeaves) {
  const Nbd<double> law{0.4, 12.0};
  const PurchasePattern pattern{3, 10.0, 30.0};
  EXPECT_NEAR(discounted_while_alive(law, pattern, 52, 0.01), 3.4 / 42 * (1 - std::exp(-0.52)) / 0.01, 1e-12);
  EXPECT_NEAR(discounted_while_alive(law, pattern, forever, 0.01), 3.4 / 42 / 0.01, 1e-11);
  EXPECT_NEAR(discounted_while_alive(law, pattern, 52, 0.0), 3.4 / 42 * 52, 1e-13);
}

// (r + x) / (alpha + T) (beta + T)^s delta^(s - 1) U(s, s, delta (beta + T)) P(alive), by mpmath with 30 digits.
TEST(DiscountedPurchases, AgreeWithTricomisFunction) {
  const ParetoNBDModel model({0.5532770, 10.5776835, 0.6062400, 11.6687353});
  const auto customer = PurchaseSummary::from_arrays(Column(std::vector<double>{2}), Column(std::vector<double>{30.43}),
                                                     Column(std::vector<double>{38.86}));
  const CustomerFigures made = discounted_purchases(model, customer, forever, std::log(1.15) / 52);
  EXPECT_NEAR(made.values[0], 6.49998129644579755, 1e-10);
}

TEST(DiscountedPurchases, GiveDerivativesThatDifferencesConfirm) {
  const std::array<double, 4> x{0.7, 4.0, 0.8, 7.5};
  for (const double horizon : {30.0, forever}) {
    const auto f = [&](const auto& v) {
      using S = std::decay_t<decltype(v[0])>;
      return discounted_while_alive(BetaGeo<S>::of(v), {3, 0.0, 30.0}, horizon, 0.004);
    };
    const Dual<4> exact = f(variables(x));
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(exact.gradient[i], reference::derivative(f, x, i), 1e-6);
  }
}

TEST(DiscountedPurchases, AreFiniteForExtremeCustomersAndRates) {
  for (const std::uint32_t x : {0U, 1U, 10'000U}) {
    for (const double t : {1e-6, 1.0, 1e6}) {
      for (const double rate : {1e-9, 1e-3, 1e3}) {
        for (const double horizon : {0.0, 1e-6, 1e3, forever}) {
          const PurchasePattern p{x, 0.0, t};
          for (const double made : {discounted_while_alive(BetaGeo<double>{0.6, 5, 1.2, 3}, p, horizon, rate),
                                    discounted_while_alive(ParetoNbd<double>{0.6, 5, 1, 20}, p, horizon, rate),
                                    discounted_while_alive(Nbd<double>{0.6, 5}, p, horizon, rate)}) {
            EXPECT_TRUE(std::isfinite(made) && made >= 0) << x << ' ' << t << ' ' << rate << ' ' << horizon;
          }
        }
      }
    }
  }
}

TEST(DiscountedPurchases, RefuseAHorizonOrARateThatCannotBe) {
  const NBDModel model({0.6, 5});
  const PurchaseSummary nobody;
  EXPECT_THROW((void)discounted_purchases(model, nobody, -1, 0.1), ParameterError);
  EXPECT_THROW((void)discounted_purchases(model, nobody, NAN, 0.1), ParameterError);
  EXPECT_THROW((void)discounted_purchases(model, nobody, 1, -0.1), ParameterError);
  EXPECT_THROW((void)discounted_purchases(model, nobody, forever, 0), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
