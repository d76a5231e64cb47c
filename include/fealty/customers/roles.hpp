#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fealty::customers {

/// What a party is to the business. Staff and managers are its internal customers: they receive service from one
/// another before they give it to others.
enum class Role : std::uint8_t { client, supplier, partner, staff, manager };

/// Whether a party stands inside the business or outside.
enum class Side : std::uint8_t { external, internal };

constexpr Side side_of(Role role) noexcept {
  return role == Role::staff || role == Role::manager ? Side::internal : Side::external;
}

constexpr std::string_view name_of(Role role) noexcept {
  switch (role) {
    case Role::client:
      return "client";
    case Role::supplier:
      return "supplier";
    case Role::partner:
      return "partner";
    case Role::staff:
      return "staff";
    default:
      return "manager";
  }
}

constexpr std::string_view name_of(Side side) noexcept {
  return side == Side::internal ? "internal" : "external";
}

/// The role of that name, or none.
constexpr std::optional<Role> role_named(std::string_view name) noexcept {
  for (const Role role : {Role::client, Role::supplier, Role::partner, Role::staff, Role::manager}) {
    if (name_of(role) == name) return role;
  }
  return std::nullopt;
}

}  // namespace fealty::customers
