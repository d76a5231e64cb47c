#include "fealty/complaints/calibration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "single_precision.hpp"
#include "wide.hpp"

namespace fealty::complaints {
namespace {

constexpr std::size_t fewest_rows = 20;
constexpr int most_steps = 60;
constexpr double least_part_of_step = 1e-3;  // of a Newton step
constexpr std::uint8_t no_fold = 255;
constexpr double first_noise = 0.01;  // from which it is looked for
constexpr double least_noise = 1e-6;
constexpr double negligible_noise = 1e-4;  // is none

/// Loss of rows, and its slope by scale and biases, with curvatures that bound it from above.
struct Slopes {
  double loss = 0;
  double by_scale = 0, curvature = 0;
  double by_noise = 0, noise_curvature = 0;
  std::vector<double> by_bias, curvatures;
  std::size_t judged = 0;
};

/// z = scale * s + biases, and exp of it less the greatest.
FEALTY_WIDE float exponentials(const float* s, const float* biases, float scale, std::size_t n, float* z,
                               float* e) noexcept {
  float greatest = -3e38F;
  for (std::size_t k = 0; k < n; ++k) z[k] = scale * s[k] + biases[k];
  for (std::size_t k = 0; k < n; ++k) greatest = z[k] > greatest ? z[k] : greatest;
  for (std::size_t k = 0; k < n; ++k) e[k] = fast_exp(z[k] - greatest);
  return greatest;
}

/// Sums of e, e s and e s^2.
struct Moments {
  double sum = 0, first = 0, second = 0;
};

/// Each sum in four parts that are added at the end.
FEALTY_WIDE Moments moments_of(const float* e, const float* s, std::size_t n) noexcept {
  double sums[4] = {}, first[4] = {}, second[4] = {};
  const auto add = [&](std::size_t part, std::size_t k) {
    const auto share = static_cast<double>(e[k]), score = static_cast<double>(s[k]);
    sums[part] += share;
    first[part] += share * score;
    second[part] += share * score * score;
  };
  std::size_t k = 0;
  for (; k + 4 <= n; k += 4) {
    for (std::size_t part = 0; part < 4; ++part) add(part, k + part);
  }
  for (; k < n; ++k) add(0, k);
  const auto whole = [](const double* parts) { return (parts[0] + parts[2]) + (parts[1] + parts[3]); };
  return {whole(sums), whole(first), whole(second)};
}

/// sums += share * e.
FEALTY_WIDE void add_shares(const float* e, double share, std::size_t n, double* sums) noexcept {
  for (std::size_t k = 0; k < n; ++k) sums[k] += share * static_cast<double>(e[k]);
}

class Fit {
 public:
  Fit(const HeldOutScores& held_out, Link link)
      : held_out_(held_out), link_(link), z_(held_out.outputs), e_(held_out.outputs), biases_(held_out.outputs) {}

  /// Makes the loss of the rows outside a fold least, from where the calibration is.
  void improve(Calibration& made, std::uint8_t but) {
    if (made.form == CalibrationForm::biases && made.biases.empty()) made.biases.assign(held_out_.outputs, 0.0);
    if (link_ == Link::softmax && made.noise == 0) {
      made.noise = first_noise;
      made.chance = shares_of_classes();
    }
    const auto others = [but](std::uint8_t fold) { return fold != but; };
    Slopes at = slopes(made, others);
    double loss = penalized(at, made), share = 1;
    for (int step = 0; step < most_steps && share > least_part_of_step; ++step) {
      Calibration next = stepped(made, at, share);
      Slopes there = slopes(next, others);
      const double lower = penalized(there, next);
      if (!(lower <= loss)) {  // where probabilities are near 0 and 1, Newton's step goes much too far
        share /= 4;
        continue;
      }
      const bool is_least = share == 1 && loss - lower < 1e-5 * static_cast<double>(at.judged);
      made = std::move(next);
      at = std::move(there);
      loss = lower;
      if (is_least) break;
      share = std::min(1.0, 2 * share);
    }
  }

  /// Loss and number of rows of one fold.
  Slopes judge(const Calibration& made, std::uint8_t only) {
    return slopes(made, [only](std::uint8_t fold) { return fold == only; });
  }

 private:
  /// The shares of classes among the rows, as if each had one more.
  [[nodiscard]] std::vector<double> shares_of_classes() const {
    std::vector<double> shares(held_out_.outputs, 1.0);
    double rows = static_cast<double>(held_out_.outputs);
    for (const std::int32_t label : held_out_.classes) {
      if (label < 0) continue;
      ++shares[static_cast<std::size_t>(label)];
      ++rows;
    }
    for (double& share : shares) share /= rows;
    return shares;
  }

