#include "fealty/gaps/reliability.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include <Eigen/Eigenvalues>
#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "degenerate_items.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "fealty/gaps/resampled_moments.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr std::array reliability_concerns{"unanswered",      "constant",     "reversed",       "lowers_alpha",
                                          "repeated",        "boundary",     "negative_alpha", "two_items",
                                          "few_respondents", "contradictory"};
constexpr int most_factor_rounds = 10'000;
constexpr double still = 1e-12;  // a loading that moves less stands still
constexpr std::size_t replicates_of_stack = 16;

/// The quantile of the F distribution, by that of the beta distribution.
double f_quantile(double p, double first, double second) {
  const double share = beta_quantile(p, first / 2, second / 2);
  return second * share / (first * (1 - share));
}

VectorXd first_component(const MatrixXd& correlation) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(correlation);
  const Index last = correlation.rows() - 1;
  return solver.eigenvectors().col(last) * std::sqrt(std::max(solver.eigenvalues()[last] / 2, 0.0));
}

}  // namespace

VectorXd item_rest_correlations(const MatrixXd& covariance) {
  const VectorXd own = covariance.diagonal();
  const VectorXd with_rest = covariance.rowwise().sum() - own;
  const Eigen::ArrayXd rest = covariance.sum() - 2 * with_rest.array() - own.array();
  return (own.array() > 0 && rest > 0).select(with_rest.array() / (own.array() * rest).sqrt(), nan);
}

VectorXd alphas_if_dropped(const MatrixXd& covariance) {
  const Index items = covariance.rows();
  VectorXd alphas(items);
  for (Index j = 0; j < items; ++j) {
    const double own = covariance(j, j);
    alphas[j] = cronbach_alpha(static_cast<double>(items - 1), covariance.trace() - own,
                               covariance.sum() - 2 * covariance.row(j).sum() + own);
  }
  return alphas;
}

VectorXd one_factor_loadings(const MatrixXd& correlation, VectorXd start) {
  const Index items = correlation.rows();
  if (correlation.hasNaN()) return VectorXd::Constant(items, nan);
  if (items == 2) {
    const double loading = std::sqrt(std::min(std::abs(correlation(0, 1)), 1.0));
    return Eigen::Vector2d(loading, std::copysign(loading, correlation(0, 1)));
  }
  VectorXd loadings = start.size() == items && !start.hasNaN() ? std::move(start) : first_component(correlation);
  double squares = loadings.squaredNorm();
  double moved = items > 1 ? 1 : 0;
  for (int round = 0; moved > still && round < most_factor_rounds; ++round) {
    moved = 0;
    for (Index j = 0; j < items; ++j) {
      const double old = loadings[j];
      const double others = squares - old * old;
      if (!(others > 0)) continue;
      const double best = (correlation.col(j).dot(loadings) - correlation(j, j) * old) / others;
      loadings[j] = std::clamp(best, -1.0, 1.0);
      squares = others + loadings[j] * loadings[j];
      moved = std::max(moved, std::abs(loadings[j] - old));
    }
    squares = loadings.squaredNorm();
  }
  return loadings.sum() < 0 ? VectorXd(-loadings) : loadings;
}

double mcdonald_omega(const VectorXd& loadings, const VectorXd& standard_deviations) {
  const double common = std::pow(loadings.dot(standard_deviations), 2);
  const double unique = (standard_deviations.array().square() * (1 - loadings.array().square())).sum();
  return common + unique > 0 ? common / (common + unique) : nan;
}

Estimate feldt_interval(double alpha, double items, double respondents, double level) {
  require_level(level);
  if (!(items >= 2 && respondents >= 2) || std::isnan(alpha)) return {alpha, nan, nan, nan, level};
  const double first = respondents - 1, second = first * (items - 1);
  const double tail = (1 - level) / 2;
  // Variance of F: Johnson, Kotz and Balakrishnan (1995), "Continuous univariate distributions" 2, equation 27.6.
  const double variance =
      second > 4 ? 2 * second * second * (first + second - 2) / (first * (second - 2) * (second - 2) * (second - 4))
                 : nan;
  return {alpha, std::abs(1 - alpha) * std::sqrt(variance), 1 - (1 - alpha) * f_quantile(1 - tail, first, second),
          1 - (1 - alpha) * f_quantile(tail, first, second), level};
}

std::string_view name_of(ReliabilityConcern concern) noexcept {
  return reliability_concerns[static_cast<std::size_t>(concern)];
}

