#include "fealty/customers/key_figures.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "days.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::customers {
namespace {

// The window is (30, 60], the one before (0, 30].
KeyFigures figures_of(const Book& book) {
  return key_figures(book, day_of_2025(60), days(30));
}

Book purchases_book() {
  Book book;
  book.add_purchases(
      {.customer = std::vector<std::int64_t>{1, 1, 2, 2, 3, 4, 4, 5, 6, 6},
       .at = std::vector<Time>{day_of_2025(10), day_of_2025(40), day_of_2025(20), day_of_2025(61), day_of_2025(45),
                               day_of_2025(50), day_of_2025(60), day_of_2025(30), day_of_2025(-5), day_of_2025(31)},
       .amount = std::vector<double>{1, 2, 4, 8, 16, 32, 64, 128, 256, 512}});
  return book;
}

TEST(KeyFigures, OfPurchases) {
  const KeyFigures k = figures_of(purchases_book());
  // In the window bought 1, 3, 4, 6; before it had bought 1, 2, 5 (last window) and 6.
  EXPECT_EQ(k.find("active_customers")->estimate.value, 4);
  EXPECT_EQ(k.find("new_customers")->estimate.value, 2);
  EXPECT_EQ(k.find("new_share")->estimate, wilson(2, 4));
  EXPECT_EQ(k.find("retention_rate")->estimate, wilson(1, 3));
  EXPECT_EQ(k.find("repeat_share")->estimate, wilson(3, 4));
  EXPECT_DOUBLE_EQ(k.find("purchases_per_customer")->estimate.value, 1.25);
  EXPECT_DOUBLE_EQ(k.find("value")->estimate.value, 2 + 16 + 32 + 64 + 512);
  EXPECT_DOUBLE_EQ(k.find("value")->estimate.standard_error, std::sqrt(2.0 * 2 + 16 * 16 + 96 * 96 + 512 * 512));
  EXPECT_DOUBLE_EQ(k.find("value_per_customer")->estimate.value, 626.0 / 4);
  EXPECT_EQ(k.find("acquisition_rate"), nullptr);
  EXPECT_EQ(k.find("steps_met"), nullptr);
}

TEST(KeyFigures, CountsHaveGarwoodsInterval) {
  // Garwood (1936), as tabulated: a count of 4 has the 95 % limits 1.090 and 10.242; of 0, 0 and 3.689.
  const Estimate four = figures_of(purchases_book()).find("active_customers")->estimate;
  EXPECT_NEAR(four.lower, 1.0899, 5e-4);
  EXPECT_NEAR(four.upper, 10.2416, 5e-4);
  const Estimate none = key_figures(purchases_book(), day_of_2025(600), days(30)).find("active_customers")->estimate;
  EXPECT_EQ(none.lower, 0);
  EXPECT_NEAR(none.upper, 3.6889, 5e-4);
}

TEST(KeyFigures, AcquisitionIsOfThoseListedOutsideTheBusinessWhoHadNotBought) {
  Book book = purchases_book();
  using Roles = std::vector<std::optional<std::string>>;
  book.add_customers({.customer = std::vector<std::int64_t>{1, 3, 7, 8, 9, 4},
                      .role = Roles{"client", "client", std::nullopt, "staff", "client", "partner"},
                      .joined_at = std::vector<std::optional<Time>>{day_of_2025(0), day_of_2025(40), std::nullopt,
                                                                    day_of_2025(0), day_of_2025(99), day_of_2025(1)}});
  // 1 had bought, 8 is staff, 9 joined later: of 3, 4 and 7 two bought.
  EXPECT_EQ(figures_of(book).find("acquisition_rate")->estimate, wilson(2, 3));
}

TEST(KeyFigures, OfStepsComplaintsAndRatings) {
  Book book;
  const std::vector<std::string> text(4, "x");
  book.add_touches({.visit = Column(text),
                    .step = Column(text),
                    .at = std::vector<Time>{day_of_2025(40), day_of_2025(50), day_of_2025(59), day_of_2025(20)},
                    .ended_at = std::vector<Time>{day_of_2025(41), day_of_2025(50), day_of_2025(61), day_of_2025(20)},
                    .met = std::vector<std::optional<bool>>{true, std::nullopt, false, true}});
  book.add_complaints(
      {.case_id = std::vector<std::int64_t>{1, 2, 3, 4},
       .opened_at = std::vector<Time>{day_of_2025(31), day_of_2025(40), day_of_2025(50), day_of_2025(10)},
       .resolved_at = std::vector<std::optional<Time>>{day_of_2025(35), day_of_2025(70), std::nullopt, day_of_2025(44)},
       .satisfied = std::vector<std::optional<bool>>{true, true, std::nullopt, false}});
  book.add_ratings({.customer = std::vector<std::int64_t>{1, 2, 3, 4},
                    .item = Column(text),
                    .expectation = std::vector<std::optional<double>>{4, 5, 3, std::nullopt},
                    .experience = std::vector<double>{4, 4, 5, 1},
                    .at = std::vector<Time>{day_of_2025(31), day_of_2025(32), day_of_2025(60), day_of_2025(33)}});
  const KeyFigures k = figures_of(book);
  EXPECT_EQ(k.find("steps_met")->estimate, wilson(1, 1));  // the third ended too late to be known
  EXPECT_EQ(k.find("complaints_resolved")->estimate, wilson(1, 3));
  EXPECT_EQ(k.find("satisfied_after_complaint")->estimate, wilson(1, 2));
  EXPECT_EQ(k.find("expectations_met")->estimate, wilson(2, 3));
  EXPECT_EQ(k.find("value"), nullptr);
}

TEST(KeyFigures, OfTablesWithoutTheColumnsAreLeftOut) {
  Book book;
  const std::vector<std::string> text(1, "x");
  book.add_touches({.visit = Column(text), .step = Column(text), .at = std::vector<Time>{day_of_2025(40)}});
  EXPECT_TRUE(figures_of(book).figures.empty());
  book.add_purchases({.customer = std::vector<std::int64_t>{1}, .at = std::vector<Time>{day_of_2025(40)}});
  EXPECT_EQ(figures_of(book).find("value"), nullptr);
  EXPECT_NE(figures_of(book).find("retention_rate"), nullptr);
  EXPECT_TRUE(std::isnan(figures_of(book).find("retention_rate")->estimate.value));
}

TEST(KeyFigures, DoNotSeeTheFuture) {
  Book now;
  now.add_purchases(
      {.customer = std::vector<std::int64_t>{1, 2}, .at = std::vector<Time>{day_of_2025(10), day_of_2025(50)}});
  Book later = now;
  later.add_purchases(
      {.customer = std::vector<std::int64_t>{1, 9}, .at = std::vector<Time>{day_of_2025(61), day_of_2025(70)}});
  const auto a = figures_of(now);
  const auto b = figures_of(later);
  ASSERT_EQ(a.figures.size(), b.figures.size());
  for (std::size_t i = 0; i < a.figures.size(); ++i) {
    EXPECT_EQ(a.figures[i].estimate.value, b.figures[i].estimate.value) << a.figures[i].entry.name;
  }
}

TEST(KeyFigures, AgreeWithAPlainCountOnRandomPurchases) {
  std::mt19937_64 engine(5);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::int64_t> ids;
    std::vector<Time> at;
    std::map<std::int64_t, std::vector<int>> by_customer;
    for (int i = 0; i < 60; ++i) {
      ids.push_back(static_cast<std::int64_t>(engine() % 25));
      const int n = static_cast<int>(engine() % 90);
      at.push_back(day_of_2025(n));
      by_customer[ids.back()].push_back(n);
    }
    Book book;
    book.add_purchases({.customer = ids, .at = at});
    int previous = 0;
    int retained = 0;
    int fresh = 0;
    for (const auto& [id, all] : by_customer) {
      const auto any = [&](int after, int to) {
        return std::any_of(all.begin(), all.end(), [&](int n) { return n > after && n <= to; });
      };
      previous += any(0, 30);
      retained += any(0, 30) && any(30, 60);
      fresh += any(30, 60) && !any(-1, 30);
    }
    const KeyFigures k = figures_of(book);
    EXPECT_EQ(k.find("retention_rate")->estimate, wilson(retained, previous));
    EXPECT_EQ(k.find("new_customers")->estimate.value, fresh);
  }
}

