#include "fealty/flow/audit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::flow {
namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t cases_in_block = 4096;

std::size_t requirement_count(const ServiceFlow& flow) {
  std::size_t count = 0;
  for (const Step& step : flow.steps()) count += step.requirements.size();
  return count;
}

/// A requirement, and where it finds what it measures.
struct Measured {
  const Requirement* requirement = nullptr;
  std::size_t place = 0;  // among all requirements
  enum class Source : std::uint8_t { waited, duration, column } source = Source::column;
  Values<double> column;

  [[nodiscard]] double value(const Trace& trace, std::size_t i) const {
    if (source == Source::column) return column[trace.first + i];
    if (source == Source::duration) {
      if (trace.ended.empty() || trace.ended[i] == no_time || trace.ended[i] < trace.at[i]) return nan;
      return static_cast<double>((trace.ended[i] - trace.at[i]).us) / us_per_second;
    }
    if (i == 0) return nan;  // what was before the first event is not recorded
    return static_cast<double>(std::max<std::int64_t>(0, (trace.at[i] - trace.end_of(i - 1)).us)) / us_per_second;
  }
};

/// The requirements of each step, ready to be measured in a log.
std::vector<std::vector<Measured>> measured(const ServiceFlow& flow, const EventLog& log) {
  std::vector<std::vector<Measured>> of_step(flow.steps().size());
  std::map<std::string, Values<double>> columns;
  std::size_t place = 0;
  for (std::size_t s = 0; s < of_step.size(); ++s) {
    for (const Requirement& requirement : flow.steps()[s].requirements) {
      Measured m{&requirement, place++, Measured::Source::column, {}};
      if (requirement.measure == "waited") {
        m.source = Measured::Source::waited;
      } else if (requirement.measure == "duration") {
        m.source = Measured::Source::duration;
      } else if (log.size() > 0) {
        const auto found = columns.find(requirement.measure);
        m.column = found != columns.end()
                       ? found->second
                       : columns.emplace(requirement.measure, log.numbers(requirement.measure)).first->second;
      }
      of_step[s].push_back(std::move(m));
    }
  }
  return of_step;
}

/// What touches of one visit say of one requirement.
struct Tally {
  bool applies = false;
  bool met = false;
  bool unmet = false;

  [[nodiscard]] Fulfillment outcome() const noexcept {
    return unmet ? Fulfillment::unmet : (met ? Fulfillment::met : Fulfillment::unknown);
  }
};

/// The outcomes of a block of cases.
struct Measurements {
  std::vector<std::uint64_t> sizes;  // of each case
  std::vector<StepOutcome> outcomes;
  std::vector<OutcomeCounts> requirements;
  std::vector<std::uint64_t> touches;
};

void count(OutcomeCounts& counts, Fulfillment outcome) {
  ++(outcome == Fulfillment::met ? counts.met : (outcome == Fulfillment::unmet ? counts.unmet : counts.unknown));
}

class Measuring {
 public:
  Measuring(const ServiceFlow& flow, const EventLog& log)
      : log_(log), of_step_(measured(flow, log)), step_of_(flow.codes_of(log.steps())) {
    const std::size_t requirements = requirement_count(flow);
    result_.requirements.resize(requirements);
    result_.touches.resize(flow.steps().size());
    tallies_.resize(requirements);
    outcomes_.resize(flow.steps().size());
  }

