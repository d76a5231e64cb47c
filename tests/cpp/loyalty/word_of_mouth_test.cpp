#include "fealty/loyalty/word_of_mouth.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/loyalty/propagated_error.hpp"
#include "reference/branching.hpp"

namespace fealty::loyalty {
namespace {

using Laws = std::vector<OffspringLaw>;

Laws of_kind(OffspringKind kind, std::vector<double> means, double shape = 0) {
  Laws laws;
  for (const double mean : means) laws.push_back({kind, known(mean), shape});
  return laws;
}

Laws random_laws(RandomStream& random) {
  Laws laws(1 + random.below(3));
  for (OffspringLaw& law : laws) {
    law.kind = static_cast<OffspringKind>(random.below(4));
    law.mean = known(law.kind == OffspringKind::fixed ? static_cast<double>(random.below(3)) : 2 * random.uniform());
    law.shape =
        law.kind == OffspringKind::binomial ? 2.0 + static_cast<double>(random.below(4)) : 0.2 + random.uniform();
  }
  return laws;
}

TEST(WordOfMouth, GivesTheFiguresOfTheLecture) {
  const Reach exact = WordOfMouth(of_kind(OffspringKind::fixed, {6, 5})).reach();
  EXPECT_EQ(exact.generations[0].value, 6);
  EXPECT_EQ(exact.generations[1].value, 30);
  EXPECT_EQ(exact.mean.value, 36);
  EXPECT_EQ(exact.variance, 0);
  EXPECT_EQ(exact.probabilities[36], 1);
  const Reach bad = WordOfMouth(of_kind(OffspringKind::poisson, {6, 5})).reach();
  const Reach good = WordOfMouth(of_kind(OffspringKind::poisson, {5, 3})).reach();
  EXPECT_EQ(bad.mean.value, 36);
  EXPECT_EQ(bad.variance, 246);
  EXPECT_EQ(good.mean.value, 20);
  EXPECT_EQ(good.variance, 95);
  EXPECT_EQ(bad.mean.value / good.mean.value, 1.8);
  EXPECT_NEAR(bad.probabilities[0], std::exp(-6), 1e-18);
}

TEST(WordOfMouth, HasTheDistributionOfAPlainTwin) {
  RandomStream random(3, "laws");
  for (int repeat = 0; repeat < 25; ++repeat) {
    const Laws laws = random_laws(random);
    const Reach reach = WordOfMouth(laws).reach();
    std::vector<std::vector<double>> offspring;
    for (const OffspringLaw& law : laws) offspring.push_back(law.compound({0.0, 1.0}, 30));
    const auto expected = reference::total_distribution(offspring, 30);
    for (std::size_t n = 0; n <= 30; ++n) {
      const double p = n < reach.probabilities.size() ? reach.probabilities[n] : 0.0;
      EXPECT_NEAR(p, expected[n], 1e-13) << repeat << ": " << n;
    }
    double sum = reach.tail, mean = 0, square = 0;
    for (std::size_t n = 0; n < reach.probabilities.size(); ++n) {
      const auto k = static_cast<double>(n);
      sum += reach.probabilities[n];
      mean += k * reach.probabilities[n];
      square += k * k * reach.probabilities[n];
    }
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_NEAR(mean, reach.mean.value, 1e-7 * (1 + mean));
    EXPECT_NEAR(square - mean * mean, reach.variance, 1e-5 * (1 + square));
  }
}

TEST(WordOfMouth, TellsManyOfASmallMarketTwice) {
  RandomStream random(4, "market");
  for (const Laws& laws :
       {of_kind(OffspringKind::poisson, {6, 5}), of_kind(OffspringKind::negative_binomial, {4, 3, 2}, 0.5),
        of_kind(OffspringKind::fixed, {3, 2})}) {
    const WordOfMouth word(laws);
    const Reach reach = word.reach(40.0);
    constexpr int repeats = 20'000;
    double sum = 0, square = 0, once = 0;
    for (int i = 0; i < repeats; ++i) {
      const auto reached = static_cast<double>(reference::word_of_mouth(laws, 40, false, random).distinct);
      sum += reached / repeats;
      square += reached * reached / repeats;
      once += static_cast<double>(reference::word_of_mouth(laws, 40, true, random).distinct) / repeats;
    }
    EXPECT_NEAR(reach.distinct.value, sum, 5 * std::sqrt(reach.distinct_variance / repeats));
    EXPECT_NEAR(reach.distinct_variance, square - sum * sum, 0.05 * reach.distinct_variance);
    EXPECT_LT(reach.distinct.value, std::min(40.0, reach.mean.value));
    EXPECT_LT(once, sum);  // who hears it again keeps silent
    const auto drawn = word.simulate(repeats, 2, 40U);
    const double mean = static_cast<double>(std::accumulate(drawn.begin(), drawn.end(), std::int64_t{0})) / repeats;
    EXPECT_NEAR(mean, once, 5 * std::sqrt(2 * reach.distinct_variance / repeats));
  }
}

TEST(WordOfMouth, ReachesNoFewerPeopleInAnEndlessMarket) {
  const WordOfMouth word(of_kind(OffspringKind::poisson, {6, 5}));
  const Reach reach = word.reach(1e10);
  EXPECT_NEAR(reach.distinct.value, 36, 1e-6);
  EXPECT_NEAR(reach.distinct_variance, 246, 1e-3);
  EXPECT_TRUE(std::isnan(word.reach().distinct.value));
}

TEST(WordOfMouth, CarriesTheErrorOfItsInputs) {
  const WordOfMouth word({{OffspringKind::poisson, {6, 0.5}}, {OffspringKind::poisson, {5, 0.4}}});
  const Reach reach = word.reach(200.0);
  EXPECT_NEAR(reach.mean.standard_error, std::hypot(6 * 0.5, 6 * 0.4), 1e-13);
  EXPECT_NEAR(reach.generations[0].standard_error, 0.5, 1e-15);
  const auto moved = [](double m1, double m2) {
    return WordOfMouth(of_kind(OffspringKind::poisson, {m1, m2})).reach(200.0).distinct.value;
  };
  const double by_first = (moved(6 + 1e-4, 5) - moved(6 - 1e-4, 5)) / 2e-4;
  const double by_second = (moved(6, 5 + 1e-4) - moved(6, 5 - 1e-4)) / 2e-4;
  EXPECT_NEAR(reach.distinct.standard_error, std::hypot(0.5 * by_first, 0.4 * by_second), 1e-7);
  EXPECT_EQ(reach.people.standard_error, std::sqrt(reach.variance));
  EXPECT_LT(reach.people.lower, 36);
  EXPECT_GT(reach.people.upper, 36);
}

TEST(WordOfMouth, DiesOutWithTheKnownProbability) {
  const auto extinction = [](OffspringKind kind, double m, double shape = 0) {
    return WordOfMouth({{kind, known(m), shape}}).extinction().value;
  };
  EXPECT_EQ(extinction(OffspringKind::poisson, 0.9), 1);
  EXPECT_EQ(extinction(OffspringKind::poisson, 1), 1);
  EXPECT_NEAR(extinction(OffspringKind::poisson, 2), 0.20318786997997995, 1e-15);  // -W(-2 exp(-2)) / 2
  EXPECT_NEAR(extinction(OffspringKind::negative_binomial, 4, 1), 0.25, 1e-15);    // geometric: 1 / m
  EXPECT_EQ(extinction(OffspringKind::fixed, 1), 0);
  EXPECT_EQ(extinction(OffspringKind::fixed, 2), 0);
  EXPECT_NEAR(extinction(OffspringKind::poisson, 1 + 1e-8), 1 - 2e-8, 1e-14);
  EXPECT_NEAR(extinction(OffspringKind::binomial, 1.5, 2), 1.0 / 9, 1e-15);  // (1/4 + 3/4 q)^2 = q
}

TEST(WordOfMouth, DiesOutBackThroughTheLawsBefore) {
  const WordOfMouth word(of_kind(OffspringKind::poisson, {6, 5, 2}));
  const double q = 0.20318786997997995;
  EXPECT_NEAR(word.extinction().value, std::exp(6 * (std::exp(5 * (q - 1)) - 1)), 1e-15);
  const auto at = [](double m) { return WordOfMouth({{OffspringKind::poisson, known(m)}}).extinction().value; };
  const Estimate uncertain = WordOfMouth({{OffspringKind::poisson, {2, 0.1}}}).extinction();
  EXPECT_NEAR(uncertain.standard_error, 0.1 * std::abs(at(2 + 1e-5) - at(2 - 1e-5)) / 2e-5, 1e-8);
  EXPECT_TRUE(std::isnan(WordOfMouth({{OffspringKind::poisson, {1.1, 0.1}}}).extinction().lower));
}

TEST(WordOfMouth, GoesOnForeverToAMeanOrToNone) {
  EXPECT_NEAR(WordOfMouth(of_kind(OffspringKind::poisson, {6, 0.5})).endless_mean().value, 6 * (1 + 1), 1e-14);
  EXPECT_TRUE(std::isinf(WordOfMouth(of_kind(OffspringKind::poisson, {6, 5})).endless_mean().value));
  const Estimate uncertain = WordOfMouth({{OffspringKind::poisson, {0.5, 0.01}}}).endless_mean();
  EXPECT_NEAR(uncertain.standard_error, 0.01 / 0.25, 1e-14);
}

TEST(WordOfMouth, IsSimulatedAsItIsComputed) {
  const WordOfMouth word(of_kind(OffspringKind::negative_binomial, {4, 3}, 0.5));
  const Reach reach = word.reach();
  const auto drawn = word.simulate(20'000, 9);
  double mean = 0, at_most_5 = 0, expected = 0;
  for (const auto n : drawn) {
    mean += static_cast<double>(n) / 20'000;
    at_most_5 += n <= 5 ? 1.0 / 20'000 : 0;
  }
  for (std::size_t n = 0; n <= 5; ++n) expected += reach.probabilities[n];
  EXPECT_NEAR(mean, reach.mean.value, 5 * std::sqrt(reach.variance / 20'000));
  EXPECT_NEAR(at_most_5, expected, 5 * std::sqrt(0.25 / 20'000));
  const std::size_t before = threads();
  set_threads(1);
  EXPECT_EQ(word.simulate(20'000, 9), drawn);
  set_threads(before);
}

TEST(WordOfMouth, EndsTheDistributionOfAGreatReach) {
  const Reach reach = WordOfMouth(of_kind(OffspringKind::poisson, {50, 50, 50})).reach();
  EXPECT_EQ(reach.mean.value, 50 + 2500 + 125000);
  EXPECT_GT(reach.tail, 0.99);
  EXPECT_TRUE(std::isinf(reach.quantile(0.9)));
}

TEST(WordOfMouth, WeighsGoodAgainstBad) {
  const WordOfMouth good(of_kind(OffspringKind::poisson, {5, 3})), bad(of_kind(OffspringKind::poisson, {6, 5}));
  const NetWordOfMouth net = net_word_of_mouth(good, bad, {0.2, 0.05});
  EXPECT_EQ(net.ratio.value, 1.8);
  EXPECT_NEAR(net.net.value, 0.8 * 20 - 0.2 * 36, 1e-14);
  EXPECT_NEAR(net.net.standard_error, 0.05 * 56, 1e-14);
  EXPECT_NEAR(net.break_even_share.value, 20.0 / 56, 1e-15);
  EXPECT_NEAR(net_word_of_mouth(good, bad, net.break_even_share).net.value, 0, 1e-14);
  EXPECT_NEAR(net_word_of_mouth(good, bad, known(0.2), 2).net.value, 0.8 * 20 - 0.2 * 72, 1e-14);
  EXPECT_THROW(net_word_of_mouth(good, bad, known(1.2)), ParameterError);
  EXPECT_EQ(net.frame().rows(), 5U);
}

TEST(WordOfMouth, RefusesWhatCannotBe) {
  EXPECT_THROW(WordOfMouth(Laws{}), ParameterError);
  const WordOfMouth word(of_kind(OffspringKind::poisson, {6, 5}));
  EXPECT_THROW((void)word.reach(1.0), ParameterError);
  EXPECT_THROW((void)word.reach({}, 1.0), ParameterError);
  EXPECT_THROW((void)WordOfMouth(of_kind(OffspringKind::poisson, std::vector<double>(900, 400))).reach(),
               ParameterError);
  EXPECT_THROW((void)WordOfMouth(of_kind(OffspringKind::poisson, {400, 400, 400})).simulate(1), ParameterError);
}

TEST(WordOfMouth, IsATable) {
  const Reach reach = WordOfMouth(of_kind(OffspringKind::poisson, {6, 5})).reach(100.0);
  EXPECT_EQ(reach.frame().rows(), 4U);
  EXPECT_EQ(reach.distribution().rows(), reach.probabilities.size());
}

}  // namespace
}  // namespace fealty::loyalty
