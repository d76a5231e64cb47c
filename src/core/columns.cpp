#include "fealty/core/columns.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty {

namespace {

constexpr std::size_t text32_limit = std::numeric_limits<std::int32_t>::max();

std::string_view unit_name(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::second:
      return "s";
    case TimeUnit::millisecond:
      return "ms";
    case TimeUnit::microsecond:
      return "us";
    default:
      return "ns";
  }
}

template <class T>
Chunk chunk_of(std::vector<T> values) {
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(values.size());
  chunk.values = Buffer::from(std::move(values));
  return chunk;
}

template <class T>
Chunk view_of(std::span<const T> values) {
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(values.size());
  chunk.values = {reinterpret_cast<const std::byte*>(values.data()), values.size_bytes(), nullptr};
  return chunk;
}

template <class T>
Chunk chunk_of_optionals(const std::vector<std::optional<T>>& values) {
  std::vector<T> plain(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) plain[i] = values[i].value_or(T{});
  Chunk chunk = chunk_of(std::move(plain));
  chunk.set_validity(make_bitmap(values.size(), [&](std::size_t i) { return values[i].has_value(); }));
  return chunk;
}

template <class Offset, class TextAt>
Chunk offset_texts(std::size_t size, std::size_t bytes, TextAt&& text_at) {
  std::vector<Offset> offsets(size + 1);
  std::vector<char> text;
  text.reserve(bytes);
  for (std::size_t i = 0; i < size; ++i) {
    const std::string_view value = text_at(i);
    text.insert(text.end(), value.begin(), value.end());
    offsets[i + 1] = static_cast<Offset>(text.size());
  }
  Chunk chunk = chunk_of(std::move(offsets));
  chunk.length = static_cast<std::int64_t>(size);
  chunk.text = Buffer::from(std::move(text));
  return chunk;
}

// 32-bit offsets where they suffice.
template <class TextAt>
std::pair<Type, Chunk> text_chunk(std::size_t size, TextAt&& text_at) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < size; ++i) bytes += text_at(i).size();
  if (bytes <= text32_limit) return {{Kind::text32}, offset_texts<std::int32_t>(size, bytes, text_at)};
  return {{Kind::text64}, offset_texts<std::int64_t>(size, bytes, text_at)};
}

Chunk null_chunk(std::size_t size) {
  Chunk chunk;
  chunk.length = chunk.null_count = static_cast<std::int64_t>(size);
  return chunk;
}

Column with_64_bit_offsets(const Column& column) {
  const TextReader texts(column, "");
  Chunk chunk = offset_texts<std::int64_t>(texts.size(), 0, [&](std::size_t i) { return texts[i]; });
  chunk.set_validity(make_bitmap(texts.size(), [&](std::size_t i) { return !texts.is_missing(i); }));
  return {{Kind::text64}, {std::move(chunk)}};
}

// ---- take ----

// The rows of a column that `take` was asked for.
class Selection {
 public:
  Selection(const Column& column, std::span<const std::uint32_t> rows) : column_(column), rows_(rows) {
    for (const auto& chunk : column.chunks()) {
      starts_.push_back(size_);
      size_ += static_cast<std::size_t>(chunk.length);
    }
  }

  [[nodiscard]] std::size_t size() const { return rows_.size(); }

  // Calls store(i, chunk, position in the chunk) for the rows that are there and hold a value, in parallel; gives the
  // validity of all. Blocks begin at multiples of 8, so that no two write to one byte of a bitmap.
  template <class Store>
  std::vector<std::uint8_t> gather(Store&& store) const {
    static_assert(default_block % 8 == 0);
    std::vector<std::uint8_t> validity((rows_.size() + 7) / 8);
    for_blocks(rows_.size(), [&](std::size_t begin, std::size_t end) {
      if (starts_.size() == 1) {
        gather(begin, end, validity, store, [](std::size_t) { return std::size_t{0}; });
      } else {
        gather(begin, end, validity, store, [this](std::size_t row) { return chunk_of_row(row); });
      }
    });
    return validity;
  }

