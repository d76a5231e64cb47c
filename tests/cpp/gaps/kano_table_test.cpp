#include "fealty/gaps/kano_table.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::gaps {
namespace {

using TableRows = std::vector<std::string>;

TEST(KanoTable, IsTheClassicOneUnlessSaid) {
  const KanoTable table;
  EXPECT_EQ(table.rows(), (TableRows{"QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"}));
  EXPECT_EQ(table.category(1, 5), KanoCategory::one_dimensional);
  EXPECT_EQ(table.category(3, 5), KanoCategory::must_be);
  EXPECT_EQ(table.category(5, 1), KanoCategory::reverse);
  EXPECT_EQ(table, KanoTable::named("classic"));
}

TEST(KanoTable, OfPouliotQuestionsTwoCellsMore) {
  const KanoTable classic, pouliot = KanoTable::named("pouliot");
  for (std::size_t f = 1; f <= KanoTable::answers; ++f) {
    for (std::size_t d = 1; d <= KanoTable::answers; ++d) {
      const bool differs = f == d && (f == 2 || f == 4);
      EXPECT_EQ(pouliot.category(f, d), differs ? KanoCategory::questionable : classic.category(f, d)) << f << d;
    }
  }
}

TEST(KanoTable, OfOnesOwnIsTakenAsItIs) {
  const TableRows rows{"MOAIR", "QMOAI", "RQMOA", "IRQMO", "AIRQM"};
  EXPECT_EQ(KanoTable(rows).rows(), rows);
}

TEST(KanoTable, OfAnotherShapeOrLetterIsRefusedByRow) {
  const auto message_of = [](const TableRows& rows) -> std::string {
    try {
      const KanoTable table(rows);
    } catch (const ParameterError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(message_of({"QAAAO"}).find("has 1 rows, but must have 5"), std::string::npos);
  EXPECT_NE(
      message_of({"QAAAO", "RIIIM", "RIIXM", "RIIIM", "RRRRQ"}).find("row 3 of the evaluation table is \"RIIXM\""),
      std::string::npos);
  EXPECT_NE(message_of({"QAAAO", "RIII", "RIIIM", "RIIIM", "RRRRQ"}).find("row 2"), std::string::npos);
  EXPECT_THROW(KanoTable::named("kano"), ParameterError);
}

TEST(KanoTable, NamesItsCategories) {
  EXPECT_EQ(name_of(KanoCategory::must_be), "must-be");
  EXPECT_EQ(letter_of(KanoCategory::questionable), 'Q');
}

}  // namespace
}  // namespace fealty::gaps
