#include "lever_mix.hpp"

#include <algorithm>
#include <utility>

#include "fealty/core/domain.hpp"
#include "fealty/gaps/need_strategy.hpp"

namespace fealty::gaps {
namespace {

constexpr std::size_t most_mixes = 16'384;

bool betters(const LeverMix& a, const LeverMix& b) {
  return a.cost <= b.cost && a.raise >= b.raise && a.guide >= b.guide && a.atmosphere >= b.atmosphere &&
         a.adapt == b.adapt;
}

/// In ascending order of cost, only a mix before it can better another.
std::vector<LeverMix> unbettered(std::vector<LeverMix> mixes, const std::string& item) {
  std::ranges::stable_sort(mixes, {}, &LeverMix::cost);
  std::vector<LeverMix> kept;
  for (std::size_t i = 0; i < mixes.size(); ++i) {
    if (std::ranges::any_of(kept, [&](const LeverMix& one) { return betters(one, mixes[i]); })) continue;
    // Of those that cost the same, a later one may be the better.
    bool is_bettered = false;
    for (std::size_t j = i + 1; j < mixes.size() && mixes[j].cost == mixes[i].cost && !is_bettered; ++j)
      is_bettered = betters(mixes[j], mixes[i]) && !betters(mixes[i], mixes[j]);
    if (is_bettered) continue;
    kept.push_back(std::move(mixes[i]));
    require(kept.size() <= most_mixes, "the number of useful mixes of the levers of item " + item,
            static_cast<double>(kept.size()), "must not be more than 16384: give these levers fewer levels or steps");
  }
  return kept;
}

}  // namespace

ItemStanding LeverMix::applied(ItemStanding standing, double scale_top) const noexcept {
  standing = gaps::raise_experience(standing, raise, scale_top);
  standing = gaps::guide(standing, guide);
  standing = gaps::adapt(standing, adapt);
  return build_atmosphere(standing, atmosphere);
}

void add_level(LeverMix& mix, LeverKind kind, const LeverLevel& level, std::uint16_t position,
               const LeverReach& reach) noexcept {
  mix.cost += level.cost;
  mix.levels.push_back(position);
  switch (kind) {
    case LeverKind::raise_experience:
      mix.raise = std::min(mix.raise + level.effect, reach.raise);
      break;
    case LeverKind::guide:
      mix.guide = std::min(mix.guide + level.effect, reach.guide);
      break;
    case LeverKind::adapt:
      mix.adapt = std::min(mix.adapt + level.effect, reach.adapt);
      break;
    case LeverKind::atmosphere:
      mix.atmosphere += level.effect;
      break;
  }
}

std::vector<LeverMix> lever_mixes(std::span<const Lever* const> levers, std::span<const std::vector<LeverLevel>> levels,
                                  const LeverReach& reach) {
  std::vector<LeverMix> mixes(1);
  for (std::size_t i = 0; i < levers.size(); ++i) {
    std::vector<LeverMix> wider;
    wider.reserve(mixes.size() * levels[i].size());
    for (const LeverMix& mix : mixes) {
      for (std::size_t k = 0; k < levels[i].size(); ++k) {
        wider.push_back(mix);
        add_level(wider.back(), levers[i]->kind, levels[i][k], static_cast<std::uint16_t>(k), reach);
      }
    }
    mixes = unbettered(std::move(wider), levers[i]->item);
  }
  return mixes;
}

}  // namespace fealty::gaps
