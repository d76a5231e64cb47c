#include "../../../src/complaints/text_scorer.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/complaints/calibration.hpp"
#include "fealty/complaints/classifier.hpp"
#include "fealty/complaints/compact_heads.hpp"
#include "fealty/complaints/linear_heads.hpp"
#include "fealty/complaints/text_features.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/io/archive.hpp"
#include "heads_of_random_weights.hpp"

namespace fealty::complaints {
namespace {

using namespace std::string_literals;
using Texts = std::vector<std::string>;

std::vector<std::string_view> views_of_texts(const Texts& texts) {
  return {texts.begin(), texts.end()};
}

/// Words of few letters, so that their n-grams stand in one another.
std::string random_word(std::mt19937& random) {
  static const Texts letters{"a", "b", "c", "n", "é", "T", "'", "9"};
  std::string word;
  for (std::size_t k = 1 + random() % (random() % 20 == 0 ? 90 : 7); k > 0; --k)
    word += letters[random() % letters.size()];
  return word;
}

std::string random_piece(std::mt19937& random, const Texts& words) {
  static const Texts others{"等了",     "好吃",     "很好", "，",         "。",           "退款退款", "カード",
                            "！",       "?!",       "...",  "😡",         "😡😡",         "12",       "1234567",
                            "$5",       "9:30",     "５０", "ＡＢ",       "13812345678",  "a@b.com",  "\xFF",
                            "\xE4\xBD", "\xEF\xBC", "\0"s,  "XX/XX/2015", "http://x.y/z", "&amp;",    "京A12345",
                            "…",        "한국",     "x"};
  const auto draw = random() % 10;
  if (draw < 6) return words[std::min(random() % words.size(), random() % words.size())];
  return draw < 7 ? random_word(random) : others[random() % others.size()];
}

Texts random_complaints(std::mt19937& random, const Texts& words, std::size_t count) {
  Texts texts{"", " "};
  while (texts.size() < count) {
    std::string text;
    for (std::size_t k = random() % (random() % 10 == 0 ? 300 : 25); k > 0; --k) {
      text += random_piece(random, words);
      if (random() % 4 != 0) text += ' ';
    }
    texts.push_back(text);
  }
  return texts;
}

/// Scores by the row, and how much speaks for or against each output.
struct PlainScores {
  std::vector<float> scores;
  std::vector<double> scales;

