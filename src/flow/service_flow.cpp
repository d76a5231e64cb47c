#include "fealty/flow/service_flow.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::flow {
namespace {

constexpr std::array<std::string_view, lane_count> lane_names = {"evidence", "customer", "frontstage", "backstage",
                                                                 "support"};
constexpr std::array<std::string_view, 3> line_names = {"interaction", "visibility", "internal interaction"};
constexpr std::array<std::string_view, 6> part_names = {"step", "sequence", "choice", "parallel", "loop", "optional"};
constexpr std::uint32_t deepest = 1000;

[[noreturn]] void refuse(std::string_view code, const std::string& message) {
  throw ParameterError(code, message);
}

void check_steps(const std::vector<Step>& steps) {
  std::set<std::string_view> names;
  for (const Step& step : steps) {
    if (step.name.empty()) refuse(code::missing_parameter, "a step of the flow has no name");
    if (!names.insert(step.name).second)
      refuse(code::out_of_domain, fmt::format("step {} is declared twice", step.name));
    for (const Requirement& requirement : step.requirements) requirement.validate();
  }
}

void check_node(const FlowNode& node, std::size_t place, const std::vector<Step>& steps) {
  const auto broken = [&](std::string_view rule) {
    refuse(code::out_of_domain, fmt::format("node {} of the flow is a {}, and {}", place, name_of(node.part), rule));
  };
  const std::size_t children = node.children.size();
  if (node.part == Part::step) {
    if (node.step >= steps.size()) broken("its step is none of the flow's");
    if (children > 0) broken("has parts of its own");
  }
  if (node.part == Part::choice && children == 0) broken("has nothing to choose from");
  if (node.part == Part::optional && children != 1) broken("has not one part");
  if (node.part == Part::loop && (children == 0 || children > 2)) broken("has neither one part nor two");
}

void check_tree(const std::vector<FlowNode>& nodes, const std::vector<Step>& steps) {
  if (nodes.empty()) refuse(code::missing_parameter, "a flow has a root");
  std::vector<std::uint32_t> depth(nodes.size(), 0);
  std::vector<bool> used(steps.size(), false);
  depth[0] = 1;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (depth[i] == 0) refuse(code::out_of_domain, fmt::format("node {} of the flow is part of none before it", i));
    if (depth[i] > deepest) refuse(code::out_of_domain, fmt::format("the flow is nested more than {} deep", deepest));
    check_node(nodes[i], i, steps);
    if (nodes[i].part == Part::step) used[nodes[i].step] = true;
    for (const std::uint32_t child : nodes[i].children) {
      if (child <= i || child >= nodes.size() || depth[child] != 0) {
        refuse(code::out_of_domain, fmt::format("node {} of the flow cannot have node {} as its part", i, child));
      }
      depth[child] = depth[i] + 1;
    }
  }
  const auto unused = std::ranges::find(used, false);
  if (unused != used.end()) {
    refuse(code::out_of_domain, fmt::format("step {} is declared, but stands nowhere in the flow",
                                            steps[static_cast<std::size_t>(unused - used.begin())].name));
  }
}

/// What decides, in a part of a flow, whether step b may come right after step a.
struct Adjacency {
  bool nullable = true;
  bool begins = false;  // with b
  bool ends = false;    // with a
  bool has_first = false;
  bool has_second = false;
  bool follows = false;
};

Adjacency of_sequence(const std::vector<Adjacency>& parts) {
  Adjacency whole;
  for (const Adjacency& part : parts) {
    whole.follows = whole.follows || part.follows || (whole.ends && part.begins);
    whole.begins = whole.begins || (whole.nullable && part.begins);
    whole.ends = part.ends || (whole.ends && part.nullable);
    whole.nullable = whole.nullable && part.nullable;
  }
  return whole;
}

/// Of a choice, or of one part alone.
Adjacency of_choice(const std::vector<Adjacency>& parts) {
  Adjacency whole;
  whole.nullable = false;
  for (const Adjacency& part : parts) {
    whole.nullable = whole.nullable || part.nullable;
    whole.begins = whole.begins || part.begins;
    whole.ends = whole.ends || part.ends;
    whole.follows = whole.follows || part.follows;
  }
  return whole;
}