TEST(KeyFigures, HaveTheSameBitsOnAnyNumberOfThreads) {
  std::mt19937_64 engine(6);
  std::vector<std::int64_t> ids;
  std::vector<Time> at;
  std::vector<double> amounts;
  for (int i = 0; i < 300'000; ++i) {
    ids.push_back(static_cast<std::int64_t>(engine() % 20'000));
    at.push_back(day_of_2025(static_cast<int>(engine() % 90)));
    amounts.push_back(0.01 * static_cast<double>(engine() % 10'000));
  }
  const auto bits = [&] {
    Book book;
    book.add_purchases({.customer = ids, .at = at, .amount = amounts});
    std::vector<std::uint64_t> all;
    for (const KeyFigure& figure : figures_of(book).figures) {
      for (const double x : {figure.estimate.value, figure.estimate.lower, figure.estimate.upper}) {
        all.push_back(std::bit_cast<std::uint64_t>(x));
      }
    }
    return all;
  };
  const std::size_t before = threads();
  set_threads(1);
  const auto expected = bits();
  for (const std::size_t count : {2U, 7U}) {
    set_threads(count);
    EXPECT_EQ(bits(), expected);
  }
  set_threads(before);
}

TEST(KeyFigures, RefuseAWindowThatIsNone) {
  EXPECT_THROW((void)key_figures(Book(), day_of_2025(0), days(0)), ParameterError);
  EXPECT_THROW((void)key_figures(Book(), day_of_2025(0), days(-3)), ParameterError);
  EXPECT_THROW((void)key_figures(Book(), day_of_2025(0), Duration{std::numeric_limits<std::int64_t>::max()}),
               ParameterError);
  EXPECT_THROW((void)key_figures(Book(), Time{std::numeric_limits<std::int64_t>::max()}, days(1)), ParameterError);
}

TEST(KeyFigures, AreInACatalogueByGoalUnderNamesOfTheirOwn) {
  std::set<std::string_view> names;
  Goal last = Goal::acquire;
  for (const KeyFigureEntry& entry : key_figure_catalogue()) {
    EXPECT_TRUE(names.insert(entry.name).second);
    EXPECT_FALSE(entry.meaning.empty());
    EXPECT_GE(entry.goal, last);
    last = entry.goal;
  }
  EXPECT_EQ(last, Goal::profit);
  const Frame frame = figures_of(purchases_book()).frame();
  EXPECT_EQ(TextReader(frame.at("goal"), "goal")[0], "acquire");
  EXPECT_NE(frame.find("value_lower"), nullptr);
}

}  // namespace
}  // namespace fealty::customers
