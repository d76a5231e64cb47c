#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../../src/io/core_archive.hpp"
#include "column_samples.hpp"
#include "crafted_archive.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::archive_test {
namespace {

using io::from_bytes;
using io::to_bytes;

TEST(ColumnArchive, GivesColumnsOfEveryKindBack) {
  std::mt19937 random(2);
  for (int round = 0; round < 100; ++round) {
    for (auto kind = Kind::null; kind <= Kind::date64; kind = static_cast<Kind>(static_cast<int>(kind) + 1)) {
      const Column saved = random_column(random, kind);
      expect_same(from_bytes<Column>(to_bytes(saved)), saved);
      if (HasFailure()) FAIL() << to_string(saved.type());
    }
  }
}

TEST(ColumnArchive, GivesAnAbsentColumnBackAsAbsent) {
  EXPECT_FALSE(from_bytes<Column>(to_bytes(Column())));
}

TEST(ColumnArchive, SavesADictionaryOnce) {
  const Column once = Column::categories({0, 1, 1}, {std::string(1000, 'a'), std::string(1000, 'b')});
  const Column thrice = once.followed_by(once).followed_by(once);
  EXPECT_LT(to_bytes(thrice).size(), 2 * to_bytes(once).size());
  const Column loaded = from_bytes<Column>(to_bytes(thrice));
  EXPECT_EQ(loaded.chunks()[0].dictionary, loaded.chunks()[2].dictionary);
}

TEST(ColumnArchive, LeavesOutWhatAColumnDoesNotShow) {
  const auto with_secret = [](double secret) {
    Column column(std::vector<double>{1, secret, 3, secret});
    Chunk chunk = column.chunks().front();
    chunk.set_validity({0b1101});
    return to_bytes(Column(column.type(), {chunk.slice(0, 3)}));
  };
  EXPECT_EQ(with_secret(42), with_secret(43));
}

// Where things stand in the contents of a column without a zone, of one chunk without missing values.
constexpr std::size_t kind_at = 4;  // behind the version of Type
constexpr std::size_t has_missing_at = 30;
constexpr std::size_t dictionary_has_missing_at = 43;

TEST(ColumnArchive, IsRefusedIfAnEnumeratorIsUnknown) {
  const std::string contents = contents_of(Column(std::vector<double>{1}));
  ASSERT_EQ(contents[kind_at], static_cast<char>(Kind::float64));
  for (const char kind : {'\x12', '\x7F', '\xFF'}) {
    std::string wrong = contents;
    wrong[kind_at] = kind;
    EXPECT_PRED2(contains, error_of<Column>(sealed("core.Column", wrong)), "enumerator");
  }
}

TEST(ColumnArchive, IsRefusedIfAnIndexGoesBeyondItsDictionary) {
  const std::string contents = contents_of(Column::categories({0, 1}, {"client", "supplier"}));
  for (const auto* index : {"\2\0\0\0", "\xFF\xFF\xFF\xFF"}) {
    std::string wrong = contents;
    wrong.replace(wrong.size() - 4, 4, index, 4);
    EXPECT_PRED2(contains, error_of<Column>(sealed("core.Column", wrong)), "beyond its dictionary");
  }
}

TEST(ColumnArchive, IsRefusedIfADictionaryHoldsNumbersOrMissingValues) {
  std::string contents = contents_of(Column::categories({0, 1}, {"client", "supplier"}));
  contents[dictionary_has_missing_at] = 1;
  contents.insert(dictionary_has_missing_at + 1, "\1");
  EXPECT_PRED2(contains, error_of<Column>(sealed("core.Column", contents)), "a dictionary has missing values");
  contents[kind_at] = static_cast<char>(Kind::int32);
  EXPECT_PRED2(contains, error_of<Column>(sealed("core.Column", contents)), "a dictionary holds no texts");
}

TEST(ColumnArchive, IsRefusedIfAColumnOfNullsHasAValue) {
  std::string contents = contents_of(Column({Kind::null}, {Chunk{.length = 3, .null_count = 3}}));
  contents[has_missing_at + 1] = 0b010;
  EXPECT_PRED2(contains, error_of<Column>(sealed("core.Column", contents)), "a column of nulls has a value");
}

TEST(ColumnArchive, IsRefusedIfTheLengthsOfItsTextsAddUpOnlyByOverflow) {
  std::mt19937 random(7);
  std::string contents = contents_of(Column({Kind::text64}, {random_values(random, Kind::text64, 2)}));
  const auto rows = rows_of(from_bytes<Column>(sealed("core.Column", contents)));
  const std::size_t text_size = rows[0]->size() + rows[1]->size();
  ASSERT_GT(text_size, 0U);
  const std::size_t lengths_at = contents.size() - text_size - 16;
  contents.replace(lengths_at, 16, word64(~std::uint64_t{0}) + word64(text_size + 1));
  EXPECT_PRED2(contains, error_of<Column>(sealed("core.Column", contents)), "a text goes beyond its end");
}

void load_crafted_columns() {
  load_crafted(fixture_frame());
  std::mt19937 random(6);
  for (const Kind kind : {Kind::null, Kind::boolean, Kind::text32, Kind::text64, Kind::text_view, Kind::int16}) {
    Column column = random_column(random, kind);
    while (column.chunks().size() < 2) column = random_column(random, kind);
    load_crafted(column);
  }
}

TEST(ColumnArchive, GivesAColumnOrAnArchiveErrorWithinAFewMegabytesHoweverItIsCrafted) {
  EXPECT_TRUE(is_done_within(few_megabytes, load_crafted_columns));
}

}  // namespace
}  // namespace fealty::archive_test
