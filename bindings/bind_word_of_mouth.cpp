#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/eigen.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/accustoming.hpp"
#include "fealty/loyalty/textbook_figure.hpp"
#include "fealty/loyalty/word_of_mouth.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

namespace {

constexpr double usual_level_of_words = Estimate{}.level;

void bind_textbook(py::module_& m) {
  py::class_<TextbookFigure>(m, "TextbookFigure", DOC("fealty::loyalty::TextbookFigure"))
      .def_readonly("name", &TextbookFigure::name)
      .def_readonly("value", &TextbookFigure::value)
      .def_readonly("lower", &TextbookFigure::lower, DOC("fealty::loyalty::TextbookFigure::lower"))
      .def_readonly("upper", &TextbookFigure::upper, DOC("fealty::loyalty::TextbookFigure::lower"))
      .def_readonly("claim", &TextbookFigure::claim)
      .def_readonly("claim_zh", &TextbookFigure::claim_zh)
      .def_readonly("source", &TextbookFigure::source)
      .def_readonly("source_zh", &TextbookFigure::source_zh)
      .def_readonly("evidence_against", &TextbookFigure::evidence_against,
                    DOC("fealty::loyalty::TextbookFigure::evidence_against"))
      .def_readonly("evidence_against_zh", &TextbookFigure::evidence_against_zh,
                    DOC("fealty::loyalty::TextbookFigure::evidence_against"))
      .def("__float__", [](const TextbookFigure& figure) { return figure.value; })
      .def("__repr__",
           [](const TextbookFigure& figure) {
             return py::str("TextbookFigure({!r}, {:g}: {})").format(figure.name, figure.value, figure.claim);
           })
      .def("__eq__", [](const TextbookFigure& a, const TextbookFigure& b) { return a == b; })
      .def("__hash__", [](const TextbookFigure& figure) { return py::hash(py::str(figure.name)); })
      .def(py::pickle([](const TextbookFigure& figure) { return py::str(figure.name); },
                      [](const py::str& name) { return textbook_figure(name.cast<std::string>()); }));
  m.def("textbook_figure", &textbook_figure, "name"_a, DOC("fealty::loyalty::textbook_figure"));
  m.def(
      "textbook_figures", [](const std::string& language) { return frame_of(textbook_figures(), language); },
      "language"_a = "en", DOC("fealty::loyalty::textbook_figures"));
}

/// Laws of the generations from their columns.
std::vector<OffspringLaw> laws_of(const std::vector<Estimate>& tells, const std::vector<std::string>& kinds,
                                  const std::vector<double>& shapes) {
  std::vector<OffspringLaw> laws;
  for (std::size_t g = 0; g < tells.size(); ++g)
    laws.push_back({offspring_kind_named(kinds.at(g)), tells[g], shapes.at(g)});
  return laws;
}

void bind_branching(py::module_& m) {
  py::class_<Reach> reach_class(m, "Reach", DOC("fealty::loyalty::Reach"));
  def_archive(reach_class);
  reach_class.def_readonly("generations", &Reach::generations, DOC("fealty::loyalty::Reach::generations"))
      .def_readonly("mean", &Reach::mean, DOC("fealty::loyalty::Reach::mean"))
      .def_readonly("people", &Reach::people, DOC("fealty::loyalty::Reach::people"))
      .def_readonly("variance", &Reach::variance, DOC("fealty::loyalty::Reach::variance"))
      .def_readonly("tail", &Reach::tail, DOC("fealty::loyalty::Reach::tail"))
      .def_readonly("market", &Reach::market, DOC("fealty::loyalty::Reach::market"))
      .def_readonly("distinct", &Reach::distinct, DOC("fealty::loyalty::Reach::distinct"))
      .def_readonly("distinct_variance", &Reach::distinct_variance, DOC("fealty::loyalty::Reach::distinct_variance"))
      .def("quantile", &Reach::quantile, "p"_a, DOC("fealty::loyalty::Reach::quantile"))
      .def("frame", &Reach::frame, DOC("fealty::loyalty::Reach::frame"))
      .def("distribution", &Reach::distribution, DOC("fealty::loyalty::Reach::distribution"));
  py::class_<WordOfMouth> word_class(m, "WordOfMouth", DOC("fealty::loyalty::WordOfMouth"));
  def_archive(word_class);
  word_class
      .def(py::init([](const std::vector<Estimate>& tells, const std::vector<std::string>& laws,
                       const std::vector<double>& shapes) { return WordOfMouth(laws_of(tells, laws, shapes)); }),
           "tells"_a, "laws"_a, "shapes"_a, DOC("fealty::loyalty::WordOfMouth::WordOfMouth"))
      .def("__len__", [](const WordOfMouth& self) { return self.generations().size(); })
      .def_property_readonly("tells",
                             [](const WordOfMouth& self) {
                               std::vector<Estimate> means;
                               for (const OffspringLaw& law : self.generations()) means.push_back(law.mean);
                               return means;
                             })
      .def_property_readonly("laws",
                             [](const WordOfMouth& self) {
                               std::vector<std::string> names;
                               for (const OffspringLaw& law : self.generations()) names.emplace_back(name_of(law.kind));
                               return names;
                             })
      .def(
          "reach",
          [](const WordOfMouth& self, std::optional<double> market, double level) {
            return compute([&] { return self.reach(market, level); });
          },
          "market"_a = py::none(), "level"_a = usual_level_of_words, DOC("fealty::loyalty::WordOfMouth::reach"))
      .def("extinction", &WordOfMouth::extinction, "level"_a = usual_level_of_words,
           DOC("fealty::loyalty::WordOfMouth::extinction"))
      .def("endless_mean", &WordOfMouth::endless_mean, "level"_a = usual_level_of_words,
           DOC("fealty::loyalty::WordOfMouth::endless_mean"))
      .def(
          "simulate",
          [](const WordOfMouth& self, std::size_t customers, std::uint64_t seed, std::optional<std::uint32_t> market) {
            return Column(compute([&] { return self.simulate(customers, seed, market); }));
          },
          "customers"_a, "seed"_a, "market"_a = py::none(), DOC("fealty::loyalty::WordOfMouth::simulate"))
      .def("__eq__", [](const WordOfMouth& a, const WordOfMouth& b) { return a == b; });
  py::class_<NetWordOfMouth> net_class(m, "NetWordOfMouth", DOC("fealty::loyalty::NetWordOfMouth"));
  def_archive(net_class);
  net_class.def_readonly("good", &NetWordOfMouth::good, DOC("fealty::loyalty::NetWordOfMouth::good"))
      .def_readonly("bad", &NetWordOfMouth::bad, DOC("fealty::loyalty::NetWordOfMouth::bad"))
      .def_readonly("ratio", &NetWordOfMouth::ratio, DOC("fealty::loyalty::NetWordOfMouth::ratio"))
      .def_readonly("net", &NetWordOfMouth::net, DOC("fealty::loyalty::NetWordOfMouth::net"))
      .def_readonly("break_even_share", &NetWordOfMouth::break_even_share,
                    DOC("fealty::loyalty::NetWordOfMouth::break_even_share"))
      .def("frame", &NetWordOfMouth::frame, DOC("fealty::loyalty::NetWordOfMouth::frame"));
  m.def("net_word_of_mouth", &net_word_of_mouth, "satisfied"_a, "dissatisfied"_a, "dissatisfied_share"_a,
        "weight"_a = 1.0, "level"_a = usual_level_of_words, DOC("fealty::loyalty::net_word_of_mouth"));
}

void bind_ladder(py::module_& m) {
  static const AccustomingOptions usual;
  py::class_<Accustoming> cls(m, "Accustoming", DOC("fealty::loyalty::Accustoming"));
  def_archive(cls);
  cls.def(py::init<const Eigen::MatrixXd&, std::vector<std::string>, const std::vector<std::string>&, double>(),
          "matrix"_a, "states"_a = accustoming_states(), "absorbing"_a = std::vector<std::string>(),
          "level"_a = usual.level, DOC("fealty::loyalty::Accustoming::Accustoming"))
      .def_static(
          "from_ladder",
          [](const std::vector<Estimate>& onward, const std::vector<Estimate>& back, bool last_absorbs,
             std::vector<std::string> states,
             double level) { return Accustoming::from_ladder({onward, back, last_absorbs}, std::move(states), level); },
          "onward"_a, "back"_a, "last_absorbs"_a, "states"_a, "level"_a,
          DOC("fealty::loyalty::Accustoming::from_ladder"))
      .def_static(
          "fit",
          [](const Column& customer, const Column& state, const Column& at, std::vector<std::string> states,
             std::vector<std::string> absorbing, double prior, double level) {
            const AccustomingOptions options{std::move(states), std::move(absorbing), prior, level};
            return compute([&] { return Accustoming::fit(customer, state, at, options); });
          },
          "customer"_a, "state"_a, py::kw_only(), py::arg_v("at", Column(), "..."), "states"_a, "absorbing"_a,
          "prior"_a, "level"_a, DOC("fealty::loyalty::Accustoming::fit"))
      .def_property_readonly("states", &Accustoming::states)
      .def_property_readonly("matrix", &Accustoming::matrix)
      .def_property_readonly("counts", &Accustoming::counts, DOC("fealty::loyalty::Accustoming::counts"))
      .def_property_readonly("prior", &Accustoming::prior, DOC("fealty::loyalty::Accustoming::prior"))
      .def_property_readonly("unknown", &Accustoming::unknown, DOC("fealty::loyalty::Accustoming::unknown"))
      .def_property_readonly("level", &Accustoming::level)
      .def_property_readonly("absorbing",
                             [](const Accustoming& self) {
                               std::vector<std::string> names;
                               for (std::size_t i = 0; i < self.states().size(); ++i)
                                 if (self.is_absorbing(i)) names.push_back(self.states()[i]);
                               return names;
                             })
      .def(
          "probability",
          [](const Accustoming& self, const std::string& from, const std::string& to) {
            return self.probability(self.position(from), self.position(to));
          },
          "before"_a, "after"_a, DOC("fealty::loyalty::Accustoming::probability"))
      .def("transitions", &Accustoming::transitions, DOC("fealty::loyalty::Accustoming::transitions"))
      .def(
          "course",
          [](const Accustoming& self, std::uint32_t exposures, const std::vector<double>& start) {
            return compute([&] { return self.course(exposures, start); });
          },
          "exposures"_a, "start"_a = std::vector<double>(), DOC("fealty::loyalty::Accustoming::course"))
      .def(
          "shares_after",
          [](const Accustoming& self, std::uint32_t exposures, const std::vector<double>& start) {
            return compute([&] { return self.shares_after(exposures, start); });
          },
          "exposures"_a, "start"_a = std::vector<double>(), DOC("fealty::loyalty::Accustoming::shares_after"))
      .def(
          "exposures_to",
          [](const Accustoming& self, const std::string& state) { return self.exposures_to(self.position(state)); },
          "state"_a, DOC("fealty::loyalty::Accustoming::exposures_to"))
      .def("times", &Accustoming::times, DOC("fealty::loyalty::Accustoming::times"))
      .def("absorption", &Accustoming::absorption, DOC("fealty::loyalty::Accustoming::absorption"))
      .def("stationary", &Accustoming::stationary, DOC("fealty::loyalty::Accustoming::stationary"))
      .def(
          "simulate",
          [](const Accustoming& self, std::size_t customers, std::uint32_t exposures, std::uint64_t seed) {
            return compute([&] { return self.simulate(customers, exposures, seed); });
          },
          "customers"_a, "exposures"_a, "seed"_a, DOC("fealty::loyalty::Accustoming::simulate"));
  m.def("accustoming_states", &accustoming_states, DOC("fealty::loyalty::accustoming_states"));
}

}  // namespace

void bind_word_of_mouth(py::module_& m) {
  bind_textbook(m);
  bind_branching(m);
  bind_ladder(m);
}

}  // namespace fealty::bindings
