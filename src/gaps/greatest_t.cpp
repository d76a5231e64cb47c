#include "greatest_t.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "fealty/core/nan.hpp"
#include "fealty/core/quantile.hpp"

namespace fealty::gaps {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;

/// The greatest |draw - value| / error of each replicate, ascending; replicates without any are left out.
std::vector<double> greatest_of(const Eigen::VectorXd& values, const Eigen::VectorXd& errors,
                                const Eigen::Ref<const Eigen::MatrixXd>& draws,
                                const Eigen::Ref<const Eigen::MatrixXd>& draw_errors) {
  ArrayXd greatest = ArrayXd::Constant(draws.rows(), -1);
  for (Index c = 0; c < draws.cols(); ++c) {
    if (!(errors[c] > 0)) continue;
    const ArrayXd t = (draws.col(c).array() - values[c]).abs() / draw_errors.col(c).array();
    greatest = (draw_errors.col(c).array() > 0).select(greatest.max(t), greatest);
  }
  std::vector<double> known;
  std::ranges::copy_if(greatest, std::back_inserter(known), [](double t) { return t >= 0; });
  std::ranges::sort(known);
  return known;
}

}  // namespace

SimultaneousIntervals greatest_t(const Eigen::VectorXd& values, const Eigen::VectorXd& errors,
                                 const Eigen::Ref<const Eigen::MatrixXd>& draws,
                                 const Eigen::Ref<const Eigen::MatrixXd>& draw_errors, double level) {
  const std::vector<double> greatest = greatest_of(values, errors, draws, draw_errors);
  SimultaneousIntervals family;
  family.critical = greatest.size() < 2 ? nan : quantile(greatest, level, level).value;
  for (Index c = 0; c < values.size(); ++c) {
    const double reach = errors[c] == 0 ? 0 : family.critical * errors[c];
    family.estimates.push_back({values[c], errors[c], values[c] - reach, values[c] + reach, level});
    const double t = std::abs(values[c]) / errors[c];
    const auto beyond = greatest.end() - std::ranges::lower_bound(greatest, t);
    const bool known = errors[c] > 0 && greatest.size() > 1;
    family.p_values.push_back(known ? static_cast<double>(beyond + 1) / static_cast<double>(greatest.size() + 1) : nan);
  }
  return family;
}

}  // namespace fealty::gaps
