#include "fealty/loyalty/shifted_beta_geo.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "cpp/loyalty/many_digits.hpp"

namespace fealty::loyalty {
namespace {

TEST(ShiftedBetaGeo, HasTheDigitsOfManyDigitArithmetic) {
  expect_many_digits("shifted_beta_geo", [](const ManyDigits& one) {
    const auto law = one.law<ShiftedBetaGeo<double>>();
    return one.x == 1 ? law.log_survival(one.t - 1) + law.log_churn(one.t) : law.log_survival(one.t);
  });
}

TEST(ShiftedBetaGeo, LetsThoseWhoDoNotStayLeave) {
  const ShiftedBetaGeo<double> law{0.7, 1.2};
  for (double t = 1; t < 30; ++t) {
    EXPECT_NEAR(std::exp(law.log_churn(t)) + std::exp(law.log_retention(t)), 1.0, 1e-14);
    EXPECT_NEAR(law.log_retention(t), law.log_survival(t) - law.log_survival(t - 1), 1e-13);
  }
}

}  // namespace
}  // namespace fealty::loyalty
