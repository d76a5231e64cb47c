#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "fealty/core/time.hpp"

namespace fealty::io {

/// An instant that a text says, and whether the text lacks the offset from UTC; it is taken for UTC then.
struct ReadTime {
  Time at;
  bool is_naive = false;
};

/// An ISO 8601 date or date and time; digits of a second beyond the sixth are cut off.
std::optional<ReadTime> read_time(std::string_view text) noexcept;

/// A decimal integer of 64 bits.
std::optional<std::int64_t> read_integer(std::string_view text) noexcept;

/// A decimal number, or INF, Infinity or NaN; the nearest double.
std::optional<double> read_real(std::string_view text) noexcept;

/// true, false, 1 or 0.
std::optional<bool> read_boolean(std::string_view text) noexcept;

}  // namespace fealty::io
