#include "fealty/gaps/free_slopes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "fealty/gaps/resampled_totals.hpp"
#include "replicates.hpp"
#include "survey_scores.hpp"

namespace fealty::gaps {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The sums behind the three regressions: of the scores z (expectations, experiences, outcome) and of their products.
class ScoreSums {
 public:
  ScoreSums(const Survey& survey, std::vector<std::vector<std::size_t>> groups, std::span<const double> outcome,
            Missing missing)
      : survey_(survey), groups_(std::move(groups)), outcome_(outcome), missing_(missing) {}

  [[nodiscard]] Index scores() const noexcept { return static_cast<Index>(groups_.size()); }
  [[nodiscard]] Index columns() const noexcept { return 2 * scores() + 1; }
  [[nodiscard]] std::size_t features() const noexcept {
    return static_cast<std::size_t>(1 + columns() + columns() * (columns() + 1) / 2);
  }

  /// Items of a score. Sums are of scores times so many, which are whole numbers where all items are answered.
  [[nodiscard]] double size(Index score) const noexcept {
    return static_cast<double>(groups_[static_cast<std::size_t>(score)].size());
  }

  void fill(std::size_t begin, std::size_t end, Eigen::Ref<MatrixXd> out) const {
    const BothSides both = both_sides(survey_, begin, end, missing_);
    MatrixXd z(out.rows(), columns());
    for (Index g = 0; g < scores(); ++g) {
      const auto& items = groups_[static_cast<std::size_t>(g)];
      z.col(g) = total_score(both.expectation, items);
      z.col(scores() + g) = total_score(both.experience, items);
    }
    z.col(columns() - 1) = Eigen::Map<const VectorXd>(outcome_.data() + begin, out.rows());
    const ArrayXd known = (!z.array().isNaN()).rowwise().all().cast<double>();
    z = z.array().isNaN().select(0.0, z);
    Index feature = 0;
    out.col(feature++) = known;
    for (Index j = 0; j < columns(); ++j) out.col(feature++) = known * z.col(j).array();
    for (Index j = 0; j < columns(); ++j) {
      for (Index i = j; i < columns(); ++i) out.col(feature++) = known * z.col(i).array() * z.col(j).array();
    }
  }

  /// Sums of squares and products around the means.
  [[nodiscard]] MatrixXd products(const Eigen::Ref<const VectorXd>& sums) const {
    const double n = sums[0];
    MatrixXd products(columns(), columns());
    Index feature = 1 + columns();
    for (Index j = 0; j < columns(); ++j) {
      for (Index i = j; i < columns(); ++i)
        products(i, j) = products(j, i) = sums[feature++] - sums[1 + i] * sums[1 + j] / n;
    }
    return products;
  }

 private:
  const Survey& survey_;
  std::vector<std::vector<std::size_t>> groups_;
  std::span<const double> outcome_;
  Missing missing_;
};

/// A regression from products around the means, the outcome standing last.
struct Regression {
  VectorXd slopes;
  double r2 = nan;
};

Regression regress(const MatrixXd& products) {
  const Index p = products.rows() - 1;
  const double total = products(p, p);
  const VectorXd scale = products.diagonal().head(p).cwiseMax(std::numeric_limits<double>::min()).cwiseSqrt();
  const MatrixXd scaled =
      scale.cwiseInverse().asDiagonal() * products.topLeftCorner(p, p) * scale.cwiseInverse().asDiagonal();
  const Eigen::LDLT<MatrixXd> factor(scaled);
  if (!(total > 0) || !factor.isPositive() || !(factor.vectorD().minCoeff() > 1e-10))
    return {VectorXd::Constant(p, nan), nan};
  const VectorXd with_outcome = products.col(p).head(p);
  const VectorXd slopes = factor.solve(with_outcome.cwiseQuotient(scale)).cwiseQuotient(scale);
  return {slopes, slopes.dot(with_outcome) / total};
}

/// What one resample, or all respondents, say.
struct Slopes {
  double gap = nan, experience = nan;
  Regression free;
};

Slopes slopes_of(const ScoreSums& sums, const Eigen::Ref<const VectorXd>& totals) {
  const MatrixXd products = sums.products(totals);
  const Index k = sums.scores();
  MatrixXd to_gaps = MatrixXd::Zero(k + 1, sums.columns());  // experience less expectation, and the outcome
  to_gaps.leftCols(k).topRows(k) = -MatrixXd::Identity(k, k);
  to_gaps.middleCols(k, k).topRows(k) = MatrixXd::Identity(k, k);
  to_gaps(k, sums.columns() - 1) = 1;
  Slopes slopes;
  slopes.gap = regress(to_gaps * products * to_gaps.transpose()).r2;
  slopes.experience = regress(products.bottomRightCorner(k + 1, k + 1)).r2;
  slopes.free = regress(products);
  return slopes;
}

SlopeTest tested(double r2, double r2_free, Index restrictions, double residual_degrees) {
  SlopeTest test;
  test.restrictions = restrictions;
  test.degrees_of_freedom = static_cast<std::int64_t>(residual_degrees);
  const auto d = static_cast<double>(restrictions);
  test.f = (r2_free - r2) / d / ((1 - r2_free) / residual_degrees);
  // The upper tail of F as an incomplete beta function (Abramowitz and Stegun 1964, equation 26.6.2).
  test.p_value = std::isnan(test.f)
                     ? nan
                     : regularized_beta(residual_degrees / (residual_degrees + d * std::max(0.0, test.f)),
                                        residual_degrees / 2, d / 2);
  return test;
}

std::vector<std::string> names_of(const std::vector<Dimension>& dimensions) {
  std::vector<std::string> names;
  for (const Dimension& dimension : dimensions) names.push_back(dimension.name);
  if (names.empty()) names.emplace_back("overall");
  return names;
}

}  // namespace

