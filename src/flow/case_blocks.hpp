#pragma once

#include <cstddef>
#include <vector>

#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// Consecutive cases [begin, end).
struct CaseBlock {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Cuts the cases of a log into at most 64 blocks of about as many events, for work in parallel whose partial results
/// are large. The cuts depend on the log alone.
std::vector<CaseBlock> case_blocks(const EventLog& log);

}  // namespace fealty::flow
