#include "fealty/core/estimate.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace fealty {
namespace {

TEST(Estimate, PrintsItsValueAndInterval) {
  EXPECT_EQ(to_string(Estimate{0.30798, 0.02847, 0.25529, 0.36621, 0.95}), "0.308 [0.2553, 0.3662]");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(to_string(Estimate{nan, nan, 0, 1, 0.95}), "nan [0, 1]");
}

}  // namespace
}  // namespace fealty
