#include "fealty/core/domain.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty {
namespace {

TEST(Require, PassesWhatHolds) {
  EXPECT_NO_THROW(require(true, "shape", -1, "must be positive"));
}

TEST(Require, NamesTheArgumentItsValueAndTheRule) {
  try {
    require(false, "shape", -1e-9, "must be positive");
    FAIL();
  } catch (const ParameterError& e) {
    EXPECT_STREQ(e.what(), "FY202: shape is -1e-09, but it must be positive");
    EXPECT_EQ(e.code(), code::out_of_domain);
  }
}

TEST(RequireLevel, TakesLevelsBetweenZeroAndOneOnly) {
  EXPECT_NO_THROW(require_level(0.5));
  EXPECT_NO_THROW(require_level(1e-300));
  EXPECT_THROW(require_level(0), ParameterError);
  EXPECT_THROW(require_level(1), ParameterError);
  EXPECT_THROW(require_level(95), ParameterError);
  EXPECT_THROW(require_level(std::nan("")), ParameterError);
}

}  // namespace
}  // namespace fealty
