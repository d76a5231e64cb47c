#include "normalized_weights.hpp"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"

namespace fealty::gaps {

std::vector<double> normalized_weights(const std::vector<double>& weights, std::size_t count,
                                       const std::function<std::string(std::size_t)>& name_at) {
  if (weights.empty()) return std::vector<double>(count, 1.0 / static_cast<double>(count));
  if (weights.size() != count) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("there are {} weights, but {} columns to weigh", weights.size(), count));
  }
  for (std::size_t i = 0; i < count; ++i) {
    require(std::isfinite(weights[i]) && weights[i] >= 0, "the weight of " + name_at(i), weights[i],
            "must be 0 or more, and finite");
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  require(sum > 0 && std::isfinite(sum), "the sum of the weights", sum, "must be above 0, and finite");
  std::vector<double> shares;
  for (const double weight : weights) shares.push_back(weight / sum);
  return shares;
}

}  // namespace fealty::gaps
