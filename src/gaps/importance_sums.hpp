#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/estimate.hpp"
#include "fealty/gaps/answers.hpp"

namespace fealty::gaps {

/// The sums over respondents from which the grid of importance against performance is made.
///
/// Answers are counted from a whole number near their mean, which changes no variance: so sums stay small, exact for
/// answers that are whole, and free of cancellation for those that are not.
class ImportanceSums {
 public:
  ImportanceSums(const Answers& importance, const Answers& performance, const std::optional<Answers>& outcome);

  /// Answers to one item.
  struct Answered {
    std::int64_t count = 0;
    double origin = 0.0;              ///< from which they are counted
    double sum = 0.0, squares = 0.0;  ///< from there

    /// With Student's t interval.
    [[nodiscard]] Estimate mean(double level) const;
  };

  [[nodiscard]] std::size_t items() const noexcept { return items_.size(); }
  [[nodiscard]] bool has_outcome() const noexcept { return outcome_.has_value(); }
  [[nodiscard]] std::int64_t outcome_missing() const noexcept { return outcome_missing_; }
  [[nodiscard]] const Answered& importance(std::size_t item) const noexcept { return items_[item].importance; }
  [[nodiscard]] const Answered& performance(std::size_t item) const noexcept { return items_[item].performance; }

  [[nodiscard]] std::size_t features() const noexcept { return features_; }

  /// What respondents add to the sums: a row for each, a column per feature.
  void write(std::size_t begin, std::size_t end, Eigen::Ref<Eigen::MatrixXd> out) const;

  /// Means of importance and performance, and correlations of performance with the outcome: a column per item, a row
  /// for each row of totals. NaN where there are no answers, or no variance.
  void figures(const Eigen::Ref<const Eigen::MatrixXd>& totals, Eigen::Ref<Eigen::MatrixXd> importance,
               Eigen::Ref<Eigen::MatrixXd> performance, Eigen::Ref<Eigen::MatrixXd> derived) const;

 private:
  /// Places of features. Items without missing answers share counts, and the sums of the outcome.
  struct Mean {
    Eigen::Index count, sum;
  };
  struct Correlation {
    Eigen::Index count, x, xx, y, yy, xy;
  };
  struct Item {
    std::size_t performance_place = 0;  // in the answers about performance
    Answered importance, performance;
    Mean importance_mean{}, performance_mean{};
    Correlation with_outcome{};
  };

  void place_features();
  void read_outcome(std::size_t begin, std::span<double> out) const;

  const Answers& stated_;
  const Answers& performed_;
  const std::optional<Answers>& outcome_;
  double outcome_origin_ = 0.0;
  std::int64_t outcome_missing_ = 0;
  std::vector<Item> items_;
  std::size_t features_ = 0;
};

}  // namespace fealty::gaps
