#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "fealty/complaints/text_options.hpp"
#include "fealty/complaints/vocabulary.hpp"
#include "gram_table.hpp"
#include "text_block.hpp"
#include "word_table.hpp"

namespace fealty::complaints {

/// The n-grams of a block in the numbers of all texts.
struct BlockNumbers {
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> pairs;
  std::vector<std::uint32_t> cjk;
};

/// All n-grams of texts, and in how many texts each stands.
struct CountedTexts {
  CountedTexts() = default;

  /// Of the n-grams of a vocabulary.
  explicit CountedTexts(const Vocabulary& vocabulary);

  /// Of texts, which are cut block by block; the rows of the blocks stay, their tables do not. Throws ParameterError
  /// for more texts than can be counted.
  CountedTexts(std::span<const std::string_view> texts, const TextOptions& how);

  /// The same in the order of the bytes.
  [[nodiscard]] Vocabulary vocabulary() const;

  /// The in-word n-grams of a word, by number; one that occurs twice stands twice.
  [[nodiscard]] std::span<const std::uint32_t> characters_of(std::uint32_t word) const noexcept {
    return {word_characters.data() + character_ends[word], character_ends[word + 1] - character_ends[word]};
  }

  /// Gives the tables back that n-grams were looked up in.
  void forget_keys();

  /// The position of each word in the order of their bytes.
  [[nodiscard]] std::vector<std::uint32_t> ranks() const;

  TextOptions options;
  std::uint64_t documents = 0;
  std::uint64_t invalid = 0;
  std::array<std::uint64_t, personal_data_kinds> masked{};
  WordTable words;
  std::vector<std::uint32_t> word_documents;
  GramTable<std::uint64_t> pairs;
  std::vector<std::uint32_t> pair_documents;
  GramTable<CharacterKey> characters;
  std::vector<std::uint32_t> character_documents;
  GramTable<std::uint64_t> cjk;
  std::vector<std::uint32_t> cjk_documents;
  std::vector<std::uint32_t> phrase_documents;
  std::vector<std::uint32_t> word_characters;
  std::vector<std::size_t> character_ends = {0};
  std::vector<TextBlock> blocks;      // of the texts
  std::vector<BlockNumbers> numbers;  // of the blocks
  std::size_t most_values = 0;        // at least as many as the rows have distinct n-grams together

 private:
  void cut(std::span<const std::string_view> texts);
  void merge(TextBlock& block);
  BlockNumbers taken_over(TextBlock& block);
  BlockNumbers added_from(const TextBlock& block);
  void list_characters(bool are_new);
  void count_characters();
};

}  // namespace fealty::complaints
