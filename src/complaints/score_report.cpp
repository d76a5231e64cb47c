#include "fealty/complaints/score_report.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::complaints {
namespace {

constexpr double least_told_probability = 1e-15;  // of a label, whose logarithm is taken
constexpr std::size_t replicates_at_a_time = 16;

/// Counts by class that f1 is made of.
struct Counts {
  explicit Counts(std::size_t classes) : labels(classes), predicted(classes), right(classes) {}

  std::vector<double> labels, predicted, right;

  void add(std::int32_t label, std::size_t prediction, double weight) {
    if (label == unseen_label) {
      predicted[prediction] += weight;
      return;
    }
    const auto k = static_cast<std::size_t>(label);
    labels[k] += weight;
    predicted[prediction] += weight;
    if (k == prediction) right[k] += weight;
  }

  [[nodiscard]] double f1(std::size_t k) const noexcept {
    const double both = labels[k] + predicted[k];
    return both > 0 ? 2 * right[k] / both : nan;
  }

  /// The mean over classes that occur.
  [[nodiscard]] double macro_f1() const noexcept {
    double sum = 0, occurring = 0;
    for (std::size_t k = 0; k < labels.size(); ++k) {
      if (!(labels[k] + predicted[k] > 0)) continue;
      sum += f1(k);
      ++occurring;
    }
    return occurring > 0 ? sum / occurring : nan;
  }
};

/// Texts by the bin of their confidence.
struct Bins {
  explicit Bins(std::size_t count) : texts(count), confidence(count), right(count) {}

  std::vector<double> texts, confidence, right;

  void add(double probability, bool is_right, double weight) {
    const auto count = static_cast<double>(texts.size());
    const double place = std::ceil(probability * count) - 1;  // a bin has its upper end, as in the literature
    const auto bin = static_cast<std::size_t>(std::clamp(place, 0.0, count - 1));
    texts[bin] += weight;
    confidence[bin] += weight * probability;
    right[bin] += is_right ? weight : 0.0;
  }

  [[nodiscard]] double calibration_error() const noexcept {
    double sum = 0, all = 0;
    for (std::size_t b = 0; b < texts.size(); ++b) {
      sum += std::abs(right[b] - confidence[b]);
      all += texts[b];
    }
    return all > 0 ? sum / all : nan;
  }
};

/// The replicates' weights of each text, and what is done with each replicate.
template <class Visit>
void for_replicates(std::size_t texts, const Bootstrap& bootstrap, const Visit& visit) {
  for_blocks(
      bootstrap.replicates,
      [&](std::size_t begin, std::size_t end) {
        std::vector<std::uint8_t> weights(bootstrap.replicates);
        std::vector<std::uint8_t> of_block((end - begin) * texts);
        for (std::size_t i = 0; i < texts; ++i) {
          poisson_weights(bootstrap.seed, i, weights);
          for (std::size_t b = begin; b < end; ++b) of_block[(b - begin) * texts + i] = weights[b];
        }
        for (std::size_t b = begin; b < end; ++b)
          visit(b, std::span<const std::uint8_t>(of_block).subspan((b - begin) * texts, texts));
      },
      replicates_at_a_time);
}

/// The mean of numbers with Student's interval.
Estimate mean_estimate(std::span<const double> values, double level) {
  double sum = 0, squares = 0;
  for (const double x : values) sum += x;
  const double mean = values.empty() ? nan : sum / static_cast<double>(values.size());
  for (const double x : values) squares += (x - mean) * (x - mean);
  const double deviation = values.size() > 1 ? std::sqrt(squares / static_cast<double>(values.size() - 1)) : 0.0;
  return student_t_interval(mean, deviation, static_cast<std::int64_t>(values.size()), level);
}

Estimate share(double part, double whole, double level) {
  return wilson(static_cast<std::int64_t>(part), static_cast<std::int64_t>(whole), level);
}

struct Judged {
  std::int32_t label;
  std::size_t prediction;
  double confidence;
  [[nodiscard]] bool is_right() const noexcept { return label == static_cast<std::int32_t>(prediction); }
};

[[noreturn]] void refuse_empty() {
  throw RecordError(code::refused_record, "no text has a label: there is nothing to be judged by");
}

void require_length(std::size_t found, std::size_t expected) {
  if (found == expected) return;
  throw RecordError(code::length_mismatch, fmt::format("{} labels for {} texts", found, expected));
}

std::vector<ReliabilityBin> reliability_of(const Bins& bins, double level) {
  std::vector<ReliabilityBin> made;
  const auto count = static_cast<double>(bins.texts.size());
  for (std::size_t b = 0; b < bins.texts.size(); ++b) {
    const double texts = bins.texts[b];
    made.push_back({static_cast<double>(b) / count, static_cast<double>(b + 1) / count,
                    texts > 0 ? bins.confidence[b] / texts : nan, share(bins.right[b], texts, level),
                    static_cast<std::int64_t>(texts)});
  }
  return made;
}

}  // namespace

