#include <cmath>
#include <cstddef>
#include <utility>

#include <Eigen/Core>

#include "../core/estimate_columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/gaps/gap_analysis.hpp"
#include "greatest_t.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;

/// Items, dimensions, overall: the order of the draws.
std::vector<const GapFigure*> figures_of(const GapAnalysis& analysis) {
  std::vector<const GapFigure*> figures;
  for (const GapFigure& item : analysis.items) figures.push_back(&item);
  for (const GapFigure& dimension : analysis.dimensions) figures.push_back(&dimension);
  figures.push_back(&analysis.overall);
  return figures;
}

double pooled_deviation(const GapFigure& a, const GapFigure& b) {
  const double n = static_cast<double>(a.respondents) - 1, m = static_cast<double>(b.respondents) - 1;
  return std::sqrt((n * a.standard_deviation * a.standard_deviation + m * b.standard_deviation * b.standard_deviation) /
                   (n + m));
}

void require_alike(const GapAnalysis& first, const GapAnalysis& second) {
  const auto a = figures_of(first), b = figures_of(second);
  bool alike = a.size() == b.size() && first.items.size() == second.items.size();
  for (std::size_t i = 0; alike && i < a.size(); ++i) alike = a[i]->name == b[i]->name;
  if (!alike) throw ParameterError(code::out_of_domain, "analyses of different items or dimensions cannot be compared");
  if (first.draws.rows() != second.draws.rows() || first.level != second.level) {
    throw ParameterError(code::out_of_domain,
                         "analyses to be compared must have the same level and number of bootstrap replicates");
  }
}

}  // namespace

GapComparison compare(const GapAnalysis& first, const GapAnalysis& second) {
  require_alike(first, second);
  const auto a = figures_of(first), b = figures_of(second);
  const auto columns = static_cast<Index>(a.size());
  Eigen::VectorXd values(columns), errors(columns);
  GapComparison made;
  made.items = first.items.size();
  made.level = first.level;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto c = static_cast<Index>(i);
    values[c] = a[i]->gap.value - b[i]->gap.value;
    errors[c] = std::hypot(a[i]->gap.standard_error, b[i]->gap.standard_error);
    made.names.push_back(a[i]->name);
    made.effect_sizes.push_back(values[c] / pooled_deviation(*a[i], *b[i]));
  }
  const Eigen::MatrixXd draws = first.draws - second.draws;
  const Eigen::MatrixXd draw_errors = (first.draw_errors.array().square() + second.draw_errors.array().square()).sqrt();
  const auto items = static_cast<Index>(made.items);
  for (const auto& [begin, size] :
       {std::pair(Index{0}, items), {items, columns - items - 1}, {columns - 1, Index{1}}}) {
    const SimultaneousIntervals family =
        greatest_t(values.segment(begin, size), errors.segment(begin, size), draws.middleCols(begin, size),
                   draw_errors.middleCols(begin, size), made.level);
    made.differences.insert(made.differences.end(), family.estimates.begin(), family.estimates.end());
    made.p_values.insert(made.p_values.end(), family.p_values.begin(), family.p_values.end());
  }
  return made;
}

Frame GapComparison::frame() const {
  std::vector<std::string> kinds;
  EstimateColumns difference;
  for (std::size_t i = 0; i < names.size(); ++i) {
    kinds.emplace_back(i < items ? "item" : i + 1 == names.size() ? "overall" : "dimension");
    difference.push(differences[i]);
  }
  Frame frame;
  frame.add("name", names);
  frame.add("kind", kinds);
  difference.add_to(frame, "difference");
  frame.add("p_value", p_values);
  frame.add("effect_size", effect_sizes);
  return frame;
}

}  // namespace fealty::gaps
