#include "fealty/loyalty/accustoming.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include <Eigen/LU>
#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "../customers/share_interval.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/loyalty/propagated_error.hpp"

namespace fealty::loyalty {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double never = std::numeric_limits<double>::infinity();

std::size_t as_size(Index i) {
  return static_cast<std::size_t>(i);
}

/// A time with an interval that is normal on the scale of the logarithm.
Estimate time_interval(double time, double standard_error, double level) {
  if (!std::isfinite(time)) return {time, nan, nan, nan, level};
  if (!(time > 0) || !(standard_error > 0)) return {time, standard_error, time, time, level};
  const double reach = normal_quantile(0.5 + 0.5 * level) * standard_error / time;
  return {time, standard_error, time * std::exp(-reach), time * std::exp(reach), level};
}

/// The variance of a linear function of a row.
double row_variance(const MatrixXd& covariance, const VectorXd& weights) {
  return std::max(0.0, weights.dot(covariance * weights));
}

/// From which states each state is reached, in however many steps; a state reaches itself.
std::vector<std::vector<bool>> reachability(const MatrixXd& matrix) {
  const std::size_t n = as_size(matrix.rows());
  std::vector<std::vector<bool>> reaches(n, std::vector<bool>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      reaches[i][j] = i == j || matrix(static_cast<Index>(i), static_cast<Index>(j)) > 0;
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) reaches[i][j] = reaches[i][j] || (reaches[i][k] && reaches[k][j]);
    }
  }
  return reaches;
}

/// The part of a chain before it is stopped: its states, and the expected visits to each of them from each.
struct TransientPart {
  std::vector<Index> states;
  MatrixXd visits;  // the fundamental matrix (I - Q)^-1

  TransientPart(const MatrixXd& matrix, std::vector<Index> kept) : states(std::move(kept)) {
    const auto size = static_cast<Index>(states.size());
    MatrixXd stays(size, size);
    for (Index i = 0; i < size; ++i)
      for (Index j = 0; j < size; ++j) stays(i, j) = matrix(states[as_size(i)], states[as_size(j)]);
    visits = (MatrixXd::Identity(size, size) - stays).inverse();
  }

  /// Standard errors of figures `visits * (something of each row)`: a change dP of row k changes figure i by visits(i,
  /// k) dP * weights, where the weights are what the figure is in each state of the whole chain.
  [[nodiscard]] VectorXd errors(const std::vector<MatrixXd>& covariances, const VectorXd& weights) const {
    VectorXd variance_of_row(static_cast<Index>(states.size()));
    for (Index k = 0; k < variance_of_row.size(); ++k)
      variance_of_row[k] = row_variance(covariances[as_size(states[as_size(k)])], weights);
    return (visits.cwiseProduct(visits) * variance_of_row).cwiseSqrt();
  }
};

/// Expected times to a state from all states, with their standard errors and standard deviations over customers.
struct PassageTimes {
  VectorXd mean, error, deviation;

  PassageTimes(const MatrixXd& matrix, const std::vector<MatrixXd>& covariances, Index target) {
    const Index n = matrix.rows();
    MatrixXd stopped = matrix;
    stopped.row(target).setZero();
    stopped(target, target) = 1;
    const auto reaches = reachability(stopped);
    std::vector<Index> finite;
    for (Index i = 0; i < n; ++i) {
      bool is_certain = i != target;
      for (Index j = 0; j < n; ++j)
        is_certain = is_certain && (!reaches[as_size(i)][as_size(j)] || reaches[as_size(j)][as_size(target)]);
      if (is_certain) finite.push_back(i);
    }
    mean = VectorXd::Constant(n, never);
    error = deviation = VectorXd::Constant(n, nan);
    mean[target] = error[target] = deviation[target] = 0;
    if (finite.empty()) return;
    const TransientPart part(matrix, finite);
    const VectorXd time = part.visits.rowwise().sum();
    VectorXd everywhere = VectorXd::Zero(n);  // no probability leads to where the time is infinite
    for (Index i = 0; i < time.size(); ++i) everywhere[finite[as_size(i)]] = time[i];
    const VectorXd errors = part.errors(covariances, everywhere);
    const VectorXd variance = 2 * (part.visits * time) - time - time.cwiseProduct(time);  // Kemeny and Snell, 3.3.5
    for (Index i = 0; i < time.size(); ++i) {
      mean[finite[as_size(i)]] = time[i];
      error[finite[as_size(i)]] = errors[i];
      deviation[finite[as_size(i)]] = std::sqrt(std::max(0.0, variance[i]));
    }
  }
};

