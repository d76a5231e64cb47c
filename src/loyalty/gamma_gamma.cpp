#include "fealty/loyalty/gamma_gamma.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "customer_figures.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
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

void sort_by_frequency(std::vector<MeanSpend>& customers) {
  std::ranges::sort(customers, [](const MeanSpend& a, const MeanSpend& b) {
    return a.frequency != b.frequency ? a.frequency < b.frequency : a.mean_value < b.mean_value;
  });
}

/// The customers who bought again for a positive amount, by frequency.
std::vector<MeanSpend> spending_customers(const PurchaseSummary& summary) {
  std::vector<MeanSpend> customers;
  for (std::size_t i = 0; i < summary.monetary_values().size(); ++i) {
    const double value = summary.monetary_values()[i];
    if (value > 0) customers.push_back({summary.patterns()[i].frequency, value});
  }
  sort_by_frequency(customers);
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
      [](S& total, const S& part) { total += part; }, likelihood_block, "fitting");
}

/// Logarithms less their mean, in units of their standard deviation; empty if all are equal.
std::vector<double> standardized_logarithms(std::vector<double> numbers) {
  const auto [least, most] = std::ranges::minmax(numbers);
  if (least == most) return {};
  const auto n = static_cast<double>(numbers.size());
  double mean = 0, square = 0;
  for (const double x : numbers) mean += x / n;
  for (double& x : numbers) {
    x -= mean;
    square += x * x / n;
  }
  for (double& x : numbers) x /= std::sqrt(square);
  return numbers;
}

/// Pearson's correlation; see GammaGammaModel::frequency_correlation for its interval.
Estimate logarithm_correlation(const std::vector<double>& x, const std::vector<double>& y, double level) {
  if (x.size() < 4) return {nan, nan, nan, nan, level};
  const std::vector<double> u = standardized_logarithms(x), v = standardized_logarithms(y);
  if (u.empty() || v.empty()) return {nan, nan, nan, nan, level};
  const auto n = static_cast<double>(x.size());
  double r = 0, square = 0;
  for (std::size_t i = 0; i < u.size(); ++i) r += u[i] * v[i] / n;
  for (std::size_t i = 0; i < u.size(); ++i) {
    const double influence = u[i] * v[i] - 0.5 * r * (u[i] * u[i] + v[i] * v[i]);
    square += influence * influence / n;
  }
  const double error = std::sqrt(square / n), z = normal_quantile(0.5 + 0.5 * level);
  if (!(std::abs(r) < 1)) return {r, error, r, r, level};
  const double reach = z * error / (1 - r * r);
  return {r, error, std::tanh(std::atanh(r) - reach), std::tanh(std::atanh(r) + reach), level};
}

/// See GammaGammaModel::frequency_correlation.
Estimate spend_correlation(const std::vector<MeanSpend>& customers, double p, double level) {
  std::vector<double> frequencies, mean_values;
  for (const MeanSpend& customer : customers) {
    const double shape = p * customer.frequency;
    frequencies.push_back(std::log(customer.frequency));
    mean_values.push_back(std::log(customer.mean_value) - digamma(shape) + std::log(shape));
  }
  return logarithm_correlation(frequencies, mean_values, level);
}

/// The values of single purchases, customer by customer.
class SingleValues {
 public:
  SingleValues(const EncodedIds& encoded, const Values<double>& amounts) : values_(encoded.ids.size()) {
    for (std::size_t row = 0; row < encoded.codes.size(); ++row) {
      const double amount = amounts[row];
      if (std::isinf(amount)) {
        throw RecordError(code::refused_record,
                          fmt::format("column amount, row {}: {} is no finite number", row, amount));
      }
      if (encoded.codes[row] == no_code || !(amount > 0)) {
        ++left_out_;
      } else {
        values_[encoded.codes[row]].push_back(amount);
      }
    }
    for (auto& own : values_) std::ranges::sort(own);  // so that sums do not depend on the order of the rows
  }

  [[nodiscard]] const std::vector<std::vector<double>>& values() const noexcept { return values_; }
  [[nodiscard]] std::size_t left_out() const noexcept { return left_out_; }

