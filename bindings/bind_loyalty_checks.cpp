#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/contract_terms.hpp"
#include "fealty/loyalty/customer_likelihood.hpp"
#include "fealty/loyalty/purchase_course.hpp"
#include "fealty/loyalty/purchase_forecast.hpp"
#include "fealty/loyalty/purchase_opportunities.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

namespace {

Frame frame_of(CountProbabilities made) {
  return Frame({{"log_probability", std::move(made.log_probability)}, {"below", std::move(made.below)}});
}

/// What checks a model of purchases by what customers did.
template <template <class> class Law>
void bind_checks_of(py::module_& m) {
  using Model = PurchaseModel<Law>;
  m.def(
       "customer_log_likelihoods",
       [](const Model& model, const PurchaseSummary& summary) {
         auto likelihoods = compute([&] { return customer_log_likelihoods(model, summary); });
         return Column(std::move(likelihoods));
       },
       "model"_a, "summary"_a, DOC("fealty::loyalty::customer_log_likelihoods"))
      .def(
          "count_probabilities",
          [](const Model& model, const PurchaseSummary& summary, double horizon,
             const std::vector<std::uint32_t>& counts) {
            return frame_of(compute([&] { return count_probabilities(model, summary, horizon, counts); }));
          },
          "model"_a, "summary"_a, "horizon"_a, "counts"_a, DOC("fealty::loyalty::count_probabilities"))
      .def(
          "total_purchases",
          [](const Model& model, const PurchaseSummary& summary, double horizon, double level) {
            const PurchaseTotal total = compute([&] { return total_purchases(model, summary, horizon, level); });
            return py::make_tuple(total.expected, total.foretold);
          },
          "model"_a, "summary"_a, "horizon"_a, "level"_a = 0.95, DOC("fealty::loyalty::total_purchases"))
      .def(
          "cohort_purchases",
          [](const Model& model, const std::vector<double>& ages, const std::vector<double>& customers, double level) {
            return compute([&] { return cohort_purchases(model, ages, customers, level); });
          },
          "model"_a, "ages"_a, "customers"_a, "level"_a = 0.95, DOC("fealty::loyalty::cohort_purchases"));
}

/// The same of a model whose customers differ by covariates.
template <class Model>
void bind_checks_of_regression(py::module_& m) {
  m.def(
       "count_probabilities",
       [](const Model& model, const PurchaseSummary& summary, const Frame& covariates, double horizon,
          const std::vector<std::uint32_t>& counts) {
         return frame_of(compute([&] { return count_probabilities(model, summary, covariates, horizon, counts); }));
       },
       "model"_a, "summary"_a, "covariates"_a, "horizon"_a, "counts"_a, DOC("fealty::loyalty::count_probabilities"))
      .def(
          "total_purchases",
          [](const Model& model, const PurchaseSummary& summary, const Frame& covariates, double horizon,
             double level) {
            const PurchaseTotal total =
                compute([&] { return total_purchases(model, summary, covariates, horizon, level); });
            return py::make_tuple(total.expected, total.foretold);
          },
          "model"_a, "summary"_a, "covariates"_a, "horizon"_a, "level"_a = 0.95,
          DOC("fealty::loyalty::total_purchases"))
      .def(
          "cohort_purchases",
          [](const Model& model, const PurchaseSummary& summary, const Frame& covariates,
             const std::vector<double>& from_ages, const std::vector<double>& to_ages, double level) {
            return compute([&] { return cohort_purchases(model, summary, covariates, from_ages, to_ages, level); });
          },
          "model"_a, "summary"_a, "covariates"_a, "from_ages"_a, "to_ages"_a, "level"_a = 0.95,
          DOC("fealty::loyalty::cohort_purchases"));
}

}  // namespace

void bind_loyalty_checks(py::module_& m) {
  bind_checks_of<BetaGeo>(m);
  bind_checks_of<ModifiedBetaGeo>(m);
  bind_checks_of<ParetoNbd>(m);
  bind_checks_of<Nbd>(m);
  bind_checks_of_regression<BetaGeoRegression>(m);
  bind_checks_of_regression<ModifiedBetaGeoRegression>(m);
  bind_checks_of_regression<ParetoNBDRegression>(m);
  m.def(
      "log_densities_of_times", [](const PurchaseSummary& summary) { return Column(log_densities_of_times(summary)); },
      "summary"_a, DOC("fealty::loyalty::log_densities_of_times"));
  m.def(
      "purchase_course",
      [](const PurchaseSummary& summary, std::optional<std::int64_t> joined_until) {
        return purchase_course(summary, joined_until ? std::optional(Time{*joined_until}) : std::nullopt);
      },
      "summary"_a, "joined_until"_a = std::nullopt, DOC("fealty::loyalty::purchase_course"));
  m.def(
      "purchase_days",
      [](const PurchaseSummary& summary, std::size_t customer) {
        if (!summary.has_days() || customer >= summary.size()) throw py::index_error("no days of such a customer");
        const auto days = summary.days(customer);
        return std::vector<std::int32_t>(days.begin(), days.end());
      },
      "summary"_a, "customer"_a, DOC("fealty::loyalty::PurchaseSummary::days"));
  m.def(
      "opportunities_of",
      [](const PurchaseSummary& purchases, const std::vector<std::int32_t>& starts) {
        return compute([&] { return opportunities_of(purchases, starts); });
      },
      "purchases"_a, "starts"_a, DOC("fealty::loyalty::opportunities_of"));
  m.def(
      "contracts_of",
      [](const Column& started, const Column& ended, std::int64_t until, std::int32_t period, bool is_of_months,
         const TimeZone& zone) {
        return compute([&] { return contracts_of(started, ended, Time{until}, {period, is_of_months}, zone); });
      },
      "started"_a, "ended"_a, "until"_a, "period"_a = 1, "is_of_months"_a = true, py::arg_v("zone", TimeZone(), "..."),
      DOC("fealty::loyalty::contracts_of"));
  m.def("chi_square_upper_tail", &chi_square_upper_tail, "x"_a, "degrees"_a, DOC("fealty::chi_square_upper_tail"));
  m.def("normal_cdf", [](double x) { return normal_cdf(x); }, "x"_a, DOC("fealty::normal_cdf"));
}

}  // namespace fealty::bindings
