#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fealty::complaints {

/// Counts the distinct numbers of a short list: a hash table of their positions that stays in the nearest cache,
/// however many numbers there may be in all.
class DistinctCounts {
 public:
  DistinctCounts() : places_(1024), numbers_(128), counts_(128), slots_(128) {}

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// The numbers in the order in which they first came, and how often they came.
  [[nodiscard]] std::span<const std::uint32_t> numbers() const noexcept { return {numbers_.data(), size_}; }
  [[nodiscard]] std::span<const std::uint32_t> counts() const noexcept { return {counts_.data(), size_}; }

  void add(std::uint32_t number) {
    std::size_t slot = slot_of(number);
    for (; places_[slot] != 0; slot = (slot + 1) & (places_.size() - 1)) {
      const std::size_t place = places_[slot] - 1;
      if (numbers_[place] != number) continue;
      ++counts_[place];
      return;
    }
    numbers_[size_] = number;
    counts_[size_] = 1;
    slots_[size_] = static_cast<std::uint32_t>(slot);
    places_[slot] = static_cast<std::uint32_t>(++size_);
    if (size_ == numbers_.size()) grow();
  }

  void clear() noexcept {
    for (std::size_t i = 0; i < size_; ++i) places_[slots_[i]] = 0;
    size_ = 0;
  }

 private:
  [[nodiscard]] std::size_t slot_of(std::uint32_t number) const noexcept {
    return static_cast<std::uint32_t>(number * 0x9E3779B1U) >> shift_;
  }

  void grow() {
    places_.assign(2 * places_.size(), 0);
    --shift_;
    for (auto* list : {&numbers_, &counts_, &slots_}) list->resize(places_.size() / 8);
    for (std::size_t i = 0; i < size_; ++i) {
      std::size_t slot = slot_of(numbers_[i]);
      while (places_[slot] != 0) slot = (slot + 1) & (places_.size() - 1);
      slots_[i] = static_cast<std::uint32_t>(slot);
      places_[slot] = static_cast<std::uint32_t>(i + 1);
    }
  }

  std::vector<std::uint32_t> places_;  // by slot: position and one, or 0
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> slots_;
  std::size_t size_ = 0;
  unsigned shift_ = 22;
};

}  // namespace fealty::complaints
