#include "fealty/io/archive.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include "../io/core_archive.hpp"
#include "fealty/core/error.hpp"
#include "fealty/flow/directly_follows.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/variants.hpp"

/// How event logs and what is counted in them are saved.
namespace fealty::io {

extern template struct Codec<customers::Book>;  // in the archive of its area

/// The records that the log shows, in an archive of their own.
template <>
struct Archived<flow::EventLog> {
  static constexpr std::string_view kind = "flow.EventLog";
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const flow::EventLog& log) { out << to_bytes(log.shown_records()); }
  static flow::EventLog load(InArchive& in, unsigned /*saved_version*/) {
    return flow::EventLog(from_bytes<customers::Book>(in.value<std::string>()));
  }
};

template <>
struct Archived<flow::FollowsEdge> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::FollowsEdge& e, unsigned /*saved_version*/) {
    ar & e.from & e.to & e.count;
  }
};

template <>
struct Archived<flow::DirectlyFollowsGraph> {
  static constexpr std::string_view kind = "flow.DirectlyFollowsGraph";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::DirectlyFollowsGraph& g, unsigned /*saved_version*/) {
    ar & g.steps & g.edges & g.events & g.starts & g.ends;
  }

  static void check(const flow::DirectlyFollowsGraph& g) {
    const std::size_t n = g.steps.size();
    bool right = g.events.size() == n && g.starts.size() == n && g.ends.size() == n;
    for (const flow::FollowsEdge& edge : g.edges) right = right && edge.from < n && edge.to < n;
    if (!right) throw ArchiveError(code::damaged_archive, "a directly-follows graph names steps that it does not have");
  }
};

template <>
struct Archived<flow::Variants> {
  static constexpr std::string_view kind = "flow.Variants";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Variants& v, unsigned /*saved_version*/) {
    ar & v.steps & v.offsets & v.sequences & v.counts;
  }

  static void check(const flow::Variants& v) {
    bool right =
        v.offsets.size() == v.counts.size() + 1 && v.offsets.front() == 0 && v.offsets.back() == v.sequences.size();
    for (std::size_t i = 1; right && i < v.offsets.size(); ++i) right = v.offsets[i - 1] <= v.offsets[i];
    for (const Code step : v.sequences) right = right && step < v.steps.size();
    if (!right) throw ArchiveError(code::damaged_archive, "variants name steps that there are not");
  }
};

template struct Codec<flow::EventLog>;
template struct Codec<flow::DirectlyFollowsGraph>;
template struct Codec<flow::Variants>;

}  // namespace fealty::io
