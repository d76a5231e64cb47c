#include "fealty/loyalty/covariate_coding.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/message_of.hpp"
#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

Frame some_customers() {
  return Frame({{"customer_id", Column(Texts{"d", "b", "a", "c"})},
                {"channel", Column(Texts{"web", "shop", "web", "fax"})},
                {"gap", Column(Numbers{4, 2, 1, 3})},
                {"is_new", Column(std::vector<bool>{true, false, false, true})}});
}

PurchaseSummary customers_with_ids(const Texts& customers) {
  const Numbers some(customers.size(), 1.0);
  return PurchaseSummary::from_arrays(Column(some), Column(some), Column(some), {}, Column(customers));
}

TEST(CovariateCoding, MakesIndicatorsAgainstTheMostFrequentLevel) {
  const Frame frame = some_customers();
  const auto rows = covariate_rows(frame, customers_with_ids({"a", "b", "c", "d"}));
  EXPECT_EQ(rows, (std::vector<std::uint32_t>{2, 1, 3, 0}));
  const auto coding = CovariateCoding::learn(frame, {"channel", "gap", "is_new"}, rows);
  EXPECT_EQ(coding.names(), (Texts{"channel[fax]", "channel[shop]", "gap", "is_new"}));
  EXPECT_EQ(coding.columns()[0].reference, "web");
  CovariateDesign expected(4, 4);
  expected << 0, 0, 1, 0, 0, 1, 2, 0, 1, 0, 3, 1, 0, 0, 4, 1;
  EXPECT_EQ(coding.design(frame, rows), expected);
  EXPECT_EQ(CovariateCoding(coding.columns()), coding);
}

TEST(CovariateCoding, TakesTheFirstOfLevelsThatAreAsFrequent) {
  const Frame frame({{"channel", Column(Texts{"web", "shop"})}});
  EXPECT_EQ(CovariateCoding::learn(frame, {"channel"}, covariate_rows(frame)).columns()[0].reference, "shop");
}

TEST(CovariateCoding, GivesMissingValuesAnEffectOfTheirOwn) {
  const Frame holes({{"gap", Column(std::vector<std::optional<double>>{1.5, std::nullopt, 2.0})},
                     {"channel", Column(std::vector<std::optional<std::string>>{std::nullopt, "web", "web"})}});
  const auto rows = covariate_rows(holes);
  const auto coding = CovariateCoding::learn(holes, {"gap", "channel"}, rows);
  EXPECT_EQ(coding.names(), (Texts{"gap", "gap[missing]", "channel[missing]"}));
  CovariateDesign expected(3, 3);
  expected << 1.5, 0, 1, 0, 1, 0, 2, 0, 0;
  EXPECT_EQ(coding.design(holes, rows), expected);
}

TEST(CovariateCoding, NamesWhatIsWrong) {
  const Frame frame = some_customers();
  const auto rows = covariate_rows(frame);
  EXPECT_THROW(CovariateCoding::learn(frame, {"nothing"}, rows), RecordError);
  EXPECT_THROW(CovariateCoding::learn(frame, {"gap", "gap"}, rows), RecordError);
  const Frame holes({{"gap", Column(std::vector<std::optional<double>>{1.0, std::nullopt})},
                     {"channel", Column(std::vector<std::optional<std::string>>{std::nullopt, "web"})}});
  EXPECT_NE(message_of<RecordError>([&] {
              (void)CovariateCoding::learn(frame, {"gap"}, rows).design(holes, covariate_rows(holes));
            }).find("column gap, row 1: the value is missing"),
            std::string::npos);
  EXPECT_NE(message_of<RecordError>([&] {
              (void)CovariateCoding::learn(frame, {"channel"}, rows).design(holes, covariate_rows(holes));
            }).find("column channel, row 0: the value is missing"),
            std::string::npos);
  const auto coding = CovariateCoding::learn(frame, {"channel"}, rows);
  const Frame unknown({{"channel", Column(Texts{"web", "wep"})}});
  EXPECT_NE(message_of<RecordError>([&] {
              (void)coding.design(unknown, covariate_rows(unknown));
            }).find("column channel, row 1: \"wep\" is not a level that the model has seen; did you mean \"web\"?"),
            std::string::npos);
}

TEST(CovariateRows, AreThoseOfTheCustomersOrAsMany) {
  const Frame frame = some_customers();
  EXPECT_NE(message_of<RecordError>([&] {
              (void)covariate_rows(frame, customers_with_ids({"a", "z"}));
            }).find("customer z has no row"),
            std::string::npos);
  const Frame twice({{"customer_id", Column(Texts{"a", "b", "a"})}});
  EXPECT_NE(message_of<RecordError>([&] {
              (void)covariate_rows(twice, customers_with_ids({"a", "b"}));
            }).find("customer a has two rows: 0 and 2"),
            std::string::npos);
  const Frame nameless({{"gap", Column(Numbers{1, 2})}});
  EXPECT_EQ(covariate_rows(nameless, customers_with_ids({"a", "z"})), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_THROW((void)covariate_rows(nameless, customers_with_ids({"a"})), RecordError);
}

}  // namespace
}  // namespace fealty::loyalty
