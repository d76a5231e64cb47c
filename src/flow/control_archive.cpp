#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/flow/calendar.hpp"

/// How calendars, control charts and rounds of quality control are saved.
namespace fealty::io {

template <>
struct Archived<flow::OpeningBlock> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::OpeningBlock& b, unsigned /*saved_version*/) {
    ar & b.opens & b.closes;
  }
};

/// The hours and the zone as they were given; what follows from them is made again.
template <>
struct Archived<flow::Calendar> {
  static constexpr std::string_view kind = "flow.Calendar";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const flow::Calendar& calendar) {
    const TimeZone& zone = calendar.zone();
    std::vector<Time> dates, changes;
    std::vector<Duration> offsets;
    std::vector<std::vector<flow::OpeningBlock>> blocks;
    for (const flow::ExceptionalDay& day : calendar.exceptions()) {
      dates.push_back(at_midnight(day.date));
      blocks.push_back(day.blocks);
    }
    for (const auto& [since, offset] : zone.transitions()) {
      changes.push_back(since);
      offsets.push_back(offset);
    }
    out << calendar.week() << dates << blocks << zone.name() << zone.initial() << changes << offsets;
  }

  static flow::Calendar load(InArchive& in, unsigned /*saved_version*/) {
    auto week = in.value<flow::OpeningWeek>();
    const auto dates = in.value<std::vector<Time>>();
    const auto blocks = in.value<std::vector<std::vector<flow::OpeningBlock>>>();
    auto name = in.value<std::string>();
    const auto initial = in.value<Duration>();
    const auto changes = in.value<std::vector<Time>>();
    const auto offsets = in.value<std::vector<Duration>>();
    require_sound(dates.size() == blocks.size(), "an exceptional day has a date and blocks");
    require_sound(changes.size() == offsets.size(), "a change of a zone's clocks has a time and an offset");
    std::vector<flow::ExceptionalDay> exceptions;
    for (std::size_t i = 0; i < dates.size(); ++i) exceptions.push_back({date_of(dates[i]), blocks[i]});
    std::vector<TimeZone::Transition> transitions;
    for (std::size_t i = 0; i < changes.size(); ++i) transitions.push_back({changes[i], offsets[i]});
    return flow::Calendar(std::move(week), std::move(exceptions),
                          TimeZone(std::move(name), initial, std::move(transitions)));
  }
};

template struct Codec<flow::Calendar>;

}  // namespace fealty::io
