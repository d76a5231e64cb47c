#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/complaints/text_features.hpp"
#include "fealty/complaints/text_options.hpp"
#include "fealty/complaints/utf8.hpp"
#include "fealty/complaints/vocabulary.hpp"
#include "word_key.hpp"

/// How vocabularies and the features of texts are saved.
namespace fealty::io {

using complaints::NgramRange;
using complaints::TextFeatures;
using complaints::TextOptions;
using complaints::Vocabulary;

template <>
struct Archived<NgramRange> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, NgramRange& r, unsigned /*saved_version*/) {
    ar & r.least & r.most;
  }
};

template <>
struct Archived<TextOptions> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, TextOptions& o, unsigned /*saved_version*/) {
    ar & o.word_ngrams & o.character_ngrams & o.cjk_ngrams & o.minimum_documents & o.sublinear & o.idf & o.mask &
        o.normalize_families & o.weights & o.lexicon;
  }
  static void check(const TextOptions& options) { require_sound(options); }
};

namespace {

template <class T>
bool ascends(const std::vector<T>& values) {
  return std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end();
}

bool is_word(const std::string& word) {
  const bool has_size = !word.empty() && word.size() <= complaints::WordKey::most_bytes;
  if (!has_size || complaints::repaired(word).replaced != 0) return false;
  const auto is_tail = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; };
  const auto tails = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_tail));
  return word.size() - tails <= complaints::longest_word;
}

/// Whether a key is one to three characters, first to last.
bool is_packed(std::uint64_t key, bool may_be_empty) {
  const std::array<std::uint64_t, 3> characters{key >> 42, (key >> 21) & 0x1FFFFF, key & 0x1FFFFF};
  const auto is_character = [](std::uint64_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); };
  if (!std::all_of(characters.begin(), characters.end(), is_character)) return false;
  if (characters[0] == 0) return may_be_empty && key == 0;
  return characters[1] != 0 || characters[2] == 0;
}

}  // namespace

template <>
struct Archived<Vocabulary> {
  static constexpr std::string_view kind = "complaints.Vocabulary";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, Vocabulary& v, unsigned /*saved_version*/) {
    ar & v.options_ & v.documents_ & v.invalid_ & v.masked_ & v.words_ & v.word_documents_ & v.pairs_ &
        v.pair_documents_ & v.characters_ & v.character_documents_ & v.cjk_ & v.cjk_documents_ & v.phrase_documents_;
  }

  static void check(const Vocabulary& v) {
    const bool has_sizes = v.word_documents_.size() == v.words_.size() && v.pair_documents_.size() == v.pairs_.size() &&
                           2 * v.character_documents_.size() == v.characters_.size() &&
                           v.cjk_documents_.size() == v.cjk_.size() &&
                           (v.phrase_documents_.size() == v.options_.lexicon.size());
    require_sound(has_sizes, "every n-gram of a vocabulary has its number of texts");
    require_sound(std::all_of(v.words_.begin(), v.words_.end(), is_word), "a word of a vocabulary is none");
    std::vector<std::pair<std::uint64_t, std::uint64_t>> characters;
    for (std::size_t i = 0; i < v.characters_.size(); i += 2) {
      characters.emplace_back(v.characters_[i], v.characters_[i + 1]);
      require_sound(is_packed(characters.back().first, false) && is_packed(characters.back().second, true),
                    "an n-gram of a vocabulary is none");
    }
    require_sound(ascends(v.words_) && ascends(v.pairs_) && ascends(characters) && ascends(v.cjk_),
                  "the n-grams of a vocabulary are sorted and distinct");
    for (const std::uint64_t key : v.cjk_) require_sound(is_packed(key, false), "an n-gram of a vocabulary is none");
    for (const std::uint64_t pair : v.pairs_) {
      require_sound((pair >> 32) < v.words_.size() && (pair & 0xFFFFFFFF) < v.words_.size(),
                    "a pair of a vocabulary is of its words");
    }
    for (const auto* counts :
         {&v.word_documents_, &v.pair_documents_, &v.character_documents_, &v.cjk_documents_, &v.phrase_documents_}) {
      const auto exceeds = [&](std::uint32_t documents) { return documents > v.documents_; };
      require_sound(std::none_of(counts->begin(), counts->end(), exceeds),
                    "an n-gram stands in more texts than there are");
    }
  }
};

template <>
struct Archived<TextFeatures> {
  static constexpr std::string_view kind = "complaints.TextFeatures";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const TextFeatures& features) {
    out << features.options() << features.vocabulary();
  }
  static TextFeatures load(InArchive& in, unsigned /*saved_version*/) {
    const auto options = in.value<TextOptions>();
    return TextFeatures(in.value<Vocabulary>(), options);
  }
};

template struct Codec<Vocabulary>;
template struct Codec<TextFeatures>;

}  // namespace fealty::io
