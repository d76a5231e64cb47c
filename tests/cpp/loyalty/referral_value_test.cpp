#include "fealty/loyalty/referral_value.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/loyalty/propagated_error.hpp"

namespace fealty::loyalty {
namespace {

const WordOfMouth two_generations({{OffspringKind::poisson, known(5)}, {OffspringKind::poisson, known(3)}});

TEST(ReferralValue, IsReachTimesConversionTimesValue) {
  const ReferralValue made = referral_value(two_generations, {0.02, 0.005}, {300, 20});
  EXPECT_NEAR(made.customers.value, 0.4, 1e-15);
  EXPECT_NEAR(made.value.value, 120, 1e-12);
  EXPECT_NEAR(made.value.standard_error, 120 * std::hypot(0.25, 20.0 / 300), 1e-10);
  EXPECT_NEAR(made.chain.value, 0.4 / 0.6 * 300, 1e-12);
  double chain = 0, power = 1;  // the plain sum over generations of customers
  for (int generation = 0; generation < 100; ++generation) chain += 300 * (power *= 0.4);
  EXPECT_NEAR(made.chain.value, chain, 1e-10);
}

TEST(ReferralValue, NeverEndsWhereEachCustomerBringsAnother) {
  EXPECT_TRUE(std::isinf(referral_value(two_generations, known(0.05), known(300)).chain.value));
  EXPECT_THROW(referral_value(two_generations, known(1.5), known(300)), ParameterError);
}

TEST(ReferralValue, LowersTheCostOfWinningOne) {
  double before = 101;
  for (const double share : {0.0, 0.1, 0.5, 1.0}) {
    const double cost = blended_acquisition_cost(known(100), known(share)).value;
    EXPECT_NEAR(cost, 100 * (1 - share), 1e-12);
    EXPECT_LT(cost, before);
    before = cost;
  }
  EXPECT_THROW(blended_acquisition_cost(known(-1), known(0.1)), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
