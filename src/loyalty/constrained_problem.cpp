#include "constrained_problem.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::loyalty {

ConstrainedProblem::ConstrainedProblem(const LikelihoodProblem& whole, const FitOptions& options)
    : whole_(whole), fixed_(whole.names.size(), nan) {
  const std::size_t count = whole.names.size();
  std::vector<std::size_t> leader(count);  // of those that are equal, the first
  std::iota(leader.begin(), leader.end(), 0U);
  for (const auto& [one, other] : options.equal) {
    const std::size_t a = leader[position(one)], b = leader[position(other)];
    if (is_coefficient(a) != is_coefficient(b)) {
      throw ParameterError(code::out_of_domain,
                           fmt::format("{} and {} cannot be equal: only one is a coefficient", one, other));
    }
    std::ranges::replace(leader, std::max(a, b), std::min(a, b));
  }
  for (const auto& [name, value] : options.fixed) {
    const std::size_t i = position(name);
    require(std::isfinite(value) && (value > 0 || is_coefficient(i)), name, value,
            is_coefficient(i) ? "must be finite" : "must be positive and finite");
    double& fixed = fixed_[leader[i]];
    require(std::isnan(fixed) || fixed == value, name, value, "must be what equal parameters are fixed at");
    fixed = value;
  }
  stand_in_.assign(count, is_fixed);
  for (std::size_t i = 0; i < count; ++i) {
    fixed_[i] = fixed_[leader[i]];
    if (!std::isnan(fixed_[i])) continue;
    if (leader[i] == i) {
      stand_in_[i] = free_.size();
      free_.push_back(i);
    }
    stand_in_[i] = stand_in_[leader[i]];
  }
  require(!free_.empty(), "the number of free parameters", 0, "must be positive");
  origin_ = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(count));
  map_ = Eigen::MatrixXd::Zero(origin_.size(), static_cast<Eigen::Index>(free_.size()));
  for (std::size_t i = 0; i < count; ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    if (stand_in_[i] == is_fixed) {
      origin_[row] = is_coefficient(i) ? fixed_[i] * scale(i) : std::log(fixed_[i]);
    } else {
      map_(row, static_cast<Eigen::Index>(stand_in_[i])) = scale(i) / scale(free_[stand_in_[i]]);
    }
  }
}

LikelihoodProblem ConstrainedProblem::reduced() const {
  LikelihoodProblem problem;
  const auto size = static_cast<Eigen::Index>(free_.size());
  problem.scales.resize(size);
  for (std::size_t k = 0; k < free_.size(); ++k) {
    problem.names.push_back(whole_.names[free_[k]]);
    problem.coefficients += is_coefficient(free_[k]) ? 1 : 0;
    problem.scales[static_cast<Eigen::Index>(k)] = scale(free_[k]);
  }
  problem.log_likelihood = [this](const Eigen::VectorXd& x, std::size_t thinning) {
    const Expansion f = whole_.log_likelihood(origin_ + map_ * x, thinning);
    return Expansion{f.value, map_.transpose() * f.gradient, map_.transpose() * f.hessian * map_};
  };
  problem.observations = whole_.observations;
  problem.terms = whole_.terms;
  for (const std::vector<double>& start : whole_.starts) {
    problem.starts.emplace_back();
    for (const std::size_t i : free_) problem.starts.back().push_back(start[i]);
  }
  problem.limits = whole_.limits;
  if (whole_.basis.size() > 0) problem.basis = whole_.basis(free_, free_);
  if (whole_.score_products) {
    problem.score_products = [this](const Eigen::VectorXd& x) {
      return Eigen::MatrixXd(map_.transpose() * whole_.score_products(origin_ + map_ * x) * map_);
    };
  }
  if (whole_.collapse) {
    problem.collapse = [this](const std::vector<double>& free) { return whole_.collapse(completed(free)); };
  }
  return problem;
}

LikelihoodFit ConstrainedProblem::expanded(const LikelihoodFit& fit) const {
  LikelihoodFit all = fit;
  all.names = whole_.names;
  all.coefficients = whole_.coefficients;
  all.constraints = whole_.names.size() - free_.size();
  all.estimates.clear();
  all.covariance = Eigen::MatrixXd::Zero(origin_.size(), origin_.size());
  for (std::size_t i = 0; i < stand_in_.size(); ++i) {
    if (stand_in_[i] == is_fixed) {
      all.estimates.push_back({fixed_[i], 0.0, fixed_[i], fixed_[i], fit.level});
      continue;
    }
    all.estimates.push_back(fit.estimates[stand_in_[i]]);
    for (std::size_t j = 0; j < stand_in_.size(); ++j) {
      if (stand_in_[j] == is_fixed) continue;
      all.covariance(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
          fit.covariance(static_cast<Eigen::Index>(stand_in_[i]), static_cast<Eigen::Index>(stand_in_[j]));
    }
  }
  return all;
}

std::size_t ConstrainedProblem::position(const std::string& name) const {
  const auto found = std::ranges::find(whole_.names, name);
  if (found == whole_.names.end()) {
    const Names known{whole_.names.size(), [&](std::size_t i) { return whole_.names[i]; }};
    throw ParameterError(code::unknown_name, unknown_name_message(name, "a parameter", known));
  }
  return static_cast<std::size_t>(found - whole_.names.begin());
}

double ConstrainedProblem::scale(std::size_t i) const {
  return whole_.scales.size() == 0 ? 1.0 : whole_.scales[static_cast<Eigen::Index>(i)];
}

bool ConstrainedProblem::is_coefficient(std::size_t i) const {
  return i >= whole_.names.size() - whole_.coefficients;
}

std::vector<double> ConstrainedProblem::completed(const std::vector<double>& free) const {
  std::vector<double> all = fixed_;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (stand_in_[i] != is_fixed) all[i] = free[stand_in_[i]];
  }
  return all;
}

}  // namespace fealty::loyalty
