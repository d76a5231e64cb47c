#include "fealty/core/nearest_name.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace fealty {
namespace {

std::string message(const std::string& name, const std::vector<std::string>& names) {
  return unknown_name_message(name, "a step", {names.size(), [&](std::size_t i) { return names[i]; }});
}

TEST(NearestName, IsProposedWhereOneIsNear) {
  EXPECT_EQ(message("recption", {"handover", "reception"}), "\"recption\" is not a step; did you mean \"reception\"?");
  EXPECT_EQ(message("接待室", {"交车", "接待"}), "\"接待室\" is not a step; did you mean \"接待\"?");
}

TEST(NearestName, AllAreListedWhereNoneIsNear) {
  EXPECT_EQ(message("x", {"handover", "reception"}), "\"x\" is not a step; there are \"handover\", \"reception\"");
  EXPECT_EQ(message("x", {}), "\"x\" is not a step; there are none");
  const std::string many = message("unlike", std::vector<std::string>(20, "something else"));
  EXPECT_TRUE(many.ends_with(" ...")) << many;
}

}  // namespace
}  // namespace fealty
