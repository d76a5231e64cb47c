#include "fealty/flow/flow_sketch.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "fealty/core/domain.hpp"

namespace fealty::flow {
namespace {

constexpr std::size_t most_parallel = 6;  // their states multiply

/// A step of the kept variants: where it stands in them, and for how many cases.
struct Occurrences {
  Code step = no_code;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> first_in;  // variant, and position of the first occurrence
  std::uint64_t cases = 0;
  double place = 0.0;  // sum over the cases of the share of steps before the first occurrence
};

/// Steps that stand together in the drawing: alone, as a choice or as parallel parts.
struct Group {
  Part part = Part::step;
  std::vector<Code> steps;
  std::vector<std::size_t> members;  // in the order of occurrences
  std::uint64_t cases = 0;           // that have one of them
};

std::size_t kept_variants(const Variants& variants, double keep) {
  const double wanted = keep * static_cast<double>(variants.case_count());
  std::uint64_t covered = 0;
  std::size_t kept = 0;
  while (kept < variants.size() && static_cast<double>(covered) < wanted) covered += variants.counts[kept++];
  return kept;
}

class Sketch {
 public:
  Sketch(const Variants& variants, const SketchOptions& options)
      : variants_(variants), options_(options), kept_(kept_variants(variants, options.keep)) {
    find_occurrences();
    group();
    find_loops();
  }

  ServiceFlow drawn() const {
    std::vector<Step> steps;
    std::vector<FlowNode> nodes(1);
    for (std::size_t begin = 0; begin < groups_.size();) {
      const std::size_t end = loop_end_[begin];
      std::uint32_t parent = 0;
      if (end > begin) {
        const bool is_long = end - begin > 1;
        parent = add(nodes, 0, Part::loop);
        if (is_long) parent = add(nodes, parent, Part::sequence);
      }
      const std::size_t next = std::max(end, begin + 1);
      for (std::size_t i = begin; i < next; ++i) draw(groups_[i], parent, steps, nodes);
      begin = next;
    }
    return ServiceFlow(std::move(steps), std::move(nodes));
  }

 private:
  void find_occurrences() {
    std::vector<std::size_t> index(variants_.steps.size(), variants_.steps.size());
    for (std::uint32_t v = 0; v < kept_; ++v) {
      const std::span<const Code> sequence = variants_.sequence(v);
      cases_ += variants_.counts[v];
      for (std::uint32_t i = 0; i < sequence.size(); ++i) {
        std::size_t& at = index[sequence[i]];
        if (at == variants_.steps.size()) {
          at = found_.size();
          found_.push_back({sequence[i], {}, 0, 0.0});
        }
        Occurrences& occurrences = found_[at];
        if (!occurrences.first_in.empty() && occurrences.first_in.back().first == v) continue;
        occurrences.first_in.emplace_back(v, i);
        occurrences.cases += variants_.counts[v];
        occurrences.place += static_cast<double>(variants_.counts[v]) * i / static_cast<double>(sequence.size());
      }
    }
    if (found_.size() > options_.most_steps) {
      std::ranges::sort(found_, {},
                        [](const Occurrences& o) { return std::pair(-static_cast<double>(o.cases), o.step); });
      found_.resize(options_.most_steps);
    }
    std::ranges::sort(found_, {},
                      [](const Occurrences& o) { return std::pair(o.place / static_cast<double>(o.cases), o.step); });
  }

  /// Kept cases that have both steps: those with the first before the second, and the others.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> orders(const Occurrences& a, const Occurrences& b) const {
    std::pair<std::uint64_t, std::uint64_t> cases;
    auto at = b.first_in.begin();
    for (const auto& [variant, position] : a.first_in) {
      while (at != b.first_in.end() && at->first < variant) ++at;
      if (at == b.first_in.end()) break;
      if (at->first == variant) (position < at->second ? cases.first : cases.second) += variants_.counts[variant];
    }
    return cases;
  }

  [[nodiscard]] bool exclude_each_other(const Occurrences& a, const Occurrences& b) const {
    const auto [before, after] = orders(a, b);
    return before + after == 0;
  }

  [[nodiscard]] bool come_in_both_orders(const Occurrences& a, const Occurrences& b) const {
    const auto [before, after] = orders(a, b);
    const auto both = static_cast<double>(before + after);
    return both > 0 && static_cast<double>(std::min(before, after)) >= options_.both_orders * both;
  }

