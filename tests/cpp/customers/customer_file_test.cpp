#include "fealty/customers/customer_file.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "days.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::customers {
namespace {

using Texts = std::vector<std::optional<std::string>>;
using Flags = std::vector<std::optional<bool>>;

Book people(const Texts& names, const Texts& phones) {
  Book book;
  std::vector<std::int64_t> ids;
  for (std::size_t i = 0; i < names.size(); ++i) ids.push_back(static_cast<std::int64_t>(i) + 1);
  Frame attributes;
  attributes.add("name", Column(names));
  attributes.add("mobile_phone", Column(phones));
  book.add_customers({.customer = ids, .attributes = attributes});
  return book;
}

std::vector<std::vector<std::int64_t>> groups_of(const DuplicateCandidates& candidates) {
  std::vector<std::vector<std::int64_t>> groups;
  for (const DuplicateGroup& group : candidates.groups) {
    auto& ids = groups.emplace_back();
    for (const CustomerId id : group.customers) ids.push_back(candidates.ids.integer(id.code));
  }
  return groups;
}

TEST(NormalizedText, IsWithoutCaseSpaceAndPunctuation) {
  EXPECT_EQ(normalized_text("  O'Neill,\tMary-Ann "), "oneillmaryann");
  EXPECT_EQ(normalized_text("Ｌｉ　Ｍｅｉ（２）"), "limei2");
  EXPECT_EQ(normalized_text("买买提·艾力"), "买买提艾力");
  EXPECT_EQ(normalized_text("王 小明。"), "王小明");
  EXPECT_EQ(normalized_text("佐々木"), "佐々木");
  EXPECT_EQ(normalized_text("Müller"), "müller");
  EXPECT_EQ(normalized_text("-- "), "");
}

TEST(NormalizedText, KeepsBytesThatAreNotUtf8) {
  EXPECT_EQ(normalized_text("a\xff b\xe4"),
            "a\xff"
            "b\xe4");
  EXPECT_EQ(normalized_text("\xe4\xbd"), "\xe4\xbd");
  EXPECT_EQ(normalized_phone("1\xff"
                             "2"),
            "12");
}

TEST(NormalizedPhone, IsItsDigits) {
  EXPECT_EQ(normalized_phone("+86 (138) 0013-8000"), "8613800138000");
  EXPECT_EQ(normalized_phone("１３８ext"), "138");
  EXPECT_EQ(normalized_phone("none"), "");
}

TEST(DuplicateCandidates, AgreeOnAllAttributes) {
  const Book book = people({"Li Mei", "LI MEI", "Ｌｉ，Ｍｅｉ", "Wang", "wang ", "Zhou"},
                           {"138 0013", "138-0013", "999", "1", "1", "1"});
  const auto both = duplicate_candidates(book, {"name", "mobile_phone"});
  EXPECT_EQ(groups_of(both), (std::vector<std::vector<std::int64_t>>{{1, 2}, {4, 5}}));
  EXPECT_EQ(both.groups[0].values, (std::vector<std::string>{"limei", "1380013"}));
  EXPECT_EQ(groups_of(duplicate_candidates(book, {"name"})),
            (std::vector<std::vector<std::int64_t>>{{1, 2, 3}, {4, 5}}));
  EXPECT_EQ(groups_of(duplicate_candidates(book, {"mobile_phone"})),
            (std::vector<std::vector<std::int64_t>>{{1, 2}, {4, 5, 6}}));
  const Frame frame = both.frame();
  EXPECT_EQ(frame.rows(), 4U);
  EXPECT_EQ(TextReader(frame.at("normalized_name"), "name")[2], "wang");
}

TEST(DuplicateCandidates, NeverMatchMissingValues) {
  const Book book = people({std::nullopt, std::nullopt, "", "", " - ", "--"}, {"1", "1", "1", "1", "1", "1"});
  EXPECT_TRUE(duplicate_candidates(book, {"name"}).groups.empty());
  EXPECT_TRUE(duplicate_candidates(book, {"mobile_phone", "name"}).groups.empty());
}

TEST(DuplicateCandidates, CompareNumbersFlagsAndTimesByValue) {
  Book book;
  Frame attributes;
  attributes.add("phone", Column(std::vector<double>{138, 138, 138, std::nan("")}));
  attributes.add(
      "born", Column(std::vector<std::optional<Time>>{day_of_2025(1), day_of_2025(1), day_of_2025(2), day_of_2025(1)}));
  attributes.add("member", Column(Flags{true, true, true, true}));
  book.add_customers({.customer = std::vector<std::int64_t>{4, 3, 2, 1}, .attributes = attributes});
  EXPECT_EQ(groups_of(duplicate_candidates(book, {"phone", "born", "member"})),
            (std::vector<std::vector<std::int64_t>>{{3, 4}}));
}

TEST(DuplicateCandidates, NeedAttributesThatAreThere) {
  const Book book = people({"a"}, {"1"});
  EXPECT_THROW((void)duplicate_candidates(book, {}), ParameterError);
  EXPECT_THROW((void)duplicate_candidates(book, {"email"}), RecordError);
  EXPECT_THROW((void)duplicate_candidates(Book(), {"email"}), RecordError);
}

TEST(DuplicateCandidates, AgreeWithComparingEveryPair) {
  std::mt19937_64 engine(8);
  for (int round = 0; round < 30; ++round) {
    Texts names;
    Texts phones;
    for (int i = 0; i < 40; ++i) {
      const auto a = engine() % 7;
      const auto b = engine() % 5;
      names.push_back(a == 0 ? std::nullopt : std::optional(std::string(a % 2 ? "N " : "n") + std::to_string(a / 2)));
      phones.push_back(b == 0 ? std::nullopt : std::optional("0-" + std::to_string(b)));
    }
    std::set<std::pair<std::int64_t, std::int64_t>> expected;
    std::set<std::pair<std::int64_t, std::int64_t>> found;
    for (std::size_t i = 0; i < names.size(); ++i) {
      for (std::size_t j = i + 1; j < names.size(); ++j) {
        if (names[i] && names[j] && phones[i] && phones[j] &&
            normalized_text(*names[i]) == normalized_text(*names[j]) &&
            normalized_phone(*phones[i]) == normalized_phone(*phones[j])) {
          expected.emplace(i + 1, j + 1);
        }
      }
    }
    for (const auto& group : groups_of(duplicate_candidates(people(names, phones), {"name", "mobile_phone"}))) {
      for (std::size_t i = 0; i < group.size(); ++i) {
        for (std::size_t j = i + 1; j < group.size(); ++j) found.emplace(group[i], group[j]);
      }
    }
    EXPECT_EQ(found, expected);
  }
}

Book texts_book() {
  Book book;
  Frame attributes;
  attributes.add("name", Column(Texts{"Bo", "Ann", std::nullopt, "Cy"}));
  attributes.add("city", Column(Texts{"Rome", "", "Oslo", "Bonn"}));
  attributes.add("age", Column(std::vector<double>{std::nan(""), 30, 31, 50}));
  attributes.add("consent_mail", Column(Flags{true, true, false, true}));
  attributes.add("consent_call", Column(Flags{std::nullopt, std::nullopt, true, false}));
  book.add_customers(
      {.customer = Column(Texts{"b", "a", "c", "d"}),
       .role = Column(Texts{"client", std::nullopt, "staff", std::nullopt}),
       .joined_at = std::vector<std::optional<Time>>{day_of_2025(5), std::nullopt, day_of_2025(2), day_of_2025(1)},
       .attributes = attributes});
  book.add_touches({.visit = Column(Texts{"v", "v", "w"}),
                    .step = Column(Texts{"x", "y", "z"}),
                    .at = std::vector<Time>{day_of_2025(1), day_of_2025(2), day_of_2025(3)},
                    .customer = Column(Texts{"a", "b", std::nullopt}),
                    .staff = Column(Texts{"c", "b", "c"})});
  book.add_purchases({.customer = Column(Texts{"a", "b", "c", "d"}),
                      .at = std::vector<Time>{day_of_2025(1), day_of_2025(1), day_of_2025(2), day_of_2025(3)},
                      .amount = std::vector<double>{10, 10, -3, 7}});
  return book;
}

std::string text_at(const Book& book, Table table, std::string_view column, std::size_t row) {
  const TextReader texts(book.table(table).at(column), column);
  return texts.is_missing(row) ? "(none)" : std::string(texts[row]);
}

TEST(Merged, FileKeepsTheFirstValueOfEachColumn) {
  const std::vector<Merge> merges{{"b", "a"}, {"c", "a"}};
  const Merged m = merged(texts_book(), merges);
  ASSERT_EQ(m.book.table(Table::customers).rows(), 2U);
  EXPECT_EQ(text_at(m.book, Table::customers, "customer_id", 0), "a");
  EXPECT_EQ(text_at(m.book, Table::customers, "customer_id", 1), "d");
  EXPECT_EQ(text_at(m.book, Table::customers, "name", 0), "Ann");
  EXPECT_EQ(text_at(m.book, Table::customers, "city", 0), "Rome");  // an empty text is missing
  EXPECT_EQ(text_at(m.book, Table::customers, "role", 0), "client");
  EXPECT_EQ(m.book.numbers(Table::customers, "age")[0], 30);
  EXPECT_EQ(m.book.times(Table::customers)[0], day_of_2025(2));  // the earliest
}

TEST(Merged, FileLosesNoWithdrawalOfConsent) {
  const std::vector<Merge> merges{{"b", "a"}, {"c", "a"}};
  const Merged m = merged(texts_book(), merges);
  EXPECT_EQ(m.book.flags(Table::customers, "consent_mail")[0], 0);
  EXPECT_EQ(m.book.flags(Table::customers, "consent_call")[0], 1);
  EXPECT_EQ(m.book.flags(Table::customers, "consent_call")[1], 0);
}

TEST(Merged, RefusesAConsentThatIsNoFlag) {
  Book book;
  Frame attributes;
  attributes.add("consent_mail", Column(Texts{"yes", "no"}));
  book.add_customers({.customer = Column(Texts{"a", "b"}), .attributes = attributes});
  EXPECT_THROW((void)merged(book, std::vector<Merge>{{"b", "a"}}), RecordError);
}

TEST(Merged, RecordsAreAllKeptUnderTheIdThatRemains) {
  const std::vector<Merge> merges{{"b", "a"}, {"c", "a"}};
  const Merged m = merged(texts_book(), merges);
  // The purchases of a and b are alike now, and stay two.
  EXPECT_EQ(m.book.table(Table::purchases).rows(), 4U);
  const PurchaseHistory history = m.book.purchase_history();
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history.totals()[0].value.value(), 17);
  EXPECT_EQ(history.totals()[0].purchases, 2U);
  EXPECT_EQ(history.totals()[0].refunds, 1U);
  EXPECT_EQ(text_at(m.book, Table::touches, "customer_id", 1), "a");
  EXPECT_EQ(text_at(m.book, Table::touches, "customer_id", 2), "(none)");
}