namespace {

/// All figures of one covariance matrix.
struct ReliabilityFigures {
  double alpha = nan, standardized_alpha = nan, omega = nan, mean_correlation = nan;
  VectorXd item_rest, alpha_if_dropped, loading;
};

/// `signs` are -1 for reversed items; `start` is where the loadings are looked for, if it is not empty.
ReliabilityFigures figures_of(const MeanCovariance& moments, const VectorXd& signs, const VectorXd& start) {
  const MatrixXd covariance = signs.asDiagonal() * moments.covariance * signs.asDiagonal();
  const MatrixXd correlation = signs.asDiagonal() * moments.correlation() * signs.asDiagonal();
  ReliabilityFigures figures;
  figures.alpha = cronbach_alpha(covariance);
  figures.standardized_alpha = cronbach_alpha(correlation);
  figures.mean_correlation = mean_correlation(correlation);
  figures.item_rest = item_rest_correlations(covariance);
  figures.alpha_if_dropped = alphas_if_dropped(covariance);
  figures.loading = one_factor_loadings(correlation, start);
  figures.omega = mcdonald_omega(figures.loading, covariance.diagonal().cwiseSqrt());
  return figures;
}

std::vector<ReliabilityFigures> figures_of_replicates(const ResampledMoments& moments, const VectorXd& signs,
                                                      const VectorXd& start) {
  std::vector<ReliabilityFigures> figures(moments.replicates());
  for_blocks(
      figures.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t r = begin; r < end; ++r) figures[r] = figures_of(moments.replicate(r), signs, start);
      },
      replicates_of_stack, "reliability of replicates");
  return figures;
}

/// The items that vary; the others are named in warnings.
std::vector<std::size_t> varying_items(const Answers& answers, std::vector<ReliabilityWarning>& warnings) {
  std::vector<std::size_t> kept(answers.items());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  std::string why;
  for (const IdleItem& idle : idle_items(answers)) {
    std::erase(kept, idle.item);
    why += "; " + idle.why;
    warnings.push_back({idle.is_answered ? ReliabilityConcern::constant : ReliabilityConcern::unanswered,
                        answers.names()[idle.item], idle.why + "; it is left out"});
  }
  if (kept.size() >= 2) return kept;
  throw FitError(code::no_information,
                 fmt::format("reliability needs two items whose answers vary, but there are {} of {}{}", kept.size(),
                             answers.items(), why));
}

VectorXd signs_of(const Answers& answers, const std::vector<std::size_t>& kept,
                  const std::vector<std::string>& reversed) {
  VectorXd signs = VectorXd::Ones(static_cast<Index>(kept.size()));
  for (const std::string& name : reversed) {
    const auto place = std::ranges::find(kept, answers.item(name));
    if (place != kept.end()) signs[place - kept.begin()] = -1;
  }
  return signs;
}

void warn_of_items(Reliability& result) {
  const auto warn = [&](ReliabilityConcern concern, const std::string& item, std::string message) {
    result.warnings.push_back({concern, item, fmt::format("{}: {}", item, std::move(message))});
  };
  for (const ItemReliability& item : result.items) {
    if (item.item_rest.value < 0) {
      warn(ReliabilityConcern::reversed, item.item,
           fmt::format("goes against the other items (item-rest correlation {:.2f}); if it is worded the other way, "
                       "name it as reversed",
                       item.item_rest.value));
    } else if (item.gain_if_dropped.value > 0) {
      warn(
          ReliabilityConcern::lowers_alpha, item.item,
          fmt::format("without it alpha is {:.3f} instead of {:.3f}{}", item.alpha_if_dropped.value, result.alpha.value,
                      item.gain_if_dropped.lower > 0 ? "" : ", which may be chance: the interval holds 0"));
    }
    if (std::abs(item.loading.value) >= 1) {
      warn(ReliabilityConcern::boundary, item.item,
           "the common factor explains it wholly (a Heywood case): omega and loadings cannot be trusted");
    }
  }
}

void warn_of_all(Reliability& result, const MeanCovariance& moments) {
  const auto warn = [&](ReliabilityConcern concern, const char* message) {
    result.warnings.push_back({concern, "", message});
  };
  if (result.alpha.value < 0) {
    warn(ReliabilityConcern::negative_alpha,
         "alpha is negative: the items go against each other, and their sum measures nothing");
  }
  if (result.items.size() == 2)
    warn(ReliabilityConcern::two_items, "omega takes the loadings of two items as equal: two cannot tell them apart");
  const Dependence dependence = dependence_of(moments.correlation());
  if (dependence.is_contradictory) {
    warn(ReliabilityConcern::contradictory,
         "the pairwise correlations contradict each other: too many answers are missing, or not at random");
  }
  if (moments.counts.minCoeff() <= static_cast<double>(result.items.size())) {
    warn(ReliabilityConcern::few_respondents, "there are no more respondents than items: intervals are too narrow");
    return;  // who always give collinear answers
  }
  for (const Index j : dependence.collinear) {
    const std::string& name = moments.names[static_cast<std::size_t>(j)];
    result.warnings.push_back(
        {ReliabilityConcern::repeated, name,
         fmt::format("{}: its answers follow from those to other items, which raises alpha without measuring more",
                     name)});
  }
}

}  // namespace

