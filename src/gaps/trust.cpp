#include "fealty/gaps/trust.hpp"

#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/core/time_zone.hpp"
#include "mean_of_answers.hpp"

namespace fealty::gaps {
namespace {

void refuse_unknown(std::span<const Code> customers) {
  for (std::size_t row = 0; row < customers.size(); ++row) {
    if (customers[row] == no_code)
      throw RecordError(code::refused_record, fmt::format("column customer_id, row {}: the customer is missing", row));
  }
}

std::vector<double> gaps_of(const Column& column) {
  const Values<double> values = as_doubles(column, "gap");
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (std::isinf(values[row]))
      throw RecordError(code::refused_record,
                        fmt::format("column gap, row {}: {} is no finite number", row, values[row]));
  }
  return {values.begin(), values.end()};
}

/// The rows in order of time, those of equal time as they came.
std::vector<std::uint32_t> order_by_time(const Column& at, std::size_t rows) {
  std::vector<std::uint32_t> order(rows);
  std::iota(order.begin(), order.end(), 0U);
  if (!at) return order;
  const Values<Time> times = as_instants(at, "at", TimeZone()).at;
  for (std::size_t row = 0; row < rows; ++row) {
    if (times[row] == no_time)
      throw RecordError(code::refused_record, fmt::format("column at, row {}: there is no time that can be read", row));
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return times[a] < times[b]; });
  return order;
}

}  // namespace

void TrustRule::validate() const {
  require(up > 0 && up < 1, "up", up, "must be between 0 and 1, both excluded");
  require(down > up && down < 1, "down", down, "must be above up and below 1: trust is slow to win and quick to lose");
  require(scale > 0 && std::isfinite(scale), "scale", scale, "must be above 0, and finite");
  require(initial > 0 && initial <= 1, "initial", initial, "must be above 0 and at most 1");
}

TrustPaths trust_paths(const Column& customer, const Column& gap, const Column& at, const TrustRule& rule,
                       double level) {
  rule.validate();
  require_level(level);
  const std::size_t rows = customer.size();
  require_rows(gap, "gap", rows, "customer_id");
  if (at) require_rows(at, "at", rows, "customer_id");
  EncodedIds encoded = encode_ids(customer, "customer_id");
  refuse_unknown(encoded.codes);
  TrustPaths paths;
  paths.rule = rule;
  paths.level = level;
  paths.customers = std::move(encoded.ids);
  paths.customer = std::move(encoded.codes);
  paths.gap = gaps_of(gap);
  paths.place.resize(rows);
  paths.trust.resize(rows);
  paths.last.assign(paths.customers.size(), rule.initial);
  paths.lowest.assign(paths.customers.size(), rule.initial);
  std::vector<std::uint32_t> seen(paths.customers.size(), 0);
  for (const std::uint32_t row : order_by_time(at, rows)) {
    const Code who = paths.customer[row];
    paths.missing += std::isnan(paths.gap[row]) ? 1 : 0;
    paths.place[row] = ++seen[who];
    paths.trust[row] = paths.last[who] = next_trust(paths.last[who], paths.gap[row], rule);
    paths.lowest[who] = std::min(paths.lowest[who], paths.trust[row]);
  }
  paths.mean = mean_of_answers(paths.last, level);
  return paths;
}

Frame TrustPaths::frame() const {
  std::vector<std::optional<double>> gaps;
  for (const double one : gap) gaps.push_back(std::isnan(one) ? std::nullopt : std::optional(one));
  return Frame(
      {{"customer_id", customers.column().take(customer)}, {"experience", place}, {"gap", gaps}, {"trust", trust}});
}

Frame TrustPaths::customers_frame() const {
  std::vector<std::int64_t> experiences(customers.size(), 0);
  for (const Code who : customer) ++experiences[who];
  return Frame({{"customer_id", customers.column()},
                {"experiences", std::move(experiences)},
                {"trust", last},
                {"lowest", lowest}});
}

Frame TrustPaths::course() const {
  const std::uint32_t longest = place.empty() ? 0 : *std::ranges::max_element(place);
  std::vector<std::vector<double>> after(longest);
  for (std::size_t row = 0; row < place.size(); ++row) after[place[row] - 1].push_back(trust[row]);
  std::vector<std::int64_t> experience, count;
  EstimateColumns means;
  for (const auto& values : after) {
    experience.push_back(static_cast<std::int64_t>(experience.size()) + 1);
    count.push_back(static_cast<std::int64_t>(values.size()));
    means.push(mean_of_answers(values, level));
  }
  Frame frame({{"experience", std::move(experience)}, {"customers", std::move(count)}});
  means.add_to(frame, "trust");
  return frame;
}

}  // namespace fealty::gaps
