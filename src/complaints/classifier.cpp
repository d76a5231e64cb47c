#include "fealty/complaints/classifier.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../core/estimate_columns.hpp"
#include "blended_training.hpp"
#include "fealty/complaints/default_cost.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/partials.hpp"

namespace fealty::complaints {
namespace {

constexpr std::size_t texts_at_a_time = 128;       // of predicting
constexpr std::size_t texts_of_census = 500;       // by which the share of unseen n-grams is known
constexpr std::size_t enough_to_judge_anew = 200;  // further texts

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

Loss loss_of(const HeadOptions& head) {
  if (head.kind == HeadKind::number) return Loss::squared;
  return head.loss.value_or(head.kind == HeadKind::one ? Loss::softmax : Loss::logistic);
}

std::vector<double> class_weights(const HeadOptions& options, const FittedHead& head, const HeadTargets& targets) {
  if (options.kind == HeadKind::number) return {};
  std::vector<double> weights(targets.outputs, 1.0);
  if (!options.class_weights.empty()) {
    for (const auto& [label, weight] : options.class_weights) weights[head.labels.at(label)] = weight;
    return weights;
  }
  const double balance = options.balance.value_or(options.kind == HeadKind::one ? 0.5 : 0.0);
  if (balance == 0) return {};
  if (options.kind == HeadKind::one) {
    weights = balanced_weights(targets.classes, targets.outputs);
  } else {  // members as much as all others
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const auto members = static_cast<double>(std::max<std::int64_t>(head.counts[k], 1));
      weights[k] = std::max(1.0, (static_cast<double>(head.labelled) - members) / members);
    }
  }
  for (double& weight : weights) weight = std::pow(weight, balance);
  return weights;
}

void require_length(const Column& texts, const Column& labels, std::string_view name) {
  if (texts.size() == labels.size()) return;
  throw RecordError(code::length_mismatch,
                    fmt::format("{} labels '{}' for {} texts", labels.size(), name, texts.size()));
}

[[noreturn]] void refuse_head(const FittedHead& head, std::string_view problem) {
  throw FitError(code::no_information, fmt::format("head '{}' cannot be learnt: {}", head.name, problem));
}

/// What a head is to learn, with the labels that it has; counts them.
HeadTargets targets_of(FittedHead& head, const Column& column, const std::string& separator, const TextReader& texts) {
  HeadTargets made{.loss = head.loss};
  head.labelled = head.unlabelled = 0;
  const auto leave_out_missing = [&](std::size_t row) { return texts.is_missing(row); };
  if (head.kind == HeadKind::number) {
    const Values<double> numbers = as_doubles(column, head.name);
    made.numbers.assign(numbers.begin(), numbers.end());
    for (std::size_t row = 0; row < made.numbers.size(); ++row) {
      if (std::isinf(made.numbers[row]))
        throw RecordError(code::refused_record, fmt::format("row {}: '{}' is infinite", row, head.name));
      if (leave_out_missing(row)) made.numbers[row] = nan;
      ++(std::isnan(made.numbers[row]) ? head.unlabelled : head.labelled);
    }
    if (head.labelled == 0) refuse_head(head, "no text has a number");
    return made;
  }
  made.outputs = static_cast<std::uint32_t>(head.labels.size());
  head.counts.assign(head.labels.size(), 0);
  if (head.kind == HeadKind::one) {
    made.classes = head.labels.codes(column, head.name);
    for (std::size_t row = 0; row < made.classes.size(); ++row) {
      if (leave_out_missing(row)) made.classes[row] = -1;
      const std::int32_t label = made.classes[row];
      ++(label < 0 ? head.unlabelled : head.labelled);
      if (label >= 0) ++head.counts[static_cast<std::size_t>(label)];
    }
    return made;
  }
  made.memberships = head.labels.memberships(column, separator, head.name);
  for (std::size_t row = 0; row < column.size(); ++row) {
    const auto first = made.memberships.begin() + static_cast<std::ptrdiff_t>(row * made.outputs);
    if (leave_out_missing(row)) std::fill_n(first, made.outputs, std::int8_t{-1});
    const bool is_labelled = made.outputs > 0 && *first >= 0;
    ++(is_labelled ? head.labelled : head.unlabelled);
    for (std::size_t k = 0; k < made.outputs; ++k) head.counts[k] += first[static_cast<std::ptrdiff_t>(k)] == 1 ? 1 : 0;
  }
  return made;
}

/// Refuses a head that has nothing to tell apart.
void require_learnable(const FittedHead& head) {
  if (head.kind == HeadKind::number) return;
  if (head.labelled == 0 || head.labels.size() == 0) refuse_head(head, "no text has a label");
  const auto occurring = std::ranges::count_if(head.counts, [](std::int64_t count) { return count > 0; });
  if (head.kind == HeadKind::one && occurring < 2)
    refuse_head(head, fmt::format("all {} labelled texts have the label '{}'; two labels at least are needed",
                                  head.labelled, head.labels.names().front()));
}

std::vector<double> shares_of(const std::vector<std::int64_t>& counts) {
  double all = 0;
  for (const std::int64_t count : counts) all += static_cast<double>(count);
  std::vector<double> shares;
  for (const std::int64_t count : counts) shares.push_back(static_cast<double>(count) / all);
  return shares;
}

/// The targets of some rows, one after another.
struct HeldOutTargets {
  std::vector<std::int32_t> classes;
  std::vector<std::int8_t> memberships;

