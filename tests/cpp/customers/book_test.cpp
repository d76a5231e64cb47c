#include "fealty/customers/book.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "days.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::customers {
namespace {

using Texts = std::vector<std::optional<std::string>>;
using Numbers = std::vector<std::optional<double>>;

PurchaseColumns four_purchases() {
  return {.customer = Texts{"b", "a", "b", std::nullopt},
          .at = std::vector<Time>{day(3), day(1), day(2), day(4)},
          .amount = std::vector<double>{10, 20, -5, 7}};
}

std::optional<Finding> find(const Intake& intake, Problem problem) {
  for (const Finding& finding : intake.findings()) {
    if (finding.problem == problem) return finding;
  }
  return std::nullopt;
}

TEST(Book, TheSnippetOfTheReadme) {
  const std::vector<std::int64_t> ids{1, 2, 1};
  const std::vector<Time> times{day(0), day(1), day(2)};
  const std::vector<double> amounts{10, 5, 2};
  auto book = Book{};
  book.add_purchases({.customer = ids, .at = times, .amount = amounts});
  EXPECT_EQ(book.value_per_customer(), (std::vector<double>{12, 5}));
}

TEST(Book, IndexesRowsByCustomerAndTime) {
  Book book;
  book.add_purchases(four_purchases());
  ASSERT_EQ(book.customers().size(), 2U);
  const auto& index = book.index(Table::purchases);
  EXPECT_EQ(std::vector<std::uint32_t>(index.of(0).begin(), index.of(0).end()), std::vector<std::uint32_t>{1});
  EXPECT_EQ(std::vector<std::uint32_t>(index.of(1).begin(), index.of(1).end()), (std::vector<std::uint32_t>{2, 0}));
  EXPECT_EQ(book.find("b").code, 1U);
  EXPECT_TRUE(book.find("c").is_missing());
}

TEST(Book, KnowsCustomersOfAllTables) {
  Book book;
  book.add_purchases(four_purchases());
  book.add_ratings({.customer = Texts{"aa", "b"}, .item = Texts{"1", "1"}});
  EXPECT_EQ(book.customers(), Ids::of_texts({"a", "aa", "b"}));
  EXPECT_EQ(book.customer_codes(Table::purchases)[0], 2U);
  EXPECT_EQ(book.customer_codes(Table::purchases)[3], no_code);
  EXPECT_EQ(book.customer_codes(Table::ratings)[1], 2U);
}

TEST(Book, ColumnsInTheRightFormAreNotCopied) {
  const Column amount = std::vector<double>{1, 2};
  const Column at = std::vector<Time>{day(0), day(1)};
  Book book;
  book.add_purchases({.customer = std::vector<std::int64_t>{1, 2}, .at = at, .amount = amount});
  EXPECT_EQ(book.table(Table::purchases).at("amount").chunks()[0].values.data, amount.chunks()[0].values.data);
  EXPECT_EQ(book.table(Table::purchases).at("at").chunks()[0].values.data, at.chunks()[0].values.data);
}

TEST(Book, RequiresItsColumnsAndNamesThoseThereAre) {
  Book book;
  Frame frame;
  frame.add("customer_id", Column(std::vector<std::int64_t>{1}));
  try {
    book.add(Table::purchases, frame);
    FAIL() << "purchases without a time were taken";
  } catch (const RecordError& e) {
    EXPECT_EQ(e.code(), code::missing_column);
    EXPECT_NE(std::string(e.what()).find("needs a column at; it has: customer_id"), std::string::npos) << e.what();
  }
  EXPECT_FALSE(book.has(Table::purchases));
}

TEST(Book, RefusesIdsThatAreTextInOneTableAndNumbersInAnother) {
  Book book;
  book.add_purchases(four_purchases());
  EXPECT_THROW(book.add_ratings({.customer = std::vector<std::int64_t>{1}, .item = Texts{"1"}}), RecordError);
  EXPECT_FALSE(book.has(Table::ratings));
  EXPECT_EQ(book.customers().size(), 2U);
}

TEST(Book, ReportsWhatIsWrongAndKeepsIt) {
  Book book;
  book.add_purchases({.customer = Texts{" x", "NA", std::nullopt, "y"},
                      .at = Texts{"2026-01-01T00:00:00Z", "gestern", "2026-01-02", std::nullopt},
                      .amount = std::vector<double>{1, std::numeric_limits<double>::infinity(), -2,
                                                    std::numeric_limits<double>::quiet_NaN()}});
  const Intake intake = book.intake();
  for (const Problem problem :
       {Problem::padded_id, Problem::spelled_missing, Problem::missing_id, Problem::unreadable_time,
        Problem::naive_time, Problem::missing_time, Problem::negative_amount}) {
    ASSERT_TRUE(find(intake, problem).has_value()) << entry_of(problem).name;
    EXPECT_EQ(find(intake, problem)->affected.count, 1U) << entry_of(problem).name;
  }
  EXPECT_EQ(find(intake, Problem::invalid_number)->affected.rows, (std::vector<std::uint64_t>{1, 3}));
  EXPECT_EQ(find(intake, Problem::spelled_missing)->example, "\"NA\"");
  EXPECT_EQ(intake.rows().at("purchases").held, 4U);
  EXPECT_TRUE(std::isnan(book.numbers(Table::purchases, "amount")[1]));
}

TEST(Book, RepairsWhatItIsToldTo) {
  Book book({.zone = TimeZone{}, .rules = Rules(Rule::repair)});
  book.add_purchases({.customer = Texts{" x", "NA", std::nullopt, "x", "x"},
                      .at = Texts{"2026-01-01", "2026-01-01", "2026-01-02", "2026-01-01", "2026-01-03"},
                      .amount = std::vector<double>{1, 1, 1, 1, -2}});
  EXPECT_EQ(book.table(Table::purchases).rows(), 1U);
  EXPECT_EQ(book.customers(), Ids::of_texts({"x"}));
  EXPECT_EQ(book.intake().rows().at("purchases").given, 5U);
  EXPECT_EQ(book.intake().rows().at("purchases").held, 1U);
  EXPECT_EQ(find(book.intake(), Problem::duplicate_row)->affected.count, 1U);
}

TEST(Book, RefusesWhatItIsToldTo) {
  for (const std::string_view problem : {"missing_id", "negative_amount"}) {
    BookOptions options;
    options.rules.set(problem, Rule::refuse);
    Book book(options);
    EXPECT_THROW(book.add_purchases(four_purchases()), RecordError) << problem;
  }
}

TEST(Book, FindsRepetitionsOfWholeRows) {
  Book book;
  book.add_purchases({.customer = Texts{"a", "a", "a", "b"},
                      .at = std::vector<Time>{day(1), day(1), day(1), day(1)},
                      .amount = Numbers{5, 5, 6, 5}});
  const Intake intake = book.intake();
  const auto finding = find(intake, Problem::duplicate_row);
  ASSERT_TRUE(finding.has_value());
  EXPECT_EQ(finding->affected.rows, std::vector<std::uint64_t>{1});
}

TEST(Book, FindsDisorderAndTiesOfTouches) {
  Book book;
  book.add_touches({.visit = Texts{"v", "v", "v", "w"},
                    .step = Texts{"in", "out", "pay", "in"},
                    .at = std::vector<Time>{day(2), day(1), day(2), day(0)}});
  EXPECT_EQ(find(book.intake(), Problem::tied_times)->affected.rows, std::vector<std::uint64_t>{2});
  EXPECT_EQ(find(book.intake(), Problem::unsorted)->affected.rows, std::vector<std::uint64_t>{0});
}

TEST(Book, ExchangesEndAndBeginningWhenToldTo) {
  BookOptions options;
  options.rules.set("ends_before_start", Rule::repair);
  Book book(options);
  book.add_touches({.visit = Texts{"v"},
                    .step = Texts{"in"},
                    .at = std::vector<Time>{day(2)},
                    .ended_at = std::vector<Time>{day(1)}});
  EXPECT_EQ(book.times(Table::touches)[0], day(1));
  EXPECT_EQ(book.times(Table::touches, "ended_at")[0], day(2));
}

TEST(Book, MergesRepeatedCustomersWhenToldTo) {
  BookOptions options;
  options.rules.set("duplicate_id", Rule::repair);
  Book book(options);
  Frame attributes;
  attributes.add("region", Column(Texts{std::nullopt, "north", "south"}));
  book.add_customers(
      {.customer = Texts{"a", "b", "a"}, .role = Texts{"client", "staff", "partner"}, .attributes = attributes});
  ASSERT_EQ(book.table(Table::customers).rows(), 2U);
  const TextReader region(book.table(Table::customers).at("region"), "region");
  EXPECT_EQ(region[0], "south");  // the first value that is not missing
  const TextReader role(book.table(Table::customers).at("role"), "role");
  EXPECT_EQ(role[0], "client");
}

TEST(Book, ReportsCustomersWhoAreNotListed) {
  Book book;
  book.add_customers({.customer = Texts{"a"}});
  book.add_purchases(four_purchases());
  const Intake intake = book.intake();
  const auto finding = find(intake, Problem::unknown_customer);
  ASSERT_TRUE(finding.has_value());
  EXPECT_EQ(finding->affected.rows, (std::vector<std::uint64_t>{0, 2}));
  EXPECT_EQ(finding->example, "b");
}

TEST(Book, TwoBooksAddUpToTheBookOfAllRecords) {
  Book first;
  first.add_purchases(
      {.customer = Texts{"a", "b"}, .at = std::vector<Time>{day(1), day(2)}, .amount = Numbers{0.1, 0.2}});
  Book second;
  second.add_purchases(
      {.customer = Texts{"b", "c"}, .at = std::vector<Time>{day(3), day(4)}, .amount = Numbers{0.3, 0.4}});
  second.add_ratings({.customer = Texts{"a"}, .item = Texts{"1"}});
  first += second;
  Book whole;
  whole.add_purchases({.customer = Texts{"a", "b", "b", "c"},
                       .at = std::vector<Time>{day(1), day(2), day(3), day(4)},
                       .amount = Numbers{0.1, 0.2, 0.3, 0.4}});
  EXPECT_EQ(first.purchase_history(), whole.purchase_history());
  EXPECT_TRUE(first.has(Table::ratings));
}

TEST(Book, MoreRowsMayBringNewColumns) {
  Book book;
  book.add_purchases({.customer = Texts{"a"}, .at = std::vector<Time>{day(1)}});
  book.add_purchases({.customer = Texts{"a"}, .at = std::vector<Time>{day(2)}, .amount = Numbers{3.0}});
  const auto amounts = book.numbers(Table::purchases, "amount");
  EXPECT_TRUE(std::isnan(amounts[0]));
  EXPECT_EQ(amounts[1], 3.0);
}

TEST(Book, AnEmptyBookHasNothing) {
  const Book book;
  EXPECT_EQ(book.customers().size(), 0U);
  EXPECT_FALSE(book.span().has_value());
  EXPECT_TRUE(book.intake().findings().empty());
  EXPECT_TRUE(book.value_per_customer().empty());
  Book with_no_rows;
  with_no_rows.add_purchases({.customer = Texts{}, .at = std::vector<Time>{}});
  EXPECT_EQ(with_no_rows.purchase_history().size(), 0U);
}

}  // namespace
}  // namespace fealty::customers
