#include "fealty/core/bootstrap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <vector>

#include "fealty/core/domain.hpp"
#include "fealty/core/quantile.hpp"
#include "fealty/core/random.hpp"

namespace fealty {
namespace {

/// P(X <= k) of the Poisson distribution of mean 1 in units of 2^-32, as far as it is below 1.
constexpr std::array<std::uint32_t, 12> poisson_bounds = [] {
  std::array<std::uint32_t, 12> bounds{};
  double probability = 0.36787944117144233;  // exp(-1)
  double sum = 0;
  for (std::size_t k = 0; k < bounds.size(); ++k) {
    sum += probability;
    bounds[k] = static_cast<std::uint32_t>(sum * 0x1p32);
    probability /= static_cast<double>(k + 1);
  }
  return bounds;
}();

std::uint8_t poisson_number(std::uint32_t uniform) noexcept {
  std::uint8_t k = 0;
  while (k < poisson_bounds.size() && uniform >= poisson_bounds[k]) ++k;
  return k;
}

}  // namespace

void poisson_weights(std::uint64_t seed, std::uint64_t subject, std::span<std::uint8_t> weights) noexcept {
  RandomBits bits = RandomStream(seed, "bootstrap", subject).bits();
  for (std::size_t i = 0; i < weights.size(); i += 2) {
    const std::uint64_t word = bits.word();
    weights[i] = poisson_number(static_cast<std::uint32_t>(word));
    if (i + 1 < weights.size()) weights[i + 1] = poisson_number(static_cast<std::uint32_t>(word >> 32));
  }
}

Estimate percentile_interval(double value, std::span<const double> replicates, double level) {
  require_level(level);
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> known;
  known.reserve(replicates.size());
  std::ranges::copy_if(replicates, std::back_inserter(known), [](double x) { return !std::isnan(x); });
  if (known.size() < 2) return {value, unknown, unknown, unknown, level};
  double mean = 0;
  for (const double x : known) mean += x;
  mean /= static_cast<double>(known.size());
  double squares = 0;
  for (const double x : known) squares += (x - mean) * (x - mean);
  const std::array tails{(1 - level) / 2, (1 + level) / 2};
  const std::vector<Estimate> bounds = quantiles(known, tails, level);
  return {value, std::sqrt(squares / static_cast<double>(known.size() - 1)), bounds[0].value, bounds[1].value, level};
}

}  // namespace fealty
