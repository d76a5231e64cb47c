#include "fealty/customers/key_figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/special.hpp"
#include "fealty/core/time_column.hpp"
#include "mean_of.hpp"
#include "stated_roles.hpp"
#include "totals_of_all.hpp"

namespace fealty::customers {
namespace {

/// Purchases of a customer: in the window, before it, and in the window before.
struct Activity {
  std::int64_t now = 0;
  std::int64_t before = 0;
  std::int64_t previous = 0;
  double value = 0.0;  ///< of the window, less refunds

  [[nodiscard]] bool is_active() const noexcept { return now > 0; }
  [[nodiscard]] bool is_new() const noexcept { return now > 0 && before == 0; }
};

/// A book and a window.
struct Situation {
  const Book& book;
  Time as_of;
  Time start;
  double level;
  std::vector<Activity> customers;

  [[nodiscard]] bool in_window(Time at) const noexcept { return at != no_time && at > start && at <= as_of; }
};

std::vector<Activity> activities(const Book& book, Time as_of, Duration window) {
  const auto end = totals_of_all(book, as_of);
  const auto start = totals_of_all(book, as_of - window);
  const auto earlier = totals_of_all(book, as_of - window - window);
  std::vector<Activity> activities(end.size());
  for (std::size_t i = 0; i < end.size(); ++i) {
    ExactSum value = end[i].value;
    value -= start[i].value;
    activities[i] = {std::int64_t{end[i].purchases} - start[i].purchases, start[i].purchases,
                     std::int64_t{start[i].purchases} - earlier[i].purchases, value.value()};
  }
  return activities;
}

struct Share {
  std::int64_t yes = 0;
  std::int64_t all = 0;