MatrixXd dirichlet_covariance(const VectorXd& alpha) {
  const VectorXd mean = alpha / alpha.sum();
  MatrixXd covariance = -mean * mean.transpose();
  covariance.diagonal() += mean;
  return covariance / (alpha.sum() + 1);
}

/// The rows in the order of customers, then of time, those of equal time as they came.
std::vector<std::uint32_t> order_of_exposures(const std::vector<Code>& customers, const Column& at) {
  std::vector<std::uint32_t> order(customers.size());
  std::iota(order.begin(), order.end(), 0U);
  if (at) {
    const Values<Time> times = as_instants(at, "at", TimeZone()).at;
    for (std::size_t row = 0; row < customers.size(); ++row) {
      if (times[row] == no_time) {
        throw RecordError(code::refused_record,
                          fmt::format("column at, row {}: there is no time that can be read", row));
      }
    }
    std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return times[row]; });
  }
  std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return customers[row]; });
  return order;
}

/// The states by row; none where it is missing.
std::vector<std::optional<std::size_t>> read_states(const Column& column, const Accustoming& chain) {
  std::vector<std::optional<std::size_t>> states(column.size());
  if (column.type().kind == Kind::null) return states;
  const TextReader reader(column, "state");
  const Names names{chain.states().size(), [&](std::size_t i) { return chain.states()[i]; }};
  for (std::size_t row = 0; row < states.size(); ++row) {
    if (reader.is_missing(row)) continue;
    const auto found = std::ranges::find(chain.states(), reader[row]);
    if (found == chain.states().end()) {
      throw RecordError(code::refused_record, fmt::format("column state, row {}: {}", row,
                                                          unknown_name_message(reader[row], "a state", names)));
    }
    states[row] = static_cast<std::size_t>(found - chain.states().begin());
  }
  return states;
}

/// Shares that customers begin with; all in the first state unless given.
VectorXd first_shares(std::span<const double> start, Index states) {
  VectorXd shares = VectorXd::Zero(states);
  if (start.empty()) {
    shares[0] = 1;
    return shares;
  }
  require(static_cast<Index>(start.size()) == states, "the number of shares at the start",
          static_cast<double>(start.size()), "must be that of the states");
  for (Index i = 0; i < states; ++i) {
    shares[i] = start[as_size(i)];
    require(shares[i] >= 0 && shares[i] <= 1, "a share at the start", shares[i], "must be from 0 to 1");
  }
  require(std::abs(shares.sum() - 1) <= 1e-9, "the sum of the shares at the start", shares.sum(), "must be 1");
  return shares;
}

}  // namespace

std::vector<std::string> accustoming_states() {
  return {"not_adapted", "enjoys", "compares", "advocates"};
}

Accustoming::Accustoming(const Eigen::MatrixXd& matrix, std::vector<std::string> states,
                         const std::vector<std::string>& absorbing, double level)
    : states_(std::move(states)), level_(level) {
  const auto n = static_cast<Index>(states_.size());
  set_rows(matrix, std::vector<MatrixXd>(states_.size(), MatrixXd::Zero(n, n)), absorbing);
}

