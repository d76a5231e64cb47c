#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/eigen.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "coding_tuples.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/loyalty/covariate_periods.hpp"
#include "fealty/loyalty/varying_pareto_nbd.hpp"
#include "model_bindings.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace {

/// Purchases that were drawn for the customers of a summary, from their first ones on: customer_id, and the day since
/// 1970 that is the nearest.
Frame record_of(const PurchaseSummary& summary, const PurchaseTimes& drawn) {
  const double unit = days_in(summary.unit());
  std::vector<std::uint32_t> customers;
  std::vector<std::int64_t> days;
  for (std::size_t i = 0; i < drawn.customers(); ++i) {
    const std::int32_t first = summary.days(i).front();
    customers.push_back(static_cast<std::uint32_t>(i));
    days.push_back(first);
    for (const double time : drawn.of(i)) {
      customers.push_back(static_cast<std::uint32_t>(i));
      days.push_back(first + std::llround(time * unit));
    }
  }
  return Frame({{"customer_id", summary.customers().column().take(customers)}, {"day", std::move(days)}});
}

}  // namespace

void bind_varying_covariates(py::module_& m) {
  using Model = VaryingParetoNBDModel;
  py::class_<Model> cls(m, "VaryingParetoNBDModel", DOC("fealty::loyalty::VaryingParetoNBDModel"));
  def_archive(cls);
  def_estimated(cls);
  def_coding(cls);
  cls.def(py::init([](const std::array<double, 4>& parameters, const std::vector<CodedColumnTuple>& transaction,
                      const std::vector<CodedColumnTuple>& dropout, const std::vector<double>& coefficients) {
            return Model(ParetoNbd<double>::of(parameters), {coding_of(transaction), coding_of(dropout)}, coefficients);
          }),
          "parameters"_a, "transaction"_a, "dropout"_a, "coefficients"_a,
          DOC("fealty::loyalty::VaryingParetoNBDModel::VaryingParetoNBDModel"))
      .def_static(
          "fit",
          [](const PurchaseSummary& summary, const Frame& rows, std::vector<std::string> transaction,
             std::vector<std::string> dropout, const FitOptions& options, const TimeZone& zone) {
            return compute([&] {
              const PurchaseCoding coding = learn_coding(rows, {std::move(transaction), std::move(dropout)});
              const CovariatePeriods periods = covariate_periods(rows, summary, coding, zone);
              return Model::fit(purchase_times(summary), periods, coding, options);
            });
          },
          "summary"_a, "covariates"_a, "transaction"_a, "dropout"_a, py::arg_v("options", FitOptions(), "..."),
          py::arg_v("zone", TimeZone(), "..."), DOC("fealty::loyalty::VaryingParetoNBDModel::fit"))
      .def(
          "log_likelihood",
          [](const Model& self, const PurchaseSummary& summary, const Frame& rows, const TimeZone& zone) {
            return compute([&] {
              const CovariatePeriods periods = covariate_periods(rows, summary, self.coding(), zone);
              return self.log_likelihood(purchase_times(summary), periods);
            });
          },
          "summary"_a, "covariates"_a, py::arg_v("zone", TimeZone(), "..."),
          DOC("fealty::loyalty::VaryingParetoNBDModel::log_likelihood"))
      .def(
          "probability_alive",
          [](const Model& self, const PurchaseSummary& summary, const Frame& rows, double level, const TimeZone& zone) {
            return customer_frame(summary, "probability_alive", compute([&] {
                                    const CovariatePeriods periods =
                                        covariate_periods(rows, summary, self.coding(), zone);
                                    return self.probability_alive(purchase_times(summary), periods, level);
                                  }));
          },
          "summary"_a, "covariates"_a, "level"_a = 0.0, py::arg_v("zone", TimeZone(), "..."),
          DOC("fealty::loyalty::VaryingParetoNBDModel::probability_alive"))
      .def(
          "expected_purchases",
          [](const Model& self, const PurchaseSummary& summary, const Frame& rows, double horizon, double level,
             const TimeZone& zone) {
            return customer_frame(summary, "expected_purchases", compute([&] {
                                    const CovariatePeriods periods =
                                        covariate_periods(rows, summary, self.coding(), zone);
                                    return self.expected_purchases(purchase_times(summary), periods, horizon, level);
                                  }));
          },
          "summary"_a, "covariates"_a, "horizon"_a, "level"_a = 0.0, py::arg_v("zone", TimeZone(), "..."),
          DOC("fealty::loyalty::VaryingParetoNBDModel::expected_purchases"))
      .def(
          "simulate",
          [](const Model& self, const PurchaseSummary& summary, const Frame& rows, std::uint64_t seed,
             const TimeZone& zone) {
            return record_of(summary, compute([&] {
                               const CovariatePeriods periods = covariate_periods(rows, summary, self.coding(), zone);
                               return self.simulate(periods, purchase_times(summary).observed, seed);
                             }));
          },
          "summary"_a, "covariates"_a, "seed"_a = 1, py::arg_v("zone", TimeZone(), "..."),
          DOC("fealty::loyalty::VaryingParetoNBDModel::simulate"))
      .def_property_readonly_static("names", [](const py::object&) {
        return std::vector<std::string>(ParetoNbd<double>::names.begin(), ParetoNbd<double>::names.end());
      });
}

}  // namespace fealty::bindings
