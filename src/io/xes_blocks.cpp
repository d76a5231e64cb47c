#include "xes_blocks.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "fealty/core/error.hpp"

namespace fealty::io {

namespace {

constexpr std::size_t tag_size = 7;  // "<trace" or "<event" and what follows the name

bool opens(const char* at, std::string_view tag) {
  if (std::memcmp(at, tag.data(), tag.size()) != 0) return false;
  const char next = at[tag.size()];
  return next == '>' || next == ' ' || next == '\n' || next == '\t' || next == '\r' || next == '/';
}

/// The last place after `begin` where a trace or an event opens; 0 if there is none.
std::size_t last_cut(std::string_view text, std::size_t begin) {
  for (std::size_t at = text.size() < tag_size ? 0 : text.size() - tag_size; at > begin; --at) {
    if (text[at] == '<' && (opens(text.data() + at, "<event") || opens(text.data() + at, "<trace"))) return at;
  }
  return 0;
}

}  // namespace

bool BlockSource::next(TextBlock& block) {
  if (ended_) return false;
  block.size = 0;
  block.offset = offset_;
  block.index = index_++;
  block.start = start_;
  std::size_t wanted = usual_size;
  std::size_t cut = 0;
  std::size_t searched = 0;
  while (cut == 0 && !ended_) {
    while (wanted <= carried_.size()) wanted += usual_size;
    if (wanted > largest_size) {
      throw RecordError(
          code::refused_record,
          fmt::format("{} bytes from byte {} on hold neither <trace nor <event: no header and no event is "
                      "taken that is so large",
                      block.size, offset_));
    }
    if (block.buffer.size() < wanted + TextBlock::padding) block.buffer.resize(wanted + TextBlock::padding);
    std::copy(carried_.begin(), carried_.end(), block.buffer.begin());
    block.size = std::max(block.size, carried_.size());
    carried_.clear();
    const std::size_t asked = wanted - block.size;
    const std::size_t got = source_.read(block.buffer.data() + block.size, asked);
    block.size += got;
    ended_ = got < asked;
    if (!ended_) cut = last_cut(block.text(), searched);
    searched = block.size - tag_size;
    wanted += usual_size;
  }
  block.is_last = ended_;
  if (!ended_) {
    carried_.assign(block.buffer.data() + cut, block.size - cut);
    start_ = carried_.starts_with("<trace") ? Place::log : Place::trace;
    block.size = cut;
    offset_ += cut;
  }
  std::fill_n(block.buffer.begin() + static_cast<std::ptrdiff_t>(block.size), TextBlock::padding, '\0');
  return true;
}

}  // namespace fealty::io
