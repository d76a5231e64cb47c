#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fealty::complaints {

/// One row and one head in dual coordinate ascent. Arrays have a place for each output; a is the dual variable by which
/// the row enters the weights, w = w0 + sum of a x, and `norms` the squared length of the row as each output sees it.
///
/// Each function takes the dual variables to their optimum given those of all other rows, writes how far they went into
/// `steps`, and gives the row's part of the duality gap before: loss(s) + conjugate(-a) + a s, which is never negative
/// and whose sum over rows is the gap. Where that is below `negligible` times the loss at a score of zero, nothing is
/// done; the steps are 0 when the function is called.
struct DualRow {
  const float* scores;
  const float* norms;
  float* duals;
  float* steps;
  std::size_t outputs;
  double negligible;
};

/// What outputs that have a loss each are to learn of a row.
struct OutputGoals {
  const float* members;  ///< 1 where the row belongs to the output, 0 where it does not
  const float* costs;    ///< C of each; of one that is 0 nothing is learnt
  float* gaps;           ///< here the parts of the gap are put
};

/// The softmax loss of a row of class `label`, times C. With a = C (e_label - q), q is a distribution over classes, and
/// the gap C KL(q || softmax(s)). The optimum has h q_k + log q_k = s_k + h (old q_k) + v, h = C |x|^2, with one v for
/// all k such that the q sum to 1; h q_k is Wright's omega function, and v is found by Newton's method, for the sum is
/// convex in v.
double softmax_step(const DualRow& row, std::size_t label, double C) noexcept;

/// The logistic loss of each output, times its C. With a = C (y - q), y being 1 or 0, the optimum has z + h q(z) = s +
/// h (old q), where z is the log-odds of q and h = C |x|^2; the root is unique and bracketed.
void logistic_steps(const DualRow& row, const OutputGoals& goals) noexcept;

/// The squared hinge of each output, times its C: the step of Hsieh, Chang, Lin, Keerthi and Sundararajan (2008), "A
/// dual coordinate descent method for large-scale linear SVM", ICML.
void squared_hinge_steps(const DualRow& row, const OutputGoals& goals) noexcept;

/// Half the squared error of the one output, times C.
double squared_step(const DualRow& row, double number, double C) noexcept;

}  // namespace fealty::complaints
