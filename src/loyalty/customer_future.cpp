#include "fealty/loyalty/customer_future.hpp"

#include <array>
#include <memory>
#include <numeric>
#include <utility>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "fealty/core/domain.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/partials.hpp"
#include "fealty/core/special.hpp"
#include "own_figures.hpp"

namespace fealty::loyalty {
namespace {

void require_future(const FutureOptions& options) {
  require(options.horizon >= 0 && std::isfinite(options.horizon), "horizon", options.horizon,
          "must be finite and not negative");
  require(options.draws > 0, "draws", 0, "must be positive");
  require(options.steps > 0, "steps", 0, "must be positive");
  require_level(options.level);
}

/// How far each draw is from the estimates, in the logarithms of parameters and in coefficients; none if there is
/// nothing uncertain, or parameters do not vary.
std::vector<Eigen::VectorXd> shifts_of_draws(const LikelihoodFit& fit, const FutureOptions& options) {
  const Eigen::MatrixXd covariance = fit.log_covariance();
  if (!options.parameters_vary || covariance.isZero(0)) return {};
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(covariance);
  const Eigen::MatrixXd root = axes.eigenvectors() * axes.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal();
  std::vector<Eigen::VectorXd> shifts;
  for (std::size_t draw = 0; draw < options.draws; ++draw) {
    RandomStream random(options.seed, "parameters of futures", draw);
    Eigen::VectorXd normal(covariance.rows());
    for (double& z : normal) z = random.normal();
    shifts.emplace_back(root * normal);
  }
  return shifts;
}

/// The parameters of each draw, which all customers have in common.
template <template <class> class Law>
class CommonLaws {
 public:
  CommonLaws(const PurchaseModel<Law>& model, const FutureOptions& options) : laws_(options.draws, model.parameters()) {
    const std::vector<Eigen::VectorXd> shifts = shifts_of_draws(model.estimated(), options);
    for (std::size_t draw = 0; draw < shifts.size(); ++draw) {
      auto values = model.parameters().values();
      for (std::size_t i = 0; i < values.size(); ++i) values[i] *= std::exp(shifts[draw][static_cast<Eigen::Index>(i)]);
      laws_[draw] = Law<double>::of(values);
    }
  }

  [[nodiscard]] const std::vector<Law<double>>& of(std::size_t /*customer*/) const noexcept { return laws_; }

 private:
  std::vector<Law<double>> laws_;
};

/// The parameters of each draw of customers who differ by covariates.
template <template <class> class Law>
class OwnLaws {
 public:
  OwnLaws(const PurchaseRegression<Law>& model, const PurchaseSummary& summary, const Frame& covariates,
          const FutureOptions& options)
      : own_(own_parameters(model, summary, covariates)),
        estimates_(coordinates_of(model.estimated())),
        draws_(options.draws),
        points_(shifts_of_draws(model.estimated(), options)) {
    for (Eigen::VectorXd& point : points_) point += estimates_;
  }

  [[nodiscard]] std::vector<Law<double>> of(std::size_t customer) const {
    if (points_.empty()) return {draws_, own_.template law<double>(estimates_, customer)};
    std::vector<Law<double>> laws;
    laws.reserve(draws_);
    for (const Eigen::VectorXd& point : points_) laws.push_back(own_.template law<double>(point, customer));
    return laws;
  }

 private:
  OwnParameters<Law> own_;
  Eigen::VectorXd estimates_;
  std::size_t draws_;
  std::vector<Eigen::VectorXd> points_;
};

/// Which step a time falls into.
std::size_t step_of(double time, const FutureOptions& options) {
  const double step = std::ceil(time / options.horizon * static_cast<double>(options.steps));
  return std::min(options.steps, static_cast<std::size_t>(std::max(1.0, step))) - 1;
}

/// Mean and order statistics of numbers, which are sorted for it.
struct Spread {
  double mean, median, lower, upper;

  Spread(std::span<std::uint64_t> numbers, double level) {
    std::ranges::sort(numbers);
    const auto at = [&](double share) {
      const double rank = std::ceil(share * static_cast<double>(numbers.size()));
      return static_cast<double>(numbers[static_cast<std::size_t>(std::max(1.0, rank)) - 1]);
    };
    const std::uint64_t sum = std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0});
    mean = static_cast<double>(sum) / static_cast<double>(numbers.size());
    median = at(0.5);
    lower = at(0.5 - 0.5 * level);
    upper = at(0.5 + 0.5 * level);
  }
};

/// Purchases by draw and step: those of a draw lie together.
using StepCounts = std::vector<std::uint64_t>;

/// Adds the futures of one customer; returns how many purchases there are in each draw.
template <template <class> class Law>
void add_futures(std::span<const Law<double>> laws, const PurchasePattern& pattern, std::size_t customer,
                 const FutureOptions& options, StepCounts& counts, std::span<std::uint64_t> purchases) {
  RandomStream random(options.seed, "futures", customer);
  const bool laws_vary = laws.front().values() != laws.back().values();
  double alive = 0.0;
  for (std::size_t draw = 0; draw < laws.size(); ++draw) {
    if (laws_vary || draw == 0) alive = logistic(-laws[draw].log_odds_dead(pattern));
    std::uint64_t n = 0;
    purchases[draw] = 0;
    if (random.uniform() >= alive) continue;  // who is dead buys nothing
    const CustomerDraw drawn = draw_living_customer(laws[draw], pattern, random);
    draw_future(laws[draw], drawn, options.horizon, random, [&](double time) {
      ++n;
      ++counts[draw * options.steps + step_of(time, options)];
    });
    purchases[draw] = n;
  }
}

