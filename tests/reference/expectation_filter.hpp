#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include <Eigen/Dense>

#include "fealty/gaps/expectation_model.hpp"

/// Expectations of one series by general matrices: the slow twin of the filter, its likelihood and its smoother.
///
/// The state has a third part, the service delivered at the visit, so that all noises are independent of each other;
/// all answers of a visit are one vector, and matrices are inverted.
namespace fealty::reference {

struct ExpectationMoments {
  Eigen::Vector2d mean;
  Eigen::Matrix2d covariance;
};

struct FilteredSeries {
  std::vector<ExpectationMoments> before;    ///< given all answers up to the visit but for its experience
  std::vector<ExpectationMoments> smoothed;  ///< given all answers
  ExpectationMoments next;
  double log_likelihood = 0.0;
};

inline FilteredSeries filter_series(const gaps::ExpectationParameters<>& p,
                                    const std::vector<gaps::VisitAnswers>& visits) {
  using Eigen::Matrix3d, Eigen::MatrixXd, Eigen::Vector3d, Eigen::VectorXd;
  const double service_variance = p.service_sd * p.service_sd;
  Matrix3d transition = Matrix3d::Zero();  // of (will, should, delivered)
  transition << 1 - p.will_rate, 0, p.will_rate, 0, 1 - p.should_rate, p.should_rate, 0, 0, 0;
  const Vector3d arriving(0, 0, p.service_mean);
  Matrix3d noise = Matrix3d::Zero();
  noise(2, 2) = service_variance;

  struct Step {
    Vector3d predicted, filtered;
    Matrix3d predicted_covariance, filtered_covariance;
  };
  const auto condition = [](Vector3d& m, Matrix3d& v, const MatrixXd& h, const VectorXd& y, const VectorXd& r) {
    const VectorXd error = y - h * m;
    const MatrixXd f = h * v * h.transpose() + MatrixXd(r.asDiagonal());
    const MatrixXd gain = v * h.transpose() * f.inverse();
    m += gain * error;
    v -= gain * h * v;
    const double two_pi = 2 * std::numbers::pi;
    return -0.5 * (static_cast<double>(y.size()) * std::log(two_pi) + std::log(f.determinant()) +
                   error.dot(f.inverse() * error));
  };

  FilteredSeries result;
  std::vector<Step> steps;
  Vector3d m(p.will_mean, p.should_mean, p.service_mean);
  Matrix3d v = Matrix3d::Zero();
  const double both = p.correlation * p.will_sd * p.should_sd;
  v << p.will_sd * p.will_sd, both, 0, both, p.should_sd * p.should_sd, 0, 0, 0, service_variance;
  for (const gaps::VisitAnswers& answers : visits) {
    const Vector3d of_experience(p.will_effect, -p.should_effect, 1 - p.will_effect + p.should_effect);
    struct Row {
      double answer, noise;
      Vector3d weights;
    };
    std::vector<Row> rows;
    if (!std::isnan(answers.will)) rows.push_back({answers.will, p.will_noise, Vector3d(1, 0, 0)});
    if (!std::isnan(answers.should)) rows.push_back({answers.should, p.should_noise, Vector3d(0, 1, 0)});
    const auto conditioned = [&](Vector3d& mean, Matrix3d& covariance) {
      if (rows.empty()) return 0.0;
      const auto count = static_cast<Eigen::Index>(rows.size());
      MatrixXd h(count, 3);
      VectorXd y(count), r(count);
      for (Eigen::Index i = 0; i < count; ++i) {
        const Row& row = rows[static_cast<std::size_t>(i)];
        h.row(i) = row.weights.transpose();
        y[i] = row.answer;
        r[i] = row.noise * row.noise;
      }
      return condition(mean, covariance, h, y, r);
    };
    Step step{m, m, v, v};
    Vector3d expected = m;
    Matrix3d uncertain = v;
    conditioned(expected, uncertain);
    result.before.push_back({expected.head<2>(), uncertain.topLeftCorner<2, 2>()});
    if (!std::isnan(answers.experience)) rows.push_back({answers.experience, p.experience_noise, of_experience});
    result.log_likelihood += conditioned(step.filtered, step.filtered_covariance);
    m = transition * step.filtered + arriving;
    v = transition * step.filtered_covariance * transition.transpose() + noise;
    steps.push_back(step);
  }
  result.next = {m.head<2>(), v.topLeftCorner<2, 2>()};

  // Rauch, Tung and Striebel (1965).
  result.smoothed.resize(steps.size());
  for (std::size_t t = steps.size(); t-- > 0;) {
    Step& step = steps[t];
    if (t + 1 < steps.size()) {
      const Step& later = steps[t + 1];  // already smoothed
      const Matrix3d predicted = transition * step.filtered_covariance * transition.transpose() + noise;
      const Vector3d expected = transition * step.filtered + arriving;
      const Matrix3d gain = step.filtered_covariance * transition.transpose() *
                            predicted.completeOrthogonalDecomposition().pseudoInverse();
      step.filtered += gain * (later.filtered - expected);
      step.filtered_covariance += gain * (later.filtered_covariance - predicted) * gain.transpose();
    }
    result.smoothed[t] = {step.filtered.head<2>(), step.filtered_covariance.topLeftCorner<2, 2>()};
  }
  return result;
}

}  // namespace fealty::reference
