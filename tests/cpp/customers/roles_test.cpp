#include "fealty/customers/roles.hpp"

#include <gtest/gtest.h>

namespace fealty::customers {
namespace {

TEST(Roles, NamesComeBack) {
  for (const Role role : {Role::client, Role::supplier, Role::partner, Role::staff, Role::manager})
    EXPECT_EQ(role_named(name_of(role)), role);
  EXPECT_FALSE(role_named("boss").has_value());
}

TEST(Roles, OnlyStaffAndManagersAreInternalCustomers) {
  EXPECT_EQ(side_of(Role::staff), Side::internal);
  EXPECT_EQ(side_of(Role::manager), Side::internal);
  for (const Role role : {Role::client, Role::supplier, Role::partner}) EXPECT_EQ(side_of(role), Side::external);
}

}  // namespace
}  // namespace fealty::customers
