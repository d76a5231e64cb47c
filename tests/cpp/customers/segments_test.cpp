#include "fealty/customers/segments.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "days.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/quantile.hpp"
#include "reference/concentration.hpp"
#include "reference/segments.hpp"

namespace fealty::customers {
namespace {

using Texts = std::vector<std::optional<std::string>>;

// Four customers of two regions and one of none.
Book small_book() {
  Book book;
  Frame attributes;
  attributes.add("region", Column(Texts{"north", "south", "north", std::nullopt, "south"}));
  attributes.add("member", Column(std::vector<std::optional<bool>>{true, true, false, false, std::nullopt}));
  attributes.add("branch", Column(std::vector<std::int64_t>{10, 9, 10, 9, 9}));
  attributes.add("income", Column(std::vector<double>{1.5, 2.5, 3.5, 4.5, 5.5}));
  book.add_customers({.customer = std::vector<std::int64_t>{1, 2, 3, 4, 5}, .attributes = attributes});
  book.add_purchases({.customer = std::vector<std::int64_t>{1, 1, 2, 3, 4, 4},
                      .at = std::vector<Time>{day_of_2025(1), day_of_2025(2), day_of_2025(3), day_of_2025(4),
                                              day_of_2025(5), day_of_2025(6)},
                      .amount = std::vector<double>{10, 20, 5, 30, 8, -3}});
  return book;
}

const Segment& segment_of(const Segments& s, const std::vector<std::string>& values) {
  const auto found =
      std::find_if(s.segments.begin(), s.segments.end(), [&](const Segment& x) { return x.values == values; });
  if (found == s.segments.end()) throw std::out_of_range("no such segment");
  return *found;
}

TEST(Segments, CountCustomersValueAndPurchases) {
  const Segments s = segments(small_book(), {"region"});
  ASSERT_EQ(s.segments.size(), 3U);
  EXPECT_EQ(s.customers, 5);
  EXPECT_EQ(s.value.value(), 70);
  const Segment& north = segment_of(s, {"north"});
  EXPECT_EQ(north.rank, 1);
  EXPECT_EQ(north.customers, 2);
  EXPECT_EQ(north.value.value(), 60);
  EXPECT_EQ(north.purchases, 3);
  EXPECT_EQ(north.share_of_customers, wilson(2, 5));
  EXPECT_DOUBLE_EQ(north.share_of_value.value, 60.0 / 70);
  EXPECT_DOUBLE_EQ(north.value_per_customer.value, 30);
  EXPECT_DOUBLE_EQ(north.value_per_customer.standard_error, 0);
  EXPECT_DOUBLE_EQ(north.purchases_per_customer.value, 1.5);
  EXPECT_EQ(north.percentile_90.value, 30);
  EXPECT_EQ(north.percentile_90.lower, quantile(std::vector<double>{30, 30}, 0.9).lower);
  const Segment& none = segment_of(s, {"(missing)"});
  EXPECT_EQ(none.customers, 1);
  EXPECT_EQ(none.value.value(), 5);
  EXPECT_EQ(none.purchases, 1);  // the refund is none
  EXPECT_TRUE(std::isnan(none.value_per_customer.standard_error));
}

TEST(Segments, OfSeveralAttributesOfEveryDiscreteType) {
  const Segments s = segments(small_book(), {"member", "branch"});
  EXPECT_EQ(s.segments.size(), 5U);
  EXPECT_EQ(segment_of(s, {"true", "9"}).value.value(), 5);
  EXPECT_EQ(segment_of(s, {"(missing)", "9"}).customers, 1);
  const Frame frame = s.frame();
  EXPECT_EQ(TextReader(frame.at("member"), "member")[0], "false");
  EXPECT_EQ(TextReader(frame.at("branch"), "branch")[0], "10");
}

TEST(Segments, OfNoAttributeAreOne) {
  const Segments s = segments(small_book(), {});
  ASSERT_EQ(s.segments.size(), 1U);
  EXPECT_EQ(s.segments[0].share_of_value.value, 1);
  EXPECT_EQ(s.segments[0].share_of_value.lower, 1);
  EXPECT_TRUE(segments(Book(), {}).segments.empty());
}

TEST(Segments, SeeNothingAfterTheInstant) {
  const Segments early = segments(small_book(), {"region"}, day_of_2025(3));
  EXPECT_EQ(early.customers, 5);  // all are listed without joined_at
  EXPECT_EQ(early.value.value(), 35);
  Book book;
  book.add_customers(
      {.customer = std::vector<std::int64_t>{1, 2}, .joined_at = std::vector<Time>{day_of_2025(0), day_of_2025(9)}});
  EXPECT_EQ(segments(book, {}, day_of_2025(5)).customers, 1);
  EXPECT_EQ(segments(book, {}).customers, 2);
}

TEST(Segments, CountCustomersWhoAreInNoList) {
  Book book = small_book();
  book.add_purchases({.customer = std::vector<std::int64_t>{77},
                      .at = std::vector<Time>{day_of_2025(8)},
                      .amount = std::vector<double>{100}});
  const Segments s = segments(book, {"region"});
  EXPECT_EQ(s.segments[0].values, std::vector<std::string>{"(missing)"});
  EXPECT_EQ(s.segments[0].customers, 2);
  EXPECT_EQ(s.segments[0].value.value(), 105);
}

TEST(Segments, RankTiesInTheOrderOfTheValues) {
  Book book;
  Frame attributes;
  attributes.add("region", Column(Texts{"c", "a", "b"}));
  book.add_customers({.customer = std::vector<std::int64_t>{1, 2, 3}, .attributes = attributes});
  const Segments s = segments(book, {"region"});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(s.segments[i].values[0], std::string(1, static_cast<char>('a' + i)));
  EXPECT_TRUE(std::isnan(s.segments[0].share_of_value.value));  // nobody has bought
}

TEST(Segments, TellNoIntervalWhereOneSideHasBroughtNothing) {
  Book book;
  Frame attributes;
  attributes.add("region", Column(Texts{"a", "b", "b"}));
  book.add_customers({.customer = std::vector<std::int64_t>{1, 2, 3}, .attributes = attributes});
  book.add_purchases(
      {.customer = std::vector<std::int64_t>{2, 3}, .at = std::vector<Time>{day_of_2025(1), day_of_2025(1)}});
  const Segments s = segments(book, {"region"});
  EXPECT_EQ(segment_of(s, {"a"}).share_of_value.value, 0);
  EXPECT_TRUE(std::isnan(segment_of(s, {"a"}).share_of_value.upper));
  EXPECT_TRUE(std::isnan(segment_of(s, {"b"}).share_of_value.lower));
}

TEST(Segments, TakeTheFirstOfConflictingValuesInAnyOrderOfRows) {
  for (const auto& regions : {Texts{"b", "a"}, Texts{"a", "b"}}) {
    Book book;
    Frame attributes;
    attributes.add("region", Column(regions));
    book.add_customers({.customer = std::vector<std::int64_t>{1, 1}, .attributes = attributes});
    const Segments s = segments(book, {"region"});
    ASSERT_EQ(s.segments.size(), 1U);
    EXPECT_EQ(s.segments[0].values[0], "a");
    EXPECT_EQ(s.conflicting, 1);
  }
}

TEST(Segments, TakeEmptyTextsAsMissing) {
  Book book;
  Frame attributes;
  attributes.add("region", Column(Texts{"", "x", std::nullopt, "(missing)"}));
  book.add_customers({.customer = std::vector<std::int64_t>{1, 2, 3, 4}, .attributes = attributes});
  const Segments s = segments(book, {"region"});
  EXPECT_EQ(s.segments.size(), 2U);
  EXPECT_EQ(segment_of(s, {"(missing)"}).customers, 3);
}

TEST(Segments, RefuseNumbersThatAreNotDiscreteWithAdvice) {
  try {
    (void)segments(small_book(), {"income"});
    FAIL();
  } catch (const RecordError& error) {
    EXPECT_NE(std::string(error.what()).find("bands"), std::string::npos);
  }
  Book book;
  Frame attributes;
  std::vector<std::int64_t> ids(1001);
  std::iota(ids.begin(), ids.end(), 0);
  attributes.add("branch", Column(ids));
  book.add_customers({.customer = ids, .attributes = attributes});
  EXPECT_THROW((void)segments(book, {"branch"}), RecordError);
}

TEST(Segments, RefuseAttributesThatAreNotThereOrTwice) {
  EXPECT_THROW((void)segments(small_book(), {"colour"}), RecordError);
  EXPECT_THROW((void)segments(small_book(), {"region", "region"}), ParameterError);
  EXPECT_THROW((void)segments(Book(), {"region"}), RecordError);
  EXPECT_THROW((void)segments(small_book(), {"region"}, day_of_2025(9), 2.0), ParameterError);
}

TEST(Segments, RenameAnAttributeThatHasTheNameOfAFigure) {
  Book book;
  Frame attributes;
  attributes.add("value", Column(Texts{"high", "low"}));
  book.add_customers({.customer = std::vector<std::int64_t>{1, 2}, .attributes = attributes});
  const Frame frame = segments(book, {"value"}).frame();
  EXPECT_EQ(frame.rows(), 2U);
  EXPECT_NE(frame.find("segment_value"), nullptr);
  EXPECT_NE(frame.find("value_per_customer_lower"), nullptr);
}

struct RandomBook {
  std::vector<std::int64_t> ids;
  Texts regions;
  std::vector<std::int32_t> grades;
  std::vector<std::int64_t> buyers;
  std::vector<Time> at;
  std::vector<double> amounts;

