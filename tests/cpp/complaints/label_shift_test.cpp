#include "fealty/complaints/label_shift.hpp"

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "reference/label_shift.hpp"

namespace fealty::complaints {
namespace {

/// Texts of two classes with normal scores at -1 and 1, and their true probabilities where both are as frequent.
struct World {
  std::vector<double> probabilities;
  std::vector<std::int32_t> classes;

  World(std::size_t texts, double share_of_second, unsigned seed) {
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < texts; ++i) {
      const bool is_second = std::bernoulli_distribution(share_of_second)(random);
      const double x = std::normal_distribution(is_second ? 1.0 : -1.0, 1.0)(random);
      const double p = 1 / (1 + std::exp(-2 * x));
      probabilities.push_back(1 - p);
      probabilities.push_back(p);
      classes.push_back(is_second ? 1 : 0);
    }
  }
};

const std::vector<double> halves = {0.5, 0.5};

ShiftReference reference_of_halves(std::size_t texts) {
  const World world(texts, 0.5, 99);
  return shift_reference(world.probabilities, world.classes, halves);
}

TEST(LabelShift, FindsTheSharesThatTextsWereDrawnWith) {
  const World world(20'000, 0.1, 1);
  const Prevalence found = prevalence(world.probabilities, reference_of_halves(20'000));
  EXPECT_NEAR(found.shares[1].value, 0.1, 0.01);
  EXPECT_GT(found.counted[1], 0.2);
}

TEST(LabelShift, ProbabilitiesThatAreTooMildAreSharpened) {
  World mild(20'000, 0.5, 3);
  for (double& p : mild.probabilities) p = std::sqrt(p);
  for (std::size_t i = 0; i < mild.probabilities.size(); i += 2) {
    const double sum = mild.probabilities[i] + mild.probabilities[i + 1];
    mild.probabilities[i] /= sum;
    mild.probabilities[i + 1] /= sum;
  }
  EXPECT_NEAR(shift_reference(mild.probabilities, mild.classes, halves).sharpness, 2.0, 0.1);
  EXPECT_NEAR(reference_of_halves(20'000).sharpness, 1.0, 0.05);
}

TEST(LabelShift, AFewTextsSharpenLittle) {
  const std::vector<double> p = {0.6, 0.4, 0.4, 0.6};
  const double sharpness = shift_reference(p, std::vector<std::int32_t>{0, 1}, halves).sharpness;
  EXPECT_GT(sharpness, 1.0);
  EXPECT_LT(sharpness, 1.2);
}

TEST(LabelShift, IsTheFixedPointOfThePlainTwin) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    std::mt19937 random(seed);
    std::vector<double> probabilities;
    for (int i = 0; i < 300; ++i) {
      double sum = 0;
      for (int k = 0; k < 4; ++k) sum += probabilities.emplace_back(std::exponential_distribution(1.0)(random));
      for (std::size_t k = 0; k < 4; ++k) probabilities[probabilities.size() - 4 + k] /= sum;
    }
    const std::vector<double> shares = {0.4, 0.3, 0.2, 0.1};
    const std::vector<std::int32_t> nobody(300, -1);
    const Prevalence found = prevalence(probabilities, shift_reference(probabilities, nobody, shares));
    const std::vector<double> plain = reference::shifted_shares(probabilities, shares);
    for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(found.shares[k].value, plain[k], 1e-4);
  }
}

TEST(LabelShift, IntervalsHoldTheTruthAboutAsOftenAsTheySay) {
  int held = 0;
  constexpr int worlds = 200;
  for (int i = 0; i < worlds; ++i) {
    const auto seed = static_cast<unsigned>(i);
    const World training(400, 0.5, 1000 + seed), world(400, 0.25, 5000 + seed);
    const ShiftReference reference = shift_reference(training.probabilities, training.classes, halves);
    const Estimate share = prevalence(world.probabilities, reference, {200, seed, 0.9}).shares[1];
    held += share.lower <= 0.25 && 0.25 <= share.upper ? 1 : 0;
  }
  EXPECT_GE(held, static_cast<int>(0.85 * worlds));
  EXPECT_LE(held, static_cast<int>(0.99 * worlds));
}

TEST(LabelShift, TheReferenceHasMeansAndVariancesByTrueClass) {
  const std::vector<double> p = {0.8, 0.2, 0.6, 0.4, 0.1, 0.9};
  const std::vector<std::int32_t> classes = {0, 0, 1};
  const ShiftReference made = shift_reference(p, classes, halves);
  EXPECT_NEAR(made.means[0], 0.7, 1e-12);
  EXPECT_NEAR(made.means[3], 0.9, 1e-12);
  EXPECT_NEAR(made.variances[0], 0.02, 1e-12);
  EXPECT_EQ(made.rows, (std::vector<std::int64_t>{2, 1}));
}

TEST(LabelShift, TheBitsDoNotDependOnThreads) {
  const World world(9'000, 0.3, 2);
  const ShiftReference reference = reference_of_halves(1'000);
  set_threads(1);
  const Prevalence once = prevalence(world.probabilities, reference);
  set_threads(3);
  EXPECT_EQ(once.shares, prevalence(world.probabilities, reference).shares);
  set_threads(0);
}

TEST(LabelShift, NoTextsAreRefused) {
  EXPECT_THROW(prevalence({}, reference_of_halves(100)), RecordError);
}

}  // namespace
}  // namespace fealty::complaints
