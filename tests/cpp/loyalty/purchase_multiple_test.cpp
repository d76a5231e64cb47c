#include "fealty/loyalty/purchase_multiple.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"

namespace fealty::loyalty {
namespace {

TEST(PurchaseMultiple, CoversTenWhereItIsTen) {
  int covered = 0;
  for (std::uint64_t repeat = 0; repeat < 400; ++repeat) {
    RandomStream random(2, "multiple", repeat);
    std::vector<double> loyal, others;
    for (int i = 0; i < 200; ++i) loyal.push_back(random.gamma(2, 50));
    for (int i = 0; i < 300; ++i) others.push_back(random.gamma(0.8, 12.5));
    const Estimate ratio = purchase_multiple(loyal, others);
    covered += ratio.lower <= 10 && 10 <= ratio.upper ? 1 : 0;
  }
  EXPECT_NEAR(covered / 400.0, 0.95, 0.033);  // three standard errors
}

TEST(PurchaseMultiple, RefusesWhatHasNoRatio) {
  EXPECT_NEAR(purchase_multiple(std::vector{10.0, 10.0}, std::vector{1.0, 1.0}).upper, 10, 1e-14);
  EXPECT_THROW(purchase_multiple(std::vector{10.0}, std::vector{1.0, 1.0}), ParameterError);
  EXPECT_THROW(purchase_multiple(std::vector{10.0, 2.0}, std::vector{0.0, 0.0}), ParameterError);
  EXPECT_THROW(purchase_multiple(std::vector{10.0, -2.0}, std::vector{1.0, 1.0}), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
