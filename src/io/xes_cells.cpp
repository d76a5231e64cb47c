#include "xes_cells.hpp"

#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/core/time_zone.hpp"
#include "xes_characters.hpp"

namespace fealty::io {

namespace {

/// What stands before and behind each value of a column.
struct LineParts {
  std::string name;
  std::string before;
  static constexpr std::string_view after = "\"/>\n";

  [[noreturn]] void refuse(std::size_t row, std::string_view reason) const {
    throw RecordError(code::refused_record, fmt::format("column '{}', row {}: {}", name, row, reason));
  }
};

class TextCells final : public XesCells {
 public:
  TextCells(const Column& column, LineParts parts) : parts_(std::move(parts)), texts_(column, parts_.name) {}

  std::string_view line(std::size_t row, std::string& scratch) const override {
    if (texts_.is_missing(row)) return {};
    const std::size_t bad = find_bad_character(texts_[row]);
    if (bad < texts_[row].size()) parts_.refuse(row, describe_bad_character(texts_[row], bad));
    scratch = parts_.before;
    append_escaped(scratch, texts_[row]);
    return scratch += LineParts::after;
  }

 private:
  LineParts parts_;
  TextReader texts_;
};

/// The lines of a dictionary's texts are made once.
class DictionaryCells final : public XesCells {
 public:
  DictionaryCells(Column column, const LineParts& parts) : column_(std::move(column)) {
    const Column& dictionary = *chunk().dictionary;
    const TextCells texts(dictionary, parts);
    std::string scratch;
    std::vector<bool> is_used(dictionary.size());
    for (std::int64_t i = 0; i < chunk().length; ++i) {
      if (!chunk().is_valid(i)) continue;
      const auto code = static_cast<std::size_t>(chunk().index_at(i));
      if (is_used[code]) continue;
      is_used[code] = true;
      check(dictionary, code, static_cast<std::size_t>(i), parts);
    }
    ends_.push_back(0);
    for (std::size_t code = 0; code < dictionary.size(); ++code) {
      if (is_used[code]) lines_ += texts.line(code, scratch);
      ends_.push_back(lines_.size());
    }
  }

  std::string_view line(std::size_t row, std::string& /*scratch*/) const override {
    const auto i = static_cast<std::int64_t>(row);
    if (!chunk().is_valid(i)) return {};
    const auto code = static_cast<std::size_t>(chunk().index_at(i));
    return std::string_view(lines_).substr(ends_[code], ends_[code + 1] - ends_[code]);
  }

 private:
  [[nodiscard]] const Chunk& chunk() const { return column_.chunks().front(); }

  static void check(const Column& dictionary, std::size_t code, std::size_t row, const LineParts& parts) {
    for_each_text(dictionary.chunks().front(), dictionary.type().kind, static_cast<std::int64_t>(code),
                  static_cast<std::int64_t>(code) + 1, [&](std::int64_t, std::string_view text) {
                    const std::size_t bad = find_bad_character(text);
                    if (bad < text.size()) parts.refuse(row, describe_bad_character(text, bad));
                  });
  }

  Column column_;
  std::string lines_;
  std::vector<std::size_t> ends_;
};

class IntegerCells final : public XesCells {
 public:
  IntegerCells(const Column& column, LineParts parts) : parts_(std::move(parts)), column_(column) {
    for_each_integer(column_.chunks().front(), column_.type().kind, 0, column_.chunks().front().length,
                     [&](std::int64_t row, auto value) {
                       if (std::cmp_greater(value, std::numeric_limits<std::int64_t>::max())) {
                         parts_.refuse(static_cast<std::size_t>(row), "an integer of XES has 63 bits and a sign");
                       }
                     });
  }

  std::string_view line(std::size_t row, std::string& scratch) const override {
    const auto i = static_cast<std::int64_t>(row);
    scratch.clear();
    for_each_integer(column_.chunks().front(), column_.type().kind, i, i + 1, [&](std::int64_t, auto value) {
      scratch = parts_.before;
      fmt::format_to(std::back_inserter(scratch), "{}", static_cast<std::int64_t>(value));
      scratch += LineParts::after;
    });
    return scratch;
  }

 private:
  LineParts parts_;
  Column column_;
};

class RealCells final : public XesCells {
 public:
  RealCells(Column column, LineParts parts) : parts_(std::move(parts)), column_(std::move(column)) {
    values_ = as_doubles(column_, parts_.name);
  }

