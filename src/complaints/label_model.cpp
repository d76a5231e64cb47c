#include "fealty/complaints/label_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/special.hpp"

namespace fealty::complaints {
namespace {

/// What is certain leaves no room for other votes: probabilities stay this far from 0 and 1.
constexpr double least_probability = 1e-9;

double inner(double probability) {
  return std::clamp(probability, least_probability, 1 - least_probability);
}

/// A beta number with its central interval around a value.
Estimate beta_estimate(double value, double a, double b, double level) {
  const double tail = (1 - level) / 2;
  const double deviation = std::sqrt(a * b / (a + b + 1)) / (a + b);
  return {value, deviation, beta_quantile(tail, a, b), beta_upper_quantile(tail, a, b), level};
}

/// The p that maximizes right log p + wrong log(1 - p) - pull p: the root of a quadratic that lies in [0, 1].
double mode_of(double right, double wrong, double pull) {
  const double sum = right + wrong + pull;
  return inner(2 * right / (sum + std::sqrt(std::max(sum * sum - 4 * pull * right, 0.0))));
}

/// Share of texts on which each voter votes.
std::vector<double> vote_rates(const VotePatterns& patterns, std::size_t voters) {
  std::vector<double> rates(voters, 0.0);
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    for (const std::uint32_t j : patterns.functions(i)) rates[j] += static_cast<double>(patterns.count(i));
  }
  for (double& one : rates) one /= std::max(1.0, static_cast<double>(patterns.texts()));
  return rates;
}

bool comes_before(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  return std::ranges::lexicographical_compare(a, b);
}

}  // namespace

VotePatterns::VotePatterns(std::span<const std::uint64_t> offsets, std::span<const std::uint32_t> functions) {
  const std::size_t texts = offsets.empty() ? 0 : offsets.size() - 1;
  const auto votes = [&](std::size_t i) { return functions.subspan(offsets[i], offsets[i + 1] - offsets[i]); };
  std::vector<std::uint32_t> order(texts);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return comes_before(votes(a), votes(b)); });
  for (std::size_t i = 0; i < texts; ++i) {
    if (i > 0 && std::ranges::equal(votes(order[i]), votes(order[i - 1]))) {
      ++counts_.back();
      continue;
    }
    const auto one = votes(order[i]);
    functions_.insert(functions_.end(), one.begin(), one.end());
    offsets_.push_back(functions_.size());
    counts_.push_back(1);
  }
}

VotePatterns& VotePatterns::operator+=(const VotePatterns& other) {
  VotePatterns sum;
  const auto take = [&](const VotePatterns& from, std::size_t i, std::uint64_t count) {
    const auto one = from.functions(i);
    sum.functions_.insert(sum.functions_.end(), one.begin(), one.end());
    sum.offsets_.push_back(sum.functions_.size());
    sum.counts_.push_back(count);
  };
  std::size_t i = 0, j = 0;
  while (i < size() || j < other.size()) {
    if (j == other.size() || (i < size() && comes_before(functions(i), other.functions(j)))) {
      take(*this, i, count(i));
      ++i;
    } else if (i == size() || comes_before(other.functions(j), functions(i))) {
      take(other, j, other.count(j));
      ++j;
    } else {
      take(*this, i, count(i) + other.count(j));
      ++i;
      ++j;
    }
  }
  return *this = std::move(sum);
}

