#include "fealty/loyalty/purchase_multiple.hpp"

#include <cmath>
#include <string>
#include <string_view>

#include "fealty/core/domain.hpp"
#include "fealty/core/interval.hpp"

namespace fealty::loyalty {
namespace {

struct GroupMean {
  double mean = 0.0;
  double squared_error = 0.0;  // relative to the mean

  GroupMean(std::string_view name, std::span<const double> values) {
    const auto n = static_cast<double>(values.size());
    require(n >= 2, "the number of customers in " + std::string(name), n, "must be at least 2");
    for (const double value : values) {
      require(value >= 0 && std::isfinite(value), name, value, "must be finite and not negative");
      mean += value / n;
    }
    require(mean > 0, "the mean of " + std::string(name), mean, "must be positive");
    double squares = 0.0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    squared_error = squares / (n - 1) / n / (mean * mean);
  }
};

}  // namespace

Estimate purchase_multiple(std::span<const double> loyal, std::span<const double> others, double level) {
  const GroupMean a("loyal", loyal), b("others", others);
  const double multiple = a.mean / b.mean, error = std::sqrt(a.squared_error + b.squared_error);
  const Estimate logarithm = normal_interval(std::log(multiple), error, level);
  return {multiple, multiple * error, std::exp(logarithm.lower), std::exp(logarithm.upper), level};
}

}  // namespace fealty::loyalty
