#pragma once

#include <cmath>
#include <cstddef>

#include <Eigen/Dense>

#include "fealty/core/special.hpp"

namespace fealty::reference {

/// Mean time to absorption from one of the states of a Markov chain: (I - Q) t = 1.
inline double time_to_absorption(const Eigen::MatrixXd& transient, std::size_t start) {
  const auto n = transient.rows();
  const Eigen::MatrixXd system = Eigen::MatrixXd::Identity(n, n) - transient;
  return system.fullPivLu().solve(Eigen::VectorXd::Ones(n).eval())(static_cast<Eigen::Index>(start));
}

/// Mean run length of an EWMA with steady limits that begins at the center, from a chain over `states` (odd) intervals
/// between the limits; Lucas and Saccucci (1990), appendix, after Brook and Evans (1972).
inline double ewma_run_length(double weight, double width, double shift, int states = 301) {
  const double limit = width * std::sqrt(weight / (2 - weight));
  const double half = limit / states;
  Eigen::MatrixXd transient(states, states);
  for (int i = 0; i < states; ++i) {
    const double from = -limit + (2 * i + 1) * half;
    for (int j = 0; j < states; ++j) {
      const double to = -limit + (2 * j + 1) * half;
      const auto below = [&](double edge) { return normal_cdf((edge - (1 - weight) * from) / weight - shift); };
      transient(i, j) = below(to + half) - below(to - half);
    }
  }
  return time_to_absorption(transient, static_cast<std::size_t>(states / 2));
}

/// Mean run length of a one-sided sum that begins at 0, from a chain over `states` intervals; Brook and Evans (1972),
/// "An approach to the probability distribution of CUSUM run length", Biometrika 59.
inline double cusum_run_length(double allowance, double interval, double shift, int states = 400) {
  const double width = 2 * interval / (2 * states - 1);
  Eigen::MatrixXd transient(states, states);
  for (int i = 0; i < states; ++i) {
    for (int j = 0; j < states; ++j) {
      const auto below = [&](double edge) { return normal_cdf(edge + allowance - i * width - shift); };
      transient(i, j) = j == 0 ? below(width / 2) : below((j + 0.5) * width) - below((j - 0.5) * width);
    }
  }
  return time_to_absorption(transient, 0);
}

}  // namespace fealty::reference
