#include "fealty/core/columns.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty {
namespace {

using Texts = std::vector<std::optional<std::string>>;

// What a text column holds, value by value.
Texts texts_of(const Column& column) {
  const TextReader reader(column, "texts");
  Texts texts(column.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!reader.is_missing(i)) texts[i] = std::string(reader[i]);
  }
  return texts;
}

std::vector<std::optional<double>> numbers_of(const Column& column) {
  std::vector<std::optional<double>> numbers;
  for (const double value : as_doubles(column, "numbers")) {
    numbers.push_back(std::isnan(value) ? std::nullopt : std::optional(value));
  }
  return numbers;
}

// A chunk of views: short texts in the view itself, long ones in one block.
Column view_column(const Texts& values) {
  std::vector<std::int32_t> views;
  std::string block;
  for (const auto& value : values) {
    std::int32_t parts[4] = {};
    const std::string text = value.value_or("");
    parts[0] = static_cast<std::int32_t>(text.size());
    if (text.size() <= 12) {
      std::memcpy(parts + 1, text.data(), text.size());
    } else {
      std::memcpy(parts + 1, text.data(), 4);
      parts[3] = static_cast<std::int32_t>(block.size());
      block += text;
    }
    views.insert(views.end(), parts, parts + 4);
  }
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(values.size());
  chunk.values = Buffer::from(std::move(views));
  chunk.blocks = {Buffer::from(std::vector<char>(block.begin(), block.end()))};
  chunk.set_validity(make_bitmap(values.size(), [&](std::size_t i) { return values[i].has_value(); }));
  return {{Kind::text_view}, {std::move(chunk)}};
}

Column wide_column(const Texts& values) {
  return Column(values).followed_by(view_column({}));
}

const Texts sample_texts = {"Anna",         std::nullopt,    "",   "一位非常满意的客户写了一句很长的话",
                            "twelve bytes", "thirteen byte", "Ben"};

TEST(Columns, HoldTheValuesTheyWereMadeOf) {
  EXPECT_EQ(numbers_of(Column(std::vector<std::int64_t>{1, -2, 3})), (std::vector<std::optional<double>>{1, -2, 3}));
  EXPECT_EQ(numbers_of(Column(std::vector<std::int32_t>{1, -2})), (std::vector<std::optional<double>>{1, -2}));
  EXPECT_EQ(numbers_of(Column(std::vector<std::uint32_t>{7})), (std::vector<std::optional<double>>{7}));
  EXPECT_EQ(numbers_of(Column(std::vector<bool>{true, false, true})), (std::vector<std::optional<double>>{1, 0, 1}));
  const std::vector<std::optional<double>> with_missing = {1.5, std::nullopt, -0.25};
  EXPECT_EQ(numbers_of(Column(with_missing)), with_missing);
  EXPECT_EQ(numbers_of(Column(std::vector<std::optional<std::int64_t>>{std::nullopt, 4})),
            (std::vector<std::optional<double>>{std::nullopt, 4}));
  EXPECT_EQ(numbers_of(Column(std::vector<std::optional<bool>>{std::nullopt, true, false})),
            (std::vector<std::optional<double>>{std::nullopt, 1, 0}));
  EXPECT_EQ(texts_of(Column(sample_texts)), sample_texts);
  EXPECT_EQ(Column(sample_texts).null_count(), 1U);
  EXPECT_EQ(Column(std::vector<std::string>{"a", "b"}).null_count(), 0U);
}

TEST(Columns, OfTimesAreMicrosecondsInUtc) {
  const Column column(std::vector<Time>{{5}, {-7}});
  EXPECT_EQ(to_string(column.type()), "timestamp[us, UTC]");
  EXPECT_EQ(column.chunks().front().as<std::int64_t>()[1], -7);
}

TEST(Columns, ViewSpansWithoutACopy) {
  const std::vector<double> values = {1, 2, 3};
  const Column column{std::span<const double>(values)};
  EXPECT_EQ(as_doubles(column, "x").span().data(), values.data());
}

TEST(Columns, TakeOverVectorsWithoutACopy) {
  std::vector<double> values = {1, 2, 3};
  const double* data = values.data();
  const Column column(std::move(values));
  EXPECT_EQ(as_doubles(column, "x").span().data(), data);
}

TEST(Columns, AreAbsentOnlyIfNotGiven) {
  EXPECT_FALSE(Column());
  EXPECT_TRUE(Column(std::vector<double>{}));
  EXPECT_TRUE(Column(Type{Kind::float64}, {}));
}

