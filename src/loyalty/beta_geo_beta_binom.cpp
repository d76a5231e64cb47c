#include "fealty/loyalty/beta_geo_beta_binom.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include "customer_figures.hpp"
#include "fealty/core/error.hpp"
#include "law_problem.hpp"

namespace fealty::loyalty {
namespace {

template <class Law>
auto opportunity_log_likelihood(const Law& law, std::span<const OpportunitySummary::Cell> cells) {
  using S = decltype(law.alpha);
  return reduce_blocks(
      cells.size(), S{},
      [&](std::size_t begin, std::size_t end) {
        S sum{};
        for (std::size_t i = begin; i < end; ++i) sum += cells[i].customers * law.log_likelihood(cells[i].pattern);
        return sum;
      },
      [](S& total, const S& part) { total += part; }, 64, "fitting");
}

}  // namespace

BetaGeoBetaBinomModel BetaGeoBetaBinomModel::fit(const OpportunitySummary& summary, const FitOptions& options) {
  const auto cells = summary.cells();
  const double customers = summary.all_customers();
  double taken = 0, offered = 0;
  for (const auto& cell : cells) {
    taken += cell.customers * cell.pattern.frequency;
    offered += cell.customers * cell.pattern.opportunities;
  }
  if (customers == 0) throw FitError(code::no_information, "there are no customers");
  if (taken == 0) throw FitError(code::no_information, "nobody has taken an opportunity");
  const double share = std::clamp(taken / offered, 0.02, 0.9);
  LikelihoodProblem problem = law_problem<BetaGeoBetaBinom>(
      customers, cells.size(),
      [cells](const auto& law, std::size_t /*thinning*/) { return opportunity_log_likelihood(law, cells); });
  problem.terms = 1;  // patterns are few: there is no need of a sample
  problem.starts = {
      {2 * share, 2 * (1 - share), 0.5, 3.0}, {5 * share, 5 * (1 - share), 0.1, 3.0}, {0.5, 0.5, 1.0, 1.0}};
  problem.limits = {
      {"gamma", false, "no dropout: gamma -> 0"},
      {"gamma", true, "every customer drops out with the same probability: gamma, delta -> infinity"},
      {"delta", true, "every customer drops out with the same probability: gamma, delta -> infinity"},
      {"alpha", true, "every customer buys with the same probability: alpha, beta -> infinity"},
      {"beta", true, "every customer buys with the same probability: alpha, beta -> infinity"},
  };
  problem.collapse = [](const std::vector<double>& p) -> std::optional<FitWarning> {
    if (p[2] / (p[2] + p[3]) > 1e-5) return std::nullopt;
    return FitWarning{"gamma", "limit", "no dropout: gamma -> 0"};
  };
  return BetaGeoBetaBinomModel(maximize_likelihood(problem, options));
}

double BetaGeoBetaBinomModel::log_likelihood(const OpportunitySummary& summary) const {
  return opportunity_log_likelihood(parameters(), summary.cells());
}

CustomerFigures BetaGeoBetaBinomModel::probability_alive(const OpportunitySummary& summary, double level) const {
  const auto cells = summary.cells();
  return customer_figures<LogitScale>(*this, cells.size(), level, [&](const auto& law, std::size_t i) {
    return -law.log_odds_dead_next(cells[i].pattern);
  });
}

CustomerFigures BetaGeoBetaBinomModel::expected_purchases(const OpportunitySummary& summary, std::uint32_t ahead,
                                                          double level) const {
  const auto cells = summary.cells();
  return customer_figures<LogarithmScale>(*this, cells.size(), level, [&](const auto& law, std::size_t i) {
    using std::log;
    using S = decltype(law.alpha);
    if (ahead == 0) return S(-std::numeric_limits<double>::infinity());
    return S(log(law.expected(cells[i].pattern, ahead)));
  });
}

std::vector<double> BetaGeoBetaBinomModel::purchase_distribution(const OpportunitySummary& summary,
                                                                 std::uint32_t ahead) const {
  const BetaGeoBetaBinom<double>& law = parameters();
  std::vector<double> probabilities;
  for (const auto& [pattern, customers] : summary.cells()) {
    const double n = pattern.opportunities, x = pattern.frequency;
    std::vector<double> own(ahead + 1, 0.0);
    // Alive at the end, the customer stays for j more opportunities: beta-binomial purchases at each.
    const double next = logistic(-law.log_odds_dead_next(pattern));  // alive at opportunity n + 1
    double staying = next;                                           // alive at opportunity n + j
    own[0] = 1 - next;
    for (std::uint32_t j = 1; j <= ahead; ++j) {
      const double left = j == ahead ? 1.0 : law.gamma / (law.gamma + law.delta + n + j);
      const double weight = staying * left;  // of exactly j
      for (std::uint32_t k = 0; k <= j; ++k) {
        const double log_choices = log_rising_factorial(j - k + 1.0, k) - log_gamma(k + 1.0);
        const double log_probability = log_beta_moment(law.alpha + x, law.beta + n - x, k) +
                                       log_beta_moment(law.beta + n - x, law.alpha + x + k, j - k);
        own[k] += weight * std::exp(log_choices + log_probability);
      }
      staying *= 1 - left;
    }
    if (ahead == 0) own[0] = 1.0;
    probabilities.insert(probabilities.end(), own.begin(), own.end());
  }
  return probabilities;
}

std::vector<OpportunityPattern> BetaGeoBetaBinomModel::simulate(std::size_t customers, std::uint32_t opportunities,
                                                                std::uint64_t seed) const {
  std::vector<OpportunityPattern> patterns(customers);
  for_blocks(
      customers,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          RandomStream random(seed, "opportunities", i);
          patterns[i] = BetaGeoBetaBinom<double>::draw(parameters(), opportunities, random);
        }
      },
      customer_block, "simulating");
  return patterns;
}

}  // namespace fealty::loyalty
