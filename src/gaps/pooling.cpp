#include "fealty/gaps/pooling.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <set>
#include <span>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/special.hpp"

namespace fealty::gaps {
namespace {

using Sources = std::vector<std::pair<std::string, Estimate>>;

void check(const Sources& sources) {
  if (sources.empty()) throw ParameterError(code::missing_parameter, "there is no source to pool");
  std::set<std::string_view> seen;
  for (const auto& [name, estimate] : sources) {
    if (!seen.insert(name).second)
      throw ParameterError(code::out_of_domain, fmt::format("the source {} stands twice", name));
    require(std::isfinite(estimate.value), "the value of " + name, estimate.value, "must be finite to be pooled");
    require(estimate.standard_error > 0 && std::isfinite(estimate.standard_error), "the standard error of " + name,
            estimate.standard_error, "must be above 0 and finite to be pooled");
  }
}

/// A mean by weights 1 / (variance + tau^2), and how far the values lie from it.
struct WeightedMean {
  double value = nan;
  double precision = 0.0;  ///< sum of the weights
  double q = 0.0;          ///< weighted sum of the squared distances
};

/// The values and variances in units in which the smallest standard error is 1, counted from the first value: however
/// large or small they are, nothing overflows.
class Measured {
 public:
  explicit Measured(const Sources& sources) : origin_(sources.front().second.value) {
    unit_ = std::numeric_limits<double>::infinity();
    for (const auto& source : sources) unit_ = std::min(unit_, source.second.standard_error);
    for (const auto& source : sources) {
      values_.push_back((source.second.value - origin_) / unit_);
      const double error = source.second.standard_error / unit_;
      variances_.push_back(error * error);
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
  [[nodiscard]] double origin() const noexcept { return origin_; }
  [[nodiscard]] double unit() const noexcept { return unit_; }
  [[nodiscard]] double value(std::size_t i) const noexcept { return values_[i]; }
  [[nodiscard]] double variance(std::size_t i) const noexcept { return variances_[i]; }

  [[nodiscard]] double weight(std::size_t i, double tau_squared) const noexcept {
    return 1 / (variances_[i] + tau_squared);
  }

  /// Of all sources but one, or of all.
  [[nodiscard]] WeightedMean mean(double tau_squared, std::size_t without = no_source) const {
    WeightedMean result;
    double sum = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      if (i == without) continue;
      result.precision += weight(i, tau_squared);
      sum += weight(i, tau_squared) * values_[i];
    }
    result.value = sum / result.precision;
    for (std::size_t i = 0; i < size(); ++i) {
      const double distance = values_[i] - result.value;
      if (i != without) result.q += weight(i, tau_squared) * distance * distance;
    }
    return result;
  }

  /// What the moments of DerSimonian and Laird divide by; the typical variance within a source is (k - 1) over it.
  [[nodiscard]] double divisor() const noexcept {
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      sum += weight(i, 0);
      squares += weight(i, 0) * weight(i, 0);
    }
    return sum - squares / sum;
  }

  static constexpr std::size_t no_source = std::numeric_limits<std::size_t>::max();

