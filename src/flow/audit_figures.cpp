#include "fealty/flow/audit_figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/flow/bootstrap_totals.hpp"

namespace fealty::flow {
namespace {

constexpr std::array<std::string_view, 4> verdict_names = {"reached", "missed", "open", "no target"};

double ratio(std::int64_t numerator, std::int64_t denominator) {
  return denominator == 0 ? nan : static_cast<double>(numerator) / static_cast<double>(denominator);
}

Estimate wilson_of(std::uint64_t successes, std::uint64_t trials, double level) {
  return wilson(static_cast<std::int64_t>(successes), static_cast<std::int64_t>(trials), level);
}

Verdict verdict_of(double lower, double upper, double value, double target) {
  if (std::isnan(target) || std::isnan(value)) return Verdict::no_target;
  return lower >= target ? Verdict::reached : (upper < target ? Verdict::missed : Verdict::open);
}

/// The smallest of two numbers of which one may be NaN.
double smaller(double a, double b) {
  return std::isnan(a) || b < a ? b : a;
}

double target_of(const Step& step) {
  double target = nan;
  for (const Requirement& r : step.requirements) {
    if (!std::isnan(r.share)) target = smaller(target, r.share);
  }
  return target;
}

/// Totals of several amounts of each item, in the sample itself and in every replicate.
template <std::size_t amounts>
class Totals {
 public:
  template <class Visit>
  Totals(const ReplicateWeights& weights, std::size_t items, Visit&& visit)
      : replicates_(weights.replicates()), sample_(items), rows_(items * amounts * replicates_) {
    for (std::size_t i = 0; i < weights.cases(); ++i) {
      visit(i, [&](std::size_t item, const std::array<std::int64_t, amounts>& values) {
        for (std::size_t k = 0; k < amounts; ++k) sample_[item][k] += values[k];
      });
    }
    bootstrap_totals<amounts>(weights, items, visit, [&](const ItemTotals& totals) {
      for (std::size_t k = 0; k < amounts; ++k) std::ranges::copy(totals.of(k), row(totals.item, k));
    });
  }

  [[nodiscard]] std::size_t items() const noexcept { return sample_.size(); }
  [[nodiscard]] std::int64_t of(std::size_t item, std::size_t amount) const noexcept { return sample_[item][amount]; }
  [[nodiscard]] std::int64_t of(std::size_t item, std::size_t amount, std::size_t replicate) const noexcept {
    return rows_[(item * amounts + amount) * replicates_ + replicate];
  }

  /// A figure made of totals, with the percentile interval of its replicates; `figure(total)` is given a function of
  /// item and amount.
  template <class Figure>
  Estimate estimate(double level, Figure&& figure) const {
    std::vector<double> values(replicates_);
    for (std::size_t r = 0; r < replicates_; ++r) {
      values[r] = figure([&](std::size_t item, std::size_t amount) { return of(item, amount, r); });
    }
    const double value = figure([&](std::size_t item, std::size_t amount) { return of(item, amount); });
    return percentile_interval(value, values, level);
  }

 private:
  [[nodiscard]] auto row(std::size_t item, std::size_t amount) {
    return rows_.begin() + static_cast<std::ptrdiff_t>((item * amounts + amount) * replicates_);
  }

