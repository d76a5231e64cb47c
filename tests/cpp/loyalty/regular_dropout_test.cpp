#include "fealty/loyalty/regular_dropout.hpp"

#include <cmath>
#include <numeric>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/dual.hpp"
#include "fealty/loyalty/beta_geo.hpp"
#include "reference/finite_differences.hpp"
#include "reference/regular_dropout.hpp"

namespace fealty::loyalty {
namespace {

template <class Law>
auto regular_log_likelihood(const Law& law, const PurchasePattern& p) {
  return law.log_likelihood(p, law.count_terms(std::span(&p.frequency, 1)).front());
}

const std::vector<PurchasePattern> patterns_of_all_kinds{
    {0, 0, 30}, {1, 2, 30}, {4, 28, 30}, {60, 29, 29}, {400, 20, 90}};

template <int First>
void expect_plain_model_for_one_stage() {
  const GeometricDropout<double, First> plain{0.7, 6, 1.2, 3};
  const RegularDropout<double, First> law{0.7, 6, 1.2, 3, 1};
  for (const PurchasePattern& p : patterns_of_all_kinds) {
    EXPECT_NEAR(regular_log_likelihood(law, p), regular_log_likelihood(plain, p), 1e-11 * (1.0 + p.frequency));
    EXPECT_EQ(law.log_odds_dead(p), plain.log_odds_dead(p));
    EXPECT_NEAR(law.expected_while_alive(p, 20), plain.expected_while_alive(p, 20),
                1e-11 * plain.expected_while_alive(p, 20));
    const auto a = law.probabilities_while_alive(p, 20, 5), b = plain.probabilities_while_alive(p, 20, 5);
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 1e-12);
  }
}

TEST(RegularDropout, IsTheModelOfRandomTimesWithOneStage) {
  expect_plain_model_for_one_stage<0>();
  expect_plain_model_for_one_stage<1>();
}

template <int First>
void expect_definition() {
  RandomStream random(3, "gaps");
  for (const std::uint32_t k : {1U, 2U, 5U}) {
    for (std::uint32_t x = 0; x < 5; ++x) {
      const RegularDropout<double, First> law{0.5 + random.uniform(), 4 * random.uniform() + 1, 1.1, 2.5, k};
      std::vector<double> gaps;
      for (std::uint32_t i = 0; i < x; ++i) gaps.push_back(0.5 + random.uniform());
      PurchasePattern p{x, std::accumulate(gaps.begin(), gaps.end(), 0.0), 0};
      p.observed = p.recency + 3 * random.uniform();
      double log_gaps = 0.0;
      for (const double gap : gaps) log_gaps += std::log(gap);
      const double exact = std::log(
          reference::regular_dropout(law.r, law.alpha, 1.1, 2.5, static_cast<int>(k), gaps, p.observed, First));
      EXPECT_NEAR(regular_log_likelihood(law, p) + law.log_gap_factor(x, log_gaps), exact, 1e-9) << k << ' ' << x;
    }
  }
}

TEST(RegularDropout, IsWhatItsDefinitionIntegratesTo) {
  expect_definition<0>();
  expect_definition<1>();
}

TEST(RegularDropout, GivesDerivativesThatDifferencesConfirm) {
  const std::array<double, 4> x{0.7, 4.0, 0.8, 2.5};
  for (const PurchasePattern& p : patterns_of_all_kinds) {
    const auto f = [&](const auto& v) {
      using S = std::decay_t<decltype(v[0])>;
      return regular_log_likelihood(RegularDropout<S, 1>::of(v, 3), p);
    };
    const Dual<4> exact = f(variables(x));
    for (std::size_t i = 0; i < 4; ++i) {
      const double slope = reference::derivative(f, x, i);
      EXPECT_NEAR(exact.gradient[i], slope, 1e-7 * (1 + std::abs(slope)));
    }
  }
}

TEST(RegularDropout, DistributesPurchasesAroundTheirExpectation) {
  for (const std::uint32_t k : {2U, 3U, 7U}) {
    const RegularDropout<double, 0> law{0.7, 6, 1.2, 3, k};
    for (const PurchasePattern& p : patterns_of_all_kinds) {
      const auto q = law.probabilities_while_alive(p, 12, 900);
      double mean = 0.0;
      for (std::size_t i = 0; i < q.size(); ++i) mean += static_cast<double>(i) * q[i];
      EXPECT_NEAR(std::accumulate(q.begin(), q.end(), 0.0), 1.0, 1e-12);
      EXPECT_NEAR(law.expected_while_alive(p, 12), mean, 1e-9 * (1 + mean));
    }
    // Hardly any time: what is left of the gap must be one stage.
    const double soon = law.expected_while_alive({2, 5, 9}, 1e-9);
    EXPECT_GT(soon, 0.0);
    EXPECT_NEAR(soon, 1e-3 * law.expected_while_alive({2, 5, 9}, 1e-6), 1e-6 * soon);
  }
}

TEST(RegularDropout, DrawsWhatItExpects) {
  const RegularDropout<double, 1> law{1.5, 4, 1.2, 3, 4};
  double mean = 0.0, squares = 0.0;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    RandomStream random(9, "draws", i);
    const auto drawn = RegularDropout<double, 1>::draw(law, 25, random);
    mean += drawn.pattern.frequency / 20'000.0;
    squares += double(drawn.pattern.frequency) * drawn.pattern.frequency / 20'000.0;
  }
  const PurchasePattern none{};
  const double expected = law.expected_while_alive(none, 25) * logistic(-law.log_odds_dead(none));
  EXPECT_NEAR(mean, expected, 4 * std::sqrt((squares - mean * mean) / 20'000));
}

}  // namespace
}  // namespace fealty::loyalty
