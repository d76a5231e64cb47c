#include "fealty/gaps/halo.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include <Eigen/Dense>
#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "answer_table.hpp"
#include "fealty/core/delta_method.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "mean_of_answers.hpp"

namespace fealty::gaps {
namespace {

/// Mean and minimum of the scores that there are.
struct MeanAndMinimum {
  double mean = nan;
  double minimum = nan;
};

MeanAndMinimum mean_and_minimum(std::span<const double> scores) {
  double sum = 0, least = std::numeric_limits<double>::infinity();
  std::size_t count = 0;
  for (const double score : scores) {
    if (std::isnan(score)) continue;
    sum += score;
    least = std::min(least, score);
    ++count;
  }
  if (count == 0) return {};
  return {sum / static_cast<double>(count), least};
}

double weighted(const MeanAndMinimum& of, double alpha) {
  if (alpha == 1) return of.minimum;  // exactly
  return (1 - alpha) * of.mean + alpha * of.minimum;
}

void require_alpha(double alpha) {
  require(alpha >= 0 && alpha <= 1, "alpha", alpha, "must be in [0, 1]");
}

HaloTouchpoint touchpoint(const AnswerTable& table, std::size_t column, std::span<const double> minima, double level) {
  const std::span<const double> scores = table.column(column);
  std::int64_t count = 0, weakest = 0;
  for (std::size_t row = 0; row < scores.size(); ++row) {
    count += std::isnan(scores[row]) ? 0 : 1;
    weakest += scores[row] == minima[row] ? 1 : 0;
  }
  return {table.name(column), count, mean_of_answers(scores, level), wilson(weakest, count, level)};
}

/// Of every row; NaN without a score.
struct RowScores {
  std::vector<double> means, minima, values;
};

RowScores row_scores(const AnswerTable& table, double alpha) {
  RowScores scores{std::vector<double>(table.rows()), std::vector<double>(table.rows()),
                   std::vector<double>(table.rows())};
  for_blocks(
      table.rows(),
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> own;
        for (std::size_t row = begin; row < end; ++row) {
          table.read_row(row, own);
          const MeanAndMinimum of = mean_and_minimum(own);
          scores.means[row] = of.mean;
          scores.minima[row] = of.minimum;
          scores.values[row] = weighted(of, alpha);
        }
      },
      default_block, "scoring");
  return scores;
}

/// Least squares with the covariance HC3 of the coefficients.
struct RobustFit {
  Eigen::VectorXd coefficients;
  Eigen::MatrixXd covariance;
  double r_squared = nan;
};

RobustFit robust_fit(const Eigen::MatrixXd& design, const Eigen::VectorXd& outcome) {
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(design);
  if (qr.rank() < design.cols()) {
    throw FitError(
        code::no_information,
        "mean and minimum of the scores do not vary apart from each other, so that nothing can be said about "
        "the weight of the weakest");
  }
  RobustFit fit;
  fit.coefficients = qr.solve(outcome);
  const Eigen::VectorXd residuals = outcome - design * fit.coefficients;
  const Eigen::MatrixXd inverse =
      (design.transpose() * design).ldlt().solve(Eigen::MatrixXd::Identity(design.cols(), design.cols()));
  const Eigen::VectorXd leverage = (design * inverse).cwiseProduct(design).rowwise().sum();
  Eigen::MatrixXd meat = Eigen::MatrixXd::Zero(design.cols(), design.cols());
  for (Eigen::Index row = 0; row < design.rows(); ++row) {
    const double rest = 1 - leverage[row];
    if (rest < 1e-10) continue;  // the row is fitted exactly, whatever its outcome
    const double error = residuals[row] / rest;
    meat += error * error * design.row(row).transpose() * design.row(row);
  }
  fit.covariance = inverse * meat * inverse;
  const double total = (outcome.array() - outcome.mean()).square().sum();
  if (total > 0) fit.r_squared = 1 - residuals.squaredNorm() / total;
  return fit;
}

}  // namespace

double halo_score(std::span<const double> scores, double alpha) {
  require_alpha(alpha);
  return weighted(mean_and_minimum(scores), alpha);
}

Halo halo(const Frame& scores, double alpha, double level) {
  require_alpha(alpha);
  require_level(level);
  const AnswerTable table(scores, "scores");
  const RowScores rows = row_scores(table, alpha);
  Halo result;
  result.alpha = alpha;
  result.unscored = std::ranges::count_if(rows.minima, [](double minimum) { return std::isnan(minimum); });
  result.customers = static_cast<std::int64_t>(table.rows()) - result.unscored;
  result.touchpoints.resize(table.columns());
  const std::array figures{std::pair{&result.mean, &rows.means}, std::pair{&result.minimum, &rows.minima},
                           std::pair{&result.value, &rows.values}};
  run_tasks(figures.size() + table.columns(), [&](std::size_t i) {
    if (i < figures.size()) {
      *figures[i].first = mean_of_answers(*figures[i].second, level);
    } else {
      result.touchpoints[i - figures.size()] = touchpoint(table, i - figures.size(), rows.minima, level);
    }
  });
  return result;
}

std::vector<double> halo_scores(const Frame& scores, double alpha) {
  require_alpha(alpha);
  return row_scores(AnswerTable(scores, "scores"), alpha).values;
}

HaloFit fit_halo(const Frame& scores, std::span<const double> outcome, double level) {
  require_level(level);
  const AnswerTable table(scores, "scores");
  if (outcome.size() != table.rows()) {
    throw RecordError(code::length_mismatch, fmt::format("the outcome has {} values, but the scores have {} rows",
                                                         outcome.size(), table.rows()));
  }
  std::vector<double> own;
  std::vector<std::array<double, 3>> rows;  // mean, minimum, outcome
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (std::isinf(outcome[row])) {
      throw RecordError(code::refused_record,
                        fmt::format("outcome, row {}: {} is no finite number", row, outcome[row]));
    }
    table.read_row(row, own);
    const MeanAndMinimum of = mean_and_minimum(own);
    if (!std::isnan(of.mean) && !std::isnan(outcome[row])) rows.push_back({of.mean, of.minimum, outcome[row]});
  }
  if (rows.size() < 5) {
    throw FitError(code::no_information,
                   fmt::format("{} customers have scores and an outcome, but at least 5 are needed", rows.size()));
  }
  const auto count = static_cast<Eigen::Index>(rows.size());
  Eigen::MatrixXd design(count, 3);
  Eigen::VectorXd values(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const auto& [mean, minimum, value] = rows[static_cast<std::size_t>(i)];
    design.row(i) << 1.0, mean, minimum;
    values[i] = value;
  }
  const RobustFit fit = robust_fit(design, values);
  const std::array<double, 2> theta{fit.coefficients[1], fit.coefficients[2]};
  const auto joint = joint_delta_method<2>(
      theta, fit.covariance.bottomRightCorner(2, 2),
      [](const auto& b) { return std::array{b[1] / (b[0] + b[1]), b[0] + b[1]}; }, level);
  return {joint.estimates[0], joint.estimates[1], fit.r_squared, static_cast<std::int64_t>(rows.size())};
}

Frame Halo::frame() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> scores;
  EstimateColumns mean_columns, weakest_columns;
  for (const HaloTouchpoint& one : touchpoints) {
    names.push_back(one.name);
    scores.push_back(one.scores);
    mean_columns.push(one.mean);
    weakest_columns.push(one.weakest);
  }
  Frame frame({{"touchpoint", names}, {"scores", std::move(scores)}});
  mean_columns.add_to(frame, "mean");
  weakest_columns.add_to(frame, "weakest");
  return frame;
}

}  // namespace fealty::gaps
