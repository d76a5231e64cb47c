#include "../../../src/complaints/naive_bayes_member.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "reference/naive_bayes.hpp"
#include "rows_of_features.hpp"

namespace fealty::complaints {
namespace {

/// Rows of four classes, some of them without one.
struct RowsOfFourClasses {
  explicit RowsOfFourClasses(unsigned seed) {
    std::mt19937 random(seed);
    rows = random_rows(random, 60, 15);
    head = {.outputs = 4, .classes = random_classes(random, 60, 4)};
    for (std::size_t row = 0; row < 60; row += 7) head.classes[row] = -1;
    order.resize(60);
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), random);
  }

  FeatureRows rows;
  HeadTargets head;
  std::vector<std::uint32_t> order;
};

/// Two vectors of scores are the same but for a number added to all.
template <class A, class B>
void expect_same_differences(const A& a, const B& b) {
  for (std::size_t k = 1; k < b.size(); ++k)
    EXPECT_NEAR(static_cast<double>(a[k] - a[0]), static_cast<double>(b[k] - b[0]), 1e-4);
}

TEST(NaiveBayesMember, WeightsGiveTheScoresOfThePlainTwin) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const RowsOfFourClasses of(seed);
    const NaiveBayesMember member(of.rows, of.head, of.order);
    for (std::size_t row = 0; row < 60; ++row) {
      std::vector<float> scores(4);
      for (std::size_t i = of.rows.offsets[row]; i < of.rows.offsets[row + 1]; ++i)
        member.add_weights(of.rows.features[i], of.rows.values[i], scores);
      expect_same_differences(scores, reference::naive_bayes_scores(of.rows, of.head.classes, 4, row, 60));
    }
  }
}

TEST(NaiveBayesMember, WeightsOfAFeatureSumToZeroAndAreAddedToWhatIsThere) {
  const RowsOfFourClasses of(11);
  const NaiveBayesMember member(of.rows, of.head, of.order);
  std::vector<float> weights = {1, 2, 3, 4};
  member.add_weights(3, 5.0F, weights);
  EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0), 10.0, 1e-4);
}

TEST(NaiveBayesMember, ARowThatIsLeftOutIsScoredAsIfItHadNotBeenThere) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const RowsOfFourClasses of(seed);
    const NaiveBayesMember member(of.rows, of.head, of.order);
    for (std::size_t row = 0; row < 60; ++row) {
      std::vector<float> scores(4);
      member.add_left_out_scores(row, of.head.classes[row], 1.0F, scores);
      expect_same_differences(scores, reference::naive_bayes_scores(of.rows, of.head.classes, 4, row, row));
    }
  }
}

}  // namespace
}  // namespace fealty::complaints
