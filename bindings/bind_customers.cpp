#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/customers/concentration.hpp"
#include "fealty/customers/customer_file.hpp"
#include "fealty/customers/key_figures.hpp"
#include "fealty/customers/parties.hpp"
#include "fealty/customers/segments.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::customers;
using py::literals::operator""_a;

namespace {

constexpr std::int64_t end_of_time = std::numeric_limits<std::int64_t>::max();
constexpr double usual_level = Estimate{}.level;

void bind_concentration(py::module_& m) {
  py::class_<Concentration> curve_class(m, "Concentration", DOC("fealty::customers::Concentration"));
  def_archive(curve_class);
  curve_class.def_readonly("customers", &Concentration::customers, DOC("fealty::customers::Concentration::customers"))
      .def_readonly("negative", &Concentration::negative, DOC("fealty::customers::Concentration::negative"))
      .def_readonly("total", &Concentration::total, DOC("fealty::customers::Concentration::total"))
      .def_readonly("top", &Concentration::top, DOC("fealty::customers::Concentration::top"))
      .def_readonly("held", &Concentration::held, DOC("fealty::customers::Concentration::held"))
      .def_readonly("gini", &Concentration::gini, DOC("fealty::customers::Concentration::gini"))
      .def_readonly("top_share", &Concentration::top_share, DOC("fealty::customers::Concentration::top_share"))
      .def_readonly("pareto_share", &Concentration::pareto_share, DOC("fealty::customers::Concentration::pareto_share"))
      .def("frame", &Concentration::frame, DOC("fealty::customers::Concentration::frame"));
  using Doubles = py::array_t<double, py::array::c_style | py::array::forcecast>;
  m.def(
      "concentration",
      [](const Doubles& values, double top, double level, double held) {
        if (values.ndim() != 1) throw py::value_error("values must be an array of one dimension");
        const std::span<const double> span(values.data(), static_cast<std::size_t>(values.size()));
        return compute([&] { return concentration(span, top, level, held); });
      },
      "values"_a, "top"_a = Concentration{}.top, "level"_a = usual_level, "held"_a = Concentration{}.held,
      DOC("fealty::customers::concentration"));
}

void bind_segments(py::module_& m) {
  py::class_<Segment>(m, "Segment", DOC("fealty::customers::Segment"))
      .def_readonly("values", &Segment::values, DOC("fealty::customers::Segment::values"))
      .def_readonly("rank", &Segment::rank, DOC("fealty::customers::Segment::rank"))
      .def_readonly("customers", &Segment::customers, DOC("fealty::customers::Segment::customers"))
      .def_readonly("purchases", &Segment::purchases, DOC("fealty::customers::Segment::purchases"))
      .def_property_readonly(
          "value", [](const Segment& segment) { return segment.value.value(); },
          DOC("fealty::customers::Segment::value"))
      .def_readonly("share_of_customers", &Segment::share_of_customers,
                    DOC("fealty::customers::Segment::share_of_customers"))
      .def_readonly("share_of_value", &Segment::share_of_value, DOC("fealty::customers::Segment::share_of_value"))
      .def_readonly("value_per_customer", &Segment::value_per_customer,
                    DOC("fealty::customers::Segment::value_per_customer"))
      .def_readonly("purchases_per_customer", &Segment::purchases_per_customer,
                    DOC("fealty::customers::Segment::purchases_per_customer"))
      .def_readonly("percentile_90", &Segment::percentile_90, DOC("fealty::customers::Segment::percentile_90"));
  py::class_<Segments> partition_class(m, "Segments", DOC("fealty::customers::Segments"));
  def_archive(partition_class);
  partition_class.def_readonly("by", &Segments::by, DOC("fealty::customers::Segments::by"))
      .def_readonly("segments", &Segments::segments, DOC("fealty::customers::Segments::segments"))
      .def_readonly("customers", &Segments::customers, DOC("fealty::customers::Segments::customers"))
      .def_property_readonly(
          "value", [](const Segments& segments) { return segments.value.value(); },
          DOC("fealty::customers::Segments::value"))
      .def_readonly("conflicting", &Segments::conflicting, DOC("fealty::customers::Segments::conflicting"))
      .def("__len__", [](const Segments& segments) { return segments.segments.size(); })
      .def("frame", &Segments::frame, DOC("fealty::customers::Segments::frame"));
  m.def(
      "segments",
      [](const Book& book, const std::vector<std::string>& by, std::int64_t as_of, double level) {
        return compute([&] { return segments(book, by, Time{as_of}, level); });
      },
      "book"_a, "by"_a, "as_of"_a = end_of_time, "level"_a = usual_level, DOC("fealty::customers::segments"));
}

void bind_parties(py::module_& m) {
  py::class_<Parties> table_class(m, "Parties", DOC("fealty::customers::Parties"));
  def_archive(table_class);
  table_class.def_readonly("parties", &Parties::parties, DOC("fealty::customers::Parties::parties"))
      .def("__len__", [](const Parties& parties) { return parties.groups.size(); })
      .def("frame", &Parties::frame, DOC("fealty::customers::Parties::frame"))
      .def("conflicts", &Parties::conflicts_frame, DOC("fealty::customers::Parties::conflicts_frame"));
  m.def(
      "parties", [](const Book& book) { return compute([&] { return parties(book); }); }, "book"_a,
      DOC("fealty::customers::parties"));
}

Frame catalogue_frame() {
  std::vector<std::string> goals, names, units, meanings;
  for (const KeyFigureEntry& entry : key_figure_catalogue()) {
    goals.emplace_back(name_of(entry.goal));
    names.emplace_back(entry.name);
    units.emplace_back(entry.unit);
    meanings.emplace_back(entry.meaning);
  }
  return Frame({{"goal", goals}, {"name", names}, {"unit", units}, {"meaning", meanings}});
}

const Estimate& figure_named(const KeyFigures& figures, const std::string& name) {
  const KeyFigure* figure = figures.find(name);
  if (figure == nullptr) throw py::key_error(name);
  return figure->estimate;
}

std::vector<std::string> names_of(const KeyFigures& figures) {
  std::vector<std::string> names;
  for (const KeyFigure& figure : figures.figures) names.emplace_back(figure.entry.name);
  return names;
}

void bind_key_figures(py::module_& m) {
  py::class_<KeyFigures> figures_class(m, "KeyFigures", DOC("fealty::customers::KeyFigures"));
  def_archive(figures_class);
  figures_class
      .def_property_readonly(
          "as_of", [](const KeyFigures& figures) { return figures.as_of.us; },
          DOC("fealty::customers::KeyFigures::as_of"))
      .def_property_readonly(
          "window_days", [](const KeyFigures& figures) { return in_days(figures.window); },
          DOC("fealty::customers::KeyFigures::window"))
      .def_property_readonly("names", &names_of, DOC("fealty::customers::KeyFigureEntry::name"))
      .def("__len__", [](const KeyFigures& figures) { return figures.figures.size(); })
      .def("__getitem__", &figure_named, "name"_a, DOC("fealty::customers::KeyFigures::find"))
      .def("frame", &KeyFigures::frame, DOC("fealty::customers::KeyFigures::frame"));
  m.def(
      "key_figures",
      [](const Book& book, std::int64_t as_of, double window_days, double level) {
        require(window_days <= 36'500, "window_days", window_days, "must be above 0 and at most 36,500");
        const Duration window{static_cast<std::int64_t>(window_days * static_cast<double>(us_per_day))};
        return compute([&] { return key_figures(book, Time{as_of}, window, level); });
      },
      "book"_a, "as_of"_a, "window_days"_a, "level"_a = usual_level, DOC("fealty::customers::key_figures"));
  m.def("key_figure_catalogue", &catalogue_frame, DOC("fealty::customers::key_figure_catalogue"));
}

void bind_customer_files(py::module_& m) {
  using Into = std::map<CustomerKey, CustomerKey>;
  py::class_<DuplicateCandidates>(m, "DuplicateCandidates", DOC("fealty::customers::DuplicateCandidates"))
      .def_readonly("on", &DuplicateCandidates::on, DOC("fealty::customers::DuplicateCandidates::on"))
      .def("__len__", [](const DuplicateCandidates& candidates) { return candidates.groups.size(); })
      .def("frame", &DuplicateCandidates::frame, DOC("fealty::customers::DuplicateCandidates::frame"))
      .def(
          "merges",
          [](const DuplicateCandidates& candidates) {
            Into into;
            for (const auto& [from, target] : candidates.merges()) into.emplace(from, target);
            return into;
          },
          DOC("fealty::customers::DuplicateCandidates::merges"));
  py::class_<Merged>(m, "Merged", DOC("fealty::customers::Merged"))
      .def_readonly("book", &Merged::book, DOC("fealty::customers::Merged::book"))
      .def("__len__", [](const Merged& merged) { return merged.files.size(); })
      .def("frame", &Merged::frame, DOC("fealty::customers::Merged::frame"));
  m.def(
      "duplicate_candidates",
      [](const Book& book, const std::vector<std::string>& on) {
        return compute([&] { return duplicate_candidates(book, on); });
      },
      "book"_a, "on"_a, DOC("fealty::customers::duplicate_candidates"));
  m.def(
      "merged",
      [](const Book& book, const Into& into) {
        std::vector<Merge> merges;
        for (const auto& [from, target] : into) merges.push_back({from, target});
        return compute([&] { return merged(book, merges); });
      },
      "book"_a, "merges"_a, DOC("fealty::customers::merged"));
}

}  // namespace

void bind_customers(py::module_& m) {
  bind_concentration(m);
  bind_segments(m);
  bind_parties(m);
  bind_key_figures(m);
  bind_customer_files(m);
}

}  // namespace fealty::bindings
