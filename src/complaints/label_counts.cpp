#include "label_counts.hpp"

#include <utility>

namespace fealty::complaints {
namespace {

/// The outputs that a row is among; false if nobody has said.
bool find_outputs(const HeadTargets& head, std::size_t row, std::vector<std::uint32_t>& outputs) {
  outputs.clear();
  if (!head.numbers.empty()) return false;
  if (!head.classes.empty()) {
    if (head.classes[row] < 0) return false;
    outputs.push_back(static_cast<std::uint32_t>(head.classes[row]));
    return true;
  }
  bool is_known = false;
  for (std::uint32_t k = 0; k < head.outputs; ++k) {
    const std::int8_t is_member = head.memberships[row * head.outputs + k];
    is_known |= is_member >= 0;
    if (is_member == 1) outputs.push_back(k);
  }
  return is_known;
}

}  // namespace

LabelCounts::LabelCounts(const FeatureRows& rows, std::vector<const HeadTargets*> heads)
    : rows_(&rows), heads_(std::move(heads)) {
  for (const HeadTargets* const head : heads_) {
    first_.push_back(outputs_);
    outputs_ += head->outputs;
  }
  inside_.resize(std::size_t{rows.number_of_features} * outputs_);
  known_.resize(std::size_t{rows.number_of_features} * heads_.size());
  members_.resize(outputs_);
  known_rows_.resize(heads_.size());
  for (std::size_t row = 0; row < rows.rows(); ++row) count(row, 1);
}

void LabelCounts::take_out(std::size_t row) {
  count(row, 0U - 1);  // counts are added modulo 2^32
}

void LabelCounts::count(std::size_t row, std::uint32_t by) {
  for (std::size_t h = 0; h < heads_.size(); ++h) {
    if (!find_outputs(*heads_[h], row, of_row_)) continue;
    known_rows_[h] += by;
    for (const std::uint32_t k : of_row_) members_[first_[h] + k] += by;
    for (const std::uint32_t feature : rows_->features_of(row)) {
      known_[std::size_t{feature} * heads_.size() + h] += by;
      for (const std::uint32_t k : of_row_) inside_[std::size_t{feature} * outputs_ + first_[h] + k] += by;
    }
  }
}

}  // namespace fealty::complaints
