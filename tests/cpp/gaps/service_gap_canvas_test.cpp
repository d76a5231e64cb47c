#include "fealty/gaps/service_gap_canvas.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::gaps {
namespace {

using Texts = std::vector<std::string>;

ServiceGapCanvas example_canvas() {
  return {.them = {"be told when the car is ready", "a loan car", "evening hours", "a fair price"},
          .us = {"a fair price", "free coffee"},
          .strategies = {{"message at each step", {"be told when the car is ready"}}},
          .competitors = {{"chain", {"evening hours", "a fair price"}}, {"tankstelle", {"evening hours"}}}};
}

TEST(ServiceGapCanvas, ListsTheNeedsThatNobodyServes) {
  const ServiceGapCanvas canvas = example_canvas();
  canvas.validate();
  EXPECT_EQ(canvas.completeness(), 1);
  EXPECT_TRUE(canvas.empty_slots().empty());
  EXPECT_EQ(canvas.unmatched(), (Texts{"a loan car", "evening hours"}));
  EXPECT_EQ(canvas.lost_to_competitors(), Texts{"evening hours"});
  EXPECT_EQ(canvas.unasked(), Texts{"free coffee"});
  const Frame frame = canvas.frame();
  EXPECT_EQ(frame.rows(), 4U);
  EXPECT_EQ(TextReader(frame.at("competitors"), "competitors")[2], "chain; tankstelle");
  EXPECT_EQ(TextReader(frame.at("strategies"), "strategies")[0], "message at each step");
}

TEST(ServiceGapCanvas, ReportsItsEmptySlots) {
  ServiceGapCanvas canvas = example_canvas();
  canvas.strategies.clear();
  EXPECT_EQ(canvas.completeness(), 0.75);
  EXPECT_EQ(canvas.empty_slots(), Texts{"strategies"});
  EXPECT_EQ(canvas.unmatched().size(), 3U);
  const ServiceGapCanvas blank;
  EXPECT_EQ(blank.completeness(), 0);
  EXPECT_EQ(blank.empty_slots(), (Texts{"us", "them", "strategies", "competitors"}));
  EXPECT_EQ(blank.frame().rows(), 0U);
}

TEST(ServiceGapCanvas, RefusesNamesThatAreEmptyOrStandTwice) {
  ServiceGapCanvas canvas = example_canvas();
  canvas.us.push_back("a fair price");
  EXPECT_THROW(canvas.validate(), ParameterError);
  canvas = example_canvas();
  canvas.them.push_back("  ");
  EXPECT_THROW(canvas.validate(), ParameterError);
  canvas = example_canvas();
  canvas.competitors.push_back({"chain", {}});
  EXPECT_THROW(canvas.validate(), ParameterError);
  canvas = example_canvas();
  canvas.strategies[0].needs.emplace_back("");
  EXPECT_THROW(canvas.validate(), ParameterError);
}

TEST(ServiceGapCanvas, ComesBackFromItsArchive) {
  const std::string bytes = io::to_bytes(example_canvas());
  EXPECT_EQ(io::to_bytes(io::from_bytes<ServiceGapCanvas>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
