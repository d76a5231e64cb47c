#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/flow/audit.hpp"
#include "fealty/flow/audit_figures.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/service_flow.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::flow;
using py::literals::operator""_a;

namespace {

constexpr Bootstrap usual;

/// A figure of an audit that is made by resampling customers.
template <class Figure>
auto resampled(Figure figure) {
  return [figure](const Audit& audit, std::uint32_t replicates, std::uint64_t seed, double level) {
    return compute([&] { return figure(audit, Bootstrap{replicates, seed, level}); });
  };
}

void bind_figures_of_audits(py::module_& m) {
  py::class_<YieldFigures>(m, "YieldFigures", DOC("fealty::flow::YieldFigures"))
      .def_readonly("complete", &YieldFigures::complete, DOC("fealty::flow::YieldFigures"))
      .def_readonly("not_complete", &YieldFigures::not_complete, DOC("fealty::flow::YieldFigures"))
      .def_readonly("total", &YieldFigures::total, DOC("fealty::flow::YieldFigures::total"))
      .def_readonly("worst", &YieldFigures::worst, DOC("fealty::flow::YieldFigures::worst"))
      .def_readonly("best", &YieldFigures::best, DOC("fealty::flow::YieldFigures::best"))
      .def_readonly("rolled", &YieldFigures::rolled, DOC("fealty::flow::YieldFigures::rolled"))
      .def_readonly("independent", &YieldFigures::independent, DOC("fealty::flow::YieldFigures::independent"))
      .def_readonly("dependence", &YieldFigures::dependence, DOC("fealty::flow::YieldFigures::dependence"));
  py::class_<ThresholdCoverage>(m, "ThresholdCoverage", DOC("fealty::flow::ThresholdCoverage"))
      .def_readonly("threshold", &ThresholdCoverage::threshold, DOC("fealty::flow::ThresholdCoverage"))
      .def_readonly("steps", &ThresholdCoverage::steps, DOC("fealty::flow::ThresholdCoverage::steps"))
      .def_readonly("mean_of_steps", &ThresholdCoverage::mean_of_steps,
                    DOC("fealty::flow::ThresholdCoverage::mean_of_steps"))
      .def_readonly("customers", &ThresholdCoverage::customers, DOC("fealty::flow::ThresholdCoverage::customers"))
      .def_readonly("mean_of_customers", &ThresholdCoverage::mean_of_customers,
                    DOC("fealty::flow::ThresholdCoverage::mean_of_customers"));
  py::class_<ConformanceFigures>(m, "ConformanceFigures", DOC("fealty::flow::ConformanceFigures"))
      .def_readonly("perfect", &ConformanceFigures::perfect, DOC("fealty::flow::ConformanceFigures::perfect"))
      .def_readonly("mean_fitness", &ConformanceFigures::mean_fitness,
                    DOC("fealty::flow::ConformanceFigures::mean_fitness"))
      .def_readonly("log_fitness", &ConformanceFigures::log_fitness,
                    DOC("fealty::flow::ConformanceFigures::log_fitness"))
      .def_readonly("unproven", &ConformanceFigures::unproven, DOC("fealty::flow::ConformanceFigures::unproven"));
}

}  // namespace

void bind_audit(py::module_& m) {
  bind_figures_of_audits(m);
  py::class_<Audit> cls(m, "Audit", DOC("fealty::flow::Audit"));
  def_archive(cls);
  const auto def_figure = [&](const char* name, auto figure, const char* doc) {
    cls.def(name, resampled(figure), "replicates"_a = usual.replicates, "seed"_a = usual.seed, "level"_a = usual.level,
            doc);
  };
  cls.def(py::init([](const ServiceFlow& flow, const EventLog& log, std::uint32_t log_cost, std::uint32_t model_cost,
                      std::uint64_t most_nodes) {
            return compute([&] { return Audit(flow, log, {log_cost, model_cost, most_nodes}); });
          }),
          "flow"_a, "log"_a, "log_cost"_a = AlignmentOptions{}.log_cost, "model_cost"_a = AlignmentOptions{}.model_cost,
          "most_nodes"_a = AlignmentOptions{}.most_nodes, DOC("fealty::flow::Audit::Audit"))
      .def("__len__", &Audit::size)
      .def(
          "__iadd__",
          [](Audit& audit, const Audit& other) -> Audit& {
            compute([&] { return &(audit += other); });
            return audit;
          },
          "other"_a, DOC("fealty::flow::Audit"))
      .def(
          "__eq__", [](const Audit& a, const Audit& b) { return a == b; }, py::is_operator())
      .def("__copy__", [](const Audit& audit) { return Audit(audit); })
      .def_property_readonly("flow", &Audit::flow, DOC("fealty::flow::ServiceFlow"))
      .def_property_readonly(
          "variant_count", [](const Audit& audit) { return audit.variants().size(); }, DOC("fealty::flow::Variants"))
      .def_property_readonly(
          "customer_count", [](const Audit& audit) { return audit.units().count; }, DOC("fealty::flow::SamplingUnits"))
      .def("visits", &Audit::visits_frame, DOC("fealty::flow::Audit::visits_frame"))
      .def("variants", &Audit::variants_frame, "level"_a = usual.level, DOC("fealty::flow::Audit::variants_frame"))
      .def("deviations", &Audit::deviations_frame, "level"_a = usual.level,
           DOC("fealty::flow::Audit::deviations_frame"))
      .def("requirements", &requirements_frame, "level"_a = usual.level, DOC("fealty::flow::requirements_frame"))
      .def(
          "counts",
          [](const Audit& audit, const std::string& step, const std::string& by, const TimeZone& zone) {
            PeriodCounts found = counts(audit, step, period_named(by), zone);
            return std::tuple(std::move(found.labels), std::move(found.met), std::move(found.known));
          },
          "step"_a, "by"_a, py::arg_v("zone", TimeZone(), "..."), DOC("fealty::flow::counts"))
      .def(
          "coverage",
          [](const Audit& audit, double threshold, std::uint32_t replicates, std::uint64_t seed, double level) {
            return compute([&] { return coverage(audit, threshold, {replicates, seed, level}); });
          },
          "threshold"_a = 0.95, "replicates"_a = usual.replicates, "seed"_a = usual.seed, "level"_a = usual.level,
          DOC("fealty::flow::ThresholdCoverage"));
  def_figure("frame", &steps_frame, DOC("fealty::flow::steps_frame"));
  def_figure("dependence", &dependence_frame, DOC("fealty::flow::dependence_frame"));
  def_figure("yield_figures", &yield_figures, DOC("fealty::flow::YieldFigures"));
  def_figure("conformance", &conformance_figures, DOC("fealty::flow::ConformanceFigures"));
}

}  // namespace fealty::bindings
