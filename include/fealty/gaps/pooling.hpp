#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::gaps {

/// One way of measuring, within the pool of several.
struct PooledSource {
  std::string name;
  Estimate estimate;           ///< as it came
  double weight = 0.0;         ///< share in the precision-weighted mean
  double random_weight = 0.0;  ///< share in the random-effects mean
  Estimate deviation;          ///< from the precision-weighted mean of the others, with a normal interval
  double p_value = 0.0;        ///< of no deviation, two-sided, adjusted by Holm (1979) for the number of sources
  bool apart = false;          ///< whether it is one of those without which the others agree; see Pooled
};

/// Several estimates of one figure, pooled by their precision, and how far they disagree.
///
/// The sources must be independent and on one scale. With weights w = 1 / standard error^2:
///
/// - `mean` is the precision-weighted mean sum(w y) / sum(w), with a normal interval: right if all sources measure the
///   same.
/// - Cochran's Q = sum(w (y - mean)^2) tests that, against chi-square with k - 1 degrees of freedom (Cochran 1954, "The
///   combination of estimates from different experiments", Biometrics 10); I^2 = max(0, (Q - k + 1) / Q) is the share
///   of the variation that is not chance (Higgins and Thompson 2002, Statistics in Medicine 21).
/// - `tau_squared` is the variance between the sources, by moments: max(0, (Q - k + 1) / (sum(w) - sum(w^2) / sum(w)))
///   (DerSimonian and Laird 1986, "Meta-analysis in clinical trials", Controlled Clinical Trials 7). Its interval, and
///   that of I^2, comes from the profile of Q (Viechtbauer 2007, Statistics in Medicine 26).
/// - `random` is the mean with weights 1 / (standard error^2 + tau^2) and the interval of Hartung and Knapp (2001),
///   Statistics in Medicine 20: Student's t with k - 1 degrees of freedom and the variance sum(w (y - random)^2) / ((k
///   - 1) sum(w)). In the modified form, that variance is never less than 1 / sum(w), so that a few sources that happen
///   to agree do not give an interval of no width (Knapp and Hartung 2003; recommended for few sources by Röver, Knapp
///   and Friede 2015, BMC Medical Research Methodology 15).
///
/// The deviation of a source is its deleted residual (Viechtbauer and Cheung 2010, "Outlier and influence diagnostics
/// for meta-analysis", Research Synthesis Methods 1). One source far off makes precise others deviate too, so the ones
/// that are `apart` are found one at a time: as long as Q rejects at 1 - level, the source of the largest residual is
/// set apart and the rest is tested again; two that disagree are both apart, for nothing tells which is off.
///
/// One source alone has a mean; what tells of disagreement is then NaN.
struct Pooled {
  std::vector<PooledSource> sources;  ///< in the order given
  Estimate mean;                      ///< precision-weighted
  Estimate random;                    ///< random effects
  double q = 0.0;                     ///< Cochran's Q
  double degrees = 0.0;               ///< of freedom of Q: sources less one
  double p_value = 0.0;               ///< of Q under agreement
  Estimate i_squared;                 ///< share of the variation that is not chance; no standard error
  Estimate tau_squared;               ///< variance between the sources; no standard error
  bool modified = true;               ///< whether the interval of `random` is the modified one

  /// One row per source: source, value, standard_error, lower, upper, weight, random_weight, deviation (with _lower and
  /// _upper), p_value, apart.
  [[nodiscard]] Frame frame() const;
};

/// Pools estimates by name. Of each, value and standard error are used; its interval is only shown.
///
/// Throws ParameterError, naming the source, if there is none, a name stands twice, a value is not finite, a standard
/// error is not above 0 and finite, or unless 0 < level < 1.
Pooled pooled(const std::vector<std::pair<std::string, Estimate>>& sources, bool modified = true, double level = 0.95);

}  // namespace fealty::gaps
