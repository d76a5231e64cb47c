#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::complaints {

/// What probabilities a classifier gives to texts of known classes that it has not seen, by which its probabilities for
/// other texts are understood.
struct ShiftReference {
  std::vector<double> shares = {};      ///< of the classes among the texts that the classifier learnt from
  std::vector<double> means = {};       ///< by true class (the slower index): the mean probability of each class
  std::vector<double> variances = {};   ///< and the variance
  std::vector<std::int64_t> rows = {};  ///< held-out texts of each true class
  double sharpness = 1.0;               ///< power to which likelihood ratios are raised

  friend bool operator==(const ShiftReference&, const ShiftReference&) = default;
};

/// The reference of held-out probabilities (by row and class) of texts with known classes (-1 is left out).
///
/// The likelihood ratios of classes, probability over training share, count for shifted shares. What is calibrated
/// where common classes dominate is often too mild in them: `sharpness` is the power with which they lose the least
/// where all classes weigh the same (but for 10 texts, by which classes with few weigh less), found by Newton's method.
ShiftReference shift_reference(std::span<const double> probabilities, std::span<const std::int32_t> classes,
                               std::span<const double> shares);

/// Shares of the classes among texts.
struct Prevalence {
  std::vector<Estimate> shares;  ///< corrected for the shift of the shares since training
  std::vector<double> counted;   ///< shares of the likeliest classes, not corrected
  std::uint32_t iterations = 0;
};

/// Shares of classes among texts whose shares are not those of training, from their calibrated probabilities.
///
/// Assumes that texts of a class are what they were, and only the shares of the classes have changed. The likelihood of
/// the shares is made greatest by EM. Intervals come from a bootstrap over texts, each replicate one Newton step from
/// the estimate (Davidson and MacKinnon 1999, "Bootstrap testing in nonlinear models", International Economic Review
/// 40), to which is added the error with which the reference's mean probabilities are known. `probabilities` are by
/// text and class. Throws RecordError if there are no texts. Source: Saerens, Latinne and Decaestecker (2002),
/// "Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14.
Prevalence prevalence(std::span<const double> probabilities, const ShiftReference& reference,
                      const Bootstrap& bootstrap = {});

}  // namespace fealty::complaints
