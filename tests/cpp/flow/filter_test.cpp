#include "fealty/flow/filter.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/error.hpp"
#include "fealty/flow/variants.hpp"

namespace fealty::flow {
namespace {

using reference::Event;
using Steps = std::vector<std::string>;

constexpr std::int64_t start = 1'700'000'000'000'000;

class Filter : public ::testing::Test {
 protected:
  /// The ids of the cases whose events a plain predicate keeps.
  Steps cases_that(const std::function<bool(const std::vector<Event>&)>& keep) const {
    Steps ids;
    for (const auto& [id, trace] : reference::traces_of(events)) {
      if (keep(trace)) ids.push_back(id);
    }
    return ids;
  }

  static Steps cases_of(const EventLog& found) {
    Steps ids;
    for (std::size_t i = 0; i < found.case_count(); ++i) ids.push_back(found.cases().label(found.trace(i).case_code));
    return ids;
  }

  static bool has(const std::vector<Event>& trace, const std::string& step) {
    return std::ranges::find(trace, step, &Event::step) != trace.end();
  }

  std::vector<Event> events = reference::random_events(31, 900, 200, 5);
  EventLog log = reference::log_of(events);
};

TEST_F(Filter, ChoosesCasesByTheirEndpoints) {
  EXPECT_EQ(cases_of(starting_with(log, {"step 1", "step 2"})),
            cases_that([](const auto& t) { return t.front().step == "step 1" || t.front().step == "step 2"; }));
  EXPECT_EQ(cases_of(ending_with(log, {"step 0"})),
            cases_that([](const auto& t) { return t.back().step == "step 0"; }));
}

TEST_F(Filter, ChoosesCasesByTheirSteps) {
  EXPECT_EQ(cases_of(containing(log, {"step 4"})), cases_that([](const auto& t) { return has(t, "step 4"); }));
  EXPECT_EQ(cases_of(not_containing(log, {"step 4"})), cases_that([](const auto& t) { return !has(t, "step 4"); }));
}

TEST_F(Filter, ChoosesCasesByWhatFollows) {
  const auto comes_after = [](const std::vector<Event>& t, bool directly, std::int64_t within) {
    for (std::size_t i = 0; i < t.size(); ++i) {
      for (std::size_t j = i + 1; j < t.size(); ++j) {
        if (t[i].step == "step 1" && t[j].step == "step 3" && (!directly || j == i + 1) && t[j].at - t[i].at <= within)
          return true;
      }
    }
    return false;
  };
  EXPECT_EQ(cases_of(following(log, "step 1", "step 3")),
            cases_that([&](const auto& t) { return comes_after(t, false, INT64_MAX); }));
  EXPECT_EQ(cases_of(following(log, "step 1", "step 3", true)),
            cases_that([&](const auto& t) { return comes_after(t, true, INT64_MAX); }));
  EXPECT_EQ(cases_of(not_following(log, "step 1", "step 3", false, Duration{4 * us_per_hour})),
            cases_that([&](const auto& t) { return !comes_after(t, false, 4 * us_per_hour); }));
}

TEST_F(Filter, ChoosesCasesByTheirDurationAndLength) {
  const auto length = [](const std::vector<Event>& t) {
    return std::ranges::max_element(t, {}, &Event::ended)->ended - t.front().at;
  };
  EXPECT_EQ(cases_of(lasting(log, Duration{us_per_hour}, Duration{20 * us_per_hour})),
            cases_that([&](const auto& t) { return length(t) >= us_per_hour && length(t) <= 20 * us_per_hour; }));
  EXPECT_EQ(cases_of(of_length(log, 2, 3)), cases_that([](const auto& t) { return t.size() == 2 || t.size() == 3; }));
}

TEST_F(Filter, ChoosesByTime) {
  const Time from{start + 10 * us_per_hour};
  const Time to{start + 30 * us_per_hour};
  const auto inside = [&](std::int64_t at) { return from.us <= at && at < to.us; };
  const auto end = [](const std::vector<Event>& t) { return std::ranges::max_element(t, {}, &Event::ended)->ended; };
  EXPECT_EQ(cases_of(between(log, from, to)),
            cases_that([&](const auto& t) { return inside(t.front().at) && inside(end(t)); }));
  EXPECT_EQ(cases_of(between(log, from, to, Within::started)),
            cases_that([&](const auto& t) { return inside(t.front().at); }));
  EXPECT_EQ(cases_of(between(log, from, to, Within::ended)), cases_that([&](const auto& t) { return inside(end(t)); }));
  EXPECT_EQ(cases_of(between(log, from, to, Within::intersecting)),
            cases_that([&](const auto& t) { return t.front().at < to.us && end(t) >= from.us; }));
  EXPECT_EQ(between(log, from, to, Within::events).size(),
            static_cast<std::size_t>(std::ranges::count_if(events, inside, &Event::at)));
}

TEST_F(Filter, ChoosesByAttributes) {
  const auto by_phone = [](const Event& e) { return e.channel == "phone"; };
  EXPECT_EQ(cases_of(with_attribute(log, "channel", {"phone"})),
            cases_that([&](const auto& t) { return std::ranges::any_of(t, by_phone); }));
  EXPECT_EQ(with_attribute(log, "channel", {"phone"}, false).size(),
            static_cast<std::size_t>(std::ranges::count_if(events, by_phone)));
}

TEST_F(Filter, ChoosesTheMostFrequentVariants) {
  const Variants all = variants(log);
  const EventLog three = most_frequent(log, 3);
  EXPECT_EQ(three.case_count(), all.counts[0] + all.counts[1] + all.counts[2]);
  EXPECT_EQ(variants(three).size(), 3U);
  const EventLog half = covering(log, 0.5);
  EXPECT_GE(2 * half.case_count(), log.case_count());
  EXPECT_LT(2 * most_frequent(log, variants(half).size() - 1).case_count(), log.case_count());
  EXPECT_EQ(cases_of(following_variant(log, {"step 2"})),
            cases_that([](const auto& t) { return t.size() == 1 && t[0].step == "step 2"; }));
}

TEST_F(Filter, ComposesInAnyOrder) {
  const EventLog one = without_steps(starting_with(log, {"step 1"}), {"step 2"});
  EXPECT_EQ(one.size(), only_steps(starting_with(log, {"step 1"}), {"step 0", "step 1", "step 3", "step 4"}).size());
  const EventLog few = of_length(lasting(containing(log, {"step 1"}), Duration{0}), 1, 4);
  EXPECT_EQ(cases_of(few), cases_of(containing(of_length(lasting(log, Duration{0}), 1, 4), {"step 1"})));
  EXPECT_EQ(cases_of(containing(few, {"step 2"})),
            cases_of(of_length(containing(containing(log, {"step 2"}), {"step 1"}), 1, 4)));
}

TEST_F(Filter, AStepThatIsNotThereIsAnErrorThatNamesTheNearest) {
  try {
    (void)containing(log, {"stepp 3"});
    FAIL() << "nothing was thrown";
  } catch (const ParameterError& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean \"step 3\"?"), std::string::npos) << error.what();
  }
}

TEST_F(Filter, MayLeaveNothing) {
  const EventLog nothing = of_length(log, 1000);
  EXPECT_EQ(nothing.case_count(), 0U);
  EXPECT_EQ(variants(nothing).size(), 0U);
  EXPECT_EQ(containing(nothing, {"step 1"}).size(), 0U);
}

}  // namespace
}  // namespace fealty::flow
