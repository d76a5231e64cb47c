#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/text_features.hpp"
#include "fealty/complaints/text_options.hpp"
#include "fealty/complaints/vocabulary.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/parallel.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::complaints;
using py::literals::operator""_a;

namespace {

using Lengths = std::pair<std::uint32_t, std::uint32_t>;
using Counts = std::array<std::uint64_t, personal_data_kinds>;

const TextOptions usual;

NgramRange range_of(const Lengths& lengths) {
  return {lengths.first, lengths.second};
}
Lengths lengths_of(const NgramRange& range) {
  return {range.least, range.most};
}

TextOptions make_options(const Lengths& word_ngrams, const Lengths& character_ngrams, const Lengths& cjk_ngrams,
                         std::uint32_t minimum_documents, bool sublinear, bool idf, bool mask, bool normalize_families,
                         const std::array<double, feature_families>& weights, const std::vector<std::string>& lexicon) {
  TextOptions options{range_of(word_ngrams),
                      range_of(character_ngrams),
                      range_of(cjk_ngrams),
                      minimum_documents,
                      sublinear,
                      idf,
                      mask,
                      normalize_families,
                      weights,
                      lexicon};
  require_sound(options);
  return options;
}

void bind_options(py::module_& m) {
  py::class_<TextOptions>(m, "TextOptions", DOC("fealty::complaints::TextOptions"))
      .def(py::init(&make_options), "word_ngrams"_a = lengths_of(usual.word_ngrams),
           "character_ngrams"_a = lengths_of(usual.character_ngrams), "cjk_ngrams"_a = lengths_of(usual.cjk_ngrams),
           "minimum_documents"_a = usual.minimum_documents, "sublinear"_a = usual.sublinear, "idf"_a = usual.idf,
           "mask"_a = usual.mask, "normalize_families"_a = usual.normalize_families, "weights"_a = usual.weights,
           "lexicon"_a = usual.lexicon, DOC("fealty::complaints::require_sound"));
}

/// The texts of a column by row; a missing one is empty. They are valid as long as the column.
std::vector<std::string_view> views_of(const Column& texts) {
  const TextReader reader(texts, "texts");
  std::vector<std::string_view> views(reader.size());
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (!reader.is_missing(i)) views[i] = reader[i];
  }
  return views;
}

/// Rows as (values, features, offsets, number of features): views of the rows, which live as long as one of them does.
py::tuple arrays_of(FeatureRows made) {
  auto rows = std::make_unique<FeatureRows>(std::move(made));
  const FeatureRows& held = *rows;
  const py::capsule owner(rows.release(), [](void* pointer) { delete static_cast<FeatureRows*>(pointer); });
  const auto array = [&](const auto& type, const auto* data, std::size_t size) {
    return py::array(type, {static_cast<py::ssize_t>(size)}, {}, data, owner);
  };
  return py::make_tuple(array(py::dtype::of<float>(), held.values.data(), held.values.size()),
                        array(py::dtype::of<std::int32_t>(), held.features.data(), held.features.size()),
                        array(py::dtype::of<std::int64_t>(), held.offsets.data(), held.offsets.size()),
                        held.number_of_features);
}

/// How often each kind of personal data was masked, by its name.
std::map<std::string, std::uint64_t> by_kind(const Counts& counts) {
  std::map<std::string, std::uint64_t> named;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    const std::string_view mask = mask_of(static_cast<PersonalDataKind>(kind));
    named.emplace(mask.substr(1, mask.size() - 2), counts[kind]);
  }
  return named;
}

std::pair<Column, std::map<std::string, std::uint64_t>> mask_texts(const Column& texts) {
  return compute([&] {
    const TextReader reader(texts, "texts");
    std::vector<std::optional<std::string>> masked_texts(reader.size());
    std::vector<Counts> found(reader.size());
    for_blocks(
        reader.size(),
        [&](std::size_t begin, std::size_t end) {
          for (std::size_t i = begin; i < end; ++i) {
            if (reader.is_missing(i)) continue;
            MaskedText made = masked(reader[i]);
            masked_texts[i] = std::move(made.text);
            found[i] = made.found;
          }
        },
        4096, "masking");
    Counts total{};
    for (const Counts& of_text : found) {
      for (std::size_t kind = 0; kind < total.size(); ++kind) total[kind] += of_text[kind];
    }
    return std::pair(Column(masked_texts), by_kind(total));
  });
}

void bind_features(py::module_& m) {
  py::class_<TextFeatures> features_class(m, "TextFeatures", DOC("fealty::complaints::TextFeatures"));
  def_archive(features_class);
  features_class.def(py::init<TextOptions>(), "options"_a, DOC("fealty::complaints::TextFeatures::TextFeatures"))
      .def(py::init([](const Vocabulary& vocabulary, const TextOptions& options) {
             return compute([&] { return TextFeatures(vocabulary, options); });
           }),
           "vocabulary"_a, "options"_a, DOC("fealty::complaints::TextFeatures::TextFeatures"))
      .def(
          "fit",
          [](TextFeatures& features, const Column& texts) {
            return arrays_of(compute([&] { return features.fit(views_of(texts)); }));
          },
          "texts"_a, DOC("fealty::complaints::TextFeatures::fit"))
      .def(
          "transform",
          [](const TextFeatures& features, const Column& texts) {
            return arrays_of(compute([&] { return features.transform(views_of(texts)); }));
          },
          "texts"_a, DOC("fealty::complaints::TextFeatures::transform"))
      .def_property_readonly("options", &TextFeatures::options, DOC("fealty::complaints::TextFeatures::options"))
      .def_property_readonly("documents", &TextFeatures::documents, DOC("fealty::complaints::TextFeatures::documents"))
      .def("__len__", &TextFeatures::number_of_features)
      .def("frame", &TextFeatures::frame, DOC("fealty::complaints::TextFeatures::frame"));
}

void bind_vocabulary(py::module_& m) {
  py::class_<Vocabulary> vocabulary_class(m, "Vocabulary", DOC("fealty::complaints::Vocabulary"));
  def_archive(vocabulary_class);
  vocabulary_class
      .def(py::init([](const Column& texts, const TextOptions& options) {
             return compute([&] { return Vocabulary(views_of(texts), options); });
           }),
           "texts"_a, "options"_a, DOC("fealty::complaints::Vocabulary::Vocabulary"))
      .def(
          "__iadd__",
          [](Vocabulary& vocabulary, const Vocabulary& other) -> Vocabulary& {
            compute([&] { return &(vocabulary += other); });
            return vocabulary;
          },
          "other"_a, DOC("fealty::complaints::Vocabulary::operator+="))
      .def_property_readonly("documents", &Vocabulary::documents, DOC("fealty::complaints::Vocabulary::documents"))
      .def_property_readonly("invalid", &Vocabulary::invalid, DOC("fealty::complaints::Vocabulary::invalid"))
      .def_property_readonly(
          "masked", [](const Vocabulary& vocabulary) { return by_kind(vocabulary.masked()); },
          DOC("fealty::complaints::Vocabulary::masked"))
      .def("__len__", &Vocabulary::size)
      .def(
          "__eq__", [](const Vocabulary& a, const Vocabulary& b) { return a == b; }, py::is_operator())
      .def("frame", &Vocabulary::frame, DOC("fealty::complaints::Vocabulary::frame"));
}

}  // namespace

void bind_text(py::module_& m) {
  bind_options(m);
  bind_vocabulary(m);
  bind_features(m);
  m.def("mask_texts", &mask_texts, "texts"_a, DOC("fealty::complaints::masked"));
}

}  // namespace fealty::bindings
