#include "fealty/customers/lifecycle.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "days.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::customers {
namespace {

using Texts = std::vector<std::optional<std::string>>;

const LifecycleRules rules{.retained_purchases = 3, .veteran_after = days(730), .lapsed_after = days(365)};

/// One customer of each stage on day 1000.
Book one_of_each() {
  Book book;
  book.add_customers({.customer = Texts{"prospect"}, .joined_at = std::vector<Time>{day(990)}});
  book.add_purchases({.customer = Texts{"new", "satisfied", "satisfied", "content", "retained", "retained", "retained",
                                        "veteran", "veteran", "veteran", "lapsed"},
                      .at = std::vector<Time>{day(999), day(800), day(900), day(995), day(700), day(800), day(900),
                                              day(1), day(2), day(999), day(300)}});
  book.add_ratings({.customer = Texts{"content", "content", "new"},
                    .item = Texts{"1", "2", "1"},
                    .expectation = std::vector<double>{5, 5, 5},
                    .experience = std::vector<double>{4, 6, 4},
                    .at = std::vector<Time>{day(996), day(996), day(999)}});
  return book;
}

TEST(Lifecycle, EveryStageIsReachedByItsRule) {
  const Stages found = stages(one_of_each(), day(1000), rules);
  ASSERT_EQ(found.customers,
            Ids::of_texts({"content", "lapsed", "new", "prospect", "retained", "satisfied", "veteran"}));
  EXPECT_EQ(found.stages, (std::vector<Stage>{Stage::satisfied, Stage::lapsed, Stage::newcomer, Stage::prospect,
                                              Stage::retained, Stage::satisfied, Stage::veteran}));
}

TEST(Lifecycle, LooksAtNothingLater) {
  const Stages then = stages(one_of_each(), day(850), rules);
  EXPECT_EQ(then.customers, Ids::of_texts({"lapsed", "retained", "satisfied", "veteran"}));
  EXPECT_EQ(then.stages, (std::vector<Stage>{Stage::lapsed, Stage::satisfied, Stage::newcomer, Stage::lapsed}));
}

TEST(Lifecycle, NoLifeBreaksTheLawOfStages) {
  Book book;
  std::vector<std::int64_t> ids;
  std::vector<Time> at;
  for (std::int64_t i = 0; i < 4000; ++i) {
    ids.push_back(i % 300);
    at.push_back(day((i * 7919) % 3000));
  }
  book.add_purchases({.customer = ids, .at = at});
  const LifecycleCounts counts = lifecycle_counts(book, day(3000), {}, days(30), 90);
  std::int64_t seen = 0;
  for (const Stage from : all_stages) {
    for (const Stage to : all_stages) {
      const auto n = counts.transitions[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
      seen += n;
      if (!is_legal(from, to)) {
        EXPECT_EQ(n, 0) << name_of(from) << " to " << name_of(to);
      }
    }
  }
  EXPECT_GT(seen, 10'000);
}

TEST(Lifecycle, IsTheSameOnAnyNumberOfThreads) {
  const Book book = one_of_each();
  set_threads(1);
  const LifecycleCounts one = lifecycle_counts(book, day(1000));
  for (const std::size_t count : {2U, 7U}) {
    set_threads(count);
    EXPECT_EQ(lifecycle_counts(book, day(1000)), one);
  }
  set_threads(0);
}

TEST(Lifecycle, CountsOfTwoHalvesAddUp) {
  const LifecycleCounts whole = lifecycle_counts(one_of_each(), day(1000), rules);
  LifecycleCounts sum = whole;
  sum += LifecycleCounts{};
  EXPECT_EQ(sum, whole);
  sum += whole;
  EXPECT_EQ(sum.customers[0], 2 * whole.customers[0]);
  LifecycleCounts other = lifecycle_counts(one_of_each(), day(1000), {}, days(7));
  EXPECT_THROW(sum += other, ParameterError);
}

TEST(LifecycleModel, ProbabilitiesOfAStageAddUpToOne) {
  const LifecycleModel model = LifecycleModel::fit(lifecycle_counts(one_of_each(), day(1000), rules));
  for (const Stage from : all_stages) {
    double sum = 0;
    for (const Stage to : all_stages) sum += model.probability(from, to).value;
    if (!std::isnan(sum)) {
      EXPECT_NEAR(sum, 1.0, 1e-12) << name_of(from);
    }
  }
  EXPECT_NEAR(model.share(Stage::satisfied).value, 2.0 / 7, 1e-15);
}

TEST(LifecycleModel, DwellIsTheMeanOfAGeometricLaw) {
  LifecycleCounts counts;
  counts.step = days(10);
  counts.customers[0] = 1;
  counts.transitions[0][0] = 75;
  counts.transitions[0][1] = 25;
  const Estimate dwell = LifecycleModel::fit(counts).dwell_days(Stage::prospect);
  EXPECT_DOUBLE_EQ(dwell.value, 40.0);
  EXPECT_LT(dwell.lower, 40.0);
  EXPECT_GT(dwell.upper, 40.0);
}

TEST(Lifecycle, IllegalChangesAreRejected) {
  EXPECT_NO_THROW(check_transition(Stage::prospect, Stage::newcomer));
  EXPECT_NO_THROW(check_transition(Stage::lapsed, Stage::retained));
  EXPECT_THROW(check_transition(Stage::veteran, Stage::newcomer), ParameterError);
  EXPECT_THROW(check_transition(Stage::newcomer, Stage::prospect), ParameterError);
  EXPECT_THROW(check_transition(Stage::prospect, Stage::lapsed), ParameterError);
}

TEST(Lifecycle, EveryStageHasAPhase) {
  EXPECT_EQ(phase_of(Stage::prospect), Phase::attract);
  EXPECT_EQ(phase_of(Stage::newcomer), Phase::attract);
  EXPECT_EQ(phase_of(Stage::lapsed), Phase::attract);
  EXPECT_EQ(phase_of(Stage::satisfied), Phase::keep);
  EXPECT_EQ(phase_of(Stage::retained), Phase::keep);
  EXPECT_EQ(phase_of(Stage::veteran), Phase::upgrade);
  for (const Stage stage : all_stages) EXPECT_EQ(stage_named(name_of(stage)), stage);
}

TEST(Lifecycle, RulesThatMakeNoSenseAreRefused) {
  EXPECT_THROW(stages(one_of_each(), day(1000), {.retained_purchases = 1}), ParameterError);
  EXPECT_THROW(stages(one_of_each(), day(1000), {.lapsed_after = days(0)}), ParameterError);
  EXPECT_THROW(lifecycle_counts(one_of_each(), day(1000), {}, days(0)), ParameterError);
}

}  // namespace
}  // namespace fealty::customers
