#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/improvement_backlog.hpp"
#include "fealty/flow/markov_removal.hpp"
#include "fealty/flow/moments_of_truth.hpp"
#include "fealty/flow/outcome.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::flow;
using py::literals::operator""_a;

namespace {

const RemovalOptions usual_removal;
const MomentOptions usual_moments;

PathUnit unit_named(const std::string& name) {
  if (name == "row") return PathUnit::row;
  if (name == "journey") return PathUnit::journey;
  throw ParameterError(code::unknown_name, "there is no unit \"" + name + "\"; the units are row, journey");
}

void bind_removal(py::module_& m) {
  py::class_<PathTable>(m, "PathTable", DOC("fealty::flow::PathTable"))
      .def_readonly("names", &PathTable::names, DOC("fealty::flow::PathTable::names"))
      .def("__len__", &PathTable::size);
  m.def("paths_of_columns", &paths_of_columns, "path"_a, "conversions"_a, py::arg_v("values", Column(), "..."),
        py::arg_v("nulls", Column(), "..."), "separator"_a = ">", DOC("fealty::flow::paths_of_columns"));
  using Doubles = py::array_t<double, py::array::c_style | py::array::forcecast>;
  m.def(
      "paths_of_log",
      [](const EventLog& log, const Doubles& converted) {
        if (converted.ndim() != 1) throw py::value_error("converted must be an array of one dimension");
        return paths_of_log(log, std::span(converted.data(), static_cast<std::size_t>(converted.size())));
      },
      "log"_a, "converted"_a, DOC("fealty::flow::paths_of_log"));
  py::class_<RemovalEffects> effects_class(m, "RemovalEffects", DOC("fealty::flow::RemovalEffects"));
  def_archive(effects_class);
  effects_class.def_readonly("order", &RemovalEffects::order, DOC("fealty::flow::RemovalEffects::order"))
      .def_readonly("states", &RemovalEffects::states, DOC("fealty::flow::RemovalEffects::states"))
      .def_readonly("journeys", &RemovalEffects::journeys, DOC("fealty::flow::RemovalEffects::journeys"))
      .def_readonly("conversions", &RemovalEffects::conversions, DOC("fealty::flow::RemovalEffects::conversions"))
      .def_readonly("value", &RemovalEffects::value, DOC("fealty::flow::RemovalEffects::value"))
      .def_readonly("replicates", &RemovalEffects::replicates, DOC("fealty::flow::RemovalEffects::replicates"))
      .def_readonly("conversion_probability", &RemovalEffects::conversion_probability,
                    DOC("fealty::flow::RemovalEffects::conversion_probability"))
      .def("__len__", [](const RemovalEffects& effects) { return effects.steps.size(); })
      .def("frame", &RemovalEffects::frame, DOC("fealty::flow::RemovalEffects::frame"))
      .def("ranks", &RemovalEffects::ranks, DOC("fealty::flow::RemovalEffects::ranks"));
  m.def(
      "removal_effects",
      [](const PathTable& paths, std::size_t order, bool collapse_repeats, const std::string& unit,
         std::uint32_t replicates, std::uint64_t seed, double level) {
        const RemovalOptions options{order, collapse_repeats, unit_named(unit), {replicates, seed, level}};
        return compute([&] { return removal_effects(paths, options); });
      },
      "paths"_a, "order"_a = usual_removal.order, "collapse_repeats"_a = usual_removal.collapse_repeats,
      "unit"_a = "row", "replicates"_a = usual_removal.bootstrap.replicates, "seed"_a = usual_removal.bootstrap.seed,
      "level"_a = usual_removal.bootstrap.level, DOC("fealty::flow::removal_effects"));
}

void bind_outcome(py::module_& m) {
  py::class_<Outcome>(m, "Outcome", DOC("fealty::flow::Outcome"))
      .def_readonly("name", &Outcome::name, DOC("fealty::flow::Outcome::name"))
      .def_readonly("desired", &Outcome::desired, DOC("fealty::flow::Outcome::desired"));
  m.def("outcome_named", &outcome_named, "text"_a, DOC("fealty::flow::outcome_named"));
  m.def("stated_outcome", &stated_outcome, "visit"_a, "value"_a, "name"_a, "desired"_a = true,
        DOC("fealty::flow::stated_outcome"));
}

using Names = std::vector<std::string>;

void bind_moments(py::module_& m) {
  py::class_<MomentsOfTruth> moments_class(m, "MomentsOfTruth", DOC("fealty::flow::MomentsOfTruth"));
  def_archive(moments_class);
  moments_class.def_readonly("outcome", &MomentsOfTruth::outcome, DOC("fealty::flow::MomentsOfTruth::outcome"))
      .def_readonly("desired", &MomentsOfTruth::desired, DOC("fealty::flow::MomentsOfTruth::desired"))
      .def_readonly("outcome_share", &MomentsOfTruth::outcome_share, DOC("fealty::flow::MomentsOfTruth::outcome_share"))
      .def_readonly("visits", &MomentsOfTruth::visits, DOC("fealty::flow::MomentsOfTruth::visits"))
      .def_readonly("judged", &MomentsOfTruth::judged, DOC("fealty::flow::MomentsOfTruth::judged"))
      .def_readonly("censored", &MomentsOfTruth::censored, DOC("fealty::flow::MomentsOfTruth::censored"))
      .def_readonly("unstated", &MomentsOfTruth::unstated, DOC("fealty::flow::MomentsOfTruth::unstated"))
      .def_readonly("without_customer", &MomentsOfTruth::without_customer,
                    DOC("fealty::flow::MomentsOfTruth::without_customer"))
      .def_readonly("customers", &MomentsOfTruth::customers, DOC("fealty::flow::MomentsOfTruth::customers"))
      .def_readonly("adjusted_for", &MomentsOfTruth::adjusted_for, DOC("fealty::flow::MomentsOfTruth::adjusted_for"))
      .def_readonly("level", &MomentsOfTruth::level, DOC("fealty::flow::MomentsOfTruth::level"))
      .def_readonly("replicates", &MomentsOfTruth::replicates, DOC("fealty::flow::MomentsOfTruth::replicates"))
      .def("__len__", [](const MomentsOfTruth& moments) { return moments.steps.size(); })
      .def("frame", &MomentsOfTruth::frame, DOC("fealty::flow::MomentsOfTruth::frame"))
      .def("views", &MomentsOfTruth::views, DOC("fealty::flow::MomentsOfTruth::views"))
      .def("ranks", &MomentsOfTruth::ranks, DOC("fealty::flow::MomentsOfTruth::ranks"))
      .def("warnings", &MomentsOfTruth::warnings_frame, DOC("fealty::flow::MomentsOfTruth::warnings_frame"));
  m.def(
      "moments_of_truth",
      [](const customers::Book& book, const Outcome& outcome, const Names& steps, const std::optional<Names>& adjust,
         std::uint32_t replicates, std::uint64_t seed, double level) {
        const MomentOptions options{steps, adjust, {replicates, seed, level}};
        return compute([&] { return moments_of_truth(book, outcome, options); });
      },
      "book"_a, "outcome"_a, "steps"_a = Names{}, "adjust"_a = std::nullopt,
      "replicates"_a = usual_moments.bootstrap.replicates, "seed"_a = usual_moments.bootstrap.seed,
      "level"_a = usual_moments.bootstrap.level, DOC("fealty::flow::moments_of_truth"));
}

void bind_backlog(py::module_& m) {
  py::class_<ImprovementBacklog> backlog_class(m, "ImprovementBacklog", DOC("fealty::flow::ImprovementBacklog"));
  def_archive(backlog_class);
  backlog_class.def_readonly("outcome", &ImprovementBacklog::outcome, DOC("fealty::flow::ImprovementBacklog::outcome"))
      .def_readonly("desired", &ImprovementBacklog::desired, DOC("fealty::flow::ImprovementBacklog::desired"))
      .def_readonly("outcome_now", &ImprovementBacklog::outcome_now,
                    DOC("fealty::flow::ImprovementBacklog::outcome_now"))
      .def_readonly("outcome_then", &ImprovementBacklog::outcome_then,
                    DOC("fealty::flow::ImprovementBacklog::outcome_then"))
      .def_readonly("joint_gain", &ImprovementBacklog::joint_gain, DOC("fealty::flow::ImprovementBacklog::joint_gain"))
      .def_readonly("judged", &ImprovementBacklog::judged, DOC("fealty::flow::ImprovementBacklog::judged"))
      .def_readonly("yield_now", &ImprovementBacklog::yield_now, DOC("fealty::flow::ImprovementBacklog::yield_now"))
      .def_readonly("yield_then", &ImprovementBacklog::yield_then, DOC("fealty::flow::ImprovementBacklog::yield_then"))
      .def_readonly("yield_independent", &ImprovementBacklog::yield_independent,
                    DOC("fealty::flow::ImprovementBacklog::yield_independent"))
      .def_readonly("noted", &ImprovementBacklog::noted, DOC("fealty::flow::ImprovementBacklog::noted"))
      .def_readonly("unmended", &ImprovementBacklog::unmended, DOC("fealty::flow::ImprovementBacklog::unmended"))
      .def("__len__", [](const ImprovementBacklog& backlog) { return backlog.improvements.size(); })
      .def("frame", &ImprovementBacklog::frame, DOC("fealty::flow::ImprovementBacklog::frame"));
  m.def(
      "improvement_backlog",
      [](const customers::Book& book, const Outcome& outcome, const std::map<std::string, double>& targets,
         const std::map<std::string, double>& costs, double level_of_all, const Names& steps,
         const std::optional<Names>& adjust, double level) {
        std::vector<ImprovementTarget> wanted;
        for (const auto& [step, share] : targets) {
          const auto cost = costs.find(step);
          wanted.push_back(
              {step, share, cost == costs.end() ? std::numeric_limits<double>::quiet_NaN() : cost->second});
        }
        MomentOptions options{steps, adjust, {}};
        options.bootstrap.level = level;
        return compute([&] { return improvement_backlog(book, outcome, wanted, level_of_all, options); });
      },
      "book"_a, "outcome"_a, "targets"_a, "costs"_a, "level_of_all"_a, "steps"_a = Names{}, "adjust"_a = std::nullopt,
      "level"_a = usual_moments.bootstrap.level, DOC("fealty::flow::improvement_backlog"));
}

}  // namespace

void bind_attribution(py::module_& m) {
  bind_removal(m);
  bind_outcome(m);
  bind_moments(m);
  bind_backlog(m);
}

}  // namespace fealty::bindings
