#include "fealty/complaints/cause_shares.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/interval.hpp"

namespace fealty::complaints {

CauseShares cause_shares(const CaseLabels& causes, double level) {
  require_level(level);
  const std::size_t number = causes.names().size();
  std::vector<std::int64_t> count(number);
  for (std::size_t row = 0; row < causes.cases(); ++row) {
    for (const Code cause : causes.of(row)) ++count[cause];
  }
  std::vector<std::size_t> order(number), rank(number);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return count[a] > count[b]; });
  for (std::size_t i = 0; i < number; ++i) rank[order[i]] = i;

  std::vector<std::int64_t> covered_first(number);  // cases whose most frequent cause it is
  for (std::size_t row = 0; row < causes.cases(); ++row) {
    std::size_t first = number;
    for (const Code cause : causes.of(row)) first = std::min(first, rank[cause]);
    if (first < number) ++covered_first[first];
  }
  CauseShares result;
  result.cases = static_cast<std::int64_t>(causes.cases());
  result.labeled = static_cast<std::int64_t>(causes.labeled());
  result.labels = static_cast<std::int64_t>(causes.labels());
  result.level = level;
  std::int64_t covered = 0;
  for (std::size_t i = 0; i < number; ++i) {
    covered += covered_first[i];
    const std::int64_t cases = count[order[i]];
    result.causes.push_back({causes.names()[order[i]], cases, wilson(cases, result.labeled, level),
                             wilson(covered, result.labeled, level)});
  }
  return result;
}

Frame CauseShares::frame() const {
  std::vector<std::string> cause;
  std::vector<std::int64_t> number;
  EstimateColumns share, within;
  for (const CauseShare& c : causes) {
    cause.push_back(c.cause);
    number.push_back(c.cases);
    share.push(c.share);
    within.push(c.within);
  }
  Frame frame({{"cause", cause}, {"cases", std::move(number)}});
  share.add_to(frame, "share");
  within.add_to(frame, "within");
  return frame;
}

}  // namespace fealty::complaints
