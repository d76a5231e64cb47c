#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/flow/calendar.hpp"
#include "fealty/flow/control_chart.hpp"
#include "fealty/flow/quality_cycle.hpp"
#include "fealty/flow/run_rules.hpp"

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

template <>
struct Archived<flow::ChartKind> {
  static constexpr flow::ChartKind last = flow::ChartKind::cusum;
};

template <>
struct Archived<flow::RunRule> {
  static constexpr flow::RunRule last = flow::RunRule::nelson_8;
};

template <>
struct Archived<flow::RunRuleSet> {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const flow::RunRuleSet& rules) { out << rules.rules(); }
  static flow::RunRuleSet load(InArchive& in, unsigned /*saved_version*/) {
    std::uint32_t bits = 0;
    for (const flow::RunRule rule : in.value<std::vector<flow::RunRule>>()) bits |= flow::RunRuleSet{rule}.bits();
    return flow::RunRuleSet::from_bits(bits);
  }
};

template <>
struct Archived<flow::EwmaParameters> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::EwmaParameters& p, unsigned /*saved_version*/) {
    ar & p.weight & p.width & p.steady;
  }
};

template <>
struct Archived<flow::CusumParameters> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::CusumParameters& p, unsigned /*saved_version*/) {
    ar & p.allowance & p.interval;
  }
};

template <>
struct Archived<flow::ControlPanel> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::ControlPanel& p, unsigned /*saved_version*/) {
    ar & p.name & p.value & p.center & p.deviation & p.lower & p.upper;
  }
};

template <>
struct Archived<flow::ControlPhase> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::ControlPhase& p, unsigned /*saved_version*/) {
    ar & p.begin & p.end & p.calibrated & p.center & p.deviation & p.dispersion;
  }
};

template <>
struct Archived<flow::Alarm> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Alarm& a, unsigned /*saved_version*/) {
    ar & a.point & a.first & a.panel & a.rule & a.value & a.limit & a.side;
  }
};

template <>
struct Archived<flow::ControlChart> {
  static constexpr std::string_view kind = "flow.ControlChart";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::ControlChart& c, unsigned /*saved_version*/) {
    ar & c.kind & c.labels & c.sizes & c.panels & c.phases & c.alarms & c.warnings & c.width & c.rules & c.ewma &
        c.cusum;
  }

  static void check(const flow::ControlChart& c) {
    require_sound(c.size() > 0 && c.sizes.size() == c.size(), "a control chart has a size for each of its points");
    require_sound(!c.panels.empty(), "a control chart has a panel");
    for (const flow::ControlPanel& p : c.panels) {
      for (const auto* column : {&p.value, &p.center, &p.deviation, &p.lower, &p.upper})
        require_sound(column->size() == c.size(), "a panel has a value for each point");
    }
    std::size_t end = 0;
    for (const flow::ControlPhase& phase : c.phases) {
      require_sound(phase.begin == end && phase.end > end, "phases follow each other without gaps");
      end = phase.end;
    }
    require_sound(end == c.size(), "phases reach to the last point");
    for (const flow::Alarm& alarm : c.alarms) {
      require_sound(alarm.first <= alarm.point && alarm.point < c.size(), "an alarm is at a point");
      require_sound(alarm.panel < c.panels.size(), "an alarm is in a panel");
    }
  }
};

template <>
struct Archived<flow::Orientation> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Orientation& o, unsigned /*saved_version*/) {
    ar & o.step & o.reason;
  }
};

template <>
struct Archived<flow::Standard> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Standard& s, unsigned /*saved_version*/) {
    ar & s.requirement & s.higher_is_better;
  }
};

template <>
struct Archived<flow::ChangeVerdict> {
  static constexpr flow::ChangeVerdict last = flow::ChangeVerdict::no_clear;
};

template <>
struct Archived<flow::Evaluation> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Evaluation& e, unsigned /*saved_version*/) {
    ar & e.before & e.after & e.change & e.verdict & e.learned;
  }
};

template <>
struct Archived<flow::CycleRound> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::CycleRound& r, unsigned /*saved_version*/) {
    ar & r.orientation & r.standard & r.control & r.evaluation;
  }

  static void check(const flow::CycleRound& r) {
    require_sound((r.orientation || !r.standard) && (r.standard || !r.control) && (r.control || !r.evaluation),
                  "a step has evidence only after the one before it");
  }
};

template <>
struct Archived<flow::QualityCycle> {
  static constexpr std::string_view kind = "flow.QualityCycle";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const flow::QualityCycle& cycle) { out << cycle.subject_ << cycle.rounds_; }

  static flow::QualityCycle load(InArchive& in, unsigned /*saved_version*/) {
    flow::QualityCycle cycle(in.value<std::string>());
    cycle.rounds_ = in.value<std::vector<flow::CycleRound>>();
    require_sound(!cycle.rounds_.empty(), "a cycle has a round");
    for (std::size_t i = 0; i + 1 < cycle.rounds_.size(); ++i)
      require_sound(cycle.rounds_[i].evaluation.has_value(), "a round is complete before the next begins");
    return cycle;
  }
};

template struct Codec<flow::Calendar>;
template struct Codec<flow::ControlChart>;
template struct Codec<flow::QualityCycle>;

}  // namespace fealty::io
