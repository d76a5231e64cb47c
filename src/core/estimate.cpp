#include "fealty/core/estimate.hpp"

#include <fmt/format.h>

namespace fealty {

std::string to_string(const Estimate& estimate) {
  return fmt::format("{:.4g} [{:.4g}, {:.4g}]", estimate.value, estimate.lower, estimate.upper);
}

}  // namespace fealty
