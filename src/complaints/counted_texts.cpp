#include "counted_texts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "character_class.hpp"
#include "fealty/complaints/utf8.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/partials.hpp"
#include "lexicon.hpp"
#include "word_characters.hpp"
#include "word_key.hpp"

namespace fealty::complaints {
namespace {

/// Bytes of text that are cut with tables of their own: many, for what stands in several blocks is merged.
constexpr std::size_t count_block = 1 << 20;

/// Whether a word is of letters, or is a class; no class begins with a letter.
bool begins_with_letter(std::string_view word) {
  return character_class(decode_utf8(word).code_point) == CharacterClass::letter;
}

std::vector<std::uint32_t> as_they_are(std::size_t size) {
  std::vector<std::uint32_t> numbers(size);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

std::vector<std::uint32_t> order_of(std::size_t size, auto&& is_before) {
  std::vector<std::uint32_t> order = as_they_are(size);
  std::sort(order.begin(), order.end(), is_before);
  return order;
}

std::vector<std::uint32_t> counts_of(const DocumentCounts& documents, std::size_t size) {
  std::vector<std::uint32_t> counts(size);
  for (std::uint32_t i = 0; i < size; ++i) counts[i] = documents[i];
  return counts;
}

/// Adds the n-grams of a table, whose keys are numbered anew by `key_of`, to another; the numbers they have there.
template <class Key, class KeyOf>
std::vector<std::uint32_t> added(const GramTable<Key>& from, const DocumentCounts& from_documents, GramTable<Key>& to,
                                 std::vector<std::uint32_t>& documents, const KeyOf& key_of) {
  constexpr std::uint32_t ahead = 12;  // places in the table that are asked for beforehand
  std::vector<std::uint32_t> numbers(from.size());
  to.reserve(to.size() + numbers.size() / 2);
  for (std::uint32_t i = 0; i < numbers.size(); ++i) {
    if (i + ahead < numbers.size()) to.prefetch(key_of(from.keys()[i + ahead]));
    numbers[i] = to.intern(key_of(from.keys()[i]));
    if (numbers[i] == documents.size()) documents.push_back(0);
    documents[numbers[i]] += from_documents[i];
  }
  return numbers;
}

}  // namespace

CountedTexts::CountedTexts(const Vocabulary& vocabulary)
    : options(vocabulary.options_),
      documents(vocabulary.documents_),
      invalid(vocabulary.invalid_),
      masked(vocabulary.masked_),
      word_documents(vocabulary.word_documents_),
      pair_documents(vocabulary.pair_documents_),
      character_documents(vocabulary.character_documents_),
      cjk_documents(vocabulary.cjk_documents_),
      phrase_documents(vocabulary.phrase_documents_) {
  for (const std::string& word : vocabulary.words_) words.intern(WordKey(word), begins_with_letter(word));
  pairs.reserve(pair_documents.size());
  for (const std::uint64_t key : vocabulary.pairs_) pairs.intern(key);
  characters.reserve(character_documents.size());
  for (std::size_t i = 0; i < character_documents.size(); ++i) {
    characters.intern({vocabulary.characters_[2 * i], vocabulary.characters_[2 * i + 1]});
  }
  cjk.reserve(cjk_documents.size());
  for (const std::uint64_t key : vocabulary.cjk_) cjk.intern(key);
  phrase_documents.resize(options.lexicon.size());
  list_characters(false);
}

CountedTexts::CountedTexts(std::span<const std::string_view> texts, const TextOptions& how) : options(how) {
  if (texts.size() > most_texts) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("{} texts are more than the {} that can be counted", texts.size(), most_texts));
  }
  phrase_documents.resize(options.lexicon.size());
  cut(texts);
  list_characters(true);
  count_characters();
}

/// Cuts as many blocks at a time as there are threads: each has tables of its own, until it has been merged.
void CountedTexts::cut(std::span<const std::string_view> texts) {
  const Lexicon lexicon(options.lexicon);
  const std::vector<std::size_t> bounds = text_blocks(texts, count_block);
  const std::size_t all = bounds.size() - 1, at_once = threads();
  blocks.resize(all);
  for (std::size_t first = 0; first < all; first += at_once) {
    const std::size_t some = std::min(at_once, all - first);
    run_tasks(
        some,
        [&](std::size_t i) {
          const std::size_t begin = bounds[first + i], end = bounds[first + i + 1];
          blocks[first + i] = TextBlock(texts.subspan(begin, end - begin), options, lexicon);
        },
        "cutting texts");
    for (std::size_t i = 0; i < some; ++i) merge(blocks[first + i]);
  }
}

void CountedTexts::merge(TextBlock& block) {
  numbers.push_back(documents == 0 ? taken_over(block) : added_from(block));
  documents += block.rows();
  invalid += block.invalid;
  for (std::size_t kind = 0; kind < masked.size(); ++kind) masked[kind] += block.masked[kind];
  for (std::uint32_t i = 0; i < phrase_documents.size(); ++i) phrase_documents[i] += block.phrase_rows.documents[i];
  most_values += block.word_counts.size() + block.pair_rows.numbers.size() + block.cjk_rows.numbers.size() +
                 block.phrase_rows.numbers.size();
  block.words = {};
  block.pairs = {};
  block.cjk = {};
  for (GramRows* const rows : {&block.pair_rows, &block.cjk_rows, &block.phrase_rows}) rows->documents = {};
}

