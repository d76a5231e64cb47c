#include "fealty/customers/features.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "fealty/core/exact_sum.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/customers/first_known.hpp"

namespace fealty::customers {
namespace {

double ratio(double total, double count) noexcept {
  return count > 0 ? total / count : nan;
}

/// A mean that is the same for every order of its terms; terms that are NaN are passed over.
class Mean {
 public:
  void add(double x) noexcept {
    if (std::isnan(x)) return;
    sum_.add(x);
    ++count_;
  }

  [[nodiscard]] double value() const noexcept { return ratio(sum_.value(), count_); }

 private:
  ExactSum sum_;
  double count_ = 0;
};

/// Feature columns in the making: a row per customer, missing until set.
class FeatureColumns {
 public:
  FeatureColumns(std::vector<std::string> names, std::size_t rows)
      : names_(std::move(names)), values_(names_.size(), std::vector<double>(rows, nan)) {}

  void set(std::size_t row, std::initializer_list<double> values) {
    std::size_t column = 0;
    for (const double value : values) values_[column++][row] = value;
  }

  void add_to(Frame& frame) const {
    for (std::size_t i = 0; i < names_.size(); ++i) frame.add(names_[i], nullable(values_[i]));
  }

 private:
  static Column nullable(const std::vector<double>& values) {
    std::vector<std::optional<double>> marked(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!std::isnan(values[i])) marked[i] = values[i];
    }
    return {marked};
  }

  std::vector<std::string> names_;
  std::vector<std::vector<double>> values_;
};

/// The rows of one table, by customer, up to an instant.
class KnownRows {
 public:
  KnownRows(const Book& book, Table table, Time as_of)
      : index_(book.index(table)), at_(book.times(table)), as_of_(as_of) {}

  /// The customer's rows with a time up to the instant, in the order of time.
  [[nodiscard]] std::span<const std::uint32_t> of(Code customer) const {
    const auto rows = index_.of(customer);
    if (at_.empty()) return {};
    const auto end = std::find_if(rows.begin(), rows.end(),
                                  [&](std::uint32_t row) { return at_[row] == no_time || at_[row] > as_of_; });
    return rows.first(static_cast<std::size_t>(end - rows.begin()));
  }

  [[nodiscard]] bool has_happened(Time t) const noexcept { return t != no_time && t <= as_of_; }
  [[nodiscard]] double days_since(Time t) const noexcept { return in_days(as_of_ - t); }
  [[nodiscard]] double days_since_last(std::span<const std::uint32_t> rows) const {
    return rows.empty() ? nan : days_since(at_[rows.back()]);
  }
  [[nodiscard]] Time at(std::uint32_t row) const noexcept { return at_[row]; }

 private:
  const RowIndex& index_;
  Values<Time> at_;
  Time as_of_;
};

/// Calls `f(row of the result, customer)` for all customers, in parallel.
template <class F>
void for_customers(const std::vector<Code>& customers, const F& f) {
  for_blocks(
      customers.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) f(i, customers[i]);
      },
      1 << 12, "features");
}

void add_purchases(const Book& book, Time as_of, const std::vector<Code>& customers, Frame& frame) {
  const KnownRows known(book, Table::purchases, as_of);
  const Values<double> amounts = book.numbers(Table::purchases, "amount");
  FeatureColumns columns({"purchases", "refunds", "spend", "mean_amount", "first_purchase_days", "recency_days"},
                         customers.size());
  for_customers(customers, [&](std::size_t i, Code customer) {
    PurchaseTotals totals;
    for (const std::uint32_t row : known.of(customer)) totals.add(known.at(row), amounts.empty() ? 1.0 : amounts[row]);
    const double spend = totals.value.value();
    const bool bought = totals.purchases > 0;
    columns.set(i, {static_cast<double>(totals.purchases), static_cast<double>(totals.refunds), spend,
                    ratio(spend, totals.purchases), bought ? known.days_since(totals.first) : nan,
                    bought ? known.days_since(totals.last) : nan});
  });
  columns.add_to(frame);
}

/// A column of the labels of some ids; of no_code it is missing.
Column labels_of(const std::vector<Code>& codes, const Ids& ids) {
  std::map<Code, std::int32_t> places;
  std::vector<std::string> names;
  std::vector<std::int32_t> values(codes.size(), -1);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] == no_code) continue;
    const auto [place, is_new] = places.try_emplace(codes[i], static_cast<std::int32_t>(names.size()));
    if (is_new) names.push_back(ids.label(codes[i]));
    values[i] = place->second;
  }
  return Column::categories(std::move(values), names);
}

/// The channel by which each customer came first, where it is known; of several at the same time the first by name.
void add_channel(const Book& book, const KnownRows& known, const std::vector<Code>& customers, Frame& frame) {
  const Column* given = book.table(Table::touches).find("channel");
  if (given == nullptr) return;
  const EncodedIds channels = encode_ids(*given, "touches.channel");
  std::vector<Code> first(customers.size(), no_code);
  for_customers(customers, [&](std::size_t i, Code customer) {
    Time at = no_time;
    for (const std::uint32_t row : known.of(customer)) {
      const Code channel = channels.codes[row];
      if (channel == no_code) continue;
      if (first[i] != no_code && known.at(row) != at) break;
      at = known.at(row);
      if (first[i] == no_code || channels.ids.label(channel) < channels.ids.label(first[i])) first[i] = channel;
    }
  });
  frame.add("channel", labels_of(first, channels.ids));
}

