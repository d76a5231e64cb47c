#include "fealty/flow/service_flow.hpp"

#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/flow/flow_language.hpp"
#include "flows.hpp"
#include "today.hpp"

namespace fealty::flow {
namespace {

using namespace testing;

ServiceFlow workshop() {
  return flow_of(
      sequence({step("booking"), step("reception"), choice({step("repair"), step("advice")}), optional(step("wash")),
                step("payment")}),
      {{.name = "booking", .lane = Lane::customer, .channel = "phone"}, {.name = "repair", .lane = Lane::backstage}});
}

TEST(ServiceFlow, NamesTheNearestStepInstead) {
  const ServiceFlow flow = workshop();
  EXPECT_NE(message_of([&] { (void)flow.at("receptoin"); }).find("did you mean \"reception\""), std::string::npos);
  EXPECT_NE(message_of([&] { (void)flow.with_requirement("paymnet", {.measure = "met"}); }).find("payment"),
            std::string::npos);
  EXPECT_NE(message_of([&] { (void)flow.may_follow("booking", "repairs"); }).find("repair"), std::string::npos);
  EXPECT_THROW((void)ServiceFlow().at("x"), ParameterError);
}

TEST(ServiceFlow, SaysItsTreeInOneLine) {
  EXPECT_EQ(workshop().text(), "(booking, reception, choice(repair, advice), optional(wash), payment)");
  EXPECT_EQ(ServiceFlow().text(), "()");
}

TEST(ServiceFlow, KnowsWhichStepsNobodyCanDoWithout) {
  EXPECT_EQ(workshop().mandatory(), (std::vector<bool>{true, true, false, false, false, true}));
  const ServiceFlow both = flow_of(choice({sequence({step("a"), step("b")}), sequence({step("c"), step("a")})}));
  EXPECT_EQ(both.mandatory(), (std::vector<bool>{true, false, false}));
}

TEST(ServiceFlow, KnowsWhatMayFollowAsItsLanguageDoes) {
  std::mt19937_64 engine(21);
  for (int round = 0; round < 200; ++round) {
    const ServiceFlow flow = flow_of(random_part(engine, 1 + static_cast<int>(engine() % 7), 4));
    FlowLanguage language(flow);
    ASSERT_TRUE(language.complete(100'000));
    std::set<std::pair<Code, Code>> follows;
    std::vector<FlowLanguage::State> waiting{language.start()};
    std::set<FlowLanguage::State> seen{language.start()};
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      for (const auto& next : language.known_successors(waiting[i])) {
        for (const auto& then : language.known_successors(next.state)) follows.emplace(next.step, then.step);
        if (seen.insert(next.state).second) waiting.push_back(next.state);
      }
    }
    for (Code a = 0; a < flow.steps().size(); ++a) {
      for (Code b = 0; b < flow.steps().size(); ++b) {
        EXPECT_EQ(flow.may_follow(flow.steps()[a].name, flow.steps()[b].name), follows.contains({a, b}))
            << flow.text() << " " << flow.steps()[a].name << flow.steps()[b].name;
      }
    }
  }
}

TEST(ServiceFlow, DrawsLinesBetweenItsLanes) {
  EXPECT_EQ(lines_between(Lane::customer, Lane::frontstage), std::vector<Line>{Line::interaction});
  EXPECT_EQ(lines_between(Lane::evidence, Lane::customer), std::vector<Line>{});
  EXPECT_EQ(lines_between(Lane::support, Lane::frontstage),
            (std::vector<Line>{Line::visibility, Line::internal_interaction}));
  EXPECT_EQ(lines_between(Lane::customer, Lane::support).size(), 3U);
  EXPECT_THROW((void)lane_named("offstage"), ParameterError);
  EXPECT_EQ(lane_named("backstage"), Lane::backstage);
}

TEST(ServiceFlow, RefusesWhatIsNoTree) {
  const std::vector<Step> steps{{.name = "a"}, {.name = "b"}};
  const FlowNode a{Part::step, 0, {}}, b{Part::step, 1, {}};
  EXPECT_NO_THROW(ServiceFlow(steps, {{Part::sequence, no_code, {1, 2}}, a, b}));
  EXPECT_THROW(ServiceFlow(steps, {{Part::sequence, no_code, {1}}, a}), ParameterError);        // b nowhere
  EXPECT_THROW(ServiceFlow(steps, {{Part::sequence, no_code, {1, 1}}, a, b}), ParameterError);  // a twice
  EXPECT_THROW(ServiceFlow(steps, {{Part::sequence, no_code, {1, 9}}, a, b}), ParameterError);  // no such node
  EXPECT_THROW(ServiceFlow(steps, {{Part::sequence, no_code, {0, 1}}, a, b}), ParameterError);  // itself
  EXPECT_THROW(ServiceFlow(steps, {{Part::optional, no_code, {1, 2}}, a, b}), ParameterError);  // two parts
  EXPECT_THROW(ServiceFlow(steps, {{Part::step, 7, {}}}), ParameterError);                      // no such step
  EXPECT_THROW(ServiceFlow({{.name = "a"}, {.name = "a"}}, {a}), ParameterError);
  EXPECT_THROW(ServiceFlow({{.name = ""}}, {a}), ParameterError);
  EXPECT_THROW(ServiceFlow({}, {}), ParameterError);
  Sketched deep = step("a");
  for (int i = 0; i < 2000; ++i) deep = optional(deep);
  EXPECT_THROW(flow_of(deep), ParameterError);
}

TEST(ServiceFlow, KeepsTheVersionsItWasRevisedFrom) {
  const ServiceFlow first = workshop();
  const ServiceFlow second =
      flow_of(sequence({step("booking"), step("payment")}))
          .as_revision_of(first,
                          {.date = today, .author = "Li", .evidence = {{EvidenceKind::walked_with_customer, ""}}});
  EXPECT_EQ(second.version().number, 2U);
  EXPECT_EQ(second.versions().size(), 2U);
  EXPECT_TRUE(reasons_stale(second.version(), today).empty());
  EXPECT_FALSE(reasons_stale(first.version(), today).empty());
}

EventLog log_of(const std::vector<std::string>& cases, const std::vector<std::string>& steps) {
  std::vector<Time> times;
  for (std::size_t i = 0; i < cases.size(); ++i) times.push_back(today + Duration{static_cast<std::int64_t>(i)});
  return EventLog({.case_id = Column(cases), .activity = Column(steps), .time = Column(std::move(times))});
}

TEST(StepCoverage, ListsWhatWasNeverSeenAndWhatWasNotExpected) {
  const StepCoverage found =
      coverage(workshop(), log_of({"1", "1", "1", "2"}, {"booking", "argument", "booking", "payment"}));
  ASSERT_EQ(found.seen.size(), 2U);
  EXPECT_EQ(found.seen[0].step, "booking");
  EXPECT_EQ(found.seen[0].events, 2U);
  EXPECT_EQ(found.seen[0].visits, 1U);
  EXPECT_EQ(found.unseen, (std::vector<std::string>{"reception", "repair", "advice", "wash"}));
  ASSERT_EQ(found.unexpected.size(), 1U);
  EXPECT_EQ(found.unexpected[0].step, "argument");
  EXPECT_EQ(found.frame().rows(), 7U);
  EXPECT_EQ(coverage(workshop(), EventLog()).unseen.size(), 6U);
}

TEST(Standards, AreReviewedBySixRules) {
  const Requirement good{.measure = "waited",
                         .bound = Bound::at_most,
                         .threshold = 60,
                         .share = 0.9,
                         .owner = "desk",
                         .need = "importance",
                         .valid_from = today - days(10),
                         .valid_until = today + days(10)};
  Requirement ended = good;
  ended.valid_until = today - days(1);
  Requirement old = good;
  old.valid_from = today - days(500);
  const Requirement vague{.measure = "friendly", .need = "friendliness", .valid_until = today + days(10)};
  Requirement needless = good;
  needless.need = "";
  const auto rules_of = [](const Step& step) {
    const ServiceFlow flow({step}, {{Part::step, 0, {}}});
    std::vector<std::string> rules;
    for (const StandardFinding& finding : review_standards(flow, today)) rules.push_back(finding.rule);
    return rules;
  };
  using Rules = std::vector<std::string>;
  EXPECT_EQ(rules_of({.name = "a", .requirements = {good}}), Rules{});
  EXPECT_EQ(rules_of({.name = "a", .requirements = {ended}}), Rules{"delete"});
  EXPECT_EQ(rules_of({.name = "a", .requirements = {old}}), Rules{"revise"});
  EXPECT_EQ(rules_of({.name = "a", .requirements = {vague}}), Rules{"quantify"});
  EXPECT_EQ(rules_of({.name = "a", .requirements = {needless}}), Rules{"relate"});
  EXPECT_EQ(rules_of({.name = "a", .requirements = {good, good}}), Rules{"reconcile"});
  EXPECT_EQ(rules_of({.name = "a"}), Rules{"add"});
  EXPECT_EQ(rules_of({.name = "a", .lane = Lane::support}), Rules{});
}

}  // namespace
}  // namespace fealty::flow
