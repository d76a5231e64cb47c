#include "fealty/gaps/drivers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include <Eigen/Eigenvalues>
#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "../core/ranking.hpp"
#include "degenerate_items.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/gaps/resampled_moments.hpp"
#include "fealty/gaps/shapley_r_squared.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array driver_concerns{"unanswered", "constant",        "collinear",
                                     "inflated",   "few_respondents", "contradictory"};
constexpr double much_inflation = 10;

// So many matrices are swept at the same time: the processor then works on several numbers at once.
constexpr std::size_t lanes = 8;
using Lanes = Eigen::Array<double, lanes, 1>;

/// Correlations of the drivers and, last, the outcome. A driver that does not vary has 0 with all, itself included: it
/// explains nothing. All are NaN if the outcome does not vary, or a covariance is unknown.
MatrixXd correlations_of(const MeanCovariance& moments) {
  MatrixXd correlation = moments.correlation();
  const Index outcome = correlation.rows() - 1;
  const bool is_known =
      !moments.covariance.hasNaN() && !is_constant(moments.mean[outcome], moments.covariance(outcome, outcome));
  if (!is_known) return correlation.setConstant(nan);
  for (Index j = 0; j < outcome; ++j) {
    if (!is_constant(moments.mean[j], moments.covariance(j, j))) continue;
    correlation.row(j).setZero();
    correlation.col(j).setZero();
  }
  return correlation;
}

/// The regression of the standardized outcome on all standardized drivers.
struct DriverRegression {
  VectorXd coefficient, inflation;  ///< NaN and infinite for drivers that are collinear with others
};

DriverRegression regression_of(const MatrixXd& correlation) {
  const Index drivers = correlation.rows() - 1;
  if (correlation.hasNaN()) return {VectorXd::Constant(drivers, nan), VectorXd::Constant(drivers, nan)};
  const MatrixXd among = correlation.topLeftCorner(drivers, drivers);
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(among);
  const MatrixXd& vectors = solver.eigenvectors();
  const VectorXd inverse = solver.eigenvalues().unaryExpr(
      [](double value) { return std::abs(value) < ShapleyRSquared<double>::least_tolerance ? 0 : 1 / value; });
  const MatrixXd inverted = vectors * inverse.asDiagonal() * vectors.transpose();
  DriverRegression made{inverted * correlation.col(drivers).head(drivers), inverted.diagonal()};
  for (const Index j : collinear_items(solver.eigenvalues(), vectors)) {
    made.coefficient[j] = nan;
    made.inflation[j] = infinity;
  }
  return made;
}

/// The figures of several replicates, one in each column.
struct DriverFigures {
  Eigen::RowVectorXd r_squared;
  MatrixXd contribution, coefficient, correlation;  ///< a row per driver

  DriverFigures(Index drivers, Index columns)
      : r_squared(columns),
        contribution(drivers, columns),
        coefficient(drivers, columns),
        correlation(drivers, columns) {}
};

/// Finds the figures of the columns [begin, end) from the correlations of each.
void find(DriverFigures& figures, Index begin, Index end, const std::function<MatrixXd(Index)>& correlations) {
  const Index drivers = figures.contribution.rows();
  std::vector<Lanes> together(static_cast<std::size_t>((drivers + 1) * (drivers + 1)), Lanes::Zero());
  for (Index c = begin; c < end; ++c) {
    const MatrixXd correlation = correlations(c);
    figures.coefficient.col(c) = regression_of(correlation).coefficient;
    figures.correlation.col(c) = correlation.col(drivers).head(drivers);
    for (Index k = 0; k < correlation.size(); ++k) together[static_cast<std::size_t>(k)][c - begin] = correlation(k);
  }
  const auto size = static_cast<std::size_t>(drivers);
  ShapleyRSquared<Lanes> shapley(size);
  for (std::size_t j = 0; j <= size; ++j) {
    for (std::size_t i = j; i <= size; ++i) shapley.set(i, j, together[j * (size + 1) + i]);
  }
  const auto found = shapley();
  for (Index c = begin; c < end; ++c) {
    figures.r_squared[c] = found.r_squared[c - begin];
    for (std::size_t j = 0; j < size; ++j) figures.contribution(static_cast<Index>(j), c) = found.shares[j][c - begin];
  }
}

