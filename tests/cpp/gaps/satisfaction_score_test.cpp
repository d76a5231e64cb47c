#include "fealty/gaps/satisfaction_score.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/special.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::gaps {
namespace {

using Integers = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

/// How often the interval holds the true score, over all outcomes of n answers.
double coverage_of_score(std::int64_t n, double promoters, double detractors) {
  const double truth = 100 * (promoters - detractors);
  double coverage = 0;
  for (std::int64_t p = 0; p <= n; ++p) {
    for (std::int64_t d = 0; p + d <= n; ++d) {
      const Estimate e = net_promoter_interval(p, n - p - d, d);
      if (e.lower > truth || e.upper < truth) continue;
      const auto log_factorial = [](std::int64_t k) { return log_gamma(static_cast<double>(k) + 1); };
      coverage +=
          std::exp(log_factorial(n) - log_factorial(p) - log_factorial(d) - log_factorial(n - p - d) +
                   static_cast<double>(p) * std::log(promoters) + static_cast<double>(d) * std::log(detractors) +
                   static_cast<double>(n - p - d) * std::log(1 - promoters - detractors));
    }
  }
  return coverage;
}

TEST(NetPromoterScore, IsPromotersLessDetractors) {
  const Column answers(Integers{10, 9, 9, 8, 7, 6, 0, 10});
  const SatisfactionScore score = net_promoter_score(answers, {}, {0, 10}, 9, 6);
  EXPECT_EQ(score.all.favorable, 4);
  EXPECT_EQ(score.all.neutral, 2);
  EXPECT_EQ(score.all.unfavorable, 2);
  EXPECT_DOUBLE_EQ(score.all.score.value, 25);
  EXPECT_DOUBLE_EQ(score.all.score.standard_error, 100 * std::sqrt((0.75 - 0.0625) / 8));
  EXPECT_EQ(score.all.counts, (Integers{1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2}));
  EXPECT_EQ(score.counts().rows(), 11U);
}

TEST(NetPromoterScore, IntervalIsTheAdjustedWaldOne) {
  // By hand: 3/4 more promoters and detractors, 3 more answers.
  const double n = 103, p = 50.75 / n, d = 20.75 / n;
  const double half = normal_quantile(0.975) * std::sqrt((p + d - (p - d) * (p - d)) / n);
  const Estimate e = net_promoter_interval(50, 30, 20);
  EXPECT_NEAR(e.lower, 100 * (p - d - half), 1e-12);
  EXPECT_NEAR(e.upper, 100 * (p - d + half), 1e-12);
}

TEST(NetPromoterScore, IntervalCoversTheTruthAsOftenAsItSays) {
  // Exactly, over all outcomes of so many answers; the plain Wald interval falls to 0.82 at the last of these.
  constexpr std::array<std::array<double, 2>, 5> truths{
      {{0.5, 0.2}, {0.3, 0.3}, {0.2, 0.5}, {0.6, 0.05}, {0.85, 0.05}}};
  for (const std::int64_t n : {20, 50, 100}) {
    for (const auto& [p, d] : truths) {
      const double coverage = coverage_of_score(n, p, d);
      EXPECT_GT(coverage, 0.93) << n << ", " << p << ", " << d;
      EXPECT_LT(coverage, 0.985) << n << ", " << p << ", " << d;
    }
  }
}

TEST(NetPromoterScore, StaysWithinItsEnds) {
  const Estimate all = net_promoter_interval(5, 0, 0);
  EXPECT_EQ(all.value, 100);
  EXPECT_EQ(all.upper, 100);
  EXPECT_LT(all.lower, 60);
  EXPECT_EQ(net_promoter_interval(0, 0, 1000, 0.5).lower, -100);
  EXPECT_TRUE(std::isnan(net_promoter_interval(0, 0, 0).value));
  EXPECT_THROW(net_promoter_interval(-1, 0, 0), ParameterError);
  EXPECT_THROW(net_promoter_interval(1, 0, 0, 1), ParameterError);
}

TEST(TopBox, IsTheShareOfTheHighestAnswers) {
  const Column answers(std::vector<std::optional<std::int64_t>>{5, 4, std::nullopt, 3, 5, 1});
  const SatisfactionScore top = top_box_share(answers, {}, {1, 5}, 5);
  EXPECT_EQ(top.all.score, wilson(2, 5));
  EXPECT_EQ(top.all.missing, 1);
  EXPECT_EQ(top_box_share(answers, {}, {1, 5}, 4).all.score, wilson(3, 5));
}

TEST(SatisfactionScore, OfGroupsIsThatOfEachAlone) {
  const Column answers(Integers{10, 0, 9, 9, 7});
  const Column groups(std::vector<std::optional<std::string>>{"乙", "甲", "乙", std::nullopt, "甲"});
  const SatisfactionScore score = net_promoter_score(answers, groups, {0, 10}, 9, 6);
  ASSERT_EQ(score.groups.size(), 2U);
  EXPECT_EQ(score.group("乙").score, net_promoter_interval(2, 0, 0));
  EXPECT_EQ(score.group("甲").score, net_promoter_interval(0, 1, 1));
  EXPECT_EQ(score.all.score, net_promoter_interval(3, 1, 1));
  EXPECT_EQ(score.ungrouped, 1);
  EXPECT_EQ(score.frame().rows(), 3U);
  EXPECT_NE(message_of([&] { (void)score.group("丙"); }).find("is not a group"), std::string::npos);
}

TEST(SatisfactionScore, DifferenceOfSharesIsThatOfNewcombe) {
  // Newcombe (1998), "Interval estimation for the difference between independent proportions", method 10: 56/70 -
  // 48/80.
  Integers answers, groups;
  const auto add = [&](int group, int count, int answer) {
    answers.insert(answers.end(), static_cast<std::size_t>(count), answer);
    groups.insert(groups.end(), static_cast<std::size_t>(count), group);
  };
  add(1, 56, 2);
  add(1, 14, 1);
  add(2, 48, 2);
  add(2, 32, 1);
  const Estimate e = top_box_share(Column(answers), Column(groups), {1, 2}, 2).difference("1", "2");
  EXPECT_NEAR(e.value, 0.2, 1e-12);
  EXPECT_NEAR(e.lower, 0.0524, 5e-5);
  EXPECT_NEAR(e.upper, 0.3339, 5e-5);
}

TEST(SatisfactionScore, DifferenceCoversTheTruthAsOftenAsItSays) {
  std::mt19937 random(2);
  std::discrete_distribution<int> first{0.2, 0.3, 0.5}, second{0.35, 0.35, 0.3};
  constexpr int surveys = 2000;
  int held = 0;
  for (int s = 0; s < surveys; ++s) {
    Integers answers, groups;
    for (int i = 0; i < 60; ++i) {
      answers.push_back(1 + first(random));
      groups.push_back(1);
    }
    for (int i = 0; i < 40; ++i) {
      answers.push_back(1 + second(random));
      groups.push_back(2);
    }
    const Estimate e = net_promoter_score(Column(answers), Column(groups), {1, 3}, 3, 1).difference("1", "2");
    held += e.lower <= 35 && e.upper >= 35 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(held) / surveys, 0.95, 0.02);
}

TEST(SatisfactionScore, OfAnAnswerOffTheScaleNamesRowAndValue) {
  const auto message = message_of([] { net_promoter_score(Column(Integers{3, 11}), {}, {0, 10}, 9, 6, 0.95, "推荐"); });
  EXPECT_NE(message.find("item 推荐, row 1: the answer is 11, but the scale goes from 0 to 10"), std::string::npos);
  EXPECT_THROW(top_box_share(Column(std::vector<double>{1.5}), {}, {1, 5}, 5), RecordError);
  EXPECT_THROW(top_box_share(Column(Texts{"very"}), {}, {1, 5}, 5), RecordError);
  EXPECT_THROW(top_box_share(Column(Integers{1}), Column(Integers{1, 2}), {1, 5}, 5), RecordError);
}

TEST(SatisfactionScore, OfAScaleOrBoundsThatCannotBeIsRefused) {
  const Column answers(Integers{1});
  EXPECT_THROW(net_promoter_score(answers, {}, {0, 10}, 6, 6), ParameterError);
  EXPECT_THROW(net_promoter_score(answers, {}, {0, 10}, 11, 6), ParameterError);
  EXPECT_THROW(net_promoter_score(answers, {}, {0, 10}, 9, -1), ParameterError);
  EXPECT_THROW(top_box_share(answers, {}, {1, 5}, 1), ParameterError);
  EXPECT_THROW(top_box_share(answers, {}, {5, 1}, 5), ParameterError);
  EXPECT_THROW(top_box_share(answers, {}, {0.5, 5}, 5), ParameterError);
  EXPECT_THROW(top_box_share(answers, {}, {1, 1e9}, 5), ParameterError);
  EXPECT_THROW(top_box_share(answers, {}, {1, 5}, 5, 0), ParameterError);
}

TEST(SatisfactionScore, OfNobodyIsUnknown) {
  const SatisfactionScore score = top_box_share(Column(Integers{}), {}, {1, 5}, 5);
  EXPECT_TRUE(std::isnan(score.all.score.value));
  EXPECT_EQ(score.frame().rows(), 1U);
}

TEST(SatisfactionScore, ComesBackFromItsArchive) {
  const std::string bytes =
      io::to_bytes(net_promoter_score(Column(Integers{10, 3, 7}), Column(Texts{"a", "b", "a"}), {0, 10}, 9, 6));
  EXPECT_EQ(io::to_bytes(io::from_bytes<SatisfactionScore>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
