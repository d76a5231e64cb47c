#include "fealty/complaints/classifier.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "blended_training.hpp"
#include "classifier_sizes.hpp"
#include "fealty/complaints/default_cost.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/partials.hpp"
#include "head_reading.hpp"
#include "moved_weights.hpp"
#include "number_variances.hpp"
#include "text_scorer.hpp"

namespace fealty::complaints {
namespace {

/// The texts of a column, those that are missing as empty ones.
std::vector<std::string_view> views_of(const TextReader& texts) {
  std::vector<std::string_view> views(texts.size());
  for (std::size_t i = 0; i < views.size(); ++i) {
    if (!texts.is_missing(i)) views[i] = texts[i];
  }
  return views;
}

void check_heads(const std::vector<HeadOptions>& heads) {
  if (heads.empty()) throw ParameterError(code::missing_parameter, "a classifier needs at least one head");
  std::set<std::string_view> names;
  for (const HeadOptions& head : heads) {
    if (head.name.empty()) throw ParameterError(code::missing_parameter, "a head has no name");
    if (!names.insert(head.name).second)
      throw ParameterError(code::out_of_domain, fmt::format("two heads have the name '{}'", head.name));
    if (head.balance)
      require(*head.balance >= 0 && *head.balance <= 1, "the balance", *head.balance, "must lie between 0 and 1");
    if (head.C) require(*head.C > 0 && std::isfinite(*head.C), "C", *head.C, "must be positive and finite");
    const Loss loss = head.loss.value_or(Loss::squared_hinge);
    const bool fits = !head.loss || (head.kind == HeadKind::number) == (loss == Loss::squared);
    if (!fits || (head.kind == HeadKind::many && head.loss && loss == Loss::softmax))
      throw ParameterError(code::out_of_domain,
                           fmt::format("head '{}' has a loss that its kind cannot have", head.name));
    for (const auto& [label, weight] : head.class_weights)
      require(weight >= 0 && std::isfinite(weight), fmt::format("the weight of class '{}'", label), weight,
              "must not be negative");
  }
}

void require_length(const Column& texts, const Column& labels, std::string_view name) {
  if (texts.size() == labels.size()) return;
  throw RecordError(code::length_mismatch,
                    fmt::format("{} labels '{}' for {} texts", labels.size(), name, texts.size()));
}

/// Changes a classifier wholly, or, if that fails or is stopped, not at all.
template <class Change>
void wholly(Classifier& classifier, const Change& change) {
  Classifier before = classifier;
  try {
    change();
  } catch (...) {
    classifier = std::move(before);
    throw;
  }
}

}  // namespace

std::vector<std::string> FittedHead::seen_once() const {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (counts[k] == 1) names.push_back(labels.names()[k]);
  }
  return names;
}

/// What scores texts, made when it is first needed, and memory for it; both are kept from one call to the next.
struct Classifier::Scratches {
  struct One {
    std::unique_ptr<TextScorer::Scratch> text = std::make_unique<TextScorer::Scratch>();
    std::vector<float> scores;
  };

  const TextScorer& scorer_of(const TextFeatures& features, const CompactHeads& weights) {
    std::call_once(made, [&] { scorer = std::make_unique<const TextScorer>(features, weights); });
    return *scorer;
  }

  std::once_flag made;
  std::unique_ptr<const TextScorer> scorer;
  Partials<One> free;
};

Classifier::Classifier(ClassifierOptions options)
    : options_(std::move(options)), features_(options_.text), scratches_(std::make_shared<Scratches>()) {
  check_heads(options_.heads);
  if (options_.separator.empty()) throw ParameterError(code::missing_parameter, "separator is empty");
  double before = 0;
  for (const double factor : options_.C_factors) {
    require(factor > before && std::isfinite(factor), "a factor of C", factor, "must be greater than the one before");
    before = factor;
  }
}

