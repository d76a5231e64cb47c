#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "fealty/complaints/utf8.hpp"
#include "fealty/core/large_pages.hpp"
#include "prefetch.hpp"

namespace fealty::complaints {

/// The number of what is not in a table.
inline constexpr std::uint32_t not_there = 0xFFFFFFFF;

/// An n-gram of up to six characters, exactly: three of 21 bits in each half, the rest zero. The order of the keys is
/// that of the UTF-8 bytes.
struct CharacterKey {
  std::uint64_t first = 0;
  std::uint64_t second = 0;

  friend auto operator<=>(const CharacterKey&, const CharacterKey&) = default;
};

/// Up to three characters in 63 bits.
inline std::uint64_t packed(const char32_t* characters, std::size_t count) noexcept {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 3; ++i) key = (key << 21) | (i < count ? std::uint64_t{characters[i]} : 0);
  return key;
}

inline CharacterKey character_key(const char32_t* characters, std::size_t count) noexcept {
  return {packed(characters, count), count > 3 ? packed(characters + 3, count - 3) : 0};
}

/// The n-gram of a key.
inline std::string text_of(const CharacterKey& key) {
  std::string text;
  for (const std::uint64_t half : {key.first, key.second}) {
    for (int shift = 42; shift >= 0; shift -= 21) {
      const auto character = static_cast<char32_t>((half >> shift) & 0x1FFFFF);
      if (character != 0) append_utf8(text, character);
    }
  }
  return text;
}

/// Two words that follow each other.
inline std::uint64_t pair_key(std::uint32_t first, std::uint32_t second) noexcept {
  return (std::uint64_t{first} << 32) | second;
}

inline std::uint64_t hash_of(std::uint64_t key) noexcept {
  key *= 0x9E3779B97F4A7C15ULL;
  return (key ^ (key >> 32)) * 0xD6E8FEB86659FD93ULL;
}

inline std::uint64_t hash_of(const CharacterKey& key) noexcept {
  return hash_of(key.first ^ ((key.second + 0x9E3779B97F4A7C15ULL) * 0xA24BAED4963EE407ULL));
}

/// Numbers by key: a hash table with open addressing, at most half full, without removal. Nothing collides: a slot
/// holds the whole key.
template <class Key>
class GramTable {
 public:
  GramTable() : slots_(16) {}

  /// Makes room for so many keys.
  void reserve(std::size_t keys) {
    std::size_t capacity = slots_.size();
    while (capacity < 2 * keys) capacity *= 2;
    if (capacity > slots_.size()) grow_to(capacity);
  }

  /// The number of a key; that of one that is new is the number of keys before it.
  std::uint32_t intern(const Key& key) {
    Slot& slot = slot_of(key);
    if (slot.number != not_there) return slot.number;
    const auto number = static_cast<std::uint32_t>(keys_.size());
    slot = {key, number};
    keys_.push_back(key);
    if (2 * keys_.size() > slots_.size()) grow_to(2 * slots_.size());
    return number;
  }

  [[nodiscard]] std::uint32_t find(const Key& key) const noexcept {
    return const_cast<GramTable*>(this)->slot_of(key).number;
  }

  void prefetch(const Key& key) const noexcept { prefetch_by(hash_of(key)); }

  /// The same by the hash of the key.
  [[nodiscard]] std::uint32_t find_by(std::uint64_t hash, const Key& key) const noexcept {
    return const_cast<GramTable*>(this)->slot_from(hash >> shift_, key).number;
  }

  void prefetch_by(std::uint64_t hash) const noexcept {
    complaints::prefetch(&slots_[hash >> shift_], 1);  // the function, not the member
  }

  /// False only if a key of this hash is not there, as far as that is known without looking.
  [[nodiscard]] bool may_hold(std::uint64_t /*hash*/) const noexcept { return true; }

  /// The keys by number.
  [[nodiscard]] const std::vector<Key>& keys() const noexcept { return keys_; }
  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }

  /// Puts in a key that is not there, with a number of the caller's; room must have been made for it.
  void put(const Key& key, std::uint32_t number) noexcept { slot_of(key) = {key, number}; }

 private:
  struct Slot {
    Key key{};
    std::uint32_t number = not_there;
  };

  Slot& slot_of(const Key& key) noexcept { return slot_from(hash_of(key) >> shift_, key); }

  Slot& slot_from(std::size_t i, const Key& key) noexcept {
    const std::size_t mask = slots_.size() - 1;
    while (slots_[i].number != not_there && !(slots_[i].key == key)) i = (i + 1) & mask;
    return slots_[i];
  }

  void grow_to(std::size_t capacity) {
    RandomAccessTable<Slot> old(capacity);
    old.swap(slots_);
    while ((std::size_t{1} << (64 - shift_)) < capacity) --shift_;
    for (const Slot& slot : old) {
      if (slot.number != not_there) slot_of(slot.key) = slot;
    }
  }

  RandomAccessTable<Slot> slots_;
  unsigned shift_ = 60;
  std::vector<Key> keys_;
};

}  // namespace fealty::complaints
