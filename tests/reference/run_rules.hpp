#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

#include "fealty/flow/run_rules.hpp"

namespace fealty::reference {

/// The last `points` of the values until position `end`, none if there are fewer.
inline std::vector<double> last_of(const std::vector<double>& z, std::size_t end, std::size_t points) {
  if (end + 1 < points) return {};
  const auto stop = z.begin() + static_cast<std::ptrdiff_t>(end + 1);
  return {stop - static_cast<std::ptrdiff_t>(points), stop};
}

inline std::size_t count_if(const std::vector<double>& z, const std::function<bool(double)>& holds) {
  std::size_t count = 0;
  for (const double one : z) count += holds(one) ? 1 : 0;
  return count;
}

/// Whether a rule holds at a point, read from its definition.
inline bool rule_holds(flow::RunRule rule, const std::vector<double>& z, std::size_t at, double width = 3.0) {
  using flow::RunRule;
  const auto one_side = [&](std::size_t points, std::size_t needed, double zone) {
    const auto last = last_of(z, at, points);
    const std::size_t fewer = at + 1 < points ? at + 1 : points;  // the pattern may be complete before
    const auto window = last.empty() ? last_of(z, at, fewer) : last;
    const bool above = z[at] > zone && count_if(window, [&](double x) { return x > zone; }) >= needed;
    const bool below = z[at] < -zone && count_if(window, [&](double x) { return x < -zone; }) >= needed;
    return above || below;
  };
  const auto steps = [&](std::size_t points, bool alternating) {
    const auto last = last_of(z, at, points);
    if (last.empty()) return false;
    for (int first : {1, -1}) {
      bool holds = true;
      for (std::size_t i = 1; i < points; ++i) {
        const int direction = alternating && i % 2 == 0 ? -first : first;
        holds = holds && direction * (last[i] - last[i - 1]) > 0;
      }
      if (holds) return true;
    }
    return false;
  };
  switch (rule) {
    case RunRule::western_electric_2:
    case RunRule::nelson_5:
      return one_side(3, 2, 2);
    case RunRule::western_electric_3:
    case RunRule::nelson_6:
      return one_side(5, 4, 1);
    case RunRule::western_electric_4:
      return one_side(8, 8, 0);
    case RunRule::nelson_2:
      return one_side(9, 9, 0);
    case RunRule::nelson_3:
      return steps(6, false);
    case RunRule::nelson_4:
      return steps(14, true);
    case RunRule::nelson_7:
      return count_if(last_of(z, at, 15), [](double x) { return std::abs(x) < 1; }) == 15;
    case RunRule::nelson_8:
      return count_if(last_of(z, at, 8), [](double x) { return std::abs(x) > 1; }) == 8;
    default:
      return std::abs(z[at]) > width;
  }
}

}  // namespace fealty::reference
