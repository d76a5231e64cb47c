#include "../../../src/demo/catalogue.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::demo {
namespace {

TEST(Catalogue, EveryStepIsFoundByItsName) {
  ASSERT_EQ(step_names().size(), step_count);
  for (std::size_t i = 0; i < step_count; ++i) EXPECT_EQ(find_step(step_names()[i]), static_cast<Step>(i));
  EXPECT_EQ(find_step("lunch"), std::nullopt);
}

TEST(Catalogue, StepsAreInTheOrderOfTheirCodes) {
  EXPECT_EQ(entry_of(Step::booking).name, "booking");
  EXPECT_EQ(entry_of(Step::quality_check).name, "quality check");
  EXPECT_EQ(entry_of(Step::offer).name, "offer");
}

TEST(Catalogue, NoNameStandsTwice) {
  for (const auto& names :
       {step_names(), item_names(), cause_names(), region_names(), role_names(), age_band_names(), car_model_names(),
        channel_names(), complainer_names(), need_names(), outcome_names(), purchase_kind_names()}) {
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  }
}

TEST(Catalogue, EveryItemBelongsToADimensionOfServqual) {
  const std::set<std::string> dimensions = {"tangibles", "reliability", "responsiveness", "assurance", "empathy"};
  std::set<std::string> seen;
  for (const auto& item : item_names()) seen.insert(item.substr(0, item.find('.')));
  EXPECT_EQ(seen, dimensions);
}

}  // namespace
}  // namespace fealty::demo
