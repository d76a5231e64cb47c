#include "fealty/flow/sampling_units.hpp"

#include <cstddef>

namespace fealty::flow {

SamplingUnits sampling_units(const EventLog& log) {
  constexpr std::uint32_t none = 0xFFFFFFFF;
  SamplingUnits units;
  units.of_case.resize(log.case_count());
  std::vector<std::uint32_t> of_customer(log.customers().size(), none);
  for (std::size_t i = 0; i < units.of_case.size(); ++i) {
    const Code customer = log.customer_of(i);
    if (customer == no_code) {
      units.of_case[i] = units.count++;
      continue;
    }
    std::uint32_t& unit = of_customer[customer];
    if (unit == none) unit = units.count++;
    units.of_case[i] = unit;
  }
  return units;
}

}  // namespace fealty::flow
