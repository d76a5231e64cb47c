#include <cstdint>
#include <string_view>

#include "../io/core_archive.hpp"
#include "fealty/gaps/drivers.hpp"
#include "fealty/gaps/reliability.hpp"

/// How drivers and reliability are saved.
namespace fealty::io {

template <>
struct Archived<gaps::Missing> {
  static constexpr gaps::Missing last = gaps::Missing::full_information;
};

template <>
struct Archived<gaps::DriverConcern> {
  static constexpr gaps::DriverConcern last = gaps::DriverConcern::contradictory;
};

template <>
struct Archived<gaps::DriverWarning> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::DriverWarning& w, unsigned /*saved_version*/) {
    ar & w.concern & w.driver & w.message;
  }
};

template <>
struct Archived<gaps::Driver> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::Driver& d, unsigned /*saved_version*/) {
    ar & d.driver & d.rank & d.contribution & d.share & d.coefficient & d.correlation & d.inflation & d.ranks;
  }
};

template <>
struct Archived<gaps::Drivers> {
  static constexpr std::string_view kind = "gaps.Drivers";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::Drivers& d, unsigned /*saved_version*/) {
    ar & d.drivers & d.warnings & d.outcome & d.r_squared & d.adjusted_r_squared & d.respondents & d.missing &
        d.replicates;
  }

  static void check(const gaps::Drivers& d) {
    for (const gaps::Driver& driver : d.drivers)
      require_sound(driver.ranks.size() == d.drivers.size(), "a driver has a probability of each rank");
  }
};

template <>
struct Archived<gaps::ReliabilityConcern> {
  static constexpr gaps::ReliabilityConcern last = gaps::ReliabilityConcern::contradictory;
};

template <>
struct Archived<gaps::ReliabilityWarning> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::ReliabilityWarning& w, unsigned /*saved_version*/) {
    ar & w.concern & w.item & w.message;
  }
};

template <>
struct Archived<gaps::ItemReliability> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::ItemReliability& i, unsigned /*saved_version*/) {
    ar & i.item & i.answered & i.mean & i.standard_deviation & i.item_rest & i.alpha_if_dropped & i.gain_if_dropped &
        i.loading;
  }
};

template <>
struct Archived<gaps::Reliability> {
  static constexpr std::string_view kind = "gaps.Reliability";
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, gaps::Reliability& r, unsigned /*saved_version*/) {
    ar & r.items & r.warnings & r.alpha & r.alpha_feldt & r.standardized_alpha & r.omega & r.mean_correlation &
        r.respondents & r.missing & r.replicates;
  }
};

template struct Codec<gaps::Drivers>;
template struct Codec<gaps::Reliability>;

}  // namespace fealty::io
