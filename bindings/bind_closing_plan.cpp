#include <cstddef>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/gaps/closing_plan.hpp"
#include "fealty/gaps/lever.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

namespace {

const PlanOptions usual_options;

using Doubles = py::array_t<double, py::array::c_style | py::array::forcecast>;

std::vector<double> values_of(const Doubles& array) {
  if (array.ndim() != 1) throw py::value_error("figures of items and draws of slopes must be arrays of one dimension");
  return {array.data(), array.data() + array.size()};
}

void bind_levers(py::module_& m) {
  py::class_<Lever>(m, "Lever", DOC("fealty::gaps::Lever"))
      .def_readonly("name", &Lever::name, DOC("fealty::gaps::Lever::name"))
      .def_readonly("item", &Lever::item, DOC("fealty::gaps::Lever::item"))
      .def_property_readonly(
          "kind", [](const Lever& lever) { return std::string(to_string(lever.kind)); },
          DOC("fealty::gaps::Lever::kind"))
      .def_property_readonly(
          "points",
          [](const Lever& lever) {
            std::vector<std::pair<double, double>> points;
            for (const LeverPoint& point : lever.points) points.emplace_back(point.cost, point.effect);
            return points;
          },
          DOC("fealty::gaps::Lever::points"))
      .def_readonly("fixed_cost", &Lever::fixed_cost, DOC("fealty::gaps::Lever::fixed_cost"))
      .def_readonly("divisible", &Lever::divisible, DOC("fealty::gaps::Lever::divisible"));
  m.def("levers_of_columns", &levers_of_columns, "lever"_a, "item"_a, "kind"_a, "cost"_a, "effect"_a,
        py::arg_v("fixed_cost", Column(), "..."), py::arg_v("divisible", Column(), "..."),
        DOC("fealty::gaps::levers_of_columns"));
}

}  // namespace

void bind_closing_plan(py::module_& m) {
  bind_levers(m);
  py::class_<ClosingPlan> plan_class(m, "ClosingPlan", DOC("fealty::gaps::ClosingPlan"));
  def_archive(plan_class);
  plan_class.def_readonly("budget", &ClosingPlan::budget, DOC("fealty::gaps::ClosingPlan::budget"))
      .def_readonly("cost", &ClosingPlan::cost, DOC("fealty::gaps::ClosingPlan::cost"))
      .def_readonly("value", &ClosingPlan::value, DOC("fealty::gaps::ClosingPlan::value"))
      .def_readonly("expected_value", &ClosingPlan::expected_value, DOC("fealty::gaps::ClosingPlan::expected_value"))
      .def_readonly("expected_best", &ClosingPlan::expected_best, DOC("fealty::gaps::ClosingPlan::expected_best"))
      .def_readonly("missed_floors", &ClosingPlan::missed_floors, DOC("fealty::gaps::ClosingPlan::missed_floors"))
      .def_readonly("draws", &ClosingPlan::draws, DOC("fealty::gaps::ClosingPlan::draws"))
      .def_readonly("optimality_gap", &ClosingPlan::optimality_gap, DOC("fealty::gaps::ClosingPlan::optimality_gap"))
      .def_readonly("draws_gap", &ClosingPlan::draws_gap, DOC("fealty::gaps::ClosingPlan::draws_gap"))
      .def_readonly("level", &ClosingPlan::level, DOC("fealty::gaps::ClosingPlan::level"))
      .def("__len__", [](const ClosingPlan& plan) { return plan.levers.size(); })
      .def("frame", &ClosingPlan::frame, DOC("fealty::gaps::ClosingPlan::frame"))
      .def("items", &ClosingPlan::items_frame, DOC("fealty::gaps::ClosingPlan::items_frame"))
      .def("curve", &ClosingPlan::curve_frame, DOC("fealty::gaps::ClosingPlan::curve_frame"))
      .def("closing", &ClosingPlan::closing_frame, DOC("fealty::gaps::ClosingPlan::closing_frame"))
      .def("warnings", &ClosingPlan::warnings_frame, DOC("fealty::gaps::ClosingPlan::warnings_frame"));
  m.def(
      "closing_plan",
      [](const std::vector<std::string>& names, const Doubles& expectation, const Doubles& experience,
         const Doubles& importance, const Doubles& tolerance, const Doubles& spread, const Doubles& floors,
         const std::pair<double, double>& scale, const std::pair<double, double>& slopes,
         const Eigen::MatrixXd& gap_draws, const Doubles& negative_draws, const Doubles& positive_draws,
         const std::vector<Lever>& levers, double budget, std::size_t steps, double level) {
        PlanItems items;
        items.names = names;
        items.expectation = values_of(expectation);
        items.experience = values_of(experience);
        items.importance = values_of(importance);
        items.tolerance = values_of(tolerance);
        items.spread = values_of(spread);
        items.floors = values_of(floors);
        std::tie(items.scale_bottom, items.scale_top) = scale;
        std::tie(items.response.negative, items.response.positive) = slopes;
        items.gap_draws = gap_draws;
        items.negative_draws = values_of(negative_draws);
        items.positive_draws = values_of(positive_draws);
        PlanOptions options;
        options.budget = budget;
        options.steps = steps;
        options.level = level;
        return compute([&] { return closing_plan(items, levers, options); });
      },
      "names"_a, "expectation"_a, "experience"_a, "importance"_a, "tolerance"_a, "spread"_a, "floors"_a, "scale"_a,
      "slopes"_a, "gap_draws"_a, "negative_draws"_a, "positive_draws"_a, "levers"_a, "budget"_a,
      "steps"_a = usual_options.steps, "level"_a = usual_options.level, DOC("fealty::gaps::closing_plan"));
}

}  // namespace fealty::bindings
