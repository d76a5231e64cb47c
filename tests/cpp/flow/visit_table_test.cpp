#include "../../../src/flow/visit_table.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "visits.hpp"

namespace fealty::flow {
namespace {

using customers::Book;

constexpr Time day(std::int64_t n) {
  return Time{} + days(n);
}

// Customer 1: visits 10 on day 0 and 11 on day 50; customer 2: visit 12 on day 10; visit 13 of nobody.
Book small_book() {
  TouchList touches;
  touches.add(11, "desk", day(50), 1, true);
  touches.add(10, "work", day(1), 1, false);
  touches.add(10, "desk", day(0), 1, std::nullopt);
  touches.add(10, "work", day(2), 1, true);
  touches.add(12, "desk", day(10), 2, false);
  touches.add(13, "desk", day(20), std::nullopt, true);
  Book book;
  touches.add_to(book);
  return book;
}

TEST(VisitTable, HasVisitsByCustomerAndStartAndStepsThatFailedIfAnyTouchDid) {
  const VisitTable table = visit_table(small_book());
  ASSERT_EQ(table.visits.size(), 3U);
  EXPECT_EQ(table.customers, 2U);
  EXPECT_EQ(table.without_customer, 1U);
  EXPECT_EQ(table.visit_ids.integer(table.visits[0].visit), 10);
  EXPECT_EQ(table.visits[0].ended, day(2));
  EXPECT_EQ(table.visits[1].before, 1U);
  EXPECT_DOUBLE_EQ(table.visits[1].recency_days, 48);
  EXPECT_EQ(table.visits[2].before, 0U);
  const auto steps = table.steps_of(0);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(table.steps.text(steps[0].step), "desk");
  EXPECT_EQ(steps[0].state, StepState::unknown);
  EXPECT_EQ(steps[1].state, StepState::failed);  // the first time
}

TEST(VisitTable, NeedsToKnowWhatWasMet) {
  Book book;
  book.add_touches({.visit = Column(std::vector<std::int64_t>{1}),
                    .step = Column(std::vector<std::string>{"a"}),
                    .at = Column(std::vector<Time>{day(1)})});
  EXPECT_THROW(visit_table(book), RecordError);
  EXPECT_THROW(visit_table(Book()), RecordError);
}

TEST(VisitTable, ReturnsAreVisitsAndPurchasesInTime) {
  Book book = small_book();
  book.add_purchases(
      {.customer = Column(std::vector<std::int64_t>{2, 1}), .at = Column(std::vector<Time>{day(30), day(100)})});
  const VisitTable table = visit_table(book);
  const auto of = [&](const char* text) { return visit_outcomes(book, table, outcome_named(text)); };
  EXPECT_EQ(of("returned within 48 days").values, (std::vector<double>{1, 0, 1}));
  EXPECT_EQ(of("returned within 47 days").values[0], 0);
  EXPECT_EQ(of("returned within 50 days").values[1], 1);
  EXPECT_EQ(of("bought within 20 days").values, (std::vector<double>{0, 0, 1}));
  const VisitOutcomes later = of("bought within 60 days");
  EXPECT_TRUE(std::isnan(later.values[1]));
  EXPECT_EQ(later.censored, 1U);
  EXPECT_THROW(of("complained within 9 days"), RecordError);
}

TEST(VisitTable, ComplaintsCountFromTheStartOfTheVisit) {
  Book book = small_book();
  book.add_complaints({.case_id = Column(std::vector<std::int64_t>{1, 2}),
                       .opened_at = Column(std::vector<Time>{day(1), day(90)}),
                       .customer = Column(std::vector<std::int64_t>{1, 2})});
  const VisitOutcomes outcomes = visit_outcomes(book, visit_table(book), outcome_named("complained within 5 days"));
  EXPECT_EQ(outcomes.values, (std::vector<double>{1, 0, 0}));
}

TEST(VisitTable, StatedOutcomesAreTakenAsTheyStand) {
  const Book book = small_book();
  const Outcome outcome = stated_outcome(Column(std::vector<std::int64_t>{12, 10, 99}),
                                         Column(std::vector<std::optional<bool>>{true, false, true}), "happy");
  const VisitOutcomes outcomes = visit_outcomes(book, visit_table(book), outcome);
  EXPECT_EQ(outcomes.values[0], 0);
  EXPECT_TRUE(std::isnan(outcomes.values[1]));
  EXPECT_EQ(outcomes.values[2], 1);
  EXPECT_EQ(outcomes.unstated, 1U);
  const Outcome wrong = stated_outcome(Column(std::vector<std::int64_t>{12}), Column(std::vector<double>{0.5}), "x");
  EXPECT_THROW(visit_outcomes(book, visit_table(book), wrong), RecordError);
}

}  // namespace
}  // namespace fealty::flow
