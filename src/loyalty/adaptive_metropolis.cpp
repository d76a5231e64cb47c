#include "fealty/loyalty/adaptive_metropolis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include <Eigen/Cholesky>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/progress.hpp"
#include "fealty/core/random.hpp"

namespace fealty::loyalty {
namespace {

using Eigen::Index;

/// A multivariate t distribution whose scale is a covariance, so that it is a little wider than a normal one.
class WideT {
 public:
  WideT(Eigen::VectorXd center, const Eigen::MatrixXd& covariance) : center_(std::move(center)) {
    const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
    if (factor.info() != Eigen::Success)
      throw FitError(code::no_information, "the covariance is not positive definite");
    factor_ = factor.matrixL();
  }

  [[nodiscard]] Index size() const { return center_.size(); }

  [[nodiscard]] Eigen::VectorXd draw(RandomStream& random) const { return center_ + deviation(random); }

  /// How far a draw lies from the center.
  [[nodiscard]] Eigen::VectorXd deviation(RandomStream& random) const {
    const double stretch = std::sqrt(degrees / random.gamma(degrees / 2, 2.0));
    Eigen::VectorXd z(size());
    for (double& number : z) number = stretch * random.normal();
    return factor_.triangularView<Eigen::Lower>() * z;
  }

  /// log of the density, up to a constant.
  [[nodiscard]] double log_density(const Eigen::VectorXd& x) const {
    const Eigen::VectorXd z = factor_.triangularView<Eigen::Lower>().solve(x - center_);
    return -0.5 * (degrees + static_cast<double>(size())) * std::log1p(z.squaredNorm() / degrees);
  }

 private:
  static constexpr double degrees = 5.0;

  Eigen::VectorXd center_;
  Eigen::MatrixXd factor_;
};

/// One chain: where it is, how it proposes, and what it has learnt.
class Walker {
 public:
  Walker(const SamplingProblem& problem, const SamplingOptions& options, std::size_t number)
      : problem_(problem),
        options_(options),
        random_(options.seed, "posterior", number),
        proposal_(problem.center, problem.covariance) {
    const auto rows = static_cast<Index>(options.draws), columns = problem.center.size();
    chain_.draws.resize(rows, columns);
    chain_.log_density.resize(rows);
    learnt_.resize(static_cast<Index>(options.warmup), columns);
  }

  void begin() {
    for (int attempt = 0; attempt < 1000; ++attempt) {
      x_ = proposal_.draw(random_);
      log_density_ = density(x_);
      if (log_density_ > -infinity) {
        log_weight_ = log_density_ - proposal_.log_density(x_);
        return;
      }
    }
    throw FitError(code::no_information, "the posterior density is 0 wherever a chain tried to begin");
  }

  /// The draws from number `first` to before number `last`, counted from the start of the warmup.
  void run(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      jump();
      if (i % walk_every_ == 0) walk(i);
      if (i < options_.warmup) {
        learnt_.row(static_cast<Index>(i)) = x_;
        if ((i + 1) % window() == 0) learn(i + 1);
        if (i + 1 == options_.warmup) jumps_ = walks_ = steps_ = 0;
        continue;
      }
      const auto row = static_cast<Index>(i - options_.warmup);
      chain_.draws.row(row) = x_;
      chain_.log_density[row] = log_density_;
    }
  }

  Chain finish() {
    chain_.accepted_independent = jumps_ / static_cast<double>(options_.draws);
    chain_.accepted_walk = steps_ / walks_;
    return std::move(chain_);
  }

 private:
  double density(const Eigen::VectorXd& x) const {
    const double value = problem_.log_density(x);
    return std::isnan(value) ? -infinity : value;
  }

  bool accepts(double log_ratio) { return std::log(random_.uniform()) < log_ratio; }

  void move(Eigen::VectorXd x, double log_density) {
    x_ = std::move(x);
    log_density_ = log_density;
    log_weight_ = log_density - proposal_.log_density(x_);
  }

  void jump() {
    Eigen::VectorXd y = proposal_.draw(random_);
    const double there = density(y);
    if (!accepts(there - proposal_.log_density(y) - log_weight_)) return;
    move(std::move(y), there);
    ++jumps_;
  }

