#include "fealty/customers/parties.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "fealty/core/ids.hpp"
#include "stated_roles.hpp"

namespace fealty::customers {
namespace {

constexpr std::array all_roles{Role::client, Role::supplier, Role::partner, Role::staff, Role::manager};
constexpr std::string_view unstated = "(unstated)";
constexpr std::string_view several = "(several)";

/// Roles as a set of bits.
using RoleSet = unsigned;

constexpr RoleSet bit_of(Role role) noexcept {
  return 1U << static_cast<unsigned>(role);
}

std::vector<Role> roles_in(RoleSet set) {
  std::vector<Role> roles;
  for (const Role role : all_roles) {
    if ((set & bit_of(role)) != 0) roles.push_back(role);
  }
  return roles;
}

struct Party {
  RoleSet roles = 0;
  std::int64_t received = 0;
  std::int64_t given = 0;
};

/// All parties of a book: the customers, and those who serve.
class Directory {
 public:
  explicit Directory(const Book& book) : customers_(book.customers()) {
    const Column* staff = book.table(Table::touches).find("staff_id");
    if (staff != nullptr) staff_ = encode_ids(*staff, "staff_id");
    const bool one_kind = customers_.is_text() == staff_.ids.is_text();
    Code next = 0;
    if (one_kind) {
      UnitedIds united = unite(customers_, staff_.ids, "staff_id");
      next = static_cast<Code>(united.ids.size());
      of_customer_ = std::move(united.from_first);
      of_staff_ = std::move(united.from_second);
    } else {
      for (std::size_t i = 0; i < customers_.size(); ++i) of_customer_.push_back(next++);
      for (std::size_t i = 0; i < staff_.ids.size(); ++i) of_staff_.push_back(next++);
    }
    parties_.resize(next);
  }

  Party& of_customer(Code code) { return parties_[of_customer_[code]]; }

  void count_given() {
    for (const Code code : staff_.codes) {
      if (code != no_code) ++parties_[of_staff_[code]].given;
    }
  }

  [[nodiscard]] const std::vector<Party>& parties() const noexcept { return parties_; }

 private:
  const Ids& customers_;
  EncodedIds staff_;
  std::vector<Code> of_customer_;
  std::vector<Code> of_staff_;
  std::vector<Party> parties_;
};

void read_roles(const Book& book, Directory& directory) {
  const auto roles = stated_roles(book);
  const std::span<const Code> customers = book.customer_codes(Table::customers);
  for (std::size_t row = 0; row < customers.size(); ++row) {
    if (roles[row] && customers[row] != no_code) directory.of_customer(customers[row]).roles |= bit_of(*roles[row]);
  }
}

std::string side_of(const std::vector<Role>& roles) {
  if (roles.empty()) return std::string(unstated);
  for (const Role role : roles) {
    if (side_of(role) != side_of(roles.front())) return std::string(several);
  }
  return std::string(name_of(side_of(roles.front())));
}

std::string role_of(const std::vector<Role>& roles) {
  if (roles.empty()) return std::string(unstated);
  return std::string(roles.size() > 1 ? several : name_of(roles.front()));
}

/// Single roles in their order, then none, then several, those of one side first.
std::pair<unsigned, std::string> place_of(const std::vector<Role>& roles) {
  if (roles.size() == 1) return {static_cast<unsigned>(roles.front()), {}};
  return {static_cast<unsigned>(all_roles.size()) + (roles.empty() ? 0U : 1U), side_of(roles)};
}

void count(PartyGroup& group, const Party& party) {
  ++group.parties;
  group.receivers += party.received > 0 ? 1 : 0;
  group.givers += party.given > 0 ? 1 : 0;
  group.receivers_givers += party.received > 0 && party.given > 0 ? 1 : 0;
  group.touches_received += party.received;
  group.touches_given += party.given;
}

}  // namespace

Parties parties(const Book& book) {
  Directory directory(book);
  read_roles(book, directory);
  for (const Code code : book.customer_codes(Table::touches)) {
    if (code != no_code) ++directory.of_customer(code).received;
  }
  directory.count_given();
  std::map<std::pair<unsigned, std::string>, PartyGroup> groups;
  for (const Party& party : directory.parties()) {
    const std::vector<Role> roles = roles_in(party.roles);
    PartyGroup& group = groups[place_of(roles)];
    group.role = role_of(roles);
    group.side = side_of(roles);
    count(group, party);
  }
  Parties result;
  for (auto& [place, group] : groups) {
    result.parties += group.parties;
    result.groups.push_back(std::move(group));
  }
  for (Code code = 0; code < book.customers().size(); ++code) {
    auto roles = roles_in(directory.of_customer(code).roles);
    if (roles.size() > 1) result.conflicts.push_back({book.customers().label(code), std::move(roles)});
  }
  return result;
}

Frame Parties::frame() const {
  std::vector<std::string> roles, sides;
  std::vector<std::int64_t> counts, receivers, givers, both, received, given;
  for (const PartyGroup& group : groups) {
    roles.push_back(group.role);
    sides.push_back(group.side);
    counts.push_back(group.parties);
    receivers.push_back(group.receivers);
    givers.push_back(group.givers);
    both.push_back(group.receivers_givers);
    received.push_back(group.touches_received);
    given.push_back(group.touches_given);
  }
  return Frame({{"role", roles},
                {"side", sides},
                {"parties", std::move(counts)},
                {"receivers", std::move(receivers)},
                {"givers", std::move(givers)},
                {"receivers_givers", std::move(both)},
                {"touches_received", std::move(received)},
                {"touches_given", std::move(given)}});
}

Frame Parties::conflicts_frame() const {
  std::vector<std::string> labels, texts;
  for (const RoleConflict& conflict : conflicts) {
    std::string names;
    for (const Role role : conflict.roles) names += (names.empty() ? "" : ", ") + std::string(name_of(role));
    labels.push_back(conflict.party);
    texts.push_back(std::move(names));
  }
  return Frame({{"party", labels}, {"roles", texts}});
}

}  // namespace fealty::customers
