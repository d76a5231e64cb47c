#include "failing_sets.hpp"

#include <bit>

namespace fealty::flow {

Division divide(std::span<const double> values, std::span<const double> mended, std::span<const std::size_t> order) {
  const std::size_t size = mended.size();
  std::vector<double> dividends(values.begin(), values.end());
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t bit = std::size_t{1} << i;
    for (std::size_t set = 0; set < dividends.size(); ++set) {
      if ((set & bit) != 0) dividends[set] = (dividends[set] - dividends[set ^ bit]) * mended[i];
    }
  }
  Division division{std::vector<double>(size, 0.0), std::vector<double>(size, 0.0), std::vector<double>(size, 0.0)};
  for (std::size_t set = 1; set < dividends.size(); ++set) {
    const auto members = static_cast<double>(std::popcount(set));
    std::size_t last = size;
    for (std::size_t i = 0; i < size; ++i) {
      if (((set >> i) & 1) == 0) continue;
      division.share[i] += dividends[set] / members;
      if (last == size || order[i] > order[last]) last = i;
    }
    division.in_order[last] += dividends[set];
    if (members == 1) division.alone[last] += dividends[set];
  }
  return division;
}

}  // namespace fealty::flow
