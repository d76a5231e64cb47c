#include <cstdint>
#include <string_view>

#include "../io/core_archive.hpp"
#include "fealty/gaps/closing_plan.hpp"

/// How plans are saved.
namespace fealty::io {

template <>
struct Archived<gaps::LeverKind> {
  static constexpr gaps::LeverKind last = gaps::LeverKind::atmosphere;
};

template <>
struct Archived<gaps::PlannedLever> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::PlannedLever& l, unsigned /*saved_version*/) {
    ar & l.name & l.item & l.kind & l.level & l.cost & l.effect & l.value & l.share_of_draws;
  }
};

template <>
struct Archived<gaps::PlannedItem> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::PlannedItem& i, unsigned /*saved_version*/) {
    ar & i.name & i.importance & i.expectation & i.expectation_after & i.experience & i.experience_after &
        i.tolerance_after & i.spread_after & i.gap & i.gap_after & i.value & i.open & i.floor & i.below_floor &
        i.closing_cost & i.closing_levers;
  }
};

template <>
struct Archived<gaps::BudgetStep> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::BudgetStep& s, unsigned /*saved_version*/) {
    ar & s.share & s.budget & s.cost & s.value & s.gain & s.changes;
  }
};

template <>
struct Archived<gaps::PlanWarning> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::PlanWarning& w, unsigned /*saved_version*/) {
    ar & w.kind & w.subject & w.message;
  }
};

template <>
struct Archived<gaps::ClosingPlan> {
  static constexpr std::string_view kind = "gaps.ClosingPlan";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::ClosingPlan& p, unsigned /*saved_version*/) {
    ar & p.levers & p.items & p.curve & p.warnings & p.budget & p.cost & p.value & p.expected_value & p.expected_best &
        p.missed_floors & p.draws & p.optimality_gap & p.draws_gap & p.level;
  }
};

template struct Codec<gaps::ClosingPlan>;

}  // namespace fealty::io
