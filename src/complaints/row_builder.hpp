#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "asked_grams.hpp"
#include "cjk_ngrams.hpp"
#include "dictionary.hpp"
#include "fealty/complaints/text_options.hpp"
#include "feature_counts.hpp"
#include "feature_finder.hpp"

namespace fealty::complaints {

/// Makes the rows of texts by a dictionary, one after another.
class RowBuilder {
 public:
  RowBuilder() = default;
  RowBuilder(const RowBuilder&) = delete;
  RowBuilder& operator=(const RowBuilder&) = delete;

  /// Makes ready for a dictionary; nothing is done if it is the one of the last row.
  void use(const std::shared_ptr<const Dictionary>& dictionary, const TextOptions& options) {
    if (dictionary == dictionary_) return;
    dictionary_ = dictionary;
    lengths_of_cjk_ = options.cjk_ngrams;
    counts_ = FeatureCounts(dictionary->size());
    finder_.use(dictionary, options);
  }

  /// The features of a text, in `counts()`.
  void make(std::string_view text) {
    finder_.find(text);
    counts_.finish(dictionary_->weighting());
  }

  [[nodiscard]] const FeatureCounts& counts() const noexcept { return counts_; }

  // What the finder tells.

  [[nodiscard]] const GramTable<std::uint64_t>& pairs() const noexcept { return dictionary_->pairs(); }
  void pair(std::uint32_t feature) { counts_.add(feature, 1); }
  void character(std::uint32_t feature) { counts_.add(feature, 1); }
  void phrase(std::uint32_t feature) { counts_.add(feature, 1); }
  void meet(std::uint32_t word) const noexcept { dictionary_->prefetch_word(word); }

  void word(std::uint32_t word, std::uint32_t count) {
    counts_.add(dictionary_->word_feature(word), count);
    for (const std::uint32_t feature : dictionary_->characters_of(word)) counts_.add(feature, count);
  }

  void cjk(std::span<const char32_t> run) {
    CjkRun grams;
    for (const char32_t character : run) {
      grams.add(character, lengths_of_cjk_, [&](CjkKey gram, auto) {
        if (cjk_.ask(gram)) finish_cjk();
      });
    }
    finish_cjk();
  }

 private:
  void finish_cjk() {
    cjk_.look_up(dictionary_->cjk(), [&](std::uint32_t feature) { counts_.add(feature, 1); });
  }

  std::shared_ptr<const Dictionary> dictionary_;
  NgramRange lengths_of_cjk_;
  FeatureCounts counts_{0};
  AskedGrams<CjkKey> cjk_;
  FeatureFinder<RowBuilder> finder_{*this};
};

}  // namespace fealty::complaints
