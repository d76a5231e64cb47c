#include "fealty/loyalty/purchase_course.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using namespace std::chrono_literals;
using Counts = std::vector<std::int64_t>;
using Numbers = std::vector<double>;

PurchaseSummary seven_purchases() {
  return {Column(std::vector<std::string>{"a", "a", "b", "a", "a", "b", "c"}),
          Column(std::vector<std::string>{"1970-01-03", "1970-01-05", "1970-01-03", "1970-01-05", "1970-01-09",
                                          "1970-01-05", "1970-01-08"})};
}

Counts counts_of(const Frame& frame, std::string_view name) {
  const auto values = frame.at(name).chunks().front().as<std::int64_t>();
  return {values.begin(), values.end()};
}

TEST(PurchaseCourse, CountsNewCustomersAndRepeatPurchasesOfEachDay) {
  const Frame course = purchase_course(seven_purchases());
  EXPECT_EQ(counts_of(course, "day"), (Counts{2, 4, 7, 8}));
  EXPECT_EQ(counts_of(course, "new_customers"), (Counts{2, 0, 1, 0}));
  EXPECT_EQ(counts_of(course, "repeat_purchases"), (Counts{0, 2, 0, 1}));
}

TEST(PurchaseCourse, LeavesOutWhoCameLater) {
  const Frame course = purchase_course(seven_purchases(), at_midnight(1970y / 1 / 7));
  EXPECT_EQ(counts_of(course, "day"), (Counts{2, 4, 8}));
  EXPECT_EQ(counts_of(course, "new_customers"), (Counts{2, 0, 0}));
}

TEST(PurchaseCourse, NeedsDays) {
  const auto counted = PurchaseSummary::from_arrays(Column(Numbers{1}), Column(Numbers{1}), Column(Numbers{2}));
  EXPECT_THROW(purchase_course(counted), ParameterError);
  EXPECT_EQ(purchase_course(PurchaseSummary()).rows(), 0U);
}

}  // namespace
}  // namespace fealty::loyalty
