#pragma once

#include "fealty/core/random.hpp"
#include "records.hpp"

namespace fealty::demo {

/// Makes a share of the rows bad records: a second copy, a missing id, an id spelled "NA", an end before the start, a
/// negative amount.
void add_problems(Records& records, double share, RandomStream random);

}  // namespace fealty::demo
