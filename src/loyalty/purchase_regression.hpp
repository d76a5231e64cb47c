#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <Eigen/Core>
#include <fmt/format.h>

#include "customer_patterns.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "own_figures.hpp"
#include "own_parameters.hpp"
#include "purchase_model.hpp"
#include "score_products.hpp"

/// The members of PurchaseRegression, for the sources that instantiate it.
namespace fealty::loyalty {

/// Mean and scale of each column of a design: the standard deviation, or the size of what does not vary.
struct ColumnScales {
  Eigen::VectorXd mean;
  Eigen::VectorXd scale;

  explicit ColumnScales(const CovariateDesign& design)
      : mean(Eigen::VectorXd::Zero(design.cols())), scale(Eigen::VectorXd::Ones(design.cols())) {
    if (design.rows() == 0 || design.cols() == 0) return;
    mean = design.colwise().mean();
    const auto rows = static_cast<double>(design.rows());
    const CovariateDesign centered = design.rowwise() - mean.transpose();
    const Eigen::VectorXd deviation = (centered.colwise().squaredNorm() / rows).cwiseSqrt();
    for (Eigen::Index j = 0; j < mean.size(); ++j) {
      const double size = std::abs(mean[j]);
      scale[j] = deviation[j] > 1e-12 * size ? deviation[j] : (size > 0 ? size : 1.0);
    }
  }
};

/// The scales of the columns of both kinds.
using DesignScales = std::array<ColumnScales, 2>;

/// Of all parameters of a regression: those of the covariates of coefficients, else 1.
template <template <class> class Law>
Eigen::VectorXd coefficient_scales(const OwnParameters<Law>& own, const DesignScales& columns) {
  Eigen::VectorXd scales = Eigen::VectorXd::Ones(own.coordinates());
  for (std::size_t e = 0; e < own.effects.size(); ++e) {
    const ColumnScales& of_effect = columns[static_cast<std::size_t>(own.effects[e].kind)];
    scales.segment(own.first(e), of_effect.scale.size()) = of_effect.scale;
  }
  return scales;
}

/// The coordinates of a regression from those in which covariates are centered: a parameter at 0 is that at the mean
/// less what the mean adds.
template <template <class> class Law>
Eigen::MatrixXd centered_basis(const OwnParameters<Law>& own, const DesignScales& columns) {
  Eigen::MatrixXd basis = Eigen::MatrixXd::Identity(own.coordinates(), own.coordinates());
  for (std::size_t e = 0; e < own.effects.size(); ++e) {
    const ColumnScales& of_effect = columns[static_cast<std::size_t>(own.effects[e].kind)];
    basis.block(static_cast<Eigen::Index>(own.effects[e].parameter), own.first(e), 1, of_effect.mean.size()) =
        -own.effects[e].sign * of_effect.mean.cwiseQuotient(of_effect.scale).transpose();
  }
  return basis;
}

/// The parameters of the law at the means of the covariates.
template <template <class> class Law>
std::vector<double> at_means(const std::vector<double>& parameters, const OwnParameters<Law>& own,
                             const DesignScales& columns) {
  std::vector<double> values(parameters.begin(), parameters.begin() + static_cast<std::ptrdiff_t>(own.N));
  for (std::size_t e = 0; e < own.effects.size(); ++e) {
    const Eigen::VectorXd& mean = columns[static_cast<std::size_t>(own.effects[e].kind)].mean;
    const auto gamma = Eigen::VectorXd::Map(parameters.data() + own.first(e), mean.size());
    values[own.effects[e].parameter] *= std::exp(own.effects[e].sign * gamma.dot(mean));
  }
  return values;
}

/// The log-likelihoods of customers by a law of their own, over a scalar.
template <template <class> class Law, class S>
class OwnLikelihoods {
 public:
  OwnLikelihoods(const OwnParameters<Law>& own, const CustomerPatterns& data, const Eigen::VectorXd& x)
      : own_(own), data_(data), x_(x) {
    if (!own.differ_in_count_terms() && data.size() > 0)
      terms_ = own.template law<S>(x, 0).count_terms(data.frequencies());
  }

  [[nodiscard]] S operator()(std::size_t i) const {
    const Law<S> law = own_.template law<S>(x_, i);
    const PurchasePattern& p = data_[i];
    if (!terms_.empty()) return law.log_likelihood(p, terms_[data_.frequency_index(i)]);
    return law.log_likelihood(p, law.count_terms(std::span(&p.frequency, 1)).front());
  }

