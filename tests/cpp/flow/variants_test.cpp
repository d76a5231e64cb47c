#include "fealty/flow/variants.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"

namespace fealty::flow {
namespace {

using reference::Event;

std::map<std::vector<std::string>, std::uint64_t> counts_of(const Variants& variants) {
  std::map<std::vector<std::string>, std::uint64_t> counts;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    std::vector<std::string> steps;
    for (const Code step : variants.sequence(v)) steps.push_back(variants.steps.label(step));
    counts[steps] += variants.counts[v];
  }
  return counts;
}

TEST(Variants, AgreeWithCountingSequencesInAMap) {
  for (const std::size_t steps : {1U, 2U, 5U}) {
    const auto events = reference::random_events(20 + steps, 4000, 900, steps);
    const VariantsOfCases found = variants_of_cases(reference::log_of(events));
    EXPECT_EQ(counts_of(found.variants), reference::variants(events));
    EXPECT_EQ(found.variants.size(), reference::variants(events).size());
  }
}

TEST(Variants, OfManyCasesAreGroupedInPartsThatAgreeToo) {
  const auto events = reference::random_events(29, 60'000, 40'000, 4);
  const VariantsOfCases found = variants_of_cases(reference::log_of(events));
  ASSERT_GT(found.of_case.size(), 3 * 4096U);
  EXPECT_EQ(counts_of(found.variants), reference::variants(events));
  EXPECT_EQ(found.variants.size(), reference::variants(events).size());
}

/// The events with so many of the same step before those of each case.
std::vector<Event> with_common_beginning(std::vector<Event> events, std::int64_t steps) {
  std::set<std::string> cases;
  for (const Event& event : events) cases.insert(event.case_id);
  for (const std::string& id : cases) {
    for (std::int64_t k = -steps; k < 0; ++k) events.push_back({id, "step 0", k, k, "", "", ""});
  }
  return events;
}

TEST(Variants, TheMostFrequentComeFirstAndTiesByLengthAndSteps) {
  for (const std::int64_t common : {0, 31, 95, 120}) {
    const auto events = with_common_beginning(reference::random_events(23, 4000, 900, 3), common);
    const Variants found = variants(reference::log_of(events));
    EXPECT_EQ(counts_of(found), reference::variants(events));
    for (std::size_t v = 1; v < found.size(); ++v) {
      ASSERT_GE(found.counts[v - 1], found.counts[v]);
      if (found.counts[v - 1] > found.counts[v]) continue;
      const auto a = found.sequence(v - 1);
      const auto b = found.sequence(v);
      EXPECT_TRUE(a.size() < b.size() || (a.size() == b.size() && std::ranges::lexicographical_compare(a, b)));
    }
  }
}

TEST(Variants, EveryCaseFollowsItsVariant) {
  const EventLog log = reference::log_of(reference::random_events(24, 3000, 500, 4));
  const VariantsOfCases found = variants_of_cases(log);
  for (std::size_t i = 0; i < log.case_count(); ++i)
    EXPECT_TRUE(std::ranges::equal(log.trace(i).steps, found.variants.sequence(found.of_case[i])));
}

TEST(Variants, OfPartsAddUpToThoseOfAll) {
  const auto events = reference::random_events(25, 3000, 500, 3);
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  Variants sum = variants(reference::log_of(first));
  sum += variants(reference::log_of(second));
  EXPECT_EQ(sum, variants(reference::log_of(events)));
  EXPECT_EQ(variants(EventLog()).size(), 0U);
}

}  // namespace
}  // namespace fealty::flow
