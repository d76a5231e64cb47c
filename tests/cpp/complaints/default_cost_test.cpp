#include "fealty/complaints/default_cost.hpp"

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

TEST(DefaultCost, OfTheSquaredHingeGrowsWithTheNumberOfClasses) {
  EXPECT_EQ(default_cost(Loss::squared_hinge, 2), 0.3);  // the least
  EXPECT_EQ(default_cost(Loss::squared_hinge, 22), 0.3);
  EXPECT_EQ(default_cost(Loss::squared_hinge, 75), 1.0);
  EXPECT_EQ(default_cost(Loss::squared_hinge, 150), 2.0);
}

TEST(DefaultCost, OfTheOtherLossesIsAlwaysTheSame) {
  for (const Loss loss : {Loss::softmax, Loss::logistic, Loss::squared}) {
    EXPECT_GT(default_cost(loss, 2), 0.0);
    EXPECT_EQ(default_cost(loss, 2), default_cost(loss, 200));
  }
}

}  // namespace
}  // namespace fealty::complaints
