#include "fealty/gaps/drivers.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "reference/shapley_r_squared.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Names = std::vector<std::string>;

Frame frame_of_columns(const MatrixXd& columns, const Names& names) {
  Frame frame;
  for (Index j = 0; j < columns.cols(); ++j)
    frame.add(names[static_cast<std::size_t>(j)],
              Column(std::vector<double>(columns.col(j).begin(), columns.col(j).end())));
  return frame;
}

/// a and b go together, c is apart; y is 0.6 a + 0.2 b + 0.3 c and noise.
MatrixXd survey(unsigned seed, Index rows) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  MatrixXd columns(rows, 4);
  for (Index i = 0; i < rows; ++i) {
    const double mood = normal(random);
    columns(i, 0) = mood + normal(random);
    columns(i, 1) = mood + normal(random);
    columns(i, 2) = normal(random);
    columns(i, 3) = 0.6 * columns(i, 0) + 0.2 * columns(i, 1) + 0.3 * columns(i, 2) + normal(random);
  }
  return columns;
}

const Names abcy{"a", "b", "c", "满意"};

std::map<std::string, Driver> by_name(const Drivers& found) {
  std::map<std::string, Driver> named;
  for (const Driver& driver : found.drivers) named[driver.driver] = driver;
  return named;
}

std::vector<DriverConcern> concerns(const Drivers& found) {
  std::vector<DriverConcern> all;
  for (const DriverWarning& warning : found.warnings) all.push_back(warning.concern);
  return all;
}

std::string message_of_drivers(const Answers& answers, const std::string& outcome, const DriverOptions& options = {}) {
  return message_of([&] { (void)drivers(answers, outcome, options); });
}

TEST(Drivers, AreThoseOfLeastSquaresInAllOrders) {
  const MatrixXd columns = survey(1, 200);
  const Drivers found = drivers(Answers(frame_of_columns(columns, abcy)), "满意", {.bootstrap = {200, 1, 0.95}});
  const Eigen::VectorXd outcome = columns.col(3);
  const std::vector<double> expected = reference::shapley_shares(columns.leftCols(3), outcome);
  const auto named = by_name(found);
  double shares = 0;
  for (std::size_t j = 0; j < 3; ++j) {
    const Driver& driver = named.at(abcy[j]);
    EXPECT_NEAR(driver.contribution.value, expected[j], 1e-12);
    EXPECT_LT(driver.contribution.lower, driver.contribution.value);
    EXPECT_GT(driver.contribution.upper, driver.contribution.value);
    EXPECT_NEAR(std::accumulate(driver.ranks.begin(), driver.ranks.end(), 0.0), 1, 1e-12);
    shares += driver.share.value;
  }
  EXPECT_NEAR(shares, 1, 1e-12);
  EXPECT_NEAR(found.r_squared.value, reference::r_squared(columns.leftCols(3), outcome, {0, 1, 2}), 1e-12);
  EXPECT_NEAR(found.adjusted_r_squared, 1 - (1 - found.r_squared.value) * 199.0 / 196, 1e-12);
  EXPECT_EQ(found.drivers[0].driver, "a");
  EXPECT_EQ(found.drivers[0].rank, 1);
  EXPECT_TRUE(found.warnings.empty());
  EXPECT_EQ(found.outcome, "满意");
}

TEST(Drivers, HaveTheCoefficientsAndInflationOfARegression) {
  const MatrixXd columns = survey(2, 150);
  const auto named = by_name(drivers(Answers(frame_of_columns(columns, abcy)), "满意", {.bootstrap = {0, 1, 0.95}}));
  MatrixXd standardized = columns.rowwise() - columns.colwise().mean();
  standardized.array().rowwise() /= standardized.colwise().norm().array();
  const Eigen::VectorXd outcome = standardized.col(3);
  const Eigen::VectorXd expected = standardized.leftCols(3).colPivHouseholderQr().solve(outcome);
  for (Index j = 0; j < 3; ++j) {
    const Driver& driver = named.at(abcy[static_cast<std::size_t>(j)]);
    EXPECT_NEAR(driver.coefficient.value, expected[j], 1e-12);
    EXPECT_NEAR(driver.correlation.value, standardized.col(j).dot(outcome), 1e-12);
    std::vector<Index> others{0, 1, 2};
    std::erase(others, j);
    const Eigen::VectorXd own = columns.col(j);
    EXPECT_NEAR(driver.inflation, 1 / (1 - reference::r_squared(columns, own, others)), 1e-10);
    EXPECT_TRUE(std::isnan(driver.coefficient.standard_error));
    EXPECT_TRUE(std::isnan(driver.ranks[0]));
  }
}

