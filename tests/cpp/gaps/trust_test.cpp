#include "fealty/gaps/trust.hpp"

#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::gaps {
namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

TEST(Trust, IsRaisedByAMetNeedAndLoweredByAnUnmetOne) {
  const TrustRule rule;
  for (double trust = 0.01; trust < 1; trust += 0.07) {
    EXPECT_GT(next_trust(trust, 0.5, rule), trust);
    EXPECT_LT(next_trust(trust, -0.5, rule), trust);
    EXPECT_EQ(next_trust(trust, 0, rule), trust);
    EXPECT_EQ(next_trust(trust, nan, rule), trust);
  }
}

TEST(Trust, IsSlowToWinAndQuickToLoseAtEveryLevel) {
  std::mt19937 random(6);
  std::uniform_real_distribution<double> share(1e-6, 1), gap(1e-6, 3);
  for (int round = 0; round < 2000; ++round) {
    TrustRule rule;
    rule.up = 0.99 * share(random);
    rule.down = rule.up + (1 - rule.up) * 0.99 * share(random);
    rule.validate();
    const double trust = share(random), by = gap(random);
    const double won = next_trust(trust, by, rule) - trust, lost = trust - next_trust(trust, -by, rule);
    ASSERT_GT(lost, won);
  }
}

TEST(Trust, StaysBetweenZeroAndOneAndRisesWithTheGap) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> gap(-5, 5), level(0, 1);
  const TrustRule rule{.up = 0.9, .down = 0.95, .scale = 2, .initial = 1};
  double trust = rule.initial;
  for (int step = 0; step < 5000; ++step) {
    trust = next_trust(trust, gap(random), rule);
    ASSERT_GE(trust, 0);
    ASSERT_LE(trust, 1);
    const double at = level(random), a = gap(random), b = gap(random);
    ASSERT_LE(next_trust(at, std::min(a, b), rule), next_trust(at, std::max(a, b), rule));
  }
  EXPECT_EQ(next_trust(1, -2, rule), next_trust(1, -20, rule));  // a gap beyond the scale counts no more
}

TEST(Trust, OfSeveralCustomersFollowsEachByHand) {
  const Column customer(Texts{"b", "a", "b", "a"});
  const TrustPaths paths = trust_paths(customer, Column(Numbers{1, -1, -0.5, nan}), {}, {.up = 0.1, .down = 0.4});
  EXPECT_DOUBLE_EQ(paths.trust[0], 0.5 + 0.1 * 0.25);
  EXPECT_DOUBLE_EQ(paths.trust[1], 0.5 * 0.6);
  EXPECT_DOUBLE_EQ(paths.trust[2], 0.525 * 0.8);
  EXPECT_EQ(paths.trust[3], paths.trust[1]);
  EXPECT_EQ(paths.missing, 1);
  EXPECT_EQ(paths.place, (std::vector<std::uint32_t>{1, 1, 2, 2}));
  EXPECT_DOUBLE_EQ(paths.mean.value, (0.3 + 0.42) / 2);
  EXPECT_DOUBLE_EQ(paths.mean.standard_error, 0.06);
  EXPECT_DOUBLE_EQ(paths.lowest[0], 0.3);
  EXPECT_DOUBLE_EQ(paths.lowest[1], 0.42);
  EXPECT_EQ(paths.frame().rows(), 4U);
  EXPECT_EQ(paths.customers_frame().rows(), 2U);
  const Frame course = paths.course();
  EXPECT_EQ(course.rows(), 2U);
  EXPECT_DOUBLE_EQ(as_doubles(course.at("trust"), "trust")[0], (0.525 + 0.3) / 2);
}

TEST(Trust, GoesByTimeWhereThereIsOne) {
  const Column customer(std::vector<std::int64_t>{1, 1, 1});
  const Column gaps(Numbers{-1, 1, 0.5});
  const Column at(std::vector<Time>{{3'000'000}, {1'000'000}, {2'000'000}});
  const TrustPaths by_time = trust_paths(customer, gaps, at);
  const TrustPaths sorted = trust_paths(customer, Column(Numbers{1, 0.5, -1}));
  EXPECT_EQ(by_time.place, (std::vector<std::uint32_t>{3, 1, 2}));
  EXPECT_EQ(by_time.trust[0], sorted.trust[2]);
  EXPECT_EQ(by_time.mean.value, sorted.mean.value);
}

TEST(Trust, OfManyCustomersIsThatOfEachAlone) {
  std::mt19937 random(9);
  std::normal_distribution<double> draw(0, 1);
  std::vector<std::int64_t> customer;
  Numbers gaps;
  std::map<std::int64_t, double> plain;
  const TrustRule rule{.up = 0.2, .down = 0.3, .scale = 1.5, .initial = 0.7};
  for (int row = 0; row < 5000; ++row) {
    customer.push_back(static_cast<std::int64_t>(random() % 300));
    gaps.push_back(draw(random));
    double& own = plain.try_emplace(customer.back(), rule.initial).first->second;
    own = next_trust(own, gaps.back(), rule);
  }
  const TrustPaths paths = trust_paths(Column(customer), Column(gaps), {}, rule);
  ASSERT_EQ(paths.customers.size(), plain.size());
  for (Code code = 0; code < paths.customers.size(); ++code)
    ASSERT_EQ(paths.last[code], plain.at(paths.customers.integer(code)));
}

TEST(Trust, RefusesWhatItCannotUse) {
  const Column customer(Texts{"a", "b"}), gap(Numbers{1, 2});
  EXPECT_THROW(trust_paths(customer, Column(Numbers{1})), RecordError);
  EXPECT_THROW(trust_paths(customer, Column(Numbers{1, -INFINITY})), RecordError);
  EXPECT_THROW(trust_paths(Column(std::vector<std::optional<std::string>>{"a", std::nullopt}), gap), RecordError);
  const Column times(std::vector<std::optional<Time>>{Time{1}, std::nullopt});
  EXPECT_THROW(trust_paths(customer, gap, times), RecordError);
  for (const TrustRule& rule :
       {TrustRule{.up = 0.4, .down = 0.4}, TrustRule{.up = 0, .down = 0.4}, TrustRule{.up = 0.1, .down = 1},
        TrustRule{.scale = 0}, TrustRule{.initial = 0}, TrustRule{.initial = 1.5}, TrustRule{.up = nan}}) {
    EXPECT_THROW(trust_paths(customer, gap, {}, rule), ParameterError);
  }
}

TEST(Trust, OfNobodyIsNotANumber) {
  const TrustPaths paths = trust_paths(Column(Texts{}), Column(Numbers{}));
  EXPECT_TRUE(std::isnan(paths.mean.value));
  EXPECT_EQ(paths.course().rows(), 0U);
  const TrustPaths one = trust_paths(Column(Texts{"甲"}), Column(Numbers{1}));
  EXPECT_TRUE(std::isnan(one.mean.lower));
}

TEST(Trust, ComesBackFromItsArchive) {
  const TrustPaths paths = trust_paths(Column(Texts{"甲", "b"}), Column(Numbers{1, nan}));
  const std::string bytes = io::to_bytes(paths);
  EXPECT_EQ(io::to_bytes(io::from_bytes<TrustPaths>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
