#include "fealty/complaints/text_features.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "reference/text_features.hpp"

namespace fealty::complaints {
namespace {

using namespace std::string_literals;
using Texts = std::vector<std::string>;

std::vector<std::string_view> views(const Texts& texts) {
  return {texts.begin(), texts.end()};
}

Texts random_texts(std::mt19937& random, std::size_t count) {
  const Texts words{
      "the",        "Card",  "can't", "refund",      "XXXX",    "waited", "é",        "Ёлка", "שלום",
      "等了",       "好吃",  "很",    "退款",        "カード",  "!",      "??",       "...",  "😡",
      "12",         "$5",    "9:30",  "13812345678", "a@b.com", "\xFF",   "\xE4\xBD", "\0"s,  "internationalization",
      "http://x.y", "&amp;", "I"};
  Texts texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    for (std::size_t k = random() % 25; k > 0; --k) {
      const std::size_t draw = random() % words.size();
      text += words[std::min(draw, static_cast<std::size_t>(random() % words.size()))];
      if (random() % 3 != 0) text += ' ';
    }
    texts.push_back(text);
  }
  return texts;
}

void expect_same(const FeatureRows& ours, const FeatureRows& theirs) {
  EXPECT_EQ(ours.offsets, theirs.offsets);
  EXPECT_EQ(ours.features, theirs.features);
  EXPECT_EQ(ours.values, theirs.values);
  EXPECT_EQ(ours.number_of_features, theirs.number_of_features);
}

void expect_as_reference(const Texts& texts, const TextOptions& options) {
  const auto reference = reference::text_features(texts, options);
  TextFeatures features(options);
  const FeatureRows rows = features.fit(views(texts));
  ASSERT_EQ(features.number_of_features(), reference.features.size());
  for (std::uint32_t f = 0; f < reference.features.size(); ++f) {
    ASSERT_EQ(features.name(f), reference.features[f].second);
    ASSERT_EQ(features.family(f), reference.features[f].first);
    ASSERT_EQ(features.documents_with(f), static_cast<std::uint32_t>(reference.documents[f]));
  }
  ASSERT_EQ(rows.rows(), texts.size());
  for (std::size_t r = 0; r < texts.size(); ++r) {
    ASSERT_EQ(rows.features_of(r).size(), reference.rows[r].size()) << texts[r];
    std::size_t i = 0;
    for (const auto& [feature, value] : reference.rows[r]) {
      ASSERT_EQ(rows.features_of(r)[i], feature);
      ASSERT_NEAR(rows.values_of(r)[i], value, 1e-6);
      ++i;
    }
  }
  expect_same(features.transform(views(texts)), rows);
}

TEST(TextFeatures, RowsAreThoseOfThePlainTwin) {
  std::mt19937 random(1);
  for (int trial = 0; trial < 30; ++trial) {
    TextOptions options;
    options.minimum_documents = static_cast<std::uint32_t>(1 + random() % 3);
    options.sublinear = random() % 2 == 0;
    options.idf = random() % 2 == 0;
    options.mask = random() % 2 == 0;
    options.normalize_families = random() % 2 == 0;
    options.weights = {1.0, 0.5, 2.0, 1.0};
    if (random() % 2 == 0) options.word_ngrams = {static_cast<std::uint32_t>(1 + random() % 2), 2};
    if (random() % 2 == 0) options.character_ngrams = {static_cast<std::uint32_t>(1 + random() % 6), 6};
    if (random() % 4 == 0) options.cjk_ngrams = {2, 2};
    if (random() % 8 == 0) options.character_ngrams = {0, 0};
    if (random() % 8 == 0) options.word_ngrams = {0, 0};
    expect_as_reference(random_texts(random, 1 + random() % 80), options);
  }
}

TEST(TextFeatures, WeightsAreThoseOfScikitLearn) {
  // What TfidfVectorizer(sublinear_tf=True) of scikit-learn 1.9.1 gives for these texts.
  TextOptions options;
  options.minimum_documents = 1;
  options.word_ngrams = {1, 1};
  options.character_ngrams = {0, 0};
  TextFeatures features(options);
  const FeatureRows rows = features.fit(views({"late late card", "card lost"}));
  ASSERT_EQ(rows.rows(), 2U);
  EXPECT_EQ(features.name(0), "card");
  EXPECT_NEAR(rows.values_of(0)[0], 0.38741133, 1e-6);
  EXPECT_NEAR(rows.values_of(0)[1], 0.92190697, 1e-6);
  EXPECT_NEAR(rows.values_of(1)[0], 0.57973867, 1e-6);
  EXPECT_NEAR(rows.values_of(1)[1], 0.81480247, 1e-6);
}

TEST(TextFeatures, EmptyTextsAndUnknownWordsAreEmptyRows) {
  TextFeatures features;
  const FeatureRows rows = features.fit(views({"", "good card", "good card", "  \0 \xFF"s}));
  EXPECT_EQ(rows.features_of(0).size(), 0U);
  EXPECT_EQ(rows.features_of(3).size(), 0U);
  EXPECT_EQ(features.transform(views({"zzz 坏", ""})).features.size(), 0U);
  EXPECT_EQ(TextFeatures().fit({}).rows(), 0U);
  EXPECT_EQ(TextFeatures().transform(views({"good"})).rows(), 1U);
}

TEST(TextFeatures, UnseenWordsHaveTheirKnownInWordNgrams) {
  TextFeatures features;
  features.fit(views({"refund", "refund"}));
  const FeatureRows rows = features.transform(views({"refunded"}));
  EXPECT_GT(rows.features.size(), 10U);
  for (const std::uint32_t feature : rows.features) EXPECT_EQ(features.family(feature), FeatureFamily::character);
}

TEST(TextFeatures, BitsDependNeitherOnThreadsNorOnTheOrderOfTexts) {
  std::mt19937 random(4);
  Texts texts = random_texts(random, 30'000);
  set_threads(1);
  TextFeatures one;
  const FeatureRows rows = one.fit(views(texts));
  set_threads(3);
  TextFeatures three;
  expect_same(three.fit(views(texts)), rows);
  expect_same(three.transform(views(texts)), rows);
  EXPECT_EQ(io::to_bytes(three), io::to_bytes(one));
  std::reverse(texts.begin(), texts.end());
  TextFeatures backwards;
  backwards.fit(views(texts));
  EXPECT_EQ(io::to_bytes(backwards), io::to_bytes(one));
  set_threads(0);
}

TEST(TextFeatures, ARowMadeAloneIsThatOfAllTogether) {
  std::mt19937 random(5);
  const Texts texts = random_texts(random, 200);
  TextFeatures features, others;
  const FeatureRows rows = features.fit(views(texts));
  others.fit(views({"quite other", "quite other"}));
  TextScratch scratch;
  for (std::size_t r = 0; r < texts.size(); ++r) {
    const FeatureRow row = features.row(texts[r], scratch);
    ASSERT_TRUE(std::ranges::equal(row.features, rows.features_of(r)));
    ASSERT_TRUE(std::ranges::equal(row.values, rows.values_of(r)));
    ASSERT_FALSE(others.row("quite refund", scratch).features.empty());  // the same memory serves any features
  }
}

TEST(TextFeatures, RowsHaveLengthOne) {
  std::mt19937 random(6);
  const Texts texts = random_texts(random, 100);
  const FeatureRows rows = TextFeatures().fit(views(texts));
  for (std::size_t r = 0; r < texts.size(); ++r) {
    const auto values = rows.values_of(r);
    if (values.empty()) continue;
    ASSERT_NEAR(std::inner_product(values.begin(), values.end(), values.begin(), 0.0), 1.0, 1e-5);
  }
}

TEST(TextFeatures, OccurrencesAreInTheTextAsItWasGiven) {
  TextOptions options;
  options.minimum_documents = 1;
  options.lexicon = {"Called back", "没人理"};
  const std::string text = "Nobody ＣＡＬＬＥＤ back，等了两个小时没人理我";
  TextFeatures features(options);
  features.fit(views({text}));
  const auto text_of = [&](const std::string& name, FeatureFamily family) {
    for (const Occurrence& found : features.occurrences(text)) {
      if (features.name(found.feature) == name && features.family(found.feature) == family) {
        return text.substr(found.begin, found.end - found.begin);
      }
    }
    return "not found"s;
  };
  EXPECT_EQ(text_of("called", FeatureFamily::word), "ＣＡＬＬＥＤ");
  EXPECT_EQ(text_of("nobody called", FeatureFamily::word), "Nobody ＣＡＬＬＥＤ");
  EXPECT_EQ(text_of("alle", FeatureFamily::character), "ＡＬＬＥ");
  EXPECT_EQ(text_of(" cal", FeatureFamily::character), "ＣＡＬ");
  EXPECT_EQ(text_of("ed ", FeatureFamily::character), "ＥＤ");
  EXPECT_EQ(text_of("两个", FeatureFamily::cjk), "两个");
  EXPECT_EQ(text_of("Called back", FeatureFamily::phrase), "ＣＡＬＬＥＤ back");
  EXPECT_EQ(text_of("没人理", FeatureFamily::phrase), "没人理");
}

TEST(TextFeatures, OccurrencesAreWhatTheRowCounts) {
  std::mt19937 random(7);
  const Texts texts = random_texts(random, 100);
  TextFeatures features;
  const FeatureRows rows = features.fit(views(texts));
  for (std::size_t r = 0; r < texts.size(); ++r) {
    std::vector<std::uint32_t> found;
    for (const Occurrence& occurrence : features.occurrences(texts[r])) {
      ASSERT_LT(occurrence.begin, occurrence.end);
      ASSERT_LE(occurrence.end, texts[r].size());
      found.push_back(occurrence.feature);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    ASSERT_TRUE(std::ranges::equal(found, rows.features_of(r))) << texts[r];
  }
}

TEST(TextFeatures, PersonalDataAreNowhere) {
  const Texts texts{"call 13812345678 a@b.com 京A12345", "call 13812345678 a@b.com 京A12345"};
  TextFeatures features;
  features.fit(views(texts));
  const std::string bytes = io::to_bytes(features) + io::to_bytes(Vocabulary(views(texts)));
  for (const char* secret : {"138", "12345", "b.com", "京"}) EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
  EXPECT_NE(bytes.find("<phone>"), std::string::npos);
}

TEST(TextFeatures, SomeOfTheFeaturesKeepTheirMeaning) {
  std::mt19937 random(8);
  const Texts texts = random_texts(random, 100);
  TextOptions options;
  options.lexicon = {"refund", "never there"};
  TextFeatures features(options);
  const FeatureRows all = features.fit(views(texts));
  std::vector<std::uint32_t> kept;
  for (std::uint32_t f = 0; f < features.number_of_features(); ++f) {
    if (random() % 2 == 0) kept.push_back(f);
  }
  const TextFeatures fewer = features.with_only(kept);
  ASSERT_EQ(fewer.number_of_features(), kept.size());
  for (std::uint32_t f = 0; f < kept.size(); ++f) {
    ASSERT_EQ(fewer.name(f), features.name(kept[f]));
    ASSERT_EQ(fewer.documents_with(f), features.documents_with(kept[f]));
  }
  const FeatureRows rows = fewer.transform(views(texts));
  for (std::size_t r = 0; r < texts.size(); ++r) {
    std::vector<std::uint32_t> expected;
    for (const std::uint32_t f : all.features_of(r)) {
      const auto found = std::lower_bound(kept.begin(), kept.end(), f);
      if (found != kept.end() && *found == f) expected.push_back(static_cast<std::uint32_t>(found - kept.begin()));
    }
    ASSERT_TRUE(std::ranges::equal(expected, rows.features_of(r)));
  }
  EXPECT_THROW((void)features.with_only(std::vector<std::uint32_t>{2, 1}), ParameterError);
  EXPECT_THROW((void)features.with_only(std::vector<std::uint32_t>{features.number_of_features()}), ParameterError);
}

TEST(TextFeatures, SavedFeaturesMakeTheSameRows) {
  std::mt19937 random(9);
  const Texts texts = random_texts(random, 100);
  TextOptions options;
  options.lexicon = {"refund", "好吃"};
  options.weights = {1.0, 0.25, 1.0, 3.0};
  TextFeatures features(options);
  const FeatureRows rows = features.fit(views(texts));
  const std::string bytes = io::to_bytes(features);
  const auto loaded = io::from_bytes<TextFeatures>(bytes);
  EXPECT_EQ(loaded.options(), options);
  EXPECT_EQ(io::to_bytes(loaded), bytes);
  expect_same(loaded.transform(views(texts)), rows);
  const auto fewer = features.with_only(std::vector<std::uint32_t>{1, 5, 9});
  EXPECT_EQ(io::to_bytes(io::from_bytes<TextFeatures>(io::to_bytes(fewer))), io::to_bytes(fewer));
  EXPECT_EQ(io::from_bytes<TextFeatures>(io::to_bytes(TextFeatures(options))).number_of_features(), 0U);
}

TEST(TextFeatures, TenMegabytesOfOneCharacterAreBounded) {
  for (const char* character : {"a", "等", "é", "!", "😡", "1", "\xFF", "'", "X", "&", "."}) {
    std::string text;
    while (text.size() < 10'000'000) text += character;
    TextFeatures features;
    const FeatureRows rows = features.fit(views({text, text}));
    EXPECT_LT(rows.features.size(), 1000U) << character;
    EXPECT_EQ(rows.features_of(0).size(), rows.features_of(1).size());
  }
}

TEST(TextFeatures, ManyShortTextsAreCounted) {
  const std::vector<std::string_view> texts(300'000, "no card");
  TextFeatures features;
  const FeatureRows rows = features.fit(texts);
  EXPECT_EQ(rows.rows(), texts.size());
  EXPECT_EQ(features.documents_with(0), texts.size());
}

TEST(TextFeatures, FeaturesThatAreNotThereAreRefused) {
  EXPECT_THROW((void)TextFeatures().name(0), ParameterError);
  EXPECT_THROW((void)TextFeatures().family(3), ParameterError);
  EXPECT_THROW((void)TextFeatures().documents_with(0), ParameterError);
}

}  // namespace
}  // namespace fealty::complaints
