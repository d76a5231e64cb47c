#include "fealty/flow/event_log.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "fealty/core/large_pages.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::flow {
namespace {

using customers::Book;
using customers::Table;

constexpr std::array<std::string_view, 6> roles{"visit_id", "step", "at", "ended_at", "staff_id", "customer_id"};

bool is_role(std::string_view column) noexcept {
  return std::ranges::find(roles, column) != roles.end();
}

/// Values of rows in the order of the events; the values themselves where that is the order of the rows.
template <class T>
Values<T> arranged(Values<T> values, std::span<const std::uint32_t> rows, bool in_order) {
  if (values.empty() || in_order) return values;
  std::vector<T> moved = large_vector<T>(rows.size());
  for_blocks(rows.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) moved[i] = values[rows[i]];
  });
  return Values<T>(std::move(moved));
}

}  // namespace

/// The columns that every analysis reads, in the order of the events, and the records behind them.
struct EventLog::Store {
  Book records;
  bool in_order = true;             ///< event i is row i
  std::vector<std::uint32_t> rows;  ///< the row of each event, unless they are in order
  std::uint64_t unplaced = 0;
  Ids cases;
  Ids steps;
  Ids resources;
  Ids customers;
  std::vector<std::uint32_t> offsets{0};  ///< of the events of each case, one more than there are cases
  Values<Code> step_codes;
  Values<Time> at;
  Values<Time> ended;
  Values<Code> resource_codes;
  std::vector<Code> customer_of_case;

  [[nodiscard]] Column column(std::string_view name) const {
    const Column& column = records.table(Table::touches).at(name);
    return in_order ? column : column.take(rows);
  }

  [[nodiscard]] std::uint32_t row_of(std::size_t event) const noexcept {
    return in_order ? static_cast<std::uint32_t>(event) : rows[event];
  }

  [[nodiscard]] bool has_events(Code c) const noexcept { return offsets[c] < offsets[c + 1]; }
};

namespace {

struct Placed {
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint32_t> rows;  // empty where the rows are in order
  bool in_order = true;
};

bool can_be_placed(std::span<const Code> cases, std::span<const Code> steps, std::span<const Time> at,
                   std::size_t row) noexcept {
  return cases[row] != no_code && steps[row] != no_code && at[row] != no_time;
}

/// Whether every row can be placed and none has to move.
bool are_in_order(std::span<const Code> cases, std::span<const Code> steps, std::span<const Time> at) {
  const auto in_order = [&](std::size_t begin, std::size_t end) {
    bool right = true;
    for (std::size_t i = begin; i < end; ++i) {
      right = right && can_be_placed(cases, steps, at, i) &&
              (i == 0 || cases[i - 1] < cases[i] || (cases[i - 1] == cases[i] && at[i - 1] <= at[i]));
    }
    return static_cast<char>(right);
  };
  return reduce_blocks(cases.size(), char{1}, in_order, [](char& all, char one) { all = all && one; }) != 0;
}

/// Where the events of each case begin, for rows that stand in the order of the cases.
std::vector<std::uint32_t> boundaries(std::span<const Code> cases, std::size_t count) {
  std::vector<std::uint32_t> offsets(count + 1);
  for_blocks(cases.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (i == 0 || cases[i] != cases[i - 1]) offsets[cases[i]] = static_cast<std::uint32_t>(i);
    }
  });
  offsets[count] = static_cast<std::uint32_t>(cases.size());
  return offsets;
}

