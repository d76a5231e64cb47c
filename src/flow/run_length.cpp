#include "fealty/flow/run_length.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <numbers>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"

namespace fealty::flow {
namespace {

constexpr std::size_t runs_in_block = 512;

/// The points of one run: standard normal numbers in pairs (Box and Muller 1958), shifted.
class Points {
 public:
  Points(std::uint64_t seed, std::uint64_t run, double shift) noexcept
      : stream_(seed, "run length", run), shift_(shift) {}

  double next() noexcept {
    if (has_second_) {
      has_second_ = false;
      return second_ + shift_;
    }
    RandomBits bits = stream_.bits();
    const double radius = std::sqrt(-2 * std::log(bits.uniform()));
    const double angle = 2 * std::numbers::pi * bits.uniform();
    second_ = radius * std::sin(angle);
    has_second_ = true;
    return radius * std::cos(angle) + shift_;
  }

 private:
  RandomStream stream_;
  double shift_;
  double second_ = 0.0;
  bool has_second_ = false;
};

/// Sums of run lengths and of their squares, exact.
struct Sums {
  std::uint64_t lengths = 0;
  double squares = 0.0;  // whole numbers, exact below 2^53 in a block
};

/// Runs charts until they alarm. `watch()` makes a function that takes points and says whether the chart alarms.
template <class Watch>
Estimate simulate(const RunLengthOptions& options, const Watch& watch) {
  require(std::isfinite(options.shift), "shift", options.shift, "must be finite");
  require(options.runs >= 2, "runs", options.runs, "must be at least 2");
  require(options.longest >= 1, "longest", options.longest, "must be at least 1");
  require_level(options.level);
  std::atomic<bool> given_up = false;
  const Sums sums = reduce_blocks(
      options.runs, Sums{},
      [&](std::size_t begin, std::size_t end) {
        Sums block;
        for (std::size_t run = begin; run < end && !given_up; ++run) {
          Points points(options.seed, run, options.shift);
          auto alarms = watch();
          std::uint32_t length = 1;
          while (!alarms(points.next()) && length < options.longest) ++length;
          if (length == options.longest) given_up = true;
          block.lengths += length;
          block.squares += static_cast<double>(length) * static_cast<double>(length);
        }
        return block;
      },
      [](Sums& total, const Sums& block) {
        total.lengths += block.lengths;
        total.squares += block.squares;
      },
      runs_in_block, "simulating run lengths");
  if (given_up) {
    throw FitError(code::no_information, fmt::format("a chart ran for {} points without an alarm, so the mean run "
                                                     "length is unknown; narrow the limits or let runs be longer",
                                                     options.longest));
  }
  const auto runs = static_cast<double>(options.runs);
  const double mean = static_cast<double>(sums.lengths) / runs;
  const double variance = std::max(0.0, (sums.squares - runs * mean * mean) / (runs - 1));
  return student_t_interval(mean, std::sqrt(variance), static_cast<std::int64_t>(options.runs), options.level);
}

void require_width(double width) {
  require(width > 0 && std::isfinite(width), "width", width, "must be positive and finite");
}

}  // namespace

Estimate run_length(const ShewhartParameters& chart, const RunLengthOptions& options) {
  require_width(chart.width);
  if (chart.rules.empty()) throw ParameterError(code::missing_parameter, "a chart without rules never alarms");
  if (chart.rules == RunRuleSet{RunRule::western_electric_1} || chart.rules == RunRuleSet{RunRule::nelson_1}) {
    return simulate(options, [&] { return [width = chart.width](double z) { return std::abs(z) > width; }; });
  }
  return simulate(options, [&] {
    return [monitor = RunRuleMonitor(chart.rules, chart.width)](double z) mutable { return !monitor.next(z).empty(); };
  });
}

Estimate run_length(const EwmaParameters& chart, const RunLengthOptions& options) {
  const double weight = chart.weight;
  require(weight > 0 && weight <= 1, "weight", weight, "must be above 0 and at most 1");
  require_width(chart.width);
  const double kept = (1 - weight) * (1 - weight);
  const double steady = weight / (2 - weight);
  return simulate(options, [&] {
    return [weight, kept, square = chart.width * chart.width, average = 0.0,
            variance = chart.steady ? steady : 0.0](double z) mutable {
      average = weight * z + (1 - weight) * average;
      variance = weight * weight + kept * variance;  // of steady limits, it stays what it is
      return average * average > square * variance;
    };
  });
}

Estimate run_length(const CusumParameters& chart, const RunLengthOptions& options) {
  const auto [allowance, interval] = chart;
  require(allowance >= 0 && std::isfinite(allowance), "allowance", allowance, "must be finite and not negative");
  require(interval > 0 && std::isfinite(interval), "interval", interval, "must be positive and finite");
  return simulate(options, [k = allowance, h = interval] {
    return [k, h, up = 0.0, down = 0.0](double z) mutable {
      up = std::max(0.0, up + z - k);
      down = std::max(0.0, down - z - k);
      return up > h || down > h;
    };
  });
}

}  // namespace fealty::flow
