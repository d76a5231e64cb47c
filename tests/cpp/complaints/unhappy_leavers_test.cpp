#include "fealty/complaints/unhappy_leavers.hpp"

#include <string>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::complaints {
namespace {

std::string code_of_refusal(const char* market) {
  try {
    (void)unhappy_leavers(market);
  } catch (const ParameterError& error) {
    return error.code();
  }
  return "";
}

TEST(UnhappyLeavers, OfAKnownMarketAreThoseOfTheLecture) {
  EXPECT_EQ(unhappy_leavers("AU"), 0.05);
  EXPECT_EQ(unhappy_leavers("US"), 0.2);
  EXPECT_EQ(unhappy_leavers().rows(), 3U);
}

TEST(UnhappyLeavers, OfChinaAreNotGuessed) {
  EXPECT_EQ(code_of_refusal("CN"), code::missing_parameter);
}

TEST(UnhappyLeavers, OfAMarketThatNobodyNamesAreRefused) {
  EXPECT_EQ(code_of_refusal("FR"), code::unknown_name);
}

}  // namespace
}  // namespace fealty::complaints
