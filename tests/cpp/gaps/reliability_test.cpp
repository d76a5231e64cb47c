#include "fealty/gaps/reliability.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "reference/reliability.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Answers answers_of_matrix(const MatrixXd& rows) {
  Frame frame;
  for (Index j = 0; j < rows.cols(); ++j)
    frame.add("q" + std::to_string(j), Column(std::vector<double>(rows.col(j).begin(), rows.col(j).end())));
  return Answers(frame);
}

/// Answers of 1 to 7 that have a mood in common, to items of growing loading.
MatrixXd survey(unsigned seed, Index rows, Index items) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  MatrixXd answers(rows, items);
  for (Index i = 0; i < rows; ++i) {
    const double mood = normal(random);
    for (Index j = 0; j < items; ++j) {
      const double loading = 0.5 + 0.5 * static_cast<double>(j) / static_cast<double>(items);
      answers(i, j) = std::clamp(std::round(4 + 1.4 * (loading * mood + 0.7 * normal(random))), 1.0, 7.0);
    }
  }
  return answers;
}

std::vector<ReliabilityConcern> concerns(const Reliability& found) {
  std::vector<ReliabilityConcern> all;
  for (const ReliabilityWarning& warning : found.warnings) all.push_back(warning.concern);
  return all;
}

std::string message_of_reliability(const Answers& answers, const ReliabilityOptions& options = {}) {
  return message_of([&] { (void)reliability(answers, options); });
}

constexpr Bootstrap no_replicates{0, 1, 0.95};

TEST(CronbachAlpha, OfParallelItemsIsTheFormulaOfSpearmanAndBrown) {
  MatrixXd covariance = MatrixXd::Constant(5, 5, 0.4);
  covariance.diagonal().setOnes();
  EXPECT_NEAR(cronbach_alpha(covariance), 5 * 0.4 / (1 + 4 * 0.4), 1e-15);
  EXPECT_NEAR(cronbach_alpha(5, 5, covariance.sum()), cronbach_alpha(covariance), 1e-15);
  EXPECT_NEAR(mean_correlation(covariance), 0.4, 1e-15);
}

TEST(CronbachAlpha, OfOneItemOrOfNoVarianceIsUnknown) {
  EXPECT_TRUE(std::isnan(cronbach_alpha(1, 1, 1)));
  EXPECT_TRUE(std::isnan(cronbach_alpha(3, 0, 0)));
}

TEST(Reliability, IsThatOfTheTwin) {
  for (unsigned seed = 0; seed < 5; ++seed) {
    const MatrixXd rows = survey(seed, 60 + 20 * static_cast<Index>(seed), 3 + static_cast<Index>(seed));
    const Reliability found = reliability(answers_of_matrix(rows), {.bootstrap = no_replicates});
    EXPECT_NEAR(found.alpha.value, reference::alpha(rows), 1e-12);
    MatrixXd standardized = rows.rowwise() - rows.colwise().mean();
    standardized.array().rowwise() /= standardized.colwise().norm().array();
    EXPECT_NEAR(found.standardized_alpha.value, reference::alpha(standardized), 1e-12);
    for (Index j = 0; j < rows.cols(); ++j) {
      const ItemReliability& item = found.items[static_cast<std::size_t>(j)];
      EXPECT_NEAR(item.item_rest.value, reference::item_rest(rows, j), 1e-12);
      EXPECT_NEAR(item.mean, rows.col(j).mean(), 1e-12);
      const double dropped = reference::alpha(reference::without(rows, j));
      EXPECT_NEAR(item.alpha_if_dropped.value, dropped, 1e-12);
      EXPECT_NEAR(item.gain_if_dropped.value, dropped - found.alpha.value, 1e-12);
    }
  }
}

TEST(OneFactor, FindsTheLoadingsThatMadeTheCorrelations) {
  const VectorXd loadings = (VectorXd(5) << 0.9, 0.8, 0.7, 0.5, -0.3).finished();
  MatrixXd correlation = loadings * loadings.transpose();
  correlation.diagonal().setOnes();
  EXPECT_LT((one_factor_loadings(correlation) - loadings).cwiseAbs().maxCoeff(), 1e-9);
  EXPECT_LT((one_factor_loadings(correlation, VectorXd::Constant(5, 0.1)) - loadings).cwiseAbs().maxCoeff(), 1e-9);
}