 private:
  template <class Store, class ChunkOfRow>
  void gather(std::size_t begin, std::size_t end, std::vector<std::uint8_t>& validity, Store& store,
              ChunkOfRow chunk_of) const {
    const auto& chunks = column_.chunks();
    for (; begin < end; begin += 8) {
      unsigned byte = 0;
      for (std::size_t i = begin; i < std::min(begin + 8, end); ++i) {
        const std::size_t row = rows_[i];
        if (row == Column::missing_row) continue;
        if (row >= size_) refuse(row);
        const std::size_t number = chunk_of(row);
        const auto position = static_cast<std::int64_t>(row - starts_[number]);
        if (!chunks[number].is_valid(position)) continue;
        store(i, number, position);
        byte |= 1U << (i - begin);
      }
      validity[begin / 8] = static_cast<std::uint8_t>(byte);
    }
  }

  [[nodiscard]] std::size_t chunk_of_row(std::size_t row) const {
    return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), row) - starts_.begin()) - 1;
  }

  [[noreturn]] void refuse(std::size_t row) const {
    throw ParameterError(code::out_of_domain, fmt::format("row {} of a column of {} rows", row, size_));
  }

  const Column& column_;
  std::span<const std::uint32_t> rows_;
  std::vector<std::size_t> starts_;
  std::size_t size_ = 0;
};

template <class T>
Chunk take_fixed(const Column& column, const Selection& rows) {
  std::vector<T> values(rows.size());
  auto validity = rows.gather([&](std::size_t i, std::size_t number, std::int64_t position) {
    values[i] = column.chunks()[number].as<T>()[static_cast<std::size_t>(position)];
  });
  Chunk chunk = chunk_of(std::move(values));
  chunk.set_validity(std::move(validity));
  return chunk;
}

Chunk take_bits(const Column& column, const Selection& rows) {
  std::vector<std::uint8_t> bits((rows.size() + 7) / 8);
  auto validity = rows.gather([&](std::size_t i, std::size_t number, std::int64_t position) {
    const Chunk& from = column.chunks()[number];
    const auto at = static_cast<std::uint64_t>(from.offset + position);
    const unsigned bit = (from.values.as<std::uint8_t>()[at >> 3] >> (at & 7)) & 1U;
    bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (bit << (i % 8)));
  });
  Chunk chunk = chunk_of(std::move(bits));
  chunk.length = static_cast<std::int64_t>(rows.size());
  chunk.set_validity(std::move(validity));
  return chunk;
}

// No chunk if the texts are too many for the offsets.
template <class Offset>
std::optional<Chunk> take_texts(const Column& column, const Selection& rows) {
  std::vector<detail::OffsetTexts<Offset>> texts;
  for (const auto& from : column.chunks()) texts.emplace_back(from);
  std::vector<Offset> offsets(rows.size() + 1);
  auto validity = rows.gather([&](std::size_t i, std::size_t number, std::int64_t position) {
    offsets[i + 1] = static_cast<Offset>(texts[number](position).size());
  });
  std::int64_t total = 0;
  for (auto& offset : offsets) {
    total += offset;
    if (total > std::numeric_limits<Offset>::max()) return std::nullopt;
    offset = static_cast<Offset>(total);
  }
  std::vector<char> bytes(static_cast<std::size_t>(total));
  rows.gather([&](std::size_t i, std::size_t number, std::int64_t position) {
    const std::string_view value = texts[number](position);
    std::copy(value.begin(), value.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offsets[i]));
  });
  Chunk chunk = chunk_of(std::move(offsets));
  chunk.length = static_cast<std::int64_t>(rows.size());
  chunk.text = Buffer::from(std::move(bytes));
  chunk.set_validity(std::move(validity));
  return chunk;
}

