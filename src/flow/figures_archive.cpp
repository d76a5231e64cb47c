#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/core/wide_sum.hpp"
#include "fealty/flow/case_duration.hpp"
#include "fealty/flow/duration_figures.hpp"
#include "fealty/flow/funnel.hpp"
#include "fealty/flow/handover.hpp"
#include "fealty/flow/performance.hpp"
#include "fealty/flow/rework.hpp"
#include "fealty/flow/step_matrix.hpp"
#include "fealty/flow/temporal_profile.hpp"

/// How figures of a log are saved.
namespace fealty::io {

template <>
struct Archived<WideSum> {
  static constexpr std::string_view kind = "core.WideSum";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const WideSum& sum) { out << sum.high_bits() << sum.low_bits(); }
  static WideSum load(InArchive& in, unsigned /*saved_version*/) {
    const auto high = in.value<std::uint64_t>();
    return WideSum::from_bits(high, in.value<std::uint64_t>());
  }
};

/// In ascending order, so that equal ones have equal bytes.
template <>
struct Archived<flow::DurationGroups> {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const flow::DurationGroups& groups) {
    const flow::DurationGroups sorted = groups.sorted();
    out << sorted.offsets << std::vector<Duration>(sorted.durations.begin(), sorted.durations.end());
  }
  static flow::DurationGroups load(InArchive& in, unsigned /*saved_version*/) {
    flow::DurationGroups groups;
    groups.offsets = in.value<std::vector<std::uint64_t>>();
    const auto durations = in.value<std::vector<Duration>>();
    groups.durations.assign(durations.begin(), durations.end());
    return groups;
  }

  static void check(const flow::DurationGroups& groups) {
    require_sound(!groups.offsets.empty() && groups.offsets.front() == 0 &&
                      groups.offsets.back() == groups.durations.size() && std::ranges::is_sorted(groups.offsets),
                  "groups of durations stand one behind the other");
  }
};

/// The durations; what they are like is found again.
template <>
struct Archived<flow::Performance> {
  static constexpr std::string_view kind = "flow.Performance";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const flow::Performance& p) {
    std::vector<Code> from, to, own;
    for (const flow::TimedEdge& edge : p.edges) {
      from.push_back(edge.from);
      to.push_back(edge.to);
    }
    for (const flow::TimedStep& step : p.own) own.push_back(step.step);
    out << p.steps << p.working_time << from << to << p.edge_times << own << p.own_times;
  }
  static flow::Performance load(InArchive& in, unsigned /*saved_version*/) {
    flow::Performance p;
    p.steps = in.value<Ids>();
    p.working_time = in.value<bool>();
    const auto from = in.value<std::vector<Code>>();
    const auto to = in.value<std::vector<Code>>();
    p.edge_times = in.value<flow::DurationGroups>();
    const auto own = in.value<std::vector<Code>>();
    p.own_times = in.value<flow::DurationGroups>();
    require_sound(from.size() == p.edge_times.size() && to.size() == from.size() && own.size() == p.own_times.size(),
                  "every edge and step has its times");
    const std::vector<flow::DurationFigures> between = figures_of(p.edge_times);
    for (std::size_t e = 0; e < from.size(); ++e) p.edges.push_back({from[e], to[e], between[e]});
    const std::vector<flow::DurationFigures> within = figures_of(p.own_times);
    for (std::size_t s = 0; s < own.size(); ++s) p.own.push_back({own[s], within[s]});
    return p;
  }

  static void check(const flow::Performance& p) {
    const std::size_t n = p.steps.size();
    const auto edge_is_sound = [n](const flow::TimedEdge& edge) { return edge.from < n && edge.to < n; };
    const auto key = [](const flow::TimedEdge& edge) { return std::pair(edge.from, edge.to); };
    const auto step_is_sound = [n](const flow::TimedStep& step) { return step.step < n; };
    require_sound(std::ranges::all_of(p.edges, edge_is_sound) && std::ranges::all_of(p.own, step_is_sound) &&
                      std::ranges::is_sorted(p.edges, {}, key) &&
                      std::ranges::is_sorted(p.own, {}, &flow::TimedStep::step),
                  "edges and steps are those of the list, in its order");
  }
};

template <>
struct Archived<flow::CaseDurations> {
  static constexpr std::string_view kind = "flow.CaseDurations";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::CaseDurations& d, unsigned /*saved_version*/) {
    ar & d.working_time & d.durations;
  }

  static void check(const flow::CaseDurations& d) {
    require_sound(std::ranges::is_sorted(d.durations), "durations ascend");
  }
};

