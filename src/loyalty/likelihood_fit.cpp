#include "fealty/loyalty/likelihood_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/special.hpp"

namespace fealty::loyalty {
namespace {

using Index = Eigen::Index;

constexpr std::size_t thinned_terms = 100'000;  // from which the search begins on a sample
constexpr std::size_t sample_terms = 50'000;
constexpr double flat_deviation = 1.0;      // standard error of a combination of logarithms from which it is a ridge
constexpr double farthest = 30.0;           // logarithm of the factor up to which a bound is looked for
constexpr double indistinguishable = 0.01;  // of log-likelihoods, when one is that of a limit

/// The search for the maximum, all in logarithms of the parameters.
class Search {
 public:
  Search(const LikelihoodProblem& problem, const FitOptions& options) : problem_(problem), options_(options) {}

  /// The best maximum of the starts, tried until one is good.
  Optimum best() {
    std::optional<Optimum> found;
    for (const std::vector<double>& start : problem_.starts) {
      Optimum optimum = climb(Eigen::VectorXd::Map(start.data(), static_cast<Index>(start.size())).array().log());
      if (optimum.stop == NewtonStop::not_finite) continue;
      if (!found || optimum.at.value > found->at.value) found = std::move(optimum);
      if (found->converged() && !is_extreme(*found)) break;
    }
    if (!found) throw FitError(code::no_information, "the likelihood is not finite at any start");
    return std::move(*found);
  }

  /// The highest log-likelihood with one parameter held, over the others, from the given point on. The point moves to
  /// the maximum.
  double profile(Index held, double logarithm, Eigen::VectorXd& point) {
    const double move = logarithm - point[held];
    if (point.size() == 1) {
      point[held] = logarithm;
      return problem_.log_likelihood(point, 1).value;
    }
    const auto others = [&](const Eigen::VectorXd& x) {
      const Expansion f = mean(with(x, held, logarithm), 1);
      return Expansion{f.value, without(f.gradient, held), without(f.hessian, held)};
    };
    const Optimum optimum = maximize(others, without(point, held) + move * ridge(point, held), options_.newton);
    iterations_ += optimum.iterations;
    point = with(optimum.argmax, held, logarithm);
    const double highest = optimum.at.value * problem_.observations;
    return std::isfinite(highest) ? highest : -std::numeric_limits<double>::infinity();
  }

  [[nodiscard]] std::size_t iterations() const { return iterations_; }

  static Eigen::VectorXd without(const Eigen::VectorXd& x, Index i) {
    Eigen::VectorXd rest(x.size() - 1);
    rest << x.head(i), x.tail(x.size() - i - 1);
    return rest;
  }

  static Eigen::MatrixXd without(const Eigen::MatrixXd& x, Index i) {
    const Index after = x.rows() - i - 1;
    Eigen::MatrixXd rest(x.rows() - 1, x.cols() - 1);
    rest << x.topLeftCorner(i, i), x.topRightCorner(i, after), x.bottomLeftCorner(after, i),
        x.bottomRightCorner(after, after);
    return rest;
  }

 private:
  /// How the others follow one parameter along the ridge of the likelihood, from the Hessian at a point; at most in
  /// proportion.
  [[nodiscard]] Eigen::VectorXd ridge(const Eigen::VectorXd& point, Index held) const {
    const Eigen::MatrixXd hessian = mean(point, 1).hessian;
    const Eigen::MatrixXd inner = without(hessian, held);
    const Eigen::VectorXd by_held = without(Eigen::VectorXd(hessian.col(held)), held);
    const Eigen::VectorXd slope = -inner.completeOrthogonalDecomposition().solve(by_held);
    return slope.unaryExpr([](double x) { return std::isfinite(x) ? std::clamp(x, -1.0, 1.0) : 0.0; });
  }

  static Eigen::VectorXd with(const Eigen::VectorXd& x, Index i, double value) {
    Eigen::VectorXd all(x.size() + 1);
    all << x.head(i), value, x.tail(x.size() - i);
    return all;
  }

  /// The mean log-likelihood, on a sample to begin with where that saves time.
  [[nodiscard]] Expansion mean(const Eigen::VectorXd& logarithms, std::size_t thinning) const {
    Expansion f = problem_.log_likelihood(logarithms, thinning);
    const double scale = static_cast<double>(thinning) / problem_.observations;
    f.value *= scale;
    f.gradient *= scale;
    f.hessian *= scale;
    return f;
  }

