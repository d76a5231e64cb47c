#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/text_options.hpp"
#include "gram_table.hpp"
#include "lexicon.hpp"
#include "word_table.hpp"

namespace fealty::complaints {

/// Bounds of blocks of consecutive texts: each ends with the text that brings it to `bytes`. They depend on the texts
/// alone.
std::vector<std::size_t> text_blocks(std::span<const std::string_view> texts, std::size_t bytes);

/// In how many texts each n-gram of one table stands.
class DocumentCounts {
 public:
  /// N-gram `number` stands in text `row`; texts come one after another, and are counted from 1. Whether it is the
  /// first time in this text.
  bool see(std::uint32_t number, std::uint32_t row) {
    if (number >= seen_.size()) seen_.resize(number + 1 + seen_.size());
    Seen& seen = seen_[number];
    const bool is_first = seen.row != row;
    seen.row = row;
    seen.documents += is_first ? 1 : 0;
    return is_first;
  }

  [[nodiscard]] std::uint32_t operator[](std::uint32_t number) const noexcept {
    return number < seen_.size() ? seen_[number].documents : 0;
  }

 private:
  struct Seen {
    std::uint32_t row = 0;
    std::uint32_t documents = 0;
  };
  std::vector<Seen> seen_;
};

/// The n-grams of each row, by number, one after another; one that occurs twice stands twice.
struct GramRows {
  std::vector<std::uint32_t> numbers;
  std::vector<std::size_t> ends;
  DocumentCounts documents;

  void add(std::uint32_t number, std::uint32_t row) {
    numbers.push_back(number);
    documents.see(number, row);
  }

  /// Counts the last so many numbers as those of a text. They lie far apart: looked at one after another, none waits
  /// for the one before.
  void see_last(std::size_t count, std::uint32_t row) {
    for (std::size_t i = numbers.size() - count; i < numbers.size(); ++i) documents.see(numbers[i], row);
  }

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t row) const noexcept {
    const std::size_t begin = row == 0 ? 0 : ends[row - 1];
    return {numbers.data() + begin, ends[row] - begin};
  }
};

/// A word of a text and how often it occurs there.
struct WordCount {
  std::uint32_t word;
  std::uint32_t count;
};

/// Consecutive texts cut into n-grams, with numbers of their own.
struct TextBlock {
  TextBlock() = default;
  TextBlock(std::span<const std::string_view> texts, const TextOptions& options, const Lexicon& lexicon);

  [[nodiscard]] std::size_t rows() const noexcept { return word_ends.size(); }
  [[nodiscard]] std::span<const WordCount> words_of(std::size_t row) const noexcept {
    const std::size_t begin = row == 0 ? 0 : word_ends[row - 1];
    return {word_counts.data() + begin, word_ends[row] - begin};
  }

  WordTable words;
  std::vector<WordCount> word_counts;  // the distinct words of each row
  std::vector<std::size_t> word_ends;
  std::vector<std::uint32_t> word_documents;
  GramTable<std::uint64_t> pairs;
  GramRows pair_rows;
  GramTable<std::uint64_t> cjk;
  GramRows cjk_rows;
  GramRows phrase_rows;
  std::uint64_t invalid = 0;
  std::array<std::uint64_t, personal_data_kinds> masked{};
};

/// So many texts can be counted.
inline constexpr std::uint64_t most_texts = 0xFFFFFFF0;

}  // namespace fealty::complaints