TEST(Columns, NameTheirTypes) {
  EXPECT_EQ(to_string(Type{Kind::null}), "null");
  EXPECT_EQ(to_string(Type{Kind::boolean}), "bool");
  EXPECT_EQ(to_string(Type{Kind::uint8}), "uint8");
  EXPECT_EQ(to_string(Type{Kind::float64}), "float64");
  EXPECT_EQ(to_string(Type{Kind::text_view}), "text");
  EXPECT_EQ(to_string(Type{Kind::date64}), "date64");
  EXPECT_EQ(to_string(Type{Kind::timestamp, TimeUnit::nanosecond}), "timestamp[ns]");
}

TEST(Columns, OfNullsAreMissingThroughout) {
  Chunk chunk;
  chunk.length = chunk.null_count = 3;
  const Column nulls(Type{}, {chunk});
  EXPECT_EQ(nulls.null_count(), 3U);
  EXPECT_FALSE(nulls.chunks().front().is_valid(2));
  EXPECT_EQ(texts_of(nulls), Texts(3));
  EXPECT_EQ(numbers_of(nulls), std::vector<std::optional<double>>(3));
  EXPECT_EQ(nulls.chunks().front().slice(1, 3).null_count, 2);
}

TEST(Texts, ReadTheSameInEveryLayout) {
  EXPECT_EQ(texts_of(Column(sample_texts)), sample_texts);
  EXPECT_EQ(texts_of(view_column(sample_texts)), sample_texts);
  const Column wide = wide_column(sample_texts);
  EXPECT_EQ(wide.type().kind, Kind::text64);
  EXPECT_EQ(texts_of(wide), sample_texts);
  const Column encoded = Column::categories({1, -1, 0, 1}, {"", "安娜"});
  EXPECT_EQ(texts_of(encoded), (Texts{"安娜", std::nullopt, "", "安娜"}));
}

TEST(Texts, ThatAreEmptyAreNotMissing) {
  for (const Column& column : {Column(Texts{""}), view_column({""}), wide_column({""})}) {
    EXPECT_FALSE(TextReader(column, "x").is_missing(0));
  }
  Chunk chunk;  // as a producer may hand it over: no bytes, no buffer
  chunk.length = 1;
  chunk.values = Buffer::from(std::vector<std::int32_t>{0, 0});
  EXPECT_FALSE(TextReader(Column({Kind::text32}, {chunk}), "x").is_missing(0));
}

TEST(Texts, AreWalkedInPart) {
  for (const Column& column : {Column(sample_texts), view_column(sample_texts), wide_column(sample_texts)}) {
    for (const auto& chunk : column.chunks()) {
      if (chunk.length == 0) continue;
      std::vector<std::pair<std::int64_t, std::string>> seen;
      for_each_text(chunk, column.type().kind, 1, 5,
                    [&](std::int64_t i, std::string_view text) { seen.emplace_back(i, text); });
      EXPECT_EQ(seen, (std::vector<std::pair<std::int64_t, std::string>>{
                          {2, ""}, {3, *sample_texts[3]}, {4, *sample_texts[4]}}));
    }
  }
}

TEST(Texts, AreWhatOnlyTextColumnsGive) {
  try {
    TextReader(Column(std::vector<double>{1}), "name");
    FAIL();
  } catch (const RecordError& error) {
    EXPECT_EQ(error.code(), code::wrong_type);
    EXPECT_NE(std::string(error.what()).find("'name' must hold texts, not float64"), std::string::npos);
  }
}

TEST(Texts, OfACategoryThatIsNotThereAreRefused) {
  EXPECT_THROW(Column::categories({0, 2}, {"a", "b"}), ParameterError);
  EXPECT_THROW(Column::categories({-2}, {"a", "b"}), ParameterError);
}

