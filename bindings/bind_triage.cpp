#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/complaints/labeling_function.hpp"
#include "fealty/complaints/triage.hpp"
#include "fealty/complaints/type_transitions.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::complaints;
using py::literals::operator""_a;

namespace {

/// Places in a text as characters, which Python counts, instead of bytes.
void count_characters(Triaged& triaged) {
  std::vector<std::size_t*> places;
  for (TriageEvidence& one : triaged.evidence) {
    places.push_back(&one.begin);
    places.push_back(&one.end);
  }
  std::ranges::sort(places, {}, [](const std::size_t* place) { return *place; });
  std::size_t byte = 0, characters = 0;
  for (std::size_t* place : places) {
    for (; byte < *place && byte < triaged.text.size(); ++byte) {
      characters += (static_cast<unsigned char>(triaged.text[byte]) & 0xC0U) != 0x80U ? 1 : 0;
    }
    *place = characters;
  }
}

void bind_triaged(py::module_& m) {
  py::class_<TriageVerdict>(m, "TriageVerdict", DOC("fealty::complaints::TriageVerdict"))
      .def_readonly("taxonomy", &TriageVerdict::taxonomy)
      .def_readonly("category", &TriageVerdict::category, DOC("fealty::complaints::TriageVerdict::category"))
      .def_readonly("probability", &TriageVerdict::probability, DOC("fealty::complaints::TriageVerdict::probability"))
      .def_readonly("all", &TriageVerdict::all, DOC("fealty::complaints::TriageVerdict::all"))
      .def_readonly("probabilities", &TriageVerdict::probabilities,
                    DOC("fealty::complaints::TriageVerdict::probabilities"));
  py::class_<TriageEvidence>(m, "TriageEvidence", DOC("fealty::complaints::TriageEvidence"))
      .def_readonly("taxonomy", &TriageEvidence::taxonomy)
      .def_readonly("category", &TriageEvidence::category)
      .def_readonly("function", &TriageEvidence::function)
      .def_readonly("begin", &TriageEvidence::begin)
      .def_readonly("end", &TriageEvidence::end)
      .def_readonly("log_odds", &TriageEvidence::log_odds, DOC("fealty::complaints::TriageEvidence::log_odds"));
  py::class_<Triaged>(m, "Triaged", DOC("fealty::complaints::Triaged"))
      .def_readonly("text", &Triaged::text)
      .def_readonly("language", &Triaged::language, DOC("fealty::complaints::Triaged::language"))
      .def_readonly("verdicts", &Triaged::verdicts, DOC("fealty::complaints::Triaged::verdicts"))
      .def_readonly("evidence", &Triaged::evidence, DOC("fealty::complaints::Triaged::evidence"))
      .def_readonly("answer", &Triaged::answer, DOC("fealty::complaints::Triaged::answer"))
      .def_readonly("answer_text", &Triaged::answer_text, DOC("fealty::complaints::Triaged::answer_text"))
      .def("verdict", &Triaged::verdict, "taxonomy"_a, py::return_value_policy::reference_internal,
           DOC("fealty::complaints::Triaged::verdict"));
}

Triage make_triage(const std::vector<Taxonomy>& taxonomies, const Frame& functions, double threshold,
                   double correlation, std::int64_t learnt_texts, std::int64_t learnt_functions) {
  TriageOptions options;
  options.threshold = threshold;
  options.model.correlation = correlation;
  options.learnt_texts = learnt_texts;
  options.learnt_functions = learnt_functions;
  return compute([&] { return Triage(taxonomies, lexicon_of(functions), options); });
}

void bind_transitions(py::module_& m) {
  const TransitionPrior usual;
  py::class_<TypeTransitions> transitions(m, "TypeTransitions", DOC("fealty::complaints::TypeTransitions"));
  def_archive(transitions);
  transitions
      .def(py::init([](const Column& customer, const Column& type, const Column& at, const Column& handling,
                       const Taxonomy& taxonomy, double stay, double weight, double level) {
             return compute(
                 [&] { return TypeTransitions(customer, type, at, handling, taxonomy, {stay, weight}, level); });
           }),
           "customer"_a, "type"_a, py::arg_v("at", Column(), "..."), py::arg_v("handling", Column(), "..."),
           py::arg_v("taxonomy", ready_taxonomy("type"), "..."), "stay"_a = usual.stay, "weight"_a = usual.weight,
           "level"_a = Estimate{}.level, DOC("fealty::complaints::TypeTransitions::TypeTransitions"))
      .def_property_readonly("complaints", &TypeTransitions::complaints)
      .def_property_readonly("customers", &TypeTransitions::customers)
      .def_property_readonly("untyped", &TypeTransitions::untyped, DOC("fealty::complaints::TypeTransitions::untyped"))
      .def_property_readonly("handlings",
                             [](const TypeTransitions& self) {
                               std::vector<std::string> names;
                               for (const TransitionCounts& one : self.counts()) {
                                 if (!one.handling.empty()) names.push_back(one.handling);
                               }
                               return names;
                             })
      .def("probability", &TypeTransitions::probability, "before"_a, "after"_a, "handling"_a = std::string(),
           DOC("fealty::complaints::TypeTransitions::probability"))
      .def("frame", &TypeTransitions::frame, DOC("fealty::complaints::TypeTransitions::frame"))
      .def(
          "stationary",
          [](const TypeTransitions& self, const std::string& handling, std::uint32_t draws, std::uint64_t seed) {
            return compute([&] { return self.stationary(handling, draws, seed); });
          },
          "handling"_a = std::string(), "draws"_a = 2000, "seed"_a = 1,
          DOC("fealty::complaints::TypeTransitions::stationary"))
      .def(
          "conversions",
          [](const TypeTransitions& self, const std::vector<double>& now, const std::string& handling) {
            return self.conversions(now, handling);
          },
          "now"_a, "handling"_a = std::string(), DOC("fealty::complaints::TypeTransitions::conversions"))
      .def("__eq__", [](const TypeTransitions& a, const TypeTransitions& b) { return a == b; }, "other"_a);
}

}  // namespace

