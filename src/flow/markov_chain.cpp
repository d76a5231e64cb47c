#include "markov_chain.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include <Eigen/Core>
#include <Eigen/LU>
#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

namespace fealty::flow {
namespace {

/// Chains of at most so many states are solved by their fundamental matrix, larger ones by sparse factors.
constexpr std::size_t most_dense_states = 400;

using Index = Eigen::Index;

/// Transition probabilities: between states, from the start, and to conversion.
struct Probabilities {
  std::vector<Eigen::Triplet<double>> between;
  Eigen::VectorXd from_start;
  Eigen::VectorXd to_conversion;
  double at_once = 0.0;  ///< from the start to conversion
};

Probabilities transition_probabilities(const ChainShape& shape, std::span<const double> counts) {
  const std::size_t m = shape.states();
  std::vector<double> out(m + 1, 0.0);
  const auto& transitions = shape.transitions();
  for (std::size_t t = 0; t < transitions.size(); ++t) out[transitions[t].from] += counts[t];
  Probabilities p{{}, Eigen::VectorXd::Zero(static_cast<Index>(m)), Eigen::VectorXd::Zero(static_cast<Index>(m)), 0.0};
  for (std::size_t t = 0; t < transitions.size(); ++t) {
    const auto [from, to] = transitions[t];
    if (counts[t] == 0 || to == shape.null()) continue;
    const double share = counts[t] / out[from];
    if (from == shape.start()) {
      if (to == shape.conversion()) {
        p.at_once += share;
      } else {
        p.from_start[to] += share;
      }
    } else if (to == shape.conversion()) {
      p.to_conversion[from] += share;
    } else {
      p.between.emplace_back(static_cast<int>(from), static_cast<int>(to), share);
    }
  }
  return p;
}

ChainSolution by_fundamental_matrix(const ChainShape& shape, std::size_t steps, const Probabilities& p) {
  const auto m = static_cast<Index>(shape.states());
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(m, m);
  for (const auto& entry : p.between) system(entry.row(), entry.col()) -= entry.value();
  const Eigen::MatrixXd fundamental = system.partialPivLu().inverse();
  const Eigen::VectorXd visits = fundamental.transpose() * p.from_start;
  const Eigen::VectorXd chance = fundamental * p.to_conversion;
  ChainSolution solution{p.at_once + p.from_start.dot(chance), {}};
  for (Code step = 0; step < steps; ++step) {
    const auto& removed = shape.states_with(step);
    if (removed.size() == 1) {
      const auto j = static_cast<Index>(removed[0]);
      solution.without.push_back(solution.conversion - visits[j] * chance[j] / fundamental(j, j));
    } else if (removed.empty()) {
      solution.without.push_back(solution.conversion);
    } else {
      const Eigen::MatrixXd among = fundamental(removed, removed);
      const Eigen::VectorXd lost = among.partialPivLu().solve(chance(removed));
      solution.without.push_back(solution.conversion - visits(removed).dot(lost));
    }
  }
  return solution;
}

/// Probability to convert when no removed state may be entered.
double by_sparse_factors(const ChainShape& shape, const Probabilities& p, const std::vector<bool>& removed) {
  const auto m = static_cast<Index>(shape.states());
  std::vector<Eigen::Triplet<double>> entries;
  for (int i = 0; i < m; ++i) entries.emplace_back(i, i, 1.0);
  for (const auto& entry : p.between) {
    if (!removed[static_cast<std::size_t>(entry.col())]) entries.emplace_back(entry.row(), entry.col(), -entry.value());
  }
  Eigen::SparseMatrix<double> system(m, m);
  system.setFromTriplets(entries.begin(), entries.end());
  Eigen::SparseLU<Eigen::SparseMatrix<double>> factor;
  factor.compute(system);
  const Eigen::VectorXd chance = factor.solve(p.to_conversion);
  double conversion = p.at_once;
  for (Index i = 0; i < m; ++i) {
    if (!removed[static_cast<std::size_t>(i)]) conversion += p.from_start[i] * chance[i];
  }
  return conversion;
}

ChainSolution by_sparse_factors(const ChainShape& shape, std::size_t steps, const Probabilities& p) {
  std::vector<bool> removed(shape.states(), false);
  ChainSolution solution{by_sparse_factors(shape, p, removed), {}};
  for (Code step = 0; step < steps; ++step) {
    for (const auto state : shape.states_with(step)) removed[state] = true;
    solution.without.push_back(by_sparse_factors(shape, p, removed));
    for (const auto state : shape.states_with(step)) removed[state] = false;
  }
  return solution;
}

}  // namespace

ChainShape::ChainShape(const PathTable& paths, std::size_t order, bool collapse_repeats)
    : with_step_(paths.names.size()) {
  constexpr std::uint32_t start = std::numeric_limits<std::uint32_t>::max();
  constexpr std::uint32_t conversion = start - 1;
  constexpr std::uint32_t null = start - 2;
  std::map<std::vector<Code>, std::uint32_t> states;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> known;
  const auto transition = [&](std::uint32_t from, std::uint32_t to) {
    const auto [found, added] = known.try_emplace({from, to}, static_cast<std::uint32_t>(transitions_.size()));
    if (added) transitions_.push_back({from, to});
    return found->second;
  };
  const auto state_of = [&](const std::vector<Code>& last) {
    const auto [found, added] = states.try_emplace(last, static_cast<std::uint32_t>(states.size()));
    if (added) {
      std::vector<Code> distinct = last;
      std::sort(distinct.begin(), distinct.end());
      distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
      for (const Code step : distinct) with_step_[step].push_back(found->second);
    }
    return found->second;
  };
  std::map<std::uint32_t, double> times;
  std::vector<Code> last;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    times.clear();
    last.clear();
    std::uint32_t at = start;
    Code before = no_code;
    for (const Code step : paths.path(i)) {
      if (collapse_repeats && step == before) continue;
      before = step;
      if (last.size() == order) last.erase(last.begin());
      last.push_back(step);
      const std::uint32_t next = state_of(last);
      times[transition(at, next)] += 1;
      at = next;
    }
    for (const auto& [used, count] : times) uses_.push_back({used, count});
    offsets_.push_back(uses_.size());
    const std::uint32_t converts = transition(at, conversion);
    ends_.emplace_back(converts, transition(at, null));
  }
  states_ = states.size();
  const auto numbered = [&](std::uint32_t state) {
    if (state == start) return this->start();
    if (state == conversion) return this->conversion();
    return state == null ? this->null() : state;
  };
  for (Transition& t : transitions_) t = {numbered(t.from), numbered(t.to)};
}

ChainSolution solve_chain(const ChainShape& shape, std::size_t steps, std::span<const double> counts) {
  const Probabilities p = transition_probabilities(shape, counts);
  return shape.states() <= most_dense_states ? by_fundamental_matrix(shape, steps, p)
                                             : by_sparse_factors(shape, steps, p);
}

}  // namespace fealty::flow
