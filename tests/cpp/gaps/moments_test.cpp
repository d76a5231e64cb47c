#include "fealty/gaps/moments.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "reference/moments.hpp"

namespace fealty::gaps {
namespace {

using reference::AnswerRows;

AnswerRows random_rows(std::mt19937& random, std::size_t rows, std::size_t items, double missing) {
  std::uniform_real_distribution<double> chance(0, 1);
  AnswerRows answers(rows, std::vector<double>(items));
  for (auto& row : answers) {
    const auto mood = static_cast<double>(random() % 4);
    for (double& x : row) x = chance(random) < missing ? std::nan("") : mood + static_cast<double>(1 + random() % 4);
  }
  return answers;
}

Answers answers_of_rows(const AnswerRows& rows, std::size_t begin, std::size_t end) {
  Frame frame;
  for (std::size_t j = 0; j < rows.front().size(); ++j) {
    std::vector<double> column;
    for (std::size_t i = begin; i < end; ++i) column.push_back(rows[i][j]);
    frame.add("q" + std::to_string(j + 1), Column(std::move(column)));
  }
  return Answers(frame);
}

Answers answers_of_rows(const AnswerRows& rows) {
  return answers_of_rows(rows, 0, rows.size());
}

TEST(Moments, AreThoseOfTheTwin) {
  std::mt19937 random(1);
  for (const double missing : {0.0, 0.2}) {
    const AnswerRows rows = random_rows(random, 500, 5, missing);
    const Moments moments(answers_of_rows(rows));
    const MeanCovariance pairwise = moments.estimate();
    const MeanCovariance complete = moments.estimate(Missing::complete);
    const AnswerRows kept = reference::complete_rows(rows);
    EXPECT_EQ(moments.complete(), kept.size());
    for (std::size_t i = 0; i < 5; ++i) {
      for (std::size_t j = 0; j < 5; ++j) {
        const auto a = static_cast<Eigen::Index>(i), b = static_cast<Eigen::Index>(j);
        EXPECT_NEAR(pairwise.covariance(a, b), reference::pairwise_covariance(rows, i, j), 1e-12);
        EXPECT_NEAR(complete.covariance(a, b), reference::pairwise_covariance(kept, i, j), 1e-12);
      }
    }
  }
}

TEST(Moments, OfHalvesAddUpToTheBitsOfTheWhole) {
  std::mt19937 random(2);
  const AnswerRows rows = random_rows(random, 20'000, 4, 0.1);
  Moments halves(answers_of_rows(rows, 0, 7'000));
  halves += Moments(answers_of_rows(rows, 7'000, rows.size()));
  EXPECT_EQ(halves, Moments(answers_of_rows(rows)));
  set_threads(1);
  EXPECT_EQ(halves, Moments(answers_of_rows(rows)));
  set_threads(0);
  AnswerRows shuffled = rows;
  std::ranges::shuffle(shuffled, random);
  EXPECT_EQ(halves, Moments(answers_of_rows(shuffled)));
}

TEST(Moments, KeepTheirDigitsWhereAnswersVaryLittleAboutALargeMean) {
  std::mt19937 random(8);
  std::normal_distribution<double> normal;
  AnswerRows rows;
  for (int i = 0; i < 6'000; ++i) {
    const double x = normal(random);
    rows.push_back({1e9 + x, i % 7 == 0 ? std::nan("") : 0.1 * x + normal(random)});
  }
  Moments sum(answers_of_rows(rows, 0, 2'500));
  sum += Moments(answers_of_rows(rows, 2'500, rows.size()));  // which has another mean
  for (const Moments& moments : {Moments(answers_of_rows(rows)), sum}) {
    for (const auto& [a, b] : {std::pair{0, 0}, std::pair{0, 1}, std::pair{1, 1}}) {
      const double expected =
          reference::pairwise_covariance(rows, static_cast<std::size_t>(a), static_cast<std::size_t>(b));
      EXPECT_NEAR(moments.estimate().covariance(a, b), expected, 1e-9);
    }
    EXPECT_NEAR(moments.estimate(Missing::full_information).covariance(0, 0),
                reference::pairwise_covariance(rows, 0, 0), 1e-3);
  }
  EXPECT_NEAR(sum.estimate(Missing::full_information).covariance(0, 1),
              Moments(answers_of_rows(rows)).estimate(Missing::full_information).covariance(0, 1), 1e-9);
}

TEST(Moments, ByFullInformationKeepConstantItemsConstant) {
  std::mt19937 random(9);
  AnswerRows rows = random_rows(random, 100, 3, 0.2);
  for (auto& row : rows) row[1] = std::isnan(row[1]) ? row[1] : 4.1;
  const MeanCovariance full = Moments(answers_of_rows(rows)).estimate(Missing::full_information);
  EXPECT_NEAR(full.mean[1], 4.1, 1e-14);
  EXPECT_NEAR(full.covariance(1, 1), 0, 1e-25);
}

TEST(Moments, AreShownAsFrames) {
  const MeanCovariance found = Moments(answers_of_rows({{1, 2}, {3, std::nan("")}, {5, 8}})).estimate();
  const Frame frame = found.frame();
  EXPECT_EQ(as_doubles(frame.at("mean"), "mean")[1], 5);
  EXPECT_EQ(as_doubles(frame.at("standard_deviation"), "standard_deviation")[0], 2);
  EXPECT_EQ(as_doubles(frame.at("answered"), "answered")[1], 2);
  EXPECT_EQ(as_doubles(found.matrix_frame(found.covariance).at("q2"), "q2")[0], 12);
}

TEST(Moments, OfOtherItemsAreNotAdded) {
  std::mt19937 random(3);
  Moments moments(answers_of_rows(random_rows(random, 10, 3, 0)));
  EXPECT_THROW(moments += Moments(answers_of_rows(random_rows(random, 10, 2, 0))), ParameterError);
}

TEST(Moments, ByFullInformationAreThoseOfCompleteAnswersWhereNothingIsMissing) {
  std::mt19937 random(4);
  const AnswerRows rows = random_rows(random, 300, 4, 0);
  const Moments moments(answers_of_rows(rows));
  const MeanCovariance full = moments.estimate(Missing::full_information);
  const MeanCovariance complete = moments.estimate(Missing::complete);
  EXPECT_LT((full.mean - complete.mean).cwiseAbs().maxCoeff(), 1e-9);
  EXPECT_LT((full.covariance - complete.covariance * (299.0 / 300)).cwiseAbs().maxCoeff(), 1e-8);
}

TEST(Moments, ByFullInformationMakeUpForWhatIsMissingAtRandom) {
  // y is left out where x is high, so that the mean of those who answered is too low; x tells by how much.
  std::mt19937 random(5);
  std::normal_distribution<double> normal;
  AnswerRows rows;
  double mean = 0;
  for (int i = 0; i < 20'000; ++i) {
    const double x = normal(random);
    const double y = x + normal(random);
    mean += y / 20'000;
    rows.push_back({x, x > 0 ? std::nan("") : y});
  }
  const Moments moments(answers_of_rows(rows));
  EXPECT_LT(moments.estimate(Missing::pairwise).mean[1], -0.5);
  EXPECT_NEAR(moments.estimate(Missing::full_information).mean[1], mean, 0.05);
  EXPECT_NEAR(moments.estimate(Missing::full_information).covariance(0, 1), 1.0, 0.06);
}

TEST(Moments, SayWhatFullInformationCannotDo) {
  std::mt19937 random(6);
  const Moments many(answers_of_rows(random_rows(random, 5'000, 12, 0.5)));
  EXPECT_THROW((void)many.estimate(Missing::full_information), FitError);
  EXPECT_GT(many.estimate().counts(0, 1), 1'000);
  AnswerRows rows = random_rows(random, 5, 2, 0);
  for (auto& row : rows) row[1] = std::nan("");
  const Moments empty(answers_of_rows(rows));
  EXPECT_THROW((void)empty.estimate(Missing::full_information), FitError);
  EXPECT_TRUE(std::isnan(empty.estimate().covariance(1, 1)));
}

TEST(Moments, OfAConstantItemHaveNoCorrelation) {
  const AnswerRows rows{{1, 2}, {1, 3}, {1, 5}};
  const auto correlation = Moments(answers_of_rows(rows)).estimate().correlation();
  EXPECT_TRUE(std::isnan(correlation(0, 1)));
  EXPECT_DOUBLE_EQ(correlation(1, 1), 1.0);
}

TEST(Moments, AreReadBackFromAnArchive) {
  std::mt19937 random(7);
  const Moments moments(answers_of_rows(random_rows(random, 50, 3, 0.3)));
  EXPECT_EQ(io::from_bytes<Moments>(io::to_bytes(moments)), moments);
}

}  // namespace
}  // namespace fealty::gaps
