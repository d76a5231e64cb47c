#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "fealty/flow/service_flow.hpp"

namespace fealty::flow::testing {

/// A part of a flow as tests write it down.
struct Sketched {
  Part part = Part::step;
  std::string name;
  std::vector<Sketched> children;
};

inline Sketched step(std::string name) {
  return {Part::step, std::move(name), {}};
}
inline Sketched sequence(std::vector<Sketched> parts) {
  return {Part::sequence, "", std::move(parts)};
}
inline Sketched choice(std::vector<Sketched> parts) {
  return {Part::choice, "", std::move(parts)};
}
inline Sketched parallel(std::vector<Sketched> parts) {
  return {Part::parallel, "", std::move(parts)};
}
inline Sketched loop(std::vector<Sketched> parts) {
  return {Part::loop, "", std::move(parts)};
}
inline Sketched optional(Sketched part) {
  return {Part::optional, "", {std::move(part)}};
}

/// The flow of a part; its steps are named in the order in which they are mentioned, with what `declared` says of them.
inline ServiceFlow flow_of(const Sketched& root, const std::vector<Step>& declared = {}) {
  std::vector<Step> steps;
  std::vector<FlowNode> nodes;
  const auto code_of = [&](const std::string& name) {
    auto found = std::ranges::find(steps, name, &Step::name);
    if (found == steps.end()) {
      const auto known = std::ranges::find(declared, name, &Step::name);
      steps.push_back(known == declared.end() ? Step{.name = name} : *known);
      found = steps.end() - 1;
    }
    return static_cast<Code>(found - steps.begin());
  };
  const auto add = [&](const auto& self, const Sketched& part) -> std::uint32_t {
    const auto place = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back({part.part, part.part == Part::step ? code_of(part.name) : no_code, {}});
    for (const Sketched& child : part.children) {
      const std::uint32_t at = self(self, child);
      nodes[place].children.push_back(at);
    }
    return place;
  };
  add(add, root);
  return ServiceFlow(std::move(steps), std::move(nodes));
}

/// A visit as codes of steps; a name that the flow does not have is no_code.
inline std::vector<Code> visit_of(const ServiceFlow& flow, std::initializer_list<const char*> names) {
  std::vector<Code> visit;
  for (const char* name : names) visit.push_back(flow.find(name));
  return visit;
}

/// A random part with about so many steps, named by letters of which some come again.
inline Sketched random_part(std::mt19937_64& engine, int size, int letters = 4) {
  if (size <= 1) {
    const Sketched one = step(std::string(1, static_cast<char>('a' + engine() % static_cast<unsigned>(letters))));
    return engine() % 4 == 0 ? optional(one) : one;
  }
  const auto kind = engine() % 6;
  const int left = 1 + static_cast<int>(engine() % static_cast<unsigned>(size - 1));
  std::vector<Sketched> parts{random_part(engine, left, letters), random_part(engine, size - left, letters)};
  if (kind == 0) return choice(std::move(parts));
  if (kind == 1) return parallel(std::move(parts));
  if (kind == 2) return loop(engine() % 2 == 0 ? std::vector<Sketched>{parts[0]} : std::move(parts));
  if (kind == 3) return optional(sequence(std::move(parts)));
  return sequence(std::move(parts));
}

inline std::vector<Code> random_visit(std::mt19937_64& engine, const ServiceFlow& flow, std::size_t longest) {
  std::vector<Code> visit(engine() % (longest + 1));
  for (Code& event : visit) {
    const auto draw = engine() % (flow.steps().size() + 1);
    event = draw == flow.steps().size() ? no_code : static_cast<Code>(draw);
  }
  return visit;
}

}  // namespace fealty::flow::testing