  HeldOutTargets(const HeadTargets& targets, const std::vector<std::uint32_t>& rows) {
    for (const std::uint32_t row : rows) {
      if (!targets.classes.empty()) classes.push_back(targets.classes[row]);
      for (std::size_t k = 0; k < targets.outputs && !targets.memberships.empty(); ++k)
        memberships.push_back(targets.memberships[row * targets.outputs + k]);
    }
  }
};

/// How badly a head tells rows that were left out: the share of errors, the log-loss, or the squared error.
double held_out_loss(const HeadTargets& targets, const CrossFittedScores& left_out, std::size_t stride,
                     std::size_t first) {
  double sum = 0, judged = 0;
  for (std::size_t i = 0; i < left_out.rows.size(); ++i) {
    const std::size_t row = left_out.rows[i];
    const std::span<const float> scores(left_out.scores.data() + i * stride + first, targets.outputs);
    if (targets.loss == Loss::squared) {
      const double off = static_cast<double>(scores[0]) - targets.numbers[row];
      if (std::isnan(off)) continue;
      sum += off * off;
      ++judged;
    } else if (!targets.classes.empty()) {
      if (targets.classes[row] < 0) continue;
      const auto best = std::ranges::max_element(scores) - scores.begin();
      sum += best == targets.classes[row] ? 0 : 1;
      ++judged;
    } else {
      for (std::size_t k = 0; k < targets.outputs; ++k) {
        const std::int8_t is_member = targets.memberships[row * targets.outputs + k];
        if (is_member < 0) continue;
        const double z = static_cast<double>(scores[k]) * (is_member == 1 ? 1 : -1);
        sum += std::max(0.0, -z) + std::log1p(std::exp(-std::abs(z)));
        ++judged;
      }
    }
  }
  return judged > 0 ? sum / judged : nan;
}

std::string key_of(const TextFeatures& features, std::uint32_t feature) {
  return fmt::format("{}{}", static_cast<int>(features.family(feature)), features.name(feature));
}

/// Weights of old features and labels at the places of the new ones.
LinearHeads moved(const CompactHeads& weights, const TextFeatures& before, const TextFeatures& after,
                  const std::vector<FittedHead>& old_heads, const std::vector<FittedHead>& new_heads) {
  std::vector<std::uint32_t> outputs;
  for (const FittedHead& head : new_heads)
    outputs.push_back(head.kind == HeadKind::number ? 1U : static_cast<std::uint32_t>(head.labels.size()));
  LinearHeads made(after.number_of_features(), outputs);
  const LinearHeads old = weights.expanded();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;  // old output, new output
  for (std::size_t h = 0; h < new_heads.size(); ++h) {
    for (std::uint32_t k = 0; k < old.outputs(h); ++k) {
      const bool is_number = new_heads[h].kind == HeadKind::number;
      const std::size_t to = is_number ? 0 : new_heads[h].labels.at(old_heads[h].labels.names()[k]);
      places.emplace_back(old.first_output(h) + k, made.first_output(h) + static_cast<std::uint32_t>(to));
    }
  }
  const auto move = [&](std::uint32_t from, std::uint32_t to) {
    for (const auto& [a, b] : places) made.weights_of(to)[b] = old.weights_of(from)[a];
  };
  std::unordered_map<std::string, std::uint32_t> place;
  for (std::uint32_t f = 0; f < after.number_of_features(); ++f) place.emplace(key_of(after, f), f);
  for (std::uint32_t f = 0; f < before.number_of_features(); ++f) {
    const auto found = place.find(key_of(before, f));
    if (found != place.end()) move(f, found->second);
  }
  move(before.number_of_features(), after.number_of_features());
  return made;
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

/// Memory in which texts become rows; it is kept from one call to the next.
struct Classifier::Scratches {
  struct One {
    TextScratch text;
    std::vector<float> scores;
  };
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
  const LinearHeads start = moved(weights_, features_, features, heads_, heads);
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
  for (std::size_t h = 0; h < targets.size(); ++h) {
    targets[h].weight = heads_[h].C;
    is_blended.push_back(heads_[h].is_blended);
  }
  BlendedTraining training(rows, std::move(targets), is_blended, options_.variances, start);
  if (!options_.C_factors.empty() && start == nullptr) choose_costs(training);
  training.train(options_.training);
  convergence_ = training.convergence();
  const bool is_enough = start == nullptr || rows.rows() >= enough_to_judge_anew;
  if (is_enough) {
    judge_held_out(training);
  } else {
    for (FittedHead& head : heads_) {  // labels that are new have no bias yet, and are not yet known of shares
      if (head.kind != HeadKind::number && head.calibration.biases.size() != head.labels.size())
        head.calibration.biases.clear();
    }
  }
  weights_ = CompactHeads(training.heads());
  scratches_ = std::make_shared<Scratches>();
}

void Classifier::choose_costs(BlendedTraining& training) {
  std::vector<double> best(heads_.size(), std::numeric_limits<double>::infinity());
  std::vector<double> chosen(heads_.size(), 1.0);
  for (std::size_t i = 0; i < options_.C_factors.size(); ++i) {
    const double factor = options_.C_factors[i];
    TrainingOptions options = options_.training;
    options.C *= factor;
    i == 0 ? training.train(options) : training.follow(factor / options_.C_factors[i - 1], options);
    const CrossFittedScores left_out = training.left_out(options, options_.cross_fitting);
    const LinearHeads layout(0, training.targets());
    for (std::size_t h = 0; h < heads_.size(); ++h) {
      const double loss = held_out_loss(training.targets()[h], left_out, layout.stride(), layout.first_output(h));
      heads_[h].held_out_losses.push_back(loss);
      if (loss >= best[h]) continue;
      best[h] = loss;
      chosen[h] = factor;
    }
  }
  for (std::size_t h = 0; h < heads_.size(); ++h) {
    heads_[h].C *= chosen[h];
    training.multiply_cost(h, chosen[h]);
  }
}

void Classifier::judge_held_out(const BlendedTraining& training) {
  const std::vector<HeadTargets>& targets = training.targets();
  const CrossFittedScores left_out = training.left_out(options_.training, options_.cross_fitting);
  const LinearHeads layout(0, targets);
  const std::size_t stride = layout.stride();
  for (std::size_t h = 0; h < targets.size(); ++h) {
    FittedHead& head = heads_[h];
    const std::size_t first = layout.first_output(h), outputs = targets[h].outputs;
    if (head.kind == HeadKind::number) {
      head.residual_deviation = std::sqrt(held_out_loss(targets[h], left_out, stride, first));
      continue;
    }
    const HeldOutTargets held_out(targets[h], left_out.rows);
    head.calibration = {};
    if (options_.is_calibrated) {
      head.calibration =
          calibrate({left_out.scores, stride, first, outputs, held_out.classes, held_out.memberships, left_out.folds},
                    head.link());
    }
    if (head.kind != HeadKind::one) continue;
    std::vector<double> probabilities(left_out.rows.size() * outputs);
    for (std::size_t i = 0; i < left_out.rows.size(); ++i) {
      to_probabilities(head.calibration, Link::softmax, std::span(left_out.scores).subspan(i * stride + first, outputs),
                       std::span(probabilities).subspan(i * outputs, outputs));
    }
    head.shift = shift_reference(probabilities, held_out.classes, shares_of(head.counts));
  }
}

void Classifier::count_ngrams(const std::vector<std::string_view>& texts) {
  std::vector<std::string_view> sorted;  // whichever order the texts came in, the same ones are looked at
  for (const std::string_view text : texts) {
    if (!text.empty()) sorted.push_back(text);
  }
  std::ranges::sort(sorted);
  const std::size_t count = std::min(sorted.size(), texts_of_census);
  std::vector<double> shares(count);
  for_blocks(
      count,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const NgramCensus census = features_.census(sorted[i * sorted.size() / count]);
          const auto all = static_cast<double>(census.features + census.unseen);
          shares[i] = all > 0 ? static_cast<double>(census.unseen + census.rare) / all : 0.0;
        }
      },
      texts_at_a_time);
  double sum = 0, squares = 0;
  for (const double share : shares) sum += share;
  const double mean = count > 0 ? sum / static_cast<double>(count) : nan;
  for (const double share : shares) squares += (share - mean) * (share - mean);
  unseen_deviation_ = count > 1 ? std::sqrt(squares / static_cast<double>(count - 1)) : 0.0;
  unseen_ = student_t_interval(mean, unseen_deviation_, static_cast<std::int64_t>(count));
}

