#include "fealty/gaps/rating_series.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/large_pages.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::gaps {
namespace {

/// What says where each row belongs, by row.
struct Places {
  std::span<const Code> customers;
  std::span<const Code> items;  // empty if there are none
  std::span<const Time> at;     // empty if the rows are in their order

  [[nodiscard]] bool is_placed(std::size_t row) const noexcept {
    return customers[row] != no_code && (items.empty() || items[row] != no_code) && (at.empty() || at[row] != no_time);
  }

  /// Whether row b belongs before row a, which stands before it; both of one customer.
  [[nodiscard]] bool is_before(std::size_t b, std::size_t a) const noexcept {
    if (!items.empty() && items[a] != items[b]) return items[b] < items[a];
    return !at.empty() && at[b] < at[a];
  }

  [[nodiscard]] bool are_of_one_series(std::size_t a, std::size_t b) const noexcept {
    return customers[a] == customers[b] && (items.empty() || items[a] == items[b]);
  }
};

bool are_in_order(const Places& places) {
  const auto in_order = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (!places.is_placed(i)) return char{0};
      if (i == 0 || places.customers[i - 1] < places.customers[i]) continue;
      if (places.customers[i - 1] > places.customers[i] || places.is_before(i, i - 1)) return char{0};
    }
    return char{1};
  };
  return reduce_blocks(places.customers.size(), char{1}, in_order,
                       [](char& all, char one) { all = all != 0 && one != 0 ? 1 : 0; }) != 0;
}

/// The rows that are placed, in the order of the series.
std::vector<std::uint32_t> arranged_rows(const Places& places, std::size_t customers) {
  std::vector<std::uint32_t> offsets(customers + 1);
  for (std::size_t i = 0; i < places.customers.size(); ++i) {
    if (places.is_placed(i)) ++offsets[places.customers[i] + 1];
  }
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  std::vector<std::uint32_t> rows(offsets.back());
  std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
  for (std::size_t i = 0; i < places.customers.size(); ++i) {
    if (places.is_placed(i)) rows[next[places.customers[i]]++] = static_cast<std::uint32_t>(i);
  }
  const auto before = [&](std::uint32_t a, std::uint32_t b) { return places.is_before(a, b); };
  for_blocks(
      customers,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c) {
          const auto first = rows.begin() + offsets[c], last = rows.begin() + offsets[c + 1];
          if (!std::is_sorted(first, last, before)) std::stable_sort(first, last, before);
        }
      },
      4096);
  return rows;
}

template <class T>
Values<T> arranged(const Values<T>& values, std::span<const std::uint32_t> rows, bool in_order) {
  if (values.empty() || in_order) return values;
  std::vector<T> moved = large_vector<T>(rows.size());
  for_blocks(rows.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) moved[i] = values[rows[i]];
  });
  return Values<T>(std::move(moved));
}

bool is_given(const Column& column) noexcept {
  return column && column.type().kind != Kind::null;
}

Values<double> answers_of(const Column& column, std::string_view name, std::size_t rows) {
  if (!is_given(column)) return {};
  require_rows(column, name, rows, "customer_id");
  Values<double> values = as_doubles(column, name);
  const auto first_infinite = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (std::isinf(values[i])) return i;
    }
    return rows;
  };
  const std::size_t bad = reduce_blocks(rows, rows, first_infinite,
                                        [](std::size_t& first, std::size_t one) { first = std::min(first, one); });
  if (bad == rows) return values;
  throw RecordError(
      code::refused_record,
      fmt::format("column {}, row {}: {} is no answer: it must be finite, or missing", name, bad, values[bad]));
}

/// Numbers that say the order, as if they were microseconds.
Values<Time> order_of(const Column& column, std::size_t rows) {
  std::vector<Time> at(rows, no_time);
  std::size_t row = 0;
  for (const Chunk& chunk : column.chunks()) {
    for_each_integer(chunk, column.type().kind, 0, chunk.length, [&](std::int64_t i, auto value) {
      at[row + static_cast<std::size_t>(i)] = Time{static_cast<std::int64_t>(value)};
    });
    row += static_cast<std::size_t>(chunk.length);
  }
  return Values<Time>(std::move(at));
}