void Accustoming::set_rows(const Eigen::MatrixXd& matrix, std::vector<Eigen::MatrixXd> covariances,
                           const std::vector<std::string>& absorbing) {
  require_level(level_);
  const auto n = static_cast<Index>(states_.size());
  require(n >= 2 && n <= 100, "the number of states", static_cast<double>(n), "must be from 2 to 100");
  if (std::set(states_.begin(), states_.end()).size() != states_.size())
    throw ParameterError(code::out_of_domain, "the states must have different names");
  require(matrix.rows() == n && matrix.cols() == n, "the number of rows of the matrix",
          static_cast<double>(matrix.rows()), "must be that of its columns and of the states");
  absorbing_.assign(states_.size(), false);
  for (const std::string& name : absorbing) absorbing_[position(name)] = true;
  for (Index i = 0; i < n; ++i) {
    for (Index j = 0; j < n; ++j) {
      require(matrix(i, j) >= 0 && matrix(i, j) <= 1,
              "the probability to go from " + states_[as_size(i)] + " to " + states_[as_size(j)], matrix(i, j),
              "must be from 0 to 1");
    }
    const std::string& name = states_[as_size(i)];
    require(std::abs(matrix.row(i).sum() - 1) <= 1e-9, "the sum of the probabilities from " + name, matrix.row(i).sum(),
            "must be 1");
    require((matrix(i, i) == 1) == absorbing_[as_size(i)], "the probability to stay in " + name, matrix(i, i),
            absorbing_[as_size(i)] ? "must be 1, for the state is said to be absorbing"
                                   : "must be below 1 unless the state is said to be absorbing");
  }
  matrix_ = matrix;
  covariances_ = std::move(covariances);
  counts_ = MatrixXd::Zero(n, n);
}

Accustoming Accustoming::from_ladder(const LadderSteps& steps, std::vector<std::string> states, double level) {
  const auto n = static_cast<Index>(states.size());
  require(n >= 2, "the number of states", static_cast<double>(n), "must be from 2 to 100");
  require(steps.onward.size() == states.size() - 1, "the number of probabilities onward",
          static_cast<double>(steps.onward.size()), "must be one less than that of the states");
  require(steps.back.empty() || steps.back.size() == states.size() - 1, "the number of probabilities back",
          static_cast<double>(steps.back.size()), "must be one less than that of the states, or none");
  Accustoming chain;
  chain.states_ = std::move(states);
  chain.level_ = level;
  MatrixXd matrix = MatrixXd::Zero(n, n);
  std::vector<MatrixXd> covariances(chain.states_.size(), MatrixXd::Zero(n, n));
  for (Index i = 0; i < n; ++i) {
    const auto move = [&](Index to, const Estimate& p) {
      require_uncertain("the probability to go from " + chain.states_[as_size(i)] + " to " + chain.states_[as_size(to)],
                        p);
      matrix(i, to) = p.value;
      VectorXd change = VectorXd::Zero(n);  // what comes to one state is taken from staying
      change[to] = 1;
      change[i] = -1;
      covariances[as_size(i)] += p.standard_error * p.standard_error * change * change.transpose();
    };
    if (i + 1 < n) move(i + 1, steps.onward[as_size(i)]);
    if (i > 0 && !steps.back.empty()) move(i - 1, steps.back[as_size(i - 1)]);
    matrix(i, i) = 1 - matrix.row(i).sum();
  }
  std::vector<std::string> absorbing;
  if (steps.last_absorbs) absorbing.push_back(chain.states_.back());
  chain.set_rows(matrix, std::move(covariances), absorbing);
  return chain;
}

