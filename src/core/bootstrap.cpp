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

/// Poisson numbers by inversion: how many bounds each uniform number reaches. Written so that it is done for several
/// numbers at once; the few that reach all of the usual bounds go on by themselves.
void invert(std::span<const std::uint32_t> uniform, std::uint8_t* numbers) noexcept {
  constexpr std::size_t usual = 6;
  for (std::size_t i = 0; i < uniform.size(); ++i) {
    std::uint32_t reached = 0;
    for (std::size_t k = 0; k < usual; ++k) reached += uniform[i] >= poisson_bounds[k] ? 1 : 0;
    numbers[i] = static_cast<std::uint8_t>(reached);
  }
  for (std::size_t i = 0; i < uniform.size(); ++i) {
    while (numbers[i] >= usual && numbers[i] < poisson_bounds.size() && uniform[i] >= poisson_bounds[numbers[i]])
      ++numbers[i];
  }
}

}  // namespace

void poisson_weights(std::uint64_t seed, std::uint64_t subject, std::span<std::uint8_t> weights) noexcept {
  RandomBits bits = RandomStream(seed, "bootstrap", subject).bits();
  std::array<std::uint32_t, 256> uniform;
  for (std::size_t begin = 0; begin < weights.size(); begin += uniform.size()) {
    const std::size_t count = std::min(uniform.size(), weights.size() - begin);
    for (std::size_t i = 0; i < count; i += 2) {
      const std::uint64_t word = bits.word();
      uniform[i] = static_cast<std::uint32_t>(word);
      uniform[i + 1] = static_cast<std::uint32_t>(word >> 32);
    }
    invert(std::span(uniform).first(count), weights.data() + begin);
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
  const double error = std::sqrt(squares / static_cast<double>(known.size() - 1));
  const std::vector<double> bounds = quantile_values(known, tails);
  return {value, error, bounds[0], bounds[1], level};
}

}  // namespace fealty
