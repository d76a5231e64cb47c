#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/flow/requirement.hpp"
#include "fealty/gaps/motive_priority.hpp"

namespace fealty::gaps {

/// By which way an unmet need was found.
///
/// The teaching text counts six ways; the copy at hand does not name them, but speaks of setbacks and suggestions
/// beside them. These six are our reading of it. The list is closed.
enum class DiscoveryChannel : std::uint8_t {
  complaint,    ///< a customer complained
  suggestion,   ///< a customer or a member of staff proposed something
  setback,      ///< the business failed: a lost order, a customer who left
  survey,       ///< asked for in a survey or an interview
  observation,  ///< seen by the front line, where customers wait, improvise or give up
  competitor,   ///< others serve it
};

inline constexpr std::size_t discovery_channel_count = 6;

/// The channels with their names, meanings and Chinese names, in the order of the enumeration.
std::span<const flow::CatalogueEntry> discovery_channels() noexcept;

/// The channel of that name, English or Chinese; throws ParameterError that lists them.
DiscoveryChannel discovery_channel_named(std::string_view name);

/// A need that is not met, and all mentions of it.
struct UnmetNeed {
  std::string name;
  std::int64_t rank = 0;  ///< by opportunity score, then by mentions, then by name
  std::int64_t mentions = 0;
  Estimate share;                                               ///< of all mentions, Wilson's interval
  std::array<std::int64_t, discovery_channel_count> sources{};  ///< mentions by channel
  std::int64_t opportunities = 0;                               ///< mentions as an opportunity
  std::int64_t threats = 0;                                     ///< mentions as a threat
  Estimate importance;    ///< mean over mentions that say how important and how satisfied, from 0 to 1
  Estimate satisfaction;  ///< the same
  Estimate priority;      ///< motive_priority() of the two
  Estimate opportunity;   ///< opportunity_score() of the two: from 0 to 20; above 10 it is underserved (Ulwick 2005)
};

/// Unmet needs with their sources.
struct UnmetNeeds {
  std::vector<UnmetNeed> needs;  ///< by rank
  std::int64_t mentions = 0;     ///< of all needs

  /// The channels by which nothing was found.
  [[nodiscard]] std::vector<std::string> silent_channels() const;

  /// One row per need, by rank: need, rank, mentions, share, opportunities, threats, importance, satisfaction,
  /// priority, opportunity (shares and scores with _lower and _upper).
  [[nodiscard]] Frame frame() const;

  /// One row per need and a column of mentions for each channel.
  [[nodiscard]] Frame sources_frame() const;
};

/// The unmet needs of records, one for each mention.
///
/// `need` and `source` are needed; a source is one of discovery_channels(). `kind` is "opportunity" or "threat" (or
/// 机会 or 威胁), or missing where nobody has said. `importance` and `satisfaction` are answers on `scale`, or missing;
/// a need of which no mention has both has no scores. Absent columns are Column(). Throws RecordError, naming the
/// column, row and value, for a need or source that is missing, a source or kind that is none of the list, and an
/// answer that is not on the scale; ParameterError unless 0 < level < 1.
UnmetNeeds unmet_needs(const Column& need, const Column& source, const Column& kind = {}, const Column& importance = {},
                       const Column& satisfaction = {}, const AnswerScale& scale = {}, double level = 0.95);

}  // namespace fealty::gaps
