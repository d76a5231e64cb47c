#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::complaints {

/// What is believed, before any count, about the tiers of the unhappy: of those who never complain, who complain
/// informally (to the front line), and who complain formally (to a manager or the head office).
///
/// The three weights are those of a Dirichlet distribution of the tiers' shares: their proportions are the expected
/// shares, and their sum, the concentration, is the number of unhappy customers whose answers would be worth as much.
struct TierPrior {
  std::string name;
  std::string source;  ///< where the shares come from
  std::string caveat;  ///< what they do not say
  double silent = 1.0;
  double informal = 1.0;
  double formal = 1.0;

  /// Throws ParameterError unless each weight is between 0.01 and 1e9.
  void validate() const;

  [[nodiscard]] double concentration() const noexcept { return silent + informal + formal; }

  /// The same expected shares with another concentration. Throws ParameterError unless that gives valid weights.
  [[nodiscard]] TierPrior with_concentration(double concentration) const;

  /// What is believed once unhappy customers have been asked which tier was theirs: each answer adds 1 to a weight. It
  /// is the only thing that teaches the silent share, of which counts of complaints say nothing. Throws ParameterError
  /// for a negative count.
  [[nodiscard]] TierPrior updated(double silent_answers, double informal_answers, double formal_answers) const;

  friend bool operator==(const TierPrior&, const TierPrior&) = default;
};

/// The priors that have a name.
///
/// - "lecture": 50 % silent, 45 % informal, 5 % formal, a rule of thumb of teaching without a sample; concentration
///   20, by which the silent share lies between 32 % and 68 % with a probability of 90 %.
/// - "tarp": 50 % silent, 47 % informal, 3 % formal: about half complain to the front line, and 1 to 5 % reach a
///   manager or the head office (Technical Assistance Research Programs 1979, "Consumer complaint handling in America:
///   final report", and its update of 1986, both for the United States Office of Consumer Affairs; Goodman 1999, "Basic
///   facts on customer complaint behavior and the impact of service on the bottom line", Competitive Advantage, June
///   1999); concentration 40. That "only 4 % complain" is a misquotation: 96 % with a small-ticket problem did not
///   complain *to the head office*, while half complained to the retailer or returned the product (Goodman, letter to
///   Quality Progress, November 2005).
/// - "uniform": nothing is known, every combination of shares is as likely; concentration 3.
///
/// The concentrations are our choice. Throws ParameterError with the nearest name if there is no such prior.
TierPrior named_tier_prior(std::string_view name);

/// The priors that have a name, in the order of named_tier_prior().
std::vector<TierPrior> tier_priors();

/// One row per prior: name, the expected shares silent, informal and formal, concentration, source, caveat.
Frame frame_of(const std::vector<TierPrior>& priors);

}  // namespace fealty::complaints
