#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/customers/roles.hpp"

namespace fealty::customers {

/// The parties of one role: how many there are, and how much service they receive and give.
struct PartyGroup {
  std::string role;  ///< the name of a role; "(unstated)"; "(several)" for parties listed with different roles
  std::string side;  ///< "external" or "internal"; "(unstated)"; "(several)" for roles of both sides
  std::int64_t parties = 0;
  std::int64_t receivers = 0;         ///< parties that a touch happened to
  std::int64_t givers = 0;            ///< parties that served in a touch
  std::int64_t receivers_givers = 0;  ///< parties that do both
  std::int64_t touches_received = 0;
  std::int64_t touches_given = 0;
};

/// A party that is listed with different roles.
struct RoleConflict {
  std::string party;
  std::vector<Role> roles;
};

/// Who gives and who receives service: internal customers (staff, managers) do both.
struct Parties {
  std::vector<PartyGroup> groups;       ///< in the order of roles, then the unstated and those of several
  std::vector<RoleConflict> conflicts;  ///< in the order of ids
  std::int64_t parties = 0;             ///< of all groups

  /// One row per group of parties: role, side, parties, receivers, givers, receivers_givers, touches_received,
  /// touches_given.
  [[nodiscard]] Frame frame() const;

  /// One row per party that is listed with different roles: party, roles (as a text).
  [[nodiscard]] Frame conflicts_frame() const;
};

/// Counts the parties of a book by role.
///
/// Parties are all customers of all tables and all who serve (staff_id of the touches); the same id is the same party,
/// unless ids of customers are integers and those of staff texts, or the other way round. A role is never guessed: who
/// has none in the table of customers is "(unstated)", whether serving or not. Each party is in one group.
Parties parties(const Book& book);

}  // namespace fealty::customers