TEST(Integers, OfEveryWidthAreWalked) {
  const auto check = [](Kind kind, auto sample_value) {
    using T = decltype(sample_value);
    Chunk chunk;
    chunk.values = Buffer::from(std::vector<T>{9, 1, sample_value, 3, 9});
    chunk.offset = 1;
    chunk.length = 3;
    chunk.set_validity({0b011});
    std::vector<std::pair<std::int64_t, T>> seen;
    for_each_integer(chunk, kind, 0, 3,
                     [&](std::int64_t i, auto value) { seen.emplace_back(i, static_cast<T>(value)); });
    EXPECT_EQ(seen, (std::vector<std::pair<std::int64_t, T>>{{0, 1}, {1, sample_value}}));
  };
  check(Kind::int8, std::int8_t{-128});
  check(Kind::int16, std::int16_t{-32768});
  check(Kind::int32, std::int32_t{-2'000'000'000});
  check(Kind::int64, std::int64_t{-9'000'000'000'000'000'000});
  check(Kind::uint8, std::uint8_t{255});
  check(Kind::uint16, std::uint16_t{65535});
  check(Kind::uint32, std::uint32_t{4'000'000'000});
  check(Kind::uint64, std::uint64_t{18'000'000'000'000'000'000U});
}

TEST(Bits, AreCountedFromAnyOffset) {
  std::mt19937 random(1);
  std::vector<std::uint8_t> bitmap(64);
  for (auto& byte : bitmap) byte = static_cast<std::uint8_t>(random());
  for (std::int64_t offset = 0; offset < 80; ++offset) {
    for (std::int64_t length = 0; offset + length <= 512; length += 7) {
      std::int64_t zeros = 0;
      for (std::int64_t i = offset; i < offset + length; ++i)
        zeros += ((bitmap[static_cast<std::size_t>(i) / 8] >> (i % 8)) & 1) == 0;
      ASSERT_EQ(count_zero_bits(bitmap.data(), offset, length), zeros);
    }
  }
}

TEST(Slices, CountTheirMissingValues) {
  const Column column(sample_texts);
  const Chunk tail = column.chunks().front().slice(2, 7);
  EXPECT_EQ(tail.null_count, 0);
  const Chunk head = column.chunks().front().slice(0, 2);
  EXPECT_EQ(head.null_count, 1);
  EXPECT_EQ(texts_of(Column({Kind::text32}, {tail, head})),
            (Texts{sample_texts[2], sample_texts[3], sample_texts[4], sample_texts[5], sample_texts[6], sample_texts[0],
                   sample_texts[1]}));
}

TEST(Doubles, AreConvertedFromAllNumbers) {
  const Column parts = Column(std::vector<std::int64_t>{1}).followed_by(Column(std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(numbers_of(parts), (std::vector<std::optional<double>>{1, 2, 3}));
  Chunk floats;
  floats.length = 2;
  floats.offset = 1;
  floats.values = Buffer::from(std::vector<float>{9, 0.5F, -1});
  EXPECT_EQ(numbers_of(Column({Kind::float32}, {floats})), (std::vector<std::optional<double>>{0.5, -1}));
}

TEST(Doubles, AreWhatOnlyNumbersGive) {
  EXPECT_THROW(as_doubles(Column(sample_texts), "x"), RecordError);
  EXPECT_THROW(as_doubles(Column(std::vector<Time>{{1}}), "x"), RecordError);
}

TEST(FollowedBy, KeepsAllRowsAndCopiesNone) {
  const Column a(std::vector<double>{1, 2});
  const Column both = a.followed_by(Column(std::vector<double>{3}));
  EXPECT_EQ(numbers_of(both), (std::vector<std::optional<double>>{1, 2, 3}));
  EXPECT_EQ(both.chunks().front().values.data, a.chunks().front().values.data);
}

TEST(FollowedBy, JoinsTextsOfDifferentLayouts) {
  const Texts both = texts_of(view_column(sample_texts).followed_by(Column(sample_texts)));
  ASSERT_EQ(both.size(), 2 * sample_texts.size());
  EXPECT_EQ(Texts(both.begin(), both.begin() + static_cast<std::ptrdiff_t>(sample_texts.size())), sample_texts);
  EXPECT_EQ(Texts(both.begin() + static_cast<std::ptrdiff_t>(sample_texts.size()), both.end()), sample_texts);
}

TEST(FollowedBy, GivesNullsTheOtherType) {
  Chunk chunk;
  chunk.length = chunk.null_count = 2;
  const Column nulls(Type{}, {chunk});
  const Column numbers(std::vector<double>{1});
  EXPECT_EQ(numbers_of(nulls.followed_by(numbers)),
            (std::vector<std::optional<double>>{std::nullopt, std::nullopt, 1}));
  EXPECT_EQ(numbers_of(numbers.followed_by(nulls)),
            (std::vector<std::optional<double>>{1, std::nullopt, std::nullopt}));
  EXPECT_EQ(texts_of(nulls.followed_by(Column(sample_texts))).size(), sample_texts.size() + 2);
}

TEST(FollowedBy, RefusesAnotherType) {
  EXPECT_THROW((void)Column(sample_texts).followed_by(Column(std::vector<double>{1})), RecordError);
  EXPECT_EQ(Column().followed_by(Column(sample_texts)).size(), sample_texts.size());
  EXPECT_EQ(Column(sample_texts).followed_by(Column()).size(), sample_texts.size());
}

// Every layout in several chunks, some with offsets, against the plain reading of the same rows.
TEST(Take, GivesTheRowsAskedForInEveryLayout) {
  std::mt19937 random(2);
  const auto sliced = [](const Column& column) {
    const Chunk& chunk = column.chunks().front();
    return Column(column.type(), {chunk.slice(2, 5), chunk, chunk.slice(0, 0), chunk.slice(1, 7)});
  };
  const Column encoded = Column::categories({1, -1, 0, 2, 0, 1, 1}, {"", "b", "category three"});
  const Column other = Column::categories({0, -1}, {"other"});
  std::vector<Column> texts = {sliced(Column(sample_texts)), sliced(view_column(sample_texts)),
                               sliced(wide_column(sample_texts)), sliced(encoded), encoded.followed_by(other)};
  for (const Column& column : texts) {
    std::vector<std::uint32_t> rows(40);
    for (auto& row : rows)
      row = random() % 8 == 0 ? Column::missing_row : static_cast<std::uint32_t>(random() % column.size());
    const Texts all = texts_of(column);
    Texts expected;
    for (const auto row : rows) expected.push_back(row == Column::missing_row ? std::nullopt : all[row]);
    const Column taken = column.take(rows);
    EXPECT_EQ(texts_of(taken), expected);
    EXPECT_EQ(taken.type(), column.type());
    EXPECT_EQ(texts_of(column.combined()), all);
    EXPECT_EQ(column.combined().chunks().size(), 1U);
    EXPECT_EQ(texts_of(column.decoded()), all);
  }
  const std::vector<std::optional<double>> numbers = {1, std::nullopt, 3, 4, std::nullopt, 6, 7};
  const std::vector<std::optional<bool>> flags = {true, std::nullopt, false, true, true, std::nullopt, false};
  const Column bytes = [] {
    Chunk chunk;
    chunk.length = 7;
    chunk.values = Buffer::from(std::vector<std::int8_t>{1, 2, 3, 4, 5, 6, -7});
    return Column({Kind::int8}, {chunk});
  }();
  for (const Column& column : {sliced(Column(numbers)), sliced(Column(flags)), sliced(bytes)}) {
    std::vector<std::uint32_t> rows(40);
    for (auto& row : rows)
      row = random() % 8 == 0 ? Column::missing_row : static_cast<std::uint32_t>(random() % column.size());
    const auto all = numbers_of(column);
    std::vector<std::optional<double>> expected;
    for (const auto row : rows) expected.push_back(row == Column::missing_row ? std::nullopt : all[row]);
    EXPECT_EQ(numbers_of(column.take(rows)), expected);
  }
}

TEST(Take, KeepsADictionary) {
  const Column encoded = Column::categories({1, 0, 1}, {"a", "b"});
  const Column taken = encoded.take(std::vector<std::uint32_t>{2, 1});
  EXPECT_EQ(taken.chunks().front().dictionary, encoded.chunks().front().dictionary);
}

TEST(Take, RefusesRowsThatAreNotThere) {
  EXPECT_THROW((void)Column(sample_texts).take(std::vector<std::uint32_t>{7}), ParameterError);
  EXPECT_EQ(Column(sample_texts).take({}).size(), 0U);
}

TEST(Take, OfManyRowsIsTheSameAsOfFew) {
  const std::size_t size = 3 * (1 << 16) + 5;
  std::vector<std::optional<double>> values(size);
  for (std::size_t i = 0; i < size; ++i) {
    if (i % 3 != 0) values[i] = static_cast<double>(i);
  }
  std::vector<std::uint32_t> rows(size);
  for (std::size_t i = 0; i < size; ++i) rows[i] = static_cast<std::uint32_t>(size - 1 - i);
  const auto taken = numbers_of(Column(values).take(rows));
  for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(taken[i], values[size - 1 - i]);
}

TEST(Frames, FindColumnsByName) {
  Frame frame({{"a", Column(std::vector<double>{1})}, {"顾客", Column(std::vector<double>{2})}});
  EXPECT_EQ(frame.rows(), 1U);
  EXPECT_NE(frame.find("顾客"), nullptr);
  EXPECT_EQ(frame.find("b"), nullptr);
  try {
    (void)frame.at("b");
    FAIL();
  } catch (const RecordError& error) {
    EXPECT_EQ(error.code(), code::missing_column);
    EXPECT_NE(std::string(error.what()).find("'b'; the columns are 'a', '顾客'"), std::string::npos);
  }
}

TEST(Frames, RefuseANameTwiceAndLengthsThatDiffer) {
  Frame frame({{"a", Column(std::vector<double>{1})}});
  EXPECT_THROW(frame.add("a", Column(std::vector<double>{1})), RecordError);
  EXPECT_THROW(frame.add("b", Column(std::vector<double>{1, 2})), RecordError);
  EXPECT_EQ(Frame().rows(), 0U);
}

}  // namespace
}  // namespace fealty
