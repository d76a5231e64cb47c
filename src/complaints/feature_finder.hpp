#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "asked_grams.hpp"
#include "dictionary.hpp"
#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/text_options.hpp"
#include "run_cutter.hpp"
#include "word_characters.hpp"

namespace fealty::complaints {

/// Finds the features of texts by a dictionary, one text after another, and tells a sink of them:
///
///     const auto& pairs() const;                           // where the numbers of pairs of words are looked up
///     void pair(std::uint32_t number);                     // once more
///     void cjk(std::span<const char32_t> run);             // characters, of whose n-grams nothing is told
///     void character(std::uint32_t feature);               // once more: in a word that is not in the dictionary
///     void phrase(std::uint32_t feature);                  // once more
///     void meet(std::uint32_t word);                       // for the first time: it will be told
///     void word(std::uint32_t word, std::uint32_t count);  // with its own feature and its in-word n-grams
///
/// The features of each kind are told in the order of the text, and each word of the dictionary once, in the order of
/// the first occurrences.
template <class Sink>
class FeatureFinder {
 public:
  explicit FeatureFinder(Sink& sink) noexcept : sink_(sink) {}
  FeatureFinder(const FeatureFinder&) = delete;
  FeatureFinder& operator=(const FeatureFinder&) = delete;

  /// Makes ready for a dictionary.
  void use(const std::shared_ptr<const Dictionary>& dictionary, const TextOptions& options) {
    dictionary_ = dictionary;
    options_ = options;
    word_counts_.assign(dictionary->words().size(), 0);
  }

  void find(std::string_view text) {
    if (options_.mask) masks_ = find_personal_data(text);
    previous_ = not_there;
    cutter_.cut(text, masks_);
    finish_pairs();
    finish_words();
    if (dictionary_->lexicon().empty()) return;
    dictionary_->lexicon().find_all(text, masks_, [&](std::uint32_t phrase, std::size_t, std::size_t) {
      const std::uint32_t feature = dictionary_->phrase_feature(phrase);
      if (feature < dictionary_->size()) sink_.phrase(feature);
    });
  }

  // What the cutter tells.

  void word(const WordKey& key, std::size_t, std::size_t) {
    const std::uint32_t word = dictionary_->words().find(key);
    follow(word);
    if (word != not_there) return;
    WordCharacters(key.text()).for_each_gram(options_.character_ngrams, [&](const CharacterKey& gram, auto, auto) {
      if (characters_.ask(gram)) finish_characters();
    });
    finish_characters();
  }

  void kind(std::string_view name, std::size_t, std::size_t) {
    key_.set(name);
    follow(dictionary_->words().find(key_));
  }

  void cjk(char32_t character, std::size_t, std::size_t) {
    if (length_ == run_.size()) run_.resize(2 * length_ + 64);
    run_[length_++] = character;
  }

  void end_of_cjk() {
    sink_.cjk(std::span<const char32_t>(run_.data(), length_));
    length_ = 0;
    previous_ = not_there;
  }

 private:
  void follow(std::uint32_t word) {
    if (word != not_there) {
      if (word_counts_[word]++ == 0) {
        words_.push_back(word);
        sink_.meet(word);
      }
      const bool has_pair = previous_ != not_there && options_.word_ngrams.most > 1;
      if (has_pair && pairs_.ask(pair_key(previous_, word))) finish_pairs();
    }
    previous_ = word;
  }

  void finish_pairs() {
    pairs_.look_up(sink_.pairs(), [&](std::uint32_t number) { sink_.pair(number); });
  }

  void finish_characters() {
    characters_.look_up(dictionary_->characters(), [&](std::uint32_t feature) { sink_.character(feature); });
  }

  void finish_words() {
    for (const std::uint32_t word : words_) {
      sink_.word(word, word_counts_[word]);
      word_counts_[word] = 0;
    }
    words_.clear();
  }

  Sink& sink_;
  std::shared_ptr<const Dictionary> dictionary_;
  TextOptions options_;
  std::vector<std::uint32_t> word_counts_;
  std::vector<std::uint32_t> words_;
  AskedGrams<std::uint64_t> pairs_;
  AskedGrams<CharacterKey> characters_;
  std::vector<PersonalData> masks_;
  std::vector<char32_t> run_;  // of CJK characters
  std::size_t length_ = 0;
  std::uint32_t previous_ = not_there;
  WordKey key_;
  RunCutter<FeatureFinder> cutter_{*this};
};

}  // namespace fealty::complaints
