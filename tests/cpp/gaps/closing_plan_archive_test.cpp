#include <random>
#include <string>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/gaps/closing_plan.hpp"
#include "fealty/io/archive.hpp"
#include "planned_items.hpp"

namespace fealty::gaps {
namespace {

TEST(ClosingPlanArchive, KeepsThePlanAndRefusesDamage) {
  std::mt19937 random(1);
  RandomPlan one = random_plan(random, 8);
  one.items.names[0] = "等待";
  one.levers[0].item = "等待";
  for (Lever& lever : one.levers) lever.item = lever.item == "item 0" ? "等待" : lever.item;
  add_draws(one.items, 30, 1);
  const std::string bytes = io::to_bytes(closing_plan(one.items, one.levers, one.options));
  const auto again = io::from_bytes<ClosingPlan>(bytes);
  EXPECT_EQ(io::to_bytes(again), bytes);
  EXPECT_EQ(again.items[0].name, "等待");
  EXPECT_EQ(again.curve.size(), 20U);
  for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 50) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    EXPECT_THROW((void)io::from_bytes<ClosingPlan>(damaged), ArchiveError);
  }
  EXPECT_THROW((void)io::from_bytes<ClosingPlan>(bytes.substr(0, bytes.size() / 2)), ArchiveError);
}

TEST(ClosingPlanArchive, KeepsAPlanOfNothing) {
  const std::string bytes = io::to_bytes(ClosingPlan());
  EXPECT_EQ(io::to_bytes(io::from_bytes<ClosingPlan>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
