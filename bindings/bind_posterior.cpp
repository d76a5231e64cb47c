#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/eigen.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "customer_frames.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/posterior.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

namespace {

using NamedPrior = std::tuple<std::string, double, double>;  // family and its parameters

constexpr std::array families{Prior::Family::log_normal, Prior::Family::half_normal, Prior::Family::gamma,
                              Prior::Family::weibull};

Prior prior_of(const NamedPrior& named) {
  std::string known;
  for (const Prior::Family family : families) {
    const std::string name(Prior::family_name(family));
    if (name == std::get<0>(named)) return Prior::of(family, std::get<1>(named), std::get<2>(named));
    known += (known.empty() ? "" : ", ") + name;
  }
  throw ParameterError(code::unknown_name, "there is no prior '" + std::get<0>(named) + "'; the families are " + known);
}

NamedPrior named(const Prior& prior) {
  return {std::string(Prior::family_name(prior.family)), prior.first, prior.second};
}

/// By the names of the parameters, in their order.
template <class Value, class Of>
std::vector<std::pair<std::string, Value>> by_name(const PosteriorDraws& drawn, Of&& of) {
  std::vector<std::pair<std::string, Value>> values;
  for (std::size_t i = 0; i < drawn.names.size(); ++i) values.emplace_back(drawn.names[i], of(i));
  return values;
}

/// What each customer may be like: a row per customer and draw.
template <class Model>
Frame drawn_customers(const Model& self, const PurchaseSummary& summary, std::uint64_t seed, std::size_t draws) {
  const std::vector<CustomerDraw> drawn = compute([&] { return self.customer_draws(summary, seed, draws); });
  const std::size_t each = summary.size() == 0 ? 1 : drawn.size() / summary.size();
  std::vector<std::uint32_t> customer;
  std::vector<std::int64_t> draw;
  std::vector<double> rate, dropout;
  std::vector<bool> alive;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    customer.push_back(static_cast<std::uint32_t>(i / each));
    draw.push_back(static_cast<std::int64_t>(i % each));
    rate.push_back(drawn[i].rate);
    dropout.push_back(drawn[i].dropout);
    alive.push_back(drawn[i].is_alive);
  }
  Frame frame;
  if (summary.has_customers()) {
    frame.add("customer_id", summary.customers().column().take(customer));
  } else {
    frame.add("customer", std::move(customer));
  }
  frame.add("draw", std::move(draw));
  frame.add("purchase_rate", std::move(rate));
  frame.add("dropout", std::move(dropout));
  frame.add("alive", std::move(alive));
  return frame;
}

template <class Model>
void bind_draws(py::class_<Model>& cls) {
  cls.def_property_readonly_static("names",
                                   [](const py::object&) {
                                     const auto& names = Model::Parameters::names;
                                     return std::vector<std::string>(names.begin(), names.end());
                                   })
      .def(
          "estimates",
          [](const Model& self, double level) {
            const auto estimates = self.drawn().estimates(level);
            return by_name<Estimate>(self.drawn(), [&](std::size_t i) { return estimates[i]; });
          },
          "level"_a = Estimate{}.level, DOC("fealty::loyalty::PosteriorDraws::estimates"))
      .def(
          "diagnostics", [](const Model& self, double level) { return self.drawn().diagnostics_frame(level); },
          "level"_a = Estimate{}.level, DOC("fealty::loyalty::PosteriorDraws::diagnostics_frame"))
      .def(
          "frame", [](const Model& self) { return self.drawn().frame(); },
          DOC("fealty::loyalty::PosteriorDraws::frame"))
      .def(
          "warnings_frame", [](const Model& self) { return self.drawn().warnings_frame(); },
          DOC("fealty::loyalty::PosteriorDraws::warnings_frame"))
      .def(
          "draws",
          [](const Model& self) {
            using ByChain = Eigen::MatrixXd;
            return by_name<ByChain>(self.drawn(),
                                    [&](std::size_t i) { return ByChain(self.drawn().by_chain(i).transpose()); });
          },
          DOC("fealty::loyalty::PosteriorDraws::by_chain"))
      .def_property_readonly(
          "log_density",
          [](const Model& self) {
            const PosteriorDraws& drawn = self.drawn();
            const auto chains = static_cast<Eigen::Index>(drawn.chains);
            return Eigen::MatrixXd(drawn.log_density.reshaped(drawn.log_density.size() / chains, chains).transpose());
          },
          DOC("fealty::loyalty::PosteriorDraws::log_density"))
      .def_property_readonly(
          "priors",
          [](const Model& self) {
            return by_name<NamedPrior>(self.drawn(), [&](std::size_t i) { return named(self.drawn().priors[i]); });
          },
          DOC("fealty::loyalty::PosteriorDraws::priors"))
      .def_property_readonly(
          "chains", [](const Model& self) { return self.drawn().chains; },
          DOC("fealty::loyalty::PosteriorDraws::chains"))
      .def_property_readonly(
          "draws_per_chain", [](const Model& self) { return self.drawn().draws(); },
          DOC("fealty::loyalty::PosteriorDraws::draws"))
      .def_property_readonly(
          "observations", [](const Model& self) { return self.drawn().observations; },
          DOC("fealty::loyalty::PosteriorDraws::observations"))
      .def_property_readonly(
          "accepted",
          [](const Model& self) { return std::pair(self.drawn().accepted_independent, self.drawn().accepted_walk); },
          "The shares of independent proposals and of steps of the random walk that were accepted.")
      .def(
          "prior_density",
          [](const Model& self, std::size_t parameter, const std::vector<double>& at) {
            std::vector<double> density;
            for (const double x : at) density.push_back(self.drawn().priors.at(parameter).density(x));
            return density;
          },
          "parameter"_a, "at"_a, DOC("fealty::loyalty::Prior::density"));
}

