#pragma once

#include <optional>
#include <vector>

#include "fealty/customers/book.hpp"
#include "fealty/customers/roles.hpp"

namespace fealty::customers {

/// The role that each row of the table of customers states.
std::vector<std::optional<Role>> stated_roles(const Book& book);

/// Whether a row states a role inside the business.
constexpr bool is_internal(const std::optional<Role>& role) noexcept {
  return role && side_of(*role) == Side::internal;
}

}  // namespace fealty::customers
