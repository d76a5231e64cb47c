#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/complaints/taxonomy.hpp"
#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::complaints {

/// What is believed of a row of the transition matrix before any repeated complaint is seen: Dirichlet(weight * mean)
/// with mean = stay for the same type and (1 - stay) times the taxonomy's prior for all.
///
/// The lecture says that types convert under handling, but gives no rates: stay and weight are our choice.
struct TransitionPrior {
  double stay = 0.5;     ///< share of the next complaints that are of the same type for no other reason
  double weight = 10.0;  ///< transitions that each row's prior is worth

  /// Throws ParameterError unless 0 <= stay < 1 and the weight is above 0 and finite.
  void validate() const;

  friend bool operator==(const TransitionPrior&, const TransitionPrior&) = default;
};

/// How many complaints of a type were followed by one of another, by the same customer, under one handling.
struct TransitionCounts {
  std::string handling;              ///< how the earlier complaint was handled; empty for all together
  std::vector<std::int64_t> counts;  ///< [from][to], row by row

  friend bool operator==(const TransitionCounts&, const TransitionCounts&) = default;
};

/// Transitions between types of complainer from one complaint of a customer to the next, under handling.
///
/// Each row of the matrix is a Dirichlet posterior: its cells are posterior means with central intervals of their beta
/// distributions. Complaints without a type are passed over and counted; the transition is then from the last complaint
/// with a type. The chain is taken to be of first order and the same for all customers.
class TypeTransitions {
 public:
  TypeTransitions() = default;

  /// Counts the transitions of records, one for each complaint: customer, type (a category of the taxonomy, by key or
  /// name, or missing or "unknown"), and, if there are any, the time and the handling. Without times the rows are taken
  /// as they stand; complaints of equal time too. Absent columns are Column(). Throws RecordError, naming column, row
  /// and value, for a missing customer, a time that cannot be read, a type that is not there, a taxonomy in which a
  /// complaint may have several categories, or columns of another length; ParameterError for a prior that is not sound.
  TypeTransitions(const Column& customer, const Column& type, const Column& at = {}, const Column& handling = {},
                  const Taxonomy& taxonomy = ready_taxonomy("type"), const TransitionPrior& prior = {},
                  double level = 0.95);

  /// The cell of the matrix under a handling ("" for all together); throws ParameterError for names that are not there.
  [[nodiscard]] Estimate probability(std::string_view from, std::string_view to, std::string_view handling = {}) const;

  /// One row per handling (all together first, as ""), type before and type after: handling, from, to, count,
  /// probability (with _lower and _upper).
  [[nodiscard]] Frame frame() const;

  /// The shares of types that handling in this way leads to in the end, with central intervals over posterior draws:
  /// handling, type, share (with _lower and _upper). Every row of the prior is positive, so there is one such
  /// distribution (Perron and Frobenius).
  [[nodiscard]] Frame stationary(std::string_view handling = {}, std::uint32_t draws = 2000,
                                 std::uint64_t seed = 1) const;

  /// How many of some complainers are expected to be of each type when they complain next, and how many will have
  /// converted: type, now, expected (with _lower and _upper), converted_to (those who come from other types),
  /// converted_from (those who leave it). `now` has a number for each type. The interval is of the expected number, by
  /// the normal approximation of a sum of independent Dirichlet rows.
  [[nodiscard]] Frame conversions(std::span<const double> now, std::string_view handling = {}) const;

  [[nodiscard]] const Taxonomy& taxonomy() const noexcept { return taxonomy_; }
  [[nodiscard]] const TransitionPrior& prior() const noexcept { return prior_; }
  [[nodiscard]] const std::vector<TransitionCounts>& counts() const noexcept {
    return counts_;
  }  ///< all together first
  [[nodiscard]] std::int64_t complaints() const noexcept { return complaints_; }
  [[nodiscard]] std::int64_t customers() const noexcept { return customers_; }
  [[nodiscard]] std::int64_t untyped() const noexcept { return untyped_; }  ///< complaints without a type
  [[nodiscard]] double level() const noexcept { return level_; }

  friend bool operator==(const TypeTransitions&, const TypeTransitions&) = default;

 private:
  friend struct io::Archived<TypeTransitions>;

  [[nodiscard]] const TransitionCounts& of(std::string_view handling) const;
  [[nodiscard]] std::vector<double> alpha(const TransitionCounts& counts, std::size_t from) const;

  Taxonomy taxonomy_;
  TransitionPrior prior_;
  std::vector<TransitionCounts> counts_;
  std::int64_t complaints_ = 0;
  std::int64_t customers_ = 0;
  std::int64_t untyped_ = 0;
  double level_ = 0.95;
};

}  // namespace fealty::complaints
