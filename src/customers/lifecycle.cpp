#include "fealty/customers/lifecycle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/customers/first_known.hpp"

namespace fealty::customers {
namespace {

constexpr std::array<std::string_view, stage_count> stage_names{"prospect", "new",     "satisfied",
                                                                "retained", "veteran", "lapsed"};

std::size_t place_of(Stage stage) noexcept {
  return static_cast<std::size_t>(stage);
}

/// What decides about one customer's stage at every instant.
struct Life {
  std::vector<Time> purchases;  ///< ascending
  Time satisfied_since{std::numeric_limits<std::int64_t>::max()};

  [[nodiscard]] Stage stage_at(Time t, const LifecycleRules& rules) const {
    const auto bought = std::upper_bound(purchases.begin(), purchases.end(), t) - purchases.begin();
    if (bought == 0) return Stage::prospect;
    if (t - purchases[static_cast<std::size_t>(bought - 1)] > rules.lapsed_after) return Stage::lapsed;
    if (bought >= std::int64_t{rules.retained_purchases}) {
      return t - purchases.front() >= rules.veteran_after ? Stage::veteran : Stage::retained;
    }
    return bought >= 2 || t >= satisfied_since ? Stage::satisfied : Stage::newcomer;
  }
};

/// The columns that lives are read from.
class LifeReader {
 public:
  explicit LifeReader(const Book& book)
      : known_(first_known(book)),
        purchases_(book.index(Table::purchases)),
        bought_at_(book.times(Table::purchases)),
        amounts_(book.numbers(Table::purchases, "amount")),
        ratings_(book.index(Table::ratings)),
        rated_at_(book.times(Table::ratings)),
        expectation_(book.numbers(Table::ratings, "expectation")),
        experience_(book.numbers(Table::ratings, "experience")) {}

  [[nodiscard]] bool is_known(Code customer, Time t) const { return known_[customer] <= t; }

  [[nodiscard]] Life life_of(Code customer) const {
    Life life;
    for (const std::uint32_t row : purchases_.of(customer)) {
      if (bought_at_[row] != no_time && !is_refund(row)) life.purchases.push_back(bought_at_[row]);
    }
    life.satisfied_since = satisfied_since(customer);
    return life;
  }

  [[nodiscard]] ExactSum value_of(Code customer, Time as_of) const {
    ExactSum value;
    for (const std::uint32_t row : purchases_.of(customer)) {
      if (bought_at_[row] == no_time || bought_at_[row] > as_of) continue;
      if (amounts_.empty()) value.add(1.0);
      if (!amounts_.empty() && !std::isnan(amounts_[row])) value.add(amounts_[row]);
    }
    return value;
  }

 private:
  [[nodiscard]] bool is_refund(std::uint32_t row) const { return !amounts_.empty() && amounts_[row] < 0; }

  /// The first rating at which the mean gap of all so far is not negative.
  [[nodiscard]] Time satisfied_since(Code customer) const {
    constexpr Time never{std::numeric_limits<std::int64_t>::max()};
    if (rated_at_.empty() || expectation_.empty() || experience_.empty()) return never;
    ExactSum gaps;
    bool rated = false;
    const auto rows = ratings_.of(customer);
    for (std::size_t i = 0; i < rows.size() && rated_at_[rows[i]] != no_time; ++i) {
      const double gap = experience_[rows[i]] - expectation_[rows[i]];
      if (!std::isnan(gap)) {
        gaps.add(gap);
        rated = true;
      }
      const bool last_of_instant = i + 1 == rows.size() || rated_at_[rows[i + 1]] != rated_at_[rows[i]];
      if (rated && last_of_instant && gaps.value() >= 0) return rated_at_[rows[i]];
    }
    return never;
  }

