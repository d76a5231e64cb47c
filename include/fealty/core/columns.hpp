#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/core/time.hpp"

namespace fealty {

/// What the values of a column are; the layouts are those of the Arrow columnar format.
enum class Kind : std::uint8_t {
  null,     ///< every value is missing
  boolean,  ///< one bit a value
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float32,
  float64,
  text32,     ///< UTF-8, 32-bit offsets
  text64,     ///< UTF-8, 64-bit offsets
  text_view,  ///< UTF-8, 16-byte views
  timestamp,  ///< int64 in a unit, with a zone or without
  date32,     ///< int32 days since 1970-01-01
  date64,     ///< int64 milliseconds since 1970-01-01
};

enum class TimeUnit : std::uint8_t { second, millisecond, microsecond, nanosecond };

/// The type of a column. `unit` and `zone` matter for timestamps only; an empty zone means that the values are clock
/// readings of an unknown zone.
struct Type {
  Kind kind = Kind::null;
  TimeUnit unit = TimeUnit::microsecond;
  std::string zone = {};

  friend bool operator==(const Type&, const Type&) = default;
};

/// The name of a type as messages show it: "int64", "text", "timestamp[us, UTC]".
std::string to_string(const Type& type);

constexpr bool is_text(Kind kind) noexcept {
  return kind == Kind::text32 || kind == Kind::text64 || kind == Kind::text_view;
}
constexpr bool is_integer(Kind kind) noexcept {
  return kind >= Kind::int8 && kind <= Kind::uint64;
}
constexpr bool is_floating(Kind kind) noexcept {
  return kind == Kind::float32 || kind == Kind::float64;
}
constexpr bool is_temporal(Kind kind) noexcept {
  return kind >= Kind::timestamp;
}

/// Bytes of one value in the values buffer; 0 for nulls and booleans (bits), and for texts with offsets.
constexpr std::size_t width_of(Kind kind) noexcept {
  switch (kind) {
    case Kind::int8:
    case Kind::uint8:
      return 1;
    case Kind::int16:
    case Kind::uint16:
      return 2;
    case Kind::int32:
    case Kind::uint32:
    case Kind::float32:
    case Kind::date32:
      return 4;
    case Kind::int64:
    case Kind::uint64:
    case Kind::float64:
    case Kind::timestamp:
    case Kind::date64:
      return 8;
    case Kind::text_view:
      return 16;
    default:
      return 0;
  }
}

/// Immutable bytes that somebody owns.
struct Buffer {
  const std::byte* data = nullptr;
  std::size_t size = 0;
  std::shared_ptr<const void> owner = {};

  template <class T>
  [[nodiscard]] const T* as() const noexcept {
    return reinterpret_cast<const T*>(data);
  }

  /// A buffer that owns the storage of a vector.
  template <class T>
  static Buffer from(std::vector<T> values) {
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    return {reinterpret_cast<const std::byte*>(owner->data()), owner->size() * sizeof(T), owner};
  }
};

/// A bitmap whose bit i is `predicate(i)`, least significant bit first: the layout of booleans and of validity.
template <class Predicate>
std::vector<std::uint8_t> make_bitmap(std::size_t size, Predicate&& predicate) {
  std::vector<std::uint8_t> bytes((size + 7) / 8);
  for (std::size_t begin = 0; begin < size; begin += 8) {
    const std::size_t end = size - begin < 8 ? size : begin + 8;
    unsigned byte = 0;
    for (std::size_t i = begin; i < end; ++i) byte |= (predicate(i) ? 1U : 0U) << (i - begin);
    bytes[begin / 8] = static_cast<std::uint8_t>(byte);
  }
  return bytes;
}

/// Number of zero bits among the `length` bits from `offset` on.
std::int64_t count_zero_bits(const std::uint8_t* bitmap, std::int64_t offset, std::int64_t length) noexcept;

class Column;

/// A contiguous run of a column's values in Arrow layout.
///
/// All positions count from `offset`: value i is at `offset + i` of the buffers. An empty validity buffer means that
/// no value is missing, or, for the type null, that all are.
///
/// Only texts have dictionaries; a dictionary is a column of one chunk without missing values, in the text layout that
/// the column's type names. The index of a missing value may be anything.
struct Chunk {
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t null_count = 0;
  Buffer validity = {};             ///< bitmap, least significant bit first
  Buffer values = {};               ///< values, offsets or views; indices for a dictionary
  Buffer text = {};                 ///< bytes of text32 and text64
  std::vector<Buffer> blocks = {};  ///< bytes of text_view that do not fit into the view
  Kind index_kind = Kind::int32;    ///< width of the indices, if there is a dictionary
  std::shared_ptr<const Column> dictionary = {};

