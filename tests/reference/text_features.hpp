#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "fealty/complaints/text_options.hpp"
#include "fealty/complaints/text_runs.hpp"

/// Texts to features by maps of strings, as the definitions say and with no thought of speed.
namespace fealty::reference {

using complaints::FeatureFamily;
using complaints::RunKind;
using complaints::TextOptions;

inline std::vector<std::string> characters_of(const std::string& text) {
  std::vector<std::string> characters;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) {
      characters.back() += text[i];
    } else {
      characters.emplace_back(1, text[i]);
    }
  }
  return characters;
}

/// A feature: its family, the n-gram, and its occurrences in a text.
using Ngram = std::pair<FeatureFamily, std::string>;
using NgramCounts = std::map<Ngram, int>;

inline void add_ngrams(NgramCounts& counts, FeatureFamily family, const std::vector<std::string>& parts,
                       std::size_t least, std::size_t most) {
  for (std::size_t n = least; most > 0 && n <= most; ++n) {
    for (std::size_t i = 0; i + n <= parts.size(); ++i) {
      std::string ngram;
      for (std::size_t k = 0; k < n; ++k) ngram += parts[i + k];
      ++counts[{family, ngram}];
    }
  }
}

inline NgramCounts ngrams_of(std::string_view text, const TextOptions& options) {
  NgramCounts counts;
  std::string previous;
  for (const auto& run : complaints::text_runs(text, options.mask).runs) {
    if (run.kind == RunKind::cjk) {
      add_ngrams(counts, FeatureFamily::cjk, characters_of(run.text), options.cjk_ngrams.least,
                 options.cjk_ngrams.most);
      previous.clear();
      continue;
    }
    if (options.word_ngrams.least == 1 && options.word_ngrams.most >= 1) ++counts[{FeatureFamily::word, run.text}];
    if (options.word_ngrams.most >= 2 && !previous.empty()) ++counts[{FeatureFamily::word, previous + ' ' + run.text}];
    previous = run.text;
    if (run.kind != RunKind::word || options.character_ngrams.most == 0) continue;
    const auto padded = characters_of(' ' + run.text + ' ');
    if (padded.size() < options.character_ngrams.least) {
      add_ngrams(counts, FeatureFamily::character, padded, padded.size(), padded.size());
    } else {
      add_ngrams(counts, FeatureFamily::character, padded, options.character_ngrams.least,
                 options.character_ngrams.most);
    }
  }
  return counts;
}

/// The features of texts in their order, and the weighted rows.
struct TextFeatures {
  std::vector<Ngram> features;
  std::vector<int> documents;
  std::vector<std::map<std::uint32_t, double>> rows;
};

inline TextFeatures text_features(const std::vector<std::string>& texts, const TextOptions& options) {
  std::vector<NgramCounts> counts;
  std::map<Ngram, int> documents;
  for (const auto& text : texts) {
    counts.push_back(ngrams_of(text, options));
    for (const auto& [ngram, count] : counts.back()) ++documents[ngram];
  }
  std::vector<std::tuple<FeatureFamily, int, std::string>> ordered;
  for (const auto& [ngram, of_it] : documents) {
    if (of_it >= static_cast<int>(options.minimum_documents)) ordered.emplace_back(ngram.first, -of_it, ngram.second);
  }
  std::sort(ordered.begin(), ordered.end());
  TextFeatures made;
  std::map<Ngram, std::uint32_t> numbers;
  for (const auto& [family, negative, ngram] : ordered) {
    numbers[{family, ngram}] = static_cast<std::uint32_t>(made.features.size());
    made.features.emplace_back(family, ngram);
    made.documents.push_back(-negative);
  }
  for (const auto& row : counts) {
    std::map<std::uint32_t, double> values;
    std::array<double, complaints::feature_families> squares{};
    for (const auto& [ngram, count] : row) {
      const auto found = numbers.find(ngram);
      if (found == numbers.end()) continue;
      const double texts_with = made.documents[found->second], all = static_cast<double>(texts.size());
      const double idf = options.idf ? std::log((1 + all) / (1 + texts_with)) + 1 : 1.0;
      const double value = (options.sublinear ? 1 + std::log(count) : count) * idf;
      values[found->second] = value;
      squares[static_cast<std::size_t>(ngram.first)] += value * value;
    }
    double length = 0;
    for (auto& [feature, value] : values) {
      const auto family = static_cast<std::size_t>(made.features[feature].first);
      value *= options.weights[family] / (options.normalize_families ? std::sqrt(squares[family]) : 1.0);
      length += value * value;
    }
    for (auto& [feature, value] : values) value = length > 0 ? value / std::sqrt(length) : 0.0;
    made.rows.push_back(std::move(values));
  }
  return made;
}

}  // namespace fealty::reference