TEST(OneFactor, HasTheLeastResidualsThatASearchFinds) {
  std::mt19937 random(3);
  std::normal_distribution<double> normal;
  for (unsigned seed = 0; seed < 5; ++seed) {
    const MatrixXd correlation = Moments(answers_of_matrix(survey(seed, 40, 5))).estimate().correlation();
    const VectorXd found = one_factor_loadings(correlation);
    const double least = reference::squared_residuals(correlation, found);
    for (int k = 0; k < 2'000; ++k) {
      const VectorXd step = VectorXd::NullaryExpr(5, [&] { return 0.02 * normal(random); });
      const VectorXd other = (found + step).cwiseMax(-1).cwiseMin(1);
      EXPECT_GE(reference::squared_residuals(correlation, other), least - 1e-12);
    }
  }
}

TEST(OneFactor, StaysWithinItsBounds) {
  // No loadings below 1 give these: r12 r13 / r23 is more than 1.
  const MatrixXd correlation = (MatrixXd(3, 3) << 1, 0.9, 0.9, 0.9, 1, 0.6, 0.9, 0.6, 1).finished();
  const VectorXd loadings = one_factor_loadings(correlation);
  EXPECT_EQ(loadings[0], 1);
  EXPECT_LT(loadings[1], 1);
  EXPECT_TRUE(one_factor_loadings(MatrixXd::Constant(3, 3, std::nan(""))).hasNaN());
}

TEST(OneFactor, OfTwoItemsLoadsThemAlike) {
  const MatrixXd correlation = (MatrixXd(2, 2) << 1, 0.49, 0.49, 1).finished();
  const VectorXd loadings = one_factor_loadings(correlation);
  EXPECT_NEAR(loadings[0], 0.7, 1e-12);
  EXPECT_NEAR(loadings[1], 0.7, 1e-12);
}

TEST(McdonaldOmega, OfEqualLoadingsIsAlpha) {
  const VectorXd loadings = VectorXd::Constant(4, std::sqrt(0.4));
  EXPECT_NEAR(mcdonald_omega(loadings, VectorXd::Ones(4)), 4 * 0.4 / (1 + 3 * 0.4), 1e-15);
}

TEST(McdonaldOmega, IsTheShareOfTheVarianceOfTheSum) {
  // s l = (2, 1): common 9; unique 9 * (1 - 4/9) + 4 * (1 - 1/4) = 8.
  const VectorXd loadings = (VectorXd(2) << 2.0 / 3, 0.5).finished();
  const VectorXd deviations = (VectorXd(2) << 3, 2).finished();
  EXPECT_NEAR(mcdonald_omega(loadings, deviations), 9.0 / 17, 1e-15);
}

TEST(Feldt, IntervalIsOfQuantilesOfF) {
  const Estimate interval = feldt_interval(0.8, 5, 100);
  EXPECT_NEAR(interval.lower, 0.7305582041793394, 1e-12);  // 1 - 0.2 qf(0.975, 99, 396), by SciPy
  EXPECT_NEAR(interval.upper, 0.8558867486659922, 1e-12);
  EXPECT_NEAR(interval.standard_error, 0.03204105344904655, 1e-12);  // 0.2 times the deviation of F
  EXPECT_TRUE(std::isnan(feldt_interval(0.8, 5, 1).lower));
  EXPECT_THROW(feldt_interval(0.8, 5, 100, 1.5), ParameterError);
}

TEST(Feldt, IntervalCoversAndAgreesWithTheBootstrap) {
  const Reliability found = reliability(answers_of_matrix(survey(1, 400, 5)), {.bootstrap = {1000, 1, 0.95}});
  EXPECT_NEAR(found.alpha.lower, found.alpha_feldt.lower, 0.015);
  EXPECT_NEAR(found.alpha.upper, found.alpha_feldt.upper, 0.015);
  EXPECT_NEAR(found.alpha.standard_error, found.alpha_feldt.standard_error, 0.004);
}

