#include "fealty/gaps/moments.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <Eigen/Cholesky>
#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::array names_of_ways{"pairwise", "complete", "full_information"};
constexpr std::size_t rows_at_a_time = 1024;
constexpr std::size_t most_parts = 16;

std::vector<Index> answered(const std::string& pattern) {
  std::vector<Index> items;
  for (std::size_t j = 0; j < pattern.size(); ++j) {
    if (pattern[j] == '1') items.push_back(static_cast<Index>(j));
  }
  return items;
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

Moments::Sums::Sums(Index items)
    : count(MatrixXd::Zero(items, items)), sum(MatrixXd::Zero(items, items)), product(MatrixXd::Zero(items, items)) {}

Moments::Sums& Moments::Sums::operator+=(const Sums& other) {
  count += other.count;
  sum += other.sum;
  product += other.product;
  return *this;
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

void Moments::add_block(const MatrixXd& answers, Moments& part) {
  const Index p = answers.cols();
  if (!answers.hasNaN()) return part.add_pattern(Pattern(static_cast<std::size_t>(p), '1'), answers);
  std::map<Pattern, std::vector<Index>> rows;
  for (Index i = 0; i < answers.rows(); ++i) {
    Pattern pattern(static_cast<std::size_t>(p), '1');
    for (Index j = 0; j < p; ++j) {
      if (std::isnan(answers(i, j))) pattern[static_cast<std::size_t>(j)] = '0';
    }
    rows[pattern].push_back(i);
  }
  const MatrixXd filled = answers.array().isNaN().select(0.0, answers);
  for (const auto& [pattern, places] : rows) part.add_pattern(pattern, filled(places, Eigen::all));
}

void Moments::add_pattern(const Pattern& pattern, const MatrixXd& answers) {
  const Index p = answers.cols();
  Sums sums(p);
  sums.count.setConstant(static_cast<double>(answers.rows()));
  sums.sum = answers.colwise().sum().transpose().replicate(1, p);
  sums.product.selfadjointView<Eigen::Lower>().rankUpdate(answers.transpose());
  sums.product.triangularView<Eigen::StrictlyUpper>() = sums.product.transpose();
  if (pattern.find('0') == Pattern::npos) complete_ += sums;
  VectorXd mask(p);
  for (Index j = 0; j < p; ++j) mask[j] = pattern[static_cast<std::size_t>(j)] == '1' ? 1.0 : 0.0;
  pairwise_.count += static_cast<double>(answers.rows()) * mask * mask.transpose();
  pairwise_.sum += sums.sum.col(0) * mask.transpose();
  pairwise_.product += sums.product;
  if (has_patterns_) {
    auto [place, is_new] = patterns_.try_emplace(pattern, std::move(sums));
    if (!is_new) place->second += sums;
    has_patterns_ = patterns_.size() <= most_patterns;
  }
  if (!has_patterns_) patterns_.clear();
}

Moments::Moments(const Answers& answers)
    : names_(answers.names()),
      respondents_(answers.respondents()),
      pairwise_(static_cast<Index>(answers.items())),
      complete_(static_cast<Index>(answers.items())) {
  Moments none;
  none.names_ = names_;
  none.pairwise_ = none.complete_ = Sums(static_cast<Index>(answers.items()));
  const auto read = [&](std::size_t begin, std::size_t end) {
    Moments part = none;
    MatrixXd block(static_cast<Index>(std::min(rows_at_a_time, end - begin)), static_cast<Index>(answers.items()));
    for (std::size_t first = begin; first < end; first += rows_at_a_time) {
      const std::size_t count = std::min(rows_at_a_time, end - first);
      block.conservativeResize(static_cast<Index>(count), Eigen::NoChange);
      for (std::size_t j = 0; j < answers.items(); ++j)
        answers.read(j, first, {block.col(static_cast<Index>(j)).data(), count});
      add_block(block, part);
    }
    part.respondents_ = end - begin;
    return part;
  };
  const std::size_t size = std::max(8 * rows_at_a_time, (respondents_ + most_parts - 1) / most_parts);
  Moments all = none;
  all = reduce_blocks(
      respondents_, all, read, [](Moments& total, const Moments& part) { total += part; }, size, "reading answers");
  *this = std::move(all);
}

Moments& Moments::operator+=(const Moments& other) {
  if (names_.empty()) return *this = other;
  if (names_ != other.names_) {
    throw ParameterError(code::out_of_domain, fmt::format("moments of other items cannot be added: {} here, {} there",
                                                          fmt::join(names_, ", "), fmt::join(other.names_, ", ")));
  }
  respondents_ += other.respondents_;
  pairwise_ += other.pairwise_;
  complete_ += other.complete_;
  has_patterns_ = has_patterns_ && other.has_patterns_;
  if (has_patterns_) {
    for (const auto& [pattern, sums] : other.patterns_) {
      auto [place, is_new] = patterns_.try_emplace(pattern, sums);
      if (!is_new) place->second += sums;
    }
    has_patterns_ = patterns_.size() <= most_patterns;
  }
  if (!has_patterns_) patterns_.clear();
  return *this;
}

bool operator==(const Moments& a, const Moments& b) {
  const auto same = [](const Moments::Sums& x, const Moments::Sums& y) {
    return x.count == y.count && x.sum == y.sum && x.product == y.product;
  };
  const auto same_pattern = [&](const auto& x, const auto& y) {
    return x.first == y.first && same(x.second, y.second);
  };
  return a.names_ == b.names_ && a.respondents_ == b.respondents_ && same(a.pairwise_, b.pairwise_) &&
         same(a.complete_, b.complete_) && a.has_patterns_ == b.has_patterns_ &&
         std::ranges::equal(a.patterns_, b.patterns_, same_pattern);
}

std::uint64_t Moments::complete() const noexcept {
  return complete_.count.size() == 0 ? 0 : static_cast<std::uint64_t>(complete_.count(0, 0));
}

MeanCovariance Moments::estimate(Missing missing) const {
  if (missing == Missing::pairwise) return pairwise_.estimate();
  if (missing == Missing::complete) return complete_.estimate();
  return full_information();
}

namespace {

/// What EM expects of the sums over the respondents of a pattern, given mean and covariance of all items.
void add_expected(const std::vector<Index>& seen, const std::vector<Index>& hidden, double n, const VectorXd& sum,
                  const MatrixXd& product, const VectorXd& mean, const MatrixXd& covariance, VectorXd& sums,
                  MatrixXd& products) {
  const MatrixXd among_seen = covariance(seen, seen);
  const Eigen::LDLT<MatrixXd> factor(among_seen);
  const MatrixXd slope = factor.solve(covariance(seen, hidden)).transpose();  // hidden on seen
  const VectorXd level = mean(hidden) - slope * mean(seen);
  const VectorXd seen_sum = sum(seen);
  const MatrixXd seen_product = product(seen, seen);
  const VectorXd hidden_sum = level * n + slope * seen_sum;
  const MatrixXd cross = level * seen_sum.transpose() + slope * seen_product;  // hidden times seen
  const MatrixXd rest = covariance(hidden, hidden) - slope * covariance(seen, hidden);
  sums(seen) += seen_sum;
  sums(hidden) += hidden_sum;
  products(seen, seen) += seen_product;
  products(hidden, seen) += cross;
  products(seen, hidden) += cross.transpose();
  products(hidden, hidden) += n * rest + level * hidden_sum.transpose() + slope * cross.transpose();
}

}  // namespace

MeanCovariance Moments::full_information() const {
  if (!has_patterns_) {
    throw FitError(code::no_information,
                   fmt::format("there are more than {} patterns of missing answers, too many for full information: use "
                               "pairwise or complete, or fewer items at a time",
                               most_patterns));
  }
  const Index p = pairwise_.count.rows();
  MeanCovariance result = pairwise_.estimate();
  for (Index j = 0; j < p; ++j) {
    if (pairwise_.count(j, j) < 2)
      throw FitError(code::no_information,
                     fmt::format("item {}: fewer than two respondents answered", names_[static_cast<std::size_t>(j)]));
  }
  double n = 0;
  for (const auto& [pattern, sums] : patterns_) {
    if (pattern.find('1') != Pattern::npos) n += sums.count(0, 0);
  }
  const VectorXd spread = result.covariance.diagonal();
  result.covariance = spread.asDiagonal();
  constexpr int most_rounds = 10'000;
  for (int round = 0; round < most_rounds; ++round) {
    VectorXd sums = VectorXd::Zero(p);
    MatrixXd products = MatrixXd::Zero(p, p);
    for (const auto& [pattern, part] : patterns_) {
      const std::vector<Index> seen = answered(pattern);
      if (seen.empty()) continue;
      std::string others = pattern;
      for (char& c : others) c = c == '1' ? '0' : '1';
      add_expected(seen, answered(others), part.count(0, 0), part.sum.col(0), part.product, result.mean,
                   result.covariance, sums, products);
    }
    const VectorXd mean = sums / n;
    const MatrixXd covariance = products / n - mean * mean.transpose();
    const VectorXd scale = spread.cwiseMax(std::numeric_limits<double>::min()).cwiseSqrt();
    const double moved =
        std::max((mean - result.mean).cwiseQuotient(scale).cwiseAbs().maxCoeff(),
                 ((covariance - result.covariance).array() / (scale * scale.transpose()).array()).abs().maxCoeff());
    result.mean = mean;
    result.covariance = covariance;
    if (moved < 1e-10) return result;
  }
  throw FitError(code::no_convergence,
                 fmt::format("full information found no maximum in {} rounds: an item has too few answers together "
                             "with others, perhaps",
                             most_rounds));
}

}  // namespace fealty::gaps