Accustoming Accustoming::fit(const Column& customer, const Column& state, const Column& at,
                             const AccustomingOptions& options) {
  require(options.prior > 0 && std::isfinite(options.prior), "prior", options.prior, "must be positive and finite");
  Accustoming chain;
  chain.states_ = options.states;
  chain.level_ = options.level;
  const std::size_t rows = customer.size();
  require_rows(state, "state", rows, "customer_id");
  if (at) require_rows(at, "at", rows, "customer_id");
  const EncodedIds encoded = encode_ids(customer, "customer_id");
  for (std::size_t row = 0; row < rows; ++row) {
    if (encoded.codes[row] == no_code)
      throw RecordError(code::refused_record, fmt::format("column customer_id, row {}: the customer is missing", row));
  }
  const auto n = static_cast<Index>(chain.states_.size());
  std::vector<bool> absorbs(chain.states_.size(), false);
  for (const std::string& name : options.absorbing) absorbs[chain.position(name)] = true;
  const auto states = read_states(state, chain);
  chain.unknown_ = std::ranges::count_if(states, [](const auto& one) { return !one.has_value(); });
  MatrixXd counts = MatrixXd::Zero(n, n);
  const std::vector<std::uint32_t> order = order_of_exposures(encoded.codes, at);
  for (std::size_t i = 1; i < order.size(); ++i) {
    const std::uint32_t before = order[i - 1], after = order[i];
    if (encoded.codes[before] != encoded.codes[after] || !states[before] || !states[after]) continue;
    if (absorbs[*states[before]] && states[before] != states[after]) {
      throw RecordError(code::refused_record,
                        fmt::format("column state, row {}: {} follows {}, which is said to be "
                                    "absorbing",
                                    after, chain.states_[*states[after]], chain.states_[*states[before]]));
    }
    counts(static_cast<Index>(*states[before]), static_cast<Index>(*states[after])) += 1;
  }
  MatrixXd matrix(n, n);
  std::vector<MatrixXd> covariances;
  for (Index i = 0; i < n; ++i) {
    if (absorbs[as_size(i)]) {
      matrix.row(i).setZero();
      matrix(i, i) = 1;
      covariances.push_back(MatrixXd::Zero(n, n));
      continue;
    }
    const VectorXd alpha = counts.row(i).transpose().array() + options.prior / static_cast<double>(n);
    matrix.row(i) = (alpha / alpha.sum()).transpose();
    covariances.push_back(dirichlet_covariance(alpha));
  }
  chain.set_rows(matrix, std::move(covariances), options.absorbing);
  chain.counts_ = counts;
  chain.prior_ = options.prior;
  return chain;
}

std::size_t Accustoming::position(std::string_view state) const {
  const auto found = std::ranges::find(states_, state);
  if (found != states_.end()) return static_cast<std::size_t>(found - states_.begin());
  throw ParameterError(
      code::unknown_name,
      unknown_name_message(state, "a state", {states_.size(), [&](std::size_t i) { return states_[i]; }}));
}

Estimate Accustoming::probability(std::size_t from, std::size_t to) const {
  const auto i = static_cast<Index>(from), j = static_cast<Index>(to);
  const double p = matrix_(i, j), error = std::sqrt(std::max(0.0, covariances_[from](j, j)));
  if (prior_ == 0 || absorbing_[from]) return customers::share_interval(p, error, level_);
  const double alpha = counts_(i, j) + prior_ / static_cast<double>(states_.size());
  const double others = counts_.row(i).sum() + prior_ - alpha;
  const double tail = (1 - level_) / 2;
  return {p, error, beta_quantile(tail, alpha, others), beta_upper_quantile(tail, alpha, others), level_};
}

Frame Accustoming::transitions() const {
  std::vector<std::string> from, to;
  std::vector<double> counts, errors;
  EstimateColumns probabilities;
  for (std::size_t i = 0; i < states_.size(); ++i) {
    for (std::size_t j = 0; j < states_.size(); ++j) {
      from.push_back(states_[i]);
      to.push_back(states_[j]);
      counts.push_back(counts_(static_cast<Index>(i), static_cast<Index>(j)));
      probabilities.push(probability(i, j));
      errors.push_back(probability(i, j).standard_error);
    }
  }
  Frame frame({{"from", from}, {"to", to}, {"count", std::move(counts)}});
  probabilities.add_to(frame, "probability");
  frame.add("standard_error", std::move(errors));
  return frame;
}