// The views are copied, the blocks are shared.
Chunk take_views(const Column& column, const Selection& rows) {
  struct View {
    std::int32_t length, prefix, block, place;
  };
  std::vector<Buffer> blocks;
  std::vector<std::int32_t> first_block;
  for (const auto& from : column.chunks()) {
    first_block.push_back(static_cast<std::int32_t>(blocks.size()));
    blocks.insert(blocks.end(), from.blocks.begin(), from.blocks.end());
  }
  std::vector<View> views(rows.size());
  auto validity = rows.gather([&](std::size_t i, std::size_t number, std::int64_t position) {
    const Chunk& from = column.chunks()[number];
    std::memcpy(&views[i], from.values.data + static_cast<std::int64_t>(sizeof(View)) * (from.offset + position),
                sizeof(View));
    if (views[i].length > detail::ViewTexts::longest_inline) views[i].block += first_block[number];
  });
  Chunk chunk = chunk_of(std::move(views));
  chunk.blocks = std::move(blocks);
  chunk.set_validity(std::move(validity));
  return chunk;
}

Chunk take_indices(const Column& column, const Selection& rows) {
  std::vector<std::int32_t> indices(rows.size());
  auto validity = rows.gather([&](std::size_t i, std::size_t number, std::int64_t position) {
    indices[i] = static_cast<std::int32_t>(column.chunks()[number].index_at(position));
  });
  Chunk chunk = chunk_of(std::move(indices));
  chunk.set_validity(std::move(validity));
  chunk.dictionary = column.chunks().front().dictionary;
  return chunk;
}

bool has_dictionaries(const Column& column) {
  return std::any_of(column.chunks().begin(), column.chunks().end(),
                     [](const Chunk& chunk) { return chunk.dictionary != nullptr; });
}

bool has_one_dictionary(const Column& column) {
  const auto& chunks = column.chunks();
  return !chunks.empty() && chunks.front().dictionary != nullptr && chunks.front().dictionary->size() <= text32_limit &&
         std::all_of(chunks.begin(), chunks.end(),
                     [&](const Chunk& chunk) { return chunk.dictionary == chunks.front().dictionary; });
}

std::vector<std::uint32_t> indices_of(const Chunk& chunk) {
  std::vector<std::uint32_t> indices(static_cast<std::size_t>(chunk.length), Column::missing_row);
  for (std::int64_t i = 0; i < chunk.length; ++i) {
    if (chunk.is_valid(i)) indices[static_cast<std::size_t>(i)] = static_cast<std::uint32_t>(chunk.index_at(i));
  }
  return indices;
}

}  // namespace

std::string to_string(const Type& type) {
  static constexpr const char* names[] = {"null",  "bool",   "int8",   "int16",     "int32",   "int64",
                                          "uint8", "uint16", "uint32", "uint64",    "float32", "float64",
                                          "text",  "text",   "text",   "timestamp", "date32",  "date64"};
  const char* name = names[static_cast<std::size_t>(type.kind)];
  if (type.kind != Kind::timestamp) return name;
  return fmt::format("{}[{}{}{}]", name, unit_name(type.unit), type.zone.empty() ? "" : ", ", type.zone);
}

std::int64_t count_zero_bits(const std::uint8_t* bitmap, std::int64_t offset, std::int64_t length) noexcept {
  std::int64_t ones = 0;
  std::int64_t i = offset;
  const std::int64_t end = offset + length;
  const auto bit = [&](std::int64_t at) { return (bitmap[at >> 3] >> (at & 7)) & 1; };
  for (; i < end && i % 8 != 0; ++i) ones += bit(i);
  for (; i + 64 <= end; i += 64) {
    std::uint64_t word = 0;
    std::memcpy(&word, bitmap + (i >> 3), sizeof word);
    ones += std::popcount(word);
  }
  for (; i < end; ++i) ones += bit(i);
  return length - ones;
}

void Chunk::set_validity(std::vector<std::uint8_t> bitmap) {
  null_count = count_zero_bits(bitmap.data(), 0, length);
  if (null_count == 0) {
    validity = {};
    return;
  }
  if (offset != 0) {
    bitmap = make_bitmap(static_cast<std::size_t>(offset + length), [&](std::size_t i) {
      const auto at = static_cast<std::int64_t>(i) - offset;
      return at >= 0 && ((bitmap[static_cast<std::size_t>(at) / 8] >> (at % 8)) & 1) != 0;
    });
  }
  validity = Buffer::from(std::move(bitmap));
}

