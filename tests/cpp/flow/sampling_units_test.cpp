#include "fealty/flow/sampling_units.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"

namespace fealty::flow {
namespace {

TEST(SamplingUnits, AreCustomersAndCasesOfUnknownCustomers) {
  const EventLog log = reference::log_of({{"1", "a", 1, 1, "", "Ann", ""},
                                          {"2", "a", 1, 1, "", "", ""},
                                          {"3", "a", 1, 1, "", "Bob", ""},
                                          {"4", "a", 1, 1, "", "Ann", ""},
                                          {"5", "a", 1, 1, "", "", ""}});
  const SamplingUnits units = sampling_units(log);
  EXPECT_EQ(units.count, 4U);
  EXPECT_EQ(units.of_case, (std::vector<std::uint32_t>{0, 1, 2, 0, 3}));
}

}  // namespace
}  // namespace fealty::flow
