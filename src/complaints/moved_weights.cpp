#include "moved_weights.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace fealty::complaints {
namespace {

std::string key_of(const TextFeatures& features, std::uint32_t feature) {
  return fmt::format("{}{}", static_cast<int>(features.family(feature)), features.name(feature));
}

}  // namespace

LinearHeads moved_weights(const CompactHeads& weights, const TextFeatures& before, const TextFeatures& after,
                          const std::vector<FittedHead>& old_heads, const std::vector<FittedHead>& new_heads) {
  std::vector<std::uint32_t> outputs;
  for (const FittedHead& head : new_heads)
    outputs.push_back(head.kind == HeadKind::number ? 1U : static_cast<std::uint32_t>(head.labels.size()));
  LinearHeads made(after.number_of_features(), outputs);
  const LinearHeads old = weights.expanded();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;  // old output, new output
  for (std::size_t h = 0; h < new_heads.size(); ++h) {
    for (std::uint32_t k = 0; k < old.outputs(h); ++k) {
      const bool is_number = new_heads[h].kind == HeadKind::number;
      const std::size_t to = is_number ? 0 : new_heads[h].labels.at(old_heads[h].labels.names()[k]);
      places.emplace_back(old.first_output(h) + k, made.first_output(h) + static_cast<std::uint32_t>(to));
    }
  }
  const auto move = [&](std::uint32_t from, std::uint32_t to) {
    for (const auto& [a, b] : places) made.weights_of(to)[b] = old.weights_of(from)[a];
  };
  std::unordered_map<std::string, std::uint32_t> place;
  for (std::uint32_t f = 0; f < after.number_of_features(); ++f) place.emplace(key_of(after, f), f);
  for (std::uint32_t f = 0; f < before.number_of_features(); ++f) {
    const auto found = place.find(key_of(before, f));
    if (found != place.end()) move(f, found->second);
  }
  move(before.number_of_features(), after.number_of_features());
  return made;
}

}  // namespace fealty::complaints
