#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "fealty/core/error.hpp"

namespace fealty {

/// Refuses an argument outside its domain: unless `holds`, throws ParameterError with the argument's name and value and
/// the rule that it breaks ("must be positive").
inline void require(bool holds, std::string_view name, double value, std::string_view rule) {
  if (holds) return;
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.15g", value);
  throw ParameterError(code::out_of_domain, std::string(name) + " is " + digits + ", but it " + std::string(rule));
}

/// Refuses a confidence level that is not strictly between 0 and 1.
inline void require_level(double level) {
  require(level > 0 && level < 1, "level", level, "must be between 0 and 1, both excluded");
}

}  // namespace fealty
