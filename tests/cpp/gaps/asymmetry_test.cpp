#include "fealty/gaps/asymmetry.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"
#include "reference/least_squares.hpp"
#include "survey_samples.hpp"

namespace fealty::gaps {
namespace {

using reference::AnswerRows;

struct BentSample {
  AnswerRows expectation, experience;
  std::vector<double> outcome;
  Eigen::MatrixXd parts;  // below and above 0, means over the items

  explicit BentSample(unsigned seed, double below, double above, std::size_t rows = 500) {
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, 0.3);
    expectation = random_answers(random, rows, 3, 0, 1);
    experience = random_answers(random, rows, 3, 0);
    parts.setZero(static_cast<Eigen::Index>(rows), 2);
    for (std::size_t i = 0; i < rows; ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      for (std::size_t j = 0; j < 3; ++j) {
        const double gap = experience[i][j] - expectation[i][j];
        parts(row, 0) += std::min(gap, 0.0) / 3;
        parts(row, 1) += std::max(gap, 0.0) / 3;
      }
      outcome.push_back(below * parts(row, 0) + above * parts(row, 1) + noise(random));
    }
  }

  [[nodiscard]] Asymmetry analyzed(Bootstrap bootstrap = {200, 1, 0.95}) const {
    const Survey survey = survey_of(frame_of(expectation, 3), frame_of(experience, 3));
    return analyze_asymmetry(survey, outcome, {{{"all", {"q1", "q2", "q3"}}}, Missing::pairwise, bootstrap});
  }
};

TEST(Asymmetry, HasTheSlopesOfTheRegressionOfRows) {
  const BentSample sample(1, 0.5, 0.1);
  const Asymmetry made = sample.analyzed();
  const Eigen::VectorXd y = Eigen::Map<const Eigen::VectorXd>(sample.outcome.data(), sample.parts.rows());
  const auto expected = reference::least_squares(sample.parts, y);
  EXPECT_NEAR(made.overall.negative.value, expected.slopes[0], 1e-9);
  EXPECT_NEAR(made.overall.positive.value, expected.slopes[1], 1e-9);
  EXPECT_NEAR(made.overall.ratio.value, expected.slopes[0] / expected.slopes[1], 1e-8);
  EXPECT_EQ(made.dimensions[0].negative, made.overall.negative);
  EXPECT_EQ(made.draws.rows(), 200);
}

TEST(Asymmetry, FindsWhatHurtsMore) {
  const Asymmetry made = BentSample(2, 0.5, 0.1).analyzed();
  EXPECT_GT(made.overall.difference.lower, 0);
  EXPECT_LT(made.overall.negative.lower, 0.5);
  EXPECT_GT(made.overall.negative.upper, 0.5);
  EXPECT_GT(made.overall.ratio.lower, 1);
  const Asymmetry even = BentSample(3, 0.4, 0.4).analyzed();
  EXPECT_LT(even.overall.difference.lower, 0);
  EXPECT_GT(even.overall.difference.upper, 0);
}

TEST(Asymmetry, HasNoUpperBoundWhereExceedingMayNotHelp) {
  const Asymmetry made = BentSample(4, 0.5, 0.0).analyzed();
  EXPECT_TRUE(std::isinf(made.overall.ratio.upper));
  EXPECT_FALSE(std::isinf(made.overall.ratio.lower));
}

TEST(Asymmetry, WhereNobodyWasExceededIsNotANumber) {
  const Frame expectation({{"a", Column(std::vector<double>{7, 7, 7, 7, 7, 7})}});
  const Frame experience({{"a", Column(std::vector<double>{1, 2, 3, 4, 5, 6})}});
  const std::vector<double> outcome{1, 2, 3, 4, 5, 6};
  const Asymmetry made = analyze_asymmetry(survey_of(expectation, experience), outcome);
  EXPECT_TRUE(std::isnan(made.overall.positive.value));
  EXPECT_THROW((void)analyze_asymmetry(survey_of(expectation, experience), std::vector<double>(2)), ParameterError);
}

TEST(Asymmetry, IsReadBackFromAnArchive) {
  const Asymmetry made = BentSample(5, 0.5, 0.1).analyzed();
  EXPECT_EQ(io::from_bytes<Asymmetry>(io::to_bytes(made)).draws, made.draws);
}

}  // namespace
}  // namespace fealty::gaps