  Measurements of(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) take(log_.trace(i));
    return std::move(result_);
  }

 private:
  void take(const Trace& trace) {
    visited_.clear();
    for (std::size_t i = 0; i < trace.size(); ++i) {
      const Code step = step_of_[trace.steps[i]];
      if (step == no_code) continue;
      ++result_.touches[step];
      if (!of_step_[step].empty()) touch(trace, i, step);
    }
    std::ranges::sort(visited_);
    const std::size_t before = result_.outcomes.size();
    for (const Code step : visited_) close(step);
    result_.sizes.push_back(result_.outcomes.size() - before);
  }

  void touch(const Trace& trace, std::size_t i, Code step) {
    if (std::ranges::find(visited_, step) == visited_.end()) {
      visited_.push_back(step);
      outcomes_[step] = {step, Fulfillment::unknown, nowhere, trace.at[i]};
    }
    for (const Measured& m : of_step_[step]) {
      if (!m.requirement->is_in_date(trace.at[i])) continue;
      Tally& tally = tallies_[m.place];
      tally.applies = true;
      const double met = m.requirement->met(m.value(trace, i));
      if (std::isnan(met)) continue;
      (met != 0 ? tally.met : tally.unmet) = true;
      if (met == 0 && outcomes_[step].failed_at == nowhere) {
        outcomes_[step].failed_at = static_cast<std::uint32_t>(i);
      }
    }
  }

  void close(Code step) {
    bool applies = false;
    bool all_met = true;
    bool one_unmet = false;
    for (const Measured& m : of_step_[step]) {
      const Tally tally = std::exchange(tallies_[m.place], {});
      if (!tally.applies) continue;
      applies = true;
      const Fulfillment outcome = tally.outcome();
      count(result_.requirements[m.place], outcome);
      all_met = all_met && outcome == Fulfillment::met;
      one_unmet = one_unmet || outcome == Fulfillment::unmet;
    }
    if (!applies) return;
    outcomes_[step].outcome = one_unmet ? Fulfillment::unmet : (all_met ? Fulfillment::met : Fulfillment::unknown);
    result_.outcomes.push_back(outcomes_[step]);
  }

  const EventLog& log_;
  std::vector<std::vector<Measured>> of_step_;
  std::vector<Code> step_of_;
  Measurements result_;
  std::vector<Tally> tallies_;         // of each requirement, for the visit at hand
  std::vector<StepOutcome> outcomes_;  // of each step
  std::vector<Code> visited_;
};

/// How each variant departs from the flow.
std::vector<VariantAudit> accounts_of(const ServiceFlow& flow, const Variants& variants,
                                      const AlignmentOptions& options) {
  const std::vector<Code> step_of = flow.codes_of(variants.steps);
  std::vector<std::vector<Code>> courses(variants.size());
  for (std::size_t v = 0; v < variants.size(); ++v) {
    for (const Code step : variants.sequence(v)) courses[v].push_back(step_of[step]);
  }
  const std::vector<Alignment> alignments = align_all(flow, courses, options);
  std::vector<VariantAudit> accounts;
  accounts.reserve(alignments.size());
  for (const Alignment& alignment : alignments) {
    accounts.push_back({alignment.cost, alignment.bound, alignment.worst, deviations(alignment)});
  }
  return accounts;
}

std::string_view bytes_of(std::span<const Code> sequence) {
  return {reinterpret_cast<const char*>(sequence.data()), sequence.size_bytes()};
}

/// Where the variants of a part stand among those of the whole.
std::vector<std::uint32_t> places_of(const Variants& part, const Variants& whole) {
  std::unordered_map<std::string_view, std::uint32_t> place;
  for (std::uint32_t v = 0; v < whole.size(); ++v) place.emplace(bytes_of(whole.sequence(v)), v);
  const UnitedIds steps = unite(whole.steps, part.steps, "step");
  std::vector<std::uint32_t> places;
  std::vector<Code> sequence;
  for (std::size_t v = 0; v < part.size(); ++v) {
    sequence.clear();
    for (const Code step : part.sequence(v)) sequence.push_back(steps.from_second[step]);
    places.push_back(place.at(bytes_of(sequence)));
  }
  return places;
}

using KindCounts = std::array<std::int64_t, deviation_kinds>;

KindCounts count_kinds(const VariantAudit& account) {
  KindCounts counts{};
  for (const Deviation& deviation : account.deviations) ++counts[static_cast<std::size_t>(deviation.kind)];
  return counts;
}

/// The columns that tell of an account, for visits or for variants.
class AccountColumns {
 public:
  explicit AccountColumns(std::span<const VariantAudit> accounts) : accounts_(accounts) {
    for (const VariantAudit& account : accounts) kinds_.push_back(count_kinds(account));
  }

  void push(std::size_t variant) {
    const VariantAudit& account = accounts_[variant];
    fitness_.push_back(Alignment{{}, account.cost, account.bound, account.worst}.fitness());
    cost_.push_back(static_cast<std::int64_t>(account.cost));
    proven_.push_back(account.cost == account.bound);
    for (std::size_t kind = 0; kind < deviation_kinds; ++kind) counts_[kind].push_back(kinds_[variant][kind]);
  }

