#include "fealty/gaps/lever.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"

namespace fealty::gaps {
namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

TEST(Lever, KindsHaveNames) {
  EXPECT_EQ(to_string(LeverKind::raise_experience), "raise_experience");
  EXPECT_EQ(to_string(LeverKind::atmosphere), "atmosphere");
}

TEST(Lever, HasTheLevelsOfItsPoints) {
  const Lever lever{"train", "19", LeverKind::raise_experience, {{100, 0.5}, {300, 0.75}}, 10, false};
  EXPECT_EQ(lever_levels(lever, 10), (std::vector<LeverLevel>{{0, 0, 0}, {1, 110, 0.5}, {2, 310, 0.75}}));
}

TEST(Lever, ThatIsDivisibleStopsBetweenItsPoints) {
  const Lever lever{"train", "19", LeverKind::raise_experience, {{100, 0.5}, {300, 0.75}}, 10, true};
  EXPECT_EQ(lever_levels(lever, 2),
            (std::vector<LeverLevel>{{0, 0, 0}, {0.5, 60, 0.25}, {1, 110, 0.5}, {1.5, 210, 0.625}, {2, 310, 0.75}}));
  EXPECT_THROW(lever_levels(lever, 0), ParameterError);
}

TEST(Lever, OfBadPointsIsRefusedByName) {
  const auto refused = [](std::vector<LeverPoint> points, double fixed_cost = 0) {
    return message_of(
        [&] { lever_levels({"培训", "19", LeverKind::guide, std::move(points), fixed_cost, false}, 10); });
  };
  for (const std::string& message :
       {refused({}), refused({{-1, 1}}), refused({{1, -1}}), refused({{1, std::nan("")}}), refused({{2, 1}, {2, 2}}),
        refused({{2, 1}, {1, 2}}), refused({{1, std::numeric_limits<double>::infinity()}}), refused({{1, 1}}, -5)}) {
    EXPECT_NE(message.find("培训"), std::string::npos) << message;
  }
}

TEST(Lever, ComesFromColumnsInAnyOrderOfPoints) {
  const auto levers =
      levers_of_columns(Column(Texts{"b", "a", "b"}), Column(std::vector<std::int64_t>{19, 7, 19}),
                        Column(Texts{"guide", "raise_experience", "guide"}), Column(Numbers{200, 50, 100}),
                        Column(Numbers{0.9, 0.3, 0.5}), {}, Column(std::vector<bool>{true, false, true}));
  ASSERT_EQ(levers.size(), 2U);
  EXPECT_EQ(levers[0], (Lever{"b", "19", LeverKind::guide, {{100, 0.5}, {200, 0.9}}, 0, true}));
  EXPECT_EQ(levers[1], (Lever{"a", "7", LeverKind::raise_experience, {{50, 0.3}}, 0, false}));
}

TEST(Lever, OfBadColumnsNamesTheRow) {
  const auto refused = [](const Column& lever, const Column& item, const Column& kind, const Column& cost,
                          const Column& effect, const Column& fixed = {}) {
    return message_of([&] { levers_of_columns(lever, item, kind, cost, effect, fixed); });
  };
  const Column a(Texts{"a", "a"}), item(Texts{"1", "1"}), guide(Texts{"guide", "guide"}), one(Numbers{1, 2});
  EXPECT_EQ(refused(a, item, guide, one, one), "");
  const auto has = [](const std::string& message, const char* part) {
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  has(refused(Column(std::vector<std::optional<std::string>>{"a", std::nullopt}), item, guide, one, one),
      "column lever, row 1");
  has(refused(a, Column(Texts{"1", "2"}), guide, one, one), "row 1: lever a has another item");
  has(refused(a, item, Column(Texts{"guide", "gide"}), one, one), "column kind, row 1: \"gide\" is not a kind");
  has(refused(a, item, guide, Column(Numbers{1, -2}), one), "column cost, row 1: -2");
  has(refused(a, item, guide, one, Column(Numbers{std::nan(""), 1})), "column effect, row 0");
  has(refused(a, item, guide, one, Column(Numbers{1})), "column effect has 1 rows");
  has(refused(a, item, guide, one, one, Column(Numbers{1, 2})), "row 1: lever a has another");
  has(refused(a, item, guide, Column(), one), "column cost has 0 rows");
}

}  // namespace
}  // namespace fealty::gaps
