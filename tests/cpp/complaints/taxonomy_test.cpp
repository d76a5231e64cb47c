#include "fealty/complaints/taxonomy.hpp"

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::complaints {
namespace {

using Texts = std::vector<std::string>;

std::string fault_of(const Taxonomy& taxonomy) {
  return message_of<ParameterError>([&] { taxonomy.validate(); });
}

Taxonomy two(double a, double b, double c, double d) {
  return {.name = "own",
          .categories = {{.key = "x", .lowest = a, .highest = b}, {.key = "y", .lowest = c, .highest = d}}};
}

TEST(Taxonomy, FiveReadyOnesAreSound) {
  Texts names;
  for (const Taxonomy& one : ready_taxonomies()) {
    EXPECT_EQ(fault_of(one), "");
    EXPECT_FALSE(one.source.empty());
    names.push_back(one.name);
    for (const TaxonomyCategory& category : one.categories) {
      EXPECT_FALSE(category.english.empty()) << category.key;
      EXPECT_FALSE(category.chinese.empty()) << category.key;
      EXPECT_FALSE(category.description.empty()) << category.key;
    }
  }
  EXPECT_EQ(names, (Texts{"type", "cause", "need", "severity", "meaning"}));
}

TEST(Taxonomy, TypesOfComplainerHaveMeansWithinTheRangesOfTheLecture) {
  const Taxonomy& types = ready_taxonomy("type");
  const CategoryPrior prior = types.prior();
  EXPECT_NEAR(std::accumulate(prior.mean.begin(), prior.mean.end(), 0.0), 1.0, 1e-12);
  double least = 0, greatest = 0;
  for (std::size_t c = 0; c < prior.mean.size(); ++c) {
    EXPECT_GE(prior.mean[c], types.categories[c].lowest);
    EXPECT_LE(prior.mean[c], types.categories[c].highest);
    least += types.categories[c].lowest;
    greatest += types.categories[c].highest;
  }
  EXPECT_NEAR(least, 0.90, 1e-12);
  EXPECT_NEAR(greatest, 1.35, 1e-12);
  EXPECT_NEAR(prior.mean[0], 0.20 + 0.10 * 0.10 / 0.45, 1e-12);
  // The loyal advocate's range is the widest for its mean: it gives the weight.
  const double m = prior.mean[4], s = 0.15 / (2 * 1.6448536269514722);
  EXPECT_NEAR(prior.weight, m * (1 - m) / (s * s) - 1, 1e-9);
}

TEST(Taxonomy, TypesCallForTheAnswersOfTheLecture) {
  Texts answers;
  for (const TaxonomyCategory& one : ready_taxonomy("type").categories) answers.push_back(one.answer);
  EXPECT_EQ(answers, (Texts{"improve", "answer", "compensate", "sympathise", "spread"}));
}

TEST(Taxonomy, SharesOfCausesMaySumToMoreThanOne) {
  const CategoryPrior prior = ready_taxonomy("cause").prior();
  EXPECT_EQ(prior.mean.size(), 8U);
  EXPECT_GT(std::accumulate(prior.mean.begin(), prior.mean.end(), 0.0), 1.0);
  EXPECT_EQ(prior.weight, 20);
}

TEST(Taxonomy, WithoutSharesAllCategoriesAreAsLikely) {
  const CategoryPrior prior = ready_taxonomy("need").prior();
  for (const double one : prior.mean) EXPECT_DOUBLE_EQ(one, 1.0 / 6);
}

TEST(Taxonomy, NamesWhatIsWrong) {
  EXPECT_NE(fault_of({.name = "own"}).find("at least 2"), std::string::npos);
  EXPECT_NE(fault_of({.name = "own", .categories = {{.key = "a"}, {.key = "a"}}}).find("twice"), std::string::npos);
  EXPECT_NE(fault_of({.name = "own", .categories = {{.key = "unknown"}, {.key = "a"}}}).find("unknown"),
            std::string::npos);
  EXPECT_NE(fault_of(two(0.1, 0.2, 0.1, 0.3)).find("sum to"), std::string::npos);
  EXPECT_NE(fault_of(two(0.8, 0.9, 0.4, 0.6)).find("sum to"), std::string::npos);
  EXPECT_NE(fault_of(two(0.5, 0.4, 0.5, 0.6)).find("ascend"), std::string::npos);
  EXPECT_NE(fault_of(two(0.5, 0.6, NAN, NAN)).find("y"), std::string::npos);
  Taxonomy weightless = two(0.4, 0.6, 0.4, 0.6);
  weightless.weight = 0;
  EXPECT_NE(fault_of(weightless).find("weight"), std::string::npos);
}

TEST(Taxonomy, FindsCategoriesByKeyAndByNamesInBothLanguages) {
  const Taxonomy& types = ready_taxonomy("type");
  EXPECT_EQ(types.position("victim"), 3U);
  EXPECT_EQ(types.position("loyal advocate"), 4U);
  EXPECT_EQ(types.position("受害型"), 3U);
  EXPECT_THROW((void)types.position("victm"), ParameterError);
  EXPECT_FALSE(types.find("").has_value());
  EXPECT_THROW((void)ready_taxonomy("types"), ParameterError);
}

TEST(Taxonomy, OfUsersIsReadFromAFrameInTheSameForm) {
  const Taxonomy made = taxonomy_of("channel", Frame({{"key", Texts{"shop", "web"}},
                                                      {"chinese", Texts{"门店", "网上"}},
                                                      {"share_lowest", std::vector<double>{0.5, 0.2}},
                                                      {"share_highest", std::vector<double>{0.8, 0.5}}}));
  EXPECT_EQ(made.position("网上"), 1U);
  EXPECT_NEAR(made.prior().mean[0], 0.65, 1e-12);
  const Taxonomy again = taxonomy_of("type", ready_taxonomy("type").frame());
  EXPECT_EQ(again.categories, ready_taxonomy("type").categories);
  EXPECT_THROW(taxonomy_of("x", Frame({{"name", Texts{"a", "b"}}})), RecordError);
}

TEST(Taxonomy, IsSavedAndReadBack) {
  for (const Taxonomy& one : ready_taxonomies()) {
    const auto again = io::from_bytes<Taxonomy>(io::to_bytes(one));
    EXPECT_EQ(again.categories.size(), one.categories.size());
    EXPECT_EQ(io::to_bytes(again), io::to_bytes(one));
  }
}

}  // namespace
}  // namespace fealty::complaints
