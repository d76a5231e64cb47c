#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/flow/calendar.hpp"
#include "fealty/flow/case_duration.hpp"
#include "fealty/flow/duration_figures.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/funnel.hpp"
#include "fealty/flow/handover.hpp"
#include "fealty/flow/performance.hpp"
#include "fealty/flow/rework.hpp"
#include "fealty/flow/step_matrix.hpp"
#include "fealty/flow/temporal_profile.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::flow;
using py::literals::operator""_a;

namespace {

constexpr Bootstrap usual;
using Names = std::vector<std::string>;
using Pair = std::pair<std::string, std::string>;

/// Archive, `+=` and `==`, which every Summary has.
template <class Summary>
py::class_<Summary> summary(py::module_& m, const char* name, const char* documentation) {
  py::class_<Summary> cls(m, name, documentation);
  def_archive(cls);
  cls.def("__iadd__", [](Summary& self, const Summary& other) { return self += other; })
      .def("__eq__", [](const Summary& a, const Summary& b) { return a == b; });
  return cls;
}

const Calendar* pointer_to(const std::optional<Calendar>& calendar) {
  return calendar ? &*calendar : nullptr;
}

/// What makes a frame of a log, of other arguments and of a bootstrap, with the numbers of the bootstrap in its place.
template <class... Args, class Make>
auto with_bootstrap(Make make) {
  return [make](const EventLog& log, Args... args, std::uint32_t replicates, std::uint64_t seed, double level) {
    return compute([&] { return make(log, args..., Bootstrap{replicates, seed, level}); });
  };
}

/// The same, of a calendar that may be None.
auto with_calendar(Frame (*make)(const EventLog&, const Calendar*, const Bootstrap&)) {
  return with_bootstrap<const std::optional<Calendar>&>(
      [make](const EventLog& log, const std::optional<Calendar>& calendar, const Bootstrap& bootstrap) {
        return make(log, pointer_to(calendar), bootstrap);
      });
}

void bind_duration_figures(py::module_& m) {
  py::class_<DurationFigures>(m, "DurationFigures", DOC("fealty::flow::DurationFigures"))
      .def_readonly("count", &DurationFigures::count)
      .def_readonly("sum", &DurationFigures::sum)
      .def_readonly("mean", &DurationFigures::mean)
      .def_readonly("standard_deviation", &DurationFigures::standard_deviation,
                    DOC("fealty::flow::DurationFigures::standard_deviation"))
      .def_readonly("least", &DurationFigures::least)
      .def_readonly("median", &DurationFigures::median, DOC("fealty::flow::DurationFigures::median"))
      .def_readonly("greatest", &DurationFigures::greatest)
      .def("__repr__", [](const DurationFigures& f) {
        return "DurationFigures(count=" + std::to_string(f.count) + ", mean=" + std::to_string(f.mean) +
               ", median=" + std::to_string(f.median) + ")";
      });
}

void bind_performance(py::module_& m) {
  summary<Performance>(m, "Performance", DOC("fealty::flow::Performance"))
      .def_readonly("working_time", &Performance::working_time, DOC("fealty::flow::Performance::working_time"))
      .def_property_readonly(
          "edges",
          [](const Performance& p) {
            std::map<Pair, DurationFigures> edges;
            for (const TimedEdge& edge : p.edges)
              edges[{p.steps.label(edge.from), p.steps.label(edge.to)}] = edge.times;
            return edges;
          },
          DOC("fealty::flow::Performance::edges"))
      .def_property_readonly(
          "own",
          [](const Performance& p) {
            std::map<std::string, DurationFigures> own;
            for (const TimedStep& step : p.own) own[p.steps.label(step.step)] = step.times;
            return own;
          },
          DOC("fealty::flow::Performance::own"))
      .def("__len__", [](const Performance& p) { return p.edges.size(); });
  m.def(
      "performance",
      [](const EventLog& log, const std::optional<Calendar>& calendar) {
        return compute([&] { return performance(log, pointer_to(calendar)); });
      },
      "log"_a, "calendar"_a = py::none(), DOC("fealty::flow::performance"));
  m.def("performance_frame", with_calendar(&performance_frame), "log"_a, "calendar"_a = py::none(),
        "replicates"_a = usual.replicates, "seed"_a = usual.seed, "level"_a = usual.level,
        DOC("fealty::flow::performance_frame"));
  m.def("step_times_frame", with_calendar(&step_times_frame), "log"_a, "calendar"_a = py::none(),
        "replicates"_a = usual.replicates, "seed"_a = usual.seed, "level"_a = usual.level,
        DOC("fealty::flow::step_times_frame"));
}

void bind_case_durations(py::module_& m) {
  summary<CaseDurations>(m, "CaseDurations", DOC("fealty::flow::CaseDurations"))
      .def_readonly("working_time", &CaseDurations::working_time, DOC("fealty::flow::CaseDurations::working_time"))
      .def("figures", &CaseDurations::figures, DOC("fealty::flow::CaseDurations::figures"))
      .def("__len__", [](const CaseDurations& d) { return d.durations.size(); });
  m.def(
      "case_durations",
      [](const EventLog& log, const std::optional<Calendar>& calendar) {
        return compute([&] { return case_durations(log, pointer_to(calendar)); });
      },
      "log"_a, "calendar"_a = py::none(), DOC("fealty::flow::case_durations"));
  m.def("case_durations_frame", with_calendar(&case_durations_frame), "log"_a, "calendar"_a = py::none(),
        "replicates"_a = usual.replicates, "seed"_a = usual.seed, "level"_a = usual.level,
        DOC("fealty::flow::case_durations_frame"));
  m.def(
      "durations_of_cases",
      [](const EventLog& log, const std::optional<Calendar>& calendar) {
        return compute([&] { return durations_of_cases(log, pointer_to(calendar)); });
      },
      "log"_a, "calendar"_a = py::none(), DOC("fealty::flow::durations_of_cases"));
}

void bind_temporal_profile(py::module_& m) {
  summary<TemporalProfile>(m, "TemporalProfile", DOC("fealty::flow::TemporalProfile"))
      .def_property_readonly(
          "pairs",
          [](const TemporalProfile& p) {
            std::map<Pair, std::pair<double, double>> pairs;
            for (const PairTimes& pair : p.pairs)
              pairs[{p.steps.label(pair.from), p.steps.label(pair.to)}] = {pair.mean(), pair.standard_deviation()};
            return pairs;
          },
          DOC("fealty::flow::TemporalProfile::pairs"))
      .def("__len__", [](const TemporalProfile& p) { return p.pairs.size(); });
  py::class_<TemporalDeviations>(m, "TemporalDeviations", DOC("fealty::flow::TemporalDeviations"))
      .def_readonly("count", &TemporalDeviations::count, DOC("fealty::flow::TemporalDeviations::count"))
      .def_readonly("cases", &TemporalDeviations::cases, DOC("fealty::flow::TemporalDeviations::cases"))
      .def("__len__", [](const TemporalDeviations& d) { return d.deviations.size(); });
  m.def(
      "temporal_profile", [](const EventLog& log) { return compute([&] { return temporal_profile(log); }); }, "log"_a,
      DOC("fealty::flow::temporal_profile"));
  m.def("temporal_profile_frame", with_bootstrap(&temporal_profile_frame), "log"_a, "replicates"_a = usual.replicates,
        "seed"_a = usual.seed, "level"_a = usual.level, DOC("fealty::flow::temporal_profile_frame"));
  m.def(
      "deviations",
      [](const EventLog& log, const TemporalProfile& profile, double zeta, std::size_t most) {
        return compute([&] { return deviations(log, profile, zeta, most); });
      },
      "log"_a, "profile"_a, "zeta"_a = 6.0, "most"_a = 1'000'000, DOC("fealty::flow::deviations"));
  m.def("deviations_frame", &deviations_frame, "log"_a, "profile"_a, "deviations"_a,
        DOC("fealty::flow::deviations_frame"));
}

void bind_rework(py::module_& m) {
  summary<Rework>(m, "Rework", DOC("fealty::flow::Rework"))
      .def_readonly("cases", &Rework::cases)
      .def_readonly("reworked", &Rework::reworked, DOC("fealty::flow::Rework::reworked"))
      .def_property_readonly(
          "of_step",
          [](const Rework& r) {
            std::map<std::string, std::uint64_t> reworked;
            for (const StepRework& step : r.of_step) reworked[r.steps.label(step.step)] = step.reworked;
            return reworked;
          },
          DOC("fealty::flow::StepRework::reworked"));
  m.def(
      "rework", [](const EventLog& log) { return compute([&] { return rework(log); }); }, "log"_a,
      DOC("fealty::flow::rework"));
  m.def("rework_frame", with_bootstrap(&rework_frame), "log"_a, "replicates"_a = usual.replicates,
        "seed"_a = usual.seed, "level"_a = usual.level, DOC("fealty::flow::rework_frame"));
}

void bind_handovers(py::module_& m) {
  summary<Handovers>(m, "Handovers", DOC("fealty::flow::Handovers"))
      .def_readonly("unknown", &Handovers::unknown, DOC("fealty::flow::Handovers::unknown"))
      .def("total", &Handovers::total, "to_self"_a = true, DOC("fealty::flow::Handovers::total"))
      .def_property_readonly(
          "pairs",
          [](const Handovers& h) {
            std::map<Pair, std::uint64_t> pairs;
            for (const Handover& pair : h.pairs)
              pairs[{h.resources.label(pair.from), h.resources.label(pair.to)}] = pair.count;
            return pairs;
          },
          DOC("fealty::flow::Handovers::pairs"))
      .def("__len__", [](const Handovers& h) { return h.pairs.size(); });
  m.def(
      "handovers", [](const EventLog& log) { return compute([&] { return handovers(log); }); }, "log"_a,
      DOC("fealty::flow::handovers"));
  m.def("handovers_frame", with_bootstrap<bool>(&handovers_frame), "log"_a, "to_self"_a = true,
        "replicates"_a = usual.replicates, "seed"_a = usual.seed, "level"_a = usual.level,
        DOC("fealty::flow::handovers_frame"));
}

void bind_funnel(py::module_& m) {
  summary<Funnel>(m, "Funnel", DOC("fealty::flow::Funnel"))
      .def_readonly("cases", &Funnel::cases, DOC("fealty::flow::Funnel::cases"))
      .def_property_readonly(
          "stages",
          [](const Funnel& f) {
            std::vector<std::pair<std::string, std::uint64_t>> stages;
            for (const FunnelStage& stage : f.stages) stages.emplace_back(stage.step, stage.cases);
            return stages;
          },
          DOC("fealty::flow::FunnelStage"))
      .def("__len__", [](const Funnel& f) { return f.stages.size(); });
  m.def(
      "funnel", [](const EventLog& log, const Names& steps) { return compute([&] { return funnel(log, steps); }); },
      "log"_a, "steps"_a, DOC("fealty::flow::funnel"));
  m.def("funnel_frame", with_bootstrap<const Names&>(&funnel_frame), "log"_a, "steps"_a,
        "replicates"_a = usual.replicates, "seed"_a = usual.seed, "level"_a = usual.level,
        DOC("fealty::flow::funnel_frame"));
}

void bind_step_matrix(py::module_& m) {
  summary<StepMatrix>(m, "StepMatrix", DOC("fealty::flow::StepMatrix"))
      .def_readonly("cases", &StepMatrix::cases)
      .def_property_readonly("positions", &StepMatrix::positions, DOC("fealty::flow::StepMatrix::positions"))
      .def_readonly("ended", &StepMatrix::ended, DOC("fealty::flow::StepMatrix::ended"))
      .def_property_readonly(
          "cells",
          [](const StepMatrix& matrix) {
            std::map<std::pair<std::string, std::uint32_t>, std::uint64_t> cells;
            for (const StepMatrixCell& cell : matrix.cells)
              cells[{matrix.steps.label(cell.step), cell.position}] = cell.cases;
            return cells;
          },
          DOC("fealty::flow::StepMatrix::cells"));
  m.def(
      "step_matrix",
      [](const EventLog& log, std::uint32_t positions) { return compute([&] { return step_matrix(log, positions); }); },
      "log"_a, "positions"_a = 20, DOC("fealty::flow::step_matrix"));
  m.def("step_matrix_frame", with_bootstrap<std::uint32_t>(&step_matrix_frame), "log"_a, "positions"_a = 20,
        "replicates"_a = usual.replicates, "seed"_a = usual.seed, "level"_a = usual.level,
        DOC("fealty::flow::step_matrix_frame"));
}

}  // namespace

void bind_figures(py::module_& m) {
  bind_duration_figures(m);
  bind_performance(m);
  bind_case_durations(m);
  bind_temporal_profile(m);
  bind_rework(m);
  bind_handovers(m);
  bind_funnel(m);
  bind_step_matrix(m);
}

}  // namespace fealty::bindings
