#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/taxonomy.hpp"
#include "fealty/core/archived.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::complaints {

/// Which functions voted, for many texts: each pattern once, with the number of texts that have it.
///
/// It is a Summary: `a += b` merges two, and neither the order of texts nor of merging matters.
class VotePatterns {
 public:
  VotePatterns() = default;

  /// Counts the votes of texts: those of text i are `functions[offsets[i]..offsets[i + 1])`, ascending. Texts without
  /// votes are counted as a pattern of none.
  VotePatterns(std::span<const std::uint64_t> offsets, std::span<const std::uint32_t> functions);

  VotePatterns& operator+=(const VotePatterns& other);

  [[nodiscard]] std::size_t size() const noexcept { return counts_.size(); }
  [[nodiscard]] std::span<const std::uint32_t> functions(std::size_t pattern) const noexcept {
    return {functions_.data() + offsets_[pattern], offsets_[pattern + 1] - offsets_[pattern]};
  }
  [[nodiscard]] std::uint64_t count(std::size_t pattern) const noexcept { return counts_[pattern]; }
  [[nodiscard]] std::uint64_t texts() const noexcept;

  friend bool operator==(const VotePatterns&, const VotePatterns&) = default;

 private:
  friend struct io::Archived<VotePatterns>;

  std::vector<std::uint64_t> offsets_ = {0};
  std::vector<std::uint32_t> functions_;  // ascending within a pattern, patterns in lexicographic order
  std::vector<std::uint64_t> counts_;
};

/// A labelled text: the functions that voted on it, and the categories that it has.
struct LabelledVotes {
  std::vector<std::uint32_t> functions;
  std::vector<std::uint32_t> categories;  ///< one, or, where a complaint may have several, any number

  friend bool operator==(const LabelledVotes&, const LabelledVotes&) = default;
};

/// A function as the label model sees it: what it votes for, and how precise it is believed to be.
struct Voter {
  std::uint32_t category = 0;
  double precision = 0.75;
  double weight = 10.0;  ///< votes that the belief is worth

  friend bool operator==(const Voter&, const Voter&) = default;
};

/// How votes are combined.
struct LabelModelOptions {
  double correlation = 0.3;           ///< between two votes for the same category on the same text
  double duplicate_overlap = 0.8;     ///< voters of a category with at least this Jaccard index of their texts are one
  std::int64_t duplicate_texts = 10;  ///< on which each of them must have voted
  int iterations = 500;               ///< of EM at most
  double tolerance = 1e-5;            ///< greatest change of a precision or share at which EM stops

  /// Throws ParameterError unless 0 <= correlation <= 1, 0 < duplicate_overlap <= 1, and the rest is above 0.
  void validate() const;

  friend bool operator==(const LabelModelOptions&, const LabelModelOptions&) = default;
};

/// How precise a voter is after the data: Beta(right, wrong), with its central interval.
struct VoterPrecision {
  double right = 0.0;
  double wrong = 0.0;
  std::uint64_t votes = 0;      ///< on texts, labelled or not
  std::uint32_t duplicate = 0;  ///< the first voter that it is a duplicate of; itself if of none

  friend bool operator==(const VoterPrecision&, const VoterPrecision&) = default;
};

