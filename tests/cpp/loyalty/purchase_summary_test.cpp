#include "fealty/loyalty/purchase_summary.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "reference/purchase_summary.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

std::vector<reference::DatedPurchase> random_dated_purchases(std::size_t rows, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<reference::DatedPurchase> purchases;
  for (std::size_t i = 0; i < rows; ++i) {
    const auto amount = random() % 30 == 0 ? std::nullopt : std::optional(double(random() % 10'000) / 100 - 10);
    purchases.push_back({"c" + std::to_string(random() % (rows / 6 + 1)), static_cast<int>(random() % 90), amount});
  }
  return purchases;
}

Time at_day_and_hour(int day, int hour) {
  return {(std::int64_t{day} * 24 + hour) * us_per_hour};
}

PurchaseSummary summary_until(const std::vector<reference::DatedPurchase>& rows, int until,
                              PurchaseUnit unit = PurchaseUnit::day) {
  Texts customers;
  std::vector<Time> at;
  std::vector<std::optional<double>> amounts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    customers.push_back(rows[i].customer);
    at.push_back(at_day_and_hour(rows[i].day, static_cast<int>(i * 7 % 24)));
    amounts.push_back(rows[i].amount);
  }
  return {Column(customers), Column(at), Column(amounts), {.until = at_day_and_hour(until, 23), .unit = unit}};
}

void expect_same_as_plain(const PurchaseSummary& summary, const std::vector<reference::DatedPurchase>& rows,
                          int until) {
  const auto plain = reference::purchase_patterns(rows, until);
  ASSERT_EQ(summary.size(), plain.size());
  Code code = 0;
  for (const auto& [customer, expected] : plain) {
    const PurchasePattern& pattern = summary.patterns()[code];
    EXPECT_EQ(summary.customers().text(code), customer);
    EXPECT_EQ(pattern.frequency, static_cast<std::uint32_t>(expected.frequency));
    EXPECT_EQ(pattern.recency, expected.recency);
    EXPECT_EQ(pattern.observed, expected.observed);
    const double spend = summary.monetary_values()[code];
    ASSERT_EQ(std::isnan(spend), !expected.monetary_value.has_value());
    if (expected.monetary_value) {
      EXPECT_NEAR(spend, *expected.monetary_value, 1e-9);
    }
    ++code;
  }
}

TEST(PurchaseSummary, HoldsWhatThePlainTwinCounts) {
  const auto rows = random_dated_purchases(3000, 1);
  for (const int until : {40, 89, 200}) expect_same_as_plain(summary_until(rows, until), rows, until);
}

TEST(PurchaseSummary, IsTheSameForEveryOrderOfRowsAndEveryNumberOfThreads) {
  auto rows = random_dated_purchases(150'000, 2);
  std::vector<PurchaseSummary> made;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    for (auto& row : rows) row.amount = row.amount ? std::optional(std::abs(*row.amount)) : std::nullopt;
    std::shuffle(rows.begin(), rows.end(), std::mt19937_64(count));
    made.push_back(summary_until(rows, 60));
  }
  set_threads(0);
  EXPECT_EQ(made[0], made[1]);
}

TEST(PurchaseSummary, TwoHalvesAddedGiveTheBitsOfTheWholeThoughCustomersAreInBoth) {
  const auto rows = random_dated_purchases(4000, 3);
  const auto middle = rows.begin() + 1500;
  PurchaseSummary sum = summary_until({rows.begin(), middle}, 80);
  sum += summary_until({middle, rows.end()}, 80);
  EXPECT_EQ(sum, summary_until(rows, 80));
  PurchaseSummary nothing;
  nothing += sum;
  EXPECT_EQ(nothing, sum);
  sum += PurchaseSummary();
  EXPECT_EQ(nothing, sum);
}

TEST(PurchaseSummary, GrowsByTheMonthAndByTheClock) {
  const auto rows = random_dated_purchases(2000, 4);
  std::vector<reference::DatedPurchase> early, late;
  for (const auto& row : rows) (row.day < 45 ? early : late).push_back(row);
  PurchaseSummary sum = summary_until(early, 44);
  sum += summary_until(late, 89);
  expect_same_as_plain(sum, rows, 89);
  sum.observe_until(at_day_and_hour(120, 5));
  expect_same_as_plain(sum, rows, 120);
  EXPECT_THROW(sum.observe_until(at_day_and_hour(119, 5)), ParameterError);
}

TEST(PurchaseSummary, CountsRefundsAndWhatLiesOutsideApart) {
  const std::vector<std::optional<std::string>> customer{"a", "a", std::nullopt, "a", "b", "a"};
  const std::vector<std::optional<Time>> at{at_day_and_hour(0, 1), at_day_and_hour(7, 1), at_day_and_hour(1, 1),
                                            std::nullopt,          at_day_and_hour(3, 1), at_day_and_hour(40, 1)};
  const Column amount(Numbers{5, 6, 1, 1, -4, 1});
  const PurchaseSummary summary(Column(customer), Column(at), amount, {.until = at_day_and_hour(14, 0)});
  ASSERT_EQ(summary.size(), 1U);  // b only returned something
  EXPECT_EQ(summary.patterns()[0], (PurchasePattern{1, 1.0, 2.0}));
  EXPECT_EQ(summary.monetary_values()[0], 6);
  const PurchasesLeftOut& out = summary.left_out();
  EXPECT_EQ(out.without_customer, 1U);
  EXPECT_EQ(out.without_time, 1U);
  EXPECT_EQ(out.after_until, 1U);
  EXPECT_EQ(out.refunds, 1U);
  EXPECT_EQ(out.refunded.value(), -4);
}

TEST(PurchaseSummary, CountsDaysOnTheClocksOfItsZone) {
  const Column customer(Texts{"a", "a"});
  const Column at(std::vector<Time>{at_day_and_hour(0, 20), at_day_and_hour(1, 10)});  // 4:00 and 18:00 in Shanghai
  const TimeZone shanghai("Asia/Shanghai", {8 * us_per_hour});
  EXPECT_EQ(PurchaseSummary(customer, at, {}, {.unit = PurchaseUnit::day}).patterns()[0].frequency, 1U);
  EXPECT_EQ(PurchaseSummary(customer, at, {}, {.unit = PurchaseUnit::day, .zone = shanghai}).patterns()[0].frequency,
            0U);
}

TEST(PurchaseSummary, EndsWithTheLastPurchaseUnlessTold) {
  const PurchaseSummary summary(Column(Texts{"a", "b"}),
                                Column(std::vector<Time>{at_day_and_hour(10, 3), at_day_and_hour(24, 5)}));
  EXPECT_EQ(summary.until(), at_day_and_hour(24, 0));
  EXPECT_EQ(summary.patterns()[0].observed, 2.0);
  EXPECT_TRUE(summary.monetary_values().empty());
}

TEST(PurchaseSummary, TakesColumnsThatOthersHaveCounted) {
  const Column customer(Texts{"b", "a"});
  const PurchaseSummary summary = PurchaseSummary::from_arrays(
      Column(std::vector<std::int64_t>{2, 0}), Column(Numbers{3.5, 0}), Column(Numbers{10, 9}), {}, customer);
  EXPECT_EQ(summary.patterns()[0], (PurchasePattern{0, 0, 9}));
  EXPECT_EQ(summary.patterns()[1], (PurchasePattern{2, 3.5, 10}));
  EXPECT_FALSE(summary.has_days());
}

std::string refusal(double x, double t_x, double t) {
  try {
    PurchaseSummary::from_arrays(Column(Numbers{1, x}), Column(Numbers{1, t_x}), Column(Numbers{2, t}));
  } catch (const RecordError& error) {
    return error.what();
  }
  return "";
}

TEST(PurchaseSummary, NamesRowValueAndWhatWasExpected) {
  EXPECT_EQ(refusal(2, 0, 5),
            "FY103: column recency, row 1: 0 is not positive, as it must be where the frequency is 2");
  EXPECT_EQ(refusal(2, 6, 5), "FY103: column recency, row 1: 6 is not a time from 0 to T, which is 5");
  EXPECT_EQ(refusal(0, 1, 5), "FY103: column recency, row 1: 1 is not 0, as it must be where the frequency is 0");
  EXPECT_EQ(refusal(-1, 1, 5), "FY103: column frequency, row 1: -1 is not a whole number from 0 to 4294967294");
  EXPECT_NE(refusal(1.5, 1, 5), "");
  EXPECT_NE(refusal(NAN, 1, 5), "");
  EXPECT_NE(refusal(1, NAN, 5), "");
  EXPECT_NE(refusal(1, 1, INFINITY), "");
  EXPECT_NE(refusal(0, 0, -1), "");
  EXPECT_EQ(refusal(0, 0, 0), "");
}

TEST(PurchaseSummary, AddsCountedColumnsOfDifferentCustomersOnly) {
  const auto counted = [](const Texts& customers, Numbers x) {
    const Column ones(Numbers(x.size(), 1.0));
    return PurchaseSummary::from_arrays(Column(std::move(x)), ones, ones, {}, Column(customers));
  };
  PurchaseSummary sum = counted({"a", "c"}, {1, 3});
  sum += counted({"b"}, {2});
  for (Code c = 0; c < 3; ++c) EXPECT_EQ(sum.patterns()[c].frequency, c + 1);
  EXPECT_THROW(sum += counted({"c"}, {2}), RecordError);
  EXPECT_THROW(sum += summary_until(random_dated_purchases(5, 1), 99), ParameterError);
  PurchaseSummary weeks = summary_until(random_dated_purchases(5, 1), 99, PurchaseUnit::week);
  EXPECT_THROW(weeks += summary_until(random_dated_purchases(5, 1), 99), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