  void group() {
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (groups_.empty() || !joins(groups_.back(), i)) groups_.push_back({Part::step, {}, {}, 0});
      groups_.back().steps.push_back(found_[i].step);
      groups_.back().members.push_back(i);
    }
    for (Group& group : groups_) count_cases(group);
  }

  bool joins(Group& group, std::size_t i) const {
    const auto with_all = [&](auto&& relation) {
      return std::ranges::all_of(group.members,
                                 [&](std::size_t member) { return relation(found_[member], found_[i]); });
    };
    const bool may_choose = group.part != Part::parallel;
    if (may_choose && with_all([&](const auto& a, const auto& b) { return exclude_each_other(a, b); })) {
      group.part = Part::choice;
      return true;
    }
    const bool may_run = group.part != Part::choice && group.members.size() < most_parallel;
    if (may_run && with_all([&](const auto& a, const auto& b) { return come_in_both_orders(a, b); })) {
      group.part = Part::parallel;
      return true;
    }
    return false;
  }

  void count_cases(Group& group) const {
    std::vector<std::uint32_t> in;
    for (const std::size_t member : group.members) {
      for (const auto& [variant, position] : found_[member].first_in) in.push_back(variant);
    }
    std::ranges::sort(in);
    in.erase(std::ranges::unique(in).begin(), in.end());
    for (const std::uint32_t variant : in) group.cases += variants_.counts[variant];
  }

  /// For each group that begins a loop the end of it; for the others their own place.
  void find_loops() {
    std::vector<std::size_t> group_of(variants_.steps.size(), groups_.size());
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      for (const Code step : groups_[g].steps) group_of[step] = g;
    }
    std::vector<std::size_t> reach(groups_.size(), 0);  // the end of the longest loop that begins there
    for (std::size_t v = 0; v < kept_; ++v) note_returns(variants_.sequence(v), group_of, reach);
    loop_end_.resize(groups_.size());
    for (std::size_t begin = 0; begin < groups_.size();) {
      loop_end_[begin] = begin;
      std::size_t end = reach[begin];
      for (std::size_t i = begin + 1; i < end; ++i) end = std::max(end, reach[i]);
      if (end > begin) loop_end_[begin] = end;
      begin = std::max(end, begin + 1);
    }
  }

  void note_returns(std::span<const Code> sequence, const std::vector<std::size_t>& group_of,
                    std::vector<std::size_t>& reach) const {
    std::map<Code, bool> seen;
    std::size_t before = groups_.size();
    for (const Code step : sequence) {
      const std::size_t group = group_of[step];
      if (group == groups_.size()) continue;
      if (!seen.emplace(step, true).second) {
        const auto [low, high] = std::minmax(group, before);
        reach[low] = std::max(reach[low], high + 1);
      }
      before = group;
    }
  }

  static std::uint32_t add(std::vector<FlowNode>& nodes, std::uint32_t parent, Part part, Code step = no_code) {
    const auto place = static_cast<std::uint32_t>(nodes.size());
    nodes[parent].children.push_back(place);
    nodes.push_back({part, step, {}});
    return place;
  }

  void draw(const Group& group, std::uint32_t parent, std::vector<Step>& steps, std::vector<FlowNode>& nodes) const {
    if (group.part != Part::parallel && group.cases < cases_) parent = add(nodes, parent, Part::optional);
    if (group.part != Part::step) parent = add(nodes, parent, group.part);
    for (const std::size_t member : group.members) {
      const bool is_optional = group.part == Part::parallel && found_[member].cases < cases_;
      const std::uint32_t over = is_optional ? add(nodes, parent, Part::optional) : parent;
      add(nodes, over, Part::step, static_cast<Code>(steps.size()));
      steps.push_back({.name = variants_.steps.label(found_[member].step)});
    }
  }

  const Variants& variants_;
  const SketchOptions& options_;
  std::size_t kept_;
  std::uint64_t cases_ = 0;
  std::vector<Occurrences> found_;
  std::vector<Group> groups_;
  std::vector<std::size_t> loop_end_;
};

}  // namespace

ServiceFlow sketch(const Variants& variants, SketchOptions options) {
  require(options.keep > 0 && options.keep <= 1, "keep", options.keep, "must be above 0 and at most 1");
  require(options.both_orders > 0 && options.both_orders <= 0.5, "both_orders", options.both_orders,
          "must be above 0 and at most 0.5");
  return Sketch(variants, options).drawn();
}

}  // namespace fealty::flow
