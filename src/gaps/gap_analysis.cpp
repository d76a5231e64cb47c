#include "fealty/gaps/gap_analysis.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/gaps/resampled_totals.hpp"
#include "gap_sums.hpp"
#include "greatest_t.hpp"
#include "replicates.hpp"
#include "survey_scores.hpp"

namespace fealty::gaps {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;

/// Sums over questionnaires as arrays: first over all, then of every replicate.
class Figures {
 public:
  Figures(const ResampledTotals& totals, double level, bool clustered) : level_(level), clustered_(clustered) {
    sums_.resize(totals.replicates.rows() + 1, totals.totals.size());
    sums_.row(0) = totals.totals;
    sums_.bottomRows(totals.replicates.rows()) = totals.replicates;
  }

  [[nodiscard]] auto sum(Index feature) const { return sums_.col(feature).array(); }
  [[nodiscard]] ArrayXd mean(const MeanSums& s) const { return sum(s.x) / (s.size * sum(s.n)); }
  [[nodiscard]] ArrayXd variance(const MeanSums& s) const {
    return variance_of(sum(s.n), sum(s.x), sum(s.xx)) / (s.size * s.size);
  }
  [[nodiscard]] Estimate estimate(const ArrayXd& values) const { return replicated(values, level_); }
  [[nodiscard]] Estimate ratio(Index numerator, Index denominator) const {
    return estimate(sum(numerator) / sum(denominator));
  }

  /// A share of single answers: Wilson's, unless respondents answered more than once.
  [[nodiscard]] Estimate share(const ArrayXd& part, const ArrayXd& whole, bool of_one_item) const {
    if (!of_one_item || clustered_) return estimate(part / whole);
    return wilson(static_cast<std::int64_t>(part[0]), static_cast<std::int64_t>(whole[0]), level_);
  }

  /// The standard error of a mean, over all and in every replicate.
  [[nodiscard]] ArrayXd error(const MeanSums& s) const {
    if (!clustered_) return (variance(s) / sum(s.n)).sqrt();
    return ArrayXd::Constant(sums_.rows(), estimate(mean(s)).standard_error);
  }

  [[nodiscard]] double level() const noexcept { return level_; }