  std::string_view line(std::size_t row, std::string& scratch) const override {
    if (!column_.chunks().front().is_valid(static_cast<std::int64_t>(row))) return {};
    scratch = parts_.before;
    append_real(scratch, values_[row]);
    return scratch += LineParts::after;
  }

 private:
  LineParts parts_;
  Column column_;
  Values<double> values_;
};

class BooleanCells final : public XesCells {
 public:
  BooleanCells(const Column& column, LineParts parts)
      : parts_(std::move(parts)), values_(as_doubles(column, parts_.name)) {}

  std::string_view line(std::size_t row, std::string& scratch) const override {
    if (std::isnan(values_[row])) return {};
    scratch = parts_.before;
    scratch += values_[row] != 0 ? "true" : "false";
    return scratch += LineParts::after;
  }

 private:
  LineParts parts_;
  Values<double> values_;
};

class TimeCells final : public XesCells {
 public:
  TimeCells(const Column& column, LineParts parts)
      : parts_(std::move(parts)),
        times_(as_instants(column, parts_.name, TimeZone()).at),
        has_offset_(!column.type().zone.empty()) {}

  std::string_view line(std::size_t row, std::string& scratch) const override {
    if (times_[row] == no_time) return {};
    scratch = parts_.before;
    append_time(scratch, times_[row], has_offset_);
    return scratch += LineParts::after;
  }

 private:
  LineParts parts_;
  Values<Time> times_;
  bool has_offset_;
};

class NoCells final : public XesCells {
 public:
  std::string_view line(std::size_t /*row*/, std::string& /*scratch*/) const override { return {}; }
};

std::string_view element_of(Kind kind) {
  if (is_text(kind)) return "string";
  if (is_integer(kind)) return "int";
  if (is_floating(kind)) return "float";
  return kind == Kind::boolean ? "boolean" : "date";
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
      case '\n':
      case '\r':  // as they are, they would be read as spaces
        fmt::format_to(std::back_inserter(out), "&#{};", static_cast<int>(c));
        break;
      default:
        out += c;
    }
  }
}

void append_time(std::string& out, Time time, bool has_offset) {
  const auto date = date_of(time);
  const auto year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) {
    throw RecordError(code::refused_record, fmt::format("the year {} cannot be written in four digits", year));
  }
  const std::int64_t clock = (time - at_midnight(date)).us;
  fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", year,
                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock / us_per_hour,
                 clock / us_per_minute % 60, clock / us_per_second % 60);
  const std::int64_t us = clock % us_per_second;
  if (us % 1000 == 0) {
    fmt::format_to(std::back_inserter(out), ".{:03}", us / 1000);
  } else {
    fmt::format_to(std::back_inserter(out), ".{:06}", us);
  }
  if (has_offset) out += "+00:00";
}

void append_real(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "NaN";
  } else if (std::isinf(number)) {
    out += number < 0 ? "-INF" : "INF";
  } else {
    fmt::format_to(std::back_inserter(out), "{}", number);
  }
}

std::unique_ptr<XesCells> make_cells(const Column& column, const std::string& name, std::string_view key,
                                     std::string_view indentation) {
  const Kind kind = column.type().kind;
  const std::size_t bad = find_bad_character(key);
  if (bad < key.size()) {
    throw RecordError(code::refused_record, fmt::format("the name of column '{}' cannot be written: {}", name,
                                                        describe_bad_character(key, bad)));
  }
  LineParts parts{name, fmt::format("{}<{} key=\"", indentation, element_of(kind))};
  append_escaped(parts.before, key);
  parts.before += "\" value=\"";
  if (kind == Kind::null || column.empty()) return std::make_unique<NoCells>();
  Column whole = column.combined();
  if (is_text(kind)) {
    if (whole.chunks().front().dictionary == nullptr) return std::make_unique<TextCells>(whole, std::move(parts));
    return std::make_unique<DictionaryCells>(std::move(whole), parts);
  }
  if (is_integer(kind)) return std::make_unique<IntegerCells>(whole, std::move(parts));
  if (is_floating(kind)) return std::make_unique<RealCells>(std::move(whole), std::move(parts));
  if (kind == Kind::boolean) return std::make_unique<BooleanCells>(whole, std::move(parts));
  return std::make_unique<TimeCells>(whole, std::move(parts));
}

}  // namespace fealty::io
