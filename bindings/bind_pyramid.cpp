#include <cstdint>
#include <optional>
#include <string>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/complaints/pyramid.hpp"
#include "fealty/complaints/tier_prior.hpp"
#include "fealty/complaints/unhappy_leavers.hpp"
#include "fealty/core/columns.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::complaints;
using py::literals::operator""_a;

namespace {

constexpr double usual_level = 0.95;

void bind_priors(py::module_& m) {
  py::class_<TierPrior> prior_class(m, "TierPrior", DOC("fealty::complaints::TierPrior"));
  def_archive(prior_class);
  prior_class
      .def(py::init([](double silent, double informal, double formal, std::string name, std::string source,
                       std::string caveat) {
             TierPrior prior{std::move(name), std::move(source), std::move(caveat), silent, informal, formal};
             prior.validate();
             return prior;
           }),
           py::kw_only(), "silent"_a, "informal"_a, "formal"_a, "name"_a = "own", "source"_a = "", "caveat"_a = "",
           DOC("fealty::complaints::TierPrior::validate"))
      .def_static("named", &named_tier_prior, "name"_a, DOC("fealty::complaints::named_tier_prior"))
      .def_readonly("name", &TierPrior::name, DOC("fealty::complaints::TierPrior"))
      .def_readonly("source", &TierPrior::source, DOC("fealty::complaints::TierPrior::source"))
      .def_readonly("caveat", &TierPrior::caveat, DOC("fealty::complaints::TierPrior::caveat"))
      .def_readonly("silent", &TierPrior::silent, DOC("fealty::complaints::TierPrior"))
      .def_readonly("informal", &TierPrior::informal, DOC("fealty::complaints::TierPrior"))
      .def_readonly("formal", &TierPrior::formal, DOC("fealty::complaints::TierPrior"))
      .def_property_readonly("concentration", &TierPrior::concentration, DOC("fealty::complaints::TierPrior"))
      .def("with_concentration", &TierPrior::with_concentration, "concentration"_a,
           DOC("fealty::complaints::TierPrior::with_concentration"))
      .def("updated", &TierPrior::updated, py::kw_only(), "silent"_a = 0.0, "informal"_a = 0.0, "formal"_a = 0.0,
           DOC("fealty::complaints::TierPrior::updated"))
      .def("__eq__", [](const TierPrior& a, const TierPrior& b) { return a == b; })
      .def("__repr__", [](const TierPrior& prior) {
        return py::str("TierPrior(silent={:g}, informal={:g}, formal={:g}, name={!r})")
            .format(prior.silent, prior.informal, prior.formal, prior.name);
      });
  m.def("tier_priors", [] { return frame_of(tier_priors()); }, DOC("fealty::complaints::tier_priors"));
  m.def(
      "unhappy_leavers", [](const std::string& market) { return unhappy_leavers(market); }, "market"_a,
      DOC("fealty::complaints::unhappy_leavers"));
  m.def("unhappy_leavers_by_market", [] { return unhappy_leavers(); }, DOC("fealty::complaints::unhappy_leavers"));
}

void bind_tiers(py::module_& m) {
  py::class_<PyramidTiers>(m, "PyramidTiers", DOC("fealty::complaints::PyramidTiers"))
      .def_readonly("segment", &PyramidTiers::segment, DOC("fealty::complaints::PyramidTiers::segment"))
      .def_readonly("silent", &PyramidTiers::silent, DOC("fealty::complaints::PyramidTiers::silent"))
      .def_readonly("informal", &PyramidTiers::informal, DOC("fealty::complaints::PyramidTiers::informal"))
      .def_readonly("formal", &PyramidTiers::formal, DOC("fealty::complaints::PyramidTiers::formal"))
      .def_readonly("spoken", &PyramidTiers::spoken, DOC("fealty::complaints::PyramidTiers::spoken"))
      .def_readonly("unhappy", &PyramidTiers::unhappy, DOC("fealty::complaints::PyramidTiers::unhappy"))
      .def_readonly("silent_share", &PyramidTiers::silent_share, DOC("fealty::complaints::PyramidTiers::silent_share"))
      .def_readonly("informal_share", &PyramidTiers::informal_share,
                    DOC("fealty::complaints::PyramidTiers::silent_share"))
      .def_readonly("formal_share", &PyramidTiers::formal_share, DOC("fealty::complaints::PyramidTiers::silent_share"))
      .def_readonly("spoken_share", &PyramidTiers::spoken_share, DOC("fealty::complaints::PyramidTiers::silent_share"))
      .def("must_speak", &PyramidTiers::must_speak, "silent_left"_a = 0.5,
           DOC("fealty::complaints::PyramidTiers::must_speak"))
      .def("speaking_share", &PyramidTiers::speaking_share, "silent_left"_a = 0.5,
           DOC("fealty::complaints::PyramidTiers::speaking_share"))
      .def("leavers", &PyramidTiers::leavers, "share"_a, DOC("fealty::complaints::PyramidTiers::leavers"));
}

}  // namespace

void bind_pyramid(py::module_& m) {
  bind_priors(m);
  bind_tiers(m);
  py::class_<Pyramid> pyramid_class(m, "Pyramid", DOC("fealty::complaints::Pyramid"));
  def_archive(pyramid_class);
  pyramid_class.def_readonly("prior", &Pyramid::prior, DOC("fealty::complaints::TierPrior"))
      .def_readonly("level", &Pyramid::level, DOC("fealty::complaints::Pyramid"))
      .def_readonly("all", &Pyramid::all, DOC("fealty::complaints::Pyramid::all"))
      .def_readonly("segments", &Pyramid::segments, DOC("fealty::complaints::Pyramid::segments"))
      .def("segment", &Pyramid::segment, "name"_a, DOC("fealty::complaints::Pyramid::segment"))
      .def("by_shares", &Pyramid::by_shares, DOC("fealty::complaints::Pyramid::by_shares"))
      .def("frame", &Pyramid::frame, DOC("fealty::complaints::Pyramid::frame"));
  m.def(
      "pyramid",
      [](std::optional<std::int64_t> informal, std::optional<std::int64_t> formal, std::optional<std::int64_t> spoken,
         const TierPrior& prior, double level) { return pyramid(TierCounts{informal, formal, spoken}, prior, level); },
      "informal"_a, "formal"_a, "spoken"_a, "prior"_a, "level"_a = usual_level, DOC("fealty::complaints::pyramid"));
  m.def(
      "pyramid_of_columns",
      [](const std::optional<Column>& informal, const std::optional<Column>& formal,
         const std::optional<Column>& spoken, const std::optional<Column>& segments, const TierPrior& prior,
         double level) {
        const auto given = [](const std::optional<Column>& column) { return column.value_or(Column()); };
        const TierColumns columns{given(informal), given(formal), given(spoken), given(segments)};
        return compute([&] { return pyramid(columns, prior, level); });
      },
      "informal"_a, "formal"_a, "spoken"_a, "segments"_a, "prior"_a, "level"_a = usual_level,
      DOC("fealty::complaints::pyramid"));
}

}  // namespace fealty::bindings
