#include "../../../src/io/xes_columns.hpp"

#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::io {
namespace {

TEST(TextTable, NumbersTextsInTheOrderOfTheirFirstAppearance) {
  std::mt19937 random(1);
  TextTable table;
  std::unordered_map<std::string, std::int64_t> plain;
  for (int i = 0; i < 50'000; ++i) {
    const std::string text((random() % 3), static_cast<char>('a' + (random() % 26)));
    const std::string whole = text + std::to_string((random() % 5000));
    const auto expected = plain.try_emplace(whole, static_cast<std::int64_t>(plain.size())).first->second;
    ASSERT_EQ(table.add(whole), expected);
    ASSERT_EQ(table.text(static_cast<std::size_t>(expected)), whole);
  }
  TextTable other;
  other.add("new");
  other.add(table.text(7));
  other.add("");
  EXPECT_EQ(table.add_all(other), (std::vector<std::int64_t>{static_cast<std::int64_t>(plain.size()), 7,
                                                             static_cast<std::int64_t>(plain.size()) + 1}));
  const auto dictionary = other.take_dictionary();
  EXPECT_EQ(dictionary->size(), 3U);
  EXPECT_EQ(TextReader(*dictionary, "")[2], "");
  EXPECT_EQ(other.size(), 0U);
}

TEST(PackedValues, HoldRowsWithGapsAsWellAsDenseOnes) {
  PackedValues values(XesKind::text);
  EXPECT_FALSE(values.reaches(0));
  std::vector<std::pair<std::uint64_t, std::int64_t>> expected;
  for (const std::uint64_t row : {0U, 1U, 2U, 5U, 6U, 100U}) {
    EXPECT_FALSE(values.reaches(row));
    values.add(row, static_cast<std::int64_t>(10 * row));
    EXPECT_TRUE(values.reaches(row));
    expected.emplace_back(row, 10 * row);
  }
  std::vector<std::pair<std::uint64_t, std::int64_t>> found;
  values.for_each([&](std::uint64_t row, std::int64_t word) { found.emplace_back(row, word); });
  EXPECT_EQ(found, expected);
}

TEST(KindSet, IntegersAndRealsAreRealAllElseIsText) {
  KindSet kinds;
  kinds.add(XesKind::integer);
  EXPECT_FALSE(kinds.is_mixed());
  kinds.add(XesKind::real);
  EXPECT_TRUE(kinds.is_mixed());
  EXPECT_EQ(kinds.common(), XesKind::real);
  kinds.add(XesKind::boolean);
  EXPECT_EQ(kinds.common(), XesKind::text);
}

}  // namespace
}  // namespace fealty::io
