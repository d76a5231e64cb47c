#include "fealty/loyalty/posterior_draws.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"

namespace fealty::loyalty {
namespace {

using Eigen::Index;

/// Independent log-normal draws of two parameters; the second is as wide as its prior.
PosteriorDraws independent(Index draws, std::size_t chains) {
  PosteriorDraws d;
  d.names = {"r", "alpha"};
  d.priors = {Prior::of(Prior::Family::log_normal, 0, 1.5), Prior::of(Prior::Family::log_normal, 2, 0.4)};
  d.chains = chains;
  d.values.resize(draws * static_cast<Index>(chains), 2);
  RandomStream random(1, "test");
  for (Index i = 0; i < d.values.rows(); ++i) {
    d.values(i, 0) = std::exp(0.2 * random.normal());
    d.values(i, 1) = std::exp(2 + 0.4 * random.normal());
  }
  d.log_density = Eigen::VectorXd::LinSpaced(d.values.rows(), 0, 1);
  d.observations = 10;
  return d;
}

std::vector<std::string> kinds(const PosteriorDraws& draws, const std::string& parameter) {
  std::vector<std::string> kinds;
  for (const FitWarning& w : draws.warnings()) {
    if (w.parameter == parameter) kinds.push_back(w.kind);
  }
  return kinds;
}

TEST(PosteriorDraws, HaveMeansAndEqualTails) {
  const PosteriorDraws d = independent(5000, 4);
  const Estimate r = d.estimates(0.9)[0];
  EXPECT_NEAR(r.value, std::exp(0.02), 0.01);
  EXPECT_NEAR(r.standard_error, std::exp(0.02) * std::sqrt(std::expm1(0.04)), 0.01);
  EXPECT_NEAR(r.lower, std::exp(-0.2 * 1.6448536), 0.01);
  EXPECT_NEAR(r.upper, std::exp(0.2 * 1.6448536), 0.015);
  EXPECT_EQ(r.level, 0.9);
  EXPECT_THROW((void)d.estimates(1.0), ParameterError);
}

TEST(PosteriorDraws, GiveFramesOfDiagnosticsAndOfDraws) {
  const PosteriorDraws d = independent(500, 2);
  EXPECT_EQ(d.draws(), 500U);
  EXPECT_EQ(d.by_chain(1)(3, 1), d.values(503, 1));
  const Frame table = d.diagnostics_frame(), draws = d.frame();
  EXPECT_EQ(table.rows(), 2U);
  EXPECT_EQ(table.columns().back().first, "r_hat");
  EXPECT_EQ(draws.rows(), 1000U);
  EXPECT_EQ(as_doubles(draws.at("chain"), "chain")[999], 1);
  EXPECT_EQ(as_doubles(draws.at("draw"), "draw")[503], 3);
  EXPECT_EQ(as_doubles(draws.at("alpha"), "alpha")[503], d.values(503, 1));
  EXPECT_EQ(as_doubles(draws.at("log_density"), "log_density")[999], 1);
}

TEST(PosteriorDraws, SayWhatSpeaksAgainstTrustingThem) {
  PosteriorDraws d = independent(1000, 4);
  EXPECT_EQ(kinds(d, "r"), std::vector<std::string>{});
  EXPECT_EQ(kinds(d, "alpha"), std::vector<std::string>{"prior"});
  EXPECT_EQ(d.warnings_frame().rows(), 1U);
  d.values.col(0).head(1000) *= 1.2;  // one chain is elsewhere
  EXPECT_EQ(kinds(d, "r").front(), "r_hat");
  EXPECT_EQ(kinds(independent(50, 4), "r").back(), "effective_sample_size");
  d.values.col(0).setConstant(1.0);  // nothing moves: R-hat is NaN
  EXPECT_EQ(kinds(d, "r"), std::vector<std::string>{"r_hat"});
}

TEST(PosteriorDraws, AreThinnedEvenly) {
  const PosteriorDraws d = independent(5, 2);
  EXPECT_EQ(d.spread_rows(5), (std::vector<Index>{1, 3, 5, 7, 9}));
  EXPECT_EQ(d.spread_rows(3), (std::vector<Index>{1, 5, 8}));
  EXPECT_EQ(d.spread_rows(99).size(), 10U);
  EXPECT_EQ(d.spread_rows(99)[4], 4);
  EXPECT_THROW((void)d.spread_rows(0), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
