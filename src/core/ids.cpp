#include "fealty/core/ids.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <numeric>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/large_pages.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty {

Ids Ids::of_integers(std::vector<std::int64_t> sorted) {
  Ids ids;
  ids.integers_ = std::move(sorted);
  return ids;
}

Ids Ids::of_texts(const std::vector<std::string_view>& sorted) {
  Ids ids;
  ids.is_text_ = true;
  ids.ends_.reserve(sorted.size());
  ids.bytes_.reserve(std::accumulate(sorted.begin(), sorted.end(), std::size_t{0},
                                     [](std::size_t n, auto t) { return n + t.size(); }));
  for (const std::string_view text : sorted) {
    ids.bytes_.insert(ids.bytes_.end(), text.begin(), text.end());
    ids.ends_.push_back(ids.bytes_.size());
  }
  return ids;
}

std::string_view Ids::text(Code code) const noexcept {
  const std::uint64_t begin = code == 0 ? 0 : ends_[code - 1];
  return {bytes_.data() + begin, ends_[code] - begin};
}

std::string Ids::label(Code code) const {
  if (code == no_code) return "(missing)";
  return is_text_ ? std::string(text(code)) : std::to_string(integer(code));
}

Code Ids::find(std::string_view wanted) const noexcept {
  if (!is_text_) return no_code;
  Code low = 0;
  auto high = static_cast<Code>(ends_.size());
  while (low < high) {
    const Code middle = low + (high - low) / 2;
    text(middle) < wanted ? low = middle + 1 : high = middle;
  }
  return low < ends_.size() && text(low) == wanted ? low : no_code;
}

Code Ids::find(std::int64_t wanted) const noexcept {
  const auto place = std::lower_bound(integers_.begin(), integers_.end(), wanted);
  return place != integers_.end() && *place == wanted ? static_cast<Code>(place - integers_.begin()) : no_code;
}

Ids Ids::subset(std::span<const Code> codes) const {
  if (is_text_) {
    std::vector<std::string_view> texts;
    texts.reserve(codes.size());
    for (const Code code : codes) texts.push_back(text(code));
    return of_texts(texts);
  }
  std::vector<std::int64_t> integers;
  integers.reserve(codes.size());
  for (const Code code : codes) integers.push_back(integer(code));
  return of_integers(std::move(integers));
}

Column Ids::column() const {
  if (!is_text_) return Column(integers_);
  std::vector<std::int64_t> offsets(ends_.size() + 1, 0);
  std::transform(ends_.begin(), ends_.end(), offsets.begin() + 1,
                 [](std::uint64_t end) { return static_cast<std::int64_t>(end); });
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(ends_.size());
  chunk.values = Buffer::from(std::move(offsets));
  chunk.text = Buffer::from(bytes_);
  return {Type{Kind::text64}, {std::move(chunk)}};
}

namespace {

/// Distinct identifiers that tables may hold; codes are 32 bits wide and one is taken.
constexpr std::size_t most_ids = no_code;

// ---- Finding the distinct values ----------------------------------------------------------------------------------
//
// Small ranges of integers are marked in a table. Everything else goes through one hash table that all threads fill:
// which slot a value gets depends on their race, but the codes given afterwards follow the order of the values.

std::uint64_t mix(std::uint64_t x) noexcept {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  return x ^ (x >> 32);
}

std::uint64_t load_up_to_8(const char* bytes, std::size_t size) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, size);
  return word;
}

std::uint64_t hash_of(std::int64_t key) noexcept {
  return mix(static_cast<std::uint64_t>(key));
}

std::uint64_t hash_of(std::string_view key) noexcept {
  std::uint64_t hash = 0x9e3779b97f4a7c15ULL ^ key.size();
  const char* bytes = key.data();
  std::size_t left = key.size();
  for (; left > 8; bytes += 8, left -= 8) hash = std::rotl((hash ^ load_up_to_8(bytes, 8)) * 0x9fb21c651e98df25ULL, 29);
  return mix(hash ^ load_up_to_8(bytes, left));
}