Reliability reliability(const Answers& answers, const ReliabilityOptions& options) {
  Reliability result;
  const std::vector<std::size_t> kept = varying_items(answers, result.warnings);
  const Answers used = answers.select(kept);
  const VectorXd signs = signs_of(answers, kept, options.reversed);
  const ResampledMoments moments(used, options.missing, options.bootstrap);
  require_covariances(moments.observed());
  const ReliabilityFigures found = figures_of(moments.observed(), signs, {});
  const std::vector<ReliabilityFigures> resampled = figures_of_replicates(moments, signs, found.loading);
  const auto estimate = [&](double value, const std::function<double(const ReliabilityFigures&)>& of) {
    std::vector<double> values;
    for (const ReliabilityFigures& one : resampled) values.push_back(of(one));
    return percentile_interval(value, values, options.bootstrap.level);
  };
  result.missing = options.missing;
  result.replicates = options.bootstrap.replicates;
  result.respondents = options.missing == Missing::complete
                           ? static_cast<std::uint64_t>(moments.observed().counts(0, 0))
                           : used.respondents();
  result.alpha = estimate(found.alpha, &ReliabilityFigures::alpha);
  result.standardized_alpha = estimate(found.standardized_alpha, &ReliabilityFigures::standardized_alpha);
  result.omega = estimate(found.omega, &ReliabilityFigures::omega);
  result.mean_correlation = estimate(found.mean_correlation, &ReliabilityFigures::mean_correlation);
  const MatrixXd& counts = moments.observed().counts;
  result.alpha_feldt =
      feldt_interval(found.alpha, static_cast<double>(kept.size()),
                     (counts.array() == counts(0, 0)).all() ? counts(0, 0) : nan, options.bootstrap.level);
  for (Index j = 0; j < static_cast<Index>(kept.size()); ++j) {
    ItemReliability item;
    item.item = used.names()[static_cast<std::size_t>(j)];
    item.answered = static_cast<std::uint64_t>(counts(j, j));
    item.mean = moments.observed().mean[j];
    item.standard_deviation = std::sqrt(moments.observed().covariance(j, j));
    item.item_rest = estimate(found.item_rest[j], [j](const ReliabilityFigures& one) { return one.item_rest[j]; });
    item.alpha_if_dropped =
        estimate(found.alpha_if_dropped[j], [j](const ReliabilityFigures& one) { return one.alpha_if_dropped[j]; });
    item.gain_if_dropped = estimate(found.alpha_if_dropped[j] - found.alpha,
                                    [j](const ReliabilityFigures& one) { return one.alpha_if_dropped[j] - one.alpha; });
    item.loading = estimate(found.loading[j], [j](const ReliabilityFigures& one) { return one.loading[j]; });
    result.items.push_back(std::move(item));
  }
  warn_of_items(result);
  warn_of_all(result, moments.observed());
  return result;
}

Frame Reliability::frame() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> answered;
  std::vector<double> means, deviations;
  EstimateColumns item_rest, dropped, gain, loading;
  for (const ItemReliability& i : items) {
    names.push_back(i.item);
    answered.push_back(static_cast<std::int64_t>(i.answered));
    means.push_back(i.mean);
    deviations.push_back(i.standard_deviation);
    item_rest.push(i.item_rest);
    dropped.push(i.alpha_if_dropped);
    gain.push(i.gain_if_dropped);
    loading.push(i.loading);
  }
  Frame frame({{"item", names}, {"answered", std::move(answered)}, {"mean", std::move(means)}});
  frame.add("standard_deviation", std::move(deviations));
  item_rest.add_to(frame, "item_rest");
  dropped.add_to(frame, "alpha_if_dropped");
  gain.add_to(frame, "gain_if_dropped");
  loading.add_to(frame, "loading");
  return frame;
}

Frame Reliability::summary() const {
  std::vector<std::string> figures;
  std::vector<double> value, lower, upper;
  const auto add = [&](const char* figure, const Estimate& estimate) {
    figures.emplace_back(figure);
    value.push_back(estimate.value);
    lower.push_back(estimate.lower);
    upper.push_back(estimate.upper);
  };
  add("alpha", alpha);
  add("alpha_feldt", alpha_feldt);
  add("standardized_alpha", standardized_alpha);
  add("omega", omega);
  add("mean_correlation", mean_correlation);
  return Frame(
      {{"figure", figures}, {"value", std::move(value)}, {"lower", std::move(lower)}, {"upper", std::move(upper)}});
}

Frame Reliability::warnings_frame() const {
  std::vector<std::string> concerns, names, messages;
  for (const ReliabilityWarning& warning : warnings) {
    concerns.emplace_back(name_of(warning.concern));
    names.push_back(warning.item);
    messages.push_back(warning.message);
  }
  return Frame({{"concern", concerns}, {"item", names}, {"message", messages}});
}

}  // namespace fealty::gaps
