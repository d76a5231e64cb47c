#include "fealty/loyalty/chain_diagnostics.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"

namespace fealty::loyalty {
namespace {

using Eigen::Index;

/// Autoregressive chains that any language makes alike: sums of twelve numbers of a linear congruential generator.
Eigen::MatrixXd congruential_chains(double phi, Index draws, Index chains, double shift = 0.0) {
  std::int64_t state = 7;
  Eigen::MatrixXd result(draws, chains);
  for (Index chain = 0; chain < chains; ++chain) {
    double x = 0.0;
    for (Index i = -20; i < draws; ++i) {
      double sum = 0.0;
      for (int k = 0; k < 12; ++k) {
        state = (1103515245 * state + 12345) % (std::int64_t{1} << 31);
        sum += static_cast<double>(state) / 2147483648.0;
      }
      x = phi * x + (sum - 6.0);
      if (i >= 0) result(i, chain) = x + shift * static_cast<double>(chain);
    }
  }
  return result;
}

void expect_diagnostics(const Eigen::MatrixXd& draws, const ChainDiagnostics& expected) {
  const ChainDiagnostics d = diagnose(draws);
  EXPECT_NEAR(d.mean, expected.mean, 1e-12);
  EXPECT_NEAR(d.standard_deviation, expected.standard_deviation, 1e-12);
  EXPECT_NEAR(d.monte_carlo_error, expected.monte_carlo_error, 1e-9);
  EXPECT_NEAR(d.bulk_ess, expected.bulk_ess, 1e-6);
  EXPECT_NEAR(d.tail_ess, expected.tail_ess, 1e-6);
  EXPECT_NEAR(d.r_hat, expected.r_hat, 1e-9);
}

// Figures of arviz 0.23.4.
TEST(ChainDiagnostics, AreThoseOfArviz) {
  expect_diagnostics(congruential_chains(0.7, 250, 4), {-0.045945957082542045, 1.3485504616104738, 0.09851199869086001,
                                                        187.8865879866437, 360.41390124351597, 1.0072390924522303});
  expect_diagnostics(congruential_chains(-0.4, 201, 3), {-0.03179073086405111, 1.0436694518915497, 0.027023044653486462,
                                                         1584.399922135633, 454.4978660886227, 1.0033965139209098});
  expect_diagnostics(congruential_chains(0.3, 100, 4, 0.5),
                     {0.7375769172180056, 1.1164727936423737, 0.23117663667678548, 23.561997334180905,
                      194.1494295519939, 1.1278765496692});
  expect_diagnostics(congruential_chains(0.5, 300, 2).array().round(),
                     {-0.08166666666666667, 1.1212013093920852, 0.07904716801851314, 202.43627892566062,
                      321.39962368987733, 1.002734697857907});
  expect_diagnostics(congruential_chains(0.5, 4, 2), {-0.998670482169989, 0.8927718474290005, 0.3321467289570158,
                                                      7.224719895935548, 7.224719895935548, 2.3556111680064307});
}

TEST(ChainDiagnostics, OfOneChainAreThoseOfArvizToo) {
  const Eigen::MatrixXd chain = congruential_chains(0.9, 400, 1);
  EXPECT_NEAR(diagnose(chain).bulk_ess, 25.7747548729115, 1e-6);
  EXPECT_NEAR(effective_sample_size(chain), 25.48427386225636, 1e-6);
}

TEST(ChainDiagnostics, FindWhatIsWrongWithChains) {
  EXPECT_LT(diagnose(congruential_chains(0.3, 500, 4)).r_hat, 1.01);
  EXPECT_GT(diagnose(congruential_chains(0.3, 500, 4, 0.5)).r_hat, 1.1);
  Eigen::MatrixXd drifting = congruential_chains(0.0, 500, 1);
  for (Index i = 0; i < 500; ++i) drifting(i, 0) += 0.004 * static_cast<double>(i);
  EXPECT_GT(diagnose(drifting).r_hat, 1.1);
  Eigen::MatrixXd wide = congruential_chains(0.0, 500, 4);  // the same place, another scale: folding finds it
  wide.col(3) *= 4;
  EXPECT_GT(diagnose(wide).r_hat, 1.1);
  EXPECT_LT(potential_scale_reduction(normal_scores(split_chains(wide))), 1.02);
}

TEST(ChainDiagnostics, GiveTheEffectiveSizeOfAnAutoregressiveChain) {
  for (const double phi : {-0.4, 0.0, 0.5, 0.9}) {
    Eigen::MatrixXd draws(20000, 4);
    for (Index chain = 0; chain < 4; ++chain) {
      RandomStream random(5, "test", static_cast<std::uint64_t>(chain));
      double x = random.normal() / std::sqrt(1 - phi * phi);
      for (Index i = 0; i < draws.rows(); ++i) draws(i, chain) = x = phi * x + random.normal();
    }
    const double known = 80000 * (1 - phi) / (1 + phi);
    EXPECT_NEAR(effective_sample_size(draws) / known, 1, 0.1) << phi;
    EXPECT_NEAR(diagnose(draws).bulk_ess / known, 1, 0.1) << phi;
  }
}

TEST(ChainDiagnostics, SplitChainsAndRankDraws) {
  Eigen::MatrixXd draws(5, 1);
  draws << 3, 1, 9, 1, 2;
  const Eigen::MatrixXd halves = split_chains(draws);
  EXPECT_EQ(halves, (Eigen::MatrixXd(2, 2) << 3, 1, 1, 2).finished());
  const Eigen::MatrixXd scores = normal_scores(halves);
  EXPECT_NEAR(scores(1, 0), normal_quantile((1.5 - 0.375) / 4.25), 1e-15);
  EXPECT_EQ(scores(1, 0), scores(0, 1));
  EXPECT_NEAR(scores(0, 0), normal_quantile((4 - 0.375) / 4.25), 1e-15);
}

TEST(ChainDiagnostics, OfEqualDrawsAreNoNumbersThatLookGood) {
  const ChainDiagnostics d = diagnose(Eigen::MatrixXd::Constant(10, 2, 3.0));
  EXPECT_EQ(d.mean, 3.0);
  EXPECT_EQ(d.standard_deviation, 0.0);
  EXPECT_TRUE(std::isnan(d.r_hat));
}

TEST(ChainDiagnostics, RefuseTooFewDrawsAndWhatIsNotFinite) {
  EXPECT_THROW((void)diagnose(Eigen::MatrixXd::Zero(3, 4)), ParameterError);
  Eigen::MatrixXd draws = congruential_chains(0.0, 10, 2);
  draws(3, 1) = std::numeric_limits<double>::infinity();
  EXPECT_THROW((void)diagnose(draws), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
