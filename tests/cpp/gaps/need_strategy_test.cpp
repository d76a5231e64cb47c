#include "fealty/gaps/need_strategy.hpp"

#include <gtest/gtest.h>

namespace fealty::gaps {
namespace {

const ItemStanding standing_before{6.5, 5.0, 0.3, 1.1};

TEST(NeedStrategy, EachChangesItsOwnParameterAndNoOther) {
  EXPECT_EQ(guide(standing_before, 0.5), (ItemStanding{6.0, 5.0, 0.3, 1.1}));
  EXPECT_EQ(adapt(standing_before, 0.5), (ItemStanding{6.5, 5.0, 0.3, 0.6000000000000001}));
  EXPECT_EQ(build_atmosphere(standing_before, 0.5), (ItemStanding{6.5, 5.0, 0.8, 1.1}));
}

TEST(NeedStrategy, OfNothingChangesNothing) {
  EXPECT_EQ(guide(standing_before, 0), standing_before);
  EXPECT_EQ(adapt(standing_before, 0), standing_before);
  EXPECT_EQ(build_atmosphere(standing_before, 0), standing_before);
}

TEST(NeedStrategy, GuidingEndsAtWhatIsDelivered) {
  EXPECT_EQ(guide(standing_before, 9).expectation, 5.0);
  const ItemStanding exceeded{4.0, 5.0, 0, 0};
  EXPECT_EQ(guide(exceeded, 1), exceeded);
}

TEST(NeedStrategy, AdaptingEndsWhereAllAreMetAlike) {
  EXPECT_EQ(adapt(standing_before, 9).spread, 0.0);
}

}  // namespace
}  // namespace fealty::gaps
