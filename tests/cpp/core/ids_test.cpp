#include "fealty/core/ids.hpp"

#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "reference/ids.hpp"

namespace fealty {
namespace {

std::string label(const std::string& key) {
  return key;
}
std::string label(std::int64_t key) {
  return std::to_string(key);
}

template <class Key>
void expect_like_the_plain_twin(const std::vector<std::optional<Key>>& rows) {
  const auto plain = reference::encode(rows);
  for (const std::size_t count : {1U, 2U, 7U}) {
    set_threads(count);
    const EncodedIds fast = encode_ids(Column(rows), "id");
    ASSERT_EQ(fast.ids.size(), plain.sorted.size());
    for (Code code = 0; code < fast.ids.size(); ++code) ASSERT_EQ(fast.ids.label(code), label(plain.sorted[code]));
    ASSERT_EQ(fast.codes.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ASSERT_EQ(fast.codes[i], plain.codes[i] ? static_cast<Code>(*plain.codes[i]) : no_code) << "row " << i;
    }
  }
  set_threads(0);
}

std::vector<std::optional<std::int64_t>> random_integers(std::size_t rows, std::int64_t low, std::int64_t high,
                                                         std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::int64_t> ids(low, high);
  std::vector<std::optional<std::int64_t>> result(rows);
  for (auto& row : result) {
    if (random() % 50 != 0) row = ids(random);
  }
  return result;
}

TEST(EncodeIds, IntegersOfASmallRangeAreCodedLikeThePlainTwin) {
  expect_like_the_plain_twin(random_integers(200'000, -500, 40'000, 1));
}

TEST(EncodeIds, IntegersOfTheWholeRangeAreCodedLikeThePlainTwin) {
  expect_like_the_plain_twin(
      random_integers(150'000, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), 2));
}

TEST(EncodeIds, EntriesOfAShortDictionaryAreCodedLikeTheTextsThatTheyStandFor) {
  std::mt19937_64 random(8);
  const std::vector<std::string> names{"pear", "", "apple", "never", "apple", "fig"};
  std::vector<std::int32_t> first(70'000), second(90'000);
  for (auto* codes : {&first, &second}) {
    for (std::int32_t& code : *codes) code = static_cast<std::int32_t>(random() % 6) - 1;
    for (std::int32_t& code : *codes) code = code == 3 ? 5 : code;
  }
  const std::vector<std::string> others{"fig", "zebra", "a", "b", "c", "d"};
  const Column column = Column::categories(first, names).followed_by(Column::categories(second, others));
  const EncodedIds encoded = encode_ids(column, "id");
  const EncodedIds plain = encode_ids(column.decoded(), "id");
  EXPECT_EQ(encoded.ids, plain.ids);
  EXPECT_EQ(encoded.codes, plain.codes);
  EXPECT_EQ(encoded.ids.find("never"), no_code);
  EXPECT_EQ(encoded.ids.find("apple"), 2U);
}

TEST(EncodeIds, FewDistinctValuesFarApart) {
  std::vector<std::optional<std::int64_t>> rows;
  for (int i = 0; i < 100'000; ++i) rows.emplace_back(std::int64_t{i % 3} * 1'000'000'000'000);
  expect_like_the_plain_twin(rows);
}

TEST(EncodeIds, TextsAreCodedLikeThePlainTwin) {
  std::mt19937_64 random(3);
  std::vector<std::optional<std::string>> rows(120'000);
  for (auto& row : rows) {
    const auto n = random() % 30'000;
    if (n % 40 == 0) continue;
    row = "customer_" + std::to_string(n);
    if (n % 7 == 0) *row += "_with_a_long_tail_that_is_shared";
    if (n % 11 == 0) *row = "顾客" + std::to_string(n);
    if (n % 13 == 0) row->resize(n % 9, 'x');
  }
  expect_like_the_plain_twin(rows);
}

TEST(EncodeIds, NothingAndOnlyMissingValues) {
  expect_like_the_plain_twin<std::int64_t>({});
  expect_like_the_plain_twin<std::string>({std::nullopt, std::nullopt});
  expect_like_the_plain_twin<std::string>({std::string()});
  EXPECT_EQ(encode_ids(Column(std::vector<std::int64_t>{5}), "id").ids.integer(0), 5);
}

TEST(EncodeIds, WholeFloatsAreIds) {
  const EncodedIds encoded =
      encode_ids(Column(std::vector<double>{2.0, std::numeric_limits<double>::quiet_NaN(), 1.0}), "id");
  EXPECT_EQ(encoded.codes, (std::vector<Code>{1, no_code, 0}));
}

TEST(EncodeIds, NamesTheColumnTheRowAndTheValueOfABrokenId) {
  try {
    encode_ids(Column(std::vector<double>{1.0, 2.5}), "customer_id");
    FAIL() << "2.5 was taken as an id";
  } catch (const RecordError& e) {
    const std::string message = e.what();
    EXPECT_NE(message.find("customer_id"), std::string::npos) << message;
    EXPECT_NE(message.find("row 1"), std::string::npos) << message;
    EXPECT_NE(message.find("2.5"), std::string::npos) << message;
  }
  EXPECT_THROW(encode_ids(Column(std::vector<bool>{true}), "id"), RecordError);
}

TEST(Ids, AreFound) {
  const Ids texts = Ids::of_texts({"a", "b", "b1"});
  EXPECT_EQ(texts.find("b"), 1U);
  EXPECT_EQ(texts.find("b0"), no_code);
  EXPECT_EQ(texts.find(std::int64_t{1}), no_code);
  const Ids integers = Ids::of_integers({-4, 9});
  EXPECT_EQ(integers.find(std::int64_t{9}), 1U);
  EXPECT_EQ(integers.find(std::int64_t{0}), no_code);
}

TEST(Ids, UniteInOrder) {
  const UnitedIds united = unite(Ids::of_texts({"a", "c"}), Ids::of_texts({"b", "c", "d"}), "id");
  EXPECT_EQ(united.ids, Ids::of_texts({"a", "b", "c", "d"}));
  EXPECT_EQ(united.from_first, (std::vector<Code>{0, 2}));
  EXPECT_EQ(united.from_second, (std::vector<Code>{1, 2, 3}));
  EXPECT_EQ(unite(Ids{}, Ids::of_integers({1}), "id").ids, Ids::of_integers({1}));
  EXPECT_THROW(unite(Ids::of_texts({"1"}), Ids::of_integers({1}), "customer_id"), RecordError);
}

}  // namespace
}  // namespace fealty
