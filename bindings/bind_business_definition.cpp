#include <pybind11/operators.h>
#include <pybind11/pybind11.h>

#include "archive.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/customers/business_definition.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::customers;
using py::literals::operator""_a;

void bind_business_definition(py::module_& m) {
  py::class_<BusinessDefinition> definition_class(m, "BusinessDefinition",
                                                  DOC("fealty::customers::BusinessDefinition"));
  def_archive(definition_class);
  definition_class
      .def_static("of_columns", &BusinessDefinition::of_columns, "who"_a, "what"_a, "how"_a,
                  DOC("fealty::customers::BusinessDefinition::of_columns"))
      .def("__len__", [](const BusinessDefinition& definition) { return definition.fields().size(); })
      .def(py::self == py::self)
      .def("frame", &BusinessDefinition::frame, DOC("fealty::customers::BusinessDefinition::frame"));
  py::class_<BusinessOverlap> overlap_class(m, "BusinessOverlap", DOC("fealty::customers::BusinessOverlap"));
  def_archive(overlap_class);
  overlap_class.def_readonly("fields", &BusinessOverlap::fields, DOC("fealty::customers::BusinessOverlap::fields"))
      .def_readonly("who", &BusinessOverlap::who, DOC("fealty::customers::BusinessOverlap::who"))
      .def_readonly("what", &BusinessOverlap::what, DOC("fealty::customers::BusinessOverlap::what"))
      .def_readonly("how", &BusinessOverlap::how, DOC("fealty::customers::BusinessOverlap::how"))
      .def("frame", &BusinessOverlap::frame, DOC("fealty::customers::BusinessOverlap::frame"));
  m.def("business_overlap", &overlap, "first"_a, "second"_a, DOC("fealty::customers::overlap"));
}

}  // namespace fealty::bindings