void add_touches(const Book& book, Time as_of, const std::vector<Code>& customers, Frame& frame) {
  const KnownRows known(book, Table::touches, as_of);
  const EncodedIds visits = encode_ids(book.table(Table::touches).at("visit_id"), "touches.visit_id");
  const Values<Time> ended = book.times(Table::touches, "ended_at");
  const Values<double> met = book.flags(Table::touches, "met");
  FeatureColumns columns({"touches", "visits", "met_share", "last_touch_days"}, customers.size());
  for_customers(customers, [&](std::size_t i, Code customer) {
    const auto rows = known.of(customer);
    Mean met_share;
    std::vector<Code> seen;
    for (const std::uint32_t row : rows) {
      const bool over = ended.empty() || ended[row] == no_time || known.has_happened(ended[row]);
      if (!met.empty() && over) met_share.add(met[row]);
      if (visits.codes[row] != no_code) seen.push_back(visits.codes[row]);
    }
    std::sort(seen.begin(), seen.end());
    const auto distinct = std::unique(seen.begin(), seen.end()) - seen.begin();
    columns.set(i, {static_cast<double>(rows.size()), static_cast<double>(distinct), met_share.value(),
                    known.days_since_last(rows)});
  });
  columns.add_to(frame);
  add_channel(book, known, customers, frame);
}

void add_ratings(const Book& book, Time as_of, const std::vector<Code>& customers, Frame& frame) {
  const KnownRows known(book, Table::ratings, as_of);
  const Values<double> expectation = book.numbers(Table::ratings, "expectation");
  const Values<double> experience = book.numbers(Table::ratings, "experience");
  FeatureColumns columns({"ratings", "mean_expectation", "mean_experience", "mean_gap", "worst_gap"}, customers.size());
  for_customers(customers, [&](std::size_t i, Code customer) {
    const auto rows = known.of(customer);
    Mean expected;
    Mean experienced;
    Mean gaps;
    double worst = nan;
    for (const std::uint32_t row : rows) {
      const double e = expectation.empty() ? nan : expectation[row];
      const double x = experience.empty() ? nan : experience[row];
      expected.add(e);
      experienced.add(x);
      gaps.add(x - e);
      worst = std::fmin(worst, x - e);
    }
    columns.set(i, {static_cast<double>(rows.size()), expected.value(), experienced.value(), gaps.value(), worst});
  });
  columns.add_to(frame);
}

void add_complaints(const Book& book, Time as_of, const std::vector<Code>& customers, Frame& frame) {
  const KnownRows known(book, Table::complaints, as_of);
  const Values<Time> resolved = book.times(Table::complaints, "resolved_at");
  const Values<double> compensation = book.numbers(Table::complaints, "compensation");
  FeatureColumns columns({"complaints", "open_complaints", "resolved_complaints", "mean_resolution_days",
                          "compensation", "last_complaint_days"},
                         customers.size());
  for_customers(customers, [&](std::size_t i, Code customer) {
    const auto rows = known.of(customer);
    Mean taken;
    ExactSum paid;
    double closed = 0;
    for (const std::uint32_t row : rows) {
      if (resolved.empty() || !known.has_happened(resolved[row])) continue;
      ++closed;
      if (resolved[row] >= known.at(row)) taken.add(in_days(resolved[row] - known.at(row)));
      if (!compensation.empty() && !std::isnan(compensation[row])) paid.add(compensation[row]);
    }
    const auto all = static_cast<double>(rows.size());
    columns.set(i, {all, all - closed, closed, taken.value(), paid.value(), known.days_since_last(rows)});
  });
  columns.add_to(frame);
}

}  // namespace

Frame features(const Book& book, Time as_of) {
  const std::vector<Time> first = first_known(book);
  std::vector<Code> customers;
  for (Code customer = 0; customer < first.size(); ++customer) {
    if (first[customer] <= as_of) customers.push_back(customer);
  }
  Frame frame;
  frame.add("customer_id", book.customers().subset(customers).column());
  FeatureColumns known({"known_days"}, customers.size());
  for_customers(customers, [&](std::size_t i, Code customer) {
    if (first[customer] != no_time) known.set(i, {in_days(as_of - first[customer])});
  });
  known.add_to(frame);
  if (book.has(Table::purchases)) add_purchases(book, as_of, customers, frame);
  if (book.has(Table::touches)) add_touches(book, as_of, customers, frame);
  if (book.has(Table::ratings)) add_ratings(book, as_of, customers, frame);
  if (book.has(Table::complaints)) add_complaints(book, as_of, customers, frame);
  return frame;
}

}  // namespace fealty::customers
