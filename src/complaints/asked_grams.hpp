#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "gram_table.hpp"

namespace fealty::complaints {

/// Keys that are looked up together: first the places of all are fetched, which are seldom in the cache.
template <class Key>
class AskedGrams {
 public:
  /// Adds a key; whether it is time to look them up.
  bool ask(const Key& key) noexcept {
    keys_[count_] = key;
    return ++count_ == at_once;
  }

  /// Calls `found(number)` for the keys that are in the table, in the order in which they were asked for; then there
  /// are none.
  template <class Table, class Found>
  void look_up(const Table& table, const Found& found) {
    std::array<std::uint64_t, at_once> hashes;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled as far as read
    std::array<std::uint32_t, at_once> numbers;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    std::size_t asked = 0, there = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      keys_[asked] = keys_[i];
      hashes[asked] = hash_of(keys_[i]);
      asked += table.may_hold(hashes[asked]) ? 1 : 0;
    }
    for (std::size_t i = 0; i < asked; ++i) table.prefetch_by(hashes[i]);
    for (std::size_t i = 0; i < asked; ++i) {
      numbers[there] = table.find_by(hashes[i], keys_[i]);
      there += numbers[there] != not_there ? 1 : 0;
    }
    count_ = 0;
    for (std::size_t i = 0; i < there; ++i) found(numbers[i]);
  }

 private:
  static constexpr std::size_t at_once = 128;

  std::array<Key, at_once> keys_;
  std::size_t count_ = 0;
};

}  // namespace fealty::complaints
