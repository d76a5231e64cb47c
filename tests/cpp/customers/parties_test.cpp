#include "fealty/customers/parties.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::customers {
namespace {

using Texts = std::vector<std::optional<std::string>>;

constexpr Time start = at_midnight(std::chrono::year{2025} / 3 / 1);

Book book_of(const Texts& customers, const Texts& roles, const Texts& served, const Texts& staff) {
  Book book;
  if (!customers.empty()) book.add_customers({.customer = Column(customers), .role = Column(roles)});
  if (!served.empty()) {
    const std::vector<std::string> texts(served.size(), "x");
    book.add_touches({.visit = Column(texts),
                      .step = Column(texts),
                      .at = Column(std::vector<Time>(served.size(), start)),
                      .customer = Column(served),
                      .staff = Column(staff)});
  }
  return book;
}

const PartyGroup& group_of(const Parties& parties, const std::string& role, const std::string& side) {
  for (const PartyGroup& group : parties.groups) {
    if (group.role == role && group.side == side) return group;
  }
  throw std::out_of_range("no group " + role);
}

TEST(Parties, AreCountedByRoleAndStaffBothGivesAndReceives) {
  const Book book = book_of({"ann", "bob", "sue", "tom"}, {"client", "client", "staff", "manager"},
                            {"ann", "bob", "ann", "sue"}, {"sue", "sue", "tom", "tom"});
  const Parties p = parties(book);
  EXPECT_EQ(p.parties, 4);
  const PartyGroup& clients = group_of(p, "client", "external");
  EXPECT_EQ(clients.parties, 2);
  EXPECT_EQ(clients.touches_received, 3);
  EXPECT_EQ(clients.touches_given, 0);
  const PartyGroup& staff = group_of(p, "staff", "internal");
  EXPECT_EQ(staff.receivers, 1);
  EXPECT_EQ(staff.givers, 1);
  EXPECT_EQ(staff.receivers_givers, 1);
  EXPECT_EQ(staff.touches_received, 1);
  EXPECT_EQ(staff.touches_given, 2);
  EXPECT_EQ(group_of(p, "manager", "internal").touches_given, 2);
  EXPECT_TRUE(p.conflicts.empty());
}

TEST(Parties, WithoutRoleAreUnstatedAndNeverGuessed) {
  const Parties p = parties(book_of({"ann"}, {std::nullopt}, {"ann", "eve"}, {"sue", std::nullopt}));
  ASSERT_EQ(p.groups.size(), 1U);
  const PartyGroup& group = group_of(p, "(unstated)", "(unstated)");
  EXPECT_EQ(group.parties, 3);  // ann, eve, and sue who served
  EXPECT_EQ(group.touches_received, 2);
  EXPECT_EQ(group.touches_given, 1);
}

TEST(Parties, ListedWithDifferentRolesAreReported) {
  const Parties p = parties(book_of({"ann", "ann", "bob", "bob", "eve", "eve"},
                                    {"client", "staff", "client", "supplier", "client", "client"}, {}, {}));
  EXPECT_EQ(group_of(p, "(several)", "(several)").parties, 1);
  EXPECT_EQ(group_of(p, "(several)", "external").parties, 1);
  EXPECT_EQ(group_of(p, "client", "external").parties, 1);
  ASSERT_EQ(p.conflicts.size(), 2U);
  EXPECT_EQ(p.conflicts[0].party, "ann");
  EXPECT_EQ(p.conflicts[0].roles, (std::vector<Role>{Role::client, Role::staff}));
  EXPECT_EQ(TextReader(p.conflicts_frame().at("roles"), "roles")[1], "client, supplier");
}

TEST(Parties, WithIdsOfDifferentTypesAreDifferent) {
  Book book;
  book.add_touches({.visit = std::vector<std::int64_t>{1},
                    .step = std::vector<std::string>{"x"},
                    .at = std::vector<Time>{start},
                    .customer = std::vector<std::int64_t>{7},
                    .staff = std::vector<std::string>{"7"}});
  EXPECT_EQ(parties(book).parties, 2);
}

TEST(Parties, OfAnEmptyBookAreNone) {
  const Parties p = parties(Book());
  EXPECT_EQ(p.parties, 0);
  EXPECT_EQ(p.frame().rows(), 0U);
}

TEST(Parties, AddUpToAllPartiesAndTouches) {
  const Parties p = parties(book_of({"a", "b", "c", "d"}, {"client", "partner", "supplier", std::nullopt},
                                    {"a", "b", "c", "d", "e", std::nullopt}, {"s", "t", "a", std::nullopt, "s", "t"}));
  std::int64_t count = 0;
  std::int64_t received = 0;
  std::int64_t given = 0;
  for (const PartyGroup& group : p.groups) {
    count += group.parties;
    received += group.touches_received;
    given += group.touches_given;
  }
  EXPECT_EQ(count, 7);
  EXPECT_EQ(p.parties, 7);
  EXPECT_EQ(received, 5);
  EXPECT_EQ(given, 5);
  EXPECT_EQ(p.frame().rows(), p.groups.size());
}

}  // namespace
}  // namespace fealty::customers
