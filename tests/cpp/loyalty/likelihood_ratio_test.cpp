#include "fealty/loyalty/likelihood_ratio.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

LikelihoodFit fit_of(std::size_t parameters, double log_likelihood) {
  LikelihoodFit fit;
  fit.names.resize(parameters, "a");
  fit.log_likelihood = log_likelihood;
  fit.observations = 100;
  return fit;
}

TEST(LikelihoodRatioTest, ComparesWithChiSquare) {
  const auto test = likelihood_ratio_test(fit_of(2, -105), fit_of(4, -102));
  EXPECT_EQ(test.statistic, 6);
  EXPECT_EQ(test.degrees, 2);
  EXPECT_NEAR(test.p_value, std::exp(-3.0), 1e-14);
  LikelihoodFit constrained = fit_of(4, -105);
  constrained.constraints = 2;
  EXPECT_EQ(likelihood_ratio_test(constrained, fit_of(4, -102)).degrees, 2);
}

TEST(LikelihoodRatioTest, RefusesWhatIsNotNested) {
  EXPECT_THROW((void)likelihood_ratio_test(fit_of(4, -105), fit_of(4, -102)), ParameterError);
  EXPECT_THROW((void)likelihood_ratio_test(fit_of(2, -100), fit_of(4, -102)), FitError);
  LikelihoodFit other = fit_of(2, -105);
  other.observations = 99;
  EXPECT_THROW((void)likelihood_ratio_test(other, fit_of(4, -102)), ParameterError);
  EXPECT_EQ(likelihood_ratio_test(fit_of(2, -102), fit_of(4, -102 - 1e-9)).statistic, 0);
}

}  // namespace
}  // namespace fealty::loyalty