  explicit RandomBook(std::uint64_t seed, std::size_t customers = 400, std::size_t purchases = 3000) {
    std::mt19937_64 engine(seed);
    for (std::size_t i = 0; i < customers; ++i) {
      ids.push_back(static_cast<std::int64_t>(i) * 3 + 5);
      const auto draw = engine() % 6;
      regions.push_back(draw == 0 ? std::nullopt : std::optional("r" + std::to_string(draw)));
      grades.push_back(static_cast<std::int32_t>(engine() % 3));
    }
    for (std::size_t i = 0; i < purchases; ++i) {
      buyers.push_back(ids[engine() % ids.size()]);
      at.push_back(day_of_2025(static_cast<int>(engine() % 300)));
      amounts.push_back(0.01 * static_cast<double>(engine() % 100'000) - 100);
    }
  }

  [[nodiscard]] Book book() const {
    Book book;
    Frame attributes;
    attributes.add("region", Column(regions));
    attributes.add("grade", Column(grades));
    book.add_customers({.customer = ids, .attributes = attributes});
    book.add_purchases({.customer = buyers, .at = at, .amount = amounts});
    return book;
  }

  [[nodiscard]] std::vector<reference::SegmentMember> members() const {
    std::map<std::int64_t, double> values;
    for (std::size_t i = 0; i < buyers.size(); ++i) values[buyers[i]] += amounts[i];
    std::vector<reference::SegmentMember> members;
    for (std::size_t i = 0; i < ids.size(); ++i) members.push_back({regions[i].value_or("(missing)"), values[ids[i]]});
    return members;
  }
};

TEST(Segments, AgreeWithPlainSumsOnRandomBooks) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const RandomBook random(seed);
    const auto expected = reference::segments(random.members());
    const Segments s = segments(random.book(), {"region"});
    ASSERT_EQ(s.segments.size(), expected.size());
    for (const Segment& segment : s.segments) {
      const auto& [customers, value] = expected.at(segment.values[0]);
      EXPECT_EQ(segment.customers, customers);
      EXPECT_NEAR(segment.value.value(), value, 1e-6);
    }
  }
}

TEST(Segments, AddUpExactlyToTheWhole) {
  const RandomBook random(3);
  const Book book = random.book();
  ExactSum whole;
  for (const double amount : random.amounts) whole.add(amount);
  for (const auto& by : std::vector<std::vector<std::string>>{{}, {"region"}, {"grade"}, {"region", "grade"}}) {
    const Segments s = segments(book, by);
    ExactSum sum;
    std::int64_t customers = 0;
    for (const Segment& segment : s.segments) {
      sum += segment.value;
      customers += segment.customers;
    }
    EXPECT_EQ(sum, whole);
    EXPECT_EQ(s.value, whole);
    EXPECT_EQ(customers, static_cast<std::int64_t>(random.ids.size()));
  }
}

TEST(Segments, ErrorOfTheShareOfValueAgreesWithTheJackknife) {
  const RandomBook random(9);
  const auto members = random.members();
  std::vector<double> positions(members.size());
  std::iota(positions.begin(), positions.end(), 0.0);
  const double expected = reference::jackknife_error(positions, [&](const std::vector<double>& chosen) {
    double part = 0.0;
    double all = 0.0;
    for (const double position : chosen) {
      const auto& member = members[static_cast<std::size_t>(position)];
      if (member.segment == "r2") part += member.value;
      all += member.value;
    }
    return part / all;
  });
  const Estimate share = segment_of(segments(random.book(), {"region"}), {"r2"}).share_of_value;
  EXPECT_NEAR(share.standard_error, expected, 0.01 * expected);
  EXPECT_LT(share.lower, share.value);
  EXPECT_GT(share.upper, share.value);
}

TEST(Segments, HaveTheSameBitsOnAnyNumberOfThreadsAndInAnyOrderOfRows) {
  RandomBook random(4, 5000, 200'000);
  const auto bits = [](const Book& book) {
    std::vector<std::uint64_t> all;
    const Frame frame = segments(book, {"region", "grade"}).frame();
    for (const auto& [name, column] : frame.columns()) {
      if (is_text(column.type().kind)) continue;
      for (const double x : as_doubles(column, name)) all.push_back(std::bit_cast<std::uint64_t>(x));
    }
    return all;
  };
  const std::size_t before = threads();
  set_threads(1);
  const auto expected = bits(random.book());
  for (const std::size_t count : {2U, 7U}) {
    set_threads(count);
    EXPECT_EQ(bits(random.book()), expected);
  }
  set_threads(before);
  std::reverse(random.buyers.begin(), random.buyers.end());
  std::reverse(random.at.begin(), random.at.end());
  std::reverse(random.amounts.begin(), random.amounts.end());
  EXPECT_EQ(bits(random.book()), expected);
}

}  // namespace
}  // namespace fealty::customers
