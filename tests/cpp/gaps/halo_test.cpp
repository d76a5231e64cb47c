#include "fealty/gaps/halo.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::gaps {
namespace {

using Numbers = std::vector<double>;

TEST(Halo, OfAlphaOneIsTheMinimumAndOfZeroTheMean) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> draw(1, 7);
  for (int round = 0; round < 200; ++round) {
    Numbers scores(1 + random() % 6);
    for (double& score : scores) score = draw(random);
    double sum = 0;
    for (const double score : scores) sum += score;
    ASSERT_EQ(halo_score(scores, 1), *std::ranges::min_element(scores));
    ASSERT_NEAR(halo_score(scores, 0), sum / static_cast<double>(scores.size()), 1e-14);
  }
}

TEST(Halo, IsMonotoneInEveryScore) {
  std::mt19937 random(2);
  std::uniform_real_distribution<double> draw(1, 7), share(0, 1);
  for (int round = 0; round < 500; ++round) {
    Numbers scores(2 + random() % 5);
    for (double& score : scores) score = draw(random);
    const double alpha = share(random), before = halo_score(scores, alpha);
    scores[random() % scores.size()] += draw(random);
    ASSERT_GE(halo_score(scores, alpha), before);
  }
}

TEST(Halo, LeavesMissingScoresOut) {
  EXPECT_EQ(halo_score(Numbers{4, nan, 2}, 0.5), 2.5);
  EXPECT_TRUE(std::isnan(halo_score(Numbers{nan, nan}, 0.5)));
  EXPECT_TRUE(std::isnan(halo_score(Numbers{}, 1)));
  EXPECT_THROW(halo_score(Numbers{1}, 1.5), ParameterError);
  EXPECT_THROW(halo_score(Numbers{1}, nan), ParameterError);
}

TEST(Halo, OfCustomersByHand) {
  const Frame scores({{"wait", Numbers{2, 6, nan, 4}}, {"repair", Numbers{6, 6, nan, 2}}});
  const Halo made = halo(scores, 0.5);
  EXPECT_EQ(made.customers, 3);
  EXPECT_EQ(made.unscored, 1);
  EXPECT_NEAR(made.mean.value, 13.0 / 3, 1e-14);
  EXPECT_NEAR(made.minimum.value, 10.0 / 3, 1e-14);
  EXPECT_NEAR(made.value.value, (3 + 6 + 2.5) / 3, 1e-14);
  const double deviation = std::sqrt(
      ((3 - 23.0 / 6) * (3 - 23.0 / 6) + (6 - 23.0 / 6) * (6 - 23.0 / 6) + (2.5 - 23.0 / 6) * (2.5 - 23.0 / 6)) / 2);
  EXPECT_NEAR(made.value.standard_error, deviation / std::sqrt(3.0), 1e-14);
  EXPECT_EQ(made.touchpoints[0].weakest, wilson(2, 3));  // the tie counts for both
  EXPECT_EQ(made.touchpoints[1].weakest, wilson(2, 3));
  EXPECT_EQ(made.frame().rows(), 2U);
  const Numbers each = halo_scores(scores, 0.5);
  EXPECT_EQ(each[0], 3);
  EXPECT_TRUE(std::isnan(each[2]));
}

TEST(Halo, AlphaIsFoundAgainFromAnOutcome) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> draw(1, 7);
  std::normal_distribution<double> noise(0, 0.7);
  int covered = 0;
  constexpr int rounds = 400;
  for (int round = 0; round < rounds; ++round) {
    Numbers a, b, c, outcome;
    for (int i = 0; i < 200; ++i) {
      a.push_back(draw(random));
      b.push_back(draw(random));
      c.push_back(draw(random));
      outcome.push_back(1 + 0.8 * halo_score(Numbers{a.back(), b.back(), c.back()}, 0.4) + noise(random));
    }
    const HaloFit fit = fit_halo(Frame({{"a", a}, {"b", b}, {"c", c}}), outcome);
    covered += fit.alpha.lower <= 0.4 && 0.4 <= fit.alpha.upper;
    ASSERT_EQ(fit.customers, 200);
  }
  EXPECT_GE(covered, rounds * 92 / 100);
  EXPECT_LE(covered, rounds * 98 / 100);
}

TEST(Halo, AlphaOfAnExactOutcomeIsExact) {
  const Frame scores({{"a", Numbers{1, 5, 3, 7, 2, 6}}, {"b", Numbers{4, 2, 3, 1, nan, 6}}});
  Numbers outcome = halo_scores(scores, 0.25);
  const HaloFit fit = fit_halo(scores, outcome);
  EXPECT_NEAR(fit.alpha.value, 0.25, 1e-12);
  EXPECT_NEAR(fit.slope.value, 1, 1e-12);
  EXPECT_NEAR(fit.r_squared, 1, 1e-12);
  EXPECT_NEAR(fit.alpha.standard_error, 0, 1e-10);
  outcome[0] = nan;
  EXPECT_EQ(fit_halo(scores, outcome).customers, 5);
  outcome[1] = nan;
  EXPECT_THROW(fit_halo(scores, outcome), FitError);
}

TEST(Halo, RefusesWhatItCannotUse) {
  const Frame single({{"a", Numbers{1, 2, 3, 4, 5, 6}}});
  EXPECT_THROW(fit_halo(single, Numbers{1, 2, 3, 4, 5, 7}), FitError);  // mean and minimum are the same
  EXPECT_THROW(fit_halo(single, Numbers{1}), RecordError);
  EXPECT_THROW(fit_halo(single, Numbers{1, 2, 3, 4, 5, INFINITY}), RecordError);
  EXPECT_THROW(halo(Frame(), 0.5), RecordError);
  EXPECT_THROW(halo(Frame({{"a", Numbers{1, 1e300}}}), 0.5), RecordError);
  try {
    halo(Frame({{"等待", Numbers{1, INFINITY}}}));
    FAIL() << "an infinite score was taken";
  } catch (const RecordError& error) {
    EXPECT_NE(std::string(error.what()).find("等待, row 1"), std::string::npos) << error.what();
  }
}

TEST(Halo, OfNobodyIsNotANumber) {
  const Halo made = halo(Frame({{"a", Numbers{}}}));
  EXPECT_EQ(made.customers, 0);
  EXPECT_TRUE(std::isnan(made.value.value));
  EXPECT_TRUE(std::isnan(made.touchpoints[0].weakest.value));
  const Halo one = halo(Frame({{"a", Numbers{3}}, {"b", Numbers{nan}}}));
  EXPECT_EQ(one.value.value, 3);
  EXPECT_TRUE(std::isnan(one.value.lower));
}

TEST(Halo, HasTheSameBitsOnAnyNumberOfThreads) {
  std::mt19937 random(8);
  std::uniform_real_distribution<double> draw(1, 7);
  Numbers a(200'000), b(200'000);
  for (double& score : a) score = draw(random);
  for (double& score : b) score = draw(random);
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(halo(Frame({{"a", a}, {"b", b}}), 0.3)));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(Halo, ComesBackFromItsArchive) {
  const Frame scores({{"a", Numbers{1, 5, 3, 7, 2}}, {"b", Numbers{4, 2, 3, 1, 3}}});
  const std::string bytes = io::to_bytes(halo(scores));
  EXPECT_EQ(io::to_bytes(io::from_bytes<Halo>(bytes)), bytes);
  const std::string fit = io::to_bytes(fit_halo(scores, Numbers{1, 2, 3, 4, 4}));
  EXPECT_EQ(io::to_bytes(io::from_bytes<HaloFit>(fit)), fit);
}

}  // namespace
}  // namespace fealty::gaps
