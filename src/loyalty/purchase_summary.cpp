#include "fealty/loyalty/purchase_summary.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"
#include "local_day.hpp"

namespace fealty::loyalty {
namespace {

constexpr std::array<std::string_view, 4> unit_names{"day", "week", "month", "year"};
constexpr double most_purchases = std::numeric_limits<std::uint32_t>::max() - 1.0;

std::vector<double> amounts_of(const Column& column) {
  const Values<double> values = as_doubles(column, "amount");
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (std::isinf(values[row])) {
      throw RecordError(code::refused_record,
                        fmt::format("column amount, row {}: {} is no finite number", row, values[row]));
    }
  }
  return {values.begin(), values.end()};
}

[[noreturn]] void refuse_count(std::string_view column, std::size_t row, double value, std::string_view expected) {
  throw RecordError(code::refused_record, fmt::format("column {}, row {}: {} is not {}", column, row, value, expected));
}

PurchasePattern checked_pattern(std::size_t row, double frequency, double recency, double observed) {
  if (!(frequency >= 0 && frequency <= most_purchases && frequency == std::floor(frequency)))
    refuse_count("frequency", row, frequency, "a whole number from 0 to 4294967294");
  if (!(observed >= 0 && std::isfinite(observed))) refuse_count("T", row, observed, "a finite time of 0 or more");
  if (!(recency >= 0 && recency <= observed))
    refuse_count("recency", row, recency, fmt::format("a time from 0 to T, which is {}", observed));
  if (frequency == 0 && recency != 0)
    refuse_count("recency", row, recency, "0, as it must be where the frequency is 0");
  if (frequency > 0 && recency == 0)
    refuse_count("recency", row, recency, fmt::format("positive, as it must be where the frequency is {}", frequency));
  return {static_cast<std::uint32_t>(frequency), recency, observed};
}

/// The days of both customers, each once.
void unite_days(std::span<const std::int32_t> first, std::span<const std::int32_t> second,
                std::vector<std::int32_t>& into) {
  std::set_union(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(into));
}

}  // namespace

std::string_view to_string(PurchaseUnit unit) noexcept {
  return unit_names[static_cast<std::size_t>(unit)];
}

PurchaseUnit purchase_unit_named(std::string_view name) {
  const auto found = std::ranges::find(unit_names, name);
  if (found == unit_names.end()) {
    throw ParameterError(code::unknown_name,
                         fmt::format("unit is '{}', but must be one of day, week, month, year", name));
  }
  return static_cast<PurchaseUnit>(found - unit_names.begin());
}

double days_in(PurchaseUnit unit) noexcept {
  constexpr std::array<double, 4> all{1.0, 7.0, 365.25 / 12, 365.25};
  return all[static_cast<std::size_t>(unit)];
}

PurchasesLeftOut& PurchasesLeftOut::operator+=(const PurchasesLeftOut& other) noexcept {
  without_customer += other.without_customer;
  without_time += other.without_time;
  after_until += other.after_until;
  refunds += other.refunds;
  refunded += other.refunded;
  return *this;
}

PurchaseSummary::PurchaseSummary(const Column& customer, const Column& at, const Column& amount,
                                 const PurchaseOptions& options) {
  require_rows(at, "at", customer.size(), "customer_id");
  if (amount) require_rows(amount, "amount", customer.size(), "customer_id");
  const EncodedIds encoded = encode_ids(customer, "customer_id");
  const Values<Time> times = as_instants(at, "at", options.zone).at;
  read(encoded.ids, encoded.codes, times.span(), amount ? amounts_of(amount) : std::vector<double>(), options);
}

PurchaseSummary::PurchaseSummary(const customers::Book& book, const PurchaseOptions& options) {
  constexpr auto purchases = customers::Table::purchases;
  if (!book.has(purchases)) throw RecordError(code::missing_column, "the book has no purchases");
  const Column* amount = book.table(purchases).find("amount");
  read(book.customers(), book.customer_codes(purchases), book.times(purchases).span(),
       amount != nullptr ? amounts_of(*amount) : std::vector<double>(), options);
}

