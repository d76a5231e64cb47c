#include "fealty/complaints/label_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"
#include "reference/label_model.hpp"

namespace fealty::complaints {
namespace {

using Votes = reference::Votes;

Taxonomy taxonomy_of_size(std::size_t count, bool several = false) {
  Taxonomy made{.name = "label", .several = several};
  for (std::size_t c = 0; c < count; ++c) made.categories.push_back({.key = "c" + std::to_string(c)});
  return made;
}

VotePatterns patterns_of(const Votes& texts) {
  std::vector<std::uint64_t> offsets = {0};
  std::vector<std::uint32_t> functions;
  for (const auto& votes : texts) {
    functions.insert(functions.end(), votes.begin(), votes.end());
    offsets.push_back(functions.size());
  }
  return {offsets, functions};
}

/// Votes of the model itself: a voter's vote falls on a text of its category with its precision.
struct Simulated {
  Votes texts;
  std::vector<std::uint32_t> truth;
};

Simulated simulated(std::size_t count, const std::vector<Voter>& voters, const std::vector<double>& shares,
                    const std::vector<double>& rates, unsigned seed) {
  std::mt19937 random(seed);
  std::discrete_distribution<std::uint32_t> category(shares.begin(), shares.end());
  std::uniform_real_distribution<double> uniform;
  Simulated made;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t y = category(random);
    std::vector<std::uint32_t> votes;
    for (std::uint32_t j = 0; j < voters.size(); ++j) {
      const double share = shares[voters[j].category], p = voters[j].precision;
      const double chance = rates[j] * (y == voters[j].category ? p / share : (1 - p) / (1 - share));
      if (uniform(random) < chance) votes.push_back(j);
    }
    made.texts.push_back(std::move(votes));
    made.truth.push_back(y);
  }
  return made;
}

TEST(LabelModel, GivesASingleVoteItsPrecision) {
  for (const bool several : {false, true}) {
    const LabelModel model(taxonomy_of_size(4, several), {{2, 0.85, 10}, {1, 0.6, 10}});
    EXPECT_NEAR(model.posterior(std::vector<std::uint32_t>{0})[2], 0.85, 1e-12);
    EXPECT_NEAR(model.posterior(std::vector<std::uint32_t>{1})[1], 0.6, 1e-12);
  }
}

TEST(LabelModel, SaysThePriorWhereNobodyVotes) {
  Taxonomy taxonomy = taxonomy_of_size(2);
  taxonomy.categories[0].lowest = taxonomy.categories[0].highest = 0.3;
  taxonomy.categories[1].lowest = taxonomy.categories[1].highest = 0.7;
  const LabelModel model(taxonomy, {{0, 0.9, 10}});
  EXPECT_NEAR(model.posterior({})[0], 0.3, 1e-12);
  EXPECT_NEAR(model.posterior({})[1], 0.7, 1e-12);
}

TEST(LabelModel, AgreesWithItsPlainTwin) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> uniform;
  for (int round = 0; round < 30; ++round) {
    const std::size_t categories = 2 + random() % 4, count = 3 + random() % 6;
    std::vector<Voter> voters;
    for (std::size_t j = 0; j < count; ++j) {
      voters.push_back(
          {static_cast<std::uint32_t>(random() % categories), 0.3 + 0.6 * uniform(random), 1 + 20 * uniform(random)});
    }
    Votes texts(40);
    for (auto& votes : texts) {
      for (std::uint32_t j = 0; j < count; ++j) {
        if (uniform(random) < 0.25) votes.push_back(j);
      }
    }
    const Taxonomy taxonomy = taxonomy_of_size(categories);
    LabelModelOptions options;
    options.correlation = uniform(random);
    options.duplicate_texts = 1000;
    options.iterations = 25;
    options.tolerance = 1e-300;
    LabelModel model(taxonomy, voters, options);
    model.fit(patterns_of(texts));
    const auto twin = reference::label_model(texts, voters, taxonomy.prior(), options.correlation, 25);
    for (std::size_t j = 0; j < count; ++j) EXPECT_NEAR(model.precision(j).value, twin.precision[j], 1e-9);
    for (std::size_t c = 0; c < categories; ++c) EXPECT_NEAR(model.shares()[c].value, twin.share[c], 1e-9);
    for (const auto& votes : texts) {
      const auto expected = reference::label_posterior(votes, voters, twin, options.correlation);
      const auto posterior = model.posterior(votes);
      for (std::size_t c = 0; c < categories; ++c) EXPECT_NEAR(posterior[c], expected[c], 1e-9);
    }
  }
}

