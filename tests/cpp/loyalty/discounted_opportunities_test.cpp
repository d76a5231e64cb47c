#include "fealty/loyalty/discounted_opportunities.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

OpportunitySummary donors() {
  return OpportunitySummary::from_arrays(Column(Numbers{6, 1, 3, 0}), Column(Numbers{6, 1, 5, 0}),
                                         Column(Numbers{6, 6, 6, 6}), Column(Numbers{1, 1, 1, 1}));
}

// With the parameters of the donations, by mpmath with 30 digits from the hypergeometric function of Fader, Hardie and
// Shang (2010).
TEST(DiscountedOpportunities, AreThoseOfTheClosedForm) {
  const BetaGeoBetaBinomModel model({1.2035224, 0.7497164, 0.6567182, 2.7834422});
  const auto summary = donors();
  const auto made = discounted_opportunities(model, summary, 0.1).values;
  for (std::size_t i = 0; i < summary.cells().size(); ++i) {
    const auto& p = summary.cells()[i].pattern;
    const double expected = p.frequency == 6   ? 5.9098942411553335
                            : p.frequency == 3 ? 2.84223261233941893
                            : p.frequency == 1 ? 0.134962458297359909
                                               : 0.114752717425761427;
    EXPECT_NEAR(made[i], expected, 1e-13) << p.frequency;
  }
}

// With a discount that leaves next to nothing of later opportunities, only the first counts.
TEST(DiscountedOpportunities, AreThoseOfTheNextOneIfLaterOnesCountForNothing) {
  const BetaGeoBetaBinomModel model({1.2, 0.75, 0.65, 2.8});
  const auto now = discounted_opportunities(model, donors(), 1e8).values;
  const auto next = model.expected_purchases(donors(), 1).values;
  for (std::size_t i = 0; i < now.size(); ++i) EXPECT_NEAR(now[i] * 1e8 / next[i], 1, 1e-7);
}

TEST(DiscountedOpportunities, RefuseADiscountThatIsNotPositive) {
  const BetaGeoBetaBinomModel model({1.2, 0.75, 0.65, 2.8});
  EXPECT_THROW((void)discounted_opportunities(model, donors(), 0), ParameterError);
  EXPECT_THROW((void)discounted_opportunities(model, donors(), -1), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
