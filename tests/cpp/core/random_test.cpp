#include "fealty/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "reference/goodness_of_fit.hpp"

namespace fealty {
namespace {

// Seeds are fixed, so a test passes always or never; one in a thousand correct samplers would fail a test of this
// level.
constexpr double significance = 1e-3;
constexpr std::size_t sample_size = 200'000;

template <class Sampler>
std::vector<double> sample(Sampler&& sampler, std::size_t size = sample_size) {
  RandomStream random(20260630, "random test");
  std::vector<double> result(size);
  for (double& x : result) x = static_cast<double>(sampler(random));
  return result;
}

/// Fails unless mean and variance are within five standard errors of the true ones; `kurtosis` is the true one (normal:
/// 3).
void expect_moments(const std::vector<double>& x, double mean, double variance, double kurtosis) {
  const auto n = static_cast<double>(x.size());
  double sum = 0.0;
  for (const double v : x) sum += v;
  double squares = 0.0;
  for (const double v : x) squares += (v - mean) * (v - mean);
  EXPECT_NEAR(sum / n, mean, 5 * std::sqrt(variance / n));
  EXPECT_NEAR(squares / n, variance, 5 * variance * std::sqrt((kurtosis - 1) / n));
}

template <class Probability>
double discrete_fit(const std::vector<double>& x, std::size_t cells, Probability&& probability) {
  std::vector<double> counts(cells);
  std::vector<double> probabilities(cells);
  for (const double v : x) {
    if (v < static_cast<double>(cells)) counts[static_cast<std::size_t>(v)] += 1;
  }
  for (std::size_t k = 0; k < cells; ++k) probabilities[k] = probability(static_cast<double>(k));
  return reference::chi_square(counts, probabilities, static_cast<double>(x.size()));
}

double log_choose(double n, double k) {
  return log_gamma(n + 1) - log_gamma(k + 1) - log_gamma(n - k + 1);
}

TEST(RandomStream, RepeatsADrawAloneWhateverWasDrawnBefore) {
  RandomStream stream(1, "replay", 42);
  stream.uniform();
  stream.gamma(0.1);
  stream.poisson(1000);
  stream.binomial(1'000'000, 0.3);
  const std::uint64_t number = stream.draw();
  EXPECT_EQ(number, 4U);
  const double drawn = stream.normal();
  RandomStream again(1, "replay", 42, number);
  EXPECT_EQ(again.normal(), drawn);
  again.seek(number);
  EXPECT_EQ(again.normal(), drawn);
}

TEST(RandomStream, DiffersBySeedPurposeSubjectAndDraw) {
  const double base = RandomStream(1, "a", 2, 3).uniform();
  EXPECT_NE(base, RandomStream(2, "a", 2, 3).uniform());
  EXPECT_NE(base, RandomStream(1, "b", 2, 3).uniform());
  EXPECT_NE(base, RandomStream(1, "a", 3, 3).uniform());
  EXPECT_NE(base, RandomStream(1, "a", 2, 4).uniform());
  // the upper halves of the 64-bit numbers count as well
  EXPECT_NE(base, RandomStream(1 + (1ULL << 32), "a", 2, 3).uniform());
  EXPECT_NE(base, RandomStream(1, "a", 2 + (1ULL << 32), 3).uniform());
  EXPECT_NE(base, RandomStream(1, "a", 2, 3 + (1ULL << 32)).uniform());
}

TEST(RandomStream, NeverReadsTheBlocksOfAnotherDraw) {
  RandomStream stream(5, "blocks");
  std::vector<RandomBits> draws = {stream.bits(), stream.bits()};
  for (const int bit : {31, 32, 33, 47}) draws.push_back(RandomStream(5, "blocks", 0, std::uint64_t{1} << bit).bits());
  std::vector<std::uint64_t> words;
  for (RandomBits& draw : draws) {
    for (int i = 0; i < 1000; ++i) words.push_back(draw.word());
  }
  std::sort(words.begin(), words.end());
  EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
}

TEST(RandomStream, TakesItsFirstBitsFromThePublishedBlock) {
  // key = seed ^ purpose, and all counters 0: the first published vector
  const Purpose purpose("any");
  RandomBits bits = RandomStream(purpose.bits(), purpose).bits();
  EXPECT_EQ(bits.word(), 0xe169c58d6627e8d5U);
  EXPECT_EQ(bits.word(), 0x9b00dbd8bc57ac4cU);
}

TEST(RandomStream, NeighboringStreamsAreUncorrelated) {
  double sum = 0.0;
  constexpr int pairs = 100'000;
  for (std::uint64_t i = 0; i < pairs; ++i) {
    sum += (RandomStream(3, "pair", i).uniform() - 0.5) * (RandomStream(3, "pair", i + 1).uniform() - 0.5);
  }
  EXPECT_NEAR(12 * sum / pairs, 0.0, 5 / std::sqrt(static_cast<double>(pairs)));
}

TEST(RandomStream, UniformFitsAndStaysInside) {
  const auto x = sample([](RandomStream& r) { return r.uniform(); });
  for (const double v : x) ASSERT_TRUE(v > 0 && v < 1);
  expect_moments(x, 0.5, 1.0 / 12, 1.8);
  EXPECT_GT(reference::kolmogorov_smirnov(x, [](double v) { return v; }), significance);
}

TEST(RandomStream, UniformUsesTheLastOf53Bits) {
  std::size_t odd = 0;
  const auto x = sample([](RandomStream& r) { return r.uniform(); });
  for (const double v : x) odd += static_cast<std::uint64_t>(v * 0x1p53) & 1;
  EXPECT_NEAR(static_cast<double>(odd), sample_size / 2.0, 5 * std::sqrt(sample_size / 4.0));
}

TEST(RandomStream, BelowIsUniformOnIntegers) {
  for (const std::uint64_t n : {2U, 7U, 100U}) {
    const auto x = sample([n](RandomStream& r) { return r.below(n); });
    EXPECT_GT(discrete_fit(x, n, [n](double) { return 1.0 / static_cast<double>(n); }), significance);
    for (const double v : x) ASSERT_LT(v, static_cast<double>(n));
  }
  EXPECT_EQ(RandomStream(1, "one").below(1), 0U);
}

TEST(RandomStream, BelowHasNoBiasWhereTheRangeDoesNotDivide) {
  // Without rejection the lower half of this range would come up twice as often as the upper one.
  constexpr std::uint64_t n = 3ULL << 62;
  const auto x = sample([](RandomStream& r) { return r.below(n) < (1ULL << 62) ? 0 : 1; });
  EXPECT_GT(discrete_fit(x, 2, [](double k) { return k == 0 ? 1.0 / 3 : 2.0 / 3; }), significance);
}

TEST(RandomStream, NormalFits) {
  const auto x = sample([](RandomStream& r) { return r.normal(); });
  expect_moments(x, 0, 1, 3);
  EXPECT_GT(reference::kolmogorov_smirnov(x, [](double v) { return normal_cdf(v); }), significance);
  const auto y = sample([](RandomStream& r) { return r.normal(-3, 0.5); });
  EXPECT_GT(reference::kolmogorov_smirnov(y, [](double v) { return normal_cdf((v + 3) / 0.5); }), significance);
}

TEST(RandomStream, ExponentialFits) {
  const auto x = sample([](RandomStream& r) { return r.exponential(2.5); });
  expect_moments(x, 2.5, 6.25, 9);
  EXPECT_GT(reference::kolmogorov_smirnov(x, [](double v) { return -std::expm1(-v / 2.5); }), significance);
}

TEST(RandomStream, GammaFitsForSmallAndLargeShapes) {
  for (const double shape : {0.05, 0.5, 0.999, 1.0, 2.7, 30.0, 1e6}) {
    const auto x = sample([shape](RandomStream& r) { return r.gamma(shape, 3.0); });
    expect_moments(x, 3 * shape, 9 * shape, 3 + 6 / shape);
    EXPECT_GT(reference::kolmogorov_smirnov(x, [&](double v) { return regularized_gamma(shape, v / 3); }), significance)
        << shape;
  }
}

TEST(RandomStream, GammaOfAHugeShapeIsAsWideAsANormal) {
  const auto x = sample([](RandomStream& r) { return (r.gamma(1e14) - 1e14) / 1e7; });
  EXPECT_GT(reference::kolmogorov_smirnov(x, [](double v) { return normal_cdf(v); }), significance);
}

TEST(RandomStream, BetaFits) {
  const double shapes[][2] = {{0.5, 0.5}, {1, 1}, {0.02, 3}, {2, 5}, {400, 30}};
  for (const auto& [a, b] : shapes) {
    const auto x = sample([a = a, b = b](RandomStream& r) { return r.beta(a, b); });
    EXPECT_GT(reference::kolmogorov_smirnov(x, [a = a, b = b](double v) { return regularized_beta(v, a, b); }),
              significance)
        << a << ", " << b;
  }
}

TEST(RandomStream, BetaOfTinyShapesIsZeroOrOneAndNeverNaN) {
  const auto x = sample([](RandomStream& r) { return r.beta(1e-6, 3e-6); });
  double ones = 0;
  for (const double v : x) {
    ASSERT_TRUE(v >= 0 && v <= 1);
    ones += v > 0.5 ? 1 : 0;
  }
  EXPECT_NEAR(ones / sample_size, 0.25, 5 * std::sqrt(0.1875 / sample_size));
}

TEST(RandomStream, PoissonFitsOnBothSidesOfItsSwitch) {
  for (const double mean : {0.01, 1.0, 9.99, 10.0, 25.0, 300.0}) {
    const auto x = sample([mean](RandomStream& r) { return r.poisson(mean); });
    expect_moments(x, mean, mean, 3 + 1 / mean);
    const auto probability = [mean](double k) { return std::exp(log_poisson_probability(k, mean)); };
    EXPECT_GT(discrete_fit(x, 600, probability), significance) << mean;
  }
}

TEST(RandomStream, PoissonOfAHugeMeanIsAsWideAsANormal) {
  const auto x = sample([](RandomStream& r) { return (static_cast<double>(r.poisson(1e14)) - 1e14) / 1e7; });
  expect_moments(x, 0, 1, 3);
  EXPECT_GT(reference::kolmogorov_smirnov(x, [](double v) { return normal_cdf(v); }), significance);
}

TEST(RandomStream, PoissonOfMeanZeroIsZero) {
  RandomStream random(1, "zero");
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(random.poisson(0), 0U);
}

TEST(RandomStream, BinomialFits) {
  const double cases[][2] = {{1, 0.3}, {16, 0.5}, {17, 0.01}, {100, 0.9}, {5000, 0.02}};
  for (const auto& [n, p] : cases) {
    const auto x = sample([n = n, p = p](RandomStream& r) { return r.binomial(static_cast<std::uint64_t>(n), p); });
    expect_moments(x, n * p, n * p * (1 - p), 3 + (1 - 6 * p * (1 - p)) / (n * p * (1 - p)));
    const auto probability = [n = n, p = p](double k) {
      return k > n ? 0.0 : std::exp(log_choose(n, k) + k * std::log(p) + (n - k) * std::log1p(-p));
    };
    EXPECT_GT(discrete_fit(x, 300, probability), significance) << n << ", " << p;
  }
}

TEST(RandomStream, BinomialOfACertainOrImpossibleEventIsFixed) {
  RandomStream random(1, "certain");
  EXPECT_EQ(random.binomial(1000, 0), 0U);
  EXPECT_EQ(random.binomial(1000, 1), 1000U);
  EXPECT_EQ(random.binomial(0, 0.5), 0U);
}

TEST(RandomStream, CategoricalFitsByWeightsAndByTable) {
  const std::vector<double> weights = {0.0, 2.0, 1.0, 0.0, 4.5, 0.5, 0.0};
  const AliasTable table(weights);
  const auto share = [&](double k) { return weights[static_cast<std::size_t>(k)] / 8.0; };
  const auto by_weights = sample([&](RandomStream& r) { return r.categorical(weights); });
  EXPECT_GT(discrete_fit(by_weights, weights.size(), share), significance);
  const auto by_table = sample([&](RandomStream& r) { return r.categorical(table); });
  EXPECT_GT(discrete_fit(by_table, weights.size(), share), significance);
}

TEST(RandomStream, RefusesParametersOutsideTheirDomain) {
  RandomStream random(1, "refusal");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<std::function<void()>> calls = {
      [&] { random.below(0); },
      [&] { random.normal(0, -1); },
      [&] { random.exponential(0); },
      [&] { random.gamma(0); },
      [&] { random.gamma(1, -1); },
      [&] { random.gamma(nan); },
      [&] { random.gamma(infinity); },
      [&] { random.beta(1, 0); },
      [&] { random.poisson(-1); },
      [&] { random.poisson(nan); },
      [&] { random.poisson(1e300); },
      [&] { random.binomial(1, 1.5); },
      [&] { random.categorical(std::vector<double>{}); },
  };
  for (std::size_t i = 0; i < calls.size(); ++i) EXPECT_THROW(calls[i](), ParameterError) << i;
}

TEST(RandomStream, NamesTheRefusedValue) {
  RandomStream random(1, "refusal");
  try {
    random.gamma(-0.125);
    FAIL();
  } catch (const ParameterError& e) {
    EXPECT_STREQ(e.what(), "FY202: shape is -0.125, but it must be positive and finite");
  }
}

}  // namespace
}  // namespace fealty
