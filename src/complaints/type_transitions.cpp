#include "fealty/complaints/type_transitions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/quantile.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/core/time_zone.hpp"

namespace fealty::complaints {
namespace {

/// Categories by row; none where the type is missing or unknown.
std::vector<std::optional<std::size_t>> types_of(const Column& column, const Taxonomy& taxonomy, std::size_t rows) {
  std::vector<std::optional<std::size_t>> types(rows);
  if (column.type().kind == Kind::null) return types;
  const TextReader reader(column, "type");
  for (std::size_t row = 0; row < rows; ++row) {
    if (reader.is_missing(row) || reader[row] == "unknown") continue;
    types[row] = taxonomy.find(reader[row]);
    if (!types[row]) {
      const auto key_at = [&](std::size_t c) { return taxonomy.categories[c].key; };
      throw RecordError(code::refused_record,
                        fmt::format("column type, row {}: {}", row,
                                    unknown_name_message(reader[row], "a category of the taxonomy " + taxonomy.name,
                                                         {taxonomy.categories.size(), key_at})));
    }
  }
  return types;
}

/// The rows in order of customers, then of time, those of equal time as they came.
std::vector<std::uint32_t> order_of(const std::vector<Code>& customers, const Column& at) {
  std::vector<std::uint32_t> order(customers.size());
  std::iota(order.begin(), order.end(), 0U);
  if (!at) {
    std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return customers[row]; });
    return order;
  }
  const Values<Time> times = as_instants(at, "at", TimeZone()).at;
  for (std::size_t row = 0; row < customers.size(); ++row) {
    if (times[row] == no_time) {
      throw RecordError(code::refused_record, fmt::format("column at, row {}: there is no time that can be read", row));
    }
  }
  std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return std::pair(customers[row], times[row]); });
  return order;
}

/// The distribution that a matrix of positive rows keeps, by Gaussian elimination without subtraction.
///
/// Source: Grassmann, Taksar and Heyman (1985), "Regenerative analysis and steady state distributions for Markov
/// chains", Operations Research 33.
std::vector<double> stationary_of(std::vector<double> p, std::size_t n) {
  for (std::size_t k = n; k-- > 1;) {
    double sum = 0.0;
    for (std::size_t j = 0; j < k; ++j) sum += p[k * n + j];
    for (std::size_t i = 0; i < k; ++i) {
      p[i * n + k] /= sum;
      for (std::size_t j = 0; j < k; ++j) p[i * n + j] += p[i * n + k] * p[k * n + j];
    }
  }
  std::vector<double> share(n, 0.0);
  share[0] = 1.0;
  double total = 1.0;
  for (std::size_t k = 1; k < n; ++k) {
    for (std::size_t i = 0; i < k; ++i) share[k] += share[i] * p[i * n + k];
    total += share[k];
  }
  for (double& one : share) one /= total;
  return share;
}

std::vector<double> mean_of(const std::vector<double>& alpha) {
  const double sum = std::accumulate(alpha.begin(), alpha.end(), 0.0);
  std::vector<double> mean;
  for (const double one : alpha) mean.push_back(one / sum);
  return mean;
}

}  // namespace

void TransitionPrior::validate() const {
  require(stay >= 0 && stay < 1, "stay", stay, "must be at least 0 and below 1");
  require(weight > 0 && std::isfinite(weight), "weight", weight, "must be above 0, and finite");
}

TypeTransitions::TypeTransitions(const Column& customer, const Column& type, const Column& at, const Column& handling,
                                 const Taxonomy& taxonomy, const TransitionPrior& prior, double level)
    : taxonomy_(taxonomy), prior_(prior), level_(level) {
  taxonomy_.validate();
  prior_.validate();
  require_level(level);
  if (taxonomy_.several) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("a complaint may have several categories of the taxonomy {}: there is no "
                                     "transition between them",
                                     taxonomy_.name));
  }
  const std::size_t rows = customer.size(), n = taxonomy_.categories.size();
  if (type) require_rows(type, "type", rows, "customer_id");
  if (at) require_rows(at, "at", rows, "customer_id");
  if (handling) require_rows(handling, "handling", rows, "customer_id");
  const EncodedIds encoded = encode_ids(customer, "customer_id");
  for (std::size_t row = 0; row < rows; ++row) {
    if (encoded.codes[row] == no_code) {
      throw RecordError(code::refused_record, fmt::format("column customer_id, row {}: the customer is missing", row));
    }
  }
  const auto types = types_of(type, taxonomy_, rows);
  std::optional<TextReader> handlings;
  if (handling && handling.type().kind != Kind::null) handlings.emplace(handling, "handling");
  std::map<std::string, std::vector<std::int64_t>, std::less<>> counted;
  std::vector<std::int64_t> all(n * n, 0);
  const std::vector<std::uint32_t> order = order_of(encoded.codes, at);
  constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t last = nobody;  // the customer's last complaint with a type
  for (const std::uint32_t row : order) {
    if (last != nobody && encoded.codes[last] != encoded.codes[row]) last = nobody;
    if (!types[row]) {
      ++untyped_;
      continue;
    }
    if (last != nobody) {
      const std::size_t cell = *types[last] * n + *types[row];
      ++all[cell];
      if (handlings && !handlings->is_missing(last) && !(*handlings)[last].empty()) {
        ++counted.try_emplace(std::string((*handlings)[last]), n * n, 0).first->second[cell];
      }
    }
    last = row;
  }
  complaints_ = static_cast<std::int64_t>(rows);
  customers_ = static_cast<std::int64_t>(encoded.ids.size());
  counts_.push_back({"", std::move(all)});
  for (auto& [name, counts] : counted) counts_.push_back({name, std::move(counts)});
}

