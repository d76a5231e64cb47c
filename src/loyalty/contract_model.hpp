#pragma once

#include <algorithm>
#include <vector>

#include "customer_figures.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"
#include "fealty/loyalty/contract_model.hpp"
#include "law_problem.hpp"

/// The members of ContractModel, for the sources that instantiate it.
namespace fealty::loyalty {

/// Where the search for a law's parameters begins, and what the ends of their ranges mean.
template <template <class> class Law>
struct ContractFittingOf;

template <class Law>
auto contract_log_likelihood(const Law& law, const ContractSummary& summary) {
  decltype(law.alpha) sum{};
  for (std::size_t t = 0; t < summary.ended().size(); ++t) {
    const auto time = static_cast<double>(t);
    if (summary.ended()[t] > 0) sum += summary.ended()[t] * (law.log_survival(time - 1) + law.log_churn(time));
    if (summary.standing()[t] > 0) sum += summary.standing()[t] * law.log_survival(time);
  }
  return sum;
}

template <template <class> class Law>
ContractModel<Law> ContractModel<Law>::fit(const ContractSummary& summary, const FitOptions& options) {
  double ended = 0, renewals = 0;
  for (std::size_t t = 0; t < summary.ended().size(); ++t) {
    ended += summary.ended()[t];
    renewals += static_cast<double>(t) * (summary.ended()[t] + summary.standing()[t]);
  }
  if (renewals == 0) throw FitError(code::no_information, "no contract has come to a renewal");
  if (ended == 0) throw FitError(code::no_information, "no contract has ended: nothing tells why any should");
  LikelihoodProblem problem = law_problem<Law>(
      summary.all_customers(), 1,
      [&](const auto& law, std::size_t /*thinning*/) { return contract_log_likelihood(law, summary); });
  problem.starts = ContractFittingOf<Law>::starts(std::clamp(ended / renewals, 0.01, 0.9));
  problem.limits = ContractFittingOf<Law>::limits();
  return ContractModel(maximize_likelihood(problem, options));
}

template <template <class> class Law>
double ContractModel<Law>::log_likelihood(const ContractSummary& summary) const {
  return contract_log_likelihood(this->parameters(), summary);
}

template <template <class> class Law>
CustomerFigures ContractModel<Law>::survival(std::uint32_t renewals, double level) const {
  CustomerFigures figures = customer_figures<LogarithmScale>(
      *this, std::size_t{renewals} + 1, level,
      [](const auto& law, std::size_t t) { return law.log_survival(static_cast<double>(t)); });
  for (double& upper : figures.upper) upper = std::min(upper, 1.0);
  return figures;
}

template <template <class> class Law>
CustomerFigures ContractModel<Law>::retention(std::uint32_t renewals, double level) const {
  return customer_figures<LogitScale>(*this, renewals, level, [](const auto& law, std::size_t i) {
    const double t = static_cast<double>(i) + 1;
    return law.log_retention(t) - law.log_churn(t);
  });
}

template <template <class> class Law>
ContractSummary ContractModel<Law>::simulate(std::size_t customers, std::uint32_t renewals, std::uint64_t seed) const {
  std::vector<double> survival(std::size_t{renewals} + 1);
  for (std::size_t t = 0; t < survival.size(); ++t)
    survival[t] = std::exp(this->parameters().log_survival(static_cast<double>(t)));
  std::vector<double> left(survival.size(), 0.0);
  for (std::size_t i = 0; i < customers; ++i) {
    const double u = RandomStream(seed, "contracts", i).uniform();
    // Who lasts for t renewals has a number below S(t).
    const auto lasted = std::ranges::find_if(survival, [&](double s) { return u >= s; }) - survival.begin();
    left[static_cast<std::size_t>(lasted - 1)] += 1;
  }
  std::vector<double> survivors(survival.size());
  double there = 0;
  for (std::size_t t = survival.size(); t-- > 0;) survivors[t] = there += left[t];
  return ContractSummary::from_survivors(survivors);
}

}  // namespace fealty::loyalty
