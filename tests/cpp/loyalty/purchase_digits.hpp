#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "cpp/loyalty/many_digits.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"

namespace fealty::loyalty {

/// The log-likelihood of one customer.
template <class Law>
double log_likelihood_of(const Law& law, const PurchasePattern& pattern) {
  return law.log_likelihood(pattern, law.count_terms(std::span(&pattern.frequency, 1)).front());
}

/// Fails unless a law of repeat buying has the digits of all of its cases.
template <class Law>
void expect_many_digits_of_purchases(std::string_view model) {
  expect_many_digits(model, [](const ManyDigits& one) {
    return log_likelihood_of(one.law<Law>(), {static_cast<std::uint32_t>(one.x), one.t_x, one.t});
  });
}

}  // namespace fealty::loyalty
