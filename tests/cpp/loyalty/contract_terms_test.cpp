#include "fealty/loyalty/contract_terms.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

const Time end_of_june = at_midnight(2026y / 6 / 30);

ContractSummary one(const std::string& started, const std::string& ended, const RenewalPeriod& period = {}) {
  return contracts_of(Column(Texts{started}), Column(Texts{ended}), end_of_june, period);
}

ContractSummary ended_at(double renewal) {
  return ContractSummary::from_arrays(Column(Numbers{renewal}), Column(Numbers{1}));
}

ContractSummary standing_after(double renewals) {
  return ContractSummary::from_arrays(Column(Numbers{renewals}), Column(Numbers{0}));
}

TEST(ContractTerms, EndAtTheFirstRenewalNotBeforeTheEnd) {
  EXPECT_EQ(one("2026-01-15", "2026-01-20"), ended_at(1));
  EXPECT_EQ(one("2026-01-15", "2026-02-15"), ended_at(1));
  EXPECT_EQ(one("2026-01-15", "2026-02-16"), ended_at(2));
  EXPECT_EQ(one("2026-01-15", "2026-01-15"), ended_at(1));
  EXPECT_EQ(one("2020-02-29", "2021-02-28", {12, true}), ended_at(1));
  EXPECT_EQ(one("2020-02-29", "2024-02-29", {12, true}), ended_at(4));
  EXPECT_EQ(one("2026-01-01", "2026-01-29", {14, false}), ended_at(2));
}

TEST(ContractTerms, StandWithTheRenewalsThatAreDue) {
  EXPECT_EQ(one("2026-01-31", ""), standing_after(5));  // 28 February, ..., 30 June
  EXPECT_EQ(one("2026-06-30", ""), standing_after(0));
  EXPECT_EQ(one("2026-03-01", "2026-09-01"), standing_after(3));
  EXPECT_EQ(one("1996-06-30", "", {12, true}), standing_after(30));
  EXPECT_EQ(one("2026-07-01", ""), ContractSummary());
}

TEST(ContractTerms, AreDaysOnTheClocksOfTheZone) {
  const TimeZone east("east", {8 * us_per_hour});
  const auto made =
      contracts_of(Column(Texts{"2026-01-14T17:00:00Z"}), Column(Texts{"2026-02-15T15:59:00Z"}), end_of_june, {}, east);
  EXPECT_EQ(made, ended_at(1));
}

TEST(ContractTerms, RefuseWhatCannotBe) {
  EXPECT_THROW(one("", "2026-01-20"), RecordError);
  EXPECT_THROW(one("2026-01-15", "2026-01-14"), RecordError);
  EXPECT_THROW(one("2026-01-15", "", {0, true}), ParameterError);
  EXPECT_THROW(contracts_of(Column(Texts{"2026-01-15"}), Column(Texts{}), end_of_june), RecordError);
}

}  // namespace
}  // namespace fealty::loyalty
