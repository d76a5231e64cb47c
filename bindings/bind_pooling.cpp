#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/pooling.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

void bind_pooling(py::module_& m) {
  py::class_<Pooled> pooled_class(m, "Pooled", DOC("fealty::gaps::Pooled"));
  def_archive(pooled_class);
  pooled_class.def_readonly("mean", &Pooled::mean, DOC("fealty::gaps::Pooled::mean"))
      .def_readonly("random", &Pooled::random, DOC("fealty::gaps::Pooled::random"))
      .def_readonly("q", &Pooled::q, DOC("fealty::gaps::Pooled::q"))
      .def_readonly("degrees", &Pooled::degrees, DOC("fealty::gaps::Pooled::degrees"))
      .def_readonly("p_value", &Pooled::p_value, DOC("fealty::gaps::Pooled::p_value"))
      .def_readonly("i_squared", &Pooled::i_squared, DOC("fealty::gaps::Pooled::i_squared"))
      .def_readonly("tau_squared", &Pooled::tau_squared, DOC("fealty::gaps::Pooled::tau_squared"))
      .def_readonly("modified", &Pooled::modified, DOC("fealty::gaps::Pooled::modified"))
      .def("__len__", [](const Pooled& pooled) { return pooled.sources.size(); })
      .def("frame", &Pooled::frame, DOC("fealty::gaps::Pooled::frame"));
  m.def(
      "pooled",
      [](const std::vector<std::pair<std::string, Estimate>>& sources, bool modified, double level) {
        return compute([&] { return pooled(sources, modified, level); });
      },
      "sources"_a, "modified"_a = true, "level"_a = Estimate{}.level, DOC("fealty::gaps::pooled"));
}

}  // namespace fealty::bindings
