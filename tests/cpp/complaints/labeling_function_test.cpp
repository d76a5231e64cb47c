#include "fealty/complaints/labeling_function.hpp"

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/complaints/taxonomy.hpp"
#include "fealty/core/error.hpp"

namespace fealty::complaints {
namespace {

using Texts = std::vector<std::string>;

bool has_chinese(const std::string& text) {
  return text.find_first_of("\xE4\xE5\xE6\xE7\xE8\xE9") != std::string::npos;
}

TEST(ReadyLexicon, HasSoundFunctionsOfReadyCategoriesEachWithAReason) {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const LabelingFunction& one : ready_lexicon()) {
    EXPECT_NO_THROW(validate(one)) << one.name;
    EXPECT_TRUE(ready_taxonomy(one.taxonomy).find(one.category)) << one.taxonomy << ' ' << one.category;
    EXPECT_FALSE(one.reason.empty()) << one.name;
    EXPECT_FALSE(one.source.empty()) << one.name;
    EXPECT_TRUE(seen.emplace(one.taxonomy, one.category, one.name).second) << one.name;
  }
}

TEST(ReadyLexicon, SaysEverythingInBothLanguages) {
  for (const LabelingFunction& one : ready_lexicon()) {
    if (!one.field.empty()) continue;
    bool chinese = false, english = false;
    for (const std::string& phrase : one.phrases) (has_chinese(phrase) ? chinese : english) = true;
    EXPECT_TRUE(chinese && english) << one.name;
  }
}

TEST(ReadyLexicon, SpeaksForEveryCategory) {
  for (const Taxonomy& taxonomy : ready_taxonomies()) {
    for (const TaxonomyCategory& category : taxonomy.categories) {
      bool found = false;
      for (const LabelingFunction& one : ready_lexicon()) {
        found = found || (one.taxonomy == taxonomy.name && one.category == category.key);
      }
      EXPECT_TRUE(found) << taxonomy.name << ' ' << category.key;
    }
  }
}

TEST(LabelingFunction, IsRefusedWhereItCannotVote) {
  const auto refused = [](auto&& change) {
    LabelingFunction one{.name = "n", .taxonomy = "t", .category = "c", .phrases = {"p"}};
    validate(one);
    change(one);
    EXPECT_THROW(validate(one), ParameterError);
  };
  refused([](auto& one) { one.name.clear(); });
  refused([](auto& one) { one.category.clear(); });
  refused([](auto& one) { one.phrases.clear(); });
  refused([](auto& one) { one.field = "amount"; });
  refused([](auto& one) { one.phrases = {" ... "}; });
  refused([](auto& one) { one.phrases = {"12315"}; });
  refused([](auto& one) { one.precision = 1; });
  refused([](auto& one) { one.weight = 0; });
}

TEST(Lexicon, IsReadBackFromItsFrame) {
  EXPECT_EQ(lexicon_of(lexicon_frame(ready_lexicon())), ready_lexicon());
  EXPECT_THROW(lexicon_of(Frame({{"name", Texts{"a"}}})), RecordError);
}

}  // namespace
}  // namespace fealty::complaints
