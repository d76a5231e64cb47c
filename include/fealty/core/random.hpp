#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <string_view>

#include "fealty/core/alias_table.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/philox.hpp"
#include "fealty/core/special.hpp"

namespace fealty {

/// What random numbers are for: a short text such as "bootstrap". Streams of different purposes are independent, so
/// that one computation does not disturb the numbers of another.
class Purpose {
 public:
  constexpr Purpose(std::string_view name) noexcept {  // NOLINT(google-explicit-constructor)
    for (const char c : name) bits_ = (bits_ ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  constexpr Purpose(const char* name) noexcept  // NOLINT(google-explicit-constructor)
      : Purpose(std::string_view(name)) {}

  [[nodiscard]] constexpr std::uint64_t bits() const noexcept { return bits_; }

 private:
  std::uint64_t bits_ = 0xCBF29CE484222325;  // FNV-1a
};

/// The random bits of one draw: a sequence of Philox blocks that no other draw shares.
class RandomBits {
 public:
  /// `draw` counts below 2^48.
  constexpr RandomBits(std::uint64_t key, std::uint64_t subject, std::uint64_t draw) noexcept
      : key_{low(key), high(key)}, counter_{low(draw), high(draw) & 0xFFFF, low(subject), high(subject)} {}

  constexpr std::uint64_t word() noexcept {
    if (unread_ == 0) refill();
    return words_[--unread_];
  }

  /// A multiple of 2^-53 strictly between 0 and 1, each equally likely.
  constexpr double uniform() noexcept {
    std::uint64_t k = word() >> 11;
    while (k == 0) k = word() >> 11;
    return static_cast<double>(k) * 0x1p-53;
  }

 private:
  static constexpr std::uint32_t low(std::uint64_t x) noexcept { return static_cast<std::uint32_t>(x); }
  static constexpr std::uint32_t high(std::uint64_t x) noexcept { return static_cast<std::uint32_t>(x >> 32); }

  constexpr void refill() noexcept {
    const auto block = philox4x32(counter_, key_);
    words_ = {std::uint64_t{block[3]} << 32 | block[2], std::uint64_t{block[1]} << 32 | block[0]};
    unread_ = 2;
    counter_[1] += 1 << 16;  // the next block of this draw
  }

  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint64_t, 2> words_{};
  std::size_t unread_ = 0;
};

/// Random numbers for one purpose and one subject (a customer, a block, a replicate).
///
/// The n-th draw is a pure function of (seed, purpose, subject, n), of whatever distribution it and the draws before it
/// were: each draw has Philox blocks of its own. So a result does not depend on threads or on the order of subjects,
/// and any draw can be repeated alone. A stream has 2^48 draws. Samplers throw ParameterError for parameters outside
/// their domain.
class RandomStream {
 public:
  /// A stream whose next draw is number `draw`.
  constexpr RandomStream(std::uint64_t seed, Purpose purpose, std::uint64_t subject = 0,
                         std::uint64_t draw = 0) noexcept
      : key_(seed ^ purpose.bits()), subject_(subject), draw_(draw) {}

  /// Number of the next draw.
  [[nodiscard]] constexpr std::uint64_t draw() const noexcept { return draw_; }

  /// Makes `draw` the number of the next draw.
  constexpr void seek(std::uint64_t draw) noexcept { draw_ = draw; }

  /// The bits of the next draw, for a sampler that is not here.
  constexpr RandomBits bits() noexcept { return {key_, subject_, draw_++}; }

  /// Uniform on (0, 1), both ends excluded, with 53 bits.
  constexpr double uniform() noexcept { return bits().uniform(); }

  /// An integer in [0, n), without bias. n must be positive.
  std::uint64_t below(std::uint64_t n) {
    require(n > 0, "n", static_cast<double>(n), "must be positive");
    RandomBits source = bits();
    return below(source, n);
  }

  /// Standard normal, by the method of Box and Muller (1958).
  ///
  /// It takes exactly one Philox block and no table. The second normal number that the method gives is not kept,
  /// because a draw may not depend on the one before it.
  double normal() noexcept {
    RandomBits source = bits();
    return normal(source);
  }

  /// Normal; the standard deviation is not negative.
  double normal(double mean, double standard_deviation) {
    require(standard_deviation >= 0, "standard_deviation", standard_deviation, "must not be negative");
    return mean + standard_deviation * normal();
  }

  /// Exponential with a positive mean.
  double exponential(double mean = 1.0) {
    require_positive("mean", mean);
    return -mean * std::log(uniform());
  }

  /// Gamma with positive shape and scale; the mean is shape * scale. A shape near 0 gives many numbers that are 0 in
  /// double precision.
  ///
  /// Source: Marsaglia and Tsang (2000), "A simple method for generating gamma variables", ACM TOMS 26, with their
  /// boosting of shapes below 1.
  double gamma(double shape, double scale = 1.0) {
    require_positive("shape", shape);
    require_positive("scale", scale);
    RandomBits source = bits();
    return scale * (shape < 1 ? std::exp(log_gamma_number(source, shape)) : gamma_number(source, shape));
  }

  /// Beta with positive shapes, as the share of one gamma number in the sum of two; exact for tiny shapes too, because
  /// it is taken from their logarithms.
  double beta(double a, double b) {
    require_positive("a", a);
    require_positive("b", b);
    RandomBits source = bits();
    return beta(source, a, b);
  }

  /// Poisson with a mean from 0 to 2^53.
  ///
  /// By inversion for means below 10, by the transformed rejection PTRS of Hörmann (1993), "The transformed rejection
  /// method for generating Poisson random variables", Insurance: Mathematics and Economics 12, from there on.
  std::uint64_t poisson(double mean) {
    require(mean >= 0 && mean <= 0x1p53, "mean", mean, "must be between 0 and 2^53");
    RandomBits source = bits();
    return mean < 10 ? poisson_by_inversion(source, mean) : poisson_by_rejection(source, mean);
  }

  /// Number of successes in `trials` trials. O(log trials) beta numbers.
  ///
  /// The median of the trials' uniform numbers is drawn, which leaves half of the trials on one known side of
  /// `probability`. Source: Relles (1972), "A simple algorithm for generating binomial random variables when N is
  /// large", JASA 67.
  std::uint64_t binomial(std::uint64_t trials, double probability) {
    require(probability >= 0 && probability <= 1, "probability", probability, "must be between 0 and 1");
    RandomBits source = bits();
    std::uint64_t successes = 0;
    while (trials > 16) {
      const std::uint64_t rank = trials / 2 + 1;
      const double split = beta(source, static_cast<double>(rank), static_cast<double>(trials + 1 - rank));
      if (split <= probability) {
        successes += rank;
        trials -= rank;
        probability = split < 1 ? (probability - split) / (1 - split) : 0;
      } else {
        trials = rank - 1;
        probability /= split;
      }
    }
    for (; trials > 0; --trials) successes += source.uniform() < probability ? 1 : 0;
    return successes;
  }

  /// A category by weight; O(n). The weights need not sum to 1; throws ParameterError as AliasTable does.
  std::size_t categorical(std::span<const double> weights) {
    double left = uniform() * total_weight(weights);
    std::size_t last = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (weights[i] == 0) continue;
      last = i;
      if (left < weights[i]) break;
      left -= weights[i];
    }
    return last;
  }

  /// A category by the weights of a table; O(1).
  std::size_t categorical(const AliasTable& table) noexcept {
    RandomBits source = bits();
    const std::uint64_t column = below(source, table.size());
    return table.pick(static_cast<std::size_t>(column), source.uniform());
  }

 private:
  static void require_positive(std::string_view name, double value) {
    require(value > 0 && std::isfinite(value), name, value, "must be positive and finite");
  }

  static std::uint64_t below(RandomBits& source, std::uint64_t n) noexcept {
    const std::uint64_t surplus = (0 - n) % n;  // 2^64 mod n: as many words must be refused
    std::uint64_t word = source.word();
    while (word < surplus) word = source.word();
    return word % n;
  }

  static double normal(RandomBits& source) noexcept {
    const double radius = std::sqrt(-2 * std::log(source.uniform()));
    return radius * std::cos(2 * std::numbers::pi * source.uniform());
  }

  /// Standard gamma for shapes of 1 and more.
  static double gamma_number(RandomBits& source, double shape) noexcept {
    const double d = shape - 1.0 / 3.0;
    const double c = 1 / std::sqrt(9 * d);
    while (true) {
      const double x = normal(source);
      const double step = c * x;
      if (step <= -1) continue;
      const double excess = step * (3 + step * (3 + step));  // (1 + step)^3 - 1
      if (std::log(source.uniform()) < 0.5 * x * x + d * (std::log1p(excess) - excess)) return d * (1 + excess);
    }
  }

  /// Logarithm of a standard gamma number of any shape.
  static double log_gamma_number(RandomBits& source, double shape) noexcept {
    if (shape >= 1) return std::log(gamma_number(source, shape));
    return std::log(gamma_number(source, shape + 1)) + std::log(source.uniform()) / shape;
  }

  static double beta(RandomBits& source, double a, double b) noexcept {
    const double first = log_gamma_number(source, a);
    return logistic(first - log_gamma_number(source, b));
  }

  static std::uint64_t poisson_by_inversion(RandomBits& source, double mean) noexcept {
    double left = source.uniform();
    double probability = std::exp(-mean);
    std::uint64_t k = 0;
    // The bound ends the search where rounding leaves more than all probabilities together.
    while (left > probability && probability > 0x1p-60) {
      left -= probability;
      probability *= mean / static_cast<double>(++k);
    }
    return k;
  }

  static std::uint64_t poisson_by_rejection(RandomBits& source, double mean) noexcept {
    const double b = 0.931 + 2.53 * std::sqrt(mean);
    const double a = -0.059 + 0.02483 * b;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double squeeze = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      const double u = source.uniform() - 0.5;
      const double v = source.uniform();
      const double us = 0.5 - std::abs(u);
      const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= squeeze) return static_cast<std::uint64_t>(k);
      if (k < 0 || (us < 0.013 && v > us)) continue;
      if (std::log(v * inverse_alpha / (a / (us * us) + b)) <= log_poisson_probability(k, mean)) {
        return static_cast<std::uint64_t>(k);
      }
    }
  }

  std::uint64_t key_;
  std::uint64_t subject_;
  std::uint64_t draw_;
};

}  // namespace fealty
