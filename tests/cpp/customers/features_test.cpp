#include "fealty/customers/features.hpp"

#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "days.hpp"
#include "fealty/core/parallel.hpp"
#include "reference/features.hpp"

namespace fealty::customers {
namespace {

using Texts = std::vector<std::optional<std::string>>;

double value(const Frame& frame, std::string_view column, std::size_t row) {
  return as_doubles(frame.at(column), column)[row];
}

std::vector<reference::Touch> random_touches(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<reference::Touch> rows;
  for (int i = 0; i < 3000; ++i) {
    const auto at = static_cast<std::int64_t>(random() % 1000);
    const auto customer = random() % 120;
    rows.push_back({"c" + std::to_string(customer), "v" + std::to_string(customer * 10 + random() % 5), at,
                    at + static_cast<std::int64_t>(random() % 60),
                    random() % 3 == 0 ? std::nullopt : std::optional(random() % 2 == 0),
                    random() % 4 == 0 ? std::nullopt : std::optional("by " + std::to_string(random() % 5))});
  }
  return rows;
}

Book book_of(const std::vector<reference::Touch>& rows) {
  Texts customers, visits, steps;
  std::vector<Time> at, ended;
  std::vector<std::optional<bool>> met;
  std::vector<std::optional<std::string>> channels;
  for (const auto& row : rows) {
    channels.push_back(row.channel);
    customers.emplace_back(row.customer);
    visits.emplace_back(row.visit);
    steps.emplace_back("step");
    at.push_back({row.at});
    ended.push_back({row.ended});
    met.push_back(row.met);
  }
  Book book;
  book.add_touches({.visit = visits,
                    .step = steps,
                    .at = at,
                    .customer = customers,
                    .ended_at = ended,
                    .channel = channels,
                    .met = met});
  return book;
}

TEST(Features, OfTouchesAreThoseOfThePlainTwin) {
  const auto rows = random_touches(1);
  const Book book = book_of(rows);
  for (const std::int64_t as_of : {100, 500, 2000}) {
    const auto plain = reference::touch_features(rows, as_of);
    const Frame frame = features(book, Time{as_of});
    ASSERT_EQ(frame.rows(), plain.size());
    const TextReader ids(frame.at("customer_id"), "customer_id"), channels(frame.at("channel"), "channel");
    for (std::size_t row = 0; row < frame.rows(); ++row) {
      const auto& expected = plain.at(std::string(ids[row]));
      EXPECT_EQ(value(frame, "touches", row), expected.touches);
      EXPECT_EQ(value(frame, "visits", row), static_cast<double>(expected.visits.size()));
      ASSERT_EQ(channels.is_missing(row), expected.channels.empty());
      if (!expected.channels.empty()) {
        EXPECT_EQ(channels[row], expected.channels.begin()->second);
      }
      if (expected.judged == 0) {
        EXPECT_TRUE(std::isnan(value(frame, "met_share", row)));
      } else {
        EXPECT_DOUBLE_EQ(value(frame, "met_share", row), static_cast<double>(expected.met) / expected.judged);
      }
    }
  }
}

Book full_book(bool with_future) {
  const auto keep = [&](std::size_t past) { return with_future ? past + 1 : past; };
  Texts buyers{"a", "b", "a", "b"};
  std::vector<Time> bought{day(1), day(2), day(9), day(20)};
  std::vector<double> amounts{10, 20, -3, 1000};
  buyers.resize(keep(3));
  bought.resize(keep(3));
  amounts.resize(keep(3));
  Texts raters{"a", "a", "a"};
  std::vector<Time> rated{day(2), day(3), day(30)};
  std::vector<double> expectation{5, 5, 5};
  std::vector<double> experience{4, 6.5, 1};
  for (auto* column : {&expectation, &experience}) column->resize(keep(2));
  raters.resize(keep(2));
  rated.resize(keep(2));
  Book book;
  book.add_purchases({.customer = buyers, .at = bought, .amount = amounts});
  book.add_ratings({.customer = raters,
                    .item = Texts(raters.size(), "1"),
                    .expectation = expectation,
                    .experience = experience,
                    .at = rated});
  book.add_complaints(
      {.case_id = Texts{"1", "2"},
       .opened_at = std::vector<Time>{day(4), day(5)},
       .customer = Texts{"a", "a"},
       .resolved_at = std::vector<std::optional<Time>>{day(6), with_future ? std::optional(day(40)) : std::nullopt},
       .compensation = std::vector<double>{50, 70}});
  return book;
}

TEST(Features, FiguresByHand) {
  const Frame frame = features(full_book(true), day(10));
  ASSERT_EQ(frame.rows(), 2U);
  EXPECT_EQ(value(frame, "purchases", 0), 1);
  EXPECT_EQ(value(frame, "refunds", 0), 1);
  EXPECT_EQ(value(frame, "spend", 0), 7);
  EXPECT_EQ(value(frame, "mean_amount", 0), 7);
  EXPECT_EQ(value(frame, "recency_days", 0), 9);
  EXPECT_EQ(value(frame, "recency_days", 1), 8);
  EXPECT_EQ(value(frame, "mean_gap", 0), 0.25);
  EXPECT_EQ(value(frame, "worst_gap", 0), -1);
  EXPECT_EQ(value(frame, "complaints", 0), 2);
  EXPECT_EQ(value(frame, "open_complaints", 0), 1);
  EXPECT_EQ(value(frame, "mean_resolution_days", 0), 2);
  EXPECT_EQ(value(frame, "compensation", 0), 50);
  EXPECT_EQ(value(frame, "complaints", 1), 0);
  EXPECT_TRUE(std::isnan(value(frame, "mean_gap", 1)));
}

TEST(Features, TheFutureChangesNothing) {
  const Frame with = features(full_book(true), day(10));
  const Frame without = features(full_book(false), day(10));
  ASSERT_EQ(with.columns().size(), without.columns().size());
  for (const auto& [name, column] : with.columns()) {
    if (name == "customer_id") continue;
    for (std::size_t row = 0; row < with.rows(); ++row) {
      const double a = value(with, name, row);
      const double b = value(without, name, row);
      EXPECT_TRUE(a == b || (std::isnan(a) && std::isnan(b))) << name << " of row " << row << ": " << a << " and " << b;
    }
  }
}

TEST(Features, AreTheSameOnAnyNumberOfThreads) {
  const auto rows = random_touches(2);
  const auto column = [&](std::size_t count) {
    set_threads(count);
    const Frame frame = features(book_of(rows), Time{700});
    set_threads(0);
    const auto values = as_doubles(frame.at("met_share"), "met_share");
    return std::vector<std::optional<double>>(values.begin(), values.end());
  };
  const auto one = column(1);
  for (const std::size_t count : {2U, 7U}) {
    const auto many = column(count);
    ASSERT_EQ(many.size(), one.size());
    for (std::size_t i = 0; i < one.size(); ++i) EXPECT_TRUE(many[i] == one[i] || std::isnan(*one[i]));
  }
}

TEST(Features, OfAnEmptyBookHaveNoRows) {
  EXPECT_EQ(features(Book{}, day(1)).rows(), 0U);
}

}  // namespace
}  // namespace fealty::customers
