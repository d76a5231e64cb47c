#include "fealty/complaints/head_targets.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace fealty::complaints {

double mean_of_numbers(std::span<const double> numbers) {
  std::vector<double> known;
  std::ranges::copy_if(numbers, std::back_inserter(known), [](double x) { return !std::isnan(x); });
  std::ranges::sort(known);
  double sum = 0;
  for (const double x : known) sum += x;
  return known.empty() ? 0.0 : sum / static_cast<double>(known.size());
}

std::vector<double> balanced_weights(std::span<const std::int32_t> classes, std::uint32_t outputs) {
  std::vector<double> counts(outputs);
  double rows = 0;
  for (const std::int32_t label : classes) {
    if (label < 0) continue;
    ++counts[static_cast<std::size_t>(label)];
    ++rows;
  }
  std::vector<double> weights(outputs, 1.0);
  for (std::size_t k = 0; k < outputs; ++k) {
    if (counts[k] > 0) weights[k] = rows / (static_cast<double>(outputs) * counts[k]);
  }
  return weights;
}

}  // namespace fealty::complaints
