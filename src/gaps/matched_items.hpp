#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "fealty/gaps/answers.hpp"

namespace fealty::gaps {

/// For each item of one set of answers its place in another set of the same respondents and items, whose columns may
/// stand in another order. The names say in messages what the sets are. Throws RecordError if they have different
/// numbers of rows, and ParameterError that names the first item which one of them lacks.
std::vector<std::size_t> matched_items(const Answers& first, std::string_view first_name, const Answers& second,
                                       std::string_view second_name);

}  // namespace fealty::gaps