  [[nodiscard]] bool is_valid(std::int64_t i) const noexcept {
    if (validity.data == nullptr) return null_count == 0;
    const auto bit = static_cast<std::uint64_t>(offset + i);
    return ((validity.as<std::uint8_t>()[bit >> 3] >> (bit & 7)) & 1) != 0;
  }

  /// The values of a fixed-width chunk, starting at the offset.
  template <class T>
  [[nodiscard]] std::span<const T> as() const noexcept {
    return {values.as<T>() + offset, static_cast<std::size_t>(length)};
  }

  /// The position in the dictionary of a value that is not missing.
  [[nodiscard]] std::int64_t index_at(std::int64_t i) const noexcept {
    switch (index_kind) {
      case Kind::int8:
        return values.as<std::int8_t>()[offset + i];
      case Kind::uint8:
        return values.as<std::uint8_t>()[offset + i];
      case Kind::int16:
        return values.as<std::int16_t>()[offset + i];
      case Kind::uint16:
        return values.as<std::uint16_t>()[offset + i];
      case Kind::int32:
        return values.as<std::int32_t>()[offset + i];
      case Kind::uint32:
        return values.as<std::uint32_t>()[offset + i];
      default:
        return values.as<std::int64_t>()[offset + i];
    }
  }

  /// Takes a bitmap that starts at the offset as the validity, or none if no bit is zero.
  void set_validity(std::vector<std::uint8_t> bitmap);

  /// The values of [begin, end); nothing is copied.
  [[nodiscard]] Chunk slice(std::int64_t begin, std::int64_t end) const;
};

/// A column of values of one type, in one or more chunks; cheap to copy, never changed.
///
/// Made from vectors (which it takes over), from spans (which it views: they must outlive it), or from Arrow by
/// fealty/io/arrow.hpp.
class Column {
 public:
  /// A column of length 0.
  Column() = default;
  Column(Type type, std::vector<Chunk> chunks);

  Column(std::vector<std::int64_t> values);                        // NOLINT(google-explicit-constructor)
  Column(std::vector<std::int32_t> values);                        // NOLINT(google-explicit-constructor)
  Column(std::vector<std::uint32_t> values);                       // NOLINT(google-explicit-constructor)
  Column(std::vector<double> values);                              // NOLINT(google-explicit-constructor)
  Column(std::vector<bool> values);                                // NOLINT(google-explicit-constructor)
  Column(std::vector<Time> values);                                // NOLINT(google-explicit-constructor)
  Column(const std::vector<std::string>& values);                  // NOLINT(google-explicit-constructor)
  Column(std::span<const std::int64_t> values);                    // NOLINT(google-explicit-constructor)
  Column(std::span<const double> values);                          // NOLINT(google-explicit-constructor)
  Column(std::span<const Time> values);                            // NOLINT(google-explicit-constructor)
  Column(const std::vector<std::optional<std::int64_t>>& values);  // NOLINT(google-explicit-constructor)
  Column(const std::vector<std::optional<double>>& values);        // NOLINT(google-explicit-constructor)
  Column(const std::vector<std::optional<bool>>& values);          // NOLINT(google-explicit-constructor)
  Column(const std::vector<std::optional<Time>>& values);          // NOLINT(google-explicit-constructor)
  Column(const std::vector<std::optional<std::string>>& values);   // NOLINT(google-explicit-constructor)

  /// A column of texts given by position in a short list: Arrow's dictionary layout. A code of -1 is a missing value.
  static Column categories(std::vector<std::int32_t> codes, const std::vector<std::string>& names);

