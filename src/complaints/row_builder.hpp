#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "dictionary.hpp"
#include "fealty/complaints/text_options.hpp"
#include "feature_counts.hpp"
#include "run_cutter.hpp"
#include "word_characters.hpp"

namespace fealty::complaints {

/// Makes the rows of texts by a dictionary, one after another.
class RowBuilder {
 public:
  /// Makes ready for a dictionary; nothing is done if it is the one of the last row.
  void use(const std::shared_ptr<const Dictionary>& dictionary, const TextOptions& options) {
    if (dictionary == dictionary_) return;
    dictionary_ = dictionary;
    options_ = options;
    counts_ = FeatureCounts(dictionary->size());
    word_counts_.assign(dictionary->words().size(), 0);
  }

  /// The features of a text, in `counts()`.
  void make(std::string_view text) {
    if (options_.mask) masks_ = find_personal_data(text);
    previous_ = not_there;
    cutter_.cut(text, masks_);
    finish(pairs_, dictionary_->pairs());
    finish(cjk_, dictionary_->cjk());
    finish_words();
    if (!dictionary_->lexicon().empty()) {
      dictionary_->lexicon().find_all(text, masks_, [&](std::uint32_t phrase, std::size_t, std::size_t) {
        counts_.add(dictionary_->phrase_feature(phrase), 1);
      });
    }
    counts_.finish(dictionary_->weighting());
  }

  [[nodiscard]] const FeatureCounts& counts() const noexcept { return counts_; }

  RowBuilder() = default;
  RowBuilder(const RowBuilder&) = delete;
  RowBuilder& operator=(const RowBuilder&) = delete;

  // What the cutter tells.

  void word(const WordKey& key, std::size_t, std::size_t) {
    const std::uint32_t word = dictionary_->words().find(key);
    follow(word);
    if (word != not_there) return;
    WordCharacters(key.text()).for_each_gram(options_.character_ngrams, [&](const CharacterKey& gram, auto, auto) {
      const std::uint32_t feature = dictionary_->characters().find(gram);
      if (feature != not_there) counts_.add(feature, 1);
    });
  }

  void kind(std::string_view name, std::size_t, std::size_t) {
    key_.set(name);
    follow(dictionary_->words().find(key_));
  }

  void cjk(char32_t character, std::size_t, std::size_t) {
    last_ = {last_[1], last_[2], character};
    ++length_;
    for (std::size_t n = options_.cjk_ngrams.least; n <= options_.cjk_ngrams.most && n <= length_; ++n) {
      ask(cjk_, dictionary_->cjk(), packed(last_.data() + 3 - n, n));
    }
  }

  void end_of_cjk() {
    length_ = 0;
    previous_ = not_there;
  }

 private:
  void follow(std::uint32_t word) {
    if (word != not_there) {
      if (word_counts_[word]++ == 0) words_.push_back(word);
      if (previous_ != not_there) ask(pairs_, dictionary_->pairs(), pair_key(previous_, word));
    }
    previous_ = word;
  }

  /// Has the place of a key in a table, which is seldom in the cache, fetched until it is looked up.
  void ask(std::vector<std::uint64_t>& keys, const GramTable<std::uint64_t>& table, std::uint64_t key) {
    constexpr std::size_t at_once = 64;
    keys.push_back(key);
    table.prefetch(key);
    if (keys.size() == at_once) finish(keys, table);
  }

  void finish(std::vector<std::uint64_t>& keys, const GramTable<std::uint64_t>& table) {
    for (const std::uint64_t key : keys) {
      const std::uint32_t feature = table.find(key);
      if (feature != not_there) counts_.add(feature, 1);
    }
    keys.clear();
  }

  void finish_words() {
    for (const std::uint32_t word : words_) {
      const std::uint32_t count = word_counts_[word];
      word_counts_[word] = 0;
      counts_.add(dictionary_->word_feature(word), count);
      for (const std::uint32_t feature : dictionary_->characters_of(word)) counts_.add(feature, count);
    }
    words_.clear();
  }

  std::shared_ptr<const Dictionary> dictionary_;
  TextOptions options_;
  FeatureCounts counts_{0};
  std::vector<std::uint32_t> word_counts_;
  std::vector<std::uint32_t> words_;
  std::vector<std::uint64_t> pairs_;  // that have been asked for
  std::vector<std::uint64_t> cjk_;
  std::vector<PersonalData> masks_;
  std::array<char32_t, 3> last_{};
  std::size_t length_ = 0;
  std::uint32_t previous_ = not_there;
  WordKey key_;
  RunCutter<RowBuilder> cutter_{*this};
};

}  // namespace fealty::complaints
