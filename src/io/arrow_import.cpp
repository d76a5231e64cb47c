#include <algorithm>
#include <atomic>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/arrow.hpp"

namespace fealty::io {

namespace {

// ---- Ownership ----

void release(ArrowSchema& schema) {
  if (schema.release != nullptr) schema.release(&schema);
}
void release(ArrowArrayStream& stream) {
  if (stream.release != nullptr) stream.release(&stream);
}

// Moves a structure as the specification says: the source is marked as released. It is released with the owner.
template <class T>
class Taken {
 public:
  explicit Taken(T& source) : value_(source) { source.release = nullptr; }
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  ~Taken() { release(value_); }
  T* operator->() { return &value_; }
  T& operator*() { return value_; }

 private:
  T value_;
};

// The array whose buffers the chunks share; children and dictionary are released with it.
std::shared_ptr<const ArrowArray> share(ArrowArray& source) {
  struct Holder {
    explicit Holder(ArrowArray& from) : array(from) { from.release = nullptr; }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;
    ~Holder() {
      if (array.release != nullptr) array.release(&array);
    }
    ArrowArray array;
  };
  std::shared_ptr<Holder> holder;
  try {
    holder = std::make_shared<Holder>(source);
  } catch (...) {
    if (source.release != nullptr) source.release(&source);
    throw;
  }
  return {holder, &holder->array};
}

// ---- Types ----

// How the values of an array lie, where that differs from a column's layout.
enum class Storage { as_column, float16, decimal };

// What a schema says.
struct Field {
  std::string name;
  std::string format;  // as in the schema, for messages
  Type type;
  Storage storage = Storage::as_column;
  int scale = 0;                  // of a decimal: digits after the point
  std::size_t decimal_width = 0;  // bytes
  bool has_dictionary = false;
  Kind index_kind = Kind::int32;  // if there is a dictionary; `type` is then that of its values
};

[[noreturn]] void refuse(const Field& field, std::string_view what) {
  throw RecordError(code::bad_arrow, fmt::format("column '{}' of Arrow type '{}': {}", field.name, field.format, what));
}

std::optional<Kind> plain_kind(char letter) {
  switch (letter) {
    case 'n':
      return Kind::null;
    case 'b':
      return Kind::boolean;
    case 'c':
      return Kind::int8;
    case 'C':
      return Kind::uint8;
    case 's':
      return Kind::int16;
    case 'S':
      return Kind::uint16;
    case 'i':
      return Kind::int32;
    case 'I':
      return Kind::uint32;
    case 'l':
      return Kind::int64;
    case 'L':
      return Kind::uint64;
    case 'f':
      return Kind::float32;
    case 'g':
      return Kind::float64;
    case 'u':
      return Kind::text32;
    case 'U':
      return Kind::text64;
    default:
      return std::nullopt;
  }
}

std::optional<TimeUnit> time_unit(char letter) {
  switch (letter) {
    case 's':
      return TimeUnit::second;
    case 'm':
      return TimeUnit::millisecond;
    case 'u':
      return TimeUnit::microsecond;
    case 'n':
      return TimeUnit::nanosecond;
    default:
      return std::nullopt;
  }
}

// "d:precision,scale" or "d:precision,scale,bits".
void read_decimal(Field& field, std::string_view text) {
  int numbers[3] = {0, 0, 128};
  int count = 0;
  for (const char* at = text.data(); count < 3; ++count) {
    const auto [end, failure] = std::from_chars(at, text.data() + text.size(), numbers[count]);
    if (failure != std::errc()) refuse(field, "the decimal type cannot be read");
    at = end;
    if (at == text.data() + text.size()) break;
    if (*at++ != ',') refuse(field, "the decimal type cannot be read");
  }
  if (count == 0 || count == 3) refuse(field, "the decimal type cannot be read");
  if (numbers[2] != 32 && numbers[2] != 64 && numbers[2] != 128) {
    refuse(field, "decimals of more than 128 bits are not supported; cast the column to float64");
  }
  field.type.kind = Kind::float64;
  field.storage = Storage::decimal;
  field.scale = numbers[1];
  field.decimal_width = static_cast<std::size_t>(numbers[2]) / 8;
}

void read_format(Field& field) {
  const std::string_view format = field.format;
  if (const auto kind = format.size() == 1 ? plain_kind(format[0]) : std::nullopt) {
    field.type.kind = *kind;
  } else if (format == "vu") {
    field.type.kind = Kind::text_view;
  } else if (format == "e") {
    field.type.kind = Kind::float32;
    field.storage = Storage::float16;
  } else if (format == "tdD") {
    field.type.kind = Kind::date32;
  } else if (format == "tdm") {
    field.type.kind = Kind::date64;
  } else if (format.starts_with("ts") && format.size() >= 4 && format[3] == ':' && time_unit(format[2])) {
    field.type = {Kind::timestamp, *time_unit(format[2]), std::string(format.substr(4))};
  } else if (format.starts_with("d:")) {
    read_decimal(field, format.substr(2));
  } else {
    refuse(field, "this type is not supported; drop the column or cast it to text or numbers");
  }
}

Field read_field(const ArrowSchema& schema, std::string_view name) {
  Field field;
  field.name = name;
  if (schema.release == nullptr) refuse(field, "the schema was released before it was read");
  if (schema.format == nullptr) refuse(field, "the schema has no format");
  field.format = schema.format;
  read_format(field);
  if (schema.dictionary == nullptr) return field;

  if (!is_integer(field.type.kind)) refuse(field, "the indices of a dictionary must be integers");
  const Field values = read_field(*schema.dictionary, name);
  if (values.has_dictionary) refuse(field, "a dictionary of a dictionary is not supported");
  field.has_dictionary = true;
  field.index_kind = field.type.kind;
  field.type = values.type;
  return field;
}

// ---- Arrays ----

constexpr std::int64_t longest = std::numeric_limits<std::int64_t>::max() / 32;

void check_shape(const ArrowArray& array, const Field& field) {
  if (array.release == nullptr) refuse(field, "the array was released before it was read");
  if (array.length < 0 || array.offset < 0 || array.length > longest || array.offset > longest) {
    refuse(field, fmt::format("length {} and offset {} are not possible", array.length, array.offset));
  }
  if (array.null_count < -1 || array.null_count > array.length) {
    refuse(field, fmt::format("{} missing values of {} are not possible", array.null_count, array.length));
  }
  if (array.n_buffers < 0 || (array.n_buffers > 0 && array.buffers == nullptr)) {
    refuse(field, "the list of buffers is missing");
  }
}

void check_buffers(const ArrowArray& array, const Field& field, std::int64_t expected) {
  if (array.n_buffers != expected) {
    refuse(field, fmt::format("{} buffers where there must be {}", array.n_buffers, expected));
  }
}

// One array of a column on its way to a chunk. `owner` keeps its buffers.
struct Source {
  const ArrowArray& array;
  const Field& field;
  std::shared_ptr<const ArrowArray> owner;
  std::int64_t offset;  // of the parent and of the array itself
  std::int64_t length;  // of the parent: an array may be longer

