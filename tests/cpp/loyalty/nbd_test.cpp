#include "fealty/loyalty/nbd.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "cpp/loyalty/purchase_digits.hpp"

namespace fealty::loyalty {
namespace {

TEST(Nbd, HasTheDigitsOfManyDigitArithmetic) {
  expect_many_digits_of_purchases<Nbd<double>>("nbd");
}

TEST(Nbd, GivesProbabilitiesThatSumToOne) {
  double sum = 0;
  for (std::uint32_t x = 0; x < 400; ++x)
    sum += std::exp(log_likelihood_of(Nbd<double>{0.8, 5.0}, {x, x > 0 ? 1.0 : 0.0, 30}));
  EXPECT_NEAR(sum, 1.0, 1e-12);
}

}  // namespace
}  // namespace fealty::loyalty
