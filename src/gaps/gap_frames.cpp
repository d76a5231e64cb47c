#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/gaps/gap_analysis.hpp"

namespace fealty::gaps {
namespace {

/// The figures that every row has; optional ones are left out where no row has them.
struct FigureColumn {
  const char* name;
  Estimate GapFigure::* figure;
  bool optional = false;
};

constexpr std::array figure_columns{
    FigureColumn{"expectation", &GapFigure::expectation},
    FigureColumn{"experience", &GapFigure::experience},
    FigureColumn{"gap", &GapFigure::gap},
    FigureColumn{"effect_size", &GapFigure::effect_size},
    FigureColumn{"short_share", &GapFigure::short_share},
    FigureColumn{"met_share", &GapFigure::met_share},
    FigureColumn{"exceeded_share", &GapFigure::exceeded_share},
    FigureColumn{"importance", &GapFigure::importance, true},
    FigureColumn{"weighted_gap", &GapFigure::weighted_gap, true},
    FigureColumn{"adequacy", &GapFigure::adequacy, true},
    FigureColumn{"zone_position", &GapFigure::zone_position, true},
    FigureColumn{"within_share", &GapFigure::within_share, true},
    FigureColumn{"reliability_expectation", &GapFigure::reliability_expectation, true},
    FigureColumn{"reliability_experience", &GapFigure::reliability_experience, true},
    FigureColumn{"reliability_gap", &GapFigure::reliability_gap, true},
};

void add_figures(Frame& frame, std::span<const GapFigure> figures) {
  std::vector<std::int64_t> respondents;
  std::vector<double> errors, t, p;
  for (const GapFigure& figure : figures) {
    respondents.push_back(static_cast<std::int64_t>(figure.respondents));
    errors.push_back(figure.gap.standard_error);
    t.push_back(figure.t);
    p.push_back(figure.p_value);
  }
  frame.add("respondents", std::move(respondents));
  for (const FigureColumn& column : figure_columns) {
    const auto is_known = [&](const GapFigure& figure) { return !std::isnan((figure.*column.figure).value); };
    if (column.optional && std::ranges::none_of(figures, is_known)) continue;
    EstimateColumns estimates;
    for (const GapFigure& figure : figures) estimates.push(figure.*column.figure);
    estimates.add_to(frame, column.name);
    if (column.figure != &GapFigure::gap) continue;
    frame.add("gap_standard_error", std::move(errors));
    frame.add("t", std::move(t));
    frame.add("p_value", std::move(p));
  }
}

}  // namespace

Frame GapAnalysis::items_frame() const {
  std::vector<std::string> names;
  std::vector<std::optional<std::string>> of;
  for (const GapFigure& item : items) {
    names.push_back(item.name);
    const auto has = [&](const Dimension& dimension) {
      return std::ranges::find(dimension.items, item.name) != dimension.items.end();
    };
    const auto found = std::ranges::find_if(dimension_items, has);
    of.push_back(found == dimension_items.end() ? std::nullopt : std::optional(found->name));
  }
  Frame frame;
  frame.add("item", names);
  if (!dimension_items.empty()) frame.add("dimension", of);
  add_figures(frame, items);
  return frame;
}

Frame GapAnalysis::dimensions_frame() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> sizes;
  for (const Dimension& dimension : dimension_items) {
    names.push_back(dimension.name);
    sizes.push_back(static_cast<std::int64_t>(dimension.items.size()));
  }
  Frame frame;
  frame.add("dimension", names);
  frame.add("items", std::move(sizes));
  add_figures(frame, dimensions);
  return frame;
}

Frame GapAnalysis::overall_frame() const {
  Frame frame;
  add_figures(frame, std::span(&overall, 1));
  return frame;
}

}  // namespace fealty::gaps
