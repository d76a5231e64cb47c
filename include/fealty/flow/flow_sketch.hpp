#pragma once

#include <cstddef>

#include "fealty/flow/service_flow.hpp"
#include "fealty/flow/variants.hpp"

namespace fealty::flow {

/// How a flow is sketched from a log.
struct SketchOptions {
  double keep = 0.95;            ///< share of the cases whose variants are drawn
  double both_orders = 0.2;      ///< share of the rarer order from which on two neighbors are parallel
  double returns = 0.05;         ///< share of the kept cases that must go back from one place to another for a loop
  std::size_t most_steps = 200;  ///< steps drawn; the rarer ones are left out
};

/// A first drawing of a flow from the main paths of a log, to be edited by hand.
///
/// A plain rule, not a discovery algorithm. (1) The most frequent variants that together cover `keep` of the cases are
/// kept. (2) Their steps are put in the order of the number of others that come before them, each counted by its share
/// of the cases that have both; ties by name; then single steps are moved as long as fewer pairs of a case stand out of
/// order (a local search for the ranking of Kemeny 1959). (3) From the first to the last, a step joins the one before
/// it in a choice if no kept case has both of them; in a parallel part (of at most six) if of the kept cases that have
/// both, the rarer order makes up `both_orders` or more. (4) Where `returns` of the kept cases come to a step again, a
/// loop is put around all from it to the step right before its return; overlapping loops become one. (5) What a kept
/// case, or a round of a loop, does without is optional. A log without cases gives a
/// flow without steps. Throws ParameterError unless 0 < keep <= 1, 0 < both_orders <= 0.5 and 0 <= returns <= 1.
ServiceFlow sketch(const Variants& variants, SketchOptions options = {});

}  // namespace fealty::flow
