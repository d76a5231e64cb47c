#pragma once

#include <cstdint>
#include <vector>

#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// What a bootstrap draws: customers, with all of their cases; a case whose customer is unknown stands for itself.
struct SamplingUnits {
  std::vector<std::uint32_t> of_case;  ///< the unit of each case of the log, 0 <= unit < count
  std::uint32_t count = 0;
};

/// The units of a log's cases, numbered in the order in which their first cases stand.
SamplingUnits sampling_units(const EventLog& log);

}  // namespace fealty::flow
