#include "fealty/loyalty/offspring_law.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <Eigen/Core>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/loyalty/propagated_error.hpp"

namespace fealty::loyalty {
namespace {

constexpr std::array<std::string_view, 4> offspring_names{"poisson", "fixed", "binomial", "negative_binomial"};
constexpr double most_told = 500;  // exp(-500) is still a number

Eigen::Map<const Eigen::VectorXd> as_vector(const std::vector<double>& x, std::size_t begin, std::size_t count) {
  return {x.data() + begin, static_cast<Eigen::Index>(count)};
}

/// The product of two power series up to a power.
std::vector<double> product_of_series(const std::vector<double>& a, const std::vector<double>& b, std::size_t longest) {
  std::vector<double> c(std::min(longest, a.size() + b.size() - 2) + 1, 0.0);
  for (std::size_t i = 0; i < std::min(a.size(), c.size()); ++i) {
    if (a[i] == 0) continue;
    const std::size_t count = std::min(b.size(), c.size() - i);
    for (std::size_t k = 0; k < count; ++k) c[i + k] += a[i] * b[k];
  }
  return c;
}

std::vector<double> power_of_series(std::vector<double> base, std::uint64_t exponent, std::size_t longest) {
  std::vector<double> power{1.0};
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) power = product_of_series(power, base, longest);
    if (exponent > 1) base = product_of_series(base, base, longest);
  }
  return power;
}

/// Panjer's recursion for counts with P(n) = (a + b / n) P(n - 1).
std::vector<double> panjer(double a, double b, double none, const std::vector<double>& one, std::size_t longest) {
  std::vector<double> sum(longest + 1, 0.0);
  std::vector<double> weighted(one.size(), 0.0);  // k h_k
  for (std::size_t k = 0; k < one.size(); ++k) weighted[k] = static_cast<double>(k) * one[k];
  sum[0] = none;
  for (std::size_t n = 1; n <= longest; ++n) {
    const std::size_t terms = std::min(n, one.size() - 1);
    const auto before = as_vector(sum, n - terms, terms).reverse();
    sum[n] = a * as_vector(one, 1, terms).dot(before) +
             b / static_cast<double>(n) * as_vector(weighted, 1, terms).dot(before);
  }
  return sum;
}

}  // namespace

std::string_view name_of(OffspringKind kind) noexcept {
  return offspring_names[static_cast<std::size_t>(kind)];
}

OffspringKind offspring_kind_named(std::string_view name) {
  const auto found = std::ranges::find(offspring_names, name);
  if (found != offspring_names.end()) return static_cast<OffspringKind>(found - offspring_names.begin());
  throw ParameterError(code::unknown_name,
                       unknown_name_message(name, "an offspring law", {offspring_names.size(), [](std::size_t i) {
                                                                         return std::string(offspring_names[i]);
                                                                       }}));
}

void OffspringLaw::validate() const {
  const double m = mean.value;
  require_uncertain("tells", mean);
  require(m >= 0 && m <= most_told, "tells", m, "must be from 0 to 500");
  if (kind == OffspringKind::fixed)
    require(m == std::floor(m), "tells", m, "must be whole where everyone tells as many");
  if (kind == OffspringKind::binomial) {
    require(shape >= 1 && shape <= 1e9 && shape == std::floor(shape), "shape", shape,
            "must be a whole number of acquaintances from 1 to 1e9");
    require(m <= shape, "tells", m, "must be at most the number of acquaintances");
  }
  if (kind == OffspringKind::negative_binomial)
    require(shape > 0 && std::isfinite(shape), "shape", shape, "must be positive and finite");
}

std::vector<double> OffspringLaw::compound(const std::vector<double>& one, std::size_t longest) const {
  const double m = mean.value;
  if (m == 0 || one.size() < 2) return {1.0};
  switch (kind) {
    case OffspringKind::fixed:
      return power_of_series(one, static_cast<std::uint64_t>(m), longest);
    case OffspringKind::binomial: {
      std::vector<double> each = one;
      for (double& p : each) p *= m / shape;
      each[0] += 1 - m / shape;
      return power_of_series(std::move(each), static_cast<std::uint64_t>(shape), longest);
    }
    case OffspringKind::negative_binomial: {
      const double a = m / (m + shape);
      return panjer(a, (shape - 1) * a, std::exp(-shape * std::log1p(m / shape)), one, longest);
    }
    default:
      return panjer(0.0, m, std::exp(-m), one, longest);
  }
}

std::uint64_t OffspringLaw::draw(RandomStream& random, std::uint64_t persons) const {
  const double m = mean.value;
  const auto n = static_cast<double>(persons);
  if (persons == 0 || m == 0) return 0;
  switch (kind) {
    case OffspringKind::fixed:
      return persons * static_cast<std::uint64_t>(m);
    case OffspringKind::binomial:
      return random.binomial(persons * static_cast<std::uint64_t>(shape), m / shape);
    case OffspringKind::negative_binomial:
      return random.poisson(random.gamma(n * shape, m / shape));
    default:
      return random.poisson(n * m);
  }
}

}  // namespace fealty::loyalty