void PurchaseSummary::read(const Ids& ids, std::span<const Code> codes, std::span<const Time> at,
                           std::span<const double> amounts, const PurchaseOptions& options) {
  unit_ = options.unit;
  zone_ = options.zone.name();
  has_amounts_ = !amounts.empty();
  const auto amount_of = [&](std::size_t row) {
    return has_amounts_ && !std::isnan(amounts[row]) ? amounts[row] : 0.0;
  };
  constexpr Day no_day = std::numeric_limits<Day>::min();
  const Day last = options.until ? local_day(*options.until, options.zone) : std::numeric_limits<Day>::max();

  // The day of each row that is a purchase.
  std::vector<Day> day_of(codes.size(), no_day);
  for_blocks(codes.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      if (codes[row] != no_code && at[row] != no_time && amount_of(row) >= 0)
        day_of[row] = local_day(at[row], options.zone);
    }
  });
  std::vector<std::uint64_t> ends(ids.size() + 1, 0);
  until_ = options.until ? last : no_day;
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (codes[row] == no_code) {
      ++left_out_.without_customer;
    } else if (at[row] == no_time) {
      ++left_out_.without_time;
    } else if ((day_of[row] == no_day ? local_day(at[row], options.zone) : day_of[row]) > last) {
      ++left_out_.after_until;
      day_of[row] = no_day;
    } else if (day_of[row] == no_day) {
      ++left_out_.refunds;
      left_out_.refunded.add(amount_of(row));
    } else {
      ++ends[codes[row] + 1];
      until_ = std::max(until_, day_of[row]);
    }
  }

  // The days of each customer, each once.
  for (std::size_t c = 1; c < ends.size(); ++c) ends[c] += ends[c - 1];
  std::vector<Day> all_days(ends.back());
  std::vector<std::uint64_t> next(ends.begin(), ends.end() - 1);
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (day_of[row] != no_day) all_days[next[codes[row]]++] = day_of[row];
  }
  std::vector<std::uint32_t> distinct(ids.size(), 0);
  for_blocks(
      ids.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c) {
          const auto days = std::span(all_days).subspan(ends[c], ends[c + 1] - ends[c]);
          std::ranges::sort(days);
          distinct[c] = static_cast<std::uint32_t>(std::ranges::unique(days).begin() - days.begin());
        }
      },
      1 << 12);
  std::vector<Code> buyers;
  offsets_.assign(1, 0);
  for (Code c = 0; c < ids.size(); ++c) {
    if (distinct[c] == 0) continue;
    buyers.push_back(c);
    const auto days = std::span(all_days).subspan(ends[c], distinct[c]);
    days_.insert(days_.end(), days.begin(), days.end());
    offsets_.push_back(days_.size());
  }
  customers_ = buyers.size() == ids.size() ? ids : ids.subset(buyers);

  if (has_amounts_) {
    std::vector<Code> place(ids.size(), no_code);
    for (std::size_t i = 0; i < buyers.size(); ++i) place[buyers[i]] = static_cast<Code>(i);
    spend_.resize(buyers.size());
    first_spend_.resize(buyers.size());
    for (std::size_t row = 0; row < codes.size(); ++row) {
      if (day_of[row] == no_day) continue;
      const Code buyer = place[codes[row]];
      spend_[buyer].add(amount_of(row));
      if (day_of[row] == days_[offsets_[buyer]]) first_spend_[buyer].add(amount_of(row));
    }
  }
  make_patterns();
}

void PurchaseSummary::make_patterns() {
  const std::size_t size = offsets_.size() - 1;
  const double unit = days_in(unit_);
  patterns_.resize(size);
  monetary_values_.assign(has_amounts_ ? size : 0, nan);
  for (std::size_t i = 0; i < size; ++i) {
    const Day first = days_[offsets_[i]];
    const Day last = days_[offsets_[i + 1] - 1];
    const auto frequency = static_cast<std::uint32_t>(offsets_[i + 1] - offsets_[i] - 1);
    patterns_[i] = {frequency, (last - first) / unit, (until_ - first) / unit};
    if (!has_amounts_ || frequency == 0) continue;
    ExactSum repeated = spend_[i];
    repeated -= first_spend_[i];
    monetary_values_[i] = repeated.value() / frequency;
  }
}

