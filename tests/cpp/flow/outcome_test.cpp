#include "fealty/flow/outcome.hpp"

#include <string>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::flow {
namespace {

TEST(Outcome, IsReadFromItsName) {
  const Outcome returned = outcome_named("returned within 90 days");
  EXPECT_EQ(returned.kind, OutcomeKind::returned);
  EXPECT_EQ(returned.within, days(90));
  EXPECT_TRUE(returned.desired);
  EXPECT_EQ(returned.name, "returned within 90 days");
  EXPECT_EQ(outcome_named("bought within 4 weeks").within, days(28));
  EXPECT_EQ(outcome_named(" bought  within 1 day ").kind, OutcomeKind::bought);
  const Outcome complained = outcome_named("complained within 36 hours");
  EXPECT_EQ(complained.within.us, 36 * us_per_hour);
  EXPECT_FALSE(complained.desired);
}

TEST(Outcome, OfOtherTextsIsAnErrorThatListsWhatThereIs) {
  for (const char* text : {"", "returned", "came back within 9 days", "returned within nine days",
                           "returned within 9 moons", "returned after 9 days", "returned within 9x days"}) {
    try {
      (void)outcome_named(text);
      FAIL() << text;
    } catch (const ParameterError& error) {
      EXPECT_NE(std::string(error.what()).find("\"complained within 90 days\""), std::string::npos);
    }
  }
}

TEST(Outcome, NeedsATimeThatIsPositive) {
  for (const char* text : {"returned within 0 days", "returned within -5 days", "returned within 40000 days",
                           "returned within nan days", "returned within inf days"}) {
    EXPECT_THROW((void)outcome_named(text), ParameterError) << text;
  }
}

}  // namespace
}  // namespace fealty::flow
