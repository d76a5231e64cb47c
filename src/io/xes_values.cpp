#include "xes_values.hpp"

#include <charconv>
#include <chrono>
#include <limits>
#include <system_error>

namespace fealty::io {

namespace {

/// Without the spaces around it, which XML Schema lets stand around all but texts.
std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// std::from_chars takes no plus sign.
std::string_view without_plus(std::string_view text) noexcept {
  const bool has_plus = text.size() > 1 && text.front() == '+' && text[1] != '-';
  return has_plus ? text.substr(1) : text;
}

template <class Number>
std::optional<Number> number_in(std::string_view text) noexcept {
  text = without_plus(text);
  Number number{};
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return number;
}

/// Digits at fixed places; `is_wrong` is set when one of them is none.
class Digits {
 public:
  explicit Digits(const char* text) noexcept : text_(text) {}

  int operator()(std::size_t begin, std::size_t count) noexcept {
    unsigned number = 0;
    for (std::size_t i = begin; i < begin + count; ++i) {
      const unsigned digit = static_cast<unsigned char>(text_[i]) - unsigned{'0'};
      is_wrong |= digit > 9;
      number = 10 * number + digit;
    }
    return static_cast<int>(number);
  }

  bool is_wrong = false;

 private:
  const char* text_;
};

/// 2011-10-01T00:38:44.546+02:00, as most tools write it.
std::optional<Time> usual_time(std::string_view text) noexcept {
  if (text.size() != 29) return std::nullopt;
  const char* t = text.data();
  const bool marks = t[4] == '-' && t[7] == '-' && t[10] == 'T' && t[13] == ':' && t[16] == ':' && t[19] == '.' &&
                     (t[23] == '+' || t[23] == '-') && t[26] == ':';
  if (!marks) return std::nullopt;
  Digits digits(t);
  const int year = digits(0, 4), month = digits(5, 2), day = digits(8, 2);
  const int hour = digits(11, 2), minute = digits(14, 2), second = digits(17, 2), millisecond = digits(20, 3);
  const int offset_hour = digits(24, 2), offset_minute = digits(27, 2);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (digits.is_wrong || !date.ok() || hour > 23 || minute > 59 || second > 59 || offset_hour > 23 ||
      offset_minute > 59) {
    return std::nullopt;
  }
  const std::int64_t offset = offset_hour * us_per_hour + offset_minute * us_per_minute;
  return Time{at_midnight(date).us + hour * us_per_hour + minute * us_per_minute + second * us_per_second +
              millisecond * 1000 - (t[23] == '-' ? -offset : offset)};
}

}  // namespace

std::optional<ReadTime> read_time(std::string_view text) noexcept {
  text = trimmed(text);
  if (const auto usual = usual_time(text)) return ReadTime{*usual, false};
  const auto parsed = parse_iso8601(text);
  if (!parsed) return std::nullopt;
  return ReadTime{parsed->wall - parsed->offset.value_or(Duration{0}), !parsed->offset.has_value()};
}

std::optional<std::int64_t> read_integer(std::string_view text) noexcept {
  return number_in<std::int64_t>(trimmed(text));
}

std::optional<double> read_real(std::string_view text) noexcept {
  text = trimmed(text);
  const std::string_view plain = text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (plain == "INF" || plain == "Infinity") return text.starts_with('-') ? -infinity : infinity;
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  const bool begins_number = !plain.empty() && (plain.front() == '.' || (plain.front() >= '0' && plain.front() <= '9'));
  return begins_number ? number_in<double>(text) : std::nullopt;
}

std::optional<bool> read_boolean(std::string_view text) noexcept {
  text = trimmed(text);
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

}  // namespace fealty::io
