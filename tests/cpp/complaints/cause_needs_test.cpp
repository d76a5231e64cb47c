#include "fealty/complaints/cause_needs.hpp"

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::complaints {
namespace {

using Integers = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

CauseNeeds example() {
  const CaseLabels causes(5, Column(Integers{0, 1, 2, 3}), Column(Texts{"wait", "wait", "price", "wait"}), "cause");
  const CaseLabels needs(5, Column(Integers{0, 1, 1, 2, 4}), Column(Texts{"fair", "fair", "told", "told", "told"}),
                         "need");
  return cause_needs(causes, needs);
}

TEST(CauseNeeds, AreThoseCountedByHand) {
  const CauseNeeds table = example();
  EXPECT_EQ(table.causes, (Texts{"wait", "price"}));
  EXPECT_EQ(table.needs, (Texts{"fair", "told"}));
  EXPECT_EQ(table.cases, 3);
  EXPECT_EQ(table.left_out, 2);
  EXPECT_EQ(table.cell(0, 0).cases, 2);
  EXPECT_EQ(table.cell(0, 0).share, wilson(2, 2));
  EXPECT_DOUBLE_EQ(table.cell(0, 0).lift.value, 1.5);
  EXPECT_EQ(table.cell(1, 0).lift.value, 0);
  EXPECT_GT(table.cell(1, 0).lift.upper, 0);
  EXPECT_EQ(table.frame().rows(), 4U);
}

TEST(CauseNeeds, LiftIsOneWhereNeitherTellsOfTheOther) {
  const Estimate e = lift_of(100, 200, 500, 1000);
  EXPECT_DOUBLE_EQ(e.value, 1);
  EXPECT_LT(e.lower, 1);
  EXPECT_GT(e.upper, 1);
  EXPECT_TRUE(std::isnan(lift_of(0, 0, 5, 10).value));
  EXPECT_THROW(lift_of(1, 2, 2, 4, 1), ParameterError);
}

TEST(CauseNeeds, IntervalOfTheLiftCoversAsOftenAsItSays) {
  std::mt19937 random(7);
  constexpr double both = 0.09, first_only = 0.11, second_only = 0.21;
  const double truth = both / ((both + first_only) * (both + second_only));
  std::discrete_distribution<int> cell{both, first_only, second_only, 1 - both - first_only - second_only};
  int held = 0;
  constexpr int runs = 4000;
  for (int run = 0; run < runs; ++run) {
    std::int64_t count[4] = {};
    for (int i = 0; i < 150; ++i) ++count[cell(random)];
    const Estimate e = lift_of(count[0], count[0] + count[1], count[0] + count[2], 150);
    held += e.lower <= truth && truth <= e.upper ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(held) / runs, 0.95, 0.015);
}

TEST(CauseNeeds, OfDifferentCasesAreRefused) {
  const CaseLabels one(1, Column(Integers{0}), Column(Texts{"a"}), "cause");
  EXPECT_THROW(cause_needs(one, CaseLabels()), RecordError);
  EXPECT_THROW(cause_needs(one, one, 0), ParameterError);
  EXPECT_TRUE(cause_needs(CaseLabels(), CaseLabels()).cells.empty());
}

TEST(CauseNeeds, ComeBackFromTheirArchive) {
  const std::string bytes = io::to_bytes(example());
  EXPECT_EQ(io::to_bytes(io::from_bytes<CauseNeeds>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::complaints