DriverFigures figures_of_replicates(const ResampledMoments& moments, Index drivers) {
  const std::size_t replicates = moments.replicates();
  DriverFigures figures(drivers, static_cast<Index>(replicates));
  for_blocks(
      replicates,
      [&](std::size_t begin, std::size_t end) {
        find(figures, static_cast<Index>(begin), static_cast<Index>(end),
             [&](Index r) { return correlations_of(moments.replicate(static_cast<std::size_t>(r))); });
      },
      lanes, "regressions on all subsets of drivers");
  return figures;
}

/// Drivers that vary, and last the outcome; drivers that do not are named in warnings.
std::vector<std::size_t> usable_columns(const Answers& answers, std::size_t outcome,
                                        std::vector<DriverWarning>& warnings) {
  std::vector<std::size_t> columns;
  for (std::size_t j = 0; j < answers.items(); ++j) {
    if (j != outcome) columns.push_back(j);
  }
  std::string why;
  for (const IdleItem& idle : idle_items(answers)) {
    if (idle.item == outcome)
      throw FitError(code::no_information, fmt::format("the outcome does not vary: {}", idle.why));
    std::erase(columns, idle.item);
    why += "; " + idle.why;
    warnings.push_back({idle.is_answered ? DriverConcern::constant : DriverConcern::unanswered,
                        answers.names()[idle.item], idle.why + "; it is left out"});
  }
  if (columns.empty()) {
    throw FitError(code::no_information,
                   fmt::format("there is no driver of {} whose answers vary{}", answers.names()[outcome], why));
  }
  if (columns.size() > most_drivers) {
    throw ParameterError(
        code::out_of_domain,
        fmt::format("there are {} drivers, but only {} have few enough subsets for all to be looked at "
                    "(2^{}): choose among them, or take the mean of those that belong together",
                    columns.size(), most_drivers, most_drivers));
  }
  columns.push_back(outcome);
  return columns;
}

void warn(Drivers& result, const MeanCovariance& moments) {
  if (moments.counts.minCoeff() <= static_cast<double>(result.drivers.size()) + 1) {
    result.warnings.push_back({DriverConcern::few_respondents, "",
                               fmt::format("{} respondents are too few for {} drivers: any answers would give an "
                                           "R-squared of 1",
                                           moments.counts.minCoeff(), result.drivers.size())});
  }
  if (dependence_of(moments.correlation()).is_contradictory) {
    result.warnings.push_back({DriverConcern::contradictory, "",
                               "the pairwise correlations contradict each other: too many answers are missing, or not "
                               "at random"});
  }
  for (const Driver& driver : result.drivers) {
    if (std::isinf(driver.inflation)) {
      result.warnings.push_back(
          {DriverConcern::collinear, driver.driver,
           fmt::format("{}: follows from other drivers, so that it has no coefficient of its own", driver.driver)});
    } else if (driver.inflation > much_inflation) {
      result.warnings.push_back(
          {DriverConcern::inflated, driver.driver,
           fmt::format("{}: other drivers explain {:.1f} % of its variance (VIF {:.1f}), so that its coefficient is "
                       "uncertain; its contribution is shared with them",
                       driver.driver, 100 * (1 - 1 / driver.inflation), driver.inflation)});
    }
  }
}

double adjusted(double r_squared, double respondents, double drivers) {
  const double degrees = respondents - drivers - 1;
  return degrees > 0 ? 1 - (1 - r_squared) * (respondents - 1) / degrees : nan;
}

}  // namespace

std::string_view name_of(DriverConcern concern) noexcept {
  return driver_concerns[static_cast<std::size_t>(concern)];
}

