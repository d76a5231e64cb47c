#include "fealty/loyalty/adaptive_metropolis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/progress.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/chain_diagnostics.hpp"

namespace fealty::loyalty {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

Eigen::MatrixXd coordinate(const std::vector<Chain>& chains, Index column) {
  Eigen::MatrixXd draws(chains.front().draws.rows(), static_cast<Index>(chains.size()));
  for (std::size_t i = 0; i < chains.size(); ++i) draws.col(static_cast<Index>(i)) = chains[i].draws.col(column);
  return draws;
}

SamplingProblem standard_normal(Index size) {
  return {[](const VectorXd& x) { return -0.5 * x.squaredNorm(); }, VectorXd::Zero(size),
          Eigen::MatrixXd::Identity(size, size)};
}

TEST(AdaptiveMetropolis, DrawsFromANormalDensityNearlyIndependently) {
  const auto chains = sample_chains(standard_normal(4));
  ASSERT_EQ(chains.size(), 4U);
  for (Index i = 0; i < 4; ++i) {
    const ChainDiagnostics d = diagnose(coordinate(chains, i));
    EXPECT_NEAR(d.mean, 0, 4 * d.monte_carlo_error);
    EXPECT_NEAR(d.standard_deviation, 1, 0.05);
    EXPECT_LT(d.r_hat, 1.01);
    EXPECT_GT(d.bulk_ess, 0.5 * 8000);
  }
  EXPECT_GT(chains[0].accepted_independent, 0.6);
  EXPECT_NEAR(chains[0].accepted_walk, 0.3, 0.1);
  EXPECT_NEAR(chains[0].log_density[7], -0.5 * chains[0].draws.row(7).squaredNorm(), 1e-14);
}

// What is known of the density before is far off: the chains learn it. The logarithm of a gamma number of shape 0.8 is
// skewed; the second coordinate lies on a bent ridge around its square.
TEST(AdaptiveMetropolis, LearnsASkewedDensityWithARidge) {
  const SamplingProblem problem{[](const VectorXd& x) {
                                  const double off = x[1] - 0.1 * x[0] * x[0];
                                  return 0.8 * x[0] - std::exp(x[0]) - 0.5 * off * off / 0.25;
                                },
                                VectorXd::Constant(2, 1.0), 0.01 * Eigen::MatrixXd::Identity(2, 2)};
  const auto chains = sample_chains(problem, {.draws = 5000, .seed = 3});
  const ChainDiagnostics skewed = diagnose(coordinate(chains, 0)), ridge = diagnose(coordinate(chains, 1));
  EXPECT_LT(std::max(skewed.r_hat, ridge.r_hat), 1.01);
  EXPECT_GT(std::min({skewed.bulk_ess, skewed.tail_ess, ridge.bulk_ess, ridge.tail_ess}), 1000);
  EXPECT_NEAR(skewed.mean, digamma(0.8), 4 * skewed.monte_carlo_error);
  EXPECT_NEAR(skewed.standard_deviation, std::sqrt(trigamma(0.8)), 0.15);
  EXPECT_NEAR(ridge.mean, 0.1 * (trigamma(0.8) + digamma(0.8) * digamma(0.8)), 4 * ridge.monte_carlo_error);
}

TEST(AdaptiveMetropolis, GivesTheSameBitsOnAnyNumberOfThreads) {
  const std::size_t before = threads();
  set_threads(1);
  const auto one = sample_chains(standard_normal(3), {.draws = 300, .warmup = 200, .seed = 9});
  set_threads(3);
  SamplingProblem costly = standard_normal(3);
  costly.cost = 1e5;  // told of more often
  const auto three = sample_chains(costly, {.draws = 300, .warmup = 200, .seed = 9});
  set_threads(before);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(one[i].draws, three[i].draws);
  EXPECT_NE(one[0].draws, one[1].draws);
  EXPECT_NE(one[0].draws, sample_chains(standard_normal(3), {.draws = 300, .warmup = 200, .seed = 8})[0].draws);
}

/// Remembers what it is told; stops after a while.
class Listener final : public Monitor {
 public:
  explicit Listener(std::size_t patience) : patience_(patience) {}

  bool tick(std::string_view label, std::size_t done, std::size_t total) noexcept override {
    told_well_ = told_well_ && label == "sampling" && total == 1100 && done >= last_ && done <= total;
    last_ = done;
    return ++ticks_ < patience_;
  }

  [[nodiscard]] bool told_well() const { return told_well_ && ticks_ > 1; }

 private:
  std::size_t patience_, ticks_ = 0, last_ = 0;
  bool told_well_ = true;
};

TEST(AdaptiveMetropolis, TellsHowFarItIsAndCanBeStopped) {
  SamplingProblem costly = standard_normal(2);
  costly.cost = 1e5;
  const SamplingOptions options{.draws = 1000, .warmup = 100};
  Listener patient(1'000'000), impatient(3);
  {
    const MonitorScope scope(patient);
    EXPECT_EQ(sample_chains(costly, options).size(), 4U);
  }
  EXPECT_TRUE(patient.told_well());
  const MonitorScope scope(impatient);
  EXPECT_THROW((void)sample_chains(costly, options), Interrupted);
}

TEST(AdaptiveMetropolis, RefusesWhatCannotBeSampled) {
  EXPECT_THROW((void)sample_chains(standard_normal(2), {.chains = 0}), ParameterError);
  EXPECT_THROW((void)sample_chains(standard_normal(2), {.draws = 3}), ParameterError);
  EXPECT_THROW((void)sample_chains(standard_normal(2), {.warmup = 99}), ParameterError);
  SamplingProblem nothing = standard_normal(2);
  nothing.log_density = [](const VectorXd&) { return std::numeric_limits<double>::quiet_NaN(); };
  EXPECT_THROW((void)sample_chains(nothing), FitError);
  SamplingProblem flat = standard_normal(2);
  flat.covariance.setZero();
  EXPECT_THROW((void)sample_chains(flat), FitError);
}

}  // namespace
}  // namespace fealty::loyalty
