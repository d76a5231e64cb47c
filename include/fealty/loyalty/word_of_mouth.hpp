#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/offspring_law.hpp"

namespace fealty::loyalty {

/// How many people hear of what one customer has experienced.
struct Reach {
  std::vector<Estimate> generations;  ///< expected number of people told in each generation
  Estimate mean;                      ///< expected number told in all generations; its error is that of the inputs
  Estimate people;        ///< the same for one customer, with the spread of chance: the standard error is the standard
                          ///< deviation, the interval is that of the distribution
  double variance = 0.0;  ///< of the number told, by chance
  std::vector<double> probabilities;  ///< of 0, 1, 2, ... people
  double tail = 0.0;                  ///< probability of more people than `probabilities` goes to
  std::optional<double> market;       ///< people who may be told at all
  Estimate distinct;                  ///< expected number of different people reached in the market; NaN without one
  double distinct_variance = 0.0;     ///< of that number, by chance; NaN without a market

  /// The smallest number that so many people or fewer are told with probability p; infinite if it lies in the tail.
  [[nodiscard]] double quantile(double p) const;

  /// One row per generation, then "all", and "distinct" if there is a market: generation, people (with _lower and
  /// _upper), standard_error.
  [[nodiscard]] Frame frame() const;

  /// One row per number of people: people, probability, at_most (of so many or fewer).
  [[nodiscard]] Frame distribution() const;
};

/// Word of mouth as a branching process: a customer tells people of an experience, each of them tells others, and so
/// on.
///
/// With the laws of generations 1, ..., G and their means m_g and variances v_g, the number T told by one customer is
/// the total progeny of a process in varying environment. From the last generation back, for what one person of
/// generation g - 1 sets off,
///
///     M_g = m_g (1 + M_(g+1)),   V_g = m_g V_(g+1) + v_g (1 + M_(g+1))^2,   G_g(s) = f_g(s G_(g+1)(s)).
///
/// Sources: Galton and Watson (1874), "On the probability of the extinction of families"; Harris (1963), "The theory of
/// branching processes", chapter I, and section I.13.2 on the total number of people; Jagers (1975), "Branching
/// processes with biological applications".
class WordOfMouth {
 public:
  WordOfMouth() = default;

  /// Laws of the first, second, ... generation. Throws ParameterError if there is none, more than 1,000, or one that is
  /// not valid.
  explicit WordOfMouth(std::vector<OffspringLaw> generations);

  [[nodiscard]] const std::vector<OffspringLaw>& generations() const noexcept { return generations_; }

  /// How many people are told in these generations.
  ///
  /// The distribution goes as far as all but 1e-12 of the probability, or to 20,000 people. In a market of N people
  /// (at least 2) each telling finds any of them with the same probability, so that many are told twice; whoever hears
  /// it passes it on each time. Of T tellings then reach N (1 - (1 - 1/N)^T) different people on the mean (the
  /// classical occupancy problem: Feller 1968, "An introduction to probability theory and its applications" I, chapter
  /// IV.2), and so
  ///
  ///     E[D] = N (1 - G(1 - 1/N)),   var D = N (N - 1) G(1 - 2/N) + N G(1 - 1/N) - N^2 G(1 - 1/N)^2,
  ///
  /// exactly. Where those who hear it again keep silent, fewer are reached in the second and later generations, see
  /// simulate. Throws ParameterError unless the level is between 0 and 1 and the market is at least 2.
  [[nodiscard]] Reach reach(std::optional<double> market = {}, double level = 0.95) const;

  /// The probability that the word dies out if the last law goes on for all generations: from the smallest root q of
  /// f(q) = q, carried back through the laws before. 1 if the last mean is at most 1 (and its variance is not 0). There
  /// is no error where the interval of the last mean includes 1: the delta method does not hold there.
  [[nodiscard]] Estimate extinction(double level = 0.95) const;

  /// The expected number of people told if the last law goes on for all generations: with its mean m below 1, each
  /// person of the last generation sets off m / (1 - m); infinite from 1 on. There is no error where the interval of m
  /// includes 1.
  [[nodiscard]] Estimate endless_mean(double level = 0.95) const;

  /// Numbers of people reached by drawn customers. In a market they are different people, and a person who hears it
  /// again keeps silent. Throws ParameterError if one customer is expected to reach more than 1e6 people.
  [[nodiscard]] std::vector<std::int64_t> simulate(std::size_t customers, std::uint64_t seed = 1,
                                                   std::optional<std::uint32_t> market = {}) const;

  friend bool operator==(const WordOfMouth&, const WordOfMouth&) = default;

 private:
  std::vector<OffspringLaw> generations_;
};

/// Good word against bad: what a customer's experience sets off if a share of the customers is dissatisfied.
struct NetWordOfMouth {
  Estimate good;              ///< expected people who hear good of one satisfied customer
  Estimate bad;               ///< expected people who hear bad of one dissatisfied customer
  Estimate ratio;             ///< bad / good
  Estimate net;               ///< per customer: (1 - share) good - share weight bad
  Estimate break_even_share;  ///< share of the dissatisfied from which on the bad word outweighs the good

  /// One row per figure: figure, value (with _lower and _upper), standard_error.
  [[nodiscard]] Frame frame() const;
};

/// Weighs good word against bad; a bad word counts `weight` times a good one.
///
/// Errors of the inputs are independent. Throws ParameterError unless the share is from 0 to 1 and the weight is
/// positive and finite.
NetWordOfMouth net_word_of_mouth(const WordOfMouth& satisfied, const WordOfMouth& dissatisfied,
                                 const Estimate& dissatisfied_share, double weight = 1.0, double level = 0.95);

}  // namespace fealty::loyalty