TEST(Merged, StaffFollowsWhoIsListedAsStaffAndNobodyElse) {
  const std::vector<Merge> merges{{"b", "a"}, {"c", "d"}};
  const Merged m = merged(texts_book(), merges);
  EXPECT_EQ(text_at(m.book, Table::touches, "staff_id", 0), "d");
  EXPECT_EQ(text_at(m.book, Table::touches, "staff_id", 1), "b");  // a client
}

TEST(Merged, FilesAreOnRecord) {
  const Merged m = merged(texts_book(), std::vector<Merge>{{"c", "b"}, {"b", "a"}});
  ASSERT_EQ(m.files.size(), 2U);
  EXPECT_EQ(m.files[0].from, "b");
  EXPECT_EQ(m.files[0].into, "a");
  EXPECT_EQ(m.files[1].from, "c");
  EXPECT_EQ(m.files[1].into, "a");  // the chain is followed
  EXPECT_EQ(m.files[0].rows, (std::array<std::int64_t, 5>{1, 1, 0, 0, 1}));
  const Frame frame = m.frame();
  EXPECT_EQ(as_doubles(frame.at("purchases"), "purchases")[1], 1);
}

TEST(Merged, RefusesUnknownCustomersForksAndCircles) {
  const Book book = texts_book();
  EXPECT_THROW((void)merged(book, std::vector<Merge>{{"z", "a"}}), ParameterError);
  EXPECT_THROW((void)merged(book, std::vector<Merge>{{"a", "z"}}), ParameterError);
  EXPECT_THROW((void)merged(book, std::vector<Merge>{{1, "a"}}), ParameterError);
  EXPECT_THROW((void)merged(book, std::vector<Merge>{{"a", "a"}}), ParameterError);
  EXPECT_THROW((void)merged(book, std::vector<Merge>{{"a", "b"}, {"b", "c"}, {"c", "a"}}), ParameterError);
  EXPECT_THROW((void)merged(book, std::vector<Merge>{{"a", "b"}, {"a", "c"}}), ParameterError);
  EXPECT_NO_THROW((void)merged(book, std::vector<Merge>{{"a", "b"}, {"a", "b"}}));
}

