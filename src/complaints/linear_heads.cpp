#include "fealty/complaints/linear_heads.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/parallel.hpp"
#include "row_kernels.hpp"

namespace fealty::complaints {
namespace {

constexpr std::size_t rows_at_a_time = 256;  // of scoring, in parallel

std::vector<std::uint32_t> outputs_of(std::span<const HeadTargets> heads) {
  std::vector<std::uint32_t> outputs;
  for (const HeadTargets& head : heads) outputs.push_back(head.outputs);
  return outputs;
}

}  // namespace

LinearHeads::LinearHeads(std::uint32_t number_of_features, std::span<const std::uint32_t> outputs_of_heads)
    : outputs_(outputs_of_heads.begin(), outputs_of_heads.end()), features_(number_of_features) {
  for (const std::uint32_t outputs : outputs_) {
    first_.push_back(stride_);
    stride_ += static_cast<std::uint32_t>(up_to_four(outputs));
  }
  weights_.resize((std::size_t{features_} + 1) * stride_);
}

LinearHeads::LinearHeads(std::uint32_t number_of_features, std::span<const HeadTargets> heads)
    : LinearHeads(number_of_features, outputs_of(heads)) {}

void LinearHeads::score(std::span<const std::uint32_t> features, std::span<const float> values,
                        std::span<float> scores) const {
  score_row(features, values, weights_.data(), stride_, stride_, scores.data());
  const auto last = intercepts();
  for (std::size_t k = 0; k < stride_; ++k) scores[k] += last[k];
}

std::vector<float> LinearHeads::scores(const FeatureRows& rows) const {
  std::vector<float> all(rows.rows() * stride_);
  for_blocks(
      rows.rows(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row)
          score(rows.features_of(row), rows.values_of(row), std::span(all).subspan(row * stride_, stride_));
      },
      rows_at_a_time);
  return all;
}

}  // namespace fealty::complaints
