#include "fealty/gaps/moments.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "answer_blocks.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "full_information.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr std::array names_of_ways{"pairwise", "complete", "full_information"};
constexpr std::size_t most_parts = 16;

/// Sums of x + step, of sums of x: those of products.
MatrixXd moved_products(const MatrixXd& product, const MatrixXd& sum, const MatrixXd& count, const VectorXd& step) {
  const MatrixXd mixed = step.asDiagonal() * sum.transpose();  // step of i times sum of j
  return product + mixed + mixed.transpose() + step.asDiagonal() * count * step.asDiagonal();
}

}  // namespace

std::string_view name_of(Missing missing) noexcept {
  return names_of_ways[static_cast<std::size_t>(missing)];
}

Missing missing_named(std::string_view name) {
  for (const Missing way : {Missing::pairwise, Missing::complete, Missing::full_information}) {
    if (name == name_of(way)) return way;
  }
  throw ParameterError(code::unknown_name,
                       fmt::format("missing is \"{}\"; it must be pairwise, complete or full_information", name));
}

MatrixXd MeanCovariance::correlation() const {
  const VectorXd deviation = covariance.diagonal().cwiseSqrt();
  MatrixXd result = covariance.array() / (deviation * deviation.transpose()).array();
  for (Index i = 0; i < result.rows(); ++i) {
    for (Index j = 0; j < result.cols(); ++j) {
      if (!(deviation[i] > 0 && deviation[j] > 0)) result(i, j) = nan;
    }
  }
  return result;
}

Frame MeanCovariance::frame() const {
  Frame frame({{"item", Column(names)}});
  const auto add = [&](const char* name, const auto& values) {
    frame.add(name, Column(std::vector<double>(values.begin(), values.end())));
  };
  add("mean", mean);
  add("standard_deviation", VectorXd(covariance.diagonal().cwiseSqrt()));
  add("answered", VectorXd(counts.diagonal()));
  return frame;
}

Frame MeanCovariance::matrix_frame(const MatrixXd& matrix) const {
  Frame frame({{"item", Column(names)}});
  for (std::size_t j = 0; j < names.size(); ++j) {
    const auto column = matrix.col(static_cast<Index>(j));
    frame.add(names[j], Column(std::vector<double>(column.begin(), column.end())));
  }
  return frame;
}

PatternSums& PatternSums::operator+=(const PatternSums& other) {
  count += other.count;
  sum += other.sum;
  product += other.product;
  return *this;
}

Moments::Sums::Sums(Index items)
    : count(MatrixXd::Zero(items, items)), sum(MatrixXd::Zero(items, items)), product(MatrixXd::Zero(items, items)) {}

Moments::Sums& Moments::Sums::operator+=(const Sums& other) {
  count += other.count;
  sum += other.sum;
  product += other.product;
  return *this;
}

void Moments::Sums::move_origin(const VectorXd& step) {
  product = moved_products(product, sum, count, step);
  sum += step.asDiagonal() * count;
}

MeanCovariance Moments::Sums::estimate() const {
  MeanCovariance result;
  result.counts = count;
  result.mean = sum.diagonal().cwiseQuotient(count.diagonal());
  result.covariance.resize(count.rows(), count.cols());
  for (Index j = 0; j < count.cols(); ++j) {
    for (Index i = 0; i < count.rows(); ++i) {
      const double n = count(i, j);
      result.covariance(i, j) = n < 2 ? nan : (product(i, j) - sum(i, j) * sum(j, i) / n) / (n - 1);
    }
  }
  return result;
}

Moments::Moments(std::vector<std::string> names, VectorXd origin)
    : names_(std::move(names)),
      origin_(std::move(origin)),
      pairwise_(static_cast<Index>(names_.size())),
      complete_(static_cast<Index>(names_.size())) {}

/// Adds the rows of a block; what is missing there is 0 afterwards.
void Moments::add_block(MatrixXd& answers) {
  respondents_ += static_cast<std::uint64_t>(answers.rows());
  const Pattern all(names_.size(), '1');
  if (!answers.hasNaN()) return add_pattern(all, answers);
  std::map<Pattern, std::vector<Index>> rows;
  for (Index i = 0; i < answers.rows(); ++i) {
    Pattern pattern = all;
    for (Index j = 0; j < answers.cols(); ++j) {
      if (!std::isnan(answers(i, j))) continue;
      pattern[static_cast<std::size_t>(j)] = '0';
      answers(i, j) = 0;
    }
    rows[pattern].push_back(i);
  }
  for (const auto& [pattern, places] : rows) add_pattern(pattern, answers(places, Eigen::all));
}