Placed sorted(std::span<const Code> cases, std::span<const Code> steps, std::span<const Time> at, std::size_t count) {
  Placed placed{std::vector<std::uint32_t>(count + 1), {}, false};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (can_be_placed(cases, steps, at, i)) ++placed.offsets[cases[i] + 1];
  }
  std::partial_sum(placed.offsets.begin(), placed.offsets.end(), placed.offsets.begin());
  placed.rows.resize(placed.offsets.back());
  std::vector<std::uint32_t> next(placed.offsets.begin(), placed.offsets.end() - 1);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (can_be_placed(cases, steps, at, i)) placed.rows[next[cases[i]]++] = static_cast<std::uint32_t>(i);
  }
  for_blocks(
      count,
      [&](std::size_t begin, std::size_t end) {
        const auto earlier = [&](std::uint32_t a, std::uint32_t b) { return at[a] < at[b]; };
        for (std::size_t c = begin; c < end; ++c) {
          const auto first = placed.rows.begin() + placed.offsets[c];
          const auto last = placed.rows.begin() + placed.offsets[c + 1];
          if (!std::is_sorted(first, last, earlier)) std::stable_sort(first, last, earlier);
        }
      },
      4096);
  return placed;
}

Placed placed(std::span<const Code> cases, std::span<const Code> steps, std::span<const Time> at, std::size_t count) {
  if (are_in_order(cases, steps, at)) return {boundaries(cases, count), {}, true};
  return sorted(cases, steps, at, count);
}

/// The first customer that the events of each case name.
std::vector<Code> customers_of_cases(std::span<const Code> customer_of_row, const Placed& placed) {
  std::vector<Code> customers(placed.offsets.size() - 1, no_code);
  if (customer_of_row.empty()) return customers;
  for_blocks(customers.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t c = begin; c < end; ++c) {
      for (std::uint32_t i = placed.offsets[c]; i < placed.offsets[c + 1] && customers[c] == no_code; ++i)
        customers[c] = customer_of_row[placed.in_order ? i : placed.rows[i]];
    }
  });
  return customers;
}

/// The ends of events; an end before its beginning is none.
Values<Time> possible_ends(const Values<Time>& ended, const Values<Time>& at) {
  const auto is_impossible = [&](std::size_t i) { return ended[i] != no_time && ended[i] < at[i]; };
  const auto any = [&](std::size_t begin, std::size_t end) {
    char found = 0;
    for (std::size_t i = begin; i < end; ++i) found = found != 0 || is_impossible(i) ? 1 : 0;
    return found;
  };
  const auto either = [](char& all, char one) { all = all != 0 || one != 0 ? 1 : 0; };
  if (reduce_blocks(ended.size(), char{0}, any, either) == 0) return ended;
  std::vector<Time> ends(ended.begin(), ended.end());
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (is_impossible(i)) ends[i] = no_time;
  }
  return Values<Time>(std::move(ends));
}

Frame to_frame(const EventColumns& columns) {
  return customers::to_frame(customers::TouchColumns{.visit = columns.case_id,
                                                     .step = columns.activity,
                                                     .at = columns.time,
                                                     .customer = columns.customer,
                                                     .ended_at = columns.ended,
                                                     .staff = columns.resource,
                                                     .attributes = columns.attributes});
}

Book book_of(const EventColumns& columns, customers::BookOptions options) {
  Book book(std::move(options));
  book.add(Table::touches, to_frame(columns));
  return book;
}

/// The touches of a book alone, as they are held.
Book touches_of(const Book& book) {
  const auto has = [&](Table table) { return book.has(table); };
  if (std::ranges::count_if(customers::all_tables, has) == 1 && book.has(Table::touches)) return book;
  std::array<std::optional<Frame>, 5> tables;
  if (book.has(Table::touches)) tables[static_cast<std::size_t>(Table::touches)] = book.table(Table::touches);
  return Book::restored(book.options(), book.row_findings(), std::move(tables));
}

}  // namespace

Time Trace::end_of(std::size_t i) const noexcept {
  return ended.empty() || ended[i] == no_time ? at[i] : ended[i];
}

EventLog::EventLog() : EventLog(std::make_shared<const Store>()) {}

