#include "fealty/gaps/resampled_moments.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "answer_blocks.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/gaps/resampled_totals.hpp"
#include "full_information.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double most_sums = 0x1p27;  // 1 GiB
constexpr int nobody = -1;

/// What is summed over respondents, and of which items.
enum class Sum : std::uint8_t { count, answers, products };
using Feature = std::tuple<Sum, int, int>;

/// 1 where there is an answer, 0 where it is missing.
MatrixXd mask_of(const MatrixXd& block) {
  return block.array().isNaN().select(MatrixXd::Zero(block.rows(), block.cols()),
                                      MatrixXd::Ones(block.rows(), block.cols()));
}

std::string pattern_of(const MatrixXd& block, Index row) {
  std::string pattern(static_cast<std::size_t>(block.cols()), '1');
  for (Index j = 0; j < block.cols(); ++j) {
    if (std::isnan(block(row, j))) pattern[static_cast<std::size_t>(j)] = '0';
  }
  return pattern;
}

std::set<std::string> patterns_of(const Answers& answers, const VectorXd& center) {
  std::set<std::string> patterns;
  for (std::size_t begin = 0; begin < answers.respondents(); begin += rows_at_a_time) {
    const std::size_t end = std::min(answers.respondents(), begin + rows_at_a_time);
    const MatrixXd block = answer_block(answers, begin, end, center);
    for (Index i = 0; i < block.rows(); ++i) patterns.insert(pattern_of(block, i));
  }
  return patterns;
}

}  // namespace

ResampledMoments::ResampledMoments(const Answers& answers, Missing missing, const Bootstrap& bootstrap)
    : observed_(Moments(answers).estimate(missing)), center_(mean_answers(answers)) {
  // Whole numbers stay whole: their sums are exact, and small ones are multiplied faster.
  if (answers.are_whole()) center_ = center_.array().round();
  if (bootstrap.replicates == 0) {
    totals_ = MatrixXd(0, 0);
  } else if (missing == Missing::full_information) {
    resample_patterns(answers, bootstrap);
  } else {
    resample_pairs(answers, missing, bootstrap);
  }
}

MeanCovariance ResampledMoments::replicate(std::size_t r) const {
  const VectorXd totals = totals_.row(static_cast<Index>(r));
  MeanCovariance result = pattern_at_.empty() ? of_pairs(totals) : of_patterns(totals);
  result.mean += center_;
  result.names = observed_.names;
  return result;
}

/// The features are counts, sums and products of pairs of items. Where an item was left out by nobody, as all are if
/// only complete respondents are kept, a pair with it has the count, and the other's sum, of the other alone.
void ResampledMoments::resample_pairs(const Answers& answers, Missing missing, const Bootstrap& bootstrap) {
  const auto items = static_cast<int>(answers.items());
  const bool only_complete = missing == Missing::complete;
  const auto is_full = [&](int j) { return only_complete || answers.is_complete(static_cast<std::size_t>(j)); };
  std::map<Feature, int> places;
  const auto place_of = [&](const Feature& feature) {
    return places.try_emplace(feature, static_cast<int>(places.size())).first->second;
  };
  count_at_ = sum_at_ = product_at_ = Eigen::MatrixXi(items, items);
  for (int j = 0; j < items; ++j) {
    for (int i = 0; i < items; ++i) {
      const int first = is_full(i) ? (is_full(j) ? nobody : j) : i;
      const int second = is_full(j) ? first : j;
      count_at_(i, j) = place_of({Sum::count, std::min(first, second), std::max(first, second)});
      sum_at_(i, j) = place_of({Sum::answers, i, is_full(j) ? i : j});
      product_at_(i, j) = place_of({Sum::products, std::min(i, j), std::max(i, j)});
    }
  }
  const FeatureRows fill = [&](std::size_t begin, std::size_t end, Eigen::Ref<MatrixXd> out) {
    const MatrixXd block = answer_block(answers, begin, end, center_);
    MatrixXd given = mask_of(block);
    if (only_complete) given.colwise() = VectorXd(given.rowwise().minCoeff());
    const MatrixXd values = block.array().isNaN().select(0.0, block).cwiseProduct(given);
    for (const auto& [feature, place] : places) {
      const auto [sum, i, j] = feature;
      if (sum == Sum::products) {
        out.col(place) = values.col(i).cwiseProduct(values.col(j));
      } else if (sum == Sum::answers) {
        out.col(place) = values.col(i).cwiseProduct(given.col(j));
      } else if (i != nobody) {
        out.col(place) = given.col(i).cwiseProduct(given.col(j));
      } else if (only_complete) {
        out.col(place) = given.col(0);
      } else {
        out.col(place).setOnes();
      }
    }
  };
  totals_ = resampled_totals(answers.respondents(), places.size(), fill, bootstrap).replicates;
}

