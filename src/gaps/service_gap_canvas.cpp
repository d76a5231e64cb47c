#include "fealty/gaps/service_gap_canvas.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"

namespace fealty::gaps {
namespace {

using Texts = std::vector<std::string>;

bool has(const Texts& texts, std::string_view text) {
  return std::ranges::find(texts, text) != texts.end();
}

void require_names(const Texts& names, std::string_view where) {
  std::set<std::string_view> seen;
  for (const std::string& name : names) {
    if (name.find_first_not_of(" \t\r\n") == std::string::npos)
      throw ParameterError(code::out_of_domain, fmt::format("{}: a name is empty", where));
    if (!seen.insert(name).second)
      throw ParameterError(code::out_of_domain, fmt::format("{}: \"{}\" stands twice", where, name));
  }
}

/// The names of those, by `name_of`, whose needs contain one.
template <class Those, class NameOf>
std::string serving(const Those& those, std::string_view need, NameOf name_of) {
  std::string names;
  for (const auto& one : those) {
    if (!has(one.needs, need)) continue;
    if (!names.empty()) names += "; ";
    names += one.*name_of;
  }
  return names;
}

template <class Those, class NameOf>
void require_lists(const Those& those, std::string_view slot, NameOf name_of) {
  Texts names;
  for (const auto& one : those) {
    names.push_back(one.*name_of);
    require_names(one.needs, fmt::format("{}, the needs of \"{}\"", slot, one.*name_of));
  }
  require_names(names, slot);
}

}  // namespace

void ServiceGapCanvas::validate() const {
  require_names(them, "them");
  require_names(us, "us");
  require_lists(strategies, "strategies", &BridgingStrategy::strategy);
  require_lists(competitors, "competitors", &CanvasCompetitor::name);
}

double ServiceGapCanvas::completeness() const noexcept {
  const std::array filled{!us.empty(), !them.empty(), !strategies.empty(), !competitors.empty()};
  return static_cast<double>(std::ranges::count(filled, true)) / static_cast<double>(filled.size());
}

Texts ServiceGapCanvas::empty_slots() const {
  Texts empty;
  if (us.empty()) empty.emplace_back("us");
  if (them.empty()) empty.emplace_back("them");
  if (strategies.empty()) empty.emplace_back("strategies");
  if (competitors.empty()) empty.emplace_back("competitors");
  return empty;
}

Texts ServiceGapCanvas::unmatched() const {
  Texts needs;
  for (const std::string& need : them) {
    const bool bridged =
        std::ranges::any_of(strategies, [&](const BridgingStrategy& one) { return has(one.needs, need); });
    if (!has(us, need) && !bridged) needs.push_back(need);
  }
  return needs;
}

Texts ServiceGapCanvas::lost_to_competitors() const {
  Texts needs = unmatched();
  std::erase_if(needs, [&](const std::string& need) {
    return std::ranges::none_of(competitors, [&](const CanvasCompetitor& one) { return has(one.needs, need); });
  });
  return needs;
}

Texts ServiceGapCanvas::unasked() const {
  Texts offers;
  const auto add = [&](const Texts& needs) {
    for (const std::string& need : needs) {
      if (!has(them, need) && !has(offers, need)) offers.push_back(need);
    }
  };
  add(us);
  for (const BridgingStrategy& one : strategies) add(one.needs);
  return offers;
}

Frame ServiceGapCanvas::frame() const {
  const Texts open = unmatched();
  Texts bridged, rivals;
  std::vector<bool> served, matched;
  for (const std::string& need : them) {
    served.push_back(has(us, need));
    bridged.push_back(serving(strategies, need, &BridgingStrategy::strategy));
    rivals.push_back(serving(competitors, need, &CanvasCompetitor::name));
    matched.push_back(!has(open, need));
  }
  return Frame({{"need", them},
                {"served", std::move(served)},
                {"strategies", bridged},
                {"competitors", rivals},
                {"matched", std::move(matched)}});
}

}  // namespace fealty::gaps
