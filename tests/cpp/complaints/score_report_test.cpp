#include "fealty/complaints/score_report.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::complaints {
namespace {

const std::vector<std::string> ab = {"a", "b"};
const std::vector<double> probabilities_of_five = {0.9, 0.1, 0.6, 0.4, 0.3, 0.7, 0.2, 0.8, 0.95, 0.05};

TEST(ScoreReport, CountsByHand) {
  const std::vector<std::int32_t> labels = {0, 1, 1, 1, -1};
  const ScoreReport report = score_report(probabilities_of_five, labels, ab);
  EXPECT_EQ(report.texts, 4);
  EXPECT_EQ(report.unlabelled, 1);
  EXPECT_EQ(report.accuracy, wilson(3, 4));
  EXPECT_EQ(report.classes[0].precision, wilson(1, 2));
  EXPECT_EQ(report.classes[1].recall, wilson(2, 3));
  EXPECT_NEAR(report.classes[0].f1.value, 2.0 / 3, 1e-12);
  EXPECT_NEAR(report.classes[1].f1.value, 0.8, 1e-12);
  EXPECT_NEAR(report.macro_f1.value, (2.0 / 3 + 0.8) / 2, 1e-12);
  EXPECT_NEAR(report.log_loss.value, -(std::log(0.9) + std::log(0.4) + std::log(0.7) + std::log(0.8)) / 4, 1e-12);
  EXPECT_EQ(report.confusions, (std::vector<std::int64_t>{1, 0, 1, 2}));
  EXPECT_EQ(report.confusion().rows(), 3U);
}

TEST(ScoreReport, CalibrationErrorIsTheMeanDistanceOfTheBins) {
  const std::vector<std::int32_t> labels = {0, 1, 1, 1, 0};
  const ScoreReport report = score_report(probabilities_of_five, labels, ab, 2);
  // All confidences are in the upper bin: 4 of 5 right, mean confidence 0.79.
  EXPECT_NEAR(report.calibration_error.value, 0.01, 1e-12);
  EXPECT_EQ(report.reliability[0].texts, 0);
  EXPECT_TRUE(std::isnan(report.reliability[0].confidence));
  EXPECT_NEAR(report.reliability[1].confidence, 0.79, 1e-12);
}

TEST(ScoreReport, ALabelThatWasNotLearntIsWrong) {
  const std::vector<std::int32_t> labels = {0, unseen_label, 1, 1, -1};
  const ScoreReport report = score_report(probabilities_of_five, labels, ab);
  EXPECT_EQ(report.unseen, 1);
  EXPECT_EQ(report.texts, 4);
  EXPECT_EQ(report.accuracy, wilson(3, 4));
}

TEST(ScoreReport, MembershipsAreJudgedOutputByOutput) {
  const std::vector<double> p = {0.9, 0.4, 0.7, 0.6, 0.2, 0.1};
  const std::vector<std::int8_t> members = {1, 1, 0, 1, 0, -1};
  const MembershipReport report = membership_report(p, members, ab);
  EXPECT_EQ(report.outputs[0].texts, 3);
  EXPECT_EQ(report.outputs[1].texts, 2);
  EXPECT_EQ(report.outputs[0].precision, wilson(1, 2));
  EXPECT_EQ(report.outputs[1].recall, wilson(1, 2));
  EXPECT_NEAR(report.macro_f1.value, (2.0 / 3 + 2.0 / 3) / 2, 1e-12);
  EXPECT_EQ(report.frame().rows(), 2U);
}

TEST(ScoreReport, NumbersHaveAnErrorAndACorrelation) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const NumberReport report = number_report(std::vector<double>{1, 2, 3, 9}, std::vector<double>{1, 2, 4, nan});
  EXPECT_EQ(report.texts, 3);
  EXPECT_EQ(report.unlabelled, 1);
  EXPECT_NEAR(report.mean_squared_error.value, 1.0 / 3, 1e-12);
  EXPECT_NEAR(report.correlation.value, 0.98198, 1e-5);
}

TEST(ScoreReport, TheBitsDoNotDependOnThreads) {
  std::vector<double> p;
  std::vector<std::int32_t> labels;
  for (int i = 0; i < 500; ++i) {
    p.push_back(0.5 + 0.4 * std::sin(i));
    p.push_back(1 - p.back());
    labels.push_back(i % 3 == 0 ? 1 : 0);
  }
  set_threads(1);
  const ScoreReport once = score_report(p, labels, ab);
  set_threads(3);
  const ScoreReport again = score_report(p, labels, ab);
  EXPECT_EQ(once.macro_f1, again.macro_f1);
  EXPECT_EQ(once.calibration_error, again.calibration_error);
  set_threads(0);
}

TEST(ScoreReport, NothingToBeJudgedByIsRefused) {
  EXPECT_THROW(score_report(probabilities_of_five, std::vector<std::int32_t>(5, -1), ab), RecordError);
  EXPECT_THROW(score_report(probabilities_of_five, std::vector<std::int32_t>(4, 0), ab), RecordError);
  EXPECT_THROW(number_report(std::vector<double>{1.0}, std::vector<double>{1.0, 2.0}), RecordError);
}

}  // namespace
}  // namespace fealty::complaints
