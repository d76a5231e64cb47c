#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/complaints/cause_needs.hpp"
#include "fealty/complaints/cause_shares.hpp"
#include "fealty/complaints/pyramid.hpp"
#include "fealty/complaints/tier_prior.hpp"

/// How pyramids and the figures of causes are saved.
namespace fealty::io {

template <>
struct Archived<complaints::TierPrior> {
  static constexpr std::string_view kind = "complaints.TierPrior";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::TierPrior& p, unsigned /*saved_version*/) {
    ar & p.name & p.source & p.caveat & p.silent & p.informal & p.formal;
  }
};

template <>
struct Archived<complaints::PyramidTiers> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::PyramidTiers& t, unsigned /*saved_version*/) {
    ar & t.segment & t.counts.informal & t.counts.formal & t.counts.spoken & t.silent & t.informal & t.formal &
        t.spoken & t.unhappy & t.silent_share & t.informal_share & t.formal_share & t.spoken_share;
  }
};

template <>
struct Archived<complaints::Pyramid> {
  static constexpr std::string_view kind = "complaints.Pyramid";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::Pyramid& p, unsigned /*saved_version*/) {
    ar & p.prior & p.level & p.all & p.segments;
  }
};

template <>
struct Archived<complaints::CauseShare> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::CauseShare& c, unsigned /*saved_version*/) {
    ar & c.cause & c.cases & c.share & c.within;
  }
};

template <>
struct Archived<complaints::CauseShares> {
  static constexpr std::string_view kind = "complaints.CauseShares";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::CauseShares& c, unsigned /*saved_version*/) {
    ar & c.causes & c.cases & c.labeled & c.labels & c.level;
  }
};

template <>
struct Archived<complaints::CauseNeed> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::CauseNeed& c, unsigned /*saved_version*/) {
    ar & c.cases & c.share & c.lift;
  }
};

template <>
struct Archived<complaints::CauseNeeds> {
  static constexpr std::string_view kind = "complaints.CauseNeeds";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, complaints::CauseNeeds& c, unsigned /*saved_version*/) {
    ar & c.causes & c.needs & c.of_causes & c.of_needs & c.cells & c.cases & c.left_out & c.level;
  }
};

template struct Codec<complaints::TierPrior>;
template struct Codec<complaints::Pyramid>;
template struct Codec<complaints::CauseShares>;
template struct Codec<complaints::CauseNeeds>;

}  // namespace fealty::io
