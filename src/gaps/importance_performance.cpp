#include "fealty/gaps/importance_performance.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <span>
#include <utility>

#include <Eigen/Core>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/gaps/resampled_totals.hpp"
#include "importance_sums.hpp"
#include "matched_items.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr std::size_t replicates_at_a_time = 256;
constexpr std::array<std::string_view, quadrants> quadrant_names{"keep up the good work", "concentrate here",
                                                                 "low priority", "possible overkill"};
constexpr std::string_view basic = "said to be important, but goes with the outcome less than others: a basic factor?";
constexpr std::string_view excitement =
    "goes with the outcome more than others, but is not said to be important: an excitement factor?";

// ---- the grid of one sample, or of many replicates: a row for each, a column per item ----

struct Grid {
  MatrixXd importance, performance, derived;
  VectorXd importance_line, performance_line, derived_line, stated_derived;

  Grid(Index rows, Index items, bool has_outcome)
      : importance(rows, items),
        performance(rows, items),
        derived(rows, has_outcome ? items : 0),
        importance_line(rows),
        performance_line(rows),
        derived_line(VectorXd::Constant(rows, nan)),
        stated_derived(VectorXd::Constant(rows, nan)) {}
};

/// The mean or the median of what is known in a row.
double middle(const MatrixXd& values, Index row, CrosshairKind kind, std::vector<double>& known) {
  known.clear();
  for (Index i = 0; i < values.cols(); ++i) {
    if (!std::isnan(values(row, i))) known.push_back(values(row, i));
  }
  if (known.empty()) return nan;
  if (kind != CrosshairKind::median) {
    double sum = 0;
    for (const double x : known) sum += x;
    return sum / static_cast<double>(known.size());
  }
  const auto half = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 2);
  std::ranges::nth_element(known, half);
  if (known.size() % 2 == 1) return *half;
  return (*half + *std::ranges::max_element(known.begin(), half)) / 2;
}

