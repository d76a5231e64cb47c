#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "core_archive.hpp"

namespace fealty::io {

/// Where the values of a chunk stand.
enum class Placement {
  plain,                ///< in the chunk
  with_dictionary,      ///< in a dictionary, which follows
  with_the_dictionary,  ///< in the dictionary of the chunk before
};

template <>
struct Archived<Placement> {
  static constexpr Placement last = Placement::with_the_dictionary;
};

namespace {

constexpr std::size_t longest_view = std::numeric_limits<std::int32_t>::max();

std::size_t rows_of(const Chunk& chunk) {
  return static_cast<std::size_t>(chunk.length);
}

std::size_t bytes_for_bits(std::size_t bits) {
  return (bits + 7) / 8;
}

bool bit_at(const Buffer& bits, std::int64_t place) {
  return ((bits.as<std::uint8_t>()[place >> 3] >> (place & 7)) & 1) != 0;
}

// A chunk is its length, the validity of its rows, if one is missing, and the values. So every length is backed by
// bytes, that of a column of nulls too.

// ---- saving ----

void save_words_of_rows(OutArchive& out, const Chunk& chunk, std::size_t width) {
  const std::byte* values = chunk.values.data + static_cast<std::size_t>(chunk.offset) * width;
  if (chunk.null_count == 0) return out.save_words(values, rows_of(chunk), width);
  std::vector<std::byte> shown(rows_of(chunk) * width);
  for (std::size_t i = 0; i < rows_of(chunk); ++i) {
    if (chunk.is_valid(static_cast<std::int64_t>(i))) std::memcpy(&shown[i * width], values + i * width, width);
  }
  out.save_words(shown.data(), rows_of(chunk), width);
}

void save_bits(OutArchive& out, const Chunk& chunk) {
  const auto bits = make_bitmap(rows_of(chunk), [&](std::size_t row) {
    const auto i = static_cast<std::int64_t>(row);
    return chunk.is_valid(i) && bit_at(chunk.values, chunk.offset + i);
  });
  out.save_words(bits.data(), bits.size(), 1);
}

template <class Length>
void save_texts_with(OutArchive& out, const Chunk& chunk, Kind kind) {
  std::vector<Length> lengths(rows_of(chunk));
  for_each_text(chunk, kind, 0, chunk.length, [&](std::int64_t i, std::string_view text) {
    lengths[static_cast<std::size_t>(i)] = static_cast<Length>(text.size());
  });
  out.save_words(lengths.data(), lengths.size(), sizeof lengths[0]);
  for_each_text(chunk, kind, 0, chunk.length,
                [&](std::int64_t, std::string_view text) { out.save_words(text.data(), text.size(), 1); });
}

void save_texts(OutArchive& out, const Chunk& chunk, Kind kind) {
  kind == Kind::text64 ? save_texts_with<std::uint64_t>(out, chunk, kind)
                       : save_texts_with<std::uint32_t>(out, chunk, kind);
}

void save_plain_values(OutArchive& out, const Chunk& chunk, Kind kind) {
  if (kind == Kind::null) return;
  if (kind == Kind::boolean) return save_bits(out, chunk);
  if (is_text(kind)) return save_texts(out, chunk, kind);
  save_words_of_rows(out, chunk, width_of(kind));
}

void save_rows(OutArchive& out, const Chunk& chunk) {
  out.save_count(rows_of(chunk));
  out << (chunk.null_count != 0);
  if (chunk.null_count == 0) return;
  const auto validity =
      make_bitmap(rows_of(chunk), [&](std::size_t i) { return chunk.is_valid(static_cast<std::int64_t>(i)); });
  out.save_words(validity.data(), validity.size(), 1);
}

void save_chunk(OutArchive& out, const Chunk& chunk, Kind kind, const Column* last_dictionary) {
  save_rows(out, chunk);
  if (chunk.dictionary == nullptr) {
    out << Placement::plain;
    return save_plain_values(out, chunk, kind);
  }
  if (chunk.dictionary.get() == last_dictionary) {
    out << Placement::with_the_dictionary;
  } else {
    out << Placement::with_dictionary;
    const Chunk& entries = chunk.dictionary->chunks().front();
    save_rows(out, entries);
    save_texts(out, entries, kind);
  }
  out << chunk.index_kind;
  save_words_of_rows(out, chunk, width_of(chunk.index_kind));
}

// ---- loading ----

Buffer load_words_of_rows(InArchive& in, std::size_t count, std::size_t width) {
  require_sound(count <= in.left() / width, "a column goes beyond its end");
  std::vector<std::byte> values(count * width);
  in.load_words(values.data(), count, width);
  return Buffer::from(std::move(values));
}

template <class Offset, class Length>
void set_offsets(Chunk& chunk, const std::vector<Length>& lengths, Buffer text) {
  require_sound(text.size <= static_cast<std::uint64_t>(std::numeric_limits<Offset>::max()),
                "a column has more text than its offsets can tell");
  std::vector<Offset> offsets(lengths.size() + 1);
  std::transform(lengths.begin(), lengths.end(), offsets.begin(), offsets.begin() + 1,
                 [](Length length, Offset start) { return static_cast<Offset>(start + static_cast<Offset>(length)); });
  chunk.values = Buffer::from(std::move(offsets));
  chunk.text = std::move(text);
}

// The places in a block have 31 bits, so that many texts take several blocks.
void set_views(Chunk& chunk, const std::vector<std::uint32_t>& lengths, const Buffer& text) {
  using View = std::array<std::int32_t, 4>;
  std::vector<View> views(lengths.size());
  std::size_t block_start = 0;
  std::size_t place = 0;
  const auto end_block = [&] {
    if (place != block_start) chunk.blocks.push_back({text.data + block_start, place - block_start, text.owner});
    block_start = place;
  };
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const std::size_t length = lengths[i];
    require_sound(length <= longest_view, "a text is too long for its column");
    if (place + length - block_start > longest_view) end_block();
    View& view = views[i];
    view[0] = static_cast<std::int32_t>(length);
    const bool is_inline = view[0] <= fealty::detail::ViewTexts::longest_inline;
    if (length > 0) std::memcpy(&view[1], text.data + place, is_inline ? length : 4);
    if (!is_inline) {
      view[2] = static_cast<std::int32_t>(chunk.blocks.size());
      view[3] = static_cast<std::int32_t>(place - block_start);
    }
    place += length;
  }
  end_block();
  chunk.values = Buffer::from(std::move(views));
}

template <class Length>
Buffer load_text_behind(InArchive& in, const std::vector<Length>& lengths) {
  std::size_t bytes = 0;
  for (const auto length : lengths) {
    require_sound(length <= in.left() - bytes, "a text goes beyond its end");
    bytes += static_cast<std::size_t>(length);
  }
  return Buffer::from(in.load_words<char>(bytes));
}

void load_texts(InArchive& in, Chunk& chunk, Kind kind) {
  if (kind == Kind::text64) {
    const auto lengths = in.load_words<std::uint64_t>(rows_of(chunk));
    return set_offsets<std::int64_t>(chunk, lengths, load_text_behind(in, lengths));
  }
  const auto lengths = in.load_words<std::uint32_t>(rows_of(chunk));
  Buffer text = load_text_behind(in, lengths);
  kind == Kind::text32 ? set_offsets<std::int32_t>(chunk, lengths, std::move(text)) : set_views(chunk, lengths, text);
}

void load_plain_values(InArchive& in, Chunk& chunk, Kind kind) {
  if (kind == Kind::null) {
    require_sound(chunk.null_count == chunk.length, "a column of nulls has a value");
    chunk.validity = {};  // the bits have backed the length, and tell no more
  } else if (kind == Kind::boolean) {
    chunk.values = load_words_of_rows(in, bytes_for_bits(rows_of(chunk)), 1);
  } else if (is_text(kind)) {
    load_texts(in, chunk, kind);
  } else {
    chunk.values = load_words_of_rows(in, rows_of(chunk), width_of(kind));
  }
}

Chunk load_rows(InArchive& in) {
  Chunk chunk;
  const std::size_t rows = in.load_count(0);
  chunk.length = static_cast<std::int64_t>(rows);
  if (in.value<bool>()) {
    chunk.set_validity(in.load_words<std::uint8_t>(bytes_for_bits(rows)));
    require_sound(chunk.null_count != 0, "values are missing of which none is");
  }
  return chunk;
}

std::shared_ptr<const Column> load_dictionary(InArchive& in, const Type& type) {
  Chunk entries = load_rows(in);
  require_sound(entries.null_count == 0, "a dictionary has missing values");
  load_texts(in, entries, type.kind);
  return std::make_shared<const Column>(type, std::vector{std::move(entries)});
}

void load_indices(InArchive& in, Chunk& chunk) {
  in >> chunk.index_kind;
  require_sound(is_integer(chunk.index_kind) && chunk.index_kind != Kind::uint64, "indices are no integers");
  chunk.values = load_words_of_rows(in, rows_of(chunk), width_of(chunk.index_kind));
  const auto entries = static_cast<std::int64_t>(chunk.dictionary->size());
  for (std::int64_t i = 0; i < chunk.length; ++i) {
    if (!chunk.is_valid(i)) continue;
    const std::int64_t index = chunk.index_at(i);
    require_sound(index >= 0 && index < entries, "an index goes beyond its dictionary");
  }
}

Chunk load_chunk(InArchive& in, const Type& type, const std::shared_ptr<const Column>& last_dictionary) {
  Chunk chunk = load_rows(in);
  const auto where = in.value<Placement>();
  if (where == Placement::plain) {
    load_plain_values(in, chunk, type.kind);
    return chunk;
  }
  require_sound(is_text(type.kind), "a dictionary holds no texts");
  chunk.dictionary = where == Placement::with_dictionary ? load_dictionary(in, type) : last_dictionary;
  require_sound(chunk.dictionary != nullptr, "a dictionary is missing");
  load_indices(in, chunk);
  return chunk;
}

}  // namespace

void Archived<Column>::save(OutArchive& out, const Column& column) {
  out << column.type();
  out.save_count(column.chunks().size());
  const Column* dictionary = nullptr;
  for (const auto& chunk : column.chunks()) {
    save_chunk(out, chunk, column.type().kind, dictionary);
    if (chunk.dictionary != nullptr) dictionary = chunk.dictionary.get();
  }
}

Column Archived<Column>::load(InArchive& in, unsigned /*saved_version*/) {
  auto type = in.value<Type>();
  std::vector<Chunk> chunks;
  std::shared_ptr<const Column> dictionary;
  for (std::size_t left = in.load_count(1); left > 0; --left) {
    chunks.push_back(load_chunk(in, type, dictionary));
    if (chunks.back().dictionary != nullptr) dictionary = chunks.back().dictionary;
  }
  return {std::move(type), std::move(chunks)};
}

}  // namespace fealty::io
