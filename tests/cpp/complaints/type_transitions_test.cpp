#include "fealty/complaints/type_transitions.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::complaints {
namespace {

using Texts = std::vector<std::string>;
using Integers = std::vector<std::int64_t>;

std::vector<double> doubles(const Frame& frame, const char* name) {
  const auto values = as_doubles(frame.at(name), name);
  return {values.begin(), values.end()};
}

TypeTransitions small() {
  return TypeTransitions(Integers{1, 2, 1, 2, 1, 3},
                         Texts{"victim", "rational", "victim", "loyal_advocate", "rational", "victim"}, {},
                         Texts{"refund", "letter", "refund", "letter", "letter", "refund"});
}

TEST(TypeTransitions, CountsFromOneComplaintOfACustomerToTheNext) {
  const TypeTransitions made = small();
  EXPECT_EQ(made.counts().front().counts[3 * 5 + 3], 1);
  EXPECT_EQ(made.counts().front().counts[3 * 5 + 1], 1);
  EXPECT_EQ(made.counts().front().counts[1 * 5 + 4], 1);
  EXPECT_EQ(made.customers(), 3);
  ASSERT_EQ(made.counts().size(), 3U);  // together, letter, refund
  EXPECT_EQ(made.counts()[2].handling, "refund");
  EXPECT_EQ(made.counts()[2].counts[3 * 5 + 1], 1);
}

TEST(TypeTransitions, CellsAreDirichletPosteriorMeans) {
  const TypeTransitions made = small();
  const auto mean = ready_taxonomy("type").prior().mean;
  EXPECT_NEAR(made.probability("victim", "victim").value, (10 * (0.5 + 0.5 * mean[3]) + 1) / 12, 1e-12);
  EXPECT_NEAR(made.probability("negotiator", "victim").value, 0.5 * mean[3], 1e-12);
  const Estimate cell = made.probability("victim", "rational", "refund");
  EXPECT_LT(cell.lower, cell.value);
  EXPECT_GT(cell.upper, cell.value);
}

TEST(TypeTransitions, RowsSumToOne) {
  const Frame frame = small().frame();
  const auto probabilities = doubles(frame, "probability");
  for (std::size_t row = 0; row < probabilities.size(); row += 5) {
    double sum = 0;
    for (std::size_t j = 0; j < 5; ++j) sum += probabilities[row + j];
    EXPECT_NEAR(sum, 1, 1e-12);
  }
}

TEST(TypeTransitions, StationarySharesAreKeptByTheMatrix) {
  const TypeTransitions made = small();
  const auto share = doubles(made.stationary(), "share");
  const auto p = doubles(made.frame(), "probability");
  for (std::size_t j = 0; j < 5; ++j) {
    double next = 0;
    for (std::size_t i = 0; i < 5; ++i) next += share[i] * p[i * 5 + j];
    EXPECT_NEAR(next, share[j], 1e-12);
  }
  const Frame frame = made.stationary();
  for (std::size_t j = 0; j < 5; ++j) {
    EXPECT_LT(doubles(frame, "share_lower")[j], share[j]);
    EXPECT_GT(doubles(frame, "share_upper")[j], share[j]);
  }
}

TEST(TypeTransitions, ConversionsKeepTheNumberOfComplainers) {
  const Frame frame = small().conversions(std::vector<double>{10, 0, 20, 5, 0});
  double expected = 0, to = 0, from = 0;
  for (std::size_t c = 0; c < 5; ++c) {
    expected += doubles(frame, "expected")[c];
    to += doubles(frame, "converted_to")[c];
    from += doubles(frame, "converted_from")[c];
  }
  EXPECT_NEAR(expected, 35, 1e-9);
  EXPECT_NEAR(to, from, 1e-9);
}

TEST(TypeTransitions, OrderOfRowsIsNoMatterWhereThereAreTimes) {
  const Integers customer = {1, 1, 1, 2, 2}, other = {2, 1, 1, 2, 1};
  const std::vector<Time> at = {{1}, {2}, {3}, {1}, {2}}, mixed = {{2}, {3}, {1}, {1}, {2}};
  const TypeTransitions a(customer, Texts{"victim", "rational", "victim", "negotiator", "rational"}, at);
  const TypeTransitions b(other, Texts{"rational", "victim", "victim", "negotiator", "rational"}, mixed);
  EXPECT_EQ(a.counts(), b.counts());
}

TEST(TypeTransitions, PassesOverComplaintsWithoutAType) {
  const TypeTransitions made(Integers{1, 1, 1},
                             std::vector<std::optional<std::string>>{"victim", "unknown", "rational"});
  EXPECT_EQ(made.untyped(), 1);
  EXPECT_EQ(made.counts().front().counts[3 * 5 + 1], 1);
}

TEST(TypeTransitions, ComeNearTheTruthWithManyComplaints) {
  Integers customer;
  Texts type;
  for (std::int64_t i = 0; i < 2000; ++i) {
    customer.insert(customer.end(), {i, i});
    type.insert(type.end(), {"victim", i % 4 == 0 ? "victim" : "loyal_advocate"});
  }
  const TypeTransitions made(customer, type);
  EXPECT_NEAR(made.probability("victim", "loyal_advocate").value, 0.75, 0.01);
}

TEST(TypeTransitions, RefusesWhatIsNotSound) {
  EXPECT_THROW(TypeTransitions(Integers{1}, Texts{"victm"}), RecordError);
  EXPECT_THROW(TypeTransitions(std::vector<std::optional<std::int64_t>>{std::nullopt}, Texts{"victim"}), RecordError);
  EXPECT_THROW(TypeTransitions(Integers{1, 2}, Texts{"victim"}), RecordError);
  EXPECT_THROW(TypeTransitions(Integers{1}, Texts{"pricing"}, {}, {}, ready_taxonomy("cause")), ParameterError);
  EXPECT_THROW(TypeTransitions(Integers{1}, Texts{"victim"}, {}, {}, ready_taxonomy("type"), {1.0, 10}),
               ParameterError);
  EXPECT_THROW((void)small().probability("victim", "victim", "gift"), ParameterError);
  EXPECT_THROW((void)small().conversions(std::vector<double>{1}), ParameterError);
}

TEST(TypeTransitions, AreSavedAndReadBack) {
  EXPECT_EQ(io::to_bytes(io::from_bytes<TypeTransitions>(io::to_bytes(small()))), io::to_bytes(small()));
}

}  // namespace
}  // namespace fealty::complaints
