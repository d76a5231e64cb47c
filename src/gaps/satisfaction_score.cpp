#include "fealty/gaps/satisfaction_score.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/special.hpp"

namespace fealty::gaps {
namespace {

constexpr double most_answers_of_scale = 1001;  // of a scale
constexpr double points = 100;                  // a whole share in points
constexpr std::size_t scores_at_a_time = 4096;

using Score = std::function<Estimate(const ScoredGroup&)>;

bool is_whole(double x) noexcept {
  return std::isfinite(x) && x == std::floor(x);
}

void check(const Scale& scale, double favorable_from, double unfavorable_to) {
  require(is_whole(scale.least), "the least answer of the scale", scale.least, "must be a whole number");
  require(is_whole(scale.greatest), "the greatest answer of the scale", scale.greatest, "must be a whole number");
  require(scale.greatest > scale.least && scale.greatest - scale.least < most_answers_of_scale,
          "the greatest answer of the scale", scale.greatest, "must be above the least, by 1000 at most");
  require(favorable_from > scale.least && favorable_from <= scale.greatest, "the least favorable answer",
          favorable_from, "must lie on the scale, above its least answer");
  require(unfavorable_to >= scale.least && unfavorable_to < favorable_from, "the greatest unfavorable answer",
          unfavorable_to, "must lie on the scale, below the favorable ones");
}

/// The rows of each group: answers from the least on, and then those that are missing.
std::vector<std::vector<std::int64_t>> counted(const Answers& answers, const Scale& scale,
                                               std::span<const Code> group_of, std::size_t groups) {
  const auto missing = static_cast<std::size_t>(scale.greatest - scale.least) + 1;
  std::vector<std::vector<std::int64_t>> counts(groups + 1, std::vector<std::int64_t>(missing + 1));
  std::array<double, scores_at_a_time> values{};
  for (std::size_t begin = 0; begin < answers.respondents(); begin += scores_at_a_time) {
    const std::span<double> part(values.data(), std::min(scores_at_a_time, answers.respondents() - begin));
    answers.read(0, begin, part);
    for (std::size_t i = 0; i < part.size(); ++i) {
      const std::size_t at = std::isnan(part[i]) ? missing : static_cast<std::size_t>(part[i] - scale.least);
      const Code code = group_of.empty() ? no_code : group_of[begin + i];
      ++counts[code == no_code ? groups : code][at];
    }
  }
  return counts;
}

ScoredGroup scored(std::string name, std::vector<std::int64_t> counts, const SatisfactionScore& rule,
                   const Score& score) {
  ScoredGroup group;
  group.group = std::move(name);
  group.missing = counts.back();
  counts.pop_back();
  group.counts = std::move(counts);
  for (std::size_t i = 0; i < group.counts.size(); ++i) {
    const double answer = rule.scale.least + static_cast<double>(i);
    std::int64_t& part = answer >= rule.favorable_from   ? group.favorable
                         : answer <= rule.unfavorable_to ? group.unfavorable
                                                         : group.neutral;
    part += group.counts[i];
  }
  group.score = score(group);
  return group;
}

SatisfactionScore scored(const Column& column, const Column& groups, std::string_view name, SatisfactionScore result,
                         const Score& score) {
  check(result.scale, result.favorable_from, result.unfavorable_to);
  require_level(result.level);
  const Answers answers(Frame({{std::string(name), column}}), result.scale);
  EncodedIds encoded;
  if (groups) {
    encoded = encode_ids(groups, "by");
    if (encoded.codes.size() != answers.respondents()) {
      throw RecordError(code::length_mismatch, fmt::format("there are {} answers, but {} rows say whose group they are",
                                                           answers.respondents(), encoded.codes.size()));
    }
  }
  auto counts = counted(answers, result.scale, encoded.codes, encoded.ids.size());
  std::vector<std::int64_t> all = counts.back();
  if (groups) {
    for (const std::int64_t count : all) result.ungrouped += count;
  }
  for (std::size_t g = 0; g < encoded.ids.size(); ++g) {
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += counts[g][i];
    result.groups.push_back(scored(encoded.ids.label(static_cast<Code>(g)), std::move(counts[g]), result, score));
  }
  result.all = scored("", std::move(all), result, score);
  return result;
}

double standard_error(double promoters, double detractors, double n) {
  const double p = promoters / n, d = detractors / n;
  return std::sqrt(std::max(0.0, p + d - (p - d) * (p - d)) / n);
}

}  // namespace

Estimate net_promoter_interval(std::int64_t promoters, std::int64_t passives, std::int64_t detractors, double level) {
  for (const std::int64_t count : {promoters, passives, detractors})
    require(count >= 0, "a count", static_cast<double>(count), "must not be negative");
  require_level(level);
  const auto p = static_cast<double>(promoters), d = static_cast<double>(detractors);
  const double n = p + d + static_cast<double>(passives);
  if (n == 0) return {nan, nan, nan, nan, level};
  const double value = points * (p - d) / n;
  const double center = points * (p - d) / (n + 3);
  const double half = points * normal_quantile((1 + level) / 2) * standard_error(p + 0.75, d + 0.75, n + 3);
  return {value, points * standard_error(p, d, n), std::min(value, std::max(-points, center - half)),
          std::max(value, std::min(points, center + half)), level};
}

SatisfactionScore net_promoter_score(const Column& answers, const Column& groups, const Scale& scale, double promoter,
                                     double detractor, double level, std::string_view name) {
  SatisfactionScore rule;
  rule.scale = scale;
  rule.favorable_from = promoter;
  rule.unfavorable_to = detractor;
  rule.level = level;
  return scored(answers, groups, name, rule, [&](const ScoredGroup& g) {
    return net_promoter_interval(g.favorable, g.neutral, g.unfavorable, level);
  });
}

SatisfactionScore top_box_share(const Column& answers, const Column& groups, const Scale& scale, double from,
                                double level, std::string_view name) {
  SatisfactionScore rule;
  rule.scale = scale;
  rule.favorable_from = from;
  rule.unfavorable_to = from - 1;
  rule.level = level;
  return scored(answers, groups, name, rule,
                [&](const ScoredGroup& g) { return wilson(g.favorable, g.answered(), level); });
}

const ScoredGroup& SatisfactionScore::group(std::string_view name) const {
  const auto found = std::ranges::find(groups, name, &ScoredGroup::group);
  if (found != groups.end()) return *found;
  throw ParameterError(
      code::unknown_name,
      unknown_name_message(name, "a group", {groups.size(), [&](std::size_t i) { return groups[i].group; }}));
}

Estimate SatisfactionScore::difference(std::string_view first, std::string_view second) const {
  const Estimate& a = group(first).score;
  const Estimate& b = group(second).score;
  const double value = a.value - b.value;
  return {value, std::hypot(a.standard_error, b.standard_error),
          value - std::hypot(a.value - a.lower, b.upper - b.value),
          value + std::hypot(a.upper - a.value, b.value - b.lower), level};
}

Frame SatisfactionScore::frame() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> answered, missing, favorable, neutral, unfavorable;
  EstimateColumns score;
  const auto add = [&](const ScoredGroup& g, const std::string& name) {
    names.push_back(name);
    answered.push_back(g.answered());
    missing.push_back(g.missing);
    favorable.push_back(g.favorable);
    neutral.push_back(g.neutral);
    unfavorable.push_back(g.unfavorable);
    score.push(g.score);
  };
  add(all, "all");
  for (const ScoredGroup& g : groups) add(g, g.group);
  Frame frame({{"group", names}, {"answered", std::move(answered)}, {"missing", std::move(missing)}});
  score.add_to(frame, "score");
  frame.add("favorable", std::move(favorable));
  frame.add("neutral", std::move(neutral));
  frame.add("unfavorable", std::move(unfavorable));
  return frame;
}

Frame SatisfactionScore::counts() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> answer, count;
  std::vector<double> share;
  const auto add = [&](const ScoredGroup& g, const std::string& name) {
    for (std::size_t i = 0; i < g.counts.size(); ++i) {
      names.push_back(name);
      answer.push_back(static_cast<std::int64_t>(scale.least) + static_cast<std::int64_t>(i));
      count.push_back(g.counts[i]);
      share.push_back(g.answered() == 0 ? nan : static_cast<double>(g.counts[i]) / static_cast<double>(g.answered()));
    }
  };
  add(all, "all");
  for (const ScoredGroup& g : groups) add(g, g.group);
  return Frame(
      {{"group", names}, {"answer", std::move(answer)}, {"count", std::move(count)}, {"share", std::move(share)}});
}

}  // namespace fealty::gaps