void bind_triage(py::module_& m) {
  bind_triaged(m);
  const TriageOptions usual;
  py::class_<Triage> triage(m, "Triage", DOC("fealty::complaints::Triage"));
  def_archive(triage);
  triage
      .def(py::init(&make_triage), "taxonomies"_a, "functions"_a, "threshold"_a = usual.threshold,
           "correlation"_a = usual.model.correlation, "learnt_texts"_a = usual.learnt_texts,
           "learnt_functions"_a = usual.learnt_functions, DOC("fealty::complaints::Triage::Triage"))
      .def(
          "__call__",
          [](const Triage& self, const std::string& text, const std::vector<std::pair<std::string, double>>& figures) {
            return compute([&] {
              Triaged made = self(text, figures);
              count_characters(made);
              return made;
            });
          },
          "text"_a, "figures"_a = std::vector<std::pair<std::string, double>>{}, DOC("fealty::complaints::Triaged"))
      .def(
          "predict",
          [](const Triage& self, const Column& texts, const Frame& figures) {
            return compute([&] { return self.predict(texts, figures); });
          },
          "texts"_a, py::arg_v("figures", Frame(), "..."), DOC("fealty::complaints::Triage::predict"))
      .def(
          "predict_probabilities",
          [](const Triage& self, const Column& texts, const std::string& taxonomy, const Frame& figures) {
            return compute([&] { return self.predict_probabilities(texts, taxonomy, figures); });
          },
          "texts"_a, "taxonomy"_a, py::arg_v("figures", Frame(), "..."),
          DOC("fealty::complaints::Triage::predict_probabilities"))
      .def(
          "fit",
          [](Triage& self, const Column& texts, const Frame& figures) { compute([&] { self.fit(texts, figures); }); },
          "texts"_a, py::arg_v("figures", Frame(), "..."), DOC("fealty::complaints::Triage::fit"))
      .def(
          "learn",
          [](Triage& self, const Column& texts, const Frame& corrections, const Frame& figures) {
            compute([&] { self.learn(texts, corrections, figures); });
          },
          "texts"_a, "corrections"_a, py::arg_v("figures", Frame(), "..."), DOC("fealty::complaints::Triage::learn"))
      .def(
          "ask",
          [](const Triage& self, const Column& texts, std::size_t count, const std::string& taxonomy,
             const Frame& figures) { return compute([&] { return self.ask(texts, count, taxonomy, figures); }); },
          "texts"_a, "count"_a, "taxonomy"_a = std::string(), py::arg_v("figures", Frame(), "..."),
          DOC("fealty::complaints::Triage::ask"))
      .def("rules", &Triage::rules, "level"_a = Estimate{}.level, DOC("fealty::complaints::Triage::rules"))
      .def("shares", &Triage::shares, "taxonomy"_a, "level"_a = Estimate{}.level,
           DOC("fealty::complaints::Triage::shares"))
      .def_property_readonly("taxonomies", &Triage::taxonomies)
      .def_property_readonly("texts", &Triage::texts, DOC("fealty::complaints::Triage::texts"))
      .def_property_readonly("corrected", [](const Triage& self) { return self.examples().size(); })
      .def("__len__", [](const Triage& self) { return self.functions().size(); })
      .def("__eq__", [](const Triage& a, const Triage& b) { return a == b; }, "other"_a);
  m.def("ready_lexicon", [] { return lexicon_frame(ready_lexicon()); }, DOC("fealty::complaints::ready_lexicon"));
  bind_transitions(m);
}

}  // namespace fealty::bindings
