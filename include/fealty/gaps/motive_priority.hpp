#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/special.hpp"

namespace fealty::gaps {

/// The ends of a scale of answers.
struct AnswerScale {
  double lowest = 0.0;
  double highest = 1.0;

  /// Throws ParameterError unless both are finite and `lowest` is below `highest`.
  void validate() const;

  /// An answer on the scale from 0 to 1.
  [[nodiscard]] double rescaled(double answer) const noexcept { return (answer - lowest) / (highest - lowest); }
};

/// Priority of a motive: importance (1 - satisfaction), both from 0 to 1. It never falls with importance and never
/// rises with satisfaction.
template <Scalar T>
T motive_priority(const T& importance, const T& satisfaction) {
  return importance * (1.0 - satisfaction);
}

/// Opportunity score on a scale from 0 to 20: 10 importance + max(10 importance - 10 satisfaction, 0), both from 0
/// to 1.
///
/// Source: Ulwick (2005), "What customers want", chapter 3, who takes for both the share of the answers in the two best
/// boxes of five; here they may be such shares, or means on the rescaled scale.
template <Scalar T>
T opportunity_score(const T& importance, const T& satisfaction) {
  const T shortfall = importance - satisfaction;
  const T counted = 0.0 < shortfall ? shortfall : T(0.0);
  return 10.0 * (importance + counted);
}

/// What moves customers, and how urgent it is.
struct Motive {
  std::string name;
  std::int64_t rank = 0;     ///< by priority, 1 for the highest; ties in the order of the columns, what is NaN last
  std::int64_t answers = 0;  ///< customers who said both how important it is and how satisfied they are
  Estimate importance;       ///< mean, on the scale from 0 to 1
  Estimate satisfaction;     ///< mean, on the scale from 0 to 1
  Estimate priority;         ///< motive_priority of the two means
  std::string strategy;      ///< what is done about it; empty where nothing is named
};

/// Motives by priority.
struct MotivePriorities {
  std::vector<Motive> motives;  ///< by rank
  std::int64_t customers = 0;   ///< rows

  /// One row per motive, by rank: motive, rank, answers, importance, satisfaction, priority (each with _lower and
  /// _upper), strategy.
  [[nodiscard]] Frame frame() const;
};

/// Priorities of motives from answers: a row per customer, the same columns in both frames.
///
/// A motive is judged by those customers who gave both answers. The intervals of the means are Student's t, that of the
/// priority is by the delta method with the covariance of the two answers. `strategies` says by name what is done about
/// a motive. Throws RecordError, naming the column, row and value, for an answer that is not on its scale, and for
/// frames that do not match; ParameterError for a strategy of a motive that is not there, or unless 0 < level < 1.
MotivePriorities motive_priorities(const Frame& importance, const Frame& satisfaction,
                                   const AnswerScale& importance_scale, const AnswerScale& satisfaction_scale,
                                   const std::map<std::string, std::string>& strategies = {}, double level = 0.95);

}  // namespace fealty::gaps