Values<Time> times_of(const Column& column, std::size_t rows, bool& instants) {
  instants = false;
  if (!is_given(column)) return {};
  require_rows(column, "at", rows, "customer_id");
  if (is_integer(column.type().kind)) return order_of(column, rows);
  instants = true;
  Instants read = as_instants(column, "at", TimeZone{});
  if (read.unreadable.count > 0) {
    throw RecordError(code::refused_record,
                      fmt::format("column at, row {}: no time can be read from it", read.unreadable.rows.front()));
  }
  return std::move(read.at);
}

RatingsLeftOut left_out_of(const Places& places) {
  RatingsLeftOut out;
  for (std::size_t i = 0; i < places.customers.size(); ++i) {
    if (places.is_placed(i)) continue;
    if (places.customers[i] == no_code) {
      ++out.without_customer;
    } else if (!places.items.empty() && places.items[i] == no_code) {
      ++out.without_item;
    } else {
      ++out.without_time;
    }
  }
  return out;
}

/// Leaves out the identifiers that no code names, and changes the codes accordingly.
void keep_named(Ids& ids, std::vector<Code>& codes) {
  std::vector<Code> place(ids.size(), no_code);
  for (const Code code : codes) place[code] = 0;
  std::vector<Code> kept;
  for (Code code = 0; code < ids.size(); ++code) {
    if (place[code] == no_code) continue;
    place[code] = static_cast<Code>(kept.size());
    kept.push_back(code);
  }
  if (kept.size() == ids.size()) return;
  ids = ids.subset(kept);
  for (Code& code : codes) code = place[code];
}

}  // namespace

RatingsLeftOut& RatingsLeftOut::operator+=(const RatingsLeftOut& other) noexcept {
  without_customer += other.without_customer;
  without_item += other.without_item;
  without_time += other.without_time;
  return *this;
}

RatingSeries::RatingSeries(const RatingAnswers& columns) {
  const std::size_t rows = columns.customer.size();
  if (rows >= std::numeric_limits<std::uint32_t>::max()) {
    throw RecordError(code::refused_record, fmt::format("{} ratings are too many for one summary: add up parts", rows));
  }
  if (!is_given(columns.will) && !is_given(columns.should) && !is_given(columns.experience)) {
    throw RecordError(code::missing_column,
                      "the ratings have no column of answers: neither expectation nor experience");
  }
  const Values<double> will = answers_of(columns.will, "expectation", rows);
  const Values<double> should = answers_of(columns.should, "should", rows);
  const Values<double> experience = answers_of(columns.experience, "experience", rows);
  const Values<Time> at = times_of(columns.at, rows, instants_);
  EncodedIds customers = encode_ids(columns.customer, "customer_id");
  has_items_ = is_given(columns.item);
  EncodedIds items;
  if (has_items_) {
    require_rows(columns.item, "item", rows, "customer_id");
    items = encode_ids(columns.item, "item");
  }

  const Places places{customers.codes, items.codes, at.span()};
  const bool in_order = are_in_order(places);
  std::vector<std::uint32_t> moved;
  if (!in_order) {
    moved = arranged_rows(places, customers.ids.size());
    left_out_ = left_out_of(places);
  }
  const std::size_t kept = in_order ? rows : moved.size();
  const auto row_of = [&](std::size_t i) { return in_order ? i : moved[i]; };
  for (std::size_t i = 0; i < kept; ++i) {
    const std::size_t row = row_of(i);
    if (i > 0 && places.are_of_one_series(row_of(i - 1), row)) continue;
    if (i > 0) offsets_.push_back(i);
    customer_of_.push_back(customers.codes[row]);
    if (has_items_) item_of_.push_back(items.codes[row]);
  }
  if (kept > 0) offsets_.push_back(kept);
  customers_ = std::move(customers.ids);
  items_ = std::move(items.ids);
  keep_named(customers_, customer_of_);
  keep_named(items_, item_of_);
  will_ = arranged(will, moved, in_order);
  should_ = arranged(should, moved, in_order);
  experience_ = arranged(experience, moved, in_order);
  at_ = arranged(at, moved, in_order);
}

