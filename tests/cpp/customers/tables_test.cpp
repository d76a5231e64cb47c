#include "fealty/customers/tables.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::customers {
namespace {

TEST(Tables, NamesComeBackAndOthersAreRefused) {
  for (const Table table : all_tables) EXPECT_EQ(table_named(name_of(table)), table);
  EXPECT_THROW(table_named("clients"), ParameterError);
}

TEST(Tables, TheColumnOfTimeIsAStandardColumn) {
  for (const Table table : all_tables) {
    bool found = false;
    for (const StandardColumn& column : standard_columns(table))
      found = found || (column.name == time_column(table) && column.content == Content::time);
    EXPECT_TRUE(found) << name_of(table);
  }
}

TEST(Tables, OptionalColumnsStayOutOfTheFrame) {
  Frame attributes;
  attributes.add("shop", Column(std::vector<std::string>{"A"}));
  const Frame frame = to_frame(PurchaseColumns{
      .customer = std::vector<std::int64_t>{1}, .at = std::vector<Time>{Time{0}}, .attributes = attributes});
  ASSERT_EQ(frame.columns().size(), 3U);
  EXPECT_EQ(frame.columns()[0].first, "customer_id");
  EXPECT_EQ(frame.columns()[1].first, "at");
  EXPECT_EQ(frame.columns()[2].first, "shop");
}

}  // namespace
}  // namespace fealty::customers
