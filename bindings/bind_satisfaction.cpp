#include <map>
#include <span>
#include <string>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/halo.hpp"
#include "fealty/gaps/motive_priority.hpp"
#include "fealty/gaps/satisfaction_layers.hpp"
#include "fealty/gaps/weighted_gap.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

namespace {

using Doubles = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Weights = std::vector<double>;

constexpr double usual_level = Estimate{}.level;
constexpr double usual_alpha = 0.5;

std::span<const double> values_of(const Doubles& array, const char* name) {
  if (array.ndim() != 1) throw py::value_error(std::string(name) + " must be an array of one dimension");
  return {array.data(), static_cast<std::size_t>(array.size())};
}

void bind_halo(py::module_& m) {
  py::class_<Halo> halo_class(m, "Halo", DOC("fealty::gaps::Halo"));
  def_archive(halo_class);
  halo_class.def_readonly("alpha", &Halo::alpha, DOC("fealty::gaps::Halo::alpha"))
      .def_readonly("customers", &Halo::customers, DOC("fealty::gaps::Halo::customers"))
      .def_readonly("unscored", &Halo::unscored, DOC("fealty::gaps::Halo::unscored"))
      .def_readonly("mean", &Halo::mean, DOC("fealty::gaps::Halo::mean"))
      .def_readonly("minimum", &Halo::minimum, DOC("fealty::gaps::Halo::minimum"))
      .def_readonly("value", &Halo::value, DOC("fealty::gaps::Halo::value"))
      .def("frame", &Halo::frame, DOC("fealty::gaps::Halo::frame"));
  py::class_<HaloFit> fit_class(m, "HaloFit", DOC("fealty::gaps::HaloFit"));
  def_archive(fit_class);
  fit_class.def_readonly("alpha", &HaloFit::alpha, DOC("fealty::gaps::HaloFit::alpha"))
      .def_readonly("slope", &HaloFit::slope, DOC("fealty::gaps::HaloFit::slope"))
      .def_readonly("r_squared", &HaloFit::r_squared, DOC("fealty::gaps::HaloFit::r_squared"))
      .def_readonly("customers", &HaloFit::customers, DOC("fealty::gaps::HaloFit::customers"));
  m.def(
      "halo_score", [](const Doubles& scores, double alpha) { return halo_score(values_of(scores, "scores"), alpha); },
      "scores"_a, "alpha"_a, DOC("fealty::gaps::halo_score"));
  m.def(
      "halo",
      [](const Frame& scores, double alpha, double level) {
        return compute([&] { return halo(scores, alpha, level); });
      },
      "scores"_a, "alpha"_a = usual_alpha, "level"_a = usual_level, DOC("fealty::gaps::halo"));
  m.def(
      "halo_scores",
      [](const Frame& scores, double alpha) { return Column(compute([&] { return halo_scores(scores, alpha); })); },
      "scores"_a, "alpha"_a = usual_alpha, DOC("fealty::gaps::halo_scores"));
  m.def(
      "fit_halo",
      [](const Frame& scores, const Doubles& outcome, double level) {
        const std::span<const double> values = values_of(outcome, "outcome");
        return compute([&] { return fit_halo(scores, values, level); });
      },
      "scores"_a, "outcome"_a, "level"_a = usual_level, DOC("fealty::gaps::fit_halo"));
}

void bind_layers(py::module_& m) {
  py::class_<SatisfactionLayers> layers_class(m, "SatisfactionLayers", DOC("fealty::gaps::SatisfactionLayers"));
  def_archive(layers_class);
  layers_class
      .def_readonly("customers", &SatisfactionLayers::customers, DOC("fealty::gaps::SatisfactionLayers::customers"))
      .def_readonly("incomplete", &SatisfactionLayers::incomplete, DOC("fealty::gaps::SatisfactionLayers::incomplete"))
      .def_readonly("index", &SatisfactionLayers::index, DOC("fealty::gaps::SatisfactionLayers::index"))
      .def_readonly("uncapped", &SatisfactionLayers::uncapped, DOC("fealty::gaps::SatisfactionLayers::uncapped"))
      .def_readonly("held_back", &SatisfactionLayers::held_back, DOC("fealty::gaps::SatisfactionLayers::held_back"))
      .def("__len__", [](const SatisfactionLayers& layers) { return layers.layers.size(); })
      .def("frame", &SatisfactionLayers::frame, DOC("fealty::gaps::SatisfactionLayers::frame"));
  m.def(
      "satisfaction_layers",
      [](const Frame& scores, const Weights& weights, double level) {
        return compute([&] { return satisfaction_layers(scores, weights, level); });
      },
      "scores"_a, "weights"_a = Weights{}, "level"_a = usual_level, DOC("fealty::gaps::satisfaction_layers"));
  m.def(
      "satisfaction_index",
      [](const Frame& scores, const Weights& weights) {
        return Column(compute([&] { return satisfaction_index(scores, weights); }));
      },
      "scores"_a, "weights"_a = Weights{}, DOC("fealty::gaps::satisfaction_index"));
}

void bind_weighted_gap(py::module_& m) {
  py::class_<WeightedGap> gap_class(m, "WeightedGap", DOC("fealty::gaps::WeightedGap"));
  def_archive(gap_class);
  gap_class.def_readonly("customers", &WeightedGap::customers, DOC("fealty::gaps::WeightedGap::customers"))
      .def_readonly("incomplete", &WeightedGap::incomplete, DOC("fealty::gaps::WeightedGap::incomplete"))
      .def_readonly("expectation", &WeightedGap::expectation, DOC("fealty::gaps::WeightedGap::expectation"))
      .def_readonly("experience", &WeightedGap::experience, DOC("fealty::gaps::WeightedGap::experience"))
      .def_readonly("gap", &WeightedGap::gap, DOC("fealty::gaps::WeightedGap::gap"))
      .def("__len__", [](const WeightedGap& gap) { return gap.needs.size(); })
      .def("frame", &WeightedGap::frame, DOC("fealty::gaps::WeightedGap::frame"));
  m.def(
      "weighted_gap",
      [](const Frame& expectation, const Frame& experience, const Weights& weights, double level) {
        return compute([&] { return weighted_gap(expectation, experience, weights, level); });
      },
      "expectation"_a, "experience"_a, "weights"_a = Weights{}, "level"_a = usual_level,
      DOC("fealty::gaps::weighted_gap"));
  m.def(
      "weighted_gap_by_importance",
      [](const Frame& expectation, const Frame& experience, const Frame& importance, double level) {
        return compute([&] { return weighted_gap(expectation, experience, importance, level); });
      },
      "expectation"_a, "experience"_a, "importance"_a, "level"_a = usual_level, DOC("fealty::gaps::weighted_gap"));
}

void bind_motives(py::module_& m) {
  py::class_<AnswerScale>(m, "AnswerScale", DOC("fealty::gaps::AnswerScale"))
      .def(py::init([](double lowest, double highest) {
             const AnswerScale scale{lowest, highest};
             scale.validate();
             return scale;
           }),
           "lowest"_a, "highest"_a, DOC("fealty::gaps::AnswerScale::validate"))
      .def_readonly("lowest", &AnswerScale::lowest, DOC("fealty::gaps::AnswerScale"))
      .def_readonly("highest", &AnswerScale::highest, DOC("fealty::gaps::AnswerScale"));
  py::class_<MotivePriorities> priorities_class(m, "MotivePriorities", DOC("fealty::gaps::MotivePriorities"));
  def_archive(priorities_class);
  priorities_class
      .def_readonly("customers", &MotivePriorities::customers, DOC("fealty::gaps::MotivePriorities::customers"))
      .def("__len__", [](const MotivePriorities& priorities) { return priorities.motives.size(); })
      .def("frame", &MotivePriorities::frame, DOC("fealty::gaps::MotivePriorities::frame"));
  m.def(
      "motive_priorities",
      [](const Frame& importance, const Frame& satisfaction, const AnswerScale& importance_scale,
         const AnswerScale& satisfaction_scale, const std::map<std::string, std::string>& strategies, double level) {
        return compute([&] {
          return motive_priorities(importance, satisfaction, importance_scale, satisfaction_scale, strategies, level);
        });
      },
      "importance"_a, "satisfaction"_a, "importance_scale"_a, "satisfaction_scale"_a,
      "strategies"_a = std::map<std::string, std::string>{}, "level"_a = usual_level,
      DOC("fealty::gaps::motive_priorities"));
  m.def("motive_priority", &motive_priority<double>, "importance"_a, "satisfaction"_a,
        DOC("fealty::gaps::motive_priority"));
  m.def("opportunity_score", &opportunity_score<double>, "importance"_a, "satisfaction"_a,
        DOC("fealty::gaps::opportunity_score"));
}

}  // namespace

void bind_satisfaction(py::module_& m) {
  bind_halo(m);
  bind_layers(m);
  bind_weighted_gap(m);
  bind_motives(m);
}

}  // namespace fealty::bindings
