#pragma once

#include "fealty/core/time.hpp"

namespace fealty {

/// The time of the clock on the wall that an ISO 8601 text tells.
inline Time at(const char* text) {
  return parse_iso8601(text)->wall;
}

}  // namespace fealty
