#include "dictionary.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fealty/complaints/utf8.hpp"

namespace fealty::complaints {
namespace {

/// An n-gram that becomes a feature. The order of the keys is that of the bytes.
struct Candidate {
  std::uint32_t documents;
  std::uint32_t* feature;  // where its number goes
  CharacterKey key;

  friend bool operator<(const Candidate& a, const Candidate& b) noexcept {
    if (a.documents != b.documents) return a.documents > b.documents;
    return a.key < b.key;
  }
};

/// The candidates of a family.
class Candidates {
 public:
  explicit Candidates(std::uint32_t minimum) : minimum_(std::max(minimum, 1U)) {}

  template <class KeyOf>
  void add(const std::vector<std::uint32_t>& documents, std::vector<std::uint32_t>& features, const KeyOf& key_of) {
    for (std::uint32_t i = 0; i < documents.size(); ++i) {
      if (documents[i] >= minimum_) candidates_.push_back({documents[i], &features[i], key_of(i)});
    }
  }

  /// Numbers them from `start` on; the number after the last.
  std::uint32_t number(std::uint32_t start) {
    std::sort(candidates_.begin(), candidates_.end());
    for (const Candidate& candidate : candidates_) *candidate.feature = start++;
    return start;
  }

 private:
  std::uint32_t minimum_;
  std::vector<Candidate> candidates_;
};

}  // namespace

FeatureNumbers::FeatureNumbers(const CountedTexts& counted, const TextOptions& options)
    : words(counted.words.size(), not_there),
      pairs(counted.pairs.size(), not_there),
      characters(counted.characters.size(), not_there),
      cjk(counted.cjk.size(), not_there),
      phrases(counted.phrase_documents.size(), not_there) {
  const std::uint32_t minimum = options.minimum_documents;
  Candidates of_words(minimum), of_characters(minimum), of_cjk(minimum), of_phrases(1);
  const std::vector<std::uint32_t> ranks = counted.ranks();
  if (options.word_ngrams.least == 1 && options.word_ngrams.most >= 1) {
    of_words.add(counted.word_documents, words,
                 [&](std::uint32_t i) { return CharacterKey{std::uint64_t{ranks[i]} << 32, 0}; });
  }
  of_words.add(counted.pair_documents, pairs, [&](std::uint32_t i) {
    const std::uint64_t key = counted.pairs.keys()[i];
    return CharacterKey{pair_key(ranks[key >> 32], ranks[static_cast<std::uint32_t>(key)]), 1};
  });
  of_characters.add(counted.character_documents, characters,
                    [&](std::uint32_t i) { return counted.characters.keys()[i]; });
  of_cjk.add(counted.cjk_documents, cjk, [&](std::uint32_t i) { return CharacterKey{counted.cjk.keys()[i], 0}; });
  of_phrases.add(counted.phrase_documents, phrases, [](std::uint32_t i) { return CharacterKey{i, 0}; });
  starts[1] = of_words.number(0);
  starts[2] = of_characters.number(starts[1]);
  starts[3] = of_cjk.number(starts[2]);
  starts[4] = of_phrases.number(starts[3]);
  for (auto* numbers : {&words, &pairs, &characters, &cjk, &phrases}) {
    std::replace(numbers->begin(), numbers->end(), not_there, size());
  }
}

Dictionary::Dictionary(const CountedTexts& counted, const FeatureNumbers& numbers, const TextOptions& options)
    : options_(options),
      documents_(counted.documents),
      invalid_(counted.invalid),
      masked_(counted.masked),
      lexicon_(options.lexicon),
      documents_with_(numbers.size()),
      keys_(numbers.size()),
      phrases_(numbers.phrases) {
  const std::uint32_t none = numbers.size();
  const auto describe = [&](std::uint32_t feature, std::uint32_t documents, const CharacterKey& key) {
    documents_with_[feature] = documents;
    keys_[feature] = key;
  };
  keep_words(counted, numbers);
  characters_.reserve(numbers.starts[2] - numbers.starts[1]);
  for (std::uint32_t i = 0; i < numbers.characters.size(); ++i) {
    if (numbers.characters[i] == none) continue;
    characters_.put(counted.characters.keys()[i], numbers.characters[i]);
    describe(numbers.characters[i], counted.character_documents[i], counted.characters.keys()[i]);
  }
  cjk_.reserve(numbers.starts[3] - numbers.starts[2]);
  for (std::uint32_t i = 0; i < numbers.cjk.size(); ++i) {
    if (numbers.cjk[i] == none) continue;
    cjk_.put(counted.cjk.keys()[i], numbers.cjk[i]);
    describe(numbers.cjk[i], counted.cjk_documents[i], {counted.cjk.keys()[i], 0});
  }
  for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
    if (phrases_[i] != none) describe(phrases_[i], counted.phrase_documents[i], {i, 0});
  }

