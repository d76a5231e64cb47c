#pragma once

#include <cstddef>
#include <cstdint>

#include "fealty/loyalty/beta_discrete_weibull.hpp"
#include "fealty/loyalty/contract_summary.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/shifted_beta_geo.hpp"

namespace fealty::loyalty {

/// A model of contractual retention: its law, ShiftedBetaGeo or BetaDiscreteWeibull, with fitted parameters.
template <template <class> class Law>
class ContractModel : public FittedLaw<Law> {
 public:
  using FittedLaw<Law>::FittedLaw;

  /// Estimates the parameters by maximum likelihood. Throws FitError if there are no customers, or no contract has come
  /// to a renewal.
  static ContractModel fit(const ContractSummary& summary, const FitOptions& options = {});

  /// The log-likelihood of the customers of a summary.
  [[nodiscard]] double log_likelihood(const ContractSummary& summary) const;

  /// The probability of being there after each of 0, 1, ..., `renewals` renewals. A level of 0 asks for no intervals,
  /// which are normal on the scale of the logarithm, and at most 1.
  [[nodiscard]] CustomerFigures survival(std::uint32_t renewals, double level = 0.0) const;

  /// The share of those who came to each of the renewals 1, ..., `renewals` that stay. Intervals are normal on the
  /// scale of the logit.
  [[nodiscard]] CustomerFigures retention(std::uint32_t renewals, double level = 0.0) const;

  /// Contracts drawn from the model and observed for so many renewals.
  [[nodiscard]] ContractSummary simulate(std::size_t customers, std::uint32_t renewals, std::uint64_t seed = 1) const;
};

using ShiftedBetaGeoModel = ContractModel<ShiftedBetaGeo>;
using BetaDiscreteWeibullModel = ContractModel<BetaDiscreteWeibull>;

// Each is compiled in a source of its own.
extern template class ContractModel<ShiftedBetaGeo>;
extern template class ContractModel<BetaDiscreteWeibull>;

}  // namespace fealty::loyalty