Adjacency of_parallel(const std::vector<Adjacency>& parts) {
  Adjacency whole = of_choice(parts);
  whole.nullable = std::ranges::all_of(parts, &Adjacency::nullable);
  const auto first = std::ranges::count_if(parts, &Adjacency::has_first);
  const auto second = std::ranges::count_if(parts, &Adjacency::has_second);
  const bool in_one = first == 1 && second == 1 &&
                      std::ranges::any_of(parts, [](const Adjacency& p) { return p.has_first && p.has_second; });
  whole.follows = whole.follows || (first > 0 && second > 0 && !in_one);
  return whole;
}

Adjacency of_loop(const std::vector<Adjacency>& parts) {
  const Adjacency& body = parts.front();
  const Adjacency again = parts.size() > 1 ? parts.back() : Adjacency{};
  Adjacency whole = of_sequence({body, again, body, again, body});
  whole.nullable = body.nullable;
  return whole;
}

Adjacency adjacency(const std::vector<FlowNode>& nodes, Code first, Code second) {
  std::vector<Adjacency> of_node(nodes.size());
  for (std::size_t i = nodes.size(); i-- > 0;) {
    std::vector<Adjacency> parts;
    bool has_first = nodes[i].part == Part::step && nodes[i].step == first;
    bool has_second = nodes[i].part == Part::step && nodes[i].step == second;
    for (const std::uint32_t child : nodes[i].children) {
      parts.push_back(of_node[child]);
      has_first = has_first || of_node[child].has_first;
      has_second = has_second || of_node[child].has_second;
    }
    switch (nodes[i].part) {
      case Part::step:
        of_node[i].nullable = false;
        of_node[i].begins = has_second;
        of_node[i].ends = has_first;
        break;
      case Part::sequence:
        of_node[i] = of_sequence(parts);
        break;
      case Part::choice:
        of_node[i] = of_choice(parts);
        break;
      case Part::parallel:
        of_node[i] = of_parallel(parts);
        break;
      case Part::loop:
        of_node[i] = of_loop(parts);
        break;
      case Part::optional:
        of_node[i] = of_choice(parts);
        of_node[i].nullable = true;
        break;
    }
    of_node[i].has_first = has_first;
    of_node[i].has_second = has_second;
  }
  return of_node.front();
}

std::string text_of(const ServiceFlow& flow, std::uint32_t place) {
  const FlowNode& node = flow.nodes()[place];
  if (node.part == Part::step) return flow.steps()[node.step].name;
  std::vector<std::string> parts;
  for (const std::uint32_t child : node.children) parts.push_back(text_of(flow, child));
  const std::string_view name = node.part == Part::sequence ? "" : name_of(node.part);
  return fmt::format("{}({})", name, fmt::join(parts, ", "));
}

bool measure_alike(const Requirement& a, const Requirement& b) {
  return a.measure == b.measure && a.bound == b.bound;
}

/// What the six rules find about one requirement of a step, which stands at `place`.
void review(const Step& step, std::size_t place, const FlowVersion& version, Time as_of, Duration oldest,
            std::vector<StandardFinding>& findings) {
  const Requirement& r = step.requirements[place];
  const auto note = [&](std::string rule, std::string reason) {
    findings.push_back({step.name, r.text(), std::move(rule), std::move(reason)});
  };
  const bool has_ended = r.valid_until && *r.valid_until <= as_of;
  if (has_ended) note("delete", "its validity ended at " + to_string(*r.valid_until) + "; delete it, or renew it");
  const std::optional<Time> since = r.valid_from ? r.valid_from : version.date;
  if (!has_ended && since && as_of - *since > oldest) {
    note("revise", fmt::format("it has stood for {:.0f} days", in_days(as_of - *since)));
  } else if (!r.valid_until) {
    note("revise", "it has no end, at which it would be looked at again");
  }
  if (!r.has_number()) note("quantify", "it has no number that it could be measured against");
  if (r.need.empty()) note("relate", "it serves no need of customers");
  for (std::size_t other = 0; other < place; ++other) {
    if (!measure_alike(step.requirements[other], r)) continue;
    note("reconcile", "the step has another on the same measure: " + step.requirements[other].text());
    break;
  }
}

}  // namespace

std::string_view name_of(Lane lane) noexcept {
  return lane_names[static_cast<std::size_t>(lane)];
}

std::string_view name_of(Line line) noexcept {
  return line_names[static_cast<std::size_t>(line)];
}

