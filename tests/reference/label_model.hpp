#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "fealty/complaints/label_model.hpp"

/// The label model as its definition says it, text by text and in probabilities, not logarithms.
namespace fealty::reference {

struct FittedLabelModel {
  std::vector<double> precision;
  std::vector<double> share;
};

using Votes = std::vector<std::vector<std::uint32_t>>;  // by text

/// How much each vote of a text weighs, if no voters are duplicates.
inline std::vector<double> vote_weights(const std::vector<std::uint32_t>& votes,
                                        const std::vector<complaints::Voter>& voters, double correlation) {
  std::map<std::uint32_t, double> of_category;
  for (const std::uint32_t j : votes) of_category[voters[j].category] += 1;
  std::vector<double> weights;
  for (const std::uint32_t j : votes) weights.push_back(1 / (1 + (of_category[voters[j].category] - 1) * correlation));
  return weights;
}

/// P(y | votes) for one category of each text.
inline std::vector<double> label_posterior(const std::vector<std::uint32_t>& votes,
                                           const std::vector<complaints::Voter>& voters, const FittedLabelModel& model,
                                           double correlation, const std::vector<double>& rates = {}) {
  const std::vector<double> weights = vote_weights(votes, voters, correlation);
  std::vector<double> posterior = model.share;
  double sum = 0.0;
  for (std::size_t y = 0; y < posterior.size(); ++y) {
    for (std::size_t i = 0; i < votes.size(); ++i) {
      const std::size_t c = voters[votes[i]].category;
      const double p = model.precision[votes[i]];
      const double given_vote = y == c ? p : (1 - p) * model.share[y] / (1 - model.share[c]);
      posterior[y] *= std::pow(given_vote / model.share[y], weights[i]);
    }
    for (std::size_t j = 0; j < rates.size(); ++j) {  // silence, while learning
      const std::size_t c = voters[j].category;
      const double p = model.precision[j];
      posterior[y] *= std::exp(-rates[j] * (y == c ? p / model.share[c] : (1 - p) / (1 - model.share[c])));
    }
    sum += posterior[y];
  }
  for (double& one : posterior) one /= sum;
  return posterior;
}

/// EM over all texts, so many rounds.
inline FittedLabelModel label_model(const Votes& texts, const std::vector<complaints::Voter>& voters,
                                    const complaints::CategoryPrior& prior, double correlation, int rounds) {
  FittedLabelModel model{{}, prior.mean};
  for (const complaints::Voter& voter : voters) model.precision.push_back(voter.precision);
  std::vector<double> rates(voters.size(), 0.0);
  for (const auto& votes : texts) {
    for (const std::uint32_t j : votes) rates[j] += 1 / static_cast<double>(texts.size());
  }
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> right, all, share, of_category(prior.mean.size(), 0.0);
    for (const complaints::Voter& voter : voters) {
      right.push_back(voter.weight * voter.precision);
      all.push_back(voter.weight);
    }
    double total = prior.weight;
    for (const double mean : prior.mean) share.push_back(prior.weight * mean);
    for (const auto& votes : texts) {
      const std::vector<double> posterior = label_posterior(votes, voters, model, correlation, rates);
      const std::vector<double> weights = vote_weights(votes, voters, correlation);
      for (std::size_t i = 0; i < votes.size(); ++i) {
        right[votes[i]] += weights[i] * posterior[voters[votes[i]].category];
        all[votes[i]] += weights[i];
      }
      for (std::size_t y = 0; y < share.size(); ++y) {
        share[y] += posterior[y];
        of_category[y] += posterior[y];
      }
      total += 1;
    }
    for (std::size_t j = 0; j < voters.size(); ++j) {
      const double s = model.share[voters[j].category], of = of_category[voters[j].category];
      const double pull = rates[j] * (of / s - (static_cast<double>(texts.size()) - of) / (1 - s));
      double low = 0, high = 1;  // bisection on the derivative of right log p + wrong log(1 - p) - pull p
      for (int step = 0; step < 200; ++step) {
        const double p = (low + high) / 2;
        (right[j] / p - (all[j] - right[j]) / (1 - p) - pull > 0 ? low : high) = p;
      }
      model.precision[j] = low;
    }
    for (std::size_t y = 0; y < share.size(); ++y) model.share[y] = share[y] / total;
  }
  return model;
}

}  // namespace fealty::reference
