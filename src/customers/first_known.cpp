#include "fealty/customers/first_known.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "fealty/core/ids.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::customers {
namespace {

constexpr Time from_the_beginning{std::numeric_limits<std::int64_t>::min()};
constexpr Time not_known{std::numeric_limits<std::int64_t>::max()};

}  // namespace

std::vector<Time> first_known(const Book& book) {
  static_assert(no_time == from_the_beginning);  // so a missing joined_at means what it should
  std::vector<Time> known(book.customers().size(), not_known);
  for (const Table table : all_tables) {
    const auto codes = book.customer_codes(table);
    const Values<Time> at = book.times(table);
    const bool is_list = table == Table::customers;
    if (at.empty() && !is_list) continue;
    for (std::size_t row = 0; row < codes.size(); ++row) {
      if (codes[row] == no_code) continue;
      const Time time = at.empty() ? from_the_beginning : at[row];
      if (time == no_time && !is_list) continue;
      known[codes[row]] = std::min(known[codes[row]], time);
    }
  }
  return known;
}

}  // namespace fealty::customers
