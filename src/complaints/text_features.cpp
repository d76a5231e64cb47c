#include "fealty/complaints/text_features.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cjk_ngrams.hpp"
#include "counted_texts.hpp"
#include "dictionary.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/large_pages.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/partials.hpp"
#include "ngram_options.hpp"
#include "row_builder.hpp"
#include "run_cutter.hpp"
#include "text_block.hpp"
#include "word_characters.hpp"

namespace fealty::complaints {
namespace {

/// Bytes of text whose rows are made at a time: few, for the rows are longer and are to stay in the cache.
constexpr std::size_t row_block = 1 << 15;

/// Adds a row to others.
void append(FeatureRows& rows, std::span<const std::uint32_t> features, std::span<const float> values) {
  rows.features.insert(rows.features.end(), features.begin(), features.end());
  rows.values.insert(rows.values.end(), values.begin(), values.end());
  rows.offsets.push_back(rows.features.size());
}

void append(FeatureRows& rows, const FeatureRows& more) {
  const std::uint64_t before = rows.features.size();
  rows.features.insert(rows.features.end(), more.features.begin(), more.features.end());
  rows.values.insert(rows.values.end(), more.values.begin(), more.values.end());
  for (std::size_t i = 1; i < more.offsets.size(); ++i) rows.offsets.push_back(before + more.offsets[i]);
}

void reserve(FeatureRows& rows, std::size_t values) {
  rows.features.reserve(values);
  rows.values.reserve(values);
  prefer_large_pages(rows.features.data(), values * sizeof(std::uint32_t));
  prefer_large_pages(rows.values.data(), values * sizeof(float));
}

/// Rows of consecutive blocks, `make(block, rows)` appending those of one: a few blocks side by side, which are then
/// put behind each other, so that there is never a second copy of all of them.
template <class Make>
void append_blocks(FeatureRows& rows, std::size_t blocks, const Make& make, std::string_view label) {
  const std::size_t at_once = 8 * threads();
  std::vector<FeatureRows> parts(std::min(at_once, blocks));
  for (std::size_t first = 0; first < blocks; first += at_once) {
    const std::size_t count = std::min(at_once, blocks - first);
    run_tasks(
        count,
        [&](std::size_t i) {
          parts[i].offsets.resize(1);
          parts[i].features.clear();
          parts[i].values.clear();
          make(first + i, parts[i]);
        },
        label);
    for (std::size_t i = 0; i < count; ++i) append(rows, parts[i]);
  }
}

/// Replaces the numbers of n-grams by those of features.
void to_features(std::vector<std::uint32_t>& numbers, const std::vector<std::uint32_t>& features) {
  for (std::uint32_t& number : numbers) number = features[number];
}

/// Rows of a block that are made together.
struct Piece {
  std::size_t block;
  std::size_t begin;
  std::size_t end;
};

std::vector<Piece> pieces_of(const std::vector<TextBlock>& blocks) {
  constexpr std::size_t words = row_block / 8;
  std::vector<Piece> pieces;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    std::size_t begin = 0, size = 0;
    for (std::size_t row = 0; row < blocks[b].rows(); ++row) {
      size += blocks[b].words_of(row).size() + blocks[b].cjk_rows.of(row).size() / 4 + 1;
      if (size < words && row + 1 < blocks[b].rows()) continue;
      pieces.push_back({b, begin, row + 1});
      begin = row + 1;
      size = 0;
    }
  }
  return pieces;
}

/// The rows of texts that have been counted, once the features are numbered.
FeatureRows rows_of(CountedTexts& counted, const FeatureNumbers& features, const Weighting& weighting) {
  const std::vector<TextBlock>& blocks = counted.blocks;
  to_features(counted.word_characters, features.characters);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    to_features(counted.numbers[b].pairs, features.pairs);
    to_features(counted.numbers[b].cjk, features.cjk);
  }
  FeatureRows rows;
  rows.number_of_features = features.size();
  rows.offsets.reserve(counted.documents + 1);
  reserve(rows, counted.most_values);
  const std::vector<Piece> pieces = pieces_of(blocks);
  Partials<FeatureCounts> partials;
  append_blocks(
      rows, pieces.size(),
      [&](std::size_t p, FeatureRows& part) {
        auto counts = partials.take([&] { return FeatureCounts(features.size()); });
        const TextBlock& block = blocks[pieces[p].block];
        const BlockNumbers& numbers = counted.numbers[pieces[p].block];
        for (std::size_t row = pieces[p].begin; row < pieces[p].end; ++row) {
          for (const WordCount& word : block.words_of(row)) {
            const std::uint32_t number = numbers.words[word.word];
            counts->add(features.words[number], word.count);
            for (const std::uint32_t feature : counted.characters_of(number)) counts->add(feature, word.count);
          }
          for (const std::uint32_t pair : block.pair_rows.of(row)) counts->add(numbers.pairs[pair], 1);
          for (const std::uint32_t run : block.cjk_rows.of(row)) counts->add(numbers.cjk[run], 1);
          for (const std::uint32_t phrase : block.phrase_rows.of(row)) counts->add(features.phrases[phrase], 1);
          counts->finish(weighting);
          append(part, counts->row_features(), counts->row_values());
        }
        partials.give_back(std::move(counts));
      },
      "texts to rows");
  return rows;
}

}  // namespace

