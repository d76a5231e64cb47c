#include "fealty/customers/concentration.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ranges>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "share_interval.hpp"

namespace fealty::customers {
namespace {

constexpr std::size_t lorenz_steps = 100;

void refuse_unless_finite(std::span<const double> values) {
  const std::size_t first = reduce_blocks(
      values.size(), values.size(),
      [&](std::size_t begin, std::size_t end) {
        while (begin < end && std::isfinite(values[begin])) ++begin;
        return begin < end ? begin : values.size();
      },
      [](std::size_t& least, std::size_t position) { least = std::min(least, position); });
  if (first == values.size()) return;
  throw RecordError(code::refused_record, fmt::format("value {} (counted from 0) is {}; values must be finite numbers",
                                                      first, values[first]));
}

/// Sorts blocks, and then merges neighbors until one is left.
void sort_in_parallel(std::vector<double>& values) {
  const auto place = [&](std::size_t i) {
    return values.begin() + static_cast<std::ptrdiff_t>(std::min(i, values.size()));
  };
  for_blocks(
      values.size(), [&](std::size_t begin, std::size_t end) { std::sort(place(begin), place(end)); }, default_block,
      "sorting values");
  for (std::size_t width = default_block; width < values.size(); width *= 2) {
    for_blocks(
        values.size(),
        [&](std::size_t begin, std::size_t end) { std::inplace_merge(place(begin), place(begin + width), place(end)); },
        2 * width, "sorting values");
  }
}

/// Values in ascending order, and their sums, exact.
///
/// They are scaled by a power of two, which changes no share, so that the largest is below 2^30 and sums of up to 2^32
/// of them fit into an ExactSum, whatever the unit.
class Ranked {
 public:
  explicit Ranked(std::span<const double> values) : values_(values.size()) {
    const double largest = values.empty() ? 0.0 : std::max(0.0, std::ranges::max(values));
    exponent_ = largest > 0 ? std::ilogb(largest) - 29 : 0;
    for_blocks(values.size(), [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) values_[i] = values[i] > 0 ? std::ldexp(values[i], -exponent_) : 0.0;
    });
    sort_in_parallel(values_);
    block_starts_.resize(values_.size() / default_block + 2);
    for_blocks(values_.size(), [&](std::size_t begin, std::size_t end) {
      block_starts_[begin / default_block + 1] = sum_of(begin, end);
    });
    for (std::size_t i = 1; i < block_starts_.size(); ++i) block_starts_[i] += block_starts_[i - 1];
    total_ = block_starts_.back().value();
  }

  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
  [[nodiscard]] double operator[](std::size_t i) const noexcept { return values_[i]; }
  [[nodiscard]] double total() const noexcept { return total_; }
  [[nodiscard]] double unscaled_total() const noexcept { return std::ldexp(total_, exponent_); }

  /// The sum of the `count` least.
  [[nodiscard]] ExactSum least(std::size_t count) const noexcept {
    const std::size_t block = count / default_block;
    ExactSum sum = block_starts_[block];
    sum += sum_of(block * default_block, count);
    return sum;
  }

  /// The sum of the `count` greatest.
  [[nodiscard]] double greatest(std::size_t count) const noexcept {
    ExactSum sum = block_starts_.back();
    sum -= least(size() - count);
    return sum.value();
  }

 private:
  [[nodiscard]] ExactSum sum_of(std::size_t begin, std::size_t end) const noexcept {
    ExactSum sum;
    for (std::size_t i = begin; i < end; ++i) sum.add(values_[i]);
    return sum;
  }

  std::vector<double> values_;
  int exponent_ = 0;
  std::vector<ExactSum> block_starts_;  ///< sum of all before each block, and the total
  double total_ = 0.0;
};

/// Standard error of a figure from the squares of its influence function, the sample mean of which is 0.
double standard_error(std::size_t n, double sum_of_squares) {
  const auto size = static_cast<double>(n);
  return std::sqrt(sum_of_squares / (size * (size - 1)));
}

template <class Influence>
double sum_of_squares(std::size_t n, Influence&& influence_in_block) {
  return reduce_blocks(n, 0.0, influence_in_block, [](double& sum, double part) { sum += part; });
}

/// G = sum of (2 i - n - 1) x_(i) over n times the total, i from 1; the plug-in index, which is 0 if all are equal.
Estimate gini(const Ranked& x, double level) {
  const auto n = static_cast<double>(x.size());
  const double total = x.total();
  const ExactSum weighted = reduce_blocks(
      x.size(), ExactSum{},
      [&](std::size_t begin, std::size_t end) {
        ExactSum sum;
        for (std::size_t i = begin; i < end; ++i) sum.add((2 * static_cast<double>(i) + 1 - n) / n * x[i]);
        return sum;
      },
      [](ExactSum& sum, const ExactSum& part) { sum += part; });
  const double index = weighted.value() / total;
  // Langel and Tille (2013), equation (22) with weights 1, times n: S_k is the sum of the k least.
  const double squares = sum_of_squares(x.size(), [&](std::size_t begin, std::size_t end) {
    ExactSum least = x.least(begin);
    double sum = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
      least.add(x[i]);
      const double rank = static_cast<double>(i) + 1;
      const double influence =
          (2 * (rank * x[i] - least.value()) + total - n * x[i] - index * (total + n * x[i])) / total;
      sum += influence * influence;
    }
    return sum;
  });
  return share_interval(index, standard_error(x.size(), squares), level);
}