  [[nodiscard]] const Type& type() const noexcept { return type_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] std::size_t null_count() const noexcept;
  [[nodiscard]] const std::vector<Chunk>& chunks() const noexcept { return chunks_; }

  /// Whether the column was given at all; a Column() stands for an optional column that is absent.
  [[nodiscard]] explicit operator bool() const noexcept { return !chunks_.empty() || type_.kind != Kind::null; }

  /// The rows of this column and then those of another of the same type; nothing is copied.
  ///
  /// Texts of different layouts become texts with 64-bit offsets, and a column of nulls takes the other's type. Throws
  /// RecordError for other differences of type.
  [[nodiscard]] Column followed_by(const Column& other) const;

  /// The values at the given rows, in that order; a row of `missing_row` gives a missing value.
  ///
  /// The type stays. Throws ParameterError for a row that is not there.
  [[nodiscard]] Column take(std::span<const std::uint32_t> rows) const;

  /// The same values without dictionaries; the column itself if it has none.
  [[nodiscard]] Column decoded() const;

  /// The same values in one chunk; the column itself if it is one. Texts of more than 2 GiB come with 64-bit offsets.
  [[nodiscard]] Column combined() const;

  static constexpr std::uint32_t missing_row = 0xFFFFFFFF;

 private:
  Type type_;
  std::vector<Chunk> chunks_;
  std::size_t size_ = 0;
};

/// Named columns of equal length, in an order.
class Frame {
 public:
  Frame() = default;

  /// Throws RecordError if a name stands twice or lengths differ.
  explicit Frame(std::vector<std::pair<std::string, Column>> columns);

  void add(std::string name, Column column);

  [[nodiscard]] std::size_t rows() const noexcept;
  [[nodiscard]] const std::vector<std::pair<std::string, Column>>& columns() const noexcept { return columns_; }

  /// The column of that name, or none.
  [[nodiscard]] const Column* find(std::string_view name) const noexcept;

  /// The column of that name; throws RecordError that names it and those there are.
  [[nodiscard]] const Column& at(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, Column>> columns_;
};

namespace detail {

template <class Offset>
struct OffsetTexts {
  const Offset* offsets;
  const char* bytes;

  explicit OffsetTexts(const Chunk& chunk) noexcept
      : offsets(chunk.values.as<Offset>() + chunk.offset),
        bytes(chunk.text.data == nullptr ? "" : chunk.text.as<char>()) {}

  std::string_view operator()(std::int64_t i) const noexcept {
    return {bytes + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
  }
};

// A view is its length and, up to 12 bytes, the text itself; else the first four bytes, a block and a place there.
struct ViewTexts {
  static constexpr std::int32_t longest_inline = 12;

  const char* views;
  const Buffer* blocks;

  explicit ViewTexts(const Chunk& chunk) noexcept
      : views(chunk.values.as<char>() + 16 * chunk.offset), blocks(chunk.blocks.data()) {}

