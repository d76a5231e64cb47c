#pragma once

#include <cstdint>

#include "fealty/core/columns.hpp"
#include "fealty/gaps/expectation_model.hpp"

namespace fealty::gaps {

/// What is simulated.
struct SimulationOptions {
  std::uint32_t customers = 1000;
  std::uint32_t visits = 10;  ///< of each customer
  double missing = 0.0;       ///< probability that a question is not answered, from 0 to 1
  std::uint64_t seed = 1;
};

/// Ratings of customers from the population: customer_id, at (each visit 30 days after the one before), expectation
/// (what is predicted), should, experience.
///
/// The numbers of a customer do not depend on how many customers there are, nor on threads. Throws ParameterError for
/// parameters that are not finite or outside their range, or a probability outside of it.
Frame simulate_ratings(const ExpectationParameters<>& parameters, const SimulationOptions& options = {});

}  // namespace fealty::gaps
