#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/service_gap_canvas.hpp"
#include "fealty/gaps/unmet_needs.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

namespace {

using Texts = std::vector<std::string>;
using Named = std::vector<std::pair<std::string, Texts>>;

Frame channels_frame() {
  Texts names, meanings, chinese;
  for (const flow::CatalogueEntry& entry : discovery_channels()) {
    names.emplace_back(entry.name);
    meanings.emplace_back(entry.meaning);
    chinese.emplace_back(entry.chinese);
  }
  return Frame({{"source", names}, {"meaning", meanings}, {"chinese", chinese}});
}

void bind_unmet_needs(py::module_& m) {
  py::class_<UnmetNeeds> needs_class(m, "UnmetNeeds", DOC("fealty::gaps::UnmetNeeds"));
  def_archive(needs_class);
  needs_class.def_readonly("mentions", &UnmetNeeds::mentions, DOC("fealty::gaps::UnmetNeeds::mentions"))
      .def("__len__", [](const UnmetNeeds& needs) { return needs.needs.size(); })
      .def("silent_channels", &UnmetNeeds::silent_channels, DOC("fealty::gaps::UnmetNeeds::silent_channels"))
      .def("frame", &UnmetNeeds::frame, DOC("fealty::gaps::UnmetNeeds::frame"))
      .def("sources", &UnmetNeeds::sources_frame, DOC("fealty::gaps::UnmetNeeds::sources_frame"));
  m.def(
      "unmet_needs",
      [](const Column& need, const Column& source, const Column& kind, const Column& importance,
         const Column& satisfaction, const AnswerScale& scale, double level) {
        return compute([&] { return unmet_needs(need, source, kind, importance, satisfaction, scale, level); });
      },
      "need"_a, "source"_a, py::arg_v("kind", Column(), "..."), py::arg_v("importance", Column(), "..."),
      py::arg_v("satisfaction", Column(), "..."), py::arg_v("scale", AnswerScale{}, "..."),
      "level"_a = Estimate{}.level, DOC("fealty::gaps::unmet_needs"));
  m.def("discovery_channels", &channels_frame, DOC("fealty::gaps::discovery_channels"));
}

void bind_canvas(py::module_& m) {
  py::class_<ServiceGapCanvas> canvas_class(m, "ServiceGapCanvas", DOC("fealty::gaps::ServiceGapCanvas"));
  def_archive(canvas_class);
  canvas_class
      .def(py::init([](const Texts& them, const Texts& us, const Named& strategies, const Named& competitors) {
             ServiceGapCanvas canvas{them, us, {}, {}};
             for (const auto& [strategy, needs] : strategies) canvas.strategies.push_back({strategy, needs});
             for (const auto& [name, needs] : competitors) canvas.competitors.push_back({name, needs});
             canvas.validate();
             return canvas;
           }),
           "them"_a = Texts{}, "us"_a = Texts{}, "strategies"_a = Named{}, "competitors"_a = Named{},
           DOC("fealty::gaps::ServiceGapCanvas::validate"))
      .def_readonly("them", &ServiceGapCanvas::them, DOC("fealty::gaps::ServiceGapCanvas::them"))
      .def_readonly("us", &ServiceGapCanvas::us, DOC("fealty::gaps::ServiceGapCanvas::us"))
      .def_property_readonly(
          "strategies",
          [](const ServiceGapCanvas& canvas) {
            Named named;
            for (const BridgingStrategy& one : canvas.strategies) named.emplace_back(one.strategy, one.needs);
            return named;
          },
          DOC("fealty::gaps::BridgingStrategy"))
      .def_property_readonly(
          "competitors",
          [](const ServiceGapCanvas& canvas) {
            Named named;
            for (const CanvasCompetitor& one : canvas.competitors) named.emplace_back(one.name, one.needs);
            return named;
          },
          DOC("fealty::gaps::CanvasCompetitor"))
      .def_property_readonly("completeness", &ServiceGapCanvas::completeness,
                             DOC("fealty::gaps::ServiceGapCanvas::completeness"))
      .def("empty_slots", &ServiceGapCanvas::empty_slots, DOC("fealty::gaps::ServiceGapCanvas::empty_slots"))
      .def("unmatched", &ServiceGapCanvas::unmatched, DOC("fealty::gaps::ServiceGapCanvas::unmatched"))
      .def("lost_to_competitors", &ServiceGapCanvas::lost_to_competitors,
           DOC("fealty::gaps::ServiceGapCanvas::lost_to_competitors"))
      .def("unasked", &ServiceGapCanvas::unasked, DOC("fealty::gaps::ServiceGapCanvas::unasked"))
      .def("frame", &ServiceGapCanvas::frame, DOC("fealty::gaps::ServiceGapCanvas::frame"));
}

}  // namespace

void bind_gap_records(py::module_& m) {
  bind_unmet_needs(m);
  bind_canvas(m);
}

}  // namespace fealty::bindings
