#include "training_checks.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "fealty/complaints/feature_variances.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "row_kernels.hpp"

namespace fealty::complaints {
namespace {

[[noreturn]] void refuse_targets(std::size_t head, std::string_view problem) {
  throw RecordError(code::refused_record, fmt::format("head {}: {}", head, problem));
}

void check_head(const HeadTargets& head, std::size_t number, std::size_t rows) {
  const bool has_numbers = head.loss == Loss::squared;
  if (!(head.weight > 0 && std::isfinite(head.weight))) refuse_targets(number, "its weight is not positive and finite");
  if (head.outputs == 0) refuse_targets(number, "it has no outputs");
  if (has_numbers && head.outputs != 1) refuse_targets(number, "a number is one output");
  const bool is_many = !head.memberships.empty();
  if (is_many && head.loss == Loss::softmax) refuse_targets(number, "memberships have no softmax loss");
  const std::size_t given = has_numbers ? head.numbers.size()
                            : is_many   ? head.memberships.size() / head.outputs
                                        : head.classes.size();
  if (given != rows || (is_many && head.memberships.size() % head.outputs != 0))
    throw RecordError(
        code::length_mismatch,
        fmt::format("head {}: targets of {} rows, but there are {} rows of features", number, given, rows));
  for (const std::int32_t label : head.classes) {
    if (label < -1 || label >= static_cast<std::int32_t>(head.outputs))
      refuse_targets(number, fmt::format("class {} of {} classes", label, head.outputs));
  }
  if (!head.class_weights.empty() && head.class_weights.size() != head.outputs)
    refuse_targets(number, fmt::format("{} class weights for {} classes", head.class_weights.size(), head.outputs));
  for (const double weight : head.class_weights) {
    if (!(weight >= 0 && std::isfinite(weight))) refuse_targets(number, "a class weight is negative or not finite");
  }
}

void check_options(const TrainingOptions& options) {
  require(options.C > 0 && std::isfinite(options.C), "C", options.C, "must be positive and finite");
  require(options.tolerance > 0, "tolerance", options.tolerance, "must be positive");
  require(options.most_epochs > 0, "most_epochs", options.most_epochs, "must be positive");
  require(options.intercept_scale >= 0 && std::isfinite(options.intercept_scale), "intercept_scale",
          options.intercept_scale, "must not be negative");
}

void check_variances(const HeadTargets& head, std::size_t number, std::size_t features) {
  if (head.variances == nullptr) return;
  const FeatureVariances& variances = *head.variances;
  const std::size_t by_output = features * up_to_four(head.outputs);
  const bool fits =
      variances.of_output.empty() ? variances.of_feature.size() == features : variances.of_output.size() == by_output;
  if (fits) return;
  throw RecordError(code::length_mismatch,
                    fmt::format("head {}: the variances are not as many as the features and outputs", number));
}

void check_rows(const FeatureRows& rows) {
  for (const float value : rows.values) {
    if (!std::isfinite(value)) throw RecordError(code::refused_record, "a value of a feature is not finite");
  }
  for (const std::uint32_t feature : rows.features) {
    if (feature >= rows.number_of_features)
      throw RecordError(code::refused_record,
                        fmt::format("feature {} of {} features", feature, rows.number_of_features));
  }
}

}  // namespace

void require_trainable(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainingOptions& options) {
  check_options(options);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    check_head(heads[i], i, rows.rows());
    check_variances(heads[i], i, rows.number_of_features);
  }
  check_rows(rows);
}

}  // namespace fealty::complaints
