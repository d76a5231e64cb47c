#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/gaps/halo.hpp"
#include "fealty/gaps/motive_priority.hpp"
#include "fealty/gaps/pooling.hpp"
#include "fealty/gaps/satisfaction_layers.hpp"
#include "fealty/gaps/service_gap_canvas.hpp"
#include "fealty/gaps/trust.hpp"
#include "fealty/gaps/unmet_needs.hpp"
#include "fealty/gaps/weighted_gap.hpp"

/// How the small models and the records of gaps are saved.
namespace fealty::io {

template <>
struct Archived<gaps::HaloTouchpoint> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::HaloTouchpoint& t, unsigned /*saved_version*/) {
    ar & t.name & t.scores & t.mean & t.weakest;
  }
};

template <>
struct Archived<gaps::Halo> {
  static constexpr std::string_view kind = "gaps.Halo";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::Halo& h, unsigned /*saved_version*/) {
    ar & h.alpha & h.customers & h.unscored & h.mean & h.minimum & h.value & h.touchpoints;
  }
};

template <>
struct Archived<gaps::HaloFit> {
  static constexpr std::string_view kind = "gaps.HaloFit";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::HaloFit& f, unsigned /*saved_version*/) {
    ar & f.alpha & f.slope & f.r_squared & f.customers;
  }
};

template <>
struct Archived<gaps::SatisfactionLayer> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::SatisfactionLayer& l, unsigned /*saved_version*/) {
    ar & l.name & l.weight & l.score & l.counted & l.capped;
  }
};

template <>
struct Archived<gaps::SatisfactionLayers> {
  static constexpr std::string_view kind = "gaps.SatisfactionLayers";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::SatisfactionLayers& l, unsigned /*saved_version*/) {
    ar & l.customers & l.incomplete & l.index & l.uncapped & l.held_back & l.layers;
  }
};

template <>
struct Archived<gaps::TrustRule> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::TrustRule& r, unsigned /*saved_version*/) {
    ar & r.up & r.down & r.scale & r.initial;
  }
};

template <>
struct Archived<gaps::TrustPaths> {
  static constexpr std::string_view kind = "gaps.TrustPaths";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::TrustPaths& p, unsigned /*saved_version*/) {
    ar & p.rule & p.customers & p.customer & p.place & p.gap & p.trust & p.last & p.lowest & p.missing & p.mean &
        p.level;
  }

  static void check(const gaps::TrustPaths& p) {
    const std::size_t rows = p.customer.size(), customers = p.customers.size();
    require_sound(p.place.size() == rows && p.gap.size() == rows && p.trust.size() == rows,
                  "an experience has a place, a gap and a trust");
    require_sound(p.last.size() == customers && p.lowest.size() == customers, "a customer has a last and lowest trust");
    for (std::size_t row = 0; row < rows; ++row) {
      require_sound(p.customer[row] < customers, "an experience has a customer");
      require_sound(p.place[row] >= 1 && p.place[row] <= rows, "an experience has a place among those of its customer");
    }
  }
};

template <>
struct Archived<gaps::NeedGap> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::NeedGap& n, unsigned /*saved_version*/) {
    ar & n.name & n.weight & n.expectation & n.experience & n.gap & n.weighted;
  }
};

template <>
struct Archived<gaps::WeightedGap> {
  static constexpr std::string_view kind = "gaps.WeightedGap";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::WeightedGap& g, unsigned /*saved_version*/) {
    ar & g.customers & g.incomplete & g.expectation & g.experience & g.gap & g.needs;
  }
};

template <>
struct Archived<gaps::Motive> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::Motive& m, unsigned /*saved_version*/) {
    ar & m.name & m.rank & m.answers & m.importance & m.satisfaction & m.priority & m.strategy;
  }
};

template <>
struct Archived<gaps::MotivePriorities> {
  static constexpr std::string_view kind = "gaps.MotivePriorities";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::MotivePriorities& p, unsigned /*saved_version*/) {
    ar & p.motives & p.customers;
  }
};

template <>
struct Archived<gaps::PooledSource> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::PooledSource& s, unsigned /*saved_version*/) {
    ar & s.name & s.estimate & s.weight & s.random_weight & s.deviation & s.p_value & s.apart;
  }
};

template <>
struct Archived<gaps::Pooled> {
  static constexpr std::string_view kind = "gaps.Pooled";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::Pooled& p, unsigned /*saved_version*/) {
    ar & p.sources & p.mean & p.random & p.q & p.degrees & p.p_value & p.i_squared & p.tau_squared & p.modified;
  }
};

template <>
struct Archived<gaps::UnmetNeed> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::UnmetNeed& n, unsigned /*saved_version*/) {
    ar & n.name & n.rank & n.mentions & n.share & n.sources & n.opportunities & n.threats & n.importance &
        n.satisfaction & n.priority & n.opportunity;
  }
};

template <>
struct Archived<gaps::UnmetNeeds> {
  static constexpr std::string_view kind = "gaps.UnmetNeeds";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::UnmetNeeds& n, unsigned /*saved_version*/) {
    ar & n.needs & n.mentions;
  }
};

template <>
struct Archived<gaps::BridgingStrategy> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::BridgingStrategy& s, unsigned /*saved_version*/) {
    ar & s.strategy & s.needs;
  }
};

template <>
struct Archived<gaps::CanvasCompetitor> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::CanvasCompetitor& c, unsigned /*saved_version*/) {
    ar & c.name & c.needs;
  }
};

template <>
struct Archived<gaps::ServiceGapCanvas> {
  static constexpr std::string_view kind = "gaps.ServiceGapCanvas";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::ServiceGapCanvas& c, unsigned /*saved_version*/) {
    ar & c.them & c.us & c.strategies & c.competitors;
  }

  static void check(const gaps::ServiceGapCanvas& c) { c.validate(); }
};

template struct Codec<gaps::Halo>;
template struct Codec<gaps::HaloFit>;
template struct Codec<gaps::SatisfactionLayers>;
template struct Codec<gaps::TrustPaths>;
template struct Codec<gaps::WeightedGap>;
template struct Codec<gaps::MotivePriorities>;
template struct Codec<gaps::Pooled>;
template struct Codec<gaps::UnmetNeeds>;
template struct Codec<gaps::ServiceGapCanvas>;

}  // namespace fealty::io
