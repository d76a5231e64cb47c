#include "fealty/gaps/unmet_needs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nearest_name.hpp"
#include "priority_estimates.hpp"

namespace fealty::gaps {
namespace {

constexpr std::array<flow::CatalogueEntry, discovery_channel_count> channels = {{
    {"complaint", "a customer complained", "投诉"},
    {"suggestion", "a customer or a member of staff proposed something", "建议"},
    {"setback", "the business failed: a lost order, a customer who left", "挫折"},
    {"survey", "asked for in a survey or an interview", "调查"},
    {"observation", "seen by the front line, where customers wait, improvise or give up", "观察"},
    {"competitor", "others serve it", "竞争者"},
}};

constexpr std::array<flow::CatalogueEntry, 2> source_kinds = {{
    {"opportunity", "who serves it wins customers", "机会"},
    {"threat", "who does not serve it loses customers", "威胁"},
}};

/// The position of a name in a catalogue, in either language.
std::optional<std::size_t> position(std::span<const flow::CatalogueEntry> catalogue, std::string_view name) {
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    if (name == catalogue[i].name || name == catalogue[i].chinese) return i;
  }
  return std::nullopt;
}

std::string unknown(std::span<const flow::CatalogueEntry> catalogue, std::string_view name, std::string_view what) {
  return unknown_name_message(name, what,
                              {catalogue.size(), [&](std::size_t i) { return std::string(catalogue[i].name); }});
}

/// Positions in a catalogue by row; none where the value is missing.
std::vector<std::optional<std::size_t>> positions(const Column& column, std::string_view name, std::size_t rows,
                                                  std::span<const flow::CatalogueEntry> catalogue,
                                                  std::string_view what) {
  std::vector<std::optional<std::size_t>> found(rows);
  if (!column || column.type().kind == Kind::null) return found;
  const TextReader texts(column, name);
  for (std::size_t row = 0; row < rows; ++row) {
    if (texts.is_missing(row)) continue;
    found[row] = position(catalogue, texts[row]);
    if (!found[row]) {
      throw RecordError(code::refused_record,
                        fmt::format("column {}, row {}: {}", name, row, unknown(catalogue, texts[row], what)));
    }
  }
  return found;
}

/// Answers from 0 to 1, NaN where missing.
std::vector<double> answers(const Column& column, std::string_view name, std::size_t rows, const AnswerScale& scale) {
  std::vector<double> rescaled(rows, std::numeric_limits<double>::quiet_NaN());
  if (!column) return rescaled;
  const Values<double> values = as_doubles(column, name);
  for (std::size_t row = 0; row < rows; ++row) {
    if (std::isnan(values[row])) continue;
    if (!(values[row] >= scale.lowest && values[row] <= scale.highest)) {
      throw RecordError(code::refused_record, fmt::format("column {}, row {}: {} is not on the scale from {} to {}",
                                                          name, row, values[row], scale.lowest, scale.highest));
    }
    rescaled[row] = scale.rescaled(values[row]);
  }
  return rescaled;
}

bool is_blank(const Ids& ids, Code code) {
  return ids.is_text() && ids.text(code).find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// What is said of one need, while the rows are read.
struct Mentions {
  UnmetNeed need;
  std::vector<double> importance, satisfaction;
};

bool comes_before(const UnmetNeed& a, const UnmetNeed& b) {
  const auto key = [](const UnmetNeed& need) {
    const double score = need.opportunity.value;
    return std::tuple(std::isnan(score) ? std::numeric_limits<double>::infinity() : -score, -need.mentions);
  };
  return key(a) < key(b);
}

}  // namespace

std::span<const flow::CatalogueEntry> discovery_channels() noexcept {
  return channels;
}

DiscoveryChannel discovery_channel_named(std::string_view name) {
  if (const auto found = position(channels, name)) return static_cast<DiscoveryChannel>(*found);
  throw ParameterError(code::unknown_name, unknown(channels, name, "a way of finding needs"));
}

UnmetNeeds unmet_needs(const Column& need, const Column& source, const Column& kind, const Column& importance,
                       const Column& satisfaction, const AnswerScale& scale, double level) {
  require_level(level);
  scale.validate();
  const std::size_t rows = need.size();
  for (const auto& [column, name] :
       {std::pair{&source, "source"}, {&kind, "kind"}, {&importance, "importance"}, {&satisfaction, "satisfaction"}}) {
    if (*column) require_rows(*column, name, rows, "need");
  }
  const EncodedIds encoded = encode_ids(need, "need");
  const auto sources = positions(source, "source", rows, channels, "a way of finding needs");
  const auto kind_of = positions(kind, "kind", rows, source_kinds, "a kind of need");
  const std::vector<double> important = answers(importance, "importance", rows, scale);
  const std::vector<double> satisfied = answers(satisfaction, "satisfaction", rows, scale);
  std::vector<Mentions> found(encoded.ids.size());
  for (std::size_t row = 0; row < rows; ++row) {
    if (encoded.codes[row] == no_code || is_blank(encoded.ids, encoded.codes[row]))
      throw RecordError(code::refused_record, fmt::format("column need, row {}: the need is missing", row));
    if (!sources[row])
      throw RecordError(code::refused_record, fmt::format("column source, row {}: the source is missing", row));
    Mentions& of = found[encoded.codes[row]];
    ++of.need.mentions;
    ++of.need.sources[*sources[row]];
    if (kind_of[row]) ++(*kind_of[row] == 0 ? of.need.opportunities : of.need.threats);
    if (std::isnan(important[row]) || std::isnan(satisfied[row])) continue;
    of.importance.push_back(important[row]);
    of.satisfaction.push_back(satisfied[row]);
  }
  UnmetNeeds result;
  result.mentions = static_cast<std::int64_t>(rows);
  for (std::size_t i = 0; i < found.size(); ++i) {
    UnmetNeed& one = found[i].need;
    const PriorityEstimates made = priority_estimates(found[i].importance, found[i].satisfaction, level);
    one.name = encoded.ids.label(static_cast<Code>(i));
    one.share = wilson(one.mentions, result.mentions, level);
    one.importance = made.importance;
    one.satisfaction = made.satisfaction;
    one.priority = made.priority;
    one.opportunity = made.opportunity;
    result.needs.push_back(std::move(one));
  }
  std::stable_sort(result.needs.begin(), result.needs.end(), comes_before);  // they come in the order of their names
  std::int64_t rank = 0;
  for (UnmetNeed& one : result.needs) one.rank = ++rank;
  return result;
}

std::vector<std::string> UnmetNeeds::silent_channels() const {
  std::vector<std::string> silent;
  for (std::size_t i = 0; i < channels.size(); ++i) {
    if (std::ranges::all_of(needs, [i](const UnmetNeed& need) { return need.sources[i] == 0; }))
      silent.emplace_back(channels[i].name);
  }
  return silent;
}

Frame UnmetNeeds::frame() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> ranks, counts, opportunities, threats;
  EstimateColumns share, importance, satisfaction, priority, opportunity;
  for (const UnmetNeed& need : needs) {
    names.push_back(need.name);
    ranks.push_back(need.rank);
    counts.push_back(need.mentions);
    share.push(need.share);
    opportunities.push_back(need.opportunities);
    threats.push_back(need.threats);
    importance.push(need.importance);
    satisfaction.push(need.satisfaction);
    priority.push(need.priority);
    opportunity.push(need.opportunity);
  }
  Frame frame({{"need", names}, {"rank", std::move(ranks)}, {"mentions", std::move(counts)}});
  share.add_to(frame, "share");
  frame.add("opportunities", std::move(opportunities));
  frame.add("threats", std::move(threats));
  importance.add_to(frame, "importance");
  satisfaction.add_to(frame, "satisfaction");
  priority.add_to(frame, "priority");
  opportunity.add_to(frame, "opportunity");
  return frame;
}

Frame UnmetNeeds::sources_frame() const {
  std::vector<std::string> names;
  for (const UnmetNeed& need : needs) names.push_back(need.name);
  Frame frame({{"need", names}});
  for (std::size_t i = 0; i < channels.size(); ++i) {
    std::vector<std::int64_t> counts;
    for (const UnmetNeed& need : needs) counts.push_back(need.sources[i]);
    frame.add(std::string(channels[i].name), std::move(counts));
  }
  return frame;
}

}  // namespace fealty::gaps
