#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// Paths over steps, and how often each was gone to the end with a conversion and without.
struct PathTable {
  std::vector<std::string> names;          ///< of the steps
  std::vector<std::size_t> offsets = {0};  ///< of each path's steps, one more than there are paths
  std::vector<Code> steps;                 ///< positions in `names`
  std::vector<double> conversions;         ///< of each path, not negative
  std::vector<double> nulls;               ///< times that the path was gone without conversion, not negative
  std::vector<double> values;              ///< of each path's conversions together; empty if they have none
  std::vector<std::uint32_t> units;        ///< the customer of each path; empty: each path is a unit of its own

  [[nodiscard]] std::size_t size() const noexcept { return offsets.size() - 1; }
  [[nodiscard]] std::span<const Code> path(std::size_t i) const noexcept {
    return std::span(steps).subspan(offsets[i], offsets[i + 1] - offsets[i]);
  }
};

/// Paths from columns: texts of steps such as "a > b > a", split at `separator`, blanks around a step left out.
///
/// An empty text is the path without steps. `values` and `nulls` may be absent. Throws RecordError, naming the column,
/// row and value, for a missing path, a step without name, or a count that is missing, negative or infinite.
PathTable paths_of_columns(const Column& path, const Column& conversions, const Column& values, const Column& nulls,
                           const std::string& separator = ">");

/// The paths of a log's cases; `converted` has a flag for each case (0 or 1, NaN where unknown: such a case is left
/// out). The units are customers. Throws ParameterError unless there is a flag for each case.
PathTable paths_of_log(const EventLog& log, std::span<const double> converted);

/// What a bootstrap of paths draws.
enum class PathUnit : std::uint8_t {
  /// Rows of the table, or customers where these are known: right where a row is one customer's.
  row,
  /// Single journeys: the conversions and nulls of a row are drawn as Poisson numbers of these means. Right where a row
  /// adds up the journeys of many customers who went the same way.
  journey,
};

/// How removal effects are computed.
struct RemovalOptions {
  std::size_t order = 1;          ///< how many of the last steps make a state
  bool collapse_repeats = false;  ///< take a step that follows itself as one
  PathUnit unit = PathUnit::row;
  Bootstrap bootstrap = {1000, 1, 0.95};
};

/// What is lost if a step were not there.
struct RemovalEffect {
  std::string step;
  std::int64_t rank = 0;      ///< 1 for the largest effect; ties in the order of the names
  double visits = 0.0;        ///< journeys through the step
  Estimate effect;            ///< share of the conversions that would be lost
  Estimate share;             ///< its effect over the sum of all effects
  double conversions = 0.0;   ///< credit: its share of all conversions
  double value = 0.0;         ///< credit: its share of all values; NaN without values
  std::vector<double> ranks;  ///< probability of each rank, by bootstrap
};

/// Steps by what they contribute to conversion, in a Markov chain over the steps.
///
/// A journey goes from a start through states to conversion or null; a state is the last `order` steps. The removal
/// effect of a step is 1 - P(conversion if all states with the step lead to null) / P(conversion). Source: Anderl,
/// Becker, von Wangenheim and Schumann (2016), "Mapping the customer journey", International Journal of Research in
/// Marketing 33.
struct RemovalEffects {
  std::vector<RemovalEffect> steps;  ///< by rank
  std::size_t order = 1;             ///< how many of the last steps make a state
  std::size_t states = 0;            ///< of the chain, without start, conversion and null
  double journeys = 0.0;             ///< of all paths, with conversion and without
  double conversions = 0.0;          ///< of all paths
  double value = 0.0;                ///< of all conversions; NaN without values
  Estimate conversion_probability;   ///< in the chain, which is the share of converted journeys
  std::uint32_t replicates = 0;      ///< of the bootstrap

  /// One row per step, by rank: step, rank, visits, effect, share (each with _lower and _upper), conversions, value,
  /// probability_first.
  [[nodiscard]] Frame frame() const;

  /// One row per step and rank: step, rank, probability.
  [[nodiscard]] Frame ranks() const;
};

/// Removal effects by exact solution of linear equations, with bootstrap intervals and rank probabilities.
///
/// All effects of a small chain come from its fundamental matrix N = (I - Q)^-1: with b the conversion probabilities,
/// the conversions that avoid the states S number b_start - N_start,S N_SS^-1 b_S. (Kemeny and Snell 1960, "Finite
/// Markov chains", chapter 3, for N; the formula follows from splitting paths at their last visit to S.) Larger chains
/// are solved once for each step by sparse factors. Throws ParameterError if order is 0, FitError if no journey
/// converts.
RemovalEffects removal_effects(const PathTable& paths, const RemovalOptions& options = {});

}  // namespace fealty::flow
