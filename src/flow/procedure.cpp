#include "fealty/flow/procedure.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::flow {
namespace {

constexpr std::array<CatalogueEntry, 8> complaint_handling = {{
    {"listen", "let the customer speak, and calm the mood first", "倾听"},
    {"record", "write down what happened, when and to whom", "记录"},
    {"apologize", "say sorry for the trouble, whoever is at fault", "致歉"},
    {"investigate", "find out what went wrong and why", "调查"},
    {"propose", "offer a solution, and agree on it with the customer", "提出方案"},
    {"resolve", "carry out what was agreed", "解决"},
    {"follow up", "ask the customer whether it is settled", "回访"},
    {"review", "learn from the case, and file it", "总结"},
}};

constexpr std::array<Procedure, 1> catalogue = {{
    {"complaint_handling", "Handling a complaint", "投诉处理",
     "textbook chapter on customer satisfaction and loyalty: eight steps from listening to review", complaint_handling},
}};

}  // namespace

std::span<const Procedure> procedures() noexcept {
  return catalogue;
}

const Procedure& procedure_named(std::string_view name) {
  const auto* found = std::ranges::find(catalogue, name, &Procedure::name);
  if (found != catalogue.end()) return *found;
  const auto name_at = [](std::size_t i) { return std::string(catalogue[i].name); };
  throw ParameterError(code::unknown_name, unknown_name_message(name, "a procedure", {catalogue.size(), name_at}));
}

ServiceFlow flow_of(const Procedure& procedure, Language language) {
  std::vector<Step> steps;
  std::vector<FlowNode> nodes(1);
  for (const CatalogueEntry& entry : procedure.steps) {
    nodes.front().children.push_back(static_cast<std::uint32_t>(nodes.size()));
    nodes.push_back({Part::step, static_cast<Code>(steps.size()), {}});
    steps.push_back({.name = std::string(language == Language::english ? entry.name : entry.chinese)});
  }
  return ServiceFlow(std::move(steps), std::move(nodes));
}

Frame frame_of(const Procedure& procedure) {
  std::vector<std::string> names, meanings, chinese;
  for (const CatalogueEntry& entry : procedure.steps) {
    names.emplace_back(entry.name);
    meanings.emplace_back(entry.meaning);
    chinese.emplace_back(entry.chinese);
  }
  return Frame({{"step", Column(names)}, {"meaning", Column(meanings)}, {"chinese", Column(chinese)}});
}

}  // namespace fealty::flow