  void count(bool is_yes) noexcept {
    ++all;
    yes += is_yes ? 1 : 0;
  }
};

template <class Among, class Is>
Estimate share_of(const Situation& s, const Among& among, const Is& is) {
  Share share;
  for (const Activity& a : s.customers) {
    if (among(a)) share.count(is(a));
  }
  return wilson(share.yes, share.all, s.level);
}

/// Limits of Garwood (1936): the means under which the count or more, or the count or fewer, are just too rare.
template <class Is>
Estimate count_of(const Situation& s, const Is& is) {
  const auto count = static_cast<double>(std::ranges::count_if(s.customers, is));
  const double tail = (1 - s.level) / 2;
  return {count, std::sqrt(count), count == 0 ? 0.0 : gamma_quantile(tail, count), gamma_quantile(1 - tail, count + 1),
          s.level};
}

template <class Figure>
Estimate mean_of_active(const Situation& s, const Figure& figure) {
  std::vector<double> sample;
  for (const Activity& a : s.customers) {
    if (a.is_active()) sample.push_back(figure(a));
  }
  return mean_of(sample, s.level);
}

Estimate new_customers(const Situation& s) {
  return count_of(s, [](const Activity& a) { return a.is_new(); });
}

Estimate new_share(const Situation& s) {
  return share_of(s, [](const Activity& a) { return a.is_active(); }, [](const Activity& a) { return a.is_new(); });
}

/// Whether each customer of the book is listed by the end of the window as somebody outside the business.
std::vector<bool> listed(const Situation& s) {
  const std::span<const Code> codes = s.book.customer_codes(Table::customers);
  const Values<Time> joined = s.book.times(Table::customers);
  const auto roles = stated_roles(s.book);
  std::vector<bool> listed(s.customers.size(), false);
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (codes[row] == no_code || (!joined.empty() && joined[row] > s.as_of)) continue;
    if (!is_internal(roles[row])) listed[codes[row]] = true;
  }
  return listed;
}

Estimate acquisition_rate(const Situation& s) {
  const std::vector<bool> is_listed = listed(s);
  Share share;
  for (std::size_t i = 0; i < s.customers.size(); ++i) {
    if (is_listed[i] && s.customers[i].before == 0) share.count(s.customers[i].is_active());
  }
  return wilson(share.yes, share.all, s.level);
}

Estimate active_customers(const Situation& s) {
  return count_of(s, [](const Activity& a) { return a.is_active(); });
}

Estimate retention_rate(const Situation& s) {
  return share_of(s, [](const Activity& a) { return a.previous > 0; }, [](const Activity& a) { return a.is_active(); });
}

/// A step's outcome is known when the step has ended.
Estimate steps_met(const Situation& s) {
  const Values<Time> at = s.book.times(Table::touches);
  const Values<Time> ended = s.book.times(Table::touches, "ended_at");
  const Values<double> met = s.book.flags(Table::touches, "met");
  Share share;
  for (std::size_t row = 0; row < at.size(); ++row) {
    const bool is_over = ended.empty() || ended[row] <= s.as_of;
    if (s.in_window(at[row]) && is_over && !std::isnan(met[row])) share.count(met[row] == 1);
  }
  return wilson(share.yes, share.all, s.level);
}

Estimate complaints_resolved(const Situation& s) {
  const Values<Time> opened = s.book.times(Table::complaints);
  const Values<Time> resolved = s.book.times(Table::complaints, "resolved_at");
  Share share;
  for (std::size_t row = 0; row < opened.size(); ++row) {
    if (s.in_window(opened[row])) share.count(resolved[row] != no_time && resolved[row] <= s.as_of);
  }
  return wilson(share.yes, share.all, s.level);
}

Estimate satisfied_after_complaint(const Situation& s) {
  const Values<Time> resolved = s.book.times(Table::complaints, "resolved_at");
  const Values<double> satisfied = s.book.flags(Table::complaints, "satisfied");
  Share share;
  for (std::size_t row = 0; row < resolved.size(); ++row) {
    if (s.in_window(resolved[row]) && !std::isnan(satisfied[row])) share.count(satisfied[row] == 1);
  }
  return wilson(share.yes, share.all, s.level);
}

Estimate repeat_share(const Situation& s) {
  return share_of(
      s, [](const Activity& a) { return a.is_active(); }, [](const Activity& a) { return a.now + a.before > 1; });
}

Estimate purchases_per_customer(const Situation& s) {
  return mean_of_active(s, [](const Activity& a) { return static_cast<double>(a.now); });
}

Estimate expectations_met(const Situation& s) {
  const Values<Time> at = s.book.times(Table::ratings);
  const Values<double> expected = s.book.numbers(Table::ratings, "expectation");
  const Values<double> experienced = s.book.numbers(Table::ratings, "experience");
  Share share;
  for (std::size_t row = 0; row < at.size(); ++row) {
    const bool is_known = !std::isnan(expected[row]) && !std::isnan(experienced[row]);
    if (s.in_window(at[row]) && is_known) share.count(experienced[row] >= expected[row]);
  }
  return wilson(share.yes, share.all, s.level);
}

/// The variance of a sum over a Poisson number of customers is estimated by the sum of the squares.
Estimate value(const Situation& s) {
  ExactSum sum;
  double squares = 0.0;
  for (const Activity& a : s.customers) {
    sum.add(a.value);
    squares += a.value * a.value;
  }
  return normal_interval(sum.value(), std::sqrt(squares), s.level);
}

Estimate value_per_customer(const Situation& s) {
  return mean_of_active(s, [](const Activity& a) { return a.value; });
}

/// A table, and the columns besides its own that a figure needs.
struct Needs {
  Table table;
  std::array<std::string_view, 3> columns{};
};

struct Definition {
  KeyFigureEntry entry;
  std::vector<Needs> needs;
  Estimate (*estimate)(const Situation&);
};

const std::vector<Definition>& definitions() {
  const Needs purchases{Table::purchases};
  static const std::vector<Definition> all{
      {{"new_customers", Goal::acquire, "customers", "customers whose first purchase lies in the window"},
       {purchases},
       &new_customers},
      {{"new_share", Goal::acquire, "share", "of the customers who bought in the window, those who had not before"},
       {purchases},
       &new_share},
      {{"acquisition_rate", Goal::acquire, "share",
        "of the listed customers who had not bought before the window, those who bought in it; staff and managers are "
        "left out"},
       {purchases, {Table::customers}},
       &acquisition_rate},
      {{"active_customers", Goal::retain, "customers", "customers who bought in the window"},
       {purchases},
       &active_customers},
      {{"retention_rate", Goal::retain, "share",
        "of the customers who bought in the window before, those who bought again in this one"},
       {purchases},
       &retention_rate},
      {{"steps_met", Goal::retain, "share",
        "of the steps that began in the window and of which it is known, those whose requirement was met"},
       {{Table::touches, {"met"}}},
       &steps_met},
      {{"complaints_resolved", Goal::retain, "share",
        "of the complaints opened in the window, those resolved by its end"},
       {{Table::complaints, {"resolved_at"}}},
       &complaints_resolved},
      {{"satisfied_after_complaint", Goal::retain, "share",
        "of the complaints resolved in the window and of which it is known, those whose customer was satisfied"},
       {{Table::complaints, {"resolved_at", "satisfied"}}},
       &satisfied_after_complaint},
      {{"repeat_share", Goal::loyalty, "share",
        "of the customers who bought in the window, those with two or more purchases up to its end"},
       {purchases},
       &repeat_share},
      {{"purchases_per_customer", Goal::loyalty, "purchases",
        "mean number of purchases in the window of the customers who bought in it"},
       {purchases},
       &purchases_per_customer},
      {{"expectations_met", Goal::loyalty, "share",
        "of the ratings of the window, those whose experience was no less than the expectation"},
       {{Table::ratings, {"at", "expectation", "experience"}}},
       &expectations_met},
      {{"value", Goal::profit, "amount", "amounts less refunds of the window"},
       {{Table::purchases, {"amount"}}},
       &value},
      {{"value_per_customer", Goal::profit, "amount",
        "mean amount less refunds in the window of the customers who bought in it"},
       {{Table::purchases, {"amount"}}},
       &value_per_customer}};
  return all;
}

bool are_met(const std::vector<Needs>& needs, const Book& book) {
  for (const auto& [table, columns] : needs) {
    if (!book.has(table)) return false;
    for (const std::string_view column : columns) {
      if (!column.empty() && book.table(table).find(column) == nullptr) return false;
    }
  }
  return true;
}

}  // namespace