EventLog::EventLog(std::shared_ptr<const Store> store) : store_(std::move(store)), size_(store_->step_codes.size()) {
  const auto data = [](const auto& values) { return values.empty() ? nullptr : values.span().data(); };
  columns_ = {nullptr,          store_->offsets.data(), data(store_->step_codes),
              data(store_->at), data(store_->ended),    data(store_->resource_codes)};
  std::vector<Code> filled;
  for (Code c = 0; c < store_->cases.size(); ++c) {
    if (store_->has_events(c)) filled.push_back(c);
  }
  if (filled.size() < store_->cases.size()) select(std::move(filled));
}

void EventLog::select(std::vector<Code> cases) {
  cases.reserve(1);  // a list without cases has an address, too
  selected_ = std::make_shared<const std::vector<Code>>(std::move(cases));
  columns_.selected = selected_->data();
}

EventLog::EventLog(const EventColumns& columns, customers::BookOptions options)
    : EventLog(book_of(columns, std::move(options))) {}

EventLog::EventLog(const Book& book) {
  auto store = std::make_shared<Store>();
  store->records = touches_of(book);
  const Frame& touches = store->records.table(Table::touches);
  if (touches.rows() > 0) {
    EncodedIds cases = encode_ids(touches.at("visit_id"), "visit_id");
    EncodedIds steps = encode_ids(touches.at("step"), "step");
    const Values<Time> at = store->records.times(Table::touches);
    Placed place = placed(cases.codes, steps.codes, at.span(), cases.ids.size());
    std::span<const Code> customer_of_row;
    if (touches.find("customer_id") != nullptr) customer_of_row = store->records.customer_codes(Table::touches);
    store->customer_of_case = customers_of_cases(customer_of_row, place);
    store->in_order = place.in_order;
    store->rows = std::move(place.rows);
    store->offsets = std::move(place.offsets);
    store->unplaced = touches.rows() - store->offsets.back();
    store->step_codes = arranged(Values<Code>(std::move(steps.codes)), store->rows, store->in_order);
    store->at = arranged(at, store->rows, store->in_order);
    const Values<Time> ended = arranged(store->records.times(Table::touches, "ended_at"), store->rows, store->in_order);
    store->ended = possible_ends(ended, store->at);
    if (const Column* staff = touches.find("staff_id")) {
      EncodedIds resources = encode_ids(*staff, "staff_id");
      store->resource_codes = arranged(Values<Code>(std::move(resources.codes)), store->rows, store->in_order);
      store->resources = std::move(resources.ids);
    }
    store->customers = store->records.customers();
    store->cases = std::move(cases.ids);
    store->steps = std::move(steps.ids);
  }
  *this = EventLog(std::shared_ptr<const Store>(std::move(store)));
}

EventLog& EventLog::operator+=(const EventLog& other) {
  Book sum = shown_records();
  sum += other.shown_records();
  return *this = EventLog(sum);
}

std::size_t EventLog::case_count() const noexcept {
  return selected_ ? selected_->size() : store_->cases.size();
}

const Ids& EventLog::cases() const noexcept {
  return store_->cases;
}

const Ids& EventLog::steps() const noexcept {
  return store_->steps;
}

const Ids& EventLog::resources() const noexcept {
  return store_->resources;
}

const Ids& EventLog::customers() const noexcept {
  return store_->customers;
}

Code EventLog::customer_of(std::size_t i) const noexcept {
  return store_->customer_of_case[selected_ ? (*selected_)[i] : i];
}

std::size_t EventLog::extent() const noexcept {
  return store_->step_codes.size();
}

std::span<const Code> EventLog::step_codes() const noexcept {
  return store_->step_codes.span();
}

std::span<const Time> EventLog::times() const noexcept {
  return store_->at.span();
}

std::span<const Time> EventLog::ends() const noexcept {
  return store_->ended.span();
}

std::vector<std::string> EventLog::attribute_names() const {
  std::vector<std::string> names;
  for (const auto& [name, column] : store_->records.table(Table::touches).columns()) {
    if (!is_role(name)) names.push_back(name);
  }
  return names;
}

Column EventLog::attribute(std::string_view name) const {
  return store_->column(name);
}

