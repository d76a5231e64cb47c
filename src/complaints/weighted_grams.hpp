#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <vector>

#include "compact_kernels.hpp"
#include "fealty/core/large_pages.hpp"
#include "gram_table.hpp"
#include "prefetch.hpp"

namespace fealty::complaints {

/// N-grams by key with all that scoring needs of them side by side: what one is worth, and its row of weights. So one
/// place in memory is looked up where there are three otherwise: in the table, of the values and of the weights.
///
/// A hash table with open addressing, at most two fifths full. A slot is the key, the value and the row; its number
/// stands for the n-gram.
class WeightedGrams {
 public:
  WeightedGrams() = default;

  /// Room for so many n-grams with rows of `stride` weights (a multiple of four).
  WeightedGrams(std::size_t grams, std::size_t stride)
      : capacity_(std::bit_ceil(5 * grams / 2 + 64)), chunks_((row_at + sizeof(float) + stride + 7) / 8) {
    shift_ = static_cast<unsigned>(std::countl_zero(capacity_) + 1);
    const std::size_t bytes = capacity_ * chunks_ * sizeof(std::uint64_t);
    const std::size_t reserved =
        bytes < worthwhile ? bytes : std::max((bytes + large_page - 1) & ~(large_page - 1), 2 * large_page);
    memory_.reset(static_cast<std::uint64_t*>(::operator new(reserved, alignment)));
    prefer_large_pages(memory_.get(), reserved);
    slots_ = memory_.get();
    std::fill_n(slots_, capacity_ * chunks_, 0);
    for (std::size_t slot = 0; slot < capacity_; ++slot) slots_[slot * chunks_] = no_key;
    hashes_.resize(capacity_ / 32);
  }

  /// Puts in an n-gram that is not there.
  void put(std::uint64_t key, float value, std::span<const std::int8_t> row) noexcept {
    const std::uint64_t hash = hash_of(key);
    hashes_[word_of(hash)] |= std::uint64_t{1} << bit_of(hash);
    std::uint64_t* const slot = slots_ + slot_from(hash >> shift_, key) * chunks_;
    slot[0] = key;
    std::memcpy(bytes(slot) + value_at, &value, sizeof value);
    std::memcpy(bytes(slot) + row_at, row.data(), row.size());
  }

  /// False only if a key of this hash is not there: most of those that are not need not be looked up in the table,
  /// which does not fit into the near caches.
  [[nodiscard]] bool may_hold(std::uint64_t hash) const noexcept {
    return ((hashes_[word_of(hash)] >> bit_of(hash)) & 1) != 0;
  }

  void prefetch_by(std::uint64_t hash) const noexcept { prefetch(slots_ + (hash >> shift_) * chunks_, 1); }

  /// The number of an n-gram by the hash of its key, or `not_there`.
  [[nodiscard]] std::uint32_t find_by(std::uint64_t hash, std::uint64_t key) const noexcept {
    const std::size_t slot = slot_from(hash >> shift_, key);
    return slots_[slot * chunks_] == key ? static_cast<std::uint32_t>(slot) : not_there;
  }

  [[nodiscard]] float value(std::uint32_t slot) const noexcept {
    float value = 0;
    std::memcpy(&value, reinterpret_cast<const char*>(slots_ + slot * chunks_) + value_at, sizeof value);
    return value;
  }

  [[nodiscard]] CompactRows rows() const noexcept {
    return {reinterpret_cast<const std::int8_t*>(slots_) + row_at, 8 * chunks_};
  }

 private:
  static constexpr std::uint64_t no_key = ~std::uint64_t{0};
  static constexpr std::size_t value_at = 8, row_at = 12;

  static char* bytes(std::uint64_t* slot) noexcept { return reinterpret_cast<char*>(slot); }

  /// Where the bit of a hash is: there are twice as many as slots.
  [[nodiscard]] std::size_t word_of(std::uint64_t hash) const noexcept { return hash >> (shift_ + 5); }
  [[nodiscard]] unsigned bit_of(std::uint64_t hash) const noexcept {
    return static_cast<unsigned>(hash >> (shift_ - 1)) & 63;
  }

  /// Where a key is, or would be.
  [[nodiscard]] std::size_t slot_from(std::size_t slot, std::uint64_t key) const noexcept {
    while (slots_[slot * chunks_] != key && slots_[slot * chunks_] != no_key) slot = (slot + 1) & (capacity_ - 1);
    return slot;
  }

  /// A table of so many bytes begins with a large page; only what is used of its memory is taken from the system.
  static constexpr std::size_t worthwhile = std::size_t{1} << 19, large_page = std::size_t{1} << 21;
  static constexpr std::align_val_t alignment{large_page};

  struct Deallocate {
    void operator()(std::uint64_t* memory) const noexcept { ::operator delete(memory, alignment); }
  };

  std::size_t capacity_ = 0;
  std::size_t chunks_ = 0;  // of 64 bits in a slot
  unsigned shift_ = 0;
  std::unique_ptr<std::uint64_t[], Deallocate> memory_;
  std::uint64_t* slots_ = nullptr;
  std::vector<std::uint64_t> hashes_;  // a bit for each that is there
};

}  // namespace fealty::complaints
