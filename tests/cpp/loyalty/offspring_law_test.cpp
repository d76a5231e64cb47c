#include "fealty/loyalty/offspring_law.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/gradient.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/propagated_error.hpp"
#include "reference/branching.hpp"

namespace fealty::loyalty {
namespace {

const std::vector<OffspringLaw> all_laws{
    {OffspringKind::poisson, known(4.5)},
    {OffspringKind::fixed, known(3)},
    {OffspringKind::binomial, known(2.4), 8},
    {OffspringKind::negative_binomial, known(3), 0.4},
    {OffspringKind::negative_binomial, known(3), 2.5},
};

std::vector<double> law_of(const OffspringLaw& law, std::size_t longest = 600) {
  return law.compound({0.0, 1.0}, longest);
}

TEST(OffspringLaw, HasTheProbabilitiesOfTheTextbook) {
  const auto poisson = law_of(all_laws[0], 40), binomial = law_of(all_laws[2]), negative = law_of(all_laws[3]);
  for (std::size_t n = 0; n <= 40; ++n) {
    const auto k = static_cast<double>(n);
    const double p = std::exp(k * std::log(4.5) - 4.5 - log_gamma(k + 1));
    EXPECT_NEAR(poisson[n], p, 1e-13 * p);
    const double q = std::exp(log_gamma(k + 0.4) - log_gamma(0.4) - log_gamma(k + 1) + 0.4 * std::log(0.4 / 3.4) +
                              k * std::log(3 / 3.4));
    EXPECT_NEAR(negative[n], q, 1e-12 * q);
  }
  ASSERT_EQ(binomial.size(), 9U);
  EXPECT_NEAR(binomial[8], std::pow(0.3, 8), 1e-18);
  EXPECT_EQ(law_of(all_laws[1]), (std::vector<double>{0, 0, 0, 1}));
}

TEST(OffspringLaw, HasTheMeanAndVarianceThatItSays) {
  for (const OffspringLaw& law : all_laws) {
    double sum = 0, mean = 0, square = 0;
    const auto p = law_of(law);
    for (std::size_t n = 0; n < p.size(); ++n) {
      const auto k = static_cast<double>(n);
      sum += p[n];
      mean += k * p[n];
      square += k * k * p[n];
    }
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_NEAR(mean, law.mean.value, 1e-10);
    EXPECT_NEAR(square - mean * mean, law.variance(law.mean.value), 1e-8) << name_of(law.kind);
  }
}

TEST(OffspringLaw, HasTheGeneratingFunctionOfItsProbabilities) {
  for (const OffspringLaw& law : all_laws) {
    const auto p = law_of(law);
    for (const double t : {0.9, 0.5, 0.01, 1e-9}) {
      double none = 0;
      for (std::size_t n = 0; n < p.size(); ++n) none += p[n] * -std::expm1(static_cast<double>(n) * std::log1p(-t));
      EXPECT_NEAR(law.at_least_one(law.mean.value, t), none, 1e-11 * none) << name_of(law.kind) << " " << t;
    }
    // Its slope at 0 is the mean.
    const auto slope = law.at_least_one(Gradient<1>(law.mean.value), Gradient<1>::variable(0.0, 0)).gradient[0];
    EXPECT_NEAR(slope, law.mean.value, 1e-12);
  }
}

TEST(OffspringLaw, CompoundsAsAPlainSumDoes) {
  const std::vector<double> one{0.0, 0.5, 0.3, 0.0, 0.2};
  for (const OffspringLaw& law : all_laws) {
    std::vector<double> expected(61, 0.0), power{1.0};
    const auto counts = law_of(law, 60);
    for (const double p : counts) {
      for (std::size_t n = 0; n < power.size() && n < expected.size(); ++n) expected[n] += p * power[n];
      std::vector<double> next(power.size() + one.size() - 1, 0.0);
      for (std::size_t i = 0; i < power.size(); ++i)
        for (std::size_t k = 0; k < one.size(); ++k) next[i + k] += power[i] * one[k];
      power = next;
    }
    const auto sum = law.compound(one, 60);
    for (std::size_t n = 0; n < sum.size(); ++n) EXPECT_NEAR(sum[n], expected[n], 1e-13) << name_of(law.kind);
  }
}

TEST(OffspringLaw, DrawsForManyPersonsAsForEach) {
  for (const OffspringLaw& law : all_laws) {
    RandomStream random(5, "offspring");
    double sum = 0, square = 0, one_by_one = 0;
    constexpr int repeats = 20'000;
    for (int i = 0; i < repeats; ++i) {
      const auto told = static_cast<double>(law.draw(random, 3));
      sum += told / repeats;
      square += told * told / repeats;
      one_by_one += static_cast<double>(reference::told_by_one(law, random)) / repeats;
    }
    const double m = law.mean.value, v = law.variance(m);
    EXPECT_NEAR(sum, 3 * m, 5 * std::sqrt(3 * v / repeats) + 1e-9);
    EXPECT_NEAR(one_by_one, m, 5 * std::sqrt(v / repeats) + 1e-9);
    EXPECT_NEAR(square - sum * sum, 3 * v, 0.1 * (3 * v) + 1e-6);
  }
}

TEST(OffspringLaw, NamesWhatItRefuses) {
  EXPECT_EQ(offspring_kind_named("negative_binomial"), OffspringKind::negative_binomial);
  EXPECT_THROW(offspring_kind_named("poison"), ParameterError);
  for (const OffspringLaw& law : {OffspringLaw{OffspringKind::poisson, known(-1)},
                                  {OffspringKind::poisson, known(501)},
                                  {OffspringKind::poisson, known(std::nan(""))},
                                  {OffspringKind::fixed, known(1.5)},
                                  {OffspringKind::binomial, known(3), 2},
                                  {OffspringKind::binomial, known(3), 4.5},
                                  {OffspringKind::negative_binomial, known(3), 0}})
    EXPECT_THROW(law.validate(), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
