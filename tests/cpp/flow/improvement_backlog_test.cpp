#include "fealty/flow/improvement_backlog.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "visits.hpp"

namespace fealty::flow {
namespace {

const Improvement& improvement_of(const ImprovementBacklog& backlog, const std::string& step) {
  for (const Improvement& one : backlog.improvements) {
    if (one.step == step) return one;
  }
  throw std::out_of_range(step);
}

// 400 visits: 40 fail at a alone, 40 at b alone, 40 at both; every other visit is followed by another.
customers::Book overlapping_failures() {
  TouchList touches;
  for (int i = 0; i < 400; ++i) {
    const bool a = i % 10 < 2, b = i % 10 == 1 || i % 10 == 2;
    touches.add(i, "a", Time{} + days(i % 50), i, !a);
    touches.add(i, "b", Time{} + days(i % 50) + Duration{us_per_hour}, i, !b);
    const bool comes = a && b ? i % 5 == 1 && i % 4 == 1 : i % 2 == 0;
    if (comes) touches.add(1000 + i, "end", Time{} + days(i % 50 + 30), i, std::nullopt);
  }
  touches.add(5000, "end", Time{} + days(400), 9000, std::nullopt);
  customers::Book book;
  touches.add_to(book);
  return book;
}

TEST(ImprovementBacklog, AVisitThatFailsTwiceIsSavedOnlyIfBothAreMended) {
  const ImprovementBacklog backlog = improvement_backlog(overlapping_failures(), {}, {{"a", 1.0, 2.0}, {"b", 1.0}});
  EXPECT_EQ(backlog.noted, 400);
  EXPECT_DOUBLE_EQ(backlog.yield_now.value, 0.7);
  EXPECT_DOUBLE_EQ(backlog.yield_then, 1);
  EXPECT_NEAR(backlog.yield_independent, 0.8 * 0.8, 1e-12);
  const Improvement& a = improvement_of(backlog, "a");
  const Improvement& b = improvement_of(backlog, "b");
  EXPECT_DOUBLE_EQ(a.yield_alone, 0.1);
  EXPECT_DOUBLE_EQ(b.yield_alone, 0.1);
  EXPECT_DOUBLE_EQ(a.yield_share, 0.15);
  EXPECT_NEAR(a.yield_in_order + b.yield_in_order, 0.3, 1e-12);
  EXPECT_EQ(a.mended, 1);
  EXPECT_NEAR(a.gain_per_cost, a.outcome_share.value / 2, 1e-15);
  EXPECT_TRUE(std::isnan(b.gain_per_cost));
}

TEST(ImprovementBacklog, SharesAddUpToTheJointGain) {
  const ImprovementBacklog backlog = improvement_backlog(returning_customers(1, 2000), {}, {}, 0.98);
  double shares = 0, in_order = 0, yield_shares = 0;
  for (const Improvement& one : backlog.improvements) {
    shares += one.outcome_share.value;
    in_order += one.outcome_in_order.value;
    yield_shares += one.yield_share;
  }
  EXPECT_NEAR(shares, backlog.joint_gain.value, 1e-12);
  EXPECT_NEAR(in_order, backlog.joint_gain.value, 1e-12);
  EXPECT_NEAR(backlog.outcome_now.value + shares, backlog.outcome_then.value, 1e-12);
  EXPECT_NEAR(backlog.yield_now.value + yield_shares, backlog.yield_then, 1e-12);
  EXPECT_EQ(backlog.improvements[0].step, "b");
  EXPECT_EQ(backlog.improvements[0].rank, 1);
}

TEST(ImprovementBacklog, MendingAllIsWhatTheWorldWithoutTheEffectHas) {
  const ImprovementBacklog backlog = improvement_backlog(returning_customers(3, 6000), {}, {{"b", 1.0}});
  const Estimate gain = backlog.joint_gain;
  // 15 % of visits fail at b, each of them at a loss of about 0.325.
  EXPECT_NEAR(gain.value, 0.15 * 0.95 * 0.325, 0.008);
  EXPECT_GT(gain.lower, 0.03);
  EXPECT_LT(gain.upper - gain.lower, 0.02);
}

TEST(ImprovementBacklog, ErrorsAreThoseOfCustomersDrawnAnew) {
  // The spread of the gain over many worlds is what its standard error says.
  double sum = 0, squares = 0, errors = 0;
  constexpr int worlds = 40;
  for (int world = 0; world < worlds; ++world) {
    const auto backlog = improvement_backlog(returning_customers(100 + static_cast<std::uint64_t>(world), 500), {},
                                             {{"a", 1.0}, {"b", 1.0}, {"c", 0.95}});
    sum += backlog.joint_gain.value;
    squares += backlog.joint_gain.value * backlog.joint_gain.value;
    errors += backlog.joint_gain.standard_error;
  }
  const double spread = std::sqrt((squares - sum * sum / worlds) / (worlds - 1));
  EXPECT_NEAR(errors / worlds / spread, 1, 0.3);  // the spread of 40 has an error of 11 %
}

TEST(ImprovementBacklog, AStepAtItsTargetBringsNothing) {
  const ImprovementBacklog backlog = improvement_backlog(overlapping_failures(), {}, {{"a", 0.5}});
  EXPECT_EQ(backlog.improvements[0].mended, 0);
  EXPECT_EQ(backlog.improvements[0].outcome_share.value, 0);
  EXPECT_EQ(backlog.yield_then, backlog.yield_now.value);
}

TEST(ImprovementBacklog, OfImpossibleTargetsIsRefused) {
  const customers::Book book = overlapping_failures();
  EXPECT_THROW(improvement_backlog(book, {}, {{"nowhere", 0.9}}), ParameterError);
  EXPECT_THROW(improvement_backlog(book, {}, {{"a", 1.2}}), ParameterError);
  EXPECT_THROW(improvement_backlog(book, {}, {{"a", 0.9, -1}}), ParameterError);
  EXPECT_THROW(improvement_backlog(book, {}, {{"a", 0.9}, {"a", 0.8}}), ParameterError);
  EXPECT_THROW(improvement_backlog(book, {}, {}, 1.5), ParameterError);
}

TEST(ImprovementBacklog, HasTheSameBitsOnAnyNumberOfThreadsAndOutOfAnArchive) {
  const customers::Book book = returning_customers(6, 500);
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(improvement_backlog(book)));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
  EXPECT_EQ(io::to_bytes(io::from_bytes<ImprovementBacklog>(bytes[0])), bytes[0]);
}

}  // namespace
}  // namespace fealty::flow
