#include "../../../src/flow/step_rows.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "visits.hpp"

namespace fealty::flow {
namespace {

VisitRecords records_of(const customers::Book& book, const std::vector<std::string>& steps = {}) {
  return visit_records(book, Outcome{}, steps, std::nullopt);
}

TEST(StepRows, AreTheVisitsAtWhichTheStepIsKnown) {
  const VisitRecords records = records_of(returning_customers(1, 300));
  ASSERT_EQ(records.steps.size(), 3U);
  const StepRows rows = step_rows(records, 2);
  std::size_t known = 0;
  for (std::size_t i = 0; i < records.table.visits.size(); ++i) {
    const StepState state = records.table.steps_of(i).back().state;
    const bool judged = records.outcomes.values[i] >= 0;
    known += judged && (state == StepState::met || state == StepState::failed) ? 1 : 0;
  }
  EXPECT_EQ(rows.visits.size(), known);
  EXPECT_EQ(rows.design.rows(), static_cast<Eigen::Index>(known));
  for (std::size_t i = 0; i < known; ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    EXPECT_EQ(rows.design.coeff(row, 0), 1);
    EXPECT_EQ(rows.design.coeff(row, StepRows::failure_column), rows.failed[row]);
    const bool a_failed = records.table.steps_of(rows.visits[i])[0].state == StepState::failed;
    EXPECT_EQ(rows.design.coeff(row, rows.failed_before[0]) > 0, a_failed);
  }
}

TEST(StepRows, SeeNothingThatComesAfterTheStep) {
  const VisitRecords records = records_of(returning_customers(1, 300));
  const StepRows first = step_rows(records, 0);
  EXPECT_EQ(first.failed_before, (std::vector<int>{-1, -1, -1}));
  EXPECT_EQ(std::vector<std::uint64_t>(first.pattern.size(), first.pattern[0]), first.pattern);
}

TEST(StepRows, AreAdjustedForSegmentMonthAndHistory) {
  const VisitRecords records = records_of(returning_customers(2, 300));
  std::vector<std::string> names;
  for (const VisitAttribute& attribute : records.attributes) names.push_back(attribute.name);
  EXPECT_EQ(names, (std::vector<std::string>{"segment", "month"}));
}

TEST(StepRows, DeviateFromTheCustomersOwnPast) {
  TouchList touches;
  const std::vector<std::optional<bool>> met{true, false, std::nullopt, false};
  for (std::size_t i = 0; i < met.size(); ++i)
    touches.add(static_cast<std::int64_t>(i), "a", Time{} + days(static_cast<std::int64_t>(i)), 1, met[i]);
  for (int i = 10; i < 40; ++i) touches.add(i, "a", Time{} + days(5), i, i % 2 == 0);
  touches.add(99, "a", Time{} + days(400), 99, true);
  customers::Book book;
  touches.add_to(book);
  const VisitRecords records = records_of(book);
  const StepRows rows = step_rows(records, 0);
  const Eigen::VectorXd deviations = deviations_from_past(records, 0, rows);
  EXPECT_EQ(deviations[0], 0);
  EXPECT_EQ(deviations[1], 1);
  EXPECT_EQ(deviations[2], 0.5);  // the third visit is unknown
  EXPECT_EQ(deviations.tail(deviations.size() - 3).cwiseAbs().maxCoeff(), 0);
}

TEST(StepRows, OfAStepThatIsNotThereIsAnErrorThatNamesTheNearest) {
  try {
    (void)records_of(returning_customers(1, 50), {"bb"});
    FAIL();
  } catch (const ParameterError& error) {
    EXPECT_NE(std::string(error.what()).find("is not a step"), std::string::npos);
  }
}

}  // namespace
}  // namespace fealty::flow
