#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "compute.hpp"
#include "customer_frames.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/customer_future.hpp"
#include "fealty/loyalty/discounted_opportunities.hpp"
#include "fealty/loyalty/discounted_purchases.hpp"
#include "fealty/loyalty/lifetime_value.hpp"
#include "fealty/loyalty/next_purchase.hpp"
#include "fealty/loyalty/residual_lifetime.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

namespace {

/// A frame with the columns of a figure: values, and bounds where there are any.
Frame with_figures(Frame frame, const std::string& name, CustomerFigures figures) {
  frame.add(name, std::move(figures.values));
  if (figures.lower.empty()) return frame;
  frame.add(name + "_lower", std::move(figures.lower));
  frame.add(name + "_upper", std::move(figures.upper));
  return frame;
}

Frame frame_of_fan(FutureFan fan) {
  Frame frame;
  frame.add("time", std::move(fan.times));
  frame.add("mean", std::move(fan.mean));
  frame.add("median", std::move(fan.median));
  frame.add("lower", std::move(fan.lower));
  frame.add("upper", std::move(fan.upper));
  return frame;
}

/// Futures as Python has them.
struct FuturesInPython {
  Frame frame;
  Frame total;
  std::vector<double> totals;
};

template <class Model>
void bind_residual_lifetimes(py::module_& m) {
  m.def(
      "residual_lifetimes",
      [](const Model& model, std::uint32_t renewals, double discount, double level) {
        std::vector<std::int64_t> numbers;
        for (std::int64_t t = 0; t <= std::int64_t{renewals}; ++t) numbers.push_back(t);
        return with_figures(Frame({{"renewals", std::move(numbers)}}), "residual_lifetime",
                            compute([&] { return residual_lifetimes(model, renewals, discount, level); }));
      },
      "model"_a, "renewals"_a, "discount"_a, "level"_a = 0.0, DOC("fealty::loyalty::residual_lifetimes"));
}

FuturesInPython in_python(const PurchaseSummary& summary, CustomerFutures made) {
  FuturesInPython futures{customer_frame(summary), frame_of_fan(std::move(made.total)), std::move(made.totals)};
  futures.frame.add("mean", std::move(made.mean));
  futures.frame.add("median", std::move(made.median));
  futures.frame.add("lower", std::move(made.lower));
  futures.frame.add("upper", std::move(made.upper));
  return futures;
}

template <class Model>
void bind_futures_of(py::module_& m) {
  m.def(
      "customer_futures",
      [](const Model& model, const PurchaseSummary& summary, double horizon, std::size_t draws, std::uint64_t seed,
         std::size_t steps, double level, bool parameters_vary) {
        const FutureOptions options{horizon, draws, seed, steps, level, parameters_vary};
        return in_python(summary, compute([&] { return customer_futures(model, summary, options); }));
      },
      "model"_a, "summary"_a, "horizon"_a, "draws"_a, "seed"_a, "steps"_a, "level"_a, "parameters_vary"_a,
      DOC("fealty::loyalty::customer_futures"));
  m.def(
      "future_of_customer",
      [](const Model& model, const PurchaseSummary& summary, std::size_t customer, double horizon, std::size_t draws,
         std::uint64_t seed, std::size_t steps, double level, bool parameters_vary) {
        const FutureOptions options{horizon, draws, seed, steps, level, parameters_vary};
        return frame_of_fan(compute([&] { return future_of_customer(model, summary, customer, options); }));
      },
      "model"_a, "summary"_a, "customer"_a, "horizon"_a, "draws"_a, "seed"_a, "steps"_a, "level"_a, "parameters_vary"_a,
      DOC("fealty::loyalty::future_of_customer"));
}

/// The values, and their total.
std::pair<Frame, Estimate> frame_of_values(const PurchaseSummary& summary, LifetimeValues made) {
  Frame frame = customer_frame(summary);
  frame.add("expected_spend", std::move(made.expected_spend));
  frame.add("discounted_purchases", std::move(made.discounted_purchases));
  frame.add("value", std::move(made.value));
  frame.add("lower", std::move(made.lower));
  frame.add("upper", std::move(made.upper));
  return {std::move(frame), made.total};
}

template <class Regression>
void bind_futures_of_regression(py::module_& m) {
  m.def(
      "customer_futures",
      [](const Regression& model, const PurchaseSummary& summary, const Frame& covariates, double horizon,
         std::size_t draws, std::uint64_t seed, std::size_t steps, double level, bool parameters_vary) {
        const FutureOptions options{horizon, draws, seed, steps, level, parameters_vary};
        return in_python(summary, compute([&] { return customer_futures(model, summary, covariates, options); }));
      },
      "model"_a, "summary"_a, "covariates"_a, "horizon"_a, "draws"_a, "seed"_a, "steps"_a, "level"_a,
      "parameters_vary"_a, DOC("fealty::loyalty::customer_futures"));
  m.def(
      "future_of_customer",
      [](const Regression& model, const PurchaseSummary& summary, const Frame& covariates, std::size_t customer,
         double horizon, std::size_t draws, std::uint64_t seed, std::size_t steps, double level, bool parameters_vary) {
        const FutureOptions options{horizon, draws, seed, steps, level, parameters_vary};
        return frame_of_fan(compute([&] { return future_of_customer(model, summary, covariates, customer, options); }));
      },
      "model"_a, "summary"_a, "covariates"_a, "customer"_a, "horizon"_a, "draws"_a, "seed"_a, "steps"_a, "level"_a,
      "parameters_vary"_a, DOC("fealty::loyalty::future_of_customer"));
}

Frame frame_of_next(const PurchaseSummary& summary, NextPurchase next, const std::vector<std::string>& names) {
  Frame frame = customer_frame(summary, "probability", std::move(next.probability));
  for (std::size_t q = 0; q < names.size(); ++q) frame.add(names[q], std::move(next.times.at(q)));
  return frame;
}

template <class Regression>
void bind_forecasts_of_regression(py::module_& m) {
  m.def(
      "customer_survival",
      [](const Regression& model, const PurchaseSummary& summary, const Frame& covariates, double horizon,
         double level) {
        return customer_frame(summary, "survival",
                              compute([&] { return customer_survival(model, summary, covariates, horizon, level); }));
      },
      "model"_a, "summary"_a, "covariates"_a, "horizon"_a, "level"_a = 0.0, DOC("fealty::loyalty::customer_survival"));
  m.def(
      "next_purchase",
      [](const Regression& model, const PurchaseSummary& summary, const Frame& covariates,
         const std::vector<double>& quantiles, const std::vector<std::string>& names, double level) {
        return frame_of_next(
            summary, compute([&] { return next_purchase(model, summary, covariates, quantiles, level); }), names);
      },
      "model"_a, "summary"_a, "covariates"_a, "quantiles"_a, "names"_a, "level"_a = 0.0,
      DOC("fealty::loyalty::next_purchase"));
}

template <class Regression>
void bind_value_of_regression(py::module_& m) {
  m.def(
      "lifetime_value",
      [](const Regression& model, const GammaGammaModel& spend, const PurchaseSummary& summary, const Frame& covariates,
         double horizon, double rate, double margin, double level) {
        const LifetimeOptions options{horizon, rate, margin, level};
        return frame_of_values(summary,
                               compute([&] { return lifetime_value(model, spend, summary, covariates, options); }));
      },
      "model"_a, "spend"_a, "summary"_a, "covariates"_a, "horizon"_a = LifetimeOptions{}.horizon,
      "rate"_a = LifetimeOptions{}.rate, "margin"_a = LifetimeOptions{}.margin, "level"_a = LifetimeOptions{}.level,
      DOC("fealty::loyalty::lifetime_value"));
}

template <class Model>
void bind_forecasts_of(py::module_& m) {
  m.def(
      "discounted_purchases",
      [](const Model& model, const PurchaseSummary& summary, double horizon, double rate, double level) {
        return customer_frame(summary, "discounted_purchases",
                              compute([&] { return discounted_purchases(model, summary, horizon, rate, level); }));
      },
      "model"_a, "summary"_a, "horizon"_a, "rate"_a, "level"_a = 0.0, DOC("fealty::loyalty::discounted_purchases"));
  m.def(
      "customer_survival",
      [](const Model& model, const PurchaseSummary& summary, double horizon, double level) {
        return customer_frame(summary, "survival",
                              compute([&] { return customer_survival(model, summary, horizon, level); }));
      },
      "model"_a, "summary"_a, "horizon"_a, "level"_a = 0.0, DOC("fealty::loyalty::customer_survival"));
  m.def(
      "next_purchase",
      [](const Model& model, const PurchaseSummary& summary, const std::vector<double>& quantiles,
         const std::vector<std::string>& names, double level) {
        return frame_of_next(summary, compute([&] { return next_purchase(model, summary, quantiles, level); }), names);
      },
      "model"_a, "summary"_a, "quantiles"_a, "names"_a, "level"_a = 0.0, DOC("fealty::loyalty::next_purchase"));
  m.def(
      "lifetime_value",
      [](const Model& model, const GammaGammaModel& spend, const PurchaseSummary& summary, double horizon, double rate,
         double margin, double level) {
        const LifetimeOptions options{horizon, rate, margin, level};
        return frame_of_values(summary, compute([&] { return lifetime_value(model, spend, summary, options); }));
      },
      "model"_a, "spend"_a, "summary"_a, "horizon"_a = LifetimeOptions{}.horizon, "rate"_a = LifetimeOptions{}.rate,
      "margin"_a = LifetimeOptions{}.margin, "level"_a = LifetimeOptions{}.level,
      DOC("fealty::loyalty::lifetime_value"));
}

}  // namespace

