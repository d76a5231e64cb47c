#include "matched_items.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fealty/core/error.hpp"

namespace fealty::gaps {
namespace {

void require_items_of(const Answers& wanted, std::string_view wanted_name, const Answers& there,
                      std::string_view there_name) {
  for (const std::string& name : wanted.names()) {
    if (std::ranges::find(there.names(), name) != there.names().end()) continue;
    throw ParameterError(
        code::unknown_name,
        fmt::format("item {}: it has a column in {}, but none in {}, whose items are {}; both must have the same", name,
                    wanted_name, there_name, fmt::join(there.names(), ", ")));
  }
}

}  // namespace

std::vector<std::size_t> matched_items(const Answers& first, std::string_view first_name, const Answers& second,
                                       std::string_view second_name) {
  if (first.respondents() != second.respondents()) {
    throw RecordError(code::length_mismatch,
                      fmt::format("{} has {} rows, but {} has {}: a row must be the same respondent in both",
                                  first_name, first.respondents(), second_name, second.respondents()));
  }
  require_items_of(first, first_name, second, second_name);
  require_items_of(second, second_name, first, first_name);
  std::vector<std::size_t> places;
  for (const std::string& name : first.names()) places.push_back(second.item(name));
  return places;
}

}  // namespace fealty::gaps
