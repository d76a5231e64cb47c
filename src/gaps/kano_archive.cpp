#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/gaps/importance_performance.hpp"
#include "fealty/gaps/kano.hpp"
#include "fealty/gaps/satisfaction_score.hpp"

/// How Kano evaluations, grids of importance against performance, and satisfaction scores are saved.
namespace fealty::io {

template <>
struct Archived<gaps::KanoCategory> {
  static constexpr gaps::KanoCategory last = gaps::KanoCategory::questionable;
};

template <>
struct Archived<gaps::KanoTable> {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const gaps::KanoTable& table) { out << table.rows(); }
  static gaps::KanoTable load(InArchive& in, unsigned /*saved_version*/) {
    return gaps::KanoTable(in.value<std::vector<std::string>>());
  }
};

template <>
struct Archived<gaps::FongTest> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::FongTest& t, unsigned /*saved_version*/) {
    ar & t.difference & t.critical & t.is_significant;
  }
};

template <>
struct Archived<gaps::KanoItem> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::KanoItem& i, unsigned /*saved_version*/) {
    ar & i.item & i.answered & i.missing & i.counts & i.category & i.probabilities & i.better & i.worse & i.fong &
        i.category_strength & i.total_strength;
  }
};

template <>
struct Archived<gaps::Kano> {
  static constexpr std::string_view kind = "gaps.Kano";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::Kano& k, unsigned /*saved_version*/) {
    ar & k.items & k.table & k.respondents & k.replicates & k.level;
  }
};

template <>
struct Archived<gaps::Quadrant> {
  static constexpr gaps::Quadrant last = gaps::Quadrant::possible_overkill;
};

template <>
struct Archived<gaps::CrosshairKind> {
  static constexpr gaps::CrosshairKind last = gaps::CrosshairKind::point;
};

template <>
struct Archived<gaps::ImportancePerformanceItem> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::ImportancePerformanceItem& i, unsigned /*saved_version*/) {
    ar & i.item & i.importance_answers & i.performance_answers & i.importance & i.performance & i.quadrant &
        i.probabilities & i.derived & i.derived_quadrant & i.disagreement;
  }
};

template <>
struct Archived<gaps::ImportancePerformance> {
  static constexpr std::string_view kind = "gaps.ImportancePerformance";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::ImportancePerformance& g, unsigned /*saved_version*/) {
    ar & g.items & g.crosshair & g.crosshair_performance & g.crosshair_importance & g.derived_line & g.stated_derived &
        g.respondents & g.outcome_missing & g.has_outcome & g.replicates & g.level;
  }
};

template <>
struct Archived<gaps::ScoredGroup> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::ScoredGroup& g, unsigned /*saved_version*/) {
    ar & g.group & g.missing & g.favorable & g.neutral & g.unfavorable & g.counts & g.score;
  }
};

template <>
struct Archived<gaps::SatisfactionScore> {
  static constexpr std::string_view kind = "gaps.SatisfactionScore";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::SatisfactionScore& s, unsigned /*saved_version*/) {
    ar & s.scale.least & s.scale.greatest & s.favorable_from & s.unfavorable_to & s.all & s.groups & s.ungrouped &
        s.level;
  }
};

template struct Codec<gaps::Kano>;
template struct Codec<gaps::ImportancePerformance>;
template struct Codec<gaps::SatisfactionScore>;

}  // namespace fealty::io
