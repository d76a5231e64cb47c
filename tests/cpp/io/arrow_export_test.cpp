#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "column_values.hpp"
#include "fealty/io/arrow.hpp"

namespace fealty::io {
namespace {

Column through_stream(const Column& column) {
  ArrowArrayStream stream{};
  export_column(column, stream);
  return import_column(stream);
}

Column through_array(const Column& column) {
  ArrowArray array{};
  ArrowSchema schema{};
  export_column(column, array, schema);
  return import_column(array, schema);
}

TEST(ArrowExport, GivesBackWhatCameIn) {
  const Texts texts = {"客户", std::nullopt, "", "a text that is longer than twelve bytes"};
  const Column plain(texts);
  EXPECT_EQ(texts_of(through_stream(plain)), texts);
  EXPECT_EQ(texts_of(through_array(plain)), texts);
  const Column twice = plain.followed_by(plain);
  EXPECT_EQ(through_stream(twice).chunks().size(), 2U);
  EXPECT_EQ(through_array(twice).chunks().size(), 1U);
  EXPECT_EQ(texts_of(through_array(twice)), texts_of(twice));
  const Column encoded = Column::categories({1, -1, 0}, {"a", "b"});
  EXPECT_NE(through_stream(encoded).chunks().front().dictionary, nullptr);
  EXPECT_EQ(texts_of(through_stream(encoded)), (Texts{"b", std::nullopt, "a"}));
  const Column mixed = encoded.followed_by(Column(std::vector<std::string>{"c"}));
  EXPECT_EQ(texts_of(through_stream(mixed)), (Texts{"b", std::nullopt, "a", "c"}));
  const Numbers numbers = {1.5, std::nullopt};
  EXPECT_EQ(numbers_of(through_stream(Column(numbers))), numbers);
  const std::vector<std::optional<bool>> flags = {true, std::nullopt, false};
  EXPECT_EQ(numbers_of(through_array(Column(flags))), (Numbers{1, std::nullopt, 0}));
  const Column times(std::vector<Time>{{1}, {2}});
  EXPECT_EQ(through_stream(times).type(), times.type());
  EXPECT_EQ(through_stream(Column()).size(), 0U);
  EXPECT_EQ(through_array(Column(Type{Kind::text32}, {})).size(), 0U);
}

TEST(ArrowExport, KeepsEveryType) {
  for (auto kind = static_cast<int>(Kind::null); kind <= static_cast<int>(Kind::date64); ++kind) {
    const Type type{static_cast<Kind>(kind), TimeUnit::nanosecond,
                    kind == static_cast<int>(Kind::timestamp) ? "Asia/Shanghai" : ""};
    const std::vector<std::uint32_t> rows(3, Column::missing_row);
    const Column column = Column(type, {}).take(rows);
    for (const Column& back : {through_stream(column), through_array(column)}) {
      EXPECT_EQ(back.type().kind, type.kind);
      EXPECT_EQ(back.type().zone, type.zone);
      EXPECT_EQ(back.null_count(), 3U) << to_string(type);
    }
  }
}

TEST(ArrowExport, CopiesNothing) {
  const Column column(std::vector<double>{1, 2});
  EXPECT_EQ(through_stream(column).chunks().front().values.data, column.chunks().front().values.data);
  EXPECT_EQ(through_array(column).chunks().front().values.data, column.chunks().front().values.data);
}

TEST(ArrowExport, OutlivesTheColumn) {
  ArrowArrayStream stream{};
  export_column(Column(std::vector<std::string>{"a", "b"}), stream);
  ArrowSchema schema{};
  ArrowArray array{};
  ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
  ASSERT_EQ(stream.get_next(&stream, &array), 0);
  stream.release(&stream);
  EXPECT_EQ(stream.release, nullptr);
  EXPECT_EQ(texts_of(import_column(array, schema)), (Texts{"a", "b"}));
}

TEST(ArrowExport, LetsAReaderMoveColumnsOutOfABatch) {
  ArrowArray array{};
  ArrowSchema schema{};
  export_frame(Frame({{"a", Column(std::vector<double>{1})}, {"b", Column(std::vector<double>{2})}}), array, schema);
  const Column b = import_column(*array.children[1], *schema.children[1]);
  EXPECT_EQ(array.children[1]->release, nullptr);
  array.release(&array);
  schema.release(&schema);
  EXPECT_EQ(numbers_of(b), (Numbers{2}));
}

TEST(ArrowExport, CutsBatchesWhereChunksEnd) {
  const auto numbers = [](std::vector<std::size_t> lengths) {
    Column column(Type{Kind::float64}, {});
    double next = 0;
    for (const auto length : lengths) {
      std::vector<std::optional<double>> values(length);
      for (auto& value : values) {
        value = next;
        if (static_cast<int>(next) % 3 == 1) value.reset();
        ++next;
      }
      column = column.followed_by(Column(values));
    }
    return column;
  };
  const Frame frame({{"a", numbers({2, 0, 5, 1})}, {"b", numbers({4, 4})}, {"c", numbers({8})}});
  ArrowArrayStream stream{};
  export_frame(frame, stream);
  const Frame back = import_frame(stream);
  EXPECT_EQ(back.columns().front().second.chunks().size(), 4U);
  for (const auto& [name, column] : frame.columns()) {
    EXPECT_EQ(numbers_of(back.at(name)), numbers_of(column));
    EXPECT_EQ(back.at(name).null_count(), column.null_count());
  }
  ArrowArray array{};
  ArrowSchema schema{};
  export_frame(frame, array, schema);
  const Frame whole = import_frame(array, schema);
  for (const auto& [name, column] : frame.columns()) EXPECT_EQ(numbers_of(whole.at(name)), numbers_of(column));
}

TEST(ArrowExport, GivesEmptyFramesTheirSchema) {
  ArrowArrayStream stream{};
  export_frame(Frame({{"a", Column(std::vector<double>{})}, {"b", Column(Type{Kind::text_view}, {})}}), stream);
  const Frame back = import_frame(stream);
  EXPECT_EQ(back.rows(), 0U);
  EXPECT_EQ(to_string(back.at("a").type()), "float64");
  EXPECT_EQ(to_string(back.at("b").type()), "text");
  ArrowSchema schema{};
  export_schema(back, schema);
  EXPECT_STREQ(schema.format, "+s");
  EXPECT_EQ(schema.n_children, 2);
  schema.release(&schema);
  export_frame(Frame(), stream);
  EXPECT_EQ(import_frame(stream).columns().size(), 0U);
}

}  // namespace
}  // namespace fealty::io
