#include "fealty/flow/quality_cycle.hpp"

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"

namespace fealty::flow {
namespace {

ControlChart chart() {
  return p_chart(std::vector<double>(25, 3), std::vector<double>(25, 20));
}

std::string refusal(const std::function<void()>& call) {
  try {
    call();
  } catch (const ParameterError& error) {
    return error.what();
  }
  return "not refused";
}

bool says(const std::string& message, const std::string& what) {
  return message.find(what) != std::string::npos;
}

QualityCycle evaluated(const Estimate& before, const Estimate& after, bool higher_is_better = false) {
  QualityCycle cycle("service visits");
  cycle.orient("reception", "first moment of truth");
  cycle.set_standard("at most 10 min for 95 % of visits", higher_is_better);
  cycle.control(chart());
  cycle.evaluate(before, after, "a second desk from 9 to 11");
  return cycle;
}

TEST(QualityCycle, GoesThroughItsFourSteps) {
  QualityCycle cycle("service visits");
  EXPECT_EQ(cycle.waits_for(), CycleStep::orientation);
  cycle.orient("reception", "first moment of truth");
  EXPECT_EQ(cycle.waits_for(), CycleStep::standard);
  cycle.set_standard("at most 10 min for 95 % of visits");
  EXPECT_EQ(cycle.waits_for(), CycleStep::control);
  cycle.control(chart());
  EXPECT_EQ(cycle.waits_for(), CycleStep::evaluation);
  cycle.evaluate(wilson(60, 400), wilson(20, 400), "a second desk from 9 to 11");
  EXPECT_EQ(cycle.waits_for(), std::nullopt);
  cycle.next_round();
  EXPECT_EQ(cycle.waits_for(), CycleStep::orientation);
  ASSERT_EQ(cycle.rounds().size(), 2U);
  EXPECT_EQ(cycle.rounds()[0].orientation->step, "reception");
  EXPECT_EQ(cycle.rounds()[0].control->size(), 25U);
}

TEST(QualityCycle, RefusesStepsThatAreNotTheirTurn) {
  QualityCycle cycle("service visits");
  EXPECT_TRUE(says(refusal([&] { cycle.set_standard("x"); }), "standard cannot come before the orientation"));
  EXPECT_TRUE(says(refusal([&] { cycle.control(chart()); }), "control cannot come before the orientation"));
  EXPECT_TRUE(says(refusal([&] { cycle.next_round(); }), "waits for its orientation"));
  cycle.orient("reception", "why");
  EXPECT_TRUE(says(refusal([&] { cycle.orient("again", "why"); }), "orientation of round 1 is done"));
  EXPECT_TRUE(says(refusal([&] { cycle.evaluate(wilson(1, 2), wilson(1, 2), "x"); }), "before the standard"));
  QualityCycle complete = evaluated(wilson(60, 400), wilson(20, 400));
  EXPECT_TRUE(says(refusal([&] { complete.orient("a", "b"); }), "begin the next round"));
}

TEST(QualityCycle, StaysWhereItWasAfterARefusal) {
  QualityCycle cycle("service visits");
  (void)refusal([&] { cycle.control(chart()); });
  (void)refusal([&] { cycle.orient("reception", " "); });
  EXPECT_EQ(cycle.waits_for(), CycleStep::orientation);
  EXPECT_FALSE(cycle.rounds()[0].orientation);
}

TEST(QualityCycle, JudgesByTheIntervalOfTheChange) {
  const auto verdict = [](const Estimate& before, const Estimate& after, bool higher) {
    return evaluated(before, after, higher).rounds()[0].evaluation->verdict;
  };
  EXPECT_EQ(verdict(wilson(60, 400), wilson(20, 400), false), ChangeVerdict::better);
  EXPECT_EQ(verdict(wilson(60, 400), wilson(20, 400), true), ChangeVerdict::worse);
  EXPECT_EQ(verdict(wilson(20, 400), wilson(60, 400), false), ChangeVerdict::worse);
  EXPECT_EQ(verdict(wilson(6, 40), wilson(4, 40), false), ChangeVerdict::no_clear);
}

TEST(QualityCycle, NeedsEvidence) {
  EXPECT_TRUE(says(refusal([] { (void)QualityCycle(""); }), "subject"));
  QualityCycle cycle("x");
  EXPECT_TRUE(says(refusal([&] { cycle.orient("", "why"); }), "step to control is empty"));
  EXPECT_TRUE(says(refusal([&] { cycle.orient("a", ""); }), "reason"));
  cycle.orient("a", "b");
  EXPECT_TRUE(says(refusal([&] { cycle.set_standard("\n"); }), "requirement is empty"));
  cycle.set_standard("c");
  EXPECT_TRUE(says(refusal([&] { cycle.control(ControlChart{}); }), "no points"));
  cycle.control(chart());
  EXPECT_TRUE(says(refusal([&] { cycle.evaluate(wilson(0, 0), wilson(1, 2), "x"); }), "before is"));
  EXPECT_TRUE(says(refusal([&] { cycle.evaluate(wilson(1, 2), wilson(1, 2), ""); }), "learned"));
  EXPECT_TRUE(says(refusal([&] { cycle.evaluate(wilson(1, 2), wilson(1, 2, 0.9), "x"); }), "levels"));
}

TEST(QualityCycle, ShowsWhereItStands) {
  QualityCycle cycle = evaluated(wilson(60, 400), wilson(20, 400));
  cycle.next_round();
  const Frame frame = cycle.frame();
  ASSERT_EQ(frame.rows(), 8U);
  const TextReader states(frame.at("state"), "state");
  EXPECT_EQ(states[3], "done");
  EXPECT_EQ(states[4], "now");
  EXPECT_EQ(states[5], "open");
  const TextReader evidence(frame.at("evidence"), "evidence");
  EXPECT_TRUE(says(std::string(evidence[3]), "better: 0.15 ["));
  EXPECT_TRUE(says(std::string(evidence[2]), "p chart of 25 points, center 0.15, 0 alarms"));
}

TEST(EstimatedDifference, OfSharesIsThatOfNewcombe) {
  // Newcombe (1998), table II, method 10: 56/70 - 48/80, and 9/10 - 3/10.
  const Estimate first = estimated_difference(wilson(56, 70), wilson(48, 80));
  EXPECT_NEAR(first.value, 0.2, 1e-12);
  EXPECT_NEAR(first.lower, 0.0524, 5e-5);
  EXPECT_NEAR(first.upper, 0.3339, 5e-5);
  const Estimate second = estimated_difference(wilson(9, 10), wilson(3, 10));
  EXPECT_NEAR(second.lower, 0.1705, 5e-5);
  EXPECT_NEAR(second.upper, 0.8090, 5e-5);
  const Estimate none = estimated_difference(wilson(0, 10), wilson(0, 20));
  EXPECT_NEAR(none.lower, -0.1611, 5e-5);
  EXPECT_NEAR(none.upper, 0.2775, 5e-5);
}

}  // namespace
}  // namespace fealty::flow