const TransitionCounts& TypeTransitions::of(std::string_view handling) const {
  for (const TransitionCounts& one : counts_) {
    if (one.handling == handling) return one;
  }
  throw ParameterError(code::unknown_name,
                       unknown_name_message(handling, "a handling of these records",
                                            {counts_.size(), [&](std::size_t i) { return counts_[i].handling; }}));
}

std::vector<double> TypeTransitions::alpha(const TransitionCounts& counts, std::size_t from) const {
  const std::size_t n = taxonomy_.categories.size();
  const std::vector<double> mean = taxonomy_.prior().mean;
  std::vector<double> made;
  for (std::size_t to = 0; to < n; ++to) {
    const double believed = (1 - prior_.stay) * mean[to] + (from == to ? prior_.stay : 0.0);
    made.push_back(prior_.weight * believed + static_cast<double>(counts.counts[from * n + to]));
  }
  return made;
}

Estimate TypeTransitions::probability(std::string_view from, std::string_view to, std::string_view handling) const {
  const std::size_t i = taxonomy_.position(from), j = taxonomy_.position(to);
  const std::vector<double> row = alpha(of(handling), i);
  const double sum = std::accumulate(row.begin(), row.end(), 0.0);
  const double a = row[j], b = sum - row[j], tail = (1 - level_) / 2;
  const double value = a / sum;
  if (!(a > 0 && b > 0)) return {value, 0.0, value, value, level_};
  return {value, std::sqrt(value * (1 - value) / (sum + 1)), beta_quantile(tail, a, b), beta_upper_quantile(tail, a, b),
          level_};
}

Frame TypeTransitions::frame() const {
  std::vector<std::string> handlings, from, to;
  std::vector<std::int64_t> counts;
  EstimateColumns probabilities;
  const std::size_t n = taxonomy_.categories.size();
  for (const TransitionCounts& one : counts_) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        handlings.push_back(one.handling);
        from.push_back(taxonomy_.categories[i].key);
        to.push_back(taxonomy_.categories[j].key);
        counts.push_back(one.counts[i * n + j]);
        probabilities.push(probability(from.back(), to.back(), one.handling));
      }
    }
  }
  Frame frame({{"handling", handlings}, {"from", from}, {"to", to}, {"count", std::move(counts)}});
  probabilities.add_to(frame, "probability");
  return frame;
}

Frame TypeTransitions::stationary(std::string_view handling, std::uint32_t draws, std::uint64_t seed) const {
  require(draws > 0, "draws", draws, "must be above 0");
  const TransitionCounts& counts = of(handling);
  const std::size_t n = taxonomy_.categories.size();
  std::vector<std::vector<double>> rows;
  std::vector<double> means;
  for (std::size_t i = 0; i < n; ++i) {
    rows.push_back(alpha(counts, i));
    const std::vector<double> mean = mean_of(rows.back());
    means.insert(means.end(), mean.begin(), mean.end());
  }
  const std::vector<double> shares = stationary_of(means, n);
  std::vector<std::vector<double>> drawn(n);
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    RandomStream random(seed, "type transitions", draw);
    std::vector<double> matrix(n * n);
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0.0;
      for (std::size_t j = 0; j < n; ++j) sum += matrix[i * n + j] = std::max(random.gamma(rows[i][j], 1.0), 1e-300);
      for (std::size_t j = 0; j < n; ++j) matrix[i * n + j] /= sum;
    }
    const std::vector<double> share = stationary_of(std::move(matrix), n);
    for (std::size_t c = 0; c < n; ++c) drawn[c].push_back(share[c]);
  }
  std::vector<std::string> handlings(n, std::string(handling)), types;
  EstimateColumns estimates;
  for (std::size_t c = 0; c < n; ++c) {
    types.push_back(taxonomy_.categories[c].key);
    const double tail = (1 - level_) / 2;
    const std::vector<double> bounds = quantile_values(drawn[c], std::vector<double>{tail, 1 - tail});
    Estimate share;
    share.value = shares[c];
    share.lower = bounds[0];
    share.upper = bounds[1];
    estimates.push(share);
  }
  Frame frame({{"handling", handlings}, {"type", types}});
  estimates.add_to(frame, "share");
  return frame;
}

Frame TypeTransitions::conversions(std::span<const double> now, std::string_view handling) const {
  const TransitionCounts& counts = of(handling);
  const std::size_t n = taxonomy_.categories.size();
  if (now.size() != n) {
    throw ParameterError(code::out_of_domain, fmt::format("now has {} numbers, but there are {} types", now.size(), n));
  }
  std::vector<double> expected(n, 0.0), variance(n, 0.0), to(n, 0.0), from(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    require(now[i] >= 0 && std::isfinite(now[i]), "now", now[i], "must be at least 0, and finite");
    const std::vector<double> row = alpha(counts, i);
    const double sum = std::accumulate(row.begin(), row.end(), 0.0);
    for (std::size_t j = 0; j < n; ++j) {
      const double p = row[j] / sum;
      expected[j] += now[i] * p;
      variance[j] += now[i] * now[i] * p * (1 - p) / (sum + 1);
      if (i == j) continue;
      to[j] += now[i] * p;
      from[i] += now[i] * p;
    }
  }
  std::vector<std::string> types;
  EstimateColumns estimates;
  for (std::size_t c = 0; c < n; ++c) {
    types.push_back(taxonomy_.categories[c].key);
    estimates.push(normal_interval(expected[c], std::sqrt(variance[c]), level_));
  }
  Frame frame({{"type", types}, {"now", std::vector<double>(now.begin(), now.end())}});
  estimates.add_to(frame, "expected");
  frame.add("converted_to", std::move(to));
  frame.add("converted_from", std::move(from));
  return frame;
}

}  // namespace fealty::complaints