FutureFan fan_of(const StepCounts& counts, const FutureOptions& options) {
  FutureFan fan;
  std::vector<std::uint64_t> so_far(options.draws, 0), sorted;
  for (std::size_t step = 0; step < options.steps; ++step) {
    for (std::size_t draw = 0; draw < options.draws; ++draw) so_far[draw] += counts[draw * options.steps + step];
    sorted = so_far;
    const Spread spread(sorted, options.level);
    fan.times.push_back(options.horizon * static_cast<double>(step + 1) / static_cast<double>(options.steps));
    fan.mean.push_back(spread.mean);
    fan.median.push_back(spread.median);
    fan.lower.push_back(spread.lower);
    fan.upper.push_back(spread.upper);
  }
  return fan;
}

template <template <class> class Law, class Laws>
CustomerFutures futures_by(const Laws& laws, const PurchaseSummary& summary, const FutureOptions& options) {
  const auto patterns = summary.patterns();
  CustomerFutures made;
  for (auto* column : {&made.mean, &made.median, &made.lower, &made.upper}) column->resize(patterns.size());
  const auto nothing = [&] { return StepCounts(options.draws * options.steps, 0); };
  Partials<StepCounts> partials;
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        auto counts = partials.take(nothing);
        std::vector<std::uint64_t> purchases(options.draws);
        for (std::size_t i = begin; i < end; ++i) {
          add_futures<Law>(laws.of(i), patterns[i], i, options, *counts, purchases);
          const Spread spread(purchases, options.level);
          made.mean[i] = spread.mean;
          made.median[i] = spread.median;
          made.lower[i] = spread.lower;
          made.upper[i] = spread.upper;
        }
        partials.give_back(std::move(counts));
      },
      64, "drawing futures");
  StepCounts all = nothing();
  for (const auto& partial : partials.all())
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += (*partial)[i];
  made.total = fan_of(all, options);
  for (std::size_t draw = 0; draw < options.draws; ++draw) {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(draw * options.steps);
    made.totals.push_back(static_cast<double>(
        std::accumulate(first, first + static_cast<std::ptrdiff_t>(options.steps), std::uint64_t{0})));
  }
  return made;
}

void require_customer(const PurchaseSummary& summary, std::size_t customer) {
  require(customer < summary.size(), "customer", static_cast<double>(customer),
          "must be a number of a customer of the summary, from 0 on");
}

template <template <class> class Law, class Laws>
FutureFan fan_by(const Laws& laws, const PurchaseSummary& summary, std::size_t customer, const FutureOptions& options) {
  StepCounts counts(options.draws * options.steps, 0);
  std::vector<std::uint64_t> purchases(options.draws);
  add_futures<Law>(laws.of(customer), summary.patterns()[customer], customer, options, counts, purchases);
  return fan_of(counts, options);
}

}  // namespace

template <template <class> class Law>
CustomerFutures customer_futures(const PurchaseModel<Law>& model, const PurchaseSummary& summary,
                                 const FutureOptions& options) {
  require_future(options);
  return futures_by<Law>(CommonLaws<Law>(model, options), summary, options);
}

template <template <class> class Law>
CustomerFutures customer_futures(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                                 const Frame& covariates, const FutureOptions& options) {
  require_future(options);
  return futures_by<Law>(OwnLaws<Law>(model, summary, covariates, options), summary, options);
}

template <template <class> class Law>
FutureFan future_of_customer(const PurchaseModel<Law>& model, const PurchaseSummary& summary, std::size_t customer,
                             const FutureOptions& options) {
  require_future(options);
  require_customer(summary, customer);
  return fan_by<Law>(CommonLaws<Law>(model, options), summary, customer, options);
}

template <template <class> class Law>
FutureFan future_of_customer(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                             const Frame& covariates, std::size_t customer, const FutureOptions& options) {
  require_future(options);
  require_customer(summary, customer);
  return fan_by<Law>(OwnLaws<Law>(model, summary, covariates, options), summary, customer, options);
}

template CustomerFutures customer_futures(const BetaGeoModel&, const PurchaseSummary&, const FutureOptions&);
template CustomerFutures customer_futures(const ModifiedBetaGeoModel&, const PurchaseSummary&, const FutureOptions&);
template CustomerFutures customer_futures(const ParetoNBDModel&, const PurchaseSummary&, const FutureOptions&);
template CustomerFutures customer_futures(const NBDModel&, const PurchaseSummary&, const FutureOptions&);
template FutureFan future_of_customer(const BetaGeoModel&, const PurchaseSummary&, std::size_t, const FutureOptions&);
template FutureFan future_of_customer(const ModifiedBetaGeoModel&, const PurchaseSummary&, std::size_t,
                                      const FutureOptions&);
template FutureFan future_of_customer(const ParetoNBDModel&, const PurchaseSummary&, std::size_t, const FutureOptions&);
template FutureFan future_of_customer(const NBDModel&, const PurchaseSummary&, std::size_t, const FutureOptions&);
template CustomerFutures customer_futures(const BetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                          const FutureOptions&);
template CustomerFutures customer_futures(const ModifiedBetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                          const FutureOptions&);
template CustomerFutures customer_futures(const ParetoNBDRegression&, const PurchaseSummary&, const Frame&,
                                          const FutureOptions&);
template FutureFan future_of_customer(const BetaGeoRegression&, const PurchaseSummary&, const Frame&, std::size_t,
                                      const FutureOptions&);
template FutureFan future_of_customer(const ModifiedBetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                      std::size_t, const FutureOptions&);
template FutureFan future_of_customer(const ParetoNBDRegression&, const PurchaseSummary&, const Frame&, std::size_t,
                                      const FutureOptions&);

}  // namespace fealty::loyalty
