#include "fealty/flow/outcome.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "fealty/core/error.hpp"

namespace fealty::flow {
namespace {

constexpr double longest_days = 36'525;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    const auto end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::optional<OutcomeKind> kind_named(std::string_view word) {
  if (word == "returned") return OutcomeKind::returned;
  if (word == "bought") return OutcomeKind::bought;
  if (word == "complained") return OutcomeKind::complained;
  return std::nullopt;
}

std::optional<std::int64_t> unit_named(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 3> units = {
      {{"hour", us_per_hour}, {"day", us_per_day}, {"week", 7 * us_per_day}}};
  for (const auto& [name, length] : units) {
    if (word == name || (word.starts_with(name) && word.substr(name.size()) == "s")) return length;
  }
  return std::nullopt;
}

std::optional<double> number_in(std::string_view word) {
  double number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return number;
}

}  // namespace

Outcome outcome_named(std::string_view text) {
  const auto words = words_of(text);
  const bool has_form = words.size() == 4 && words[1] == "within";
  const auto kind = has_form ? kind_named(words[0]) : std::nullopt;
  const auto number = has_form ? number_in(words[2]) : std::nullopt;
  const auto unit = has_form ? unit_named(words[3]) : std::nullopt;
  if (!kind || !number || !unit) {
    throw ParameterError(
        code::unknown_name,
        fmt::format("there is no outcome \"{}\"; there are \"returned within 90 days\", \"bought within "
                    "90 days\" and \"complained within 90 days\" (any number of hours, days or weeks), "
                    "and an outcome stated for each visit by a column",
                    text));
  }
  const double length = *number * static_cast<double>(*unit);
  if (!(length >= 1 && length <= longest_days * static_cast<double>(us_per_day))) {
    throw ParameterError(code::out_of_domain, fmt::format("the time of the outcome \"{}\" must be above 0 and at most "
                                                          "100 years",
                                                          text));
  }
  return {*kind, {std::llround(length)}, *kind != OutcomeKind::complained, std::string(text), {}, {}};
}

Outcome stated_outcome(Column visit, Column value, std::string name, bool desired) {
  return {OutcomeKind::stated, {0}, desired, std::move(name), std::move(visit), std::move(value)};
}

}  // namespace fealty::flow
