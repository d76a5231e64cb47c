#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fealty::complaints {

/// The smallest hashes of a text's runs of three characters: enough to tell how similar two texts are.
///
/// Source: Broder (1997), "On the resemblance and containment of documents", section 3.
class TextSketch {
 public:
  static constexpr std::size_t kept = 64;

  TextSketch() = default;
  explicit TextSketch(std::string_view text);

  /// The estimated Jaccard index; exact where both texts have at most 64 runs together. Two texts without runs are the
  /// same.
  [[nodiscard]] double similarity(const TextSketch& other) const noexcept;

 private:
  std::vector<std::uint64_t> hashes_;  // ascending
};

}  // namespace fealty::complaints
