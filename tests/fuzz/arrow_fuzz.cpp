// Makes an Arrow array of bytes: its type, its shape and what stands in its buffers. A RecordError must come of it or a
// column whose every value can be read, and which is the same after it went out and in again.
//
// Arrow does not tell how large buffers are, so those here are as large as the claimed length needs; what may lie is
// everything inside them.
//
//     clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -DFMT_HEADER_ONLY -Iinclude \
//       tests/fuzz/arrow_fuzz.cpp src/io/arrow_*.cpp src/core/{columns,parallel,progress}.cpp -o arrow_fuzz
//     ./arrow_fuzz -max_total_time=60

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "fealty/core/error.hpp"
#include "fealty/io/arrow.hpp"

namespace {

using fealty::Column;

// Numbers out of the input, zeros at its end.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  std::uint8_t byte() {
    if (size_ == 0) return 0;
    --size_;
    return *data_++;
  }
  std::int64_t below(std::int64_t limit) { return byte() % limit; }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
};

constexpr std::array formats = {"n",        "b",          "c",          "C",    "s",  "S",   "i",   "I",
                                "l",        "L",          "e",          "f",    "g",  "u",   "U",   "vu",
                                "tdD",      "tdm",        "tsu:UTC",    "tsn:", "z",  "+l",  "ttu", "d:38,2",
                                "d:9,1,32", "d:18,-3,64", "d:76,0,256", "",     "ts", "d:9,"};

constexpr std::size_t text_bytes = 1 << 16;

// An array and all that it points to; released when the importer says so, and exactly once.
struct Made {
  ArrowArray array{};
  ArrowSchema schema{};
  std::string format;
  std::deque<std::vector<std::uint8_t>> bytes;
  std::vector<const void*> buffers;
  std::optional<std::deque<Made>> dictionary;  // a deque, for Made is not complete here
  int array_releases = 0;
  int schema_releases = 0;

  Made() = default;
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
};

std::int64_t length_from(Input& input) {
  const auto byte = input.byte();
  if (byte == 255) return std::numeric_limits<std::int64_t>::max() - input.byte();
  if (byte == 254) return -1 - static_cast<std::int64_t>(input.byte());
  return byte % 70;
}

// Offsets mostly increase, as an importer that refuses all others would hide what lies behind.
std::vector<std::uint8_t> offsets_from(Input& input, std::size_t count, std::size_t width) {
  std::vector<std::uint8_t> bytes(count * width);
  std::int64_t offset = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto step = input.byte();
    offset = step == 255 ? -offset : std::min<std::int64_t>(offset + step % 32, text_bytes);
    if (width == 4) {
      const auto narrow = static_cast<std::int32_t>(offset);
      std::memcpy(bytes.data() + i * width, &narrow, width);
    } else {
      std::memcpy(bytes.data() + i * width, &offset, width);
    }
  }
  return bytes;
}

void make(Made& made, Input& input, int depth) {
  made.format = formats[static_cast<std::size_t>(input.below(formats.size()))];
  made.array.length = length_from(input);
  made.array.offset = length_from(input);
  made.array.null_count = static_cast<std::int64_t>(input.below(4)) - 1;
  const bool is_small =
      made.array.length >= 0 && made.array.length < 100 && made.array.offset >= 0 && made.array.offset < 100;
  const auto reach = is_small ? static_cast<std::size_t>(made.array.length + made.array.offset) : 0;
  const auto add = [&](std::vector<std::uint8_t> bytes) {
    made.bytes.push_back(std::move(bytes));
    made.buffers.push_back(made.bytes.back().data());
  };
  const auto random_bytes = [&](std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    for (auto& byte : bytes) byte = input.byte();
    return bytes;
  };
  std::int64_t expected = made.format == "n" ? 0 : made.format == "u" || made.format == "U" ? 3 : 2;
  if (made.format == "vu") expected = 3 + input.below(3);
  if (input.byte() == 255) expected += input.below(3) - 1;
  for (std::int64_t i = 0; i < expected; ++i) {
    if (input.byte() > 250) {
      made.buffers.push_back(nullptr);
    } else if (i == 0) {
      add(random_bytes(reach / 8 + 1));
    } else if (i == 1 && (made.format == "u" || made.format == "U")) {
      add(offsets_from(input, reach + 1, made.format == "u" ? 4 : 8));
    } else if (i == 1) {
      add(random_bytes(reach * 16 + 1));
    } else if (made.format == "vu" && i == expected - 1) {
      std::vector<std::uint8_t> sizes(8 * static_cast<std::size_t>(expected));
      for (std::size_t j = 0; j < sizes.size(); j += 8) sizes[j] = input.byte();
      add(std::move(sizes));
    } else {
      add(std::vector<std::uint8_t>(text_bytes, 'x'));
    }
  }
  made.array.n_buffers = expected;
  made.array.buffers = made.buffers.data();
  if (depth < 2 && input.byte() % 4 == 0) {
    made.dictionary.emplace();
    make(made.dictionary->emplace_back(), input, depth + 1);
    made.array.dictionary = &made.dictionary->front().array;
    made.schema.dictionary = input.byte() == 255 ? nullptr : &made.dictionary->front().schema;
  }
  made.schema.format = made.format.c_str();
  made.array.private_data = made.schema.private_data = &made;
  made.array.release = [](ArrowArray* self) {
    auto* owner = static_cast<Made*>(self->private_data);
    ++owner->array_releases;
    owner->bytes.clear();
    self->release = nullptr;
  };
  made.schema.release = [](ArrowSchema* self) {
    ++static_cast<Made*>(self->private_data)->schema_releases;
    self->release = nullptr;
  };
}

// A number for all that a column holds.
std::uint64_t digest(const Column& column) {
  std::uint64_t sum = column.size();
  const auto add = [&](std::uint64_t value) { sum = sum * 31 + value; };
  for (const auto& chunk : column.chunks()) {
    for (std::int64_t i = 0; i < chunk.length; ++i) add(chunk.is_valid(i) ? 1 : 0);
    const auto kind = column.type().kind;
    if (fealty::is_text(kind)) {
      fealty::for_each_text(chunk, kind, 0, chunk.length, [&](std::int64_t, std::string_view text) {
        for (const char c : text) add(static_cast<std::uint8_t>(c));
      });
    } else if (const auto width = fealty::width_of(kind); width != 0) {
      const auto* bytes = chunk.values.as<std::uint8_t>();
      for (std::int64_t i = 0; i < chunk.length; ++i) {
        for (std::size_t k = 0; k < width && chunk.is_valid(i); ++k) {
          add(bytes[static_cast<std::size_t>(chunk.offset + i) * width + k]);
        }
      }
    }
  }
  return sum;
}

void require(bool condition) {
  if (!condition) std::abort();
}

void read(Column column) {
  const std::uint64_t before = digest(column);
  require(digest(column.combined()) == before);
  require(digest(column.decoded()) == before);
  ArrowArrayStream stream{};
  fealty::io::export_column(column, stream);
  column = Column();
  require(digest(fealty::io::import_column(stream)) == before);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  Made made;
  make(made, input, 0);
  try {
    read(fealty::io::import_column(made.array, made.schema, "x"));
  } catch (const fealty::RecordError& error) {
    require(error.code() == fealty::code::bad_arrow);
  }
  require(made.array_releases == 1 && made.schema_releases == 1);
  return 0;
}