Chunk Chunk::slice(std::int64_t begin, std::int64_t end) const {
  Chunk part = *this;
  part.offset = offset + begin;
  part.length = end - begin;
  if (validity.data != nullptr) {
    part.null_count = count_zero_bits(validity.as<std::uint8_t>(), part.offset, part.length);
  } else if (null_count != 0) {
    part.null_count = part.length;
  }
  return part;
}

Column::Column(Type type, std::vector<Chunk> chunks) : type_(std::move(type)), chunks_(std::move(chunks)) {
  for (const auto& chunk : chunks_) size_ += static_cast<std::size_t>(chunk.length);
}

Column::Column(std::vector<std::int64_t> values) : Column({Kind::int64}, {chunk_of(std::move(values))}) {}
Column::Column(std::vector<std::int32_t> values) : Column({Kind::int32}, {chunk_of(std::move(values))}) {}
Column::Column(std::vector<std::uint32_t> values) : Column({Kind::uint32}, {chunk_of(std::move(values))}) {}
Column::Column(std::vector<double> values) : Column({Kind::float64}, {chunk_of(std::move(values))}) {}
Column::Column(std::vector<Time> values)
    : Column({Kind::timestamp, TimeUnit::microsecond, "UTC"}, {chunk_of(std::move(values))}) {}
Column::Column(std::span<const std::int64_t> values) : Column({Kind::int64}, {view_of(values)}) {}
Column::Column(std::span<const double> values) : Column({Kind::float64}, {view_of(values)}) {}
Column::Column(std::span<const Time> values)
    : Column({Kind::timestamp, TimeUnit::microsecond, "UTC"}, {view_of(values)}) {}

Column::Column(std::vector<bool> values) {
  Chunk chunk = chunk_of(make_bitmap(values.size(), [&](std::size_t i) { return values[i]; }));
  chunk.length = static_cast<std::int64_t>(values.size());
  *this = Column({Kind::boolean}, {std::move(chunk)});
}

Column::Column(const std::vector<std::string>& values) {
  auto [type, chunk] = text_chunk(values.size(), [&](std::size_t i) { return std::string_view(values[i]); });
  *this = Column(std::move(type), {std::move(chunk)});
}

Column::Column(const std::vector<std::optional<std::int64_t>>& values)
    : Column({Kind::int64}, {chunk_of_optionals(values)}) {}
Column::Column(const std::vector<std::optional<double>>& values)
    : Column({Kind::float64}, {chunk_of_optionals(values)}) {}
Column::Column(const std::vector<std::optional<Time>>& values)
    : Column({Kind::timestamp, TimeUnit::microsecond, "UTC"}, {chunk_of_optionals(values)}) {}

Column::Column(const std::vector<std::optional<bool>>& values) {
  Chunk chunk = chunk_of(make_bitmap(values.size(), [&](std::size_t i) { return values[i].value_or(false); }));
  chunk.length = static_cast<std::int64_t>(values.size());
  chunk.set_validity(make_bitmap(values.size(), [&](std::size_t i) { return values[i].has_value(); }));
  *this = Column({Kind::boolean}, {std::move(chunk)});
}

Column::Column(const std::vector<std::optional<std::string>>& values) {
  auto [type, chunk] = text_chunk(
      values.size(), [&](std::size_t i) { return values[i] ? std::string_view(*values[i]) : std::string_view(); });
  chunk.set_validity(make_bitmap(values.size(), [&](std::size_t i) { return values[i].has_value(); }));
  *this = Column(std::move(type), {std::move(chunk)});
}

Column Column::categories(std::vector<std::int32_t> codes, const std::vector<std::string>& names) {
  const auto count = static_cast<std::int64_t>(names.size());
  const auto wrong = std::find_if(codes.begin(), codes.end(), [&](auto code) { return code < -1 || code >= count; });
  if (wrong != codes.end()) {
    throw ParameterError(code::out_of_domain, fmt::format("code {} of {} categories", *wrong, count));
  }
  auto validity = make_bitmap(codes.size(), [&](std::size_t i) { return codes[i] >= 0; });
  Chunk chunk = chunk_of(std::move(codes));
  chunk.set_validity(std::move(validity));
  chunk.dictionary = std::make_shared<const Column>(names);
  const Type type = chunk.dictionary->type();
  return {type, {std::move(chunk)}};
}

