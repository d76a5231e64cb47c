#include "step_effects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <Eigen/Cholesky>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"

namespace fealty::flow {
namespace {

using Eigen::Index;

constexpr std::size_t fewest_in_cell = 5;
constexpr double prior_precision = 0.01;

std::uint32_t unit_of(const VisitRecords& records, const StepRows& rows, std::size_t row) {
  return records.table.visits[rows.visits[row]].unit;
}

bool is_failed(const StepRows& rows, std::size_t row) {
  return rows.failed[static_cast<Index>(row)] > 0;
}

/// Rows that agree in how all steps before went, those of one cell side by side.
std::vector<std::size_t> by_pattern(const StepRows& rows) {
  std::vector<std::size_t> order(rows.visits.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return rows.pattern[a] < rows.pattern[b]; });
  return order;
}

/// A cell of visits: how many failed and met, and the outcomes of both.
struct Cell {
  std::size_t begin = 0, end = 0;  // in the order of by_pattern
  double failed = 0, met = 0, after_failure = 0, after_met = 0;

  [[nodiscard]] bool is_used() const noexcept { return failed > 0 && met >= static_cast<double>(fewest_in_cell); }
};

std::vector<Cell> cells_of(const StepRows& rows, const std::vector<std::size_t>& order) {
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || rows.pattern[order[i]] != rows.pattern[order[i - 1]]) cells.push_back({i, i});
    Cell& cell = cells.back();
    cell.end = i + 1;
    const double outcome = rows.outcomes[static_cast<Index>(order[i])];
    (is_failed(rows, order[i]) ? cell.failed : cell.met) += 1;
    (is_failed(rows, order[i]) ? cell.after_failure : cell.after_met) += outcome;
  }
  return cells;
}

/// Least squares on all columns of some rows but that of the failure.
class Projection {
 public:
  Projection(const SparseDesign& design, const std::vector<Index>& rows) : design_(design), rows_(rows) {
    const Index p = design.cols();
    Eigen::MatrixXd products = Eigen::MatrixXd::Zero(p, p);
    for (const Index row : rows) {
      for (SparseDesign::InnerIterator a(design, row); a; ++a) {
        if (a.col() == StepRows::failure_column) continue;
        for (SparseDesign::InnerIterator b(design, row); b && b.col() <= a.col(); ++b) {
          if (b.col() != StepRows::failure_column) products(a.col(), b.col()) += a.value() * b.value();
        }
      }
    }
    // Columns that are 0 or follow from others in these rows get a coefficient all the same, which does not matter.
    const double size = std::max(1.0, products.diagonal().maxCoeff());
    products.diagonal().array() += 1e-9 * size;
    factor_.compute(products);
  }

  /// What the columns do not explain of a vector over the rows.
  [[nodiscard]] Eigen::VectorXd residuals(const Eigen::VectorXd& values) const {
    Eigen::VectorXd sums = Eigen::VectorXd::Zero(design_.cols());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (SparseDesign::InnerIterator a(design_, rows_[i]); a; ++a) {
        if (a.col() != StepRows::failure_column) sums[a.col()] += a.value() * values[static_cast<Index>(i)];
      }
    }
    const Eigen::VectorXd coefficients = factor_.solve(sums);
    Eigen::VectorXd left = values;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (SparseDesign::InnerIterator a(design_, rows_[i]); a; ++a) {
        if (a.col() != StepRows::failure_column) left[static_cast<Index>(i)] -= a.value() * coefficients[a.col()];
      }
    }
    return left;
  }

 private:
  const SparseDesign& design_;
  const std::vector<Index>& rows_;
  Eigen::LDLT<Eigen::MatrixXd> factor_;
};

}  // namespace

Influenced nothing_known(std::uint32_t customers) {
  return {nan, Eigen::VectorXd::Zero(static_cast<Index>(customers)), 0};
}

Estimate with_interval(double value, const Eigen::VectorXd& influence, double level) {
  const auto n = static_cast<double>((influence.array() != 0).count());
  if (std::isnan(value) || n < 2) return {value, nan, nan, nan, level};
  return normal_interval(value, std::sqrt(n / (n - 1) * influence.squaredNorm()), level);
}

LogisticFit fit_rows(const StepRows& rows) {
  return fit_logistic(rows.design, rows.outcomes, {}, {.ridge = prior_precision, .tolerance = 1e-10});
}

Influenced removal_view(const VisitRecords& records, const StepRows& rows) {
  Influenced view = nothing_known(records.table.customers);
  const std::vector<std::size_t> order = by_pattern(rows);
  const std::vector<Cell> cells = cells_of(rows, order);
  double failures = 0, lost = 0;
  for (const Cell& cell : cells) {
    if (!cell.is_used()) continue;
    failures += cell.failed;
    lost += cell.after_failure - cell.failed * cell.after_met / cell.met;
  }
  view.failures = static_cast<std::int64_t>(failures);
  if (failures < static_cast<double>(fewest_visits)) return view;
  view.value = lost / failures;
  for (const Cell& cell : cells) {
    if (!cell.is_used()) continue;
    const double mean = cell.after_met / cell.met;
    for (std::size_t i = cell.begin; i < cell.end; ++i) {
      const double apart = rows.outcomes[static_cast<Index>(order[i])] - mean;
      const double share = is_failed(rows, order[i]) ? apart - view.value : -cell.failed / cell.met * apart;
      view.influence[unit_of(records, rows, order[i])] += share / failures;
    }
  }
  return view;
}

