#include "ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace fealty {

std::vector<std::size_t> order_by_size(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto size_of = [&](std::size_t i) {
    return std::isnan(values[i]) ? -std::numeric_limits<double>::infinity() : values[i];
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return size_of(a) > size_of(b); });
  return order;
}

void RankCounts::add(std::span<const double> values) {
  std::size_t rank = 0;
  for (const std::size_t thing : order_by_size(values)) {
    if (!std::isnan(values[thing])) ++counts_[thing * things_ + rank++];
  }
}

std::vector<double> RankCounts::probabilities(std::size_t thing) const {
  const auto own = std::span(counts_).subspan(thing * things_, things_);
  const auto all = static_cast<double>(std::accumulate(own.begin(), own.end(), std::uint64_t{0}));
  std::vector<double> shares;
  for (const std::uint32_t count : own) {
    shares.push_back(all > 0 ? static_cast<double>(count) / all : std::numeric_limits<double>::quiet_NaN());
  }
  return shares;
}

Frame rank_frame(std::string kind, const std::vector<std::pair<std::string, std::vector<double>>>& things) {
  std::vector<std::string> names;
  std::vector<std::int64_t> ranks;
  std::vector<double> probabilities;
  for (const auto& [name, chances] : things) {
    for (std::size_t rank = 0; rank < chances.size(); ++rank) {
      names.push_back(name);
      ranks.push_back(static_cast<std::int64_t>(rank) + 1);
      probabilities.push_back(chances[rank]);
    }
  }
  return Frame({{std::move(kind), names}, {"rank", std::move(ranks)}, {"probability", std::move(probabilities)}});
}

}  // namespace fealty
