#include "fealty/complaints/label_shift.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <Eigen/Core>
#include <Eigen/LU>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"

namespace fealty::complaints {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Rows = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

constexpr std::uint32_t most_iterations = 1'000;
constexpr double close_enough = 1e-7;  // change of a share
constexpr std::size_t texts_of_block = 4'096;
constexpr double least_share = 1e-9;  // of a class in training, by which is divided
constexpr double smallest_probability = 1e-30;
constexpr double ridge = 1e-6;             // makes what texts do not tell apart solvable
constexpr double unknown_variance = 0.25;  // of a probability of which nothing is known
constexpr double texts_of_doubt = 10;      // by which a class with few texts weighs less
constexpr double sharpness_spread = 0.5;   // of its logarithm, before a text is seen

/// Logarithms of a text's likelihoods by class, of which the greatest is 0.
void log_likelihoods(std::span<const double> probabilities, std::span<const double> shares, VectorXd& logs) {
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const double p = std::max(probabilities[k], smallest_probability);
    logs[static_cast<Index>(k)] = std::log(p / std::max(shares[k], least_share));
  }
  logs.array() -= logs.maxCoeff();
}

/// Likelihoods of a text by class, up to a factor of the text: probability over training share, sharpened.
class Likelihoods {
 public:
  Likelihoods(std::span<const double> probabilities, const ShiftReference& reference)
      : classes_(reference.shares.size()), texts_(probabilities.size() / classes_), ratios_(probabilities.size()) {
    for_blocks(
        texts_,
        [&](std::size_t begin, std::size_t end) {
          VectorXd logs(static_cast<Index>(classes_));
          for (std::size_t i = begin; i < end; ++i) {
            log_likelihoods(probabilities.subspan(i * classes_, classes_), reference.shares, logs);
            Eigen::Map<VectorXd>(ratios_.data() + i * classes_, logs.size()) =
                (reference.sharpness * logs.array()).exp();
          }
        },
        texts_of_block);
  }

  [[nodiscard]] std::size_t texts() const noexcept { return texts_; }
  [[nodiscard]] const double* of(std::size_t text) const noexcept { return ratios_.data() + text * classes_; }

  /// Mean over texts of the likelihood by class over that of the mixture: the slope of the mean log-likelihood.
  [[nodiscard]] VectorXd slope(const VectorXd& shares) const {
    VectorXd total = VectorXd::Zero(shares.size());
    total = reduce_blocks(
        texts_, total,
        [&](std::size_t begin, std::size_t end) {
          VectorXd part = VectorXd::Zero(shares.size());
          for (std::size_t i = begin; i < end; ++i) {
            const Eigen::Map<const VectorXd> r(of(i), shares.size());
            part += r / std::max(r.dot(shares), 1e-300);
          }
          return part;
        },
        [](VectorXd& sum, VectorXd part) { sum += part; }, texts_of_block);
    return total / static_cast<double>(texts_);
  }

  /// The negated second derivative of the mean log-likelihood.
  [[nodiscard]] MatrixXd information(const VectorXd& shares) const {
    MatrixXd total = MatrixXd::Zero(shares.size(), shares.size());
    total = reduce_blocks(
        texts_, total,
        [&](std::size_t begin, std::size_t end) {
          MatrixXd part = MatrixXd::Zero(shares.size(), shares.size());
          for (std::size_t i = begin; i < end; ++i) {
            const Eigen::Map<const VectorXd> r(of(i), shares.size());
            const VectorXd relative = r / std::max(r.dot(shares), 1e-300);
            part.noalias() += relative * relative.transpose();
          }
          return part;
        },
        [](MatrixXd& sum, MatrixXd part) { sum += part; }, texts_of_block);
    return total / static_cast<double>(texts_);
  }

 private:
  std::size_t classes_;
  std::size_t texts_;
  std::vector<double> ratios_;
};

