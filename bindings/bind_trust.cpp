#include <pybind11/pybind11.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/trust.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

void bind_trust(py::module_& m) {
  const TrustRule usual;
  py::class_<TrustRule>(m, "TrustRule", DOC("fealty::gaps::TrustRule"))
      .def(py::init([](double up, double down, double scale, double initial) {
             const TrustRule rule{up, down, scale, initial};
             rule.validate();
             return rule;
           }),
           "up"_a = usual.up, "down"_a = usual.down, "scale"_a = usual.scale, "initial"_a = usual.initial,
           DOC("fealty::gaps::TrustRule::validate"))
      .def_readonly("up", &TrustRule::up, DOC("fealty::gaps::TrustRule::up"))
      .def_readonly("down", &TrustRule::down, DOC("fealty::gaps::TrustRule::down"))
      .def_readonly("scale", &TrustRule::scale, DOC("fealty::gaps::TrustRule::scale"))
      .def_readonly("initial", &TrustRule::initial, DOC("fealty::gaps::TrustRule::initial"));
  m.def("next_trust", &next_trust, "trust"_a, "gap"_a, "rule"_a, DOC("fealty::gaps::next_trust"));
  py::class_<TrustPaths> paths_class(m, "TrustPaths", DOC("fealty::gaps::TrustPaths"));
  def_archive(paths_class);
  paths_class.def_readonly("rule", &TrustPaths::rule, DOC("fealty::gaps::TrustPaths::rule"))
      .def_readonly("missing", &TrustPaths::missing, DOC("fealty::gaps::TrustPaths::missing"))
      .def_readonly("mean", &TrustPaths::mean, DOC("fealty::gaps::TrustPaths::mean"))
      .def("__len__", [](const TrustPaths& paths) { return paths.customers.size(); })
      .def("frame", &TrustPaths::frame, DOC("fealty::gaps::TrustPaths::frame"))
      .def("customers_frame", &TrustPaths::customers_frame, DOC("fealty::gaps::TrustPaths::customers_frame"))
      .def("course", &TrustPaths::course, DOC("fealty::gaps::TrustPaths::course"));
  m.def(
      "trust_paths",
      [](const Column& customer, const Column& gap, const Column& at, const TrustRule& rule, double level) {
        return compute([&] { return trust_paths(customer, gap, at, rule, level); });
      },
      "customer"_a, "gap"_a, py::arg_v("at", Column(), "..."), py::arg_v("rule", TrustRule{}, "..."),
      "level"_a = Estimate{}.level, DOC("fealty::gaps::trust_paths"));
}

}  // namespace fealty::bindings
