#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "classifier_sizes.hpp"
#include "fealty/complaints/classifier.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::complaints {
namespace {

constexpr std::size_t texts_of_census = 500;  // by which the share of unseen n-grams is known

}  // namespace

void Classifier::count_ngrams(const std::vector<std::string_view>& texts) {
  std::vector<std::string_view> sorted;  // whichever order the texts came in, the same ones are looked at
  for (const std::string_view text : texts) {
    if (!text.empty()) sorted.push_back(text);
  }
  std::ranges::sort(sorted);
  const std::size_t count = std::min(sorted.size(), texts_of_census);
  std::vector<double> shares(count);
  for_blocks(
      count,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const NgramCensus census = features_.census(sorted[i * sorted.size() / count]);
          const auto all = static_cast<double>(census.features + census.unseen);
          shares[i] = all > 0 ? static_cast<double>(census.unseen + census.rare) / all : 0.0;
        }
      },
      texts_at_a_time);
  double sum = 0, squares = 0;
  for (const double share : shares) sum += share;
  const double mean = count > 0 ? sum / static_cast<double>(count) : nan;
  for (const double share : shares) squares += (share - mean) * (share - mean);
  unseen_deviation_ = count > 1 ? std::sqrt(squares / static_cast<double>(count - 1)) : 0.0;
  unseen_ = student_t_interval(mean, unseen_deviation_, static_cast<std::int64_t>(count));
}

Prevalence Classifier::prevalence(const Column& texts, std::size_t head, const Bootstrap& bootstrap) const {
  const FittedHead& fitted = heads_.at(head);
  if (fitted.kind != HeadKind::one)
    throw ParameterError(code::out_of_domain,
                         fmt::format("prevalence is for heads of one class, but '{}' is of another kind", fitted.name));
  if (!options_.is_calibrated && fitted.shift.shares.empty())
    throw FitError(code::no_information,
                   fmt::format("head '{}' was learnt without calibration: what shares are corrected by is known from "
                               "texts that are left out of it",
                               fitted.name));
  if (fitted.shift.shares.size() != fitted.labels.size())
    throw FitError(code::no_information,
                   fmt::format("head '{}' has learnt labels since it was judged by texts that were left out: fit it "
                               "further with at least {} texts, or anew",
                               fitted.name, enough_to_judge_anew));
  return complaints::prevalence(predict(texts, true)[head].probabilities, fitted.shift, bootstrap);
}

Drift Classifier::drift(const Column& texts, double level) const {
  require_level(level);
  Drift made;
  made.level = level;
  made.texts = static_cast<std::int64_t>(texts.size());
  std::size_t measures = 1;
  for (const FittedHead& head : heads_) measures += head.kind == HeadKind::one ? head.labels.size() : 0;
  const double of_each = 1 - (1 - level) / static_cast<double>(measures);
  const auto add = [&](Drift::Measure one, double error) {
    const Estimate band = normal_interval(one.reference, error, of_each);
    one.lower = std::max(0.0, band.lower);
    one.upper = std::min(1.0, band.upper);
    one.is_alarm = one.value.value < one.lower || one.value.value > one.upper;
    made.measures.push_back(std::move(one));
  };

  for (std::size_t h = 0; h < heads_.size(); ++h) {
    const FittedHead& head = heads_[h];
    if (head.kind != HeadKind::one) continue;
    const Prevalence found = prevalence(texts, h, Bootstrap{.level = level});
    for (std::size_t k = 0; k < head.labels.size(); ++k) {
      const double reference = head.shift.shares[k];
      const double sampling = reference * (1 - reference) *
                              (1 / static_cast<double>(head.labelled) + 1 / static_cast<double>(texts.size()));
      const double error = std::sqrt(sampling + found.shares[k].standard_error * found.shares[k].standard_error);
      add({"prevalence", head.labels.names()[k], reference, found.shares[k]}, error);
    }
  }

  const TextReader reader(texts, "text");
  std::vector<double> shares(reader.size(), nan);
  for_blocks(
      reader.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          if (reader.is_missing(i)) continue;
          const NgramCensus census = features_.census(reader[i]);
          const auto all = static_cast<double>(census.features + census.unseen);
          if (all > 0) shares[i] = static_cast<double>(census.unseen) / all;
        }
      },
      texts_at_a_time);
  std::erase_if(shares, [](double share) { return std::isnan(share); });
  double sum = 0, squares = 0;
  for (const double share : shares) sum += share;
  const auto count = static_cast<double>(shares.size());
  if (shares.empty()) return made;
  for (const double share : shares) squares += (share - sum / count) * (share - sum / count);
  const double deviation = shares.size() > 1 ? std::sqrt(squares / (count - 1)) : 0.0;
  const Estimate value = student_t_interval(sum / count, deviation, static_cast<std::int64_t>(shares.size()), level);
  const double error =
      std::sqrt(unseen_deviation_ * unseen_deviation_ / count + unseen_.standard_error * unseen_.standard_error);
  add({"unseen n-grams", "", unseen_.value, value}, error);
  return made;
}

bool Drift::has_alarm() const noexcept {
  return std::ranges::any_of(measures, [](const Measure& one) { return one.is_alarm; });
}

Frame Drift::frame() const {
  std::vector<std::string> what, labels;
  std::vector<double> references, lower, upper;
  std::vector<bool> alarms;
  EstimateColumns values;
  for (const Measure& one : measures) {
    what.push_back(one.what);
    labels.push_back(one.label);
    references.push_back(one.reference);
    values.push(one.value);
    lower.push_back(one.lower);
    upper.push_back(one.upper);
    alarms.push_back(one.is_alarm);
  }
  Frame made({{"what", what}, {"label", labels}, {"reference", std::move(references)}});
  values.add_to(made, "value");
  made.add("band_lower", std::move(lower));
  made.add("band_upper", std::move(upper));
  made.add("is_alarm", alarms);
  return made;
}

}  // namespace fealty::complaints