std::uint64_t VotePatterns::texts() const noexcept {
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

void LabelModelOptions::validate() const {
  require(correlation >= 0 && correlation <= 1, "correlation", correlation, "must be between 0 and 1");
  require(duplicate_overlap > 0 && duplicate_overlap <= 1, "duplicate_overlap", duplicate_overlap,
          "must be above 0 and at most 1");
  require(duplicate_texts > 0, "duplicate_texts", static_cast<double>(duplicate_texts), "must be above 0");
  require(iterations > 0, "iterations", iterations, "must be above 0");
  require(tolerance > 0, "tolerance", tolerance, "must be above 0");
}

LabelModel::LabelModel(const Taxonomy& taxonomy, std::vector<Voter> voters, const LabelModelOptions& options)
    : voters_(std::move(voters)), options_(options), prior_(taxonomy.prior()), several_(taxonomy.several) {
  options_.validate();
  for (std::size_t j = 0; j < voters_.size(); ++j) {
    if (voters_[j].category >= taxonomy.categories.size()) {
      throw ParameterError(code::out_of_domain,
                           fmt::format("voter {} votes for category {}, but taxonomy {} has {}", j, voters_[j].category,
                                       taxonomy.name, taxonomy.categories.size()));
    }
    require(voters_[j].precision > 0 && voters_[j].precision < 1, "precision", voters_[j].precision,
            "must be between 0 and 1, both excluded");
    require(voters_[j].weight > 0, "weight", voters_[j].weight, "must be above 0");
  }
  fit({});
}

void LabelModel::find_duplicates(const VotePatterns& unlabelled, std::span<const LabelledVotes> labelled) {
  const std::size_t count = voters_.size();
  std::vector<std::uint64_t> both(count * count, 0);
  const auto add = [&](std::span<const std::uint32_t> votes, std::uint64_t texts) {
    for (const std::uint32_t a : votes) {
      for (const std::uint32_t b : votes) {
        if (voters_[a].category == voters_[b].category) both[a * count + b] += texts;
      }
    }
  };
  for (std::size_t i = 0; i < unlabelled.size(); ++i) add(unlabelled.functions(i), unlabelled.count(i));
  for (const LabelledVotes& one : labelled) add(one.functions, 1);
  for (std::uint32_t j = 0; j < count; ++j) {
    precisions_[j].votes = both[j * count + j];
    precisions_[j].duplicate = j;
  }
  const auto enough = static_cast<std::uint64_t>(options_.duplicate_texts);
  for (std::uint32_t a = 0; a < count; ++a) {
    for (std::uint32_t b = a + 1; b < count; ++b) {
      const std::uint64_t of_a = precisions_[a].votes, of_b = precisions_[b].votes, of_both = both[a * count + b];
      if (of_a < enough || of_b < enough) continue;
      const double overlap = static_cast<double>(of_both) / static_cast<double>(of_a + of_b - of_both);
      if (overlap < options_.duplicate_overlap) continue;
      const std::uint32_t from = precisions_[b].duplicate, to = precisions_[a].duplicate;
      for (VoterPrecision& one : precisions_) {
        if (one.duplicate == std::max(from, to)) one.duplicate = std::min(from, to);
      }
    }
  }
}

std::vector<double> LabelModel::weights_of(std::span<const std::uint32_t> votes) const {
  std::vector<double> weights(votes.size());
  std::vector<double> groups(share_.size(), 0.0);  // voters that count once, by category
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const std::uint32_t group = precisions_[votes[i]].duplicate;
    const auto same = std::ranges::count_if(votes, [&](std::uint32_t j) { return precisions_[j].duplicate == group; });
    weights[i] = 1 / static_cast<double>(same);
    const auto first = std::ranges::find_if(votes, [&](std::uint32_t j) { return precisions_[j].duplicate == group; });
    if (first == votes.begin() + static_cast<std::ptrdiff_t>(i)) groups[voters_[votes[i]].category] += 1;
  }
  for (std::size_t i = 0; i < votes.size(); ++i) {
    weights[i] /= 1 + (groups[voters_[votes[i]].category] - 1) * options_.correlation;
  }
  return weights;
}

double LabelModel::mode(std::size_t voter) const noexcept {
  const VoterPrecision& one = precisions_[voter];
  return inner(one.right / (one.right + one.wrong));
}

std::vector<double> LabelModel::silence_of(std::span<const double> rates) const {
  std::vector<double> silence(share_.size(), 0.0);
  for (std::size_t j = 0; j < voters_.size(); ++j) {
    const double p = mode(j), share = inner(share_[voters_[j].category]);
    const double here = rates[j] * p / share, elsewhere = rates[j] * (1 - p) / (1 - share);
    silence[voters_[j].category] -= here - elsewhere;  // what all categories share is left out
  }
  return silence;
}

void LabelModel::posterior(std::span<const std::uint32_t> votes, std::span<const double> weights,
                           std::span<const double> silence, std::span<double> probabilities) const {
  if (several_) {
    for (std::size_t c = 0; c < share_.size(); ++c) {
      probabilities[c] = logit(inner(share_[c])) + (silence.empty() ? 0.0 : silence[c]);
    }
    for (std::size_t i = 0; i < votes.size(); ++i) {
      const std::uint32_t c = voters_[votes[i]].category;
      probabilities[c] += weights[i] * (logit(mode(votes[i])) - logit(inner(share_[c])));
    }
    for (double& one : probabilities) one = logistic(one);
    return;
  }
  for (std::size_t c = 0; c < share_.size(); ++c) {
    probabilities[c] = std::log(inner(share_[c])) + (silence.empty() ? 0.0 : silence[c]);
  }
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const std::uint32_t c = voters_[votes[i]].category;
    // What all other categories share is left out, so that only the vote's own moves.
    probabilities[c] += weights[i] * (logit(mode(votes[i])) - logit(inner(share_[c])));
  }
  const double total = log_sum_exp(probabilities);
  for (double& one : probabilities) one = std::exp(one - total);
}

