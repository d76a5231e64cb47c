#include "fealty/gaps/motive_priority.hpp"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::gaps {
namespace {

using Numbers = std::vector<double>;
constexpr AnswerScale seven{1, 7}, unit_scale{0, 1};

TEST(MotivePriority, IsMonotone) {
  for (double importance = 0; importance <= 1; importance += 0.1) {
    for (double satisfaction = 0; satisfaction <= 1; satisfaction += 0.1) {
      const double here = motive_priority(importance, satisfaction),
                   score = opportunity_score(importance, satisfaction);
      EXPECT_GE(motive_priority(importance + 0.05, satisfaction), here - 1e-15);
      EXPECT_LE(motive_priority(importance, satisfaction + 0.05), here + 1e-15);
      EXPECT_GT(opportunity_score(importance + 0.05, satisfaction), score);
      EXPECT_LE(opportunity_score(importance, satisfaction + 0.05), score + 1e-14);
    }
  }
}

TEST(MotivePriority, OpportunityIsThatOfUlwick) {
  // What is important to 81 % and satisfies 30 %: 8.1 + (8.1 - 3.0).
  EXPECT_NEAR(opportunity_score(0.81, 0.30), 13.2, 1e-13);
  EXPECT_NEAR(opportunity_score(0.5, 0.9), 5, 1e-14);  // overserved: satisfaction beyond importance does not count
  EXPECT_TRUE(std::isnan(opportunity_score(nan, 0.5)));
}

TEST(MotivePriority, ByHand) {
  const Frame importance({{"speed", Numbers{7, 4, nan}}, {"price", Numbers{4, 4, 4}}});
  const Frame satisfaction({{"price", Numbers{7, 7, 7}}, {"speed", Numbers{1, 4, 2}}});
  const MotivePriorities made = motive_priorities(importance, satisfaction, seven, seven, {{"speed", "two lines"}});
  ASSERT_EQ(made.motives.size(), 2U);
  const Motive& speed = made.motives[0];
  EXPECT_EQ(speed.name, "speed");
  EXPECT_EQ(speed.rank, 1);
  EXPECT_EQ(speed.answers, 2);
  EXPECT_EQ(speed.strategy, "two lines");
  EXPECT_DOUBLE_EQ(speed.importance.value, 0.75);
  EXPECT_DOUBLE_EQ(speed.satisfaction.value, 0.25);
  EXPECT_DOUBLE_EQ(speed.priority.value, 0.75 * 0.75);
  // Influences 0.75 (i - 0.75) - 0.75 (s - 0.25): 0.375 and -0.375, deviation 0.375 sqrt 2, over sqrt 2.
  EXPECT_NEAR(speed.priority.standard_error, 0.375, 1e-14);
  EXPECT_DOUBLE_EQ(made.motives[1].priority.value, 0);
}

TEST(MotivePriority, ErrorsAgreeWithTheJackknife) {
  std::mt19937 random(5);
  std::uniform_int_distribution<int> draw(1, 7);
  Numbers importance, satisfaction;
  for (int i = 0; i < 150; ++i) {
    importance.push_back(draw(random));
    satisfaction.push_back(std::min(7.0, std::max(1.0, 0.5 * importance.back() + draw(random) - 2)));
  }
  const auto priority = [](Numbers i, Numbers s) {
    return motive_priorities(Frame({{"a", i}}), Frame({{"a", s}}), seven, seven).motives[0].priority;
  };
  const Estimate whole = priority(importance, satisfaction);
  double squares = 0;
  for (std::size_t left_out = 0; left_out < importance.size(); ++left_out) {
    Numbers i = importance, s = satisfaction;
    i[left_out] = nan;
    squares += std::pow(priority(i, s).value - whole.value, 2);
  }
  const double error = std::sqrt(squares * 149 / 150);
  EXPECT_NEAR(whole.standard_error, error, 0.02 * error);
}

TEST(MotivePriority, TiesKeepTheOrderOfTheColumnsAndTheUnknownComeLast) {
  const Frame importance({{"x", Numbers{nan}}, {"b", Numbers{0.5}}, {"a", Numbers{0.5}}});
  const Frame satisfaction({{"x", Numbers{0.5}}, {"b", Numbers{0.5}}, {"a", Numbers{0.5}}});
  const MotivePriorities made = motive_priorities(importance, satisfaction, unit_scale, unit_scale);
  EXPECT_EQ(made.motives[0].name, "b");
  EXPECT_EQ(made.motives[1].name, "a");
  EXPECT_EQ(made.motives[2].name, "x");
  EXPECT_TRUE(std::isnan(made.motives[2].priority.value));
  EXPECT_TRUE(std::isnan(made.motives[0].priority.lower));  // of one answer
}

TEST(MotivePriority, RefusesCodesOffTheScaleAndUnknownMotives) {
  const Frame good({{"速度", Numbers{1, 7}}}), bad({{"速度", Numbers{1, 8}}});
  try {
    motive_priorities(good, bad, seven, seven);
    FAIL() << "a code off the scale was taken";
  } catch (const RecordError& error) {
    EXPECT_NE(std::string(error.what()).find("satisfaction, column 速度, row 1: 8 is not on the scale from 1 to 7"),
              std::string::npos)
        << error.what();
  }
  EXPECT_THROW(motive_priorities(good, good, seven, seven, {{"价格", "x"}}), ParameterError);
  EXPECT_THROW(motive_priorities(good, good, {7, 1}, seven), ParameterError);
  EXPECT_THROW(motive_priorities(good, Frame({{"price", Numbers{1, 2}}}), seven, seven), RecordError);
  EXPECT_THROW(motive_priorities(Frame(), Frame(), seven, seven), RecordError);
}

TEST(MotivePriority, ComesBackFromItsArchive) {
  const Frame answers({{"速度", Numbers{1, 7}}});
  const std::string bytes = io::to_bytes(motive_priorities(answers, answers, seven, seven, {{"速度", "快"}}));
  EXPECT_EQ(io::to_bytes(io::from_bytes<MotivePriorities>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
