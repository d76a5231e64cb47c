#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "fealty/core/random.hpp"
#include "fealty/loyalty/offspring_law.hpp"

namespace fealty::reference {

/// Word of mouth, person by person: everyone who hears it tells a drawn number of people, those any of the market.
struct ToldOne {
  std::size_t tellings = 0;
  std::size_t distinct = 0;
};

inline std::uint64_t told_by_one(const loyalty::OffspringLaw& law, RandomStream& random) {
  const double m = law.mean.value;
  switch (law.kind) {
    case loyalty::OffspringKind::fixed:
      return static_cast<std::uint64_t>(m);
    case loyalty::OffspringKind::binomial: {
      std::uint64_t told = 0;
      for (int i = 0; i < static_cast<int>(law.shape); ++i) told += random.uniform() < m / law.shape ? 1 : 0;
      return told;
    }
    case loyalty::OffspringKind::negative_binomial:
      return random.poisson(m == 0 ? 0.0 : random.gamma(law.shape, m / law.shape));
    default:
      return random.poisson(m);
  }
}

/// Whoever hears it passes it on each time, or, if `once`, the first time alone.
inline ToldOne word_of_mouth(const std::vector<loyalty::OffspringLaw>& laws, std::size_t market, bool once,
                             RandomStream& random) {
  std::vector<bool> has_heard(market, false);
  ToldOne made;
  std::size_t tellers = 1;
  for (const loyalty::OffspringLaw& law : laws) {
    std::size_t next = 0;
    for (std::size_t person = 0; person < tellers; ++person) {
      const std::uint64_t told = told_by_one(law, random);
      for (std::uint64_t i = 0; i < told; ++i) {
        ++made.tellings;
        const auto who = static_cast<std::size_t>(random.below(market));
        const bool is_new = !has_heard[who];
        has_heard[who] = true;
        made.distinct += is_new ? 1 : 0;
        next += is_new || !once ? 1 : 0;
      }
    }
    tellers = next;
  }
  return made;
}

/// The distribution of the total, generation by generation, from the joint one of all told so far and the last ones;
/// for at most `longest` people.
inline std::vector<double> total_distribution(const std::vector<std::vector<double>>& offspring, std::size_t longest) {
  std::vector<std::vector<double>> joint(longest + 1, std::vector<double>(longest + 1, 0.0));  // [all][last]
  joint[0][1 <= longest ? 1 : 0] = 1.0;
  for (const std::vector<double>& law : offspring) {
    std::vector<std::vector<double>> powers{{1.0}};  // the law of the sum over 0, 1, ... tellers
    for (std::size_t n = 1; n <= longest; ++n) {
      std::vector<double> sum(longest + 1, 0.0);
      for (std::size_t i = 0; i < powers.back().size(); ++i)
        for (std::size_t k = 0; k < law.size() && i + k <= longest; ++k) sum[i + k] += powers.back()[i] * law[k];
      powers.push_back(sum);
    }
    std::vector<std::vector<double>> next(longest + 1, std::vector<double>(longest + 1, 0.0));
    for (std::size_t all = 0; all <= longest; ++all)
      for (std::size_t last = 0; last <= longest; ++last)
        for (std::size_t k = 0; k < powers[last].size() && all + k <= longest; ++k)
          next[all + k][k] += joint[all][last] * powers[last][k];
    joint = next;
  }
  std::vector<double> total(longest + 1, 0.0);
  for (std::size_t all = 0; all <= longest; ++all)
    for (const double p : joint[all]) total[all] += p;
  return total;
}

}  // namespace fealty::reference
