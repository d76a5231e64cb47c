#include "cjk_sums.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "prefetch.hpp"

namespace fealty::complaints {

CjkSums::CjkSums(const Dictionary& dictionary, std::span<const float> values, const CompactHeads& heads)
    : outputs_(heads.stride()) {
  const auto& starts = dictionary.weighting().starts;
  const std::uint32_t first = starts[2], features = starts[3] - starts[2];
  GramTable<CjkKey> grams;
  grams.reserve(features);
  for (std::uint32_t gram = 0; gram < features; ++gram) grams.intern(dictionary.key(first + gram));
  for (std::uint32_t gram = 0; gram < features; ++gram) {
    const CjkKey key = grams.keys()[gram];
    for (std::size_t n = 1; n < length_of(key); ++n) grams.intern(without_first(key, n));
  }
  fill_rows(grams, first, features, values, heads);

  slots_.resize(std::bit_ceil(2 * grams.size() + 2));
  slots_shift_ = static_cast<unsigned>(std::countl_zero(slots_.size()) + 1);
  number_mask_ = static_cast<std::uint32_t>(std::bit_ceil(grams.size() + 2) - 1);
  const std::size_t bits = bits_for_key * std::bit_ceil(std::max<std::size_t>(grams.size(), 16));
  bits_shift_ = static_cast<unsigned>(std::countl_zero(bits) + 1);
  bits_.resize(bits / 64);
  for (std::uint32_t gram = 0; gram < grams.size(); ++gram) put(gram, hash_of(grams.keys()[gram]));
}

/// Shorter n-grams come before longer ones, which have their sums.
void CjkSums::fill_rows(const GramTable<CjkKey>& grams, std::uint32_t first, std::uint32_t features,
                        std::span<const float> values, const CompactHeads& heads) {
  rows_.resize(grams.size() * pitch());
  for (std::size_t length = 1; length <= 3; ++length) {
    for (std::uint32_t gram = 0; gram < grams.size(); ++gram) {
      const CjkKey key = grams.keys()[gram];
      if (length_of(key) != length) continue;
      float* const row = rows_.data() + gram * pitch();
      if (gram < features) {
        const std::uint32_t feature = first + gram;
        heads.add_up({&feature, 1}, {&values[feature], 1}, {row, outputs_});
        row[outputs_] = values[feature] * values[feature];
      }
      for (std::size_t k = 0; length > 1 && k <= outputs_; ++k)
        row[k] += this->row(grams.find(without_first(key, 1)))[k];
      const std::uint32_t last_character = grams.find(without_first(key, length - 1));
      std::memcpy(row + outputs_ + 1, &last_character, sizeof last_character);
      std::memcpy(row + outputs_ + 2, &key, sizeof key);
    }
  }
}

void CjkSums::put(std::uint32_t gram, std::uint64_t hash) noexcept {
  bits_[hash >> (bits_shift_ + 6)] |= std::uint64_t{1} << ((hash >> bits_shift_) & 63);
  std::size_t slot = hash >> slots_shift_;
  while (slots_[slot] != 0) slot = next(slot);
  slots_[slot] = tag_of(hash) | (gram + 1);
}

void CjkSums::find(std::span<const char32_t> text, CjkEnd* ends) const noexcept {
  // NOLINTBEGIN(cppcoreguidelines-pro-type-member-init): filled as far as they are read
  std::array<CjkKey, at_once> last;
  std::array<std::uint64_t, at_once> hashes;
  std::array<std::uint32_t, at_once> lengths, grams;
  // NOLINTEND(cppcoreguidelines-pro-type-member-init)
  CjkKey before = 0;
  for (std::size_t begin = 0; begin < text.size(); begin += at_once, ends += at_once) {
    const std::size_t count = std::min(at_once, text.size() - begin);
    for (std::size_t i = 0; i < count; ++i) {
      last[i] = before = followed_by(before, text[begin + i]);
      const std::uint64_t hash = hash_of(last[i]);
      const auto two = static_cast<std::uint32_t>(may_hold(hash_without_first(hash, 1)));
      const auto three = two & static_cast<std::uint32_t>(may_hold(hash));
      lengths[i] = 1 + two + three;
      hashes[i] = hash_without_first(hash, 3 - lengths[i]);
      prefetch(&slots_[hashes[i] >> slots_shift_], 1);
    }
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t number = number_by(hashes[i]);
      while (number == 0 && --lengths[i] > 0) number = number_by(hashes[i] = hash_without_first(hashes[i], 1));
      grams[i] = number - 1;
      if (number != 0) prefetch(row(grams[i]), sizeof(float));
    }
    for (std::size_t i = 0; i < count; ++i) {
      const bool is_it = lengths[i] == 0 || key(grams[i]) == without_first(last[i], 3 - lengths[i]);
      ends[i] = is_it ? CjkEnd{grams[i], lengths[i]} : longest_of(last[i]);
    }
  }
}

float CjkSums::squares(std::span<const std::uint32_t> grams) const noexcept {
  std::array<float, 4> parts{};
  std::size_t i = 0;
  for (; i + 4 <= grams.size(); i += 4) {
    for (std::size_t k = 0; k < 4; ++k) parts[k] += squares(grams[i + k]);
  }
  for (; i < grams.size(); ++i) parts[0] += squares(grams[i]);
  return (parts[0] + parts[1]) + (parts[2] + parts[3]);
}

std::uint32_t CjkSums::number_of(CjkKey key) const noexcept {
  for (std::size_t slot = hash_of(key) >> slots_shift_; slots_[slot] != 0; slot = next(slot)) {
    const std::uint32_t gram = (slots_[slot] & number_mask_) - 1;
    if (this->key(gram) == key) return gram;
  }
  return not_there;
}

CjkEnd CjkSums::longest_of(CjkKey last) const noexcept {
  for (std::uint32_t length = 3; length > 0; --length) {
    const std::uint32_t gram = number_of(without_first(last, 3 - length));
    if (gram != not_there) return {gram, length};
  }
  return {};
}

}  // namespace fealty::complaints
