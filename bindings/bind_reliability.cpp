#include <cstdint>
#include <string>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/gaps/answers.hpp"
#include "fealty/gaps/reliability.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

void bind_reliability(py::module_& m) {
  static const ReliabilityOptions usual;
  py::class_<Reliability> reliability_class(m, "Reliability", DOC("fealty::gaps::Reliability"));
  def_archive(reliability_class);
  reliability_class.def_readonly("alpha", &Reliability::alpha, DOC("fealty::gaps::Reliability::alpha"))
      .def_readonly("alpha_feldt", &Reliability::alpha_feldt, DOC("fealty::gaps::Reliability::alpha_feldt"))
      .def_readonly("standardized_alpha", &Reliability::standardized_alpha,
                    DOC("fealty::gaps::Reliability::standardized_alpha"))
      .def_readonly("omega", &Reliability::omega, DOC("fealty::gaps::Reliability::omega"))
      .def_readonly("mean_correlation", &Reliability::mean_correlation,
                    DOC("fealty::gaps::Reliability::mean_correlation"))
      .def_readonly("respondents", &Reliability::respondents, DOC("fealty::gaps::Reliability::respondents"))
      .def_property_readonly(
          "missing", [](const Reliability& self) { return name_of(self.missing); },
          DOC("fealty::gaps::Reliability::missing"))
      .def_readonly("replicates", &Reliability::replicates, DOC("fealty::gaps::Reliability::replicates"))
      .def("__len__", [](const Reliability& self) { return self.items.size(); })
      .def("frame", &Reliability::frame, DOC("fealty::gaps::Reliability::frame"))
      .def("summary", &Reliability::summary, DOC("fealty::gaps::Reliability::summary"))
      .def("warnings", &Reliability::warnings_frame, DOC("fealty::gaps::Reliability::warnings_frame"));
  m.def(
      "reliability",
      [](const Frame& answers, const std::string& missing, const std::vector<std::string>& reversed,
         std::uint32_t replicates, std::uint64_t seed, double level) {
        const ReliabilityOptions options{missing_named(missing), reversed, {replicates, seed, level}};
        return compute([&] { return reliability(Answers(answers), options); });
      },
      "answers"_a, "missing"_a = std::string(name_of(usual.missing)), "reversed"_a = usual.reversed,
      "replicates"_a = usual.bootstrap.replicates, "seed"_a = usual.bootstrap.seed, "level"_a = usual.bootstrap.level,
      DOC("fealty::gaps::reliability"));
}

}  // namespace fealty::bindings