/// Adds respondents of one pattern; what they left out is 0.
void Moments::add_pattern(const Pattern& pattern, const MatrixXd& answers) {
  const Index p = answers.cols();
  const auto count = static_cast<double>(answers.rows());
  Sums sums(p);
  for (const Index j : answered_items(pattern)) {
    for (const Index i : answered_items(pattern)) sums.count(i, j) = count;
    sums.sum.col(j) = answers.colwise().sum().transpose();
  }
  sums.product.selfadjointView<Eigen::Lower>().rankUpdate(answers.transpose());
  sums.product.triangularView<Eigen::StrictlyUpper>() = sums.product.transpose();
  pairwise_ += sums;
  if (pattern.find('0') == Pattern::npos) complete_ += sums;
  const std::vector<Index> seen = answered_items(pattern);
  add_sums(pattern, {count, answers.colwise().sum().transpose()(seen), sums.product(seen, seen)});
}

void Moments::add_sums(const Pattern& pattern, const PatternSums& sums) {
  if (!has_patterns_) return;
  const auto [place, is_new] = patterns_.try_emplace(pattern, sums);
  if (!is_new) place->second += sums;
  has_patterns_ = patterns_.size() <= most_patterns;
  if (!has_patterns_) patterns_.clear();
}

/// Makes the origin lower by `step`.
void Moments::move_origin(const VectorXd& step) {
  origin_ -= step;
  pairwise_.move_origin(step);
  complete_.move_origin(step);
  for (auto& [pattern, sums] : patterns_) {
    const VectorXd of_seen = step(answered_items(pattern));
    const auto size = of_seen.size();
    sums.product =
        moved_products(sums.product, sums.sum.replicate(1, size), MatrixXd::Constant(size, size, sums.count), of_seen);
    sums.sum += sums.count * of_seen;
  }
}

Moments::Moments(const Answers& answers)
    : Moments(answers.names(),
              answers.are_whole() ? VectorXd::Zero(static_cast<Index>(answers.items())) : mean_answers(answers)) {
  const auto read = [&](std::size_t begin, std::size_t end) {
    Moments part(names_, origin_);
    for (std::size_t first = begin; first < end; first += rows_at_a_time) {
      MatrixXd block = answer_block(answers, first, std::min(end, first + rows_at_a_time), origin_);
      part.add_block(block);
    }
    return part;
  };
  const std::size_t size = std::max(8 * rows_at_a_time, (answers.respondents() + most_parts - 1) / most_parts);
  *this = reduce_blocks(
      answers.respondents(), *this, read, [](Moments& total, const Moments& part) { total += part; }, size,
      "reading answers");
}

Moments& Moments::operator+=(const Moments& other) {
  if (names_.empty()) return *this = other;
  if (names_ != other.names_) {
    throw ParameterError(code::out_of_domain, fmt::format("moments of other items cannot be added: {} here, {} there",
                                                          fmt::join(names_, ", "), fmt::join(other.names_, ", ")));
  }
  if (origin_ != other.origin_) {
    Moments moved = other;
    moved.move_origin(other.origin_ - origin_);
    moved.origin_ = origin_;  // to the last digit
    return *this += moved;
  }
  respondents_ += other.respondents_;
  pairwise_ += other.pairwise_;
  complete_ += other.complete_;
  if (!other.has_patterns_) {
    has_patterns_ = false;
    patterns_.clear();
  }
  for (const auto& [pattern, sums] : other.patterns_) add_sums(pattern, sums);
  return *this;
}

std::uint64_t Moments::complete() const noexcept {
  return complete_.count.size() == 0 ? 0 : static_cast<std::uint64_t>(complete_.count(0, 0));
}

MeanCovariance Moments::estimate(Missing missing) const {
  MeanCovariance result = missing == Missing::pairwise   ? pairwise_.estimate()
                          : missing == Missing::complete ? complete_.estimate()
                                                         : full_information();
  result.mean += origin_;
  result.names = names_;
  return result;
}

MeanCovariance Moments::full_information() const {
  if (!has_patterns_) {
    throw FitError(code::no_information,
                   fmt::format("there are more than {} patterns of missing answers, too many for full information: use "
                               "pairwise or complete, or fewer items at a time",
                               most_patterns));
  }
  MeanCovariance start = pairwise_.estimate();
  for (Index j = 0; j < start.mean.size(); ++j) {
    if (start.counts(j, j) >= 2) continue;
    throw FitError(code::no_information,
                   fmt::format("item {}: fewer than two respondents answered", names_[static_cast<std::size_t>(j)]));
  }
  // Sums about the means, so that those of a constant item are 0 and not what rounding leaves.
  Moments centered = *this;
  centered.move_origin(-start.mean);
  const VectorXd center = std::exchange(start.mean, VectorXd::Zero(start.mean.size()));
  start.covariance = VectorXd(start.covariance.diagonal()).asDiagonal();
  if (auto found = gaps::full_information(centered.patterns_, std::move(start))) {
    found->mean += center;
    return *std::move(found);
  }
  throw FitError(code::no_convergence,
                 "full information found no maximum: an item has too few answers together with others, perhaps");
}

}  // namespace fealty::gaps
