#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/demo/dealership.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;

namespace {

using SettingsDict = py::typing::Dict<py::str, demo::Setting>;

SettingsDict dict_of(const demo::Settings& settings) {
  SettingsDict dict;
  for (const auto& [name, value] : settings) dict[py::str(name)] = value;
  return dict;
}

demo::Setting setting_of(const std::string& name, const py::handle& value) {
  try {
    return value.cast<demo::Setting>();
  } catch (const py::cast_error&) {
    throw ParameterError(code::out_of_domain, name + " must be a number or a text");
  }
}

demo::DealershipOptions options_of(const py::dict& settings) {
  demo::DealershipOptions options;
  for (const auto& [key, value] : settings) {
    const auto name = key.cast<std::string>();
    options.set(name, setting_of(name, value));
  }
  return options;
}

/// The comments of the options' declarations, by name.
py::typing::Dict<py::str, py::str> meanings() {
  const auto settings = demo::DealershipOptions{}.all();
  py::typing::Dict<py::str, py::str> dict;
  for (const auto& setting : settings) {
    dict[py::str(setting.first)] = docstring("fealty::demo::DealershipOptions::" + std::string(setting.first));
  }
  return dict;
}

}  // namespace

void bind_demo(py::module_& m) {
  using demo::Dealership;
  py::class_<Dealership>(m, "DealershipTables", DOC("fealty::demo::Dealership"))
      .def_readonly("customers", &Dealership::customers, DOC("fealty::demo::Dealership::customers"))
      .def_readonly("touches", &Dealership::touches, DOC("fealty::demo::Dealership::touches"))
      .def_readonly("ratings", &Dealership::ratings, DOC("fealty::demo::Dealership::ratings"))
      .def_readonly("complaints", &Dealership::complaints, DOC("fealty::demo::Dealership::complaints"))
      .def_readonly("purchases", &Dealership::purchases, DOC("fealty::demo::Dealership::purchases"))
      .def_readonly("truth", &Dealership::truth, DOC("fealty::demo::Dealership::truth"))
      .def_property_readonly(
          "parameters", [](const Dealership& made) { return dict_of(made.parameters); },
          DOC("fealty::demo::Dealership::parameters"));
  m.def(
      "dealership_options", [] { return dict_of(demo::DealershipOptions{}.all()); },
      DOC("fealty::demo::DealershipOptions"));
  m.def("dealership_option_meanings", &meanings, "What each option of a dealership means, by name.");
  m.def(
      "dealership",
      [](const py::dict& options) {
        const auto chosen = options_of(options);
        return compute([&] { return demo::dealership(chosen); });
      },
      py::arg("options"), DOC("fealty::demo::dealership"));
}

}  // namespace fealty::bindings