  void add_to(Frame& frame) {
    frame.add("fitness", Column(std::move(fitness_)));
    frame.add("cost", Column(std::move(cost_)));
    frame.add("proven", Column(std::move(proven_)));
    for (std::size_t kind = 0; kind < deviation_kinds; ++kind) {
      std::string name(name_of(static_cast<DeviationKind>(kind)));
      std::ranges::replace(name, ' ', '_');
      frame.add(std::move(name), Column(std::move(counts_[kind])));
    }
  }

 private:
  std::span<const VariantAudit> accounts_;
  std::vector<KindCounts> kinds_;
  std::vector<double> fitness_;
  std::vector<std::int64_t> cost_;
  std::vector<bool> proven_;
  std::array<std::vector<std::int64_t>, deviation_kinds> counts_;
};

/// The step that a deviation of a variant is about, by name.
std::string step_of(const Audit& audit, std::size_t variant, const Deviation& deviation) {
  if (deviation.step != no_code) return audit.flow().steps()[deviation.step].name;
  return audit.variants().steps.label(audit.variants().sequence(variant)[deviation.position]);
}

std::string in_words(const Audit& audit, std::size_t variant) {
  std::vector<std::string> words;
  for (const Deviation& deviation : audit.accounts()[variant].deviations) {
    words.push_back(fmt::format("{} {} at {}", step_of(audit, variant, deviation), name_of(deviation.kind),
                                deviation.position + 1));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

}  // namespace

Audit::Audit(ServiceFlow flow, AlignmentOptions options)
    : flow_(std::move(flow)),
      options_(options),
      requirements_(requirement_count(flow_)),
      touches_(flow_.steps().size(), 0) {
  options_.validate();
}

Audit::Audit(ServiceFlow flow, const EventLog& log, AlignmentOptions options) : Audit(std::move(flow), options) {
  const std::size_t n = log.case_count();
  std::vector<Code> cases(n);
  customer_of_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    cases[i] = log.trace(i).case_code;
    customer_of_[i] = log.customer_of(i);
  }
  visits_ = cases.size() == log.cases().size() ? log.cases() : log.cases().subset(cases);
  customers_ = log.customers();
  VariantsOfCases found = variants_of_cases(log);
  variants_ = std::move(found.variants);
  variant_of_ = std::move(found.of_case);
  accounts_ = accounts_of(flow_, variants_, options_);
  Measurements all = reduce_blocks(
      n, Measurements{{}, {}, requirements_, touches_},
      [&](std::size_t begin, std::size_t end) { return Measuring(flow_, log).of(begin, end); },
      [](Measurements& total, Measurements part) {
        total.sizes.insert(total.sizes.end(), part.sizes.begin(), part.sizes.end());
        total.outcomes.insert(total.outcomes.end(), part.outcomes.begin(), part.outcomes.end());
        for (std::size_t i = 0; i < total.requirements.size(); ++i) {
          total.requirements[i].met += part.requirements[i].met;
          total.requirements[i].unmet += part.requirements[i].unmet;
          total.requirements[i].unknown += part.requirements[i].unknown;
        }
        for (std::size_t i = 0; i < total.touches.size(); ++i) total.touches[i] += part.touches[i];
      },
      cases_in_block, "measuring steps");
  for (const std::uint64_t size : all.sizes) offsets_.push_back(offsets_.back() + size);
  outcomes_ = std::move(all.outcomes);
  requirements_ = std::move(all.requirements);
  touches_ = std::move(all.touches);
}

