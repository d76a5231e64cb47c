#include "fealty/gaps/rating_series.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::gaps {
namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;
using Integers = std::vector<std::int64_t>;

TEST(RatingSeries, AreSortedByCustomerItemAndTime) {
  const RatingSeries s({.customer = Column(Texts{"b", "a", "b", "b", "a"}),
                        .item = Column(Texts{"y", "x", "x", "x", "x"}),
                        .experience = Column(Numbers{1, 2, 3, 4, 5}),
                        .at = Column(Integers{1, 9, 7, 6, 3})});
  ASSERT_EQ(s.size(), 3U);
  EXPECT_EQ(s.customers().label(s.customer_of(0)), "a");
  EXPECT_EQ(s.items().label(s.item_of(2)), "y");
  const std::vector<double> expected{5, 2, 4, 3, 1};
  EXPECT_EQ(std::vector(s.experience().begin(), s.experience().end()), expected);
  EXPECT_EQ(s.find(1, 0), 1U);
  EXPECT_EQ(s.find(1, 1), 2U);
  EXPECT_EQ(s.find(0, 1), std::nullopt);
}

TEST(RatingSeries, OfOneTimeStayInTheirOrder) {
  const RatingSeries s({.customer = Column(Integers{2, 1, 2, 2}),
                        .experience = Column(Numbers{1, 2, 3, 4}),
                        .at = Column(Integers{5, 5, 5, 1})});
  const std::vector<double> expected{2, 4, 1, 3};
  EXPECT_EQ(std::vector(s.experience().begin(), s.experience().end()), expected);
}

TEST(RatingSeries, InOrderAreNotCopied) {
  const Numbers answers{1, 2, 3};
  const RatingSeries s({.customer = Column(Integers{1, 1, 2}), .experience = Column(std::span(answers))});
  EXPECT_EQ(s.experience().data(), answers.data());
}

TEST(RatingSeries, WithoutCustomerItemOrTimeAreCounted) {
  using Missing = std::vector<std::optional<std::int64_t>>;
  const RatingSeries s({.customer = Column(Missing{1, std::nullopt, 1, 3}),
                        .item = Column(std::vector<std::optional<std::string>>{"x", "x", std::nullopt, "z"}),
                        .experience = Column(Numbers{1, 2, 3, 4}),
                        .at = Column(Missing{1, 1, 1, std::nullopt})});
  EXPECT_EQ(s.left_out(), (RatingsLeftOut{1, 1, 1}));
  EXPECT_EQ(s.ratings(), 1U);
  EXPECT_EQ(s.customers().size(), 1U);
  EXPECT_EQ(s.items().size(), 1U);
}

TEST(RatingSeries, RefuseWhatIsNoAnswer) {
  const Column customers(Integers{1, 2});
  EXPECT_NE(
      message_of([&] {
        RatingSeries({.customer = customers, .will = Column(Numbers{1, std::numeric_limits<double>::infinity()})});
      }).find("column expectation, row 1: inf"),
      std::string::npos);
  EXPECT_NE(message_of([&] {
              RatingSeries({.customer = customers, .experience = Column(Numbers{1})});
            }).find("column experience has 1 rows"),
            std::string::npos);
  EXPECT_NE(message_of([&] { RatingSeries({.customer = customers}); }).find("no column of answers"), std::string::npos);
  EXPECT_THROW(RatingSeries({.customer = customers, .experience = Column(Texts{"a", "b"})}), RecordError);
  EXPECT_NE(
      message_of([&] {
        RatingSeries(
            {.customer = customers, .experience = Column(Numbers{1, 2}), .at = Column(Texts{"2025-01-01", "gestern"})});
      }).find("column at, row 1"),
      std::string::npos);
}

/// Random ratings of few customers and items.
struct RatingRows {
  Integers customer, at;
  Texts item;
  Numbers answer;

  void add(std::mt19937& random) {
    customer.push_back(static_cast<std::int64_t>(random() % 7));
    item.push_back(std::string(1, static_cast<char>('a' + random() % 3)));
    at.push_back(static_cast<std::int64_t>(random() % 5));
    answer.push_back(static_cast<double>(random() % 1000));
  }

  [[nodiscard]] RatingSeries series() const {
    return RatingSeries(
        {.customer = Column(customer), .item = Column(item), .experience = Column(answer), .at = Column(at)});
  }
};

TEST(RatingSeries, OfTwoPartsAddUpToThoseOfTheWhole) {
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    RatingRows whole, first, second;
    for (std::size_t i = 0, rows = random() % 40; i < rows; ++i) {
      std::mt19937 again = random;
      (i < rows / 2 ? first : second).add(random);
      whole.add(again);
    }
    RatingSeries sum = first.series();
    sum += second.series();
    EXPECT_EQ(io::to_bytes(sum), io::to_bytes(whole.series()));
  }
}

TEST(RatingSeries, ThatDoNotAgreeAreNotAdded) {
  const Column customers(Integers{1});
  RatingSeries with({.customer = customers, .experience = Column(Numbers{1}), .at = Column(Integers{1})});
  const RatingSeries without({.customer = customers, .experience = Column(Numbers{1})});
  EXPECT_THROW(with += without, RecordError);
}

TEST(RatingSeries, MayHaveChineseNames) {
  const RatingSeries s({.customer = Column(Texts{"王", "李", "王"}), .experience = Column(Numbers{1, 2, 3})});
  EXPECT_EQ(s.size(), 2U);
  EXPECT_EQ(s.length(s.find(s.customers().find("王"), 0).value()), 2U);
}

TEST(RatingSeries, OfNoRowsAreNone) {
  const RatingSeries s({.customer = Column(Integers{}), .experience = Column(Numbers{})});
  EXPECT_EQ(s.size(), 0U);
  EXPECT_EQ(s.ratings(), 0U);
}

TEST(RatingSeries, ComeBackFromTheirArchive) {
  std::mt19937 random(6);
  RatingRows rows;
  for (int i = 0; i < 30; ++i) rows.add(random);
  const std::string bytes = io::to_bytes(rows.series());
  EXPECT_EQ(io::to_bytes(io::from_bytes<RatingSeries>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
