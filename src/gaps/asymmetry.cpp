#include "fealty/gaps/asymmetry.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/gaps/resampled_totals.hpp"
#include "replicates.hpp"
#include "survey_scores.hpp"

namespace fealty::gaps {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;

/// The columns of sums of one regression of the outcome y on the parts a (below 0) and b (above 0) of a gap.
enum Sum : Index { n, a, b, y, aa, ab, bb, ay, by, sums_of_one };

void fill_one(const ArrayXd& below, const ArrayXd& above, const ArrayXd& outcome, Index first,
              Eigen::Ref<MatrixXd> out) {
  const ArrayXd known = (!(below + above + outcome).isNaN()).cast<double>();
  const auto kept = [&](const ArrayXd& x) -> ArrayXd { return (known > 0).select(x, 0.0); };
  const ArrayXd low = kept(below), high = kept(above), result = kept(outcome);
  out.col(first + n) = known;
  out.col(first + a) = low;
  out.col(first + b) = high;
  out.col(first + y) = result;
  out.col(first + aa) = low.square();
  out.col(first + ab) = low * high;
  out.col(first + bb) = high.square();
  out.col(first + ay) = low * result;
  out.col(first + by) = high * result;
}

/// Slopes on both parts, which were taken `size` times, from all respondents and from every replicate.
std::pair<ArrayXd, ArrayXd> slopes_of(const MatrixXd& sums, double size) {
  const auto sum = [&](Sum which) { return sums.col(which).array(); };
  const auto product = [&](Sum both, Sum one, Sum other) -> ArrayXd {
    return sum(both) - sum(one) * sum(other) / sum(n);
  };
  const ArrayXd s_aa = product(aa, a, a), s_ab = product(ab, a, b), s_bb = product(bb, b, b);
  const ArrayXd s_ay = product(ay, a, y), s_by = product(by, b, y);
  const ArrayXd determinant = s_aa * s_bb - s_ab.square();
  const auto known = determinant > 1e-10 * (s_aa * s_bb).max(std::numeric_limits<double>::min());
  return {known.select(size * (s_bb * s_ay - s_ab * s_by) / determinant, nan),
          known.select(size * (s_aa * s_by - s_ab * s_ay) / determinant, nan)};
}

/// The ratio of the slopes, with the interval of their angle.
Estimate ratio_of(const ArrayXd& negative, const ArrayXd& positive, double level) {
  ArrayXd angles(negative.size());
  for (Index r = 0; r < angles.size(); ++r) angles[r] = std::atan2(negative[r], positive[r]);
  const Estimate angle = replicated(angles, level);
  const auto ratio = [](double at) {
    if (std::isnan(at)) return nan;
    return std::abs(at) < std::numbers::pi / 2 ? std::tan(at) : std::numeric_limits<double>::infinity();
  };
  return {negative[0] / positive[0], nan, ratio(angle.lower), ratio(angle.upper), level};
}

AsymmetricResponse response_of(std::string name, const MatrixXd& sums, double size, double level) {
  const auto [negative, positive] = slopes_of(sums, size);
  AsymmetricResponse response;
  response.name = std::move(name);
  response.respondents = static_cast<std::uint64_t>(sums(0, n));
  response.negative = replicated(negative, level);
  response.positive = replicated(positive, level);
  response.difference = replicated(negative - positive, level);
  response.ratio = ratio_of(negative, positive, level);
  return response;
}

}  // namespace

Asymmetry analyze_asymmetry(const Survey& survey, std::span<const double> outcome, const GapOptions& options) {
  require_outcome(survey, outcome.size(), options.missing);
  const auto groups = groups_of(options.dimensions, survey.experience);
  const std::size_t items = survey.items().size();
  const std::size_t regressions = items + groups.size();
  // Sums are of parts times the number of items, which are whole numbers where all items are answered.
  const auto size_of = [&](std::size_t i) { return i < items ? 1.0 : static_cast<double>(groups[i - items].size()); };
  const auto fill = [&](std::size_t begin, std::size_t end, Eigen::Ref<MatrixXd> out) {
    const BothSides both = both_sides(survey, begin, end, options.missing);
    const MatrixXd gaps = both.experience - both.expectation;
    const MatrixXd below = gaps.array().isNaN().select(nan, gaps.cwiseMin(0.0));
    const MatrixXd above = gaps.array().isNaN().select(nan, gaps.cwiseMax(0.0));
    const ArrayXd result = Eigen::Map<const ArrayXd>(outcome.data() + begin, out.rows());
    for (std::size_t i = 0; i < regressions; ++i) {
      const std::vector<std::size_t> which = i < items ? std::vector{i} : groups[i - items];
      const auto first = static_cast<Index>(i) * sums_of_one;
      fill_one(total_score(below, which), total_score(above, which), result, first, out);
    }
  };
  const ResampledTotals totals =
      resampled_totals(survey.rows(), regressions * sums_of_one, fill, options.bootstrap, survey.respondent_of);

  Asymmetry made;
  made.level = options.bootstrap.level;
  std::vector<AsymmetricResponse> responses(regressions);
  const Index replicates = totals.replicates.rows();
  const auto sums_of = [&](std::size_t i) {
    const Index first = static_cast<Index>(i) * sums_of_one;
    MatrixXd sums(replicates + 1, Index{sums_of_one});
    sums.row(0) = totals.totals.segment(first, sums_of_one).transpose();
    sums.bottomRows(replicates) = totals.replicates.middleCols(first, sums_of_one);
    return sums;
  };
  run_tasks(regressions, [&](std::size_t i) {
    const bool is_overall = i + 1 == regressions;
    const std::string& name = i < items    ? survey.items()[i]
                              : is_overall ? "overall"
                                           : options.dimensions[i - items].name;
    responses[i] = response_of(name, sums_of(i), size_of(i), made.level);
  });
  const auto [negative, positive] = slopes_of(sums_of(regressions - 1), size_of(regressions - 1));
  made.draws.resize(replicates, 2);
  made.draws << negative.tail(replicates), positive.tail(replicates);
  made.overall = std::move(responses.back());
  made.items.assign(responses.begin(), responses.begin() + static_cast<std::ptrdiff_t>(items));
  made.dimensions.assign(responses.begin() + static_cast<std::ptrdiff_t>(items), responses.end() - 1);
  return made;
}

Frame Asymmetry::frame() const {
  std::vector<std::string> names, kinds;
  std::vector<std::int64_t> respondents;
  std::array<EstimateColumns, 4> estimates;
  const auto add = [&](const AsymmetricResponse& response, const char* kind) {
    names.push_back(response.name);
    kinds.emplace_back(kind);
    respondents.push_back(static_cast<std::int64_t>(response.respondents));
    estimates[0].push(response.negative);
    estimates[1].push(response.positive);
    estimates[2].push(response.difference);
    estimates[3].push(response.ratio);
  };
  for (const AsymmetricResponse& item : items) add(item, "item");
  for (const AsymmetricResponse& dimension : dimensions) add(dimension, "dimension");
  add(overall, "overall");
  Frame frame;
  frame.add("name", names);
  frame.add("kind", kinds);
  frame.add("respondents", std::move(respondents));
  for (std::size_t k = 0; k < estimates.size(); ++k)
    estimates[k].add_to(frame, std::array{"negative", "positive", "difference", "ratio"}[k]);
  return frame;
}

}  // namespace fealty::gaps