PurchaseSummary PurchaseSummary::from_arrays(const Column& frequency, const Column& recency, const Column& observed,
                                             const Column& monetary_value, const Column& customer) {
  const std::size_t rows = frequency.size();
  require_rows(recency, "recency", rows, "frequency");
  require_rows(observed, "T", rows, "frequency");
  if (monetary_value) require_rows(monetary_value, "monetary_value", rows, "frequency");
  if (customer) require_rows(customer, "customer_id", rows, "frequency");
  const Values<double> x = as_doubles(frequency, "frequency");
  const Values<double> t_x = as_doubles(recency, "recency");
  const Values<double> t = as_doubles(observed, "T");
  const Values<double> spend = monetary_value ? as_doubles(monetary_value, "monetary_value") : Values<double>();

  // Customers in the order of their ids; without ids in that of the rows.
  PurchaseSummary summary;
  std::vector<std::size_t> row_of(rows);
  for (std::size_t row = 0; row < rows; ++row) row_of[row] = row;
  if (customer) {
    EncodedIds encoded = encode_ids(customer, "customer_id");
    std::vector<bool> seen(encoded.ids.size(), false);
    for (std::size_t row = 0; row < rows; ++row) {
      const Code code = encoded.codes[row];
      if (code == no_code)
        throw RecordError(code::refused_record,
                          fmt::format("column customer_id, row {}: the customer is missing", row));
      if (seen[code]) {
        throw RecordError(code::refused_record, fmt::format("column customer_id, row {}: customer {} has a row already",
                                                            row, encoded.ids.label(code)));
      }
      seen[code] = true;
      row_of[code] = row;
    }
    summary.customers_ = std::move(encoded.ids);
  }
  summary.patterns_.reserve(rows);
  if (monetary_value) summary.monetary_values_.reserve(rows);
  for (const std::size_t row : row_of) {
    summary.patterns_.push_back(checked_pattern(row, x[row], t_x[row], t[row]));
    if (!monetary_value) continue;
    const bool buys_again = x[row] > 0;
    if (buys_again && !(spend[row] >= 0 && std::isfinite(spend[row])))
      refuse_count("monetary_value", row, spend[row], "a finite number of 0 or more");
    summary.monetary_values_.push_back(buys_again ? spend[row] : nan);
  }
  return summary;
}

PurchaseSummary& PurchaseSummary::operator+=(const PurchaseSummary& other) {
  if (other.patterns_.empty() && !other.has_days()) return *this;
  if (patterns_.empty() && !has_days()) return *this = other;
  if (has_days() != other.has_days()) {
    throw ParameterError(code::out_of_domain,
                         "a summary of dated purchases and one of counted columns cannot be added: only one has days");
  }
  if (!has_days()) {
    append(other);
    return *this;
  }
  if (unit_ != other.unit_ || zone_ != other.zone_) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("a summary in {}s of {} and one in {}s of {} cannot be added", to_string(unit_),
                                     zone_, to_string(other.unit_), other.zone_));
  }
  if (other.offsets_.size() > 1 && offsets_.size() > 1 && has_amounts_ != other.has_amounts_) {
    throw ParameterError(code::out_of_domain, "a summary with amounts and one without cannot be added");
  }
  merge_days(other);
  return *this;
}

void PurchaseSummary::merge_days(const PurchaseSummary& other) {
  const UnitedIds united = unite(customers_, other.customers_, "customer_id");
  const std::size_t size = united.ids.size();
  std::vector<std::size_t> in_first(size, no_code), in_second(size, no_code);
  for (std::size_t i = 0; i < united.from_first.size(); ++i) in_first[united.from_first[i]] = i;
  for (std::size_t i = 0; i < united.from_second.size(); ++i) in_second[united.from_second[i]] = i;

  PurchaseSummary sum;
  sum.unit_ = unit_;
  sum.zone_ = zone_;
  sum.until_ = std::max(until_, other.until_);
  sum.has_amounts_ = has_amounts_ || other.has_amounts_;
  sum.left_out_ = left_out_;
  sum.left_out_ += other.left_out_;
  sum.offsets_.assign(1, 0);
  sum.days_.reserve(days_.size() + other.days_.size());
  sum.spend_.resize(sum.has_amounts_ ? size : 0);
  sum.first_spend_.resize(sum.has_amounts_ ? size : 0);
  const auto days_of = [](const PurchaseSummary& s, std::size_t i) -> std::span<const Day> {
    if (i == no_code) return {};
    return std::span(s.days_).subspan(s.offsets_[i], s.offsets_[i + 1] - s.offsets_[i]);
  };
  for (std::size_t c = 0; c < size; ++c) {
    const auto first = days_of(*this, in_first[c]), second = days_of(other, in_second[c]);
    unite_days(first, second, sum.days_);
    const Day first_day = sum.days_[sum.offsets_.back()];
    sum.offsets_.push_back(sum.days_.size());
    const auto add_spend = [&](const PurchaseSummary& s, std::size_t i, std::span<const Day> days) {
      if (days.empty() || !sum.has_amounts_) return;
      sum.spend_[c] += s.spend_[i];
      if (days.front() == first_day) sum.first_spend_[c] += s.first_spend_[i];
    };
    add_spend(*this, in_first[c], first);
    add_spend(other, in_second[c], second);
  }
  sum.customers_ = united.ids;
  sum.make_patterns();
  *this = std::move(sum);
}