template <class Model>
void bind_posterior_of(py::module_& m, const char* name) {
  py::class_<Model> cls(m, name, DOC("fealty::loyalty::Posterior"));
  def_archive(cls);
  bind_draws(cls);
  cls.def_static(
         "sample",
         [](const PurchaseSummary& summary, const std::map<std::string, NamedPrior>& priors, std::size_t draws,
            std::size_t chains, std::size_t warmup, std::uint64_t seed) {
           std::map<std::string, Prior> asked;
           for (const auto& [parameter, prior] : priors) asked.emplace(parameter, prior_of(prior));
           const SamplingOptions options{.chains = chains, .draws = draws, .warmup = warmup, .seed = seed};
           return compute([&] { return Model::sample(summary, asked, options); });
         },
         "summary"_a, "priors"_a = std::map<std::string, NamedPrior>(), "draws"_a = SamplingOptions{}.draws,
         "chains"_a = SamplingOptions{}.chains, "warmup"_a = SamplingOptions{}.warmup,
         "seed"_a = SamplingOptions{}.seed, DOC("fealty::loyalty::Posterior::sample"))
      .def(
          "probability_alive",
          [](const Model& self, const PurchaseSummary& summary, double level, std::size_t draws) {
            return customer_frame(summary, "probability_alive",
                                  compute([&] { return self.probability_alive(summary, level, draws); }));
          },
          "summary"_a, "level"_a = 0.0, "draws"_a = 500, DOC("fealty::loyalty::Posterior::probability_alive"))
      .def(
          "expected_purchases",
          [](const Model& self, const PurchaseSummary& summary, double horizon, double level, std::size_t draws) {
            return customer_frame(summary, "expected_purchases",
                                  compute([&] { return self.expected_purchases(summary, horizon, level, draws); }));
          },
          "summary"_a, "horizon"_a, "level"_a = 0.0, "draws"_a = 500,
          DOC("fealty::loyalty::Posterior::expected_purchases"))
      .def("expected_of_new", &Model::expected_of_new, "horizon"_a, "level"_a = Estimate{}.level, "draws"_a = 2000,
           DOC("fealty::loyalty::Posterior::expected_of_new"))
      .def(
          "purchase_distribution",
          [](const Model& self, const PurchaseSummary& summary, double horizon, std::size_t most, std::size_t draws) {
            return customer_frame(
                summary, compute([&] { return self.purchase_distribution(summary, horizon, most, draws); }), most);
          },
          "summary"_a, "horizon"_a, "most"_a = 10, "draws"_a = 500,
          DOC("fealty::loyalty::Posterior::purchase_distribution"))
      .def(
          "total_purchases",
          [](const Model& self, const PurchaseSummary& summary, double horizon, double level, std::uint64_t seed,
             std::size_t draws) {
            return compute([&] { return self.total_purchases(summary, horizon, level, seed, draws); });
          },
          "summary"_a, "horizon"_a, "level"_a = Estimate{}.level, "seed"_a = 1, "draws"_a = 500,
          DOC("fealty::loyalty::Posterior::total_purchases"))
      .def("customer_draws", &drawn_customers<Model>, "summary"_a, "seed"_a = 1, "draws"_a = 100,
           DOC("fealty::loyalty::Posterior::customer_draws"));
}

}  // namespace

void bind_posterior(py::module_& m) {
  bind_posterior_of<BetaGeoPosterior>(m, "BetaGeoPosterior");
  bind_posterior_of<ModifiedBetaGeoPosterior>(m, "ModifiedBetaGeoPosterior");
  bind_posterior_of<ParetoNBDPosterior>(m, "ParetoNBDPosterior");
  bind_posterior_of<NBDPosterior>(m, "NBDPosterior");
}

}  // namespace fealty::bindings
