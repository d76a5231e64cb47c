#include "fealty/loyalty/fitted_law.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/loyalty/nbd.hpp"

namespace fealty::loyalty {
namespace {

TEST(FittedLaw, IsThatOfKnownParameters) {
  const FittedLaw<Nbd> law({0.5, 3.0});
  EXPECT_EQ(law.parameters().alpha, 3.0);
  EXPECT_EQ(law.estimated().estimates[0], (Estimate{0.5, 0.0, 0.5, 0.5, 0.95}));
  EXPECT_EQ(law.estimated().names[1], "alpha");
}

TEST(FittedLaw, IsThatOfAFitWithAsManyParameters) {
  LikelihoodFit fit = FittedLaw<Nbd>({0.5, 3.0}).estimated();
  EXPECT_EQ(FittedLaw<Nbd>(fit).parameters().r, 0.5);
  fit.estimates.pop_back();
  EXPECT_THROW(FittedLaw<Nbd>{fit}, ParameterError);
}

TEST(FittedLaw, RefusesParametersThatAreNotPositive) {
  for (const double wrong : {0.0, -1.0, double{INFINITY}, double{NAN}})
    EXPECT_THROW(FittedLaw<Nbd>(Nbd<double>{1.0, wrong}), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
