#include "mean_of.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include "fealty/core/exact_sum.hpp"
#include "fealty/core/interval.hpp"

namespace fealty::customers {

Estimate mean_of(std::span<const double> sample, double level) {
  ExactSum sum;
  for (const double x : sample) sum.add(x);
  const auto n = static_cast<double>(sample.size());
  const double mean = sample.empty() ? std::numeric_limits<double>::quiet_NaN() : sum.value() / n;
  double squares = 0.0;
  for (const double x : sample) squares += (x - mean) * (x - mean);
  const double deviation = sample.size() < 2 ? 0.0 : std::sqrt(squares / (n - 1));
  return student_t_interval(mean, deviation, static_cast<std::int64_t>(sample.size()), level);
}

}  // namespace fealty::customers
