#include "fealty/flow/flow_difference.hpp"

#include <algorithm>
#include <cstddef>

namespace fealty::flow {
namespace {

/// Steps in the order in which the tree first mentions them.
std::vector<Code> mentioned(const ServiceFlow& flow) {
  std::vector<Code> order;
  std::vector<bool> seen(flow.steps().size(), false);
  std::vector<std::uint32_t> waiting{0};
  while (!waiting.empty()) {
    const FlowNode& node = flow.nodes()[waiting.back()];
    waiting.pop_back();
    waiting.insert(waiting.end(), node.children.rbegin(), node.children.rend());
    if (node.part != Part::step || seen[node.step]) continue;
    seen[node.step] = true;
    order.push_back(node.step);
  }
  return order;
}

/// Which of distinct numbers are not in their longest ascending subsequence; of several such, in that which ends least.
std::vector<bool> out_of_line(const std::vector<std::size_t>& places) {
  std::vector<std::size_t> tails;  // the item that ends the best subsequence of each length
  std::vector<std::size_t> before(places.size(), places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto at = std::ranges::lower_bound(tails, places[i], {}, [&](std::size_t item) { return places[item]; });
    if (at != tails.begin()) before[i] = *(at - 1);
    if (at == tails.end()) {
      tails.push_back(i);
    } else {
      *at = i;
    }
  }
  std::vector<bool> out(places.size(), true);
  for (std::size_t i = tails.empty() ? places.size() : tails.back(); i < places.size(); i = before[i]) out[i] = false;
  return out;
}

void compare_requirements(const Step& before, const Step& after, std::vector<FlowChange>& changes) {
  for (const Requirement& r : before.requirements) {
    if (std::ranges::find(after.requirements, r) == after.requirements.end()) {
      changes.push_back({"requirement removed", after.name, r.text(), ""});
    }
  }
  for (const Requirement& r : after.requirements) {
    if (std::ranges::find(before.requirements, r) == before.requirements.end()) {
      changes.push_back({"requirement added", after.name, "", r.text()});
    }
  }
}

std::vector<FlowChange> moves(const ServiceFlow& before, const ServiceFlow& after) {
  std::vector<std::size_t> place_before(before.steps().size());
  const std::vector<Code> order = mentioned(before);
  for (std::size_t i = 0; i < order.size(); ++i) place_before[order[i]] = i;
  std::vector<std::string> names;
  std::vector<std::size_t> places;
  for (const Code step : mentioned(after)) {
    const Code old = before.find(after.steps()[step].name);
    if (old == no_code) continue;
    names.push_back(after.steps()[step].name);
    places.push_back(place_before[old]);
  }
  std::vector<FlowChange> changes;
  const std::vector<bool> out = out_of_line(places);
  const auto neighbor = [&](const ServiceFlow& flow, const std::string& name) {
    const std::vector<Code> all = mentioned(flow);
    const auto at = std::ranges::find(all, flow.find(name));
    return at == all.begin() ? std::string("first") : "after " + flow.steps()[*(at - 1)].name;
  };
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (out[i]) changes.push_back({"moved", names[i], neighbor(before, names[i]), neighbor(after, names[i])});
  }
  return changes;
}

}  // namespace

std::vector<FlowChange> difference(const ServiceFlow& before, const ServiceFlow& after) {
  std::vector<FlowChange> changes;
  for (const Step& step : before.steps()) {
    if (after.find(step.name) == no_code) changes.push_back({"removed", step.name, step.name, ""});
  }
  for (const Step& step : after.steps()) {
    if (before.find(step.name) == no_code) changes.push_back({"added", step.name, "", step.name});
  }
  for (FlowChange& move : moves(before, after)) changes.push_back(std::move(move));
  const std::vector<bool> musts_before = before.mandatory();
  const std::vector<bool> musts_after = after.mandatory();
  const auto whether = [](bool must) { return must ? "mandatory" : "optional"; };
  for (Code now = 0; now < after.steps().size(); ++now) {
    const Step& step = after.steps()[now];
    const Code then = before.find(step.name);
    if (then == no_code) continue;
    const Step& old = before.steps()[then];
    if (old.lane != step.lane) {
      changes.push_back({"lane", step.name, std::string(name_of(old.lane)), std::string(name_of(step.lane))});
    }
    if (old.channel != step.channel) changes.push_back({"channel", step.name, old.channel, step.channel});
    if (musts_before[then] != musts_after[now]) {
      changes.push_back({"optional", step.name, whether(musts_before[then]), whether(musts_after[now])});
    }
    compare_requirements(old, step, changes);
  }
  if (before.text() != after.text()) changes.push_back({"structure", "", before.text(), after.text()});
  return changes;
}

Frame frame_of(const std::vector<FlowChange>& changes) {
  std::vector<std::string> kinds, steps, before, after;
  for (const FlowChange& change : changes) {
    kinds.emplace_back(change.change);
    steps.push_back(change.step);
    before.push_back(change.before);
    after.push_back(change.after);
  }
  return Frame(
      {{"change", Column(kinds)}, {"step", Column(steps)}, {"before", Column(before)}, {"after", Column(after)}});
}

}  // namespace fealty::flow