Audit& Audit::operator+=(const Audit& other) {
  if (!(flow_ == other.flow_) || !(options_ == other.options_)) {
    throw ParameterError(code::out_of_domain, "audits against different flows, or of different costs, do not add up");
  }
  const UnitedIds visits = unite(visits_, other.visits_, "visit_id");
  if (visits.ids.size() < size() + other.size()) {
    std::vector<bool> taken(visits.ids.size(), false);
    for (const Code visit : visits.from_first) taken[visit] = true;
    const auto twice = std::ranges::find_if(visits.from_second, [&](Code visit) { return taken[visit]; });
    throw RecordError(code::refused_record, "visit " + visits.ids.label(*twice) + " is in both audits");
  }
  const UnitedIds customers = unite(customers_, other.customers_, "customer_id");
  Variants variants = variants_;
  variants += other.variants_;
  const std::vector<std::uint32_t> from_first = places_of(variants_, variants);
  const std::vector<std::uint32_t> from_second = places_of(other.variants_, variants);
  std::vector<VariantAudit> accounts(variants.size());
  for (std::size_t v = 0; v < from_first.size(); ++v) accounts[from_first[v]] = accounts_[v];
  for (std::size_t v = 0; v < from_second.size(); ++v) accounts[from_second[v]] = other.accounts_[v];

  Audit sum(flow_, options_);
  std::vector<std::pair<const Audit*, std::size_t>> rows(visits.ids.size());
  for (std::size_t i = 0; i < size(); ++i) rows[visits.from_first[i]] = {this, i};
  for (std::size_t i = 0; i < other.size(); ++i) rows[visits.from_second[i]] = {&other, i};
  for (const auto& [part, row] : rows) {
    const bool is_first = part == this;
    const Code customer = part->customer_of_[row];
    const auto& customer_place = is_first ? customers.from_first : customers.from_second;
    sum.customer_of_.push_back(customer == no_code ? no_code : customer_place[customer]);
    sum.variant_of_.push_back((is_first ? from_first : from_second)[part->variant_of_[row]]);
    const auto outcomes = part->outcomes(row);
    sum.outcomes_.insert(sum.outcomes_.end(), outcomes.begin(), outcomes.end());
    sum.offsets_.push_back(sum.outcomes_.size());
  }
  for (std::size_t i = 0; i < requirements_.size(); ++i) {
    const OutcomeCounts& a = requirements_[i];
    const OutcomeCounts& b = other.requirements_[i];
    sum.requirements_[i] = {a.met + b.met, a.unmet + b.unmet, a.unknown + b.unknown};
  }
  for (std::size_t i = 0; i < touches_.size(); ++i) sum.touches_[i] = touches_[i] + other.touches_[i];
  sum.visits_ = visits.ids;
  sum.customers_ = customers.ids;
  sum.variants_ = std::move(variants);
  sum.accounts_ = std::move(accounts);
  *this = std::move(sum);
  return *this;
}

SamplingUnits Audit::units() const {
  SamplingUnits units;
  std::vector<std::uint32_t> of_customer(customers_.size(), nowhere);
  for (const Code customer : customer_of_) {
    std::uint32_t fresh = nowhere;
    std::uint32_t& unit = customer == no_code ? fresh : of_customer[customer];
    if (unit == nowhere) unit = units.count++;
    units.of_case.push_back(unit);
  }
  return units;
}

Code Audit::first_failure(std::size_t visit) const noexcept {
  const auto all = outcomes(visit);
  const auto first = std::ranges::min_element(all, {}, &StepOutcome::failed_at);
  return first == all.end() || first->failed_at == nowhere ? no_code : first->step;
}

Frame Audit::visits_frame() const {
  std::vector<std::int32_t> failures;
  std::vector<std::int64_t> variants, events, met, unmet, unmeasured;
  AccountColumns accounts(accounts_);
  for (std::size_t i = 0; i < size(); ++i) {
    variants.push_back(static_cast<std::int64_t>(variant_of_[i]) + 1);
    events.push_back(static_cast<std::int64_t>(variants_.sequence(variant_of_[i]).size()));
    accounts.push(variant_of_[i]);
    OutcomeCounts counts;
    for (const StepOutcome& outcome : outcomes(i)) count(counts, outcome.outcome);
    met.push_back(static_cast<std::int64_t>(counts.met));
    unmet.push_back(static_cast<std::int64_t>(counts.unmet));
    unmeasured.push_back(static_cast<std::int64_t>(counts.unknown));
    const Code failure = first_failure(i);
    failures.push_back(failure == no_code ? -1 : static_cast<std::int32_t>(failure));
  }
  std::vector<std::string> names;
  for (const Step& step : flow_.steps()) names.push_back(step.name);
  Frame frame;
  frame.add("visit_id", visits_.column());
  if (std::ranges::any_of(customer_of_, [](Code c) { return c != no_code; })) {
    std::vector<std::uint32_t> rows;
    for (const Code customer : customer_of_) rows.push_back(customer == no_code ? Column::missing_row : customer);
    frame.add("customer_id", customers_.column().take(rows));
  }
  frame.add("variant", Column(std::move(variants)));
  frame.add("events", Column(std::move(events)));
  accounts.add_to(frame);
  frame.add("steps_met", Column(std::move(met)));
  frame.add("steps_unmet", Column(std::move(unmet)));
  frame.add("steps_not_known", Column(std::move(unmeasured)));
  frame.add("first_failure", Column::categories(std::move(failures), names));
  return frame;
}

