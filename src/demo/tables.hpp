#pragma once

#include <vector>

#include "fealty/demo/dealership.hpp"
#include "population.hpp"
#include "records.hpp"

namespace fealty::demo {

/// The tables of some clients' rows, without parameters.
Dealership tables_of(const World& world, const Records& records);

/// One after another, each column in one piece.
Dealership joined(const std::vector<Dealership>& parts);

}  // namespace fealty::demo
