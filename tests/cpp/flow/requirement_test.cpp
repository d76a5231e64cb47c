#include "fealty/flow/requirement.hpp"

#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "today.hpp"

namespace fealty::flow {
namespace {

Requirement good() {
  return {.measure = "waited",
          .bound = Bound::at_most,
          .threshold = 600,
          .share = 0.95,
          .owner = "desk",
          .need = "importance",
          .source = "customers",
          .valid_from = today - days(10),
          .valid_until = today + days(100)};
}

TEST(Requirement, SaysItselfInWords) {
  EXPECT_EQ(good().text(), "waited at most 10 min in 95% of the visits");
  EXPECT_EQ((Requirement{.measure = "met"}).text(), "met");
  EXPECT_EQ((Requirement{.measure = "rating", .bound = Bound::at_least, .threshold = 4.5}).text(),
            "rating at least 4.5");
  EXPECT_EQ(duration_text(5400), "1.5 h");
  EXPECT_EQ(duration_text(45), "45 s");
  EXPECT_EQ(duration_text(2 * 86'400), "2 d");
}

TEST(Requirement, IsMetAtItsThreshold) {
  EXPECT_EQ(good().met(600), 1);
  EXPECT_EQ(good().met(600.001), 0);
  EXPECT_TRUE(std::isnan(good().met(nan)));
  const Requirement least{.measure = "rating", .bound = Bound::at_least, .threshold = 4};
  EXPECT_EQ(least.met(4), 1);
  EXPECT_EQ(least.met(3.9), 0);
  const Requirement flag{.measure = "met"};
  EXPECT_EQ(flag.met(1), 1);
  EXPECT_EQ(flag.met(0), 0);
  EXPECT_TRUE(std::isnan((Requirement{.measure = "waited"}).met(3)));  // nobody said what is good enough
}

TEST(Requirement, ThatIsGoodPassesSmart) {
  const SmartCheck checked = check(good(), today, wilson(96, 100));
  for (const Predicate& predicate : checked.predicates) EXPECT_EQ(predicate.holds, true) << predicate.name;
  EXPECT_TRUE(checked.passes());
}

TEST(Requirement, WithoutANumberIsNotMeasurable) {
  Requirement vague = good();
  vague.share = nan;
  EXPECT_EQ(check(vague, today).predicates[1].holds, false);
  EXPECT_FALSE(vague.has_number());
  vague = {.measure = "waited", .share = 0.9};
  EXPECT_EQ(check(vague, today).predicates[0].holds, false);
  EXPECT_EQ(check(vague, today).predicates[1].holds, false);
  EXPECT_EQ(check({.measure = "met", .share = 0.9}, today).predicates[1].holds, true);
}

TEST(Requirement, IsAchievableIfTheAuditedShareReachesTheTarget) {
  EXPECT_EQ(check(good(), today, wilson(60, 100)).predicates[2].holds, false);
  EXPECT_EQ(check(good(), today, wilson(9, 10)).predicates[2].holds, true);  // the interval reaches beyond
  EXPECT_EQ(check(good(), today).predicates[2].holds, std::nullopt);
  EXPECT_TRUE(check(good(), today).passes());  // open is not failed
}

TEST(Requirement, WithoutANeedIsNotRelevantToCustomers) {
  Requirement own = good();
  own.need = "";
  EXPECT_EQ(check(own, today).predicates[3].holds, false);
}

TEST(Requirement, OutOfDateIsReportedWithTheDate) {
  Requirement old = good();
  old.valid_until = today;
  EXPECT_FALSE(old.is_in_date(today));
  EXPECT_TRUE(old.is_in_date(today - days(1)));
  const Predicate predicate = check(old, today).predicates[4];
  EXPECT_EQ(predicate.holds, false);
  EXPECT_NE(predicate.reason.find(to_string(today)), std::string::npos);
  EXPECT_EQ(check(good(), today - days(50)).predicates[4].holds, false);
  old.valid_until.reset();
  EXPECT_EQ(check(old, today).predicates[4].holds, false);
}

TEST(Requirement, RefusesWhatCannotBe) {
  const auto refused = [](auto&& change) {
    Requirement r = good();
    change(r);
    EXPECT_THROW(r.validate(), ParameterError);
  };
  EXPECT_NO_THROW(good().validate());
  refused([](Requirement& r) { r.measure = ""; });
  refused([](Requirement& r) { r.share = 1.5; });
  refused([](Requirement& r) { r.share = 0; });
  refused([](Requirement& r) { r.threshold = std::numeric_limits<double>::infinity(); });
  refused([](Requirement& r) { r.bound = Bound::none; });
  refused([](Requirement& r) { r.threshold = nan; });
  refused([](Requirement& r) { r.source = "astrology"; });
  refused([](Requirement& r) { r.valid_until = *r.valid_from; });
}

TEST(Requirement, IsEqualToItselfEvenWithoutNumbers) {
  const Requirement flag{.measure = "met"};
  EXPECT_EQ(flag, Requirement{.measure = "met"});
  EXPECT_FALSE(flag == good());
}

TEST(Requirement, KnowsSixNeedsAndFiveSources) {
  EXPECT_EQ(customer_needs().size(), 6U);
  EXPECT_EQ(standard_sources().size(), 5U);
}

}  // namespace
}  // namespace fealty::flow
