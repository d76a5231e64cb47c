#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/loyalty/contract_summary.hpp"
#include "fealty/loyalty/opportunity_summary.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

namespace {

PurchaseOptions options_of(std::optional<std::int64_t> until, const std::string& unit, const TimeZone& zone) {
  return {until ? std::optional(Time{*until}) : std::nullopt, purchase_unit_named(unit), zone};
}

void bind_purchase_summary(py::module_& m) {
  const std::string usual_unit(to_string(PurchaseOptions{}.unit));
  py::class_<PurchaseSummary> cls(m, "PurchaseSummary", DOC("fealty::loyalty::PurchaseSummary"));
  def_archive(cls);
  cls.def(py::init([](const Column& customer, const Column& at, const Column& amount, std::optional<std::int64_t> until,
                      const std::string& unit, const TimeZone& zone) {
            const PurchaseOptions options = options_of(until, unit, zone);
            return compute([&] { return PurchaseSummary(customer, at, amount, options); });
          }),
          "customer"_a, "at"_a, py::arg_v("amount", Column(), "..."), "until"_a = std::nullopt, "unit"_a = usual_unit,
          py::arg_v("zone", TimeZone(), "..."), DOC("fealty::loyalty::PurchaseSummary::PurchaseSummary"))
      .def(py::init([](const customers::Book& book, std::optional<std::int64_t> until, const std::string& unit,
                       const TimeZone& zone) {
             const PurchaseOptions options = options_of(until, unit, zone);
             return compute([&] { return PurchaseSummary(book, options); });
           }),
           "book"_a, "until"_a = std::nullopt, "unit"_a = usual_unit, py::arg_v("zone", TimeZone(), "..."),
           DOC("fealty::loyalty::PurchaseSummary::PurchaseSummary"))
      .def_static(
          "from_arrays",
          [](const Column& frequency, const Column& recency, const Column& observed, const Column& monetary_value,
             const Column& customer) {
            return compute(
                [&] { return PurchaseSummary::from_arrays(frequency, recency, observed, monetary_value, customer); });
          },
          "frequency"_a, "recency"_a, "observed"_a, py::arg_v("monetary_value", Column(), "..."),
          py::arg_v("customer", Column(), "..."), DOC("fealty::loyalty::PurchaseSummary::from_arrays"))
      .def(py::self == py::self)
      .def(
          "__iadd__",
          [](PurchaseSummary& self, const PurchaseSummary& other) -> PurchaseSummary& { return self += other; },
          DOC("fealty::loyalty::PurchaseSummary::operator+="))
      .def(
          "observe_until",
          [](PurchaseSummary& self, std::int64_t until, const TimeZone& zone) {
            self.observe_until(Time{until}, zone);
          },
          "until"_a, py::arg_v("zone", TimeZone(), "..."), DOC("fealty::loyalty::PurchaseSummary::observe_until"))
      .def("__len__", &PurchaseSummary::size)
      .def_property_readonly("has_customers", &PurchaseSummary::has_customers,
                             DOC("fealty::loyalty::PurchaseSummary::has_customers"))
      .def_property_readonly("has_days", &PurchaseSummary::has_days, DOC("fealty::loyalty::PurchaseSummary::has_days"))
      .def_property_readonly(
          "until",
          [](const PurchaseSummary& self) { return self.has_days() ? std::optional(self.until().us) : std::nullopt; },
          DOC("fealty::loyalty::PurchaseSummary::until"))
      .def_property_readonly(
          "unit", [](const PurchaseSummary& self) { return std::string(to_string(self.unit())); },
          DOC("fealty::loyalty::PurchaseSummary::unit"))
      .def_property_readonly(
          "left_out",
          [](const PurchaseSummary& self) {
            const PurchasesLeftOut& out = self.left_out();
            return std::map<std::string, std::uint64_t>{{"without_customer", out.without_customer},
                                                        {"without_time", out.without_time},
                                                        {"after_until", out.after_until},
                                                        {"refunds", out.refunds}};
          },
          DOC("fealty::loyalty::PurchasesLeftOut"))
      .def_property_readonly(
          "refunded", [](const PurchaseSummary& self) { return self.left_out().refunded.value(); },
          DOC("fealty::loyalty::PurchasesLeftOut::refunded"))
      .def("frame", &PurchaseSummary::frame, DOC("fealty::loyalty::PurchaseSummary::frame"));
}

void bind_opportunity_summary(py::module_& m) {
  py::class_<OpportunitySummary> cls(m, "OpportunitySummary", DOC("fealty::loyalty::OpportunitySummary"));
  def_archive(cls);
  cls.def_static("from_arrays", &OpportunitySummary::from_arrays, "frequency"_a, "recency"_a, "opportunities"_a,
                 py::arg_v("customers", Column(), "..."), DOC("fealty::loyalty::OpportunitySummary::from_arrays"))
      .def(py::self == py::self)
      .def(
          "__iadd__",
          [](OpportunitySummary& self, const OpportunitySummary& other) -> OpportunitySummary& {
            return self += other;
          },
          DOC("fealty::loyalty::OpportunitySummary"))
      .def("__len__", &OpportunitySummary::size)
      .def_property_readonly("all_customers", &OpportunitySummary::all_customers)
      .def("frame", &OpportunitySummary::frame, DOC("fealty::loyalty::OpportunitySummary::frame"));
}

void bind_contract_summary(py::module_& m) {
  py::class_<ContractSummary> cls(m, "ContractSummary", DOC("fealty::loyalty::ContractSummary"));
  def_archive(cls);
  cls.def_static("from_arrays", &ContractSummary::from_arrays, "tenure"_a, "ended"_a,
                 py::arg_v("customers", Column(), "..."), DOC("fealty::loyalty::ContractSummary::from_arrays"))
      .def_static(
          "from_survivors",
          [](const std::vector<double>& customers) { return ContractSummary::from_survivors(customers); },
          "customers"_a, DOC("fealty::loyalty::ContractSummary::from_survivors"))
      .def(py::self == py::self)
      .def(
          "__iadd__",
          [](ContractSummary& self, const ContractSummary& other) -> ContractSummary& { return self += other; },
          DOC("fealty::loyalty::ContractSummary"))
      .def_property_readonly("all_customers", &ContractSummary::all_customers)
      .def("frame", &ContractSummary::frame, DOC("fealty::loyalty::ContractSummary::frame"));
}

}  // namespace

void bind_loyalty_summaries(py::module_& m) {
  bind_purchase_summary(m);
  bind_opportunity_summary(m);
  bind_contract_summary(m);
}

}  // namespace fealty::bindings
