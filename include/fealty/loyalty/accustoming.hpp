#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::loyalty {

/// The steps of the ladder: not_adapted, enjoys, compares, advocates.
///
/// A customer who is not used to a standardized service comes to enjoy it; what delighted becomes expected, and is
/// compared with others; who finds it better advocates it. Source: a lecture on customer-service management; that what
/// delights becomes expected is Kano, Seraku, Takahashi and Tsuji (1984), "Attractive quality and must-be quality".
std::vector<std::string> accustoming_states();

/// How customers move on the ladder at each exposure to the service: one step up, one step down, or not at all.
struct LadderSteps {
  std::vector<Estimate> onward;  ///< probability to go from each step but the last to the next one
  std::vector<Estimate> back;    ///< probability to fall from each step but the first to the one before; empty: nobody
  bool last_absorbs = false;     ///< whether the last step is never left
};

/// How sequences of states are taken.
struct AccustomingOptions {
  std::vector<std::string> states = accustoming_states();
  std::vector<std::string> absorbing;  ///< states that are never left, for certain
  double prior = 1.0;  ///< transitions that the prior of each row is worth; a Dirichlet prior of equal weights, after
                       ///< Perks (1947), "Some observations on inverse probability including a new indifference rule"
  double level = 0.95;
};

/// Becoming accustomed to a standard: a Markov chain over states, whose time is the number of exposures to the service.
///
/// Transition probabilities are known, given with their errors, or estimated. All further figures are exact functions
/// of the matrix (Kemeny and Snell 1960, "Finite Markov chains"), and their errors follow from those of its rows by the
/// delta method with exact derivatives; rows are independent. No state is absorbing unless it is said to be.
class Accustoming {
 public:
  Accustoming() = default;

  /// A matrix that is known. Throws ParameterError unless there are 2 to 100 states of different names, each row has
  /// probabilities that sum to 1 (to 1e-9), and exactly the states that are said to be absorbing are never left.
  explicit Accustoming(const Eigen::MatrixXd& matrix, std::vector<std::string> states = accustoming_states(),
                       const std::vector<std::string>& absorbing = {}, double level = 0.95);

  /// The chain of a ladder. Throws ParameterError for probabilities that are none or sum to more than 1, and unless the
  /// last step is left exactly if it does not absorb.
  static Accustoming from_ladder(const LadderSteps& steps, std::vector<std::string> states = accustoming_states(),
                                 double level = 0.95);

  /// Estimates the matrix from sequences: a row per exposure, with the customer and the state, in the order of `at` or
  /// else of the rows.
  ///
  /// Each row of the matrix is a Dirichlet posterior; probabilities are posterior means with central intervals of their
  /// beta distributions. An exposure whose state is missing is counted, and no transition goes over it. Throws
  /// RecordError, naming column, row and value, for a missing customer, a state that is not there, a time that cannot
  /// be read, columns of different lengths, and a transition out of an absorbing state; ParameterError for options that
  /// are not sound.
  static Accustoming fit(const Column& customer, const Column& state, const Column& at = {},
                         const AccustomingOptions& options = {});

  [[nodiscard]] const std::vector<std::string>& states() const noexcept { return states_; }
  [[nodiscard]] const Eigen::MatrixXd& matrix() const noexcept { return matrix_; }
  [[nodiscard]] const Eigen::MatrixXd& counts() const noexcept { return counts_; }  ///< of transitions; 0 if not fitted
  [[nodiscard]] bool is_absorbing(std::size_t state) const noexcept { return absorbing_[state]; }
  [[nodiscard]] double prior() const noexcept { return prior_; }            ///< 0 if the matrix was given
  [[nodiscard]] std::int64_t unknown() const noexcept { return unknown_; }  ///< exposures without a state
  [[nodiscard]] double level() const noexcept { return level_; }

  /// The number of a state; throws ParameterError with the nearest name if it is not there.
  [[nodiscard]] std::size_t position(std::string_view state) const;

  /// The probability to be in state `to` one exposure after state `from`.
  [[nodiscard]] Estimate probability(std::size_t from, std::size_t to) const;

  /// One row per pair of states: from, to, count, probability (with _lower and _upper), standard_error.
  [[nodiscard]] Frame transitions() const;

  /// Shares of the states after so many exposures of customers who begin with the shares `start` (empty: all in the
  /// first state). Intervals are normal on the logit scale.
  [[nodiscard]] std::vector<Estimate> shares_after(std::uint32_t exposures, std::span<const double> start = {}) const;

  /// The same after 0, 1, ..., `exposures` (at most 10,000): exposures, state, share (with _lower and _upper),
  /// standard_error.
  [[nodiscard]] Frame course(std::uint32_t exposures, std::span<const double> start = {}) const;

  /// Expected exposures until a state is first reached, from each state; 0 from itself, infinite where it may never be.
  /// Intervals are normal on the scale of the logarithm.
  [[nodiscard]] std::vector<Estimate> exposures_to(std::size_t state) const;

  /// The same for every state: from, to, exposures (with _lower and _upper), standard_error, and the standard deviation
  /// over customers.
  [[nodiscard]] Frame times() const;

  /// The probability to end in each absorbing state, from each other state: from, to, probability (with _lower and
  /// _upper), standard_error. Throws ParameterError if no state is absorbing, or some state never leads to one.
  [[nodiscard]] Frame absorption() const;

  /// The shares of states to which the chain comes in the end: state, share (with _lower and _upper), standard_error.
  /// Throws ParameterError unless every state leads to every other.
  [[nodiscard]] Frame stationary() const;

  /// Customers drawn from the chain, all beginning in the first state: customer, exposure (from 0), state.
  [[nodiscard]] Frame simulate(std::size_t customers, std::uint32_t exposures, std::uint64_t seed = 1) const;

  friend struct io::Archived<Accustoming>;

 private:
  [[nodiscard]] std::vector<std::vector<Estimate>> shares_over(std::uint32_t exposures,
                                                               std::span<const double> start) const;
  void set_rows(const Eigen::MatrixXd& matrix, std::vector<Eigen::MatrixXd> covariances,
                const std::vector<std::string>& absorbing);

  std::vector<std::string> states_;
  Eigen::MatrixXd matrix_;
  std::vector<Eigen::MatrixXd> covariances_;  // of each row
  std::vector<bool> absorbing_;
  Eigen::MatrixXd counts_;
  double prior_ = 0.0;
  std::int64_t unknown_ = 0;
  double level_ = 0.95;
};

}  // namespace fealty::loyalty
