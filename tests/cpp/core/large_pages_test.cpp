#include "fealty/core/large_pages.hpp"

#include <cstddef>
#include <cstdint>
#include <new>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "../sanitized.hpp"

namespace fealty {
namespace {

TEST(LargePages, TablesOfEverySizeHoldWhatIsPutIntoThem) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1000}, std::size_t{3} << 20}) {
    RandomAccessTable<std::uint64_t> table(size, 7);
    std::iota(table.begin(), table.end(), 0);
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(table[i], i);
    table.resize(size + 1, 5);
    EXPECT_EQ(table.back(), 5U);
  }
}

TEST(LargePages, AVectorOfEverySizeHoldsItsValue) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, std::size_t{3} << 20}) {
    const std::vector<std::uint32_t> vector = large_vector<std::uint32_t>(size, 9);
    ASSERT_EQ(vector.size(), size);
    EXPECT_EQ(std::accumulate(vector.begin(), vector.end(), std::uint64_t{0}), 9 * size);
  }
}

TEST(LargePages, ATableBeginsOnALineOfTheCache) {
  for (const std::size_t size : {std::size_t{3}, std::size_t{1} << 23}) {
    const RandomAccessTable<char> table(size);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(table.data()) % 64, 0U);
  }
}

TEST(LargePages, WhatNobodyHasIsNotGiven) {
#if defined(FEALTY_TEST_SANITIZED)
  GTEST_SKIP() << "a sanitizer ends the process where the standard throws std::bad_alloc";
#endif
  EXPECT_THROW(allocate_large(SIZE_MAX / 4), std::bad_alloc);
}

}  // namespace
}  // namespace fealty
