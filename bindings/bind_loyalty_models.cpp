#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
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
#include "fealty/loyalty/beta_geo_beta_binom.hpp"
#include "fealty/loyalty/contract_model.hpp"
#include "fealty/loyalty/gamma_gamma.hpp"
#include "fealty/loyalty/purchase_model.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

namespace {

/// Columns of a figure, under a name: values, and bounds where there are any.
void add_figures(Frame& frame, const std::string& name, CustomerFigures figures) {
  frame.add(name, std::move(figures.values));
  if (figures.lower.empty()) return;
  frame.add(name + "_lower", std::move(figures.lower));
  frame.add(name + "_upper", std::move(figures.upper));
}

Frame frame_of(const PurchaseSummary& summary, const std::string& name, CustomerFigures figures) {
  Frame frame;
  if (summary.has_customers()) frame.add("customer_id", summary.customers().column());
  add_figures(frame, name, std::move(figures));
  return frame;
}

/// Columns "0", "1", ... of probabilities that lie row by row; the last is of that many and more if `is_open`.
void add_probabilities(Frame& frame, const std::vector<double>& probabilities, std::size_t columns, bool is_open) {
  for (std::size_t n = 0; n < columns; ++n) {
    std::vector<double> column;
    for (std::size_t i = n; i < probabilities.size(); i += columns) column.push_back(probabilities[i]);
    frame.add(std::to_string(n) + (is_open && n + 1 == columns ? "+" : ""), std::move(column));
  }
}

/// A frame of drawn customers.
Frame drawn(const std::vector<PurchasePattern>& patterns) {
  Frame frame;
  add_columns(frame, patterns);
  return frame;
}

/// What all models have: parameters known or fitted, and how well.
template <class Model, class Summary>
py::class_<Model> bind_model(py::module_& m, const char* name, const char* doc) {
  using Parameters = typename Model::Parameters;
  py::class_<Model> cls(m, name, doc);
  def_archive(cls);
  cls.def(py::init([](const std::array<double, Parameters::count>& parameters) {
            return Model(Parameters::of(parameters));
          }),
          "parameters"_a, DOC("fealty::loyalty::FittedLaw::FittedLaw"))
      .def_static(
          "fit",
          [](const Summary& summary, double level) {
            return compute([&] { return Model::fit(summary, FitOptions{.level = level}); });
          },
          "summary"_a, "level"_a = FitOptions{}.level, DOC("fealty::loyalty::maximize_likelihood"))
      .def_property_readonly_static("names",
                                    [](const py::object&) {
                                      return std::vector<std::string>(Parameters::names.begin(),
                                                                      Parameters::names.end());
                                    })
      .def_property_readonly(
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
          "aic", [](const Model& self) { return self.estimated().aic(); }, DOC("fealty::loyalty::LikelihoodFit::aic"))
      .def_property_readonly(
          "bic", [](const Model& self) { return self.estimated().bic(); }, DOC("fealty::loyalty::LikelihoodFit::bic"))
      .def(
          "parameters_frame", [](const Model& self) { return self.estimated().frame(); },
          DOC("fealty::loyalty::LikelihoodFit::frame"))
      .def(
          "warnings_frame", [](const Model& self) { return self.estimated().warnings_frame(); },
          DOC("fealty::loyalty::LikelihoodFit::warnings_frame"))
      .def(
          "log_likelihood",
          [](const Model& self, const Summary& summary) {
            return compute([&] { return self.log_likelihood(summary); });
          },
          "summary"_a, DOC("fealty::loyalty::PurchaseModel::log_likelihood"));
  return cls;
}

template <class Model>
void bind_purchase_model(py::module_& m, const char* name) {
  bind_model<Model, PurchaseSummary>(m, name, DOC("fealty::loyalty::PurchaseModel"))
      .def(
          "probability_alive",
          [](const Model& self, const PurchaseSummary& summary, double level) {
            return frame_of(summary, "probability_alive",
                            compute([&] { return self.probability_alive(summary, level); }));
          },
          "summary"_a, "level"_a = 0.0, DOC("fealty::loyalty::PurchaseModel::probability_alive"))
      .def(
          "expected_purchases",
          [](const Model& self, const PurchaseSummary& summary, double horizon, double level) {
            return frame_of(summary, "expected_purchases",
                            compute([&] { return self.expected_purchases(summary, horizon, level); }));
          },
          "summary"_a, "horizon"_a, "level"_a = 0.0, DOC("fealty::loyalty::PurchaseModel::expected_purchases"))
      .def("expected_of_new", &Model::expected_of_new, "horizon"_a, "level"_a = Estimate{}.level,
           DOC("fealty::loyalty::PurchaseModel::expected_of_new"))
      .def(
          "purchase_distribution",
          [](const Model& self, const PurchaseSummary& summary, double horizon, std::size_t most) {
            const auto probabilities = compute([&] { return self.purchase_distribution(summary, horizon, most); });
            Frame frame;
            if (summary.has_customers()) frame.add("customer_id", summary.customers().column());
            add_probabilities(frame, probabilities, most + 2, true);
            return frame;
          },
          "summary"_a, "horizon"_a, "most"_a = 10, DOC("fealty::loyalty::PurchaseModel::purchase_distribution"))
      .def(
          "simulate",
          [](const Model& self, std::size_t customers, double observed, std::uint64_t seed) {
            return drawn(compute([&] { return self.simulate(customers, observed, seed); }));
          },
          "customers"_a, "observed"_a, "seed"_a = 1, DOC("fealty::loyalty::PurchaseModel::simulate"));
}

void bind_gamma_gamma(py::module_& m) {
  bind_model<GammaGammaModel, PurchaseSummary>(m, "GammaGammaModel", DOC("fealty::loyalty::GammaGammaModel"))
      .def(
          "expected_value",
          [](const GammaGammaModel& self, const PurchaseSummary& summary, double level) {
            return frame_of(summary, "expected_value", compute([&] { return self.expected_value(summary, level); }));
          },
          "summary"_a, "level"_a = 0.0, DOC("fealty::loyalty::GammaGammaModel::expected_value"))
      .def("mean_value", &GammaGammaModel::mean_value, "level"_a = Estimate{}.level,
           DOC("fealty::loyalty::GammaGammaModel::mean_value"))
      .def(
          "simulate",
          [](const GammaGammaModel& self, const std::vector<std::uint32_t>& frequencies, std::uint64_t seed) {
            return self.simulate(frequencies, seed);
          },
          "frequencies"_a, "seed"_a = 1, DOC("fealty::loyalty::GammaGammaModel::simulate"));
}

void bind_beta_geo_beta_binom(py::module_& m) {
  using Model = BetaGeoBetaBinomModel;
  bind_model<Model, OpportunitySummary>(m, "BetaGeoBetaBinomModel", DOC("fealty::loyalty::BetaGeoBetaBinomModel"))
      .def(
          "probability_alive",
          [](const Model& self, const OpportunitySummary& summary, double level) {
            Frame frame = summary.frame();
            add_figures(frame, "probability_alive", compute([&] { return self.probability_alive(summary, level); }));
            return frame;
          },
          "summary"_a, "level"_a = 0.0, DOC("fealty::loyalty::BetaGeoBetaBinomModel::probability_alive"))
      .def(
          "expected_purchases",
          [](const Model& self, const OpportunitySummary& summary, std::uint32_t ahead, double level) {
            Frame frame = summary.frame();
            add_figures(frame, "expected_purchases",
                        compute([&] { return self.expected_purchases(summary, ahead, level); }));
            return frame;
          },
          "summary"_a, "ahead"_a, "level"_a = 0.0, DOC("fealty::loyalty::BetaGeoBetaBinomModel::expected_purchases"))
      .def(
          "purchase_distribution",
          [](const Model& self, const OpportunitySummary& summary, std::uint32_t ahead) {
            Frame frame = summary.frame();
            add_probabilities(frame, compute([&] { return self.purchase_distribution(summary, ahead); }),
                              std::size_t{ahead} + 1, false);
            return frame;
          },
          "summary"_a, "ahead"_a, DOC("fealty::loyalty::BetaGeoBetaBinomModel::purchase_distribution"))
      .def(
          "simulate",
          [](const Model& self, std::size_t customers, std::uint32_t opportunities, std::uint64_t seed) {
            const auto patterns = compute([&] { return self.simulate(customers, opportunities, seed); });
            std::vector<std::int64_t> frequency, recency, offered;
            for (const OpportunityPattern& p : patterns) {
              frequency.push_back(p.frequency);
              recency.push_back(p.recency);
              offered.push_back(p.opportunities);
            }
            return Frame({{"frequency", std::move(frequency)},
                          {"recency", std::move(recency)},
                          {"opportunities", std::move(offered)}});
          },
          "customers"_a, "opportunities"_a, "seed"_a = 1, DOC("fealty::loyalty::BetaGeoBetaBinomModel::simulate"));
}

template <class Model>
void bind_contract_model(py::module_& m, const char* name) {
  const auto by_renewal = [](std::int64_t first, const std::string& figure, CustomerFigures figures) {
    std::vector<std::int64_t> renewals;
    for (std::size_t i = 0; i < figures.values.size(); ++i) renewals.push_back(first + static_cast<std::int64_t>(i));
    Frame frame({{"renewals", std::move(renewals)}});
    add_figures(frame, figure, std::move(figures));
    return frame;
  };
  bind_model<Model, ContractSummary>(m, name, DOC("fealty::loyalty::ContractModel"))
      .def(
          "survival",
          [by_renewal](const Model& self, std::uint32_t renewals, double level) {
            return by_renewal(0, "survival", self.survival(renewals, level));
          },
          "renewals"_a, "level"_a = 0.0, DOC("fealty::loyalty::ContractModel::survival"))
      .def(
          "retention",
          [by_renewal](const Model& self, std::uint32_t renewals, double level) {
            return by_renewal(1, "retention", self.retention(renewals, level));
          },
          "renewals"_a, "level"_a = 0.0, DOC("fealty::loyalty::ContractModel::retention"))
      .def("simulate", &Model::simulate, "customers"_a, "renewals"_a, "seed"_a = 1,
           DOC("fealty::loyalty::ContractModel::simulate"));
}

}  // namespace

void bind_loyalty_models(py::module_& m) {
  bind_purchase_model<BetaGeoModel>(m, "BetaGeoModel");
  bind_purchase_model<ModifiedBetaGeoModel>(m, "ModifiedBetaGeoModel");
  bind_purchase_model<ParetoNBDModel>(m, "ParetoNBDModel");
  bind_purchase_model<NBDModel>(m, "NBDModel");
  bind_gamma_gamma(m);
  bind_beta_geo_beta_binom(m);
  bind_contract_model<ShiftedBetaGeoModel>(m, "ShiftedBetaGeoModel");
  bind_contract_model<BetaDiscreteWeibullModel>(m, "BetaDiscreteWeibullModel");
}

}  // namespace fealty::bindings