MeanCovariance ResampledMoments::of_pairs(const VectorXd& totals) const {
  const Index items = count_at_.rows();
  MeanCovariance result;
  result.mean.resize(items);
  result.covariance = result.counts = MatrixXd(items, items);
  for (Index j = 0; j < items; ++j) {
    result.mean[j] = totals[sum_at_(j, j)] / totals[count_at_(j, j)];
    for (Index i = 0; i < items; ++i) {
      const double n = totals[count_at_(i, j)];
      const double product = totals[product_at_(i, j)] - totals[sum_at_(i, j)] * totals[sum_at_(j, i)] / n;
      result.counts(i, j) = n;
      result.covariance(i, j) = n < 2 ? nan : product / (n - 1);
    }
  }
  return result;
}

/// The features are those of each pattern of missing answers: its count, sums and products.
void ResampledMoments::resample_patterns(const Answers& answers, const Bootstrap& bootstrap) {
  Index features = 0;
  for (const std::string& pattern : patterns_of(answers, center_)) {
    const auto seen = std::ranges::count(pattern, '1');
    pattern_at_[pattern] = features;
    features += 1 + seen + seen * seen;
  }
  const double drawn = static_cast<double>(std::min(answers.respondents(), most_drawn_units)) + bootstrap.replicates;
  if (static_cast<double>(features) * drawn > most_sums) {
    throw FitError(code::no_information,
                   fmt::format("{} patterns of missing answers have too many sums to be resampled {} times: take fewer "
                               "replicates, fewer items, or another way with missing answers",
                               pattern_at_.size(), bootstrap.replicates));
  }
  const FeatureRows fill = [&](std::size_t begin, std::size_t end, Eigen::Ref<MatrixXd> out) {
    out.setZero();
    for (std::size_t first = begin; first < end; first += rows_at_a_time) {
      const MatrixXd block = answer_block(answers, first, std::min(end, first + rows_at_a_time), center_);
      for (Index i = 0; i < block.rows(); ++i) {
        const std::string pattern = pattern_of(block, i);
        const VectorXd values = block.row(i)(answered_items(pattern));
        const Index size = values.size(), place = pattern_at_.at(pattern);
        auto row = out.row(static_cast<Index>(first - begin) + i);
        row[place] = 1;
        row.segment(place + 1, size) = values;
        row.segment(place + 1 + size, size * size) = (values * values.transpose()).reshaped();
      }
    }
  };
  totals_ = resampled_totals(answers.respondents(), static_cast<std::size_t>(features), fill, bootstrap).replicates;
}

MeanCovariance ResampledMoments::of_patterns(const VectorXd& totals) const {
  std::map<std::string, PatternSums> patterns;
  MeanCovariance start = observed_;
  start.mean -= center_;
  start.counts.setZero();
  for (const auto& [pattern, place] : pattern_at_) {
    const std::vector<Index> seen = answered_items(pattern);
    const auto size = static_cast<Index>(seen.size());
    if (totals[place] == 0) continue;
    const MatrixXd product = totals.segment(place + 1 + size, size * size).reshaped(size, size);
    patterns[pattern] = {totals[place], totals.segment(place + 1, size), product};
    start.counts(seen, seen).array() += totals[place];
  }
  if (start.counts.diagonal().minCoeff() >= 2) {
    if (auto found = full_information(patterns, start)) return *std::move(found);
  }
  start.mean.setConstant(nan);
  start.covariance.setConstant(nan);
  return start;
}

}  // namespace fealty::gaps
