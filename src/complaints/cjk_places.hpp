#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "cjk_sums.hpp"

namespace fealty::complaints {

/// The CJK characters of a text, up to 65,533 of them and of ends of runs, and which of the n-grams that end with each
/// stood before.
class CjkPlaces {
 public:
  /// How often the known n-grams of 1, 2 and 3 characters that end at a place stood before it. The fourth counts
  /// nothing: eight bytes are written at once.
  using Before = std::array<std::uint16_t, 4>;

  void clear() noexcept {
    if (empty()) return;
    size_ = no_characters;
    latest_.fill(0);
  }
  [[nodiscard]] bool empty() const noexcept { return size_ == no_characters; }

  void add_run(std::span<const char32_t> run) {
    if (size_ + run.size() >= characters_.size()) make_room(run.size() + 1);
    std::ranges::copy(run, characters_.data() + size_);
    size_ += run.size();
    characters_[size_++] = end_of_run;
  }

  /// The longest known n-grams that end with characters that did not stand before, in the order of the text.
  std::span<const std::uint32_t> find(const CjkSums& sums) {
    if (empty()) return {};
    sums.find({characters_.data() + no_characters, size_ - no_characters}, ends_.data() + no_characters);
    before_[0][0] = none_before;
    std::size_t once = 0;
    again_size_ = 0;
    for (std::size_t place = no_characters; place < size_; ++place) {
      const std::size_t same = enter(place);
      before_[place] = {static_cast<std::uint16_t>(before_[same][0] + 1)};
      once_[once] = ends_[place].gram;
      once += same == 0 && ends_[place].length > 0 ? 1 : 0;
      again_[again_size_] = static_cast<std::uint16_t>(place);
      again_size_ += same != 0 && ends_[place].length > 0 ? 1 : 0;
    }
    return {once_.data(), once};
  }

  /// Calls `each(end, before)` for the other places at which known n-grams end.
  template <class Each>
  void for_each_again(const Each& each) {
    for (std::size_t i = 0; i < again_size_; ++i) {
      const std::size_t place = again_[i];
      if (ends_[place].length > 1) find_longer_before(place);
      each(ends_[place], before_[place]);
    }
  }

 private:
  /// Before the first place are one at which a search ends, and one that is equal to none.
  static constexpr std::size_t no_characters = 2;
  static constexpr std::uint16_t none_before = 0xFFFF;
  static constexpr char32_t end_of_run = 0x1FFFFF;  // no character: in no n-gram

  /// Makes a place the latest of its character, and gives the one that was it before, or 0.
  std::size_t enter(std::size_t place) noexcept {
    const char32_t character = characters_[place];
    std::uint16_t& latest = latest_[static_cast<std::uint32_t>(character * 0x9E3779B1U) >> 23];
    std::size_t same = earlier_[place] = latest;
    latest = static_cast<std::uint16_t>(place);
    characters_[0] = character;  // so that the search ends there
    while (characters_[same] != character) same = earlier_[same];
    return same;
  }

  void find_longer_before(std::size_t place) noexcept {
    Before& before = before_[place];
    const std::size_t length = ends_[place].length;
    for (std::size_t other = earlier_[place]; other != 0 && before[length - 1] == 0; other = earlier_[other]) {
      if (characters_[other] != characters_[place]) continue;
      for (std::size_t n = 1; n < length && characters_[other - n] == characters_[place - n]; ++n) {
        if (before[n] == 0) before[n] = static_cast<std::uint16_t>(before_[other][n] + 1);
      }
    }
  }

  void make_room(std::size_t more) {
    const std::size_t size = 2 * (size_ + more);
    characters_.resize(size);
    ends_.resize(size);
    before_.resize(size);
    earlier_.resize(size);
    once_.resize(size);
    again_.resize(size);
  }

  // By place:
  std::vector<char32_t> characters_;  // and behind each run what is none
  std::vector<CjkEnd> ends_;
  std::vector<Before> before_;
  std::vector<std::uint16_t> earlier_;       // place with a character of the same bucket, or 0
  std::array<std::uint16_t, 512> latest_{};  // place, by bucket
  std::size_t size_ = no_characters;

  std::vector<std::uint32_t> once_;
  std::vector<std::uint16_t> again_;  // places
  std::size_t again_size_ = 0;
};

}  // namespace fealty::complaints
