#include "fealty/flow/markov_removal.hpp"

#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "reference/markov_removal.hpp"

namespace fealty::flow {
namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

PathTable table(const Texts& paths, Numbers conversions, Numbers nulls) {
  return paths_of_columns(Column(paths), Column(std::move(conversions)), {}, Column(std::move(nulls)));
}

RemovalOptions without_bootstrap(std::size_t order = 1) {
  RemovalOptions options;
  options.order = order;
  options.bootstrap.replicates = 0;
  return options;
}

std::map<std::string, RemovalEffect> by_name(const RemovalEffects& effects) {
  std::map<std::string, RemovalEffect> named;
  for (const RemovalEffect& step : effects.steps) named[step.step] = step;
  return named;
}

PathTable random_table(std::mt19937& random, std::size_t steps, std::size_t paths) {
  PathTable made;
  for (std::size_t i = 0; i < steps; ++i) made.names.push_back("step " + std::to_string(100 + i));
  for (std::size_t i = 0; i < paths; ++i) {
    const std::size_t length = random() % 7;
    for (std::size_t k = 0; k < length; ++k) made.steps.push_back(static_cast<Code>(random() % steps));
    made.offsets.push_back(made.steps.size());
    made.conversions.push_back(static_cast<double>(random() % 3));
    made.nulls.push_back(static_cast<double>(random() % 4));
  }
  made.conversions[0] = 1;
  return made;
}

void expect_those_of_the_twin(const PathTable& paths, std::size_t order, double tolerance) {
  const RemovalEffects effects = removal_effects(paths, without_bootstrap(order));
  const double all = reference::conversion_without(paths, order, no_code);
  EXPECT_NEAR(effects.conversion_probability.value, all, tolerance);
  const auto named = by_name(effects);
  for (Code step = 0; step < paths.names.size(); ++step) {
    const double expected = 1 - reference::conversion_without(paths, order, step) / all;
    EXPECT_NEAR(named.at(paths.names[step]).effect.value, expected, tolerance) << paths.names[step];
  }
}

TEST(MarkovRemoval, OfThreePathsIsWhatTheHandSays) {
  // From the start half go to a and half to b; of those at a, half go on to b; b converts 2 of 3.
  const auto effects = removal_effects(table({"a > b", "a", "b"}, {1, 0, 1}, {0, 1, 1}), without_bootstrap());
  const auto named = by_name(effects);
  EXPECT_DOUBLE_EQ(effects.conversion_probability.value, 0.5);
  EXPECT_DOUBLE_EQ(named.at("b").effect.value, 1.0);
  EXPECT_NEAR(named.at("a").effect.value, 1 - (0.5 * 2 / 3) / 0.5, 1e-15);
  EXPECT_EQ(effects.steps[0].step, "b");
  EXPECT_EQ(effects.steps[0].rank, 1);
  EXPECT_NEAR(named.at("b").conversions, 2 * 1.0 / (1 + 1.0 / 3), 1e-12);
  EXPECT_EQ(named.at("a").visits, 2);
  EXPECT_EQ(effects.journeys, 4);
}

TEST(MarkovRemoval, OfOneFactorizationIsThatOfOneSystemPerStep) {
  std::mt19937 random(7);
  for (int round = 0; round < 30; ++round) {
    const PathTable paths = random_table(random, 1 + random() % 8, 1 + random() % 60);
    for (std::size_t order = 1; order <= 3; ++order) expect_those_of_the_twin(paths, order, 1e-12);
  }
}

TEST(MarkovRemoval, OfManyStatesIsThatOfTheTwinToo) {
  std::mt19937 random(11);
  const PathTable paths = random_table(random, 12, 400);
  EXPECT_GT(removal_effects(paths, without_bootstrap(3)).states, 400U);
  expect_those_of_the_twin(paths, 3, 1e-11);
}

TEST(MarkovRemoval, SharesAddUpToAllConversionsAndValues) {
  PathTable paths = table({"a > b", "c", ""}, {3, 2, 5}, {1, 1, 1});
  paths.values = {30, -5, 1};
  const RemovalEffects effects = removal_effects(paths, without_bootstrap());
  double conversions = 0, value = 0;
  for (const RemovalEffect& step : effects.steps) {
    conversions += step.conversions;
    value += step.value;
  }
  EXPECT_NEAR(conversions, 10, 1e-12);
  EXPECT_NEAR(value, 26, 1e-12);
}

TEST(MarkovRemoval, RepeatsMakeNoDifferenceAtOrderOne) {
  const PathTable paths = table({"a > a > b", "b > b > b > a", "a"}, {1, 2, 1}, {1, 1, 3});
  RemovalOptions collapsing = without_bootstrap();
  collapsing.collapse_repeats = true;
  const auto kept = by_name(removal_effects(paths, without_bootstrap()));
  const auto collapsed = by_name(removal_effects(paths, collapsing));
  for (const auto& [name, step] : kept) EXPECT_NEAR(step.effect.value, collapsed.at(name).effect.value, 1e-13);
}

TEST(MarkovRemoval, OfAStepInNoPathIsNothing) {
  PathTable paths = table({"a > b"}, {1}, {1});
  paths.names.emplace_back("never");
  const RemovalEffects effects = removal_effects(paths, {.bootstrap = {50, 1, 0.95}});
  EXPECT_EQ(effects.steps.back().step, "never");
  EXPECT_EQ(effects.steps.back().effect.value, 0);
  EXPECT_EQ(effects.steps.back().conversions, 0);
  EXPECT_EQ(by_name(effects).at("a").effect.value, 1);
}

TEST(MarkovRemoval, OfPathsThatNobodyWentIsNothing) {
  const auto effects = removal_effects(table({"a", "b > b > a"}, {1, 0}, {0, 0}), without_bootstrap());
  EXPECT_EQ(by_name(effects).at("b").effect.value, 0);
  EXPECT_EQ(effects.conversion_probability.value, 1);
}

TEST(MarkovRemoval, WithoutAnyConversionIsRefused) {
  EXPECT_THROW(removal_effects(table({"a"}, {0}, {5})), FitError);
  EXPECT_THROW(removal_effects(table({}, {}, {})), FitError);
}

TEST(MarkovRemoval, OfBadColumnsNamesTheRow) {
  const auto message_of = [](auto&& call) -> std::string {
    try {
      call();
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(message_of([] { table({"a", "a > > b"}, {1, 1}, {1, 1}); }).find("row 1"), std::string::npos);
  EXPECT_NE(message_of([] { table({"a", "b"}, {1, -1}, {1, 1}); }).find("column conversions, row 1"),
            std::string::npos);
  EXPECT_NE(message_of([] { table({"a"}, {1}, {std::nan("")}); }).find("column nulls, row 0"), std::string::npos);
  EXPECT_NE(message_of([] { table({"a"}, {1, 2}, {1}); }).find("has 2 rows"), std::string::npos);
  EXPECT_THROW(removal_effects(table({"a"}, {1}, {1}), without_bootstrap(0)), ParameterError);
  const Column missing(std::vector<std::optional<std::string>>{"a", std::nullopt});
  EXPECT_THROW(paths_of_columns(missing, Column(Numbers{1, 1}), {}, {}), RecordError);
}

TEST(MarkovRemoval, OfAMillionDistinctStepsIsRefused) {
  PathTable paths;
  for (int i = 0; i < 1'000'000; ++i) paths.names.push_back(std::to_string(i));
  EXPECT_THROW(removal_effects(paths), RecordError);
}

TEST(MarkovRemoval, HasTheSameBitsOnAnyNumberOfThreads) {
  std::mt19937 random(3);
  const PathTable paths = random_table(random, 6, 5000);
  RemovalOptions options;
  options.bootstrap.replicates = 40;
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(removal_effects(paths, options)));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(MarkovRemoval, RanksAreProbabilities) {
  std::mt19937 random(5);
  const RemovalEffects effects = removal_effects(random_table(random, 5, 300), {.bootstrap = {200, 1, 0.9}});
  std::vector<double> of_rank(5, 0.0);
  for (const RemovalEffect& step : effects.steps) {
    EXPECT_NEAR(std::accumulate(step.ranks.begin(), step.ranks.end(), 0.0), 1, 1e-12);
    for (std::size_t rank = 0; rank < 5; ++rank) of_rank[rank] += step.ranks[rank];
    EXPECT_LE(step.effect.lower, step.effect.value);
    EXPECT_GE(step.effect.upper, step.effect.value);
  }
  for (const double sum : of_rank) EXPECT_NEAR(sum, 1, 1e-12);
  EXPECT_EQ(effects.ranks().rows(), 25U);
}

TEST(MarkovRemoval, BootstrapOfRowsIsThatOfWeightedRows) {
  std::mt19937 random(9);
  const PathTable paths = random_table(random, 4, 200);
  const RemovalEffects effects = removal_effects(paths, {.bootstrap = {60, 4, 0.95}});
  std::vector<std::vector<std::uint8_t>> weights(paths.size(), std::vector<std::uint8_t>(60));
  for (std::size_t i = 0; i < paths.size(); ++i) poisson_weights(4, i, weights[i]);
  std::vector<double> first;
  const std::string& name = effects.steps[0].step;
  for (std::size_t r = 0; r < 60; ++r) {
    PathTable weighted = paths;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      weighted.conversions[i] *= weights[i][r];
      weighted.nulls[i] *= weights[i][r];
    }
    first.push_back(by_name(removal_effects(weighted, without_bootstrap())).at(name).effect.value);
  }
  const Estimate expected = percentile_interval(effects.steps[0].effect.value, first, 0.95);
  EXPECT_NEAR(effects.steps[0].effect.standard_error, expected.standard_error, 1e-12);
  EXPECT_NEAR(effects.steps[0].effect.lower, expected.lower, 1e-12);
}

TEST(MarkovRemoval, OfJourneysVariesAsTheirCountsDo) {
  // One row for all who went the same way: of rows there are two, of journeys 2,000.
  const PathTable paths = table({"a", "b"}, {500, 300}, {500, 700});
  const RemovalEffects of_journeys = removal_effects(paths, {.unit = PathUnit::journey, .bootstrap = {400, 1, 0.95}});
  EXPECT_NEAR(of_journeys.conversion_probability.value, 0.4, 1e-12);
  EXPECT_NEAR(of_journeys.conversion_probability.standard_error, std::sqrt(0.4 * 0.6 / 2000), 0.0015);
  const RemovalEffects of_rows = removal_effects(paths, {.bootstrap = {400, 1, 0.95}});
  EXPECT_GT(of_rows.conversion_probability.standard_error, 0.03);
}

TEST(MarkovRemoval, OfALogHasItsCasesAndDrawsItsCustomers) {
  const EventLog log(EventColumns{.case_id = Column(std::vector<std::int64_t>{1, 1, 2, 3}),
                                  .activity = Column(Texts{"a", "b", "a", "b"}),
                                  .time = Column(std::vector<Time>{{1}, {2}, {3}, {4}}),
                                  .customer = Column(std::vector<std::int64_t>{7, 7, 7, 8})});
  const std::vector<double> converted{1, 0, std::nan("")};
  const PathTable paths = paths_of_log(log, converted);
  EXPECT_EQ(paths.size(), 2U);
  EXPECT_EQ(paths.units, (std::vector<std::uint32_t>{0, 0}));
  EXPECT_EQ(by_name(removal_effects(paths, without_bootstrap())).at("b").effect.value, 1);
  EXPECT_THROW(paths_of_log(log, std::vector<double>{1}), ParameterError);
}

TEST(MarkovRemoval, ComesBackFromItsArchive) {
  const RemovalEffects effects = removal_effects(table({"a > b", "b"}, {1, 2}, {1, 1}), {.bootstrap = {20, 1, 0.95}});
  const std::string bytes = io::to_bytes(effects);
  EXPECT_EQ(io::to_bytes(io::from_bytes<RemovalEffects>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::flow
