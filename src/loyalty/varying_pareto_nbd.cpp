#include "fealty/loyalty/varying_pareto_nbd.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <Eigen/Core>

#include "fealty/core/domain.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"
#include "pareto_nbd_fitting.hpp"
#include "purchase_regression.hpp"

namespace fealty::loyalty {
namespace {

using Index = Eigen::Index;

constexpr std::size_t period_variables = 8;  // variables of a period: see at_period
constexpr std::size_t varying_block = 256;   // customers

/// The integral of exp(gamma' x) up to a moment, to second order in gamma.
struct Exposure {
  double value = 0.0;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd hessian;

  explicit Exposure(Index size) : gradient(Eigen::VectorXd::Zero(size)), hessian(Eigen::MatrixXd::Zero(size, size)) {}

  void add(double time, double multiplier, const Eigen::VectorXd& x) {
    value += time * multiplier;
    gradient += time * multiplier * x;
    hessian += time * multiplier * x * x.transpose();
  }
};

/// A stretch of time of one customer in which covariates do not change.
struct Stretch {
  double begin;
  double end;
  Index period;
};

/// A model's parameters, and the periods of one customer.
class CustomerCourse {
 public:
  CustomerCourse(const CovariatePeriods& periods, std::size_t customer, const Eigen::VectorXd& coordinates)
      : periods_(periods),
        first_(static_cast<Index>(periods.offsets[customer])),
        last_(static_cast<Index>(periods.offsets[customer + 1]) - 1),
        coordinates_(coordinates),
        p_(periods.transaction.cols()),
        q_(periods.dropout.cols()),
        purchases_(p_),
        deaths_(q_) {}

  /// Calls `f(stretch)` for what lies between two moments, and counts the exposures on after each call.
  template <class F>
  void walk(double from, double to, F&& f) {
    Index period = first_;
    while (period < last_ && start(period + 1) <= from) ++period;
    for (double at = from; at < to; ++period) {
      const double end = period < last_ ? std::min(to, start(period + 1)) : to;
      if (end > at) {
        f(Stretch{at, end, period});
        purchases_.add(end - at, multiplier(period, true), row(period, true));
        deaths_.add(end - at, multiplier(period, false), row(period, false));
        at = end;
      }
    }
  }

  /// A function of the variables log r, log alpha, log s, log beta, A, gamma' x, D, delta' y at the beginning of a
  /// stretch, to second order in all coordinates: the chain rule.
  template <class F>
  [[nodiscard]] Expansion at_period(Index period, F&& f) const {
    std::array<double, period_variables> values{coordinates_[0], coordinates_[1],         coordinates_[2],
                                                coordinates_[3], purchases_.value,        predictor(period, true),
                                                deaths_.value,   predictor(period, false)};
    const Dual<period_variables> made = f(variables(values));
    Eigen::MatrixXd jacobian = Eigen::MatrixXd::Zero(period_variables, coordinates_.size());
    jacobian.topLeftCorner(4, 4).setIdentity();
    jacobian.row(4).segment(4, p_) = purchases_.gradient.transpose();
    jacobian.row(5).segment(4, p_) = row(period, true).transpose();
    jacobian.row(6).segment(4 + p_, q_) = deaths_.gradient.transpose();
    jacobian.row(7).segment(4 + p_, q_) = row(period, false).transpose();
    const Expansion inner = expansion(made);
    Expansion all{made.value, jacobian.transpose() * inner.gradient, jacobian.transpose() * inner.hessian * jacobian};
    all.hessian.block(4, 4, p_, p_) += made.gradient[4] * purchases_.hessian;
    all.hessian.block(4 + p_, 4 + p_, q_, q_) += made.gradient[6] * deaths_.hessian;
    return all;
  }

  /// The period of a moment, and its covariates.
  [[nodiscard]] Index period_at(double time) const {
    Index period = first_;
    while (period < last_ && start(period + 1) <= time) ++period;
    return period;
  }
  [[nodiscard]] Eigen::VectorXd row(Index period, bool of_purchases) const {
    return (of_purchases ? periods_.transaction : periods_.dropout).row(period).transpose();
  }
  [[nodiscard]] double multiplier(Index period, bool of_purchases) const {
    return std::exp(predictor(period, of_purchases));
  }

