#include "fealty/loyalty/purchase_course.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {

Frame purchase_course(const PurchaseSummary& summary, std::optional<Time> joined_until) {
  if (!summary.has_days() && summary.size() > 0)
    throw ParameterError(code::out_of_domain, "the summary was made of counts: it does not know days of purchases");
  struct OfDay {
    std::int64_t new_customers = 0;
    std::int64_t repeat_purchases = 0;
  };
  std::map<std::int32_t, OfDay> course;
  for (std::size_t i = 0; i < summary.size(); ++i) {
    const auto days = summary.days(i);
    if (joined_until && std::int64_t{days.front()} * us_per_day > joined_until->us) continue;
    ++course[days.front()].new_customers;
    for (const std::int32_t day : days.subspan(1)) ++course[day].repeat_purchases;
  }
  std::vector<std::int64_t> day, new_customers, repeat_purchases;
  for (const auto& [date, count] : course) {
    day.push_back(date);
    new_customers.push_back(count.new_customers);
    repeat_purchases.push_back(count.repeat_purchases);
  }
  return Frame({{"day", std::move(day)},
                {"new_customers", std::move(new_customers)},
                {"repeat_purchases", std::move(repeat_purchases)}});
}

}  // namespace fealty::loyalty
