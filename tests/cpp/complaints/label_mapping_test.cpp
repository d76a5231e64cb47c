#include "fealty/complaints/label_mapping.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::complaints {
namespace {

using Texts = std::vector<std::string>;

TEST(LabelMapping, OfAirlineReasonsGivesEachAReason) {
  const LabelMapping& mapping = airline_reasons_to_causes();
  mapping.validate(ready_taxonomy("cause"));
  const Frame weights = mapping.apply(Texts{"Late Flight", "Can't Tell", "longlines"}, ready_taxonomy("cause"));
  EXPECT_DOUBLE_EQ(as_doubles(weights.at("inconvenience"), "")[0], 0.5);
  EXPECT_DOUBLE_EQ(as_doubles(weights.at("core_failure"), "")[0], 0.5);
  EXPECT_DOUBLE_EQ(as_doubles(weights.at("inconvenience"), "")[2], 1.0);
  for (const auto& [name, column] : weights.columns()) EXPECT_EQ(as_doubles(column, name)[1], 0.0) << name;
}

TEST(LabelMapping, NamesLabelsThatAreNotInTheTable) {
  try {
    (void)airline_reasons_to_causes().apply(Texts{"Late Flight", "Rude Bot", "Ants", "Ants"}, ready_taxonomy("cause"));
    FAIL();
  } catch (const RecordError& problem) {
    const std::string text = problem.what();
    EXPECT_NE(text.find("\"Ants\" (row 2)"), std::string::npos);
    EXPECT_NE(text.find("\"Rude Bot\" (row 1)"), std::string::npos);
  }
}

TEST(LabelMapping, RefusesRowsThatAreNotSound) {
  const Taxonomy& causes = ready_taxonomy("cause");
  const auto refused = [&](std::vector<MappedLabel> rows) {
    EXPECT_THROW((LabelMapping{.name = "own", .to = "cause", .rows = std::move(rows)}.validate(causes)),
                 ParameterError);
  };
  refused({{"a", "prices", 1, "r"}});
  refused({{"a", "pricing", 0, "r"}});
  refused({{"a", "pricing", 1, ""}});
  refused({{"a", "pricing", 1, "r"}, {"a", "pricing", 2, "r"}});
  refused({{"a", "pricing", 1, "r"}, {"a", "", 1, "r"}});
  refused({{"", "pricing", 1, "r"}});
}

TEST(LabelMapping, IsReadFromAFrameAndSaved) {
  const LabelMapping made =
      label_mapping_of("own", "cause",
                       Frame({{"from", Texts{"a", "a", "b"}},
                              {"to", std::vector<std::optional<std::string>>{"pricing", "ethics", std::nullopt}},
                              {"weight", std::vector<double>{3, 1, 1}}}));
  const Frame weights = made.apply(Texts{"a", "b"}, ready_taxonomy("cause"));
  EXPECT_DOUBLE_EQ(as_doubles(weights.at("pricing"), "")[0], 0.75);
  EXPECT_EQ(made.rows[0].reason, "stated by the user");
  EXPECT_EQ(io::from_bytes<LabelMapping>(io::to_bytes(made)), made);
}

}  // namespace
}  // namespace fealty::complaints