TEST(Drivers, BootstrapIsThatOfRespondentsTakenAsOftenAsTheyAreDrawn) {
  const MatrixXd columns = survey(3, 120);
  constexpr std::uint32_t replicates = 19;  // two batches of eight, and three more
  const auto named =
      by_name(drivers(Answers(frame_of_columns(columns, abcy)), "满意", {.bootstrap = {replicates, 6, 0.95}}));
  std::vector<std::vector<std::uint8_t>> weights(120, std::vector<std::uint8_t>(replicates));
  for (std::size_t i = 0; i < 120; ++i) poisson_weights(6, i, weights[i]);
  std::vector<double> of_b;
  for (std::size_t r = 0; r < replicates; ++r) {
    std::vector<Index> rows;
    for (std::size_t i = 0; i < 120; ++i) rows.insert(rows.end(), weights[i][r], static_cast<Index>(i));
    const MatrixXd drawn = columns(rows, Eigen::all);
    const Eigen::VectorXd outcome = drawn.col(3);
    of_b.push_back(reference::shapley_shares(drawn.leftCols(3), outcome)[1]);
  }
  const Estimate expected = percentile_interval(named.at("b").contribution.value, of_b, 0.95);
  EXPECT_NEAR(named.at("b").contribution.standard_error, expected.standard_error, 1e-12);
  EXPECT_NEAR(named.at("b").contribution.upper, expected.upper, 1e-12);
}

TEST(Drivers, ThatRepeatEachOtherShareAndAreNamed) {
  MatrixXd columns = survey(4, 100);
  columns.col(1) = columns.col(0) * 3;
  const Drivers found = drivers(Answers(frame_of_columns(columns, abcy)), "满意", {.bootstrap = {50, 1, 0.95}});
  const auto named = by_name(found);
  EXPECT_NEAR(named.at("a").contribution.value, named.at("b").contribution.value, 1e-12);
  EXPECT_TRUE(std::isinf(named.at("a").inflation));
  EXPECT_TRUE(std::isnan(named.at("b").coefficient.value));
  EXPECT_FALSE(std::isnan(named.at("c").coefficient.value));
  EXPECT_EQ(concerns(found), (std::vector{DriverConcern::collinear, DriverConcern::collinear}));
  EXPECT_NE(found.warnings[0].message.find("a: follows from other drivers"), std::string::npos);
}

TEST(Drivers, ThatNearlyRepeatEachOtherAreWarnedOf) {
  MatrixXd columns = survey(5, 100);
  columns.col(1) = columns.col(0) + 0.1 * columns.col(1);
  const Drivers found = drivers(Answers(frame_of_columns(columns, abcy)), "满意", {.bootstrap = {0, 1, 0.95}});
  EXPECT_EQ(concerns(found), (std::vector{DriverConcern::inflated, DriverConcern::inflated}));
}

TEST(Drivers, ThatDoNotVaryAreLeftOutAndNamed) {
  MatrixXd columns = survey(6, 80);
  columns.col(0).setConstant(0.1);
  columns.col(1).setConstant(std::nan(""));
  const Drivers found = drivers(Answers(frame_of_columns(columns, abcy)), "满意", {.bootstrap = {50, 1, 0.95}});
  ASSERT_EQ(found.drivers.size(), 1U);
  EXPECT_EQ(found.drivers[0].driver, "c");
  EXPECT_EQ(found.drivers[0].ranks, std::vector<double>{1});
  EXPECT_EQ(concerns(found), (std::vector{DriverConcern::constant, DriverConcern::unanswered}));
  EXPECT_NE(found.warnings[0].message.find("a: all answers are 0.1; it is left out"), std::string::npos);
}

TEST(Drivers, OfWhatCannotBeExplainedAreRefused) {
  MatrixXd columns = survey(7, 60);
  EXPECT_NE(message_of_drivers(Answers(frame_of_columns(columns, abcy)), "满以").find("满意"), std::string::npos);
  columns.col(3).setConstant(5);
  EXPECT_NE(message_of_drivers(Answers(frame_of_columns(columns, abcy)), "满意")
                .find("the outcome does not vary: 满意: all answers are 5"),
            std::string::npos);
  EXPECT_NE(message_of_drivers(Answers(frame_of_columns(columns.rightCols(1), {"y"})), "y").find("does not vary"),
            std::string::npos);
  EXPECT_NE(
      message_of_drivers(Answers(frame_of_columns(survey(7, 60).rightCols(1), {"y"})), "y").find("no driver of y"),
      std::string::npos);
  EXPECT_NE(
      message_of_drivers(Answers(frame_of_columns(MatrixXd(0, 4), abcy)), "满意").find("fewer than two respondents"),
      std::string::npos);
  MatrixXd apart = survey(8, 40);
  apart.col(0).head(20).setConstant(std::nan(""));
  apart.col(1).tail(20).setConstant(std::nan(""));
  EXPECT_NE(message_of_drivers(Answers(frame_of_columns(apart, abcy)), "满意").find("items a and b: fewer than two"),
            std::string::npos);
  EXPECT_NE(message_of_drivers(Answers(frame_of_columns(apart, abcy)), "满意", {.missing = Missing::complete})
                .find("every item"),
            std::string::npos);
}

