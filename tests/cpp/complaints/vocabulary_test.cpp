#include "fealty/complaints/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/complaints/text_features.hpp"
#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::complaints {
namespace {

using Views = std::vector<std::string_view>;

const Views north{"card lost again", "等了两个小时", "card lost", "call 13812345678", "bad \xFF"};
const Views south{"lost my card", "等了很久", "refund", "zebra crossing"};

Views both() {
  Views texts = north;
  texts.insert(texts.end(), south.begin(), south.end());
  return texts;
}

TEST(Vocabulary, BranchesAddUpToTheVocabularyOfAllTexts) {
  Vocabulary sum(north);
  sum += Vocabulary(south);
  EXPECT_EQ(sum, Vocabulary(both()));
  Vocabulary other(south);
  other += Vocabulary(north);
  EXPECT_EQ(io::to_bytes(other), io::to_bytes(sum));
  Vocabulary from_nothing;
  from_nothing += sum;
  EXPECT_EQ(from_nothing, sum);
  sum += Vocabulary();
  EXPECT_EQ(from_nothing, sum);
}

TEST(Vocabulary, FeaturesOfASumAreThoseOfAllTexts) {
  Vocabulary sum(north);
  sum += Vocabulary(south);
  TextFeatures fitted;
  const FeatureRows rows = fitted.fit(both());
  const TextFeatures summed(sum, TextOptions());
  EXPECT_EQ(summed.transform(both()).features, rows.features);
  EXPECT_EQ(summed.transform(both()).values, rows.values);
  EXPECT_EQ(io::to_bytes(summed), io::to_bytes(fitted));
}

TEST(Vocabulary, SaysHowManyTextsHaveAnNgram) {
  const Vocabulary vocabulary(Views{"so so good", "so"});
  const Frame frame = vocabulary.frame();
  const TextReader names(frame.at("ngram"), "ngram");
  const auto documents = as_doubles(frame.at("documents"), "documents");
  ASSERT_EQ(names[0], "good");
  EXPECT_EQ(documents[0], 1.0);
  ASSERT_EQ(names[1], "so");
  EXPECT_EQ(documents[1], 2.0);
  EXPECT_EQ(names[2], "so good");
  EXPECT_EQ(names[3], "so so");
  EXPECT_EQ(frame.rows(), vocabulary.size());
  EXPECT_EQ(vocabulary.documents(), 2U);
}

TEST(Vocabulary, CountsWhatWasMaskedAndWhatWasNoUtf8) {
  const Vocabulary vocabulary(both());
  EXPECT_EQ(vocabulary.masked()[0], 1U);
  EXPECT_EQ(vocabulary.invalid(), 1U);
}

TEST(Vocabulary, CountsOfOtherNgramsAreNotAdded) {
  TextOptions options;
  options.cjk_ngrams = {1, 2};
  Vocabulary vocabulary(north, options);
  EXPECT_THROW(vocabulary += Vocabulary(south), ParameterError);
  EXPECT_THROW(TextFeatures(vocabulary, TextOptions()), ParameterError);
}

TEST(Vocabulary, ComesBackFromItsArchive) {
  const Vocabulary vocabulary(both());
  EXPECT_EQ(io::from_bytes<Vocabulary>(io::to_bytes(vocabulary)), vocabulary);
  std::string bytes = io::to_bytes(vocabulary);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  EXPECT_THROW((void)io::from_bytes<Vocabulary>(bytes), ArchiveError);
}

}  // namespace
}  // namespace fealty::complaints
