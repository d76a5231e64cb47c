#include "fealty/gaps/expectation_filter.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"
#include "simulated_ratings.hpp"

namespace fealty::gaps {
namespace {

const double unanswered = std::nan("");

/// Ratings of two items by 300 customers with names.
RatingSeries named_series() {
  const Frame ratings = simulate_ratings(usual_parameters(), {.customers = 300, .visits = 8});
  std::vector<std::string> customer, item;
  for (std::size_t row = 0; row < ratings.rows(); ++row) {
    customer.push_back("客户" + std::to_string(1000 + row / 8));
    item.push_back(row % 2 == 0 ? "staff" : "rooms");
  }
  return RatingSeries({.customer = Column(customer),
                       .item = Column(item),
                       .will = ratings.at("expectation"),
                       .should = ratings.at("should"),
                       .experience = ratings.at("experience"),
                       .at = ratings.at("at")});
}

double value_at(const Frame& frame, const char* name, std::size_t row) {
  return as_doubles(frame.at(name), name)[row];
}

TEST(ExpectationFilter, ExpectsWhatTheTrackExpects) {
  const ExpectationFilter filter(named_series());
  const Frame all = filter.expect();
  ASSERT_EQ(all.rows(), 600U);
  const ExpectationTrack track = filter.track("客户1000", "rooms");
  EXPECT_EQ(track.customer, "客户1000");
  EXPECT_EQ(track.item, "rooms");
  EXPECT_EQ(track.visits.size(), 4U);
  EXPECT_NEAR(value_at(all, "will", 0), track.next_will.value, 1e-12);
  EXPECT_NEAR(value_at(all, "last_gap", 0), track.visits.back().gap.value, 1e-12);
  EXPECT_NEAR(value_at(all, "next_experience_upper", 0), track.next_experience.upper, 1e-12);
  const Frame own = filter.expect(Column(std::vector<std::string>{"客户1000"}), false);
  EXPECT_EQ(own.rows(), 2U);
  EXPECT_EQ(value_at(own, "will", 0), value_at(all, "will", 0));
}

TEST(ExpectationFilter, HasARowForEveryVisit) {
  const ExpectationFilter filter(named_series());
  const Frame visits = filter.visits();
  EXPECT_EQ(visits.rows(), 2400U);
  const ExpectationTrack track = filter.track("客户1000", "rooms");
  for (std::size_t t = 0; t < 4; ++t) {
    EXPECT_NEAR(value_at(visits, "will", t), track.visits[t].will.value, 1e-12);
    EXPECT_NEAR(value_at(visits, "gap_lower", t), track.visits[t].gap.lower, 1e-12);
  }
}

TEST(ExpectationFilter, OfARatingTakenInIsThatOfAllRatings) {
  const Frame ratings = simulate_ratings(usual_parameters(), {.customers = 200, .visits = 6});
  const RatingSeries whole = series_of(ratings);
  ExpectationFilter later(whole);
  const ExpectationFit fit = later.fit();
  const VisitAnswers answers{5.5, unanswered, 2.5};
  const Time at{whole.at().back().us + 1};
  later.update(std::int64_t{7}, std::nullopt, answers, at);
  later.update(std::int64_t{9999}, std::nullopt, answers, at);

  RatingSeries more({.customer = Column(std::vector<std::int64_t>{7, 9999}),
                     .will = Column(std::vector<double>{5.5, 5.5}),
                     .experience = Column(std::vector<double>{2.5, 2.5}),
                     .at = Column(std::vector<Time>{at, at})});
  RatingSeries sum = whole;
  sum += more;
  const ExpectationFilter at_once(sum, fit);
  for (const std::int64_t customer : {7, 9999}) {
    const ExpectationTrack one = later.track(customer), other = at_once.track(customer);
    ASSERT_EQ(one.visits.size(), other.visits.size());
    EXPECT_NEAR(one.next_will.value, other.next_will.value, 1e-12);
    EXPECT_NEAR(one.visits[0].will_smoothed.value, other.visits[0].will_smoothed.value, 1e-12);
    const Column ids(std::vector<std::int64_t>{customer});
    EXPECT_NEAR(value_at(later.expect(ids, false), "will_lower", 0),
                value_at(at_once.expect(ids, false), "will_lower", 0), 1e-12);
  }
  EXPECT_EQ(later.expect().rows(), 201U);
  EXPECT_EQ(later.updates(), 2U);
}

TEST(ExpectationFilter, OfNewCustomersIsThePopulation) {
  const ExpectationFilter filter(series_of(simulate_ratings(usual_parameters(), {.customers = 200, .visits = 6})));
  const Frame expected = filter.expect(Column(std::vector<std::int64_t>{100'000}), true);
  EXPECT_EQ(value_at(expected, "will", 0), filter.fit().parameters.will_mean);
  EXPECT_EQ(value_at(expected, "visits", 0), 0);
  EXPECT_TRUE(std::isnan(value_at(expected, "last_gap", 0)));
}

TEST(ExpectationFilter, OfUnknownCustomersNamesTheNearest) {
  ExpectationFilter filter(named_series());
  EXPECT_NE(message_of([&] { (void)filter.track("客户100x", "rooms"); }).find("did you mean"), std::string::npos);
  EXPECT_NE(message_of([&] {
              (void)filter.expect(Column(std::vector<std::string>{"nobody"}), false);
            }).find("\"nobody\" is not a customer"),
            std::string::npos);
  EXPECT_NE(message_of([&] { (void)filter.track("客户1000"); }).find("item is needed"), std::string::npos);
  EXPECT_NE(message_of([&] { (void)filter.track("客户1000", "room"); }).find("did you mean \"rooms\""),
            std::string::npos);
  EXPECT_THROW((void)filter.expect(Column(std::vector<std::int64_t>{1}), false), RecordError);
}

TEST(ExpectationFilter, RefusesRatingsThatItCannotTakeIn) {
  const Frame ratings = simulate_ratings(usual_parameters(), {.customers = 300, .visits = 6});
  ExpectationFilter filter(series_of(ratings, false));
  const Time late{filter.series().at().back().us};
  const auto refusal = [&](const RatingId& customer, const VisitAnswers& answers, Time at) {
    return message_of([&] { filter.update(customer, std::nullopt, answers, at); });
  };
  EXPECT_NE(refusal(std::int64_t{1}, {5, unanswered, INFINITY}, late).find("experience is inf"), std::string::npos);
  EXPECT_NE(refusal(std::int64_t{1}, {5, 6, 4}, late).find("without this answer"), std::string::npos);
  EXPECT_NE(refusal(std::int64_t{1}, {5, unanswered, 4}, Time{0}).find("before the last rating of customer 1"),
            std::string::npos);
  EXPECT_NE(refusal(std::int64_t{1}, {5, unanswered, 4}, no_time).find("at is needed"), std::string::npos);
  EXPECT_NE(refusal("one", {5, unanswered, 4}, late).find("customer_id one is a text"), std::string::npos);
  EXPECT_EQ(filter.updates(), 0U);
}

TEST(ExpectationFilter, ComesBackFromItsArchiveWithLaterRatings) {
  ExpectationFilter filter(named_series());
  filter.update("客户1000", "rooms", {5, unanswered, 2}, Time{4'000'000'000'000'000});
  filter.update("新", "staff", {5, unanswered, 6}, Time{4'000'000'000'000'000});
  const std::string bytes = io::to_bytes(filter);
  const auto restored = io::from_bytes<ExpectationFilter>(bytes);
  EXPECT_EQ(io::to_bytes(restored), bytes);
  EXPECT_EQ(restored.track("新").next_will, filter.track("新").next_will);
  EXPECT_EQ(restored.log_likelihood(), filter.log_likelihood());
}

}  // namespace
}  // namespace fealty::gaps