  void walk(std::size_t i) {
    Eigen::VectorXd y = x_ + std::exp(log_length_) * proposal_.deviation(random_);
    const double there = density(y);
    const double ratio = there - log_density_;
    ++walks_;
    if (accepts(ratio)) {
      move(std::move(y), there);
      ++steps_;
    }
    if (i < options_.warmup) {
      log_length_ += (std::exp(std::min(0.0, ratio)) - best_acceptance) / std::sqrt(static_cast<double>(i) + 1);
    }
  }

  [[nodiscard]] std::size_t window() const { return std::max<std::size_t>(options_.warmup / 5, 50); }

  /// Center and covariance of all draws but those of the first window, and of the problem as if it were ten of them;
  /// and whether independent proposals do well enough alone, so that the walk is only there for the tails.
  void learn(std::size_t drawn) {
    walk_every_ = jumps_ > good_share * static_cast<double>(window()) ? 4 : 1;
    jumps_ = 0;
    if (drawn <= window()) return;
    const auto skipped = static_cast<Index>(window());
    const Eigen::MatrixXd seen = learnt_.middleRows(skipped, static_cast<Index>(drawn) - skipped);
    const double count = static_cast<double>(seen.rows()), known = 10.0;
    const Eigen::VectorXd center = (seen.colwise().sum().transpose() + known * problem_.center) / (count + known);
    const Eigen::MatrixXd off = seen.rowwise() - center.transpose();
    proposal_ = WideT(center, (off.transpose() * off + known * problem_.covariance) / (count + known));
    log_weight_ = log_density_ - proposal_.log_density(x_);
  }

  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double best_acceptance = 0.3;  // of a random walk in a few dimensions
  static constexpr double good_share = 0.65;      // of independent proposals that are accepted

  const SamplingProblem& problem_;
  const SamplingOptions& options_;
  RandomStream random_;
  WideT proposal_;
  Eigen::VectorXd x_;
  double log_density_ = -infinity;
  double log_weight_ = -infinity;  // of the density over that of the proposal
  double log_length_ = 0.0;
  std::size_t walk_every_ = 1;
  double jumps_ = 0.0;
  double walks_ = 0.0;
  double steps_ = 0.0;
  Eigen::MatrixXd learnt_;
  Chain chain_;
};

/// Tells the monitor of this thread of each round of draws as a part of all draws.
class RoundMonitor final : public Monitor {
 public:
  RoundMonitor(std::size_t first, std::size_t last, std::size_t all)
      : outer_(current_monitor()), first_(first), last_(last), all_(all) {}

  bool tick(std::string_view /*label*/, std::size_t done, std::size_t total) noexcept override {
    return outer_ == nullptr || outer_->tick("sampling", first_ + (last_ - first_) * done / total, all_);
  }

 private:
  Monitor* outer_;
  std::size_t first_, last_, all_;
};

}  // namespace

std::vector<Chain> sample_chains(const SamplingProblem& problem, const SamplingOptions& options) {
  require(options.chains >= 1, "chains", static_cast<double>(options.chains), "must be positive");
  require(options.draws >= 4, "draws", static_cast<double>(options.draws), "must be at least 4");
  require(options.warmup >= 100, "warmup", static_cast<double>(options.warmup), "must be at least 100");
  std::vector<Walker> walkers;
  walkers.reserve(options.chains);
  for (std::size_t chain = 0; chain < options.chains; ++chain) walkers.emplace_back(problem, options, chain);
  run_tasks(options.chains, [&](std::size_t chain) { walkers[chain].begin(); });
  constexpr double terms_between_reports = 1e6;
  const auto round = static_cast<std::size_t>(std::clamp(terms_between_reports / problem.cost, 1.0, 1000.0));
  const std::size_t all = options.warmup + options.draws;
  for (std::size_t first = 0; first < all; first += round) {
    report_progress("sampling", first, all);
    const std::size_t last = std::min(all, first + round);
    RoundMonitor monitor(first, last, all);
    const MonitorScope scope(monitor);
    run_tasks(options.chains, [&](std::size_t chain) { walkers[chain].run(first, last); });
  }
  std::vector<Chain> chains;
  chains.reserve(walkers.size());
  for (Walker& walker : walkers) chains.push_back(walker.finish());
  return chains;
}

}  // namespace fealty::loyalty
