#include "fealty/gaps/expectation_simulation.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "simulated_ratings.hpp"

namespace fealty::gaps {
namespace {

double mean_of(const Frame& frame, const char* name) {
  const Values<double> values = as_doubles(frame.at(name), name);
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

TEST(ExpectationSimulation, HasTheMeansOfThePopulation) {
  const Frame ratings = simulate_ratings(usual_parameters(), {.customers = 40'000, .visits = 1});
  EXPECT_EQ(ratings.rows(), 40'000U);
  EXPECT_NEAR(mean_of(ratings, "expectation"), 5.3, 0.02);
  EXPECT_NEAR(mean_of(ratings, "should"), 6.1, 0.02);
  EXPECT_NEAR(mean_of(ratings, "experience"), 4.8 + 0.4 * 0.5 - 0.25 * 1.3, 0.02);
}

TEST(ExpectationSimulation, OfACustomerDoesNotDependOnTheOthersOrOnThreads) {
  set_threads(3);
  const Frame many = simulate_ratings(usual_parameters(), {.customers = 9000, .visits = 3});
  set_threads(1);
  const Frame few = simulate_ratings(usual_parameters(), {.customers = 2, .visits = 3});
  set_threads(0);
  const auto all = as_doubles(many.at("experience"), "experience"),
             some = as_doubles(few.at("experience"), "experience");
  for (std::size_t i = 0; i < some.size(); ++i) EXPECT_EQ(all[i], some[i]);
}

TEST(ExpectationSimulation, LeavesOutTheShareThatIsAskedFor) {
  const Frame ratings = simulate_ratings(usual_parameters(), {.customers = 5000, .visits = 2, .missing = 0.3});
  double missing = 0;
  for (const double answer : as_doubles(ratings.at("expectation"), "expectation"))
    missing += std::isnan(answer) ? 1 : 0;
  EXPECT_NEAR(missing / 10'000, 0.3, 0.02);
}

TEST(ExpectationSimulation, RefusesParametersOutsideTheirRange) {
  ExpectationParameters<> p = usual_parameters();
  p.will_rate = 1.2;
  EXPECT_THROW(simulate_ratings(p), ParameterError);
  p = usual_parameters();
  p.will_noise = -1;
  EXPECT_THROW(simulate_ratings(p), ParameterError);
  p = usual_parameters();
  p.correlation = std::nan("");
  EXPECT_THROW(simulate_ratings(p), ParameterError);
  EXPECT_THROW(simulate_ratings(usual_parameters(), {.missing = 1.5}), ParameterError);
}

}  // namespace
}  // namespace fealty::gaps