  std::vector<Time> known_;
  const RowIndex& purchases_;
  Values<Time> bought_at_;
  Values<double> amounts_;
  const RowIndex& ratings_;
  Values<Time> rated_at_;
  Values<double> expectation_;
  Values<double> experience_;
};

void count_steps(const LifeReader& reader, Code customer, Time as_of, const LifecycleRules& rules, std::size_t steps,
                 LifecycleCounts& counts) {
  const Life life = reader.life_of(customer);
  for (std::size_t k = steps; k > 0; --k) {
    const Time from = as_of - Duration{counts.step.us * static_cast<std::int64_t>(k)};
    if (!reader.is_known(customer, from)) continue;
    const Time to = from + counts.step;
    ++counts.transitions[place_of(life.stage_at(from, rules))][place_of(life.stage_at(to, rules))];
  }
}

std::int64_t sum_of(const std::array<std::int64_t, stage_count>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

void check_rules(const LifecycleRules& rules) {
  if (rules.retained_purchases < 2) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("retained_purchases is {}, but must be at least 2", rules.retained_purchases));
  }
  if (rules.veteran_after.us <= 0 || rules.lapsed_after.us <= 0) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("veteran_after ({} days) and lapsed_after ({} days) must be positive",
                                     in_days(rules.veteran_after), in_days(rules.lapsed_after)));
  }
}

}  // namespace

std::string_view name_of(Stage stage) noexcept {
  return stage_names[place_of(stage)];
}

Stage stage_named(std::string_view name) {
  for (const Stage stage : all_stages) {
    if (name_of(stage) == name) return stage;
  }
  throw ParameterError(
      code::unknown_name,
      fmt::format("there is no stage \"{}\"; the stages are prospect, new, satisfied, retained, veteran, lapsed",
                  name));
}

std::string_view name_of(Phase phase) noexcept {
  constexpr std::array<std::string_view, 3> names{"attract", "keep", "upgrade"};
  return names[static_cast<std::size_t>(phase)];
}

Phase phase_of(Stage stage) noexcept {
  switch (stage) {
    case Stage::satisfied:
    case Stage::retained:
      return Phase::keep;
    case Stage::veteran:
      return Phase::upgrade;
    default:
      return Phase::attract;
  }
}

bool is_legal(Stage from, Stage to) noexcept {
  if (to == from) return true;
  if (to == Stage::prospect) return false;
  if (to == Stage::lapsed) return from != Stage::prospect;
  return from == Stage::lapsed || to > from;
}

void check_transition(Stage from, Stage to) {
  if (!is_legal(from, to)) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("a customer cannot go from {} to {}", name_of(from), name_of(to)));
  }
}

Stages stages(const Book& book, Time as_of, const LifecycleRules& rules) {
  check_rules(rules);
  const LifeReader reader(book);
  const std::size_t count = book.customers().size();
  std::vector<Stage> all(count);
  std::vector<ExactSum> values(count);
  for_blocks(
      count,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c) {
          const auto customer = static_cast<Code>(c);
          if (!reader.is_known(customer, as_of)) continue;
          all[c] = reader.life_of(customer).stage_at(as_of, rules);
          values[c] = reader.value_of(customer, as_of);
        }
      },
      1 << 12, "lifecycle");
  std::vector<Code> known;
  for (Code customer = 0; customer < count; ++customer) {
    if (reader.is_known(customer, as_of)) known.push_back(customer);
  }
  Stages result{book.customers().subset(known), {}, {}};
  for (const Code customer : known) {
    result.stages.push_back(all[customer]);
    result.values.push_back(values[customer]);
  }
  return result;
}

Frame Stages::frame() const {
  std::vector<std::int32_t> stage_codes;
  std::vector<std::int32_t> phase_codes;
  std::vector<double> amounts;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    stage_codes.push_back(static_cast<std::int32_t>(stages[i]));
    phase_codes.push_back(static_cast<std::int32_t>(phase_of(stages[i])));
    amounts.push_back(values[i].value());
  }
  Frame frame;
  frame.add("customer_id", customers.column());
  frame.add("stage", Column::categories(std::move(stage_codes), {stage_names.begin(), stage_names.end()}));
  frame.add("phase", Column::categories(std::move(phase_codes), {"attract", "keep", "upgrade"}));
  frame.add("value", std::move(amounts));
  return frame;
}

LifecycleCounts& LifecycleCounts::operator+=(const LifecycleCounts& other) {
  if (step != other.step && sum_of(customers) > 0 && sum_of(other.customers) > 0) {
    throw ParameterError(code::out_of_domain, fmt::format("counts over steps of {} and of {} days cannot be added",
                                                          in_days(step), in_days(other.step)));
  }
  if (sum_of(customers) == 0) step = other.step;
  for (std::size_t from = 0; from < stage_count; ++from) {
    customers[from] += other.customers[from];
    values[from] += other.values[from];
    for (std::size_t to = 0; to < stage_count; ++to) transitions[from][to] += other.transitions[from][to];
  }
  return *this;
}

