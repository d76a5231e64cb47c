#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/complaints/complaint_meaning.hpp"
#include "fealty/complaints/label_mapping.hpp"
#include "fealty/complaints/taxonomy.hpp"
#include "fealty/core/columns.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::complaints;
using py::literals::operator""_a;

namespace {

using Texts = std::vector<std::string>;

Texts ready_names() {
  Texts names;
  for (const Taxonomy& one : ready_taxonomies()) names.push_back(one.name);
  return names;
}

Texts keys_of(const Taxonomy& taxonomy) {
  Texts keys;
  for (const TaxonomyCategory& one : taxonomy.categories) keys.push_back(one.key);
  return keys;
}

Taxonomy make_taxonomy(const std::string& name, const Frame& categories, bool several, bool ordered,
                       const std::string& source, double weight, const std::string& english,
                       const std::string& chinese) {
  Taxonomy made = taxonomy_of(name, categories, several, ordered, source);
  made.weight = weight;
  if (!english.empty()) made.english = english;
  made.chinese = chinese.empty() ? made.english : chinese;
  made.validate();
  return made;
}

Frame meanings_frame() {
  Texts names, meanings, chinese;
  for (const flow::CatalogueEntry& entry : complaint_meanings()) {
    names.emplace_back(entry.name);
    meanings.emplace_back(entry.meaning);
    chinese.emplace_back(entry.chinese);
  }
  return Frame({{"name", names}, {"meaning", meanings}, {"chinese", chinese}});
}

void bind_label_mapping(py::module_& m) {
  py::class_<LabelMapping> mapping(m, "LabelMapping", DOC("fealty::complaints::LabelMapping"));
  def_archive(mapping);
  mapping.def(py::init(&label_mapping_of), "name"_a, "to"_a, "rows"_a, DOC("fealty::complaints::label_mapping_of"))
      .def_readonly("name", &LabelMapping::name)
      .def_readonly("to", &LabelMapping::to, DOC("fealty::complaints::LabelMapping::to"))
      .def_readonly("source", &LabelMapping::source)
      .def("validate", &LabelMapping::validate, "taxonomy"_a, DOC("fealty::complaints::LabelMapping::validate"))
      .def(
          "apply",
          [](const LabelMapping& self, const Column& labels, const Taxonomy& taxonomy) {
            return compute([&] { return self.apply(labels, taxonomy); });
          },
          "labels"_a, "taxonomy"_a, DOC("fealty::complaints::LabelMapping::apply"))
      .def("frame", &LabelMapping::frame, DOC("fealty::complaints::LabelMapping::frame"))
      .def("__len__", [](const LabelMapping& self) { return self.rows.size(); })
      .def("__eq__", [](const LabelMapping& a, const LabelMapping& b) { return a == b; }, "other"_a);
  m.def("airline_reasons_to_causes", &airline_reasons_to_causes, DOC("fealty::complaints::airline_reasons_to_causes"));
}

}  // namespace

void bind_taxonomy(py::module_& m) {
  const Taxonomy usual;
  py::class_<Taxonomy> taxonomy(m, "Taxonomy", DOC("fealty::complaints::Taxonomy"));
  def_archive(taxonomy);
  taxonomy
      .def(py::init(&make_taxonomy), "name"_a, "categories"_a, "several"_a = usual.several, "ordered"_a = usual.ordered,
           "source"_a = usual.source, "weight"_a = usual.weight, "english"_a = usual.english,
           "chinese"_a = usual.chinese, DOC("fealty::complaints::taxonomy_of"))
      .def_readonly("name", &Taxonomy::name, DOC("fealty::complaints::Taxonomy::name"))
      .def_readonly("english", &Taxonomy::english, DOC("fealty::complaints::Taxonomy::english"))
      .def_readonly("chinese", &Taxonomy::chinese)
      .def_readonly("source", &Taxonomy::source)
      .def_readonly("several", &Taxonomy::several, DOC("fealty::complaints::Taxonomy::several"))
      .def_readonly("ordered", &Taxonomy::ordered, DOC("fealty::complaints::Taxonomy::ordered"))
      .def_readonly("weight", &Taxonomy::weight, DOC("fealty::complaints::Taxonomy::weight"))
      .def_property_readonly("keys", &keys_of, DOC("fealty::complaints::TaxonomyCategory::key"))
      .def("position", &Taxonomy::position, "label"_a, DOC("fealty::complaints::Taxonomy::position"))
      .def(
          "prior",
          [](const Taxonomy& self) {
            const CategoryPrior prior = self.prior();
            return std::pair(prior.mean, prior.weight);
          },
          DOC("fealty::complaints::Taxonomy::prior"))
      .def("frame", &Taxonomy::frame, DOC("fealty::complaints::Taxonomy::frame"))
      .def("__len__", [](const Taxonomy& self) { return self.categories.size(); })
      .def("__eq__", [](const Taxonomy& a, const Taxonomy& b) { return a == b; }, "other"_a);
  m.def("ready_taxonomies", &ready_names, DOC("fealty::complaints::ready_taxonomies"));
  m.def("ready_taxonomy", &ready_taxonomy, "name"_a, DOC("fealty::complaints::ready_taxonomy"));
  m.def("complaint_meanings", &meanings_frame, DOC("fealty::complaints::complaint_meanings"));
  bind_label_mapping(m);
}

}  // namespace fealty::bindings