  std::string_view operator()(std::int64_t i) const noexcept {
    const char* view = views + 16 * i;
    std::int32_t part[4];
    std::memcpy(part, view, sizeof part);
    const auto length = static_cast<std::size_t>(part[0]);
    if (part[0] <= longest_inline) return {view + 4, length};
    return {blocks[part[2]].as<char>() + part[3], length};
  }
};

template <class Visit>
void with_plain_texts(const Chunk& chunk, Kind kind, Visit&& visit) {
  if (kind == Kind::text32) {
    visit(OffsetTexts<std::int32_t>(chunk));
  } else if (kind == Kind::text64) {
    visit(OffsetTexts<std::int64_t>(chunk));
  } else {
    visit(ViewTexts(chunk));
  }
}

}  // namespace detail

/// Calls `f(i, text)` for the values of a text chunk in [begin, end) that are not missing, in order.
///
/// `kind` is that of the column. The layout is found once, outside the loop; nothing is copied or allocated, and a
/// dictionary is looked up on the way. The text stays valid as long as the column does.
template <class F>
void for_each_text(const Chunk& chunk, Kind kind, std::int64_t begin, std::int64_t end, F&& f) {
  const bool all_valid = chunk.null_count == 0;  // a local, for `f` may write to memory
  const auto walk = [&](auto&& text_at) {
    for (std::int64_t i = begin; i < end; ++i) {
      if (all_valid || chunk.is_valid(i)) f(i, text_at(i));
    }
  };
  if (chunk.dictionary == nullptr) {
    detail::with_plain_texts(chunk, kind, walk);
  } else {
    detail::with_plain_texts(chunk.dictionary->chunks().front(), kind,
                             [&](auto entry) { walk([&](std::int64_t i) { return entry(chunk.index_at(i)); }); });
  }
}

/// Calls `f(i, value)` for the values of an integer chunk in [begin, end) that are not missing, in order; the value
/// comes in its own type.
template <class F>
void for_each_integer(const Chunk& chunk, Kind kind, std::int64_t begin, std::int64_t end, F&& f) {
  const bool all_valid = chunk.null_count == 0;  // a local, for `f` may write to memory
  const auto walk = [&](const auto* buffer) {
    const auto* values = buffer + chunk.offset;
    for (std::int64_t i = begin; i < end; ++i) {
      if (all_valid || chunk.is_valid(i)) f(i, values[i]);
    }
  };
  switch (kind) {
    case Kind::int8:
      return walk(chunk.values.as<std::int8_t>());
    case Kind::int16:
      return walk(chunk.values.as<std::int16_t>());
    case Kind::int32:
      return walk(chunk.values.as<std::int32_t>());
    case Kind::int64:
      return walk(chunk.values.as<std::int64_t>());
    case Kind::uint8:
      return walk(chunk.values.as<std::uint8_t>());
    case Kind::uint16:
      return walk(chunk.values.as<std::uint16_t>());
    case Kind::uint32:
      return walk(chunk.values.as<std::uint32_t>());
    case Kind::uint64:
      return walk(chunk.values.as<std::uint64_t>());
    default:
      return;
  }
}

/// Contiguous numbers of a column: a view where the layout allows it, a converted copy where not.
template <class T>
class Values {
 public:
  Values() = default;
  explicit Values(std::vector<T> values) {
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    span_ = *owner;
    owner_ = std::move(owner);
  }
  Values(std::span<const T> span, std::shared_ptr<const void> owner) : span_(span), owner_(std::move(owner)) {}

  [[nodiscard]] std::size_t size() const noexcept { return span_.size(); }
  [[nodiscard]] bool empty() const noexcept { return span_.empty(); }
  const T& operator[](std::size_t i) const noexcept { return span_[i]; }
  [[nodiscard]] std::span<const T> span() const noexcept { return span_; }
  [[nodiscard]] const std::shared_ptr<const void>& owner() const noexcept { return owner_; }
  [[nodiscard]] auto begin() const noexcept { return span_.begin(); }
  [[nodiscard]] auto end() const noexcept { return span_.end(); }

 private:
  std::span<const T> span_;
  std::shared_ptr<const void> owner_;
};

/// Refuses a column that has not as many rows as the column `as_in`, with both names; throws RecordError
/// (length_mismatch).
void require_rows(const Column& column, std::string_view name, std::size_t rows, std::string_view as_in);

/// The numbers of an integer, float or bool column as doubles; a missing value becomes NaN, and an integer beyond 2^53
/// the nearest double. Throws RecordError, naming `name`, for other types but null. No copy for one chunk of float64
/// without nulls.
Values<double> as_doubles(const Column& column, std::string_view name);

/// The texts of a column of any text layout, by row.
///
/// Views stay valid as long as the column does. A missing value gives no view.
class TextReader {
 public:
  /// Throws RecordError, naming `name`, if the column is not text.
  TextReader(const Column& column, std::string_view name);

  [[nodiscard]] std::size_t size() const noexcept { return views_.size(); }
  [[nodiscard]] bool is_missing(std::size_t row) const noexcept { return views_[row].data() == nullptr; }
  std::string_view operator[](std::size_t row) const noexcept { return views_[row]; }

 private:
  Column column_;  // keeps the bytes alive
  std::vector<std::string_view> views_;
};

}  // namespace fealty
