#include "fealty/flow/flow_sketch.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "fealty/core/domain.hpp"

namespace fealty::flow {
namespace {

constexpr std::size_t most_parallel = 6;  // their states multiply
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Steps that stand together in the drawing: alone, as a choice or as parallel parts.
struct Group {
  Part part = Part::step;
  std::vector<std::size_t> members;  // in the order of the steps
  std::uint64_t rounds = 0;          // of the kept cases, or of its loop, that have one of them
};

/// A part of the drawing: one group, or those from `first` on that are repeated together.
struct Stretch {
  std::size_t first = 0;
  std::size_t last = 0;  // the group behind
  bool repeats = false;
  std::uint64_t cases = 0;   // that come to it
  std::uint64_t rounds = 0;  // that they make there
};

std::size_t kept_variants(const Variants& variants, double keep) {
  const double wanted = keep * static_cast<double>(variants.case_count());
  std::uint64_t covered = 0;
  std::size_t kept = 0;
  while (kept < variants.size() && static_cast<double>(covered) < wanted) covered += variants.counts[kept++];
  return kept;
}

/// The distinct steps of a case, in the order in which they first happen.
std::vector<std::size_t> firsts(std::span<const Code> sequence, const std::vector<std::size_t>& index) {
  std::vector<std::size_t> steps;
  std::set<std::size_t> seen;
  for (const Code step : sequence) {
    if (index[step] != nowhere && seen.insert(index[step]).second) steps.push_back(index[step]);
  }
  return steps;
}

class Sketch {
 public:
  Sketch(const Variants& variants, const SketchOptions& options)
      : variants_(variants), options_(options), kept_(kept_variants(variants, options.keep)) {
    choose_steps();
    order_steps();
    form_groups();
    form_stretches();
    count_rounds();
  }

  [[nodiscard]] ServiceFlow drawn() const {
    std::vector<Step> steps;
    std::vector<FlowNode> nodes(1);
    for (const Stretch& stretch : stretches_) {
      std::uint32_t parent = 0;
      if (stretch.repeats) {
        if (stretch.cases < cases_) parent = add(nodes, parent, Part::optional);
        parent = add(nodes, parent, Part::loop);
        if (stretch.last - stretch.first > 1) parent = add(nodes, parent, Part::sequence);
      }
      for (std::size_t g = stretch.first; g < stretch.last; ++g) draw(groups_[g], stretch, parent, steps, nodes);
    }
    return ServiceFlow(std::move(steps), std::move(nodes));
  }

 private:
  /// The steps of the kept variants; if there are too many, those of most cases.
  void choose_steps() {
    std::vector<std::uint64_t> cases(variants_.steps.size(), 0);
    std::vector<std::size_t> last(variants_.steps.size(), nowhere);
    for (std::size_t v = 0; v < kept_; ++v) {
      cases_ += variants_.counts[v];
      for (const Code step : variants_.sequence(v)) {
        if (std::exchange(last[step], v) != v) cases[step] += variants_.counts[v];
      }
    }
    for (Code step = 0; step < cases.size(); ++step) {
      if (cases[step] > 0) steps_.push_back(step);
    }
    if (steps_.size() > options_.most_steps) {
      std::ranges::stable_sort(steps_, std::greater(), [&](Code step) { return cases[step]; });
      steps_.resize(options_.most_steps);
      std::ranges::sort(steps_);
    }
    for (const Code step : steps_) cases_of_.push_back(cases[step]);
    index_.assign(variants_.steps.size(), nowhere);
    for (std::size_t i = 0; i < steps_.size(); ++i) index_[steps_[i]] = i;
  }

  void order_steps() {
    const std::size_t n = steps_.size();
    before_.assign(n * n, 0);
    for (std::size_t v = 0; v < kept_; ++v) {
      const std::vector<std::size_t> order = firsts(variants_.sequence(v), index_);
      for (std::size_t i = 0; i < order.size(); ++i) {
        for (std::size_t k = i + 1; k < order.size(); ++k) before_[order[i] * n + order[k]] += variants_.counts[v];
      }
    }
    std::vector<double> place(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < n; ++k) {
        const std::uint64_t both = together(i, k);
        if (both > 0) place[i] += static_cast<double>(before_[k * n + i]) / static_cast<double>(both);
      }
    }
    order_.resize(n);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::stable_sort(order_, {}, [&](std::size_t i) { return place[i]; });
    mend_order();
  }

