#pragma once

#include <cstdint>

#include "fealty/complaints/head_targets.hpp"

namespace fealty::complaints {

/// C of a loss if none is given, of a head with so many outputs: chosen by cross-validation on the training splits of
/// public sets of complaints in English and Chinese. The squared hinge sees a class against all others, so that its C
/// grows with their number.
double default_cost(Loss loss, std::uint32_t outputs) noexcept;

}  // namespace fealty::complaints
