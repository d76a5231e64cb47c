#include "fealty/flow/flow_sketch.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"
#include "fealty/flow/flow_language.hpp"
#include "flows.hpp"

namespace fealty::flow {
namespace {

/// Variants by their steps, one letter each, and how many cases follow each.
Variants variants_of(const std::vector<std::pair<std::string, int>>& courses) {
  std::vector<std::int64_t> cases;
  std::vector<std::string> steps;
  std::vector<Time> times;
  std::int64_t number = 0;
  for (const auto& [letters, count] : courses) {
    for (int i = 0; i < count; ++i, ++number) {
      for (std::size_t k = 0; k < letters.size(); ++k) {
        cases.push_back(number);
        steps.emplace_back(1, letters[k]);
        times.push_back(Time{static_cast<std::int64_t>(k) * us_per_minute});
      }
    }
  }
  return variants(EventLog({.case_id = cases, .activity = Column(steps), .time = Column(std::move(times))}));
}

TEST(FlowSketch, OfOneCourseIsThatCourse) {
  EXPECT_EQ(sketch(variants_of({{"abc", 3}})).text(), "(a, b, c)");
}

TEST(FlowSketch, TakesWhatNeverComesTogetherForAChoice) {
  EXPECT_EQ(sketch(variants_of({{"abd", 3}, {"acd", 2}})).text(), "(a, choice(b, c), d)");
}

TEST(FlowSketch, TakesWhatComesInBothOrdersForParallel) {
  EXPECT_EQ(sketch(variants_of({{"abcd", 3}, {"acbd", 2}})).text(), "(a, parallel(b, c), d)");
}

TEST(FlowSketch, TakesARareOrderForAnException) {
  EXPECT_EQ(sketch(variants_of({{"abcd", 97}, {"acbd", 3}})).text(), "(a, b, c, d)");
}

TEST(FlowSketch, TakesWhatSomeDoWithoutForOptional) {
  EXPECT_EQ(sketch(variants_of({{"abc", 3}, {"ac", 2}})).text(), "(a, optional(b), c)");
}

TEST(FlowSketch, AllowsTheCourseThatMostCasesTake) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    RandomStream random(seed, "courses");
    std::vector<std::pair<std::string, int>> courses{{"bdfhj", 72}};
    for (int k = 0; k < 12; ++k) {
      std::string letters = "abcdefghij";
      for (std::size_t i = letters.size(); i > 1; --i) std::swap(letters[i - 1], letters[random.below(i)]);
      courses.emplace_back(letters.substr(0, 3 + random.below(6)), 4);
    }
    const Variants variants = variants_of(courses);
    const ServiceFlow flow = sketch(variants, {.keep = 1.0});
    std::vector<Code> main;
    for (const Code step : variants.sequence(0)) main.push_back(flow.find(variants.steps.label(step)));
    EXPECT_TRUE(FlowLanguage(flow).allows(main)) << seed << ": " << flow.text();
  }
}

TEST(FlowSketch, PutsALoopAroundWhatIsRepeated) {
  EXPECT_EQ(sketch(variants_of({{"abbc", 3}})).text(), "(a, loop(b), c)");
  EXPECT_EQ(sketch(variants_of({{"abcbcd", 3}})).text(), "(a, loop((b, c)), d)");
}

TEST(FlowSketch, TakesARareReturnForAnException) {
  EXPECT_EQ(sketch(variants_of({{"abcd", 96}, {"abcbcd", 4}}), {.keep = 1}).text(), "(a, b, c, d)");
}

TEST(FlowSketch, DoesNotAskOfEveryRoundWhatOnlyTheFirstHas) {
  EXPECT_EQ(sketch(variants_of({{"abcbd", 3}})).text(), "(a, loop((b, optional(c))), d)");
  EXPECT_EQ(sketch(variants_of({{"abbc", 3}, {"ac", 3}}), {.keep = 1}).text(), "(a, optional(loop(b)), c)");
}

TEST(FlowSketch, AllowsMostOfTheCasesItKeeps) {
  const Variants all = variants_of({{"abcde", 40}, {"acbde", 30}, {"abcdde", 20}, {"abxe", 10}});
  const ServiceFlow flow = sketch(all, {.keep = 1});
  FlowLanguage language(flow);
  const std::vector<Code> codes = flow.codes_of(all.steps);
  for (std::size_t v = 0; v < all.size(); ++v) {
    std::vector<Code> visit;
    for (const Code step : all.sequence(v)) visit.push_back(codes[step]);
    EXPECT_TRUE(language.allows(visit)) << flow.text() << v;
  }
}

TEST(FlowSketch, LeavesRareCoursesOut) {
  EXPECT_EQ(sketch(variants_of({{"abc", 96}, {"azc", 4}})).text(), "(a, b, c)");
  EXPECT_EQ(sketch(variants_of({{"abc", 96}, {"azc", 4}}), {.keep = 1}).text(), "(a, choice(b, z), c)");
}

TEST(FlowSketch, OfNothingHasNoSteps) {
  EXPECT_TRUE(sketch(Variants{}).steps().empty());
}

TEST(FlowSketch, OfAMillionDifferentStepsIsBounded) {
  std::vector<std::int64_t> cases;
  std::vector<std::int64_t> steps;
  for (std::int64_t i = 0; i < 1'000'000; ++i) {
    cases.push_back(i / 10);
    steps.push_back(i);
  }
  std::vector<Time> times(cases.size(), Time{0});
  const EventLog log(
      {.case_id = Column(std::move(cases)), .activity = Column(std::move(steps)), .time = Column(times)});
  EXPECT_EQ(sketch(variants(log)).steps().size(), 200U);
}

TEST(FlowSketch, RefusesSharesThatAreNone) {
  EXPECT_THROW((void)sketch(Variants{}, {.keep = 0}), ParameterError);
  EXPECT_THROW((void)sketch(Variants{}, {.both_orders = 0.6}), ParameterError);
}

}  // namespace
}  // namespace fealty::flow
