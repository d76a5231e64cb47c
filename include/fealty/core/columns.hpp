#pragma once

#include <cstddef>
#include <cstdint>
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

class Column;

/// A contiguous run of a column's values in Arrow layout.
///
/// All positions count from `offset`: value i is at `offset + i` of the buffers. An empty validity buffer means that
/// no value is missing.
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
    if (validity.data == nullptr) return true;
    const auto bit = static_cast<std::uint64_t>(offset + i);
    return ((validity.as<std::uint8_t>()[bit >> 3] >> (bit & 7)) & 1) != 0;
  }

  /// The values of a fixed-width chunk, starting at the offset.
  template <class T>
  [[nodiscard]] std::span<const T> as() const noexcept {
    return {values.as<T>() + offset, static_cast<std::size_t>(length)};
  }
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
  [[nodiscard]] Column followed_by(const Column& other) const;

  /// The values at the given rows, in that order; a row of `missing_row` gives a missing value.
  [[nodiscard]] Column take(std::span<const std::uint32_t> rows) const;

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
  [[nodiscard]] auto begin() const noexcept { return span_.begin(); }
  [[nodiscard]] auto end() const noexcept { return span_.end(); }

 private:
  std::span<const T> span_;
  std::shared_ptr<const void> owner_;
};

/// The numbers of an integer, float or bool column as doubles; a missing value becomes NaN. Throws RecordError, naming
/// `name`, for other types. No copy for one chunk of float64 without nulls.
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
