#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "fealty/core/columns.hpp"
#include "fealty/core/time.hpp"

namespace fealty::io {

/// Appends a text as it stands between quotes.
void append_escaped(std::string& out, std::string_view text);

/// Appends an instant, or a clock reading without offset: 2026-06-30T14:05:09.250+00:00. Throws RecordError for years
/// before 0 and after 9999.
void append_time(std::string& out, Time time, bool has_offset);

/// Appends a number as the shortest text that stands for it.
void append_real(std::string& out, double number);

/// A column as attributes of XES: a line for each value.
class XesCells {
 public:
  XesCells() = default;
  XesCells(const XesCells&) = delete;
  XesCells& operator=(const XesCells&) = delete;
  virtual ~XesCells() = default;

  /// The line of a row, from its indentation to its end; empty where the value is missing. It may stand in `scratch`.
  /// Throws RecordError for a value that XES cannot say.
  virtual std::string_view line(std::size_t row, std::string& scratch) const = 0;
};

/// The column, called `name` in messages, under a key. Throws RecordError if XES has no such type or name.
std::unique_ptr<XesCells> make_cells(const Column& column, const std::string& name, std::string_view key,
                                     std::string_view indentation);

}  // namespace fealty::io