Influenced regression_view(const VisitRecords& records, const StepRows& rows) {
  Influenced view = nothing_known(records.table.customers);
  view.failures = static_cast<std::int64_t>(rows.failed.sum());
  const double mean = rows.outcomes.mean();
  if (!(mean > 0 && mean < 1)) return view;
  const LogisticFit fit = fit_rows(rows);
  const double effect = fit.coefficients[StepRows::failure_column];
  const double failures = rows.failed.sum();
  // The mean over failed visits of p(failed) - p(met), and its gradient by the coefficients.
  Eigen::VectorXd gradient = Eigen::VectorXd::Zero(rows.design.cols());
  Eigen::VectorXd change = Eigen::VectorXd::Zero(rows.failed.size());
  for (Index i = 0; i < rows.failed.size(); ++i) {
    if (rows.failed[i] == 0) continue;
    const double p = fit.probabilities[i];
    const double met = logistic(logit(p) - effect);
    change[i] = p - met;
    for (SparseDesign::InnerIterator a(rows.design, i); a; ++a) {
      const double without = a.col() == StepRows::failure_column ? 0.0 : met * (1 - met);
      gradient[a.col()] += (p * (1 - p) - without) * a.value() / failures;
    }
  }
  view.value = change.sum() / failures;
  const Eigen::VectorXd direction = fit.information.ldlt().solve(gradient);
  const Eigen::VectorXd along = rows.design * direction;
  for (Index i = 0; i < rows.failed.size(); ++i) {
    double share = along[i] * (rows.outcomes[i] - fit.probabilities[i]);
    if (rows.failed[i] > 0) share += (change[i] - view.value) / failures;
    view.influence[unit_of(records, rows, static_cast<std::size_t>(i))] += share;
  }
  return view;
}

Influenced within_customer_view(const VisitRecords& records, std::size_t position, const StepRows& rows) {
  Influenced view = nothing_known(records.table.customers);
  const Eigen::VectorXd all_deviations = deviations_from_past(records, position, rows);
  std::vector<Index> used;
  std::int64_t met = 0;
  for (std::size_t i = 0; i < rows.visits.size(); ++i) {
    const auto row = static_cast<Index>(i);
    if (records.table.visits[rows.visits[i]].before == 0) continue;
    used.push_back(row);
    if (all_deviations[row] != 0) ++(is_failed(rows, i) ? view.failures : met);
  }
  if (view.failures < static_cast<std::int64_t>(fewest_visits) || met < static_cast<std::int64_t>(fewest_visits)) {
    return view;
  }
  const Eigen::VectorXd failed = rows.failed(used), outcomes = rows.outcomes(used);
  const Projection projection(rows.design, used);
  const Eigen::VectorXd deviations = projection.residuals(all_deviations(used));
  const double strength = deviations.dot(failed);
  if (!(strength > 1e-6)) return view;
  view.value = deviations.dot(outcomes) / strength;
  const Eigen::VectorXd left = projection.residuals(outcomes - view.value * failed);
  for (std::size_t i = 0; i < used.size(); ++i) {
    const auto row = static_cast<Index>(i);
    const auto unit = unit_of(records, rows, static_cast<std::size_t>(used[i]));
    view.influence[unit] += deviations[row] * left[row] / strength;
  }
  return view;
}

Eigen::MatrixXd resampled(const Eigen::MatrixXd& influences, std::uint32_t replicates, std::uint64_t seed) {
  constexpr std::size_t at_once = 128;
  constexpr std::size_t most_parts = 32;
  const auto customers = static_cast<std::size_t>(influences.rows());
  const Eigen::MatrixXd none = Eigen::MatrixXd::Zero(replicates, influences.cols());
  const std::size_t block = std::max<std::size_t>(1024, (customers + most_parts - 1) / most_parts);
  return reduce_blocks(
      customers, none,
      [&](std::size_t begin, std::size_t end) {
        Eigen::MatrixXd sums = none;
        std::vector<std::uint8_t> weights(replicates);
        Eigen::MatrixXd extra(replicates, at_once);
        for (std::size_t first = begin; first < end; first += at_once) {
          const std::size_t count = std::min(at_once, end - first);
          for (std::size_t i = 0; i < count; ++i) {
            poisson_weights(seed, first + i, weights);
            for (std::size_t r = 0; r < replicates; ++r)
              extra(static_cast<Index>(r), static_cast<Index>(i)) = static_cast<double>(weights[r]) - 1;
          }
          const auto size = static_cast<Index>(count);
          sums.noalias() += extra.leftCols(size) * influences.middleRows(static_cast<Index>(first), size);
        }
        return sums;
      },
      [](Eigen::MatrixXd& total, const Eigen::MatrixXd& part) { total += part; }, block, "resampling customers");
}

}  // namespace fealty::flow
