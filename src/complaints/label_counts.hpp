#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/head_targets.hpp"

namespace fealty::complaints {

/// In how many rows features are found, by output of heads. Numbers, and rows without label, count for nothing. Rows
/// and heads must outlive the counts.
class LabelCounts {
 public:
  LabelCounts(const FeatureRows& rows, std::vector<const HeadTargets*> heads);

  /// Forgets a row that has been counted.
  void take_out(std::size_t row);

  [[nodiscard]] const FeatureRows& rows() const noexcept { return *rows_; }
  [[nodiscard]] const std::vector<const HeadTargets*>& heads() const noexcept { return heads_; }

  /// Rows among those of an output, and all of which the head knows; with the feature, or at all.
  [[nodiscard]] const std::uint32_t* inside(std::uint32_t feature, std::size_t head) const noexcept {
    return inside_.data() + std::size_t{feature} * outputs_ + first_[head];
  }
  [[nodiscard]] std::uint32_t known(std::uint32_t feature, std::size_t head) const noexcept {
    return known_[std::size_t{feature} * first_.size() + head];
  }
  [[nodiscard]] std::uint32_t inside(std::size_t head, std::uint32_t output) const noexcept {
    return members_[first_[head] + output];
  }
  [[nodiscard]] std::uint32_t known(std::size_t head) const noexcept { return known_rows_[head]; }

 private:
  void count(std::size_t row, std::uint32_t by);

  const FeatureRows* rows_;
  std::vector<const HeadTargets*> heads_;
  std::size_t outputs_ = 0;
  std::vector<std::size_t> first_;         // output of each head
  std::vector<std::uint32_t> inside_;      // by feature and output
  std::vector<std::uint32_t> known_;       // by feature and head
  std::vector<std::uint32_t> members_;     // by output
  std::vector<std::uint32_t> known_rows_;  // by head
  std::vector<std::uint32_t> of_row_;      // outputs that the row in hand is among
};

}  // namespace fealty::complaints
