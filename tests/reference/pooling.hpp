#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

/// Pooling as the textbook has it, in the sums themselves, without scaling.
namespace fealty::reference {

struct PlainPool {
  double mean = 0, mean_error = 0, q = 0, i_squared = 0, tau_squared = 0, random = 0, random_error = 0;
};

inline double plain_sum(const std::vector<double>& x, const std::vector<double>& w) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += w[i] * x[i];
  return sum;
}

/// DerSimonian and Laird; the error of `random` is that of Hartung and Knapp, not modified.
inline PlainPool plain_pool(const std::vector<double>& y, const std::vector<double>& errors) {
  const std::vector<double> one(y.size(), 1.0);
  std::vector<double> w, squares, random_w, distances;
  for (const double error : errors) w.push_back(1 / (error * error));
  PlainPool pool;
  const double sum = plain_sum(one, w);
  pool.mean = plain_sum(y, w) / sum;
  pool.mean_error = std::sqrt(1 / sum);
  for (const double value : y) squares.push_back((value - pool.mean) * (value - pool.mean));
  pool.q = plain_sum(squares, w);
  const double degrees = static_cast<double>(y.size()) - 1;
  pool.i_squared = std::max(0.0, (pool.q - degrees) / pool.q);
  pool.tau_squared = std::max(0.0, (pool.q - degrees) / (sum - plain_sum(w, w) / sum));
  for (const double error : errors) random_w.push_back(1 / (error * error + pool.tau_squared));
  const double random_sum = plain_sum(one, random_w);
  pool.random = plain_sum(y, random_w) / random_sum;
  for (const double value : y) distances.push_back((value - pool.random) * (value - pool.random));
  pool.random_error = std::sqrt(plain_sum(distances, random_w) / (degrees * random_sum));
  return pool;
}

}  // namespace fealty::reference