/// The correlation of two rows over what is known in both.
double correlation_of_row(const MatrixXd& x, const MatrixXd& y, Index row) {
  double n = 0, x_mean = 0, y_mean = 0, xx = 0, yy = 0, xy = 0;
  for (Index i = 0; i < x.cols(); ++i) {
    if (std::isnan(x(row, i)) || std::isnan(y(row, i))) continue;
    ++n;
    const double dx = x(row, i) - x_mean, dy = y(row, i) - y_mean;
    x_mean += dx / n;
    y_mean += dy / n;
    xx += dx * (x(row, i) - x_mean);
    yy += dy * (y(row, i) - y_mean);
    xy += dx * (y(row, i) - y_mean);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : nan;
}

/// Fills rows [begin, end) of the grid from the sums of those rows.
void fill_rows(const ImportanceSums& sums, const MatrixXd& totals, const Crosshair& crosshair, Index begin, Index end,
               Grid& grid) {
  sums.figures(totals.middleRows(begin, end - begin), grid.importance.middleRows(begin, end - begin),
               grid.performance.middleRows(begin, end - begin), grid.derived.middleRows(begin, end - begin));
  const bool is_given = crosshair.kind == CrosshairKind::scale || crosshair.kind == CrosshairKind::point;
  std::vector<double> known;
  for (Index r = begin; r < end; ++r) {
    grid.importance_line[r] = is_given ? crosshair.importance : middle(grid.importance, r, crosshair.kind, known);
    grid.performance_line[r] = is_given ? crosshair.performance : middle(grid.performance, r, crosshair.kind, known);
    if (grid.derived.cols() == 0) continue;
    grid.derived_line[r] = middle(grid.derived, r, crosshair.kind, known);
    grid.stated_derived[r] = correlation_of_row(grid.importance, grid.derived, r);
  }
}

Grid grid_of(const ImportanceSums& sums, const MatrixXd& totals, const Crosshair& crosshair) {
  Grid grid(totals.rows(), static_cast<Index>(sums.items()), sums.has_outcome());
  for_blocks(
      static_cast<std::size_t>(totals.rows()),
      [&](std::size_t begin, std::size_t end) {
        fill_rows(sums, totals, crosshair, static_cast<Index>(begin), static_cast<Index>(end), grid);
      },
      replicates_at_a_time);
  return grid;
}

// ---- what is read off the grid ----

std::optional<Quadrant> quadrant_of(double importance, double importance_line, double performance,
                                    double performance_line) {
  if (std::isnan(importance - importance_line) || std::isnan(performance - performance_line)) return std::nullopt;
  const bool is_good = performance >= performance_line;
  if (importance >= importance_line) return is_good ? Quadrant::keep_up : Quadrant::concentrate_here;
  return is_good ? Quadrant::possible_overkill : Quadrant::low_priority;
}

std::array<double, quadrants> probabilities_of(const Grid& grid, Index item) {
  std::array<std::int64_t, quadrants> counts{};
  std::int64_t known = 0;
  for (Index r = 0; r < grid.importance.rows(); ++r) {
    const auto quadrant = quadrant_of(grid.importance(r, item), grid.importance_line[r], grid.performance(r, item),
                                      grid.performance_line[r]);
    if (!quadrant) continue;
    ++counts[static_cast<std::size_t>(*quadrant)];
    ++known;
  }
  std::array<double, quadrants> probabilities{};
  for (std::size_t q = 0; q < quadrants; ++q)
    probabilities[q] = known == 0 ? nan : static_cast<double>(counts[q]) / static_cast<double>(known);
  return probabilities;
}

/// The share of replicates in which the two importances lie on different sides of their lines.
double disagreement_of(const Grid& grid, Index item) {
  std::int64_t different = 0, known = 0;
  for (Index r = 0; r < grid.derived.rows(); ++r) {
    const double stated = grid.importance(r, item) - grid.importance_line[r];
    const double derived = grid.derived(r, item) - grid.derived_line[r];
    if (std::isnan(stated) || std::isnan(derived)) continue;
    ++known;
    different += (stated >= 0) != (derived >= 0) ? 1 : 0;
  }
  return known == 0 ? nan : static_cast<double>(different) / static_cast<double>(known);
}

std::span<const double> column_of(const MatrixXd& values, Index item) {
  return {values.col(item).data(), static_cast<std::size_t>(values.rows())};
}

std::span<const double> all_of(const VectorXd& values) {
  return {values.data(), static_cast<std::size_t>(values.size())};
}

ImportancePerformanceItem item_of(const ImportanceSums& sums, const Grid& observed, const Grid& drawn, std::size_t i,
                                  double level) {
  const auto column = static_cast<Index>(i);
  ImportancePerformanceItem item;
  item.importance_answers = sums.importance(i).count;
  item.performance_answers = sums.performance(i).count;
  item.importance = sums.importance(i).mean(level);
  item.performance = sums.performance(i).mean(level);
  item.quadrant = quadrant_of(observed.importance(0, column), observed.importance_line[0],
                              observed.performance(0, column), observed.performance_line[0]);
  item.probabilities = probabilities_of(drawn, column);
  item.derived = {nan, nan, nan, nan, level};
  if (!sums.has_outcome()) return item;
  item.derived = percentile_interval(observed.derived(0, column), column_of(drawn.derived, column), level);
  item.derived_quadrant = quadrant_of(observed.derived(0, column), observed.derived_line[0],
                                      observed.performance(0, column), observed.performance_line[0]);
  item.disagreement = disagreement_of(drawn, column);
  return item;
}

std::optional<std::string> text_of(const std::optional<Quadrant>& quadrant) {
  return quadrant ? std::optional<std::string>(name_of(*quadrant)) : std::nullopt;
}

}  // namespace

std::string_view name_of(Quadrant quadrant) noexcept {
  return quadrant_names[static_cast<std::size_t>(quadrant)];
}

Crosshair Crosshair::middle_of(const Scale& scale) noexcept {
  const double middle = std::midpoint(scale.least, scale.greatest);
  return {CrosshairKind::scale, middle, middle};
}

Crosshair Crosshair::at(double performance, double importance) {
  require(std::isfinite(performance), "the crosshair's performance", performance, "must be finite");
  require(std::isfinite(importance), "the crosshair's importance", importance, "must be finite");
  return {CrosshairKind::point, performance, importance};
}

