#include <algorithm>
#include <cerrno>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/io/arrow.hpp"

namespace fealty::io {

namespace {

// ---- Schemas ----

std::string format_of(const Type& type) {
  switch (type.kind) {
    case Kind::null:
      return "n";
    case Kind::boolean:
      return "b";
    case Kind::int8:
      return "c";
    case Kind::int16:
      return "s";
    case Kind::int32:
      return "i";
    case Kind::int64:
      return "l";
    case Kind::uint8:
      return "C";
    case Kind::uint16:
      return "S";
    case Kind::uint32:
      return "I";
    case Kind::uint64:
      return "L";
    case Kind::float32:
      return "f";
    case Kind::float64:
      return "g";
    case Kind::text32:
      return "u";
    case Kind::text64:
      return "U";
    case Kind::text_view:
      return "vu";
    case Kind::date32:
      return "tdD";
    case Kind::date64:
      return "tdm";
    case Kind::timestamp:
      break;
  }
  return fmt::format("ts{}:{}", "smun"[static_cast<std::size_t>(type.unit)], type.zone);
}

template <class T>
void release_if_held(T& structure) {
  if (structure.release != nullptr) structure.release(&structure);
}

// What a schema points to, freed by its release.
struct SchemaParts {
  std::string format;
  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> child_pointers;
  ArrowSchema dictionary{};

  SchemaParts() = default;
  SchemaParts(const SchemaParts&) = delete;
  SchemaParts& operator=(const SchemaParts&) = delete;
  ~SchemaParts() {
    for (auto& child : children) release_if_held(child);
    release_if_held(dictionary);
  }

  static void free(ArrowSchema* schema) {
    delete static_cast<SchemaParts*>(schema->private_data);
    schema->release = nullptr;
  }
};

void hand_over(std::unique_ptr<SchemaParts> parts, ArrowSchema& schema) {
  schema = {};
  schema.format = parts->format.c_str();
  schema.name = parts->name.c_str();
  schema.flags = ARROW_FLAG_NULLABLE;
  for (auto& child : parts->children) parts->child_pointers.push_back(&child);
  schema.n_children = static_cast<std::int64_t>(parts->children.size());
  schema.children = parts->child_pointers.empty() ? nullptr : parts->child_pointers.data();
  schema.dictionary = parts->dictionary.release == nullptr ? nullptr : &parts->dictionary;
  schema.release = &SchemaParts::free;
  schema.private_data = parts.release();
}

void make_schema(const Column& column, std::string_view name, ArrowSchema& schema) {
  auto parts = std::make_unique<SchemaParts>();
  parts->name = name;
  parts->format = format_of(column.type());
  if (!column.empty() && column.chunks().front().dictionary != nullptr) {
    const Chunk& first = column.chunks().front();
    parts->format = format_of({first.index_kind});
    make_schema(*first.dictionary, "", parts->dictionary);
  }
  hand_over(std::move(parts), schema);
}

void make_schema(const Frame& frame, ArrowSchema& schema) {
  auto parts = std::make_unique<SchemaParts>();
  parts->format = "+s";
  parts->children.resize(frame.columns().size());
  for (std::size_t i = 0; i < parts->children.size(); ++i) {
    make_schema(frame.columns()[i].second, frame.columns()[i].first, parts->children[i]);
  }
  hand_over(std::move(parts), schema);
  schema.flags = 0;  // no row is missing as a whole
}

// ---- Arrays ----

// What an array points to, freed by its release; the chunk shares the ownership of its buffers.
struct ArrayParts {
  Chunk chunk;
  std::vector<std::int64_t> block_sizes;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> child_pointers;
  ArrowArray dictionary{};

  ArrayParts() = default;
  ArrayParts(const ArrayParts&) = delete;
  ArrayParts& operator=(const ArrayParts&) = delete;
  ~ArrayParts() {
    for (auto& child : children) release_if_held(child);
    release_if_held(dictionary);
  }

