#include "fealty/loyalty/replacement_cost.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/loyalty/textbook_figure.hpp"

namespace fealty::loyalty {
namespace {

TEST(ReplacementCost, IsFiftyTimesTheCostOfKeepingByTheTextbook) {
  const Estimate ratio = known(textbook_figure("acquisition_cost_ratio").value);
  const Estimate lost = known(textbook_figure("new_for_one_lost").value);
  const ReplacementCost cost = replacement_cost(known(20), ratio, lost);
  EXPECT_EQ(cost.acquisition.value, 100);
  EXPECT_EQ(cost.replacement.value, 50 * 20);
  EXPECT_EQ(replacement_cost(known(20), ratio).break_even_spend.value, 5);
}

TEST(ReplacementCost, CarriesTheErrorsOfItsInputs) {
  const ReplacementCost cost = replacement_cost({20, 2}, {5, 0.5}, {10, 1});
  EXPECT_NEAR(cost.replacement.standard_error, 1000 * std::sqrt(0.03), 1e-10);
  EXPECT_THROW(replacement_cost(known(0), known(5)), ParameterError);
  EXPECT_THROW(replacement_cost(known(20), known(-5)), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