std::size_t Column::null_count() const noexcept {
  std::int64_t count = 0;
  for (const auto& chunk : chunks_) count += chunk.null_count;
  return static_cast<std::size_t>(count);
}

Column Column::followed_by(const Column& other) const {
  if (!*this) return other;
  if (!other) return *this;
  if (type_ == other.type_) {
    auto chunks = chunks_;
    chunks.insert(chunks.end(), other.chunks_.begin(), other.chunks_.end());
    return {type_, std::move(chunks)};
  }
  if (is_text(type_.kind) && is_text(other.type_.kind)) {
    return with_64_bit_offsets(*this).followed_by(with_64_bit_offsets(other));
  }
  if (type_.kind == Kind::null) {
    const std::vector<std::uint32_t> nothing(size_, missing_row);
    return Column(other.type_, {}).take(nothing).followed_by(other);
  }
  if (other.type_.kind == Kind::null) {
    const std::vector<std::uint32_t> nothing(other.size_, missing_row);
    return followed_by(Column(type_, {}).take(nothing));
  }
  throw RecordError(code::wrong_type, fmt::format("a column of {} cannot be followed by one of {}", to_string(type_),
                                                  to_string(other.type_)));
}

Column Column::take(std::span<const std::uint32_t> rows) const {
  const Selection selection(*this, rows);
  if (has_one_dictionary(*this)) return {type_, {take_indices(*this, selection)}};
  if (has_dictionaries(*this)) return decoded().take(rows);
  switch (type_.kind) {
    case Kind::null:
      return {type_, {null_chunk(rows.size())}};
    case Kind::boolean:
      return {type_, {take_bits(*this, selection)}};
    case Kind::text_view:
      return {type_, {take_views(*this, selection)}};
    case Kind::text64:
      return {type_, {*take_texts<std::int64_t>(*this, selection)}};
    case Kind::text32:
      if (auto chunk = take_texts<std::int32_t>(*this, selection)) return {type_, {*std::move(chunk)}};
      return take(rows.first(rows.size() / 2)).followed_by(take(rows.subspan(rows.size() / 2)));
    default:
      break;
  }
  switch (width_of(type_.kind)) {
    case 1:
      return {type_, {take_fixed<std::uint8_t>(*this, selection)}};
    case 2:
      return {type_, {take_fixed<std::uint16_t>(*this, selection)}};
    case 4:
      return {type_, {take_fixed<std::uint32_t>(*this, selection)}};
    default:
      return {type_, {take_fixed<std::uint64_t>(*this, selection)}};
  }
}

Column Column::decoded() const {
  if (!has_dictionaries(*this)) return *this;
  std::vector<Chunk> plain;
  for (const auto& chunk : chunks_) {
    if (chunk.dictionary == nullptr) {
      plain.push_back(chunk);
    } else {
      const Column taken = chunk.dictionary->take(indices_of(chunk));
      plain.insert(plain.end(), taken.chunks_.begin(), taken.chunks_.end());
    }
  }
  return {type_, std::move(plain)};
}

Column Column::combined() const {
  if (chunks_.size() == 1) return *this;
  std::vector<std::uint32_t> rows(size_);
  std::iota(rows.begin(), rows.end(), 0U);
  Column one = take(rows);
  return one.chunks_.size() == 1 ? one : with_64_bit_offsets(one);
}

Frame::Frame(std::vector<std::pair<std::string, Column>> columns) {
  for (auto& [name, column] : columns) add(std::move(name), std::move(column));
}

void Frame::add(std::string name, Column column) {
  if (find(name) != nullptr) {
    throw RecordError(code::refused_record, fmt::format("two columns have the name '{}'", name));
  }
  if (!columns_.empty() && column.size() != rows()) {
    throw RecordError(code::length_mismatch, fmt::format("column '{}' has {} rows and column '{}' has {}", name,
                                                         column.size(), columns_.front().first, rows()));
  }
  columns_.emplace_back(std::move(name), std::move(column));
}

