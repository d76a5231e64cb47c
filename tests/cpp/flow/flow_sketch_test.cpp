#include "fealty/flow/flow_sketch.hpp"

#include <algorithm>
#include <cstdint>
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

TEST(FlowSketch, TakesARareOrderForAnExceptionUnlessAllIsToBeKept) {
  EXPECT_EQ(sketch(variants_of({{"abcd", 97}, {"acbd", 3}})).text(), "(a, b, c, d)");
  EXPECT_EQ(sketch(variants_of({{"abcd", 97}, {"acbd", 3}}), {.keep = 1}).text(), "(a, parallel(b, c), d)");
}

TEST(FlowSketch, TakesSequencesThatNeverComeTogetherForAChoiceBetweenThem) {
  EXPECT_EQ(sketch(variants_of({{"abcz", 3}, {"adez", 5}})).text(), "(a, choice((d, e), (b, c)), z)");
  EXPECT_EQ(sketch(variants_of({{"abc", 3}, {"xyz", 2}})).text(), "(choice((a, b, c), (x, y, z)))");
  EXPECT_EQ(sketch(variants_of({{"abbcz", 3}, {"adefz", 3}, {"adgz", 1}}), {.keep = 1}).text(),
            "(a, choice((d, choice((e, f), g)), (loop(b), c)), z)");
}

// The running example of Leemans, Fahland and van der Aalst (2013), figure 1.
TEST(FlowSketch, OfThePublishedExampleIsThePublishedTree) {
  EXPECT_EQ(sketch(variants_of({{"abc", 1}, {"acb", 1}, {"ade", 1}, {"adefde", 1}}), {.keep = 1}).text(),
            "(a, choice(parallel(b, c), loop((d, e), f)))");
}

TEST(FlowSketch, TakesAChoiceThatSomeDoWithoutForOptional) {
  EXPECT_EQ(sketch(variants_of({{"abcz", 3}, {"adez", 2}, {"az", 1}}), {.keep = 1}).text(),
            "(a, optional(choice((b, c), (d, e))), z)");
}

TEST(FlowSketch, LeavesOutAsAWholeWhatIsLeftOutAsAWhole) {
  EXPECT_EQ(sketch(variants_of({{"abcdz", 3}, {"az", 2}})).text(), "(a, optional((b, c, d)), z)");
  EXPECT_EQ(sketch(variants_of({{"abcd", 3}, {"abc", 2}, {"ab", 2}, {"a", 2}}), {.keep = 1}).text(),
            "(a, optional((b, optional((c, optional(d))))))");
  EXPECT_EQ(sketch(variants_of({{"abc", 3}, {"ab", 2}, {"ac", 2}, {"a", 2}}), {.keep = 1}).text(),
            "(a, optional(b), optional(c))");
}

TEST(FlowSketch, TakesWhatSomeDoWithoutForOptional) {
  EXPECT_EQ(sketch(variants_of({{"abc", 3}, {"ac", 2}})).text(), "(a, optional(b), c)");
}

/// Share of the cases that the flow allows.
double allowed_share(const ServiceFlow& flow, const Variants& variants) {
  FlowLanguage language(flow);
  const std::vector<Code> codes = flow.codes_of(variants.steps);
  std::uint64_t allowed = 0;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    std::vector<Code> visit;
    for (const Code step : variants.sequence(v)) visit.push_back(codes[step]);
    const bool is_drawn = std::ranges::count(visit, no_code) == 0;
    allowed += is_drawn && language.allows(visit) ? variants.counts[v] : 0;
  }
  return static_cast<double>(allowed) / static_cast<double>(variants.case_count());
}

TEST(FlowSketch, AllowsTheShareOfCasesThatItKeepsWhateverTheLog) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    RandomStream random(seed, "courses");
    std::vector<std::pair<std::string, int>> courses{{"bdfhj", 40}};
    for (int k = 0; k < 12; ++k) {
      std::string letters = seed % 2 == 0 ? "abcdefghij" : "abcbdebcfa";  // with repetitions
      for (std::size_t i = letters.size(); i > 1; --i) std::swap(letters[i - 1], letters[random.below(i)]);
      courses.emplace_back(letters.substr(0, 1 + random.below(7)), 1 + static_cast<int>(random.below(9)));
    }
    const Variants variants = variants_of(courses);
    for (const double keep : {0.5, 0.8, 1.0}) {
      const ServiceFlow flow = sketch(variants, {.keep = keep});
      EXPECT_GE(allowed_share(flow, variants), keep) << seed << ": " << flow.text();
    }
  }
}

/// A sequence, a choice, parallel parts or a loop of letters of which each is used once.
struct PlainTree {
  Part part = Part::step;
  char letter = 0;
  std::vector<PlainTree> children = {};

