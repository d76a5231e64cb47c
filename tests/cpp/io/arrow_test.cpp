#include "fealty/io/arrow.hpp"

#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "arrow_producer.hpp"
#include "fealty/core/error.hpp"

namespace fealty::io {
namespace {

using Texts = std::vector<std::optional<std::string>>;
using Numbers = std::vector<std::optional<double>>;

Texts texts_of(const Column& column) {
  const TextReader reader(column, "texts");
  Texts texts(column.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!reader.is_missing(i)) texts[i] = std::string(reader[i]);
  }
  return texts;
}

Numbers numbers_of(const Column& column) {
  Numbers numbers;
  for (const double value : as_doubles(column, "numbers")) {
    numbers.push_back(std::isnan(value) ? std::nullopt : std::optional(value));
  }
  return numbers;
}

// The message of the RecordError FY105 that an import must end in; array and schema are released all the same.
std::string refusal(Producer& producer) {
  const auto releases = producer.releases();
  try {
    (void)producer.import();
  } catch (const RecordError& error) {
    EXPECT_EQ(error.code(), code::bad_arrow);
    EXPECT_EQ(*releases, 2);
    return error.what();
  }
  ADD_FAILURE() << "not refused";
  return "";
}

template <class T>
void expect_integers(const std::string& format) {
  Producer producer(format);
  producer.rows(3, 1).buffer(std::vector<std::uint8_t>{0b01010}).buffer(std::vector<T>{9, 1, 2, 3});
  EXPECT_EQ(numbers_of(producer.import()), (Numbers{1, std::nullopt, 3})) << format;
}

TEST(ArrowImport, ReadsNumbersOfEveryWidthWithOffsetAndUnknownNullCount) {
  expect_integers<std::int8_t>("c");
  expect_integers<std::uint8_t>("C");
  expect_integers<std::int16_t>("s");
  expect_integers<std::uint16_t>("S");
  expect_integers<std::int32_t>("i");
  expect_integers<std::uint32_t>("I");
  expect_integers<std::int64_t>("l");
  expect_integers<std::uint64_t>("L");
  expect_integers<float>("f");
  expect_integers<double>("g");
}

TEST(ArrowImport, ViewsTheBuffersOfTheProducer) {
  Producer producer("g");
  producer.rows(2, 1, 0).no_buffer().buffer(std::vector<double>{1, 2, 3});
  const auto* data = static_cast<const double*>(producer.array.buffers[1]);
  const Column column = producer.import();
  EXPECT_EQ(as_doubles(column, "x").span().data(), data + 1);
}

TEST(ArrowImport, ReleasesOnceAndOnlyWhenTheLastViewIsGone) {
  std::shared_ptr<int> releases;
  Values<double> values;
  {
    Producer producer("g");
    releases = producer.releases();
    producer.rows(2).no_buffer().buffer(std::vector<double>{1, 2});
    Column column = producer.import();
    EXPECT_EQ(*releases, 1);  // the schema
    const Column copy = column;
    column = Column();
    values = as_doubles(copy, "x");
  }
  EXPECT_EQ(*releases, 1);
  EXPECT_EQ(values[1], 2);
  values = Values<double>();
  EXPECT_EQ(*releases, 2);
}

TEST(ArrowImport, CountsMissingValuesItself) {
  Producer producer("l");
  producer.rows(3, 0, 0).buffer(std::vector<std::uint8_t>{0b101}).buffer(std::vector<std::int64_t>{1, 2, 3});
  EXPECT_EQ(producer.import().null_count(), 1U);
  Producer none("l");
  none.rows(3, 0, 2).buffer(std::vector<std::uint8_t>{0b111}).buffer(std::vector<std::int64_t>{1, 2, 3});
  const Column column = none.import();
  EXPECT_EQ(column.null_count(), 0U);
  EXPECT_EQ(column.chunks().front().validity.data, nullptr);
}

TEST(ArrowImport, ReadsBooleans) {
  Producer producer("b");
  producer.rows(4, 3).buffer(std::vector<std::uint8_t>{0b01111000}).buffer(std::vector<std::uint8_t>{0b01010111});
  EXPECT_EQ(numbers_of(producer.import()), (Numbers{0, 1, 0, 1}));
}

TEST(ArrowImport, ReadsTextsOfEveryLayout) {
  Producer text32("u");
  text32.rows(3, 1).buffer(std::vector<std::uint8_t>{0b1011}).buffer(std::vector<std::int32_t>{0, 2, 8, 8, 9});
  text32.text("xx客户z");
  EXPECT_EQ(texts_of(text32.import()), (Texts{"客户", std::nullopt, "z"}));
  Producer text64("U");
  text64.rows(2).no_buffer().buffer(std::vector<std::int64_t>{0, 1, 1}).text("a");
  EXPECT_EQ(texts_of(text64.import()), (Texts{"a", ""}));
  Producer views("vu");
  const std::string_view long_text = "a text that is longer than a view";
  std::vector<char> bytes(48, '\0');
  bytes[0] = 2;
  std::memcpy(bytes.data() + 4, "ok", 2);
  bytes[16] = static_cast<char>(long_text.size());
  std::memcpy(bytes.data() + 20, "a te", 4);
  bytes[24] = 1;  // block
  bytes[28] = 3;  // place in the block
  views.rows(3)
      .buffer(std::vector<std::uint8_t>{0b011})
      .buffer(bytes)
      .text("unused")
      .text(std::string("...") + std::string(long_text));
  views.buffer(std::vector<std::int64_t>{6, 3 + static_cast<std::int64_t>(long_text.size())});
  EXPECT_EQ(texts_of(views.import()), (Texts{"ok", std::string(long_text), std::nullopt}));
}

TEST(ArrowImport, ReadsTimesAndDates) {
  const auto type_of = [](const std::string& format) {
    Producer producer(format);
    producer.rows(1).no_buffer().buffer(std::vector<std::int64_t>{86'400});
    return to_string(producer.import().type());
  };
  EXPECT_EQ(type_of("tss:"), "timestamp[s]");
  EXPECT_EQ(type_of("tsm:UTC"), "timestamp[ms, UTC]");
  EXPECT_EQ(type_of("tsu:Asia/Shanghai"), "timestamp[us, Asia/Shanghai]");
  EXPECT_EQ(type_of("tsn:+08:00"), "timestamp[ns, +08:00]");
  EXPECT_EQ(type_of("tdD"), "date32");
  EXPECT_EQ(type_of("tdm"), "date64");
}

TEST(ArrowImport, ReadsNulls) {
  Producer producer("n");
  producer.rows(5);
  const Column column = producer.import();
  EXPECT_EQ(column.size(), 5U);
  EXPECT_EQ(column.null_count(), 5U);
}

TEST(ArrowImport, ReadsEmptyArraysWithoutBuffers) {
  for (const char* format : {"l", "u", "U", "b", "g", "tsu:"}) {
    Producer producer(format);
    producer.rows(0).no_buffer().no_buffer();
    if (std::string(format) == "u" || std::string(format) == "U") producer.no_buffer();
    EXPECT_EQ(producer.import().size(), 0U) << format;
  }
}

TEST(ArrowImport, LooksUpDictionariesOfTexts) {
  Producer producer("C");
  producer.rows(4, 1).buffer(std::vector<std::uint8_t>{0b11011}).buffer(std::vector<std::uint8_t>{9, 1, 200, 0, 1});
  producer.dictionary("u").rows(2, 1).no_buffer().buffer(std::vector<std::int32_t>{0, 1, 2, 4}).text("xabc");
  const Column column = producer.import();
  EXPECT_EQ(to_string(column.type()), "text");
  EXPECT_NE(column.chunks().front().dictionary, nullptr);
  EXPECT_EQ(texts_of(column), (Texts{"bc", std::nullopt, "a", "bc"}));
}

TEST(ArrowImport, LooksUpDictionariesOfNumbersAndThoseWithMissingEntries) {
  Producer numbers("L");
  numbers.rows(3).no_buffer().buffer(std::vector<std::uint64_t>{1, 0, 1});
  numbers.dictionary("g").rows(2).no_buffer().buffer(std::vector<double>{0.5, 1.5});
  EXPECT_EQ(numbers_of(numbers.import()), (Numbers{1.5, 0.5, 1.5}));
  Producer texts("c");
  texts.rows(3).no_buffer().buffer(std::vector<std::int8_t>{1, 0, 1});
  texts.dictionary("u")
      .rows(2)
      .buffer(std::vector<std::uint8_t>{0b01})
      .buffer(std::vector<std::int32_t>{0, 1, 1})
      .text("a");
  EXPECT_EQ(texts_of(texts.import()), (Texts{std::nullopt, "a", std::nullopt}));
}

TEST(ArrowImport, ConvertsDecimals) {
  Producer wide("d:38,2");
  const auto two_to_the_64 = std::vector<std::uint64_t>{
      12345,
      0,  // 123.45
      static_cast<std::uint64_t>(-12345),
      ~0ULL,  // -123.45
      9,
      9,  // missing
      0,
      1,  // 2^64 / 100
      0,
      ~0ULL,  // -2^64 / 100
  };
  wide.rows(4, 1).buffer(std::vector<std::uint8_t>{0b11011}).buffer(two_to_the_64);
  EXPECT_EQ(numbers_of(wide.import()), (Numbers{-123.45, std::nullopt, 0x1p64 / 100, -0x1p64 / 100}));
  Producer narrow("d:9,1,32");
  narrow.rows(2).no_buffer().buffer(std::vector<std::int32_t>{-15, 20});
  EXPECT_EQ(numbers_of(narrow.import()), (Numbers{-1.5, 2}));
  Producer middle("d:18,-2,64");
  middle.rows(1).no_buffer().buffer(std::vector<std::int64_t>{-7});
  EXPECT_EQ(numbers_of(middle.import()), (Numbers{-700}));
}

TEST(ArrowImport, ConvertsHalfPrecision) {
  Producer producer("e");
  producer.rows(7).no_buffer().buffer(
      std::vector<std::uint16_t>{0x3C00, 0xC000, 0x7BFF, 0x0001, 0x8000, 0x7C00, 0x7E00});
  const Column column = producer.import();
  EXPECT_EQ(column.type().kind, Kind::float32);
  const auto values = column.chunks().front().as<float>();
  EXPECT_EQ(values[0], 1.0F);
  EXPECT_EQ(values[1], -2.0F);
  EXPECT_EQ(values[2], 65504.0F);
  EXPECT_EQ(values[3], 0x1p-24F);
  EXPECT_TRUE(values[4] == 0.0F && std::signbit(values[4]));
  EXPECT_TRUE(std::isinf(values[5]));
  EXPECT_TRUE(std::isnan(values[6]));
}

TEST(ArrowImport, CopiesWhatIsNotAligned) {
  Producer producer("l");
  producer.rows(2, 1).no_buffer().buffer(std::vector<std::int64_t>{7, 8, 9}, 1);
  EXPECT_EQ(numbers_of(producer.import()), (Numbers{8, 9}));
}

TEST(ArrowImport, NamesTheColumnAndItsTypeInEveryRefusal) {
  for (const char* format :
       {"z",  "Z",   "vz",     "w:16",    "ttu",         "tDu", "tiM",  "+l",  "+s", "+r", "d:76,2,256",
        "d:", "d:9", "d:9,2,", "d:9,2,x", "d:9,2,128,7", "ts",  "tsx:", "tsu", "",   "ll", "tdX"}) {
    Producer producer(format);
    producer.rows(0).no_buffer().no_buffer();
    const std::string message = refusal(producer);
    EXPECT_NE(message.find("column 'x' of Arrow type '" + std::string(format) + "'"), std::string::npos) << message;
  }
}

TEST(ArrowImport, RefusesImpossibleLengths) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const std::vector<std::vector<std::int64_t>> shapes = {{-1, 0, 0},      {1, -1, 0}, {most, 1, 0}, {1, most, 0},
                                                         {most, most, 0}, {1, 0, 2},  {1, 0, -2}};
  for (const auto& shape : shapes) {
    Producer producer("l");
    producer.rows(shape[0], shape[1], shape[2]).no_buffer().buffer(std::vector<std::int64_t>{1, 2, 3});
    EXPECT_NE(refusal(producer), "");
  }
}

TEST(ArrowImport, RefusesMissingAndSurplusBuffers) {
  Producer none("l");
  none.rows(1);
  EXPECT_NE(refusal(none).find("0 buffers"), std::string::npos);
  Producer one("l");
  one.rows(1).no_buffer();
  EXPECT_NE(refusal(one).find("1 buffers"), std::string::npos);
  Producer three("l");
  three.rows(1).no_buffer().buffer(std::vector<std::int64_t>{1}).no_buffer();
  EXPECT_NE(refusal(three).find("3 buffers"), std::string::npos);
  Producer values("l");
  values.rows(1).no_buffer().no_buffer();
  EXPECT_NE(refusal(values).find("buffer 1 is missing"), std::string::npos);
  Producer list("l");
  list.rows(1).no_buffer().buffer(std::vector<std::int64_t>{1});
  list.array.buffers = nullptr;
  EXPECT_NE(refusal(list), "");
  Producer negative("l");
  negative.rows(1);
  negative.array.n_buffers = -1;
  EXPECT_NE(refusal(negative), "");
  Producer bitmap("l");
  bitmap.rows(1, 0, 1).no_buffer().buffer(std::vector<std::int64_t>{1});
  EXPECT_NE(refusal(bitmap).find("without a validity bitmap"), std::string::npos);
  Producer bytes("u");
  bytes.rows(1).no_buffer().buffer(std::vector<std::int32_t>{0, 1}).no_buffer();
  EXPECT_NE(refusal(bytes).find("buffer 2 is missing"), std::string::npos);
  Producer children("l");
  children.rows(1).no_buffer().buffer(std::vector<std::int64_t>{1});
  children.child("l").rows(1).no_buffer().buffer(std::vector<std::int64_t>{1});
  EXPECT_NE(refusal(children).find("children"), std::string::npos);
}

TEST(ArrowImport, RefusesTextsOutsideTheirBytes) {
  Producer negative("u");
  negative.rows(1).no_buffer().buffer(std::vector<std::int32_t>{-1, 1}).text("a");
  EXPECT_NE(refusal(negative).find("decrease"), std::string::npos);
  Producer decreasing("U");
  decreasing.rows(2).no_buffer().buffer(std::vector<std::int64_t>{0, 5, 1}).text("abcde");
  EXPECT_NE(refusal(decreasing).find("decrease"), std::string::npos);
  const std::vector<std::vector<std::int32_t>> bad_views = {{-1, 0, 0, 0},  {13, 0, 1, 0},
                                                            {13, 0, -1, 0}, {13, 0, 0, -1},
                                                            {13, 0, 0, 8},  {2'000'000'000, 0, 0, 2'000'000'000}};
  for (const auto& view : bad_views) {
    Producer producer("vu");
    producer.rows(1).no_buffer().buffer(view).text("twenty bytes of text").buffer(std::vector<std::int64_t>{20});
    EXPECT_NE(refusal(producer).find("outside its block"), std::string::npos);
  }
  Producer sizes("vu");
  sizes.rows(1)
      .no_buffer()
      .buffer(std::vector<std::int32_t>{1, 0, 0, 0})
      .text("x")
      .buffer(std::vector<std::int64_t>{-1});
  EXPECT_NE(refusal(sizes).find("block 0 is missing"), std::string::npos);
}

TEST(ArrowImport, RefusesIndicesOutsideTheirDictionary) {
  for (const std::int64_t index : {-1, 1}) {
    Producer producer("l");
    producer.rows(1).no_buffer().buffer(std::vector<std::int64_t>{index});
    producer.dictionary("u").rows(1).no_buffer().buffer(std::vector<std::int32_t>{0, 1}).text("a");
    EXPECT_NE(refusal(producer).find("outside the dictionary"), std::string::npos);
  }
  Producer floats("g");
  floats.rows(1).no_buffer().buffer(std::vector<double>{0});
  floats.dictionary("u").rows(1).no_buffer().buffer(std::vector<std::int32_t>{0, 1}).text("a");
  EXPECT_NE(refusal(floats).find("must be integers"), std::string::npos);
  Producer without("i");
  without.rows(1).no_buffer().buffer(std::vector<std::int32_t>{0});
  without.dictionary("u").rows(1).no_buffer().buffer(std::vector<std::int32_t>{0, 1}).text("a");
  without.array.dictionary = nullptr;
  EXPECT_NE(refusal(without).find("do not agree"), std::string::npos);
  Producer nested("i");
  nested.rows(1).no_buffer().buffer(std::vector<std::int32_t>{0});
  auto& middle = nested.dictionary("i");
  middle.rows(1).no_buffer().buffer(std::vector<std::int32_t>{0});
  middle.dictionary("u").rows(1).no_buffer().buffer(std::vector<std::int32_t>{0, 1}).text("a");
  EXPECT_NE(refusal(nested).find("dictionary of a dictionary"), std::string::npos);
}

TEST(ArrowImport, RefusesWhatWasReleasedBefore) {
  Producer producer("l");
  producer.rows(1).no_buffer().buffer(std::vector<std::int64_t>{1});
  (void)producer.import();
  EXPECT_THROW((void)producer.import(), RecordError);
  ArrowArrayStream stream{};
  EXPECT_THROW((void)import_column(stream), RecordError);
}

TEST(ArrowImport, ReadsRecordBatchesWithTheirOffset) {
  Producer batch("+s");
  batch.rows(2, 1).no_buffer();
  batch.child("l").named("id").rows(3, 1).no_buffer().buffer(std::vector<std::int64_t>{0, 1, 2, 3});
  batch.child("u").named("名").rows(3).no_buffer().buffer(std::vector<std::int32_t>{0, 1, 2, 3}).text("abc");
  const auto releases = batch.releases();
  {
    const Frame frame = import_frame(batch.array, batch.schema);
    EXPECT_EQ(frame.rows(), 2U);
    EXPECT_EQ(numbers_of(frame.at("id")), (Numbers{2, 3}));
    EXPECT_EQ(texts_of(frame.at("名")), (Texts{"b", "c"}));
    EXPECT_EQ(*releases, 1);
  }
  EXPECT_EQ(*releases, 2);
}

TEST(ArrowImport, RefusesRecordBatchesThatDoNotFitTheirSchema) {
  const auto refused = [](auto&& change) {
    Producer batch("+s");
    batch.rows(2).no_buffer();
    batch.child("l").named("id").rows(2).no_buffer().buffer(std::vector<std::int64_t>{0, 1});
    const auto releases = batch.releases();
    change(batch);
    try {
      (void)import_frame(batch.array, batch.schema);
    } catch (const RecordError& error) {
      return std::string(error.code()) == code::bad_arrow && *releases == 2;
    }
    return false;
  };
  EXPECT_FALSE(refused([](Producer&) {}));
  EXPECT_TRUE(refused([](Producer& batch) { batch.array.n_children = 0; }));
  EXPECT_TRUE(refused([](Producer& batch) { batch.schema.n_children = -1; }));
  EXPECT_TRUE(refused([](Producer& batch) { batch.array.children = nullptr; }));
  EXPECT_TRUE(refused([](Producer& batch) { batch.schema.children = nullptr; }));
  EXPECT_TRUE(refused([](Producer& batch) { batch.array.length = 3; }));
  EXPECT_TRUE(refused([](Producer& batch) { batch.array.offset = 1; }));
  EXPECT_TRUE(refused([](Producer& batch) { batch.array.n_buffers = 0; }));
  EXPECT_TRUE(refused([](Producer& batch) { batch.schema.format = "l"; }));
  EXPECT_TRUE(refused([](Producer& batch) { batch.schema.format = nullptr; }));
  EXPECT_TRUE(refused([](Producer& batch) {
    static const std::uint8_t bitmap = 0b01;
    batch.array.buffers[0] = &bitmap;
  }));
}

TEST(ArrowImport, RefusesANameTwice) {
  Producer batch("+s");
  batch.rows(0).no_buffer();
  batch.child("n").named("id").rows(0);
  batch.child("n").named("id").rows(0);
  EXPECT_THROW((void)import_frame(batch.array, batch.schema), RecordError);
}

// A stream that fails as it is told to, and counts its releases.
struct FailingStream {
  int schema_status = 0;
  int array_status = 0;
  const char* reason = "the cable is out";
  int released = 0;

  ArrowArrayStream stream() {
    ArrowArrayStream made{};
    made.private_data = this;
    made.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
      auto* state = static_cast<FailingStream*>(self->private_data);
      if (state->schema_status == 0) export_schema(Column(std::vector<std::int64_t>{1}), *out);
      return state->schema_status;
    };
    made.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
      *out = {};
      return static_cast<FailingStream*>(self->private_data)->array_status;
    };
    made.get_last_error = [](ArrowArrayStream* self) {
      return static_cast<FailingStream*>(self->private_data)->reason;
    };
    made.release = [](ArrowArrayStream* self) {
      ++static_cast<FailingStream*>(self->private_data)->released;
      self->release = nullptr;
    };
    return made;
  }
};

TEST(ArrowImport, TellsWhyAStreamFailedAndReleasesIt) {
  for (const auto& [schema_status, array_status] : {std::pair{EIO, 0}, std::pair{0, EIO}}) {
    FailingStream failing{schema_status, array_status};
    ArrowArrayStream stream = failing.stream();
    try {
      (void)import_column(stream);
      FAIL();
    } catch (const RecordError& error) {
      EXPECT_NE(std::string(error.what()).find("the cable is out"), std::string::npos);
    }
    EXPECT_EQ(failing.released, 1);
    EXPECT_EQ(stream.release, nullptr);
  }
  FailingStream silent{0, EIO, nullptr};
  ArrowArrayStream stream = silent.stream();
  EXPECT_THROW((void)import_column(stream), RecordError);
  FailingStream empty;
  stream = empty.stream();
  const Column column = import_column(stream);
  EXPECT_EQ(column.size(), 0U);
  EXPECT_EQ(to_string(column.type()), "int64");
  EXPECT_EQ(empty.released, 1);
}

// ---- Export, read back by the import ----

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