TextScratch::TextScratch() : builder_(std::make_unique<RowBuilder>()) {}
TextScratch::TextScratch(TextScratch&&) noexcept = default;
TextScratch& TextScratch::operator=(TextScratch&&) noexcept = default;
TextScratch::~TextScratch() = default;

TextFeatures::TextFeatures(TextOptions options) : options_(std::move(options)) {
  require_sound(options_);
  CountedTexts none;
  none.phrase_documents.resize(options_.lexicon.size());
  dictionary_ = std::make_shared<const Dictionary>(none, FeatureNumbers(none, options_), options_);
}

TextFeatures::TextFeatures(const Vocabulary& vocabulary, const TextOptions& options) : options_(options) {
  require_sound(options_);
  require_same_ngrams(vocabulary.options(), options_);
  const CountedTexts counted(vocabulary);
  dictionary_ = std::make_shared<const Dictionary>(counted, FeatureNumbers(counted, options_), options_);
}

FeatureRows TextFeatures::fit(std::span<const std::string_view> texts) {
  CountedTexts counted(texts, options_);
  const FeatureNumbers features(counted, options_);
  dictionary_ = std::make_shared<const Dictionary>(counted, features, options_);
  counted.forget_keys();
  FeatureRows rows = rows_of(counted, features, dictionary_->weighting());
  rows.minimum_documents = options_.minimum_documents;
  return rows;
}

FeatureRows TextFeatures::transform(std::span<const std::string_view> texts) const {
  const std::vector<std::size_t> bounds = text_blocks(texts, row_block);
  FeatureRows rows;
  rows.number_of_features = number_of_features();
  rows.offsets.reserve(texts.size() + 1);
  Partials<TextScratch> scratches;
  append_blocks(
      rows, bounds.size() - 1,
      [&](std::size_t b, FeatureRows& part) {
        auto scratch = scratches.take([] { return TextScratch(); });
        for (std::size_t i = bounds[b]; i < bounds[b + 1]; ++i) {
          const FeatureRow made = row(texts[i], *scratch);
          append(part, made.features, made.values);
        }
        scratches.give_back(std::move(scratch));
      },
      "texts to rows");
  return rows;
}

FeatureRow TextFeatures::row(std::string_view text, TextScratch& scratch) const {
  scratch.builder_->use(dictionary_, options_);
  scratch.builder_->make(text);
  return {scratch.builder_->counts().row_features(), scratch.builder_->counts().row_values()};
}

std::uint32_t TextFeatures::number_of_features() const noexcept {
  return dictionary_->size();
}
std::uint64_t TextFeatures::documents() const noexcept {
  return dictionary_->documents();
}

namespace {

std::uint32_t known(std::uint32_t feature, const Dictionary& dictionary) {
  if (feature < dictionary.size()) return feature;
  throw ParameterError(code::out_of_domain, fmt::format("there is no feature {}: they are numbered from 0 to below {}",
                                                        feature, dictionary.size()));
}

/// Finds where the features of a text stand.
class OccurrenceSink {
 public:
  OccurrenceSink(std::string_view text, const Dictionary& dictionary, const TextOptions& options) noexcept
      : text_(text), dictionary_(dictionary), options_(options) {}

  void word(const WordKey& key, std::size_t begin, std::size_t end) {
    follow(dictionary_.words().find(key), begin, end);
    const WordCharacters characters(key.text());
    const std::vector<std::size_t> bounds = bounds_of(begin, end);
    characters.for_each_gram(
        options_.character_ngrams, [&](const CharacterKey& gram, std::size_t first, std::size_t n) {
          // The spaces at the ends of the word are no bytes of it.
          const std::size_t from = first == 0 ? 0 : first - 1, to = std::min(first + n - 1, bounds.size() - 1);
          add(dictionary_.characters().find(gram), bounds[from], bounds[to]);
        });
  }

