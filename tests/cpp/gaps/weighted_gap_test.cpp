#include "fealty/gaps/weighted_gap.hpp"

#include <algorithm>
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
const std::vector<std::string> six = {"friendly", "valued", "fair", "options", "understanding", "information"};

/// Answers about six needs, a column for each.
template <class Draw>
Frame six_needs(std::size_t rows, Draw&& draw) {
  Frame frame;
  for (const std::string& need : six) {
    Numbers answers(rows);
    for (double& answer : answers) answer = draw();
    frame.add(need, answers);
  }
  return frame;
}

TEST(WeightedGap, WeightsSumToOneAndEqualRatingsGiveThatScoreForAnyWeights) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> draw(0, 5);
  const Frame expected = six_needs(4, [] { return 6.0; }), experienced = six_needs(4, [] { return 4.0; });
  for (int round = 0; round < 100; ++round) {
    Numbers weights(6);
    for (double& weight : weights) weight = draw(random);
    const WeightedGap made = weighted_gap(expected, experienced, weights);
    double sum = 0;
    for (const NeedGap& need : made.needs) sum += need.weight.value;
    ASSERT_NEAR(sum, 1, 1e-14);
    ASSERT_NEAR(made.experience.value, 4, 1e-13);
    ASSERT_NEAR(made.gap.value, -2, 1e-13);
    ASSERT_NEAR(made.gap.standard_error, 0, 1e-13);
  }
}

TEST(WeightedGap, ByHand) {
  const Frame expected({{"fair", Numbers{6, 7, 5}}, {"options", Numbers{5, 5, nan}}});
  const Frame experienced({{"options", Numbers{5, 3, 1}}, {"fair", Numbers{4, 7, 1}}});  // another order
  const WeightedGap made = weighted_gap(expected, experienced, {3, 1});
  EXPECT_EQ(made.customers, 2);
  EXPECT_EQ(made.incomplete, 1);
  EXPECT_DOUBLE_EQ(made.needs[0].gap.value, -1);
  EXPECT_DOUBLE_EQ(made.needs[1].gap.value, -1);
  EXPECT_DOUBLE_EQ(made.needs[0].weighted.value, -0.75);
  EXPECT_DOUBLE_EQ(made.gap.value, -1);
  // Gaps of the two customers: 0.75 * -2 + 0 and 0 + 0.25 * -2.
  EXPECT_DOUBLE_EQ(made.gap.standard_error, 0.5);
  EXPECT_DOUBLE_EQ(made.experience.value, 0.75 * 5.5 + 0.25 * 4);
  EXPECT_EQ(made.needs[0].weight.standard_error, 0);
}

TEST(WeightedGap, WithGivenWeightsIsTheMeanOfEachCustomersWeightedGap) {
  std::mt19937 random(2);
  std::uniform_int_distribution<int> draw(1, 7);
  const auto answer = [&] { return static_cast<double>(draw(random)); };
  const Frame expected = six_needs(50, answer), experienced = six_needs(50, answer);
  const WeightedGap made = weighted_gap(expected, experienced);
  double sum = 0, squares = 0;
  for (std::size_t row = 0; row < 50; ++row) {
    double own = 0;
    for (const std::string& need : six)
      own += (as_doubles(experienced.at(need), need)[row] - as_doubles(expected.at(need), need)[row]) / 6;
    sum += own;
    squares += own * own;
  }
  const double mean = sum / 50;
  EXPECT_NEAR(made.gap.value, mean, 1e-13);
  EXPECT_NEAR(made.gap.standard_error, std::sqrt((squares - 50 * mean * mean) / 49 / 50), 1e-12);
}

TEST(WeightedGap, ErrorsWithEstimatedWeightsAgreeWithTheJackknife) {
  std::mt19937 random(3);
  std::uniform_int_distribution<int> draw(1, 7);
  const auto answer = [&] { return static_cast<double>(draw(random)); };
  constexpr std::size_t n = 120;
  const Frame expected = six_needs(n, answer), experienced = six_needs(n, answer), important = six_needs(n, answer);
  const WeightedGap made = weighted_gap(expected, experienced, important);
  std::vector<std::uint32_t> rows;
  const auto without = [&](std::size_t left_out) {
    rows.clear();
    for (std::uint32_t row = 0; row < n; ++row) {
      if (row != left_out) rows.push_back(row);
    }
    const auto rest = [&](const Frame& frame) {
      Frame taken;
      for (const auto& [name, column] : frame.columns()) taken.add(name, column.take(rows));
      return taken;
    };
    return weighted_gap(rest(expected), rest(experienced), rest(important));
  };
  double gap_squares = 0, weight_squares = 0, one_squares = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const WeightedGap less = without(i);
    gap_squares += std::pow(less.gap.value - made.gap.value, 2);
    weight_squares += std::pow(less.needs[2].weight.value - made.needs[2].weight.value, 2);
    one_squares += std::pow(less.needs[2].weighted.value - made.needs[2].weighted.value, 2);
  }
  const auto error = [&](double squares) { return std::sqrt(squares * (n - 1) / n); };
  EXPECT_NEAR(made.gap.standard_error, error(gap_squares), 0.02 * error(gap_squares));
  EXPECT_NEAR(made.needs[2].weight.standard_error, error(weight_squares), 0.02 * error(weight_squares));
  EXPECT_NEAR(made.needs[2].weighted.standard_error, error(one_squares), 0.02 * error(one_squares));
}

TEST(WeightedGap, RefusesFramesThatDoNotMatch) {
  const Frame expected({{"fair", Numbers{6, 7}}, {"options", Numbers{5, 5}}});
  const Frame other({{"fair", Numbers{6, 7}}, {"option", Numbers{5, 5}}});
  try {
    weighted_gap(expected, other);
    FAIL() << "columns that differ were taken";
  } catch (const RecordError& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean \"option\""), std::string::npos) << error.what();
  }
  EXPECT_THROW(weighted_gap(expected, Frame({{"fair", Numbers{1, 2}}})), RecordError);
  EXPECT_THROW(weighted_gap(Frame({{"fair", Numbers{1, 2}}}), expected), RecordError);
  EXPECT_THROW(weighted_gap(expected, Frame({{"fair", Numbers{1}}, {"options", Numbers{1}}})), RecordError);
  EXPECT_THROW(weighted_gap(expected, expected, {1, -1}), ParameterError);
  EXPECT_THROW(weighted_gap(expected, expected, Frame({{"fair", Numbers{0, 0}}, {"options", Numbers{0, 0}}})),
               FitError);
  EXPECT_THROW(weighted_gap(expected, expected, Frame({{"fair", Numbers{1, -1}}, {"options", Numbers{0, 0}}})),
               RecordError);
}

TEST(WeightedGap, OfNobodyIsNotANumber) {
  const Frame nobody({{"fair", Numbers{nan}}});
  EXPECT_TRUE(std::isnan(weighted_gap(nobody, nobody).gap.value));
  const WeightedGap estimated = weighted_gap(nobody, nobody, nobody);
  EXPECT_TRUE(std::isnan(estimated.gap.value));
  EXPECT_TRUE(std::isnan(estimated.needs[0].weight.value));
}

TEST(WeightedGap, ComesBackFromItsArchive) {
  const Frame answers({{"公平", Numbers{6, 7, 3}}});
  const std::string bytes = io::to_bytes(weighted_gap(answers, answers, answers));
  EXPECT_EQ(io::to_bytes(io::from_bytes<WeightedGap>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
