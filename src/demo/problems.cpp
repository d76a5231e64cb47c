#include "problems.hpp"

#include <cstddef>
#include <vector>

namespace fealty::demo {
namespace {

// The problem that only rows of one table can have; false if this row cannot.
bool spoil_values(CustomerRow&) {
  return false;
}
bool spoil_values(RatingRow&) {
  return false;
}
bool spoil_values(TouchRow& row) {
  row.ended_at = row.at - (row.ended_at - row.at);
  return true;
}
bool spoil_values(ComplaintRow& row) {
  if (!row.acknowledged_at) return false;
  row.acknowledged_at = row.opened_at - (*row.acknowledged_at - row.opened_at);
  return true;
}
bool spoil_values(PurchaseRow& row) {
  row.amount = -row.amount;
  return true;
}

template <class Row>
void spoil(std::vector<Row>& rows, double share, RandomStream& random) {
  const std::size_t count = rows.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (random.uniform() >= share) continue;
    const auto problem = random.below(4);
    if (problem == 3 && spoil_values(rows[i])) continue;
    if (problem == 2) {
      rows[i].customer.spelling = PartyId::Spelling::na;
    } else if (problem == 1) {
      rows[i].customer.spelling = PartyId::Spelling::missing;
    } else {
      const Row copy = rows[i];
      rows.push_back(copy);
    }
  }
}

}  // namespace

void add_problems(Records& records, double share, RandomStream random) {
  if (share == 0) return;
  spoil(records.customers, share, random);
  spoil(records.touches, share, random);
  spoil(records.ratings, share, random);
  spoil(records.complaints, share, random);
  spoil(records.purchases, share, random);
}

}  // namespace fealty::demo
