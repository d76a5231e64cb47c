#include "full_information.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include <Eigen/Cholesky>

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int most_rounds = 10'000;
constexpr double tolerance = 1e-10;  // of standard deviations

/// Sums over all respondents, as far as they are known or expected.
struct Expected {
  double count = 0;
  VectorXd sum;
  MatrixXd product;
};

/// Adds what the respondents of a pattern answered, and what is expected of what they left out given that.
void add_pattern(const std::string& pattern, const PatternSums& sums, const MeanCovariance& now, Expected& all) {
  const std::vector<Index> seen = answered_items(pattern), hidden = left_out(pattern);
  if (seen.empty()) return;
  all.count += sums.count;
  all.sum(seen) += sums.sum;
  all.product(seen, seen) += sums.product;
  if (hidden.empty()) return;
  const MatrixXd between = now.covariance(seen, hidden);
  const Eigen::LDLT<MatrixXd> factor(now.covariance(seen, seen));
  const MatrixXd slope = factor.solve(between).transpose();  // of hidden on seen
  const VectorXd level = now.mean(hidden) - slope * now.mean(seen);
  const VectorXd hidden_sum = level * sums.count + slope * sums.sum;
  const MatrixXd cross = level * sums.sum.transpose() + slope * sums.product;  // hidden times seen
  const MatrixXd rest = now.covariance(hidden, hidden) - slope * between;
  all.sum(hidden) += hidden_sum;
  all.product(hidden, seen) += cross;
  all.product(seen, hidden) += cross.transpose();
  all.product(hidden, hidden) += sums.count * rest + level * hidden_sum.transpose() + slope * cross.transpose();
}

std::vector<Index> places_of(char kind, const std::string& pattern) {
  std::vector<Index> places;
  for (std::size_t j = 0; j < pattern.size(); ++j) {
    if (pattern[j] == kind) places.push_back(static_cast<Index>(j));
  }
  return places;
}

}  // namespace

std::vector<Index> answered_items(const std::string& pattern) {
  return places_of('1', pattern);
}

std::vector<Index> left_out(const std::string& pattern) {
  return places_of('0', pattern);
}

std::optional<MeanCovariance> full_information(const std::map<std::string, PatternSums>& patterns,
                                               MeanCovariance start) {
  const Index items = start.mean.size();
  if (items == 0) return start;
  // A constant item has no deviation to measure by, and does not move.
  const VectorXd scale = start.covariance.diagonal().cwiseSqrt().cwiseMax(std::numeric_limits<float>::min());
  for (int round = 0; round < most_rounds; ++round) {
    Expected all{0, VectorXd::Zero(items), MatrixXd::Zero(items, items)};
    for (const auto& [pattern, sums] : patterns) add_pattern(pattern, sums, start, all);
    const VectorXd mean = all.sum / all.count;
    const MatrixXd covariance = all.product / all.count - mean * mean.transpose();
    const double moved =
        std::max((mean - start.mean).cwiseQuotient(scale).cwiseAbs().maxCoeff(),
                 ((covariance - start.covariance).array() / (scale * scale.transpose()).array()).abs().maxCoeff());
    start.mean = mean;
    start.covariance = covariance;
    if (moved < tolerance) return start;
    if (!(moved < std::numeric_limits<double>::infinity())) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace fealty::gaps
