#include "fealty/complaints/vocabulary.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "counted_texts.hpp"
#include "fealty/core/error.hpp"
#include "ngram_options.hpp"
#include "text_block.hpp"

namespace fealty::complaints {
namespace {

/// A sorted list of n-grams and their documents, `width` numbers to an n-gram, with those of another added.
void add_counts(std::vector<std::uint64_t>& keys, std::vector<std::uint32_t>& documents,
                const std::vector<std::uint64_t>& more_keys, const std::vector<std::uint32_t>& more_documents,
                std::size_t width) {
  std::vector<std::uint64_t> all_keys;
  std::vector<std::uint32_t> all_documents;
  all_keys.reserve(keys.size() + more_keys.size());
  all_documents.reserve(documents.size() + more_documents.size());
  const auto compare = [&](std::size_t i, std::size_t j) {
    return std::lexicographical_compare_three_way(&keys[width * i], &keys[width * i] + width, &more_keys[width * j],
                                                  &more_keys[width * j] + width);
  };
  const auto take = [&](const std::vector<std::uint64_t>& from, std::size_t i) {
    for (std::size_t k = 0; k < width; ++k) all_keys.push_back(from[width * i + k]);
  };
  std::size_t i = 0, j = 0;
  while (i < documents.size() || j < more_documents.size()) {
    const auto order = i == documents.size()        ? std::strong_ordering::greater
                       : j == more_documents.size() ? std::strong_ordering::less
                                                    : compare(i, j);
    take(order <= 0 ? keys : more_keys, order <= 0 ? i : j);
    all_documents.push_back((order <= 0 ? documents[i] : 0) + (order >= 0 ? more_documents[j] : 0));
    i += order <= 0 ? 1 : 0;
    j += order >= 0 ? 1 : 0;
  }
  keys = std::move(all_keys);
  documents = std::move(all_documents);
}

/// Where the elements of a sorted list stand in a longer one that holds them all.
std::vector<std::uint32_t> places_in(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  std::vector<std::uint32_t> places(some.size());
  std::uint32_t place = 0;
  for (std::size_t i = 0; i < some.size(); ++i) {
    while (all[place] != some[i]) ++place;
    places[i] = place;
  }
  return places;
}

void move_pairs(std::vector<std::uint64_t>& pairs, const std::vector<std::uint32_t>& places) {
  for (std::uint64_t& pair : pairs) pair = pair_key(places[pair >> 32], places[static_cast<std::uint32_t>(pair)]);
}

}  // namespace

Vocabulary::Vocabulary(std::span<const std::string_view> texts, const TextOptions& options) {
  require_sound(options);
  *this = CountedTexts(texts, options).vocabulary();
}

Vocabulary& Vocabulary::operator+=(const Vocabulary& other) {
  if (documents_ == 0 && size() == 0) return *this = other;
  if (other.documents_ == 0 && other.size() == 0) return *this;
  require_same_ngrams(other.options_, options_);
  if (documents_ + other.documents_ > most_texts) {
    throw ParameterError(code::out_of_domain, fmt::format("{} and {} texts are more than the {} that can be counted",
                                                          documents_, other.documents_, most_texts));
  }
  documents_ += other.documents_;
  invalid_ += other.invalid_;
  for (std::size_t kind = 0; kind < masked_.size(); ++kind) masked_[kind] += other.masked_[kind];

  std::vector<std::string> words;
  words.reserve(words_.size() + other.words_.size());
  std::set_union(words_.begin(), words_.end(), other.words_.begin(), other.words_.end(), std::back_inserter(words));
  const auto ours = places_in(words, words_), theirs = places_in(words, other.words_);
  std::vector<std::uint32_t> word_documents(words.size());
  for (std::size_t i = 0; i < ours.size(); ++i) word_documents[ours[i]] += word_documents_[i];
  for (std::size_t i = 0; i < theirs.size(); ++i) word_documents[theirs[i]] += other.word_documents_[i];
  std::vector<std::uint64_t> more_pairs = other.pairs_;
  move_pairs(pairs_, ours);  // they stay sorted, for words keep their order
  move_pairs(more_pairs, theirs);
  words_ = std::move(words);
  word_documents_ = std::move(word_documents);
  add_counts(pairs_, pair_documents_, more_pairs, other.pair_documents_, 1);
  add_counts(characters_, character_documents_, other.characters_, other.character_documents_, 2);
  add_counts(cjk_, cjk_documents_, other.cjk_, other.cjk_documents_, 1);
  for (std::size_t i = 0; i < phrase_documents_.size(); ++i) phrase_documents_[i] += other.phrase_documents_[i];
  return *this;
}

std::size_t Vocabulary::size() const noexcept {
  const auto has_documents = [](std::uint32_t documents) { return documents > 0; };
  const auto counted = [&](const std::vector<std::uint32_t>& documents) {
    return static_cast<std::size_t>(std::count_if(documents.begin(), documents.end(), has_documents));
  };
  return counted(word_documents_) + pair_documents_.size() + character_documents_.size() + cjk_documents_.size() +
         counted(phrase_documents_);
}

Frame Vocabulary::frame() const {
  std::vector<std::int32_t> families;
  std::vector<std::string> names;
  std::vector<std::int64_t> documents;
  const auto add = [&](FeatureFamily family, std::string name, std::uint32_t of_it) {
    if (of_it == 0) return;
    families.push_back(static_cast<std::int32_t>(family));
    names.push_back(std::move(name));
    documents.push_back(of_it);
  };
  for (std::size_t i = 0; i < words_.size(); ++i) add(FeatureFamily::word, words_[i], word_documents_[i]);
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    add(FeatureFamily::word, words_[pairs_[i] >> 32] + ' ' + words_[static_cast<std::uint32_t>(pairs_[i])],
        pair_documents_[i]);
  }
  for (std::size_t i = 0; i < character_documents_.size(); ++i) {
    add(FeatureFamily::character, text_of({characters_[2 * i], characters_[2 * i + 1]}), character_documents_[i]);
  }
  for (std::size_t i = 0; i < cjk_.size(); ++i) add(FeatureFamily::cjk, text_of({cjk_[i], 0}), cjk_documents_[i]);
  for (std::size_t i = 0; i < phrase_documents_.size(); ++i) {
    add(FeatureFamily::phrase, options_.lexicon[i], phrase_documents_[i]);
  }
  return Frame({{"family", Column::categories(std::move(families), family_names())},
                {"ngram", names},
                {"documents", std::move(documents)}});
}

}  // namespace fealty::complaints
