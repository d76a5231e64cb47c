#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/columns.hpp"

/// Columns of every kind and layout, and whether two show the same.
namespace fealty::archive_test {

/// What a column shows, row by row: the bytes of the values, or nothing.
inline std::vector<std::optional<std::string>> rows_of(const Column& column) {
  std::vector<std::optional<std::string>> rows;
  const Kind kind = column.type().kind;
  for (const auto& chunk : column.chunks()) {
    const std::size_t start = rows.size();
    rows.resize(start + static_cast<std::size_t>(chunk.length));
    const auto at = [&](std::int64_t i) -> auto& { return rows[start + static_cast<std::size_t>(i)]; };
    if (is_text(kind)) {
      for_each_text(chunk, kind, 0, chunk.length,
                    [&](std::int64_t i, std::string_view text) { at(i) = std::string(text); });
      continue;
    }
    for (std::int64_t i = 0; i < chunk.length; ++i) {
      if (!chunk.is_valid(i)) continue;
      const auto place = static_cast<std::size_t>(chunk.offset + i);
      const std::size_t width = width_of(kind);
      at(i) = kind == Kind::boolean
                  ? std::string(1, (chunk.values.as<char>()[place / 8] >> (place % 8)) & 1 ? 't' : 'f')
                  : std::string(chunk.values.as<char>() + place * width, width);
    }
  }
  return rows;
}

inline void expect_same(const Column& loaded, const Column& saved) {
  EXPECT_EQ(loaded.type(), saved.type());
  EXPECT_EQ(loaded.size(), saved.size());
  EXPECT_EQ(loaded.null_count(), saved.null_count());
  EXPECT_EQ(static_cast<bool>(loaded), static_cast<bool>(saved));
  ASSERT_EQ(loaded.chunks().size(), saved.chunks().size());
  for (std::size_t i = 0; i < saved.chunks().size(); ++i) {
    EXPECT_EQ(loaded.chunks()[i].dictionary == nullptr, saved.chunks()[i].dictionary == nullptr);
  }
  EXPECT_EQ(rows_of(loaded), rows_of(saved));
}

inline std::vector<std::string> random_texts(std::mt19937& random, std::size_t size) {
  std::vector<std::string> texts(size);
  for (auto& text : texts) {
    const auto length = random() % 30;
    text = std::string(length, static_cast<char>('a' + random() % 26));
  }
  return texts;
}

/// Values of any kind, laid out by hand.
inline Chunk random_values(std::mt19937& random, Kind kind, std::size_t size) {
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(size);
  if (kind == Kind::null) {
    chunk.null_count = chunk.length;
  } else if (is_text(kind)) {
    const auto texts = random_texts(random, size);
    std::vector<char> bytes;
    std::vector<std::int32_t> offsets32{0};
    std::vector<std::int64_t> offsets64{0};
    std::vector<std::array<std::int32_t, 4>> views;
    for (const auto& text : texts) {
      auto& view = views.emplace_back();
      view[0] = static_cast<std::int32_t>(text.size());
      if (!text.empty()) std::memcpy(&view[1], text.data(), text.size() <= 12 ? text.size() : 4);
      if (text.size() > 12) view[3] = static_cast<std::int32_t>(bytes.size());
      bytes.insert(bytes.end(), text.begin(), text.end());
      offsets32.push_back(static_cast<std::int32_t>(bytes.size()));
      offsets64.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    chunk.values = kind == Kind::text32   ? Buffer::from(offsets32)
                   : kind == Kind::text64 ? Buffer::from(offsets64)
                                          : Buffer::from(views);
    if (kind == Kind::text_view) {
      chunk.blocks = {Buffer::from(bytes)};
    } else {
      chunk.text = Buffer::from(bytes);
    }
  } else {
    std::vector<std::uint8_t> bytes(kind == Kind::boolean ? (size + 7) / 8 : size * width_of(kind));
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    chunk.values = Buffer::from(bytes);
  }
  return chunk;
}

template <class Index>
Buffer random_indices(std::mt19937& random, std::size_t size, std::size_t entries) {
  std::vector<Index> indices(size);
  for (auto& index : indices) index = static_cast<Index>(random() % entries);
  return Buffer::from(indices);
}

inline Chunk random_chunk(std::mt19937& random, Kind kind, const std::shared_ptr<const Column>& dictionary) {
  const std::size_t size = random() % 50;
  Chunk chunk = random_values(random, kind, size);
  if (dictionary != nullptr && random() % 4 != 0) {
    chunk = {};
    chunk.length = static_cast<std::int64_t>(size);
    chunk.dictionary = random() % 3 == 0 ? std::make_shared<const Column>(*dictionary) : dictionary;
    const bool is_narrow = random() % 2 == 0;
    chunk.index_kind = is_narrow ? Kind::uint8 : Kind::int64;
    chunk.values = is_narrow ? random_indices<std::uint8_t>(random, size, dictionary->size())
                             : random_indices<std::int64_t>(random, size, dictionary->size());
  }
  if (kind != Kind::null && random() % 2 == 0) {
    chunk.set_validity(make_bitmap(size, [&](std::size_t) { return random() % 3 != 0; }));
  }
  const auto begin = static_cast<std::int64_t>(random() % (size + 1));
  const auto end = begin + static_cast<std::int64_t>(random() % (size + 1 - static_cast<std::size_t>(begin)));
  return chunk.slice(begin, end);
}

inline Column random_column(std::mt19937& random, Kind kind) {
  const Type type{kind, static_cast<TimeUnit>(random() % 4), random() % 2 == 0 ? "Asia/Shanghai" : ""};
  std::shared_ptr<const Column> dictionary;
  if (is_text(kind) && random() % 2 == 0) {
    dictionary = std::make_shared<const Column>(type, std::vector{random_values(random, kind, 1 + random() % 20)});
  }
  std::vector<Chunk> chunks;
  for (auto count = random() % 4; count > 0; --count) chunks.push_back(random_chunk(random, kind, dictionary));
  return {type, std::move(chunks)};
}

/// A frame with a column of every kind, the same in all versions of this test.
inline Frame fixture_frame() {
  Frame frame;
  const std::vector<std::int64_t> numbers{-1, 0, std::numeric_limits<std::int64_t>::max()};
  frame.add("int64", Column(numbers));
  frame.add("int32", Column(std::vector<std::int32_t>{-5, 0, 7}));
  frame.add("uint32", Column(std::vector<std::uint32_t>{5, 0, 4'000'000'000U}));
  frame.add("float64", Column(std::vector<double>{-0.0, std::numeric_limits<double>::infinity(),
                                                  std::bit_cast<double>(0x7FF8000000000ABCU)}));
  frame.add("boolean", Column(std::vector<std::optional<bool>>{true, std::nullopt, false}));
  frame.add("text", Column(std::vector<std::optional<std::string>>{"loyal", "顾客", std::nullopt}));
  frame.add("dictionary", Column::categories({1, -1, 0}, {"client", "supplier"}));
  frame.add("time", Column(std::vector<Time>{{0}, {-1}, {1'700'000'000'000'000}}));
  frame.add("null", Column({Kind::null}, {Chunk{.length = 3, .null_count = 3}}));
  frame.add("chunks", Column(std::vector<double>{1, 2}).followed_by(Column(std::vector<double>{3})));
  std::mt19937 random(1);
  for (const Kind kind : {Kind::int8, Kind::int16, Kind::uint8, Kind::uint16, Kind::uint64, Kind::float32, Kind::text64,
                          Kind::text_view, Kind::date32, Kind::date64}) {
    frame.add("kind " + std::to_string(static_cast<int>(kind)), Column({kind}, {random_values(random, kind, 3)}));
  }
  return frame;
}

inline void expect_same(const Frame& loaded, const Frame& saved) {
  ASSERT_EQ(loaded.columns().size(), saved.columns().size());
  for (std::size_t i = 0; i < saved.columns().size(); ++i) {
    EXPECT_EQ(loaded.columns()[i].first, saved.columns()[i].first);
    expect_same(loaded.columns()[i].second, saved.columns()[i].second);
  }
}

}  // namespace fealty::archive_test