/// A slot of the hash table. `tag` is 0 while it is free, and the key may be read once `ready` is set.
template <class Key>
struct Slot {
  std::atomic<std::uint32_t> tag{0};
  std::atomic<std::uint32_t> ready{0};
  Key key{};
};

/// A hash table of fixed size with linear probing, filled by several threads at once.
template <class Key>
class SharedTable {
 public:
  static constexpr std::uint32_t full = 0xFFFFFFFF;

  explicit SharedTable(std::size_t expected)
      : slots_(std::bit_ceil(std::max<std::size_t>(64, expected + expected / 4))) {}

  void prefetch(std::uint64_t hash) const noexcept {
#if defined(__GNUC__)
    __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
#else
    (void)hash;
#endif
  }

  /// Fetches the bytes that `insert` will compare the key with, if they stand elsewhere.
  void prefetch_key(std::uint64_t hash) const noexcept {
#if defined(__GNUC__)
    if constexpr (std::is_same_v<Key, std::string_view>) {
      const Slot<Key>& slot = slots_[hash & (slots_.size() - 1)];
      if (slot.ready.load(std::memory_order_acquire) != 0) __builtin_prefetch(slot.key.data());
    }
#else
    (void)hash;
#endif
  }

  /// The slot of a key, which is put in if it is new; `full` if the table is too small for one more.
  std::uint32_t insert(const Key& key, std::uint64_t hash) noexcept {
    const std::size_t mask = slots_.size() - 1;
    const auto tag = static_cast<std::uint32_t>(hash >> 32) | 1U;
    for (std::size_t i = hash & mask, probes = 0; probes < longest_probe; i = (i + 1) & mask, ++probes) {
      Slot<Key>& slot = slots_[i];
      std::uint32_t seen = slot.tag.load(std::memory_order_relaxed);
      if (seen == 0 && slot.tag.compare_exchange_strong(seen, tag, std::memory_order_relaxed)) {
        slot.key = key;
        slot.ready.store(1, std::memory_order_release);
        return static_cast<std::uint32_t>(i);
      }
      if (seen != tag) continue;
      while (slot.ready.load(std::memory_order_acquire) == 0) {
      }
      if (slot.key == key) return static_cast<std::uint32_t>(i);
    }
    return full;
  }

  [[nodiscard]] std::size_t size() const noexcept { return slots_.size(); }
  [[nodiscard]] bool is_used(std::size_t i) const noexcept {
    return slots_[i].tag.load(std::memory_order_relaxed) != 0;
  }
  [[nodiscard]] const Key& key(std::size_t i) const noexcept { return slots_[i].key; }

 private:
  static constexpr std::size_t longest_probe = 256;
  RandomAccessTable<Slot<Key>> slots_;  // atomics: made in place, never moved
};

// ---- Ordering the distinct values ---------------------------------------------------------------------------------

/// A value to be ordered by its key, and the slot it came from.
struct Ranked {
  std::uint64_t key;
  std::uint32_t slot;
};

/// Sorts by key, least significant byte first; bytes in which all keys agree are passed over.
void radix_sort(std::vector<Ranked>& items) {
  std::vector<Ranked> scratch(items.size());
  for (int shift = 0; shift < 64; shift += 8) {
    std::array<std::size_t, 257> starts{};
    for (const Ranked& item : items) ++starts[((item.key >> shift) & 255) + 1];
    if (std::find(starts.begin(), starts.end(), items.size()) != starts.end()) continue;
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    for (const Ranked& item : items) scratch[starts[(item.key >> shift) & 255]++] = item;
    items.swap(scratch);
  }
}

std::uint64_t sort_key(std::int64_t key) noexcept {
  return static_cast<std::uint64_t>(key) ^ (std::uint64_t{1} << 63);
}

/// Eight bytes of a text from a position on, as a number that sorts as they do.
std::uint64_t sort_key(std::string_view text, std::size_t from) noexcept {
  std::uint64_t key = 0;
  for (std::size_t i = from; i < from + 8; ++i)
    key = (key << 8) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return key;
}