 private:
  double origin_, unit_ = 0.0;
  std::vector<double> values_, variances_;
};

/// The variance between sources at which the profile of Q, which falls, has a value; 0 if it lies below it already.
double profile_root(const Measured& measured, double wanted) {
  if (measured.mean(0).q <= wanted) return 0;
  double low = 0, high = 1;
  while (measured.mean(high).q > wanted) {
    low = high;
    high *= 2;
  }
  for (int step = 0; step < 200 && low < high; ++step) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (measured.mean(middle).q > wanted ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

struct Heterogeneity {
  double q = nan, p_value = nan, tau_squared = 0.0;
  Estimate i_squared, tau_squared_estimate;
};

/// In the units of `measured`.
Heterogeneity heterogeneity(const Measured& measured, double level) {
  const Estimate unknown{nan, nan, nan, nan, level};
  Heterogeneity result{nan, nan, 0.0, unknown, unknown};
  if (measured.size() < 2) return result;
  const auto degrees = static_cast<double>(measured.size() - 1);
  result.q = measured.mean(0).q;
  result.p_value = chi_square_upper_tail(result.q, degrees);
  result.tau_squared = std::max(0.0, (result.q - degrees) / measured.divisor());
  const double lower = profile_root(measured, chi_square_quantile((1 + level) / 2, degrees));
  const double upper = profile_root(measured, chi_square_quantile((1 - level) / 2, degrees));
  const double within = degrees / measured.divisor();
  const auto share = [&](double between) { return between / (between + within); };
  result.tau_squared_estimate = {result.tau_squared, nan, lower, upper, level};
  result.i_squared = {share(result.tau_squared), nan, share(lower), share(upper), level};
  return result;
}

Estimate in_units(const Measured& measured, double value, double standard_error, double quantile, double level) {
  const double center = measured.origin() + measured.unit() * value;
  const double error = measured.unit() * standard_error;
  return {center, error, center - quantile * error, center + quantile * error, level};
}

Estimate random_effects(const Measured& measured, double tau_squared, bool modified, double level) {
  const WeightedMean mean = measured.mean(tau_squared);
  if (measured.size() < 2) return in_units(measured, mean.value, nan, nan, level);
  const auto degrees = static_cast<double>(measured.size() - 1);
  const double spread = mean.q / degrees;
  const double variance = (modified ? std::max(1.0, spread) : spread) / mean.precision;
  return in_units(measured, mean.value, std::sqrt(variance), student_t_quantile((1 + level) / 2, degrees), level);
}

/// The distance of a source from the others, in standard errors.
double deleted_residual(const Measured& measured, std::size_t i) {
  const WeightedMean others = measured.mean(0, i);
  return (measured.value(i) - others.value) / std::sqrt(measured.variance(i) + 1 / others.precision);
}

/// Which sources are apart from the rest, which agrees.
std::vector<bool> apart(const Sources& sources, double level) {
  std::vector<bool> flags(sources.size(), false);
  std::vector<std::size_t> rest(sources.size());
  std::iota(rest.begin(), rest.end(), std::size_t{0});
  while (rest.size() >= 2) {
    Sources own;
    for (const std::size_t i : rest) own.push_back(sources[i]);
    const Measured measured(own);
    const auto degrees = static_cast<double>(rest.size() - 1);
    if (chi_square_upper_tail(measured.mean(0).q, degrees) >= 1 - level) break;
    if (rest.size() == 2) {
      flags[rest[0]] = flags[rest[1]] = true;
      break;
    }
    std::size_t farthest = 0;
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (std::abs(deleted_residual(measured, i)) > std::abs(deleted_residual(measured, farthest))) farthest = i;
    }
    flags[rest[farthest]] = true;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(farthest));
  }
  return flags;
}

/// A source against the others.
void set_deviation(const Measured& measured, std::size_t i, double level, PooledSource& source) {
  source.deviation = {nan, nan, nan, nan, level};
  source.p_value = nan;
  if (measured.size() < 2) return;
  const WeightedMean others = measured.mean(0, i);
  const double distance = measured.value(i) - others.value;
  const double error = std::sqrt(measured.variance(i) + 1 / others.precision);
  source.deviation = normal_interval(measured.unit() * distance, measured.unit() * error, level);
  source.p_value = 2 * normal_cdf(-std::abs(deleted_residual(measured, i)));
}

/// Holm's step-down adjustment: the smallest of k times k, the next times k - 1 ..., never falling, at most 1.
void adjust(std::vector<PooledSource>& sources) {
  std::vector<std::size_t> order(sources.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return sources[a].p_value < sources[b].p_value; });
  double least = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    double& p = sources[order[rank]].p_value;
    least = std::max(least, std::min(1.0, static_cast<double>(order.size() - rank) * p));
    p = least;
  }
}

}  // namespace

Pooled pooled(const Sources& sources, bool modified, double level) {
  require_level(level);
  check(sources);
  const Measured measured(sources);
  const Heterogeneity found = heterogeneity(measured, level);
  const WeightedMean mean = measured.mean(0), random = measured.mean(found.tau_squared);
  Pooled result;
  result.modified = modified;
  result.degrees = static_cast<double>(sources.size() - 1);
  result.q = found.q;
  result.p_value = found.p_value;
  result.i_squared = found.i_squared;
  const double square = measured.unit() * measured.unit();
  const Estimate& tau = found.tau_squared_estimate;
  result.tau_squared = {square * tau.value, nan, square * tau.lower, square * tau.upper, level};
  result.mean = in_units(measured, mean.value, 1 / std::sqrt(mean.precision), normal_quantile((1 + level) / 2), level);
  result.random = random_effects(measured, found.tau_squared, modified, level);
  const std::vector<bool> flags = apart(sources, level);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    PooledSource source{sources[i].first,
                        sources[i].second,
                        measured.weight(i, 0) / mean.precision,
                        measured.weight(i, found.tau_squared) / random.precision,
                        {},
                        nan,
                        flags[i]};
    set_deviation(measured, i, level, source);
    result.sources.push_back(std::move(source));
  }
  if (sources.size() > 1) adjust(result.sources);
  return result;
}

Frame Pooled::frame() const {
  std::vector<std::string> names;
  std::vector<double> value, error, lower, upper, weight, random_weight, p;
  std::vector<bool> set_apart;
  EstimateColumns deviation;
  for (const PooledSource& source : sources) {
    names.push_back(source.name);
    value.push_back(source.estimate.value);
    error.push_back(source.estimate.standard_error);
    lower.push_back(source.estimate.lower);
    upper.push_back(source.estimate.upper);
    weight.push_back(source.weight);
    random_weight.push_back(source.random_weight);
    deviation.push(source.deviation);
    p.push_back(source.p_value);
    set_apart.push_back(source.apart);
  }
  Frame frame({{"source", names},
               {"value", std::move(value)},
               {"standard_error", std::move(error)},
               {"lower", std::move(lower)},
               {"upper", std::move(upper)},
               {"weight", std::move(weight)},
               {"random_weight", std::move(random_weight)}});
  deviation.add_to(frame, "deviation");
  frame.add("p_value", std::move(p));
  frame.add("apart", std::move(set_apart));
  return frame;
}

}  // namespace fealty::gaps