  [[nodiscard]] std::size_t reach() const { return static_cast<std::size_t>(offset + length); }

  [[nodiscard]] Buffer buffer(std::int64_t number, std::size_t size) const {
    const void* data = array.buffers[number];
    if (data == nullptr && length > 0) refuse(field, fmt::format("buffer {} is missing", number));
    return {static_cast<const std::byte*>(data), size, owner};
  }

  // Most producers align; a copy is made where one does not, for reads of whole values need it.
  [[nodiscard]] Buffer aligned(std::int64_t number, std::size_t count, std::size_t width, std::size_t alignment) const {
    Buffer viewed = buffer(number, count * width);
    if (reinterpret_cast<std::uintptr_t>(viewed.data) % alignment == 0) return viewed;
    std::vector<std::uint64_t> copy((viewed.size + 7) / 8);
    std::memcpy(copy.data(), viewed.data, viewed.size);
    return Buffer::from(std::move(copy));
  }
};

void import_validity(Chunk& chunk, const Source& source) {
  const void* bitmap = source.array.n_buffers == 0 ? nullptr : source.array.buffers[0];
  if (bitmap == nullptr) {
    if (source.array.null_count > 0) refuse(source.field, "missing values without a validity bitmap");
    return;
  }
  chunk.null_count = count_zero_bits(static_cast<const std::uint8_t*>(bitmap), source.offset, source.length);
  if (chunk.null_count > 0) chunk.validity = source.buffer(0, (source.reach() + 7) / 8);
}

// Calls `is_wrong(i)` for i in [0, size) in parallel; whether any was. Written so that the loop can be vectorized.
template <class IsWrong>
bool any_wrong(std::int64_t size, IsWrong&& is_wrong) {
  std::atomic<bool> found = false;
  for_blocks(static_cast<std::size_t>(size), [&](std::size_t begin, std::size_t end) {
    bool wrong = false;
    for (std::size_t i = begin; i < end; ++i) wrong |= is_wrong(static_cast<std::int64_t>(i));
    if (wrong) found = true;
  });
  return found;
}

template <class Offset>
void import_offset_texts(Chunk& chunk, const Source& source) {
  check_buffers(source.array, source.field, 3);
  if (source.length == 0) return;
  chunk.values = source.aligned(1, source.reach() + 1, sizeof(Offset), alignof(Offset));
  const Offset* offsets = chunk.values.as<Offset>() + source.offset;
  if (offsets[0] < 0 || any_wrong(source.length, [&](std::int64_t i) { return offsets[i + 1] < offsets[i]; })) {
    refuse(source.field, "the offsets of the texts decrease");
  }
  const auto bytes = static_cast<std::size_t>(offsets[source.length]);
  if (bytes > 0) chunk.text = source.buffer(2, bytes);
}

void import_views(Chunk& chunk, const Source& source) {
  const std::int64_t blocks = source.array.n_buffers - 3;
  if (blocks < 0) check_buffers(source.array, source.field, 3);
  if (source.length == 0) return;
  chunk.values = source.aligned(1, source.reach(), 16, alignof(std::int32_t));
  const auto* sizes = static_cast<const std::int64_t*>(source.array.buffers[blocks + 2]);
  if (blocks > 0 && sizes == nullptr) refuse(source.field, "the sizes of the text blocks are missing");
  for (std::int64_t i = 0; i < blocks; ++i) {
    std::int64_t size = 0;
    std::memcpy(&size, sizes + i, sizeof size);
    const void* data = source.array.buffers[i + 2];
    if (size < 0 || (size > 0 && data == nullptr)) refuse(source.field, fmt::format("text block {} is missing", i));
    chunk.blocks.push_back({static_cast<const std::byte*>(data), static_cast<std::size_t>(size), source.owner});
  }
  const auto lies_outside = [&](std::int64_t i) {
    std::int32_t part[4];
    std::memcpy(part, chunk.values.data + 16 * (source.offset + i), sizeof part);
    if (part[0] >= 0 && part[0] <= fealty::detail::ViewTexts::longest_inline) return false;
    return part[0] < 0 || part[2] < 0 || part[2] >= blocks || part[3] < 0 ||
           static_cast<std::size_t>(part[3]) + static_cast<std::size_t>(part[0]) >
               chunk.blocks[static_cast<std::size_t>(part[2])].size;
  };
  if (any_wrong(source.length, [&](std::int64_t i) { return chunk.is_valid(i) && lies_outside(i); })) {
    refuse(source.field, "a text view lies outside its block");
  }
}

// ---- Numbers that are converted ----

// IEEE 754 binary16: sign, 5 bits of exponent, 10 bits of fraction.
float from_float16(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 31;
  const auto fraction = static_cast<float>(bits & 1023);
  const float magnitude = exponent == 0    ? std::ldexp(fraction, -24)
                          : exponent == 31 ? (fraction == 0 ? std::numeric_limits<float>::infinity()
                                                            : std::numeric_limits<float>::quiet_NaN())
                                           : std::ldexp(fraction + 1024, exponent - 25);
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

// The integer behind a decimal, from its little-endian two's complement bytes.
double unscaled(const std::byte* bytes, std::size_t width) {
  if (width == 4) {
    std::int32_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
  }
  if (width == 8) {
    std::int64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return static_cast<double>(value);
  }
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::memcpy(&low, bytes, sizeof low);
  std::memcpy(&high, bytes + 8, sizeof high);
  const bool negative = (high >> 63) != 0;
  if (negative) {  // the magnitude, so that a small negative number does not lose its digits
    low = ~low + 1;
    high = ~high + (low == 0 ? 1 : 0);
  }
  const double magnitude = static_cast<double>(high) * 0x1p64 + static_cast<double>(low);
  return negative ? -magnitude : magnitude;
}

// The chunk starts at offset 0 after a conversion, its bitmap included.
template <class T, class Convert>
void convert_values(Chunk& chunk, const Source& source, Convert&& convert) {
  std::vector<T> values(static_cast<std::size_t>(source.length));
  for_blocks(values.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) values[i] = convert(i);
  });
  std::vector<std::uint8_t> validity;
  if (chunk.null_count > 0) {
    validity = make_bitmap(values.size(), [&](std::size_t i) { return chunk.is_valid(static_cast<std::int64_t>(i)); });
  }
  chunk.offset = 0;
  chunk.values = Buffer::from(std::move(values));
  if (!validity.empty()) chunk.validity = Buffer::from(std::move(validity));
}

void import_decimals(Chunk& chunk, const Source& source) {
  const std::size_t width = source.field.decimal_width;
  const double scale = std::pow(10.0, std::abs(source.field.scale));  // exact up to 10^22
  const Buffer buffer = source.buffer(1, source.reach() * width);
  convert_values<double>(chunk, source, [&](std::size_t i) {
    const double value = unscaled(buffer.data + (static_cast<std::size_t>(source.offset) + i) * width, width);
    return source.field.scale >= 0 ? value / scale : value * scale;
  });
}

void import_float16(Chunk& chunk, const Source& source) {
  const Buffer buffer = source.buffer(1, source.reach() * 2);
  convert_values<float>(chunk, source, [&](std::size_t i) {
    std::uint16_t bits = 0;
    std::memcpy(&bits, buffer.data + (static_cast<std::size_t>(source.offset) + i) * 2, sizeof bits);
    return from_float16(bits);
  });
}

void import_fixed(Chunk& chunk, const Source& source, Kind kind) {
  check_buffers(source.array, source.field, 2);
  if (source.length == 0) return;
  const std::size_t width = width_of(kind);
  if (source.field.storage == Storage::decimal) return import_decimals(chunk, source);
  if (source.field.storage == Storage::float16) return import_float16(chunk, source);
  chunk.values = kind == Kind::boolean ? source.buffer(1, (source.reach() + 7) / 8)
                                       : source.aligned(1, source.reach(), width, width);
}

// ---- Chunks ----

Chunk import_chunk(const Source& source, Kind kind) {
  Chunk chunk;
  chunk.length = source.length;
  chunk.offset = source.length == 0 ? 0 : source.offset;
  if (source.array.n_children != 0) refuse(source.field, "children where there must be none");
  if (kind == Kind::null) {
    chunk.null_count = chunk.length;
    return chunk;
  }
  if (source.array.n_buffers == 0) check_buffers(source.array, source.field, 2);
  import_validity(chunk, source);
  if (kind == Kind::text32) {
    import_offset_texts<std::int32_t>(chunk, source);
  } else if (kind == Kind::text64) {
    import_offset_texts<std::int64_t>(chunk, source);
  } else if (kind == Kind::text_view) {
    import_views(chunk, source);
  } else {
    import_fixed(chunk, source, kind);
  }
  return chunk;
}

// Reads the indices once, so that nothing need be checked when they are looked up.
void check_indices(const Chunk& chunk, const Field& field, std::int64_t entries) {
  const Kind kind = field.index_kind;
  const bool outside = any_wrong(chunk.length, [&](std::int64_t i) {
    if (!chunk.is_valid(i)) return false;
    const std::int64_t index = chunk.index_at(i);
    return index < 0 || index >= entries;
  });
  if (outside) refuse(field, fmt::format("an index ({}) is outside the dictionary of {}", to_string({kind}), entries));
}

bool same_place(const Buffer& a, const Buffer& b) {
  return a.data == b.data;
}

// Whether two dictionaries are the same bytes: batches of one stream mostly share theirs.
bool same_dictionary(const Chunk& a, const Chunk& b) {
  return a.length == b.length && a.offset == b.offset && same_place(a.values, b.values) && same_place(a.text, b.text) &&
         std::equal(a.blocks.begin(), a.blocks.end(), b.blocks.begin(), b.blocks.end(), same_place);
}

// Puts the arrays of one column together.
class ColumnImport {
 public:
  explicit ColumnImport(const ArrowSchema& schema, std::string_view name) : field_(read_field(schema, name)) {
    if (field_.has_dictionary) values_ = read_field(*schema.dictionary, name);
  }

