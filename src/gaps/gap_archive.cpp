#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "../io/core_archive.hpp"
#include "../io/eigen_archive.hpp"
#include "fealty/gaps/asymmetry.hpp"
#include "fealty/gaps/free_slopes.hpp"
#include "fealty/gaps/gap_analysis.hpp"

/// How gaps, their comparisons, and what an outcome makes of them are saved.
namespace fealty::io {

template <>
struct Archived<gaps::Dimension> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::Dimension& d, unsigned /*saved_version*/) {
    ar & d.name & d.items;
  }
};

template <>
struct Archived<gaps::GapFigure> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::GapFigure& f, unsigned /*saved_version*/) {
    ar & f.name & f.respondents & f.expectation & f.experience & f.importance & f.gap & f.standard_deviation & f.t &
        f.p_value & f.effect_size & f.short_share & f.met_share & f.exceeded_share & f.weighted_gap & f.adequacy &
        f.zone_position & f.within_share & f.reliability_expectation & f.reliability_experience & f.reliability_gap;
  }
};

template <>
struct Archived<gaps::GapAnalysis> {
  static constexpr std::string_view kind = "gaps.GapAnalysis";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::GapAnalysis& g, unsigned /*saved_version*/) {
    ar & g.items & g.dimensions & g.overall & g.dimension_items & g.warnings & g.questionnaires & g.respondents &
        g.level & g.draws & g.draw_errors;
  }

  static void check(const gaps::GapAnalysis& g) {
    require_sound(g.dimensions.size() == g.dimension_items.size(), "a dimension has items");
    const auto figures = static_cast<Eigen::Index>(g.items.size() + g.dimensions.size() + 1);
    require_sound(
        g.draws.cols() == figures && g.draw_errors.cols() == figures && g.draws.rows() == g.draw_errors.rows(),
        "each gap has its draws");
  }
};

template <>
struct Archived<gaps::GapComparison> {
  static constexpr std::string_view kind = "gaps.GapComparison";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::GapComparison& c, unsigned /*saved_version*/) {
    ar & c.names & c.differences & c.p_values & c.effect_sizes & c.items & c.level;
  }

  static void check(const gaps::GapComparison& c) {
    require_sound(c.differences.size() == c.names.size() && c.p_values.size() == c.names.size() &&
                      c.effect_sizes.size() == c.names.size() && c.items < c.names.size(),
                  "each name has its figures");
  }
};

template <>
struct Archived<gaps::SlopeTest> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::SlopeTest& t, unsigned /*saved_version*/) {
    ar & t.f & t.restrictions & t.degrees_of_freedom & t.p_value;
  }
};

template <>
struct Archived<gaps::FreeSlopes> {
  static constexpr std::string_view kind = "gaps.FreeSlopes";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::FreeSlopes& s, unsigned /*saved_version*/) {
    ar & s.scores & s.respondents & s.r2_gap & s.r2_experience & s.r2_free & s.lost & s.gap & s.experience &
        s.slope_expectation & s.slope_experience & s.warning & s.level;
  }

  static void check(const gaps::FreeSlopes& s) {
    require_sound(s.slope_expectation.size() == s.scores.size() && s.slope_experience.size() == s.scores.size(),
                  "each score has two slopes");
  }
};

template <>
struct Archived<gaps::AsymmetricResponse> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::AsymmetricResponse& r, unsigned /*saved_version*/) {
    ar & r.name & r.respondents & r.negative & r.positive & r.difference & r.ratio;
  }
};

template <>
struct Archived<gaps::Asymmetry> {
  static constexpr std::string_view kind = "gaps.Asymmetry";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::Asymmetry& a, unsigned /*saved_version*/) {
    ar & a.items & a.dimensions & a.overall & a.draws & a.level;
  }
};

template struct Codec<gaps::GapAnalysis>;
template struct Codec<gaps::GapComparison>;
template struct Codec<gaps::FreeSlopes>;
template struct Codec<gaps::Asymmetry>;

}  // namespace fealty::io