ScoreReport score_report(std::span<const double> probabilities, std::span<const std::int32_t> labels,
                         std::span<const std::string> classes, std::size_t bins, const Bootstrap& bootstrap) {
  const std::size_t n = classes.size();
  require(bins > 0, "bins", static_cast<double>(bins), "must be positive");
  require_level(bootstrap.level);
  require_length(labels.size(), n == 0 ? 0 : probabilities.size() / n);
  ScoreReport report;
  report.level = bootstrap.level;
  report.confusions.resize(n * n);
  Counts counts(n);
  Bins all_bins(bins);
  std::vector<Judged> judged;
  std::vector<double> losses;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == -1) {
      ++report.unlabelled;
      continue;
    }
    const auto row = probabilities.subspan(i * n, n);
    const auto greatest = std::ranges::max_element(row);
    const Judged one{labels[i], static_cast<std::size_t>(greatest - row.begin()), *greatest};
    judged.push_back(one);
    counts.add(one.label, one.prediction, 1);
    all_bins.add(one.confidence, one.is_right(), 1);
    if (one.label == unseen_label) {
      ++report.unseen;
      continue;
    }
    const auto k = static_cast<std::size_t>(one.label);
    ++report.confusions[k * n + one.prediction];
    losses.push_back(-std::log(std::max(row[k], least_told_probability)));
  }
  if (judged.empty()) refuse_empty();
  report.texts = static_cast<std::int64_t>(judged.size());

  std::vector<double> macro(bootstrap.replicates), calibration(bootstrap.replicates);
  std::vector<double> f1(n * bootstrap.replicates);
  for_replicates(judged.size(), bootstrap, [&](std::size_t b, std::span<const std::uint8_t> weights) {
    Counts drawn(n);
    Bins drawn_bins(bins);
    for (std::size_t i = 0; i < judged.size(); ++i) {
      if (weights[i] == 0) continue;
      drawn.add(judged[i].label, judged[i].prediction, weights[i]);
      drawn_bins.add(judged[i].confidence, judged[i].is_right(), weights[i]);
    }
    macro[b] = drawn.macro_f1();
    calibration[b] = drawn_bins.calibration_error();
    for (std::size_t k = 0; k < n; ++k) f1[k * bootstrap.replicates + b] = drawn.f1(k);
  });

  double right = 0;
  for (const double r : counts.right) right += r;
  report.accuracy = share(right, static_cast<double>(judged.size()), report.level);
  report.macro_f1 = percentile_interval(counts.macro_f1(), macro, report.level);
  report.log_loss = mean_estimate(losses, report.level);
  report.calibration_error = percentile_interval(all_bins.calibration_error(), calibration, report.level);
  report.reliability = reliability_of(all_bins, report.level);
  for (std::size_t k = 0; k < n; ++k) {
    ClassScore one;
    one.label = classes[k];
    one.texts = static_cast<std::int64_t>(counts.labels[k]);
    one.predicted = static_cast<std::int64_t>(counts.predicted[k]);
    one.right = static_cast<std::int64_t>(counts.right[k]);
    one.precision = share(counts.right[k], counts.predicted[k], report.level);
    one.recall = share(counts.right[k], counts.labels[k], report.level);
    one.f1 = percentile_interval(counts.f1(k),
                                 std::span<const double>(f1).subspan(k * bootstrap.replicates, bootstrap.replicates),
                                 report.level);
    report.classes.push_back(std::move(one));
  }
  return report;
}

