#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/complaints/tier_prior.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::complaints {

/// Customers who complained, by tier; what was not counted is absent, which is not the same as 0.
struct TierCounts {
  std::optional<std::int64_t> informal = {};
  std::optional<std::int64_t> formal = {};
  std::optional<std::int64_t> spoken = {};  ///< of either tier, where it is not known which; then the two are absent
};

/// The tiers of the unhappy customers of one group: how many people are in each, and what share of all.
///
/// A count is its own estimate, without error. A value is the median of what is believed after the counts, its standard
/// error that distribution's standard deviation (NaN where it is infinite), and its interval the quantiles of (1 -
/// level) / 2 on either side. Where nobody complained, the numbers are NaN: with the weight 1/N nothing says how many
/// there are.
struct PyramidTiers {
  std::string segment;  ///< empty for all
  TierCounts counts;
  Estimate silent;    ///< people who never complained
  Estimate informal;  ///< people who complained informally; NaN where only both together were counted
  Estimate formal;    ///< people who complained formally; NaN where only both together were counted
  Estimate spoken;    ///< people who complained, in either way
  Estimate unhappy;   ///< the silent and those who spoke

  /// Shares of these very people. Where all who spoke were counted, that of the silent follows exactly from their
  /// number, as does that of a tier that was counted; its standard error is exact to the first order in 1 / counts. The
  /// others are beta distributed, with the prior's mean and the variance of both the prior and the chance of so many
  /// people.
  Estimate silent_share;
  Estimate informal_share;
  Estimate formal_share;
  Estimate spoken_share;

  /// How many of the silent would have to speak so that at most the share `silent_left` of them is still silent: at
  /// 1/2, for their number to halve. Rounded up to whole people. Throws ParameterError unless 0 <= silent_left <= 1.
  [[nodiscard]] Estimate must_speak(double silent_left = 0.5) const;

  /// The share of the unhappy who would then have spoken.
  [[nodiscard]] Estimate speaking_share(double silent_left = 0.5) const;

  /// How many of the unhappy leave, if the given share of them does, which is taken as known; unhappy_leavers() has
  /// that of some markets. Throws ParameterError unless 0 <= share <= 1.
  [[nodiscard]] Estimate leavers(double share) const;
};

/// How many customers are unhappy, and how many of them are never heard: the tiers of complaints, of all and by
/// segment.
///
/// Of N unhappy customers each is silent, complains informally or complains formally: the tiers are multinomial (N, p),
/// with p from a Dirichlet prior and the weight 1/N on N. Then, given the counts, what was not counted is
/// beta-negative-binomial, exactly (beta_negative_binomial.hpp): with both tiers counted, the silent with parameters
/// (informal + formal; silent weight, informal + formal weight), and so where only their sum was; with the formal only,
/// the silent with (formal; silent weight, formal weight), the informal with (formal; informal weight, formal weight),
/// both together with (formal; silent
/// + informal weight, formal weight); and with the informal only likewise. The counts thus scale what the prior says of
/// the silent share, but teach nothing about it: only asking customers does (TierPrior::updated).
struct Pyramid {
  TierPrior prior;
  double level = 0.95;
  PyramidTiers all;                    ///< of all counts added up, as one group with one set of shares
  std::vector<PyramidTiers> segments;  ///< in ascending order of their names, each with shares of its own

  /// The segment of that name; throws ParameterError with the nearest name if there is none.
  [[nodiscard]] const PyramidTiers& segment(std::string_view name) const;

  /// What the prior's expected shares alone make of the counts of all, as the rule of thumb computes it: of 5 formal
  /// complaints, by the lecture's shares, 100 unhappy customers. Rows: silent, informal, formal, unhappy; columns tier
  /// and people.
  [[nodiscard]] Frame by_shares() const;

  /// One row per segment (all first) and tier (silent, informal, formal, spoken, unhappy): segment, tier, is_counted,
  /// people and share, both with _lower and _upper.
  [[nodiscard]] Frame frame() const;
};

/// The pyramid of one group.
///
/// Throws ParameterError unless at least one tier was counted, or both together and then neither alone, counts are
/// between 0 and 1e12, the prior is valid, and 0 < level < 1.
Pyramid pyramid(const TierCounts& counts, const TierPrior& prior, double level = 0.95);

/// Columns of counts, a row for each place or period; what was not counted is absent.
struct TierColumns {
  Column informal = {};
  Column formal = {};
  Column spoken = {};
  Column segments = {};  ///< integers or texts; without them all rows are one group
};

/// The pyramid of counts by row, which are added up by segment.
///
/// Throws RecordError, naming column, row and value, for counts that are missing, negative, no whole numbers or above
/// 1e12, for a missing segment, and for columns of different lengths; ParameterError as that of one group.
Pyramid pyramid(const TierColumns& columns, const TierPrior& prior, double level = 0.95);

}  // namespace fealty::complaints
