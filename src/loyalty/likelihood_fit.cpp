#include "fealty/loyalty/likelihood_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <Eigen/QR>
#include <fmt/format.h>

#include "constrained_problem.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/special.hpp"

namespace fealty::loyalty {
namespace {

using Index = Eigen::Index;

constexpr std::size_t fewest_sampled = 10'000;  // terms of the sample on which the search begins
constexpr std::size_t most_thinning = 20;
constexpr double flat_deviation = 1.0;      // standard error of a combination of coordinates from which it is a ridge
constexpr double farthest = 30.0;           // how far along a coordinate a bound is looked for
constexpr double indistinguishable = 0.01;  // of log-likelihoods, when one is that of a limit

/// The search for the maximum, all in the problem's coordinates but the climb, which goes in those of its basis.
class Search {
 public:
  Search(const LikelihoodProblem& problem, const FitOptions& options) : problem_(problem), options_(options) {
    if (has_basis()) to_basis_ = problem_.basis.inverse();
  }

  /// The best maximum of the starts, tried until one is good.
  Optimum best() {
    std::optional<Optimum> found;
    for (const std::vector<double>& start : problem_.starts) {
      Eigen::VectorXd coordinates = coordinates_of(start);
      if (has_basis()) coordinates = to_basis_ * coordinates;
      Optimum optimum = climb(std::move(coordinates));
      if (optimum.stop == NewtonStop::not_finite) continue;
      if (!found || optimum.at.value > found->at.value) found = std::move(optimum);
      if (found->converged() && !is_extreme(*found)) break;
    }
    if (!found) throw FitError(code::no_information, "the likelihood is not finite at any start");
    if (has_basis()) {
      found->argmax = problem_.basis * found->argmax;
      found->at.gradient = to_basis_.transpose() * found->at.gradient;
      found->at.hessian = to_basis_.transpose() * found->at.hessian * to_basis_;
    }
    return std::move(*found);
  }

  /// The information about the coordinates of the basis.
  [[nodiscard]] Eigen::MatrixXd in_basis(const Eigen::MatrixXd& information) const {
    return has_basis() ? problem_.basis.transpose() * information * problem_.basis : information;
  }