void PurchaseSummary::append(const PurchaseSummary& other) {
  if (has_customers() != other.has_customers())
    throw ParameterError(code::out_of_domain, "a summary with customer ids and one without cannot be added");
  if (monetary_values_.empty() != other.monetary_values_.empty())
    throw ParameterError(code::out_of_domain, "a summary with amounts and one without cannot be added");
  std::vector<std::uint32_t> from_first(size()), from_second(other.size());
  std::size_t all = size() + other.size();
  if (has_customers()) {
    UnitedIds united = unite(customers_, other.customers_, "customer_id");
    if (united.ids.size() < all) {
      std::vector<bool> seen(united.ids.size(), false);
      for (const Code code : united.from_first) seen[code] = true;
      const auto twice = std::ranges::find_if(united.from_second, [&](Code code) { return seen[code]; });
      throw RecordError(code::refused_record,
                        fmt::format("customer {} is in both summaries; without the days of their purchases these "
                                    "cannot be told apart",
                                    united.ids.label(*twice)));
    }
    from_first = std::move(united.from_first);
    from_second = std::move(united.from_second);
    customers_ = std::move(united.ids);
  } else {
    for (std::size_t i = 0; i < from_first.size(); ++i) from_first[i] = static_cast<std::uint32_t>(i);
    for (std::size_t i = 0; i < from_second.size(); ++i)
      from_second[i] = static_cast<std::uint32_t>(i + from_first.size());
  }
  const auto join = [&](const auto& first, const auto& second) {
    auto joined = first;
    if (second.empty()) return joined;
    joined.resize(all);
    for (std::size_t i = 0; i < first.size(); ++i) joined[from_first[i]] = first[i];
    for (std::size_t i = 0; i < second.size(); ++i) joined[from_second[i]] = second[i];
    return joined;
  };
  monetary_values_ = join(monetary_values_, other.monetary_values_);
  patterns_ = join(patterns_, other.patterns_);
}

void PurchaseSummary::observe_until(Time until, const TimeZone& zone) {
  if (!has_days()) {
    throw ParameterError(code::out_of_domain,
                         "the end of observation is not known: the summary was made of columns that had been counted");
  }
  if (zone.name() != zone_) {
    throw ParameterError(code::out_of_domain, fmt::format("the zone is {}, but the days of the summary are those of {}",
                                                          zone.name(), zone_));
  }
  const Day day = local_day(until, zone);
  if (day < until_) {
    throw ParameterError(code::out_of_domain, fmt::format("until is {}, but purchases are known until {}",
                                                          to_string(at_day(day)), to_string(at_day(until_))));
  }
  until_ = day;
  make_patterns();
}

Frame PurchaseSummary::frame() const {
  Frame made;
  if (has_customers()) made.add("customer_id", customers_.column());
  add_columns(made, patterns_);
  if (!monetary_values_.empty()) {
    std::vector<std::optional<double>> spend;
    for (const double m : monetary_values_) spend.push_back(std::isnan(m) ? std::nullopt : std::optional(m));
    made.add("monetary_value", Column(spend));
  }
  return made;
}

bool operator==(const PurchaseSummary& a, const PurchaseSummary& b) {
  const auto same_bits = [](double x, double y) {
    return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
  };
  return a.customers_ == b.customers_ && a.patterns_ == b.patterns_ &&
         std::ranges::equal(a.monetary_values_, b.monetary_values_, same_bits) && a.left_out_ == b.left_out_ &&
         a.unit_ == b.unit_ && a.zone_ == b.zone_ && a.until_ == b.until_ && a.has_amounts_ == b.has_amounts_ &&
         a.offsets_ == b.offsets_ && a.days_ == b.days_ && a.first_spend_ == b.first_spend_ && a.spend_ == b.spend_;
}

}  // namespace fealty::loyalty
