#include "fealty/loyalty/customer_likelihood.hpp"

#include <cmath>

#include "customer_figures.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"

namespace fealty::loyalty {

template <template <class> class Law>
std::vector<double> customer_log_likelihoods(const FittedLaw<Law>& model, const PurchaseSummary& summary) {
  const auto patterns = summary.patterns();
  const CountedPatterns distinct = summary.counted();
  const auto frequencies = distinct.frequencies();
  const Law<double>& law = model.parameters();
  const auto terms = law.count_terms(frequencies);
  std::vector<double> likelihoods(patterns.size());
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const auto place = std::ranges::lower_bound(frequencies, patterns[i].frequency) - frequencies.begin();
          likelihoods[i] = law.log_likelihood(patterns[i], terms[static_cast<std::size_t>(place)]);
        }
      },
      customer_block, "comparing");
  return likelihoods;
}

std::vector<double> log_densities_of_times(const PurchaseSummary& summary) {
  std::vector<double> densities;
  densities.reserve(summary.size());
  for (const PurchasePattern& p : summary.patterns()) {
    densities.push_back(p.frequency == 0 ? 0.0 : log_gamma(p.frequency + 1.0) - p.frequency * std::log(p.observed));
  }
  return densities;
}

template std::vector<double> customer_log_likelihoods<BetaGeo>(const FittedLaw<BetaGeo>&, const PurchaseSummary&);
template std::vector<double> customer_log_likelihoods<ModifiedBetaGeo>(const FittedLaw<ModifiedBetaGeo>&,
                                                                       const PurchaseSummary&);
template std::vector<double> customer_log_likelihoods<ParetoNbd>(const FittedLaw<ParetoNbd>&, const PurchaseSummary&);
template std::vector<double> customer_log_likelihoods<Nbd>(const FittedLaw<Nbd>&, const PurchaseSummary&);

}  // namespace fealty::loyalty
