#include "stated_roles.hpp"

#include <cstddef>

namespace fealty::customers {

std::vector<std::optional<Role>> stated_roles(const Book& book) {
  const Frame& table = book.table(Table::customers);
  std::vector<std::optional<Role>> roles(table.rows());
  const Column* column = table.find("role");
  if (column == nullptr) return roles;
  const TextReader texts(*column, "role");
  for (std::size_t row = 0; row < roles.size(); ++row) {
    if (!texts.is_missing(row)) roles[row] = role_named(texts[row]);
  }
  return roles;
}

}  // namespace fealty::customers