TEST(Reliability, OfReversedItemsIsThatOfTheirMirrors) {
  MatrixXd rows = survey(2, 150, 4);
  const Reliability straight = reliability(answers_of_matrix(rows), {.bootstrap = {50, 1, 0.95}});
  rows.col(1) = 8 - rows.col(1).array();
  const Reliability warned = reliability(answers_of_matrix(rows), {.bootstrap = {50, 1, 0.95}});
  EXPECT_NE(std::ranges::count(concerns(warned), ReliabilityConcern::reversed), 0);
  const Reliability mirrored = reliability(answers_of_matrix(rows), {.reversed = {"q1"}, .bootstrap = {50, 1, 0.95}});
  EXPECT_NEAR(mirrored.alpha.value, straight.alpha.value, 1e-12);
  EXPECT_NEAR(mirrored.alpha.lower, straight.alpha.lower, 1e-12);
  EXPECT_NEAR(mirrored.omega.value, straight.omega.value, 1e-9);
  EXPECT_THROW(reliability(answers_of_matrix(rows), {.reversed = {"q9"}}), ParameterError);
}

TEST(Reliability, NamesTheItemThatLowersIt) {
  std::mt19937 random(5);
  MatrixXd rows = survey(3, 300, 4);
  for (Index i = 0; i < rows.rows(); ++i) rows(i, 2) = static_cast<double>(random() % 7) + (rows(i, 0) > 4 ? 1.0 : 0.0);
  const Reliability found = reliability(answers_of_matrix(rows), {.bootstrap = {200, 1, 0.95}});
  const auto warning =
      std::ranges::find(found.warnings, ReliabilityConcern::lowers_alpha, &ReliabilityWarning::concern);
  ASSERT_NE(warning, found.warnings.end());
  EXPECT_EQ(warning->item, "q2");
  EXPECT_GT(found.items[2].gain_if_dropped.lower, 0);
}

TEST(Reliability, LeavesOutWhatDoesNotVaryAndSaysSo) {
  MatrixXd rows = survey(4, 50, 5);
  rows.col(1).setConstant(0.1);
  rows.col(3).setConstant(std::nan(""));
  const Reliability found = reliability(answers_of_matrix(rows), {.bootstrap = no_replicates});
  EXPECT_EQ(found.items.size(), 3U);
  EXPECT_EQ(concerns(found)[0], ReliabilityConcern::constant);
  EXPECT_EQ(concerns(found)[1], ReliabilityConcern::unanswered);
  EXPECT_NE(found.warnings[0].message.find("q1: all answers are 0.1"), std::string::npos);
  EXPECT_NEAR(found.alpha.value, reference::alpha(reference::without(reference::without(rows, 3), 1)), 1e-12);
}

TEST(Reliability, OfTooLittleIsRefused) {
  const MatrixXd same = MatrixXd::Constant(20, 3, 4);
  EXPECT_NE(message_of_reliability(answers_of_matrix(same))
                .find("needs two items whose answers vary, but there are 0 of 3; q0: all answers"),
            std::string::npos);
  EXPECT_NE(message_of_reliability(answers_of_matrix(MatrixXd(0, 3))).find("fewer than two respondents answered"),
            std::string::npos);
  EXPECT_NE(message_of_reliability(answers_of_matrix(MatrixXd(1, 3))).find("fewer than two respondents answered"),
            std::string::npos);
  EXPECT_NE(message_of_reliability(Answers()).find("there are 0 of 0"), std::string::npos);
  MatrixXd apart = survey(5, 40, 3);
  apart.col(0).head(20).setConstant(std::nan(""));
  apart.col(1).tail(20).setConstant(std::nan(""));
  EXPECT_NE(message_of_reliability(answers_of_matrix(apart))
                .find("items q0 and q1: fewer than two respondents answered both"),
            std::string::npos);
}

