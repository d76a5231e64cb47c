#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/beta_geo.hpp"
#include "fealty/loyalty/nbd.hpp"
#include "fealty/loyalty/pareto_nbd.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"

namespace fealty::loyalty {

/// What one customer may be like.
struct CustomerDraw {
  double rate = 0.0;      ///< of purchases while alive: lambda
  double dropout = 0.0;   ///< the rate of dying, mu, or the probability of dropping out after a purchase, p
  bool is_alive = false;  ///< at the end of observation
};

/// A customer drawn from the distribution of what a customer who is alive at the end of observation is like, given the
/// purchases: both rates are independent, and gamma or beta distributed.
template <int FirstOpportunity>
CustomerDraw draw_living_customer(const GeometricDropout<double, FirstOpportunity>& law, const PurchasePattern& p,
                                  RandomStream& random) {
  const double survived = law.b + (double{FirstOpportunity} + p.frequency);
  return {random.gamma(law.r + p.frequency, 1 / (law.alpha + p.observed)), random.beta(law.a, survived), true};
}

inline CustomerDraw draw_living_customer(const Nbd<double>& law, const PurchasePattern& p, RandomStream& random) {
  return {random.gamma(law.r + p.frequency, 1 / (law.alpha + p.observed)), 0.0, true};
}

inline CustomerDraw draw_living_customer(const ParetoNbd<double>& law, const PurchasePattern& p, RandomStream& random) {
  return {random.gamma(law.r + p.frequency, 1 / (law.alpha + p.observed)),
          random.gamma(law.s, 1 / (law.beta + p.observed)), true};
}

/// A customer drawn from the distribution of what a customer of a model is like, given the purchases.
///
/// While whether the customer is alive is not known, the distribution is a mixture; first the part is drawn, and then
/// both rates, which in each part are independent and gamma or beta distributed.
template <int FirstOpportunity>
CustomerDraw draw_customer(const GeometricDropout<double, FirstOpportunity>& law, const PurchasePattern& p,
                           RandomStream& random) {
  const double k = law.r + p.frequency, survived = law.b + (double{FirstOpportunity} + p.frequency);
  if (random.uniform() < logistic(-law.log_odds_dead(p))) return draw_living_customer(law, p, random);
  return {random.gamma(k, 1 / (law.alpha + p.recency)), random.beta(law.a + 1, survived - 1), false};
}

inline CustomerDraw draw_customer(const Nbd<double>& law, const PurchasePattern& p, RandomStream& random) {
  return draw_living_customer(law, p, random);
}

/// The time of death of a customer of the Pareto/NBD model who is dead at the end of observation; its density at u in
/// [t_x, T] is proportional to (alpha + u)^-k (beta + u)^-(s + 1), k = r + x.
///
/// Drawn from the factor that falls by more, by inversion, and accepted with the probability that the other gives.
inline double draw_time_of_death(const ParetoNbd<double>& law, const PurchasePattern& p, RandomStream& random) {
  struct Factor {
    double from, power;
    [[nodiscard]] double fall(double time) const { return power * std::log1p(time / from); }
  };
  Factor first{law.alpha + p.recency, law.r + p.frequency}, second{law.beta + p.recency, law.s + 1};
  const double span = p.observed - p.recency;
  if (first.fall(span) < second.fall(span)) std::swap(first, second);
  const double range = std::log1p(span / first.from), slope = first.power - 1;
  while (true) {
    const double share = random.uniform();
    const bool is_flat = std::abs(slope * range) < 1e-9;
    const double xi = is_flat ? share * range : -std::log1p(share * std::expm1(-slope * range)) / slope;
    const double time = std::min(span, first.from * std::expm1(xi));
    if (std::log(random.uniform()) < -second.fall(time)) return p.recency + time;
  }
}

inline CustomerDraw draw_customer(const ParetoNbd<double>& law, const PurchasePattern& p, RandomStream& random) {
  const double k = law.r + p.frequency;
  if (random.uniform() < logistic(-law.log_odds_dead(p))) return draw_living_customer(law, p, random);
  const double death = draw_time_of_death(law, p, random);
  return {random.gamma(k, 1 / (law.alpha + death)), random.gamma(law.s + 1, 1 / (law.beta + death)), false};
}

/// How many purchases a customer makes in the time `horizon` after the end of observation.
template <int FirstOpportunity>
std::uint64_t draw_purchases(const GeometricDropout<double, FirstOpportunity>& /*law*/, const CustomerDraw& customer,
                             double horizon, RandomStream& random) {
  if (!customer.is_alive) return 0;
  const std::uint64_t bought = random.poisson(customer.rate * horizon);
  const double survived = std::floor(std::log(random.uniform()) / std::log1p(-customer.dropout));  // purchases
  return survived < static_cast<double>(bought) ? static_cast<std::uint64_t>(survived) + 1 : bought;
}

inline std::uint64_t draw_purchases(const Nbd<double>& /*law*/, const CustomerDraw& customer, double horizon,
                                    RandomStream& random) {
  return random.poisson(customer.rate * horizon);
}

inline std::uint64_t draw_purchases(const ParetoNbd<double>& /*law*/, const CustomerDraw& customer, double horizon,
                                    RandomStream& random) {
  if (!customer.is_alive) return 0;
  const double life = -std::log(random.uniform()) / customer.dropout;
  return random.poisson(customer.rate * std::min(life, horizon));
}

}  // namespace fealty::loyalty
