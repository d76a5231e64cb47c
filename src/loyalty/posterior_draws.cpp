#include "fealty/loyalty/posterior_draws.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/quantile.hpp"

namespace fealty::loyalty {
namespace {

using Eigen::Index;

constexpr double highest_r_hat = 1.01;
constexpr double lowest_effective_size = 400;
constexpr double uninformed_share = 0.8;

std::vector<double> draws_of(const Eigen::MatrixXd& values, std::size_t column) {
  const auto draws = values.col(static_cast<Index>(column));
  return {draws.begin(), draws.end()};
}

double deviation_of(const Eigen::VectorXd& values) {
  return std::sqrt((values.array() - values.mean()).square().sum() / static_cast<double>(values.size() - 1));
}

}  // namespace

Estimate summary_of_draws(std::vector<double>& draws, double level) {
  const Eigen::Map<const Eigen::VectorXd> values(draws.data(), static_cast<Index>(draws.size()));
  Estimate e{values.mean(), deviation_of(values), nan, nan, level};
  if (level == 0.0) return e;
  const std::vector<double> ends = quantile_values(draws, std::array{0.5 - 0.5 * level, 0.5 + 0.5 * level});
  e.lower = ends[0];
  e.upper = ends[1];
  return e;
}

Eigen::MatrixXd PosteriorDraws::by_chain(std::size_t parameter) const {
  const auto columns = static_cast<Index>(chains);
  return values.col(static_cast<Index>(parameter)).reshaped(values.rows() / columns, columns);
}

std::vector<ChainDiagnostics> PosteriorDraws::diagnostics() const {
  std::vector<ChainDiagnostics> all;
  all.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) all.push_back(diagnose(by_chain(i)));
  return all;
}

std::vector<Estimate> PosteriorDraws::estimates(double level) const {
  require_level(level);
  std::vector<Estimate> all;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::vector<double> draws = draws_of(values, i);
    all.push_back(summary_of_draws(draws, level));
  }
  return all;
}

std::vector<FitWarning> PosteriorDraws::warnings() const {
  std::vector<FitWarning> all;
  const std::vector<ChainDiagnostics> of_chains = diagnostics();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const ChainDiagnostics& d = of_chains[i];
    if (!(d.r_hat <= highest_r_hat))
      all.push_back({names[i], "r_hat", fmt::format("the chains do not agree: R-hat is {:.3f}", d.r_hat)});
    const double least = std::min(d.bulk_ess, d.tail_ess);
    if (!(least >= lowest_effective_size)) {
      all.push_back({names[i], "effective_sample_size",
                     fmt::format("all draws are worth only {:.0f} independent ones: take more", least)});
    }
    const double spread = deviation_of(values.col(static_cast<Index>(i)).array().log());
    if (spread > uninformed_share * priors[i].spread())
      all.push_back({names[i], "prior", "the data say next to nothing of it: what is known is the prior"});
  }
  return all;
}

Frame PosteriorDraws::diagnostics_frame(double level) const {
  const std::vector<Estimate> e = estimates(level);
  const std::vector<ChainDiagnostics> d = diagnostics();
  Frame frame({{"parameter", Column(names)}});
  const auto add = [&](const char* name, auto&& figure) {
    std::vector<double> column;
    column.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) column.push_back(figure(i));
    frame.add(name, std::move(column));
  };
  add("mean", [&](std::size_t i) { return e[i].value; });
  add("sd", [&](std::size_t i) { return e[i].standard_error; });
  add("lower", [&](std::size_t i) { return e[i].lower; });
  add("upper", [&](std::size_t i) { return e[i].upper; });
  add("mcse_mean", [&](std::size_t i) { return d[i].monte_carlo_error; });
  add("ess_bulk", [&](std::size_t i) { return d[i].bulk_ess; });
  add("ess_tail", [&](std::size_t i) { return d[i].tail_ess; });
  add("r_hat", [&](std::size_t i) { return d[i].r_hat; });
  return frame;
}

Frame PosteriorDraws::frame() const {
  std::vector<std::int64_t> chain, draw;
  for (std::size_t row = 0; row < chains * draws(); ++row) {
    chain.push_back(static_cast<std::int64_t>(row / draws()));
    draw.push_back(static_cast<std::int64_t>(row % draws()));
  }
  Frame frame({{"chain", std::move(chain)}, {"draw", std::move(draw)}});
  for (std::size_t i = 0; i < names.size(); ++i) frame.add(names[i], draws_of(values, i));
  frame.add("log_density", std::vector<double>(log_density.begin(), log_density.end()));
  return frame;
}

Frame PosteriorDraws::warnings_frame() const {
  LikelihoodFit fit;
  fit.warnings = warnings();
  return fit.warnings_frame();
}

std::vector<Index> PosteriorDraws::spread_rows(std::size_t most) const {
  require(most >= 1, "the number of draws", static_cast<double>(most), "must be positive");
  const auto all = static_cast<std::size_t>(values.rows()), count = std::min(most, all);
  std::vector<Index> rows;
  rows.reserve(count);
  for (std::size_t i = 0; i < count; ++i) rows.push_back(static_cast<Index>((2 * i + 1) * all / (2 * count)));
  return rows;
}

}  // namespace fealty::loyalty