namespace {

/// Where a rating of a sum comes from.
struct Origin {
  bool second;
  std::uint64_t position;
};

/// The ratings of two series as those of one, the earlier first, and of two at the same time that of the first.
void join(std::span<const Time> first_at, std::pair<std::uint64_t, std::uint64_t> first,
          std::span<const Time> second_at, std::pair<std::uint64_t, std::uint64_t> second,
          std::vector<Origin>& origins) {
  while (first.first < first.second || second.first < second.second) {
    const bool from_second = first.first == first.second || (second.first < second.second && !first_at.empty() &&
                                                             second_at[second.first] < first_at[first.first]);
    origins.push_back({from_second, from_second ? second.first++ : first.first++});
  }
}

template <class T>
Values<T> joined(const Values<T>& first, const Values<T>& second, const std::vector<Origin>& origins, T missing) {
  if (first.empty() && second.empty()) return {};
  std::vector<T> values = large_vector<T>(origins.size());
  for (std::size_t i = 0; i < origins.size(); ++i) {
    const Values<T>& from = origins[i].second ? second : first;
    values[i] = from.empty() ? missing : from[origins[i].position];
  }
  return Values<T>(std::move(values));
}

}  // namespace

RatingSeries& RatingSeries::operator+=(const RatingSeries& other) {
  if (other.ratings() == 0 || ratings() == 0) {
    RatingsLeftOut both = left_out_;
    both += other.left_out_;
    if (ratings() == 0) *this = RatingSeries(other);
    left_out_ = both;
    return *this;
  }
  if (has_items_ != other.has_items_ || has_times() != other.has_times() || instants_ != other.instants_) {
    throw RecordError(
        code::wrong_type,
        "ratings that are added up must agree in whether they name items, and in the type of their times");
  }
  const UnitedIds customers = unite(customers_, other.customers_, "customer_id");
  const UnitedIds items = unite(items_, other.items_, "item");
  const auto key = [&](const RatingSeries& side, bool second, std::size_t i) {
    const Code item = side.has_items_ ? (second ? items.from_second : items.from_first)[side.item_of_[i]] : 0;
    return std::pair((second ? customers.from_second : customers.from_first)[side.customer_of_[i]], item);
  };
  constexpr std::pair last{no_code, no_code};
  constexpr std::pair<std::uint64_t, std::uint64_t> none{0, 0};
  const auto positions = [](const RatingSeries& side, std::size_t i) {
    return std::pair(side.offsets_[i], side.offsets_[i + 1]);
  };
  RatingSeries sum;
  std::vector<Origin> origins;
  origins.reserve(ratings() + other.ratings());
  for (std::size_t a = 0, b = 0; a < size() || b < other.size();) {
    const auto first = a < size() ? key(*this, false, a) : last;
    const auto second = b < other.size() ? key(other, true, b) : last;
    const auto [customer, item] = std::min(first, second);
    join(at(), first <= second ? positions(*this, a) : none, other.at(), second <= first ? positions(other, b) : none,
         origins);
    a += first <= second ? 1 : 0;
    b += second <= first ? 1 : 0;
    sum.customer_of_.push_back(customer);
    if (has_items_) sum.item_of_.push_back(item);
    sum.offsets_.push_back(origins.size());
  }
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  sum.will_ = joined(will_, other.will_, origins, missing);
  sum.should_ = joined(should_, other.should_, origins, missing);
  sum.experience_ = joined(experience_, other.experience_, origins, missing);
  sum.at_ = joined(at_, other.at_, origins, no_time);
  sum.customers_ = customers.ids;
  sum.items_ = items.ids;
  sum.has_items_ = has_items_;
  sum.instants_ = instants_;
  sum.left_out_ = left_out_;
  sum.left_out_ += other.left_out_;
  return *this = std::move(sum);
}

std::pair<std::size_t, std::size_t> RatingSeries::series_of(Code customer) const noexcept {
  const auto [first, last] = std::equal_range(customer_of_.begin(), customer_of_.end(), customer);
  return {static_cast<std::size_t>(first - customer_of_.begin()),
          static_cast<std::size_t>(last - customer_of_.begin())};
}

std::optional<std::size_t> RatingSeries::find(Code customer, Code item) const noexcept {
  const auto [first, last] = series_of(customer);
  if (!has_items_) return first < last && item == 0 ? std::optional(first) : std::nullopt;
  const auto begin = item_of_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = item_of_.begin() + static_cast<std::ptrdiff_t>(last);
  const auto found = std::lower_bound(begin, end, item);
  if (found == end || *found != item) return std::nullopt;
  return static_cast<std::size_t>(found - item_of_.begin());
}

Column RatingSeries::time_column(std::vector<Time> times) const {
  if (instants_) return column_of(Values<Time>(std::move(times)));
  std::vector<std::optional<std::int64_t>> numbers;
  numbers.reserve(times.size());
  for (const Time t : times) numbers.push_back(t == no_time ? std::nullopt : std::optional(t.us));
  return Column(numbers);
}

}  // namespace fealty::gaps