 private:
  MatrixXd sums_;
  double level_;
  bool clustered_;
};

/// What is said of items and dimensions alike.
GapFigure figure_of(std::string name, const std::array<MeanSums, sides>& side, const Figures& figures) {
  GapFigure figure;
  figure.name = std::move(name);
  figure.respondents = static_cast<std::uint64_t>(figures.sum(side[0].n)[0]);
  figure.expectation = figures.estimate(figures.mean(side[0]));
  figure.experience = figures.estimate(figures.mean(side[1]));
  const ArrayXd deviation = figures.variance(side[2]).sqrt();
  figure.standard_deviation = deviation[0];
  figure.effect_size = figures.estimate((deviation > 0).select(figures.mean(side[2]) / deviation, nan));
  const Estimate unknown{nan, nan, nan, nan, figures.level()};
  for (Estimate* e :
       {&figure.importance, &figure.weighted_gap, &figure.adequacy, &figure.zone_position, &figure.within_share,
        &figure.reliability_expectation, &figure.reliability_experience, &figure.reliability_gap})
    *e = unknown;
  return figure;
}

void add_shares(GapFigure& figure, std::span<const ItemSums> items, std::span<const std::size_t> which,
                const Figures& figures) {
  ArrayXd n = ArrayXd::Zero(figures.sum(0).size());
  ArrayXd fell_short = n, exceeded = n;
  for (const std::size_t j : which) {
    n += figures.sum(items[j].side[0].n);
    fell_short += figures.sum(items[j].fell_short);
    exceeded += figures.sum(items[j].exceeded);
  }
  const bool one = which.size() == 1;
  figure.short_share = figures.share(fell_short, n, one);
  figure.exceeded_share = figures.share(exceeded, n, one);
  figure.met_share = figures.share(n - fell_short - exceeded, n, one);
}

void add_importance(GapFigure& figure, std::span<const ItemSums> items, std::span<const std::size_t> which,
                    const Figures& figures) {
  if (items[which.front()].importance == 0) return;
  ArrayXd mean = ArrayXd::Zero(figures.sum(0).size());
  for (const std::size_t j : which) mean += figures.sum(items[j].importance) / figures.sum(items[j].importance_n);
  figure.importance = figures.estimate(mean / static_cast<double>(which.size()));
}

void add_zone(GapFigure& figure, std::span<const ItemSums> items, std::span<const std::size_t> which,
              const Figures& figures) {
  if (items[which.front()].adequate == 0) return;
  ArrayXd above = ArrayXd::Zero(figures.sum(0).size());
  ArrayXd width = above, adequacy = above, within = above, n = above;
  for (const std::size_t j : which) {
    const ItemSums& s = items[j];
    above += (figures.sum(s.experienced) - figures.sum(s.adequate)) / figures.sum(s.zone_n);
    width += (figures.sum(s.expected) - figures.sum(s.adequate)) / figures.sum(s.zone_n);
    adequacy += figures.mean(s.adequacy);
    within += figures.sum(s.within);
    n += figures.sum(s.zone_n);
  }
  figure.adequacy = figures.estimate(adequacy / static_cast<double>(which.size()));
  figure.zone_position = figures.estimate((width > 0).select(above / width, nan));
  figure.within_share = figures.share(within, n, which.size() == 1);
}

/// Alpha of a dimension by one side, and the reliability of each of its items.
struct Reliabilities {
  ArrayXd alpha;
  std::vector<ArrayXd> items;
};

Reliabilities reliabilities(const ReliabilitySums& sums, const Figures& figures) {
  const auto k = static_cast<double>(sums.items.size());
  const ArrayXd n = figures.sum(sums.total.n);
  const ArrayXd total = figures.variance(sums.total);
  std::vector<ArrayXd> variances;
  ArrayXd sum = ArrayXd::Zero(n.size());
  for (const auto& item : sums.items) {
    variances.push_back(variance_of(n, figures.sum(item.x), figures.sum(item.xx)));
    sum += variances.back();
  }
  Reliabilities result{cronbach_alpha(k, sum, total), {}};
  for (std::size_t i = 0; i < sums.items.size(); ++i) {
    const auto& item = sums.items[i];
    if (item.xt == 0) continue;
    const ArrayXd cross = (figures.sum(item.xt) - figures.sum(item.x) * figures.sum(sums.total.x) / n) / (n - 1);
    const ArrayXd rest = total + variances[i] - 2 * cross;
    const ArrayXd squared_correlation = (cross - variances[i]).square() / (variances[i] * rest);
    const ArrayXd alpha_of_rest = cronbach_alpha(k - 1, sum - variances[i], rest);
    result.items.push_back((alpha_of_rest > 0).select((squared_correlation / alpha_of_rest).min(1.0), nan));
  }
  return result;
}

std::array<Estimate*, sides> reliabilities_of(GapFigure& figure) {
  return {&figure.reliability_expectation, &figure.reliability_experience, &figure.reliability_gap};
}

/// Everything that is computed from the sums.
class Analysis {
 public:
  Analysis(const GapSums& sums, const Figures& figures, const Survey& survey, const GapOptions& options)
      : sums_(sums), figures_(figures) {
    made_.items.resize(sums.items().size());
    made_.dimensions.resize(options.dimensions.size());
    reliabilities_.resize(sums.dimensions().size() * sides);
    run_tasks(reliabilities_.size(), [&](std::size_t i) {
      reliabilities_[i] = reliabilities(sums.dimensions()[i / sides].reliability[i % sides], figures);
    });
    const std::size_t count = made_.items.size() + sums.dimensions().size();
    run_tasks(
        count,
        [&](std::size_t i) {
          if (i < made_.items.size())
            made_.items[i] = item(i, survey.items()[i]);
          else
            dimension(i - made_.items.size(), options);
        },
        "estimating gaps");
    add_gaps();
  }

  [[nodiscard]] GapAnalysis take() { return std::move(made_); }

 private:
  GapFigure item(std::size_t j, const std::string& name) const {
    GapFigure figure = figure_of(name, sums_.items()[j].side, figures_);
    const std::array which{j};
    add_shares(figure, sums_.items(), which, figures_);
    add_importance(figure, sums_.items(), which, figures_);
    add_zone(figure, sums_.items(), which, figures_);
    for (std::size_t d = 0; d < made_.dimensions.size(); ++d) {
      const std::vector<std::size_t>& items = sums_.dimensions()[d].items;
      const auto place = std::ranges::find(items, j);
      if (place == items.end()) continue;
      const auto within = static_cast<std::size_t>(place - items.begin());
      const auto to = reliabilities_of(figure);
      for (std::size_t s = 0; s < sides; ++s) *to[s] = figures_.estimate(reliabilities_[d * sides + s].items[within]);
    }
    return figure;
  }

  void dimension(std::size_t d, const GapOptions& options) {
    const DimensionSums& sums = sums_.dimensions()[d];
    const bool is_overall = d == made_.dimensions.size();
    GapFigure figure = figure_of(is_overall ? "overall" : options.dimensions[d].name, sums.side, figures_);
    add_shares(figure, sums_.items(), sums.items, figures_);
    add_importance(figure, sums_.items(), sums.items, figures_);
    add_zone(figure, sums_.items(), sums.items, figures_);
    if (sums.weighted.x > 0) figure.weighted_gap = figures_.estimate(figures_.mean(sums.weighted));
    const auto to = reliabilities_of(figure);
    for (std::size_t s = 0; s < sides; ++s) *to[s] = figures_.estimate(reliabilities_[d * sides + s].alpha);
    (is_overall ? made_.overall : made_.dimensions[d]) = std::move(figure);
  }