/// A generative model of votes that come without labels: whom to believe is learnt from where voters agree.
///
/// Every voter votes for one category or abstains; abstaining says nothing (short texts have few words, and a lexicon
/// has gaps). A voter j is described by its precision p_j, the probability that a text on which it votes is of its
/// category c; what is left is spread over the other categories in proportion to their shares s. Given the category y
/// of a text, votes are independent but for the correlation below, so that
///
///     P(y | votes) ~ s_y * prod_j (P(y | j votes) / s_y)^w_j,
///     P(y | j votes) = p_j if y = c, else (1 - p_j) s_y / (1 - s_c):
///
/// the model of Dawid and Skene (1979) with one precision for each voter, as in data programming (Ratner and others
/// 2016, 2017), written for voters that know one category only. One vote alone gives just p_j. Where a complaint may
/// have several categories, each is modelled by itself, present or not, with the votes for it.
///
/// Votes that are not independent must not count twice. Voters of the same category that vote on nearly the same texts
/// are one voter: the votes of those that vote on a text share one weight. And m votes for the same category on a text
/// weigh as m / (1 + (m - 1) r) independent ones, r being the correlation (the design effect of Kish 1965).
///
/// Precisions have beta priors with their stated values as modes, shares the taxonomy's prior. EM alternates posteriors
/// of texts and modes of precisions; a labelled text's posterior is its label. While precisions are learnt, and only
/// then, silence counts too, or precisions would drift apart: the votes of voter j on texts of category y are taken as
/// Poisson with the rate r_j P(y | j votes) / s_y, r_j being the share of texts on which it votes, which multiplies the
/// posterior by exp(-sum_j of these rates). Shares follow the posteriors of all texts; where there may be several
/// categories they follow labelled texts only, because voters say what is there, not what is not. The algorithm has no
/// random start, and its sums do not depend on the order of texts.
/// Sources: Dawid and Skene (1979), "Maximum likelihood estimation of observer error-rates using the EM algorithm",
/// Applied Statistics 28; Ratner, De Sa, Wu, Selsam and Re (2016), "Data programming: creating large training sets,
/// quickly", NIPS.
class LabelModel {
 public:
  LabelModel() = default;

  /// A model that believes the priors. Throws ParameterError for a voter whose category the taxonomy has not.
  LabelModel(const Taxonomy& taxonomy, std::vector<Voter> voters, const LabelModelOptions& options = {});

  /// Learns precisions and shares; what was learnt before is forgotten.
  void fit(const VotePatterns& unlabelled, std::span<const LabelledVotes> labelled = {});

  /// The probability of each category given the votes on a text (voters ascending); they sum to 1, unless a complaint
  /// may have several categories.
  void posterior(std::span<const std::uint32_t> votes, std::span<double> probabilities) const;
  [[nodiscard]] std::vector<double> posterior(std::span<const std::uint32_t> votes) const;

  /// How much each vote adds to the log-odds of its category.
  [[nodiscard]] std::vector<double> log_odds(std::span<const std::uint32_t> votes) const;

  /// The precision of a voter with its central interval.
  [[nodiscard]] Estimate precision(std::size_t voter, double level = 0.95) const;

  /// The share of each category with its central interval.
  [[nodiscard]] std::vector<Estimate> shares(double level = 0.95) const;

  [[nodiscard]] const std::vector<Voter>& voters() const noexcept { return voters_; }
  [[nodiscard]] const std::vector<VoterPrecision>& precisions() const noexcept { return precisions_; }
  [[nodiscard]] std::size_t categories() const noexcept { return share_.size(); }
  [[nodiscard]] int iterations() const noexcept { return iterations_; }
  [[nodiscard]] bool converged() const noexcept { return converged_; }

  friend bool operator==(const LabelModel&, const LabelModel&) = default;

 private:
  friend struct io::Archived<LabelModel>;

  void find_duplicates(const VotePatterns& unlabelled, std::span<const LabelledVotes> labelled);
  [[nodiscard]] std::vector<double> weights_of(std::span<const std::uint32_t> votes) const;
  void posterior(std::span<const std::uint32_t> votes, std::span<const double> weights, std::span<const double> silence,
                 std::span<double> probabilities) const;
  [[nodiscard]] std::vector<double> silence_of(std::span<const double> rates) const;
  [[nodiscard]] double mode(std::size_t voter) const noexcept;

  std::vector<Voter> voters_;
  LabelModelOptions options_;
  CategoryPrior prior_;
  bool several_ = false;
  std::vector<VoterPrecision> precisions_;
  std::vector<double> share_;
  double share_weight_ = 0.0;  // complaints that the shares rest on, the prior's included
  int iterations_ = 0;
  bool converged_ = true;
};

}  // namespace fealty::complaints
