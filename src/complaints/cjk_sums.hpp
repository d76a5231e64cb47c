#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "cjk_ngrams.hpp"
#include "dictionary.hpp"
#include "fealty/complaints/compact_heads.hpp"
#include "fealty/core/large_pages.hpp"
#include "gram_table.hpp"

namespace fealty::complaints {

/// The longest known n-gram that ends with a character; of length 0 if there is none.
struct CjkEnd {
  std::uint32_t gram = not_there;
  std::uint32_t length = 0;  ///< in characters
};

/// What n-grams of CJK characters add to scores, each together with the shorter ones at its end, made beforehand.
///
/// Of all n-grams that end with a character of a text the longest known one is looked up, and none of the others: its
/// row is the sum of theirs, as the output of a state is in the automaton of Aho and Corasick (1975). An n-gram that is
/// but the end of a longer one is there too, with nothing of its own.
///
/// The table in which they are looked up has four bytes for a slot, at most half of which are full: the number of an
/// n-gram, and above it as many bits of its hash as there is room for. Nothing collides: a row holds the whole key.
class CjkSums {
 public:
  CjkSums() = default;

  /// `values` is what each feature is worth that occurs once.
  CjkSums(const Dictionary& dictionary, std::span<const float> values, const CompactHeads& heads);

  /// What ends with each of the characters, which have up to 21 bits and are not 0.
  void find(std::span<const char32_t> text, CjkEnd* ends) const noexcept;

  /// Sums by output. The row of an n-gram begins `pitch()` numbers behind that of the one before.
  [[nodiscard]] const float* rows() const noexcept { return rows_.data(); }
  [[nodiscard]] const float* row(std::uint32_t gram) const noexcept { return rows_.data() + gram * pitch(); }
  [[nodiscard]] std::size_t pitch() const noexcept { return outputs_ + behind_outputs; }
  [[nodiscard]] std::size_t outputs() const noexcept { return outputs_; }

  /// The sum of the squares of the values.
  [[nodiscard]] float squares(std::uint32_t gram) const noexcept { return row(gram)[outputs_]; }

  /// The same of several, in four parts that are added at the end.
  [[nodiscard]] float squares(std::span<const std::uint32_t> grams) const noexcept;

  /// The last character of an n-gram, which is one of itself.
  [[nodiscard]] std::uint32_t last_character(std::uint32_t gram) const noexcept {
    return read<std::uint32_t>(gram, outputs_ + 1);
  }

  /// The n-gram without its first character, of which there must be more.
  [[nodiscard]] std::uint32_t shorter(std::uint32_t gram) const noexcept {
    return number_of(without_first(key(gram), 1));
  }

 private:
  /// Behind the outputs of a row: the squares, the last character, and the key, in the place of two numbers.
  static constexpr std::size_t behind_outputs = 4;

  static constexpr std::size_t at_once = 64;
  static constexpr std::size_t bits_for_key = 8;  // at least, and up to twice as many

  template <class T>
  [[nodiscard]] T read(std::uint32_t gram, std::size_t at) const noexcept {
    T value{};
    std::memcpy(&value, row(gram) + at, sizeof value);
    return value;
  }
  [[nodiscard]] CjkKey key(std::uint32_t gram) const noexcept { return read<CjkKey>(gram, outputs_ + 2); }

  void fill_rows(const GramTable<CjkKey>& grams, std::uint32_t first, std::uint32_t features,
                 std::span<const float> values, const CompactHeads& heads);
  void put(std::uint32_t gram, std::uint64_t hash) noexcept;
  [[nodiscard]] std::uint32_t number_of(CjkKey key) const noexcept;
  [[nodiscard]] CjkEnd longest_of(CjkKey last) const noexcept;

  /// The hash of a key; it has that of an n-gram at its end in its lower bits, so that one product is enough for all.
  [[nodiscard]] static std::uint64_t hash_of(CjkKey key) noexcept { return (key << 1) * 0x9E3779B97F4A7C15ULL; }
  [[nodiscard]] static std::uint64_t hash_without_first(std::uint64_t hash, std::size_t characters) noexcept {
    return hash << (cjk_bits * characters);
  }

  [[nodiscard]] bool may_hold(std::uint64_t hash) const noexcept {
    return ((bits_[hash >> (bits_shift_ + 6)] >> ((hash >> bits_shift_) & 63)) & 1) != 0;
  }

  /// What a slot holds above the number of an n-gram of this hash.
  [[nodiscard]] std::uint32_t tag_of(std::uint64_t hash) const noexcept {
    return static_cast<std::uint32_t>(hash >> 15) & ~number_mask_;
  }

  /// One more than the number of the first n-gram with the tag of a hash that may be the one of the hash, or 0.
  [[nodiscard]] std::uint32_t number_by(std::uint64_t hash) const noexcept {
    std::size_t slot = hash >> slots_shift_;
    while (slots_[slot] != 0 && (slots_[slot] & ~number_mask_) != tag_of(hash)) slot = next(slot);
    return slots_[slot] & number_mask_;
  }
  [[nodiscard]] std::size_t next(std::size_t slot) const noexcept { return (slot + 1) & (slots_.size() - 1); }

  std::size_t outputs_ = 0;
  RandomAccessTable<float> rows_;
  RandomAccessTable<std::uint32_t> slots_;  // 0 if empty, else the tag and one more than the number of the n-gram
  unsigned slots_shift_ = 63;
  std::uint32_t number_mask_ = 0;
  std::vector<std::uint64_t> bits_;  // one for some hashes of keys: those without need not be looked up
  unsigned bits_shift_ = 58;
};

}  // namespace fealty::complaints
