#pragma once

#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "event_log.hpp"

namespace fealty::reference {

/// The times in seconds from each event to every later one of its case that begins when the first has ended, or after.
inline std::map<std::pair<std::string, std::string>, std::vector<double>> temporal_profile(
    const std::vector<Event>& events) {
  std::map<std::pair<std::string, std::string>, std::vector<double>> times;
  for (const auto& [id, trace] : traces_of(events)) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
      for (std::size_t k = i + 1; k < trace.size(); ++k) {
        if (trace[k].at < trace[i].ended) continue;
        times[{trace[i].step, trace[k].step}].push_back(static_cast<double>(trace[k].at - trace[i].ended) /
                                                        us_per_second);
      }
    }
  }
  return times;
}

}  // namespace fealty::reference
