#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <Eigen/Core>

#include "fealty/gaps/gap_analysis.hpp"

namespace fealty::gaps {

/// The columns of sums that a mean and a variance need: number, sum, sum of squares of what is averaged times `size`.
struct MeanSums {
  Eigen::Index n = 0, x = 0, xx = 0;
  double size = 1.0;
};

/// Expectation, experience, gap.
inline constexpr std::size_t sides = 3;

/// The sums of one item.
struct ItemSums {
  std::array<MeanSums, sides> side;
  Eigen::Index fell_short = 0, exceeded = 0;
  Eigen::Index importance_n = 0, importance = 0;
  Eigen::Index zone_n = 0, adequate = 0, expected = 0, experienced = 0, within = 0;
  MeanSums adequacy;
};

/// The sums behind the reliability of some items by one side, over the respondents who answered all of them.
struct ReliabilitySums {
  MeanSums total;
  struct Item {
    std::size_t item = 0;
    Eigen::Index x = 0, xx = 0, xt = 0;  // xt: its product with the total
  };
  std::vector<Item> items;
};

/// The sums of a dimension, or of all items.
struct DimensionSums {
  std::vector<std::size_t> items;
  std::array<MeanSums, sides> side;  // of the respondents' scores
  MeanSums weighted;
  std::array<ReliabilitySums, sides> reliability;
};

/// Which sums over questionnaires an analysis of gaps needs, and what each questionnaire adds to them.
class GapSums {
 public:
  /// `groups` are the items of each dimension, and last all of them.
  GapSums(const Survey& survey, const std::vector<std::vector<std::size_t>>& groups, Missing missing);

  [[nodiscard]] std::size_t features() const noexcept { return static_cast<std::size_t>(features_); }
  [[nodiscard]] const std::vector<ItemSums>& items() const noexcept { return items_; }

  /// The dimensions, and last all items together.
  [[nodiscard]] const std::vector<DimensionSums>& dimensions() const noexcept { return dimensions_; }

  /// What the questionnaires [begin, end) add, a row each.
  void fill(std::size_t begin, std::size_t end, Eigen::Ref<Eigen::MatrixXd> out) const;

 private:
  struct Block;

  Eigen::Index next() noexcept { return features_++; }
  MeanSums next_mean() noexcept;
  void fill_item(std::size_t j, const Block& block, Eigen::Ref<Eigen::MatrixXd> out) const;
  void fill_dimension(const DimensionSums& sums, const Block& block, Eigen::Ref<Eigen::MatrixXd> out) const;

  const Survey& survey_;
  Missing missing_;
  bool complete_;              // nothing is missing: all numbers of answers are those of questionnaires
  Eigen::Index features_ = 1;  // the first counts questionnaires
  std::vector<ItemSums> items_;
  std::vector<DimensionSums> dimensions_;
};

}  // namespace fealty::gaps
