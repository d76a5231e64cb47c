#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fealty/core/estimate.hpp"
#include "fealty/core/random.hpp"

namespace fealty::loyalty {

/// How the number of people that one person tells is distributed.
enum class OffspringKind : std::uint8_t { poisson, fixed, binomial, negative_binomial };

/// "poisson", "fixed", "binomial", "negative_binomial".
std::string_view name_of(OffspringKind kind) noexcept;

/// The kind of that name; throws ParameterError that lists the four.
OffspringKind offspring_kind_named(std::string_view name);

/// How many people one person tells: the offspring law of a branching process.
///
/// - poisson: at random; variance m.
/// - fixed: everyone tells exactly m, a whole number; variance 0.
/// - binomial: each of `shape` acquaintances is told with the same probability; variance m (1 - m / shape).
/// - negative_binomial: people differ in how much they talk (a gamma distribution of shape `shape`, which is often
///   called the dispersion k): few tell many and many tell nobody where it is small; variance m + m^2 / shape. Source:
///   Lloyd-Smith, Schreiber, Kopp and Getz (2005), "Superspreading and the effect of individual variation on disease
///   emergence", Nature 438.
struct OffspringLaw {
  OffspringKind kind = OffspringKind::poisson;
  Estimate mean;       ///< m, people told by one person; its error is that of our knowledge, not of chance
  double shape = 0.0;  ///< of binomial and negative_binomial; else not used

  /// Throws ParameterError unless the mean is from 0 to 500 (whole for fixed, at most `shape` for binomial) and the
  /// shape is positive (whole and at most 1e9 for binomial).
  void validate() const;

  friend bool operator==(const OffspringLaw&, const OffspringLaw&) = default;

  /// Variance of the number of people told, over the scalar of the mean.
  template <class S>
  [[nodiscard]] S variance(const S& m) const {
    switch (kind) {
      case OffspringKind::fixed:
        return 0.0;
      case OffspringKind::binomial:
        return m * (1.0 - m / shape);
      case OffspringKind::negative_binomial:
        return m + m * m / shape;
      default:
        return m;
    }
  }

  /// 1 - f(1 - t), where f is the probability generating function, over the scalar of mean and t: the probability that
  /// at least one of the people told is marked if each is so with probability t. Exact for small t too.
  template <class S>
  [[nodiscard]] S at_least_one(const S& m, const S& t) const {
    using std::expm1;
    using std::log1p;
    switch (kind) {
      case OffspringKind::fixed:
        return -expm1(m * log1p(-t));
      case OffspringKind::binomial:
        return -expm1(shape * log1p(-(m / shape) * t));
      case OffspringKind::negative_binomial:
        return -expm1(-shape * log1p((m / shape) * t));
      default:
        return -expm1(-m * t);
    }
  }

  /// The distribution of the sum of as many independent numbers as people are told: probabilities of 0, 1, ..., up to
  /// `longest`, where `one` has those of one number, which is never 0.
  ///
  /// All terms are positive, so that each probability is exact to rounding, however small. Poisson and negative
  /// binomial by the recursion of Panjer (1981), "Recursive evaluation of a family of compound distributions", ASTIN
  /// Bulletin 12; binomial and fixed as a power by repeated squaring.
  [[nodiscard]] std::vector<double> compound(const std::vector<double>& one, std::size_t longest) const;

  /// How many people so many persons tell together.
  std::uint64_t draw(RandomStream& random, std::uint64_t persons) const;
};

}  // namespace fealty::loyalty
