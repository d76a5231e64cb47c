#include "fealty/gaps/answers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::gaps {
namespace {

constexpr double largest_whole = 0x1p20;
constexpr std::size_t answers_at_a_time = 4096;

/// Copies the numbers of part of a chunk; what is missing is left as it is.
void copy_numbers(const Chunk& chunk, Kind kind, std::int64_t begin, std::int64_t end, double* out) {
  const auto put = [&](std::int64_t i, auto value) { out[i - begin] = static_cast<double>(value); };
  if (is_integer(kind)) {
    for_each_integer(chunk, kind, begin, end, put);
    return;
  }
  for (std::int64_t i = begin; i < end; ++i) {
    if (!chunk.is_valid(i)) continue;
    if (kind == Kind::float64) {
      put(i, chunk.values.as<double>()[chunk.offset + i]);
    } else if (kind == Kind::float32) {
      put(i, chunk.values.as<float>()[chunk.offset + i]);
    } else {
      const auto bit = static_cast<std::uint64_t>(chunk.offset + i);
      put(i, (chunk.values.as<std::uint8_t>()[bit >> 3] >> (bit & 7)) & 1);
    }
  }
}

void read_numbers(const Column& column, std::size_t begin, std::span<double> out) {
  std::ranges::fill(out, nan);
  const std::size_t end = begin + out.size();
  std::size_t first = 0;
  for (const Chunk& chunk : column.chunks()) {
    const std::size_t last = first + static_cast<std::size_t>(chunk.length);
    const std::size_t from = std::max(begin, first);
    const std::size_t to = std::min(end, last);
    if (from < to && column.type().kind != Kind::null) {
      copy_numbers(chunk, column.type().kind, static_cast<std::int64_t>(from - first),
                   static_cast<std::int64_t>(to - first), out.data() + (from - begin));
    }
    first = last;
  }
}

/// What a block of answers is found to be.
struct Found {
  std::size_t missing = 0;
  std::size_t refused = std::numeric_limits<std::size_t>::max();  // row of the first that is
  double value = 0.0;                                             // of that
  bool whole = true;

  void add(const Found& later) {
    missing += later.missing;
    whole = whole && later.whole;
    if (refused > later.refused) {
      refused = later.refused;
      value = later.value;
    }
  }
};

/// Whether only the whole numbers of a scale are answers.
bool has_whole_ends(const Scale& scale) noexcept {
  return scale.least == std::floor(scale.least) && scale.greatest == std::floor(scale.greatest);
}

Found look_at(const Column& column, std::size_t begin, std::size_t end, const std::optional<Scale>& scale) {
  std::array<double, answers_at_a_time> values{};
  const std::span<double> part(values.data(), end - begin);
  read_numbers(column, begin, part);
  Found found;
  const bool steps = scale && has_whole_ends(*scale);
  for (std::size_t i = 0; i < part.size(); ++i) {
    const double x = part[i];
    if (std::isnan(x)) {
      ++found.missing;
      continue;
    }
    const bool is_whole = x == std::floor(x);
    found.whole = found.whole && is_whole && std::abs(x) < largest_whole;
    const bool off = scale && (x < scale->least || x > scale->greatest || (steps && !is_whole));
    if ((std::isinf(x) || off) && found.refused == std::numeric_limits<std::size_t>::max()) {
      found.refused = begin + i;
      found.value = x;
    }
  }
  return found;
}

[[noreturn]] void refuse(const std::string& item, const Found& found, const std::optional<Scale>& scale) {
  if (std::isinf(found.value) || !scale) {
    throw RecordError(code::refused_record, fmt::format("item {}, row {}: the answer is {}, but it must be finite",
                                                        item, found.refused, found.value));
  }
  throw RecordError(
      code::refused_record,
      fmt::format("item {}, row {}: the answer is {}, but the scale goes from {} to {}{}", item, found.refused,
                  found.value, scale->least, scale->greatest, has_whole_ends(*scale) ? " in whole numbers" : ""));
}

void require_numbers(const std::string& item, const Column& column) {
  const Kind kind = column.type().kind;
  if (is_integer(kind) || is_floating(kind) || kind == Kind::boolean || kind == Kind::null) return;
  throw RecordError(code::wrong_type,
                    fmt::format("item {}: answers must be numbers, but they are {}", item, to_string(column.type())));
}

}  // namespace

Answers::Answers(Frame frame, std::optional<Scale> scale) : respondents_(frame.rows()) {
  if (scale && !(scale->least < scale->greatest)) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("the scale goes from {} to {}, but it must rise", scale->least, scale->greatest));
  }
  for (const auto& [name, column] : frame.columns()) {
    require_numbers(name, column);
    names_.push_back(name);
    columns_.push_back(column);
    const Found found = reduce_blocks(
        respondents_, Found{}, [&](std::size_t begin, std::size_t end) { return look_at(column, begin, end, scale); },
        [](Found& total, const Found& part) { total.add(part); }, answers_at_a_time, "reading answers");
    if (found.refused != std::numeric_limits<std::size_t>::max()) refuse(name, found, scale);
    missing_.push_back(found.missing);
    are_whole_ = are_whole_ && found.whole;
  }
}

std::size_t Answers::item(std::string_view name) const {
  const auto found = std::ranges::find(names_, name);
  if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
  throw ParameterError(
      code::unknown_name,
      unknown_name_message(name, "an item", {names_.size(), [&](std::size_t i) { return names_[i]; }}));
}

void Answers::read(std::size_t item, std::size_t begin, std::span<double> out) const {
  read_numbers(columns_[item], begin, out);
}

Answers Answers::select(std::span<const std::size_t> items) const {
  Answers part;
  part.respondents_ = respondents_;
  part.are_whole_ = are_whole_;
  for (const std::size_t item : items) {
    part.names_.push_back(names_[item]);
    part.columns_.push_back(columns_[item]);
    part.missing_.push_back(missing_[item]);
  }
  return part;
}

}  // namespace fealty::gaps