  /// The loss, and what priors add to it.
  static double penalized(const Slopes& at, const Calibration& made) {
    const double log_scale = std::log(made.scale);
    double sum = at.loss + log_scale * log_scale / 2;
    if (made.noise > 0) sum -= std::log(made.noise * (1 - made.noise)) / 2;
    for (const double b : made.biases) sum += b * b / 2;
    return sum;
  }

  /// A share of a Newton step.
  static Calibration stepped(const Calibration& made, const Slopes& at, double share) {
    Calibration next = made;
    const double by_scale = at.by_scale + std::log(made.scale) / made.scale,
                 curvature = at.curvature + 1 / (made.scale * made.scale);
    next.scale = std::clamp(made.scale - share * by_scale / curvature, made.scale / 3, made.scale * 3);
    if (made.noise > 0) {  // by the log-odds
      const double noise = made.noise, told = 1 - noise;
      const double by_noise = at.by_noise + (1 / told - 1 / noise) / 2,
                   noise_curvature = at.noise_curvature + (1 / (told * told) + 1 / (noise * noise)) / 2;
      const double step = std::clamp(by_noise / noise_curvature / (noise * told), -1.0, 1.0);
      const double odds = noise / told * std::exp(-share * step);
      next.noise = std::clamp(odds / (1 + odds), least_noise, most_noise);
    }
    for (std::size_t k = 0; k < made.biases.size(); ++k) {
      const double slope = at.by_bias[k] + made.biases[k];
      next.biases[k] -= share * slope / (at.curvatures[k] + 1);
    }
    return next;
  }

  template <class Counts>
  Slopes slopes(const Calibration& made, const Counts& counts) {
    const std::size_t n = held_out_.outputs;
    Slopes all;
    all.by_bias.resize(n);
    all.curvatures.resize(n);
    std::fill(biases_.begin(), biases_.end(), 0.0F);
    for (std::size_t k = 0; k < made.biases.size(); ++k) biases_[k] = static_cast<float>(made.biases[k]);
    for (std::size_t row = 0; row < held_out_.folds.size(); ++row) {
      if (!counts(held_out_.folds[row])) continue;
      const float* const s = held_out_.scores.data() + row * held_out_.stride + held_out_.first;
      if (link_ == Link::softmax) {
        add_class(made, s, held_out_.classes[row], all);
      } else {
        add_outputs(made, s, row, all);
      }
    }
    if (link_ == Link::softmax) {
      for (std::size_t k = 0; k < n; ++k) all.by_bias[k] += all.curvatures[k];
    }
    return all;
  }

  void add_class(const Calibration& made, const float* s, std::int32_t label, Slopes& all) {
    if (label < 0) return;
    const std::size_t n = held_out_.outputs;
    const auto y = static_cast<std::size_t>(label);
    const float greatest = exponentials(s, biases_.data(), static_cast<float>(made.scale), n, z_.data(), e_.data());
    const Moments moments = moments_of(e_.data(), s, n);
    const double share = 1 / moments.sum, mean = moments.first * share, square = moments.second * share;
    const double p = static_cast<double>(e_[y]) * share;
    const double by_chance = made.noise > 0 ? made.chance[y] : 0.0,
                 mixed = (1 - made.noise) * p + made.noise * by_chance;
    const double told = made.noise > 0 ? (1 - made.noise) * p / mixed : 1.0;  // the chance that it is no noise
    const float log_p = made.noise > 0 ? fast_log(static_cast<float>(mixed))
                                       : z_[y] - greatest - fast_log(static_cast<float>(moments.sum));
    all.loss -= static_cast<double>(log_p);
    add_shares(e_.data(), told * share, n, all.curvatures.data());  // diag(p) is above diag(p) - p p'
    all.by_bias[y] -= told;                                         // the shares are added once for all rows
    all.by_scale += told * (mean - static_cast<double>(s[y]));
    all.curvature += told * (square - mean * mean);
    const double by_noise = made.noise > 0 ? (p - by_chance) / mixed : 0.0;
    all.by_noise += by_noise;
    all.noise_curvature += by_noise * by_noise;
    ++all.judged;
  }

  void add_outputs(const Calibration& made, const float* s, std::size_t row, Slopes& all) {
    for (std::size_t k = 0; k < held_out_.outputs; ++k) {
      const int is_member = held_out_.memberships.empty()
                                ? (static_cast<std::size_t>(held_out_.classes[row]) == k ? 1 : 0)
                                : held_out_.memberships[row * held_out_.outputs + k];
      if (is_member < 0) continue;
      const double score = static_cast<double>(s[k]);
      const double z = made.scale * score + static_cast<double>(biases_[k]);
      const double p = 1 / (1 + std::exp(-z));
      const double signed_z = is_member == 1 ? z : -z;
      all.loss += std::max(0.0, -signed_z) + std::log1p(std::exp(-std::abs(z)));
      const double slope = p - is_member;
      all.by_scale += slope * score;
      all.curvature += p * (1 - p) * score * score;
      all.by_bias[k] += slope;
      all.curvatures[k] += p * (1 - p);
      ++all.judged;
    }
  }

