#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::loyalty {

/// What the models of repeat buying need to know of one customer, in the notation of the literature.
///
/// Times are counted from the first purchase, in any one unit. Source: Fader, Hardie and Lee (2005), "Counting your
/// customers the easy way: an alternative to the Pareto/NBD model", Marketing Science 24.
struct PurchasePattern {
  std::uint32_t frequency = 0;  ///< x: purchases after the first
  double recency = 0.0;         ///< t_x: time of the last purchase; 0 if there is none after the first
  double observed = 0.0;        ///< T: time until the end of observation

  friend auto operator<=>(const PurchasePattern&, const PurchasePattern&) = default;
};

/// Adds the columns frequency, recency and T to a frame.
void add_columns(Frame& frame, std::span<const PurchasePattern> patterns);

/// The distinct patterns of many customers in ascending order, and how many customers have each.
///
/// Customers with equal patterns have equal likelihoods, so a fit looks at each pattern once. The order does not depend
/// on that of the customers, and patterns of equal frequency lie together.
class CountedPatterns {
 public:
  CountedPatterns() = default;

  /// Counts patterns; takes the memory over.
  explicit CountedPatterns(std::vector<PurchasePattern> patterns);

  [[nodiscard]] std::size_t size() const noexcept { return patterns_.size(); }
  [[nodiscard]] const PurchasePattern& operator[](std::size_t i) const noexcept { return patterns_[i]; }

  /// Customers who have pattern i.
  [[nodiscard]] double customers(std::size_t i) const noexcept { return customers_[i]; }
  [[nodiscard]] double all_customers() const noexcept { return all_customers_; }

  /// The distinct frequencies, ascending.
  [[nodiscard]] std::span<const std::uint32_t> frequencies() const noexcept { return frequencies_; }

  /// The position of the frequency of pattern i among the distinct ones.
  [[nodiscard]] std::size_t frequency_index(std::size_t i) const noexcept { return frequency_index_[i]; }

  /// Every `stride`-th pattern: a sample of the customers.
  [[nodiscard]] CountedPatterns every(std::size_t stride) const;

 private:
  CountedPatterns(std::vector<PurchasePattern> distinct, std::vector<std::uint32_t> customers);
  void index_frequencies();

  std::vector<PurchasePattern> patterns_;
  std::vector<std::uint32_t> customers_;
  std::vector<std::uint32_t> frequency_index_;
  std::vector<std::uint32_t> frequencies_;
  double all_customers_ = 0.0;
};

}  // namespace fealty::loyalty
