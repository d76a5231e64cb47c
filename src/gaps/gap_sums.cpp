#include "gap_sums.hpp"

#include "survey_scores.hpp"

namespace fealty::gaps {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;

/// Where `keep` is 0 the sums take nothing.
void put_mean(const MeanSums& sums, const ArrayXd& keep, const ArrayXd& x, Eigen::Ref<MatrixXd> out) {
  const ArrayXd kept = (keep > 0).select(x, 0.0);
  out.col(sums.n) = keep;
  out.col(sums.x) = kept;
  out.col(sums.xx) = kept.square();
}

bool is_complete(const Survey& survey) {
  for (const Answers* answers : {&survey.expectation, &survey.experience, &survey.importance, &survey.adequate}) {
    for (std::size_t j = 0; j < answers->items(); ++j) {
      if (!answers->is_complete(j)) return false;
    }
  }
  return true;
}

ArrayXd flags(const Eigen::Array<bool, Eigen::Dynamic, 1>& condition) {
  return condition.cast<double>();
}

}  // namespace

/// Both sides of a block of questionnaires, NaN where either is missing.
struct GapSums::Block {
  std::array<MatrixXd, sides> side;
  MatrixXd answered;  // 1 where an item has both sides
  MatrixXd importance, adequate;
};

MeanSums GapSums::next_mean() noexcept {
  const Index n = complete_ ? 0 : next();  // the first feature counts questionnaires
  const Index x = next();
  return {n, x, next(), 1.0};
}

GapSums::GapSums(const Survey& survey, const std::vector<std::vector<std::size_t>>& groups, Missing missing)
    : survey_(survey), missing_(missing), complete_(is_complete(survey)), items_(survey.items().size()) {
  for (ItemSums& item : items_) {
    for (MeanSums& sums : item.side) sums = next_mean();
    item.fell_short = next();
    item.exceeded = next();
    if (survey.importance.items() > 0) {
      item.importance_n = complete_ ? 0 : next();
      item.importance = next();
    }
    if (survey.adequate.items() > 0) {
      item.zone_n = complete_ ? 0 : next();
      for (Index* sum : {&item.adequate, &item.expected, &item.experienced, &item.within}) *sum = next();
      item.adequacy = next_mean();
    }
  }
  for (const auto& items : groups) dimensions_.push_back({items, {}, {}, {}});
  for (DimensionSums& dimension : dimensions_) {
    for (MeanSums& sums : dimension.side) {
      sums = next_mean();
      sums.size = static_cast<double>(dimension.items.size());  // so that scores of complete answers are whole numbers
    }
    if (survey.importance.items() > 0) {
      const Index n = next(), x = next();  // of those to whom anything matters
      dimension.weighted = {n, x, next(), 1.0};
    }
    const bool names_items = &dimension != &dimensions_.back();  // an item's reliability is asked in its dimension
    for (std::size_t s = 0; s < sides; ++s) {
      ReliabilitySums& sums = dimension.reliability[s];
      sums.total = next_mean();
      for (const std::size_t item : dimension.items) {
        const MeanSums& same = items_[item].side[s];  // where all answered all items
        const Index x = complete_ ? same.x : next(), xx = complete_ ? same.xx : next();
        sums.items.push_back({item, x, xx, names_items ? next() : 0});
      }
    }
  }
}

void GapSums::fill(std::size_t begin, std::size_t end, Eigen::Ref<MatrixXd> out) const {
  out.col(0).setOnes();
  Block block;
  const BothSides both = both_sides(survey_, begin, end, missing_);
  const auto missing = both.experience.array().isNaN();
  block.answered = missing.select(0.0, MatrixXd::Ones(both.experience.rows(), both.experience.cols()));
  block.side[0] = missing.select(0.0, both.expectation);
  block.side[1] = missing.select(0.0, both.experience);
  block.side[2] = block.side[1] - block.side[0];
  block.importance = answers_of(survey_.importance, begin, end);
  block.adequate = answers_of(survey_.adequate, begin, end);
  for (std::size_t j = 0; j < items_.size(); ++j) fill_item(j, block, out);
  for (const DimensionSums& dimension : dimensions_) fill_dimension(dimension, block, out);
}

void GapSums::fill_item(std::size_t j, const Block& block, Eigen::Ref<MatrixXd> out) const {
  const ItemSums& sums = items_[j];
  const auto column = static_cast<Index>(j);
  const ArrayXd answered = block.answered.col(column);
  for (std::size_t s = 0; s < sides; ++s) put_mean(sums.side[s], answered, block.side[s].col(column), out);
  out.col(sums.fell_short) = flags(block.side[2].col(column).array() < 0);
  out.col(sums.exceeded) = flags(block.side[2].col(column).array() > 0);
  if (block.importance.cols() > 0) {
    const ArrayXd importance = block.importance.col(column);
    out.col(sums.importance_n) = flags(!importance.isNaN());
    out.col(sums.importance) = importance.isNaN().select(0.0, importance);
  }
  if (block.adequate.cols() == 0) return;
  const ArrayXd adequate = block.adequate.col(column);
  const ArrayXd expected = block.side[0].col(column);
  const ArrayXd experienced = block.side[1].col(column);
  const ArrayXd keep = adequate.isNaN().select(0.0, answered);
  out.col(sums.zone_n) = keep;
  out.col(sums.adequate) = (keep > 0).select(adequate, 0.0);
  out.col(sums.expected) = keep * expected;
  out.col(sums.experienced) = keep * experienced;
  out.col(sums.within) = keep * flags(experienced >= adequate && experienced <= expected);
  put_mean(sums.adequacy, keep, experienced - adequate, out);
}

void GapSums::fill_dimension(const DimensionSums& sums, const Block& block, Eigen::Ref<MatrixXd> out) const {
  const Index rows = out.rows();
  ArrayXd count = ArrayXd::Zero(rows);
  ArrayXd weight = ArrayXd::Zero(rows), weighted = ArrayXd::Zero(rows);
  std::array<ArrayXd, sides> total;
  total.fill(ArrayXd::Zero(rows));
  for (const std::size_t item : sums.items) {
    const auto j = static_cast<Index>(item);
    count += block.answered.col(j).array();
    for (std::size_t s = 0; s < sides; ++s) total[s] += block.side[s].col(j).array();
    if (block.importance.cols() == 0) continue;
    const ArrayXd importance = block.importance.col(j);
    const ArrayXd known = importance.isNaN().select(0.0, importance * block.answered.col(j).array());
    weight += known;
    weighted += known * block.side[2].col(j).array();
  }
  const ArrayXd any = flags(count > 0);
  const ArrayXd all = flags(count == static_cast<double>(sums.items.size()));
  for (std::size_t s = 0; s < sides; ++s) {
    put_mean(sums.side[s], any, total[s] * (sums.side[s].size / count.max(1.0)), out);
    const ReliabilitySums& reliability = sums.reliability[s];
    put_mean(reliability.total, all, total[s], out);
    for (const ReliabilitySums::Item& item : reliability.items) {
      const ArrayXd x = all * block.side[s].col(static_cast<Index>(item.item)).array();
      if (!complete_) {
        out.col(item.x) = x;
        out.col(item.xx) = x.square();
      }
      if (item.xt > 0) out.col(item.xt) = x * total[s];
    }
  }
  if (block.importance.cols() == 0) return;
  const ArrayXd weighs = flags(weight > 0);
  put_mean(sums.weighted, weighs, (weight > 0).select(weighted / weight, 0.0), out);
}

}  // namespace fealty::gaps
