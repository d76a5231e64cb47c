#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "../core/estimate_columns.hpp"
#include "fealty/flow/bootstrap_totals.hpp"
#include "fealty/flow/variants.hpp"

namespace fealty::flow {
namespace {

std::string name_of(const Variants& variants, std::size_t variant) {
  std::string name;
  for (const Code step : variants.sequence(variant)) name += (name.empty() ? "" : " > ") + variants.steps.label(step);
  return name;
}

}  // namespace

Frame variants_frame(const EventLog& log, const Bootstrap& bootstrap) {
  const VariantsOfCases found = variants_of_cases(log);
  const Variants& variants = found.variants;
  const ReplicateWeights weights(log, bootstrap);
  const std::vector<std::int64_t> all = resampled_cases(weights);
  const auto case_count = static_cast<double>(log.case_count());
  std::vector<Estimate> cases(variants.size()), shares(variants.size());
  bootstrap_totals<1>(
      weights, variants.size(), [&](std::size_t i, const auto& add) { add(found.of_case[i], {1}); },
      [&](const ItemTotals& totals) {
        const auto count = static_cast<double>(variants.counts[totals.item]);
        cases[totals.item] = estimated_total(count, totals.of(0), weights.level());
        shares[totals.item] = estimated_ratio(count / case_count, totals.of(0), all, weights.level());
      });
  std::vector<std::string> names;
  std::vector<std::int64_t> lengths;
  std::vector<double> cumulative;
  EstimateColumns case_columns, share_columns;
  std::uint64_t covered = 0;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    names.push_back(name_of(variants, v));
    lengths.push_back(static_cast<std::int64_t>(variants.sequence(v).size()));
    covered += variants.counts[v];
    cumulative.push_back(static_cast<double>(covered) / case_count);
    case_columns.push(cases[v]);
    share_columns.push(shares[v]);
  }
  Frame frame({{"variant", names}, {"steps", lengths}});
  case_columns.add_to(frame, "cases");
  share_columns.add_to(frame, "share");
  frame.add("cumulative_share", cumulative);
  return frame;
}

}  // namespace fealty::flow