  /// Moves single steps as long as that puts fewer pairs of steps out of the order in which cases have them.
  void mend_order() {
    const auto gain_of_passing = [&](std::size_t earlier, std::size_t later) {
      return static_cast<std::int64_t>(before_[later * steps_.size() + earlier]) -
             static_cast<std::int64_t>(before_[earlier * steps_.size() + later]);
    };
    for (bool moved = true; moved;) {
      moved = false;
      for (std::size_t from = 0; from < order_.size(); ++from) {
        const std::size_t step = order_[from];
        std::int64_t best = 0;
        std::size_t where = from;
        std::int64_t gain = 0;
        for (std::size_t to = from; to-- > 0;) {
          gain += gain_of_passing(order_[to], step);
          if (gain > best) std::tie(best, where) = std::pair(gain, to);
        }
        gain = 0;
        for (std::size_t to = from + 1; to < order_.size(); ++to) {
          gain += gain_of_passing(step, order_[to]);
          if (gain > best) std::tie(best, where) = std::pair(gain, to);
        }
        if (best == 0) continue;
        order_.erase(order_.begin() + static_cast<std::ptrdiff_t>(from));
        order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(where), step);
        moved = true;
      }
    }
  }

  /// Kept cases that have both of two steps.
  [[nodiscard]] std::uint64_t together(std::size_t a, std::size_t b) const {
    return before_[a * steps_.size() + b] + before_[b * steps_.size() + a];
  }

  [[nodiscard]] bool come_in_both_orders(std::size_t a, std::size_t b) const {
    const auto rarer = std::min(before_[a * steps_.size() + b], before_[b * steps_.size() + a]);
    return rarer > 0 && static_cast<double>(rarer) >= options_.both_orders * static_cast<double>(together(a, b));
  }

  void form_groups() {
    group_of_.assign(steps_.size(), nowhere);
    for (const std::size_t step : order_) {
      if (groups_.empty() || !joins(groups_.back(), step)) groups_.push_back({Part::step, {}, 0});
      groups_.back().members.push_back(step);
      group_of_[step] = groups_.size() - 1;
    }
  }

  bool joins(Group& group, std::size_t step) const {
    const auto with_all = [&](auto&& relation) {
      return std::ranges::all_of(group.members, [&](std::size_t member) { return relation(member, step); });
    };
    if (group.part != Part::parallel && with_all([&](auto a, auto b) { return together(a, b) == 0; })) {
      group.part = Part::choice;
      return true;
    }
    const bool may_run = group.part != Part::choice && group.members.size() < most_parallel;
    if (may_run && with_all([&](auto a, auto b) { return come_in_both_orders(a, b); })) {
      group.part = Part::parallel;
      return true;
    }
    return false;
  }

  /// Calls `visit(group, returns)` for the events of a case; `returns` says that the step has happened before.
  template <class Visit>
  void walk(std::size_t variant, Visit&& visit) const {
    std::set<std::size_t> seen;
    for (const Code code : variants_.sequence(variant)) {
      const std::size_t step = index_[code];
      if (step != nowhere) visit(step, !seen.insert(step).second);
    }
  }

  void form_stretches() {
    std::map<std::pair<std::size_t, std::size_t>, std::uint64_t> cases;  // that go back, by first and last group
    for (std::size_t v = 0; v < kept_; ++v) {
      std::set<std::pair<std::size_t, std::size_t>> ways;
      std::size_t before = nowhere;
      walk(v, [&](std::size_t step, bool returns) {
        if (returns) ways.insert(std::minmax(group_of_[step], before));
        before = group_of_[step];
      });
      for (const auto& way : ways) cases[way] += variants_.counts[v];
    }
    std::vector<std::size_t> reach(groups_.size(), 0);
    for (const auto& [way, count] : cases) {
      const bool is_usual = static_cast<double>(count) >= options_.returns * static_cast<double>(cases_);
      if (is_usual) reach[way.first] = std::max(reach[way.first], way.second + 1);
    }
    for (std::size_t first = 0; first < groups_.size();) {
      std::size_t last = std::max(first + 1, reach[first]);
      for (std::size_t g = first; g < last; ++g) last = std::max(last, reach[g]);
      stretches_.push_back({first, last, reach[first] > 0, 0, 0});
      first = last;
    }
  }

