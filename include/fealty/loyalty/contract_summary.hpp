#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"

namespace fealty::loyalty {

/// Summary of contracts that customers renew or end: how many ended at each renewal, and how many stand.
///
/// A contract's tenure is the number of renewals that it has come to. One that ended has ended at the last of these;
/// one that stands was renewed at all of them. Summaries of different customers add up.
class ContractSummary {
 public:
  ContractSummary() = default;

  /// Takes columns of equal length: the tenure, whether the contract has ended, and the customers with such a contract
  /// (absent: one each).
  ///
  /// Throws RecordError that names the column, the row and the value and says what was expected: a whole tenure from 0
  /// to 100000 that is positive where the contract has ended, and a whole number of customers.
  static ContractSummary from_arrays(const Column& tenure, const Column& ended, const Column& customers = {});

  /// One cohort, of which so many customers were there at the beginning and after each renewal.
  ///
  /// Throws RecordError unless the numbers are whole and never rise.
  static ContractSummary from_survivors(std::span<const double> customers);

  ContractSummary& operator+=(const ContractSummary& other);

  /// Customers whose contract ended at renewal t; index 0 is not used.
  [[nodiscard]] std::span<const double> ended() const noexcept { return ended_; }

  /// Customers whose contract stands after t renewals.
  [[nodiscard]] std::span<const double> standing() const noexcept { return standing_; }

  [[nodiscard]] double all_customers() const noexcept;

  /// One row per tenure: tenure, ended, standing.
  [[nodiscard]] Frame frame() const;

  friend bool operator==(const ContractSummary&, const ContractSummary&) = default;
  friend struct io::Archived<ContractSummary>;

 private:
  void add(std::vector<double>& counts, std::size_t tenure, double customers);

  std::vector<double> ended_;
  std::vector<double> standing_;
};

}  // namespace fealty::loyalty