Frame ScoreReport::frame() const {
  std::vector<std::string> labels;
  std::vector<std::int64_t> of_class, predicted, right;
  EstimateColumns precision, recall, f1;
  for (const ClassScore& c : classes) {
    labels.push_back(c.label);
    of_class.push_back(c.texts);
    predicted.push_back(c.predicted);
    right.push_back(c.right);
    precision.push(c.precision);
    recall.push(c.recall);
    f1.push(c.f1);
  }
  Frame made({{"label", labels},
              {"texts", std::move(of_class)},
              {"predicted", std::move(predicted)},
              {"right", std::move(right)}});
  precision.add_to(made, "precision");
  recall.add_to(made, "recall");
  f1.add_to(made, "f1");
  return made;
}

Frame ScoreReport::confusion() const {
  std::vector<std::string> labels, predicted;
  std::vector<std::int64_t> counts;
  EstimateColumns shares;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    for (std::size_t j = 0; j < classes.size(); ++j) {
      const std::int64_t count = confusions[k * classes.size() + j];
      if (count == 0) continue;
      labels.push_back(classes[k].label);
      predicted.push_back(classes[j].label);
      counts.push_back(count);
      shares.push(wilson(count, classes[k].texts, level));
    }
  }
  Frame made({{"label", labels}, {"predicted", predicted}, {"texts", std::move(counts)}});
  shares.add_to(made, "share");
  return made;
}

Frame ScoreReport::reliability_frame() const {
  std::vector<double> from, to, confidence;
  std::vector<std::int64_t> counts;
  EstimateColumns accuracies;
  for (const ReliabilityBin& bin : reliability) {
    from.push_back(bin.from);
    to.push_back(bin.to);
    counts.push_back(bin.texts);
    confidence.push_back(bin.confidence);
    accuracies.push(bin.accuracy);
  }
  Frame made({{"from", std::move(from)},
              {"to", std::move(to)},
              {"texts", std::move(counts)},
              {"confidence", std::move(confidence)}});
  accuracies.add_to(made, "accuracy");
  return made;
}

MembershipReport membership_report(std::span<const double> probabilities, std::span<const std::int8_t> memberships,
                                   std::span<const std::string> outputs, std::size_t bins, const Bootstrap& bootstrap) {
  const std::size_t n = outputs.size();
  require(bins > 0, "bins", static_cast<double>(bins), "must be positive");
  require_level(bootstrap.level);
  require_length(memberships.size(), probabilities.size());
  const std::size_t texts = n == 0 ? 0 : memberships.size() / n;
  if (std::ranges::all_of(memberships, [](std::int8_t m) { return m < 0; })) refuse_empty();
  MembershipReport report;
  report.level = bootstrap.level;
  std::vector<double> f1(n * bootstrap.replicates), calibration(n * bootstrap.replicates), macro(bootstrap.replicates);
  for_replicates(texts, bootstrap, [&](std::size_t b, std::span<const std::uint8_t> weights) {
    double sum = 0, occurring = 0;
    for (std::size_t k = 0; k < n; ++k) {
      Counts drawn(2);
      Bins drawn_bins(bins);
      for (std::size_t i = 0; i < texts; ++i) {
        const std::int8_t is_member = memberships[i * n + k];
        if (is_member < 0 || weights[i] == 0) continue;
        const double p = probabilities[i * n + k];
        const bool is_predicted = p >= 0.5;
        drawn.add(is_member, is_predicted ? 1 : 0, weights[i]);
        drawn_bins.add(is_predicted ? p : 1 - p, is_predicted == (is_member == 1), weights[i]);
      }
      const double of_output = drawn.f1(1);
      f1[k * bootstrap.replicates + b] = of_output;
      calibration[k * bootstrap.replicates + b] = drawn_bins.calibration_error();
      if (std::isnan(of_output)) continue;
      sum += of_output;
      ++occurring;
    }
    macro[b] = occurring > 0 ? sum / occurring : nan;
  });

  double sum = 0, occurring = 0;
  for (std::size_t k = 0; k < n; ++k) {
    Counts counts(2);
    Bins all_bins(bins);
    std::vector<double> losses;
    for (std::size_t i = 0; i < texts; ++i) {
      const std::int8_t is_member = memberships[i * n + k];
      if (is_member < 0) continue;
      const double p = probabilities[i * n + k];
      const bool is_predicted = p >= 0.5;
      counts.add(is_member, is_predicted ? 1 : 0, 1);
      all_bins.add(is_predicted ? p : 1 - p, is_predicted == (is_member == 1), 1);
      losses.push_back(-std::log(std::max(is_member == 1 ? p : 1 - p, least_told_probability)));
    }
    const auto replicates_of = [&](const std::vector<double>& all) {
      return std::span<const double>(all).subspan(k * bootstrap.replicates, bootstrap.replicates);
    };
    MembershipScore one;
    one.label = outputs[k];
    one.texts = static_cast<std::int64_t>(losses.size());
    one.members = static_cast<std::int64_t>(counts.labels[1]);
    one.predicted = static_cast<std::int64_t>(counts.predicted[1]);
    one.right = static_cast<std::int64_t>(counts.right[1]);
    one.accuracy = share(counts.right[0] + counts.right[1], static_cast<double>(losses.size()), report.level);
    one.precision = share(counts.right[1], counts.predicted[1], report.level);
    one.recall = share(counts.right[1], counts.labels[1], report.level);
    one.f1 = percentile_interval(counts.f1(1), replicates_of(f1), report.level);
    one.log_loss = mean_estimate(losses, report.level);
    one.calibration_error = percentile_interval(all_bins.calibration_error(), replicates_of(calibration), report.level);
    if (!std::isnan(one.f1.value)) {
      sum += one.f1.value;
      ++occurring;
    }
    report.outputs.push_back(std::move(one));
  }
  report.macro_f1 = percentile_interval(occurring > 0 ? sum / occurring : nan, macro, report.level);
  return report;
}

