#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/complaints/classifier.hpp"
#include "fealty/complaints/score_report.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::complaints;
using py::literals::operator""_a;

namespace {

using Range = std::pair<std::uint32_t, std::uint32_t>;

const ClassifierOptions usual;

/// The value that Python means by a name.
template <class T>
T named(const std::string& name, const std::map<std::string, T>& values, const std::string& what) {
  const auto found = values.find(name);
  if (found != values.end()) return found->second;
  std::string known;
  for (const auto& [key, value] : values) known += (known.empty() ? "" : ", ") + key;
  throw ParameterError(code::unknown_name, what + " is \"" + name + "\"; it must be one of " + known);
}

const std::map<std::string, HeadKind> head_kinds = {
    {"one", HeadKind::one}, {"many", HeadKind::many}, {"number", HeadKind::number}};
const std::map<std::string, Loss> losses = {{"softmax", Loss::softmax},
                                            {"logistic", Loss::logistic},
                                            {"squared_hinge", Loss::squared_hinge},
                                            {"squared", Loss::squared}};
const std::map<std::string, VarianceRule> variance_rules = {{"equal", VarianceRule::equal},
                                                            {"discriminative", VarianceRule::discriminative},
                                                            {"naive_bayes", VarianceRule::naive_bayes}};

template <class T>
std::string name_of(T value, const std::map<std::string, T>& values) {
  for (const auto& [name, one] : values) {
    if (one == value) return name;
  }
  return "";
}

HeadOptions head_options(const std::string& name, const std::string& kind, const std::optional<std::string>& loss,
                         std::optional<double> C, std::optional<double> balance,
                         std::map<std::string, double> class_weights) {
  HeadOptions made;
  made.name = name;
  made.kind = named(kind, head_kinds, "the kind of head '" + name + "'");
  if (loss) made.loss = named(*loss, losses, "loss");
  made.C = C;
  made.balance = balance;
  made.class_weights = std::move(class_weights);
  return made;
}

Frame summary(const Classifier& classifier) {
  std::vector<std::string> names, kinds, losses_of, forms;
  std::vector<std::int64_t> labels, labelled, unlabelled, once;
  std::vector<double> C, scale, noise, before, after, deviation;
  for (const FittedHead& head : classifier.heads()) {
    names.push_back(head.name);
    kinds.push_back(name_of(head.kind, head_kinds));
    losses_of.push_back(head.is_blended ? "blend" : name_of(head.loss, losses));
    labels.push_back(static_cast<std::int64_t>(head.labels.size()));
    labelled.push_back(head.labelled);
    unlabelled.push_back(head.unlabelled);
    once.push_back(static_cast<std::int64_t>(head.seen_once().size()));
    C.push_back(head.C);
    const CalibrationForm form = head.calibration.form;
    forms.emplace_back(form == CalibrationForm::none     ? "none"
                       : form == CalibrationForm::biases ? "biases"
                                                         : "temperature");
    scale.push_back(head.calibration.scale);
    noise.push_back(head.calibration.noise);
    before.push_back(head.calibration.loss_before);
    after.push_back(head.calibration.loss_after);
    deviation.push_back(head.residual_deviation);
  }
  return Frame({{"head", names},
                {"kind", kinds},
                {"loss", losses_of},
                {"labels", std::move(labels)},
                {"labelled", std::move(labelled)},
                {"unlabelled", std::move(unlabelled)},
                {"seen_once", std::move(once)},
                {"C", std::move(C)},
                {"calibration", forms},
                {"scale", std::move(scale)},
                {"noise", std::move(noise)},
                {"loss_before", std::move(before)},
                {"loss_after", std::move(after)},
                {"residual_deviation", std::move(deviation)}});
}

Frame prevalence_frame(const Classifier& classifier, std::size_t head, const Prevalence& found) {
  std::vector<double> value, lower, upper;
  for (const Estimate& share : found.shares) {
    value.push_back(share.value);
    lower.push_back(share.lower);
    upper.push_back(share.upper);
  }
  const FittedHead& fitted = classifier.heads()[head];
  return Frame({{"label", fitted.labels.column()},
                {"share", std::move(value)},
                {"share_lower", std::move(lower)},
                {"share_upper", std::move(upper)},
                {"counted", found.counted},
                {"training", fitted.shift.shares}});
}

/// A column for each head: classes or numbers, or probabilities by text and label, one after another.
std::vector<Column> predictions(const Classifier& classifier, const Column& texts, bool with_probabilities) {
  std::vector<Column> made;
  for (HeadPrediction& head : classifier.predict(texts, with_probabilities)) {
    if (!head.probabilities.empty()) {
      made.emplace_back(std::move(head.probabilities));
    } else if (!head.numbers.empty()) {
      made.emplace_back(std::move(head.numbers));
    } else {
      made.emplace_back(std::move(head.classes));
    }
  }
  return made;
}

void bind_reports(py::module_& m) {
  py::class_<ScoreReport>(m, "ScoreReport", DOC("fealty::complaints::ScoreReport"))
      .def_readonly("texts", &ScoreReport::texts, DOC("fealty::complaints::ScoreReport::texts"))
      .def_readonly("unlabelled", &ScoreReport::unlabelled, DOC("fealty::complaints::ScoreReport::unlabelled"))
      .def_readonly("unseen", &ScoreReport::unseen, DOC("fealty::complaints::ScoreReport::unseen"))
      .def_readonly("accuracy", &ScoreReport::accuracy, DOC("fealty::complaints::ScoreReport::accuracy"))
      .def_readonly("macro_f1", &ScoreReport::macro_f1, DOC("fealty::complaints::ScoreReport::macro_f1"))
      .def_readonly("log_loss", &ScoreReport::log_loss, DOC("fealty::complaints::ScoreReport::log_loss"))
      .def_readonly("calibration_error", &ScoreReport::calibration_error,
                    DOC("fealty::complaints::ScoreReport::calibration_error"))
      .def_readonly("level", &ScoreReport::level, DOC("fealty::complaints::ScoreReport::level"))
      .def("frame", &ScoreReport::frame, DOC("fealty::complaints::ScoreReport::frame"))
      .def("confusion", &ScoreReport::confusion, DOC("fealty::complaints::ScoreReport::confusion"))
      .def("reliability", &ScoreReport::reliability_frame, DOC("fealty::complaints::ScoreReport::reliability_frame"));
  py::class_<MembershipReport>(m, "MembershipReport", DOC("fealty::complaints::MembershipReport"))
      .def_readonly("macro_f1", &MembershipReport::macro_f1, DOC("fealty::complaints::MembershipReport::macro_f1"))
      .def_readonly("level", &MembershipReport::level, DOC("fealty::complaints::MembershipReport::level"))
      .def("frame", &MembershipReport::frame, DOC("fealty::complaints::MembershipReport::frame"));
  py::class_<NumberReport>(m, "NumberReport", DOC("fealty::complaints::NumberReport"))
      .def_readonly("texts", &NumberReport::texts, DOC("fealty::complaints::NumberReport::texts"))
      .def_readonly("unlabelled", &NumberReport::unlabelled, DOC("fealty::complaints::NumberReport::unlabelled"))
      .def_readonly("mean_squared_error", &NumberReport::mean_squared_error,
                    DOC("fealty::complaints::NumberReport::mean_squared_error"))
      .def_readonly("correlation", &NumberReport::correlation, DOC("fealty::complaints::NumberReport::correlation"))
      .def_readonly("level", &NumberReport::level, DOC("fealty::complaints::NumberReport::level"));
}

void bind_explanation(py::module_& m) {
  py::class_<Explanation>(m, "Explanation", DOC("fealty::complaints::Explanation"))
      .def_readonly("head", &Explanation::head, DOC("fealty::complaints::Explanation::head"))
      .def_readonly("label", &Explanation::label, DOC("fealty::complaints::Explanation::label"))
      .def_readonly("against", &Explanation::against, DOC("fealty::complaints::Explanation::against"))
      .def_readonly("probability", &Explanation::probability, DOC("fealty::complaints::Explanation::probability"))
      .def_readonly("score", &Explanation::score, DOC("fealty::complaints::Explanation::score"))
      .def_readonly("baseline", &Explanation::baseline, DOC("fealty::complaints::Explanation::baseline"))
      .def_readonly("bytes", &Explanation::bytes, DOC("fealty::complaints::Explanation::bytes"))
      .def("frame", &Explanation::frame, DOC("fealty::complaints::Explanation::frame"));
  py::class_<Drift>(m, "Drift", DOC("fealty::complaints::Drift"))
      .def_readonly("texts", &Drift::texts, DOC("fealty::complaints::Drift::texts"))
      .def_readonly("level", &Drift::level, DOC("fealty::complaints::Drift::level"))
      .def_property_readonly("has_alarm", &Drift::has_alarm, DOC("fealty::complaints::Drift::has_alarm"))
      .def("frame", &Drift::frame, DOC("fealty::complaints::Drift::frame"));
}

TextOptions text_options(const Range& word_ngrams, const Range& character_ngrams, const Range& cjk_ngrams,
                         std::uint32_t minimum_documents, bool mask, bool normalize_families,
                         const std::array<double, feature_families>& weights, std::vector<std::string> lexicon) {
  TextOptions made;
  made.word_ngrams = {word_ngrams.first, word_ngrams.second};
  made.character_ngrams = {character_ngrams.first, character_ngrams.second};
  made.cjk_ngrams = {cjk_ngrams.first, cjk_ngrams.second};
  made.minimum_documents = minimum_documents;
  made.mask = mask;
  made.normalize_families = normalize_families;
  made.weights = weights;
  made.lexicon = std::move(lexicon);
  return made;
}

}  // namespace

