#include "fealty/complaints/labeling_function.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fealty/core/error.hpp"
#include "lexicon_entry.hpp"

namespace fealty::complaints {
namespace {

[[noreturn]] void refuse(const LabelingFunction& function, std::string_view problem) {
  throw ParameterError(code::out_of_domain, fmt::format("labeling function {}: {}", function.name, problem));
}

/// The parts of a text between marks, without spaces around them and without empty ones.
std::vector<std::string> parts_of(std::string_view text, char mark) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(mark, begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    const std::size_t first = part.find_first_not_of(' ');
    if (first != std::string_view::npos) parts.emplace_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
    begin = end + 1;
  }
  return parts;
}

/// The functions of a cue: one for each of its votes, with the same phrases.
void add_functions(std::vector<LabelingFunction>& functions, const LexiconEntry& entry) {
  LabelingFunction made;
  made.name = entry.name;
  made.phrases = parts_of(entry.english, '|');
  std::ranges::move(parts_of(entry.chinese, '|'), std::back_inserter(made.phrases));
  made.unless_denied = entry.denial == Denial::silences;
  made.reason = entry.reason;
  made.source = "lexicon written for the project";
  for (const std::string& vote : parts_of(entry.votes, ';')) {
    const std::vector<std::string> words = parts_of(vote, ' ');
    made.taxonomy = words.at(0);
    made.category = words.at(1);
    const std::string& digits = words.at(2);
    std::from_chars(digits.data(), digits.data() + digits.size(), made.precision);
    functions.push_back(made);
  }
}

LabelingFunction figure(const char* taxonomy, const char* category, const char* name, const char* field,
                        double at_least, double precision, const char* reason) {
  LabelingFunction made;
  made.name = name;
  made.taxonomy = taxonomy;
  made.category = category;
  made.field = field;
  made.at_least = at_least;
  made.precision = precision;
  made.reason = reason;
  made.source = "our reading; no source gives figures";
  return made;
}

}  // namespace

void validate(const LabelingFunction& function) {
  if (function.name.empty()) refuse(function, "it has no name");
  if (function.taxonomy.empty() || function.category.empty()) refuse(function, "it has no taxonomy or category");
  if (function.phrases.empty() == function.field.empty()) refuse(function, "it must have either phrases or a field");
  for (const std::string& phrase : function.phrases) {
    if (phrase.find_first_not_of(" .,:-*#0123456789") == std::string::npos) {
      refuse(function, fmt::format("the phrase \"{}\" has nothing but numbers, which stand for any number", phrase));
    }
  }
  if (!(function.precision > 0 && function.precision < 1)) {
    refuse(function, fmt::format("precision is {}, but it must be between 0 and 1, both excluded", function.precision));
  }
  if (!(function.weight > 0 && std::isfinite(function.weight))) {
    refuse(function, fmt::format("weight is {}, but it must be above 0", function.weight));
  }
  if (std::isnan(function.at_least)) refuse(function, "at_least is no number");
}

const std::vector<LabelingFunction>& ready_lexicon() {
  static const std::vector<LabelingFunction> ready = [] {
    std::vector<LabelingFunction> made;
    for (const auto& entries : ready_entries()) {
      for (const LexiconEntry& entry : entries) add_functions(made, entry);
    }
    made.push_back(figure("type", "loyal_advocate", "tenure", "tenure_years", 8, 0.6,
                          "who has stayed for eight years and still complains wants to stay"));
    made.push_back(figure("cause", "failed_response", "contacts", "contacts", 3, 0.7,
                          "a third contact about the same matter says that the first two did not settle it"));
    made.push_back(
        figure("need", "importance", "contacts", "contacts", 3, 0.6, "who must ask three times feels ignored"));
    made.push_back(
        figure("severity", "serious", "contacts", "contacts", 3, 0.8, "the rule of severity: three times or more"));
    made.push_back(
        figure("severity", "serious", "amount", "amount", 100, 0.8, "the rule of severity: a sum of 100 and more"));
    return made;
  }();
  return ready;
}

Frame lexicon_frame(const std::vector<LabelingFunction>& functions) {
  std::vector<std::string> taxonomies, categories, names, phrases, fields, reasons, sources;
  std::vector<std::optional<double>> at_least;
  std::vector<bool> unless_denied;
  std::vector<double> precisions, weights;
  for (const LabelingFunction& one : functions) {
    taxonomies.push_back(one.taxonomy);
    categories.push_back(one.category);
    names.push_back(one.name);
    phrases.push_back(fmt::format("{}", fmt::join(one.phrases, " | ")));
    fields.push_back(one.field);
    at_least.push_back(one.field.empty() ? std::nullopt : std::optional(one.at_least));
    unless_denied.push_back(one.unless_denied);
    precisions.push_back(one.precision);
    weights.push_back(one.weight);
    reasons.push_back(one.reason);
    sources.push_back(one.source);
  }
  return Frame({{"taxonomy", taxonomies},
                {"category", categories},
                {"name", names},
                {"phrases", phrases},
                {"field", fields},
                {"at_least", at_least},
                {"unless_denied", unless_denied},
                {"precision", std::move(precisions)},
                {"weight", std::move(weights)},
                {"reason", reasons},
                {"source", sources}});
}

std::vector<LabelingFunction> lexicon_of(const Frame& rows) {
  std::vector<LabelingFunction> made(rows.at("name").size());
  const auto texts = [&](const char* column, auto&& take) {
    const Column* given = rows.find(column);
    if (given == nullptr || given->type().kind == Kind::null) return;
    const TextReader reader(*given, column);
    for (std::size_t row = 0; row < reader.size(); ++row) {
      if (!reader.is_missing(row)) take(made[row], reader[row]);
    }
  };
  const auto numbers = [&](const char* column, auto&& take) {
    const Column* given = rows.find(column);
    if (given == nullptr) return;
    const Values<double> values = as_doubles(*given, column);
    for (std::size_t row = 0; row < values.size(); ++row) {
      if (!std::isnan(values[row])) take(made[row], values[row]);
    }
  };
  for (const char* needed : {"taxonomy", "category"}) (void)rows.at(needed);
  texts("taxonomy", [](auto& one, std::string_view text) { one.taxonomy = text; });
  texts("category", [](auto& one, std::string_view text) { one.category = text; });
  texts("name", [](auto& one, std::string_view text) { one.name = text; });
  texts("phrases", [](auto& one, std::string_view text) { one.phrases = parts_of(text, '|'); });
  texts("field", [](auto& one, std::string_view text) { one.field = text; });
  texts("reason", [](auto& one, std::string_view text) { one.reason = text; });
  texts("source", [](auto& one, std::string_view text) { one.source = text; });
  numbers("at_least", [](auto& one, double value) { one.at_least = value; });
  numbers("precision", [](auto& one, double value) { one.precision = value; });
  numbers("weight", [](auto& one, double value) { one.weight = value; });
  numbers("unless_denied", [](auto& one, double value) { one.unless_denied = value != 0; });
  for (const LabelingFunction& one : made) validate(one);
  return made;
}

}  // namespace fealty::complaints