void Classifier::fit(const Column& texts, const std::vector<Column>& labels) {
  if (labels.size() != options_.heads.size())
    throw RecordError(code::length_mismatch,
                      fmt::format("{} columns of labels for {} heads", labels.size(), options_.heads.size()));
  const TextReader reader(texts, "text");
  std::vector<FittedHead> heads;
  std::vector<HeadTargets> targets;
  for (std::size_t h = 0; h < labels.size(); ++h) {
    const HeadOptions& options = options_.heads[h];
    require_length(texts, labels[h], options.name);
    FittedHead head;
    head.name = options.name;
    head.kind = options.kind;
    head.loss = loss_of(options);
    head.is_blended = head.kind == HeadKind::one && !options.loss;
    if (head.kind == HeadKind::one) head.labels = LabelSet::of(labels[h], head.name);
    if (head.kind == HeadKind::many) head.labels = LabelSet::of_lists(labels[h], options_.separator, head.name);
    targets.push_back(targets_of(head, labels[h], options_.separator, reader));
    head.C = options.C.value_or(default_cost(head.loss, targets.back().outputs));
    require_learnable(head);
    targets.back().class_weights = class_weights(options, head, targets.back());
    heads.push_back(std::move(head));
  }
  const std::vector<std::string_view> views = views_of(reader);
  TextFeatures features(options_.text);
  const FeatureRows rows = features.fit(views);
  if (rows.number_of_features == 0)
    throw FitError(code::no_information, fmt::format("there is no n-gram that at least {} of the {} texts have",
                                                     options_.text.minimum_documents, views.size()));
  wholly(*this, [&] {
    features_ = std::move(features);
    heads_ = std::move(heads);
    texts_ = static_cast<std::int64_t>(views.size());
    missing_ = static_cast<std::int64_t>(texts.null_count());
    empty_ = 0;
    learn(rows, std::move(targets), nullptr);
    count_ngrams(views);
  });
}

void Classifier::fit_further(const Column& texts, const std::vector<Column>& labels) {
  if (!is_fitted()) return fit(texts, labels);
  if (labels.size() != heads_.size())
    throw RecordError(code::length_mismatch,
                      fmt::format("{} columns of labels for {} heads", labels.size(), heads_.size()));
  const TextReader reader(texts, "text");
  std::vector<FittedHead> heads = heads_;
  std::vector<HeadTargets> targets;
  for (std::size_t h = 0; h < labels.size(); ++h) {
    require_length(texts, labels[h], heads[h].name);
    FittedHead& head = heads[h];
    const FittedHead& before = heads_[h];
    if (head.kind == HeadKind::one) head.labels = head.labels.united_with(LabelSet::of(labels[h], head.name));
    if (head.kind == HeadKind::many)
      head.labels = head.labels.united_with(LabelSet::of_lists(labels[h], options_.separator, head.name));
    targets.push_back(targets_of(head, labels[h], options_.separator, reader));
    targets.back().class_weights = class_weights(options_.heads[h], head, targets.back());
    for (std::size_t k = 0; k < before.counts.size(); ++k)
      head.counts[head.labels.at(before.labels.names()[k])] += before.counts[k];
    head.labelled += before.labelled;
    head.unlabelled += before.unlabelled;
  }
  const std::vector<std::string_view> views = views_of(reader);
  Vocabulary vocabulary = features_.vocabulary();
  vocabulary += Vocabulary(views, options_.text);
  TextFeatures features(vocabulary, options_.text);
  const LinearHeads start = moved_weights(weights_, features_, features, heads_, heads);
  wholly(*this, [&] {
    features_ = std::move(features);
    heads_ = std::move(heads);
    texts_ += static_cast<std::int64_t>(views.size());
    missing_ += static_cast<std::int64_t>(texts.null_count());
    learn(features_.transform(views), std::move(targets), &start);
    count_ngrams(views);
  });
}

void Classifier::learn(const FeatureRows& rows, std::vector<HeadTargets> targets, const LinearHeads* start) {
  for (std::size_t row = 0; row < rows.rows(); ++row) empty_ += rows.features_of(row).empty() ? 1 : 0;
  std::vector<bool> is_blended;
  const bool has_numbers = std::ranges::any_of(heads_, [](const auto& head) { return head.kind == HeadKind::number; });
  std::shared_ptr<const FeatureVariances> of_numbers;
  if (has_numbers && options_.variances != VarianceRule::equal && start == nullptr)
    of_numbers = variances_for_numbers(features_);
  for (std::size_t h = 0; h < targets.size(); ++h) {
    targets[h].weight = heads_[h].C;
    if (heads_[h].kind == HeadKind::number) targets[h].variances = of_numbers;
    is_blended.push_back(heads_[h].is_blended);
  }
  BlendedTraining training(rows, std::move(targets), is_blended, options_.variances, start);
  if (!options_.C_factors.empty() && start == nullptr) choose_costs(training);
  training.train(options_.training);
  convergence_ = training.convergence();
  const bool is_enough = start == nullptr || rows.rows() >= enough_to_judge_anew;
  if (!options_.is_calibrated) {
    leave_unjudged();
  } else if (is_enough) {
    judge_held_out(training);
  } else {
    for (FittedHead& head : heads_) {  // labels that are new have no bias and no share yet
      if (head.kind == HeadKind::number) continue;
      if (head.calibration.biases.size() != head.labels.size()) head.calibration.biases.clear();
      if (head.calibration.chance.size() != head.labels.size()) {
        head.calibration.chance.clear();
        head.calibration.noise = 0;
      }
    }
  }
  weights_ = CompactHeads(training.heads());
  scratches_ = std::make_shared<Scratches>();
}

