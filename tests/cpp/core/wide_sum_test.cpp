#include "fealty/core/wide_sum.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

#include "fealty/core/random.hpp"

namespace fealty {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

TEST(WideSum, AddsBeyondTheRangeOfOneWord) {
  WideSum sum;
  for (int i = 0; i < 6; ++i) sum += largest;
  EXPECT_EQ(sum.value(), 6 * 0x1p63);
  for (int i = 0; i < 7; ++i) sum -= largest;
  EXPECT_TRUE(sum.is_negative());
  EXPECT_EQ(sum, WideSum(-largest));
}

TEST(WideSum, ProductsAreExactForAllSigns) {
  EXPECT_EQ(WideSum::product(smallest, smallest).value(), 0x1p126);
  EXPECT_EQ(WideSum::product(smallest, largest) + WideSum::product(smallest, 1),
            WideSum::product(smallest, smallest) * -1 + WideSum());
  EXPECT_EQ(WideSum::product(-3, 5), WideSum(-15));
  EXPECT_EQ(WideSum::product(3, -5), WideSum(-15));
  EXPECT_EQ(WideSum::product(-3, -5), WideSum(15));
  EXPECT_EQ(WideSum::product(largest, 0), WideSum());
}

TEST(WideSum, FollowsTheBinomialFormulaOnRandomNumbers) {
  RandomStream random(1, "wide sum");
  for (int i = 0; i < 1000; ++i) {
    const auto number = [&] {
      return static_cast<std::int64_t>(random.below(std::uint64_t{1} << 61)) - (std::int64_t{1} << 60);
    };
    const std::int64_t a = number();
    const std::int64_t b = number();
    const WideSum ab = WideSum::product(a, b);
    EXPECT_EQ(WideSum::product(a + b, a + b), WideSum::product(a, a) + ab + ab + WideSum::product(b, b));
    EXPECT_EQ(WideSum(a) * b, ab);
    EXPECT_EQ(ab - ab, WideSum());
    EXPECT_NEAR(ab.value() / (static_cast<double>(a) * static_cast<double>(b)), 1, 1e-15);
  }
}

TEST(WideSum, MultipliesNegativeSums) {
  const WideSum sum = WideSum::product(smallest, 1'000'000);
  EXPECT_EQ((sum * -3).value(), 3e6 * 0x1p63);
  EXPECT_EQ((sum * 3).value(), -3e6 * 0x1p63);
}

TEST(WideSum, ComesBackFromItsBits) {
  const WideSum sum = WideSum::product(-123'456'789'012, 987'654'321'098);
  EXPECT_EQ(WideSum::from_bits(sum.high_bits(), sum.low_bits()), sum);
}

}  // namespace
}  // namespace fealty
