#include "fealty/core/exact_sum.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace fealty {
namespace {

TEST(ExactSum, DoesNotDependOnTheOrder) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> amounts(-1e6, 1e6);
  std::vector<double> terms(5000);
  for (double& term : terms) term = amounts(random);
  ExactSum first;
  for (const double term : terms) first.add(term);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(terms.begin(), terms.end(), random);
    ExactSum halves[2];
    for (std::size_t k = 0; k < terms.size(); ++k) halves[k % 2].add(terms[k]);
    halves[1] += halves[0];
    EXPECT_EQ(halves[1], first);
  }
}

TEST(ExactSum, IsCloserThanPlainAddition) {
  ExactSum sum;
  for (int i = 0; i < 10; ++i) sum.add(0.1);
  EXPECT_EQ(sum.value(), 1.0);
  sum.add(1e15);
  sum.add(-1e15);
  EXPECT_EQ(sum.value(), 1.0);
}

TEST(ExactSum, HoldsNegativeTotals) {
  ExactSum sum;
  sum.add(-0.5);
  EXPECT_EQ(sum.value(), -0.5);
  sum.add(-2);
  EXPECT_EQ(sum.value(), -2.5);
  sum.add(2.5);
  EXPECT_EQ(sum.value(), 0.0);
  EXPECT_EQ(sum, ExactSum{});
}

TEST(ExactSum, SubtractsWhatWasAdded) {
  ExactSum sum;
  sum.add(12.34);
  const ExactSum before = sum;
  ExactSum other;
  other.add(-99.999);
  sum += other;
  sum -= other;
  EXPECT_EQ(sum, before);
  EXPECT_EQ(ExactSum::from_bits(sum.whole_bits(), sum.fraction_bits()), sum);
}

TEST(ExactSum, LosesAtMostTwoToTheMinus64OfASmallNumber) {
  ExactSum sum;
  sum.add(1e-9);
  EXPECT_NEAR(sum.value(), 1e-9, 0x1p-64);
}

}  // namespace
}  // namespace fealty
