#include "case_blocks.hpp"

#include <algorithm>

namespace fealty::flow {

std::vector<CaseBlock> case_blocks(const EventLog& log) {
  constexpr std::size_t smallest = 1 << 15;  // events that are worth a task of their own
  constexpr std::size_t most = 64;
  const std::size_t wanted = std::clamp<std::size_t>(log.size() / smallest, 1, most);
  std::vector<CaseBlock> blocks;
  std::size_t begin = 0;
  std::size_t events = 0;
  for (std::size_t i = 0; i < log.case_count(); ++i) {
    events += log.trace(i).size();
    if (events * wanted >= log.size() * (blocks.size() + 1)) {
      blocks.push_back({begin, i + 1});
      begin = i + 1;
    }
  }
  return blocks;
}

}  // namespace fealty::flow
