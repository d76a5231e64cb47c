#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/columns.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// Covariates of customers as numbers: one row per customer.
using CovariateDesign = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A column of covariates, and how it becomes numbers.
///
/// Numbers and booleans are taken as they are; where some were missing when the coding was learnt, a missing one is 0
/// with an indicator of its own beside it. A category (a text) becomes one indicator, 0 or 1, for each of its levels
/// but the reference; what is missing is the level "missing".
struct CodedColumn {
  std::string name;
  bool is_category = false;
  std::string reference = {};            ///< the level without an indicator
  std::vector<std::string> levels = {};  ///< the others, in ascending order; of numbers none, or "missing"

  friend bool operator==(const CodedColumn&, const CodedColumn&) = default;
};

/// How columns of covariates become those of a design; it is learnt from some customers and applied to any.
class CovariateCoding {
 public:
  CovariateCoding() = default;

  /// A coding that is known.
  explicit CovariateCoding(std::vector<CodedColumn> columns);

  /// Learns the coding of the named columns from some of their rows: the reference of a category is its most frequent
  /// level, of several the first in ascending order.
  ///
  /// Throws RecordError for a column that is not there, is not of numbers, booleans or texts, or is named twice.
  static CovariateCoding learn(const Frame& covariates, const std::vector<std::string>& names,
                               std::span<const std::uint32_t> rows);

  /// Columns of the design.
  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }

  /// Their names: "met_share" and "met_share[missing]" of a number, "channel[web]" of the level of a category.
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  [[nodiscard]] const std::vector<CodedColumn>& columns() const noexcept { return columns_; }

  /// The design of some rows of covariates, in their order.
  ///
  /// Throws RecordError that names the column, the row (counted from 0) and the value for what is infinite, or missing
  /// where the coding knows of no missing values, and for a level that the coding does not know.
  [[nodiscard]] CovariateDesign design(const Frame& covariates, std::span<const std::uint32_t> rows) const;

  friend bool operator==(const CovariateCoding&, const CovariateCoding&) = default;

 private:
  std::vector<CodedColumn> columns_;
  std::vector<std::string> names_;
};

/// The row of covariates of each customer of a summary.
///
/// Where both have ids, those of the column customer_id, rows are found by them; rows of others are left aside. Else
/// row i is that of customer i. Throws RecordError that names a customer without a row or with two, or if there are not
/// as many rows as customers.
std::vector<std::uint32_t> covariate_rows(const Frame& covariates, const PurchaseSummary& summary);

/// All rows of covariates in their order.
std::vector<std::uint32_t> covariate_rows(const Frame& covariates);

}  // namespace fealty::loyalty
