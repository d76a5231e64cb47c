#include "fealty/core/partials.hpp"

#include <cstdint>

#include <gtest/gtest.h>

#include "fealty/core/parallel.hpp"

namespace fealty {
namespace {

TEST(Partials, AreNoMoreThanTheTasksAtWorkAndHoldAllThatWasAdded) {
  set_threads(3);
  Partials<std::uint64_t> partials;
  run_tasks(1000, [&](std::size_t i) {
    auto one = partials.take([] { return std::uint64_t{0}; });
    *one += i;
    partials.give_back(std::move(one));
  });
  set_threads(0);
  EXPECT_LE(partials.all().size(), 3U);
  std::uint64_t sum = 0;
  for (const auto& one : partials.all()) sum += *one;
  EXPECT_EQ(sum, 499'500U);
}

TEST(Partials, ThatAreFreeAreTakenAgain) {
  Partials<int> partials;
  int made = 0;
  const auto make = [&] { return ++made; };
  auto first = partials.take(make);
  auto second = partials.take(make);
  partials.give_back(std::move(first));
  EXPECT_EQ(*partials.take(make), 1);
  EXPECT_EQ(made, 2);
}

}  // namespace
}  // namespace fealty
