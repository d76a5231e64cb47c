#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/gaps/asymmetry.hpp"
#include "fealty/gaps/free_slopes.hpp"
#include "fealty/gaps/gap_analysis.hpp"
#include "fealty/gaps/survey.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::gaps;
using py::literals::operator""_a;

namespace {

using Ends = std::optional<std::pair<double, double>>;
using Dimensions = std::vector<std::pair<std::string, std::vector<std::string>>>;
using Doubles = py::array_t<double, py::array::c_style | py::array::forcecast>;

const GapOptions usual;

std::optional<Scale> scale_of(const Ends& ends) {
  return ends ? std::optional(Scale{ends->first, ends->second}) : std::nullopt;
}

GapOptions options_of(const Dimensions& dimensions, const std::string& missing, std::uint32_t replicates,
                      std::uint64_t seed, double level) {
  GapOptions options{{}, missing_named(missing), {replicates, seed, level}};
  for (const auto& [name, items] : dimensions) options.dimensions.push_back({name, items});
  return options;
}

std::span<const double> values_of(const Doubles& array) {
  if (array.ndim() != 1) throw py::value_error("the outcome must be an array of one dimension");
  return {array.data(), static_cast<std::size_t>(array.size())};
}

void bind_survey(py::module_& m) {
  py::class_<Survey>(m, "Survey", DOC("fealty::gaps::Survey"))
      .def_property_readonly("items", &Survey::items, DOC("fealty::gaps::Survey::items"))
      .def("__len__", &Survey::rows)
      .def(
          "ends",
          [](const Survey& survey) {
            const Scale ends = survey.ends();
            return std::pair(ends.least, ends.greatest);
          },
          DOC("fealty::gaps::Survey::ends"))
      .def(
          "take", [](const Survey& survey, const std::vector<std::uint32_t>& rows) { return survey.take(rows); },
          "rows"_a, DOC("fealty::gaps::Survey::take"));
  m.def(
      "survey_of",
      [](const Frame& expectation, const Frame& experience, const Frame& importance, const Frame& adequate,
         const Ends& scale) {
        return compute([&] { return survey_of(expectation, experience, importance, adequate, scale_of(scale)); });
      },
      "expectation"_a, "experience"_a, "importance"_a, "adequate"_a, "scale"_a = std::nullopt,
      DOC("fealty::gaps::survey_of"));
  py::class_<RatedSurvey>(m, "RatedSurvey", DOC("fealty::gaps::RatedSurvey"))
      .def_readonly("survey", &RatedSurvey::survey, DOC("fealty::gaps::RatedSurvey::survey"))
      .def_readonly("without_customer", &RatedSurvey::without_customer,
                    DOC("fealty::gaps::RatedSurvey::without_customer"))
      .def_property_readonly(
          "first_row",
          [](const RatedSurvey& rated) {
            return py::array_t<std::uint32_t>(static_cast<py::ssize_t>(rated.first_row.size()), rated.first_row.data());
          },
          DOC("fealty::gaps::RatedSurvey::first_row"));
  m.def(
      "survey_of_ratings",
      [](const customers::Book& book, const Ends& scale) {
        return compute([&] { return survey_of_ratings(book, scale_of(scale)); });
      },
      "book"_a, "scale"_a = std::nullopt, DOC("fealty::gaps::survey_of_ratings"));
}

void bind_analysis(py::module_& m) {
  py::class_<GapFigure>(m, "GapFigure", DOC("fealty::gaps::GapFigure"))
      .def_readonly("name", &GapFigure::name, DOC("fealty::gaps::GapFigure::name"))
      .def_readonly("respondents", &GapFigure::respondents, DOC("fealty::gaps::GapFigure::respondents"))
      .def_readonly("expectation", &GapFigure::expectation, DOC("fealty::gaps::GapFigure::expectation"))
      .def_readonly("experience", &GapFigure::experience, DOC("fealty::gaps::GapFigure::experience"))
      .def_readonly("importance", &GapFigure::importance, DOC("fealty::gaps::GapFigure::importance"))
      .def_readonly("gap", &GapFigure::gap, DOC("fealty::gaps::GapFigure::gap"))
      .def_readonly("t", &GapFigure::t, DOC("fealty::gaps::GapFigure::t"))
      .def_readonly("p_value", &GapFigure::p_value, DOC("fealty::gaps::GapFigure::p_value"))
      .def_readonly("effect_size", &GapFigure::effect_size, DOC("fealty::gaps::GapFigure::effect_size"))
      .def_readonly("short_share", &GapFigure::short_share, DOC("fealty::gaps::GapFigure::short_share"))
      .def_readonly("met_share", &GapFigure::met_share, DOC("fealty::gaps::GapFigure::met_share"))
      .def_readonly("exceeded_share", &GapFigure::exceeded_share, DOC("fealty::gaps::GapFigure::exceeded_share"))
      .def_readonly("weighted_gap", &GapFigure::weighted_gap, DOC("fealty::gaps::GapFigure::weighted_gap"))
      .def_readonly("adequacy", &GapFigure::adequacy, DOC("fealty::gaps::GapFigure::adequacy"))
      .def_readonly("zone_position", &GapFigure::zone_position, DOC("fealty::gaps::GapFigure::zone_position"))
      .def_readonly("within_share", &GapFigure::within_share, DOC("fealty::gaps::GapFigure::within_share"))
      .def_readonly("reliability_gap", &GapFigure::reliability_gap, DOC("fealty::gaps::GapFigure::reliability_gap"));
  py::class_<GapAnalysis> analysis(m, "GapAnalysis", DOC("fealty::gaps::GapAnalysis"));
  def_archive(analysis);
  analysis.def_readonly("overall", &GapAnalysis::overall, DOC("fealty::gaps::GapAnalysis::overall"))
      .def_readonly("warnings", &GapAnalysis::warnings, DOC("fealty::gaps::GapAnalysis::warnings"))
      .def_readonly("questionnaires", &GapAnalysis::questionnaires, DOC("fealty::gaps::GapAnalysis::questionnaires"))
      .def_readonly("respondents", &GapAnalysis::respondents, DOC("fealty::gaps::GapAnalysis::respondents"))
      .def_readonly("level", &GapAnalysis::level, DOC("fealty::gaps::GapAnalysis::level"))
      .def_readonly("draws", &GapAnalysis::draws, DOC("fealty::gaps::GapAnalysis::draws"))
      .def("items_frame", &GapAnalysis::items_frame, DOC("fealty::gaps::GapAnalysis::items_frame"))
      .def("dimensions_frame", &GapAnalysis::dimensions_frame, DOC("fealty::gaps::GapAnalysis::dimensions_frame"))
      .def("overall_frame", &GapAnalysis::overall_frame, DOC("fealty::gaps::GapAnalysis::overall_frame"));
  m.def(
      "analyze_gaps",
      [](const Survey& survey, const Dimensions& dimensions, const std::string& missing, std::uint32_t replicates,
         std::uint64_t seed, double level) {
        const GapOptions options = options_of(dimensions, missing, replicates, seed, level);
        return compute([&] { return analyze_gaps(survey, options); });
      },
      "survey"_a, "dimensions"_a, "missing"_a = std::string(name_of(usual.missing)),
      "replicates"_a = usual.bootstrap.replicates, "seed"_a = usual.bootstrap.seed, "level"_a = usual.bootstrap.level,
      DOC("fealty::gaps::analyze_gaps"));
  py::class_<GapComparison> comparison(m, "GapComparison", DOC("fealty::gaps::GapComparison"));
  def_archive(comparison);
  comparison.def("frame", &GapComparison::frame, DOC("fealty::gaps::GapComparison::frame"))
      .def_readonly("level", &GapComparison::level, DOC("fealty::gaps::GapComparison::level"));
  m.def("compare_gaps", &compare, "first"_a, "second"_a, DOC("fealty::gaps::compare"));
}

void bind_slopes(py::module_& m) {
  py::class_<SlopeTest>(m, "SlopeTest", DOC("fealty::gaps::SlopeTest"))
      .def_readonly("f", &SlopeTest::f, DOC("fealty::gaps::SlopeTest::f"))
      .def_readonly("restrictions", &SlopeTest::restrictions, DOC("fealty::gaps::SlopeTest::restrictions"))
      .def_readonly("degrees_of_freedom", &SlopeTest::degrees_of_freedom,
                    DOC("fealty::gaps::SlopeTest::degrees_of_freedom"))
      .def_readonly("p_value", &SlopeTest::p_value, DOC("fealty::gaps::SlopeTest::p_value"));
  py::class_<FreeSlopes> slopes(m, "FreeSlopes", DOC("fealty::gaps::FreeSlopes"));
  def_archive(slopes);
  slopes.def_readonly("respondents", &FreeSlopes::respondents, DOC("fealty::gaps::FreeSlopes::respondents"))
      .def_readonly("r2_gap", &FreeSlopes::r2_gap, DOC("fealty::gaps::FreeSlopes::r2_gap"))
      .def_readonly("r2_experience", &FreeSlopes::r2_experience, DOC("fealty::gaps::FreeSlopes::r2_experience"))
      .def_readonly("r2_free", &FreeSlopes::r2_free, DOC("fealty::gaps::FreeSlopes::r2_free"))
      .def_readonly("lost", &FreeSlopes::lost, DOC("fealty::gaps::FreeSlopes::lost"))
      .def_readonly("gap", &FreeSlopes::gap, DOC("fealty::gaps::FreeSlopes::gap"))
      .def_readonly("experience", &FreeSlopes::experience, DOC("fealty::gaps::FreeSlopes::experience"))
      .def_readonly("warning", &FreeSlopes::warning, DOC("fealty::gaps::FreeSlopes::warning"))
      .def("frame", &FreeSlopes::frame, DOC("fealty::gaps::FreeSlopes::frame"))
      .def("slopes", &FreeSlopes::slopes, DOC("fealty::gaps::FreeSlopes::slopes"));
  m.def(
      "test_free_slopes",
      [](const Survey& survey, const Doubles& outcome, const Dimensions& dimensions, const std::string& missing,
         std::uint32_t replicates, std::uint64_t seed, double level) {
        const GapOptions options = options_of(dimensions, missing, replicates, seed, level);
        const auto values = values_of(outcome);
        return compute([&] { return test_free_slopes(survey, values, options); });
      },
      "survey"_a, "outcome"_a, "dimensions"_a, "missing"_a, "replicates"_a, "seed"_a, "level"_a,
      DOC("fealty::gaps::test_free_slopes"));
  py::class_<AsymmetricResponse>(m, "AsymmetricResponse", DOC("fealty::gaps::AsymmetricResponse"))
      .def_readonly("negative", &AsymmetricResponse::negative, DOC("fealty::gaps::AsymmetricResponse::negative"))
      .def_readonly("positive", &AsymmetricResponse::positive, DOC("fealty::gaps::AsymmetricResponse::positive"))
      .def_readonly("difference", &AsymmetricResponse::difference, DOC("fealty::gaps::AsymmetricResponse::difference"))
      .def_readonly("ratio", &AsymmetricResponse::ratio, DOC("fealty::gaps::AsymmetricResponse::ratio"));
  py::class_<Asymmetry> asymmetry(m, "Asymmetry", DOC("fealty::gaps::Asymmetry"));
  def_archive(asymmetry);
  asymmetry.def_readonly("overall", &Asymmetry::overall, DOC("fealty::gaps::Asymmetry::overall"))
      .def_readonly("draws", &Asymmetry::draws, DOC("fealty::gaps::Asymmetry::draws"))
      .def("frame", &Asymmetry::frame, DOC("fealty::gaps::Asymmetry::frame"));
  m.def(
      "analyze_asymmetry",
      [](const Survey& survey, const Doubles& outcome, const Dimensions& dimensions, const std::string& missing,
         std::uint32_t replicates, std::uint64_t seed, double level) {
        const GapOptions options = options_of(dimensions, missing, replicates, seed, level);
        const auto values = values_of(outcome);
        return compute([&] { return analyze_asymmetry(survey, values, options); });
      },
      "survey"_a, "outcome"_a, "dimensions"_a, "missing"_a, "replicates"_a, "seed"_a, "level"_a,
      DOC("fealty::gaps::analyze_asymmetry"));
}

}  // namespace

void bind_gap_analysis(py::module_& m) {
  bind_survey(m);
  bind_analysis(m);
  bind_slopes(m);
}

}  // namespace fealty::bindings
