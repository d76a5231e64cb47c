#include "fealty/loyalty/customer_draw.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::loyalty {
namespace {

const std::vector<PurchasePattern> four_patterns{{0, 0.0, 30.0}, {1, 3.0, 30.0}, {4, 25.0, 30.0}, {12, 9.0, 30.0}};

/// Mean of draws and its standard error.
class Mean {
 public:
  void operator+=(double value) {
    ++count_;
    sum_ += value;
    squares_ += value * value;
  }
  [[nodiscard]] double value() const { return sum_ / count_; }
  [[nodiscard]] double error() const { return std::sqrt((squares_ / count_ - value() * value()) / count_); }

 private:
  double count_ = 0.0, sum_ = 0.0, squares_ = 0.0;
};

template <template <class> class Law>
double likelihood(const std::array<double, Law<double>::count>& parameters, const PurchasePattern& p) {
  const auto law = Law<double>::of(parameters);
  return std::exp(law.log_likelihood(p, law.count_terms(std::array{p.frequency})[0]));
}

/// Means of draws against what is known: P(alive), the expected purchases, and the means of both rates, which are those
/// of all customers times the ratio of the likelihoods with the shape raised by one and as it is.
template <template <class> class Law>
void expect_means(const std::array<double, Law<double>::count>& parameters, double dropout_of_all) {
  constexpr double horizon = 20.0;
  const auto law = Law<double>::of(parameters);
  for (std::size_t i = 0; i < four_patterns.size(); ++i) {
    const PurchasePattern& p = four_patterns[i];
    RandomStream random(1, "test", i);
    Mean alive, rate, dropout, purchases;
    for (int draw = 0; draw < 40000; ++draw) {
      const CustomerDraw customer = draw_customer(law, p, random);
      alive += customer.is_alive ? 1.0 : 0.0;
      rate += customer.rate;
      dropout += customer.dropout;
      purchases += static_cast<double>(draw_purchases(law, customer, horizon, random));
    }
    const double p_alive = logistic(-law.log_odds_dead(p));
    EXPECT_NEAR(alive.value(), p_alive, 4 * alive.error()) << i;
    EXPECT_NEAR(purchases.value(), p_alive * law.expected_while_alive(p, horizon), 4 * purchases.error()) << i;
    auto raised = parameters;
    raised[0] += 1;
    const double rate_of_all = parameters[0] / parameters[1], of_customer = likelihood<Law>(parameters, p);
    EXPECT_NEAR(rate.value(), rate_of_all * likelihood<Law>(raised, p) / of_customer, 4 * rate.error()) << i;
    raised = parameters;
    if (parameters.size() == 2) continue;
    raised[2] += 1;
    EXPECT_NEAR(dropout.value(), dropout_of_all * likelihood<Law>(raised, p) / of_customer, 4 * dropout.error()) << i;
  }
}

TEST(CustomerDraw, HasTheMeansOfBgNbd) {
  expect_means<BetaGeo>({0.6, 5, 1.2, 3}, 1.2 / 4.2);
}
TEST(CustomerDraw, HasTheMeansOfMbgNbd) {
  expect_means<ModifiedBetaGeo>({0.6, 5, 1.2, 3}, 1.2 / 4.2);
}
TEST(CustomerDraw, HasTheMeansOfParetoNbd) {
  expect_means<ParetoNbd>({0.6, 5, 1.5, 20}, 1.5 / 20);
  expect_means<ParetoNbd>({1.0, 50, 0.4, 2}, 0.4 / 2);  // the shape of the first factor is 1 for who never bought again
}

TEST(CustomerDraw, OfNbdNeverLeaves) {
  const Nbd<double> law{0.6, 5};
  RandomStream random(1, "test");
  Mean rate, purchases;
  for (int draw = 0; draw < 40000; ++draw) {
    const CustomerDraw customer = draw_customer(law, {4, 25.0, 30.0}, random);
    EXPECT_TRUE(customer.is_alive);
    rate += customer.rate;
    purchases += static_cast<double>(draw_purchases(law, customer, 20.0, random));
  }
  EXPECT_NEAR(rate.value(), 4.6 / 35, 4 * rate.error());
  EXPECT_NEAR(purchases.value(), 20 * 4.6 / 35, 4 * purchases.error());
}

TEST(CustomerDraw, WithoutDropoutBuysAsOftenAsChanceWillHaveIt) {
  RandomStream random(2, "test");
  const BetaGeo<double> law{1, 1, 1, 1};
  Mean purchases;
  for (int draw = 0; draw < 20000; ++draw)
    purchases += static_cast<double>(draw_purchases(law, CustomerDraw{3.0, 1e-300, true}, 2.0, random));
  EXPECT_NEAR(purchases.value(), 6, 4 * purchases.error());
  EXPECT_EQ(draw_purchases(law, CustomerDraw{100.0, 1.0, true}, 10.0, random), 1U);
  EXPECT_EQ(draw_purchases(law, CustomerDraw{100.0, 0.5, false}, 10.0, random), 0U);
}

}  // namespace
}  // namespace fealty::loyalty
