#include "../../../src/complaints/text_sketch.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

double jaccard(const std::string& a, const std::string& b) {
  const auto runs = [](const std::string& text) {
    std::set<std::string> made;
    for (std::size_t i = 0; i + 3 <= text.size(); ++i) made.insert(text.substr(i, 3));
    return made;
  };
  const auto of_a = runs(a), of_b = runs(b);
  std::size_t both = 0;
  for (const auto& run : of_a) both += of_b.count(run);
  return static_cast<double>(both) / static_cast<double>(of_a.size() + of_b.size() - both);
}

TEST(TextSketch, EstimatesTheJaccardIndexOfRunsOfThree) {
  std::mt19937 random(7);
  double worst = 0.0;
  for (int round = 0; round < 100; ++round) {
    std::string a, b;
    for (int i = 0; i < 300; ++i) a.push_back(static_cast<char>('a' + random() % 8));
    b = a.substr(0, 50 + random() % 250);
    for (int i = 0; i < 60; ++i) b.push_back(static_cast<char>('a' + random() % 8));
    worst = std::max(worst, std::abs(TextSketch(a).similarity(TextSketch(b)) - jaccard(a, b)));
  }
  EXPECT_LT(worst, 0.25);  // four standard errors of a share among 64
}

TEST(TextSketch, IsExactForShortTexts) {
  EXPECT_DOUBLE_EQ(TextSketch("abcdef").similarity(TextSketch("abcdxy")), jaccard("abcdef", "abcdxy"));
  EXPECT_EQ(TextSketch("Cold SOUP").similarity(TextSketch("cold soup")), 1.0);
  EXPECT_EQ(TextSketch("").similarity(TextSketch("")), 1.0);
  EXPECT_EQ(TextSketch("").similarity(TextSketch("abc")), 0.0);
  EXPECT_EQ(TextSketch("好").similarity(TextSketch("坏")), 0.0);
}

}  // namespace
}  // namespace fealty::complaints
