#include <cmath>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

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
double log_likelihood_of(const Digits& one) {
  std::array<double, Law::count> values;
  std::ranges::copy(one.parameters, values.begin());
  const Law law = Law::of(values);
  return law.log_likelihood(one.pattern, law.count_terms(std::span(&one.pattern.frequency, 1)).front());
}

TEST(LogLikelihood, HasTheDigitsOfManyDigitArithmetic) {
  std::map<std::string, int> seen;
  for (const Digits& one : all_digits()) {
    const double found = one.model == "beta_geo"            ? log_likelihood_of<BetaGeo<double>>(one)
                         : one.model == "modified_beta_geo" ? log_likelihood_of<ModifiedBetaGeo<double>>(one)
                         : one.model == "pareto_nbd"        ? log_likelihood_of<ParetoNbd<double>>(one)
                                                            : log_likelihood_of<Nbd<double>>(one);
    EXPECT_NEAR(found, one.log_likelihood, 1e-9)
        << one.model << " x " << one.pattern.frequency << " t_x " << one.pattern.recency << " T "
        << one.pattern.observed << " at " << ::testing::PrintToString(one.parameters);
    ++seen[one.model];
  }
  EXPECT_EQ(seen.size(), 4U);
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
