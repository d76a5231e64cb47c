#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/flow/sampling_units.hpp"
#include "fealty/flow/variants.hpp"
#include "frame_values.hpp"

namespace fealty::flow {
namespace {

TEST(VariantsFrame, IntervalsAreThoseOfCountingEveryReplicateAlone) {
  const EventLog log = reference::log_of(reference::random_events(51, 300, 120, 2));
  const Bootstrap bootstrap{.replicates = 40, .seed = 3, .level = 0.9};
  const Frame frame = variants_frame(log, bootstrap);
  const VariantsOfCases found = variants_of_cases(log);
  const SamplingUnits units = sampling_units(log);
  std::vector<std::vector<double>> counts(found.variants.size(), std::vector<double>(bootstrap.replicates));
  std::vector<double> all(bootstrap.replicates);
  std::vector<std::uint8_t> weights(bootstrap.replicates);
  for (std::size_t i = 0; i < log.case_count(); ++i) {
    poisson_weights(bootstrap.seed, units.of_case[i], weights);
    for (std::size_t r = 0; r < weights.size(); ++r) {
      counts[found.of_case[i]][r] += weights[r];
      all[r] += weights[r];
    }
  }
  for (std::size_t v = 0; v < counts.size(); ++v) {
    const auto cases = static_cast<double>(found.variants.counts[v]);
    EXPECT_EQ(value_at(frame, "cases", v), cases);
    EXPECT_DOUBLE_EQ(value_at(frame, "cases_upper", v), percentile_interval(cases, counts[v], 0.9).upper);
    for (std::size_t r = 0; r < all.size(); ++r) counts[v][r] /= all[r];
    EXPECT_DOUBLE_EQ(value_at(frame, "share_lower", v), percentile_interval(cases, counts[v], 0.9).lower);
  }
  EXPECT_DOUBLE_EQ(value_at(frame, "cumulative_share", frame.rows() - 1), 1);
}

TEST(VariantsFrame, NamesTheStepsInTheirOrder) {
  const EventLog log = reference::log_of({{"1", "b", 1, 1, "", "", ""}, {"1", "a", 2, 2, "", "", ""}});
  const Frame frame = variants_frame(log);
  EXPECT_EQ(TextReader(frame.at("variant"), "variant")[0], "b > a");
  EXPECT_EQ(variants_frame(EventLog()).rows(), 0U);
}

}  // namespace
}  // namespace fealty::flow