void bind_lifetime_value(py::module_& m) {
  py::class_<FuturesInPython>(m, "CustomerFutures", DOC("fealty::loyalty::CustomerFutures"))
      .def_readonly("frame", &FuturesInPython::frame, DOC("fealty::loyalty::CustomerFutures"))
      .def_readonly("total", &FuturesInPython::total, DOC("fealty::loyalty::CustomerFutures::total"))
      .def_readonly("totals", &FuturesInPython::totals, DOC("fealty::loyalty::CustomerFutures::totals"));
  bind_futures_of<BetaGeoModel>(m);
  bind_futures_of<ModifiedBetaGeoModel>(m);
  bind_futures_of<ParetoNBDModel>(m);
  bind_futures_of<NBDModel>(m);
  bind_forecasts_of<BetaGeoModel>(m);
  bind_forecasts_of<ModifiedBetaGeoModel>(m);
  bind_forecasts_of<ParetoNBDModel>(m);
  bind_forecasts_of<NBDModel>(m);
  bind_futures_of_regression<BetaGeoRegression>(m);
  bind_futures_of_regression<ModifiedBetaGeoRegression>(m);
  bind_futures_of_regression<ParetoNBDRegression>(m);
  bind_forecasts_of_regression<BetaGeoRegression>(m);
  bind_forecasts_of_regression<ModifiedBetaGeoRegression>(m);
  bind_forecasts_of_regression<ParetoNBDRegression>(m);
  bind_value_of_regression<BetaGeoRegression>(m);
  bind_value_of_regression<ModifiedBetaGeoRegression>(m);
  bind_value_of_regression<ParetoNBDRegression>(m);
  bind_residual_lifetimes<ShiftedBetaGeoModel>(m);
  bind_residual_lifetimes<BetaDiscreteWeibullModel>(m);
  m.def(
      "discounted_opportunities",
      [](const BetaGeoBetaBinomModel& model, const OpportunitySummary& summary, double discount, double level) {
        return with_figures(summary.frame(), "discounted_purchases",
                            compute([&] { return discounted_opportunities(model, summary, discount, level); }));
      },
      "model"_a, "summary"_a, "discount"_a, "level"_a = 0.0, DOC("fealty::loyalty::discounted_opportunities"));
  m.def(
      "frequency_correlation",
      [](const GammaGammaModel& model, const PurchaseSummary& summary, double level) {
        return model.frequency_correlation(summary, level);
      },
      "model"_a, "summary"_a, "level"_a = Estimate{}.level,
      DOC("fealty::loyalty::GammaGammaModel::frequency_correlation"));
  m.def(
      "frequency_correlation",
      [](const GammaGammaModel& model, const Column& customer, const Column& amount, double level) {
        return model.frequency_correlation(customer, amount, level);
      },
      "model"_a, "customer"_a, "amount"_a, "level"_a = Estimate{}.level,
      DOC("fealty::loyalty::GammaGammaModel::frequency_correlation"));
  m.def(
      "fit_spend_values",
      [](const Column& customer, const Column& amount, double level) {
        return compute([&] { return GammaGammaModel::fit_values(customer, amount, FitOptions{.level = level}); });
      },
      "customer"_a, "amount"_a, "level"_a = FitOptions{}.level, DOC("fealty::loyalty::GammaGammaModel::fit_values"));
  m.def(
      "continuous_rate",
      [](double annual_discount, const std::string& unit) {
        return continuous_rate(annual_discount, purchase_unit_named(unit));
      },
      "annual_discount"_a, "unit"_a, DOC("fealty::loyalty::continuous_rate"));
  m.def(
      "days_in_unit", [](const std::string& unit) { return days_in(purchase_unit_named(unit)); }, "unit"_a,
      DOC("fealty::loyalty::PurchaseUnit"));
}

}  // namespace fealty::bindings