/// Standard error of the share that the greatest hold, if the least of them (or the one that counts in part) is `edge`.
///
/// Influence of a value x on the Lorenz curve at p, with the quantile Q of p and the mean m (Beach and Davidson 1983):
/// [(x - Q) 1(x <= Q) + p Q - L(p) x] / m.
double error_of_share(const Ranked& x, double top, double share, double edge) {
  const double mean = x.total() / static_cast<double>(x.size());
  const double squares = sum_of_squares(x.size(), [&](std::size_t begin, std::size_t end) {
    double sum = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
      const double influence = (std::min(x[i] - edge, 0.0) + (1 - top) * edge - (1 - share) * x[i]) / mean;
      sum += influence * influence;
    }
    return sum;
  });
  return standard_error(x.size(), squares);
}

Estimate share_of_top(const Ranked& x, double top, double level) {
  const double count = top * static_cast<double>(x.size());
  const auto whole = std::min(static_cast<std::size_t>(count), x.size() - 1);
  const double edge = x[x.size() - 1 - whole];
  const double share = (x.greatest(whole) + (count - static_cast<double>(whole)) * edge) / x.total();
  return share_interval(share, error_of_share(x, top, share, edge), level);
}

/// The inverse of share_of_top; its error follows by the slope of the Lorenz curve, edge / mean.
Estimate share_that_holds(const Ranked& x, double held, double level) {
  const double wanted = held * x.total();
  const auto counts = std::views::iota(std::size_t{1}, x.size());
  const std::size_t count =
      *std::ranges::partition_point(counts, [&](std::size_t k) { return x.greatest(k) < wanted; });
  const double edge = x[x.size() - count];
  const auto n = static_cast<double>(x.size());
  const double share = (static_cast<double>(count - 1) + (wanted - x.greatest(count - 1)) / edge) / n;
  const double slope = edge / (x.total() / n);
  return share_interval(share, error_of_share(x, share, held, edge) / slope, level);
}

double lorenz(const Ranked& x, std::size_t step) {
  const std::size_t whole = x.size() * step / lorenz_steps;
  const std::size_t rest = x.size() * step % lorenz_steps;
  const double part = rest == 0 ? 0.0 : static_cast<double>(rest) / lorenz_steps * x[whole];
  return (x.least(whole).value() + part) / x.total();
}

}  // namespace

Concentration concentration(std::span<const double> values, double top, double level, double held) {
  require(top > 0 && top <= 1, "top", top, "must be above 0 and at most 1");
  require(held > 0 && held <= 1, "held", held, "must be above 0 and at most 1");
  require_level(level);
  refuse_unless_finite(values);
  const Ranked ranked(values);
  Concentration result;
  result.customers = static_cast<std::int64_t>(values.size());
  result.negative = std::ranges::count_if(values, [](double value) { return value < 0; });
  result.total = ranked.unscaled_total();
  result.top = top;
  result.held = held;
  const bool any = ranked.total() > 0;
  const Estimate nothing{nan, nan, nan, nan, level};
  result.gini = any ? gini(ranked, level) : nothing;
  result.top_share = any ? share_of_top(ranked, top, level) : nothing;
  result.pareto_share = any ? share_that_holds(ranked, held, level) : nothing;
  for (std::size_t step = 0; step <= lorenz_steps; ++step) {
    result.share_of_customers.push_back(static_cast<double>(step) / lorenz_steps);
    result.share_of_value.push_back(any ? lorenz(ranked, step) : nan);
  }
  return result;
}

Frame Concentration::frame() const {
  return Frame({{"share_of_customers", share_of_customers}, {"share_of_value", share_of_value}});
}

}  // namespace fealty::customers