Ids ordered(const SharedTable<std::int64_t>& table, std::vector<Ranked>& items) {
  for (Ranked& item : items) item.key = sort_key(table.key(item.slot));
  radix_sort(items);
  std::vector<std::int64_t> sorted;
  sorted.reserve(items.size());
  for (const Ranked& item : items) sorted.push_back(table.key(item.slot));
  return Ids::of_integers(std::move(sorted));
}

std::size_t common_prefix(const SharedTable<std::string_view>& table, const std::vector<Ranked>& items) {
  if (items.empty()) return 0;
  const std::string_view first = table.key(items.front().slot);
  std::size_t shared = first.size();
  for (const Ranked& item : items) {
    const std::string_view text = table.key(item.slot);
    const auto end = first.begin() + static_cast<std::ptrdiff_t>(std::min(shared, text.size()));
    shared = static_cast<std::size_t>(std::mismatch(first.begin(), end, text.begin()).first - first.begin());
  }
  return shared;
}

Ids ordered(const SharedTable<std::string_view>& table, std::vector<Ranked>& items) {
  const std::size_t prefix = common_prefix(table, items);
  for (Ranked& item : items) item.key = sort_key(table.key(item.slot), prefix);
  radix_sort(items);
  const auto same_key = [](const Ranked& a, const Ranked& b) { return a.key != b.key; };
  for (auto run = items.begin(); run != items.end();) {
    const auto last = std::adjacent_find(run, items.end(), same_key);
    const auto end = last == items.end() ? last : last + 1;
    std::sort(run, end, [&](const Ranked& a, const Ranked& b) { return table.key(a.slot) < table.key(b.slot); });
    run = end;
  }
  std::vector<std::string_view> sorted;
  sorted.reserve(items.size());
  for (const Ranked& item : items) sorted.push_back(table.key(item.slot));
  return Ids::of_texts(sorted);
}

// ---- Coding the rows ----------------------------------------------------------------------------------------------

/// Codes rows through the hash table. `for_each(begin, end, f)` calls f(row, key) for the rows that have a key.
template <class Key, class ForEach>
EncodedIds encode_by_hash(std::size_t rows, const ForEach& for_each) {
  std::size_t expected = rows / 8;  // a table that turns out too small is given up at once, for one four times as large
  EncodedIds result;
  result.codes = large_vector<Code>(rows, no_code);
  while (true) {
    SharedTable<Key> table(expected);
    std::atomic<bool> too_small = false;
    for_blocks(rows, [&](std::size_t begin, std::size_t end) {
      if (too_small.load(std::memory_order_relaxed)) return;
      constexpr std::size_t ahead = 32;  // keys whose slots, and then what stands there, are on their way from memory
      struct Waiting {
        std::size_t row;
        Key key;
        std::uint64_t hash;
      };
      std::array<Waiting, ahead> waiting{};
      std::size_t seen = 0;
      const auto settle = [&](const Waiting& w) {
        const std::uint32_t slot = table.insert(w.key, w.hash);
        if (slot == SharedTable<Key>::full) too_small.store(true, std::memory_order_relaxed);
        result.codes[w.row] = slot;
      };
      for_each(begin, end, [&](std::size_t row, const Key& key) {
        Waiting& place = waiting[seen % ahead];
        if (seen >= ahead) settle(place);
        place = {row, key, hash_of(key)};
        table.prefetch(place.hash);
        table.prefetch_key(waiting[(seen + ahead / 2) % ahead].hash);
        ++seen;
      });
      for (std::size_t i = 0; i < std::min(seen, ahead); ++i) settle(waiting[i]);
    });
    if (too_small) {
      expected *= 4;
      continue;
    }
    std::vector<Ranked> items;
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (table.is_used(i)) items.push_back({0, static_cast<std::uint32_t>(i)});
    }
    result.ids = ordered(table, items);
    RandomAccessTable<Code> code_of_slot(table.size());
    for (std::size_t i = 0; i < items.size(); ++i) code_of_slot[items[i].slot] = static_cast<Code>(i);
    for_blocks(rows, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        if (result.codes[i] != no_code) result.codes[i] = code_of_slot[result.codes[i]];
      }
    });
    return result;
  }
}

