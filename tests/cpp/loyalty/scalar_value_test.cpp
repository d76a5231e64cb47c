#include "fealty/loyalty/scalar_value.hpp"

#include <gtest/gtest.h>

namespace fealty::loyalty {
namespace {

TEST(ScalarValue, LeavesDerivativesOut) {
  EXPECT_EQ(scalar_value(2.5), 2.5);
  EXPECT_EQ(scalar_value(Dual<2>::variable(2.5, 1)), 2.5);
}

}  // namespace
}  // namespace fealty::loyalty