  std::size_t replicates_;
  std::vector<std::array<std::int64_t, amounts>> sample_;
  std::vector<std::int64_t> rows_;
};

/// Visits that met each step, and those of which it is known.
Totals<2> step_totals(const Audit& audit, const ReplicateWeights& weights) {
  return {weights, audit.flow().steps().size(), [&](std::size_t visit, const auto& add) {
            for (const StepOutcome& outcome : audit.outcomes(visit)) {
              if (outcome.outcome != Fulfillment::unknown)
                add(outcome.step, {outcome.outcome == Fulfillment::met ? 1 : 0, 1});
            }
          }};
}

/// For each step the visits in which it occurs, and those that depart there in each way.
struct VariantCounts {
  std::vector<std::uint64_t> visits;
  std::vector<std::array<std::uint64_t, deviation_kinds>> deviating;
};

VariantCounts count_variants(const Audit& audit) {
  const Variants& variants = audit.variants();
  const std::vector<Code> step_of = audit.flow().codes_of(variants.steps);
  VariantCounts counts{std::vector<std::uint64_t>(audit.flow().steps().size()), {}};
  counts.deviating.resize(counts.visits.size());
  for (std::size_t v = 0; v < variants.size(); ++v) {
    std::set<Code> steps;
    for (const Code step : variants.sequence(v)) {
      if (step_of[step] != no_code) steps.insert(step_of[step]);
    }
    for (const Code step : steps) counts.visits[step] += variants.counts[v];
    std::set<std::pair<Code, DeviationKind>> ways;
    for (const Deviation& deviation : audit.accounts()[v].deviations) {
      if (deviation.step != no_code) ways.emplace(deviation.step, deviation.kind);
    }
    for (const auto& [step, kind] : ways) counts.deviating[step][static_cast<std::size_t>(kind)] += variants.counts[v];
  }
  return counts;
}

enum class Completeness : std::uint8_t { nothing_required, complete, met_so_far, failed };

/// Of a visit: whether all its outcomes are known, or whether it has failed one in spite of others.
Completeness completeness(std::span<const StepOutcome> outcomes) {
  if (outcomes.empty()) return Completeness::nothing_required;
  bool known = true;
  bool failed = false;
  for (const StepOutcome& o : outcomes) {
    known = known && o.outcome != Fulfillment::unknown;
    failed = failed || o.outcome == Fulfillment::unmet;
  }
  if (known) return Completeness::complete;
  return failed ? Completeness::failed : Completeness::met_so_far;
}

bool met_all(std::span<const StepOutcome> outcomes) {
  return std::ranges::all_of(outcomes, [](const StepOutcome& o) { return o.outcome == Fulfillment::met; });
}

/// The complete visits by the steps that they came to: the sets of steps, and the set of each visit.
struct Patterns {
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  std::vector<std::vector<Code>> sets;
  std::vector<std::uint32_t> of_visit;
};

Patterns patterns_of(const Audit& audit) {
  Patterns patterns;
  std::map<std::vector<Code>, std::uint32_t> place;
  std::vector<Code> set;
  for (std::size_t i = 0; i < audit.size(); ++i) {
    patterns.of_visit.push_back(Patterns::none);
    if (completeness(audit.outcomes(i)) != Completeness::complete) continue;
    set.clear();
    for (const StepOutcome& outcome : audit.outcomes(i)) set.push_back(outcome.step);
    const auto [found, is_new] = place.emplace(set, static_cast<std::uint32_t>(place.size()));
    if (is_new) patterns.sets.push_back(set);
    patterns.of_visit.back() = found->second;
  }
  return patterns;
}

/// What the complete visits say: for each step how many met it, of how many; behind these, for each pattern how many
/// met all, of how many.
class CompleteVisits {
 public:
  CompleteVisits(const Audit& audit, const ReplicateWeights& weights)
      : steps_(audit.flow().steps().size()),
        patterns_(patterns_of(audit)),
        totals_(weights, steps_ + patterns_.sets.size(), [&](std::size_t visit, const auto& add) {
          if (patterns_.of_visit[visit] == Patterns::none) return;
          const auto outcomes = audit.outcomes(visit);
          for (const StepOutcome& o : outcomes) add(o.step, {o.outcome == Fulfillment::met ? 1 : 0, 1});
          add(steps_ + patterns_.of_visit[visit], {met_all(outcomes) ? 1 : 0, 1});
        }) {}

  [[nodiscard]] const Totals<2>& totals() const noexcept { return totals_; }

  template <class Of>
  double total(const Of& of) const {
    std::int64_t met = 0;
    std::int64_t all = 0;
    for (std::size_t p = 0; p < patterns_.sets.size(); ++p) {
      met += of(steps_ + p, 0);
      all += of(steps_ + p, 1);
    }
    return ratio(met, all);
  }

  template <class Of>
  double independent(const Of& of) const {
    double expected = 0.0;
    std::int64_t all = 0;
    for (std::size_t p = 0; p < patterns_.sets.size(); ++p) {
      const std::int64_t visits = of(steps_ + p, 1);
      if (visits == 0) continue;
      double product = 1.0;
      for (const Code step : patterns_.sets[p]) product *= ratio(of(step, 0), of(step, 1));
      expected += static_cast<double>(visits) * product;
      all += visits;
    }
    return all == 0 ? nan : expected / static_cast<double>(all);
  }