template <>
struct Archived<flow::PairTimes> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::PairTimes& p, unsigned /*saved_version*/) {
    ar & p.from & p.to & p.count & p.sum & p.squares;
  }
};

template <>
struct Archived<flow::TemporalProfile> {
  static constexpr std::string_view kind = "flow.TemporalProfile";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::TemporalProfile& p, unsigned /*saved_version*/) {
    ar & p.steps & p.pairs;
  }

  static void check(const flow::TemporalProfile& p) {
    const auto key = [](const flow::PairTimes& pair) { return std::pair(pair.from, pair.to); };
    const auto is_sound = [&](const flow::PairTimes& pair) {
      return pair.from < p.steps.size() && pair.to < p.steps.size() && pair.count > 0;
    };
    require_sound(std::ranges::all_of(p.pairs, is_sound) && std::ranges::is_sorted(p.pairs, {}, key),
                  "pairs are of steps of the list, in its order");
  }
};

template <>
struct Archived<flow::StepRework> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::StepRework& r, unsigned /*saved_version*/) {
    ar & r.step & r.cases & r.reworked & r.repetitions & r.timed & r.time & r.delay;
  }
};

template <>
struct Archived<flow::Rework> {
  static constexpr std::string_view kind = "flow.Rework";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Rework& r, unsigned /*saved_version*/) {
    ar & r.steps & r.of_step & r.cases & r.reworked;
  }

  static void check(const flow::Rework& r) {
    bool right = r.of_step.size() == r.steps.size();
    for (std::size_t i = 0; i < r.of_step.size(); ++i) right = right && r.of_step[i].step == i;
    require_sound(right, "every step has its rework");
  }
};

template <>
struct Archived<flow::Handover> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Handover& h, unsigned /*saved_version*/) {
    ar & h.from & h.to & h.count;
  }
};

template <>
struct Archived<flow::Handovers> {
  static constexpr std::string_view kind = "flow.Handovers";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Handovers& h, unsigned /*saved_version*/) {
    ar & h.resources & h.pairs & h.unknown;
  }

  static void check(const flow::Handovers& h) {
    const auto key = [](const flow::Handover& pair) { return std::pair(pair.from, pair.to); };
    const auto is_sound = [&](const flow::Handover& pair) {
      return pair.from < h.resources.size() && pair.to < h.resources.size();
    };
    require_sound(std::ranges::all_of(h.pairs, is_sound) && std::ranges::is_sorted(h.pairs, {}, key),
                  "handovers are those of resources of the list, in its order");
  }
};

template <>
struct Archived<flow::FunnelStage> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::FunnelStage& s, unsigned /*saved_version*/) {
    ar & s.step & s.cases & s.times;
  }
};

template <>
struct Archived<flow::Funnel> {
  static constexpr std::string_view kind = "flow.Funnel";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Funnel& f, unsigned /*saved_version*/) {
    ar & f.stages & f.cases;
  }

  static void check(const flow::Funnel& f) {
    for (std::size_t i = 0; i < f.stages.size(); ++i) {
      require_sound(
          f.stages[i].times.size() == (i == 0 ? 0 : f.stages[i].cases) && std::ranges::is_sorted(f.stages[i].times),
          "a stage of a funnel has a time for each case, but the first");
    }
  }
};

template <>
struct Archived<flow::StepMatrixCell> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::StepMatrixCell& c, unsigned /*saved_version*/) {
    ar & c.step & c.position & c.cases;
  }
};

template <>
struct Archived<flow::StepMatrix> {
  static constexpr std::string_view kind = "flow.StepMatrix";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::StepMatrix& m, unsigned /*saved_version*/) {
    ar & m.steps & m.cases & m.cells & m.ended;
  }

  static void check(const flow::StepMatrix& m) {
    const auto key = [](const flow::StepMatrixCell& cell) { return std::pair(cell.step, cell.position); };
    const auto is_sound = [&](const flow::StepMatrixCell& cell) {
      return cell.step < m.steps.size() && cell.position >= 1 && cell.position <= m.ended.size();
    };
    require_sound(std::ranges::all_of(m.cells, is_sound) && std::ranges::is_sorted(m.cells, {}, key),
                  "cells are those of steps of the list, in its order");
  }
};

template struct Codec<flow::Performance>;
template struct Codec<flow::CaseDurations>;
template struct Codec<flow::TemporalProfile>;
template struct Codec<flow::Rework>;
template struct Codec<flow::Handovers>;
template struct Codec<flow::Funnel>;
template struct Codec<flow::StepMatrix>;

}  // namespace fealty::io