TEST(Merged, OfNothingIsTheSameBook) {
  const Book book = texts_book();
  const Merged m = merged(book, {});
  EXPECT_TRUE(m.files.empty());
  EXPECT_EQ(m.book.customers(), book.customers());
  EXPECT_EQ(m.book.intake(), book.intake());
}

TEST(Merged, KeepsTheRulesOfTheBookWithoutApplyingThemAgain) {
  BookOptions options;
  options.rules.set("duplicate_row", Rule::repair);
  Book book(options);
  book.add_purchases(
      {.customer = std::vector<std::int64_t>{1, 2}, .at = std::vector<Time>{day_of_2025(1), day_of_2025(1)}});
  const Merged m = merged(book, std::vector<Merge>{{2, 1}});
  EXPECT_EQ(m.book.table(Table::purchases).rows(), 2U);
  EXPECT_EQ(m.book.options().rules[Problem::duplicate_row], Rule::repair);
}

ExactSum sum_of(const Book& book, Table table, std::string_view column) {
  ExactSum sum;
  for (const double x : book.numbers(table, column)) sum.add(x);
  return sum;
}

TEST(Merged, KeepsRowsSumsAndComplaintsOfRandomBooks) {
  std::mt19937_64 engine(21);
  for (int round = 0; round < 30; ++round) {
    const auto draw_id = [&] { return static_cast<std::int64_t>(engine() % 30); };
    const auto draw = [&](std::size_t n, auto&& f) {
      std::vector<decltype(f())> values(n);
      for (auto& value : values) value = f();
      return values;
    };
    Book book;
    const auto listed = draw(25, draw_id);  // some twice
    Frame attributes;
    attributes.add("points", Column(draw(25, [&] { return 0.5 * static_cast<double>(engine() % 9); })));
    book.add_customers({.customer = listed, .attributes = attributes});
    book.add_purchases({.customer = draw(80, draw_id),
                        .at = draw(80, [&] { return day_of_2025(static_cast<int>(engine() % 9)); }),
                        .amount = draw(80, [&] { return 0.01 * static_cast<double>(engine() % 5000) - 5; })});
    book.add_complaints({.case_id = draw(20, [&] { return static_cast<std::int64_t>(engine()); }),
                         .opened_at = draw(20, [&] { return day_of_2025(static_cast<int>(engine() % 9)); }),
                         .customer = draw(20, draw_id),
                         .compensation = draw(20, [&] { return static_cast<double>(engine() % 100); })});
    const Ids& ids = book.customers();
    std::map<std::int64_t, std::int64_t> into;
    std::vector<Merge> merges;
    for (Code code = 1; code < ids.size(); ++code) {
      if (engine() % 3 != 0) continue;
      const std::int64_t target = ids.integer(static_cast<Code>(engine() % code));  // lower, so no circles
      merges.push_back({ids.integer(code), target});
      into[ids.integer(code)] = target;
    }
    const auto last = [&](std::int64_t id) {
      while (into.count(id) > 0) id = into[id];
      return id;
    };
    const Merged m = merged(book, merges);
    EXPECT_EQ(m.book.customers().size(), ids.size() - merges.size());
    for (const Table table : {Table::purchases, Table::complaints}) {
      ASSERT_EQ(m.book.table(table).rows(), book.table(table).rows());
      for (std::size_t row = 0; row < book.table(table).rows(); ++row) {
        const Code before = book.customer_codes(table)[row];
        const Code after = m.book.customer_codes(table)[row];
        EXPECT_EQ(m.book.customers().integer(after), last(ids.integer(before)));
      }
    }
    EXPECT_EQ(sum_of(m.book, Table::purchases, "amount"), sum_of(book, Table::purchases, "amount"));
    EXPECT_EQ(sum_of(m.book, Table::complaints, "compensation"), sum_of(book, Table::complaints, "compensation"));
    std::set<std::int64_t> left;
    for (const std::int64_t id : listed) left.insert(last(id));
    std::set<std::int64_t> found;
    for (const Code code : m.book.customer_codes(Table::customers)) found.insert(m.book.customers().integer(code));
    EXPECT_EQ(found, left);
  }
}