  Optimum climb(Eigen::VectorXd start) {
    if (problem_.terms >= thinned_terms) {
      const std::size_t thinning = problem_.terms / sample_terms;
      NewtonOptions rough = options_.newton;
      rough.gradient_tolerance = std::max(rough.gradient_tolerance, 1e-6);
      const Optimum sampled = maximize([&](const Eigen::VectorXd& x) { return mean(x, thinning); }, start, rough);
      iterations_ += sampled.iterations;
      if (sampled.converged()) start = sampled.argmax;
    }
    Optimum optimum = maximize([&](const Eigen::VectorXd& x) { return mean(x, 1); }, std::move(start), options_.newton);
    iterations_ += optimum.iterations;
    return optimum;
  }

  /// Whether a parameter has run off, so that another start may find a maximum inside.
  static bool is_extreme(const Optimum& optimum) { return optimum.argmax.cwiseAbs().maxCoeff() > 12.0; }

  const LikelihoodProblem& problem_;
  const FitOptions& options_;
  std::size_t iterations_ = 0;
};

/// Where a profile log-likelihood falls by a drop, on one side of the maximum.
struct ProfileEnd {
  double logarithm;  // infinite where it does not fall so far
  bool is_limit;     // it does not fall at all
};

ProfileEnd profile_end(Search& search, const Optimum& optimum, double highest, Index parameter, double direction,
                       double drop) {
  Eigen::VectorXd point = optimum.argmax;
  const double center = point[parameter];
  double inside = 0.0, outside = 0.0, fall = 0.0;
  for (double reach = 0.5; fall < drop; reach = std::min(2 * reach, farthest)) {
    inside = outside;
    outside = reach;
    fall = highest - search.profile(parameter, center + direction * reach, point);
    if (reach == farthest && fall < drop) {
      return {direction * std::numeric_limits<double>::infinity(), fall < indistinguishable};
    }
  }
  // Bisection: the profile may have any shape.
  for (int halving = 0; halving < 30; ++halving) {
    const double middle = 0.5 * (inside + outside);
    fall = highest - search.profile(parameter, center + direction * middle, point);
    (fall < drop ? inside : outside) = middle;
  }
  return {center + direction * 0.5 * (inside + outside), false};
}

/// The parameters that have a part in a line along which the log-likelihood is flat.
std::vector<bool> flat_parameters(const Eigen::MatrixXd& information) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(information);
  std::vector<bool> flat(static_cast<std::size_t>(information.rows()), false);
  for (Index k = 0; k < information.rows(); ++k) {
    const double curvature = solver.eigenvalues()[k];
    if (curvature * flat_deviation * flat_deviation > 1.0) continue;
    for (std::size_t i = 0; i < flat.size(); ++i)
      flat[i] = flat[i] || std::abs(solver.eigenvectors()(static_cast<Index>(i), k)) > 0.2;
  }
  return flat;
}

std::string limit_meaning(const LikelihoodProblem& problem, std::string_view parameter, bool is_infinite) {
  for (const ParameterLimit& limit : problem.limits) {
    if (limit.parameter == parameter && limit.is_infinite == is_infinite) return std::string(limit.meaning);
  }
  return fmt::format("the likelihood is as high where {} goes to {}", parameter, is_infinite ? "infinity" : "0");
}

/// Standard errors and covariance from the Hessian by the logarithms of the parameters that are not at a limit.
void estimate_errors(LikelihoodFit& fit, const Eigen::MatrixXd& information, const std::vector<bool>& at_limit) {
  std::vector<Index> free;
  for (std::size_t i = 0; i < at_limit.size(); ++i) {
    if (!at_limit[i]) free.push_back(static_cast<Index>(i));
  }
  Optimum inner;
  inner.at.hessian = -information(free, free);
  Eigen::MatrixXd covariance_of_logarithms;
  try {
    if (!free.empty()) covariance_of_logarithms = covariance(inner);
  } catch (const FitError&) {
    fit.warnings.push_back({"", "ridge", "the likelihood does not determine every parameter: no standard errors"});
    return;
  }
  for (std::size_t a = 0; a < free.size(); ++a) {
    const auto i = static_cast<std::size_t>(free[a]);
    Estimate& e = fit.estimates[i];
    const auto row = static_cast<Index>(a);
    const double error = std::sqrt(covariance_of_logarithms(row, row));
    const Estimate logarithm = normal_interval(std::log(e.value), error, fit.level);
    e.standard_error = e.value * error;
    e.lower = std::exp(logarithm.lower);
    e.upper = std::exp(logarithm.upper);
    for (std::size_t b = 0; b < free.size(); ++b) {
      fit.covariance(free[a], free[b]) = e.value * fit.estimates[static_cast<std::size_t>(free[b])].value *
                                         covariance_of_logarithms(row, static_cast<Index>(b));
    }
  }
}

std::string joined(const std::vector<std::string>& names, const std::vector<bool>& chosen) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (chosen[i]) text += (text.empty() ? "" : ", ") + names[i];
  }
  return text;
}

}  // namespace

