#pragma once

/// All of fealty. Every header can also be included by itself.

#include "fealty/core/columns.hpp"         // IWYU pragma: export
#include "fealty/core/error.hpp"           // IWYU pragma: export
#include "fealty/core/estimate.hpp"        // IWYU pragma: export
#include "fealty/core/exact_sum.hpp"       // IWYU pragma: export
#include "fealty/core/ids.hpp"             // IWYU pragma: export
#include "fealty/core/intake.hpp"          // IWYU pragma: export
#include "fealty/core/interval.hpp"        // IWYU pragma: export
#include "fealty/core/parallel.hpp"        // IWYU pragma: export
#include "fealty/core/progress.hpp"        // IWYU pragma: export
#include "fealty/core/time.hpp"            // IWYU pragma: export
#include "fealty/core/time_zone.hpp"       // IWYU pragma: export
#include "fealty/customers/book.hpp"       // IWYU pragma: export
#include "fealty/customers/features.hpp"   // IWYU pragma: export
#include "fealty/customers/lifecycle.hpp"  // IWYU pragma: export
#include "fealty/customers/rfm.hpp"        // IWYU pragma: export
#include "fealty/customers/roles.hpp"      // IWYU pragma: export
#include "fealty/version.hpp"              // IWYU pragma: export
