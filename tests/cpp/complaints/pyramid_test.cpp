#include "fealty/complaints/pyramid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/message_of.hpp"
#include "fealty/complaints/beta_negative_binomial.hpp"
#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::complaints {
namespace {

using Integers = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

const TierPrior lecture = named_tier_prior("lecture");

TEST(Pyramid, OfTheLectureMakesAHundredUnhappyOfFiveFormalComplaints) {
  const Frame shares = pyramid(TierCounts{.formal = 5}, lecture).by_shares();
  const Values<double> people = as_doubles(shares.at("people"), "people");
  EXPECT_NEAR(people[0], 50, 1e-12);
  EXPECT_NEAR(people[1], 45, 1e-12);
  EXPECT_EQ(people[2], 5);
  EXPECT_NEAR(people[3], 50, 1e-12);
  EXPECT_NEAR(people[4], 100, 1e-12);
}

TEST(Pyramid, SilentAreBetaNegativeBinomial) {
  const Pyramid made = pyramid(TierCounts{310, 40}, lecture, 0.9);
  EXPECT_EQ(made.all.silent, (BetaNegativeBinomial{350, 10, 10}.estimate(0.9)));
  EXPECT_EQ(made.all.silent.value, 350);
  EXPECT_EQ(made.all.unhappy.value, 700);
  EXPECT_EQ(made.all.unhappy.upper, made.all.silent.upper + 350);
  EXPECT_EQ(made.all.formal, (Estimate{40, 0, 40, 40, 0.9}));
  EXPECT_DOUBLE_EQ(made.all.silent_share.value, 0.5);
  EXPECT_DOUBLE_EQ(made.all.formal_share.value, 20.0 / 350);
  EXPECT_LT(made.all.formal_share.lower, made.all.formal_share.value);
}

TEST(Pyramid, OfOneTierHasWiderIntervals) {
  const PyramidTiers both = pyramid(TierCounts{310, 40}, lecture).all;
  const PyramidTiers formal = pyramid(TierCounts{.formal = 40}, lecture).all;
  const PyramidTiers informal = pyramid(TierCounts{.informal = 310}, lecture).all;
  const auto width = [](const Estimate& e) { return (e.upper - e.lower) / e.value; };
  EXPECT_GT(width(formal.silent), width(both.silent));
  EXPECT_GT(width(informal.silent), width(both.silent));
  EXPECT_EQ(formal.silent.value, (BetaNegativeBinomial{40, 10, 1}.median()));
  EXPECT_EQ(formal.informal.upper, (BetaNegativeBinomial{40, 9, 1}.quantile(0.975)));
  EXPECT_EQ(formal.unhappy.lower, (BetaNegativeBinomial{40, 19, 1}.estimate(0.95)).lower + 40);
  EXPECT_EQ(informal.formal, (BetaNegativeBinomial{310, 1, 9}.estimate(0.95)));
  EXPECT_NEAR(formal.silent_share.value, 0.5, 1e-12);
  EXPECT_EQ(formal.formal_share.upper, 40 / formal.unhappy.lower);
}

TEST(Pyramid, OfAllWhoSpokeDoesNotSayInWhichTier) {
  const PyramidTiers apart = pyramid(TierCounts{310, 40}, lecture).all;
  const PyramidTiers together = pyramid(TierCounts{.spoken = 350}, lecture).all;
  EXPECT_EQ(together.silent, apart.silent);
  EXPECT_EQ(together.silent_share, apart.silent_share);
  EXPECT_EQ(together.spoken, apart.spoken);
  EXPECT_TRUE(std::isnan(together.formal.value));
  EXPECT_GT(together.formal_share.upper, apart.formal_share.upper);
  EXPECT_THROW(pyramid(TierCounts{.formal = 1, .spoken = 3}, lecture), ParameterError);
}

TEST(Pyramid, PosteriorIsThatOfSimulatedPopulationsWithTheseCounts) {
  // By rejection: numbers from the weight 1/N, shares from the prior, tiers from both; those with these counts are
  // kept.
  const TierPrior prior{"", "", "", 3, 4, 2};
  std::mt19937 random(5);
  std::gamma_distribution<double> s(prior.silent), i(prior.informal), f(prior.formal);
  std::uniform_real_distribution<double> unit;
  constexpr int most = 400;
  std::vector<double> kept, kept_formal;
  while (kept.size() < 4000 || kept_formal.size() < 4000) {
    const auto n = static_cast<int>(std::exp(unit(random) * std::log(most + 1.0)));
    if (unit(random) > std::log1p(1.0 / n) * n || n > most) continue;  // nearly 1/N; the step is not
    const double silent = s(random), informal = i(random), formal = f(random), all = silent + informal + formal;
    std::binomial_distribution<int> draw_silent(n, silent / all);
    const int silents = draw_silent(random);
    std::binomial_distribution<int> draw_formal(n - silents, formal / (informal + formal));
    const int formals = draw_formal(random), informals = n - silents - formals;
    if (formals == 3 && informals == 6) kept.push_back(silents);
    if (formals == 3) kept_formal.push_back(silents);
  }
  const BetaNegativeBinomial both{9, 3, 6}, one{3, 3, 2};
  for (const double k : {2.0, 4.0, 8.0, 15.0}) {
    const auto share = [&](const std::vector<double>& x) {
      return static_cast<double>(std::ranges::count_if(x, [&](double y) { return y <= k; })) /
             static_cast<double>(x.size());
    };
    EXPECT_NEAR(share(kept), both.cdf(k), 0.03) << k;
    EXPECT_NEAR(share(kept_formal), one.cdf(k), 0.03) << k;
  }
}

TEST(Pyramid, IntervalOfTheSilentShareCoversAsOftenAsItSays) {
  std::mt19937 random(1);
  std::gamma_distribution<double> s(lecture.silent), i(lecture.informal), f(lecture.formal);
  std::array<int, 4> held{};
  constexpr int simulations = 500;
  for (int run = 0; run < simulations; ++run) {
    const double silent = s(random), informal = i(random), formal = f(random), all = silent + informal + formal;
    const std::int64_t n = 20 << (run % 8);
    const std::int64_t silents = std::binomial_distribution<std::int64_t>(n, silent / all)(random);
    const std::int64_t formals =
        std::binomial_distribution<std::int64_t>(n - silents, formal / (informal + formal))(random);
    const std::int64_t informals = n - silents - formals;
    const double truth = static_cast<double>(silents) / static_cast<double>(n);
    const std::array<TierCounts, 4> given{
        {{informals, formals, {}}, {informals, {}, {}}, {{}, formals, {}}, {{}, {}, informals + formals}}};
    for (std::size_t which = 0; which < given.size(); ++which) {
      const Estimate e = pyramid(given[which], lecture, 0.9).all.silent_share;
      held[which] += e.lower <= truth && truth <= e.upper ? 1 : 0;
    }
  }
  for (const int times : held) EXPECT_NEAR(static_cast<double>(times) / simulations, 0.9, 0.045);
}

TEST(Pyramid, SaysHowManyMustSpeakForTheSilentToHalve) {
  const PyramidTiers tiers = pyramid(TierCounts{310, 40}, lecture).all;
  EXPECT_EQ(tiers.must_speak().value, 175);
  EXPECT_EQ(tiers.must_speak().upper, std::ceil(tiers.silent.upper / 2));
  EXPECT_EQ(tiers.must_speak(1).value, 0);
  EXPECT_EQ(tiers.must_speak(0).value, 350);
  EXPECT_DOUBLE_EQ(tiers.speaking_share().value, 0.75);
  EXPECT_DOUBLE_EQ(tiers.speaking_share(1).value, 0.5);
  EXPECT_THROW((void)tiers.must_speak(1.5), ParameterError);
}

TEST(Pyramid, SaysHowManyOfTheUnhappyLeave) {
  const PyramidTiers tiers = pyramid(TierCounts{310, 40}, lecture).all;
  EXPECT_DOUBLE_EQ(tiers.leavers(0.2).value, 140);
  EXPECT_DOUBLE_EQ(tiers.leavers(0.2).upper, 0.2 * tiers.unhappy.upper);
  EXPECT_THROW((void)tiers.leavers(-0.1), ParameterError);
}

TEST(Pyramid, OfSegmentsIsThatOfEachAlone) {
  const Column informal(Integers{100, 5, 210, 0}), formal(Integers{10, 5, 30, 0});
  const Column branch(Texts{"north", "south", "north", "west"});
  const Pyramid made = pyramid({.informal = informal, .formal = formal, .segments = branch}, lecture);
  ASSERT_EQ(made.segments.size(), 3U);
  EXPECT_EQ(made.segment("north").silent, pyramid(TierCounts{310, 40}, lecture).all.silent);
  EXPECT_EQ(made.all.silent, pyramid(TierCounts{315, 45}, lecture).all.silent);
  EXPECT_EQ(made.frame().rows(), 20U);
  EXPECT_NE(message_of([&] { (void)made.segment("nord"); }).find("is not a segment"), std::string::npos);
}

TEST(Pyramid, OfNobodyWhoComplainedIsUnknownButForTheShares) {
  const PyramidTiers tiers = pyramid(TierCounts{0, 0}, lecture).all;
  EXPECT_TRUE(std::isnan(tiers.silent.value));
  EXPECT_TRUE(std::isnan(tiers.unhappy.value));
  EXPECT_EQ(tiers.formal.value, 0);
  EXPECT_NEAR(tiers.silent_share.value, 0.5, 1e-12);
  EXPECT_TRUE(std::isnan(tiers.must_speak().value));
  EXPECT_EQ(pyramid(TierCounts{7, 0}, lecture).all.silent.value, 7);
}

TEST(Pyramid, OfHugeCountsIsThatOfTheirShares) {
  const PyramidTiers tiers = pyramid(TierCounts{900'000'000'000, 100'000'000'000}, lecture, 0.9).all;
  EXPECT_NEAR(tiers.silent.value / 1e12, 1, 1e-6);
  EXPECT_NEAR(tiers.silent_share.lower, 0.3200, 5e-4);
  EXPECT_THROW(pyramid(TierCounts{2'000'000'000'000, 1}, lecture), ParameterError);
}

TEST(Pyramid, OfCountsThatCannotBeIsRefusedByName) {
  EXPECT_THROW(pyramid(TierCounts{}, lecture), ParameterError);
  EXPECT_THROW(pyramid(TierCounts{-1, 3}, lecture), ParameterError);
  EXPECT_THROW(pyramid(TierCounts{1, 3}, lecture, 1), ParameterError);
  EXPECT_NE(message_of([] {
              pyramid({.informal = Column(std::vector<double>{3, 2.5})}, lecture);
            }).find("column 'informal', row 1: the number of complaints is 2.5"),
            std::string::npos);
  EXPECT_NE(message_of([] {
              pyramid({.formal = Column(std::vector<std::optional<std::int64_t>>{{}})}, lecture);
            }).find("column 'formal', row 0: the number of complaints is missing"),
            std::string::npos);
  EXPECT_THROW(pyramid({.informal = Column(Integers{1}), .formal = Column(Integers{1, 2})}, lecture), RecordError);
  EXPECT_NE(message_of([] {
              pyramid({.informal = Column(Integers{1}),
                       .segments = Column(std::vector<std::optional<std::string>>{std::nullopt})},
                      lecture);
            }).find("column 'by', row 0"),
            std::string::npos);
}

TEST(Pyramid, ComesBackFromItsArchive) {
  const Pyramid made = pyramid({.informal = Column(Integers{3, 1}), .segments = Column(Texts{"a", "b"})}, lecture);
  const std::string bytes = io::to_bytes(made);
  EXPECT_EQ(io::to_bytes(io::from_bytes<Pyramid>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::complaints
