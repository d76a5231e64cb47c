#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace fealty {

/// Names by number: `name_at(i)` for 0 <= i < count.
struct Names {
  std::size_t count = 0;
  std::function<std::string(std::size_t)> name_at;
};

/// What an error says of a name that is not among `names`: `"recption" is not a step; did you mean "reception"?`, or
/// the first of those there are where none is near. `what` says what is looked for, with its article ("a step").
///
/// Near is a distance of Levenshtein (1966) of at most a third of the name, rounded up from a half on.
std::string unknown_name_message(std::string_view name, std::string_view what, const Names& names);

}  // namespace fealty