  [[nodiscard]] const std::string& name() const { return field_.name; }

  void add(const ArrowArray& array, const std::shared_ptr<const ArrowArray>& owner) {
    check_shape(array, field_);
    add(array, owner, 0, array.length);
  }

  // The rows [offset, offset + length) of a child of a struct array.
  void add(const ArrowArray& array, const std::shared_ptr<const ArrowArray>& owner, std::int64_t offset,
           std::int64_t length) {
    check_shape(array, field_);
    if (array.length < offset + length) {
      refuse(field_, fmt::format("{} rows where the record batch needs {}", array.length, offset + length));
    }
    if ((array.dictionary != nullptr) != field_.has_dictionary) {
      refuse(field_, "the array and its schema do not agree on a dictionary");
    }
    const Source source{array, field_, owner, array.offset + offset, length};
    if (field_.has_dictionary) {
      add_encoded(source);
    } else {
      chunks_.push_back(import_chunk(source, field_.type.kind));
    }
  }

  Column finish() && { return {field_.type, std::move(chunks_)}; }

 private:
  void add_encoded(const Source& source) {
    Chunk chunk = import_chunk(source, field_.index_kind);
    chunk.index_kind = field_.index_kind == Kind::uint64 ? Kind::int64 : field_.index_kind;
    const ArrowArray& array = *source.array.dictionary;
    check_shape(array, values_);
    if (array.dictionary != nullptr) refuse(field_, "a dictionary of a dictionary is not supported");
    Chunk entries = import_chunk({array, values_, source.owner, array.offset, array.length}, values_.type.kind);
    check_indices(chunk, field_, entries.length);
    if (!is_text(field_.type.kind) || entries.null_count > 0) {
      chunk.dictionary = std::make_shared<const Column>(field_.type, std::vector<Chunk>{std::move(entries)});
      const Column looked_up = Column(field_.type, {std::move(chunk)}).decoded();
      chunks_.insert(chunks_.end(), looked_up.chunks().begin(), looked_up.chunks().end());
      return;
    }
    const Column* last = chunks_.empty() ? nullptr : chunks_.back().dictionary.get();
    chunk.dictionary = last != nullptr && same_dictionary(entries, last->chunks().front())
                           ? chunks_.back().dictionary
                           : std::make_shared<const Column>(field_.type, std::vector<Chunk>{std::move(entries)});
    chunks_.push_back(std::move(chunk));
  }

