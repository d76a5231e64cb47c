#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/intake.hpp"

namespace fealty::io {

/// The distinct texts of a column, numbered in the order in which they first appear.
class TextTable {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return hashes_.size(); }
  [[nodiscard]] std::string_view text(std::size_t code) const noexcept {
    return {bytes_.data() + ends_[code], static_cast<std::size_t>(ends_[code + 1] - ends_[code])};
  }

  /// The number of a text, a new one if it is not there yet.
  std::int64_t add(std::string_view text);

  /// Numbers the texts anew, in the order in which codes name them first; -1 names none. Those that are not named are
  /// gone.
  void renumber(std::vector<std::int32_t>& codes);

  /// The numbers that the texts of another table have, or get, here.
  std::vector<std::int64_t> add_all(const TextTable& other);

  /// The texts as the dictionary of a column; the table is then empty.
  std::shared_ptr<const Column> take_dictionary();

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t code_plus_1 = 0;  // 0 while the slot is free
  };

  std::int64_t add(std::string_view text, std::uint32_t hash);
  void grow();

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> hashes_;
  std::vector<std::int64_t> ends_ = {0};
  std::vector<char> bytes_;
};

/// A sequence that grows without being copied as a whole, so that it never stands in memory twice.
template <class T>
class Pieces {
 public:
  [[nodiscard]] std::size_t size() const noexcept {
    return pieces_.empty() ? 0 : (pieces_.size() - 1) * piece_size + pieces_.back().size();
  }
  [[nodiscard]] bool empty() const noexcept { return pieces_.empty(); }
  [[nodiscard]] const T& front() const noexcept { return pieces_.front().front(); }
  [[nodiscard]] const T& back() const noexcept { return pieces_.back().back(); }
  [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return pieces_[i / piece_size][i % piece_size]; }

  void push_back(T value) {
    if (pieces_.empty() || pieces_.back().size() == piece_size) pieces_.emplace_back();
    pieces_.back().push_back(value);
  }

 private:
  static constexpr std::size_t piece_size = std::size_t{1} << 14;

  std::vector<std::vector<T>> pieces_;  // all but the last are full
};

/// What the values of a column are.
enum class XesKind : std::uint8_t { text, time, integer, real, boolean };

/// The values of some rows in ascending order of the rows. It takes no more memory than there are values.
class PackedValues {
 public:
  PackedValues() = default;
  explicit PackedValues(XesKind kind) : is_narrow_(kind == XesKind::text || kind == XesKind::boolean) {}

  [[nodiscard]] std::size_t size() const noexcept { return is_narrow_ ? narrow_.size() : wide_.size(); }
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }

  /// Whether the row that was added last is this one (or a later one).
  [[nodiscard]] bool reaches(std::uint64_t row) const noexcept {
    return !empty() && (rows_.empty() ? size() - 1 : rows_.back()) >= row;
  }

  void add(std::uint64_t row, std::int64_t word) {
    if (!rows_.empty()) {
      rows_.push_back(row);
    } else if (row != size()) {
      leave_dense(row);
    }
    if (is_narrow_) {
      narrow_.push_back(static_cast<std::int32_t>(word));
    } else {
      wide_.push_back(word);
    }
  }

  /// Calls f(row, word) for all values.
  template <class F>
  void for_each(F&& f) const {
    const auto walk = [&](const auto& words) {
      for (std::size_t i = 0; i < words.size(); ++i) f(rows_.empty() ? i : rows_[i], std::int64_t{words[i]});
    };
    is_narrow_ ? walk(narrow_) : walk(wide_);
  }

 private:
  void leave_dense(std::uint64_t row);

  bool is_narrow_ = false;  // codes of texts and truth values have 32 bits
  Pieces<std::int32_t> narrow_;
  Pieces<std::int64_t> wide_;
  Pieces<std::uint64_t> rows_;  // none as long as the rows are 0, 1, 2, ...
};

/// The kinds of values that a key has had.
class KindSet {
 public:
  void add(XesKind kind) noexcept { bits_ = static_cast<std::uint8_t>(bits_ | bit(kind)); }
  void add(KindSet other) noexcept { bits_ = static_cast<std::uint8_t>(bits_ | other.bits_); }

  /// Whether one kind does not suffice.
  [[nodiscard]] bool is_mixed() const noexcept { return (bits_ & (bits_ - 1U)) != 0; }

  /// What holds them all.
  [[nodiscard]] XesKind common() const noexcept {
    return bits_ == (bit(XesKind::integer) | bit(XesKind::real)) ? XesKind::real : XesKind::text;
  }

 private:
  static constexpr std::uint8_t bit(XesKind kind) noexcept {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
  }

  std::uint8_t bits_ = 0;
};

/// The values that one key has in the events, or in the traces, of a part of a log. Words are codes of texts,
/// microseconds, integers, the bits of doubles, or 0 and 1.
struct XesColumn {
  std::string key;
  XesKind kind = XesKind::text;
  bool is_forced = false;  ///< the kind has been chosen so that it holds all values of the log
  KindSet seen = {};
  PackedValues values = {};
  TextTable texts = {};
  Affected unreadable = {};
  Affected naive = {};
  std::string unreadable_example = {};
  std::string naive_example = {};

  // Of a list, where keys repeat: the row in which this one did last, and how often.
  std::uint64_t repeated_row = 0;
  std::uint64_t repeated_count = 0;
};

/// The kinds of the keys that need one other than that of their first value.
using ForcedKinds = std::unordered_map<std::string, XesKind>;

/// The columns of the events, or of the traces, in the order in which their keys first appear.
class XesColumns {
 public:
  [[nodiscard]] const std::vector<XesColumn>& all() const noexcept { return columns_; }
  [[nodiscard]] std::vector<XesColumn>& all() noexcept { return columns_; }

  /// The position of the column of a key; a new one is of the given kind.
  std::size_t of(const std::string& key, XesKind kind, const ForcedKinds& forced);

  /// Appends the values of a later part whose first row is `base`. Gives how many values stood where one is already;
  /// the first of these columns is put into `repeated` if it is empty.
  std::uint64_t append(const XesColumns& later, std::uint64_t base, std::string& repeated);

 private:
  std::vector<XesColumn> columns_;
  std::unordered_map<std::string, std::size_t> positions_;
};

/// The word of a value of a kind in a column, as its text says it; nothing if it cannot be read. `is_naive` is set for
/// a time without offset.
std::optional<std::int64_t> word_of(XesColumn& column, std::string_view text, bool& is_naive);

}  // namespace fealty::io
