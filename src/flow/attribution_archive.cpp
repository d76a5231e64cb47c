#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../io/core_archive.hpp"
#include "fealty/flow/markov_removal.hpp"

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

template struct Codec<flow::RemovalEffects>;

}  // namespace fealty::io
