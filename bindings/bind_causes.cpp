#include <cstdint>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/complaints/case_labels.hpp"
#include "fealty/complaints/cause_needs.hpp"
#include "fealty/complaints/cause_shares.hpp"
#include "fealty/core/columns.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::complaints;
using py::literals::operator""_a;

namespace {

constexpr double usual_level = 0.95;

}  // namespace

void bind_causes(py::module_& m) {
  py::class_<CauseShares> shares_class(m, "CauseShares", DOC("fealty::complaints::CauseShares"));
  def_archive(shares_class);
  shares_class.def_readonly("cases", &CauseShares::cases, DOC("fealty::complaints::CauseShares"))
      .def_readonly("labeled", &CauseShares::labeled, DOC("fealty::complaints::CauseShares::labeled"))
      .def_readonly("labels", &CauseShares::labels, DOC("fealty::complaints::CauseShares::labels"))
      .def_readonly("level", &CauseShares::level, DOC("fealty::complaints::CauseShares::level"))
      .def("__len__", [](const CauseShares& shares) { return shares.causes.size(); })
      .def("frame", &CauseShares::frame, DOC("fealty::complaints::CauseShares::frame"));
  py::class_<CauseNeeds> needs_class(m, "CauseNeeds", DOC("fealty::complaints::CauseNeeds"));
  def_archive(needs_class);
  needs_class.def_readonly("causes", &CauseNeeds::causes, DOC("fealty::complaints::CauseNeeds::causes"))
      .def_readonly("needs", &CauseNeeds::needs, DOC("fealty::complaints::CauseNeeds::needs"))
      .def_readonly("of_causes", &CauseNeeds::of_causes, DOC("fealty::complaints::CauseNeeds::of_causes"))
      .def_readonly("of_needs", &CauseNeeds::of_needs, DOC("fealty::complaints::CauseNeeds::of_needs"))
      .def_readonly("cases", &CauseNeeds::cases, DOC("fealty::complaints::CauseNeeds::cases"))
      .def_readonly("left_out", &CauseNeeds::left_out, DOC("fealty::complaints::CauseNeeds::left_out"))
      .def_readonly("level", &CauseNeeds::level, DOC("fealty::complaints::CauseNeeds::level"))
      .def("frame", &CauseNeeds::frame, DOC("fealty::complaints::CauseNeeds::frame"));
  m.def(
      "cause_shares",
      [](std::int64_t cases, const Column& rows, const Column& causes, double level) {
        return compute([&] { return cause_shares(CaseLabels(cases, rows, causes, "cause"), level); });
      },
      "cases"_a, "rows"_a, "causes"_a, "level"_a = usual_level, DOC("fealty::complaints::cause_shares"));
  m.def(
      "cause_needs",
      [](std::int64_t cases, const Column& cause_rows, const Column& causes, const Column& need_rows,
         const Column& needs, double level) {
        return compute([&] {
          return cause_needs(CaseLabels(cases, cause_rows, causes, "cause"),
                             CaseLabels(cases, need_rows, needs, "need"), level);
        });
      },
      "cases"_a, "cause_rows"_a, "causes"_a, "need_rows"_a, "needs"_a, "level"_a = usual_level,
      DOC("fealty::complaints::cause_needs"));
}

}  // namespace fealty::bindings