  /// The highest log-likelihood with one parameter held, over the others, from the given point on. The point moves to
  /// the maximum.
  double profile(Index held, double coordinate, Eigen::VectorXd& point) {
    const double move = coordinate - point[held];
    if (point.size() == 1) {
      point[held] = coordinate;
      return problem_.log_likelihood(point, 1).value;
    }
    const auto others = [&](const Eigen::VectorXd& x) {
      const Expansion f = mean(with(x, held, coordinate), 1);
      return Expansion{f.value, without(f.gradient, held), without(f.hessian, held)};
    };
    const Optimum optimum = maximize(others, without(point, held) + move * ridge(point, held), options_.newton);
    iterations_ += optimum.iterations;
    point = with(optimum.argmax, held, coordinate);
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
  [[nodiscard]] Expansion mean(const Eigen::VectorXd& coordinates, std::size_t thinning) const {
    Expansion f = problem_.log_likelihood(coordinates, thinning);
    const double scale = static_cast<double>(thinning) / problem_.observations;
    f.value *= scale;
    f.gradient *= scale;
    f.hessian *= scale;
    return f;
  }

  [[nodiscard]] bool has_basis() const { return problem_.basis.size() > 0; }

  [[nodiscard]] Eigen::VectorXd coordinates_of(const std::vector<double>& parameters) const {
    Eigen::VectorXd x = Eigen::VectorXd::Map(parameters.data(), static_cast<Index>(parameters.size()));
    auto positive = x.head(x.size() - static_cast<Index>(problem_.coefficients)).array();
    positive = positive.log();
    return problem_.scales.size() == 0 ? x : Eigen::VectorXd(x.cwiseProduct(problem_.scales));
  }

  /// The mean log-likelihood near a point in the coordinates of the basis.
  [[nodiscard]] Expansion mean_in_basis(const Eigen::VectorXd& x, std::size_t thinning) const {
    if (!has_basis()) return mean(x, thinning);
    const Expansion f = mean(problem_.basis * x, thinning);
    return {f.value, problem_.basis.transpose() * f.gradient, in_basis(f.hessian)};
  }

  Optimum climb(Eigen::VectorXd start) {
    const std::size_t thinning = std::min(problem_.terms / fewest_sampled, most_thinning);
    if (thinning > 1) {
      NewtonOptions rough = options_.newton;
      rough.gradient_tolerance = std::max(rough.gradient_tolerance, 1e-6);
      const Optimum sampled =
          maximize([&](const Eigen::VectorXd& x) { return mean_in_basis(x, thinning); }, start, rough);
      iterations_ += sampled.iterations;
      if (sampled.converged()) start = sampled.argmax;
    }
    Optimum optimum =
        maximize([&](const Eigen::VectorXd& x) { return mean_in_basis(x, 1); }, std::move(start), options_.newton);
    iterations_ += optimum.iterations;
    return optimum;
  }

  /// Whether a parameter has run off, so that another start may find a maximum inside.
  static bool is_extreme(const Optimum& optimum) { return optimum.argmax.cwiseAbs().maxCoeff() > 12.0; }

  const LikelihoodProblem& problem_;
  const FitOptions& options_;
  Eigen::MatrixXd to_basis_;  // the inverse of the basis
  std::size_t iterations_ = 0;
};

/// Where a profile log-likelihood falls by a drop, on one side of the maximum.
struct ProfileEnd {
  double coordinate;  // infinite where it does not fall so far
  bool is_limit;      // it does not fall at all
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

std::string limit_meaning(const LikelihoodProblem& problem, std::size_t i, bool is_infinite) {
  const std::string& parameter = problem.names[i];
  for (const ParameterLimit& limit : problem.limits) {
    if (limit.parameter == parameter && limit.is_infinite == is_infinite) return std::string(limit.meaning);
  }
  return fmt::format("the likelihood is as high where {} goes to {}", parameter,
                     is_infinite                                       ? "infinity"
                     : i < problem.names.size() - problem.coefficients ? "0"
                                                                       : "minus infinity");
}

/// The parameter of a coordinate.
double value_at(double coordinate, bool is_positive) {
  return is_positive ? std::exp(coordinate) : coordinate;
}

/// Standard errors and covariance from the Hessian by the coordinates of the parameters that are not at a limit.
/// Robust ones have the products of scores between two inverses of the information.
void estimate_errors(LikelihoodFit& fit, const Eigen::MatrixXd& information, const std::vector<bool>& at_limit,
                     const Eigen::MatrixXd* score_products) {
  std::vector<Index> free;
  for (std::size_t i = 0; i < at_limit.size(); ++i) {
    if (!at_limit[i]) free.push_back(static_cast<Index>(i));
  }
  Optimum inner;
  inner.at.hessian = -information(free, free);
  Eigen::MatrixXd covariance_of_coordinates;
  try {
    if (!free.empty()) covariance_of_coordinates = covariance(inner);
  } catch (const FitError&) {
    fit.warnings.push_back({"", "ridge", "the likelihood does not determine every parameter: no standard errors"});
    return;
  }
  if (score_products != nullptr) {
    const Eigen::MatrixXd filling = (*score_products)(free, free);
    covariance_of_coordinates = covariance_of_coordinates * filling * covariance_of_coordinates;
  }
  const auto slope = [&](Index i) {  // of the parameter by its coordinate
    const auto k = static_cast<std::size_t>(i);
    return k < fit.positive() ? fit.estimates[k].value : 1.0;
  };
  for (std::size_t a = 0; a < free.size(); ++a) {
    const auto i = static_cast<std::size_t>(free[a]);
    const bool is_positive = i < fit.positive();
    Estimate& e = fit.estimates[i];
    const auto row = static_cast<Index>(a);
    const double error = std::sqrt(covariance_of_coordinates(row, row));
    const Estimate coordinate = normal_interval(is_positive ? std::log(e.value) : e.value, error, fit.level);
    e.standard_error = slope(free[a]) * error;
    e.lower = value_at(coordinate.lower, is_positive);
    e.upper = value_at(coordinate.upper, is_positive);
    for (std::size_t b = 0; b < free.size(); ++b) {
      fit.covariance(free[a], free[b]) =
          slope(free[a]) * slope(free[b]) * covariance_of_coordinates(row, static_cast<Index>(b));
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

namespace {

/// The fit of a problem without constraints and penalties, with coefficients in coordinates.
LikelihoodFit fit_in_coordinates(const LikelihoodProblem& problem, const FitOptions& options) {
  Search search(problem, options);
  const Optimum optimum = search.best();
  const Eigen::MatrixXd information = -problem.observations * optimum.at.hessian;
  const auto count = static_cast<Index>(problem.names.size());

  LikelihoodFit fit;
  fit.names = problem.names;
  fit.coefficients = problem.coefficients;
  fit.level = options.level;
  fit.observations = problem.observations;
  fit.log_likelihood = problem.observations * optimum.at.value;
  fit.covariance = Eigen::MatrixXd::Constant(count, count, nan);
  for (Index i = 0; i < count; ++i) {
    const bool is_positive = static_cast<std::size_t>(i) < fit.positive();
    fit.estimates.push_back({value_at(optimum.argmax[i], is_positive), nan, nan, nan, fit.level});
  }

  const std::vector<bool> flat = flat_parameters(search.in_basis(information));
  std::vector<bool> at_limit(flat.size(), false);
  std::vector<std::pair<double, double>> bounds(flat.size());
  const double drop = 0.5 * chi_square_quantile(options.level, 1.0);
  for (std::size_t i = 0; i < flat.size(); ++i) {
    if (!flat[i]) continue;
    const auto row = static_cast<Index>(i);
    const ProfileEnd lower = profile_end(search, optimum, fit.log_likelihood, row, -1.0, drop);
    const ProfileEnd upper = profile_end(search, optimum, fit.log_likelihood, row, 1.0, drop);
    bounds[i] = {value_at(lower.coordinate, i < fit.positive()), value_at(upper.coordinate, i < fit.positive())};
    at_limit[i] = lower.is_limit || upper.is_limit;
    if (lower.is_limit && upper.is_limit) {
      fit.warnings.push_back({fit.names[i], "not_identified", "the likelihood is the same for all of its values"});
    } else if (at_limit[i]) {
      fit.warnings.push_back({fit.names[i], "limit", limit_meaning(problem, i, upper.is_limit)});
    } else if (std::isinf(lower.coordinate) != std::isinf(upper.coordinate)) {
      fit.warnings.push_back(
          {fit.names[i], "not_excluded", "not excluded: " + limit_meaning(problem, i, std::isinf(upper.coordinate))});
    }
  }
  if (problem.collapse) {
    std::vector<double> values;
    for (std::size_t i = 0; i < fit.estimates.size(); ++i) {
      const bool is_scaled = i >= fit.positive() && problem.scales.size() > 0;
      values.push_back(fit.estimates[i].value / (is_scaled ? problem.scales[static_cast<Index>(i)] : 1.0));
    }
    if (const auto collapsed = problem.collapse(values)) fit.warnings.push_back(*collapsed);
  }
  if (std::ranges::find(flat, true) != flat.end()) {
    fit.warnings.push_back({"", "ridge",
                            fmt::format("the likelihood is flat along {}: their intervals are those of the profile "
                                        "likelihood",
                                        joined(fit.names, flat))});
  }
  fit.errors = options.clusters.empty() ? options.errors : StandardErrors::clustered;
  Eigen::MatrixXd score_products;
  require(fit.errors == StandardErrors::model || problem.score_products, "the kind of errors",
          static_cast<double>(fit.errors), "must be 0 (model): robust ones are not known for this model");
  if (fit.errors != StandardErrors::model) score_products = problem.score_products(optimum.argmax);
  estimate_errors(fit, information, at_limit, score_products.size() > 0 ? &score_products : nullptr);
  for (std::size_t i = 0; i < flat.size(); ++i) {
    if (flat[i]) std::tie(fit.estimates[i].lower, fit.estimates[i].upper) = bounds[i];
  }
  const bool runs_off = std::ranges::find(at_limit, true) != at_limit.end();
  if (!optimum.converged() && !runs_off)
    fit.warnings.push_back({"", "not_converged", fmt::format("the search {}", to_string(optimum.stop))});
  fit.iterations = search.iterations();
  return fit;
}

/// Coefficients from their coordinates.
void divide_by_scales(LikelihoodFit& fit, const Eigen::VectorXd& scales) {
  if (scales.size() == 0) return;
  for (std::size_t i = fit.positive(); i < fit.names.size(); ++i) {
    const double scale = scales[static_cast<Index>(i)];
    Estimate& e = fit.estimates[i];
    e = {e.value / scale, e.standard_error / scale, e.lower / scale, e.upper / scale, e.level};
  }
  fit.covariance = scales.cwiseInverse().asDiagonal() * fit.covariance * scales.cwiseInverse().asDiagonal();
}

/// Half the penalties of the squares of coordinates.
Eigen::VectorXd penalties(const LikelihoodProblem& problem, const FitOptions& options) {
  require(options.penalty >= 0 && std::isfinite(options.penalty), "penalty", options.penalty,
          "must be finite and not negative");
  require(options.penalty_of_logarithms >= 0 && std::isfinite(options.penalty_of_logarithms), "penalty_of_logarithms",
          options.penalty_of_logarithms, "must be finite and not negative");
  const auto coefficients = static_cast<Index>(problem.coefficients);
  const auto positive = static_cast<Index>(problem.names.size()) - coefficients;
  Eigen::VectorXd weights(positive + coefficients);
  weights << Eigen::VectorXd::Constant(positive, options.penalty_of_logarithms),
      Eigen::VectorXd::Constant(coefficients, options.penalty);
  return weights;
}

/// Takes half the weighted squares of coordinates off the log-likelihood.
void penalize(LikelihoodProblem& problem, const Eigen::VectorXd& weights) {
  problem.log_likelihood = [plain = problem.log_likelihood, weights](const Eigen::VectorXd& x, std::size_t thinning) {
    Expansion f = plain(x, thinning);
    const double share = 1.0 / static_cast<double>(thinning);
    f.value -= 0.5 * share * x.cwiseAbs2().dot(weights);
    f.gradient -= share * weights.cwiseProduct(x);
    f.hessian.diagonal() -= share * weights;
    return f;
  };
}

/// What the penalties take off at the estimates.
double penalty_at(const LikelihoodFit& fit, const LikelihoodProblem& problem, const Eigen::VectorXd& weights) {
  double sum = 0.0;
  for (std::size_t i = 0; i < fit.names.size(); ++i) {
    const auto k = static_cast<Index>(i);
    const double scale = problem.scales.size() == 0 ? 1.0 : problem.scales[k];
    const double value = fit.estimates[i].value;
    const double coordinate = i < fit.positive() ? std::log(value) : value * scale;
    sum += 0.5 * weights[k] * coordinate * coordinate;
  }
  return sum;
}

/// The options' start before the problem's own; coefficients that it does not have begin at 0.
void begin_at(LikelihoodProblem& problem, std::vector<double> start) {
  require(start.size() == problem.names.size() || start.size() + problem.coefficients == problem.names.size(),
          "the length of the start", static_cast<double>(start.size()), "must be the number of parameters");
  start.resize(problem.names.size(), 0.0);
  problem.starts.insert(problem.starts.begin(), std::move(start));
}

}  // namespace

LikelihoodFit maximize_likelihood(const LikelihoodProblem& given, const FitOptions& options) {
  require_level(options.level);
  LikelihoodProblem problem = given;
  const Eigen::VectorXd weights = penalties(problem, options);
  const bool is_penalized = weights.maxCoeff() > 0;
  if (is_penalized) penalize(problem, weights);
  if (!options.start.empty()) begin_at(problem, options.start);
  LikelihoodFit fit;
  if (options.fixed.empty() && options.equal.empty()) {
    fit = fit_in_coordinates(problem, options);
    divide_by_scales(fit, problem.scales);
  } else {
    const ConstrainedProblem constrained(problem, options);
    const LikelihoodProblem reduced = constrained.reduced();
    fit = fit_in_coordinates(reduced, options);
    divide_by_scales(fit, reduced.scales);
    fit = constrained.expanded(fit);
  }
  if (is_penalized) fit.log_likelihood += penalty_at(fit, problem, weights);
  return fit;
}

Eigen::MatrixXd LikelihoodFit::log_covariance() const {
  const auto count = static_cast<Index>(estimates.size());
  const auto slope = [&](Index i) {
    const auto k = static_cast<std::size_t>(i);
    return k < positive() ? estimates[k].value : 1.0;
  };
  Eigen::MatrixXd result(count, count);
  for (Index i = 0; i < count; ++i) {
    for (Index j = 0; j < count; ++j) {
      result(i, j) = std::isnan(covariance(i, j)) ? 0.0 : covariance(i, j) / (slope(i) * slope(j));
    }
  }
  return result;
}

namespace {

/// The parameters from number `first` on.
Frame frame_from(const LikelihoodFit& fit, std::size_t first) {
  std::vector<std::string> names;
  std::vector<double> value, standard_error, lower, upper;
  for (std::size_t i = first; i < fit.names.size(); ++i) {
    const Estimate& e = fit.estimates[i];
    names.push_back(fit.names[i]);
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

}  // namespace

Frame LikelihoodFit::frame() const {
  return frame_from(*this, 0);
}

Frame LikelihoodFit::coefficients_frame() const {
  Frame frame = frame_from(*this, positive());
  std::vector<double> z, p_value;
  for (std::size_t i = positive(); i < estimates.size(); ++i) {
    z.push_back(estimates[i].value / estimates[i].standard_error);
    p_value.push_back(2 * normal_cdf(-std::abs(z.back())));
  }
  frame.add("z", std::move(z));
  frame.add("p_value", std::move(p_value));
  return frame;
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