void bind_classifier(py::module_& m) {
  bind_reports(m);
  bind_explanation(m);
  py::class_<HeadOptions>(m, "HeadOptions", DOC("fealty::complaints::HeadOptions"))
      .def(py::init(&head_options), "name"_a, "kind"_a, "loss"_a = std::nullopt, "C"_a = std::nullopt,
           "balance"_a = std::nullopt, "class_weights"_a = std::map<std::string, double>());
  py::class_<ClassifierOptions> options(m, "ClassifierOptions", DOC("fealty::complaints::ClassifierOptions"));
  options.def(
      py::init([](std::vector<HeadOptions> heads, const Range& word_ngrams, const Range& character_ngrams,
                  const Range& cjk_ngrams, std::uint32_t minimum_documents, bool mask, bool normalize_families,
                  const std::array<double, feature_families>& weights, std::vector<std::string> lexicon,
                  double tolerance, std::uint32_t most_epochs, std::uint64_t seed, const std::string& variances,
                  std::vector<double> C_factors, bool is_calibrated, std::uint32_t folds, std::string separator) {
        ClassifierOptions made;
        made.text = text_options(word_ngrams, character_ngrams, cjk_ngrams, minimum_documents, mask, normalize_families,
                                 weights, std::move(lexicon));
        made.heads = std::move(heads);
        made.training.tolerance = tolerance;
        made.training.most_epochs = most_epochs;
        made.training.seed = seed;
        made.variances = named(variances, variance_rules, "variances");
        made.C_factors = std::move(C_factors);
        made.is_calibrated = is_calibrated;
        made.cross_fitting.folds = folds;
        made.separator = std::move(separator);
        return made;
      }),
      "heads"_a, "word_ngrams"_a, "character_ngrams"_a, "cjk_ngrams"_a, "minimum_documents"_a, "mask"_a,
      "normalize_families"_a, "weights"_a, "lexicon"_a, "tolerance"_a, "most_epochs"_a, "seed"_a, "variances"_a,
      "C_factors"_a, "is_calibrated"_a, "folds"_a, "separator"_a);
  m.def(
      "usual_text_options",
      [] {
        const TextOptions& t = usual.text;
        return py::dict("word_ngrams"_a = Range(t.word_ngrams.least, t.word_ngrams.most),
                        "character_ngrams"_a = Range(t.character_ngrams.least, t.character_ngrams.most),
                        "cjk_ngrams"_a = Range(t.cjk_ngrams.least, t.cjk_ngrams.most),
                        "minimum_documents"_a = t.minimum_documents, "mask"_a = t.mask,
                        "normalize_families"_a = t.normalize_families, "weights"_a = t.weights,
                        "lexicon"_a = t.lexicon);
      },
      "How texts become features if nothing else is said.");

  py::class_<Classifier> cls(m, "Classifier", DOC("fealty::complaints::Classifier"));
  def_archive(cls);
  cls.def(py::init<ClassifierOptions>(), "options"_a, DOC("fealty::complaints::Classifier::Classifier"))
      .def(
          "fit",
          [](Classifier& self, const Column& texts, const std::vector<Column>& labels) {
            compute([&] { self.fit(texts, labels); });
          },
          "texts"_a, "labels"_a, DOC("fealty::complaints::Classifier::fit"))
      .def(
          "fit_further",
          [](Classifier& self, const Column& texts, const std::vector<Column>& labels) {
            compute([&] { self.fit_further(texts, labels); });
          },
          "texts"_a, "labels"_a, DOC("fealty::complaints::Classifier::fit_further"))
      .def(
          "predict",
          [](const Classifier& self, const Column& texts, bool with_probabilities) {
            return compute([&] { return predictions(self, texts, with_probabilities); });
          },
          "texts"_a, "with_probabilities"_a = false, DOC("fealty::complaints::Classifier::predict"))
      .def(
          "explain",
          [](const Classifier& self, const std::string& text, std::size_t head, const std::string& label) {
            return compute([&] { return self.explain(text, head, label); });
          },
          "text"_a, "head"_a, "label"_a = "", DOC("fealty::complaints::Classifier::explain"))
      .def(
          "prevalence",
          [](const Classifier& self, const Column& texts, std::size_t head, std::uint32_t replicates,
             std::uint64_t seed, double level) {
            return compute(
                [&] { return prevalence_frame(self, head, self.prevalence(texts, head, {replicates, seed, level})); });
          },
          "texts"_a, "head"_a, "replicates"_a, "seed"_a, "level"_a, DOC("fealty::complaints::Classifier::prevalence"))
      .def(
          "drift",
          [](const Classifier& self, const Column& texts, double level) {
            return compute([&] { return self.drift(texts, level); });
          },
          "texts"_a, "level"_a, DOC("fealty::complaints::Classifier::drift"))
      .def(
          "score_report",
          [](const Classifier& self, const Column& texts, const Column& labels, std::size_t head, std::size_t bins,
             std::uint32_t replicates, std::uint64_t seed, double level) -> py::object {
            const FittedHead& fitted = self.heads().at(head);
            const Bootstrap bootstrap{replicates, seed, level};
            if (fitted.kind == HeadKind::one) {
              return py::cast(compute([&] {
                return score_report(self.predict(texts, true)[head].probabilities,
                                    fitted.labels.codes(labels, fitted.name), fitted.labels.names(), bins, bootstrap);
              }));
            }
            if (fitted.kind == HeadKind::number) {
              return py::cast(compute([&] {
                return number_report(self.predict(texts)[head].numbers, as_doubles(labels, fitted.name).span(),
                                     bootstrap);
              }));
            }
            return py::cast(compute([&] {
              return membership_report(self.predict(texts)[head].probabilities,
                                       fitted.labels.memberships(labels, self.options().separator, fitted.name),
                                       fitted.labels.names(), bins, bootstrap);
            }));
          },
          "texts"_a, "labels"_a, "head"_a, "bins"_a, "replicates"_a, "seed"_a, "level"_a)
      .def("pruned", &Classifier::pruned, "least_magnitude"_a, DOC("fealty::complaints::Classifier::pruned"))
      .def("summary", &summary, "One row per head: what it has learnt, and how it was calibrated.")
      .def("head_at", &Classifier::head_at, "name"_a, DOC("fealty::complaints::Classifier::head_at"))
      .def(
          "labels", [](const Classifier& self, std::size_t head) { return self.heads().at(head).labels.column(); },
          "head"_a, DOC("fealty::complaints::LabelSet::column"))
      .def(
          "kind",
          [](const Classifier& self, std::size_t head) { return name_of(self.heads().at(head).kind, head_kinds); },
          "head"_a)
      .def(
          "seen_once", [](const Classifier& self, std::size_t head) { return self.heads().at(head).seen_once(); },
          "head"_a, DOC("fealty::complaints::FittedHead::seen_once"))
      .def(
          "held_out_losses",
          [](const Classifier& self, std::size_t head) { return self.heads().at(head).held_out_losses; }, "head"_a,
          DOC("fealty::complaints::FittedHead::held_out_losses"))
      .def_property_readonly("is_fitted", &Classifier::is_fitted)
      .def_property_readonly("texts", &Classifier::texts)
      .def_property_readonly("missing", &Classifier::missing)
      .def_property_readonly("empty", &Classifier::empty)
      .def_property_readonly("epochs", [](const Classifier& self) { return self.convergence().epochs; })
      .def_property_readonly("gap", [](const Classifier& self) { return self.convergence().gap; })
      .def_property_readonly("number_of_features",
                             [](const Classifier& self) { return self.features().number_of_features(); });
}

}  // namespace fealty::bindings
