#include "fealty/loyalty/opportunity_summary.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/opportunity_patterns.hpp"
#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

TEST(OpportunitySummary, AddsEqualPatterns) {
  OpportunitySummary sum = opportunities_in({{1, 2, 6}, {0, 0, 6}});
  sum += opportunities_in({{1, 2, 6}});
  ASSERT_EQ(sum.size(), 2U);
  EXPECT_EQ(sum.cells()[1].customers, 2);
  sum += sum;
  EXPECT_EQ(sum.all_customers(), 6);
  EXPECT_EQ(sum.frame().rows(), 2U);
}

TEST(OpportunitySummary, NamesRowValueAndWhatWasExpected) {
  const auto refusal = [](double x, double t_x, double n) -> std::string {
    try {
      OpportunitySummary::from_arrays(Column(Numbers{x}), Column(Numbers{t_x}), Column(Numbers{n}));
    } catch (const RecordError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(refusal(1, 7, 6), "FY103: column recency, row 0: 7 is not a whole number from 0 to 6");
  EXPECT_EQ(refusal(3, 2, 6), "FY103: column frequency, row 0: 3 is not a whole number from 1 to 2");
  EXPECT_NE(refusal(0, 2, 6), "");
  EXPECT_NE(refusal(1, 0, 6), "");
  EXPECT_NE(refusal(NAN, 0, 6), "");
}

}  // namespace
}  // namespace fealty::loyalty
