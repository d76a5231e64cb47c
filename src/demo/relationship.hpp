#pragma once

#include "population.hpp"
#include "records.hpp"

namespace fealty::demo {

/// Lives through a client's relationship with the dealership, from his first record until he leaves or the records end,
/// and adds his rows.
void live(const World& world, const Client& client, Records& records);

}  // namespace fealty::demo