 private:
  std::size_t steps_;
  Patterns patterns_;
  Totals<2> totals_;
};

void add_bounds(YieldFigures& figures, const Audit& audit) {
  std::uint64_t all = 0;
  std::uint64_t met = 0;
  std::uint64_t not_failed = 0;
  for (std::size_t i = 0; i < audit.size(); ++i) {
    const auto outcomes = audit.outcomes(i);
    const Completeness kind = completeness(outcomes);
    if (kind == Completeness::nothing_required) continue;
    ++all;
    const bool is_met = kind == Completeness::complete && met_all(outcomes);
    met += is_met ? 1 : 0;
    not_failed += is_met || kind == Completeness::met_so_far ? 1 : 0;
    ++(kind == Completeness::complete ? figures.complete : figures.not_complete);
  }
  figures.worst = ratio(static_cast<std::int64_t>(met), static_cast<std::int64_t>(all));
  figures.best = ratio(static_cast<std::int64_t>(not_failed), static_cast<std::int64_t>(all));
}

/// Counts of visits by whether they met the one step and the other.
struct FourFold {
  double both = 0.0;
  double only_first = 0.0;
  double only_second = 0.0;
  double neither = 0.0;

  [[nodiscard]] double all() const noexcept { return both + only_first + only_second + neither; }
  [[nodiscard]] double joint() const noexcept { return all() == 0 ? nan : both / all(); }
  [[nodiscard]] double product() const noexcept {
    return all() == 0 ? nan : (both + only_first) / all() * ((both + only_second) / all());
  }
  [[nodiscard]] double lift() const noexcept { return product() > 0 ? joint() / product() : nan; }
  [[nodiscard]] double phi() const noexcept {
    const double scale = (both + only_first) * (only_second + neither) * (both + only_second) * (only_first + neither);
    return scale > 0 ? (both * neither - only_first * only_second) / std::sqrt(scale) : nan;
  }
};

template <class Of>
FourFold four_fold(std::size_t item, const Of& of) {
  const auto number = [&](std::size_t amount) { return static_cast<double>(of(item, amount)); };
  return {number(0), number(1), number(2), number(3)};
}

/// Columns of a share with both of its intervals.
void add_counts(Frame& frame, const std::vector<OutcomeCounts>& counts) {
  std::vector<std::int64_t> met, unmet, unknown;
  for (const OutcomeCounts& c : counts) {
    met.push_back(static_cast<std::int64_t>(c.met));
    unmet.push_back(static_cast<std::int64_t>(c.unmet));
    unknown.push_back(static_cast<std::int64_t>(c.unknown));
  }
  frame.add("met", Column(std::move(met)));
  frame.add("unmet", Column(std::move(unmet)));
  frame.add("not_known", Column(std::move(unknown)));
}

}  // namespace

std::string_view name_of(Verdict verdict) noexcept {
  return verdict_names[static_cast<std::size_t>(verdict)];
}

std::vector<StepFigures> step_figures(const Audit& audit, const Bootstrap& bootstrap) {
  const auto& steps = audit.flow().steps();
  std::vector<StepFigures> figures(steps.size());
  const VariantCounts counts = count_variants(audit);
  std::uint64_t failed = 0;
  for (std::size_t i = 0; i < audit.size(); ++i) {
    for (const StepOutcome& o : audit.outcomes(i)) {
      OutcomeCounts& c = figures[o.step].outcomes;
      ++(o.outcome == Fulfillment::met ? c.met : (o.outcome == Fulfillment::unmet ? c.unmet : c.unknown));
    }
    const Code failure = audit.first_failure(i);
    if (failure == no_code) continue;
    ++failed;
    ++figures[failure].first_failures;
  }
  const ReplicateWeights weights(audit.units(), bootstrap);
  const Totals<2> totals = step_totals(audit, weights);
  const auto deviating = [&](std::size_t s, DeviationKind kind) {
    return counts.deviating[s][static_cast<std::size_t>(kind)];
  };
  for (Code s = 0; s < figures.size(); ++s) {
    StepFigures& f = figures[s];
    f.step = s;
    f.touches = audit.touches()[s];
    f.visits = counts.visits[s];
    f.met_share = wilson_of(f.outcomes.met, f.outcomes.met + f.outcomes.unmet, bootstrap.level);
    f.met_share_by_customer =
        totals.estimate(bootstrap.level, [&](const auto& of) { return ratio(of(s, 0), of(s, 1)); });
    f.target = target_of(steps[s]);
    f.verdict = verdict_of(smaller(f.met_share_by_customer.lower, f.met_share.lower),
                           -smaller(-f.met_share_by_customer.upper, -f.met_share.upper), f.met_share.value, f.target);
    f.first_failure_share = wilson_of(f.first_failures, failed, bootstrap.level);
    f.skipped = deviating(s, DeviationKind::skipped);
    f.repeated = deviating(s, DeviationKind::repeated);
    f.out_of_order = deviating(s, DeviationKind::out_of_order);
  }
  return figures;
}

Frame steps_frame(const Audit& audit, const Bootstrap& bootstrap) {
  std::vector<std::string> names, lanes, verdicts;
  std::vector<std::int64_t> touches, visits, first, skipped, repeated, out_of_order;
  std::vector<OutcomeCounts> outcomes;
  std::vector<double> targets;
  EstimateColumns shares, by_customer, first_shares;
  for (const StepFigures& f : step_figures(audit, bootstrap)) {
    const Step& step = audit.flow().steps()[f.step];
    names.push_back(step.name);
    lanes.emplace_back(name_of(step.lane));
    touches.push_back(static_cast<std::int64_t>(f.touches));
    visits.push_back(static_cast<std::int64_t>(f.visits));
    outcomes.push_back(f.outcomes);
    shares.push(f.met_share);
    by_customer.push(f.met_share_by_customer);
    targets.push_back(f.target);
    verdicts.emplace_back(name_of(f.verdict));
    first.push_back(static_cast<std::int64_t>(f.first_failures));
    first_shares.push(f.first_failure_share);
    skipped.push_back(static_cast<std::int64_t>(f.skipped));
    repeated.push_back(static_cast<std::int64_t>(f.repeated));
    out_of_order.push_back(static_cast<std::int64_t>(f.out_of_order));
  }
  Frame frame;
  frame.add("step", Column(names));
  frame.add("lane", Column(lanes));
  frame.add("touches", Column(std::move(touches)));
  frame.add("visits", Column(std::move(visits)));
  add_counts(frame, outcomes);
  shares.add_to(frame, "met_share");
  by_customer.add_to(frame, "met_share_by_customer");
  frame.add("target", Column(std::move(targets)));
  frame.add("verdict", Column(verdicts));
  frame.add("first_failures", Column(std::move(first)));
  first_shares.add_to(frame, "first_failure_share");
  frame.add("skipped", Column(std::move(skipped)));
  frame.add("repeated", Column(std::move(repeated)));
  frame.add("out_of_order", Column(std::move(out_of_order)));
  return frame;
}

Frame requirements_frame(const Audit& audit, double level) {
  require_level(level);
  std::vector<std::string> names, texts, owners, needs, verdicts;
  std::vector<OutcomeCounts> outcomes;
  std::vector<double> targets;
  EstimateColumns shares;
  std::size_t place = 0;
  for (const Step& step : audit.flow().steps()) {
    for (const Requirement& r : step.requirements) {
      const OutcomeCounts& counts = audit.requirements()[place++];
      const Estimate share = wilson_of(counts.met, counts.met + counts.unmet, level);
      names.push_back(step.name);
      texts.push_back(r.text());
      owners.push_back(r.owner);
      needs.push_back(r.need);
      outcomes.push_back(counts);
      shares.push(share);
      targets.push_back(r.share);
      verdicts.emplace_back(name_of(verdict_of(share.lower, share.upper, share.value, r.share)));
    }
  }
  Frame frame(
      {{"step", Column(names)}, {"requirement", Column(texts)}, {"owner", Column(owners)}, {"need", Column(needs)}});
  add_counts(frame, outcomes);
  shares.add_to(frame, "met_share");
  frame.add("target", Column(std::move(targets)));
  frame.add("verdict", Column(verdicts));
  return frame;
}

YieldFigures yield_figures(const Audit& audit, const Bootstrap& bootstrap) {
  YieldFigures figures;
  add_bounds(figures, audit);
  const ReplicateWeights weights(audit.units(), bootstrap);
  const CompleteVisits complete(audit, weights);
  const double level = bootstrap.level;
  figures.total = complete.totals().estimate(level, [&](const auto& of) { return complete.total(of); });
  figures.independent = complete.totals().estimate(level, [&](const auto& of) { return complete.independent(of); });
  figures.dependence = complete.totals().estimate(level, [&](const auto& of) {
    const double independent = complete.independent(of);
    return independent > 0 ? complete.total(of) / independent : nan;
  });
  const Totals<2> totals = step_totals(audit, weights);
  std::vector<std::size_t> known;
  for (std::size_t s = 0; s < totals.items(); ++s) {
    if (totals.of(s, 1) > 0) known.push_back(s);
  }
  figures.rolled = totals.estimate(level, [&](const auto& of) {
    double product = known.empty() ? nan : 1.0;
    for (const std::size_t s : known) product *= ratio(of(s, 0), of(s, 1));
    return product;
  });
  return figures;
}

std::vector<StepPair> step_pairs(const Audit& audit, const Bootstrap& bootstrap) {
  const std::size_t steps = audit.flow().steps().size();
  std::map<std::size_t, std::size_t> place;  // of the pairs that occur
  const auto for_pairs = [&](std::size_t visit, auto&& act) {
    const auto outcomes = audit.outcomes(visit);
    for (std::size_t a = 0; a < outcomes.size(); ++a) {
      if (outcomes[a].outcome == Fulfillment::unknown) continue;
      for (std::size_t b = a + 1; b < outcomes.size(); ++b) {
        if (outcomes[b].outcome != Fulfillment::unknown) act(outcomes[a], outcomes[b]);
      }
    }
  };
  const auto key = [&](const StepOutcome& a, const StepOutcome& b) { return a.step * steps + b.step; };
  for (std::size_t i = 0; i < audit.size(); ++i) {
    for_pairs(i, [&](const StepOutcome& a, const StepOutcome& b) { place.emplace(key(a, b), 0); });
  }
  std::vector<StepPair> pairs;
  for (auto& [code, at] : place) {
    at = pairs.size();
    pairs.push_back({static_cast<Code>(code / steps), static_cast<Code>(code % steps), 0, {}, 0.0, {}, {}});
  }
  const ReplicateWeights weights(audit.units(), bootstrap);
  const Totals<4> totals(weights, pairs.size(), [&](std::size_t visit, const auto& add) {
    for_pairs(visit, [&](const StepOutcome& a, const StepOutcome& b) {
      std::array<std::int64_t, 4> cell{};
      cell[(a.outcome == Fulfillment::met ? 0U : 2U) + (b.outcome == Fulfillment::met ? 0U : 1U)] = 1;
      add(place.at(key(a, b)), cell);
    });
  });
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    const auto estimate = [&](auto figure) {
      return totals.estimate(bootstrap.level, [&](const auto& of) { return (four_fold(p, of).*figure)(); });
    };
    const FourFold sample = four_fold(p, [&](std::size_t item, std::size_t k) { return totals.of(item, k); });
    pairs[p].visits = static_cast<std::uint64_t>(sample.all());
    pairs[p].joint = estimate(&FourFold::joint);
    pairs[p].product = sample.product();
    pairs[p].lift = estimate(&FourFold::lift);
    pairs[p].phi = estimate(&FourFold::phi);
  }
  return pairs;
}