  PlainScores(std::string_view text, const TextFeatures& features, const CompactHeads& heads)
      : scores(heads.stride()), scales(heads.stride()) {
    TextScratch scratch;
    const FeatureRow row = features.row(text, scratch);
    heads.score(row.features, row.values, scores);
    for (std::uint32_t k = 0; k < heads.stride(); ++k) {
      scales[k] = std::abs(heads.intercept(k));
      for (std::size_t i = 0; i < row.features.size(); ++i)
        scales[k] += std::abs(static_cast<double>(row.values[i]) * heads.weight(row.features[i], k));
    }
  }
};

void expect_plain_scores(const Texts& texts, const TextFeatures& features, const CompactHeads& heads,
                         std::size_t bytes_of_sums) {
  const TextScorer scorer(features, heads, bytes_of_sums);
  TextScorer::Scratch scratch;
  std::vector<float> scores(heads.stride());
  for (const std::string& text : texts) {
    scorer.score(text, heads, scratch, scores);
    const PlainScores plain(text, features, heads);
    for (std::uint32_t k = 0; k < heads.stride(); ++k)
      ASSERT_NEAR(scores[k], plain.scores[k], 1e-5 * plain.scales[k]) << text << " by output " << k;
  }
}

std::vector<TextOptions> kinds_of_options() {
  std::vector<TextOptions> made(14);
  made[1].sublinear = false;
  made[2].normalize_families = true;
  made[3].idf = false;
  made[4].weights = {0.0, 1.0, 3.0, 0.5};
  made[5].weights = {1e-20, 1e20, 0.0, 1.0};
  made[6].word_ngrams = {2, 2};
  made[7].word_ngrams = {1, 0};
  made[8].character_ngrams = {1, 6};
  made[9].character_ngrams = {1, 0};
  made[10].cjk_ngrams = {2, 2};
  made[11].lexicon = {"an", "退款", "nab a"};
  made[12].mask = false;
  made[13].minimum_documents = 1;
  for (std::size_t i = 3; i < made.size(); i += 2) {
    TextOptions other = made[i];
    other.normalize_families = true;
    other.sublinear = i % 4 == 1;
    made.push_back(other);
  }
  return made;
}

TEST(TextScorer, ScoresAreThoseOfTheRows) {
  std::mt19937 random(1);
  const std::vector<std::vector<std::uint32_t>> outputs{{1}, {2}, {3, 1, 9}, {77}, {13, 4}};
  std::size_t turn = 0;
  for (const TextOptions& options : kinds_of_options()) {
    Texts words;
    for (int i = 0; i < 40; ++i) words.push_back(random_word(random));
    const Texts learnt = random_complaints(random, words, 60), others = random_complaints(random, words, 60);
    TextFeatures features(options);
    features.fit(views_of_texts(learnt));
    const CompactHeads heads =
        CompactHeads(heads_of_random_weights(random, features.number_of_features(), outputs[turn++ % outputs.size()]));
    for (const std::size_t bytes :
         {TextScorer::most_bytes_of_sums, 8 * heads.stride() * sizeof(float), std::size_t{0}}) {
      expect_plain_scores(learnt, features, heads, bytes);
      expect_plain_scores(others, features, heads, bytes);
    }
  }
}

TEST(TextScorer, LongTextsAreScoredToo) {
  std::mt19937 random(2);
  const Texts words{"nana", "banana", "ban", "的"};
  TextFeatures features;
  features.fit(views_of_texts(random_complaints(random, words, 60)));
  const CompactHeads heads(heads_of_random_weights(random, features.number_of_features(), {5}));
  Texts texts{std::string(TextScorer::longest_text, '!'), "好" + std::string(TextScorer::longest_text - 3, '!')};
  for (const std::size_t size : {TextScorer::longest_text, TextScorer::longest_text + 1, std::size_t{100000}}) {
    texts.emplace_back(size, 'a');
    for (const std::string& word : words) {
      std::string text;
      while (text.size() + word.size() < size) text += word + (text.size() % 7 == 0 ? "" : " ");
      texts.push_back(text);
    }
  }
  expect_plain_scores(texts, features, heads, TextScorer::most_bytes_of_sums);
}

TEST(TextScorer, CharactersThatComeAgainCountAsInRows) {
  std::mt19937 random(5);
  static const Texts characters{"等", "了", "很", "好", "，", "。", "！", "退", "款", "x", " ", "\xF0\xA0\x80\x80"};
  const auto text_of = [&](std::size_t kinds, std::size_t size) {
    std::string text;
    while (size-- > 0) text += characters[random() % kinds];
    return text;
  };
  for (const NgramRange lengths : {NgramRange{1, 3}, {1, 1}, {1, 2}, {2, 3}, {3, 3}}) {
    for (const bool is_sublinear : {true, false}) {
      TextOptions options;
      options.cjk_ngrams = lengths;
      options.sublinear = is_sublinear;
      TextFeatures features(options);
      Texts learnt, others;
      for (std::size_t i = 0; i < 60; ++i) learnt.push_back(text_of(1 + i % characters.size(), random() % 12));
      features.fit(views_of_texts(learnt));
      for (std::size_t i = 0; i < 200; ++i) others.push_back(text_of(1 + i % characters.size(), random() % (10 + i)));
      const CompactHeads heads(heads_of_random_weights(random, features.number_of_features(),
                                                       {static_cast<std::uint32_t>(1 + random() % 9)}));
      expect_plain_scores(learnt, features, heads, TextScorer::most_bytes_of_sums);
      expect_plain_scores(others, features, heads, TextScorer::most_bytes_of_sums);
    }
  }
}

TEST(TextScorer, CharactersOfWhichNothingIsKnownCountNothing) {
  std::mt19937 random(6);
  const Texts learnt{"no answer", "no answer", "等", "等"}, others{"等了 no", "了等等了，了了", "answer 好"};
  for (const std::size_t known : {std::size_t{2}, std::size_t{4}}) {
    TextFeatures features;
    features.fit(views_of_texts({learnt.begin(), learnt.begin() + static_cast<std::ptrdiff_t>(known)}));
    const CompactHeads heads(heads_of_random_weights(random, features.number_of_features(), {3}));
    expect_plain_scores(others, features, heads, TextScorer::most_bytes_of_sums);
  }
}

TEST(TextScorer, AScoreDependsOnTheTextAlone) {
  std::mt19937 random(3);
  Texts words;
  for (int i = 0; i < 30; ++i) words.push_back(random_word(random));
  Texts texts = random_complaints(random, words, 80);
  TextFeatures features;
  features.fit(views_of_texts(texts));
  const CompactHeads heads(heads_of_random_weights(random, features.number_of_features(), {6}));
  const TextScorer scorer(features, heads);
  const auto loaded = io::from_bytes<TextFeatures>(io::to_bytes(features));  // whose words have other numbers
  const TextScorer scorer_of_loaded(loaded, heads);
  std::shuffle(texts.begin(), texts.end(), random);
  TextScorer::Scratch scratch;
  std::vector<float> scores(heads.stride()), alone(heads.stride());
  for (const std::string& text : texts) {
    scorer.score(text, heads, scratch, scores);
    TextScorer::Scratch fresh;
    scorer.score(text, heads, fresh, alone);
    EXPECT_EQ(scores, alone) << text;
    scorer_of_loaded.score(text, heads, fresh, alone);
    EXPECT_EQ(scores, alone) << text;
  }
}

/// What a classifier says of texts together, of each alone, and by their rows.
void expect_predictions(const Classifier& classifier, const Texts& texts) {
  const std::vector<HeadPrediction> together = classifier.predict(Column(texts), true);
  const auto outputs = classifier.weights().outputs(0);
  std::vector<double> probabilities(outputs);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::vector<HeadPrediction> alone = classifier.predict(Column(Texts{texts[i]}), true);
    const auto of_text = std::span(together[0].probabilities).subspan(i * outputs, outputs);
    EXPECT_TRUE(std::ranges::equal(of_text, alone[0].probabilities)) << texts[i];
    EXPECT_EQ(together[0].classes[i], alone[0].classes[0]);
    EXPECT_EQ(together[1].numbers[i], alone[1].numbers[0]);
    const PlainScores plain(texts[i], classifier.features(), classifier.weights());
    to_probabilities(classifier.heads()[0].calibration, Link::softmax, std::span(plain.scores).first(outputs),
                     probabilities);
    for (std::size_t k = 0; k < outputs; ++k) EXPECT_NEAR(of_text[k], probabilities[k], 1e-5) << texts[i];
    EXPECT_NEAR(together[1].numbers[i], plain.scores[classifier.weights().first_output(1)], 1e-4);
  }
}

TEST(TextScorer, ClassifiersPredictByIt) {
  std::mt19937 random(4);
  Texts words;
  for (int i = 0; i < 30; ++i) words.push_back(random_word(random));
  const Texts texts = random_complaints(random, words, 300), others = random_complaints(random, words, 150);
  Texts labels, labels_of_others(others.size(), "new");
  std::vector<double> numbers, numbers_of_others(others.size(), 1.0);
  for (const std::string& text : texts) {
    labels.push_back(text.find(words[0]) != Texts::value_type::npos ? "a" : text.size() % 2 == 0 ? "b" : "c");
    numbers.push_back(static_cast<double>(text.size()) / 100);
  }
  ClassifierOptions options;
  options.heads = {HeadOptions{.name = "cause"}, HeadOptions{.name = "length", .kind = HeadKind::number}};
  Classifier classifier(options);
  classifier.fit(Column(texts), {Column(labels), Column(numbers)});
  expect_predictions(classifier, others);
  const auto loaded = io::from_bytes<Classifier>(io::to_bytes(classifier));
  EXPECT_EQ(loaded.predict(Column(others), true)[0].probabilities,
            classifier.predict(Column(others), true)[0].probabilities);
  expect_predictions(classifier.pruned(0.2), others);
  const Classifier before = classifier;
  const std::vector<double> said = before.predict(Column(others), true)[0].probabilities;
  classifier.fit_further(Column(others), {Column(labels_of_others), Column(numbers_of_others)});
  expect_predictions(classifier, others);
  EXPECT_EQ(before.predict(Column(others), true)[0].probabilities, said);
}

}  // namespace
}  // namespace fealty::complaints
