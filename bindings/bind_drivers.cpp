#include <cstddef>
#include <cstdint>
#include <string>

#include <pybind11/pybind11.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/gaps/answers.hpp"
#include "fealty/gaps/drivers.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

void bind_drivers(py::module_& m) {
  static const DriverOptions usual;
  py::class_<Drivers> drivers_class(m, "Drivers", DOC("fealty::gaps::Drivers"));
  def_archive(drivers_class);
  drivers_class.def_readonly("outcome", &Drivers::outcome, DOC("fealty::gaps::Drivers::outcome"))
      .def_readonly("r_squared", &Drivers::r_squared, DOC("fealty::gaps::Drivers::r_squared"))
      .def_readonly("adjusted_r_squared", &Drivers::adjusted_r_squared,
                    DOC("fealty::gaps::Drivers::adjusted_r_squared"))
      .def_readonly("respondents", &Drivers::respondents, DOC("fealty::gaps::Drivers::respondents"))
      .def_property_readonly(
          "missing", [](const Drivers& self) { return name_of(self.missing); }, DOC("fealty::gaps::Drivers::missing"))
      .def_readonly("replicates", &Drivers::replicates, DOC("fealty::gaps::Drivers::replicates"))
      .def("__len__", [](const Drivers& self) { return self.drivers.size(); })
      .def("frame", &Drivers::frame, DOC("fealty::gaps::Drivers::frame"))
      .def("ranks", &Drivers::ranks, DOC("fealty::gaps::Drivers::ranks"))
      .def("warnings", &Drivers::warnings_frame, DOC("fealty::gaps::Drivers::warnings_frame"));
  m.def(
      "drivers",
      [](const Frame& answers, const std::string& outcome, const std::string& missing, std::uint32_t replicates,
         std::uint64_t seed, double level) {
        const DriverOptions options{missing_named(missing), {replicates, seed, level}};
        return compute([&] { return drivers(Answers(answers), outcome, options); });
      },
      "answers"_a, "outcome"_a, "missing"_a = std::string(name_of(usual.missing)),
      "replicates"_a = usual.bootstrap.replicates, "seed"_a = usual.bootstrap.seed, "level"_a = usual.bootstrap.level,
      DOC("fealty::gaps::drivers"));
}

}  // namespace fealty::bindings