ImportancePerformance importance_performance(const Answers& importance, const Answers& performance,
                                             const std::optional<Answers>& outcome,
                                             const ImportancePerformanceOptions& options) {
  const ImportanceSums sums(importance, performance, outcome);
  const Bootstrap& bootstrap = options.bootstrap;
  const ResampledTotals totals = resampled_totals(
      importance.respondents(), sums.features(),
      [&](std::size_t begin, std::size_t end, auto&& out) { sums.write(begin, end, out); }, bootstrap);
  const Grid observed = grid_of(sums, totals.totals.transpose(), options.crosshair);
  const Grid drawn = grid_of(sums, totals.replicates, options.crosshair);
  ImportancePerformance result;
  result.crosshair = options.crosshair.kind;
  result.respondents = static_cast<std::int64_t>(importance.respondents());
  result.outcome_missing = sums.outcome_missing();
  result.has_outcome = sums.has_outcome();
  result.replicates = bootstrap.replicates;
  result.level = bootstrap.level;
  result.items.resize(sums.items());
  for_blocks(
      sums.items(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          result.items[i] = item_of(sums, observed, drawn, i, bootstrap.level);
          result.items[i].item = importance.names()[i];
        }
      },
      1);
  const bool is_given = result.crosshair == CrosshairKind::scale || result.crosshair == CrosshairKind::point;
  const auto line = [&](const VectorXd& value, const VectorXd& replicates) {
    return is_given ? Estimate{value[0], nan, nan, nan, bootstrap.level}
                    : percentile_interval(value[0], all_of(replicates), bootstrap.level);
  };
  result.crosshair_performance = line(observed.performance_line, drawn.performance_line);
  result.crosshair_importance = line(observed.importance_line, drawn.importance_line);
  result.derived_line = percentile_interval(observed.derived_line[0], all_of(drawn.derived_line), bootstrap.level);
  result.stated_derived =
      percentile_interval(observed.stated_derived[0], all_of(drawn.stated_derived), bootstrap.level);
  return result;
}

Frame ImportancePerformance::frame() const {
  std::vector<std::string> item;
  std::vector<std::optional<std::string>> quadrant, derived_quadrant;
  std::vector<double> probability, disagreement;
  EstimateColumns importance, performance, derived;
  for (const ImportancePerformanceItem& i : items) {
    item.push_back(i.item);
    importance.push(i.importance);
    performance.push(i.performance);
    quadrant.push_back(text_of(i.quadrant));
    probability.push_back(i.quadrant ? i.probabilities[static_cast<std::size_t>(*i.quadrant)] : nan);
    derived.push(i.derived);
    derived_quadrant.push_back(text_of(i.derived_quadrant));
    disagreement.push_back(i.disagreement);
  }
  Frame frame({{"item", item}});
  importance.add_to(frame, "importance");
  performance.add_to(frame, "performance");
  frame.add("quadrant", quadrant);
  frame.add("probability", std::move(probability));
  if (!has_outcome) return frame;
  derived.add_to(frame, "derived");
  frame.add("derived_quadrant", derived_quadrant);
  frame.add("disagreement", std::move(disagreement));
  return frame;
}

Frame ImportancePerformance::probabilities() const {
  std::vector<std::string> item, quadrant;
  std::vector<double> probability;
  for (const ImportancePerformanceItem& i : items) {
    for (std::size_t q = 0; q < quadrants; ++q) {
      item.push_back(i.item);
      quadrant.emplace_back(quadrant_names[q]);
      probability.push_back(i.probabilities[q]);
    }
  }
  return Frame({{"item", item}, {"quadrant", quadrant}, {"probability", std::move(probability)}});
}

Frame ImportancePerformance::warnings() const {
  std::vector<const ImportancePerformanceItem*> warned;
  for (const ImportancePerformanceItem& i : items) {
    const bool is_stated = i.importance.value >= crosshair_importance.value;
    const bool is_derived = i.derived.value >= derived_line.value;
    if (i.disagreement >= level && is_stated != is_derived) warned.push_back(&i);
  }
  std::ranges::stable_sort(warned, std::greater{}, &ImportancePerformanceItem::disagreement);
  std::vector<std::string> item, meaning;
  std::vector<double> stated, derived, probability;
  for (const ImportancePerformanceItem* i : warned) {
    item.push_back(i->item);
    stated.push_back(i->importance.value);
    derived.push_back(i->derived.value);
    probability.push_back(i->disagreement);
    meaning.emplace_back(i->importance.value >= crosshair_importance.value ? basic : excitement);
  }
  return Frame({{"item", item},
                {"stated", std::move(stated)},
                {"derived", std::move(derived)},
                {"probability", std::move(probability)},
                {"meaning", meaning}});
}

}  // namespace fealty::gaps