/// Codes rows through a table over the range of the integers. All threads write the same mark, so they need no order.
template <class ForEach>
EncodedIds encode_by_range(std::size_t rows, std::int64_t low, std::size_t range, const ForEach& for_each) {
  RandomAccessTable<Code> table(range, no_code);
  const auto place = [low](std::int64_t key) {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(low));
  };
  for_blocks(rows, [&](std::size_t begin, std::size_t end) {
    for_each(begin, end, [&](std::size_t, std::int64_t key) {
      std::atomic_ref(table[place(key)]).store(0, std::memory_order_relaxed);
    });
  });
  std::vector<std::int64_t> sorted;
  for (std::size_t i = 0; i < range; ++i) {
    if (table[i] == no_code) continue;
    table[i] = static_cast<Code>(sorted.size());
    sorted.push_back(static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + i));
  }
  EncodedIds result{Ids::of_integers(std::move(sorted)), large_vector<Code>(rows, no_code)};
  for_blocks(rows, [&](std::size_t begin, std::size_t end) {
    for_each(begin, end, [&](std::size_t row, std::int64_t key) { result.codes[row] = table[place(key)]; });
  });
  return result;
}

struct Range {
  std::int64_t low = std::numeric_limits<std::int64_t>::max();
  std::int64_t high = std::numeric_limits<std::int64_t>::min();
};

template <class ForEach>
EncodedIds encode_integers(std::size_t rows, const ForEach& for_each) {
  const Range range = reduce_blocks(
      rows, Range{},
      [&](std::size_t begin, std::size_t end) {
        Range part;
        for_each(begin, end, [&](std::size_t, std::int64_t key) {
          part.low = std::min(part.low, key);
          part.high = std::max(part.high, key);
        });
        return part;
      },
      [](Range& total, const Range& part) {
        total.low = std::min(total.low, part.low);
        total.high = std::max(total.high, part.high);
      });
  if (range.low > range.high) return {Ids{}, large_vector<Code>(rows, no_code)};
  const std::uint64_t span = static_cast<std::uint64_t>(range.high) - static_cast<std::uint64_t>(range.low);
  if (span < std::max<std::uint64_t>(2 * rows, 1024)) return encode_by_range(rows, range.low, span + 1, for_each);
  return encode_by_hash<std::int64_t>(rows, for_each);
}

// ---- Walking a column ---------------------------------------------------------------------------------------------

/// Calls `f(chunk, first row of the chunk, begin, end)` for the parts of [begin, end) that lie in one chunk each.
template <class F>
void for_parts(const Column& column, std::size_t begin, std::size_t end, const F& f) {
  std::size_t first = 0;
  for (const Chunk& chunk : column.chunks()) {
    const std::size_t past = first + static_cast<std::size_t>(chunk.length);
    if (begin < past && end > first) {
      f(chunk, first, static_cast<std::int64_t>(std::max(begin, first) - first),
        static_cast<std::int64_t>(std::min(end, past) - first));
    }
    first = past;
  }
}

template <class T, class F>
void for_each_key_of(const Column& column, std::string_view name, std::size_t begin, std::size_t end, const F& f) {
  for_parts(column, begin, end, [&](const Chunk& chunk, std::size_t first, std::int64_t from, std::int64_t to) {
    const auto values = chunk.as<T>();
    for (std::int64_t i = from; i < to; ++i) {
      if (!chunk.is_valid(i)) continue;
      const T value = values[static_cast<std::size_t>(i)];
      const std::size_t row = first + static_cast<std::size_t>(i);
      if constexpr (std::is_floating_point_v<T>) {
        if (std::isnan(value)) continue;
        if (value != std::floor(value) || std::abs(static_cast<double>(value)) >= 0x1p53) {
          throw RecordError(
              code::wrong_type,
              fmt::format("column {}, row {}: {} is not a whole number, as an id must be", name, row, value));
        }
      } else if constexpr (std::is_same_v<T, std::uint64_t>) {
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
          throw RecordError(
              code::wrong_type,
              fmt::format("column {}, row {}: {} is beyond the range of a signed 64-bit id", name, row, value));
        }
      }
      f(row, static_cast<std::int64_t>(value));
    }
  });
}