  static PlainTree random(RandomStream& random, std::string letters) {
    if (letters.size() == 1) return {Part::step, letters[0]};
    constexpr Part parts[] = {Part::sequence, Part::choice, Part::parallel, Part::loop};
    PlainTree tree{parts[random.below(4)]};
    const std::size_t middle = 1 + random.below(letters.size() - 1);
    tree.children = {PlainTree::random(random, letters.substr(0, middle)),
                     PlainTree::random(random, letters.substr(middle))};
    return tree;
  }

  [[nodiscard]] std::string course(RandomStream& random) const {
    if (part == Part::step) return {letter};
    if (part == Part::choice) return children[random.below(2)].course(random);
    std::string a = children[0].course(random);
    if (part == Part::loop) {
      while (random.below(3) == 0) a += children[1].course(random) + children[0].course(random);
      return a;
    }
    const std::string b = children[1].course(random);
    if (part == Part::sequence) return a + b;
    std::string both;
    for (std::size_t i = 0, k = 0; i < a.size() || k < b.size();) {
      const bool from_a = k == b.size() || (i < a.size() && random.below(2) == 0);
      both += from_a ? a[i++] : b[k++];
    }
    return both;
  }
};

TEST(FlowSketch, OfCoursesOfATreeAllowsOtherCoursesOfItMoreOftenThanNot) {
  int allowed = 0;
  constexpr int trees = 100;
  for (std::uint64_t seed = 0; seed < trees; ++seed) {
    RandomStream random(seed, "trees");
    const PlainTree tree = PlainTree::random(random, "abcdefg");
    std::vector<std::pair<std::string, int>> courses, others;
    for (int k = 0; k < 300; ++k) courses.emplace_back(tree.course(random), 1);
    for (int k = 0; k < 50; ++k) others.emplace_back(tree.course(random), 1);
    const ServiceFlow flow = sketch(variants_of(courses), {.keep = 1});
    allowed += allowed_share(flow, variants_of(others)) == 1 ? 1 : 0;
  }
  EXPECT_GT(allowed, 0.9 * trees);
}

TEST(FlowSketch, PutsALoopAroundWhatIsRepeated) {
  EXPECT_EQ(sketch(variants_of({{"abbc", 3}})).text(), "(a, loop(b), c)");
  EXPECT_EQ(sketch(variants_of({{"abcbcd", 3}})).text(), "(a, loop((b, c)), d)");
  EXPECT_EQ(sketch(variants_of({{"abcd", 96}, {"abcbcd", 4}}), {.keep = 1}).text(), "(a, loop((b, c)), d)");
}

TEST(FlowSketch, TakesARareReturnForAnException) {
  EXPECT_EQ(sketch(variants_of({{"abcd", 96}, {"abcbcd", 4}})).text(), "(a, b, c, d)");
}

TEST(FlowSketch, TellsWhatLeadsBackFromWhatIsRepeated) {
  EXPECT_EQ(sketch(variants_of({{"abcbd", 3}})).text(), "(a, loop(b, c), d)");
  EXPECT_EQ(sketch(variants_of({{"abbcbd", 3}})).text(), "(a, loop(loop(b), c), d)");
  EXPECT_EQ(sketch(variants_of({{"abxbybz", 3}})).text(), "(a, loop(b, choice(x, y)), z)");
  EXPECT_EQ(sketch(variants_of({{"abbc", 3}, {"ac", 3}}), {.keep = 1}).text(), "(a, optional(loop(b)), c)");
}

TEST(FlowSketch, LetsAStepThatComesAtAnyTimeRunBesideTheOthers) {
  EXPECT_EQ(sketch(variants_of({{"xabc", 4}, {"axbc", 3}, {"abxc", 3}, {"abcx", 3}}), {.keep = 1}).text(),
            "(parallel(x, (a, b, c)))");
}

TEST(FlowSketch, KeepsItsStatesFewHoweverMuchRunsAtOnce) {
  RandomStream random(1, "courses");
  std::vector<std::pair<std::string, int>> courses;
  for (int k = 0; k < 300; ++k) {
    std::string letters = "abcdefghabcdefgh";
    for (std::size_t i = letters.size(); i > 1; --i) std::swap(letters[i - 1], letters[random.below(i)]);
    courses.emplace_back(letters, 1);
  }
  const ServiceFlow flow = sketch(variants_of(courses), {.keep = 1});
  EXPECT_TRUE(FlowLanguage(flow).complete(1000)) << flow.text();
  EXPECT_EQ(allowed_share(flow, variants_of(courses)), 1);
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
  EXPECT_THROW((void)sketch(Variants{}, {.keep = 1.1}), ParameterError);
}

}  // namespace
}  // namespace fealty::flow