  void kind(std::string_view name, std::size_t begin, std::size_t end) {
    follow(dictionary_.words().find(WordKey(name)), begin, end);
  }

  void cjk(char32_t character, std::size_t begin, std::size_t end) {
    begins_.push_back(begin);
    run_.add(character, options_.cjk_ngrams,
             [&](CjkKey gram, std::size_t n) { add(dictionary_.cjk().find(gram), begins_[begins_.size() - n], end); });
  }

  void end_of_cjk() {
    run_.end();
    begins_.clear();
    previous_ = not_there;
  }

  void add(std::uint32_t feature, std::size_t begin, std::size_t end) {
    if (feature < dictionary_.size()) found_.push_back({feature, begin, end});
  }

  /// In the order of the text; of those that begin together the shorter first.
  std::vector<Occurrence> take() {
    std::sort(found_.begin(), found_.end(), [](const Occurrence& a, const Occurrence& b) {
      return std::tie(a.begin, a.end, a.feature) < std::tie(b.begin, b.end, b.feature);
    });
    return std::move(found_);
  }

 private:
  void follow(std::uint32_t word, std::size_t begin, std::size_t end) {
    if (word != not_there) {
      add(dictionary_.word_feature(word), begin, end);
      if (previous_ != not_there) add(dictionary_.pairs().find(pair_key(previous_, word)), previous_begin_, end);
    }
    previous_ = word;
    previous_begin_ = begin;
  }

  /// Where the characters of a word begin, and the end.
  [[nodiscard]] std::vector<std::size_t> bounds_of(std::size_t begin, std::size_t end) const {
    std::vector<std::size_t> bounds;
    for (; begin < end; begin += decode_utf8(text_.substr(begin, end - begin)).length) bounds.push_back(begin);
    bounds.push_back(end);
    return bounds;
  }

  std::string_view text_;
  const Dictionary& dictionary_;
  const TextOptions& options_;
  std::vector<Occurrence> found_;
  CjkRun run_;
  std::vector<std::size_t> begins_;
  std::uint32_t previous_ = not_there;
  std::size_t previous_begin_ = 0;
};

std::vector<std::uint32_t> all_features(const Dictionary& dictionary) {
  std::vector<std::uint32_t> features(dictionary.size());
  std::iota(features.begin(), features.end(), 0U);
  return features;
}

}  // namespace

std::vector<Occurrence> TextFeatures::occurrences(std::string_view text) const {
  const std::vector<PersonalData> masks = options_.mask ? find_personal_data(text) : std::vector<PersonalData>();
  OccurrenceSink sink(text, *dictionary_, options_);
  RunCutter(sink).cut(text, masks);
  dictionary_->lexicon().find_all(text, masks, [&](std::uint32_t phrase, std::size_t begin, std::size_t end) {
    sink.add(dictionary_->phrase_feature(phrase), begin, end);
  });
  return sink.take();
}

std::string TextFeatures::name(std::uint32_t feature) const {
  return dictionary_->name(known(feature, *dictionary_));
}

FeatureFamily TextFeatures::family(std::uint32_t feature) const {
  return dictionary_->family(known(feature, *dictionary_));
}

std::uint32_t TextFeatures::documents_with(std::uint32_t feature) const {
  return dictionary_->documents_with(known(feature, *dictionary_));
}

Frame TextFeatures::frame() const {
  std::vector<std::int32_t> families;
  std::vector<std::string> names;
  std::vector<std::int64_t> documents;
  for (std::uint32_t feature = 0; feature < dictionary_->size(); ++feature) {
    families.push_back(static_cast<std::int32_t>(dictionary_->family(feature)));
    names.push_back(dictionary_->name(feature));
    documents.push_back(dictionary_->documents_with(feature));
  }
  return Frame({{"family", Column::categories(std::move(families), family_names())},
                {"ngram", names},
                {"documents", std::move(documents)}});
}

TextFeatures TextFeatures::with_only(std::span<const std::uint32_t> features) const {
  for (std::size_t i = 0; i < features.size(); ++i) {
    known(features[i], *dictionary_);
    if (i > 0 && features[i] <= features[i - 1]) {
      throw ParameterError(code::out_of_domain,
                           fmt::format("feature {} stands behind {}; they must ascend", features[i], features[i - 1]));
    }
  }
  return TextFeatures(dictionary_->vocabulary(features), options_);
}

Vocabulary TextFeatures::vocabulary() const {
  return dictionary_->vocabulary(all_features(*dictionary_));
}

}  // namespace fealty::complaints
