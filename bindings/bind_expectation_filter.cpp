#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/gaps/expectation_filter.hpp"
#include "fealty/gaps/expectation_fit.hpp"
#include "fealty/gaps/expectation_simulation.hpp"
#include "fealty/gaps/expectation_track.hpp"
#include "fealty/gaps/filtered_expectations.hpp"
#include "fealty/gaps/rating_series.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

namespace {

using Parameters = ExpectationParameters<>;
constexpr double no_answer = std::numeric_limits<double>::quiet_NaN();
const ExpectationOptions usual;
const SimulationOptions usual_simulation;

/// Every parameter by name; throws ParameterError for one that is missing or that does not exist.
Parameters parameters_of(const std::map<std::string, double>& values) {
  std::array<double, Parameters::count> found{};
  for (std::size_t i = 0; i < Parameters::count; ++i) {
    const auto value = values.find(std::string(Parameters::names[i]));
    if (value == values.end()) {
      throw ParameterError(code::missing_parameter,
                           "the parameter " + std::string(Parameters::names[i]) + " is needed");
    }
    found[i] = value->second;
  }
  for (const auto& [name, value] : values) {
    if (std::ranges::find(Parameters::names, name) != Parameters::names.end()) continue;
    throw ParameterError(code::unknown_name,
                         unknown_name_message(name, "a parameter", {Parameters::count, [](std::size_t i) {
                                                                      return std::string(Parameters::names[i]);
                                                                    }}));
  }
  return Parameters::of(found);
}

std::map<std::string, double> values_of(const Parameters& parameters) {
  std::map<std::string, double> values;
  const auto numbers = parameters.values();
  for (std::size_t i = 0; i < Parameters::count; ++i) values.emplace(Parameters::names[i], numbers[i]);
  return values;
}

void bind_series(py::module_& m) {
  py::class_<RatingSeries> cls(m, "RatingSeries", DOC("fealty::gaps::RatingSeries"));
  def_archive(cls);
  cls.def(py::init([](const Column& customer, const Column& item, const Column& will, const Column& should,
                      const Column& experience, const Column& at) {
            return compute([&] { return RatingSeries({customer, item, will, should, experience, at}); });
          }),
          "customer"_a, py::arg_v("item", Column(), "..."), py::arg_v("will", Column(), "..."),
          py::arg_v("should", Column(), "..."), py::arg_v("experience", Column(), "..."),
          py::arg_v("at", Column(), "..."), DOC("fealty::gaps::RatingSeries::RatingSeries"))
      .def("__len__", &RatingSeries::size)
      .def("__iadd__",
           [](RatingSeries& self, const RatingSeries& other) {
             compute([&] { self += other; });
             return self;
           })
      .def_property_readonly("ratings", &RatingSeries::ratings, DOC("fealty::gaps::RatingSeries::ratings"))
      .def_property_readonly("has_items", &RatingSeries::has_items, DOC("fealty::gaps::RatingSeries::has_items"))
      .def_property_readonly("has_times", &RatingSeries::has_times, DOC("fealty::gaps::RatingSeries::has_times"))
      .def_property_readonly("has_instants", &RatingSeries::has_instants,
                             DOC("fealty::gaps::RatingSeries::has_instants"))
      .def_property_readonly(
          "left_out",
          [](const RatingSeries& self) {
            const RatingsLeftOut& out = self.left_out();
            return std::map<std::string, std::uint64_t>{{"without_customer", out.without_customer},
                                                        {"without_item", out.without_item},
                                                        {"without_time", out.without_time}};
          },
          DOC("fealty::gaps::RatingsLeftOut"));
}

void bind_track(py::module_& m) {
  py::class_<ExpectationTrack>(m, "ExpectationTrack", DOC("fealty::gaps::ExpectationTrack"))
      .def("__len__", [](const ExpectationTrack& track) { return track.visits.size(); })
      .def_readonly("customer", &ExpectationTrack::customer, DOC("fealty::gaps::ExpectationTrack::customer"))
      .def_readonly("item", &ExpectationTrack::item, DOC("fealty::gaps::ExpectationTrack::item"))
      .def_readonly("next_will", &ExpectationTrack::next_will, DOC("fealty::gaps::ExpectationTrack::next_will"))
      .def_readonly("next_should", &ExpectationTrack::next_should, DOC("fealty::gaps::ExpectationTrack::next_should"))
      .def_readonly("next_experience", &ExpectationTrack::next_experience,
                    DOC("fealty::gaps::ExpectationTrack::next_experience"))
      .def("frame", &ExpectationTrack::frame, DOC("fealty::gaps::ExpectationTrack::frame"));
}

void bind_filter(py::module_& m) {
  py::class_<ExpectationFilter> cls(m, "ExpectationFilter", DOC("fealty::gaps::ExpectationFilter"));
  def_archive(cls);
  cls.def(py::init([](const RatingSeries& series, const std::map<std::string, double>& fixed, double level) {
            return compute([&] { return ExpectationFilter(series, ExpectationOptions{fixed, level}); });
          }),
          "series"_a, "fixed"_a = usual.fixed, "level"_a = usual.level,
          DOC("fealty::gaps::ExpectationFilter::ExpectationFilter"))
      .def_property_readonly(
          "estimates",
          [](const ExpectationFilter& self) {
            std::map<std::string, Estimate> estimates;
            for (std::size_t i = 0; i < Parameters::count; ++i)
              estimates.emplace(Parameters::names[i], self.fit().estimates[i]);
            return estimates;
          },
          DOC("fealty::gaps::ExpectationFit::estimates"))
      .def_property_readonly(
          "parameters", [](const ExpectationFilter& self) { return values_of(self.fit().parameters); },
          DOC("fealty::gaps::ExpectationFit::parameters"))
      .def_property_readonly(
          "series", [](const ExpectationFilter& self) { return self.fit().series; },
          DOC("fealty::gaps::ExpectationFit::series"))
      .def_property_readonly(
          "ratings", [](const ExpectationFilter& self) { return self.fit().ratings; },
          DOC("fealty::gaps::ExpectationFit::ratings"))
      .def_property_readonly(
          "repeats", [](const ExpectationFilter& self) { return self.fit().repeats; },
          DOC("fealty::gaps::ExpectationFit::repeats"))
      .def_property_readonly(
          "iterations", [](const ExpectationFilter& self) { return self.fit().iterations; },
          DOC("fealty::gaps::ExpectationFit::iterations"))
      .def_property_readonly(
          "left_out", [](const ExpectationFilter& self) { return self.series().left_out().total(); },
          DOC("fealty::gaps::RatingsLeftOut"))
      .def_property_readonly(
          "has_items", [](const ExpectationFilter& self) { return self.series().has_items(); },
          DOC("fealty::gaps::RatingSeries::has_items"))
      .def_property_readonly(
          "has_instants", [](const ExpectationFilter& self) { return self.series().has_instants(); },
          DOC("fealty::gaps::RatingSeries::has_instants"))
      .def_property_readonly("log_likelihood", &ExpectationFilter::log_likelihood,
                             DOC("fealty::gaps::ExpectationFilter::log_likelihood"))
      .def_property_readonly("updates", &ExpectationFilter::updates, DOC("fealty::gaps::ExpectationFilter::updates"))
      .def(
          "parameters_frame", [](const ExpectationFilter& self) { return self.fit().frame(); },
          DOC("fealty::gaps::ExpectationFit::frame"))
      .def(
          "warnings_frame", [](const ExpectationFilter& self) { return self.fit().warnings_frame(); },
          DOC("fealty::gaps::ExpectationFit::warnings_frame"))
      .def(
          "update",
          [](ExpectationFilter& self, const RatingId& customer, const std::optional<RatingId>& item,
             std::optional<double> will, std::optional<double> should, std::optional<double> experience,
             std::optional<std::int64_t> at) {
            self.update(customer, item,
                        {will.value_or(no_answer), should.value_or(no_answer), experience.value_or(no_answer)},
                        at ? Time{*at} : no_time);
          },
          "customer"_a, "item"_a = std::nullopt, "will"_a = std::nullopt, "should"_a = std::nullopt,
          "experience"_a = std::nullopt, "at"_a = std::nullopt, DOC("fealty::gaps::ExpectationFilter::update"))
      .def("track", &ExpectationFilter::track, "customer"_a, "item"_a = std::nullopt,
           DOC("fealty::gaps::ExpectationFilter::track"))
      .def(
          "expect",
          [](const ExpectationFilter& self, const std::optional<Column>& customers, bool may_be_new) {
            return compute([&] { return customers ? self.expect(*customers, may_be_new) : self.expect(); });
          },
          "customers"_a = std::nullopt, "may_be_new"_a = false, DOC("fealty::gaps::ExpectationFilter::expect"))
      .def(
          "visits", [](const ExpectationFilter& self) { return compute([&] { return self.visits(); }); },
          DOC("fealty::gaps::ExpectationFilter::visits"));
}

}  // namespace