 private:
  const OwnParameters<Law>& own_;
  const CustomerPatterns& data_;
  const Eigen::VectorXd& x_;
  std::vector<typename Law<S>::CountTerms> terms_;
};

/// The sum of the log-likelihoods of all customers near a point, in blocks.
template <template <class> class Law>
Expansion sum_near(const OwnParameters<Law>& own, const CustomerPatterns& data, const Eigen::VectorXd& x) {
  constexpr std::size_t N = Law<double>::count;
  const OwnLikelihoods<Law, Dual<N>> likelihoods(own, data, x);
  const Expansion none{0.0, Eigen::VectorXd::Zero(x.size()), Eigen::MatrixXd::Zero(x.size(), x.size())};
  return reduce_blocks(
      data.size(), none,
      [&](std::size_t begin, std::size_t end) {
        std::vector<Dual<N>> parts;
        for (std::size_t i = begin; i < end; ++i) parts.push_back(likelihoods(i));
        return own.sum(begin, parts);
      },
      [](Expansion& total, const Expansion& part) { total += part; }, likelihood_block, "fitting");
}

/// The first parameters of a fit of a regression: those of its law.
template <template <class> class Law>
FittedLaw<Law> law_alone(const LikelihoodFit& fit) {
  constexpr std::size_t N = Law<double>::count;
  require(fit.positive() == N, "the number of positive parameters", static_cast<double>(fit.positive()),
          "must be that of the model");
  LikelihoodFit alone = fit;
  alone.names.resize(N);
  alone.estimates.resize(N);
  alone.coefficients = 0;
  alone.covariance = fit.covariance.topLeftCorner(static_cast<Eigen::Index>(N), static_cast<Eigen::Index>(N)).eval();
  return FittedLaw<Law>(std::move(alone));
}

template <template <class> class Law>
std::vector<std::string> PurchaseRegression<Law>::coefficient_names(const PurchaseCoding& coding) {
  std::vector<std::string> names;
  for (const CovariateEffect& effect : Law<double>::effects) {
    const bool is_transaction = effect.kind == CovariateKind::transaction;
    for (const std::string& column : (is_transaction ? coding.transaction : coding.dropout).names())
      names.push_back(fmt::format("{}.{}", effect.name, column));
  }
  return names;
}

template <template <class> class Law>
PurchaseRegression<Law>::PurchaseRegression(const Parameters& known, PurchaseCoding coding,
                                            const std::vector<double>& coefficients)
    : base_(known), fit_(base_.estimated()), coding_(std::move(coding)) {
  const std::vector<std::string> names = coefficient_names(coding_);
  require(coefficients.size() == names.size(), "the number of coefficients", static_cast<double>(coefficients.size()),
          "must be that of the columns of covariates");
  fit_.coefficients = names.size();
  for (std::size_t i = 0; i < names.size(); ++i) {
    require(std::isfinite(coefficients[i]), names[i], coefficients[i], "must be finite");
    fit_.names.push_back(names[i]);
    fit_.estimates.push_back({coefficients[i], 0.0, coefficients[i], coefficients[i], fit_.level});
  }
  const auto count = static_cast<Eigen::Index>(fit_.names.size());
  fit_.covariance = Eigen::MatrixXd::Zero(count, count);
}

template <template <class> class Law>
PurchaseRegression<Law>::PurchaseRegression(LikelihoodFit fit, PurchaseCoding coding)
    : base_(law_alone<Law>(fit)), fit_(std::move(fit)), coding_(std::move(coding)) {
  require(fit_.coefficients == coefficient_names(coding_).size(), "the number of coefficients",
          static_cast<double>(fit_.coefficients), "must be that of the columns of covariates");
}

template <template <class> class Law>
PurchaseRegression<Law> PurchaseRegression<Law>::fit(const PurchaseSummary& summary, const Frame& covariates,
                                                     const CovariateChoice& choice, const FitOptions& options) {
  using Own = OwnParameters<Law>;
  constexpr std::size_t N = Law<double>::count;
  const CountedPatterns counted = summary.counted();
  require_repeat_buyers(counted);
  const std::vector<std::uint32_t> rows = covariate_rows(covariates, summary);
  PurchaseCoding coding{CovariateCoding::learn(covariates, choice.transaction, rows),
                        CovariateCoding::learn(covariates, choice.dropout, rows)};
  std::array<CovariateDesign, 2> designs{coding.transaction.design(covariates, rows),
                                         coding.dropout.design(covariates, rows)};
  const DesignScales columns{ColumnScales(designs[0]), ColumnScales(designs[1])};
  for (std::size_t k = 0; k < 2; ++k) designs[k] = designs[k] * columns[k].scale.cwiseInverse().asDiagonal();
  const Own own(std::move(designs[0]), std::move(designs[1]));
  const CustomerPatterns data(summary.patterns());

  LikelihoodProblem problem;
  problem.names.assign(Law<double>::names.begin(), Law<double>::names.end());
  for (std::string& name : coefficient_names(coding)) problem.names.push_back(std::move(name));
  problem.coefficients = problem.names.size() - N;
  problem.observations = static_cast<double>(data.size());
  problem.terms = data.size();
  problem.scales = coefficient_scales(own, columns);
  problem.basis = centered_basis(own, columns);
  Own sample_own = own;
  CustomerPatterns sample = data;
  std::size_t sampled = 1;
  problem.log_likelihood = [&](const Eigen::VectorXd& x, std::size_t thinning) {
    if (thinning == 1) return sum_near(own, data, x);
    if (thinning != sampled) {
      sample_own = own.every(thinning);
      sample = data.every(thinning);
      sampled = thinning;
    }
    return sum_near(sample_own, sample, x);
  };
  problem.score_products = [&](const Eigen::VectorXd& x) {
    const OwnLikelihoods<Law, Gradient<N>> likelihoods(own, data, x);
    return score_products(data.size(), own.coordinates(), options.clusters,
                          [&](std::size_t i) { return own.gradient(likelihoods(i).gradient, i); });
  };
  const PurchaseMoments moments(counted);
  problem.starts = FittingOf<Law>::starts(moments);
  for (std::vector<double>& start : problem.starts) start.resize(problem.names.size(), 0.0);
  problem.limits = FittingOf<Law>::limits();
  problem.collapse = [&](const std::vector<double>& parameters) {
    return FittingOf<Law>::collapse(at_means(parameters, own, columns), moments);
  };
  return PurchaseRegression(maximize_likelihood(problem, options), std::move(coding));
}

template <template <class> class Law>
std::vector<Law<double>> PurchaseRegression<Law>::laws(const PurchaseSummary& summary, const Frame& covariates) const {
  const auto own = own_parameters(*this, summary, covariates);
  const Eigen::VectorXd x = coordinates_of(fit_);
  std::vector<Parameters> laws;
  for (std::size_t i = 0; i < own.customers(); ++i) laws.push_back(own.template law<double>(x, i));
  return laws;
}

template <template <class> class Law>
double PurchaseRegression<Law>::log_likelihood(const PurchaseSummary& summary, const Frame& covariates) const {
  const auto own = own_parameters(*this, summary, covariates);
  const CustomerPatterns data(summary.patterns());
  const Eigen::VectorXd x = coordinates_of(fit_);
  const OwnLikelihoods<Law, double> likelihoods(own, data, x);
  return reduce_blocks(
      data.size(), 0.0,
      [&](std::size_t begin, std::size_t end) {
        double sum = 0.0;
        for (std::size_t i = begin; i < end; ++i) sum += likelihoods(i);
        return sum;
      },
      [](double& total, double part) { total += part; }, customer_block);
}

template <template <class> class Law>
CustomerFigures PurchaseRegression<Law>::probability_alive(const PurchaseSummary& summary, const Frame& covariates,
                                                           double level) const {
  const auto own = own_parameters(*this, summary, covariates);
  const auto patterns = summary.patterns();
  return own_figures<LogitScale>(fit_, own, level,
                                 [&](const auto& law, std::size_t i) { return -law.log_odds_dead(patterns[i]); });
}

template <template <class> class Law>
CustomerFigures PurchaseRegression<Law>::expected_purchases(const PurchaseSummary& summary, const Frame& covariates,
                                                            double horizon, double level) const {
  require_time_ahead(horizon);
  const auto own = own_parameters(*this, summary, covariates);
  const auto patterns = summary.patterns();
  return own_figures<LogarithmScale>(fit_, own, level, [&](const auto& law, std::size_t i) {
    return log_expected_purchases(law, patterns[i], horizon);
  });
}

template <template <class> class Law>
CustomerFigures PurchaseRegression<Law>::expected_of_new(const Frame& covariates, double horizon, double level) const {
  require_time_ahead(horizon);
  const auto own = own_parameters<Law>(coding_, covariates, covariate_rows(covariates));
  return own_figures<LogarithmScale>(fit_, own, level, [&](const auto& law, std::size_t) {
    return log_expected_purchases(law, PurchasePattern{}, horizon);
  });
}

template <template <class> class Law>
std::vector<double> PurchaseRegression<Law>::purchase_distribution(const PurchaseSummary& summary,
                                                                   const Frame& covariates, double horizon,
                                                                   std::size_t most) const {
  require_time_ahead(horizon);
  const auto own = own_parameters(*this, summary, covariates);
  const Eigen::VectorXd x = coordinates_of(fit_);
  return distribute_purchases(summary.patterns(), horizon, most,
                              [&](std::size_t i) { return own.template law<double>(x, i); });
}

template <template <class> class Law>
std::vector<PurchasePattern> PurchaseRegression<Law>::simulate(const Frame& covariates, double observed,
                                                               std::uint64_t seed) const {
  const auto own = own_parameters<Law>(coding_, covariates, covariate_rows(covariates));
  const Eigen::VectorXd x = coordinates_of(fit_);
  return draw_customers<Law>(own.customers(), observed, seed,
                             [&](std::size_t i) { return own.template law<double>(x, i); });
}

}  // namespace fealty::loyalty