std::string_view name_of(Part part) noexcept {
  return part_names[static_cast<std::size_t>(part)];
}

Lane lane_named(std::string_view name) {
  const auto* found = std::ranges::find(lane_names, name);
  if (found == lane_names.end()) {
    refuse(code::unknown_name, fmt::format("{} is no lane: there are {}", name, fmt::join(lane_names, ", ")));
  }
  return static_cast<Lane>(found - lane_names.begin());
}

std::vector<Line> lines_between(Lane from, Lane to) {
  // Evidence is met by the customer: it stands on the customer's side of the line of interaction.
  const auto rank = [](Lane lane) { return std::max(static_cast<int>(lane), static_cast<int>(Lane::customer)) - 1; };
  std::vector<Line> lines;
  const auto [low, high] = std::minmax({rank(from), rank(to)});
  for (int line = low; line < high; ++line) lines.push_back(static_cast<Line>(line));
  return lines;
}

ServiceFlow::ServiceFlow(std::vector<Step> steps, std::vector<FlowNode> nodes, std::vector<FlowVersion> versions)
    : steps_(std::move(steps)), nodes_(std::move(nodes)), versions_(std::move(versions)) {
  check_steps(steps_);
  check_tree(nodes_, steps_);
  if (versions_.empty()) versions_.emplace_back();
  for (std::size_t i = 1; i < versions_.size(); ++i) {
    if (versions_[i].number <= versions_[i - 1].number) {
      refuse(code::out_of_domain, "the versions of a flow are not in ascending order");
    }
  }
}

Code ServiceFlow::find(std::string_view step) const noexcept {
  const auto found = std::ranges::find(steps_, step, &Step::name);
  return found == steps_.end() ? no_code : static_cast<Code>(found - steps_.begin());
}

Code ServiceFlow::at(std::string_view step) const {
  const Code code = find(step);
  if (code != no_code) return code;
  refuse(code::unknown_name, unknown_name_message(step, "a step of the flow",
                                                  {steps_.size(), [&](std::size_t i) { return steps_[i].name; }}));
}

ServiceFlow ServiceFlow::with_requirement(std::string_view step, Requirement requirement) const {
  requirement.validate();
  ServiceFlow flow = *this;
  flow.steps_[at(step)].requirements.push_back(std::move(requirement));
  return flow;
}

ServiceFlow ServiceFlow::without_requirements(std::string_view step) const {
  ServiceFlow flow = *this;
  flow.steps_[at(step)].requirements.clear();
  return flow;
}

bool ServiceFlow::may_follow(std::string_view first, std::string_view second) const {
  return adjacency(nodes_, at(first), at(second)).follows;
}

std::vector<Code> ServiceFlow::codes_of(const Ids& names) const {
  std::unordered_map<std::string_view, Code> declared;
  for (Code step = 0; step < steps_.size(); ++step) declared.emplace(steps_[step].name, step);
  std::vector<Code> codes(names.size(), no_code);
  for (Code name = 0; name < names.size(); ++name) {
    const auto found = declared.find(names.label(name));
    if (found != declared.end()) codes[name] = found->second;
  }
  return codes;
}

std::vector<bool> ServiceFlow::mandatory() const {
  std::vector<bool> result(steps_.size(), false);
  // A step must come if it does in one part of a sequence or of parallel parts, or in all of a choice.
  std::vector<std::vector<Code>> of_node(nodes_.size());
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    const FlowNode& node = nodes_[i];
    std::vector<Code>& musts = of_node[i];
    if (node.part == Part::step) musts.push_back(node.step);
    if (node.part == Part::optional) continue;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      std::vector<Code>& part = of_node[node.children[k]];
      if (node.part == Part::choice && k > 0) {
        std::vector<Code> both;
        std::ranges::set_intersection(musts, part, std::back_inserter(both));
        musts = std::move(both);
      } else if (node.part != Part::loop || k == 0) {
        if (musts.empty()) {
          musts = std::move(part);
        } else {
          musts.insert(musts.end(), part.begin(), part.end());
        }
      }
      std::vector<Code>().swap(part);
    }
    std::ranges::sort(musts);
    musts.erase(std::ranges::unique(musts).begin(), musts.end());
  }
  for (const Code step : of_node[0]) result[step] = true;
  return result;
}