template <class T>
EncodedIds encode_numbers(const Column& column, std::string_view name) {
  return encode_integers(column.size(), [&](std::size_t begin, std::size_t end, const auto& f) {
    for_each_key_of<T>(column, name, begin, end, f);
  });
}

// ---- Texts of a short dictionary ----------------------------------------------------------------------------------

constexpr std::size_t most_entries = 1 << 16;  // beyond it, marking and sorting entries no longer costs next to nothing

bool has_short_dictionaries(const Column& column) {
  return std::ranges::all_of(column.chunks(), [](const Chunk& chunk) {
    return chunk.dictionary != nullptr && chunk.dictionary->size() <= most_entries;
  });
}

/// Calls `f(i, place in the dictionary)` for the values of [begin, end) that are not missing.
template <class F>
void for_each_index(const Chunk& chunk, std::size_t begin, std::size_t end, const F& f) {
  const bool all_valid = chunk.null_count == 0;
  const auto walk = [&](const auto* indices) {
    for (std::size_t i = begin; i < end; ++i) {
      if (all_valid || chunk.is_valid(static_cast<std::int64_t>(i))) f(i, static_cast<std::size_t>(indices[i]));
    }
  };
  if (chunk.index_kind == Kind::int32 || chunk.index_kind == Kind::uint32) {  // the usual ones
    walk(chunk.values.as<std::uint32_t>() + chunk.offset);
    return;
  }
  for (std::size_t i = begin; i < end; ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (all_valid || chunk.is_valid(row)) f(i, static_cast<std::size_t>(chunk.index_at(row)));
  }
}

/// The entries of a chunk's dictionary that occur in it; empty views for the others.
std::vector<std::string_view> entries_that_occur(const Chunk& chunk, Kind kind) {
  std::vector<std::string_view> entries(chunk.dictionary->size());
  std::vector<char> occurs(entries.size());
  for_blocks(static_cast<std::size_t>(chunk.length), [&](std::size_t begin, std::size_t end) {
    std::vector<char> here(entries.size());
    for_each_index(chunk, begin, end, [&](std::size_t, std::size_t entry) { here[entry] = 1; });
    for (std::size_t entry = 0; entry < here.size(); ++entry) {
      if (here[entry] != 0) std::atomic_ref(occurs[entry]).store(1, std::memory_order_relaxed);
    }
  });
  const Chunk& dictionary = chunk.dictionary->chunks().front();
  for_each_text(dictionary, kind, 0, dictionary.length, [&](std::int64_t i, std::string_view text) {
    const auto entry = static_cast<std::size_t>(i);
    if (occurs[entry] != 0) entries[entry] = text.data() == nullptr ? std::string_view("") : text;
  });
  return entries;
}

EncodedIds encode_short_dictionaries(const Column& column) {
  std::vector<std::vector<std::string_view>> entries;
  std::vector<std::string_view> distinct;
  for (const Chunk& chunk : column.chunks()) {
    entries.push_back(chunk.length == 0 ? std::vector<std::string_view>{}
                                        : entries_that_occur(chunk, column.type().kind));
    std::ranges::copy_if(entries.back(), std::back_inserter(distinct),
                         [](auto text) { return text.data() != nullptr; });
  }
  std::ranges::sort(distinct);
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  EncodedIds encoded{Ids::of_texts(distinct), large_vector<Code>(column.size(), no_code)};
  std::size_t first = 0;
  for (std::size_t c = 0; c < entries.size(); ++c) {
    const Chunk& chunk = column.chunks()[c];
    std::vector<Code> code_of(entries[c].size());
    for (std::size_t entry = 0; entry < code_of.size(); ++entry) {
      const auto found = std::ranges::lower_bound(distinct, entries[c][entry]);
      code_of[entry] = static_cast<Code>(found - distinct.begin());
    }
    for_blocks(static_cast<std::size_t>(chunk.length), [&](std::size_t begin, std::size_t end) {
      for_each_index(chunk, begin, end,
                     [&](std::size_t i, std::size_t entry) { encoded.codes[first + i] = code_of[entry]; });
    });
    first += static_cast<std::size_t>(chunk.length);
  }
  return encoded;
}

