#include <chrono>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/demo/dealership.hpp"

namespace fealty::demo {
namespace {

// The message with which an option is refused, without its code; empty if it is not.
std::string refusal(const std::string& name, const Setting& value) {
  try {
    DealershipOptions options;
    options.set(name, value);
    options.check();
  } catch (const ParameterError& e) {
    return std::string(e.what()).substr(7);
  }
  return {};
}

TEST(DealershipOptions, TheDefaultsAreInTheirDomains) {
  EXPECT_NO_THROW(DealershipOptions{}.check());
}

TEST(DealershipOptions, EveryOptionIsListedOnceAndCanBeSetToItsOwnValue) {
  const auto all = DealershipOptions{}.all();
  std::set<std::string> names;
  for (const auto& [name, value] : all) {
    names.insert(name);
    EXPECT_EQ(refusal(name, value), "") << name;
  }
  EXPECT_EQ(names.size(), all.size());
}

TEST(DealershipOptions, EveryNumberRefusesNanInfinityAndFarNegativeValuesByName) {
  for (const auto& [name, value] : DealershipOptions{}.all()) {
    if (std::holds_alternative<std::string>(value)) continue;
    for (const double wrong :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1e6}) {
      EXPECT_TRUE(refusal(name, wrong).starts_with(name + " is ")) << wrong;
    }
  }
}

TEST(DealershipOptions, EveryEffectAndShareRefusesASlightlyNegativeValue) {
  const std::set<std::string> may_be_negative = {"utc_offset_hours", "base_complaint"};
  for (const auto& [name, value] : DealershipOptions{}.all()) {
    if (std::holds_alternative<std::string>(value) || may_be_negative.contains(name)) continue;
    EXPECT_TRUE(refusal(name, -1e-3).starts_with(name)) << name;
  }
}

TEST(DealershipOptions, WhatMustBePositiveRefusesZero) {
  for (const char* name : {"customers", "days", "staff_per_branch", "purchase_shape", "purchase_rate", "dropout_shape",
                           "dropout_rate", "spend_shape", "spend_customer_shape", "spend_mean", "acknowledgment_hours",
                           "ownership_hours", "resolution_days"}) {
    EXPECT_TRUE(refusal(name, 0.0).starts_with(name));
    EXPECT_TRUE(refusal(name, std::int64_t{0}).starts_with(name));
  }
}

TEST(DealershipOptions, WholeNumbersRefuseFractions) {
  EXPECT_NE(refusal("customers", 10.5).find("must be a whole number"), std::string::npos);
  EXPECT_EQ(refusal("customers", 10.0), "");
}

TEST(DealershipOptions, AnUnknownNameIsRefusedWithThoseThereAre) {
  EXPECT_NE(refusal("customer", std::int64_t{5}).find("customers, seed, start"), std::string::npos);
}

TEST(DealershipOptions, StepsAndRegionsAreRefusedWithThoseThereAre) {
  EXPECT_NE(refusal("moment_of_truth", "lunch").find("booking, reception"), std::string::npos);
  EXPECT_NE(refusal("weak_region", "booking").find("Pudong, Minhang"), std::string::npos);
}

TEST(DealershipOptions, ATextIsNoNumberAndANumberIsNoText) {
  EXPECT_TRUE(refusal("days", "ten").starts_with("days must be a number"));
  EXPECT_TRUE(refusal("weak_region", 1.0).starts_with("weak_region must be a text"));
}

TEST(DealershipOptions, TheFirstDayIsReadFromItsIsoText) {
  DealershipOptions options;
  options.set("start", "2024-02-29");
  EXPECT_EQ(options.start, std::chrono::year{2024} / std::chrono::February / std::chrono::day{29});
  EXPECT_TRUE(refusal("start", "2025-02-29").starts_with("start"));
  EXPECT_TRUE(refusal("start", "2025-07-01 10:00").starts_with("start"));
}

TEST(DealershipOptions, ALargeSeedKeepsAllItsDigits) {
  DealershipOptions options;
  options.set("seed", std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(options.seed, 0x7FFFFFFFFFFFFFFFU);
}

}  // namespace
}  // namespace fealty::demo
