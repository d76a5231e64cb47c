#include <optional>
#include <string>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/gaps/answers.hpp"
#include "fealty/gaps/moments.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

void bind_moments(py::module_& m) {
  py::class_<MeanCovariance>(m, "MeanCovariance", DOC("fealty::gaps::MeanCovariance"))
      .def("frame", &MeanCovariance::frame, DOC("fealty::gaps::MeanCovariance::frame"))
      .def(
          "covariance", [](const MeanCovariance& self) { return self.matrix_frame(self.covariance); },
          DOC("fealty::gaps::MeanCovariance::matrix_frame"))
      .def(
          "correlation", [](const MeanCovariance& self) { return self.matrix_frame(self.correlation()); },
          DOC("fealty::gaps::MeanCovariance::correlation"))
      .def(
          "counts", [](const MeanCovariance& self) { return self.matrix_frame(self.counts); },
          DOC("fealty::gaps::MeanCovariance::counts"));
  py::class_<Moments> moments_class(m, "Moments", DOC("fealty::gaps::Moments"));
  def_archive(moments_class);
  moments_class
      .def(py::init([](const Frame& answers, std::optional<double> least, std::optional<double> greatest) {
             std::optional<Scale> scale;
             if (least && greatest) scale = Scale{*least, *greatest};
             return compute([&] { return Moments(Answers(answers, scale)); });
           }),
           "answers"_a, "least"_a = std::nullopt, "greatest"_a = std::nullopt)
      .def_property_readonly("names", &Moments::names, DOC("fealty::gaps::Moments::names"))
      .def_property_readonly("respondents", &Moments::respondents, DOC("fealty::gaps::Moments::respondents"))
      .def_property_readonly("complete", &Moments::complete, DOC("fealty::gaps::Moments::complete"))
      .def(
          "__iadd__", [](Moments& self, const Moments& other) -> Moments& { return self += other; }, "other"_a,
          DOC("fealty::gaps::Moments::operator+="))
      .def(
          "__eq__", [](const Moments& self, const Moments& other) { return self == other; }, "other"_a)
      .def("__copy__", [](const Moments& self) { return self; })
      .def(
          "estimate",
          [](const Moments& self, const std::string& missing) {
            const Missing way = missing_named(missing);
            return compute([&] { return self.estimate(way); });
          },
          "missing"_a = "pairwise", DOC("fealty::gaps::Moments::estimate"));
}

}  // namespace fealty::bindings
