#pragma once

#include <span>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::customers {

/// Groups rows by code and orders each group by time; without times by row.
RowIndex make_index(std::size_t groups, std::span<const Code> codes, const Values<Time>& times);

}  // namespace fealty::customers
