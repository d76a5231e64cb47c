#include "fealty/gaps/filtered_expectations.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/parallel.hpp"
#include "reference/expectation_filter.hpp"
#include "simulated_ratings.hpp"

namespace fealty::gaps {
namespace {

std::vector<double> no_levels_of_one_item() {
  return {0.0};
}

/// Random series, one customer each, and what the twin makes of them.
struct RatedSample {
  std::vector<std::vector<VisitAnswers>> visits;
  RatingSeries series;

  RatedSample(std::mt19937& random, std::size_t customers, double missing, bool with_should) {
    std::vector<std::int64_t> customer;
    std::vector<double> will, should, experience;
    for (std::size_t c = 0; c < customers; ++c) {
      visits.push_back(random_visits(random, 12, missing));
      for (VisitAnswers& visit : visits.back()) {
        if (!with_should) visit.should = std::nan("");
        customer.push_back(static_cast<std::int64_t>(c));
        will.push_back(visit.will);
        should.push_back(visit.should);
        experience.push_back(visit.experience);
      }
    }
    series = RatingSeries({.customer = Column(std::move(customer)),
                           .will = Column(std::move(will)),
                           .should = with_should ? Column(std::move(should)) : Column(),
                           .experience = Column(std::move(experience))});
  }
};

ExpectationParameters<> random_parameters(std::mt19937& random) {
  std::uniform_real_distribution<double> share(0.05, 0.95), size(0.2, 1.5);
  ExpectationParameters<> p = usual_parameters();
  p.will_rate = share(random);
  p.should_rate = share(random);
  p.will_effect = share(random);
  p.should_effect = share(random);
  p.correlation = 2 * share(random) - 1;
  for (double* deviation :
       {&p.service_sd, &p.will_sd, &p.should_sd, &p.will_noise, &p.should_noise, &p.experience_noise})
    *deviation = size(random);
  return p;
}

TEST(FilteredExpectations, AreThoseOfGeneralMatrices) {
  std::mt19937 random(1);
  for (int round = 0; round < 40; ++round) {
    const double missing = round % 4 == 0 ? 0.0 : 0.1 * (round % 6);
    const RatedSample sample(random, 20, missing, round % 3 != 0);
    const ExpectationParameters<> p = random_parameters(random);
    const FilteredExpectations filtered = filter_expectations(sample.series, p, no_levels_of_one_item(), true);
    double log_likelihood = 0;
    for (std::size_t s = 0; s < sample.visits.size(); ++s) {
      const reference::FilteredSeries twin = reference::filter_series(p, sample.visits[s]);
      log_likelihood += twin.log_likelihood;
      for (std::size_t t = 0; t < sample.visits[s].size(); ++t) {
        const std::size_t i = sample.series.begin_of(s) + t;
        EXPECT_NEAR(filtered.will[i], twin.before[t].mean[0], 1e-10);
        EXPECT_NEAR(filtered.should[i], twin.before[t].mean[1], 1e-10);
        EXPECT_NEAR(filtered.will_variance[i], twin.before[t].covariance(0, 0), 1e-11);
        EXPECT_NEAR(filtered.should_variance[i], twin.before[t].covariance(1, 1), 1e-11);
      }
      const ExpectationBelief& next = filtered.states[s].next;
      EXPECT_NEAR(next.means.will, twin.next.mean[0], 1e-10);
      EXPECT_NEAR(next.means.should, twin.next.mean[1], 1e-10);
      EXPECT_NEAR(next.variances.will, twin.next.covariance(0, 0), 1e-11);
      EXPECT_NEAR(next.variances.covariance, twin.next.covariance(0, 1), 1e-11);
      EXPECT_NEAR(next.variances.should, twin.next.covariance(1, 1), 1e-11);
    }
    EXPECT_NEAR(filtered.log_likelihood, log_likelihood, 1e-9 * std::abs(log_likelihood));
  }
}

TEST(FilteredExpectations, OfVisitsOneByOneAreTheSame) {
  std::mt19937 random(2);
  const RatedSample sample(random, 50, 0.3, true);
  const ExpectationSteps<> steps(usual_parameters());
  const FilteredExpectations filtered = filter_expectations(sample.series, usual_parameters(), no_levels_of_one_item());
  EXPECT_TRUE(filtered.will.empty());
  for (std::size_t s = 0; s < sample.visits.size(); ++s) {
    ExpectationState state{.next = {steps.population, steps.population_variances}};
    for (const VisitAnswers& answers : sample.visits[s]) visit(state, steps, answers, 0.0);
    EXPECT_NEAR(state.next.means.will, filtered.states[s].next.means.will, 1e-12);
    EXPECT_NEAR(state.next.variances.should, filtered.states[s].next.variances.should, 1e-14);
    EXPECT_EQ(state.visits, filtered.states[s].visits);
    if (std::isnan(state.last_gap)) {
      EXPECT_TRUE(std::isnan(filtered.states[s].last_gap));
    } else {
      EXPECT_NEAR(state.last_gap, filtered.states[s].last_gap, 1e-12);
      EXPECT_NEAR(state.last_gap_variance, filtered.states[s].last_gap_variance, 1e-14);
    }
  }
}

TEST(FilteredExpectations, OfLongSeriesFollowTheSteadyGains) {
  const Frame ratings = simulate_ratings(usual_parameters(), {.customers = 2, .visits = 3000});
  const RatingSeries series = series_of(ratings);
  const FilteredExpectations filtered = filter_expectations(series, usual_parameters(), no_levels_of_one_item());
  double log_likelihood = 0;
  for (std::size_t s = 0; s < 2; ++s) {
    std::vector<VisitAnswers> visits;
    for (std::size_t i = series.begin_of(s); i < series.end_of(s); ++i) visits.push_back(series.answers(i));
    const reference::FilteredSeries twin = reference::filter_series(usual_parameters(), visits);
    log_likelihood += twin.log_likelihood;
    EXPECT_NEAR(filtered.states[s].next.means.will, twin.next.mean[0], 1e-9);
  }
  EXPECT_NEAR(filtered.log_likelihood, log_likelihood, 1e-8 * std::abs(log_likelihood));
}

TEST(FilteredExpectations, MoveWithTheLevelOfTheItem) {
  std::mt19937 random(3);
  const RatedSample sample(random, 5, 0.2, true);
  const std::vector<double> level{0.7};
  const auto plain = filter_expectations(sample.series, usual_parameters(), no_levels_of_one_item());
  const auto moved = filter_expectations(sample.series, usual_parameters(), level);
  EXPECT_NE(plain.log_likelihood, moved.log_likelihood);
  EXPECT_EQ(plain.states[0].next.variances.will, moved.states[0].next.variances.will);
}

TEST(FilteredExpectations, HaveTheSameBitsOnAnyNumberOfThreads) {
  const RatingSeries series =
      series_of(simulate_ratings(usual_parameters(), {.customers = 20'000, .visits = 4, .missing = 0.1}));
  std::vector<FilteredExpectations> made;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    made.push_back(filter_expectations(series, usual_parameters(), no_levels_of_one_item(), true));
  }
  set_threads(0);
  EXPECT_EQ(made[0].log_likelihood, made[1].log_likelihood);
  EXPECT_EQ(made[0].will, made[1].will);
}

TEST(FilteredExpectations, OfNoRatingsAreNone) {
  const FilteredExpectations filtered = filter_expectations({}, usual_parameters(), no_levels_of_one_item(), true);
  EXPECT_TRUE(filtered.states.empty());
  EXPECT_EQ(filtered.log_likelihood, 0);
}

}  // namespace
}  // namespace fealty::gaps