  /// Number and mean of each customer's purchases, by number.
  [[nodiscard]] std::vector<MeanSpend> customers() const {
    std::vector<MeanSpend> customers;
    for (const auto& own : values_) {
      const double sum = std::accumulate(own.begin(), own.end(), 0.0);
      if (!own.empty())
        customers.push_back({static_cast<std::uint32_t>(own.size()), sum / static_cast<double>(own.size())});
    }
    sort_by_frequency(customers);
    return customers;
  }

 private:
  std::vector<std::vector<double>> values_;
  std::size_t left_out_ = 0;
};

SingleValues single_values(const Column& customer, const Column& amount) {
  require_rows(amount, "amount", customer.size(), "customer");
  return {encode_ids(customer, "customer"), as_doubles(amount, "amount")};
}

/// What the values of single purchases add to the log-likelihood of their means: the density of their shares in the sum
/// of a customer's, Dirichlet's with weights p, and that of the mean taken to the values.
class SpendShares {
 public:
  SpendShares() = default;

  explicit SpendShares(const SingleValues& values) {
    for (const auto& own : values.values()) {
      if (own.empty()) continue;
      const auto x = static_cast<double>(own.size());
      const double sum = std::accumulate(own.begin(), own.end(), 0.0);
      if (more_than_.size() < own.size()) more_than_.resize(own.size(), 0.0);
      for (std::size_t j = 1; j < own.size(); ++j) ++more_than_[j];
      for (const double value : own) log_shares_ += std::log(value / sum);
      constant_ -= std::log(x) + (x - 1) * std::log(sum);
    }
  }

  /// log [Gamma(p x) / Gamma(p)^x] is the sum of -log B(p, p j) for j from 1 to x - 1.
  template <class S>
  [[nodiscard]] S log_likelihood(const S& p) const {
    S sum = (p - 1.0) * log_shares_ + constant_;
    for (std::size_t j = 1; j < more_than_.size(); ++j)
      sum = sum - more_than_[j] * log_beta(p, S(p * static_cast<double>(j)));
    return sum;
  }

 private:
  std::vector<double> more_than_;  // customers with more than j purchases, by j
  double log_shares_ = 0.0;
  double constant_ = 0.0;
};

/// The parameters of greatest likelihood, and what speaks against them.
LikelihoodFit fitted_spend(const std::vector<MeanSpend>& customers, const SpendShares& shares,
                           const FitOptions& options) {
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
      static_cast<double>(customers.size()), customers.size(), [&](const auto& law, std::size_t thinning) {
        return spend_log_likelihood(law, customers, thinning) +
               shares.log_likelihood(law.p) / static_cast<double>(thinning);
      });
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
  const Estimate together = spend_correlation(customers, fit.estimates[0].value, options.level);
  if (together.lower > 0 || together.upper < 0) {
    fit.warnings.push_back(
        {"", "frequency_correlation",
         fmt::format("those who buy more often spend {} per purchase (correlation {}): the model takes both as "
                     "independent",
                     together.value > 0 ? "more" : "less", to_string(together))});
  }
  return fit;
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
  LikelihoodFit fit = fitted_spend(customers, {}, options);
  const auto worthless = std::ranges::count(summary.monetary_values(), 0.0);
  if (worthless > 0) {
    fit.warnings.push_back(
        {"", "without_value", fmt::format("{} customers bought again for nothing and have no part in it", worthless)});
  }
  return GammaGammaModel(std::move(fit));
}

GammaGammaModel GammaGammaModel::fit_values(const Column& customer, const Column& amount, const FitOptions& options) {
  const SingleValues values = single_values(customer, amount);
  const std::vector<MeanSpend> customers = values.customers();
  if (customers.size() < 2) {
    throw FitError(code::no_information,
                   fmt::format("{} customers bought for a positive amount: too few", customers.size()));
  }
  LikelihoodFit fit = fitted_spend(customers, SpendShares(values), options);
  if (values.left_out() > 0) {
    fit.warnings.push_back(
        {"", "without_value",
         fmt::format("{} purchases without a customer or a positive amount have no part in it", values.left_out())});
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

Estimate GammaGammaModel::frequency_correlation(const PurchaseSummary& summary, double level) const {
  require_level(level);
  return spend_correlation(spending_customers(summary), parameters().p, level);
}

Estimate GammaGammaModel::frequency_correlation(const Column& customer, const Column& amount, double level) const {
  require_level(level);
  return spend_correlation(single_values(customer, amount).customers(), parameters().p, level);
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