ServiceFlow ServiceFlow::as_revision_of(const ServiceFlow& previous, FlowVersion version) const {
  ServiceFlow flow = *this;
  flow.versions_ = previous.versions_;
  version.number = previous.version().number + 1;
  flow.versions_.push_back(std::move(version));
  return flow;
}

std::string ServiceFlow::text() const {
  return text_of(*this, 0);
}

Frame ServiceFlow::frame() const {
  std::vector<std::string> names, lanes, channels, requirements;
  std::vector<bool> optional;
  const std::vector<bool> musts = mandatory();
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    names.push_back(step.name);
    lanes.emplace_back(name_of(step.lane));
    channels.push_back(step.channel);
    optional.push_back(!musts[i]);
    std::vector<std::string> texts;
    for (const Requirement& r : step.requirements) texts.push_back(r.text());
    requirements.push_back(fmt::format("{}", fmt::join(texts, "; ")));
  }
  return Frame({{"step", Column(names)},
                {"lane", Column(lanes)},
                {"channel", Column(channels)},
                {"optional", Column(std::move(optional))},
                {"requirements", Column(requirements)}});
}

Frame StepCoverage::frame() const {
  std::vector<std::string> steps, statuses;
  std::vector<std::int64_t> events, visits;
  const auto add = [&](const std::string& step, std::string_view status, const Seen& counts) {
    steps.push_back(step);
    statuses.emplace_back(status);
    events.push_back(static_cast<std::int64_t>(counts.events));
    visits.push_back(static_cast<std::int64_t>(counts.visits));
  };
  for (const Seen& s : seen) add(s.step, "seen", s);
  for (const std::string& s : unseen) add(s, "unseen", {});
  for (const Seen& s : unexpected) add(s.step, "unexpected", s);
  return Frame({{"step", Column(steps)},
                {"status", Column(statuses)},
                {"events", Column(std::move(events))},
                {"visits", Column(std::move(visits))}});
}

StepCoverage coverage(const ServiceFlow& flow, const EventLog& log) {
  const Ids& names = log.steps();
  std::vector<StepCoverage::Seen> counts(names.size());
  std::vector<std::size_t> last_case(names.size(), 0);
  for (std::size_t i = 0; i < log.case_count(); ++i) {
    for (const Code step : log.trace(i).steps) {
      ++counts[step].events;
      if (std::exchange(last_case[step], i + 1) != i + 1) ++counts[step].visits;
    }
  }
  StepCoverage result;
  std::vector<Code> of_step(flow.steps().size(), no_code);
  const std::vector<Code> declared = flow.codes_of(names);
  for (Code code = 0; code < names.size(); ++code) {
    if (counts[code].events == 0) continue;
    if (declared[code] != no_code) {
      of_step[declared[code]] = code;
    } else {
      result.unexpected.push_back({names.label(code), counts[code].events, counts[code].visits});
    }
  }
  for (std::size_t i = 0; i < of_step.size(); ++i) {
    const std::string& name = flow.steps()[i].name;
    if (of_step[i] == no_code) {
      result.unseen.push_back(name);
    } else {
      result.seen.push_back({name, counts[of_step[i]].events, counts[of_step[i]].visits});
    }
  }
  return result;
}

std::vector<StandardFinding> review_standards(const ServiceFlow& flow, Time as_of, Duration oldest) {
  std::vector<StandardFinding> findings;
  for (const Step& step : flow.steps()) {
    for (std::size_t i = 0; i < step.requirements.size(); ++i) {
      review(step, i, flow.version(), as_of, oldest, findings);
    }
    const bool is_met_by_customers = step.lane == Lane::customer || step.lane == Lane::frontstage;
    if (step.requirements.empty() && is_met_by_customers) {
      findings.push_back({step.name, "", "add", "customers meet this step, and nothing is required of it"});
    }
  }
  return findings;
}

Frame frame_of(const std::vector<StandardFinding>& findings) {
  std::vector<std::string> steps, requirements, rules, reasons;
  for (const StandardFinding& finding : findings) {
    steps.push_back(finding.step);
    requirements.push_back(finding.requirement);
    rules.push_back(finding.rule);
    reasons.push_back(finding.reason);
  }
  return Frame({{"step", Column(steps)},
                {"requirement", Column(requirements)},
                {"rule", Column(rules)},
                {"reason", Column(reasons)}});
}

}  // namespace fealty::flow
