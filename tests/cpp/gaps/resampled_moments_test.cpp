#include "fealty/gaps/resampled_moments.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::gaps {
namespace {

using Rows = std::vector<std::vector<double>>;
using Eigen::Index;

constexpr Missing ways[] = {Missing::pairwise, Missing::complete, Missing::full_information};

Rows random_rows(unsigned seed, std::size_t rows, std::size_t items, double missing, double unit = 1.0) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> chance(0, 1);
  Rows answers(rows, std::vector<double>(items));
  for (auto& row : answers) {
    const auto mood = static_cast<double>(random() % 4);
    for (std::size_t j = 0; j < items; ++j) {
      const double x = unit * (mood + static_cast<double>(1 + random() % 4));
      row[j] = j > 0 && chance(random) < missing ? std::nan("") : x;  // the first item is complete
    }
  }
  return answers;
}

Answers answers_of(const Rows& rows) {
  Frame frame;
  for (std::size_t j = 0; j < rows.front().size(); ++j) {
    std::vector<double> column;
    for (const auto& row : rows) column.push_back(row[j]);
    frame.add("q" + std::to_string(j), Column(std::move(column)));
  }
  return Answers(frame);
}

void expect_same(const MeanCovariance& a, const MeanCovariance& b, double tolerance) {
  EXPECT_LT((a.mean - b.mean).cwiseAbs().maxCoeff(), tolerance);
  EXPECT_LT((a.covariance - b.covariance).cwiseAbs().maxCoeff(), tolerance);
  EXPECT_EQ(a.counts, b.counts);
  EXPECT_EQ(a.names, b.names);
}

TEST(ResampledMoments, AreThoseOfRespondentsTakenAsOftenAsTheyAreDrawn) {
  for (const double unit : {1.0, 0.37}) {
    const Rows rows = random_rows(1, 150, 4, 0.2, unit);
    std::vector<std::vector<std::uint8_t>> weights(rows.size(), std::vector<std::uint8_t>(6));
    for (std::size_t i = 0; i < rows.size(); ++i) poisson_weights(5, i, weights[i]);
    for (const Missing way : ways) {
      const ResampledMoments resampled(answers_of(rows), way, {6, 5, 0.95});
      ASSERT_EQ(resampled.replicates(), 6U);
      expect_same(resampled.observed(), Moments(answers_of(rows)).estimate(way), 1e-15);
      for (std::size_t r = 0; r < 6; ++r) {
        Rows drawn;
        for (std::size_t i = 0; i < rows.size(); ++i) drawn.insert(drawn.end(), weights[i][r], rows[i]);
        const double tolerance = way == Missing::full_information ? 1e-7 : 1e-11;
        expect_same(resampled.replicate(r), Moments(answers_of(drawn)).estimate(way), tolerance);
      }
    }
  }
}

TEST(ResampledMoments, OfCompleteAnswersAreTheSameEitherWay) {
  const Answers answers = answers_of(random_rows(2, 80, 3, 0));
  const ResampledMoments pairwise(answers, Missing::pairwise, {5, 1, 0.95});
  const ResampledMoments complete(answers, Missing::complete, {5, 1, 0.95});
  for (std::size_t r = 0; r < 5; ++r) {
    EXPECT_EQ(pairwise.replicate(r).covariance, complete.replicate(r).covariance);
    EXPECT_EQ(pairwise.replicate(r).mean, complete.replicate(r).mean);
  }
}

TEST(ResampledMoments, HaveTheErrorsThatSamplesHave) {
  // The standard error of a mean of n is s / sqrt(n), also where many respondents are drawn in groups.
  for (const std::size_t n : {300U, 30'000U}) {
    const ResampledMoments resampled(answers_of(random_rows(3, n, 2, 0)), Missing::pairwise, {1000, 1, 0.95});
    const double expected = std::sqrt(resampled.observed().covariance(0, 0) / static_cast<double>(n));
    double squares = 0;
    for (std::size_t r = 0; r < 1000; ++r)
      squares += std::pow(resampled.replicate(r).mean[0] - resampled.observed().mean[0], 2);
    EXPECT_NEAR(std::sqrt(squares / 1000) / expected, 1.0, 0.08);
  }
}

TEST(ResampledMoments, OfTooFewAreUnknown) {
  Rows rows = random_rows(4, 6, 2, 0);
  for (auto& row : rows) row[1] = std::nan("");
  const ResampledMoments resampled(answers_of(rows), Missing::pairwise, {3, 1, 0.95});
  EXPECT_TRUE(std::isnan(resampled.observed().covariance(0, 1)));
  EXPECT_TRUE(std::isnan(resampled.replicate(0).mean[1]));
  EXPECT_FALSE(std::isnan(resampled.replicate(0).mean[0]));
  EXPECT_THROW(ResampledMoments(answers_of(rows), Missing::full_information, {3, 1, 0.95}), FitError);
}

TEST(ResampledMoments, OfTooManyPatternsAreRefused) {
  const Answers answers = answers_of(random_rows(5, 3'000, 9, 0.5));
  EXPECT_THROW(ResampledMoments(answers, Missing::full_information, {1'000'000, 1, 0.95}), FitError);
}

TEST(ResampledMoments, WithoutReplicatesAreTheObservedAlone) {
  const ResampledMoments alone(answers_of(random_rows(6, 50, 3, 0.1)), Missing::complete, {0, 1, 0.95});
  EXPECT_EQ(alone.replicates(), 0U);
  EXPECT_EQ(alone.observed().covariance.rows(), 3);
}

TEST(ResampledMoments, HaveTheSameBitsOnAnyNumberOfThreads) {
  const Answers answers = answers_of(random_rows(7, 20'000, 4, 0.1, 0.1));
  const auto on = [&](std::size_t count, Missing way) {
    set_threads(count);
    Eigen::MatrixXd covariance = ResampledMoments(answers, way, {30, 1, 0.95}).replicate(29).covariance;
    set_threads(0);
    return covariance;
  };
  for (const Missing way : ways) EXPECT_EQ(on(1, way), on(3, way));
}

}  // namespace
}  // namespace fealty::gaps
