#include "fealty/flow/deviation.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace fealty::flow {
namespace {

constexpr std::array<std::string_view, deviation_kinds> kind_names = {"skipped", "repeated", "out of order", "excluded",
                                                                      "unknown"};

/// Where a step is missing, and where it is too much.
struct Places {
  std::vector<std::uint32_t> missing;
  std::vector<std::uint32_t> surplus;
};

}  // namespace

std::string_view name_of(DeviationKind kind) noexcept {
  return kind_names[static_cast<std::size_t>(kind)];
}

std::vector<Deviation> deviations(const Alignment& alignment) {
  std::vector<Deviation> found;
  std::map<Code, Places> places;
  std::set<Code> happened;
  for (const Move& move : alignment.moves) {
    if (move.kind == Move::Kind::both) {
      happened.insert(move.step);
    } else if (move.kind == Move::Kind::model) {
      places[move.step].missing.push_back(move.position);
    } else if (move.step == no_code) {
      found.push_back({DeviationKind::unknown, no_code, move.position, move.position});
    } else {
      places[move.step].surplus.push_back(move.position);
    }
  }
  for (const auto& [step, at] : places) {
    const std::size_t paired = std::min(at.missing.size(), at.surplus.size());
    for (std::size_t i = 0; i < paired; ++i) {
      found.push_back({DeviationKind::out_of_order, step, at.surplus[i], at.missing[i]});
    }
    for (std::size_t i = paired; i < at.missing.size(); ++i) {
      found.push_back({DeviationKind::skipped, step, at.missing[i], at.missing[i]});
    }
    const bool elsewhere = paired > 0 || happened.contains(step);
    for (std::size_t i = paired; i < at.surplus.size(); ++i) {
      found.push_back(
          {elsewhere ? DeviationKind::repeated : DeviationKind::excluded, step, at.surplus[i], at.surplus[i]});
    }
  }
  std::ranges::sort(found, {}, [](const Deviation& d) { return std::tuple(d.position, d.kind, d.step); });
  return found;
}

}  // namespace fealty::flow
