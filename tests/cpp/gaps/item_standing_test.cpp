#include "fealty/gaps/item_standing.hpp"

#include <gtest/gtest.h>

namespace fealty::gaps {
namespace {

TEST(ItemStanding, HasTheGapOfWhatIsGivenToWhatIsExpected) {
  EXPECT_DOUBLE_EQ((ItemStanding{6.5, 5.0, 0, 0}).gap(), -1.5);
  EXPECT_EQ((ItemStanding{5.0, 5.0, 0, 0}).gap(), 0);
}

TEST(ItemStanding, OfARaisedExperienceExpectsWhatItDid) {
  const ItemStanding before{6.5, 5.0, 0.3, 1.1};
  EXPECT_EQ(raise_experience(before, 0.5, 7), (ItemStanding{6.5, 5.5, 0.3, 1.1}));
}

TEST(ItemStanding, RisesNoHigherThanTheScale) {
  EXPECT_EQ(raise_experience({6.5, 5.0, 0, 0}, 10, 7).experience, 7);
  EXPECT_EQ(raise_experience({6.5, 7.0, 0, 0}, 10, 7).experience, 7);
}

}  // namespace
}  // namespace fealty::gaps
