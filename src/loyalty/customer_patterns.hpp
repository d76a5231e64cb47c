#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/loyalty/purchase_pattern.hpp"

namespace fealty::loyalty {

/// The patterns of customers in their order, with their distinct frequencies.
class CustomerPatterns {
 public:
  CustomerPatterns() = default;
  explicit CustomerPatterns(std::span<const PurchasePattern> patterns) : patterns_(patterns.begin(), patterns.end()) {
    for (const PurchasePattern& p : patterns_) frequencies_.push_back(p.frequency);
    std::ranges::sort(frequencies_);
    frequencies_.erase(std::ranges::unique(frequencies_).begin(), frequencies_.end());
    for (const PurchasePattern& p : patterns_) {
      const auto found = std::ranges::lower_bound(frequencies_, p.frequency);
      frequency_index_.push_back(static_cast<std::uint32_t>(found - frequencies_.begin()));
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return patterns_.size(); }
  [[nodiscard]] const PurchasePattern& operator[](std::size_t i) const noexcept { return patterns_[i]; }

  /// The distinct frequencies, ascending.
  [[nodiscard]] std::span<const std::uint32_t> frequencies() const noexcept { return frequencies_; }

  /// The position of the frequency of customer i among the distinct ones.
  [[nodiscard]] std::size_t frequency_index(std::size_t i) const noexcept { return frequency_index_[i]; }

  /// Every `stride`-th customer.
  [[nodiscard]] CustomerPatterns every(std::size_t stride) const {
    std::vector<PurchasePattern> some;
    for (std::size_t i = 0; i < patterns_.size(); i += stride) some.push_back(patterns_[i]);
    return CustomerPatterns(some);
  }

 private:
  std::vector<PurchasePattern> patterns_;
  std::vector<std::uint32_t> frequencies_;
  std::vector<std::uint32_t> frequency_index_;
};

}  // namespace fealty::loyalty