  const HeldOutScores& held_out_;
  Link link_;
  std::vector<float> z_, e_, biases_;
};

}  // namespace

Calibration calibrate(const HeldOutScores& held_out, Link link) {
  constexpr std::array forms = {CalibrationForm::none, CalibrationForm::temperature, CalibrationForm::biases};
  Calibration best;
  best.loss_before = best.loss_after = nan;
  const std::size_t folds = held_out.folds.empty() ? 0 : std::size_t{*std::ranges::max_element(held_out.folds)} + 1;
  if (folds < 2 || held_out.folds.size() < fewest_rows) return best;

  std::array<Calibration, 3> fitted;
  run_tasks(forms.size(), [&](std::size_t f) {
    fitted[f].form = forms[f];
    if (forms[f] != CalibrationForm::none) Fit(held_out, link).improve(fitted[f], no_fold);
  });
  std::vector<Slopes> judged(forms.size() * folds);
  run_tasks(judged.size(), [&](std::size_t i) {
    const std::size_t f = i / folds;
    const auto fold = static_cast<std::uint8_t>(i % folds);
    Calibration made = fitted[f];
    Fit fit(held_out, link);
    if (forms[f] != CalibrationForm::none) fit.improve(made, fold);
    judged[i] = fit.judge(made, fold);
  });
  std::array<double, 3> losses{};
  for (std::size_t f = 0; f < forms.size(); ++f) {
    for (std::size_t fold = 0; fold < folds; ++fold) losses[f] += judged[f * folds + fold].loss;
  }
  std::size_t rows = 0;
  for (std::size_t fold = 0; fold < folds; ++fold) rows += judged[fold].judged;
  if (rows == 0) return best;
  const auto f = static_cast<std::size_t>(std::ranges::min_element(losses) - losses.begin());
  best = fitted[f];
  if (best.noise < negligible_noise) {
    best.noise = 0;
    best.chance.clear();
  }
  best.loss_before = losses[0] / static_cast<double>(rows);
  best.loss_after = losses[f] / static_cast<double>(rows);
  best.rows = rows;
  return best;
}

void to_probabilities(const Calibration& calibration, Link link, std::span<const float> scores,
                      std::span<double> probabilities) {
  const std::size_t n = scores.size();
  double greatest = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < n; ++k) {
    const double bias = calibration.biases.empty() ? 0.0 : calibration.biases[k];
    probabilities[k] = calibration.scale * static_cast<double>(scores[k]) + bias;
    greatest = std::max(greatest, probabilities[k]);
  }
  if (link == Link::logistic) {
    for (double& p : probabilities) p = 1 / (1 + std::exp(-p));
    return;
  }
  double sum = 0;
  for (double& p : probabilities) sum += p = static_cast<double>(fast_exp(static_cast<float>(p - greatest)));
  const double told = (1 - calibration.noise) / sum;
  for (double& p : probabilities) p *= told;
  for (std::size_t k = 0; k < calibration.chance.size(); ++k)
    probabilities[k] += calibration.noise * calibration.chance[k];
}

/// By how much the greatest score must lie above all others for its output to be the likeliest whatever the noise: it
/// is likelier by at least (1 - noise) / outputs * (1 - exp -lead).
LikeliestOutput::LikeliestOutput(const Calibration& calibration, std::size_t outputs) : calibration_(calibration) {
  if (calibration.chance.empty()) return;
  const auto [least, most] = std::ranges::minmax(calibration.chance);
  const double needed = calibration.noise * (most - least) * static_cast<double>(outputs) / (1 - calibration.noise);
  safe_lead_ = needed < 1 ? -std::log1p(-needed) : std::numeric_limits<double>::infinity();
}

std::size_t LikeliestOutput::operator()(std::span<const float> scores) const {
  std::size_t best = 0;
  double greatest = -std::numeric_limits<double>::infinity(), second = greatest;
  for (std::size_t k = 0; k < scores.size(); ++k) {
    const double bias = calibration_.biases.empty() ? 0.0 : calibration_.biases[k];
    const double z = calibration_.scale * static_cast<double>(scores[k]) + bias;
    if (z <= greatest) {
      second = std::max(second, z);
      continue;
    }
    second = greatest;
    greatest = z;
    best = k;
  }
  if (calibration_.chance.empty() || greatest - second > safe_lead_) return best;
  std::vector<double> probabilities(scores.size());
  to_probabilities(calibration_, Link::softmax, scores, probabilities);
  return static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
}

}  // namespace fealty::complaints