std::size_t Frame::rows() const noexcept {
  return columns_.empty() ? 0 : columns_.front().second.size();
}

const Column* Frame::find(std::string_view name) const noexcept {
  const auto found =
      std::find_if(columns_.begin(), columns_.end(), [&](const auto& column) { return column.first == name; });
  return found == columns_.end() ? nullptr : &found->second;
}

const Column& Frame::at(std::string_view name) const {
  if (const Column* column = find(name)) return *column;
  std::string names;
  for (const auto& column : columns_) names += fmt::format("{}'{}'", names.empty() ? "" : ", ", column.first);
  throw RecordError(code::missing_column,
                    fmt::format("there is no column '{}'; the columns are {}", name, names.empty() ? "none" : names));
}

namespace {

template <class T>
void copy_doubles(const Chunk& chunk, std::span<double> out) {
  const auto values = chunk.as<T>();
  std::transform(values.begin(), values.end(), out.begin(), [](T value) { return static_cast<double>(value); });
}

void copy_doubles(const Chunk& chunk, Kind kind, std::span<double> out) {
  switch (kind) {
    case Kind::null:
      break;
    case Kind::boolean:
      for (std::size_t i = 0; i < out.size(); ++i) {
        const auto at = static_cast<std::uint64_t>(chunk.offset) + i;
        out[i] = (chunk.values.as<std::uint8_t>()[at >> 3] >> (at & 7)) & 1;
      }
      break;
    case Kind::float32:
      copy_doubles<float>(chunk, out);
      break;
    case Kind::float64:
      copy_doubles<double>(chunk, out);
      break;
    default:
      for_each_integer(chunk, kind, 0, chunk.length, [&](std::int64_t i, auto value) {
        out[static_cast<std::size_t>(i)] = static_cast<double>(value);
      });
  }
  if (chunk.null_count == 0) return;
  for (std::int64_t i = 0; i < chunk.length; ++i) {
    if (!chunk.is_valid(i)) out[static_cast<std::size_t>(i)] = std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

void require_rows(const Column& column, std::string_view name, std::size_t rows, std::string_view as_in) {
  if (column.size() == rows) return;
  throw RecordError(code::length_mismatch,
                    fmt::format("column {} has {} rows, but column {} has {}", name, column.size(), as_in, rows));
}

Values<double> as_doubles(const Column& column, std::string_view name) {
  const Kind kind = column.type().kind;
  if (!is_integer(kind) && !is_floating(kind) && kind != Kind::boolean && kind != Kind::null) {
    throw RecordError(code::wrong_type,
                      fmt::format("column '{}' must hold numbers, not {}", name, to_string(column.type())));
  }
  if (kind == Kind::float64 && column.chunks().size() == 1 && column.null_count() == 0) {
    const Chunk& chunk = column.chunks().front();
    return {chunk.as<double>(), chunk.values.owner};
  }
  std::vector<double> numbers(column.size());
  std::size_t start = 0;
  for (const auto& chunk : column.chunks()) {
    const auto length = static_cast<std::size_t>(chunk.length);
    copy_doubles(chunk, kind, std::span(numbers).subspan(start, length));
    start += length;
  }
  return Values<double>(std::move(numbers));
}

TextReader::TextReader(const Column& column, std::string_view name) : column_(column), views_(column.size()) {
  const Kind kind = column.type().kind;
  if (!is_text(kind) && kind != Kind::null) {
    throw RecordError(code::wrong_type,
                      fmt::format("column '{}' must hold texts, not {}", name, to_string(column.type())));
  }
  if (kind == Kind::null) return;
  auto view = views_.begin();
  for (const auto& chunk : column_.chunks()) {
    for_each_text(chunk, kind, 0, chunk.length, [&](std::int64_t i, std::string_view text) { view[i] = text; });
    view += chunk.length;
  }
}

}  // namespace fealty
