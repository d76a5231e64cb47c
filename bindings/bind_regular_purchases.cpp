#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/eigen.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/regular_purchase_model.hpp"
#include "model_bindings.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

namespace {

/// Sums of logarithms that are given, or those of the days of the summary.
std::vector<double> gap_sums(const PurchaseSummary& summary, const std::optional<std::vector<double>>& given) {
  return given ? *given : log_gap_sums(summary);
}

template <class Model>
void bind_regular_model(py::module_& m, const char* name) {
  using Parameters = typename Model::Parameters;
  using Sums = std::optional<std::vector<double>>;
  py::class_<Model> cls(m, name, DOC("fealty::loyalty::RegularPurchaseModel"));
  def_archive(cls);
  def_estimated(cls);
  cls.def(py::init([](const std::array<double, Parameters::count>& parameters, std::uint32_t k) {
            return Model(Parameters::of(parameters, k));
          }),
          "parameters"_a, "regularity"_a, DOC("fealty::loyalty::RegularPurchaseModel::RegularPurchaseModel"))
      .def_static(
          "fit",
          [](const PurchaseSummary& summary, const FitOptions& options, const Sums& log_gaps, std::uint32_t most) {
            return compute([&] { return Model::fit(summary, gap_sums(summary, log_gaps), most, options); });
          },
          "summary"_a, "options"_a, "log_gaps"_a = Sums(), "most"_a = 12,
          DOC("fealty::loyalty::RegularPurchaseModel::fit"))
      .def_property_readonly_static("names",
                                    [](const py::object&) {
                                      return std::vector<std::string>(Parameters::names.begin(),
                                                                      Parameters::names.end());
                                    })
      .def_property_readonly("regularity", &Model::regularity, DOC("fealty::loyalty::RegularPurchaseModel::regularity"))
      .def_property_readonly("profile", &Model::profile, DOC("fealty::loyalty::RegularPurchaseModel::profile"))
      .def(
          "log_likelihood",
          [](const Model& self, const PurchaseSummary& summary, const Sums& log_gaps) {
            return compute([&] { return self.log_likelihood(summary, gap_sums(summary, log_gaps)); });
          },
          "summary"_a, "log_gaps"_a = Sums(), DOC("fealty::loyalty::RegularPurchaseModel::log_likelihood"));
  def_forecasts(cls);
  cls.def(
      "simulate",
      [](const Model& self, std::size_t customers, double observed, std::uint64_t seed) {
        const auto drawn = compute([&] { return self.simulate(customers, observed, seed); });
        std::vector<PurchasePattern> patterns;
        std::vector<double> log_gaps;
        for (const auto& one : drawn) {
          patterns.push_back(one.pattern);
          log_gaps.push_back(one.log_gaps);
        }
        Frame frame;
        add_columns(frame, patterns);
        frame.add("log_gaps", std::move(log_gaps));
        return frame;
      },
      "customers"_a, "observed"_a, "seed"_a = 1, DOC("fealty::loyalty::RegularPurchaseModel::simulate"));
}

}  // namespace

void bind_regular_purchases(py::module_& m) {
  bind_regular_model<RegularBetaGeoModel>(m, "RegularBetaGeoModel");
  bind_regular_model<RegularModifiedBetaGeoModel>(m, "RegularModifiedBetaGeoModel");
}

}  // namespace fealty::bindings
