#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <type_traits>
#include <vector>

#include "customer_figures.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"

namespace fealty::loyalty {

/// What the future of a living customer depends on: frequency and observed time, which many customers share.
class LivingCustomers {
 public:
  explicit LivingCustomers(std::span<const PurchasePattern> patterns) : kind_(patterns.size()) {
    std::vector<std::uint32_t> order(patterns.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto key = [&](std::uint32_t i) { return std::pair(patterns[i].frequency, patterns[i].observed); };
    std::ranges::sort(order, {}, key);
    for (const std::uint32_t i : order) {
      const PurchasePattern alike{patterns[i].frequency, 0.0, patterns[i].observed};
      if (kinds_.empty() || kinds_.back() != alike) kinds_.push_back(alike);
      kind_[i] = static_cast<std::uint32_t>(kinds_.size() - 1);
    }
  }

  /// Which of the kinds a customer is of.
  [[nodiscard]] std::size_t kind_of(std::size_t customer) const noexcept { return kind_[customer]; }

  /// `f(law, pattern)` for a pattern of each kind, whose recency has no meaning.
  template <class Law, class Function>
  [[nodiscard]] auto each(const Law& law, Function&& f) const {
    std::vector<std::decay_t<decltype(law.r)>> values(kinds_.size());
    for_blocks(
        kinds_.size(),
        [&](std::size_t begin, std::size_t end) {
          for (std::size_t i = begin; i < end; ++i) values[i] = f(law, kinds_[i]);
        },
        64, "predicting");
    return values;
  }

 private:
  std::vector<PurchasePattern> kinds_;
  std::vector<std::uint32_t> kind_;
};

/// log of a figure that is P(alive) times that of a living customer; minus infinity for one of 0.
template <class Law, class S>
S log_times_alive(const Law& law, const PurchasePattern& p, const S& while_alive) {
  using std::log;
  if (!(while_alive > 0.0)) return -std::numeric_limits<double>::infinity();
  return log(while_alive) - log1pexp(S(law.log_odds_dead(p)));
}

/// Figures of customers that are P(alive) times `while_alive(law, pattern)`, on the scale `to_scale(logarithm)`.
template <class Scale, template <class> class Law, class WhileAlive, class ToScale>
CustomerFigures figures_times_alive(const FittedLaw<Law>& model, std::span<const PurchasePattern> patterns,
                                    double level, WhileAlive&& while_alive, ToScale&& to_scale) {
  const LivingCustomers living(patterns);
  const auto of_double = level == 0 ? living.each(model.parameters(), while_alive) : std::vector<double>{};
  using Gradients = decltype(living.each(with_gradients(model), while_alive));
  const auto of_gradient = level == 0 ? Gradients{} : living.each(with_gradients(model), while_alive);
  return customer_figures<Scale>(model, patterns.size(), level, [&](const auto& law, std::size_t i) {
    if constexpr (std::is_same_v<std::decay_t<decltype(law.r)>, double>) {
      return to_scale(log_times_alive(law, patterns[i], of_double[living.kind_of(i)]));
    } else {
      return to_scale(log_times_alive(law, patterns[i], of_gradient[living.kind_of(i)]));
    }
  });
}

}  // namespace fealty::loyalty
