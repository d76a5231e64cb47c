#include "fealty/loyalty/gamma_gamma.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "customer_figures.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/random.hpp"
#include "law_problem.hpp"

namespace fealty::loyalty {
namespace {

/// A customer's mean value of so many purchases.
struct MeanSpend {
  std::uint32_t frequency;
  double mean_value;
};

/// The customers who bought again for a positive amount, by frequency.
std::vector<MeanSpend> spending_customers(const PurchaseSummary& summary) {
  std::vector<MeanSpend> customers;
  for (std::size_t i = 0; i < summary.monetary_values().size(); ++i) {
    const double value = summary.monetary_values()[i];
    if (value > 0) customers.push_back({summary.patterns()[i].frequency, value});
  }
  std::ranges::sort(customers, [](const MeanSpend& a, const MeanSpend& b) {
    return a.frequency != b.frequency ? a.frequency < b.frequency : a.mean_value < b.mean_value;
  });
  return customers;
}

/// The sum over every `thinning`-th customer.
template <class Law>
auto spend_log_likelihood(const Law& law, const std::vector<MeanSpend>& customers, std::size_t thinning) {
  using S = decltype(law.p);
  const std::size_t size = (customers.size() + thinning - 1) / thinning;
  return reduce_blocks(
      size, S{},
      [&](std::size_t begin, std::size_t end) {
        S sum{};
        S term{};
        std::uint32_t frequency = 0;
        for (std::size_t i = begin; i < end; ++i) {
          const MeanSpend& customer = customers[i * thinning];
          if (customer.frequency != frequency) term = law.frequency_term(customer.frequency);
          frequency = customer.frequency;
          sum += law.log_likelihood(frequency, customer.mean_value, term);
        }
        return sum;
      },
      [](S& total, const S& part) { total += part; }, customer_block, "fitting");
}

}  // namespace

GammaGammaModel GammaGammaModel::fit(const PurchaseSummary& summary, const FitOptions& options) {
  if (summary.monetary_values().empty())
    throw FitError(code::no_information, "the summary has no amounts: nothing tells what customers spend");
  const std::vector<MeanSpend> customers = spending_customers(summary);
  if (customers.size() < 2) {
    throw FitError(code::no_information, fmt::format("{} of {} customers bought again for a positive amount: too few",
                                                     customers.size(), summary.size()));
  }
  double mean = 0;
  bool all_alike = true;
  for (const MeanSpend& customer : customers) {
    mean += customer.mean_value / static_cast<double>(customers.size());
    all_alike = all_alike && customer.mean_value == customers.front().mean_value;
  }
  if (all_alike) {
    throw FitError(code::no_information,
                   fmt::format("all {} customers have the mean value {}", customers.size(), mean));
  }
  LikelihoodProblem problem = law_problem<GammaGamma>(
      static_cast<double>(customers.size()), customers.size(),
      [&](const auto& law, std::size_t thinning) { return spend_log_likelihood(law, customers, thinning); });
  for (const auto& [p, q] : {std::pair(5.0, 4.0), std::pair(1.0, 2.0), std::pair(50.0, 20.0)})
    problem.starts.push_back({p, q, mean * (q - 1) / p});
  problem.limits = {
      {"p", true, "every purchase of a customer has the same value: p -> infinity"},
      {"q", true, "every customer spends alike: q, v -> infinity"},
      {"v", true, "every customer spends alike: q, v -> infinity"},
  };
  LikelihoodFit fit = maximize_likelihood(problem, options);
  if (fit.estimates[1].value <= 1) {
    fit.warnings.push_back(
        {"q", "infinite_mean",
         fmt::format("q is {:.4g}, at most 1: the mean value over all customers is infinite", fit.estimates[1].value)});
  }
  const auto worthless = std::ranges::count(summary.monetary_values(), 0.0);
  if (worthless > 0) {
    fit.warnings.push_back(
        {"", "without_value", fmt::format("{} customers bought again for nothing and have no part in it", worthless)});
  }
  return GammaGammaModel(std::move(fit));
}

double GammaGammaModel::log_likelihood(const PurchaseSummary& summary) const {
  return spend_log_likelihood(parameters(), spending_customers(summary), 1);
}

CustomerFigures GammaGammaModel::expected_value(const PurchaseSummary& summary, double level) const {
  const auto patterns = summary.patterns();
  const auto spend = summary.monetary_values();
  return customer_figures<LogarithmScale>(*this, patterns.size(), level, [&](const auto& law, std::size_t i) {
    using std::log;
    using S = decltype(law.p);
    const bool is_known = !spend.empty() && patterns[i].frequency > 0;
    return S(log(law.expected_value(is_known ? patterns[i].frequency : 0.0, is_known ? spend[i] : 0.0)));
  });
}

Estimate GammaGammaModel::mean_value(double level) const {
  const CustomerFigures of_new = customer_figures<LogarithmScale>(*this, 1, level, [&](const auto& law, std::size_t) {
    using std::log;
    using S = decltype(law.p);
    return S(log(law.expected_value(0.0, 0.0)));
  });
  return {of_new.values[0], of_new.standard_errors[0], of_new.lower[0], of_new.upper[0], level};
}

std::vector<double> GammaGammaModel::simulate(std::span<const std::uint32_t> frequencies, std::uint64_t seed) const {
  std::vector<double> mean_values(frequencies.size(), nan);
  const GammaGamma<double>& law = parameters();
  for_blocks(
      frequencies.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const double x = frequencies[i];
          if (x == 0) continue;
          RandomStream random(seed, "spend", i);
          const double rate = random.gamma(law.q, 1 / law.v);
          mean_values[i] = random.gamma(law.p * x) / (rate * x);
        }
      },
      customer_block, "simulating");
  return mean_values;
}

}  // namespace fealty::loyalty
