#include "text_sketch.hpp"

#include <algorithm>

#include "fealty/complaints/folding.hpp"
#include "fealty/complaints/utf8.hpp"

namespace fealty::complaints {
namespace {

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit of the key moves every bit of the hash.
constexpr std::uint64_t mixed(std::uint64_t key) noexcept {
  key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9ULL;
  key = (key ^ (key >> 27)) * 0x94D049BB133111EBULL;
  return key ^ (key >> 31);
}

}  // namespace

TextSketch::TextSketch(std::string_view text) {
  std::uint64_t run = 0;  // three characters of 21 bits
  std::size_t characters = 0;
  constexpr std::uint64_t mask = (std::uint64_t{1} << 63) - 1;
  const auto shrink = [&](std::size_t most) {
    std::ranges::sort(hashes_);
    const auto repeated = std::ranges::unique(hashes_);
    hashes_.erase(repeated.begin(), repeated.end());
    hashes_.resize(std::min(hashes_.size(), most));
  };
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter character = decode_utf8(text.substr(i));
    i += character.length;
    run = ((run << 21) | folded(character.code_point)) & mask;
    if (++characters < 3) continue;
    hashes_.push_back(mixed(run));
    if (hashes_.size() == 64 * kept) shrink(kept);
  }
  if (characters > 0 && characters < 3) hashes_.push_back(mixed(run));
  shrink(kept);
}

double TextSketch::similarity(const TextSketch& other) const noexcept {
  std::size_t i = 0, j = 0, both = 0, all = 0;
  while (all < kept && (i < hashes_.size() || j < other.hashes_.size())) {
    ++all;
    if (j == other.hashes_.size() || (i < hashes_.size() && hashes_[i] < other.hashes_[j])) {
      ++i;
    } else if (i == hashes_.size() || other.hashes_[j] < hashes_[i]) {
      ++j;
    } else {
      ++both;
      ++i;
      ++j;
    }
  }
  return all == 0 ? 1.0 : static_cast<double>(both) / static_cast<double>(all);
}

}  // namespace fealty::complaints
