#include "fealty/complaints/tier_prior.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/special.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::complaints {
namespace {

TEST(TierPrior, OfTheLectureIsHalfSilent) {
  const TierPrior prior = named_tier_prior("lecture");
  EXPECT_DOUBLE_EQ(prior.silent / prior.concentration(), 0.5);
  EXPECT_DOUBLE_EQ(prior.informal / prior.concentration(), 0.45);
  EXPECT_DOUBLE_EQ(prior.formal / prior.concentration(), 0.05);
  EXPECT_DOUBLE_EQ(prior.concentration(), 20);
}

TEST(TierPrior, OfTheLectureHasTheIntervalThatItsCommentStates) {
  EXPECT_NEAR(beta_quantile(0.05, 10, 10), 0.32, 0.005);
  EXPECT_NEAR(beta_quantile(0.95, 10, 10), 0.68, 0.005);
}

TEST(TierPrior, OfTarpSaysThatTheFourPercentAreAMisquotation) {
  const TierPrior prior = named_tier_prior("tarp");
  EXPECT_DOUBLE_EQ((prior.informal + prior.formal) / prior.concentration(), 0.5);
  EXPECT_DOUBLE_EQ(prior.concentration(), 40);
  EXPECT_NE(prior.source.find("1979, 1986"), std::string::npos);
  EXPECT_NE(prior.source.find("Goodman"), std::string::npos);
  EXPECT_NE(prior.caveat.find("4 % complain is a misquotation"), std::string::npos);
}

TEST(TierPrior, WithAnotherConcentrationHasTheSameShares) {
  const TierPrior prior = named_tier_prior("tarp").with_concentration(400);
  EXPECT_DOUBLE_EQ(prior.concentration(), 400);
  EXPECT_DOUBLE_EQ(prior.formal, 12);
}

TEST(TierPrior, LearnsFromThoseWhoWereAsked) {
  const TierPrior prior = named_tier_prior("uniform").updated(7, 2, 1);
  EXPECT_EQ(prior.silent, 8);
  EXPECT_EQ(prior.informal, 3);
  EXPECT_EQ(prior.formal, 2);
}

TEST(TierPrior, ThatCannotBeIsRefused) {
  EXPECT_THROW(named_tier_prior("lektur"), ParameterError);
  EXPECT_THROW((TierPrior{"", "", "", 0, 1, 1}).validate(), ParameterError);
  EXPECT_THROW((TierPrior{"", "", "", 1, std::nan(""), 1}).validate(), ParameterError);
  EXPECT_THROW((TierPrior{"", "", "", 1, 1, 1e10}).validate(), ParameterError);
  EXPECT_THROW((void)named_tier_prior("lecture").with_concentration(0), ParameterError);
  EXPECT_THROW((void)named_tier_prior("lecture").updated(-1, 0, 0), ParameterError);
}

TEST(TierPrior, ComesBackFromItsArchive) {
  const TierPrior prior = named_tier_prior("tarp");
  EXPECT_EQ(io::from_bytes<TierPrior>(io::to_bytes(prior)), prior);
  EXPECT_EQ(frame_of(tier_priors()).rows(), 3U);
}

}  // namespace
}  // namespace fealty::complaints