void LabelModel::fit(const VotePatterns& unlabelled, std::span<const LabelledVotes> labelled) {
  const std::size_t count = voters_.size();
  std::vector<LabelledVotes> known(labelled.begin(), labelled.end());
  std::ranges::sort(known, {}, [](const LabelledVotes& one) { return std::tie(one.functions, one.categories); });
  precisions_.assign(count, {});
  for (std::size_t j = 0; j < count; ++j) {
    precisions_[j].right = voters_[j].weight * voters_[j].precision;
    precisions_[j].wrong = voters_[j].weight - precisions_[j].right;
  }
  find_duplicates(unlabelled, known);
  share_ = prior_.mean;
  share_weight_ = prior_.weight;
  std::vector<VoterPrecision> start = precisions_;
  std::vector<double> first_shares(share_.size());
  for (std::size_t c = 0; c < share_.size(); ++c) first_shares[c] = prior_.weight * prior_.mean[c];
  double first_weight = prior_.weight;
  const auto learn = [&](std::vector<VoterPrecision>& into, std::span<const std::uint32_t> votes,
                         std::span<const double> weights, std::span<const double> probabilities, double texts) {
    for (std::size_t i = 0; i < votes.size(); ++i) {
      const double right = probabilities[voters_[votes[i]].category];
      into[votes[i]].right += texts * weights[i] * right;
      into[votes[i]].wrong += texts * weights[i] * (1 - right);
    }
  };
  // Labelled texts do not change: their part is summed once.
  for (const LabelledVotes& one : known) {
    std::vector<double> truth(share_.size(), 0.0);
    for (const std::uint32_t c : one.categories) truth.at(c) = 1.0;
    learn(start, one.functions, weights_of(one.functions), truth, 1);
    for (std::size_t c = 0; c < share_.size(); ++c) first_shares[c] += truth[c];
    first_weight += 1;
  }
  std::vector<std::vector<double>> weights(unlabelled.size());
  for (std::size_t i = 0; i < unlabelled.size(); ++i) weights[i] = weights_of(unlabelled.functions(i));
  const std::vector<double> rates = vote_rates(unlabelled, count);
  const auto all_texts = static_cast<double>(unlabelled.texts());
  std::vector<double> probabilities(share_.size());
  converged_ = false;
  for (iterations_ = 0; iterations_ < options_.iterations && !converged_;) {
    ++iterations_;
    std::vector<VoterPrecision> next = start;
    const std::vector<double> silence = silence_of(rates);
    std::vector<double> of_category(share_.size(), 0.0);  // unlabelled texts
    for (std::size_t i = 0; i < unlabelled.size(); ++i) {
      const auto votes = unlabelled.functions(i);
      const auto texts = static_cast<double>(unlabelled.count(i));
      posterior(votes, weights[i], silence, probabilities);
      learn(next, votes, weights[i], probabilities, texts);
      for (std::size_t c = 0; c < of_category.size(); ++c) of_category[c] += texts * probabilities[c];
    }
    double change = 0.0;
    for (std::size_t j = 0; j < count; ++j) {
      const double before = mode(j), share = inner(share_[voters_[j].category]), of = of_category[voters_[j].category];
      const double p = mode_of(next[j].right, next[j].wrong, rates[j] * (of / share - (all_texts - of) / (1 - share)));
      const double weight = next[j].right + next[j].wrong;
      precisions_[j] = next[j];
      precisions_[j].right = p * weight;
      precisions_[j].wrong = (1 - p) * weight;
      change = std::max(change, std::abs(mode(j) - before));
    }
    // Where there may be several, voters say only what is there: of how much is not, nothing is learnt from them.
    share_weight_ = first_weight + (several_ ? 0.0 : all_texts);
    for (std::size_t c = 0; c < share_.size(); ++c) {
      const double share = (first_shares[c] + (several_ ? 0.0 : of_category[c])) / share_weight_;
      change = std::max(change, std::abs(share - share_[c]));
      share_[c] = share;
    }
    converged_ = change <= options_.tolerance;
  }
}

void LabelModel::posterior(std::span<const std::uint32_t> votes, std::span<double> probabilities) const {
  posterior(votes, weights_of(votes), {}, probabilities);
}

std::vector<double> LabelModel::posterior(std::span<const std::uint32_t> votes) const {
  std::vector<double> probabilities(share_.size());
  posterior(votes, probabilities);
  return probabilities;
}

std::vector<double> LabelModel::log_odds(std::span<const std::uint32_t> votes) const {
  std::vector<double> added = weights_of(votes);
  for (std::size_t i = 0; i < votes.size(); ++i) {
    added[i] *= logit(mode(votes[i])) - logit(inner(share_[voters_[votes[i]].category]));
  }
  return added;
}

Estimate LabelModel::precision(std::size_t voter, double level) const {
  require_level(level);
  const VoterPrecision& one = precisions_.at(voter);
  return beta_estimate(one.right / (one.right + one.wrong), one.right + 1, one.wrong + 1, level);
}

std::vector<Estimate> LabelModel::shares(double level) const {
  require_level(level);
  std::vector<Estimate> made;
  for (const double share : share_) {
    made.push_back(beta_estimate(share, share_weight_ * share, share_weight_ * (1 - share), level));
  }
  return made;
}

}  // namespace fealty::complaints