Drivers drivers(const Answers& answers, std::string_view outcome, const DriverOptions& options) {
  Drivers result;
  result.outcome = outcome;
  const Answers used = answers.select(usable_columns(answers, answers.item(outcome), result.warnings));
  const auto count = static_cast<Index>(used.items()) - 1;
  const ResampledMoments moments(used, options.missing, options.bootstrap);
  const MeanCovariance& observed = moments.observed();
  require_covariances(observed);
  const MatrixXd correlation = correlations_of(observed);
  DriverFigures found(count, 1);
  find(found, 0, 1, [&](Index) { return correlation; });
  const DriverFigures resampled = figures_of_replicates(moments, count);
  const auto estimate = [&](double value, const Eigen::RowVectorXd& replicates) {
    return percentile_interval(value, {replicates.data(), static_cast<std::size_t>(replicates.size())},
                               options.bootstrap.level);
  };

  RankCounts ranks(static_cast<std::size_t>(count));
  for (const auto& column : resampled.contribution.colwise()) {
    if (!column.hasNaN()) ranks.add({column.data(), static_cast<std::size_t>(count)});
  }
  result.missing = options.missing;
  result.replicates = options.bootstrap.replicates;
  result.respondents =
      options.missing == Missing::complete ? static_cast<std::uint64_t>(observed.counts(0, 0)) : used.respondents();
  result.r_squared = estimate(found.r_squared[0], resampled.r_squared);
  result.adjusted_r_squared = adjusted(found.r_squared[0], observed.counts.minCoeff(), static_cast<double>(count));
  const VectorXd inflation = regression_of(correlation).inflation;
  const VectorXd contributions = found.contribution.col(0);
  for (const std::size_t j : order_by_size({contributions.data(), static_cast<std::size_t>(count)})) {
    const auto i = static_cast<Index>(j);
    Driver driver;
    driver.driver = used.names()[j];
    driver.rank = static_cast<std::int64_t>(result.drivers.size()) + 1;
    driver.contribution = estimate(contributions[i], resampled.contribution.row(i));
    driver.share = estimate(contributions[i] / found.r_squared[0],
                            resampled.contribution.row(i).cwiseQuotient(resampled.r_squared));
    driver.coefficient = estimate(found.coefficient(i, 0), resampled.coefficient.row(i));
    driver.correlation = estimate(found.correlation(i, 0), resampled.correlation.row(i));
    driver.inflation = inflation[i];
    driver.ranks = ranks.probabilities(j);
    result.drivers.push_back(std::move(driver));
  }
  warn(result, observed);
  return result;
}

Frame Drivers::frame() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> rank;
  std::vector<double> inflation, first;
  EstimateColumns contribution, share, coefficient, correlation;
  for (const Driver& d : drivers) {
    names.push_back(d.driver);
    rank.push_back(d.rank);
    contribution.push(d.contribution);
    share.push(d.share);
    coefficient.push(d.coefficient);
    correlation.push(d.correlation);
    inflation.push_back(d.inflation);
    first.push_back(d.ranks[0]);
  }
  Frame frame({{"driver", names}, {"rank", std::move(rank)}});
  contribution.add_to(frame, "contribution");
  share.add_to(frame, "share");
  coefficient.add_to(frame, "coefficient");
  correlation.add_to(frame, "correlation");
  frame.add("inflation", std::move(inflation));
  frame.add("probability_first", std::move(first));
  return frame;
}

Frame Drivers::ranks() const {
  std::vector<std::pair<std::string, std::vector<double>>> rows;
  for (const Driver& d : drivers) rows.emplace_back(d.driver, d.ranks);
  return rank_frame("driver", rows);
}

Frame Drivers::warnings_frame() const {
  std::vector<std::string> concerns, names, messages;
  for (const DriverWarning& warning : warnings) {
    concerns.emplace_back(name_of(warning.concern));
    names.push_back(warning.driver);
    messages.push_back(warning.message);
  }
  return Frame({{"concern", concerns}, {"driver", names}, {"message", messages}});
}

}  // namespace fealty::gaps
