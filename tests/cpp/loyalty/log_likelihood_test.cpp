#include <cmath>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/loyalty/beta_geo_beta_binom.hpp"
#include "fealty/loyalty/contract_model.hpp"
#include "fealty/loyalty/gamma_gamma.hpp"
#include "fealty/loyalty/purchase_model.hpp"

namespace fealty::loyalty {
namespace {

/// A likelihood of a customer with given digits; tests/reference/loyalty_digits.py made them.
struct Digits {
  std::string model;
  std::vector<double> parameters;
  PurchasePattern pattern;
  double log_likelihood = 0.0;
};

std::vector<Digits> all_digits() {
  std::vector<Digits> cases;
  std::ifstream file(FEALTY_FIXTURES "/loyalty/log_likelihoods.csv");
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    Digits one{row.at(0), {}, {}, std::stod(row.at(8))};
    for (std::size_t i = 1; i <= 4; ++i) {
      if (!row.at(i).empty()) one.parameters.push_back(std::stod(row[i]));
    }
    one.pattern = {static_cast<std::uint32_t>(std::stoul(row.at(5))), std::stod(row.at(6)), std::stod(row.at(7))};
    cases.push_back(one);
  }
  return cases;
}

template <class Law>
Law law_of(const Digits& one) {
  std::array<double, Law::count> values;
  std::ranges::copy(one.parameters, values.begin());
  return Law::of(values);
}

template <class Law>
double log_likelihood_of(const Digits& one) {
  const auto law = law_of<Law>(one);
  return law.log_likelihood(one.pattern, law.count_terms(std::span(&one.pattern.frequency, 1)).front());
}

template <class Law>
double contract_log_likelihood_of(const Digits& one) {
  const auto law = law_of<Law>(one);
  const double t = one.pattern.observed;
  return one.pattern.frequency == 1 ? law.log_survival(t - 1) + law.log_churn(t) : law.log_survival(t);
}

double gamma_gamma_of(const Digits& one) {
  const auto law = law_of<GammaGamma<double>>(one);
  const double x = one.pattern.frequency;
  return law.log_likelihood(x, one.pattern.recency, law.frequency_term(x));
}

double opportunities_of(const Digits& one) {
  return law_of<BetaGeoBetaBinom<double>>(one).log_likelihood({one.pattern.frequency,
                                                               static_cast<std::uint32_t>(one.pattern.recency),
                                                               static_cast<std::uint32_t>(one.pattern.observed)});
}

TEST(LogLikelihood, HasTheDigitsOfManyDigitArithmetic) {
  const std::map<std::string, double (*)(const Digits&)> models{
      {"beta_geo", &log_likelihood_of<BetaGeo<double>>},
      {"modified_beta_geo", &log_likelihood_of<ModifiedBetaGeo<double>>},
      {"pareto_nbd", &log_likelihood_of<ParetoNbd<double>>},
      {"nbd", &log_likelihood_of<Nbd<double>>},
      {"gamma_gamma", &gamma_gamma_of},
      {"beta_geo_beta_binom", &opportunities_of},
      {"shifted_beta_geo", &contract_log_likelihood_of<ShiftedBetaGeo<double>>},
      {"beta_discrete_weibull", &contract_log_likelihood_of<BetaDiscreteWeibull<double>>},
  };
  std::map<std::string, int> seen;
  for (const Digits& one : all_digits()) {
    EXPECT_NEAR(models.at(one.model)(one), one.log_likelihood, 1e-9)
        << one.model << " x " << one.pattern.frequency << " t_x " << one.pattern.recency << " T "
        << one.pattern.observed << " at " << ::testing::PrintToString(one.parameters);
    ++seen[one.model];
  }
  EXPECT_EQ(seen.size(), models.size());
  for (const auto& [model, cases] : seen) EXPECT_GE(cases, 300) << model;
}

TEST(LogLikelihood, OfMbgNbdIsThePublishedOne) {
  const ModifiedBetaGeo<double> law{0.25, 4, 0.8, 2.5};
  const std::vector<std::uint32_t> x{0, 200};
  const auto terms = law.count_terms(x);
  EXPECT_NEAR(law.log_likelihood({0, 0, 40}, terms[0]), -0.41792826, 5e-9);
  EXPECT_NEAR(law.log_likelihood({200, 38, 40}, terms[1]), 100.7869, 5e-5);
}

}  // namespace
}  // namespace fealty::loyalty