  Field field_;
  Field values_;  // of the dictionary, if there is one
  std::vector<Chunk> chunks_;
};

// Puts the record batches of a frame together.
class FrameImport {
 public:
  explicit FrameImport(const ArrowSchema& schema) {
    whole_.name = "(the frame)";
    if (schema.release == nullptr) refuse(whole_, "the schema was released before it was read");
    if (schema.format == nullptr) refuse(whole_, "the schema has no format");
    whole_.format = schema.format;
    if (whole_.format != "+s" || schema.dictionary != nullptr) refuse(whole_, "a frame must be a struct of columns");
    if (schema.n_children < 0 || (schema.n_children > 0 && schema.children == nullptr)) {
      refuse(whole_, "the list of columns is missing");
    }
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      const ArrowSchema* child = schema.children[i];
      if (child == nullptr) refuse(whole_, fmt::format("column {} is missing", i));
      columns_.emplace_back(*child, child->name == nullptr ? "" : child->name);
    }
  }

  void add(const ArrowArray& array, const std::shared_ptr<const ArrowArray>& owner) {
    check_shape(array, whole_);
    check_buffers(array, whole_, 1);
    if (array.n_children != static_cast<std::int64_t>(columns_.size()) ||
        (array.n_children > 0 && array.children == nullptr)) {
      refuse(whole_, fmt::format("{} columns where the schema has {}", array.n_children, columns_.size()));
    }
    const auto* bitmap = static_cast<const std::uint8_t*>(array.buffers[0]);
    if (bitmap != nullptr && count_zero_bits(bitmap, array.offset, array.length) > 0) {
      refuse(whole_, "rows that are missing as a whole are not supported");
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (array.children[i] == nullptr) refuse(whole_, fmt::format("column '{}' is missing", columns_[i].name()));
      columns_[i].add(*array.children[i], owner, array.offset, array.length);
    }
  }