TEST(LabelModel, RecoversPrecisionsFromVotesWithoutLabels) {
  const std::vector<double> shares = {0.5, 0.3, 0.2};
  std::vector<Voter> truth;
  std::vector<double> rates;
  for (std::uint32_t j = 0; j < 12; ++j) {
    truth.push_back({j % 3, 0.55 + 0.035 * j, 10});
    rates.push_back(0.06 * shares[j % 3]);  // phrases are rare
  }
  const Simulated world = simulated(300'000, truth, shares, rates, 5);
  std::vector<Voter> believed = truth;
  for (Voter& one : believed) one.precision = 0.75;
  Taxonomy taxonomy = taxonomy_of_size(3);
  for (std::size_t c = 0; c < 3; ++c) taxonomy.categories[c].lowest = taxonomy.categories[c].highest = shares[c];
  LabelModelOptions options;
  options.correlation = 0;
  LabelModel model(taxonomy, believed, options);
  model.fit(patterns_of(world.texts));
  for (std::size_t j = 0; j < truth.size(); ++j) {
    EXPECT_NEAR(model.precision(j).value, truth[j].precision, 0.1) << "voter " << j;
  }
}

TEST(LabelModel, GivesCalibratedPosteriorsForVotesOfItsOwnWorld) {
  const std::vector<double> shares = {0.5, 0.3, 0.2};
  const std::vector<Voter> voters = {{0, 0.8, 10}, {0, 0.7, 10}, {1, 0.85, 10},
                                     {1, 0.6, 10}, {2, 0.7, 10}, {2, 0.5, 10}};
  const Simulated world = simulated(200'000, voters, shares, {0.03, 0.03, 0.02, 0.02, 0.012, 0.012}, 9);
  Taxonomy taxonomy = taxonomy_of_size(3);
  for (std::size_t c = 0; c < 3; ++c) taxonomy.categories[c].lowest = taxonomy.categories[c].highest = shares[c];
  LabelModelOptions options;
  options.correlation = 0;
  const LabelModel model(taxonomy, voters, options);
  std::vector<double> said(10, 0.0), held(10, 0.0), texts(10, 0.0);
  for (std::size_t i = 0; i < world.texts.size(); ++i) {
    if (world.texts[i].empty()) continue;
    const auto posterior = model.posterior(world.texts[i]);
    const auto bin = std::min<std::size_t>(9, static_cast<std::size_t>(10 * posterior[0]));
    said[bin] += posterior[0];
    held[bin] += world.truth[i] == 0 ? 1 : 0;
    texts[bin] += 1;
  }
  for (std::size_t bin = 0; bin < 10; ++bin) {
    if (texts[bin] <= 300) continue;
    EXPECT_NEAR(said[bin] / texts[bin], held[bin] / texts[bin], 0.05) << "bin " << bin;
  }
}

TEST(LabelModel, CountsDuplicateVotersOnce) {
  const std::vector<Voter> voters = {{0, 0.8, 10}, {1, 0.7, 10}, {0, 0.7, 10}};
  std::vector<Voter> copied = voters;
  copied.push_back(voters[0]);
  copied.push_back(voters[0]);
  std::mt19937 random(8);
  Votes texts, twice;
  for (int i = 0; i < 400; ++i) {
    std::vector<std::uint32_t> votes;
    for (std::uint32_t j = 0; j < 3; ++j) {
      if (random() % 3 == 0) votes.push_back(j);
    }
    texts.push_back(votes);
    if (!votes.empty() && votes.front() == 0) votes.insert(votes.end(), {3, 4});
    twice.push_back(votes);
  }
  LabelModel model(taxonomy_of_size(3), voters), of_copies(taxonomy_of_size(3), copied);
  of_copies.fit(patterns_of(twice));
  EXPECT_EQ(of_copies.precisions()[4].duplicate, 0U);
  EXPECT_EQ(of_copies.precisions()[2].duplicate, 2U);
  const auto once = model.posterior(std::vector<std::uint32_t>{0});
  const auto copies = of_copies.posterior(std::vector<std::uint32_t>{0, 3, 4});
  EXPECT_NEAR(copies[0], of_copies.precision(0).value, 1e-9);  // as one vote alone
  EXPECT_NEAR(once[0], 0.8, 1e-12);
}

TEST(LabelModel, WeighsCorrelatedVotesAsTheDesignEffectSays) {
  LabelModelOptions options;
  options.correlation = 1;
  const LabelModel model(taxonomy_of_size(4), {{0, 0.8, 10}, {0, 0.8, 10}, {0, 0.8, 10}}, options);
  EXPECT_NEAR(model.posterior(std::vector<std::uint32_t>{0, 1, 2})[0], 0.8, 1e-12);
}

TEST(LabelModel, LearnsFromLabelsInClosedForm) {
  LabelModel model(taxonomy_of_size(3), {{0, 0.8, 10}});
  std::vector<LabelledVotes> labelled;
  for (int i = 0; i < 20; ++i) labelled.push_back({{0}, {i < 5 ? 0U : 1U}});
  model.fit({}, labelled);
  EXPECT_NEAR(model.precision(0).value, (8.0 + 5.0) / 30.0, 1e-12);
  EXPECT_NEAR(model.shares()[1].value, (1.0 + 15.0) / 23.0, 1e-12);
  EXPECT_LT(model.precision(0).lower, model.precision(0).value);
  EXPECT_GT(model.precision(0).upper, model.precision(0).value);
}

TEST(LabelModel, DoesNotDependOnTheOrderOfTexts) {
  std::mt19937 random(2);
  const std::vector<Voter> voters = {{0, 0.8, 10}, {1, 0.7, 5}, {2, 0.6, 3}, {1, 0.9, 10}};
  Votes texts(300);
  for (auto& votes : texts) {
    for (std::uint32_t j = 0; j < voters.size(); ++j) {
      if (random() % 3 == 0) votes.push_back(j);
    }
  }
  Votes other = texts;
  std::ranges::shuffle(other, random);
  LabelModel a(taxonomy_of_size(3), voters), b(taxonomy_of_size(3), voters);
  a.fit(patterns_of(texts));
  VotePatterns halves = patterns_of({other.begin(), other.begin() + 120});
  halves += patterns_of({other.begin() + 120, other.end()});
  EXPECT_EQ(halves, patterns_of(texts));
  EXPECT_EQ(halves.texts(), 300U);
  b.fit(halves);
  EXPECT_EQ(a, b);
}

TEST(LabelModel, RefusesWhatIsNotSound) {
  EXPECT_THROW(LabelModel(taxonomy_of_size(2), {{2, 0.5, 1}}), ParameterError);
  EXPECT_THROW(LabelModel(taxonomy_of_size(2), {{0, 1.0, 1}}), ParameterError);
  EXPECT_THROW(LabelModel(taxonomy_of_size(2), {{0, 0.5, 0}}), ParameterError);
  LabelModelOptions options;
  options.correlation = 2;
  EXPECT_THROW(LabelModel(taxonomy_of_size(2), {}, options), ParameterError);
}

TEST(VotePatterns, AreSavedAndReadBack) {
  const VotePatterns patterns = patterns_of({{0, 2}, {}, {0, 2}, {1}});
  EXPECT_EQ(io::from_bytes<VotePatterns>(io::to_bytes(patterns)), patterns);
}

}  // namespace
}  // namespace fealty::complaints
