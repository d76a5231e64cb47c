#pragma once

#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/word_of_mouth.hpp"

namespace fealty::loyalty {

/// What a customer's word is worth beside the customer's own purchases.
struct ReferralValue {
  Estimate customers;  ///< new customers who come of one customer's word
  Estimate value;      ///< of these customers
  Estimate chain;      ///< value if each of them brings as many, and so on; infinite where each brings one or more
};

/// The reach of a customer's word times the share of those who hear it that become customers times the value of one,
/// who comes without a cost of acquisition.
///
/// The chain is the value of all generations of customers, r / (1 - r) customers with r from each. For bad word of
/// mouth the share is of customers lost and the value is what each was worth. Errors of the inputs are independent.
/// Throws ParameterError unless the share is from 0 to 1 and the value finite.
ReferralValue referral_value(const WordOfMouth& word, const Estimate& conversion, const Estimate& customer_value,
                             double level = 0.95);

/// The mean cost of winning a customer if a share of the new ones comes by referral, without cost: it falls as
/// referrals rise. Throws ParameterError unless the cost is not negative and the share from 0 to 1.
Estimate blended_acquisition_cost(const Estimate& acquisition_cost, const Estimate& referred_share,
                                  double level = 0.95);

}  // namespace fealty::loyalty