void bind_expectation_filter(py::module_& m) {
  bind_series(m);
  bind_track(m);
  bind_filter(m);
  m.def(
      "filter_expectations",
      [](const RatingSeries& series, const std::map<std::string, double>& parameters, bool every_visit) {
        const Parameters known = parameters_of(parameters);
        const std::vector<double> levels(std::max<std::size_t>(1, series.items().size()), 0.0);
        FilteredExpectations filtered =
            compute([&] { return filter_expectations(series, known, levels, every_visit); });
        return std::pair(filtered.log_likelihood,
                         Frame({{"will", Column(std::move(filtered.will))},
                                {"will_variance", Column(std::move(filtered.will_variance))},
                                {"should", Column(std::move(filtered.should))},
                                {"should_variance", Column(std::move(filtered.should_variance))}}));
      },
      "series"_a, "parameters"_a, "every_visit"_a = false, DOC("fealty::gaps::filter_expectations"));
  m.def(
      "simulate_ratings",
      [](const std::map<std::string, double>& parameters, std::uint32_t customers, std::uint32_t visits, double missing,
         std::uint64_t seed) {
        const Parameters known = parameters_of(parameters);
        return compute([&] { return simulate_ratings(known, {customers, visits, missing, seed}); });
      },
      "parameters"_a, "customers"_a = usual_simulation.customers, "visits"_a = usual_simulation.visits,
      "missing"_a = usual_simulation.missing, "seed"_a = usual_simulation.seed, DOC("fealty::gaps::simulate_ratings"));
}

}  // namespace fealty::bindings
