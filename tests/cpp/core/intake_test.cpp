#include "fealty/core/intake.hpp"

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty {
namespace {

Finding finding(std::uint64_t count, Rule rule) {
  Affected affected;
  for (std::uint64_t i = 0; i < count; ++i) affected.note(10 * i);
  return {"purchases", "amount", Problem::invalid_number, affected, "inf", rule};
}

TEST(Intake, CountsAllAndShowsTheFirstRows) {
  Intake intake;
  intake.note(finding(12, Rule::keep));
  ASSERT_EQ(intake.findings().size(), 1U);
  EXPECT_EQ(intake.findings()[0].affected.count, 12U);
  EXPECT_EQ(intake.findings()[0].affected.rows, (std::vector<std::uint64_t>{0, 10, 20, 30, 40}));
}

TEST(Intake, NotesNothingWhereNothingIsWrong) {
  Intake intake;
  intake.note(finding(0, Rule::refuse));
  EXPECT_TRUE(intake.findings().empty());
  EXPECT_NE(intake.to_text().find("no problems"), std::string::npos);
}

TEST(Intake, RefusesWithTableColumnRowAndValue) {
  Intake intake;
  try {
    intake.note(finding(3, Rule::refuse));
    FAIL() << "the rule refuse refused nothing";
  } catch (const RecordError& e) {
    EXPECT_EQ(e.code(), code::refused_record);
    for (const char* part : {"purchases.amount", "3 rows", "0, 10, 20", "inf"})
      EXPECT_NE(std::string(e.what()).find(part), std::string::npos) << part;
  }
}

TEST(Intake, AffectedRowsOfPartsAddInOrder) {
  Affected first;
  first.note(1);
  Affected second;
  for (std::uint64_t row = 100; row < 110; ++row) second.note(row);
  first += second;
  EXPECT_EQ(first.count, 11U);
  EXPECT_EQ(first.rows, (std::vector<std::uint64_t>{1, 100, 101, 102, 103}));
}

TEST(Rules, AreChosenByNameAndRefuseWhatCannotBe) {
  Rules rules;
  EXPECT_EQ(rules[Problem::duplicate_row], Rule::keep);
  rules.set("duplicate_row", Rule::repair);
  EXPECT_EQ(rules[Problem::duplicate_row], Rule::repair);
  EXPECT_THROW(rules.set("duplicated", Rule::keep), ParameterError);
  EXPECT_THROW(rules.set("unsorted", Rule::repair), ParameterError);
}

TEST(Rules, RepairEverythingLeavesWhatCannotBeMended) {
  const Rules rules(Rule::repair);
  for (const ProblemEntry& entry : problem_catalogue()) {
    EXPECT_EQ(rules[entry.problem], entry.repair.empty() ? Rule::keep : Rule::repair) << entry.name;
  }
}

TEST(Rules, TheCatalogueStandsInTheOrderOfTheEnumeration) {
  for (const ProblemEntry& entry : problem_catalogue()) EXPECT_EQ(&entry_of(entry.problem), &entry);
}

}  // namespace
}  // namespace fealty