Frame dependence_frame(const Audit& audit, const Bootstrap& bootstrap) {
  std::vector<std::string> first, second;
  std::vector<std::int64_t> visits;
  std::vector<double> products;
  EstimateColumns joint, lift, phi;
  for (const StepPair& pair : step_pairs(audit, bootstrap)) {
    first.push_back(audit.flow().steps()[pair.first].name);
    second.push_back(audit.flow().steps()[pair.second].name);
    visits.push_back(static_cast<std::int64_t>(pair.visits));
    joint.push(pair.joint);
    products.push_back(pair.product);
    lift.push(pair.lift);
    phi.push(pair.phi);
  }
  Frame frame({{"step", Column(first)}, {"with", Column(second)}, {"visits", Column(std::move(visits))}});
  joint.add_to(frame, "joint");
  frame.add("product", Column(std::move(products)));
  lift.add_to(frame, "lift");
  phi.add_to(frame, "phi");
  return frame;
}

ThresholdCoverage coverage(const Audit& audit, double threshold, const Bootstrap& bootstrap) {
  require(threshold > 0 && threshold <= 1, "threshold", threshold, "must be above 0 and at most 1");
  ThresholdCoverage result;
  result.threshold = threshold;
  const SamplingUnits units = audit.units();
  const ReplicateWeights weights(units, bootstrap);
  const Totals<2> totals = step_totals(audit, weights);
  const auto mean_of_steps = [&](const auto& of, auto&& figure) {
    double sum = 0.0;
    std::size_t known = 0;
    for (std::size_t s = 0; s < totals.items(); ++s) {
      if (of(s, 1) == 0) continue;
      sum += figure(ratio(of(s, 0), of(s, 1)));
      ++known;
    }
    return known == 0 ? nan : sum / static_cast<double>(known);
  };
  result.steps = totals.estimate(bootstrap.level, [&](const auto& of) {
    return mean_of_steps(of, [&](double share) { return share >= threshold ? 1.0 : 0.0; });
  });
  result.mean_of_steps = totals.estimate(
      bootstrap.level, [&](const auto& of) { return mean_of_steps(of, [](double share) { return share; }); });
  std::vector<std::pair<std::int64_t, std::int64_t>> of_unit(units.count);
  for (std::size_t i = 0; i < audit.size(); ++i) {
    auto& [met, known] = of_unit[units.of_case[i]];
    for (const StepOutcome& o : audit.outcomes(i)) {
      met += o.outcome == Fulfillment::met ? 1 : 0;
      known += o.outcome != Fulfillment::unknown ? 1 : 0;
    }
  }
  std::erase_if(of_unit, [](const auto& unit) { return unit.second == 0; });
  const auto customers = static_cast<std::int64_t>(of_unit.size());
  std::int64_t reached = 0;
  double sum = 0.0;
  double squares = 0.0;
  for (const auto& [met, known] : of_unit) {
    const double share = ratio(met, known);
    reached += share >= threshold ? 1 : 0;
    sum += share;
  }
  const double mean = customers == 0 ? nan : sum / static_cast<double>(customers);
  for (const auto& [met, known] : of_unit) squares += (ratio(met, known) - mean) * (ratio(met, known) - mean);
  const double spread = customers < 2 ? 0.0 : std::sqrt(squares / static_cast<double>(customers - 1));
  result.customers = wilson(reached, customers, bootstrap.level);
  result.mean_of_customers = student_t_interval(mean, spread, customers, bootstrap.level);
  return result;
}