TEST(Drivers, OfTooFewRespondentsAreWarnedOf) {
  const Drivers found = drivers(Answers(frame_of_columns(survey(9, 4), abcy)), "满意", {.bootstrap = {50, 1, 0.95}});
  EXPECT_NEAR(found.r_squared.value, 1, 1e-9);
  EXPECT_TRUE(std::isnan(found.adjusted_r_squared));
  EXPECT_NE(std::ranges::count(concerns(found), DriverConcern::few_respondents), 0);
}

TEST(Drivers, OfPairsThatContradictEachOtherAreWarnedOf) {
  MatrixXd columns = MatrixXd::Constant(90, 3, std::nan(""));
  const MatrixXd values = survey(14, 90);
  for (Index i = 0; i < 90; ++i) {
    const Index left_out = i % 3;
    for (Index j = 0; j < 3; ++j) {
      if (j != left_out)
        columns(i, j) = (left_out == 1 && j == 2 ? -1 : 1) * values(i, 0);  // a like b, b like y, a not
    }
  }
  const Drivers found = drivers(Answers(frame_of_columns(columns, {"a", "b", "y"})), "y", {.bootstrap = {20, 1, 0.95}});
  EXPECT_NE(std::ranges::count(concerns(found), DriverConcern::contradictory), 0);
}

TEST(Drivers, BeyondTwentyAreRefused) {
  const MatrixXd many = MatrixXd::Random(60, 22);
  Names names;
  for (int j = 0; j < 22; ++j) names.push_back("q" + std::to_string(j));
  EXPECT_NE(message_of_drivers(Answers(frame_of_columns(many, names)), "q21").find("there are 21 drivers, but only 20"),
            std::string::npos);
  const Names fewer(names.begin() + 1, names.end());
  const Drivers found =
      drivers(Answers(frame_of_columns(many.rightCols(21), fewer)), "q21", {.bootstrap = {0, 1, 0.95}});
  EXPECT_EQ(found.drivers.size(), 20U);
  double sum = 0;
  for (const Driver& driver : found.drivers) sum += driver.contribution.value;
  EXPECT_NEAR(sum, found.r_squared.value, 1e-10);
}

TEST(Drivers, WithMissingAnswersAreThoseOfTheMomentsAskedFor) {
  MatrixXd columns = survey(10, 4'000);
  const Drivers whole = drivers(Answers(frame_of_columns(columns, abcy)), "满意", {.bootstrap = {0, 1, 0.95}});
  for (Index i = 0; i < columns.rows(); ++i) {
    if (columns(i, 2) > 0.5) columns(i, 0) = std::nan("");  // missing at random: c tells when
  }
  const Answers answers(frame_of_columns(columns, abcy));
  for (const Missing way : {Missing::pairwise, Missing::complete, Missing::full_information}) {
    const Drivers found = drivers(answers, "满意", {.missing = way, .bootstrap = {20, 1, 0.95}});
    EXPECT_EQ(found.missing, way);
    EXPECT_EQ(found.respondents < 4'000, way == Missing::complete);
    EXPECT_FALSE(std::isnan(found.r_squared.lower));
    if (way != Missing::full_information) continue;
    EXPECT_NEAR(by_name(found).at("a").contribution.value, by_name(whole).at("a").contribution.value, 0.03);
  }
}

TEST(Drivers, HaveTheSameBitsOnAnyNumberOfThreads) {
  const Answers answers(frame_of_columns(survey(11, 3'000), abcy));
  Names bytes;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(drivers(answers, "满意", {.bootstrap = {100, 1, 0.95}})));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(Drivers, AreShownAsFrames) {
  const Drivers found = drivers(Answers(frame_of_columns(survey(12, 100), abcy)), "满意", {.bootstrap = {50, 1, 0.95}});
  EXPECT_EQ(found.frame().rows(), 3U);
  EXPECT_EQ(found.ranks().rows(), 9U);
  EXPECT_EQ(found.warnings_frame().rows(), 0U);
  EXPECT_NE(found.frame().find("contribution_lower"), nullptr);
}

TEST(Drivers, ComeBackFromTheirArchive) {
  MatrixXd columns = survey(13, 60);
  columns.col(2).setConstant(1);
  const Drivers found = drivers(Answers(frame_of_columns(columns, abcy)), "满意", {.bootstrap = {20, 1, 0.95}});
  const std::string bytes = io::to_bytes(found);
  const Drivers back = io::from_bytes<Drivers>(bytes);
  EXPECT_EQ(io::to_bytes(back), bytes);
  EXPECT_EQ(back.warnings[0].concern, DriverConcern::constant);
}

}  // namespace
}  // namespace fealty::gaps
