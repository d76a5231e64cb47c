#include "middle_durations.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "bracketed_durations.hpp"

namespace fealty::flow {
namespace {

/// Bounds that probably hold a rank, and few others: a standard deviation beside it in a sample, which is taken from
/// places without a pattern (Floyd and Rivest 1975). A larger sample or wider bounds would cost more than they spare.
DurationBracket likely_bracket(std::span<const Duration> durations, std::size_t rank) {
  constexpr std::uint32_t golden_ratio = 0x9E3779B9;
  std::array<std::int64_t, 256> sample{};
  const auto n = static_cast<double>(durations.size());
  const auto size = std::clamp<std::size_t>(static_cast<std::size_t>(std::cbrt(n * n) / 8), 8, sample.size());
  std::uint32_t place = 0;  // as a share of 2^32
  for (std::size_t i = 0; i < size; ++i, place += golden_ratio)
    sample[i] = durations[std::uint64_t{place} * durations.size() >> 32].us;
  std::sort(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(size));
  const std::size_t middle = rank * size / durations.size();
  const std::size_t beside = 1 + static_cast<std::size_t>(std::sqrt(static_cast<double>(size)) / 2);
  DurationBracket bracket;
  if (middle > beside) bracket.from = sample[middle - beside];
  if (middle + beside < size) bracket.to = sample[middle + beside];
  return bracket;
}

/// What lies within a bracket; if the rank does not, what lies beside the bracket where the rank does, and the bracket
/// becomes that.
BracketedDurations around(std::span<const Duration> durations, std::size_t rank, DurationBracket& bracket) {
  BracketedDurations found = bracketed_durations(durations, bracket);
  if (found.below <= rank && rank < found.below + found.inside.size()) return found;
  if (rank < found.below) {
    bracket = {std::numeric_limits<std::int64_t>::min(), bracket.from - 1};
  } else {
    bracket = {bracket.to + 1, std::numeric_limits<std::int64_t>::max()};
  }
  return bracketed_durations(durations, bracket);
}

}  // namespace

std::array<std::int64_t, 2> middle_durations(std::span<const Duration> durations) {
  constexpr std::size_t few = 32;
  std::size_t low = (durations.size() - 1) / 2;
  const std::size_t next = durations.size() / 2 - low;
  UnfilledVector<Duration> candidates;
  while (durations.size() > few) {
    DurationBracket bracket = likely_bracket(durations, low);
    BracketedDurations found = around(durations, low, bracket);
    if (low + next >= found.below + found.inside.size()) break;  // the two lie apart
    if (bracket.from == bracket.to) return {bracket.from, bracket.from};
    if (found.inside.size() == durations.size()) break;
    low -= found.below;
    candidates = std::move(found.inside);
    durations = candidates;
  }
  std::vector<std::int64_t> left;
  left.reserve(durations.size());
  for (const Duration d : durations) left.push_back(d.us);
  const auto at_low = left.begin() + static_cast<std::ptrdiff_t>(low);
  std::nth_element(left.begin(), at_low, left.end());
  return {*at_low, next > 0 ? *std::min_element(at_low + 1, left.end()) : *at_low};
}

}  // namespace fealty::flow
