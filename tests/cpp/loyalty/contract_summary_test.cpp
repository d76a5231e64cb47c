#include "fealty/loyalty/contract_summary.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

TEST(ContractSummary, CountsWhoEndedAndWhoStands) {
  const ContractSummary summary = ContractSummary::from_arrays(
      Column(Numbers{1, 3, 3, 2}), Column(std::vector<bool>{true, false, true, false}), Column(Numbers{10, 5, 2, 4}));
  EXPECT_EQ(std::vector(summary.ended().begin(), summary.ended().end()), (Numbers{0, 10, 0, 2}));
  EXPECT_EQ(std::vector(summary.standing().begin(), summary.standing().end()), (Numbers{0, 0, 4, 5}));
  ContractSummary sum = ContractSummary::from_survivors(Numbers{10, 6, 5});
  sum += summary;
  EXPECT_EQ(sum.all_customers(), 31);
  EXPECT_EQ(sum.ended()[1], 14);
  EXPECT_EQ(sum.standing()[2], 9);
  EXPECT_EQ(sum.frame().rows(), 4U);
}

TEST(ContractSummary, NamesRowValueAndWhatWasExpected) {
  EXPECT_THROW(ContractSummary::from_survivors(Numbers{10, 11}), RecordError);
  EXPECT_THROW(ContractSummary::from_survivors(Numbers{10, 5.5}), RecordError);
  EXPECT_THROW(ContractSummary::from_arrays(Column(Numbers{0}), Column(Numbers{1})), RecordError);
  EXPECT_THROW(ContractSummary::from_arrays(Column(Numbers{1}), Column(Numbers{2})), RecordError);
}

}  // namespace
}  // namespace fealty::loyalty