LikelihoodFit maximize_likelihood(const LikelihoodProblem& problem, const FitOptions& options) {
  require_level(options.level);
  Search search(problem, options);
  const Optimum optimum = search.best();
  const Eigen::MatrixXd information = -problem.observations * optimum.at.hessian;
  const auto count = static_cast<Index>(problem.names.size());

  LikelihoodFit fit;
  fit.names = problem.names;
  fit.level = options.level;
  fit.observations = problem.observations;
  fit.log_likelihood = problem.observations * optimum.at.value;
  fit.covariance = Eigen::MatrixXd::Constant(count, count, nan);
  for (Index i = 0; i < count; ++i) fit.estimates.push_back({std::exp(optimum.argmax[i]), nan, nan, nan, fit.level});

  const std::vector<bool> flat = flat_parameters(information);
  std::vector<bool> at_limit(flat.size(), false);
  std::vector<std::pair<double, double>> bounds(flat.size());
  const double drop = 0.5 * chi_square_quantile(options.level, 1.0);
  for (std::size_t i = 0; i < flat.size(); ++i) {
    if (!flat[i]) continue;
    const auto row = static_cast<Index>(i);
    const ProfileEnd lower = profile_end(search, optimum, fit.log_likelihood, row, -1.0, drop);
    const ProfileEnd upper = profile_end(search, optimum, fit.log_likelihood, row, 1.0, drop);
    bounds[i] = {std::exp(lower.logarithm), std::exp(upper.logarithm)};
    at_limit[i] = lower.is_limit || upper.is_limit;
    if (lower.is_limit && upper.is_limit) {
      fit.warnings.push_back({fit.names[i], "not_identified", "the likelihood is the same for all of its values"});
    } else if (at_limit[i]) {
      fit.warnings.push_back({fit.names[i], "limit", limit_meaning(problem, fit.names[i], upper.is_limit)});
    } else if (std::isinf(lower.logarithm) != std::isinf(upper.logarithm)) {
      fit.warnings.push_back({fit.names[i], "not_excluded",
                              "not excluded: " + limit_meaning(problem, fit.names[i], std::isinf(upper.logarithm))});
    }
  }
  if (problem.collapse) {
    std::vector<double> values;
    for (const Estimate& e : fit.estimates) values.push_back(e.value);
    if (const auto collapsed = problem.collapse(values)) fit.warnings.push_back(*collapsed);
  }
  if (std::ranges::find(flat, true) != flat.end()) {
    fit.warnings.push_back({"", "ridge",
                            fmt::format("the likelihood is flat along {}: their intervals are those of the profile "
                                        "likelihood",
                                        joined(fit.names, flat))});
  }
  estimate_errors(fit, information, at_limit);
  for (std::size_t i = 0; i < flat.size(); ++i) {
    if (flat[i]) std::tie(fit.estimates[i].lower, fit.estimates[i].upper) = bounds[i];
  }
  const bool runs_off = std::ranges::find(at_limit, true) != at_limit.end();
  if (!optimum.converged() && !runs_off)
    fit.warnings.push_back({"", "not_converged", fmt::format("the search {}", to_string(optimum.stop))});
  fit.iterations = search.iterations();
  return fit;
}

Eigen::MatrixXd LikelihoodFit::log_covariance() const {
  const auto count = static_cast<Index>(estimates.size());
  Eigen::MatrixXd result(count, count);
  for (Index i = 0; i < count; ++i) {
    for (Index j = 0; j < count; ++j) {
      const double both = estimates[static_cast<std::size_t>(i)].value * estimates[static_cast<std::size_t>(j)].value;
      result(i, j) = std::isnan(covariance(i, j)) ? 0.0 : covariance(i, j) / both;
    }
  }
  return result;
}

Frame LikelihoodFit::frame() const {
  std::vector<double> value, standard_error, lower, upper;
  for (const Estimate& e : estimates) {
    value.push_back(e.value);
    standard_error.push_back(e.standard_error);
    lower.push_back(e.lower);
    upper.push_back(e.upper);
  }
  return Frame({{"parameter", Column(names)},
                {"value", std::move(value)},
                {"standard_error", std::move(standard_error)},
                {"lower", std::move(lower)},
                {"upper", std::move(upper)}});
}

Frame LikelihoodFit::warnings_frame() const {
  std::vector<std::string> parameter, kind, meaning;
  for (const FitWarning& w : warnings) {
    parameter.push_back(w.parameter);
    kind.push_back(w.kind);
    meaning.push_back(w.meaning);
  }
  return Frame({{"parameter", Column(parameter)}, {"kind", Column(kind)}, {"meaning", Column(meaning)}});
}

}  // namespace fealty::loyalty
