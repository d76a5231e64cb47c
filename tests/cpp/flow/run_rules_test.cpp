#include "fealty/flow/run_rules.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "reference/run_rules.hpp"

namespace fealty::flow {
namespace {

constexpr RunRuleSet every_rule = RunRuleSet::from_bits(0x1FFF);

/// Points at which a rule holds, counted from 1.
std::vector<int> points(RunRule rule, const std::vector<double>& z) {
  RunRuleMonitor monitor({rule});
  std::vector<int> found;
  for (std::size_t i = 0; i < z.size(); ++i) {
    if (monitor.next(z[i]).contains(rule)) found.push_back(static_cast<int>(i) + 1);
  }
  return found;
}

using Points = std::vector<int>;

TEST(RunRules, OnePointBeyondTheLimitIsOne) {
  EXPECT_EQ(points(RunRule::western_electric_1, {0, 3, 3.01, -3, -3.01}), (Points{3, 5}));
  EXPECT_EQ(points(RunRule::nelson_1, {0, 3, 3.01, -3, -3.01}), (Points{3, 5}));
}

TEST(RunRules, TwoOfThreeAreOnOneSide) {
  EXPECT_EQ(points(RunRule::western_electric_2, {2.1, 0, 2.1, 0, 0}), (Points{3}));
  EXPECT_EQ(points(RunRule::western_electric_2, {2.1, 2.1, 0}), (Points{2}));
  EXPECT_EQ(points(RunRule::western_electric_2, {2.1, -2.1, 0, -2.1}), (Points{4}));
  EXPECT_EQ(points(RunRule::nelson_5, {2.1, 0, 0, 2.1}), Points{});
}

TEST(RunRules, FourOfFiveAreOnOneSide) {
  EXPECT_EQ(points(RunRule::western_electric_3, {1.1, 1.1, 0, 1.1, 1.1, 0}), (Points{5}));
  EXPECT_EQ(points(RunRule::nelson_6, {-1.1, -1.1, -1.1, -1.1, -1.1}), (Points{4, 5}));
  EXPECT_EQ(points(RunRule::nelson_6, {-1.1, 1.1, -1.1, -1.1, 0, -1.1}), Points{});
}

TEST(RunRules, RunsOnOneSideAreEightForWesternElectricAndNineForNelson) {
  const std::vector<double> run(10, 0.1);
  EXPECT_EQ(points(RunRule::western_electric_4, run), (Points{8, 9, 10}));
  EXPECT_EQ(points(RunRule::nelson_2, run), (Points{9, 10}));
  std::vector<double> touching = run;
  touching[4] = 0;  // on the center is on neither side
  EXPECT_EQ(points(RunRule::western_electric_4, touching), Points{});
}

TEST(RunRules, ATrendIsSixPointsWithoutTies) {
  EXPECT_EQ(points(RunRule::nelson_3, {0, .1, .2, .3, .4, .5, .6}), (Points{6, 7}));
  EXPECT_EQ(points(RunRule::nelson_3, {.5, .4, .3, .2, .1, 0}), (Points{6}));
  EXPECT_EQ(points(RunRule::nelson_3, {0, .1, .2, .2, .3, .4, .5}), Points{});
}

TEST(RunRules, FourteenPointsAlternate) {
  std::vector<double> z;
  for (int i = 0; i < 15; ++i) z.push_back(i % 2 == 0 ? 0.1 : -0.1);
  EXPECT_EQ(points(RunRule::nelson_4, z), (Points{14, 15}));
  z[6] = z[5];
  EXPECT_EQ(points(RunRule::nelson_4, z), Points{});
}

TEST(RunRules, FifteenPointsHugTheCenterAndEightAvoidIt) {
  std::vector<double> z;
  for (int i = 0; i < 15; ++i) z.push_back(i % 3 == 0 ? 0.9 : -0.5);
  EXPECT_EQ(points(RunRule::nelson_7, z), (Points{15}));
  for (double& one : z) one = one > 0 ? 1.5 : -1.2;
  EXPECT_EQ(points(RunRule::nelson_8, z), (Points{8, 9, 10, 11, 12, 13, 14, 15}));
}

TEST(RunRules, AgreeWithTheirDefinitionsOnRandomPoints) {
  std::mt19937_64 engine(3);
  std::normal_distribution<double> normal(0.2, 1.3);
  std::vector<std::size_t> seen(run_rule_catalogue().size(), 0);
  for (int repetition = 0; repetition < 200; ++repetition) {
    std::vector<double> z(120);
    // Rounded, so that ties and points at boundaries occur; some series are narrow, some alternate.
    const double scale = repetition % 4 == 0 ? 0.4 : 1.0;
    for (std::size_t i = 0; i < z.size(); ++i) {
      const double sign = repetition % 5 == 0 && i % 2 == 0 ? -1 : 1;
      z[i] = std::round(4 * scale * (repetition % 5 == 0 ? sign * std::abs(normal(engine)) : normal(engine))) / 4;
    }
    RunRuleMonitor monitor(every_rule, 2.5);
    for (std::size_t i = 0; i < z.size(); ++i) {
      const RunRuleSet held = monitor.next(z[i]);
      for (const RunRuleEntry& entry : run_rule_catalogue()) {
        const bool expected = reference::rule_holds(entry.rule, z, i, 2.5);
        ASSERT_EQ(held.contains(entry.rule), expected) << entry.name << " at " << i;
        seen[static_cast<std::size_t>(entry.rule)] += expected ? 1 : 0;
      }
    }
  }
  for (const RunRuleEntry& entry : run_rule_catalogue()) EXPECT_GT(seen[static_cast<std::size_t>(entry.rule)], 5U);
}

TEST(RunRules, StartAgainAfterAGap) {
  RunRuleMonitor monitor(RunRuleSet::western_electric());
  for (int i = 0; i < 7; ++i) EXPECT_TRUE(monitor.next(0.5).empty());
  monitor.restart();
  for (int i = 0; i < 7; ++i) EXPECT_TRUE(monitor.next(0.5).empty());
  EXPECT_EQ(monitor.next(0.5), RunRuleSet{RunRule::western_electric_4});
}

TEST(RunRules, AreChosenByName) {
  const std::vector<std::string> names = {"western electric", "nelson 3"};
  EXPECT_EQ(RunRuleSet::named(names).rules(),
            (std::vector{RunRule::western_electric_1, RunRule::western_electric_2, RunRule::western_electric_3,
                         RunRule::western_electric_4, RunRule::nelson_3}));
  EXPECT_EQ(RunRuleSet::nelson().rules().size(), 8U);
  EXPECT_TRUE(RunRuleSet::nelson().contains(RunRule::nelson_1));
  EXPECT_TRUE(RunRuleSet::nelson().contains(RunRule::nelson_8));
  const std::vector<std::string> wrong = {"nelson 9"};
  EXPECT_THROW((void)RunRuleSet::named(wrong), ParameterError);
}

TEST(RunRules, StandInTheCatalogueInTheirOrder) {
  for (const RunRuleEntry& entry : run_rule_catalogue()) EXPECT_EQ(&entry_of(entry.rule), &entry);
}

}  // namespace
}  // namespace fealty::flow