Values<double> EventLog::numbers(std::string_view name) const {
  return as_doubles(store_->column(name), name);
}

Intake EventLog::intake() const {
  return store_->records.intake();
}

std::uint64_t EventLog::unplaced() const noexcept {
  return store_->unplaced;
}

std::optional<std::pair<Time, Time>> EventLog::span() const {
  std::optional<std::pair<Time, Time>> span;
  for (std::size_t i = 0; i < case_count(); ++i) {
    const Trace trace = this->trace(i);
    if (!span) span.emplace(trace.at.front(), trace.at.back());
    span->first = std::min(span->first, trace.at.front());
    span->second = std::max(span->second, trace.at.back());
  }
  return span;
}

EventLog EventLog::with_cases(std::span<const std::uint32_t> positions) const {
  std::vector<Code> codes;
  codes.reserve(positions.size());
  EventLog log = *this;
  log.size_ = 0;
  for (const std::uint32_t position : positions) {
    const Trace trace = this->trace(position);
    codes.push_back(trace.case_code);
    log.size_ += trace.size();
  }
  log.select(std::move(codes));
  return log;
}

EventLog EventLog::with_events(std::span<const std::uint32_t> places) const {
  auto store = std::make_shared<Store>();
  store->records = store_->records;
  store->unplaced = store_->unplaced;
  store->cases = store_->cases;
  store->steps = store_->steps;
  store->resources = store_->resources;
  store->customers = store_->customers;
  store->customer_of_case = store_->customer_of_case;
  store->in_order = false;
  store->step_codes = arranged(store_->step_codes, places, false);
  store->at = arranged(store_->at, places, false);
  store->ended = arranged(store_->ended, places, false);
  store->resource_codes = arranged(store_->resource_codes, places, false);
  store->rows.resize(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) store->rows[i] = store_->row_of(places[i]);
  store->offsets.resize(store_->offsets.size());
  std::size_t kept = 0;
  for (std::size_t c = 0; c + 1 < store->offsets.size(); ++c) {
    while (kept < places.size() && places[kept] < store_->offsets[c + 1]) ++kept;
    store->offsets[c + 1] = static_cast<std::uint32_t>(kept);
  }
  return EventLog(std::shared_ptr<const Store>(std::move(store)));
}

const customers::Book& EventLog::records() const noexcept {
  return store_->records;
}

std::vector<std::uint32_t> EventLog::shown_rows() const {
  std::vector<std::uint32_t> rows;
  rows.reserve(size_);
  for (std::size_t i = 0; i < case_count(); ++i) {
    const Trace trace = this->trace(i);
    for (std::size_t k = 0; k < trace.size(); ++k) rows.push_back(store_->row_of(trace.first + k));
  }
  return rows;
}

Frame EventLog::frame() const {
  const Frame& touches = store_->records.table(Table::touches);
  const std::vector<std::uint32_t> rows = shown_rows();
  const bool all = store_->in_order && size_ == touches.rows();
  Frame frame;
  const auto add = [&](const std::string& name, const Column& column) {
    frame.add(name, all ? column : column.take(rows));
  };
  for (const std::string_view role : roles) {
    if (const Column* column = touches.find(role)) add(std::string(role), *column);
  }
  for (const auto& [name, column] : touches.columns()) {
    if (!is_role(name)) add(name, column);
  }
  return frame;
}

Book EventLog::shown_records() const {
  const Frame& touches = store_->records.table(Table::touches);
  if (size_ + store_->unplaced == touches.rows()) return store_->records;
  std::vector<std::uint32_t> rows = shown_rows();
  std::ranges::sort(rows);
  Frame shown;
  for (const auto& [name, column] : touches.columns()) shown.add(name, column.take(rows));
  std::array<std::optional<Frame>, 5> tables;
  tables[static_cast<std::size_t>(Table::touches)] = std::move(shown);
  return Book::restored(store_->records.options(), store_->records.row_findings(), std::move(tables));
}

}  // namespace fealty::flow