ConformanceFigures conformance_figures(const Audit& audit, const Bootstrap& bootstrap) {
  ConformanceFigures figures;
  const auto accounts = audit.accounts();
  std::uint64_t perfect = 0;
  for (std::size_t v = 0; v < accounts.size(); ++v) {
    perfect += accounts[v].cost == 0 ? audit.variants().counts[v] : 0;
    figures.unproven += accounts[v].cost != accounts[v].bound ? audit.variants().counts[v] : 0;
  }
  figures.perfect = wilson_of(perfect, audit.size(), bootstrap.level);
  const ReplicateWeights weights(audit.units(), bootstrap);
  // A fitness is a real number: in units of 2^-32 it adds up to the same sum in every order.
  const Totals<4> totals(weights, 1, [&](std::size_t visit, const auto& add) {
    const VariantAudit& account = accounts[audit.variant_of()[visit]];
    const double fitness = Alignment{{}, account.cost, account.bound, account.worst}.fitness();
    add(0, {static_cast<std::int64_t>(std::llround(fitness * 0x1p32)), 1, static_cast<std::int64_t>(account.cost),
            static_cast<std::int64_t>(account.worst)});
  });
  figures.mean_fitness =
      totals.estimate(bootstrap.level, [](const auto& of) { return ratio(of(0, 0), of(0, 1)) * 0x1p-32; });
  figures.log_fitness = totals.estimate(bootstrap.level, [](const auto& of) {
    if (of(0, 1) == 0) return nan;
    return of(0, 3) == 0 ? 1.0 : 1.0 - ratio(of(0, 2), of(0, 3));
  });
  return figures;
}

}  // namespace fealty::flow
