#include <cstdint>
#include <string_view>
#include <utility>

#include "../io/core_archive.hpp"
#include "../io/eigen_archive.hpp"
#include "fealty/loyalty/posterior.hpp"

/// How posteriors are saved: the draws, from which everything else follows.
namespace fealty::io {

template <>
struct Archived<loyalty::Prior::Family> {
  static constexpr loyalty::Prior::Family last = loyalty::Prior::Family::weibull;
};

template <>
struct Archived<loyalty::Prior> {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const loyalty::Prior& prior) { out << prior.family << prior.first << prior.second; }

  static loyalty::Prior load(InArchive& in, unsigned /*saved_version*/) {
    const auto family = in.value<loyalty::Prior::Family>();
    const auto first = in.value<double>();
    const auto second = in.value<double>();
    return loyalty::Prior::of(family, first, second);
  }
};

template <>
struct Archived<loyalty::PosteriorDraws> {
  static constexpr std::uint32_t version = 1;

  template <class Archive>
  static void serialize(Archive& ar, loyalty::PosteriorDraws& d, unsigned /*saved_version*/) {
    ar & d.names & d.priors & d.chains & d.values & d.log_density & d.observations & d.accepted_independent &
        d.accepted_walk;
  }
};

/// A posterior is its draws.
template <class Posterior>
struct ArchivedPosterior {
  static constexpr std::uint32_t version = 1;

  static void save(OutArchive& out, const Posterior& posterior) { out << posterior.drawn(); }
  static Posterior load(InArchive& in, unsigned /*saved_version*/) {
    return Posterior(in.value<loyalty::PosteriorDraws>());
  }
};

template <>
struct Archived<loyalty::BetaGeoPosterior> : ArchivedPosterior<loyalty::BetaGeoPosterior> {
  static constexpr std::string_view kind = "loyalty.BetaGeoPosterior";
};
template <>
struct Archived<loyalty::ModifiedBetaGeoPosterior> : ArchivedPosterior<loyalty::ModifiedBetaGeoPosterior> {
  static constexpr std::string_view kind = "loyalty.ModifiedBetaGeoPosterior";
};
template <>
struct Archived<loyalty::ParetoNBDPosterior> : ArchivedPosterior<loyalty::ParetoNBDPosterior> {
  static constexpr std::string_view kind = "loyalty.ParetoNBDPosterior";
};
template <>
struct Archived<loyalty::NBDPosterior> : ArchivedPosterior<loyalty::NBDPosterior> {
  static constexpr std::string_view kind = "loyalty.NBDPosterior";
};

template struct Codec<loyalty::BetaGeoPosterior>;
template struct Codec<loyalty::ModifiedBetaGeoPosterior>;
template struct Codec<loyalty::ParetoNBDPosterior>;
template struct Codec<loyalty::NBDPosterior>;

}  // namespace fealty::io
