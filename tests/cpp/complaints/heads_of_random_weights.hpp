#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "fealty/complaints/linear_heads.hpp"

namespace fealty::complaints {

/// Heads with random weights, those of all but the first much smaller.
inline LinearHeads heads_of_random_weights(std::mt19937& random, std::uint32_t features,
                                           const std::vector<std::uint32_t>& outputs) {
  LinearHeads heads(features, outputs);
  for (std::uint32_t f = 0; f <= features; ++f) {
    for (std::size_t h = 0; h < outputs.size(); ++h) {
      for (std::uint32_t k = 0; k < outputs[h]; ++k)
        heads.weights_of(f)[heads.first_output(h) + k] =
            std::normal_distribution<float>(0.0F, h == 0 ? 1.0F : 1e-3F)(random);
    }
  }
  return heads;
}

}  // namespace fealty::complaints
