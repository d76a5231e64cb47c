#include <cstddef>
#include <cstdint>
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
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/flow/control_chart.hpp"
#include "fealty/flow/control_constants.hpp"
#include "fealty/flow/quality_cycle.hpp"
#include "fealty/flow/run_length.hpp"
#include "fealty/flow/run_rules.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::flow;
using py::literals::operator""_a;

namespace {

using Doubles = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Sizes = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;
using Names = std::vector<std::string>;

template <class T>
std::span<const T> span_of(const py::array_t<T, py::array::c_style | py::array::forcecast>& array) {
  if (array.ndim() != 1) throw py::value_error("an array of one dimension is needed");
  return {array.data(), static_cast<std::size_t>(array.size())};
}

ChartOptions make_options(Names labels, std::vector<std::size_t> phases, std::size_t calibration,
                          std::optional<double> center, std::optional<double> deviation, double width,
                          const Names& rules, double level, bool printed_d2) {
  return {.labels = std::move(labels),
          .phases = std::move(phases),
          .calibration = calibration,
          .center = center,
          .deviation = deviation,
          .width = width,
          .rules = RunRuleSet::named(rules),
          .level = level,
          .printed_d2 = printed_d2};
}

Names names_of(RunRuleSet rules) {
  Names names;
  for (const RunRule rule : rules.rules()) names.emplace_back(entry_of(rule).name);
  return names;
}

void bind_options(py::module_& m) {
  const ChartOptions usual;
  py::class_<ChartOptions>(m, "ChartOptions", DOC("fealty::flow::ChartOptions"))
      .def(py::init(&make_options), "labels"_a = Names{}, "phases"_a = usual.phases,
           "calibration"_a = usual.calibration, "center"_a = py::none(), "deviation"_a = py::none(),
           "width"_a = usual.width, "rules"_a = names_of(usual.rules), "level"_a = usual.level,
           "printed_d2"_a = usual.printed_d2, DOC("fealty::flow::ChartOptions"));
  const EwmaParameters ewma;
  py::class_<EwmaParameters>(m, "EwmaParameters", DOC("fealty::flow::EwmaParameters"))
      .def(py::init([](double weight, double width, bool steady) { return EwmaParameters{weight, width, steady}; }),
           "weight"_a = ewma.weight, "width"_a = ewma.width, "steady"_a = ewma.steady)
      .def_readonly("weight", &EwmaParameters::weight, DOC("fealty::flow::EwmaParameters::weight"))
      .def_readonly("width", &EwmaParameters::width, DOC("fealty::flow::EwmaParameters::width"))
      .def_readonly("steady", &EwmaParameters::steady, DOC("fealty::flow::EwmaParameters::steady"));
  const CusumParameters cusum;
  py::class_<CusumParameters>(m, "CusumParameters", DOC("fealty::flow::CusumParameters"))
      .def(py::init([](double allowance, double interval) { return CusumParameters{allowance, interval}; }),
           "allowance"_a = cusum.allowance, "interval"_a = cusum.interval)
      .def_readonly("allowance", &CusumParameters::allowance, DOC("fealty::flow::CusumParameters::allowance"))
      .def_readonly("interval", &CusumParameters::interval, DOC("fealty::flow::CusumParameters::interval"));
}

void bind_phase(py::module_& m) {
  py::class_<ControlPhase>(m, "ControlPhase", DOC("fealty::flow::ControlPhase"))
      .def_readonly("begin", &ControlPhase::begin, DOC("fealty::flow::ControlPhase::begin"))
      .def_readonly("end", &ControlPhase::end, DOC("fealty::flow::ControlPhase::end"))
      .def_readonly("calibrated", &ControlPhase::calibrated, DOC("fealty::flow::ControlPhase::calibrated"))
      .def_readonly("center", &ControlPhase::center, DOC("fealty::flow::ControlPhase::center"))
      .def_readonly("deviation", &ControlPhase::deviation, DOC("fealty::flow::ControlPhase::deviation"))
      .def_readonly("dispersion", &ControlPhase::dispersion, DOC("fealty::flow::ControlPhase::dispersion"));
}

Names panel_names(const ControlChart& chart) {
  Names names;
  for (const ControlPanel& panel : chart.panels) names.push_back(panel.name);
  return names;
}

void bind_chart(py::module_& m) {
  py::class_<ControlChart> chart_class(m, "ControlChart", DOC("fealty::flow::ControlChart"));
  def_archive(chart_class);
  chart_class
      .def_property_readonly(
          "kind", [](const ControlChart& chart) { return std::string(name_of(chart.kind)); },
          DOC("fealty::flow::ControlChart::kind"))
      .def_readonly("labels", &ControlChart::labels, DOC("fealty::flow::ControlChart::labels"))
      .def_property_readonly("panels", &panel_names, DOC("fealty::flow::ControlChart::panels"))
      .def_readonly("phases", &ControlChart::phases, DOC("fealty::flow::ControlChart::phases"))
      .def_readonly("warnings", &ControlChart::warnings, DOC("fealty::flow::ControlChart::warnings"))
      .def_readonly("width", &ControlChart::width, DOC("fealty::flow::ControlChart::width"))
      .def_property_readonly(
          "rules", [](const ControlChart& chart) { return names_of(chart.rules); },
          DOC("fealty::flow::ControlChart::rules"))
      .def_readonly("ewma", &ControlChart::ewma, DOC("fealty::flow::ControlChart::ewma"))
      .def_readonly("cusum", &ControlChart::cusum, DOC("fealty::flow::ControlChart::cusum"))
      .def_property_readonly(
          "alarm_count", [](const ControlChart& chart) { return chart.alarms.size(); },
          DOC("fealty::flow::ControlChart::alarms"))
      .def("__len__", &ControlChart::size)
      .def("frame", &ControlChart::frame, DOC("fealty::flow::ControlChart::frame"))
      .def("alarms", &ControlChart::alarms_frame, DOC("fealty::flow::ControlChart::alarms_frame"))
      .def("phases_frame", &ControlChart::phases_frame, DOC("fealty::flow::ControlChart::phases_frame"));
}

template <class Make>
auto of_counts(Make make) {
  return [make](const Doubles& counts, const Doubles& sizes, const ChartOptions& options) {
    const auto count_span = span_of(counts), size_span = span_of(sizes);
    return compute([&] { return make(count_span, size_span, options); });
  };
}

template <class Make>
auto of_samples(Make make) {
  return [make](const Doubles& values, const Sizes& sizes, const ChartOptions& options) {
    const auto value_span = span_of(values);
    const auto size_span = span_of(sizes);
    return compute([&] { return make(value_span, size_span, options); });
  };
}

void bind_charts(py::module_& m) {
  m.def("p_chart", of_counts(&p_chart), "counts"_a, "sizes"_a, "options"_a, DOC("fealty::flow::p_chart"));
  m.def("p_prime_chart", of_counts(&p_prime_chart), "counts"_a, "sizes"_a, "options"_a,
        DOC("fealty::flow::p_prime_chart"));
  m.def("np_chart", of_counts(&np_chart), "counts"_a, "sizes"_a, "options"_a, DOC("fealty::flow::np_chart"));
  m.def(
      "individuals_chart",
      [](const Doubles& values, const ChartOptions& options) {
        const auto span = span_of(values);
        return compute([&] { return individuals_chart(span, options); });
      },
      "values"_a, "options"_a, DOC("fealty::flow::individuals_chart"));
  m.def("mean_range_chart", of_samples(&mean_range_chart), "values"_a, "sizes"_a, "options"_a,
        DOC("fealty::flow::mean_range_chart"));
  m.def("mean_deviation_chart", of_samples(&mean_deviation_chart), "values"_a, "sizes"_a, "options"_a,
        DOC("fealty::flow::mean_deviation_chart"));
  m.def(
      "ewma_chart",
      [](const Doubles& values, const Sizes& sizes, const EwmaParameters& parameters, const ChartOptions& options) {
        const auto value_span = span_of(values);
        const auto size_span = span_of(sizes);
        return compute([&] { return ewma_chart(value_span, size_span, parameters, options); });
      },
      "values"_a, "sizes"_a, "parameters"_a, "options"_a, DOC("fealty::flow::ewma_chart"));
  m.def(
      "cusum_chart",
      [](const Doubles& values, const Sizes& sizes, const CusumParameters& parameters, const ChartOptions& options) {
        const auto value_span = span_of(values);
        const auto size_span = span_of(sizes);
        return compute([&] { return cusum_chart(value_span, size_span, parameters, options); });
      },
      "values"_a, "sizes"_a, "parameters"_a, "options"_a, DOC("fealty::flow::cusum_chart"));
}

template <class Chart>
auto run_length_of(Chart&&) {
  return [](const Chart& chart, double shift, std::uint32_t runs, std::uint64_t seed, double level,
            std::uint32_t longest) {
    const RunLengthOptions options{shift, runs, seed, level, longest};
    return compute([&] { return run_length(chart, options); });
  };
}

Frame rules_frame() {
  Names names, patterns, meanings;
  for (const RunRuleEntry& entry : run_rule_catalogue()) {
    names.emplace_back(entry.name);
    patterns.emplace_back(entry.pattern);
    meanings.emplace_back(entry.meaning);
  }
  return Frame({{"rule", names}, {"pattern", patterns}, {"meaning", meanings}});
}

void bind_run_length(py::module_& m) {
  const RunLengthOptions usual;
  py::class_<ShewhartParameters>(m, "ShewhartParameters", DOC("fealty::flow::ShewhartParameters"))
      .def(py::init(
               [](double width, const Names& rules) { return ShewhartParameters{width, RunRuleSet::named(rules)}; }),
           "width"_a = ShewhartParameters{}.width, "rules"_a = names_of(ShewhartParameters{}.rules));
  const auto def = [&](auto chart) {
    m.def("run_length", run_length_of(std::move(chart)), "chart"_a, "shift"_a = usual.shift, "runs"_a = usual.runs,
          "seed"_a = usual.seed, "level"_a = usual.level, "longest"_a = usual.longest, DOC("fealty::flow::run_length"));
  };
  def(ShewhartParameters{});
  def(EwmaParameters{});
  def(CusumParameters{});
  m.def("run_rules", &rules_frame, DOC("fealty::flow::run_rule_catalogue"));
  m.def("d2", &d2, "n"_a, DOC("fealty::flow::d2"));
  m.def("d3", &d3, "n"_a, DOC("fealty::flow::d3"));
  m.def("c4", &c4, "n"_a, DOC("fealty::flow::c4"));
}

std::optional<std::string> step_awaited(const QualityCycle& cycle) {
  const auto step = cycle.waits_for();
  if (!step) return std::nullopt;
  return std::string(cycle_step_catalogue()[static_cast<std::size_t>(*step)].name);
}

/// The evidence of a round's member, or none.
template <class T>
std::optional<T> evidence(const QualityCycle& cycle, std::size_t round, std::optional<T> CycleRound::* member) {
  if (round < 1 || round > cycle.rounds().size()) {
    throw py::index_error("rounds are counted from 1 to " + std::to_string(cycle.rounds().size()));
  }
  return cycle.rounds()[round - 1].*member;
}

void bind_evidence(py::module_& m) {
  py::class_<Orientation>(m, "Orientation", DOC("fealty::flow::Orientation"))
      .def_readonly("step", &Orientation::step, DOC("fealty::flow::Orientation::step"))
      .def_readonly("reason", &Orientation::reason, DOC("fealty::flow::Orientation::reason"));
  py::class_<Standard>(m, "Standard", DOC("fealty::flow::Standard"))
      .def_readonly("requirement", &Standard::requirement, DOC("fealty::flow::Standard::requirement"))
      .def_readonly("higher_is_better", &Standard::higher_is_better, DOC("fealty::flow::Standard::higher_is_better"));
  py::class_<Evaluation>(m, "Evaluation", DOC("fealty::flow::Evaluation"))
      .def_readonly("before", &Evaluation::before, DOC("fealty::flow::Evaluation::before"))
      .def_readonly("after", &Evaluation::after, DOC("fealty::flow::Evaluation::after"))
      .def_readonly("change", &Evaluation::change, DOC("fealty::flow::Evaluation::change"))
      .def_property_readonly(
          "verdict", [](const Evaluation& e) { return std::string(name_of(e.verdict)); },
          DOC("fealty::flow::Evaluation::verdict"))
      .def_readonly("learned", &Evaluation::learned, DOC("fealty::flow::Evaluation::learned"));
}

void bind_cycle(py::module_& m) {
  bind_evidence(m);
  py::class_<QualityCycle> cycle_class(m, "QualityCycle", DOC("fealty::flow::QualityCycle"));
  def_archive(cycle_class);
  cycle_class.def(py::init<std::string>(), "subject"_a, DOC("fealty::flow::QualityCycle::QualityCycle"))
      .def_property_readonly("subject", &QualityCycle::subject, DOC("fealty::flow::QualityCycle::subject"))
      .def_property_readonly("waits_for", &step_awaited, DOC("fealty::flow::QualityCycle::waits_for"))
      .def("__len__", [](const QualityCycle& cycle) { return cycle.rounds().size(); })
      .def(
          "orientation",
          [](const QualityCycle& c, std::size_t round) { return evidence(c, round, &CycleRound::orientation); },
          "round"_a, DOC("fealty::flow::Orientation"))
      .def(
          "standard",
          [](const QualityCycle& c, std::size_t round) { return evidence(c, round, &CycleRound::standard); }, "round"_a,
          DOC("fealty::flow::Standard"))
      .def(
          "chart", [](const QualityCycle& c, std::size_t round) { return evidence(c, round, &CycleRound::control); },
          "round"_a, DOC("fealty::flow::ControlChart"))
      .def(
          "evaluation",
          [](const QualityCycle& c, std::size_t round) { return evidence(c, round, &CycleRound::evaluation); },
          "round"_a, DOC("fealty::flow::Evaluation"))
      .def("orient", &QualityCycle::orient, "step"_a, "reason"_a, DOC("fealty::flow::QualityCycle::orient"))
      .def("set_standard", &QualityCycle::set_standard, "requirement"_a, "higher_is_better"_a = false,
           DOC("fealty::flow::QualityCycle::set_standard"))
      .def("control", &QualityCycle::control, "chart"_a, DOC("fealty::flow::QualityCycle::control"))
      .def("evaluate", &QualityCycle::evaluate, "before"_a, "after"_a, "learned"_a,
           DOC("fealty::flow::QualityCycle::evaluate"))
      .def("next_round", &QualityCycle::next_round, DOC("fealty::flow::QualityCycle::next_round"))
      .def("frame", &QualityCycle::frame, DOC("fealty::flow::QualityCycle::frame"));
  m.def("estimated_difference", &estimated_difference, "a"_a, "b"_a, DOC("fealty::flow::estimated_difference"));
}

}  // namespace

void bind_control(py::module_& m) {
  bind_options(m);
  bind_phase(m);
  bind_chart(m);
  bind_charts(m);
  bind_run_length(m);
  bind_cycle(m);
}

}  // namespace fealty::bindings