FreeSlopes test_free_slopes(const Survey& survey, std::span<const double> outcome, const GapOptions& options) {
  require_outcome(survey, outcome.size(), options.missing);
  auto groups = groups_of(options.dimensions, survey.experience);
  if (groups.size() > 1) groups.pop_back();  // the dimensions, and not all items beside them
  const ScoreSums sums(survey, std::move(groups), outcome, options.missing);
  const ResampledTotals totals = resampled_totals(
      survey.rows(), sums.features(),
      [&](std::size_t begin, std::size_t end, Eigen::Ref<MatrixXd> out) { sums.fill(begin, end, out); },
      options.bootstrap, survey.respondent_of);

  FreeSlopes made;
  made.scores = names_of(options.dimensions);
  made.level = options.bootstrap.level;
  made.respondents = static_cast<std::uint64_t>(totals.totals[0]);
  const double degrees = totals.totals[0] - static_cast<double>(sums.columns());
  if (!(degrees > 0)) {
    throw FitError(code::no_information,
                   fmt::format("only {} questionnaires have all {} scores and the outcome: too few for slopes",
                               made.respondents, sums.columns() - 1));
  }
  const Slopes all = slopes_of(sums, totals.totals);
  if (std::isnan(all.free.r2)) {
    throw FitError(
        code::no_information,
        "the slopes are not determined: a score or the outcome is constant, or one score follows from others");
  }
  const Index replicates = totals.replicates.rows();
  const Index k = sums.scores();
  MatrixXd values(replicates + 1, 4 + 2 * k);  // R2 by gap, experience, both; what is lost; slopes
  const auto put = [&](Index row, const Slopes& s) {
    values.row(row).head(4) << s.gap, s.experience, s.free.r2, s.free.r2 - s.gap;
    for (Index g = 0; g < k; ++g) {
      values(row, 4 + g) = s.free.slopes[g] * sums.size(g);
      values(row, 4 + k + g) = s.free.slopes[k + g] * sums.size(g);
    }
  };
  put(0, all);
  for_blocks(
      static_cast<std::size_t>(replicates),
      [&](std::size_t begin, std::size_t end) {
        for (auto r = static_cast<Index>(begin); r < static_cast<Index>(end); ++r)
          put(r + 1, slopes_of(sums, totals.replicates.row(r).transpose()));
      },
      64, "regressing in replicates");
  const auto estimate = [&](Index column) { return replicated(values.col(column), made.level); };
  made.r2_gap = estimate(0);
  made.r2_experience = estimate(1);
  made.r2_free = estimate(2);
  made.lost = estimate(3);
  for (Index g = 0; g < k; ++g) {
    made.slope_expectation.push_back(estimate(4 + g));
    made.slope_experience.push_back(estimate(4 + k + g));
  }
  made.gap = tested(all.gap, all.free.r2, k, degrees);
  made.experience = tested(all.experience, all.free.r2, k, degrees);
  if (made.gap.p_value < 1 - made.level) {
    made.warning = fmt::format(
        "the gap score loses: expectation and experience do not have equal and opposite slopes (p = {:.2g}); the gap "
        "explains {:.1f} % of the outcome, experience alone {:.1f} %, both with slopes of their own {:.1f} %",
        made.gap.p_value, 100 * all.gap, 100 * all.experience, 100 * all.free.r2);
  }
  return made;
}

Frame FreeSlopes::frame() const {
  EstimateColumns r2;
  for (const Estimate* e : {&r2_gap, &r2_experience, &r2_free}) r2.push(*e);
  Frame frame;
  frame.add("model", std::vector<std::string>{"gap", "experience", "free"});
  r2.add_to(frame, "r_squared");
  frame.add("f", std::vector<double>{gap.f, experience.f, nan});
  frame.add("p_value", std::vector<double>{gap.p_value, experience.p_value, nan});
  return frame;
}

Frame FreeSlopes::slopes() const {
  EstimateColumns expectation, experienced;
  for (const Estimate& e : slope_expectation) expectation.push(e);
  for (const Estimate& e : slope_experience) experienced.push(e);
  Frame frame;
  frame.add("score", scores);
  expectation.add_to(frame, "expectation");
  experienced.add_to(frame, "experience");
  return frame;
}

}  // namespace fealty::gaps
