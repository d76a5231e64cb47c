#include "fealty/gaps/resampled_totals.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

FeatureRows rows_of(const MatrixXd& features) {
  return [&features](std::size_t begin, std::size_t end, Eigen::Ref<MatrixXd> out) {
    out = features.middleRows(static_cast<Index>(begin), static_cast<Index>(end - begin));
  };
}

MatrixXd whole_numbers(Index rows, Index columns, unsigned seed) {
  std::mt19937 random(seed);
  return MatrixXd::NullaryExpr(rows, columns, [&] { return static_cast<double>(random() % 7); });
}

TEST(ResampledTotals, AreSumsOverRowsTimesTheirWeights) {
  const MatrixXd features = whole_numbers(100, 3, 1);
  const Bootstrap bootstrap{40, 9, 0.95};
  const ResampledTotals made = resampled_totals(100, 3, rows_of(features), bootstrap);
  EXPECT_EQ(made.totals, features.colwise().sum().transpose());
  MatrixXd expected = MatrixXd::Zero(40, 3);
  for (Index i = 0; i < 100; ++i) {
    std::vector<std::uint8_t> weights(40);
    poisson_weights(9, static_cast<std::uint64_t>(i), weights);
    for (Index r = 0; r < 40; ++r) expected.row(r) += weights[static_cast<std::size_t>(r)] * features.row(i);
  }
  EXPECT_EQ(made.replicates, expected);
}

TEST(ResampledTotals, OfRespondentsDrawTheirRowsTogether) {
  const MatrixXd features = whole_numbers(90, 2, 2);
  std::vector<std::uint32_t> unit_of(90);
  for (std::uint32_t i = 0; i < 90; ++i) unit_of[i] = i % 30;
  const MatrixXd sums = features.topRows(30) + features.middleRows(30, 30) + features.bottomRows(30);
  const Bootstrap bootstrap{25, 3, 0.95};
  EXPECT_EQ(resampled_totals(90, 2, rows_of(features), bootstrap, unit_of).replicates,
            resampled_totals(30, 2, rows_of(sums), bootstrap).replicates);
}

TEST(ResampledTotals, OfManyRowsGiveMeansTheirErrors) {
  MatrixXd features = whole_numbers(50'000, 3, 3);
  features.col(0).setOnes();
  const ResampledTotals made = resampled_totals(50'000, 3, rows_of(features), {1000, 1, 0.95});
  for (Index f = 1; f < 3; ++f) {
    const double mean = made.totals[f] / made.totals[0];
    const double expected = std::sqrt((features.col(f).array() - mean).square().sum()) / 50'000;
    const Eigen::ArrayXd off = made.replicates.col(f).array() / made.replicates.col(0).array() - mean;
    EXPECT_NEAR(std::sqrt(off.square().mean()) / expected, 1.0, 0.08);
  }
}

TEST(ResampledTotals, HaveTheSameBitsOnAnyNumberOfThreads) {
  const MatrixXd features = whole_numbers(20'000, 3, 4) / 3.0;
  const auto on = [&](std::size_t count) {
    set_threads(count);
    MatrixXd replicates = resampled_totals(20'000, 3, rows_of(features), {300, 1, 0.95}).replicates;
    set_threads(0);
    return replicates;
  };
  const MatrixXd one = on(1);
  EXPECT_EQ(one, on(2));
  EXPECT_EQ(one, on(5));
}

TEST(ResampledTotals, OfNoRowsAreZero) {
  const MatrixXd features(0, 2);
  const ResampledTotals made = resampled_totals(0, 2, rows_of(features), {10, 1, 0.95});
  EXPECT_EQ(made.totals, Eigen::VectorXd::Zero(2));
  EXPECT_EQ(made.replicates.rows(), 10);
}

TEST(ResampledTotals, RefuseWhatCannotBe) {
  const MatrixXd features = whole_numbers(10, 1, 5);
  EXPECT_THROW(resampled_totals(10, 1, rows_of(features), {10, 1, 1.0}), ParameterError);
  EXPECT_THROW(resampled_totals(10, 1, rows_of(features), {10, 1, 0.95}, std::vector<std::uint32_t>(3)),
               ParameterError);
}

}  // namespace
}  // namespace fealty::gaps