  static void free(ArrowArray* array) {
    delete static_cast<ArrayParts*>(array->private_data);
    array->release = nullptr;
  }
};

void hand_over(std::unique_ptr<ArrayParts> parts, ArrowArray& array) {
  array = {};
  array.length = parts->chunk.length;
  array.offset = parts->chunk.offset;
  array.null_count = parts->chunk.null_count;
  array.n_buffers = static_cast<std::int64_t>(parts->buffers.size());
  array.buffers = parts->buffers.data();
  for (auto& child : parts->children) parts->child_pointers.push_back(&child);
  array.n_children = static_cast<std::int64_t>(parts->children.size());
  array.children = parts->child_pointers.empty() ? nullptr : parts->child_pointers.data();
  array.dictionary = parts->dictionary.release == nullptr ? nullptr : &parts->dictionary;
  array.release = &ArrayParts::free;
  array.private_data = parts.release();
}

// Readers may look at a buffer of length 0, and at the first offset of no texts.
const void* never_null(const Buffer& buffer) {
  static constexpr std::int64_t zeros[2] = {};
  return buffer.data == nullptr ? static_cast<const void*>(zeros) : buffer.data;
}

void make_array(const Chunk& chunk, Kind kind, ArrowArray& array) {
  auto parts = std::make_unique<ArrayParts>();
  parts->chunk = chunk;
  const bool is_plain_text = chunk.dictionary == nullptr && is_text(kind);
  if (kind != Kind::null) parts->buffers = {chunk.validity.data, never_null(chunk.values)};
  if (is_plain_text && kind != Kind::text_view) parts->buffers.push_back(never_null(chunk.text));
  if (is_plain_text && kind == Kind::text_view) {
    for (const auto& block : chunk.blocks) {
      parts->buffers.push_back(never_null(block));
      parts->block_sizes.push_back(static_cast<std::int64_t>(block.size));
    }
    parts->buffers.push_back(parts->block_sizes.data());
  }
  if (chunk.dictionary != nullptr) make_array(chunk.dictionary->chunks().front(), kind, parts->dictionary);
  hand_over(std::move(parts), array);
}

void make_array(const std::vector<std::pair<Kind, Chunk>>& columns, std::int64_t rows, ArrowArray& array) {
  auto parts = std::make_unique<ArrayParts>();
  parts->chunk.length = rows;
  parts->buffers = {nullptr};
  parts->children.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    make_array(columns[i].second, columns[i].first, parts->children[i]);
  }
  hand_over(std::move(parts), array);
}

// ---- Columns as Arrow wants them: the same layout in every chunk, and none of length 0 ----

Column uniform(const Column& column) {
  std::vector<Chunk> chunks;
  for (const auto& chunk : column.chunks()) {
    if (chunk.length > 0) chunks.push_back(chunk);
  }
  const auto differs = [&](const Chunk& chunk) {
    const Chunk& first = chunks.front();
    return (chunk.dictionary == nullptr) != (first.dictionary == nullptr) ||
           (chunk.dictionary != nullptr && chunk.index_kind != first.index_kind);
  };
  const bool is_mixed = std::any_of(chunks.begin(), chunks.end(), differs);
  Column same(column.type(), std::move(chunks));
  return is_mixed ? same.decoded() : same;
}

Frame uniform(const Frame& frame) {
  Frame same;
  for (const auto& [name, column] : frame.columns()) same.add(name, uniform(column));
  return same;
}

Chunk only_chunk(const Column& column) {
  const Column one = column.combined();
  return one.chunks().front();
}

// ---- Streams ----

// What a stream yields: a schema, and arrays until `next` says that there is none.
struct StreamParts {
  std::function<void(ArrowSchema&)> schema;
  std::function<bool(ArrowArray&)> next;
  std::string failure;

  template <class Step>
  int attempt(Step&& step) {
    try {
      step();
      return 0;
    } catch (const std::bad_alloc&) {
      failure = "out of memory";
      return ENOMEM;
    } catch (const std::exception& error) {
      failure = error.what();
      return EIO;
    }
  }

