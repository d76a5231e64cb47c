#include "row_index.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::customers {
namespace {

std::vector<std::uint32_t> group_starts(std::size_t groups, std::span<const Code> codes) {
  std::vector<std::uint32_t> starts(groups + 1, 0);
  for (const Code code : codes) {
    if (code != no_code) ++starts[code + 1];
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  return starts;
}

}  // namespace

RowIndex make_index(std::size_t customers, std::span<const Code> codes, const Values<Time>& times) {
  RowIndex index{group_starts(customers, codes), {}};
  index.rows.resize(index.offsets.back());
  std::vector<std::uint32_t> next(index.offsets.begin(), index.offsets.end() - 1);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] != no_code) index.rows[next[codes[i]]++] = static_cast<std::uint32_t>(i);
  }
  if (times.empty()) return index;
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    const Time ta = times[a];
    const Time tb = times[b];
    if (ta == no_time || tb == no_time) return ta != no_time;
    return ta < tb;
  };
  for_blocks(customers, [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) {
      const auto first = index.rows.begin() + index.offsets[c];
      const auto last = index.rows.begin() + index.offsets[c + 1];
      if (!std::is_sorted(first, last, earlier)) std::stable_sort(first, last, earlier);
    }
  });
  return index;
}

}  // namespace fealty::customers
