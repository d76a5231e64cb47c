#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/eigen.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "coding_tuples.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/loyalty/beta_geo_beta_binom.hpp"
#include "fealty/loyalty/contract_model.hpp"
#include "fealty/loyalty/covariate_coding.hpp"
#include "fealty/loyalty/gamma_gamma.hpp"
#include "fealty/loyalty/likelihood_ratio.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "model_bindings.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

namespace {

/// The number of each customer's cluster from a column of ids.
std::vector<std::uint32_t> clusters_of(const Column& column) {
  EncodedIds encoded = encode_ids(column, "clusters");
  for (std::size_t row = 0; row < encoded.codes.size(); ++row) {
    if (encoded.codes[row] == no_code)
      throw RecordError(code::refused_record, "column clusters, row " + std::to_string(row) + ": it is missing");
  }
  return std::move(encoded.codes);
}

/// A frame of drawn customers.
Frame drawn(const std::vector<PurchasePattern>& patterns) {
  Frame frame;
  add_columns(frame, patterns);
  return frame;
}

std::vector<std::string> names_of_law(std::span<const std::string_view> names) {
  return {names.begin(), names.end()};
}

/// What all models have: parameters known or fitted, and how well.
template <class Model, class Summary>
py::class_<Model> bind_model(py::module_& m, const char* name, const char* doc) {
  using Parameters = typename Model::Parameters;
  py::class_<Model> cls(m, name, doc);
  def_archive(cls);
  def_estimated(cls);
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
      .def_property_readonly_static("names", [](const py::object&) { return names_of_law(Parameters::names); })
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
  auto cls = bind_model<Model, PurchaseSummary>(m, name, DOC("fealty::loyalty::PurchaseModel"));
  cls.def_static(
      "fit",
      [](const PurchaseSummary& summary, const FitOptions& options) {
        return compute([&] { return Model::fit(summary, options); });
      },
      "summary"_a, "options"_a, DOC("fealty::loyalty::maximize_likelihood"));
  def_forecasts(cls);
  cls.def(
      "simulate",
      [](const Model& self, std::size_t customers, double observed, std::uint64_t seed) {
        return drawn(compute([&] { return self.simulate(customers, observed, seed); }));
      },
      "customers"_a, "observed"_a, "seed"_a = 1, DOC("fealty::loyalty::PurchaseModel::simulate"));
}

void bind_fit_options(py::module_& m) {
  py::class_<FitOptions>(m, "FitOptions", DOC("fealty::loyalty::FitOptions"))
      .def(py::init([](double level, double penalty, double penalty_of_logarithms,
                       std::vector<std::pair<std::string, double>> fixed,
                       std::vector<std::pair<std::string, std::string>> equal, std::vector<double> start, bool robust,
                       const Column& clusters) {
             FitOptions options{.level = level,
                                .penalty = penalty,
                                .penalty_of_logarithms = penalty_of_logarithms,
                                .fixed = std::move(fixed),
                                .equal = std::move(equal),
                                .start = std::move(start),
                                .errors = robust ? StandardErrors::robust : StandardErrors::model};
             if (clusters) options.clusters = clusters_of(clusters);
             return options;
           }),
           py::kw_only(), "level"_a = FitOptions{}.level, "penalty"_a = 0.0, "penalty_of_logarithms"_a = 0.0,
           "fixed"_a = std::vector<std::pair<std::string, double>>(),
           "equal"_a = std::vector<std::pair<std::string, std::string>>(), "start"_a = std::vector<double>(),
           "robust"_a = false, py::arg_v("clusters", Column(), "..."), DOC("fealty::loyalty::FitOptions"));
}

template <class Model>
void bind_purchase_regression(py::module_& m, const char* name) {
  using Parameters = typename Model::Parameters;
  py::class_<Model> cls(m, name, DOC("fealty::loyalty::PurchaseRegression"));
  def_archive(cls);
  def_estimated(cls);
  def_coding(cls);
  cls.def(py::init([](const std::array<double, Parameters::count>& parameters,
                      const std::vector<CodedColumnTuple>& transaction, const std::vector<CodedColumnTuple>& dropout,
                      const std::vector<double>& coefficients) {
            return Model(Parameters::of(parameters), {coding_of(transaction), coding_of(dropout)}, coefficients);
          }),
          "parameters"_a, "transaction"_a, "dropout"_a, "coefficients"_a,
          DOC("fealty::loyalty::PurchaseRegression::PurchaseRegression"))
      .def_static(
          "fit",
          [](const PurchaseSummary& summary, const Frame& covariates, std::vector<std::string> transaction,
             std::vector<std::string> dropout, const FitOptions& options) {
            return compute(
                [&] { return Model::fit(summary, covariates, {std::move(transaction), std::move(dropout)}, options); });
          },
          "summary"_a, "covariates"_a, "transaction"_a, "dropout"_a, py::arg_v("options", FitOptions(), "..."),
          DOC("fealty::loyalty::PurchaseRegression::fit"))
      .def_static(
          "coefficient_names",
          [](const std::vector<CodedColumnTuple>& transaction, const std::vector<CodedColumnTuple>& dropout) {
            return Model::coefficient_names({coding_of(transaction), coding_of(dropout)});
          },
          "transaction"_a, "dropout"_a, DOC("fealty::loyalty::PurchaseRegression::coefficient_names"))
      .def_property_readonly_static("names", [](const py::object&) { return names_of_law(Parameters::names); })
      .def(
          "log_likelihood",
          [](const Model& self, const PurchaseSummary& summary, const Frame& covariates) {
            return compute([&] { return self.log_likelihood(summary, covariates); });
          },
          "summary"_a, "covariates"_a, DOC("fealty::loyalty::PurchaseRegression::log_likelihood"))
      .def(
          "likelihood_ratio",
          [](const Model& self, const typename Model::WithoutCovariates& restricted) {
            const auto test = likelihood_ratio_test(restricted.estimated(), self.estimated());
            return py::make_tuple(test.statistic, test.degrees, test.p_value);
          },
          "restricted"_a, DOC("fealty::loyalty::likelihood_ratio_test"))
      .def(
          "laws",
          [](const Model& self, const PurchaseSummary& summary, const Frame& covariates) {
            const auto laws = compute([&] { return self.laws(summary, covariates); });
            Frame frame;
            if (summary.has_customers()) frame.add("customer_id", summary.customers().column());
            for (std::size_t k = 0; k < Parameters::count; ++k) {
              std::vector<double> column;
              for (const Parameters& law : laws) column.push_back(law.values()[k]);
              frame.add(std::string(Parameters::names[k]), std::move(column));
            }
            return frame;
          },
          "summary"_a, "covariates"_a, DOC("fealty::loyalty::PurchaseRegression::laws"))
      .def(
          "probability_alive",
          [](const Model& self, const PurchaseSummary& summary, const Frame& covariates, double level) {
            return customer_frame(summary, "probability_alive",
                                  compute([&] { return self.probability_alive(summary, covariates, level); }));
          },
          "summary"_a, "covariates"_a, "level"_a = 0.0, DOC("fealty::loyalty::PurchaseRegression::probability_alive"))
      .def(
          "expected_purchases",
          [](const Model& self, const PurchaseSummary& summary, const Frame& covariates, double horizon, double level) {
            return customer_frame(summary, "expected_purchases", compute([&] {
                                    return self.expected_purchases(summary, covariates, horizon, level);
                                  }));
          },
          "summary"_a, "covariates"_a, "horizon"_a, "level"_a = 0.0,
          DOC("fealty::loyalty::PurchaseRegression::expected_purchases"))
      .def(
          "expected_of_new",
          [](const Model& self, const Frame& covariates, double horizon, double level) {
            Frame frame;
            add_figures(frame, "expected_purchases",
                        compute([&] { return self.expected_of_new(covariates, horizon, level); }));
            return frame;
          },
          "covariates"_a, "horizon"_a, "level"_a = Estimate{}.level,
          DOC("fealty::loyalty::PurchaseRegression::expected_of_new"))
      .def(
          "purchase_distribution",
          [](const Model& self, const PurchaseSummary& summary, const Frame& covariates, double horizon,
             std::size_t most) {
            const auto probabilities =
                compute([&] { return self.purchase_distribution(summary, covariates, horizon, most); });
            return customer_frame(summary, probabilities, most);
          },
          "summary"_a, "covariates"_a, "horizon"_a, "most"_a = 10,
          DOC("fealty::loyalty::PurchaseRegression::purchase_distribution"))
      .def(
          "simulate",
          [](const Model& self, const Frame& covariates, double observed, std::uint64_t seed) {
            return drawn(compute([&] { return self.simulate(covariates, observed, seed); }));
          },
          "covariates"_a, "observed"_a, "seed"_a = 1, DOC("fealty::loyalty::PurchaseRegression::simulate"));
}

void bind_gamma_gamma(py::module_& m) {
  bind_model<GammaGammaModel, PurchaseSummary>(m, "GammaGammaModel", DOC("fealty::loyalty::GammaGammaModel"))
      .def(
          "expected_value",
          [](const GammaGammaModel& self, const PurchaseSummary& summary, double level) {
            return customer_frame(summary, "expected_value",
                                  compute([&] { return self.expected_value(summary, level); }));
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
  bind_fit_options(m);
  bind_purchase_model<BetaGeoModel>(m, "BetaGeoModel");
  bind_purchase_model<ModifiedBetaGeoModel>(m, "ModifiedBetaGeoModel");
  bind_purchase_model<ParetoNBDModel>(m, "ParetoNBDModel");
  bind_purchase_model<NBDModel>(m, "NBDModel");
  bind_purchase_regression<BetaGeoRegression>(m, "BetaGeoRegression");
  bind_purchase_regression<ModifiedBetaGeoRegression>(m, "ModifiedBetaGeoRegression");
  bind_purchase_regression<ParetoNBDRegression>(m, "ParetoNBDRegression");
  m.def(
      "covariate_of_customers",
      [](const Frame& covariates, const std::string& name, const PurchaseSummary& summary) {
        return covariates.at(name).take(covariate_rows(covariates, summary));
      },
      "covariates"_a, "name"_a, "summary"_a, DOC("fealty::loyalty::covariate_rows"));
  bind_gamma_gamma(m);
  bind_beta_geo_beta_binom(m);
  bind_contract_model<ShiftedBetaGeoModel>(m, "ShiftedBetaGeoModel");
  bind_contract_model<BetaDiscreteWeibullModel>(m, "BetaDiscreteWeibullModel");
}

}  // namespace fealty::bindings
