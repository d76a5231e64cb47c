#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/gaps/answers.hpp"
#include "fealty/gaps/importance_performance.hpp"
#include "fealty/gaps/kano.hpp"
#include "fealty/gaps/kano_table.hpp"
#include "fealty/gaps/satisfaction_score.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

namespace {

using Ends = std::pair<double, double>;

const KanoOptions usual_kano;
const ImportancePerformanceOptions usual_grid;

void bind_kano_survey(py::module_& m) {
  py::class_<KanoTable>(m, "KanoTable", DOC("fealty::gaps::KanoTable"))
      .def(py::init<const std::vector<std::string>&>(), "rows"_a, DOC("fealty::gaps::KanoTable::KanoTable"))
      .def_static("named", &KanoTable::named, "name"_a, DOC("fealty::gaps::KanoTable::named"))
      .def("rows", &KanoTable::rows, DOC("fealty::gaps::KanoTable::rows"));
  py::class_<Kano> kano_class(m, "Kano", DOC("fealty::gaps::Kano"));
  def_archive(kano_class);
  kano_class.def_readonly("table", &Kano::table, DOC("fealty::gaps::Kano::table"))
      .def_readonly("respondents", &Kano::respondents, DOC("fealty::gaps::Kano::respondents"))
      .def_readonly("replicates", &Kano::replicates, DOC("fealty::gaps::Kano::replicates"))
      .def_readonly("level", &Kano::level, DOC("fealty::gaps::Kano::level"))
      .def("__len__", [](const Kano& kano) { return kano.items.size(); })
      .def("frame", &Kano::frame, DOC("fealty::gaps::Kano::frame"))
      .def("categories", &Kano::categories, DOC("fealty::gaps::Kano::categories"))
      .def("plane", &Kano::plane, DOC("fealty::gaps::Kano::plane"))
      .def("must_be", &Kano::must_be, "at_least"_a = 0.5, DOC("fealty::gaps::Kano::must_be"));
  m.def(
      "kano",
      [](const Frame& functional, const Frame& dysfunctional, const KanoTable& table, std::uint32_t replicates,
         std::uint64_t seed, double level) {
        const KanoOptions options{table, {replicates, seed, level}};
        return compute([&] { return kano(Answers(functional), Answers(dysfunctional), options); });
      },
      "functional"_a, "dysfunctional"_a, "table"_a, "replicates"_a = usual_kano.bootstrap.replicates,
      "seed"_a = usual_kano.bootstrap.seed, "level"_a = usual_kano.bootstrap.level, DOC("fealty::gaps::kano"));
}

/// The crosshair that Python asks for: a name, or a point of performance and importance.
Crosshair crosshair_of(const std::string& kind, const std::optional<Ends>& scale, const std::optional<Ends>& point) {
  if (point) return Crosshair::at(point->first, point->second);
  if (kind == "mean") return {};
  if (kind == "median") return {.kind = CrosshairKind::median};
  if (kind != "scale") {
    throw ParameterError(code::unknown_name,
                         "crosshair is \"" + kind + "\"; it must be mean, median, scale, or a point (x, y)");
  }
  if (!scale) {
    throw ParameterError(code::missing_parameter,
                         "the crosshair \"scale\" is the middle of the scale: give scale=(least, greatest)");
  }
  return Crosshair::middle_of({scale->first, scale->second});
}

std::optional<Scale> scale_of(const std::optional<Ends>& ends) {
  return ends ? std::optional<Scale>({ends->first, ends->second}) : std::nullopt;
}

void bind_grid(py::module_& m) {
  using Grid = ImportancePerformance;
  py::class_<Grid> grid_class(m, "ImportancePerformance", DOC("fealty::gaps::ImportancePerformance"));
  def_archive(grid_class);
  grid_class
      .def_readonly("crosshair_performance", &Grid::crosshair_performance,
                    DOC("fealty::gaps::ImportancePerformance::crosshair_performance"))
      .def_readonly("crosshair_importance", &Grid::crosshair_importance,
                    DOC("fealty::gaps::ImportancePerformance::crosshair_importance"))
      .def_readonly("derived_line", &Grid::derived_line, DOC("fealty::gaps::ImportancePerformance::derived_line"))
      .def_readonly("stated_derived", &Grid::stated_derived, DOC("fealty::gaps::ImportancePerformance::stated_derived"))
      .def_readonly("respondents", &Grid::respondents, DOC("fealty::gaps::ImportancePerformance::respondents"))
      .def_readonly("outcome_missing", &Grid::outcome_missing,
                    DOC("fealty::gaps::ImportancePerformance::outcome_missing"))
      .def_readonly("has_outcome", &Grid::has_outcome, DOC("fealty::gaps::ImportancePerformance::has_outcome"))
      .def_readonly("replicates", &Grid::replicates, DOC("fealty::gaps::ImportancePerformance::replicates"))
      .def_readonly("level", &Grid::level, DOC("fealty::gaps::ImportancePerformance::level"))
      .def("__len__", [](const Grid& grid) { return grid.items.size(); })
      .def("frame", &Grid::frame, DOC("fealty::gaps::ImportancePerformance::frame"))
      .def("probabilities", &Grid::probabilities, DOC("fealty::gaps::ImportancePerformance::probabilities"))
      .def("warnings", &Grid::warnings, DOC("fealty::gaps::ImportancePerformance::warnings"));
  m.def(
      "importance_performance",
      [](const Frame& importance, const Frame& performance, const std::optional<Frame>& outcome,
         const std::string& crosshair, const std::optional<Ends>& point, const std::optional<Ends>& scale,
         std::uint32_t replicates, std::uint64_t seed, double level) {
        const ImportancePerformanceOptions options{crosshair_of(crosshair, scale, point), {replicates, seed, level}};
        return compute([&] {
          std::optional<Answers> of_outcome;
          if (outcome) of_outcome.emplace(*outcome);
          return importance_performance(Answers(importance, scale_of(scale)), Answers(performance, scale_of(scale)),
                                        of_outcome, options);
        });
      },
      "importance"_a, "performance"_a, "outcome"_a = std::nullopt, "crosshair"_a = "mean", "point"_a = std::nullopt,
      "scale"_a = std::nullopt, "replicates"_a = usual_grid.bootstrap.replicates, "seed"_a = usual_grid.bootstrap.seed,
      "level"_a = usual_grid.bootstrap.level, DOC("fealty::gaps::importance_performance"));
}

void bind_scores(py::module_& m) {
  py::class_<SatisfactionScore> score_class(m, "SatisfactionScore", DOC("fealty::gaps::SatisfactionScore"));
  def_archive(score_class);
  score_class
      .def_property_readonly(
          "score", [](const SatisfactionScore& score) { return score.all.score; },
          DOC("fealty::gaps::ScoredGroup::score"))
      .def_property_readonly("answered", [](const SatisfactionScore& score) { return score.all.answered(); })
      .def_property_readonly("missing", [](const SatisfactionScore& score) { return score.all.missing; })
      .def_readonly("favorable_from", &SatisfactionScore::favorable_from,
                    DOC("fealty::gaps::SatisfactionScore::favorable_from"))
      .def_readonly("unfavorable_to", &SatisfactionScore::unfavorable_to,
                    DOC("fealty::gaps::SatisfactionScore::unfavorable_to"))
      .def_readonly("ungrouped", &SatisfactionScore::ungrouped, DOC("fealty::gaps::SatisfactionScore::ungrouped"))
      .def_readonly("level", &SatisfactionScore::level, DOC("fealty::gaps::SatisfactionScore::level"))
      .def("difference", &SatisfactionScore::difference, "first"_a, "second"_a,
           DOC("fealty::gaps::SatisfactionScore::difference"))
      .def("frame", &SatisfactionScore::frame, DOC("fealty::gaps::SatisfactionScore::frame"))
      .def("counts", &SatisfactionScore::counts, DOC("fealty::gaps::SatisfactionScore::counts"));
  m.def("net_promoter_interval", &net_promoter_interval, "promoters"_a, "passives"_a, "detractors"_a, "level"_a = 0.95,
        DOC("fealty::gaps::net_promoter_interval"));
  m.def(
      "net_promoter_score",
      [](const Column& answers, const std::optional<Column>& groups, const Ends& scale, double promoter,
         double detractor, double level, const std::string& name) {
        return compute([&] {
          return net_promoter_score(answers, groups.value_or(Column()), {scale.first, scale.second}, promoter,
                                    detractor, level, name);
        });
      },
      "answers"_a, "groups"_a, "scale"_a, "promoter"_a, "detractor"_a, "level"_a, "name"_a,
      DOC("fealty::gaps::net_promoter_score"));
  m.def(
      "top_box_share",
      [](const Column& answers, const std::optional<Column>& groups, const Ends& scale, double from, double level,
         const std::string& name) {
        return compute([&] {
          return top_box_share(answers, groups.value_or(Column()), {scale.first, scale.second}, from, level, name);
        });
      },
      "answers"_a, "groups"_a, "scale"_a, "least"_a, "level"_a, "name"_a, DOC("fealty::gaps::top_box_share"));
}

}  // namespace

void bind_kano(py::module_& m) {
  bind_kano_survey(m);
  bind_grid(m);
  bind_scores(m);
}

}  // namespace fealty::bindings
