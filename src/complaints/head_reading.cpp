#include "head_reading.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"

namespace fealty::complaints {
namespace {

[[noreturn]] void refuse_head(const FittedHead& head, std::string_view problem) {
  throw FitError(code::no_information, fmt::format("head '{}' cannot be learnt: {}", head.name, problem));
}

}  // namespace

Loss loss_of(const HeadOptions& head) {
  if (head.kind == HeadKind::number) return Loss::squared;
  return head.loss.value_or(head.kind == HeadKind::one ? Loss::softmax : Loss::logistic);
}

std::vector<double> class_weights(const HeadOptions& options, const FittedHead& head, const HeadTargets& targets) {
  if (options.kind == HeadKind::number) return {};
  std::vector<double> weights(targets.outputs, 1.0);
  if (!options.class_weights.empty()) {
    for (const auto& [label, weight] : options.class_weights) weights[head.labels.at(label)] = weight;
    return weights;
  }
  const double balance = options.balance.value_or(options.kind == HeadKind::one ? 0.5 : 0.0);
  if (balance == 0) return {};
  if (options.kind == HeadKind::one) {
    weights = balanced_weights(targets.classes, targets.outputs);
  } else {  // members as much as all others
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const auto members = static_cast<double>(std::max<std::int64_t>(head.counts[k], 1));
      weights[k] = std::max(1.0, (static_cast<double>(head.labelled) - members) / members);
    }
  }
  for (double& weight : weights) weight = std::pow(weight, balance);
  return weights;
}

HeadTargets targets_of(FittedHead& head, const Column& column, const std::string& separator, const TextReader& texts) {
  HeadTargets made{.loss = head.loss};
  head.labelled = head.unlabelled = 0;
  const auto leave_out_missing = [&](std::size_t row) { return texts.is_missing(row); };
  if (head.kind == HeadKind::number) {
    const Values<double> numbers = as_doubles(column, head.name);
    made.numbers.assign(numbers.begin(), numbers.end());
    for (std::size_t row = 0; row < made.numbers.size(); ++row) {
      if (std::isinf(made.numbers[row]))
        throw RecordError(code::refused_record, fmt::format("row {}: '{}' is infinite", row, head.name));
      if (leave_out_missing(row)) made.numbers[row] = nan;
      ++(std::isnan(made.numbers[row]) ? head.unlabelled : head.labelled);
    }
    if (head.labelled == 0) refuse_head(head, "no text has a number");
    return made;
  }
  made.outputs = static_cast<std::uint32_t>(head.labels.size());
  head.counts.assign(head.labels.size(), 0);
  if (head.kind == HeadKind::one) {
    made.classes = head.labels.codes(column, head.name);
    for (std::size_t row = 0; row < made.classes.size(); ++row) {
      if (leave_out_missing(row)) made.classes[row] = -1;
      const std::int32_t label = made.classes[row];
      ++(label < 0 ? head.unlabelled : head.labelled);
      if (label >= 0) ++head.counts[static_cast<std::size_t>(label)];
    }
    return made;
  }
  made.memberships = head.labels.memberships(column, separator, head.name);
  for (std::size_t row = 0; row < column.size(); ++row) {
    const auto first = made.memberships.begin() + static_cast<std::ptrdiff_t>(row * made.outputs);
    if (leave_out_missing(row)) std::fill_n(first, made.outputs, std::int8_t{-1});
    const bool is_labelled = made.outputs > 0 && *first >= 0;
    ++(is_labelled ? head.labelled : head.unlabelled);
    for (std::size_t k = 0; k < made.outputs; ++k) head.counts[k] += first[static_cast<std::ptrdiff_t>(k)] == 1 ? 1 : 0;
  }
  return made;
}

void require_learnable(const FittedHead& head) {
  if (head.kind == HeadKind::number) return;
  if (head.labelled == 0 || head.labels.size() == 0) refuse_head(head, "no text has a label");
  const auto occurring = std::ranges::count_if(head.counts, [](std::int64_t count) { return count > 0; });
  if (head.kind == HeadKind::one && occurring < 2)
    refuse_head(head, fmt::format("all {} labelled texts have the label '{}'; two labels at least are needed",
                                  head.labelled, head.labels.names().front()));
}

}  // namespace fealty::complaints
