#pragma once

#include <string>
#include <string_view>

#include "fealty/core/columns.hpp"

namespace fealty::complaints {

/// The share of a market's unhappy customers who leave: "AU" 5 %, "US" 20 %.
///
/// Source: a lecture on customer-service management, which names no study; take it as an assumption to be replaced by
/// one's own figure. "CN" it leaves open: then, and for a market it does not name, throws ParameterError (of the codes
/// missing_parameter and unknown_name); no share is guessed.
double unhappy_leavers(std::string_view market);

/// One row per market: market, name, share (missing where it is not known), source.
Frame unhappy_leavers();

}  // namespace fealty::complaints