TEST(Reliability, WarnsOfWhatCannotBeTrusted) {
  MatrixXd rows = survey(6, 60, 4);
  rows.col(3) = rows.col(0);
  EXPECT_EQ(std::ranges::count(concerns(reliability(answers_of_matrix(rows))), ReliabilityConcern::repeated), 2);
  const MatrixXd few = survey(7, 4, 4);
  EXPECT_EQ(std::ranges::count(concerns(reliability(answers_of_matrix(few))), ReliabilityConcern::few_respondents), 1);
  const MatrixXd two = survey(8, 60, 2);
  const Reliability of_two = reliability(answers_of_matrix(two));
  EXPECT_EQ(std::ranges::count(concerns(of_two), ReliabilityConcern::two_items), 1);
  EXPECT_TRUE(std::isnan(of_two.items[0].alpha_if_dropped.value));
  MatrixXd against = survey(9, 60, 2);
  against.col(1) = -against.col(1);
  EXPECT_EQ(std::ranges::count(concerns(reliability(answers_of_matrix(against))), ReliabilityConcern::negative_alpha),
            1);
}

TEST(Reliability, WarnsOfAFactorAtItsBoundaryAndOfPairsThatContradictEachOther) {
  MatrixXd rows(200, 3);
  rows << survey(14, 200, 1), survey(15, 200, 1), survey(16, 200, 1);
  rows.col(0) += rows.col(1) + rows.col(2);  // goes with two that do not go with each other
  EXPECT_NE(std::ranges::count(concerns(reliability(answers_of_matrix(rows))), ReliabilityConcern::boundary), 0);
  MatrixXd pairs = MatrixXd::Constant(90, 3, std::nan(""));
  const MatrixXd values = survey(17, 90, 1);
  for (Index i = 0; i < 90; ++i) {
    const double x = values(i, 0);
    const Index left_out = i % 3;
    for (Index j = 0; j < 3; ++j) {
      if (j != left_out)
        pairs(i, j) = left_out == 1 && j == 2 ? 8 - x : x;  // 0 and 1 alike, 1 and 2 alike, 0 and 2 not
    }
  }
  EXPECT_EQ(std::ranges::count(concerns(reliability(answers_of_matrix(pairs))), ReliabilityConcern::contradictory), 1);
}

TEST(Reliability, WithMissingAnswersIsThatOfTheMomentsAskedFor) {
  std::mt19937 random(6);
  const MatrixXd whole = survey(10, 3'000, 4);
  MatrixXd rows = whole;
  for (Index i = 0; i < rows.rows(); ++i) {
    if (random() % 4 == 0) rows(i, 1) = std::nan("");
  }
  const double expected = reference::alpha(whole);
  for (const Missing way : {Missing::pairwise, Missing::complete, Missing::full_information}) {
    const Reliability found = reliability(answers_of_matrix(rows), {.missing = way, .bootstrap = {30, 1, 0.95}});
    EXPECT_NEAR(found.alpha.value, expected, 0.02);
    EXPECT_FALSE(std::isnan(found.alpha.lower));
    EXPECT_EQ(std::isnan(found.alpha_feldt.lower), way != Missing::complete);
    EXPECT_EQ(found.respondents == 3'000, way != Missing::complete);
  }
}

TEST(Reliability, HasTheSameBitsOnAnyNumberOfThreads) {
  const Answers answers = answers_of_matrix(survey(11, 5'000, 6));
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(reliability(answers, {.bootstrap = {100, 1, 0.95}})));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(Reliability, IsShownAsFrames) {
  const Reliability found = reliability(answers_of_matrix(survey(12, 80, 4)), {.bootstrap = {20, 1, 0.95}});
  EXPECT_EQ(found.frame().rows(), 4U);
  EXPECT_EQ(found.summary().rows(), 5U);
  EXPECT_EQ(found.warnings_frame().rows(), found.warnings.size());
}

TEST(Reliability, ComesBackFromItsArchive) {
  const Reliability found = reliability(answers_of_matrix(survey(13, 30, 2)), {.bootstrap = {20, 1, 0.95}});
  const std::string bytes = io::to_bytes(found);
  EXPECT_EQ(io::to_bytes(io::from_bytes<Reliability>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