std::vector<HeadPrediction> Classifier::predict(const Column& texts, bool with_probabilities) const {
  const TextReader reader(texts, "text");
  const std::size_t count = reader.size();
  std::vector<HeadPrediction> made(heads_.size());
  for (std::size_t h = 0; h < heads_.size(); ++h) {
    const std::size_t outputs = weights_.outputs(h);
    if (heads_[h].kind == HeadKind::one) made[h].classes.resize(count);
    if (heads_[h].kind == HeadKind::number) made[h].numbers.resize(count);
    if (heads_[h].kind == HeadKind::many || (with_probabilities && heads_[h].kind == HeadKind::one))
      made[h].probabilities.resize(count * outputs);
  }
  for_blocks(
      count,
      [&](std::size_t begin, std::size_t end) {
        auto scratch = scratches_->free.take([] { return Scratches::One(); });
        scratch->scores.resize(weights_.stride());
        for (std::size_t i = begin; i < end; ++i) {
          const std::string_view text = reader.is_missing(i) ? std::string_view() : reader[i];
          const FeatureRow row = features_.row(text, scratch->text);
          weights_.score(row.features, row.values, scratch->scores);
          for (std::size_t h = 0; h < heads_.size(); ++h) {
            const std::size_t outputs = weights_.outputs(h);
            const auto scores = std::span<const float>(scratch->scores).subspan(weights_.first_output(h), outputs);
            if (!made[h].numbers.empty()) made[h].numbers[i] = static_cast<double>(scores[0]);
            if (!made[h].classes.empty())
              made[h].classes[i] = static_cast<std::int32_t>(likeliest(heads_[h].calibration, scores));
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

Explanation Classifier::explain(std::string_view text, std::size_t head, std::string_view label) const {
  const FittedHead& fitted = heads_.at(head);
  const std::uint32_t first = weights_.first_output(head), outputs = weights_.outputs(head);
  TextScratch scratch;
  const FeatureRow row = features_.row(text, scratch);
  std::vector<float> scores(weights_.stride());
  weights_.score(row.features, row.values, scores);
  const auto of_head = std::span<const float>(scores).subspan(first, outputs);

  Explanation made;
  made.head = fitted.name;
  const bool is_number = fitted.kind == HeadKind::number;
  std::vector<double> probabilities(outputs);
  std::size_t chosen = 0;
  std::optional<std::size_t> against;
  if (!is_number) {
    to_probabilities(fitted.calibration, fitted.link(), of_head, probabilities);
    const auto greatest = std::ranges::max_element(probabilities);
    chosen = label.empty() ? static_cast<std::size_t>(greatest - probabilities.begin()) : fitted.labels.at(label);
    made.label = fitted.labels.names()[chosen];
    made.probability = probabilities[chosen];
  } else {
    made.probability = static_cast<double>(of_head[0]);
  }
  if (fitted.kind == HeadKind::one) {
    for (std::size_t k = 0; k < outputs; ++k) {
      if (k != chosen && (!against || probabilities[k] > probabilities[*against])) against = k;
    }
    made.against = fitted.labels.names()[*against];
  }

  const double scale = is_number ? 1.0 : fitted.calibration.scale;
  const auto bias = [&](std::size_t k) {
    return fitted.calibration.biases.empty() ? 0.0 : fitted.calibration.biases[k];
  };
  const auto difference = [&](auto&& of_output) {
    const double own = of_output(first + static_cast<std::uint32_t>(chosen));
    return scale * (against ? own - of_output(first + static_cast<std::uint32_t>(*against)) : own);
  };
  made.baseline = difference([&](std::uint32_t output) { return weights_.intercept(output); });
  if (!is_number) made.baseline += bias(chosen) - (against ? bias(*against) : 0.0);
  made.score = made.baseline;
  std::unordered_map<std::uint32_t, double> contributions;
  std::vector<std::pair<double, std::uint32_t>> sorted;
  for (std::size_t i = 0; i < row.features.size(); ++i) {
    const double part = static_cast<double>(row.values[i]) *
                        difference([&](std::uint32_t output) { return weights_.weight(row.features[i], output); });
    contributions[row.features[i]] = part;
    sorted.emplace_back(part, row.features[i]);
    made.score += part;
  }
  std::ranges::sort(sorted, [](const auto& a, const auto& b) {
    return std::pair(-std::abs(a.first), a.second) < std::pair(-std::abs(b.first), b.second);
  });
  for (const auto& [part, feature] : sorted) {
    made.ngrams.push_back(features_.name(feature));
    made.contributions.push_back(part);
  }

  const std::vector<Occurrence> occurrences = features_.occurrences(text);
  std::unordered_map<std::uint32_t, double> places;
  for (const Occurrence& place : occurrences) ++places[place.feature];
  made.bytes.resize(text.size());
  for (const Occurrence& place : occurrences) {
    const auto found = contributions.find(place.feature);
    if (found == contributions.end() || place.end <= place.begin) continue;
    const double part = found->second / places[place.feature] / static_cast<double>(place.end - place.begin);
    for (std::size_t byte = place.begin; byte < place.end; ++byte) made.bytes[byte] += part;
  }
  return made;
}

Frame Explanation::frame() const {
  return Frame({{"ngram", ngrams}, {"contribution", contributions}});
}

Prevalence Classifier::prevalence(const Column& texts, std::size_t head, const Bootstrap& bootstrap) const {
  const FittedHead& fitted = heads_.at(head);
  if (fitted.kind != HeadKind::one)
    throw ParameterError(code::out_of_domain,
                         fmt::format("prevalence is for heads of one class, but '{}' is of another kind", fitted.name));
  if (fitted.shift.shares.size() != fitted.labels.size())
    throw FitError(code::no_information,
                   fmt::format("head '{}' has learnt labels since it was judged by texts that were left out: fit it "
                               "further with at least {} texts, or anew",
                               fitted.name, enough_to_judge_anew));
  return complaints::prevalence(predict(texts, true)[head].probabilities, fitted.shift, bootstrap);
}

Drift Classifier::drift(const Column& texts, double level) const {
  require_level(level);
  Drift made;
  made.level = level;
  made.texts = static_cast<std::int64_t>(texts.size());
  std::size_t measures = 1;
  for (const FittedHead& head : heads_) measures += head.kind == HeadKind::one ? head.labels.size() : 0;
  const double of_each = 1 - (1 - level) / static_cast<double>(measures);
  const auto add = [&](Drift::Measure one, double error) {
    const Estimate band = normal_interval(one.reference, error, of_each);
    one.lower = std::max(0.0, band.lower);
    one.upper = std::min(1.0, band.upper);
    one.is_alarm = one.value.value < one.lower || one.value.value > one.upper;
    made.measures.push_back(std::move(one));
  };

  for (std::size_t h = 0; h < heads_.size(); ++h) {
    const FittedHead& head = heads_[h];
    if (head.kind != HeadKind::one) continue;
    const Prevalence found = prevalence(texts, h, Bootstrap{.level = level});
    for (std::size_t k = 0; k < head.labels.size(); ++k) {
      const double reference = head.shift.shares[k];
      const double sampling = reference * (1 - reference) *
                              (1 / static_cast<double>(head.labelled) + 1 / static_cast<double>(texts.size()));
      const double error = std::sqrt(sampling + found.shares[k].standard_error * found.shares[k].standard_error);
      add({"prevalence", head.labels.names()[k], reference, found.shares[k]}, error);
    }
  }

  const TextReader reader(texts, "text");
  std::vector<double> shares(reader.size(), nan);
  for_blocks(
      reader.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          if (reader.is_missing(i)) continue;
          const NgramCensus census = features_.census(reader[i]);
          const auto all = static_cast<double>(census.features + census.unseen);
          if (all > 0) shares[i] = static_cast<double>(census.unseen) / all;
        }
      },
      texts_at_a_time);
  std::erase_if(shares, [](double share) { return std::isnan(share); });
  double sum = 0, squares = 0;
  for (const double share : shares) sum += share;
  const auto count = static_cast<double>(shares.size());
  if (shares.empty()) return made;
  for (const double share : shares) squares += (share - sum / count) * (share - sum / count);
  const double deviation = shares.size() > 1 ? std::sqrt(squares / (count - 1)) : 0.0;
  const Estimate value = student_t_interval(sum / count, deviation, static_cast<std::int64_t>(shares.size()), level);
  const double error =
      std::sqrt(unseen_deviation_ * unseen_deviation_ / count + unseen_.standard_error * unseen_.standard_error);
  add({"unseen n-grams", "", unseen_.value, value}, error);
  return made;
}

bool Drift::has_alarm() const noexcept {
  return std::ranges::any_of(measures, [](const Measure& one) { return one.is_alarm; });
}

Frame Drift::frame() const {
  std::vector<std::string> what, labels;
  std::vector<double> references, lower, upper;
  std::vector<bool> alarms;
  EstimateColumns values;
  for (const Measure& one : measures) {
    what.push_back(one.what);
    labels.push_back(one.label);
    references.push_back(one.reference);
    values.push(one.value);
    lower.push_back(one.lower);
    upper.push_back(one.upper);
    alarms.push_back(one.is_alarm);
  }
  Frame made({{"what", what}, {"label", labels}, {"reference", std::move(references)}});
  values.add_to(made, "value");
  made.add("band_lower", std::move(lower));
  made.add("band_upper", std::move(upper));
  made.add("is_alarm", alarms);
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