/// Slopes of all replicates: by class and replicate.
MatrixXd resampled_slopes(const Likelihoods& likelihoods, const VectorXd& shares, const Bootstrap& bootstrap) {
  MatrixXd total = MatrixXd::Zero(shares.size() + 1, bootstrap.replicates);  // the last row counts the texts drawn
  total = reduce_blocks(
      likelihoods.texts(), total,
      [&](std::size_t begin, std::size_t end) {
        MatrixXd part = MatrixXd::Zero(shares.size() + 1, bootstrap.replicates);
        std::vector<std::uint8_t> weights(bootstrap.replicates);
        for (std::size_t i = begin; i < end; ++i) {
          poisson_weights(bootstrap.seed, i, weights);
          const Eigen::Map<const VectorXd> r(likelihoods.of(i), shares.size());
          const VectorXd relative = r / std::max(r.dot(shares), 1e-300);
          for (std::uint32_t b = 0; b < bootstrap.replicates; ++b) {
            if (weights[b] == 0) continue;
            part.col(b).head(shares.size()) += weights[b] * relative;
            part(shares.size(), b) += weights[b];
          }
        }
        return part;
      },
      [](MatrixXd& sum, MatrixXd part) { sum += part; }, texts_of_block);
  for (Index b = 0; b < total.cols(); ++b) total.col(b) /= std::max(total(shares.size(), b), 1.0);
  return total.topRows(shares.size());
}

/// Shares that are none, because a step went beyond the edge, brought back.
void bring_back(VectorXd& shares) {
  shares = shares.cwiseMax(0.0);
  const double sum = shares.sum();
  if (sum > 0) shares /= sum;
}

/// By how much the shares are off where the means of the reference are off as a draw of their errors says.
class ReferenceError {
 public:
  ReferenceError(const ShiftReference& reference, const VectorXd& shares) : reference_(reference), shares_(shares) {
    const Index n = shares.size();
    const Rows means(reference.means.data(), n, n);
    solver_.compute(means.transpose() + ridge * MatrixXd::Identity(n, n));
  }

  [[nodiscard]] VectorXd draw(std::uint64_t seed, std::uint64_t replicate) const {
    const Index n = shares_.size();
    RandomStream random(seed, "complaints.reference", replicate);
    VectorXd off = VectorXd::Zero(n);
    for (Index k = 0; k < n; ++k) {
      const auto rows = static_cast<double>(std::max<std::int64_t>(reference_.rows[static_cast<std::size_t>(k)], 1));
      for (Index j = 0; j < n; ++j) {
        const double variance = reference_.variances[static_cast<std::size_t>(k * n + j)];
        off[j] += shares_[k] * random.normal() * std::sqrt(variance / rows);
      }
    }
    off.array() -= off.mean();
    return solver_.solve(off);
  }

 private:
  const ShiftReference& reference_;
  const VectorXd& shares_;
  Eigen::FullPivLU<MatrixXd> solver_;
};

std::vector<double> counted_shares(std::span<const double> probabilities, std::size_t classes) {
  std::vector<double> counts(classes);
  const std::size_t texts = probabilities.size() / classes;
  for (std::size_t i = 0; i < texts; ++i) {
    const auto row = probabilities.subspan(i * classes, classes);
    ++counts[static_cast<std::size_t>(std::ranges::max_element(row) - row.begin())];
  }
  for (double& count : counts) count /= static_cast<double>(texts);
  return counts;
}

/// Slope and curvature of the loss of likelihood ratios raised to a power, over texts whose classes weigh the same.
std::pair<double, double> slopes_of_loss(std::span<const double> probabilities, std::span<const std::int32_t> classes,
                                         const ShiftReference& reference, double power) {
  const std::size_t n = reference.shares.size();
  return reduce_blocks(
      classes.size(), std::pair{0.0, 0.0},
      [&](std::size_t begin, std::size_t end) {
        std::pair part{0.0, 0.0};
        VectorXd x(static_cast<Index>(n)), q(static_cast<Index>(n));
        for (std::size_t i = begin; i < end; ++i) {
          if (classes[i] < 0) continue;
          const auto own = static_cast<std::size_t>(classes[i]);
          log_likelihoods(probabilities.subspan(i * n, n), reference.shares, x);
          q = (power * x.array()).exp();
          q /= q.sum();
          const double mean = q.dot(x), weight = 1 / (static_cast<double>(reference.rows[own]) + texts_of_doubt);
          part.first += weight * (mean - x[static_cast<Index>(own)]);
          part.second += weight * q.dot((x.array() - mean).square().matrix());
        }
        return part;
      },
      [](auto& sum, const auto& part) { sum.first += part.first, sum.second += part.second; }, texts_of_block);
}

