#include "fealty/flow/control_constants.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"

namespace fealty::flow {
namespace {

struct Published {
  std::int64_t n;
  double d2;
  double d3;
  double c4;
};

// ASTM manual on presentation of data and control chart analysis (MNL 7), published_table 49; Montgomery, appendix VI.
constexpr Published published_table[] = {
    {2, 1.128, 0.853, 0.7979},  {3, 1.693, 0.888, 0.8862},  {4, 2.059, 0.880, 0.9213},
    {5, 2.326, 0.864, 0.9400},  {7, 2.704, 0.833, 0.9594},  {10, 3.078, 0.797, 0.9727},
    {15, 3.472, 0.756, 0.9823}, {20, 3.735, 0.729, 0.9869}, {25, 3.931, 0.708, 0.9896}};

TEST(ControlConstants, AreThoseOfThePublishedTable) {
  for (const auto& [n, range, deviation, unbiasing] : published_table) {
    EXPECT_NEAR(d2(n), range, 0.00051) << n;
    EXPECT_NEAR(d3(n), deviation, 0.00051) << n;
    EXPECT_NEAR(c4(n), unbiasing, 0.000051) << n;
  }
}

TEST(ControlConstants, HaveTheClosedFormsOfSmallSamples) {
  const double root_pi = std::sqrt(std::numbers::pi);
  EXPECT_NEAR(d2(2), 2 / root_pi, 1e-14);
  EXPECT_NEAR(d2(3), 3 / root_pi, 1e-14);
  EXPECT_NEAR(d2(4), 6 / root_pi * (0.5 + std::asin(1.0 / 3) / std::numbers::pi), 1e-14);
  EXPECT_NEAR(d3(2), std::sqrt(2 - 4 / std::numbers::pi), 1e-12);
  EXPECT_NEAR(c4(2), std::sqrt(2 / std::numbers::pi), 1e-15);
  EXPECT_NEAR(c4(3), root_pi / 2, 1e-15);
}

TEST(ControlConstants, HaveTenDigitsForSamplesOfFive) {
  EXPECT_NEAR(d2(5), 2.3259289473, 1e-10);
  EXPECT_NEAR(c4(5), 0.9399856030, 1e-10);
}

TEST(ControlConstants, AreTheMomentsOfSimulatedRangesOfLargeSamples) {
  RandomStream stream(1, "control constants");
  for (const std::int64_t n : {12, 300}) {
    constexpr int samples = 4000;
    double sum = 0.0, squares = 0.0;
    for (int sample = 0; sample < samples; ++sample) {
      double lowest = stream.normal(), highest = lowest;
      for (std::int64_t i = 1; i < n; ++i) {
        const double x = stream.normal();
        lowest = std::min(lowest, x);
        highest = std::max(highest, x);
      }
      sum += highest - lowest;
      squares += (highest - lowest) * (highest - lowest);
    }
    const double mean = sum / samples;
    EXPECT_NEAR(d2(n), mean, 5 * d3(n) / std::sqrt(samples)) << n;
    EXPECT_NEAR(d3(n), std::sqrt(squares / samples - mean * mean), 0.05) << n;
  }
}

TEST(ControlConstants, AreMonotone) {
  for (std::int64_t n = 2; n < 60; ++n) {
    EXPECT_LT(d2(n), d2(n + 1));
    EXPECT_LT(c4(n), c4(n + 1));
    EXPECT_LT(c4(n), 1);
  }
  EXPECT_GT(d2(10'000), 7.5);
}

TEST(ControlConstants, NeedASampleOfTwo) {
  for (const std::int64_t n : {-1, 0, 1, 10'001}) {
    EXPECT_THROW((void)d2(n), ParameterError);
    EXPECT_THROW((void)d3(n), ParameterError);
    EXPECT_THROW((void)c4(n), ParameterError);
  }
}

}  // namespace
}  // namespace fealty::flow