std::vector<std::vector<Estimate>> Accustoming::shares_over(std::uint32_t exposures,
                                                            std::span<const double> start) const {
  require(exposures <= 10'000, "exposures", exposures, "must be at most 10000");
  const Index n = matrix_.rows();
  VectorXd shares = first_shares(start, n);
  // A change dP of row k has moved the shares by dP * weights[k].
  std::vector<MatrixXd> weights(states_.size(), MatrixXd::Zero(n, n));
  std::vector<std::vector<Estimate>> course;
  while (true) {
    std::vector<Estimate> now;
    for (Index j = 0; j < n; ++j) {
      double variance = 0.0;
      for (std::size_t k = 0; k < weights.size(); ++k) variance += row_variance(covariances_[k], weights[k].col(j));
      now.push_back(customers::share_interval(std::clamp(shares[j], 0.0, 1.0), std::sqrt(variance), level_));
    }
    course.push_back(std::move(now));
    if (course.size() > exposures) return course;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      weights[k] = weights[k] * matrix_;
      weights[k].diagonal().array() += shares[static_cast<Index>(k)];
    }
    shares = matrix_.transpose() * shares;
  }
}

std::vector<Estimate> Accustoming::shares_after(std::uint32_t exposures, std::span<const double> start) const {
  return shares_over(exposures, start).back();
}

Frame Accustoming::course(std::uint32_t exposures, std::span<const double> start) const {
  std::vector<std::uint32_t> after;
  std::vector<std::string> names;
  std::vector<double> errors;
  EstimateColumns shares;
  for (const std::vector<Estimate>& now : shares_over(exposures, start)) {
    const auto t = static_cast<std::uint32_t>(after.size() / states_.size());
    for (std::size_t j = 0; j < states_.size(); ++j) {
      after.push_back(t);
      names.push_back(states_[j]);
      shares.push(now[j]);
      errors.push_back(now[j].standard_error);
    }
  }
  Frame frame({{"exposures", std::move(after)}, {"state", names}});
  shares.add_to(frame, "share");
  frame.add("standard_error", std::move(errors));
  return frame;
}

std::vector<Estimate> Accustoming::exposures_to(std::size_t state) const {
  require(state < states_.size(), "the number of the state", static_cast<double>(state), "must be that of a state");
  const PassageTimes times(matrix_, covariances_, static_cast<Index>(state));
  std::vector<Estimate> estimates;
  estimates.reserve(states_.size());
  for (Index i = 0; i < matrix_.rows(); ++i) estimates.push_back(time_interval(times.mean[i], times.error[i], level_));
  return estimates;
}

Frame Accustoming::times() const {
  std::vector<std::string> from, to;
  std::vector<double> errors, deviations;
  EstimateColumns exposures;
  for (std::size_t j = 0; j < states_.size(); ++j) {
    const PassageTimes times(matrix_, covariances_, static_cast<Index>(j));
    for (Index i = 0; i < matrix_.rows(); ++i) {
      if (as_size(i) == j) continue;
      from.push_back(states_[as_size(i)]);
      to.push_back(states_[j]);
      exposures.push(time_interval(times.mean[i], times.error[i], level_));
      errors.push_back(times.error[i]);
      deviations.push_back(times.deviation[i]);
    }
  }
  Frame frame({{"from", from}, {"to", to}});
  exposures.add_to(frame, "exposures");
  frame.add("standard_error", std::move(errors));
  frame.add("standard_deviation", std::move(deviations));
  return frame;
}

