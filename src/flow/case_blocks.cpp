#include "case_blocks.hpp"

#include <algorithm>
#include <ranges>

namespace fealty::flow {

std::vector<CaseBlock> case_blocks(const EventLog& log) {
  constexpr std::size_t smallest = 1 << 15;  // events that are worth a task of their own
  constexpr std::size_t most = 64;
  const std::size_t wanted = std::clamp<std::size_t>(log.size() / smallest, 1, most);
  const bool shows_all = log.size() == log.extent();
  std::vector<CaseBlock> blocks;
  std::size_t begin = 0;
  std::size_t events = 0;
  const auto is_enough = [&](std::size_t up_to) { return up_to * wanted >= log.size() * (blocks.size() + 1); };
  const auto up_to = [&](std::size_t i) { return log.trace(i).first + log.trace(i).size(); };
  while (begin < log.case_count()) {
    std::size_t last = begin;
    if (shows_all) {  // cases stand one after the other
      const auto cases = std::views::iota(begin, log.case_count());
      last = *std::ranges::partition_point(cases, [&](std::size_t i) { return !is_enough(up_to(i)); });
    } else {
      while (!is_enough(events += log.trace(last).size())) ++last;
    }
    blocks.push_back({begin, last + 1});
    begin = last + 1;
  }
  return blocks;
}

}  // namespace fealty::flow
