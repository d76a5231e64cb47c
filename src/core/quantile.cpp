#include "fealty/core/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/special.hpp"

namespace fealty {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Where a quantile lies: ranks count from 1.
struct Position {
  std::size_t below;  ///< between this order statistic
  std::size_t above;  ///< and this one
  double fraction;    ///< so far along
};

Position position_of(std::size_t n, double probability) {
  const double position = (static_cast<double>(n) - 1) * probability;
  const auto whole = static_cast<std::size_t>(position);
  return {whole + 1, std::min(whole + 2, n), position - static_cast<double>(whole)};
}

/// A quantile, and the ranks of the bounds of its interval. Rank 0 and rank n + 1 stand for the infinities.
struct Ranks {
  Position value;
  std::size_t lower;
  std::size_t upper;
};

/// The first rank in [1, n] for which `holds`, which is false and then true; n + 1 if it is nowhere.
template <class Predicate>
std::size_t first_rank(std::size_t n, Predicate&& holds) {
  std::size_t begin = 1;
  std::size_t end = n + 1;
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    holds(middle) ? end = middle : begin = middle + 1;
  }
  return begin;
}

Ranks ranks_of(std::size_t n, double probability, double level) {
  const double tail = (1 - level) / 2;
  const auto size = static_cast<double>(n);
  // The number of values below the true quantile is binomial: at least k of them with probability I_p(k, n - k + 1).
  const auto at_least = [&](std::size_t k) {
    const auto successes = static_cast<double>(k);
    return regularized_beta(probability, successes, size - successes + 1);
  };
  const auto fewer_than = [&](std::size_t k) {
    const auto successes = static_cast<double>(k);
    return regularized_beta(1 - probability, size - successes + 1, successes);
  };
  return {position_of(n, probability), first_rank(n, [&](std::size_t k) { return fewer_than(k) > tail; }) - 1,
          first_rank(n, [&](std::size_t k) { return at_least(k) <= tail; })};
}

/// Puts the order statistics of the given ranks where a sorted sample would have them.
void select(std::vector<double>& sample, std::vector<std::size_t> ranks) {
  std::sort(ranks.begin(), ranks.end());
  auto begin = sample.begin();
  for (const std::size_t rank : ranks) {
    if (rank == 0 || rank > sample.size()) continue;
    const auto place = sample.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    if (place < begin) continue;  // the same rank once more
    std::nth_element(begin, place, sample.end());
    begin = place + 1;
  }
}

double order_statistic(const std::vector<double>& sample, std::size_t rank) {
  if (rank == 0) return -infinity;
  return rank > sample.size() ? infinity : sample[rank - 1];
}

double between(double low, double high, double fraction) {
  if (low == high || fraction == 0) return low;
  return std::isinf(low) || std::isinf(high) ? low + high : std::lerp(low, high, fraction);
}

double value_at(const std::vector<double>& sample, const Position& at) {
  return between(order_statistic(sample, at.below), order_statistic(sample, at.above), at.fraction);
}

void check(std::span<const double> values, std::span<const double> probabilities, double level) {
  require_level(level);
  for (const double p : probabilities) require(p >= 0 && p <= 1, "a probability", p, "must be between 0 and 1");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) {
      throw RecordError(code::refused_record, "value " + std::to_string(i) + " (counted from 0) is NaN");
    }
  }
}

}  // namespace

std::vector<Estimate> quantiles(std::span<const double> values, std::span<const double> probabilities, double level) {
  check(values, probabilities, level);
  if (values.empty()) {
    return std::vector<Estimate>(probabilities.size(), Estimate{nan, nan, -infinity, infinity, level});
  }
  std::vector<double> sample(values.begin(), values.end());
  std::vector<Ranks> all;
  std::vector<std::size_t> needed;
  for (const double p : probabilities) {
    const Ranks& r = all.emplace_back(ranks_of(sample.size(), p, level));
    needed.insert(needed.end(), {r.value.below, r.value.above, r.lower, r.upper});
  }
  select(sample, std::move(needed));

  const double normal_width = -2 * normal_quantile((1 - level) / 2);
  std::vector<Estimate> result;
  for (const Ranks& r : all) {
    const double lower = order_statistic(sample, r.lower);
    const double upper = order_statistic(sample, r.upper);
    const bool bounded = r.lower > 0 && r.upper <= sample.size();
    result.push_back({value_at(sample, r.value),
                      bounded ? (upper - lower) / normal_width : std::numeric_limits<double>::quiet_NaN(), lower, upper,
                      level});
  }
  return result;
}

std::vector<double> quantile_values(std::vector<double>& sample, std::span<const double> probabilities) {
  for (const double p : probabilities) require(p >= 0 && p <= 1, "a probability", p, "must be between 0 and 1");
  if (sample.empty()) return std::vector<double>(probabilities.size(), std::numeric_limits<double>::quiet_NaN());
  std::vector<Position> all;
  std::vector<std::size_t> needed;
  for (const double p : probabilities) {
    const Position& at = all.emplace_back(position_of(sample.size(), p));
    needed.insert(needed.end(), {at.below, at.above});
  }
  select(sample, std::move(needed));
  std::vector<double> values;
  for (const Position& at : all) values.push_back(value_at(sample, at));
  return values;
}

Estimate quantile(std::span<const double> values, double probability, double level) {
  return quantiles(values, {&probability, 1}, level).front();
}

}  // namespace fealty
