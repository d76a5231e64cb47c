#include "xes_columns.hpp"

#include <bit>
#include <functional>
#include <limits>
#include <utility>

#include "fealty/core/error.hpp"
#include "xes_values.hpp"

namespace fealty::io {

std::int64_t TextTable::add(std::string_view text) {
  return add(text, static_cast<std::uint32_t>(std::hash<std::string_view>{}(text)));
}

std::int64_t TextTable::add(std::string_view text, std::uint32_t hash) {
  if (hashes_.size() * 2 >= slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].code_plus_1 != 0; at = (at + 1) & mask) {
    const std::uint32_t code = slots_[at].code_plus_1 - 1;
    if (slots_[at].hash == hash && this->text(code) == text) return code;
  }
  if (hashes_.size() == std::numeric_limits<std::int32_t>::max()) {
    throw RecordError(code::refused_record, "a column has more than 2,147,483,647 distinct texts");
  }
  slots_[at] = {hash, static_cast<std::uint32_t>(hashes_.size() + 1)};
  hashes_.push_back(hash);
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  ends_.push_back(static_cast<std::int64_t>(bytes_.size()));
  return static_cast<std::int64_t>(hashes_.size() - 1);
}

void TextTable::grow() {
  constexpr std::size_t smallest = 16;
  slots_.assign(slots_.empty() ? smallest : 2 * slots_.size(), Slot{});
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t code = 0; code < hashes_.size(); ++code) {
    std::size_t at = hashes_[code] & mask;
    while (slots_[at].code_plus_1 != 0) at = (at + 1) & mask;
    slots_[at] = {hashes_[code], static_cast<std::uint32_t>(code + 1)};
  }
}

std::vector<std::int64_t> TextTable::add_all(const TextTable& other) {
  std::vector<std::int64_t> codes(other.size());
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = add(other.text(i), other.hashes_[i]);
  return codes;
}

void TextTable::renumber(std::vector<std::int32_t>& codes) {
  std::vector<std::int32_t> numbers(size(), -1);
  std::vector<std::size_t> order;
  bool is_in_order = true;
  for (const std::int32_t code : codes) {
    if (code < 0 || numbers[static_cast<std::size_t>(code)] >= 0) continue;
    numbers[static_cast<std::size_t>(code)] = static_cast<std::int32_t>(order.size());
    is_in_order = is_in_order && static_cast<std::size_t>(code) == order.size();
    order.push_back(static_cast<std::size_t>(code));
  }
  if (is_in_order && order.size() == size()) return;
  for (std::int32_t& code : codes) code = code < 0 ? code : numbers[static_cast<std::size_t>(code)];
  TextTable renumbered;
  for (const std::size_t code : order) renumbered.add(text(code), hashes_[code]);
  *this = std::move(renumbered);
}

std::shared_ptr<const Column> TextTable::take_dictionary() {
  slots_ = {};
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(size());
  Type type{Kind::text64};
  if (bytes_.size() <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    type.kind = Kind::text32;
    std::vector<std::int32_t> ends(ends_.size());
    for (std::size_t i = 0; i < ends.size(); ++i) ends[i] = static_cast<std::int32_t>(ends_[i]);
    chunk.values = Buffer::from(std::move(ends));
  } else {
    chunk.values = Buffer::from(std::move(ends_));
  }
  chunk.text = Buffer::from(std::move(bytes_));
  *this = {};
  return std::make_shared<const Column>(std::move(type), std::vector<Chunk>{std::move(chunk)});
}

void PackedValues::leave_dense(std::uint64_t row) {
  for (std::uint64_t before = 0; before < size(); ++before) rows_.push_back(before);
  rows_.push_back(row);
}

std::size_t XesColumns::of(const std::string& key, XesKind kind, const ForcedKinds& forced) {
  const auto [found, is_new] = positions_.try_emplace(key, columns_.size());
  if (is_new) {
    const auto force = forced.find(key);
    XesColumn& column = columns_.emplace_back();
    column.key = key;
    column.is_forced = force != forced.end();
    column.kind = column.is_forced ? force->second : kind;
    column.values = PackedValues(column.kind);
  }
  return found->second;
}

std::uint64_t XesColumns::append(const XesColumns& later, std::uint64_t base, std::string& repeated) {
  std::uint64_t repetitions = 0;
  const auto shift = [&](Affected affected) {
    for (auto& row : affected.rows) row += base;
    return affected;
  };
  for (const XesColumn& part : later.columns_) {
    const auto [found, is_new] = positions_.try_emplace(part.key, columns_.size());
    if (is_new) {
      XesColumn& made = columns_.emplace_back();
      made.key = part.key;
      made.kind = part.kind;
      made.values = PackedValues(part.kind);
      made.is_forced = part.is_forced;
    }
    XesColumn& column = columns_[found->second];
    column.seen.add(part.seen);
    if (column.unreadable.count == 0) column.unreadable_example = part.unreadable_example;
    if (column.naive.count == 0) column.naive_example = part.naive_example;
    column.unreadable += shift(part.unreadable);
    column.naive += shift(part.naive);
    if (column.kind != part.kind) continue;  // the log will be read again, with another kind
    const auto codes = column.texts.add_all(part.texts);
    part.values.for_each([&](std::uint64_t row, std::int64_t word) {
      if (column.values.reaches(base + row)) {
        if (repetitions++ == 0 && repeated.empty()) repeated = column.key;
      } else {
        column.values.add(base + row, column.kind == XesKind::text ? codes[static_cast<std::size_t>(word)] : word);
      }
    });
  }
  return repetitions;
}

std::optional<std::int64_t> word_of(XesColumn& column, std::string_view text, bool& is_naive) {
  is_naive = false;
  switch (column.kind) {
    case XesKind::text:
      return column.texts.add(text);
    case XesKind::time:
      if (const auto time = read_time(text)) {
        is_naive = time->is_naive;
        return time->at.us;
      }
      return std::nullopt;
    case XesKind::integer:
      return read_integer(text);
    case XesKind::real:
      if (const auto number = read_real(text)) return std::bit_cast<std::int64_t>(*number);
      return std::nullopt;
    default:
      if (const auto truth = read_boolean(text)) return *truth ? 1 : 0;
      return std::nullopt;
  }
}

}  // namespace fealty::io
