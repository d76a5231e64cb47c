#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/flow/improvement_backlog.hpp"
#include "fealty/flow/markov_removal.hpp"
#include "fealty/flow/moments_of_truth.hpp"

/// How removal effects, moments of truth and improvement backlogs are saved.
namespace fealty::io {

template <>
struct Archived<flow::RemovalEffect> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::RemovalEffect& e, unsigned /*saved_version*/) {
    ar & e.step & e.rank & e.visits & e.effect & e.share & e.conversions & e.value & e.ranks;
  }
};

template <>
struct Archived<flow::RemovalEffects> {
  static constexpr std::string_view kind = "flow.RemovalEffects";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::RemovalEffects& e, unsigned /*saved_version*/) {
    ar & e.steps & e.order & e.states & e.journeys & e.conversions & e.value & e.conversion_probability & e.replicates;
  }

  static void check(const flow::RemovalEffects& e) {
    for (const flow::RemovalEffect& step : e.steps)
      require_sound(step.ranks.size() == e.steps.size(), "a step has a probability of each rank");
  }
};

template <>
struct Archived<flow::MomentViewKind> {
  static constexpr flow::MomentViewKind last = flow::MomentViewKind::within_customer;
};

template <>
struct Archived<flow::MomentView> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::MomentView& v, unsigned /*saved_version*/) {
    ar & v.effect & v.rank & v.ranks & v.failures;
  }
};

template <>
struct Archived<flow::MomentOfTruth> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::MomentOfTruth& m, unsigned /*saved_version*/) {
    ar & m.step & m.visits & m.failed & m.unknown & m.met_share & m.views & m.effect & m.rank & m.ranks;
  }
};

template <>
struct Archived<flow::ConfoundingWarning> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::ConfoundingWarning& w, unsigned /*saved_version*/) {
    ar & w.step & w.first & w.second & w.kind & w.difference & w.meaning;
  }
};

template <>
struct Archived<flow::MomentsOfTruth> {
  static constexpr std::string_view kind = "flow.MomentsOfTruth";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::MomentsOfTruth& m, unsigned /*saved_version*/) {
    ar & m.steps & m.warnings & m.outcome & m.desired & m.outcome_share & m.visits & m.judged & m.censored &
        m.unstated & m.without_customer & m.customers & m.adjusted_for & m.level & m.replicates;
  }
};

template <>
struct Archived<flow::Improvement> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::Improvement& i, unsigned /*saved_version*/) {
    ar & i.step & i.rank & i.visits & i.failed & i.met_share & i.target & i.mended & i.outcome_alone & i.outcome_share &
        i.outcome_in_order & i.yield_alone & i.yield_share & i.yield_in_order & i.cost & i.gain_per_cost;
  }
};

template <>
struct Archived<flow::ImprovementBacklog> {
  static constexpr std::string_view kind = "flow.ImprovementBacklog";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, flow::ImprovementBacklog& b, unsigned /*saved_version*/) {
    ar & b.improvements & b.outcome & b.desired & b.outcome_now & b.outcome_then & b.joint_gain & b.judged &
        b.yield_now & b.yield_then & b.yield_independent & b.noted & b.unmended;
  }
};

template struct Codec<flow::RemovalEffects>;
template struct Codec<flow::MomentsOfTruth>;
template struct Codec<flow::ImprovementBacklog>;

}  // namespace fealty::io
