#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "xes_bytes.hpp"

namespace fealty::io {

/// Where in a log a position between two elements is.
enum class Place : std::uint8_t { prolog, log, trace, event, epilog };

/// A part of the text that begins at a `<trace` or an `<event`, and so most probably between two elements; whether it
/// does, only who has read all before it knows.
struct TextBlock {
  std::vector<char> buffer;  ///< the text and at least `padding` zero bytes
  std::size_t size = 0;
  std::uint64_t offset = 0;  ///< of the first byte in the whole text
  std::uint64_t index = 0;   ///< of the block
  Place start = Place::prolog;
  bool is_last = false;

  static constexpr std::size_t padding = 64;

  [[nodiscard]] std::string_view text() const noexcept { return {buffer.data(), size}; }
};

/// Cuts a text into blocks of about 512 KiB. Where depends on the text alone.
class BlockSource {
 public:
  static constexpr std::size_t usual_size = std::size_t{1} << 19;

  /// What a block may grow to when it holds no place to cut it: a header or an event of this size is refused.
  static constexpr std::size_t largest_size = std::size_t{1} << 26;

  explicit BlockSource(ByteSource& source) : source_(source) {}

  /// The next block into `block`, whose memory is used again; false at the end. Throws RecordError for damaged gzip and
  /// for what is larger than `largest_size`.
  bool next(TextBlock& block);

 private:
  ByteSource& source_;
  std::string carried_;  // what was read behind the last cut
  std::uint64_t offset_ = 0;
  std::uint64_t index_ = 0;
  Place start_ = Place::prolog;
  bool ended_ = false;
};

}  // namespace fealty::io
