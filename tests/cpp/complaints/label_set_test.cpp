#include "fealty/complaints/label_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/complaints/score_report.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"

namespace fealty::complaints {
namespace {

using Names = std::vector<std::string>;
using Codes = std::vector<std::int32_t>;

const Column four_answers(std::vector<std::optional<std::string>>{"rude", std::nullopt, "late", "rude"});

TEST(LabelSet, LabelsAreInOrderAndMissingOnesAreNone) {
  const LabelSet set = LabelSet::of(four_answers, "cause");
  EXPECT_EQ(set.names(), (Names{"late", "rude"}));
  EXPECT_EQ(set.codes(four_answers, "cause"), (Codes{1, -1, 0, 1}));
  EXPECT_EQ(set.codes(Column(Names{"late", "new"}), "cause"), (Codes{0, unseen_label}));
}

TEST(LabelSet, IntegersAreInOrderOfValue) {
  const LabelSet set = LabelSet::of(Column(std::vector<std::int64_t>{10, 9, -1}), "n");
  EXPECT_EQ(set.names(), (Names{"-1", "9", "10"}));
  EXPECT_EQ(set.codes(Column(std::vector<double>{10.0, 9.0}), "n"), (Codes{2, 1}));
  EXPECT_EQ(set.kind(), LabelKind::integer);
}

TEST(LabelSet, BooleansStayBooleans) {
  const LabelSet set = LabelSet::of(Column(std::vector<bool>{true, false}), "b");
  EXPECT_EQ(set.names(), (Names{"false", "true"}));
  EXPECT_EQ(set.column().type().kind, Kind::boolean);
}

TEST(LabelSet, ListsAreCutAtTheSeparator) {
  const Column lists(std::vector<std::optional<std::string>>{"late|rude", "", std::nullopt, "dirty | late"});
  const LabelSet set = LabelSet::of_lists(lists, "|", "topics");
  EXPECT_EQ(set.names(), (Names{"dirty", "late", "rude"}));
  EXPECT_EQ(set.memberships(lists, "|", "topics"), (std::vector<std::int8_t>{0, 1, 1, 0, 0, 0, -1, -1, -1, 1, 1, 0}));
  std::int64_t unseen = 0;
  EXPECT_EQ(set.memberships(Column(Names{"new|late"}), "|", "topics", &unseen), (std::vector<std::int8_t>{0, 1, 0}));
  EXPECT_EQ(unseen, 1);
}

TEST(LabelSet, UnitedWithAnotherItHasTheLabelsOfBoth) {
  const LabelSet both = LabelSet::of(four_answers, "").united_with(LabelSet::of(Column(Names{"dirty", "rude"}), ""));
  EXPECT_EQ(both.names(), (Names{"dirty", "late", "rude"}));
  const LabelSet numbers = LabelSet::of(Column(std::vector<std::int64_t>{3}), "");
  EXPECT_EQ(numbers.united_with(LabelSet::of(Column(std::vector<std::int64_t>{-2}), "")).names(), (Names{"-2", "3"}));
  EXPECT_THROW((void)numbers.united_with(both), RecordError);
}

TEST(LabelSet, WhatIsNoLabelIsRefused) {
  EXPECT_THROW(LabelSet::of(Column(std::vector<double>{0.5}), "x"), RecordError);
  EXPECT_THROW((void)LabelSet::of(four_answers, "x").codes(Column(std::vector<std::int64_t>{1}), "x"), RecordError);
  EXPECT_THROW((void)LabelSet::of(four_answers, "x").at("dirty"), ParameterError);
}

}  // namespace
}  // namespace fealty::complaints
