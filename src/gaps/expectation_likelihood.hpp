#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/dual.hpp"
#include "fealty/gaps/expectation_model.hpp"
#include "fealty/gaps/rating_series.hpp"

namespace fealty::gaps {

inline constexpr std::size_t parameter_count = ExpectationParameters<>::count;
using ParameterDual = Dual<parameter_count>;

/// What the answers of every item have on top of those of all items: the mean, over its answers, of how far an answer
/// lies from the mean of all answers to its question. 0 where there is but one item.
std::vector<double> item_levels(const RatingSeries& series);

/// Series of the same length whose visits answer the same questions.
///
/// Their answers are draws from one normal distribution, so of many series their mean and scatter matrix tell the
/// likelihood all there is to tell. A scatter matrix L L' has the squared errors of prediction of the columns of L,
/// each filtered as if it were a series of mean 0.
struct PatternGroup {
  std::vector<std::uint8_t> questions;  ///< of each visit
  std::vector<std::uint32_t> members;   ///< the series, if they are filtered one by one
  double count = 0.0;                   ///< of series
  std::size_t answers = 0;              ///< of one series
  Eigen::VectorXd mean;                 ///< of each answer; empty if there are members
  Eigen::MatrixXd factor;               ///< lower triangular: L, a row for each answer

  [[nodiscard]] bool is_condensed() const noexcept { return members.empty(); }
};

/// The log-likelihood of all series, by the errors of prediction of Kalman's filter (Schweppe 1965).
class ExpectationLikelihood {
 public:
  /// Of every `stride`-th series. The series must outlive it.
  ExpectationLikelihood(const RatingSeries& series, std::vector<double> levels, std::size_t stride = 1);

  /// Value, gradient and Hessian by the parameters.
  [[nodiscard]] ParameterDual operator()(const ExpectationParameters<ParameterDual>& parameters) const;

  /// Visits that one evaluation filters.
  [[nodiscard]] std::size_t work() const noexcept { return work_; }
  [[nodiscard]] std::size_t series() const noexcept { return series_count_; }

 private:
  /// Series of a group that are filtered together.
  struct Batch {
    std::size_t group;
    std::size_t begin;  // of the members, or of mean and columns of the factor
    std::size_t end;
  };

  void condense(PatternGroup& group) const;
  void plan_batches();
  [[nodiscard]] double answer(std::size_t series, std::size_t visit, unsigned question) const noexcept;
  [[nodiscard]] ParameterDual batch_likelihood(const ExpectationSteps<ParameterDual>& steps, const Batch& batch) const;

  const RatingSeries& ratings_;
  std::vector<double> levels_;
  std::vector<PatternGroup> groups_;
  std::vector<Batch> batches_;
  std::vector<std::size_t> blocks_;  // of batches, with about the same work
  std::size_t work_ = 0;
  std::size_t series_count_ = 0;
};

}  // namespace fealty::gaps