LifecycleCounts lifecycle_counts(const Book& book, Time as_of, const LifecycleRules& rules, Duration step,
                                 std::size_t steps) {
  check_rules(rules);
  if (step.us <= 0)
    throw ParameterError(code::out_of_domain, fmt::format("step is {} days, but must be positive", in_days(step)));
  if (steps > 10'000)
    throw ParameterError(code::out_of_domain, fmt::format("steps is {}, but at most 10,000 are counted", steps));
  const LifeReader reader(book);
  LifecycleCounts nothing;
  nothing.step = step;
  return reduce_blocks(
      book.customers().size(), nothing,
      [&](std::size_t begin, std::size_t end) {
        LifecycleCounts part = nothing;
        for (std::size_t c = begin; c < end; ++c) {
          const auto customer = static_cast<Code>(c);
          if (!reader.is_known(customer, as_of)) continue;
          const std::size_t stage = place_of(reader.life_of(customer).stage_at(as_of, rules));
          ++part.customers[stage];
          part.values[stage] += reader.value_of(customer, as_of);
          count_steps(reader, customer, as_of, rules, steps, part);
        }
        return part;
      },
      [](LifecycleCounts& sum, const LifecycleCounts& part) { sum += part; }, 1 << 12, "lifecycle");
}

LifecycleModel LifecycleModel::fit(const LifecycleCounts& counts, double level) {
  LifecycleModel model;
  model.counts_ = counts;
  model.level_ = wilson(0, 0, level).level;  // refuses a level that is none
  return model;
}

Estimate LifecycleModel::share(Stage stage) const {
  return wilson(counts_.customers[place_of(stage)], sum_of(counts_.customers), level_);
}

Estimate LifecycleModel::probability(Stage from, Stage to) const {
  const auto& row = counts_.transitions[place_of(from)];
  return wilson(row[place_of(to)], sum_of(row), level_);
}

Estimate LifecycleModel::dwell_days(Stage stage) const {
  const Estimate stay = probability(stage, stage);
  const double step = in_days(counts_.step);
  const auto dwell = [step](double p) { return step / (1 - p); };
  // d/dp step / (1 - p) = step / (1 - p)^2: the delta method
  return {dwell(stay.value), step * stay.standard_error / ((1 - stay.value) * (1 - stay.value)), dwell(stay.lower),
          dwell(stay.upper), level_};
}

Frame LifecycleModel::frame() const {
  std::vector<std::string> names;
  std::vector<std::string> phases;
  std::vector<std::int64_t> customers;
  std::vector<double> values;
  std::vector<double> means;
  EstimateColumns shares;
  EstimateColumns dwells;
  for (const Stage stage : all_stages) {
    names.emplace_back(name_of(stage));
    phases.emplace_back(name_of(phase_of(stage)));
    customers.push_back(counts_.customers[place_of(stage)]);
    values.push_back(counts_.values[place_of(stage)].value());
    means.push_back(values.back() / static_cast<double>(customers.back()));
    shares.push(share(stage));
    dwells.push(dwell_days(stage));
  }
  Frame frame;
  frame.add("stage", names);
  frame.add("phase", phases);
  frame.add("customers", std::move(customers));
  shares.add_to(frame, "share");
  frame.add("value", std::move(values));
  frame.add("value_per_customer", std::move(means));
  dwells.add_to(frame, "dwell_days");
  return frame;
}

Frame LifecycleModel::transitions() const {
  std::vector<std::string> froms;
  std::vector<std::string> tos;
  std::vector<std::int64_t> counts;
  EstimateColumns probabilities;
  for (const Stage from : all_stages) {
    for (const Stage to : all_stages) {
      if (!is_legal(from, to)) continue;
      froms.emplace_back(name_of(from));
      tos.emplace_back(name_of(to));
      counts.push_back(counts_.transitions[place_of(from)][place_of(to)]);
      probabilities.push(probability(from, to));
    }
  }
  Frame frame;
  frame.add("from", froms);
  frame.add("to", tos);
  frame.add("count", std::move(counts));
  probabilities.add_to(frame, "probability");
  return frame;
}

}  // namespace fealty::customers