 private:
  [[nodiscard]] double start(Index period) const { return periods_.starts[static_cast<std::size_t>(period)]; }
  [[nodiscard]] double predictor(Index period, bool of_purchases) const {
    return of_purchases ? periods_.transaction.row(period).dot(coordinates_.segment(4, p_))
                        : periods_.dropout.row(period).dot(coordinates_.segment(4 + p_, q_));
  }

  const CovariatePeriods& periods_;
  Index first_, last_;
  const Eigen::VectorXd& coordinates_;
  Index p_, q_;
  Exposure purchases_, deaths_;
};

/// log of the sum of the exponentials of functions, to second order.
Expansion sum_of_exponentials(const std::vector<Expansion>& terms) {
  double largest = terms.front().value;
  for (const Expansion& term : terms) largest = std::max(largest, term.value);
  const Index size = terms.front().gradient.size();
  double sum = 0.0;
  Eigen::VectorXd gradient = Eigen::VectorXd::Zero(size);
  Eigen::MatrixXd hessian = Eigen::MatrixXd::Zero(size, size);
  for (const Expansion& term : terms) {
    const double weight = std::exp(term.value - largest);
    sum += weight;
    gradient += weight * term.gradient;
    hessian += weight * (term.hessian + term.gradient * term.gradient.transpose());
  }
  gradient /= sum;
  return {largest + std::log(sum), gradient, hessian / sum - gradient * gradient.transpose()};
}

/// The two ways in which a customer may have come to the end of observation, without what they have in common.
struct Fates {
  Expansion alive;
  std::vector<Expansion> dead;  // within each stretch since the last purchase

