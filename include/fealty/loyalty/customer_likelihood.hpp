#pragma once

#include <vector>

#include "fealty/loyalty/purchase_model.hpp"

namespace fealty::loyalty {

/// The log-likelihood of each customer of a summary under a model, in the order of the customers: the terms of which
/// PurchaseModel::log_likelihood is the sum, as tests of models that are not nested need them.
template <template <class> class Law>
std::vector<double> customer_log_likelihoods(const FittedLaw<Law>& model, const PurchaseSummary& summary);

/// How many likelihoods there are of the times of one customer for one of the number of purchases: log(x! / T^x) of
/// each customer, in their order.
///
/// The likelihoods of BG/NBD, MBG/NBD and Pareto/NBD are densities of the times of purchases, that of NBD is the
/// probability of their number. Given their number, purchases of a customer who never leaves lie anywhere in the time
/// observed with equal density x! / T^x; times this, the likelihood of NBD is a density of times as well, and can be
/// compared. (The times of a density of all purchases, in whatever unit, are those of the summary.)
std::vector<double> log_densities_of_times(const PurchaseSummary& summary);

// Each is compiled in one source.
extern template std::vector<double> customer_log_likelihoods<BetaGeo>(const FittedLaw<BetaGeo>&,
                                                                      const PurchaseSummary&);
extern template std::vector<double> customer_log_likelihoods<ModifiedBetaGeo>(const FittedLaw<ModifiedBetaGeo>&,
                                                                              const PurchaseSummary&);
extern template std::vector<double> customer_log_likelihoods<ParetoNbd>(const FittedLaw<ParetoNbd>&,
                                                                        const PurchaseSummary&);
extern template std::vector<double> customer_log_likelihoods<Nbd>(const FittedLaw<Nbd>&, const PurchaseSummary&);

}  // namespace fealty::loyalty