/// The power of likelihood ratios with the least loss, in whose logarithm Newton's steps are taken; the prior keeps it
/// near 1 where few texts speak.
double sharpness(std::span<const double> probabilities, std::span<const std::int32_t> classes,
                 const ShiftReference& reference) {
  const auto texts =
      static_cast<double>(std::accumulate(reference.rows.begin(), reference.rows.end(), std::int64_t{0}));
  const double texts_of_class = std::max(1.0, texts / static_cast<double>(reference.rows.size()));
  const double precision = 1 / (sharpness_spread * sharpness_spread * texts_of_class);
  double logarithm = 0;
  for (int step = 0; step < 20; ++step) {
    const double power = std::exp(logarithm);
    const auto [slope, curvature] = slopes_of_loss(probabilities, classes, reference, power);
    const double change = (slope * power + precision * logarithm) /
                          (std::max(0.0, curvature * power * power + slope * power) + precision);
    logarithm = std::clamp(logarithm - std::clamp(change, -0.5, 0.5), -1.5, 1.5);
    if (std::abs(change) < 1e-4) break;
  }
  return std::exp(logarithm);
}

}  // namespace

ShiftReference shift_reference(std::span<const double> probabilities, std::span<const std::int32_t> classes,
                               std::span<const double> shares) {
  const std::size_t n = shares.size();
  ShiftReference made;
  made.shares.assign(shares.begin(), shares.end());
  made.means.resize(n * n);
  made.variances.resize(n * n);
  made.rows.resize(n);
  for (std::size_t row = 0; row < classes.size(); ++row) {
    if (classes[row] < 0) continue;
    const auto k = static_cast<std::size_t>(classes[row]);
    ++made.rows[k];
    for (std::size_t j = 0; j < n; ++j) {
      const double p = probabilities[row * n + j];
      made.means[k * n + j] += p;
      made.variances[k * n + j] += p * p;
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    const auto rows = static_cast<double>(made.rows[k]);
    for (std::size_t j = 0; j < n; ++j) {
      double& mean = made.means[k * n + j];
      double& variance = made.variances[k * n + j];
      mean = rows > 0 ? mean / rows : (k == j ? 1.0 : 0.0);
      variance = rows > 1 ? std::max(0.0, (variance - rows * mean * mean) / (rows - 1)) : unknown_variance;
    }
  }
  made.sharpness = sharpness(probabilities, classes, made);
  return made;
}

Prevalence prevalence(std::span<const double> probabilities, const ShiftReference& reference,
                      const Bootstrap& bootstrap) {
  const std::size_t classes = reference.shares.size();
  if (classes == 0 || probabilities.empty())
    throw RecordError(code::refused_record, "there are no texts whose classes could be counted");
  const Likelihoods likelihoods(probabilities, reference);
  VectorXd shares = Eigen::Map<const VectorXd>(reference.shares.data(), static_cast<Index>(classes));
  Prevalence result;
  result.counted = counted_shares(probabilities, classes);
  for (double change = 1; change > close_enough && result.iterations < most_iterations; ++result.iterations) {
    VectorXd next = shares.cwiseProduct(likelihoods.slope(shares));
    next /= next.sum();
    change = (next - shares).cwiseAbs().maxCoeff();
    shares = std::move(next);
  }

  const auto n = static_cast<Index>(classes);
  MatrixXd system = MatrixXd::Zero(n + 1, n + 1);  // Newton's step with shares that sum to 1
  system.topLeftCorner(n, n) = likelihoods.information(shares) + ridge * MatrixXd::Identity(n, n);
  system.col(n).head(n).setOnes();
  system.row(n).head(n).setOnes();
  const Eigen::FullPivLU<MatrixXd> solver(system);
  const MatrixXd slopes = resampled_slopes(likelihoods, shares, bootstrap);
  const ReferenceError reference_error(reference, shares);
  MatrixXd replicates(n, bootstrap.replicates);
  for (std::uint32_t b = 0; b < bootstrap.replicates; ++b) {
    VectorXd right = VectorXd::Zero(n + 1);
    right.head(n) = slopes.col(b);
    VectorXd drawn = shares + solver.solve(right).head(n) - reference_error.draw(bootstrap.seed, b);
    bring_back(drawn);
    replicates.col(b) = drawn;
  }
  for (Index k = 0; k < n; ++k) {
    const VectorXd of_class = replicates.row(k);
    result.shares.push_back(
        percentile_interval(shares[k], {of_class.data(), static_cast<std::size_t>(of_class.size())}, bootstrap.level));
  }
  return result;
}

}  // namespace fealty::complaints
