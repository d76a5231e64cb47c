#include "fealty/flow/moments_of_truth.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/demo/dealership.hpp"
#include "fealty/io/archive.hpp"
#include "visits.hpp"

namespace fealty::flow {
namespace {

const MomentOfTruth& moment_of(const MomentsOfTruth& moments, const std::string& step) {
  return *std::find_if(moments.steps.begin(), moments.steps.end(), [&](const auto& m) { return m.step == step; });
}

customers::Book dealership(std::uint64_t seed) {
  const auto made = demo::dealership({.customers = 2000, .seed = seed});
  customers::Book book;
  book.add(customers::Table::customers, made.customers);
  book.add(customers::Table::touches, made.touches);
  book.add(customers::Table::purchases, made.purchases);
  return book;
}

TEST(MomentsOfTruth, OfTheDealershipIsTheHandoverThatWasPlantedThere) {
  const MomentsOfTruth moments = moments_of_truth(dealership(1));
  EXPECT_EQ(moments.steps[0].step, "handover");
  EXPECT_EQ(moments.steps[0].rank, 1);
  for (const MomentView& view : moments.steps[0].views) {
    EXPECT_LT(view.effect.upper, 0);
    EXPECT_GT(view.effect.lower, -0.4);
  }
}

TEST(MomentsOfTruth, AreFoundAmongCustomersWhoDiffer) {
  const MomentsOfTruth moments = moments_of_truth(returning_customers(1, 3000));
  EXPECT_EQ(moments.steps[0].step, "b");
  EXPECT_GT(moments.steps[0].ranks[0], 0.99);
  // 0.3 hard at -0.2 and 0.7 easy at 1.3: a fall of 0.300 and 0.336, and more visits of the easy ones.
  for (const MomentView& view : moments.steps[0].views) EXPECT_NEAR(view.effect.value, -0.325, 0.06);
  // The segment fails more often at c and comes less often, which the removal view takes for an effect of c.
  const MomentOfTruth& confounded = moment_of(moments, "c");
  EXPECT_LT(confounded.views[0].effect.upper, 0);
  EXPECT_GT(confounded.views[1].effect.upper, 0);
  EXPECT_TRUE(std::any_of(moments.warnings.begin(), moments.warnings.end(), [](const ConfoundingWarning& warning) {
    return warning.step == "c" && warning.first == MomentViewKind::removal && warning.kind == "size";
  }));
}

TEST(MomentsOfTruth, WithoutWhatConfoundsRecordedShowWithinCustomers) {
  MomentOptions options;
  options.adjust.emplace();  // the segment is not adjusted for
  const MomentsOfTruth moments = moments_of_truth(returning_customers(2, 4000), {}, options);
  const MomentOfTruth& confounded = moment_of(moments, "c");
  EXPECT_LT(confounded.views[1].effect.upper, 0);
  EXPECT_GT(confounded.views[2].effect.upper, 0);
}

TEST(MomentsOfTruth, UnknownIsNeverTakenForMet) {
  TouchList touches;
  for (int i = 0; i < 200; ++i) {
    const auto at = Time{} + days(i);
    touches.add(i, "a", at, i, i % 4 == 0 ? std::nullopt : std::optional<bool>(i % 4 != 1));
    if (i % 4 == 0) touches.add(1000 + i, "z", at + days(10), i, true);  // those of whom nobody noted it come again
  }
  touches.add(5000, "z", Time{} + days(400), 9000, true);
  customers::Book book;
  touches.add_to(book);
  const MomentsOfTruth moments = moments_of_truth(book);
  const MomentOfTruth& a = moment_of(moments, "a");
  EXPECT_EQ(a.visits, 200);
  EXPECT_EQ(a.unknown, 50);
  EXPECT_EQ(a.failed, 50);
  EXPECT_DOUBLE_EQ(a.met_share.value, 2.0 / 3);
  EXPECT_EQ(a.views[0].effect.value, 0);  // neither the met nor the failed ever come again
}

TEST(MomentsOfTruth, CountWhatIsLeftOut) {
  TouchList touches;
  for (int i = 0; i < 100; ++i)
    touches.add(i, "a", Time{} + days(i), i % 10 == 0 ? std::nullopt : std::optional(i % 30), i % 3 != 0);
  customers::Book book;
  touches.add_to(book);
  const MomentsOfTruth moments = moments_of_truth(book, outcome_named("returned within 20 days"));
  EXPECT_EQ(moments.visits, 90);
  EXPECT_EQ(moments.without_customer, 10);
  EXPECT_EQ(moments.censored, 18);  // days 80 to 99, but for two visits of nobody
  EXPECT_EQ(moments.judged, 72);
  EXPECT_THROW(moments_of_truth(book, outcome_named("returned within 500 days")), FitError);
}

TEST(MomentsOfTruth, OfStepsThatSeldomFailAreListedWithoutEffect) {
  TouchList touches;
  for (int i = 0; i < 100; ++i) touches.add(i, i % 2 == 0 ? "a" : "b", Time{} + days(i), i, i > 5);
  touches.add(100, "a", Time{} + days(300), 100, true);
  customers::Book book;
  touches.add_to(book);
  const MomentsOfTruth moments = moments_of_truth(book);
  ASSERT_EQ(moments.steps.size(), 2U);
  EXPECT_EQ(moments.steps[0].rank, 0);
  EXPECT_TRUE(std::isnan(moments.steps[0].effect.value));
  EXPECT_EQ(moments.frame().rows(), 2U);
  EXPECT_EQ(moments.ranks().rows(), 0U);
}

TEST(MomentsOfTruth, OfAnUndesiredOutcomeAreThoseThatRaiseIt) {
  const customers::Book book = returning_customers(1, 2000);
  const auto touches = book.table(customers::Table::touches);
  const MomentsOfTruth good = moments_of_truth(book);
  Outcome bad = outcome_named("returned within 90 days");
  bad.desired = false;
  const MomentsOfTruth harm = moments_of_truth(book, bad);
  EXPECT_EQ(good.steps.front().step, harm.steps.back().step);
}

TEST(MomentsOfTruth, HaveTheSameBitsOnAnyNumberOfThreadsAndOutOfAnArchive) {
  const customers::Book book = returning_customers(6, 800);
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(moments_of_truth(book)));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
  EXPECT_EQ(io::to_bytes(io::from_bytes<MomentsOfTruth>(bytes[0])), bytes[0]);
}

TEST(MomentsOfTruth, FramesHaveARowForEachStepViewAndRank) {
  const MomentsOfTruth moments = moments_of_truth(returning_customers(1, 500));
  EXPECT_EQ(moments.frame().rows(), 3U);
  EXPECT_EQ(moments.views().rows(), 9U);
  EXPECT_EQ(moments.ranks().rows(), 9U);
  EXPECT_EQ(moments.warnings_frame().rows(), moments.warnings.size());
  for (const MomentOfTruth& step : moments.steps)
    EXPECT_NEAR(std::accumulate(step.ranks.begin(), step.ranks.end(), 0.0), 1, 1e-12);
}

}  // namespace
}  // namespace fealty::flow
