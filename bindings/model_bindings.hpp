#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/eigen.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "compute.hpp"
#include "customer_frames.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/likelihood_fit.hpp"
#include "fealty/loyalty/likelihood_ratio.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

#include "docstrings.hpp"

/// What the classes of fitted models have in common.
namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

/// What is known of a fit: parameters, and how well.
template <class Model>
void def_estimated(py::class_<Model>& cls) {
  cls.def_property_readonly(
         "estimates",
         [](const Model& self) {
           std::vector<std::pair<std::string, Estimate>> estimates;
           const LikelihoodFit& fit = self.estimated();
           for (std::size_t i = 0; i < fit.names.size(); ++i) estimates.emplace_back(fit.names[i], fit.estimates[i]);
           return estimates;
         },
         DOC("fealty::loyalty::LikelihoodFit::estimates"))
      .def_property_readonly(
          "covariance", [](const Model& self) { return self.estimated().covariance; },
          DOC("fealty::loyalty::LikelihoodFit::covariance"))
      .def_property_readonly(
          "fitted_log_likelihood", [](const Model& self) { return self.estimated().log_likelihood; },
          DOC("fealty::loyalty::LikelihoodFit::log_likelihood"))
      .def_property_readonly(
          "observations", [](const Model& self) { return self.estimated().observations; },
          DOC("fealty::loyalty::LikelihoodFit::observations"))
      .def_property_readonly(
          "iterations", [](const Model& self) { return self.estimated().iterations; },
          DOC("fealty::loyalty::LikelihoodFit::iterations"))
      .def_property_readonly(
          "free_parameters", [](const Model& self) { return self.estimated().free_parameters(); },
          DOC("fealty::loyalty::LikelihoodFit::free_parameters"))
      .def_property_readonly(
          "aic", [](const Model& self) { return self.estimated().aic(); }, DOC("fealty::loyalty::LikelihoodFit::aic"))
      .def_property_readonly(
          "bic", [](const Model& self) { return self.estimated().bic(); }, DOC("fealty::loyalty::LikelihoodFit::bic"))
      .def(
          "parameters_frame", [](const Model& self) { return self.estimated().frame(); },
          DOC("fealty::loyalty::LikelihoodFit::frame"))
      .def(
          "coefficients_frame", [](const Model& self) { return self.estimated().coefficients_frame(); },
          DOC("fealty::loyalty::LikelihoodFit::coefficients_frame"))
      .def(
          "warnings_frame", [](const Model& self) { return self.estimated().warnings_frame(); },
          DOC("fealty::loyalty::LikelihoodFit::warnings_frame"))
      .def(
          "likelihood_ratio",
          [](const Model& self, const Model& restricted) {
            const auto test = likelihood_ratio_test(restricted.estimated(), self.estimated());
            return py::make_tuple(test.statistic, test.degrees, test.p_value);
          },
          "restricted"_a, DOC("fealty::loyalty::likelihood_ratio_test"));
}

/// What models of purchases without covariates foretell.
template <class Model>
void def_forecasts(py::class_<Model>& cls) {
  cls.def(
         "probability_alive",
         [](const Model& self, const PurchaseSummary& summary, double level) {
           return customer_frame(summary, "probability_alive",
                                 compute([&] { return self.probability_alive(summary, level); }));
         },
         "summary"_a, "level"_a = 0.0, DOC("fealty::loyalty::PurchaseModel::probability_alive"))
      .def(
          "expected_purchases",
          [](const Model& self, const PurchaseSummary& summary, double horizon, double level) {
            return customer_frame(summary, "expected_purchases",
                                  compute([&] { return self.expected_purchases(summary, horizon, level); }));
          },
          "summary"_a, "horizon"_a, "level"_a = 0.0, DOC("fealty::loyalty::PurchaseModel::expected_purchases"))
      .def("expected_of_new", &Model::expected_of_new, "horizon"_a, "level"_a = Estimate{}.level,
           DOC("fealty::loyalty::PurchaseModel::expected_of_new"))
      .def(
          "purchase_distribution",
          [](const Model& self, const PurchaseSummary& summary, double horizon, std::size_t most) {
            const auto probabilities = compute([&] { return self.purchase_distribution(summary, horizon, most); });
            return customer_frame(summary, probabilities, most);
          },
          "summary"_a, "horizon"_a, "most"_a = 10, DOC("fealty::loyalty::PurchaseModel::purchase_distribution"));
}

}  // namespace fealty::bindings
