#include "fealty/customers/business_definition.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"

namespace fealty::customers {
namespace {

using Fields = std::vector<BusinessField>;
using Part = std::string BusinessField::*;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

double jaccard(std::size_t shared, std::size_t first, std::size_t second) {
  return static_cast<double>(shared) / static_cast<double>(first + second - shared);
}

/// Of one part of the fields alone.
double jaccard_of(const Fields& first, const Fields& second, Part part) {
  std::set<std::string_view> a, b;
  for (const BusinessField& field : first) a.insert(field.*part);
  for (const BusinessField& field : second) b.insert(field.*part);
  const auto shared = std::ranges::count_if(a, [&](std::string_view text) { return b.contains(text); });
  return jaccard(static_cast<std::size_t>(shared), a.size(), b.size());
}

}  // namespace

BusinessDefinition::BusinessDefinition(Fields fields) : fields_(std::move(fields)) {
  if (fields_.empty()) throw ParameterError(code::missing_parameter, "a business has at least one field");
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    for (const auto& [part, name] :
         {std::pair{&BusinessField::who, "who"}, {&BusinessField::what, "what"}, {&BusinessField::how, "how"}}) {
      if (is_blank(fields_[i].*part))
        throw ParameterError(code::out_of_domain, fmt::format("field {}: {} is empty", i, name));
    }
  }
  std::ranges::sort(fields_);
  const auto repeated = std::ranges::unique(fields_);
  fields_.erase(repeated.begin(), repeated.end());
}

BusinessDefinition BusinessDefinition::of_columns(const Column& who, const Column& what, const Column& how) {
  require_rows(what, "what", who.size(), "who");
  require_rows(how, "how", who.size(), "who");
  Fields fields(who.size());
  const auto read = [&](const Column& column, std::string_view name, Part part) {
    const TextReader texts(column, name);
    for (std::size_t row = 0; row < fields.size(); ++row) {
      if (texts.is_missing(row) || is_blank(texts[row]))
        throw RecordError(code::refused_record, fmt::format("column {}, row {}: there is no text", name, row));
      fields[row].*part = texts[row];
    }
  };
  read(who, "who", &BusinessField::who);
  read(what, "what", &BusinessField::what);
  read(how, "how", &BusinessField::how);
  return BusinessDefinition(std::move(fields));
}

Frame BusinessDefinition::frame() const {
  std::vector<std::string> who, what, how;
  for (const BusinessField& field : fields_) {
    who.push_back(field.who);
    what.push_back(field.what);
    how.push_back(field.how);
  }
  return Frame({{"who", who}, {"what", what}, {"how", how}});
}

BusinessOverlap overlap(const BusinessDefinition& first, const BusinessDefinition& second) {
  const Fields &a = first.fields(), &b = second.fields();
  if (a.empty() || b.empty()) throw ParameterError(code::missing_parameter, "a business without fields has no overlap");
  BusinessOverlap result;
  std::ranges::set_intersection(a, b, std::back_inserter(result.shared));
  std::ranges::set_difference(a, b, std::back_inserter(result.only_first));
  std::ranges::set_difference(b, a, std::back_inserter(result.only_second));
  result.fields = jaccard(result.shared.size(), a.size(), b.size());
  result.who = jaccard_of(a, b, &BusinessField::who);
  result.what = jaccard_of(a, b, &BusinessField::what);
  result.how = jaccard_of(a, b, &BusinessField::how);
  return result;
}

Frame BusinessOverlap::frame() const {
  std::vector<std::string> groups, needs, ways, holders;
  const auto add = [&](const Fields& held, const char* holder) {
    for (const BusinessField& field : held) {
      groups.push_back(field.who);
      needs.push_back(field.what);
      ways.push_back(field.how);
      holders.emplace_back(holder);
    }
  };
  add(shared, "both");
  add(only_first, "first");
  add(only_second, "second");
  return Frame({{"who", groups}, {"what", needs}, {"how", ways}, {"held_by", holders}});
}

}  // namespace fealty::customers