std::string_view name_of(Goal goal) noexcept {
  constexpr std::array<std::string_view, 4> names{"acquire", "retain", "loyalty", "profit"};
  return names[static_cast<std::size_t>(goal)];
}

std::vector<KeyFigureEntry> key_figure_catalogue() {
  std::vector<KeyFigureEntry> entries;
  for (const Definition& definition : definitions()) entries.push_back(definition.entry);
  return entries;
}

KeyFigures key_figures(const Book& book, Time as_of, Duration window, double level) {
  require_level(level);
  require(is_plausible(as_of), "as_of", static_cast<double>(as_of.us), "must be from 1900 to 2199");
  require(window > Duration{0} && window <= days(36'500), "window", in_days(window),
          "must be above 0 and at most 36,500 days");
  const Situation situation{book, as_of, as_of - window, level, activities(book, as_of, window)};
  KeyFigures result{as_of, window, {}};
  for (const Definition& definition : definitions()) {
    if (are_met(definition.needs, book)) result.figures.push_back({definition.entry, definition.estimate(situation)});
  }
  return result;
}

const KeyFigure* KeyFigures::find(std::string_view name) const noexcept {
  for (const KeyFigure& figure : figures) {
    if (figure.entry.name == name) return &figure;
  }
  return nullptr;
}

Frame KeyFigures::frame() const {
  std::vector<std::string> goals, names, units, meanings;
  EstimateColumns estimates;
  for (const KeyFigure& figure : figures) {
    goals.emplace_back(name_of(figure.entry.goal));
    names.emplace_back(figure.entry.name);
    units.emplace_back(figure.entry.unit);
    meanings.emplace_back(figure.entry.meaning);
    estimates.push(figure.estimate);
  }
  Frame frame({{"goal", goals}, {"name", names}, {"unit", units}});
  estimates.add_to(frame, "value");
  frame.add("meaning", meanings);
  return frame;
}

}  // namespace fealty::customers
