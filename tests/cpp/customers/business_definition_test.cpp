#include "fealty/customers/business_definition.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::customers {
namespace {

using Names = std::vector<std::string>;

const BusinessDefinition ours({{"families", "repair", "workshop"},
                               {"families", "repair", "at home"},
                               {"firms", "lease", "contract"},
                               {"families", "repair", "workshop"}});
const BusinessDefinition theirs({{"families", "repair", "workshop"}, {"firms", "repair", "workshop"}});

TEST(BusinessDefinition, OverlapByHand) {
  EXPECT_EQ(ours.fields().size(), 3U);  // one stood twice
  const BusinessOverlap found = overlap(ours, theirs);
  EXPECT_DOUBLE_EQ(found.fields, 1.0 / 4);
  EXPECT_DOUBLE_EQ(found.who, 1);
  EXPECT_DOUBLE_EQ(found.what, 1.0 / 2);
  EXPECT_DOUBLE_EQ(found.how, 1.0 / 3);
  EXPECT_EQ(found.shared.size(), 1U);
  EXPECT_EQ(found.only_first.size(), 2U);
  EXPECT_EQ(found.only_second.front(), (BusinessField{"firms", "repair", "workshop"}));
  EXPECT_EQ(found.frame().rows(), 4U);
}

TEST(BusinessDefinition, OverlapWithItselfIsOneAndAlwaysBetweenZeroAndOne) {
  std::mt19937 random(1);
  const auto draw = [&] {
    std::vector<BusinessField> fields(1 + random() % 8);
    const auto part = [&] { return std::to_string(random() % 3); };
    for (BusinessField& field : fields) field = {part(), part(), part()};
    return fields;
  };
  for (int round = 0; round < 200; ++round) {
    const auto a = draw(), b = draw();
    const BusinessDefinition first(a), second(b);
    ASSERT_EQ(overlap(first, first).fields, 1);
    const BusinessOverlap found = overlap(first, second), back = overlap(second, first);
    ASSERT_EQ(found.fields, back.fields);
    for (const double figure : {found.fields, found.who, found.what, found.how}) {
      ASSERT_GE(figure, 0);
      ASSERT_LE(figure, 1);
    }
    std::size_t shared = 0;
    for (const BusinessField& field : first.fields())
      shared += std::ranges::count(second.fields(), field) > 0 ? 1U : 0U;
    const auto either = first.fields().size() + second.fields().size() - shared;
    ASSERT_DOUBLE_EQ(found.fields, static_cast<double>(shared) / static_cast<double>(either));
  }
}

TEST(BusinessDefinition, OfColumnsNamesWhatIsMissing) {
  const Column who(Names{"家庭", "firms"}), what(Names{"维修", "lease"}), how(Names{"上门", "contract"});
  EXPECT_EQ(BusinessDefinition::of_columns(who, what, how).fields().size(), 2U);
  const Column gap(std::vector<std::optional<std::string>>{"a", std::nullopt});
  try {
    BusinessDefinition::of_columns(who, gap, how);
    FAIL() << "a missing part was taken";
  } catch (const RecordError& error) {
    EXPECT_NE(std::string(error.what()).find("column what, row 1"), std::string::npos) << error.what();
  }
  EXPECT_THROW(BusinessDefinition::of_columns(who, what, Column(Names{"a"})), RecordError);
  EXPECT_THROW(BusinessDefinition::of_columns(Column(Names{}), Column(Names{}), Column(Names{})), ParameterError);
  EXPECT_THROW(BusinessDefinition({{"a", " ", "c"}}), ParameterError);
  EXPECT_THROW(overlap(ours, BusinessDefinition()), ParameterError);
}

TEST(BusinessDefinition, ComesBackFromItsArchive) {
  EXPECT_EQ(io::from_bytes<BusinessDefinition>(io::to_bytes(ours)), ours);
  const std::string bytes = io::to_bytes(overlap(ours, theirs));
  EXPECT_EQ(io::to_bytes(io::from_bytes<BusinessOverlap>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::customers
