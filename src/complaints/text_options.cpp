#include "fealty/complaints/text_options.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "ngram_options.hpp"

namespace fealty::complaints {
namespace {

void require_range(const NgramRange& range, std::uint32_t most, std::string_view name) {
  if (range.most == 0 || (range.least >= 1 && range.least <= range.most && range.most <= most)) return;
  throw ParameterError(
      code::out_of_domain,
      fmt::format("{} is ({}, {}); it must be two lengths from 1 to {}, the first not above the second, "
                  "or (0, 0) for none",
                  name, range.least, range.most, most));
}

}  // namespace

void require_sound(const TextOptions& options) {
  require_range(options.word_ngrams, 2, "word_ngrams");
  require_range(options.character_ngrams, 6, "character_ngrams");
  require_range(options.cjk_ngrams, 3, "cjk_ngrams");
  for (std::size_t family = 0; family < feature_families; ++family) {
    const double weight = options.weights[family];
    if (std::isfinite(weight) && weight >= 0.0) continue;
    throw ParameterError(code::out_of_domain, fmt::format("the weight of the family {} is {}; it must not be negative",
                                                          family_names()[family], weight));
  }
  for (std::size_t i = 0; i < options.lexicon.size(); ++i) {
    if (!options.lexicon[i].empty()) continue;
    throw ParameterError(code::out_of_domain, fmt::format("phrase {} of the lexicon is empty", i));
  }
}

void require_same_ngrams(const TextOptions& counted, const TextOptions& wanted) {
  const auto refuse = [](std::string_view option) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("the vocabulary was counted with another {}; it must be the same", option));
  };
  if (counted.word_ngrams != wanted.word_ngrams) refuse("word_ngrams");
  if (counted.character_ngrams != wanted.character_ngrams) refuse("character_ngrams");
  if (counted.cjk_ngrams != wanted.cjk_ngrams) refuse("cjk_ngrams");
  if (counted.mask != wanted.mask) refuse("mask");
  if (counted.lexicon != wanted.lexicon) refuse("lexicon");
}

}  // namespace fealty::complaints