  weighting_.starts = numbers.starts;
  weighting_.family_weights = options.weights;
  weighting_.sublinear = options.sublinear;
  weighting_.normalize_families = options.normalize_families;
  for (std::size_t c = 1; c < Weighting::tabled; ++c) {
    const auto count = static_cast<double>(c);
    weighting_.of_count[c] = static_cast<float>(options.sublinear ? 1.0 + std::log(count) : count);
  }
  weighting_.weights.assign(none, 1.0F);
  const double texts = static_cast<double>(documents_) + 1.0;
  for (std::uint32_t feature = 0; options.idf && feature < none; ++feature) {
    const double with = static_cast<double>(documents_with_[feature]) + 1.0;
    weighting_.weights[feature] = static_cast<float>(std::log(texts / with) + 1.0);
  }
}

/// Takes the words over that are features, alone or in a pair, with the in-word n-grams that are features.
void Dictionary::keep_words(const CountedTexts& counted, const FeatureNumbers& numbers) {
  const std::uint32_t none = numbers.size();
  const auto& pair_keys = counted.pairs.keys();
  std::vector<bool> is_kept(counted.words.size());
  for (std::size_t i = 0; i < is_kept.size(); ++i) is_kept[i] = numbers.words[i] != none;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < pair_keys.size(); ++i) {
    if (numbers.pairs[i] == none) continue;
    is_kept[pair_keys[i] >> 32] = is_kept[static_cast<std::uint32_t>(pair_keys[i])] = true;
    ++pairs;
  }
  std::vector<std::uint32_t> kept(counted.words.size(), not_there), order;
  for (std::uint32_t word = 0; word < kept.size(); ++word) {
    if (is_kept[word]) order.push_back(word);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (numbers.words[a] != numbers.words[b]) return numbers.words[a] < numbers.words[b];
    return counted.words.text(a) < counted.words.text(b);
  });
  for (const std::uint32_t word : order) {
    kept[word] = words_.intern(WordKey(counted.words.text(word)), counted.words.has_letters(word)).number;
    word_features_.push_back(numbers.words[word]);
    for (const std::uint32_t number : counted.characters_of(word)) {
      if (numbers.characters[number] != none) word_characters_.push_back(numbers.characters[number]);
    }
    character_ends_.push_back(word_characters_.size());
    if (numbers.words[word] == none) continue;
    documents_with_[numbers.words[word]] = counted.word_documents[word];
    keys_[numbers.words[word]] = {kept[word], 0};
  }
  pairs_.reserve(pairs);
  for (std::size_t i = 0; i < pair_keys.size(); ++i) {
    if (numbers.pairs[i] == none) continue;
    const std::uint64_t key = pair_key(kept[pair_keys[i] >> 32], kept[static_cast<std::uint32_t>(pair_keys[i])]);
    pairs_.put(key, numbers.pairs[i]);
    documents_with_[numbers.pairs[i]] = counted.pair_documents[i];
    keys_[numbers.pairs[i]] = {key, 1};
  }
}

FeatureFamily Dictionary::family(std::uint32_t feature) const noexcept {
  std::size_t family = 0;
  while (feature >= weighting_.starts[family + 1]) ++family;
  return static_cast<FeatureFamily>(family);
}

std::string Dictionary::name(std::uint32_t feature) const {
  const CharacterKey& key = keys_[feature];
  std::string text;
  switch (family(feature)) {
    case FeatureFamily::word:
      if (key.second == 0) return std::string(words_.text(static_cast<std::uint32_t>(key.first)));
      text = words_.text(static_cast<std::uint32_t>(key.first >> 32));
      text += ' ';
      text += words_.text(static_cast<std::uint32_t>(key.first));
      return text;
    case FeatureFamily::phrase:
      return options_.lexicon[key.first];
    default:
      return text_of(key);
  }
}

Vocabulary Dictionary::vocabulary(std::span<const std::uint32_t> features) const {
  CountedTexts counted;
  counted.options = options_;
  counted.documents = documents_;
  counted.invalid = invalid_;
  counted.masked = masked_;
  counted.phrase_documents.resize(options_.lexicon.size());
  const auto word = [&](std::uint64_t number) {
    const auto of_ours = static_cast<std::uint32_t>(number);
    const auto [added, is_new] = counted.words.intern(WordKey(words_.text(of_ours)), words_.has_letters(of_ours));
    if (is_new) counted.word_documents.push_back(0);
    return added;
  };
  for (const std::uint32_t feature : features) {
    const CharacterKey& key = keys_[feature];
    const std::uint32_t documents = documents_with_[feature];
    switch (family(feature)) {
      case FeatureFamily::word:
        if (key.second == 0) {
          counted.word_documents[word(key.first)] = documents;
        } else {
          const std::uint32_t first = word(key.first >> 32);
          counted.pairs.intern(pair_key(first, word(key.first)));
          counted.pair_documents.push_back(documents);
        }
        break;
      case FeatureFamily::character:
        counted.characters.intern(key);
        counted.character_documents.push_back(documents);
        break;
      case FeatureFamily::cjk:
        counted.cjk.intern(key.first);
        counted.cjk_documents.push_back(documents);
        break;
      case FeatureFamily::phrase:
        counted.phrase_documents[key.first] = documents;
        break;
    }
  }
  return counted.vocabulary();
}

}  // namespace fealty::complaints
