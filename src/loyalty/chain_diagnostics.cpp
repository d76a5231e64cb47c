#include "fealty/loyalty/chain_diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <vector>

#include "fealty/core/domain.hpp"
#include "fealty/core/quantile.hpp"
#include "fealty/core/special.hpp"

namespace fealty::loyalty {
namespace {

using Eigen::Index;

double sample_variance(const Eigen::VectorXd& values) {
  return (values.array() - values.mean()).square().sum() / static_cast<double>(values.size() - 1);
}

/// Quantiles of all draws of all chains.
std::vector<double> quantiles_of(const Eigen::MatrixXd& draws, std::initializer_list<double> probabilities) {
  std::vector<double> sample(draws.data(), draws.data() + draws.size());
  return quantile_values(sample, std::vector<double>(probabilities));
}

/// Autocorrelations of chains of one figure, by what all of them know: those within chains, less what lies between.
class Autocorrelation {
 public:
  explicit Autocorrelation(const Eigen::MatrixXd& draws)
      : centered_(draws.rowwise() - draws.colwise().mean()), count_(static_cast<double>(draws.rows())) {
    within_ = covariance(0) * count_ / (count_ - 1);
    total_ = covariance(0);
    if (draws.cols() > 1) total_ += sample_variance(draws.colwise().mean().transpose());
  }

  double operator()(Index lag) const { return 1 - (within_ - covariance(lag)) / total_; }

 private:
  /// The mean over chains of the autocovariance with the divisor of all draws.
  [[nodiscard]] double covariance(Index lag) const {
    const Index rows = centered_.rows() - lag;
    return centered_.topRows(rows).cwiseProduct(centered_.bottomRows(rows)).sum() /
           (count_ * static_cast<double>(centered_.cols()));
  }

  Eigen::MatrixXd centered_;
  double count_;
  double within_;
  double total_;
};

}  // namespace

Eigen::MatrixXd split_chains(const Eigen::MatrixXd& draws) {
  const Index half = draws.rows() / 2;
  Eigen::MatrixXd halves(half, 2 * draws.cols());
  for (Index chain = 0; chain < draws.cols(); ++chain) {
    halves.col(2 * chain) = draws.col(chain).head(half);
    halves.col(2 * chain + 1) = draws.col(chain).tail(half);
  }
  return halves;
}

Eigen::MatrixXd normal_scores(const Eigen::MatrixXd& draws) {
  const auto size = static_cast<std::size_t>(draws.size());
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t i, std::size_t j) { return draws.data()[i] < draws.data()[j]; });
  Eigen::MatrixXd scores(draws.rows(), draws.cols());
  for (std::size_t begin = 0, end = 0; begin < size; begin = end) {
    while (end < size && draws.data()[order[end]] == draws.data()[order[begin]]) ++end;
    const double rank = 0.5 * static_cast<double>(begin + 1 + end);
    const double score = normal_quantile((rank - 0.375) / (static_cast<double>(size) + 0.25));
    for (std::size_t i = begin; i < end; ++i) scores.data()[order[i]] = score;
  }
  return scores;
}

double potential_scale_reduction(const Eigen::MatrixXd& draws) {
  const auto count = static_cast<double>(draws.rows());
  double within = 0.0;
  for (Index chain = 0; chain < draws.cols(); ++chain) within += sample_variance(draws.col(chain));
  within /= static_cast<double>(draws.cols());
  const double between = count * sample_variance(draws.colwise().mean().transpose());
  return std::sqrt((between / within + count - 1) / count);
}

double effective_sample_size(const Eigen::MatrixXd& draws) {
  const auto size = static_cast<double>(draws.size());
  if (draws.maxCoeff() == draws.minCoeff()) return size;
  const Autocorrelation rho(draws);
  // Sums of an even and the following odd autocorrelation are positive and fall; where they do not, the rest is noise.
  std::vector<double> pairs{1 + rho(1)};
  double last_even = 1.0;
  for (Index lag = 2; lag < draws.rows() - 2 && pairs.back() > 0; lag += 2) {
    last_even = rho(lag);
    pairs.push_back(last_even + rho(lag + 1));
  }
  pairs.pop_back();  // of the pair that ends the sum, the even part counts if it is positive
  double sum = 0.0, least = std::numeric_limits<double>::infinity();
  for (const double pair : pairs) sum += least = std::min(least, pair);
  const double time = -1 + 2 * sum + std::max(0.0, last_even);
  return size / std::max(time, 1 / std::log10(size));
}

ChainDiagnostics diagnose(const Eigen::MatrixXd& draws) {
  require(draws.rows() >= 4, "the number of draws per chain", static_cast<double>(draws.rows()), "must be at least 4");
  require(draws.cols() >= 1, "the number of chains", static_cast<double>(draws.cols()), "must be positive");
  for (Index i = 0; i < draws.size(); ++i)
    require(std::isfinite(draws.data()[i]), "a draw", draws.data()[i], "must be finite");
  ChainDiagnostics d;
  d.mean = draws.mean();
  d.standard_deviation = std::sqrt(sample_variance(draws.reshaped()));
  const Eigen::MatrixXd halves = split_chains(draws);
  d.monte_carlo_error = d.standard_deviation / std::sqrt(effective_sample_size(halves));
  const Eigen::MatrixXd scores = normal_scores(halves);
  d.bulk_ess = effective_sample_size(scores);
  d.tail_ess = static_cast<double>(draws.size());
  for (const double end : quantiles_of(draws, {0.05, 0.95})) {
    d.tail_ess = std::min(d.tail_ess, effective_sample_size((halves.array() <= end).cast<double>()));
  }
  const double median = quantiles_of(halves, {0.5}).front();
  const Eigen::MatrixXd folded = normal_scores((halves.array() - median).abs());
  d.r_hat = std::max(potential_scale_reduction(scores), potential_scale_reduction(folded));
  return d;
}

}  // namespace fealty::loyalty