  [[nodiscard]] Expansion either() const {
    std::vector<Expansion> all = dead;
    all.push_back(alive);
    return sum_of_exponentials(all);
  }
};

/// What became of a customer; the course is walked to the end of observation.
Fates fates_of(CustomerCourse& course, const PurchasePattern& p) {
  using Variables = std::array<Dual<period_variables>, period_variables>;
  Fates fates;
  const double x = p.frequency;
  course.walk(0.0, p.recency, [](const Stretch&) {});
  course.walk(p.recency, p.observed, [&](const Stretch& stretch) {
    const double time = stretch.end - stretch.begin;
    fates.dead.push_back(course.at_period(stretch.period, [&](const Variables& v) {
      const Dual<period_variables> r = exp(v[0]), s = exp(v[2]), alpha = exp(v[1]) + v[4], beta = exp(v[3]) + v[6];
      const Dual<period_variables> rate = exp(v[5]), death = exp(v[7]);
      const ParetoNbd<Dual<period_variables>> law{r, alpha / rate, s, beta / death};
      return law.log_odds_dead({p.frequency, 0.0, time}) - (r + x) * log(alpha + rate * time) -
             s * log(beta + death * time);
    }));
  });
  fates.alive = course.at_period(course.period_at(p.observed), [&](const Variables& v) {
    return -(exp(v[0]) + x) * log(exp(v[1]) + v[4]) - exp(v[2]) * log(exp(v[3]) + v[6]);
  });
  return fates;
}

/// log L of a customer, to second order in the coordinates.
Expansion log_likelihood_near(const PurchaseTimes& purchases, const CovariatePeriods& periods, std::size_t customer,
                              const Eigen::VectorXd& x, const Dual<4>& rising) {
  CustomerCourse course(periods, customer, x);
  const PurchasePattern p = purchases.pattern(customer);
  Expansion sum = fates_of(course, p).either();
  const Expansion common = expansion(rising + exp(Dual<4>::variable(x[0], 0)) * Dual<4>::variable(x[1], 1) +
                                     exp(Dual<4>::variable(x[2], 2)) * Dual<4>::variable(x[3], 3));
  sum.value += common.value;
  sum.gradient.head(4) += common.gradient;
  sum.hessian.topLeftCorner(4, 4) += common.hessian;
  const Index columns = periods.transaction.cols();
  for (const double time : purchases.of(customer)) {
    const Eigen::VectorXd row = course.row(course.period_at(time), true);
    sum.value += row.dot(x.segment(4, columns));
    sum.gradient.segment(4, columns) += row;
  }
  return sum;
}

/// log of the expected purchases of a customer up to a horizon, to second order.
Expansion log_expected(const PurchaseTimes& purchases, const CovariatePeriods& periods, std::size_t customer,
                       const Eigen::VectorXd& x, double horizon) {
  using Variables = std::array<Dual<period_variables>, period_variables>;
  CustomerCourse course(periods, customer, x);
  const PurchasePattern p = purchases.pattern(customer);
  const Fates fates = fates_of(course, p);
  const Expansion either = fates.either();
  const Expansion rate = course.at_period(course.period_at(p.observed), [&](const Variables& v) {
    return log(exp(v[0]) + static_cast<double>(p.frequency)) - log(exp(v[1]) + v[4]) +
           exp(v[2]) * log(exp(v[3]) + v[6]);
  });
  std::vector<Expansion> ahead;
  course.walk(p.observed, p.observed + horizon, [&](const Stretch& stretch) {
    ahead.push_back(course.at_period(stretch.period, [&](const Variables& v) {
      const Dual<period_variables> s = exp(v[2]), beta = exp(v[3]) + v[6];
      const Dual<period_variables> life = log1p(exp(v[7]) * (stretch.end - stretch.begin) / beta);
      return (1.0 - s) * log(beta) + v[5] - v[7] + log(life * exprel(Dual<period_variables>((1.0 - s) * life)));
    }));
  });
  Expansion sum = sum_of_exponentials(ahead);
  sum += rate;
  sum += fates.alive;
  sum.value -= either.value;
  sum.gradient -= either.gradient;
  return sum;
}

void require_periods(const PurchaseTimes& purchases, const CovariatePeriods& periods) {
  require(periods.offsets.size() == purchases.customers() + 1, "the number of customers with periods",
          static_cast<double>(periods.offsets.size()) - 1, "must be that of the customers");
  for (std::size_t i = 0; i + 1 < periods.offsets.size(); ++i) {
    require(periods.offsets[i] < periods.offsets[i + 1], "the number of periods of a customer", 0, "must be positive");
    require(periods.starts[periods.offsets[i]] <= 0, "the beginning of a customer's first period",
            periods.starts[periods.offsets[i]], "must not be after the first purchase, which is at 0");
    for (auto k = periods.offsets[i] + 1; k < periods.offsets[i + 1]; ++k)
      require(periods.starts[k] > periods.starts[k - 1], "the beginning of a period", periods.starts[k], "must ascend");
  }
}

std::vector<std::string> names_with_coefficients(const PurchaseCoding& coding) {
  std::vector<std::string> names(ParetoNbd<double>::names.begin(), ParetoNbd<double>::names.end());
  for (std::string& name : PurchaseRegression<ParetoNbd>::coefficient_names(coding)) names.push_back(std::move(name));
  return names;
}

/// Figures of customers from their expansions on a scale.
template <class Scale, class Near>
CustomerFigures varying_figures(const LikelihoodFit& fit, std::size_t customers, double level, Near&& near) {
  const Eigen::MatrixXd covariance = fit.log_covariance();
  return figures_on_scale<Scale>(
      customers, level, [&](std::size_t i) { return near(i).value; },
      [&](std::size_t i) {
        const Expansion figure = near(i);
        return UncertainFigure{figure.value, figure.gradient.dot(covariance * figure.gradient)};
      });
}

}  // namespace

PurchasePattern PurchaseTimes::pattern(std::size_t customer) const noexcept {
  const auto own_times = of(customer);
  return {static_cast<std::uint32_t>(own_times.size()), own_times.empty() ? 0.0 : own_times.back(), observed[customer]};
}

PurchaseTimes purchase_times(const PurchaseSummary& summary) {
  if (!summary.has_days() && summary.size() > 0)
    throw ParameterError(code::missing_parameter, "the summary does not know the days of purchases");
  PurchaseTimes made;
  const double unit = days_in(summary.unit());
  for (std::size_t i = 0; i < summary.size(); ++i) {
    const auto days = summary.days(i);
    for (std::size_t d = 1; d < days.size(); ++d) made.times.push_back((days[d] - days[0]) / unit);
    made.offsets.push_back(made.times.size());
    made.observed.push_back(summary.patterns()[i].observed);
  }
  return made;
}

VaryingParetoNBDModel::VaryingParetoNBDModel(const ParetoNbd<double>& known, PurchaseCoding coding,
                                             const std::vector<double>& coefficients)
    : fit_(PurchaseRegression<ParetoNbd>(known, coding, coefficients).estimated()), coding_(std::move(coding)) {}

VaryingParetoNBDModel::VaryingParetoNBDModel(LikelihoodFit fit, PurchaseCoding coding)
    : fit_(PurchaseRegression<ParetoNbd>(std::move(fit), coding).estimated()), coding_(std::move(coding)) {}

VaryingParetoNBDModel VaryingParetoNBDModel::fit(const PurchaseTimes& purchases, const CovariatePeriods& periods,
                                                 const PurchaseCoding& coding, const FitOptions& options) {
  std::vector<PurchasePattern> patterns;
  for (std::size_t i = 0; i < purchases.customers(); ++i) patterns.push_back(purchases.pattern(i));
  const CountedPatterns counted(patterns);
  require_repeat_buyers(counted);
  require_periods(purchases, periods);
  const CustomerPatterns data(patterns);
  const ColumnScales transaction(periods.transaction), dropout(periods.dropout);
  CovariatePeriods scaled = periods;
  scaled.transaction = periods.transaction * transaction.scale.cwiseInverse().asDiagonal();
  scaled.dropout = periods.dropout * dropout.scale.cwiseInverse().asDiagonal();

  LikelihoodProblem problem;
  problem.names = names_with_coefficients(coding);
  const auto size = static_cast<Index>(problem.names.size());
  const Index p = periods.transaction.cols(), q = periods.dropout.cols();
  require(size == 4 + p + q, "the number of columns of covariates", static_cast<double>(p + q),
          "must be that of the coding");
  problem.coefficients = static_cast<std::size_t>(p + q);
  problem.observations = static_cast<double>(data.size());
  problem.terms = 1;
  problem.scales = Eigen::VectorXd::Ones(size);
  problem.scales.segment(4, p) = transaction.scale;
  problem.scales.segment(4 + p, q) = dropout.scale;
  problem.basis = Eigen::MatrixXd::Identity(size, size);
  problem.basis.block(1, 4, 1, p) = transaction.mean.cwiseQuotient(transaction.scale).transpose();
  problem.basis.block(3, 4 + p, 1, q) = dropout.mean.cwiseQuotient(dropout.scale).transpose();
  const auto terms_near = [&](const Eigen::VectorXd& x) {
    return ParetoNbd<Dual<4>>::of(from_logarithms<4>(x)).count_terms(data.frequencies());
  };
  problem.log_likelihood = [&](const Eigen::VectorXd& x, std::size_t) {
    const auto terms = terms_near(x);
    const Expansion none{0.0, Eigen::VectorXd::Zero(size), Eigen::MatrixXd::Zero(size, size)};
    return reduce_blocks(
        data.size(), none,
        [&](std::size_t begin, std::size_t end) {
          Expansion sum = none;
          for (std::size_t i = begin; i < end; ++i)
            sum += log_likelihood_near(purchases, scaled, i, x, terms[data.frequency_index(i)].log_likelihood);
          return sum;
        },
        [](Expansion& total, const Expansion& part) { total += part; }, varying_block, "fitting");
  };
  problem.score_products = [&](const Eigen::VectorXd& x) {
    const auto terms = terms_near(x);
    return score_products(data.size(), size, options.clusters, [&](std::size_t i) {
      return log_likelihood_near(purchases, scaled, i, x, terms[data.frequency_index(i)].log_likelihood).gradient;
    });
  };
  const PurchaseMoments moments(counted);
  problem.starts = FittingOf<ParetoNbd>::starts(moments);
  for (std::vector<double>& start : problem.starts) start.resize(problem.names.size(), 0.0);
  problem.limits = FittingOf<ParetoNbd>::limits();
  return {maximize_likelihood(problem, options), coding};
}

double VaryingParetoNBDModel::log_likelihood(const PurchaseTimes& purchases, const CovariatePeriods& periods) const {
  require_periods(purchases, periods);
  const Eigen::VectorXd x = coordinates_of(fit_);
  double sum = 0.0;
  for (std::size_t i = 0; i < purchases.customers(); ++i) {
    const std::uint32_t frequency = purchases.pattern(i).frequency;
    const auto terms = ParetoNbd<Dual<4>>::of(from_logarithms<4>(x)).count_terms(std::span(&frequency, 1));
    sum += log_likelihood_near(purchases, periods, i, x, terms.front().log_likelihood).value;
  }
  return sum;
}

CustomerFigures VaryingParetoNBDModel::probability_alive(const PurchaseTimes& purchases,
                                                         const CovariatePeriods& periods, double level) const {
  require_periods(purchases, periods);
  const Eigen::VectorXd x = coordinates_of(fit_);
  return varying_figures<LogitScale>(fit_, purchases.customers(), level, [&](std::size_t i) {
    CustomerCourse course(periods, i, x);
    const Fates fates = fates_of(course, purchases.pattern(i));
    Expansion odds = fates.alive;
    if (fates.dead.empty()) {
      odds.value = std::numeric_limits<double>::infinity();
      return odds;
    }
    const Expansion dead = sum_of_exponentials(fates.dead);
    odds.value -= dead.value;
    odds.gradient -= dead.gradient;
    return odds;
  });
}

CustomerFigures VaryingParetoNBDModel::expected_purchases(const PurchaseTimes& purchases,
                                                          const CovariatePeriods& periods, double horizon,
                                                          double level) const {
  require_time_ahead(horizon);
  require_periods(purchases, periods);
  const Eigen::VectorXd x = coordinates_of(fit_);
  return varying_figures<LogarithmScale>(fit_, purchases.customers(), level, [&](std::size_t i) {
    if (horizon == 0)
      return Expansion{-std::numeric_limits<double>::infinity(), Eigen::VectorXd::Zero(x.size()), Eigen::MatrixXd()};
    return log_expected(purchases, periods, i, x, horizon);
  });
}

PurchaseTimes VaryingParetoNBDModel::simulate(const CovariatePeriods& periods, double observed,
                                              std::uint64_t seed) const {
  return simulate(periods, std::vector<double>(periods.offsets.size() - 1, observed), seed);
}

PurchaseTimes VaryingParetoNBDModel::simulate(const CovariatePeriods& periods, std::span<const double> observed,
                                              std::uint64_t seed) const {
  const std::size_t customers = periods.offsets.size() - 1;
  require(observed.size() == customers, "the number of times observed", static_cast<double>(observed.size()),
          "must be that of the customers with periods");
  for (const double time : observed)
    require(time >= 0 && std::isfinite(time), "observed", time, "must be finite and not negative");
  const Eigen::VectorXd x = coordinates_of(fit_);
  std::vector<std::vector<double>> times(customers);
  for_blocks(
      customers,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          RandomStream random(seed, "varying purchases", i);
          const double rate = random.gamma(fit_.estimates[0].value, 1 / fit_.estimates[1].value);
          const double death_rate = random.gamma(fit_.estimates[2].value, 1 / fit_.estimates[3].value);
          double to_death = -std::log(random.uniform()), to_purchase = -std::log(random.uniform());
          CustomerCourse course(periods, i, x);
          bool is_alive = true;
          course.walk(0.0, observed[i], [&](const Stretch& stretch) {
            const double buys = rate * course.multiplier(stretch.period, true);
            const double dies = death_rate * course.multiplier(stretch.period, false);
            const double end_of_life = stretch.begin + to_death / dies;
            const double until = std::min(stretch.end, end_of_life);
            double at = stretch.begin;
            while (is_alive && at + to_purchase / buys <= until) {
              at += to_purchase / buys;
              times[i].push_back(at);
              to_purchase = -std::log(random.uniform());
            }
            to_purchase -= buys * (until - at);
            to_death -= dies * (stretch.end - stretch.begin);
            is_alive = is_alive && end_of_life > stretch.end;
          });
        }
      },
      varying_block, "simulating");
  PurchaseTimes drawn;
  for (const std::vector<double>& one : times) {
    drawn.times.insert(drawn.times.end(), one.begin(), one.end());
    drawn.offsets.push_back(drawn.times.size());
  }
  drawn.observed.assign(observed.begin(), observed.end());
  return drawn;
}

}  // namespace fealty::loyalty
