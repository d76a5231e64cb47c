#include "fealty/flow/audit.hpp"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "audited_logs.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "flows.hpp"

namespace fealty::flow {
namespace {

using namespace testing;

ServiceFlow desk(std::vector<Requirement> of_serve) {
  return flow_of(sequence({step("greet"), step("serve"), step("pay")}),
                 {{.name = "serve", .requirements = std::move(of_serve)}});
}

Fulfillment outcome_of(const Audit& audit, std::size_t visit) {
  return audit.outcomes(visit)[0].outcome;
}

TEST(Audit, MeasuresWaitsFromTheEndOfTheEventBefore) {
  const ServiceFlow flow = desk({{.measure = "waited", .bound = Bound::at_most, .threshold = 600}});
  LogOf log;
  log.add(1, "greet", 0, {}, 5);
  log.add(1, "serve", 15);  // 10 minutes after the end of the greeting
  log.add(2, "greet", 0, {}, 5);
  log.add(2, "serve", 16);
  log.add(3, "serve", 0);  // nothing is recorded before
  log.add(4, "greet", 0, {}, 60);
  log.add(4, "serve", 30);  // before the greeting ended
  log.add(5, "greet", 0);   // no end: it ended when it happened
  log.add(5, "serve", 11);
  const Audit audit(flow, log.log());
  EXPECT_EQ(outcome_of(audit, 0), Fulfillment::met);
  EXPECT_EQ(outcome_of(audit, 1), Fulfillment::unmet);
  EXPECT_EQ(outcome_of(audit, 2), Fulfillment::unknown);
  EXPECT_EQ(outcome_of(audit, 3), Fulfillment::met);
  EXPECT_EQ(outcome_of(audit, 4), Fulfillment::unmet);
  EXPECT_EQ(audit.requirements()[0], (OutcomeCounts{2, 2, 1}));
}

TEST(Audit, MeasuresDurationsFlagsAndNumbers) {
  LogOf log;
  log.add(1, "serve", 0, true, 5, 4.5);
  log.add(2, "serve", 0, false, 20, 2.0);
  log.add(3, "serve", 0, std::nullopt, std::nullopt, std::numeric_limits<double>::quiet_NaN());
  log.add(4, "serve", 10, true, 5, 4.5);  // ends before it starts
  const auto counted = [&](Requirement r) { return Audit(desk({std::move(r)}), log.log()).requirements()[0]; };
  EXPECT_EQ(counted({.measure = "duration", .bound = Bound::at_most, .threshold = 600}), (OutcomeCounts{1, 1, 2}));
  EXPECT_EQ(counted({.measure = "met"}), (OutcomeCounts{2, 1, 1}));
  EXPECT_EQ(counted({.measure = "rating", .bound = Bound::at_least, .threshold = 4}), (OutcomeCounts{2, 1, 1}));
}

TEST(Audit, OfSeveralTouchesMeetsAStepIfNoneMissesIt) {
  LogOf log;
  log.add(1, "serve", 0, true);
  log.add(1, "serve", 5, false);
  log.add(2, "serve", 0, std::nullopt);
  log.add(2, "serve", 5, true);
  const Audit audit(desk({{.measure = "met"}}), log.log());
  EXPECT_EQ(outcome_of(audit, 0), Fulfillment::unmet);
  EXPECT_EQ(outcome_of(audit, 1), Fulfillment::met);
  EXPECT_EQ(audit.touches()[1], 4U);
}

TEST(Audit, OfSeveralRequirementsAsksForAll) {
  const ServiceFlow flow =
      desk({{.measure = "met"}, {.measure = "duration", .bound = Bound::at_most, .threshold = 60}});
  LogOf log;
  log.add(1, "serve", 0, true, 1);
  log.add(2, "serve", 0, true, 2);
  log.add(3, "serve", 0, true);  // how long it took is not known
  log.add(4, "serve", 0, false);
  const Audit audit(flow, log.log());
  EXPECT_EQ(outcome_of(audit, 0), Fulfillment::met);
  EXPECT_EQ(outcome_of(audit, 1), Fulfillment::unmet);
  EXPECT_EQ(outcome_of(audit, 2), Fulfillment::unknown);
  EXPECT_EQ(outcome_of(audit, 3), Fulfillment::unmet);
}

TEST(Audit, AppliesARequirementWhileItIsValid) {
  LogOf log;
  log.add(1, "serve", 0, false);
  log.add(2, "serve", 100, false);
  const Audit audit(desk({{.measure = "met", .valid_from = monday + Duration{60 * us_per_minute}}}), log.log());
  EXPECT_TRUE(audit.outcomes(0).empty());
  EXPECT_EQ(outcome_of(audit, 1), Fulfillment::unmet);
}

TEST(Audit, NamesTheFirstFailureInTheOrderOfTheVisit) {
  const ServiceFlow flow = flow_of(
      parallel({step("a"), step("b")}),
      {{.name = "a", .requirements = {{.measure = "met"}}}, {.name = "b", .requirements = {{.measure = "met"}}}});
  LogOf log;
  log.add(1, "b", 0, false);
  log.add(1, "a", 1, false);
  log.add(2, "a", 0, true);
  const Audit audit(flow, log.log());
  EXPECT_EQ(audit.first_failure(0), 1U);
  EXPECT_EQ(audit.first_failure(1), no_code);
}

TEST(Audit, AgreesWithAPlainWalkOverRandomVisits) {
  std::mt19937_64 engine(41);
  const std::vector<Requirement> flag{{.measure = "met"}};
  const ServiceFlow flow = flow_of(sequence({step("a"), optional(step("b")), loop({step("c")}), step("d")}),
                                   {{.name = "a", .requirements = flag},
                                    {.name = "b", .requirements = flag},
                                    {.name = "c", .requirements = flag},
                                    {.name = "d", .requirements = flag}});
  for (int round = 0; round < 20; ++round) {
    const auto visits = random_visits(engine, 50);
    const Audit audit(flow, log_of(visits, 0, visits.size()).log());
    for (std::size_t v = 0; v < visits.size(); ++v) {
      auto known_steps = visits[v];
      std::erase_if(known_steps, [](const auto& event) { return event.step == "x"; });
      const auto expected = reference::outcomes(known_steps);
      ASSERT_EQ(audit.outcomes(v).size(), expected.size());
      for (const StepOutcome& outcome : audit.outcomes(v)) {
        const auto met = expected.at(flow.steps()[outcome.step].name);
        EXPECT_EQ(outcome.outcome, !met ? Fulfillment::unknown : (*met ? Fulfillment::met : Fulfillment::unmet));
      }
      const Code failure = audit.first_failure(v);
      EXPECT_EQ(failure == no_code ? "" : flow.steps()[failure].name, reference::first_failure(known_steps));
    }
  }
}

TEST(Audit, OfTwoHalvesAddsUpToTheAuditOfAll) {
  std::mt19937_64 engine(42);
  const auto visits = random_visits(engine, 300);
  const ServiceFlow flow = desk({{.measure = "met"}});
  const ServiceFlow letters =
      flow_of(sequence({step("a"), step("b"), step("c")}), {{.name = "b", .requirements = {{.measure = "met"}}}});
  const Audit all(letters, log_of(visits, 0, 300).log());
  Audit sum(letters);
  sum += Audit(letters, log_of(visits, 170, 300).log());
  sum += Audit(letters, log_of(visits, 0, 170).log());
  EXPECT_EQ(sum, all);
  EXPECT_THROW(sum += Audit(letters, log_of(visits, 10, 11).log()), RecordError);
  EXPECT_THROW(sum += Audit(flow), ParameterError);
  EXPECT_THROW(sum += Audit(letters, {.log_cost = 2}), ParameterError);
}

TEST(Audit, DoesNotDependOnTheNumberOfThreads) {
  std::mt19937_64 engine(43);
  const auto visits = random_visits(engine, 9000);
  const ServiceFlow flow =
      flow_of(sequence({step("a"), step("b")}), {{.name = "b", .requirements = {{.measure = "met"}}}});
  const EventLog log = log_of(visits, 0, visits.size()).log();
  set_threads(1);
  const Audit one(flow, log);
  set_threads(3);
  EXPECT_EQ(Audit(flow, log), one);
  set_threads(0);
}

TEST(Audit, CountsDeviationsByVisitVariantAndStep) {
  LogOf log;
  for (const int visit : {1, 2, 3}) {
    log.add(visit, "greet", 0);
    log.add(visit, "pay", 1);
  }
  log.add(4, "greet", 0);
  log.add(4, "serve", 1);
  log.add(4, "serve", 2);
  log.add(4, "argue", 3);
  log.add(4, "pay", 4);
  const Audit audit(desk({{.measure = "met"}}), log.log());
  const Frame visits = audit.visits_frame();
  EXPECT_EQ(visits.rows(), 4U);
  EXPECT_EQ(as_doubles(visits.at("skipped"), "skipped")[0], 1);
  EXPECT_EQ(as_doubles(visits.at("repeated"), "repeated")[3], 1);
  EXPECT_EQ(as_doubles(visits.at("unknown"), "unknown")[3], 1);
  const Frame variants = audit.variants_frame();
  EXPECT_EQ(TextReader(variants.at("deviations"), "deviations")[0], "serve skipped at 2");
  EXPECT_EQ(TextReader(variants.at("deviations"), "deviations")[1], "serve repeated at 3; argue unknown at 4");
  const Frame deviations = audit.deviations_frame();
  EXPECT_EQ(TextReader(deviations.at("step"), "step")[0], "serve");
  EXPECT_EQ(as_doubles(deviations.at("visits"), "visits")[0], 3);
  EXPECT_EQ(deviations.rows(), 3U);
}

TEST(Audit, CountsByPeriodForControlCharts) {
  LogOf log;
  log.add(1, "serve", 0, true);
  log.add(2, "serve", 10, false);
  log.add(3, "serve", 20);
  log.add(4, "serve", 7 * 24 * 60, true);
  const Audit audit(desk({{.measure = "met"}}), log.log());
  const PeriodCounts weeks = counts(audit, "serve", Period::week);
  EXPECT_EQ(weeks.labels, (std::vector<std::string>{"2024-W41", "2024-W42"}));
  EXPECT_EQ(weeks.met, (std::vector<std::int64_t>{1, 1}));
  EXPECT_EQ(weeks.known, (std::vector<std::int64_t>{2, 1}));
  EXPECT_THROW((void)counts(audit, "serv", Period::week), ParameterError);
}

TEST(Audit, RefusesAMeasureThatTheLogDoesNotHave) {
  LogOf log;
  log.add(1, "serve", 0);
  EXPECT_THROW(Audit(desk({{.measure = "politeness"}}), log.log()), RecordError);
  const EventLog bare({.case_id = Column(log.visits), .activity = Column(log.steps), .time = Column(log.at)});
  EXPECT_THROW(Audit(desk({{.measure = "met"}}), bare), RecordError);
  EXPECT_NO_THROW(Audit(desk({{.measure = "waited", .bound = Bound::at_most, .threshold = 1}}), bare));
}

TEST(Audit, OfNothingOrOfOneEventIsEmptyOrSmall) {
  const Audit none(desk({{.measure = "met"}}), EventLog());
  EXPECT_EQ(none.size(), 0U);
  EXPECT_EQ(none.visits_frame().rows(), 0U);
  EXPECT_EQ(none.variants_frame().rows(), 0U);
  EXPECT_EQ(none.deviations_frame().rows(), 0U);
  LogOf log;
  log.add(1, "greet", 0);
  const Audit one(flow_of(step("greet")), log.log());
  EXPECT_EQ(one.accounts()[0].cost, 0U);
  EXPECT_EQ(one.size(), 1U);
}

TEST(Audit, IsTheSameAfterSaving) {
  std::mt19937_64 engine(44);
  const auto visits = random_visits(engine, 40);
  ServiceFlow flow =
      flow_of(sequence({step("a"), choice({step("b"), step("c")})}),
              {{.name = "b", .lane = Lane::support, .channel = "phone", .requirements = {{.measure = "met"}}}});
  flow = flow.as_revision_of(flow, {.date = monday, .author = "Li", .evidence = {{EvidenceKind::team, "", monday}}});
  EXPECT_EQ(io::from_bytes<ServiceFlow>(io::to_bytes(flow)), flow);
  const Audit audit(flow, log_of(visits, 0, 40).log());
  EXPECT_EQ(io::from_bytes<Audit>(io::to_bytes(audit)), audit);
  EXPECT_EQ(io::from_bytes<Requirement>(io::to_bytes(flow.steps()[1].requirements[0])),
            flow.steps()[1].requirements[0]);
}

}  // namespace
}  // namespace fealty::flow
