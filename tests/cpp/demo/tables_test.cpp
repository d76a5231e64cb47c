#include "../../../src/demo/tables.hpp"

#include <optional>

#include <gtest/gtest.h>

namespace fealty::demo {
namespace {

TEST(Tables, IdsAreTextsByRoleAndNumber) {
  EXPECT_EQ(to_text(PartyId{42, Role::client}), "C00042");
  EXPECT_EQ(to_text(PartyId{1'234'567, Role::client}), "C1234567");
  EXPECT_EQ(to_text(PartyId{7, Role::staff}), "E007");
  EXPECT_EQ(to_text(PartyId{7, Role::manager}), "M007");
  EXPECT_EQ(to_text(PartyId{42, Role::client, PartyId::Spelling::na}), "NA");
  EXPECT_EQ(to_text(PartyId{42, Role::client, PartyId::Spelling::missing}), std::nullopt);
}

TEST(Tables, ARowBecomesItsNamesAndWhatIsUnknownIsMissing) {
  Records records;
  TouchRow touch;
  touch.customer.number = 42;
  touch.visit = 3;
  touch.step = Step::quality_check;
  touch.at = Time{5};
  touch.channel = Channel::phone;
  records.touches.push_back(touch);
  const Frame touches = tables_of(World(DealershipOptions{}), records).touches;
  const auto text = [&](const char* name) { return std::string(TextReader(touches.at(name), name)[0]); };
  EXPECT_EQ(text("visit_id"), "V00042-03");
  EXPECT_EQ(text("customer_id"), "C00042");
  EXPECT_EQ(text("step"), "quality check");
  EXPECT_EQ(text("channel"), "phone");
  EXPECT_EQ(text("staff_id"), "E001");
  EXPECT_EQ(touches.at("met").null_count(), 1U);
  EXPECT_EQ(to_string(touches.at("at").type()), "timestamp[us, UTC]");
}

TEST(Tables, JoinedPartsFollowOneAnotherInOnePiece) {
  const World world(DealershipOptions{});
  Records first, second;
  first.purchases.resize(2);
  first.purchases[1].amount = 2;
  second.purchases.resize(1);
  second.purchases[0].amount = 3;
  const auto whole = joined({tables_of(world, first), tables_of(world, second), tables_of(world, {})});
  const auto amounts = as_doubles(whole.purchases.at("amount"), "amount");
  EXPECT_EQ(std::vector<double>(amounts.begin(), amounts.end()), (std::vector<double>{0, 2, 3}));
  EXPECT_EQ(whole.purchases.at("customer_id").chunks().size(), 1U);
  EXPECT_EQ(whole.complaints.rows(), 0U);
}

}  // namespace
}  // namespace fealty::demo
