#include "../../../src/flow/markov_chain.hpp"

#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::flow {
namespace {

// a > b > a with two conversions, and b that never converts.
PathTable small_table() {
  PathTable paths;
  paths.names = {"a", "b"};
  paths.offsets = {0, 3, 4};
  paths.steps = {0, 1, 0, 1};
  paths.conversions = {2, 0};
  paths.nulls = {1, 1};
  return paths;
}

TEST(MarkovChain, StatesAreTheLastSteps) {
  EXPECT_EQ(ChainShape(small_table(), 1, false).states(), 2U);
  const ChainShape pairs(small_table(), 2, false);
  EXPECT_EQ(pairs.states(), 4U);  // a, ab, ba and b
  EXPECT_EQ(pairs.states_with(0).size(), 3U);
  EXPECT_EQ(pairs.states_with(1).size(), 3U);
}

TEST(MarkovChain, CoursesEndInConversionAndNull) {
  const ChainShape shape(small_table(), 1, false);
  const auto course = shape.course(0);
  EXPECT_EQ(course.uses.size(), 3U);
  EXPECT_EQ(shape.transitions()[course.to_conversion].to, shape.conversion());
  EXPECT_EQ(shape.transitions()[course.to_null].to, shape.null());
  EXPECT_EQ(shape.transitions()[course.to_null].from, shape.transitions()[course.to_conversion].from);
}

TEST(MarkovChain, RepeatsAreCountedOrCollapsed) {
  PathTable paths = small_table();
  paths.steps = {0, 0, 0, 1};
  EXPECT_EQ(ChainShape(paths, 1, false).course(0).uses.size(), 2U);  // to a, and from a to a
  EXPECT_EQ(ChainShape(paths, 1, false).course(0).uses[1].times, 2);
  EXPECT_EQ(ChainShape(paths, 1, true).course(0).uses.size(), 1U);
}

TEST(MarkovChain, OfNoCountsConvertsNothing) {
  const ChainShape shape(small_table(), 1, false);
  const ChainSolution solution = solve_chain(shape, 2, std::vector<double>(shape.transitions().size(), 0.0));
  EXPECT_EQ(solution.conversion, 0);
  EXPECT_EQ(solution.without, (std::vector<double>{0, 0}));
}

}  // namespace
}  // namespace fealty::flow