TEST(Merged, CandidatesGoIntoTheirFirst) {
  const Book book = people({"Li Mei", "Wang", "LI MEI", "li mei"}, {"1", "1", "1", "1"});
  const Merged m = merged(book, duplicate_candidates(book, {"name"}).merges());
  EXPECT_EQ(m.book.customers().size(), 2U);
  EXPECT_EQ(m.files.size(), 2U);
  EXPECT_EQ(text_at(m.book, Table::customers, "name", 0), "Li Mei");
  EXPECT_TRUE(duplicate_candidates(m.book, {"name"}).groups.empty());
}

TEST(Merged, IsTheSameOnAnyNumberOfThreads) {
  std::mt19937_64 engine(2);
  Texts names;
  for (int i = 0; i < 150'000; ++i) names.push_back("n" + std::to_string(engine() % 100'000));
  const Book book = people(names, Texts(names.size(), "1"));
  const auto ids_after = [&] {
    const Merged m = merged(book, duplicate_candidates(book, {"name"}).merges());
    const auto codes = m.book.customer_codes(Table::customers);
    return std::pair(m.book.customers(), std::vector<Code>(codes.begin(), codes.end()));
  };
  const std::size_t before = threads();
  set_threads(1);
  const auto expected = ids_after();
  for (const std::size_t count : {2U, 7U}) {
    set_threads(count);
    EXPECT_EQ(ids_after(), expected);
  }
  set_threads(before);
}

}  // namespace
}  // namespace fealty::customers
