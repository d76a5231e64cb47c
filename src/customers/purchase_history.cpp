#include "fealty/customers/purchase_history.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "fealty/core/large_pages.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::customers {

void PurchaseTotals::add(Time at, double amount) noexcept {
  if (amount < 0) {
    ++refunds;
  } else {
    ++purchases;
    first = std::min(first, at);
    last = std::max(last, at);
  }
  if (!std::isnan(amount)) value.add(amount);
}

PurchaseTotals& PurchaseTotals::operator+=(const PurchaseTotals& other) noexcept {
  first = std::min(first, other.first);
  last = std::max(last, other.last);
  value += other.value;
  purchases += other.purchases;
  refunds += other.refunds;
  return *this;
}

PurchaseHistory::PurchaseHistory(Ids customers, std::vector<PurchaseTotals> totals)
    : customers_(std::move(customers)), totals_(std::move(totals)) {}

namespace {

void prefetch([[maybe_unused]] const void* address) noexcept {
#if defined(__GNUC__)
  __builtin_prefetch(address, 1);
#endif
}

struct Rows {
  std::span<const Code> codes;
  std::span<const Time> at;
  std::span<const double> amounts;
  Time as_of;
};

void add_rows(const Rows& rows, std::size_t begin, std::size_t end, RandomAccessTable<PurchaseTotals>& totals) {
  constexpr std::size_t ahead = 16;
  const std::size_t last = rows.codes.size() - 1;
  for (std::size_t i = begin; i < end; ++i) {
    const Code next = rows.codes[std::min(i + ahead, last)];
    if (next != no_code) prefetch(&totals[next]);
    const Code code = rows.codes[i];
    const Time at = rows.at[i];
    if (code == no_code || at == no_time || at > rows.as_of) continue;
    totals[code].add(at, rows.amounts.empty() ? 1.0 : rows.amounts[i]);
  }
}

/// Totals of all customers. Each task has totals of its own, so there are few tasks; every addition is exact, so their
/// number leaves no trace in the result.
RandomAccessTable<PurchaseTotals> total_up(std::size_t customers, const Rows& rows) {
  const std::size_t tasks = std::min<std::size_t>({threads(), 4, 1 + rows.codes.size() / default_block});
  std::vector<RandomAccessTable<PurchaseTotals>> totals(tasks);
  constexpr std::size_t stripe = 1 << 18;  // rows between two looks at Ctrl-C
  const std::size_t share = (rows.codes.size() + tasks - 1) / tasks;
  run_tasks(tasks, [&](std::size_t task) {
    totals[task].resize(customers);
    const std::size_t end = std::min(rows.codes.size(), (task + 1) * share);
    for (std::size_t begin = task * share; begin < end; begin += stripe)
      add_rows(rows, begin, std::min(end, begin + stripe), totals[task]);
  });
  for_blocks(customers, [&](std::size_t begin, std::size_t end) {
    for (std::size_t task = 1; task < tasks; ++task) {
      for (std::size_t i = begin; i < end; ++i) totals[0][i] += totals[task][i];
    }
  });
  return std::move(totals[0]);
}

}  // namespace

PurchaseHistory::PurchaseHistory(const Ids& customers, std::span<const Code> codes, std::span<const Time> at,
                                 std::span<const double> amounts, Time as_of) {
  if (codes.empty()) return;
  auto all = total_up(customers.size(), {codes, at, amounts, as_of});
  std::vector<Code> seen;
  for (Code code = 0; code < all.size(); ++code) {
    if (all[code].purchases + all[code].refunds > 0) seen.push_back(code);
  }
  if (seen.size() == all.size()) {
    customers_ = customers;
    totals_.assign(all.begin(), all.end());
    return;
  }
  customers_ = customers.subset(seen);
  totals_.reserve(seen.size());
  for (const Code code : seen) totals_.push_back(all[code]);
}

PurchaseHistory& PurchaseHistory::operator+=(const PurchaseHistory& other) {
  UnitedIds united = unite(customers_, other.customers_, "customer_id");
  std::vector<PurchaseTotals> totals(united.ids.size());
  for (std::size_t i = 0; i < totals_.size(); ++i) totals[united.from_first[i]] += totals_[i];
  for (std::size_t i = 0; i < other.totals_.size(); ++i) totals[united.from_second[i]] += other.totals_[i];
  customers_ = std::move(united.ids);
  totals_ = std::move(totals);
  return *this;
}

std::vector<double> PurchaseHistory::values() const {
  std::vector<double> values(totals_.size());
  std::transform(totals_.begin(), totals_.end(), values.begin(),
                 [](const PurchaseTotals& t) { return t.value.value(); });
  return values;
}

}  // namespace fealty::customers
