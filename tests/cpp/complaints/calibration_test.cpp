#include "fealty/complaints/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/parallel.hpp"
#include "reference/least_squares.hpp"

namespace fealty::complaints {
namespace {

/// Rows whose classes are drawn from softmax(scale * s + biases).
struct Sample {
  std::vector<float> scores;
  std::vector<std::int32_t> classes;
  std::vector<std::uint8_t> folds;

  Sample(std::size_t rows, double scale, const std::vector<double>& biases, unsigned seed) {
    std::mt19937 random(seed);
    const std::size_t n = biases.size();
    for (std::size_t row = 0; row < rows; ++row) {
      std::vector<double> weights;
      for (std::size_t k = 0; k < n; ++k) {
        scores.push_back(std::normal_distribution<float>(0.0F, 2.0F)(random));
        weights.push_back(std::exp(scale * static_cast<double>(scores.back()) + biases[k]));
      }
      classes.push_back(std::discrete_distribution<std::int32_t>(weights.begin(), weights.end())(random));
      folds.push_back(static_cast<std::uint8_t>(row % 5));
    }
  }

  [[nodiscard]] HeldOutScores held_out() const {
    const std::size_t n = scores.size() / classes.size();
    return {scores, n, 0, n, classes, {}, folds};
  }
};

TEST(Calibration, FindsTheScaleAndTheBiasesThatScoresWereDrawnWith) {
  const Calibration made = calibrate(Sample(20'000, 0.4, {0.5, -0.5, 0.0}, 1).held_out(), Link::softmax);
  EXPECT_EQ(made.form, CalibrationForm::biases);
  EXPECT_NEAR(made.scale, 0.4, 0.02);
  EXPECT_NEAR(made.biases[0] - made.biases[1], 1.0, 0.08);
  EXPECT_NEAR(made.biases[0] - made.biases[2], 0.5, 0.08);
  EXPECT_LT(made.loss_after, made.loss_before);
  EXPECT_EQ(made.rows, 20'000U);
}

TEST(Calibration, FindsTheScaleOfScoresThatAreMuchTooSure) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    Sample sure(3'000, 0.6, {0.5, -0.5, 0.0}, seed);
    for (float& score : sure.scores) score *= 12;
    const Calibration made = calibrate(sure.held_out(), Link::softmax);
    EXPECT_NEAR(made.scale, 0.05, 0.01);
    EXPECT_LT(made.loss_after, made.loss_before);
  }
}

TEST(Calibration, FindsTheShareOfLabelsThatAreNoise) {
  for (const double noise : {0.0, 0.03, 0.2}) {
    Sample sample(20'000, 1.5, {0.5, -0.5, 0.0}, 7);
    std::mt19937 random(8);
    const std::vector<std::int32_t> any = sample.classes;
    for (std::int32_t& label : sample.classes) {
      if (std::bernoulli_distribution(noise)(random)) label = any[random() % any.size()];
    }
    const Calibration made = calibrate(sample.held_out(), Link::softmax);
    EXPECT_NEAR(made.noise, noise, 0.012);
    EXPECT_NEAR(made.scale, 1.5, 0.06);
    std::vector<double> surest(3);
    to_probabilities(made, Link::softmax, std::vector<float>{60.0F, 0.0F, 0.0F}, surest);
    EXPECT_NEAR(surest[0], 1 - made.noise * (1 - made.chance[0]), 1e-6);
    EXPECT_NEAR(surest[0] + surest[1] + surest[2], 1.0, 1e-12);
  }
}

TEST(Calibration, TheLikeliestOutputHasTheGreatestProbability) {
  std::mt19937 random(9);
  std::vector<float> scores(4);
  std::vector<double> probabilities(4);
  int by_noise = 0;
  for (int i = 0; i < 5'000; ++i) {
    Calibration made{.form = CalibrationForm::biases, .scale = 0.3, .biases = {0.1, 0.0, -0.2, 0.0}};
    made.noise = std::uniform_real_distribution(0.0, most_noise)(random);
    made.chance = {0.05, 0.6, 0.15, 0.2};
    for (float& score : scores) score = std::normal_distribution(0.0F, 2.0F)(random);
    to_probabilities(made, Link::softmax, scores, probabilities);
    const std::size_t expected =
        static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
    EXPECT_EQ(LikeliestOutput(made, 4)(scores), expected);
    const Calibration without{.form = made.form, .scale = made.scale, .biases = made.biases};
    by_noise += LikeliestOutput(without, 4)(scores) != expected ? 1 : 0;
  }
  EXPECT_GT(by_noise, 100);
}

TEST(Calibration, ScoresThatAreRightStayAsTheyAre) {
  const Calibration made = calibrate(Sample(3'000, 1.0, {0.0, 0.0, 0.0, 0.0}, 2).held_out(), Link::softmax);
  EXPECT_LE(made.loss_after, made.loss_before);
  EXPECT_NEAR(made.scale, 1.0, 0.05);
  EXPECT_LT(made.loss_before - made.loss_after, 1e-3);
}

TEST(Calibration, IsNeverKeptWhereHeldOutRowsLoseByIt) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    const Calibration made = calibrate(Sample(60, 1.0, {0.0, 0.0}, seed).held_out(), Link::softmax);
    EXPECT_LE(made.loss_after, made.loss_before);
    EXPECT_TRUE(made.form != CalibrationForm::none || made.scale == 1.0);
  }
}

TEST(Calibration, MembershipsHaveAScaleAndABiasForEachOutput) {
  std::mt19937 random(3);
  std::vector<float> scores;
  std::vector<std::int8_t> memberships;
  std::vector<std::uint8_t> folds;
  for (std::size_t row = 0; row < 20'000; ++row) {
    for (std::size_t k = 0; k < 2; ++k) {
      const float s = std::normal_distribution<float>(0.0F, 2.0F)(random);
      const double p = 1 / (1 + std::exp(-(0.5 * static_cast<double>(s) + (k == 0 ? 1.0 : -1.0))));
      scores.push_back(s);
      memberships.push_back(std::bernoulli_distribution(p)(random) ? 1 : 0);
    }
    folds.push_back(static_cast<std::uint8_t>(row % 3));
  }
  const Calibration made = calibrate({scores, 2, 0, 2, {}, memberships, folds}, Link::logistic);
  EXPECT_EQ(made.form, CalibrationForm::biases);
  EXPECT_NEAR(made.scale, 0.5, 0.03);
  EXPECT_NEAR(made.biases[0], 1.0, 0.08);
  EXPECT_NEAR(made.biases[1], -1.0, 0.08);
}

TEST(Calibration, TheBitsDoNotDependOnThreads) {
  const Sample sample(2'000, 0.6, {0.3, 0.0, -0.2}, 4);
  set_threads(1);
  const Calibration once = calibrate(sample.held_out(), Link::softmax);
  set_threads(4);
  EXPECT_EQ(once, calibrate(sample.held_out(), Link::softmax));
  set_threads(0);
}

TEST(Calibration, TooFewRowsOrOneFoldAreLeftAlone) {
  const Calibration few = calibrate(Sample(10, 0.5, {0.0, 1.0}, 5).held_out(), Link::softmax);
  EXPECT_EQ(few.form, CalibrationForm::none);
  EXPECT_TRUE(std::isnan(few.loss_before));
  Sample one_fold(100, 0.5, {0.0, 1.0}, 6);
  one_fold.folds.assign(100, 0);
  EXPECT_EQ(calibrate(one_fold.held_out(), Link::softmax).form, CalibrationForm::none);
}

TEST(Calibration, ProbabilitiesAreSoftmaxOrLogisticOfTheCalibratedScores) {
  const Calibration made{.form = CalibrationForm::biases, .scale = 2.0, .biases = {0.0, 1.0}};
  const std::vector<float> scores = {1.0F, -0.5F};
  std::vector<double> p(2);
  to_probabilities(made, Link::softmax, scores, p);
  EXPECT_NEAR(p[0], 1 / (1 + std::exp(-2.0)), 1e-6);
  EXPECT_NEAR(p[0] + p[1], 1.0, 1e-12);
  EXPECT_EQ(LikeliestOutput(made, scores.size())(scores), 0U);
  to_probabilities(made, Link::logistic, scores, p);
  EXPECT_NEAR(p[0], 1 / (1 + std::exp(-2.0)), 1e-12);
  EXPECT_NEAR(p[1], 0.5, 1e-12);
}

TEST(Calibration, FewRowsThatAreAllToldRightMakeNothingCertain) {
  Sample few(40, 1.0, {0.0, 0.0}, 7);
  for (std::size_t row = 0; row < few.classes.size(); ++row) {
    few.scores[2 * row + static_cast<std::size_t>(few.classes[row])] = 0.25F;
    few.scores[2 * row + static_cast<std::size_t>(1 - few.classes[row])] = -0.25F;
  }
  const Calibration made = calibrate(few.held_out(), Link::softmax);
  std::vector<double> probabilities(2);
  to_probabilities(made, Link::softmax, std::vector<float>{0.25F, -0.25F}, probabilities);
  EXPECT_GT(probabilities[0], 0.95);  // 41 of 42 would be
  EXPECT_LT(probabilities[0], 0.999);
}

/// Numbers about a line of their scores.
struct NumberSample {
  std::vector<float> scores;
  std::vector<double> numbers;
  std::vector<std::uint8_t> folds;

  NumberSample(std::size_t rows, double scale, double bias, double noise, unsigned seed) {
    std::mt19937 random(seed);
    for (std::size_t row = 0; row < rows; ++row) {
      scores.push_back(std::normal_distribution<float>(0.5F, 1.0F)(random));
      numbers.push_back(scale * static_cast<double>(scores.back()) + bias +
                        std::normal_distribution(0.0, noise)(random));
      folds.push_back(static_cast<std::uint8_t>(row % 5));
    }
  }

  [[nodiscard]] HeldOutNumbers held_out() const { return {scores, 1, 0, numbers, folds}; }

  /// The line through the rows outside a fold, by another way.
  [[nodiscard]] std::pair<double, double> line_without(int fold) const {
    std::vector<double> x, y;
    for (std::size_t row = 0; row < scores.size(); ++row) {
      if (folds[row] == fold || std::isnan(numbers[row])) continue;
      x.push_back(static_cast<double>(scores[row]));
      y.push_back(numbers[row]);
    }
    const Eigen::Map<const Eigen::VectorXd> xs(x.data(), static_cast<Eigen::Index>(x.size()));
    const Eigen::Map<const Eigen::VectorXd> ys(y.data(), static_cast<Eigen::Index>(y.size()));
    const double slope = reference::least_squares(xs, ys).slopes[0];
    return {slope, ys.mean() - slope * xs.mean()};
  }

  [[nodiscard]] double loss_of_left_out() const {
    double sum = 0, known = 0;
    for (std::size_t row = 0; row < scores.size(); ++row) {
      if (std::isnan(numbers[row])) continue;
      const auto [scale, bias] = line_without(folds[row]);
      sum += std::pow(scale * static_cast<double>(scores[row]) + bias - numbers[row], 2);
      ++known;
    }
    return sum / known;
  }
};

TEST(CalibrationOfNumbers, IsTheLineOfLeastSquaresJudgedByRowsThatWereLeftOut) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    NumberSample sample(60 + 20 * seed, 1.4, 0.3, 0.5, seed);
    const float off = seed % 2 == 0 ? 0.0F : 3e4F;  // far from zero sums of squares have few digits left
    for (float& score : sample.scores) score += off;
    for (double& number : sample.numbers) number += static_cast<double>(off);
    sample.numbers[3] = sample.numbers[17] = std::nan("");
    const Calibration made = calibrate_number(sample.held_out());
    const auto [scale, bias] = sample.line_without(-1);
    EXPECT_EQ(made.form, CalibrationForm::biases);
    EXPECT_EQ(made.rows, sample.scores.size() - 2);
    EXPECT_NEAR(made.scale, scale, 1e-6);
    EXPECT_NEAR(to_number(made, sample.scores[0]), scale * static_cast<double>(sample.scores[0]) + bias, 1e-5);
    EXPECT_NEAR(made.loss_after, sample.loss_of_left_out(), 1e-5);
    EXPECT_LT(made.loss_after, made.loss_before);
  }
}

TEST(CalibrationOfNumbers, IsLeftAloneWhereItDoesNotHelp) {
  const Calibration good = calibrate_number(NumberSample(40, 1.0, 0.0, 2.0, 3).held_out());
  EXPECT_EQ(good.form, CalibrationForm::none);
  EXPECT_EQ(good.loss_after, good.loss_before);
  EXPECT_EQ(to_number(good, 1.5F), 1.5);
  const Calibration few = calibrate_number(NumberSample(15, 3.0, 0.0, 0.1, 4).held_out());
  EXPECT_EQ(few.form, CalibrationForm::none);
  EXPECT_EQ(few.rows, 15U);
  EXPECT_TRUE(std::isnan(calibrate_number({}).loss_before));
}

TEST(CalibrationOfNumbers, IsTheMeanWhereScoresTellTheContrary) {
  const Calibration made = calibrate_number(NumberSample(200, -1.0, 3.0, 0.1, 6).held_out());
  EXPECT_EQ(made.scale, 0.0);
  EXPECT_NEAR(to_number(made, 7.0F), 2.5, 0.2);
}

TEST(CalibrationOfNumbers, ShiftsScoresThatAreAllTheSame) {
  NumberSample same(50, 0.0, 2.0, 0.1, 5);
  std::ranges::fill(same.scores, 1.0F);
  const Calibration made = calibrate_number(same.held_out());
  EXPECT_EQ(made.scale, 1.0);
  EXPECT_NEAR(to_number(made, 1.0F), 2.0, 0.1);
}

}  // namespace
}  // namespace fealty::complaints