/// The tables of the first block are those of all texts so far: the numbers stay.
BlockNumbers CountedTexts::taken_over(TextBlock& block) {
  words = std::move(block.words);
  pairs = std::move(block.pairs);
  cjk = std::move(block.cjk);
  word_documents = block.word_documents;
  pair_documents = counts_of(block.pair_rows.documents, pairs.size());
  cjk_documents = counts_of(block.cjk_rows.documents, cjk.size());
  return {as_they_are(words.size()), as_they_are(pairs.size()), as_they_are(cjk.size())};
}

BlockNumbers CountedTexts::added_from(const TextBlock& block) {
  BlockNumbers mapped;
  mapped.words.resize(block.words.size());
  for (std::uint32_t i = 0; i < block.words.size(); ++i) {
    const auto [number, is_new] = words.intern(WordKey(block.words.text(i)), block.words.has_letters(i));
    if (is_new) word_documents.push_back(0);
    word_documents[number] += block.word_documents[i];
    mapped.words[i] = number;
  }
  mapped.pairs = added(block.pairs, block.pair_rows.documents, pairs, pair_documents, [&](std::uint64_t key) {
    return pair_key(mapped.words[key >> 32], mapped.words[static_cast<std::uint32_t>(key)]);
  });
  mapped.cjk = added(block.cjk, block.cjk_rows.documents, cjk, cjk_documents, [](std::uint64_t key) { return key; });
  return mapped;
}

/// Numbers the in-word n-grams of each word; those that are not there come in if they are new, and are left out if not.
void CountedTexts::list_characters(bool are_new) {
  character_ends.reserve(words.size() + 1);
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    if (words.has_letters(word)) {
      WordCharacters(words.text(word))
          .for_each_gram(options.character_ngrams, [&](const CharacterKey& key, auto, auto) {
            const std::uint32_t number = are_new ? characters.intern(key) : characters.find(key);
            if (number != not_there) word_characters.push_back(number);
          });
    }
    character_ends.push_back(word_characters.size());
  }
  character_documents.resize(characters.size());
}

/// In how many texts each in-word n-gram stands: the threads count side by side, and the counts are added.
void CountedTexts::count_characters() {
  struct Seen {
    std::uint32_t row = 0;
    std::uint32_t documents = 0;
  };
  struct Counts {
    std::vector<Seen> seen;
    std::size_t values = 0;
  };
  std::vector<std::uint32_t> first_rows(blocks.size() + 1, 1);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    first_rows[b + 1] = first_rows[b] + static_cast<std::uint32_t>(blocks[b].rows());
  }
  Partials<Counts> partials;
  run_tasks(
      blocks.size(),
      [&](std::size_t b) {
        auto counts = partials.take([&] { return Counts{std::vector<Seen>(characters.size()), 0}; });
        const std::vector<std::uint32_t>& word_numbers = numbers[b].words;
        for (std::size_t row = 0; row < blocks[b].rows(); ++row) {
          const std::uint32_t stamp = first_rows[b] + static_cast<std::uint32_t>(row);
          for (const WordCount& word : blocks[b].words_of(row)) {
            for (const std::uint32_t number : characters_of(word_numbers[word.word])) {
              Seen& seen = counts->seen[number];
              const std::uint32_t is_first = seen.row != stamp ? 1 : 0;
              seen.row = stamp;
              seen.documents += is_first;
              counts->values += is_first;
            }
          }
        }
        partials.give_back(std::move(counts));
      },
      "counting n-grams");
  for (const auto& counts : partials.all()) {
    most_values += counts->values;
    for (std::size_t i = 0; i < character_documents.size(); ++i) character_documents[i] += counts->seen[i].documents;
  }
}

void CountedTexts::forget_keys() {
  words = {};
  pairs = {};
  characters = {};
  cjk = {};
}

std::vector<std::uint32_t> CountedTexts::ranks() const {
  const auto order =
      order_of(words.size(), [&](std::uint32_t a, std::uint32_t b) { return words.text(a) < words.text(b); });
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) ranks[order[i]] = i;
  return ranks;
}

Vocabulary CountedTexts::vocabulary() const {
  Vocabulary made;
  made.options_ = options;
  made.documents_ = documents;
  made.invalid_ = invalid;
  made.masked_ = masked;
  const std::vector<std::uint32_t> rank = ranks();
  made.words_.resize(words.size());
  made.word_documents_.resize(words.size());
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    made.words_[rank[i]] = words.text(i);
    made.word_documents_[rank[i]] = word_documents[i];
  }
  std::vector<std::uint64_t> ranked(pairs.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    ranked[i] = pair_key(rank[pairs.keys()[i] >> 32], rank[static_cast<std::uint32_t>(pairs.keys()[i])]);
  }
  for (const std::uint32_t i : order_of(ranked.size(), [&](auto a, auto b) { return ranked[a] < ranked[b]; })) {
    made.pairs_.push_back(ranked[i]);
    made.pair_documents_.push_back(pair_documents[i]);
  }
  const auto& keys = characters.keys();
  for (const std::uint32_t i : order_of(keys.size(), [&](auto a, auto b) { return keys[a] < keys[b]; })) {
    made.characters_.push_back(keys[i].first);
    made.characters_.push_back(keys[i].second);
    made.character_documents_.push_back(character_documents[i]);
  }
  const auto& runs = cjk.keys();
  for (const std::uint32_t i : order_of(runs.size(), [&](auto a, auto b) { return runs[a] < runs[b]; })) {
    made.cjk_.push_back(runs[i]);
    made.cjk_documents_.push_back(cjk_documents[i]);
  }
  made.phrase_documents_ = phrase_documents;
  return made;
}

}  // namespace fealty::complaints