Frame Audit::variants_frame(double level) const {
  std::vector<std::string> names, words;
  std::vector<std::int64_t> visits;
  EstimateColumns shares;
  AccountColumns accounts(accounts_);
  const auto all = static_cast<std::int64_t>(size());
  for (std::size_t v = 0; v < variants_.size(); ++v) {
    std::vector<std::string> steps;
    for (const Code step : variants_.sequence(v)) steps.push_back(variants_.steps.label(step));
    names.push_back(fmt::format("{}", fmt::join(steps, " > ")));
    visits.push_back(static_cast<std::int64_t>(variants_.counts[v]));
    shares.push(wilson(visits.back(), all, level));
    accounts.push(v);
    words.push_back(in_words(*this, v));
  }
  Frame frame;
  frame.add("variant", Column(names));
  frame.add("visits", Column(std::move(visits)));
  shares.add_to(frame, "share");
  accounts.add_to(frame);
  frame.add("deviations", Column(words));
  return frame;
}

Frame Audit::deviations_frame(double level) const {
  struct Found {
    std::int64_t count = 0;
    std::int64_t visits = 0;
    std::size_t last_variant = std::numeric_limits<std::size_t>::max();
  };
  std::map<std::pair<std::string, DeviationKind>, Found> found;
  for (std::size_t v = 0; v < accounts_.size(); ++v) {
    const auto visits = static_cast<std::int64_t>(variants_.counts[v]);
    for (const Deviation& deviation : accounts_[v].deviations) {
      Found& f = found[{step_of(*this, v, deviation), deviation.kind}];
      f.count += visits;
      if (std::exchange(f.last_variant, v) != v) f.visits += visits;
    }
  }
  std::vector<std::pair<std::pair<std::string, DeviationKind>, Found>> rows(found.begin(), found.end());
  std::ranges::stable_sort(rows, std::greater(), [](const auto& row) { return row.second.visits; });
  std::vector<std::string> steps, kinds;
  std::vector<std::int64_t> numbers, visits;
  EstimateColumns shares;
  for (const auto& [key, f] : rows) {
    steps.push_back(key.first);
    kinds.emplace_back(name_of(key.second));
    numbers.push_back(f.count);
    visits.push_back(f.visits);
    shares.push(wilson(f.visits, static_cast<std::int64_t>(size()), level));
  }
  Frame frame({{"step", Column(steps)},
               {"deviation", Column(kinds)},
               {"count", Column(std::move(numbers))},
               {"visits", Column(std::move(visits))}});
  shares.add_to(frame, "share");
  return frame;
}

PeriodCounts counts(const Audit& audit, std::string_view step, Period by, const TimeZone& zone) {
  const Code wanted = audit.flow().at(step);
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> of_period;
  for (std::size_t i = 0; i < audit.size(); ++i) {
    for (const StepOutcome& outcome : audit.outcomes(i)) {
      if (outcome.step != wanted || outcome.outcome == Fulfillment::unknown) continue;
      auto& [met, known] = of_period[period_start(outcome.at, by, zone).us];
      met += outcome.outcome == Fulfillment::met ? 1 : 0;
      ++known;
    }
  }
  PeriodCounts result;
  for (const auto& [start, numbers] : of_period) {
    result.labels.push_back(period_label(Time{start}, by));
    result.met.push_back(numbers.first);
    result.known.push_back(numbers.second);
  }
  return result;
}

}  // namespace fealty::flow
