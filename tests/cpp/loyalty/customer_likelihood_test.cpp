#include "fealty/loyalty/customer_likelihood.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

template <class Model>
void expect_terms_of_the_sum(const Model& model) {
  const Numbers x{0, 3, 1, 3, 12}, t_x{0, 10, 2, 20, 39.5}, t{5, 30, 8.25, 20, 40};
  const auto all = PurchaseSummary::from_arrays(Column(x), Column(t_x), Column(t));
  const Numbers terms = customer_log_likelihoods(model, all);
  ASSERT_EQ(terms.size(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto one =
        PurchaseSummary::from_arrays(Column(Numbers{x[i]}), Column(Numbers{t_x[i]}), Column(Numbers{t[i]}));
    EXPECT_NEAR(terms[i], model.log_likelihood(one), 1e-12) << i;
  }
  EXPECT_NEAR(std::accumulate(terms.begin(), terms.end(), 0.0), model.log_likelihood(all), 1e-11);
}

TEST(CustomerLikelihood, IsWhatTheSumIsMadeOf) {
  expect_terms_of_the_sum(BetaGeoModel({0.25, 4.0, 0.8, 2.5}));
  expect_terms_of_the_sum(ModifiedBetaGeoModel({0.25, 4.0, 0.8, 2.5}));
  expect_terms_of_the_sum(ParetoNBDModel({0.55, 10.6, 0.6, 11.7}));
  expect_terms_of_the_sum(NBDModel({0.4, 12.0}));
}

TEST(CustomerLikelihood, OfNbdIsTheLimitOfParetoNbdAndBgNbdWithTheDensityOfTimes) {
  const auto summary = PurchaseSummary::from_arrays(Column(Numbers{0, 1, 7, 40}), Column(Numbers{0, 3, 25, 38}),
                                                    Column(Numbers{10, 9.5, 30, 39}));
  const Numbers nbd = customer_log_likelihoods(NBDModel({0.4, 12.0}), summary);
  const Numbers times = log_densities_of_times(summary);
  const Numbers pareto = customer_log_likelihoods(ParetoNBDModel({0.4, 12.0, 1e-9, 10.0}), summary);
  const Numbers geometric = customer_log_likelihoods(BetaGeoModel({0.4, 12.0, 1e-9, 10.0}), summary);
  for (std::size_t i = 0; i < nbd.size(); ++i) {
    EXPECT_NEAR(nbd[i] + times[i], pareto[i], 1e-6) << i;
    EXPECT_NEAR(nbd[i] + times[i], geometric[i], 1e-6) << i;
  }
}

TEST(CustomerLikelihood, OfNobodyIsEmpty) {
  EXPECT_TRUE(customer_log_likelihoods(NBDModel({1, 1}), PurchaseSummary()).empty());
  EXPECT_TRUE(log_densities_of_times(PurchaseSummary()).empty());
}

}  // namespace
}  // namespace fealty::loyalty
