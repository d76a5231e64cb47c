#include "fealty/loyalty/purchase_opportunities.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"

namespace fealty::loyalty {
namespace {

using Days = std::vector<std::int32_t>;
using Numbers = std::vector<double>;

PurchaseSummary purchases_on(const std::vector<std::pair<std::string, std::int32_t>>& purchases) {
  std::vector<std::string> customers;
  std::vector<Time> times;
  for (const auto& [customer, day] : purchases) {
    customers.push_back(customer);
    times.push_back({std::int64_t{day} * us_per_day});
  }
  return {Column(customers), Column(times)};
}

TEST(PurchaseOpportunities, CountPeriodsAfterThatOfTheFirstPurchase) {
  // Periods of ten days from day 10 to day 39.
  const auto made = opportunities_of(purchases_on({{"old", 3},
                                                   {"old", 15},
                                                   {"old", 17},
                                                   {"old", 39},
                                                   {"new", 12},
                                                   {"new", 19},
                                                   {"new", 25},
                                                   {"new", 40},
                                                   {"late", 30},
                                                   {"later", 45}}),
                                     Days{10, 20, 30, 40});
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made.cells()[0].pattern, (OpportunityPattern{1, 1, 2}));  // new
  EXPECT_EQ(made.cells()[1].pattern, (OpportunityPattern{2, 3, 3}));  // old
}

TEST(PurchaseOpportunities, AreThoseOfASetOfPeriods) {
  std::vector<std::pair<std::string, std::int32_t>> purchases;
  RandomStream random(7, "opportunities", 0);
  for (int i = 0; i < 400; ++i) {
    purchases.emplace_back(std::to_string(static_cast<int>(80 * random.uniform())),
                           static_cast<std::int32_t>(100 * random.uniform()));
  }
  const Days starts{10, 17, 31, 32, 60, 90};
  Numbers x, t_x, n;
  for (int customer = 0; customer < 80; ++customer) {
    std::set<int> periods;  // -1 before the first
    for (const auto& [name, day] : purchases) {
      if (name != std::to_string(customer)) continue;
      int period = -1;
      while (period + 1 < static_cast<int>(starts.size()) && starts[static_cast<std::size_t>(period + 1)] <= day)
        ++period;
      periods.insert(period);
    }
    if (periods.empty() || *periods.begin() >= 4) continue;
    const int first = *periods.begin();
    periods.erase(5);
    x.push_back(static_cast<double>(periods.size()) - 1);
    t_x.push_back(*periods.rbegin() - first);
    n.push_back(4 - first);
  }
  EXPECT_EQ(opportunities_of(purchases_on(purchases), starts),
            OpportunitySummary::from_arrays(Column(x), Column(t_x), Column(n)));
}

TEST(PurchaseOpportunities, RefuseWhatCannotBe) {
  EXPECT_THROW(opportunities_of(purchases_on({{"a", 1}}), Days{3, 3}), ParameterError);
  const auto counted = PurchaseSummary::from_arrays(Column(Numbers{1}), Column(Numbers{1}), Column(Numbers{2}));
  EXPECT_THROW(opportunities_of(counted, Days{1, 2}), ParameterError);
  EXPECT_EQ(opportunities_of(purchases_on({{"a", 1}}), Days{}).size(), 0U);
}

}  // namespace
}  // namespace fealty::loyalty