  Frame finish() && {
    Frame frame;
    for (auto& column : columns_) {
      std::string name = column.name();
      frame.add(std::move(name), std::move(column).finish());
    }
    return frame;
  }

 private:
  Field whole_;
  std::vector<ColumnImport> columns_;
};

void check_stream(int status, ArrowArrayStream& stream) {
  if (status == 0) return;
  const char* reason = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  throw RecordError(code::bad_arrow, fmt::format("the stream of columns failed: {}",
                                                 reason == nullptr ? std::generic_category().message(status) : reason));
}

// Feeds all arrays of a stream to what `begin(schema)` makes.
template <class Begin>
auto import_stream(ArrowArrayStream& source, Begin&& begin) {
  Taken<ArrowArrayStream> stream(source);
  if (stream->release == nullptr) throw RecordError(code::bad_arrow, "the stream was released before it was read");
  ArrowSchema given{};
  check_stream(stream->get_schema(&*stream, &given), *stream);
  Taken<ArrowSchema> schema(given);
  auto target = begin(*schema);
  while (true) {
    ArrowArray array{};
    check_stream(stream->get_next(&*stream, &array), *stream);
    if (array.release == nullptr) return std::move(target).finish();
    const auto owner = share(array);
    target.add(*owner, owner);
  }
}

}  // namespace

Column import_column(ArrowArray& array, ArrowSchema& schema, std::string_view name) {
  Taken<ArrowSchema> taken(schema);
  const auto owner = share(array);
  ColumnImport column(*taken, name);
  column.add(*owner, owner);
  return std::move(column).finish();
}

Column import_column(ArrowArrayStream& stream, std::string_view name) {
  return import_stream(stream, [&](const ArrowSchema& schema) { return ColumnImport(schema, name); });
}

Frame import_frame(ArrowArray& array, ArrowSchema& schema) {
  Taken<ArrowSchema> taken(schema);
  const auto owner = share(array);
  FrameImport frame(*taken);
  frame.add(*owner, owner);
  return std::move(frame).finish();
}

Frame import_frame(ArrowArrayStream& stream) {
  return import_stream(stream, [](const ArrowSchema& schema) { return FrameImport(schema); });
}

}  // namespace fealty::io
