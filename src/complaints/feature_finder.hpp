#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "dictionary.hpp"
#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/text_options.hpp"
#include "run_cutter.hpp"
#include "word_characters.hpp"

namespace fealty::complaints {

/// Finds the features of texts by a dictionary, one text after another, and tells a sink of them:
///
///     void feature(std::uint32_t feature);                 // once more: a pair, CJK characters or a phrase
///     void character(std::uint32_t feature);               // once more: in a word that is not in the dictionary
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
    finish(pairs_, dictionary_->pairs());
    finish(cjk_, dictionary_->cjk());
    finish_words();
    if (dictionary_->lexicon().empty()) return;
    dictionary_->lexicon().find_all(text, masks_, [&](std::uint32_t phrase, std::size_t, std::size_t) {
      tell(dictionary_->phrase_feature(phrase));
    });
  }

  // What the cutter tells.

  void word(const WordKey& key, std::size_t, std::size_t) {
    const std::uint32_t word = dictionary_->words().find(key);
    follow(word);
    if (word != not_there) return;
    WordCharacters(key.text()).for_each_gram(options_.character_ngrams, [&](const CharacterKey& gram, auto, auto) {
      const std::uint32_t feature = dictionary_->characters().find(gram);
      if (feature != not_there) sink_.character(feature);
    });
  }

  void kind(std::string_view name, std::size_t, std::size_t) {
    key_.set(name);
    follow(dictionary_->words().find(key_));
  }

  void cjk(char32_t character, std::size_t, std::size_t) {
    constexpr std::uint64_t three = (std::uint64_t{1} << 63) - 1;
    last_ = ((last_ << 21) | character) & three;
    ++length_;
    for (std::size_t n = options_.cjk_ngrams.least; n <= options_.cjk_ngrams.most && n <= length_; ++n)
      ask(cjk_, dictionary_->cjk(), (last_ << (21 * (3 - n))) & three);
  }

  void end_of_cjk() {
    length_ = 0;
    previous_ = not_there;
  }

 private:
  void tell(std::uint32_t feature) {
    if (feature < dictionary_->size()) sink_.feature(feature);
  }

  void follow(std::uint32_t word) {
    if (word != not_there) {
      if (word_counts_[word]++ == 0) {
        words_.push_back(word);
        dictionary_->prefetch_word(word);
      }
      if (previous_ != not_there && options_.word_ngrams.most > 1)
        ask(pairs_, dictionary_->pairs(), pair_key(previous_, word));
    }
    previous_ = word;
  }

  /// Keys that are to be looked up together.
  struct Asked {
    std::array<std::uint64_t, 64> keys;
    std::size_t count = 0;
  };

  /// Has the place of a key in a table, which is seldom in the cache, fetched until it is looked up.
  void ask(Asked& asked, const GramTable<std::uint64_t>& table, std::uint64_t key) {
    asked.keys[asked.count++] = key;
    table.prefetch(key);
    if (asked.count == asked.keys.size()) finish(asked, table);
  }

  void finish(Asked& asked, const GramTable<std::uint64_t>& table) {
    for (std::size_t i = 0; i < asked.count; ++i) tell(table.find(asked.keys[i]));
    asked.count = 0;
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
  Asked pairs_;
  Asked cjk_;
  std::vector<PersonalData> masks_;
  std::uint64_t last_ = 0;  // three characters of a CJK run, as `packed` has them
  std::size_t length_ = 0;
  std::uint32_t previous_ = not_there;
  WordKey key_;
  RunCutter<FeatureFinder> cutter_{*this};
};

}  // namespace fealty::complaints
