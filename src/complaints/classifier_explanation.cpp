#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fealty/complaints/classifier.hpp"

namespace fealty::complaints {

Explanation Classifier::explain(std::string_view text, std::size_t head, std::string_view label) const {
  const FittedHead& fitted = heads_.at(head);
  const std::uint32_t first = weights_.first_output(head), outputs = weights_.outputs(head);
  TextScratch scratch;
  const FeatureRow row = features_.row(text, scratch);
  std::vector<float> scores(weights_.stride());
  weights_.score(row.features, row.values, scores);
  const auto of_head = std::span<const float>(scores).subspan(first, outputs);

  Explanation made;
  made.head = fitted.name;
  const bool is_number = fitted.kind == HeadKind::number;
  std::vector<double> probabilities(outputs);
  std::size_t chosen = 0;
  std::optional<std::size_t> against;
  if (!is_number) {
    to_probabilities(fitted.calibration, fitted.link(), of_head, probabilities);
    const auto greatest = std::ranges::max_element(probabilities);
    chosen = label.empty() ? static_cast<std::size_t>(greatest - probabilities.begin()) : fitted.labels.at(label);
    made.label = fitted.labels.names()[chosen];
    made.probability = probabilities[chosen];
  } else {
    made.probability = to_number(fitted.calibration, of_head[0]);
  }
  if (fitted.kind == HeadKind::one) {
    for (std::size_t k = 0; k < outputs; ++k) {
      if (k != chosen && (!against || probabilities[k] > probabilities[*against])) against = k;
    }
    made.against = fitted.labels.names()[*against];
  }

  const double scale = fitted.calibration.scale;
  const auto bias = [&](std::size_t k) {
    return fitted.calibration.biases.empty() ? 0.0 : fitted.calibration.biases[k];
  };
  const auto difference = [&](auto&& of_output) {
    const double own = of_output(first + static_cast<std::uint32_t>(chosen));
    return scale * (against ? own - of_output(first + static_cast<std::uint32_t>(*against)) : own);
  };
  made.baseline = difference([&](std::uint32_t output) { return weights_.intercept(output); });
  made.baseline += bias(chosen) - (against ? bias(*against) : 0.0);
  made.score = made.baseline;
  std::unordered_map<std::uint32_t, double> contributions;
  std::vector<std::pair<double, std::uint32_t>> sorted;
  for (std::size_t i = 0; i < row.features.size(); ++i) {
    const double part = static_cast<double>(row.values[i]) *
                        difference([&](std::uint32_t output) { return weights_.weight(row.features[i], output); });
    contributions[row.features[i]] = part;
    sorted.emplace_back(part, row.features[i]);
    made.score += part;
  }
  std::ranges::sort(sorted, [](const auto& a, const auto& b) {
    return std::pair(-std::abs(a.first), a.second) < std::pair(-std::abs(b.first), b.second);
  });
  for (const auto& [part, feature] : sorted) {
    made.ngrams.push_back(features_.name(feature));
    made.contributions.push_back(part);
  }

  const std::vector<Occurrence> occurrences = features_.occurrences(text);
  std::unordered_map<std::uint32_t, double> places;
  for (const Occurrence& place : occurrences) ++places[place.feature];
  made.bytes.resize(text.size());
  for (const Occurrence& place : occurrences) {
    const auto found = contributions.find(place.feature);
    if (found == contributions.end() || place.end <= place.begin) continue;
    const double part = found->second / places[place.feature] / static_cast<double>(place.end - place.begin);
    for (std::size_t byte = place.begin; byte < place.end; ++byte) made.bytes[byte] += part;
  }
  return made;
}

Frame Explanation::frame() const {
  return Frame({{"ngram", ngrams}, {"contribution", contributions}});
}

}  // namespace fealty::complaints