EncodedIds encode_texts(const Column& column) {
  if (has_short_dictionaries(column)) return encode_short_dictionaries(column);
  return encode_by_hash<std::string_view>(column.size(), [&](std::size_t begin, std::size_t end, const auto& f) {
    for_parts(column, begin, end, [&](const Chunk& chunk, std::size_t first, std::int64_t from, std::int64_t to) {
      for_each_text(chunk, column.type().kind, from, to,
                    [&](std::int64_t i, std::string_view text) { f(first + static_cast<std::size_t>(i), text); });
    });
  });
}

}  // namespace

EncodedIds encode_ids(const Column& column, std::string_view name) {
  if (column.size() >= most_ids)
    throw RecordError(
        code::wrong_type,
        fmt::format("column {}: {} rows are more than the 4,294,967,295 that ids can number", name, column.size()));
  switch (column.type().kind) {
    case Kind::int8:
      return encode_numbers<std::int8_t>(column, name);
    case Kind::int16:
      return encode_numbers<std::int16_t>(column, name);
    case Kind::int32:
      return encode_numbers<std::int32_t>(column, name);
    case Kind::int64:
      return encode_numbers<std::int64_t>(column, name);
    case Kind::uint8:
      return encode_numbers<std::uint8_t>(column, name);
    case Kind::uint16:
      return encode_numbers<std::uint16_t>(column, name);
    case Kind::uint32:
      return encode_numbers<std::uint32_t>(column, name);
    case Kind::uint64:
      return encode_numbers<std::uint64_t>(column, name);
    case Kind::float32:
      return encode_numbers<float>(column, name);
    case Kind::float64:
      return encode_numbers<double>(column, name);
    case Kind::text32:
    case Kind::text64:
    case Kind::text_view:
      return encode_texts(column);
    case Kind::null:
      return {Ids{}, large_vector<Code>(column.size(), no_code)};
    default:
      throw RecordError(code::wrong_type,
                        fmt::format("column {}: ids must be integers or text, not {}", name, to_string(column.type())));
  }
}

namespace {

/// Merges two sorted lists, given by what stands at a position of each, and notes where the entries have gone.
template <class Key, class First, class Second>
std::vector<Key> merge_sorted(const First& first, const Second& second, UnitedIds& united) {
  std::vector<Key> sorted;
  Code i = 0;
  Code j = 0;
  while (i < united.from_first.size() || j < united.from_second.size()) {
    const bool no_second = j == united.from_second.size();
    const bool take_first = i < united.from_first.size() && (no_second || first(i) <= second(j));
    const bool take_second = !no_second && (!take_first || first(i) == second(j));
    const auto next = static_cast<Code>(sorted.size());
    sorted.push_back(take_first ? first(i) : second(j));
    if (take_first) united.from_first[i++] = next;
    if (take_second) united.from_second[j++] = next;
  }
  return sorted;
}

}  // namespace

UnitedIds unite(const Ids& first, const Ids& second, std::string_view name) {
  if (first.size() > 0 && second.size() > 0 && first.is_text() != second.is_text()) {
    throw RecordError(code::wrong_type, fmt::format("{} is {} in one table (such as {}) and {} in another (such as {})",
                                                    name, first.is_text() ? "text" : "an integer", first.label(0),
                                                    second.is_text() ? "text" : "an integer", second.label(0)));
  }
  UnitedIds united{{}, std::vector<Code>(first.size()), std::vector<Code>(second.size())};
  const auto texts_of = [](const Ids& ids) { return [&ids](Code code) { return ids.text(code); }; };
  const auto integers_of = [](const Ids& ids) { return [&ids](Code code) { return ids.integer(code); }; };
  const bool text = first.size() > 0 ? first.is_text() : second.is_text();
  united.ids = text ? Ids::of_texts(merge_sorted<std::string_view>(texts_of(first), texts_of(second), united))
                    : Ids::of_integers(merge_sorted<std::int64_t>(integers_of(first), integers_of(second), united));
  return united;
}

}  // namespace fealty