  /// A round of a stretch ends where its groups begin again.
  void count_rounds() {
    std::vector<std::size_t> stretch_of(groups_.size());
    for (std::size_t s = 0; s < stretches_.size(); ++s) {
      for (std::size_t g = stretches_[s].first; g < stretches_[s].last; ++g) stretch_of[g] = s;
    }
    std::vector<std::set<std::size_t>> round(stretches_.size());  // the groups of the round at hand
    std::vector<std::size_t> furthest(stretches_.size());
    for (std::size_t v = 0; v < kept_; ++v) {
      const std::uint64_t count = variants_.counts[v];
      std::set<std::size_t> visited;
      const auto close = [&](std::size_t s) {
        for (const std::size_t group : round[s]) groups_[group].rounds += count;
        round[s].clear();
      };
      walk(v, [&](std::size_t step, bool returns) {
        const std::size_t group = group_of_[step];
        const std::size_t s = stretch_of[group];
        const bool is_first = visited.insert(s).second;
        const bool again = stretches_[s].repeats && (group < furthest[s] || (group == furthest[s] && returns));
        if (is_first) stretches_[s].cases += count;
        if (is_first || again) {
          close(s);
          stretches_[s].rounds += count;
        }
        round[s].insert(group);
        furthest[s] = group;
      });
      for (const std::size_t s : visited) close(s);
    }
  }

  static std::uint32_t add(std::vector<FlowNode>& nodes, std::uint32_t parent, Part part, Code step = no_code) {
    const auto place = static_cast<std::uint32_t>(nodes.size());
    nodes[parent].children.push_back(place);
    nodes.push_back({part, step, {}});
    return place;
  }

  void draw(const Group& group, const Stretch& stretch, std::uint32_t parent, std::vector<Step>& steps,
            std::vector<FlowNode>& nodes) const {
    const bool is_left_out = group.rounds < (stretch.repeats ? stretch.rounds : cases_);
    if (group.part != Part::parallel && is_left_out) parent = add(nodes, parent, Part::optional);
    if (group.part != Part::step) parent = add(nodes, parent, group.part);
    for (const std::size_t member : group.members) {
      const bool is_sometimes = group.part == Part::parallel && (is_left_out || cases_of_[member] < cases_);
      const std::uint32_t over = is_sometimes ? add(nodes, parent, Part::optional) : parent;
      add(nodes, over, Part::step, static_cast<Code>(steps.size()));
      steps.push_back({.name = variants_.steps.label(steps_[member])});
    }
  }

  const Variants& variants_;
  const SketchOptions& options_;
  std::size_t kept_;
  std::uint64_t cases_ = 0;
  std::vector<Code> steps_;              // those drawn
  std::vector<std::uint64_t> cases_of_;  // kept cases of each
  std::vector<std::size_t> index_;       // in steps_, of each step of the variants
  std::vector<std::uint64_t> before_;    // kept cases in which one step first happens before another
  std::vector<std::size_t> order_;
  std::vector<Group> groups_;
  std::vector<std::size_t> group_of_;
  std::vector<Stretch> stretches_;
};

}  // namespace

ServiceFlow sketch(const Variants& variants, SketchOptions options) {
  require(options.keep > 0 && options.keep <= 1, "keep", options.keep, "must be above 0 and at most 1");
  require(options.both_orders > 0 && options.both_orders <= 0.5, "both_orders", options.both_orders,
          "must be above 0 and at most 0.5");
  require(options.returns >= 0 && options.returns <= 1, "returns", options.returns, "must be from 0 to 1");
  return Sketch(variants, options).drawn();
}

}  // namespace fealty::flow
