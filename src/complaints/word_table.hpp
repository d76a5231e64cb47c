#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "fealty/core/large_pages.hpp"
#include "gram_table.hpp"
#include "word_key.hpp"

namespace fealty::complaints {

/// The distinct words, numbered as they come. Their bytes lie one behind the other in 64-bit chunks; a slot of the hash
/// table holds the first two chunks and the length, which is all of most words.
class WordTable {
 public:
  WordTable() : slots_(1024) {}

  /// The number of a word, and whether it is new.
  struct Interned {
    std::uint32_t number;
    bool is_new;
  };

  Interned intern(const WordKey& key, bool has_letters) {
    Slot& slot = slot_of(key, key.hash());
    if (slot.number != not_there) return {slot.number, false};
    const auto number = static_cast<std::uint32_t>(words_.size());
    slot = {key.chunks[0], key.chunks[1], key.length, number};
    words_.push_back({chunks_.size(), key.length, has_letters});
    chunks_.insert(chunks_.end(), key.chunks.begin(), key.chunks.begin() + static_cast<std::ptrdiff_t>(key.size()));
    if (2 * words_.size() > slots_.size()) grow();
    return {number, true};
  }

  [[nodiscard]] std::uint32_t find(const WordKey& key) const noexcept {
    return const_cast<WordTable*>(this)->slot_of(key, key.hash()).number;
  }

  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
  [[nodiscard]] std::string_view text(std::uint32_t number) const noexcept {
    return {reinterpret_cast<const char*>(chunks_.data() + words_[number].chunk), words_[number].length};
  }

  /// Whether it is a word of letters, which has in-word n-grams, and not a class.
  [[nodiscard]] bool has_letters(std::uint32_t number) const noexcept { return words_[number].has_letters; }

 private:
  struct Slot {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::uint32_t length = 0;
    std::uint32_t number = not_there;
  };
  struct Word {
    std::size_t chunk;
    std::uint32_t length;
    bool has_letters;
  };

  [[nodiscard]] bool is_same(const Slot& slot, const WordKey& key) const noexcept {
    const std::uint64_t differences = (slot.first ^ key.chunks[0]) | (slot.second ^ key.chunks[1]);
    if (differences != 0 || slot.length != key.length) return false;
    if (key.length <= 16) return true;
    const auto* chunks = chunks_.data() + words_[slot.number].chunk;
    return std::equal(key.chunks.begin() + 2, key.chunks.begin() + static_cast<std::ptrdiff_t>(key.size()), chunks + 2);
  }

  Slot& slot_of(const WordKey& key, std::uint64_t hash) noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = hash >> shift_;
    while (slots_[i].number != not_there && !is_same(slots_[i], key)) i = (i + 1) & mask;
    return slots_[i];
  }

  void grow() {
    RandomAccessTable<Slot> old(2 * slots_.size());
    old.swap(slots_);
    --shift_;
    for (const Slot& slot : old) {
      if (slot.number == not_there) continue;
      const WordKey key(text(slot.number));
      const std::size_t mask = slots_.size() - 1;
      std::size_t i = key.hash() >> shift_;
      while (slots_[i].number != not_there) i = (i + 1) & mask;
      slots_[i] = slot;
    }
  }

  RandomAccessTable<Slot> slots_;
  unsigned shift_ = 54;
  std::vector<Word> words_;
  std::vector<std::uint64_t> chunks_;
};

}  // namespace fealty::complaints