Frame Accustoming::absorption() const {
  const auto reaches = reachability(matrix_);
  std::vector<Index> transient, ends;
  for (Index i = 0; i < matrix_.rows(); ++i) (absorbing_[as_size(i)] ? ends : transient).push_back(i);
  if (ends.empty()) throw ParameterError(code::out_of_domain, "no state is absorbing: nothing ends");
  for (const Index i : transient) {
    if (std::ranges::none_of(ends, [&](Index j) { return reaches[as_size(i)][as_size(j)]; }))
      throw ParameterError(code::out_of_domain, states_[as_size(i)] + " never leads to an absorbing state");
  }
  std::vector<std::string> from, to;
  std::vector<double> errors;
  EstimateColumns probabilities;
  const TransientPart part(matrix_, transient);
  for (const Index end : ends) {
    VectorXd at_once(static_cast<Index>(transient.size()));
    for (Index i = 0; i < at_once.size(); ++i) at_once[i] = matrix_(transient[as_size(i)], end);
    const VectorXd ending = part.visits * at_once;
    VectorXd everywhere = VectorXd::Zero(matrix_.rows());
    everywhere[end] = 1;
    for (Index i = 0; i < ending.size(); ++i) everywhere[transient[as_size(i)]] = ending[i];
    const VectorXd error = part.errors(covariances_, everywhere);
    for (Index i = 0; i < ending.size(); ++i) {
      from.push_back(states_[as_size(transient[as_size(i)])]);
      to.push_back(states_[as_size(end)]);
      probabilities.push(customers::share_interval(std::clamp(ending[i], 0.0, 1.0), error[i], level_));
      errors.push_back(error[i]);
    }
  }
  Frame frame({{"from", from}, {"to", to}});
  probabilities.add_to(frame, "probability");
  frame.add("standard_error", std::move(errors));
  return frame;
}

Frame Accustoming::stationary() const {
  const Index n = matrix_.rows();
  const auto reaches = reachability(matrix_);
  for (std::size_t i = 0; i < states_.size(); ++i) {
    for (std::size_t j = 0; j < states_.size(); ++j) {
      if (!reaches[i][j]) {
        throw ParameterError(code::out_of_domain, states_[i] + " never leads to " + states_[j] +
                                                      ": there is no one end to which all customers come");
      }
    }
  }
  MatrixXd system = (MatrixXd::Identity(n, n) - matrix_).transpose();
  system.row(n - 1).setOnes();
  VectorXd right = VectorXd::Zero(n);
  right[n - 1] = 1;
  const VectorXd limit = system.partialPivLu().solve(right);
  const MatrixXd fundamental = (MatrixXd::Identity(n, n) - matrix_ + VectorXd::Ones(n) * limit.transpose()).inverse();
  EstimateColumns shares;
  std::vector<double> errors;
  for (Index j = 0; j < n; ++j) {
    double variance = 0.0;  // d limit = limit dP fundamental (Schweitzer 1968)
    for (Index k = 0; k < n; ++k)
      variance += limit[k] * limit[k] * row_variance(covariances_[as_size(k)], fundamental.col(j));
    shares.push(customers::share_interval(std::clamp(limit[j], 0.0, 1.0), std::sqrt(variance), level_));
    errors.push_back(std::sqrt(variance));
  }
  Frame frame({{"state", states_}});
  shares.add_to(frame, "share");
  frame.add("standard_error", std::move(errors));
  return frame;
}

Frame Accustoming::simulate(std::size_t customers, std::uint32_t exposures, std::uint64_t seed) const {
  std::vector<std::int64_t> who, when;
  std::vector<std::int32_t> states;
  for (std::size_t c = 0; c < customers; ++c) {
    RandomStream random(seed, "accustoming", c);
    Index state = 0;
    for (std::uint32_t t = 0; t <= exposures; ++t) {
      who.push_back(static_cast<std::int64_t>(c));
      when.push_back(t);
      states.push_back(static_cast<std::int32_t>(state));
      const VectorXd row = matrix_.row(state);
      state = static_cast<Index>(random.categorical({row.data(), as_size(row.size())}));
    }
  }
  return Frame({{"customer", std::move(who)},
                {"exposure", std::move(when)},
                {"state", Column::categories(std::move(states), states_)}});
}

}  // namespace fealty::loyalty