  static StreamParts& of(ArrowArrayStream* stream) { return *static_cast<StreamParts*>(stream->private_data); }

  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    return of(stream).attempt([&] { of(stream).schema(*out); });
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    return of(stream).attempt([&] {
      if (!of(stream).next(*out)) *out = {};
    });
  }
  static const char* get_last_error(ArrowArrayStream* stream) {
    return of(stream).failure.empty() ? nullptr : of(stream).failure.c_str();
  }
  static void free(ArrowArrayStream* stream) {
    delete static_cast<StreamParts*>(stream->private_data);
    stream->release = nullptr;
  }
};

void hand_over(std::unique_ptr<StreamParts> parts, ArrowArrayStream& stream) {
  stream = {&StreamParts::get_schema, &StreamParts::get_next, &StreamParts::get_last_error, &StreamParts::free,
            parts.release()};
}

// Walks the columns of a frame side by side, as far at a time as no chunk ends.
class Batches {
 public:
  explicit Batches(Frame frame) : frame_(std::move(frame)), places_(frame_.columns().size()) {}

  bool next(ArrowArray& array) {
    if (row_ == frame_.rows()) return false;
    std::int64_t rows = static_cast<std::int64_t>(frame_.rows() - row_);
    for (std::size_t i = 0; i < places_.size(); ++i) rows = std::min(rows, chunk(i).length - places_[i].begin);
    std::vector<std::pair<Kind, Chunk>> columns;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      auto& place = places_[i];
      const bool is_whole = place.begin == 0 && chunk(i).length == rows;
      columns.emplace_back(frame_.columns()[i].second.type().kind,
                           is_whole ? chunk(i) : chunk(i).slice(place.begin, place.begin + rows));
      place.begin += rows;
      if (place.begin == chunk(i).length) place = {place.number + 1, 0};
    }
    row_ += static_cast<std::size_t>(rows);
    make_array(columns, rows, array);
    return true;
  }

 private:
  struct Place {
    std::size_t number = 0;  // of the chunk
    std::int64_t begin = 0;  // in the chunk
  };

  [[nodiscard]] const Chunk& chunk(std::size_t i) const {
    return frame_.columns()[i].second.chunks()[places_[i].number];
  }

  Frame frame_;
  std::vector<Place> places_;
  std::size_t row_ = 0;
};

}  // namespace

void export_schema(const Column& column, ArrowSchema& schema) {
  make_schema(uniform(column), "", schema);
}

void export_schema(const Frame& frame, ArrowSchema& schema) {
  make_schema(uniform(frame), schema);
}

void export_column(const Column& column, ArrowArray& array, ArrowSchema& schema) {
  const Column one(column.type(), {only_chunk(column)});
  make_schema(one, "", schema);
  make_array(one.chunks().front(), one.type().kind, array);
}

void export_column(const Column& column, ArrowArrayStream& stream) {
  auto parts = std::make_unique<StreamParts>();
  parts->schema = [same = uniform(column)](ArrowSchema& schema) { make_schema(same, "", schema); };
  parts->next = [same = uniform(column), i = std::size_t{0}](ArrowArray& array) mutable {
    if (i == same.chunks().size()) return false;
    make_array(same.chunks()[i++], same.type().kind, array);
    return true;
  };
  hand_over(std::move(parts), stream);
}

void export_frame(const Frame& frame, ArrowArray& array, ArrowSchema& schema) {
  Frame one;
  std::vector<std::pair<Kind, Chunk>> chunks;
  for (const auto& [name, column] : frame.columns()) {
    const Column combined = column.combined();
    chunks.emplace_back(combined.type().kind, combined.chunks().front());
    one.add(name, combined);
  }
  make_schema(one, schema);
  make_array(chunks, static_cast<std::int64_t>(frame.rows()), array);
}

void export_frame(const Frame& frame, ArrowArrayStream& stream) {
  auto parts = std::make_unique<StreamParts>();
  const auto same = std::make_shared<const Frame>(uniform(frame));
  parts->schema = [same](ArrowSchema& schema) { make_schema(*same, schema); };
  parts->next = [batches = Batches(*same)](ArrowArray& array) mutable { return batches.next(array); };
  hand_over(std::move(parts), stream);
}

}  // namespace fealty::io