  void add_gaps() {
    std::vector<GapFigure*> all;
    std::vector<const MeanSums*> gaps;
    for (std::size_t j = 0; j < made_.items.size(); ++j) {
      all.push_back(&made_.items[j]);
      gaps.push_back(&sums_.items()[j].side[2]);
    }
    for (std::size_t d = 0; d < sums_.dimensions().size(); ++d) {
      all.push_back(d < made_.dimensions.size() ? &made_.dimensions[d] : &made_.overall);
      gaps.push_back(&sums_.dimensions()[d].side[2]);
    }
    const Index replicates = figures_.sum(0).size() - 1;
    const auto columns = static_cast<Index>(all.size());
    made_.draws.resize(replicates, columns);
    made_.draw_errors.resize(replicates, columns);
    Eigen::VectorXd values(columns), errors(columns);
    for (Index c = 0; c < columns; ++c) {
      const ArrayXd mean = figures_.mean(*gaps[static_cast<std::size_t>(c)]);
      const ArrayXd error = figures_.error(*gaps[static_cast<std::size_t>(c)]);
      values[c] = mean[0];
      errors[c] = error[0];
      made_.draws.col(c) = mean.tail(replicates);
      made_.draw_errors.col(c) = error.tail(replicates);
    }
    const auto items = static_cast<Index>(made_.items.size());
    const auto dimensions = static_cast<Index>(made_.dimensions.size());
    for (const auto& [first, size] :
         {std::pair(Index{0}, items), {items, dimensions}, {items + dimensions, Index{1}}}) {
      const SimultaneousIntervals family =
          greatest_t(values.segment(first, size), errors.segment(first, size), made_.draws.middleCols(first, size),
                     made_.draw_errors.middleCols(first, size), figures_.level());
      for (Index c = 0; c < size; ++c) {
        GapFigure& figure = *all[static_cast<std::size_t>(first + c)];
        figure.gap = family.estimates[static_cast<std::size_t>(c)];
        figure.t = figure.gap.value / figure.gap.standard_error;
        figure.p_value = family.p_values[static_cast<std::size_t>(c)];
      }
    }
  }

  const GapSums& sums_;
  const Figures& figures_;
  std::vector<Reliabilities> reliabilities_;  // of each dimension by each side
  GapAnalysis made_;
};

std::vector<std::string> warnings_of(const GapAnalysis& made) {
  std::vector<std::string> warnings;
  const auto few = [&](const GapFigure& figure) { return figure.respondents < 30; };
  if (few(made.overall))
    warnings.push_back(fmt::format("only {} questionnaires: intervals are rough", made.overall.respondents));
  for (const GapFigure& item : made.items) {
    if (item.respondents < 2) {
      warnings.push_back(fmt::format("item {}: fewer than two respondents answered both sides", item.name));
    } else if (item.standard_deviation == 0) {
      warnings.push_back(
          fmt::format("item {}: the gap is the same for all respondents, so it has no error", item.name));
    } else if (few(item) && !few(made.overall)) {
      warnings.push_back(fmt::format("item {}: only {} respondents answered both sides", item.name, item.respondents));
    }
  }
  for (const GapFigure& dimension : made.dimensions) {
    const double gap = dimension.reliability_gap.value;
    if (gap < 0.7 && gap < std::min(dimension.reliability_expectation.value, dimension.reliability_experience.value)) {
      warnings.push_back(fmt::format("dimension {}: the gap (alpha {:.2f}) is less reliable than either of its sides",
                                     dimension.name, gap));
    }
  }
  return warnings;
}

}  // namespace

GapAnalysis analyze_gaps(const Survey& survey, const GapOptions& options) {
  if (options.missing == Missing::full_information) {
    throw ParameterError(code::out_of_domain,
                         "missing is full_information, but gaps of single respondents need answers: use pairwise or "
                         "complete; Moments.estimate gives means by full information");
  }
  const GapSums sums(survey, groups_of(options.dimensions, survey.experience), options.missing);
  const ResampledTotals totals = resampled_totals(
      survey.rows(), sums.features(),
      [&](std::size_t begin, std::size_t end, Eigen::Ref<MatrixXd> out) { sums.fill(begin, end, out); },
      options.bootstrap, survey.respondent_of);
  if (totals.totals[sums.dimensions().back().side[0].n] == 0)
    throw FitError(code::no_information, "no respondent answered both expectation and experience of any item");
  const Figures figures(totals, options.bootstrap.level, !survey.respondent_of.empty());
  GapAnalysis made = Analysis(sums, figures, survey, options).take();
  made.dimension_items = options.dimensions;
  made.questionnaires = survey.rows();
  made.respondents =
      survey.respondent_of.empty() ? survey.rows() : std::uint64_t{*std::ranges::max_element(survey.respondent_of)} + 1;
  made.level = options.bootstrap.level;
  made.warnings = warnings_of(made);
  return made;
}

}  // namespace fealty::gaps