std::vector<HeadPrediction> Classifier::predict(const Column& texts, bool with_probabilities) const {
  const TextReader reader(texts, "text");
  const std::size_t count = reader.size();
  std::vector<HeadPrediction> made(heads_.size());
  std::vector<LikeliestOutput> likeliest;
  for (std::size_t h = 0; h < heads_.size(); ++h) {
    const std::size_t outputs = weights_.outputs(h);
    likeliest.emplace_back(heads_[h].calibration, outputs);
    if (heads_[h].kind == HeadKind::one) made[h].classes.resize(count);
    if (heads_[h].kind == HeadKind::number) made[h].numbers.resize(count);
    if (heads_[h].kind == HeadKind::many || (with_probabilities && heads_[h].kind == HeadKind::one))
      made[h].probabilities.resize(count * outputs);
  }
  if (count == 0) return made;
  const TextScorer& scorer = scratches_->scorer_of(features_, weights_);
  for_blocks(
      count,
      [&](std::size_t begin, std::size_t end) {
        auto scratch = scratches_->free.take([] { return Scratches::One(); });
        scratch->scores.resize(weights_.stride());
        for (std::size_t i = begin; i < end; ++i) {
          const std::string_view text = reader.is_missing(i) ? std::string_view() : reader[i];
          scorer.score(text, weights_, *scratch->text, scratch->scores);
          for (std::size_t h = 0; h < heads_.size(); ++h) {
            const std::size_t outputs = weights_.outputs(h);
            const auto scores = std::span<const float>(scratch->scores).subspan(weights_.first_output(h), outputs);
            if (!made[h].numbers.empty()) made[h].numbers[i] = to_number(heads_[h].calibration, scores[0]);
            if (!made[h].classes.empty()) made[h].classes[i] = static_cast<std::int32_t>(likeliest[h](scores));
            if (!made[h].probabilities.empty()) {
              to_probabilities(heads_[h].calibration, heads_[h].link(), scores,
                               std::span(made[h].probabilities).subspan(i * outputs, outputs));
            }
          }
        }
        scratches_->free.give_back(std::move(scratch));
      },
      texts_at_a_time, "predicting");
  return made;
}

Classifier Classifier::pruned(double least_magnitude) const {
  require(least_magnitude >= 0 && least_magnitude < 1, "least_magnitude", least_magnitude,
          "must be at least 0 and below 1");
  std::vector<std::uint32_t> kept;
  for (std::uint32_t feature = 0; feature < weights_.number_of_features(); ++feature) {
    if (weights_.magnitude(feature) >= least_magnitude) kept.push_back(feature);
  }
  Classifier made = *this;
  made.features_ = features_.with_only(kept);
  made.weights_ = weights_.with_only(kept);
  made.scratches_ = std::make_shared<Scratches>();
  return made;
}

std::size_t Classifier::head_at(std::string_view name) const {
  std::vector<std::string_view> names;
  for (std::size_t h = 0; h < heads_.size(); ++h) {
    if (heads_[h].name == name) return h;
    names.emplace_back(heads_[h].name);
  }
  if (name.empty() && heads_.size() == 1) return 0;
  throw ParameterError(name.empty() ? code::missing_parameter : code::unknown_name,
                       name.empty() ? fmt::format("say which head is meant: {}", fmt::join(names, ", "))
                                    : fmt::format("there is no head '{}'; there are {}", name, fmt::join(names, ", ")));
}

}  // namespace fealty::complaints
