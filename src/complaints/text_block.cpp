#include "text_block.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "cjk_ngrams.hpp"
#include "run_cutter.hpp"

namespace fealty::complaints {

std::vector<std::size_t> text_blocks(std::span<const std::string_view> texts, std::size_t bytes) {
  std::vector<std::size_t> bounds{0};
  std::size_t size = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    size += texts[i].size() + 16;  // many empty texts are work too
    if (size < bytes && i + 1 < texts.size()) continue;
    bounds.push_back(i + 1);
    size = 0;
  }
  return bounds;
}

namespace {

/// Bytes of text on which there is an n-gram that was not there before, at least: so many find room in the tables
/// without making it again and again.
constexpr std::size_t bytes_of_pair = 24;
constexpr std::size_t bytes_of_cjk = 6;

/// Puts the runs of a text into a block.
class BlockSink {
 public:
  BlockSink(TextBlock& block, const TextOptions& options, std::size_t bytes) noexcept
      : block_(block), options_(options), has_pairs_(options.word_ngrams.most >= 2), bytes_(bytes) {}

  void word(const WordKey& key, std::size_t, std::size_t) { add(block_.words.intern(key, true)); }
  void kind(std::string_view name, std::size_t, std::size_t) {
    key_.set(name);
    add(block_.words.intern(key_, false));
  }

  void cjk(char32_t character, std::size_t, std::size_t) {
    run_.add(character, options_.cjk_ngrams, [&](CjkKey gram, auto) { cjk_.push_back(gram); });
  }

  void end_of_cjk() {
    run_.end();
    previous_ = not_there;
  }

  void end_row() {
    intern_all(pairs_, block_.pairs, block_.pair_rows, bytes_ / bytes_of_pair);
    intern_all(cjk_, block_.cjk, block_.cjk_rows, bytes_ / bytes_of_cjk);
    block_.word_ends.push_back(block_.word_counts.size());
    for (GramRows* rows : {&block_.pair_rows, &block_.cjk_rows, &block_.phrase_rows}) {
      rows->ends.push_back(rows->numbers.size());
    }
    previous_ = not_there;
    ++row_;
  }

  [[nodiscard]] std::uint32_t row() const noexcept { return row_; }

 private:
  struct LastPlace {
    std::uint32_t row = 0;
    std::size_t place = 0;
  };

  void add(const WordTable::Interned& word) {
    if (word.is_new) {
      places_.emplace_back();
      block_.word_documents.push_back(0);
    }
    LastPlace& last = places_[word.number];
    if (last.row == row_) {
      ++block_.word_counts[last.place].count;
    } else {
      last = {row_, block_.word_counts.size()};
      block_.word_counts.push_back({word.number, 1});
      ++block_.word_documents[word.number];
    }
    if (previous_ != not_there && has_pairs_) pairs_.push_back(pair_key(previous_, word.number));
    previous_ = word.number;
  }

  /// Numbers the n-grams of a text. Each is looked up somewhere in a table that does not fit into the cache, so the
  /// places of the next few are asked for beforehand.
  void intern_all(std::vector<std::uint64_t>& keys, GramTable<std::uint64_t>& table, GramRows& rows,
                  std::size_t expected) {
    constexpr std::size_t ahead = 12;
    if (table.size() == 0 && !keys.empty()) table.reserve(expected);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i + ahead < keys.size()) table.prefetch(keys[i + ahead]);
      rows.numbers.push_back(table.intern(keys[i]));
    }
    rows.see_last(keys.size(), row_);
    keys.clear();
  }

  TextBlock& block_;
  const TextOptions& options_;
  const bool has_pairs_;
  const std::size_t bytes_;  // of the block
  std::uint32_t row_ = 1;
  std::uint32_t previous_ = not_there;
  CjkRun run_;
  std::vector<LastPlace> places_;
  std::vector<std::uint64_t> pairs_;  // of the text
  std::vector<CjkKey> cjk_;
  WordKey key_;
};

}  // namespace

TextBlock::TextBlock(std::span<const std::string_view> texts, const TextOptions& options, const Lexicon& lexicon) {
  std::size_t bytes = 0;
  for (const std::string_view text : texts) bytes += text.size();
  BlockSink sink(*this, options, bytes);
  RunCutter cutter(sink);
  std::vector<PersonalData> masks;
  for (const std::string_view text : texts) {
    if (options.mask) masks = find_personal_data(text);
    for (const PersonalData& mask : masks) ++masked[static_cast<std::size_t>(mask.kind)];
    cutter.cut(text, masks);
    if (!lexicon.empty()) {
      lexicon.find_all(text, masks,
                       [&](std::uint32_t phrase, std::size_t, std::size_t) { phrase_rows.add(phrase, sink.row()); });
    }
    sink.end_row();
  }
  invalid = cutter.invalid();
}

}  // namespace fealty::complaints
