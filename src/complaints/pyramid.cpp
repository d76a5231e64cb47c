#include "fealty/complaints/pyramid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/complaints/beta_negative_binomial.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"

namespace fealty::complaints {
namespace {

constexpr double most_people = 1e12;
constexpr std::size_t segments_at_a_time = 4;
constexpr double fewest_people = 0.5;        // that nobody was counted is taken for
constexpr double least_concentration = 0.1;  // of a share of hardly anybody

Estimate known(std::int64_t count, double level) noexcept {
  const auto people = static_cast<double>(count);
  return {people, 0.0, people, people, level};
}

Estimate unknown(double level) noexcept {
  return {nan, nan, nan, nan, level};
}

/// How many were not seen when `seen` were.
Estimate unseen(std::int64_t seen, double unseen_weight, double seen_weight, double level) {
  if (seen == 0) return unknown(level);
  return BetaNegativeBinomial{static_cast<double>(seen), unseen_weight, seen_weight}.estimate(level);
}

Estimate plus(const Estimate& e, std::int64_t count) noexcept {
  const auto more = static_cast<double>(count);
  return {e.value + more, e.standard_error, e.lower + more, e.upper + more, e.level};
}

/// The share of a tier, beta distributed with the weight of the tier and that of the others.
Estimate share_of(double weight, double others, double level) {
  const double all = weight + others;
  const double deviation = std::sqrt(weight * others / (all * all * (all + 1)));
  return {beta_quantile(0.5, weight, others), deviation, beta_quantile((1 - level) / 2, weight, others),
          beta_upper_quantile((1 - level) / 2, weight, others), level};
}

double part(double some, double rest) noexcept {
  return std::isinf(some) ? 1.0 : some / (some + rest);
}

/// The share of the silent among the silent and so many who spoke.
///
/// The variance is that of the beta distribution and, for the chance of these very people, the expectation of p (1 -
/// p)^2 / spoken (delta method).
Estimate silent_share_of(const Estimate& silent, double spoken, double weight, double others) {
  const double all = weight + others;
  const double of_share = weight * others / (all * all * (all + 1));
  const double of_chance = weight * others * (others + 1) / (all * (all + 1) * (all + 2)) / spoken;
  return {part(silent.value, spoken), std::sqrt(of_share + of_chance), part(silent.lower, spoken),
          part(silent.upper, spoken), silent.level};
}

/// The share of a part of those who spoke: the more are silent, the smaller it is.
Estimate spoken_share_of(const Estimate& silent_share, double part_of_spoken) noexcept {
  const Estimate& s = silent_share;
  return {part_of_spoken * (1 - s.value), part_of_spoken * s.standard_error, part_of_spoken * (1 - s.upper),
          part_of_spoken * (1 - s.lower), s.level};
}

/// Shares of people of whom only `counted` were counted, in tiers with an expected share of `expected`: beta numbers
/// with the prior's mean and the variance of both the prior and the chance of about counted / expected people. By the
/// law of total variance that is m (1 - m) (1 / (c + 1) + c / (c + 1) / people) for a mean m and a concentration c,
/// which is the variance of a beta number of a smaller concentration.
void fill_expected_shares(PyramidTiers& tiers, const TierPrior& prior, double counted, double expected, double level) {
  const double c = prior.concentration();
  const double people = std::max(counted, fewest_people) / expected;
  const double both = c * (people - 1) / (people + c);
  const double scale = std::max(both, least_concentration) / c;
  const auto share = [&](double weight) { return share_of(scale * weight, scale * (c - weight), level); };
  tiers.silent_share = share(prior.silent);
  tiers.informal_share = share(prior.informal);
  tiers.formal_share = share(prior.formal);
  tiers.spoken_share = share(prior.informal + prior.formal);
}

/// The tiers where all who spoke were counted, apart or together.
void fill_spoken(PyramidTiers& tiers, const TierPrior& prior, double level) {
  const TierCounts& counts = tiers.counts;
  const std::int64_t spoken = counts.spoken ? *counts.spoken : *counts.informal + *counts.formal;
  const double others = prior.informal + prior.formal;
  fill_expected_shares(tiers, prior, static_cast<double>(spoken), others / prior.concentration(), level);
  tiers.informal = counts.informal ? known(*counts.informal, level) : unknown(level);
  tiers.formal = counts.formal ? known(*counts.formal, level) : unknown(level);
  tiers.spoken = known(spoken, level);
  tiers.silent = unseen(spoken, prior.silent, others, level);
  tiers.unhappy = plus(tiers.silent, spoken);
  if (spoken == 0) return;
  const auto people = static_cast<double>(spoken);
  tiers.silent_share = silent_share_of(tiers.silent, people, prior.silent, others);
  tiers.spoken_share = spoken_share_of(tiers.silent_share, 1.0);
  if (counts.spoken) return;
  tiers.informal_share = spoken_share_of(tiers.silent_share, static_cast<double>(*counts.informal) / people);
  tiers.formal_share = spoken_share_of(tiers.silent_share, static_cast<double>(*counts.formal) / people);
}

/// The tiers where one of the two that speak was counted, and the other was not.
void fill_one(PyramidTiers& tiers, const TierPrior& prior, double level) {
  const bool has_formal = tiers.counts.formal.has_value();
  const std::int64_t count = has_formal ? *tiers.counts.formal : *tiers.counts.informal;
  const double counted = has_formal ? prior.formal : prior.informal;
  const double other = has_formal ? prior.informal : prior.formal;
  const Estimate uncounted = unseen(count, other, counted, level);
  (has_formal ? tiers.formal : tiers.informal) = known(count, level);
  (has_formal ? tiers.informal : tiers.formal) = uncounted;
  tiers.spoken = plus(uncounted, count);
  tiers.silent = unseen(count, prior.silent, counted, level);
  tiers.unhappy = plus(unseen(count, prior.silent + other, counted, level), count);
  const auto people = static_cast<double>(count);
  fill_expected_shares(tiers, prior, people, counted / prior.concentration(), level);
  if (count == 0) return;
  Estimate& of_counted = has_formal ? tiers.formal_share : tiers.informal_share;
  of_counted.value = people / tiers.unhappy.value;  // the share of those counted is known as well as the number of all
  of_counted.lower = people / tiers.unhappy.upper;
  of_counted.upper = people / tiers.unhappy.lower;
}

PyramidTiers tiers_of(std::string segment, const TierCounts& counts, const TierPrior& prior, double level) {
  PyramidTiers tiers;
  tiers.segment = std::move(segment);
  tiers.counts = counts;
  if (counts.spoken || (counts.informal && counts.formal)) {
    fill_spoken(tiers, prior, level);
  } else {
    fill_one(tiers, prior, level);
  }
  return tiers;
}

void check(const TierCounts& counts, const TierPrior& prior, double level) {
  prior.validate();
  require_level(level);
  if (!counts.informal && !counts.formal && !counts.spoken) {
    throw ParameterError(code::missing_parameter,
                         "a pyramid needs the number of formal or of informal complaints, or both, or that of all who "
                         "spoke: formal=..., informal=..., spoken=...");
  }
  if (counts.spoken && (counts.informal || counts.formal)) {
    throw ParameterError(code::out_of_domain,
                         "spoken is the number of formal and informal complaints together: give it alone, or the two");
  }
  for (const auto& [name, count] : {std::pair{"informal", counts.informal}, std::pair{"formal", counts.formal},
                                    std::pair{"spoken", counts.spoken}}) {
    const double people = static_cast<double>(count.value_or(0));
    require(people >= 0 && people <= most_people, name, people, "must be between 0 and 1e12");
  }
}

/// The counts of a column by segment, and their sum at the end.
std::vector<std::int64_t> counted(const Column& column, std::string_view name, const std::vector<Code>& segment_of,
                                  std::size_t segments) {
  const Values<double> values = as_doubles(column, name);
  std::vector<std::int64_t> sums(segments + 1);
  for (std::size_t row = 0; row < values.size(); ++row) {
    const double people = values[row];
    if (!(people >= 0 && people <= most_people && people == std::floor(people))) {
      throw RecordError(code::refused_record,
                        fmt::format("column '{}', row {}: the number of complaints is {}, but must be a whole number "
                                    "from 0 to 1e12",
                                    name, row, std::isnan(people) ? "missing" : fmt::format("{:.15g}", people)));
    }
    if (!segment_of.empty()) sums[segment_of[row]] += static_cast<std::int64_t>(people);
    sums.back() += static_cast<std::int64_t>(people);
  }
  return sums;
}

Estimate scaled(const Estimate& e, double factor) noexcept {
  return {e.value * factor, e.standard_error * factor, e.lower * factor, e.upper * factor, e.level};
}

}  // namespace

Estimate PyramidTiers::must_speak(double silent_left) const {
  require(silent_left >= 0 && silent_left <= 1, "silent_left", silent_left, "must be between 0 and 1");
  const Estimate e = scaled(silent, 1 - silent_left);
  return {std::ceil(e.value), e.standard_error, std::ceil(e.lower), std::ceil(e.upper), e.level};
}

Estimate PyramidTiers::speaking_share(double silent_left) const {
  require(silent_left >= 0 && silent_left <= 1, "silent_left", silent_left, "must be between 0 and 1");
  const Estimate e = scaled(silent_share, silent_left);
  return {1 - e.value, e.standard_error, 1 - e.upper, 1 - e.lower, e.level};
}

Estimate PyramidTiers::leavers(double share) const {
  require(share >= 0 && share <= 1, "share", share, "must be between 0 and 1");
  return scaled(unhappy, share);
}

const PyramidTiers& Pyramid::segment(std::string_view name) const {
  const auto found = std::ranges::find(segments, name, &PyramidTiers::segment);
  if (found != segments.end()) return *found;
  throw ParameterError(
      code::unknown_name,
      unknown_name_message(name, "a segment", {segments.size(), [&](std::size_t i) { return segments[i].segment; }}));
}

Frame Pyramid::by_shares() const {
  const TierCounts& counts = all.counts;
  const bool has_informal = counts.informal || counts.spoken, has_formal = counts.formal || counts.spoken;
  const double seen_weight = (has_informal ? prior.informal : 0.0) + (has_formal ? prior.formal : 0.0);
  const auto seen =
      static_cast<double>(counts.informal.value_or(0) + counts.formal.value_or(0) + counts.spoken.value_or(0));
  const auto people = [&](double weight) { return seen * weight / seen_weight; };
  const double silent = people(prior.silent);
  const double informal = counts.informal ? static_cast<double>(*counts.informal) : people(prior.informal);
  const double formal = counts.formal ? static_cast<double>(*counts.formal) : people(prior.formal);
  return Frame(
      {{"tier", std::vector<std::string>{"silent", "informal", "formal", "spoken", "unhappy"}},
       {"people", std::vector<double>{silent, informal, formal, informal + formal, silent + informal + formal}}});
}

Frame Pyramid::frame() const {
  std::vector<std::string> segment, tier;
  std::vector<bool> is_counted;
  EstimateColumns people, share;
  const auto add = [&](const std::string& name, const PyramidTiers& t) {
    const Estimate whole = {1.0, 0.0, 1.0, 1.0, level};
    const auto push = [&](const char* what, bool counted, const Estimate& number, const Estimate& of_all) {
      segment.push_back(name);
      tier.emplace_back(what);
      is_counted.push_back(counted);
      people.push(number);
      share.push(of_all);
    };
    push("silent", false, t.silent, t.silent_share);
    push("informal", t.counts.informal.has_value(), t.informal, t.informal_share);
    push("formal", t.counts.formal.has_value(), t.formal, t.formal_share);
    push("spoken", t.counts.spoken || (t.counts.informal && t.counts.formal), t.spoken, t.spoken_share);
    push("unhappy", false, t.unhappy, whole);
  };
  add("all", all);
  for (const PyramidTiers& one : segments) add(one.segment, one);
  Frame frame({{"segment", segment}, {"tier", tier}, {"is_counted", std::move(is_counted)}});
  people.add_to(frame, "people");
  share.add_to(frame, "share");
  return frame;
}

Pyramid pyramid(const TierCounts& counts, const TierPrior& prior, double level) {
  check(counts, prior, level);
  return {prior, level, tiers_of("", counts, prior, level), {}};
}

Pyramid pyramid(const TierColumns& columns, const TierPrior& prior, double level) {
  const std::array<std::pair<const char*, const Column*>, 4> given{{{"informal", &columns.informal},
                                                                    {"formal", &columns.formal},
                                                                    {"spoken", &columns.spoken},
                                                                    {"by", &columns.segments}}};
  const auto first = std::ranges::find_if(given, [](const auto& one) { return static_cast<bool>(*one.second); });
  for (const auto& [name, column] : given) {
    if (*column && column->size() != first->second->size()) {
      throw RecordError(code::length_mismatch, fmt::format("column '{}' has {} rows, but '{}' has {}", name,
                                                           column->size(), first->first, first->second->size()));
    }
  }
  EncodedIds encoded;
  if (columns.segments) encoded = encode_ids(columns.segments, "by");
  for (std::size_t row = 0; row < encoded.codes.size(); ++row) {
    if (encoded.codes[row] == no_code)
      throw RecordError(code::refused_record, fmt::format("column 'by', row {}: the segment is missing", row));
  }
  const std::size_t groups = encoded.ids.size();
  const auto sums = [&](std::size_t which) {
    const auto& [name, column] = given[which];
    return *column ? counted(*column, name, encoded.codes, groups) : std::vector<std::int64_t>();
  };
  const std::vector<std::int64_t> informal = sums(0), formal = sums(1), spoken = sums(2);
  const auto counts_of = [&](std::size_t group) {
    TierCounts counts;
    if (!informal.empty()) counts.informal = informal[group];
    if (!formal.empty()) counts.formal = formal[group];
    if (!spoken.empty()) counts.spoken = spoken[group];
    return counts;
  };
  Pyramid result = pyramid(counts_of(groups), prior, level);
  result.segments.resize(groups);
  for_blocks(
      groups,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t g = begin; g < end; ++g)
          result.segments[g] = tiers_of(encoded.ids.label(static_cast<Code>(g)), counts_of(g), prior, level);
      },
      segments_at_a_time);
  return result;
}

}  // namespace fealty::complaints
