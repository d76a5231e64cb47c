#include "fealty/loyalty/rising_factorial.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::loyalty {
namespace {

double tolerance(double relative, long double value) {
  return relative * std::max(1.0, std::abs(static_cast<double>(value)));
}

TEST(RisingFactorial, IsTheSumOfItsLogarithms) {
  for (const double a : {1e-6, 0.2, 3.0, 1e3, 1e9}) {
    long double sum = 0;
    for (int n = 0; n <= 40; ++n) {
      EXPECT_NEAR(log_rising_factorial(a, n), static_cast<double>(sum), tolerance(1e-14, sum));
      sum += std::log(static_cast<long double>(a) + n);
    }
  }
}

TEST(RisingFactorial, OfABetaMomentHasItsDigitsWhereTheOtherWeightIsTinyOrHuge) {
  for (const double a : {1e-3, 2.5, 1e8}) {
    for (const double b : {1e-9, 0.7, 1e6}) {
      long double sum = 0;
      for (int n = 0; n <= 40; ++n) {
        EXPECT_NEAR(log_beta_moment(a, b, n), static_cast<double>(sum), tolerance(5e-14, sum));
        sum -= std::log1p(static_cast<long double>(b) / (static_cast<long double>(a) + n));
      }
    }
  }
}

TEST(RisingFactorial, TabulatedByRecurrenceIsTheOneComputedDirectly) {
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::uint32_t> numbers;
    auto n = static_cast<std::uint32_t>(random() % 3);
    for (int i = 0; i < 300; ++i) {
      numbers.push_back(n);
      n += 1 + (random() % 8 == 0 ? static_cast<std::uint32_t>(random() % 200) : 0);
    }
    const double a = std::exp(static_cast<double>(random() % 20) - 8),
                 b = std::exp(static_cast<double>(random() % 20) - 8);
    const auto rising = log_rising_factorials(a, numbers);
    const auto moments = log_beta_moments(a, b, numbers);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const double direct = log_rising_factorial(a, numbers[i]);
      ASSERT_NEAR(rising[i], direct, 1e-14 * std::max(1.0, std::abs(direct)));
      const double moment = log_beta_moment(a, b, numbers[i]);
      ASSERT_NEAR(moments[i], moment, 1e-13 * std::max(1.0, std::abs(moment)));
    }
  }
}

}  // namespace
}  // namespace fealty::loyalty