Frame MembershipReport::frame() const {
  std::vector<std::string> labels;
  std::vector<std::int64_t> texts, members, predicted, right;
  EstimateColumns accuracy, precision, recall, f1, log_loss, calibration_error;
  for (const MembershipScore& o : outputs) {
    labels.push_back(o.label);
    texts.push_back(o.texts);
    members.push_back(o.members);
    predicted.push_back(o.predicted);
    right.push_back(o.right);
    accuracy.push(o.accuracy);
    precision.push(o.precision);
    recall.push(o.recall);
    f1.push(o.f1);
    log_loss.push(o.log_loss);
    calibration_error.push(o.calibration_error);
  }
  Frame made({{"label", labels},
              {"texts", std::move(texts)},
              {"members", std::move(members)},
              {"predicted", std::move(predicted)},
              {"right", std::move(right)}});
  accuracy.add_to(made, "accuracy");
  precision.add_to(made, "precision");
  recall.add_to(made, "recall");
  f1.add_to(made, "f1");
  log_loss.add_to(made, "log_loss");
  calibration_error.add_to(made, "calibration_error");
  return made;
}

NumberReport number_report(std::span<const double> predicted, std::span<const double> numbers,
                           const Bootstrap& bootstrap) {
  require_level(bootstrap.level);
  require_length(numbers.size(), predicted.size());
  NumberReport report;
  report.level = bootstrap.level;
  std::vector<double> x, y;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (std::isnan(numbers[i])) {
      ++report.unlabelled;
      continue;
    }
    x.push_back(predicted[i]);
    y.push_back(numbers[i]);
  }
  if (x.empty()) refuse_empty();
  report.texts = static_cast<std::int64_t>(x.size());
  const auto figures = [&](auto&& weight_of) {
    double n = 0, sx = 0, sy = 0, error = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double w = weight_of(i);
      n += w;
      sx += w * x[i];
      sy += w * y[i];
      error += w * (x[i] - y[i]) * (x[i] - y[i]);
    }
    const double mx = sx / n, my = sy / n;
    double xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double w = weight_of(i);
      xx += w * (x[i] - mx) * (x[i] - mx);
      yy += w * (y[i] - my) * (y[i] - my);
      xy += w * (x[i] - mx) * (y[i] - my);
    }
    return std::pair(error / n, xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : nan);
  };
  std::vector<double> errors(bootstrap.replicates), correlations(bootstrap.replicates);
  for_replicates(x.size(), bootstrap, [&](std::size_t b, std::span<const std::uint8_t> weights) {
    std::tie(errors[b], correlations[b]) = figures([&](std::size_t i) { return static_cast<double>(weights[i]); });
  });
  const auto [error, correlation] = figures([](std::size_t) { return 1.0; });
  report.mean_squared_error = percentile_interval(error, errors, report.level);
  report.correlation = percentile_interval(correlation, correlations, report.level);
  return report;
}

}  // namespace fealty::complaints
