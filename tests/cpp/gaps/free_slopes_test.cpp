#include "fealty/gaps/free_slopes.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "reference/gap_analysis.hpp"
#include "reference/least_squares.hpp"
#include "survey_samples.hpp"

namespace fealty::gaps {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using reference::AnswerRows;

const GapOptions front_and_back{{{"front", {"q1", "q2"}}, {"back", {"q3", "q4"}}}, Missing::pairwise, {100, 1, 0.95}};

struct SlopedSample {
  AnswerRows expectation, experience;
  std::vector<double> outcome;

  /// An outcome of both sides: `by_expectation` and `by_experience` of their mean, and noise.
  SlopedSample(unsigned seed, double by_expectation, double by_experience, std::size_t rows = 400) {
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, 0.5);
    expectation = random_answers(random, rows, 4, 0, 1);
    experience = random_answers(random, rows, 4, 0);
    for (std::size_t i = 0; i < rows; ++i) {
      double e = 0, p = 0;
      for (std::size_t j = 0; j < 4; ++j) {
        e += expectation[i][j] / 4;
        p += experience[i][j] / 4;
      }
      outcome.push_back(by_expectation * e + by_experience * p + noise(random));
    }
  }

  [[nodiscard]] Survey survey() const { return survey_of(frame_of(expectation, 4), frame_of(experience, 4)); }
};

MatrixXd scores(const AnswerRows& rows) {
  MatrixXd result(static_cast<Eigen::Index>(rows.size()), 2);
  const auto front = reference::scores_of(rows, {0, 1}), back = reference::scores_of(rows, {2, 3});
  for (std::size_t i = 0; i < rows.size(); ++i) result.row(static_cast<Eigen::Index>(i)) << front[i], back[i];
  return result;
}

TEST(FreeSlopes, AreThoseOfTheRegressionOfRows) {
  const SlopedSample sample(1, -0.3, 0.8);
  const FreeSlopes made = test_free_slopes(sample.survey(), sample.outcome, front_and_back);
  const MatrixXd e = scores(sample.expectation), p = scores(sample.experience);
  const VectorXd y = Eigen::Map<const VectorXd>(sample.outcome.data(), e.rows());
  MatrixXd both(e.rows(), 4);
  both << e, p;
  const auto free = reference::least_squares(both, y);
  EXPECT_NEAR(made.r2_free.value, free.r2, 1e-10);
  EXPECT_NEAR(made.r2_gap.value, reference::least_squares(p - e, y).r2, 1e-10);
  EXPECT_NEAR(made.r2_experience.value, reference::least_squares(p, y).r2, 1e-10);
  for (std::size_t d = 0; d < 2; ++d) {
    EXPECT_NEAR(made.slope_expectation[d].value, free.slopes[static_cast<Eigen::Index>(d)], 1e-9);
    EXPECT_NEAR(made.slope_experience[d].value, free.slopes[static_cast<Eigen::Index>(d + 2)], 1e-9);
  }
  const double expected = (made.r2_free.value - made.r2_gap.value) / 2 / ((1 - made.r2_free.value) / (400 - 5));
  EXPECT_NEAR(made.gap.f, expected, 1e-9);
}

TEST(FreeSlopes, WarnWhereTheGapScoreLoses) {
  const SlopedSample equal(2, -0.6, 0.6), free(3, 0.0, 0.6);
  const FreeSlopes justified = test_free_slopes(equal.survey(), equal.outcome, front_and_back);
  EXPECT_GT(justified.gap.p_value, 0.05);
  EXPECT_TRUE(justified.warning.empty());
  EXPECT_LT(justified.experience.p_value, 1e-6);
  const FreeSlopes loses = test_free_slopes(free.survey(), free.outcome, front_and_back);
  EXPECT_LT(loses.gap.p_value, 1e-6);
  EXPECT_NE(loses.warning.find("the gap score loses"), std::string::npos);
  EXPECT_GT(loses.experience.p_value, 0.05);
  EXPECT_GT(loses.lost.value, 0.05);
}

TEST(FreeSlopes, HaveTheSameBitsOnAnyNumberOfThreads) {
  const SlopedSample sample(4, -0.2, 0.5);
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(test_free_slopes(sample.survey(), sample.outcome, front_and_back)));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(FreeSlopes, SayWhatTheyCannotFind) {
  const SlopedSample sample(5, 0, 1, 30);
  std::vector<double> constant(30, 3.0);
  EXPECT_THROW((void)test_free_slopes(sample.survey(), constant, front_and_back), FitError);
  EXPECT_THROW((void)test_free_slopes(sample.survey(), std::vector<double>(29), front_and_back), ParameterError);
  std::vector<double> unknown(30, std::nan(""));
  EXPECT_THROW((void)test_free_slopes(sample.survey(), unknown, front_and_back), FitError);
  GapOptions doubled = front_and_back;
  doubled.missing = Missing::full_information;
  EXPECT_THROW((void)test_free_slopes(sample.survey(), sample.outcome, doubled), ParameterError);
  const Survey same = survey_of(frame_of(sample.experience, 4), frame_of(sample.experience, 4));
  EXPECT_THROW((void)test_free_slopes(same, sample.outcome, front_and_back), FitError);
}

}  // namespace
}  // namespace fealty::gaps
