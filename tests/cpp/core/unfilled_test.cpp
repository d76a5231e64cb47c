#include "fealty/core/unfilled.hpp"

#include <cstddef>
#include <cstdint>

#include <gtest/gtest.h>

namespace fealty {
namespace {

struct Length {
  std::int64_t us = 7;
};

TEST(UnfilledVector, HoldsWhatItIsGivenAndKeepsItWhenItGrows) {
  UnfilledVector<Length> lengths(3, Length{5});
  lengths.resize(100'000);
  lengths.push_back({6});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(lengths[i].us, 5);
  EXPECT_EQ(lengths.back().us, 6);
  EXPECT_EQ(lengths.size(), 100'001U);
}

struct Counted {
  static inline int made = 0;

  Counted() { ++made; }
};

TEST(UnfilledVector, MakesNoElementsThatAreNotGiven) {
  UnfilledVector<Counted> counted(10);
  counted.resize(1000);
  EXPECT_EQ(Counted::made, 0);
}

}  // namespace
}  // namespace fealty
