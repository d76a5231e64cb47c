#include "fealty/gaps/expectation_fit.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/gaps/filtered_expectations.hpp"
#include "simulated_ratings.hpp"

namespace fealty::gaps {
namespace {

constexpr std::size_t all_parameters = ExpectationParameters<>::count;

std::size_t position_of(std::string_view name) {
  const auto& names = ExpectationParameters<>::names;
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

const Estimate& estimate_of(const ExpectationFit& fit, std::string_view name) {
  return fit.estimates[position_of(name)];
}

ParameterStatus status_of(const ExpectationFit& fit, std::string_view name) {
  return fit.status[position_of(name)];
}

bool warns(const ExpectationFit& fit, std::string_view kind) {
  return std::ranges::any_of(fit.warnings, [&](const ExpectationWarning& w) { return w.kind == kind; });
}

TEST(ExpectationFit, FindsTheParametersOfASimulation) {
  const ExpectationFit fit =
      fit_expectations(series_of(simulate_ratings(usual_parameters(), {.customers = 1500, .visits = 12})));
  const auto truth = usual_parameters().values();
  for (std::size_t i = 0; i < all_parameters; ++i) {
    const Estimate& e = fit.estimates[i];
    EXPECT_EQ(fit.status[i], ParameterStatus::estimated);
    EXPECT_NEAR(e.value, truth[i], 4 * e.standard_error) << ExpectationParameters<>::names[i];
    EXPECT_LT(e.standard_error, 0.1) << ExpectationParameters<>::names[i];
    EXPECT_LT(e.lower, e.value);
    EXPECT_GT(e.upper, e.value);
  }
  EXPECT_TRUE(fit.warnings.empty());
  EXPECT_EQ(fit.ratings, 18'000U);
  EXPECT_EQ(fit.repeats, 16'500U);
}

TEST(ExpectationFit, FindsThemWithoutAnswersAboutWhatOughtToBe) {
  const ExpectationFit fit =
      fit_expectations(series_of(simulate_ratings(usual_parameters(), {.customers = 3000, .visits = 15}), false));
  EXPECT_EQ(status_of(fit, "should_noise"), ParameterStatus::not_asked);
  EXPECT_TRUE(std::isnan(estimate_of(fit, "should_noise").value));
  EXPECT_TRUE(fit.knows_should);
  EXPECT_NEAR(estimate_of(fit, "should_effect").value, 0.25, 4 * estimate_of(fit, "should_effect").standard_error);
  EXPECT_LT(estimate_of(fit, "should_effect").standard_error, 0.1);
}

TEST(ExpectationFit, HasTheLikelihoodOfTheFilter) {
  for (const double missing : {0.0, 0.25}) {
    const RatingSeries series =
        series_of(simulate_ratings(usual_parameters(), {.customers = 400, .visits = 5, .missing = missing}));
    const ExpectationFit fit = fit_expectations(series);
    const FilteredExpectations filtered = filter_expectations(series, fit.parameters, fit.item_levels);
    EXPECT_NEAR(fit.log_likelihood, filtered.log_likelihood, 1e-9 * std::abs(fit.log_likelihood));
  }
}

TEST(ExpectationFit, IsHighestAtItsEstimates) {
  const RatingSeries series = series_of(simulate_ratings(usual_parameters(), {.customers = 300, .visits = 6}));
  const ExpectationFit fit = fit_expectations(series);
  for (std::size_t i = 0; i < all_parameters; ++i) {
    for (const double step : {-0.5, 0.5}) {
      auto values = fit.parameters.values();
      values[i] += step * fit.estimates[i].standard_error;
      const auto there = filter_expectations(series, ExpectationParameters<>::of(values), fit.item_levels);
      EXPECT_LT(there.log_likelihood, fit.log_likelihood) << ExpectationParameters<>::names[i];
    }
  }
}

TEST(ExpectationFit, OfAParameterThatIsKnownKeepsIt) {
  const RatingSeries series = series_of(simulate_ratings(usual_parameters(), {.customers = 500, .visits = 8}));
  const ExpectationFit fit = fit_expectations(series, {.fixed = {{"will_rate", 0.35}, {"correlation", 0.0}}});
  EXPECT_EQ(estimate_of(fit, "will_rate").value, 0.35);
  EXPECT_EQ(estimate_of(fit, "will_rate").standard_error, 0);
  EXPECT_EQ(status_of(fit, "correlation"), ParameterStatus::fixed);
  EXPECT_LT(fit.log_likelihood, fit_expectations(series).log_likelihood);
}

TEST(ExpectationFit, SaysWhatStandsAtTheEndOfItsRange) {
  ExpectationParameters<> p = usual_parameters();
  p.will_sd = 0;
  const ExpectationFit fit =
      fit_expectations(series_of(simulate_ratings(p, {.customers = 400, .visits = 6, .seed = 3})));
  if (status_of(fit, "will_sd") == ParameterStatus::boundary) {
    EXPECT_EQ(estimate_of(fit, "will_sd").value, 0);
    EXPECT_TRUE(std::isnan(estimate_of(fit, "will_sd").standard_error));
    EXPECT_TRUE(warns(fit, "boundary"));
  } else {
    EXPECT_LT(estimate_of(fit, "will_sd").value, 0.3);
  }
  EXPECT_NEAR(estimate_of(fit, "should_rate").value, 0.15, 4 * estimate_of(fit, "should_rate").standard_error);
}

TEST(ExpectationFit, LeavesOutWhatTheRatingsDoNotTell) {
  // Only what is predicted was asked for: of what ought to be, and of the experience, nothing is known.
  const Frame ratings = simulate_ratings(usual_parameters(), {.customers = 800, .visits = 10});
  const ExpectationFit fit =
      fit_expectations(RatingSeries({.customer = ratings.at("customer_id"), .will = ratings.at("expectation")}));
  EXPECT_FALSE(fit.knows_should);
  EXPECT_EQ(status_of(fit, "should_rate"), ParameterStatus::not_identified);
  EXPECT_EQ(status_of(fit, "experience_noise"), ParameterStatus::not_asked);
  EXPECT_NEAR(estimate_of(fit, "will_rate").value, 0.35, 4 * estimate_of(fit, "will_rate").standard_error);
  EXPECT_TRUE(warns(fit, "not_identified"));
}

TEST(ExpectationFit, LeavesOutAnExpectationThatHasNoEffectAndWasNotAskedFor) {
  ExpectationParameters<> p = usual_parameters();
  p.should_effect = 0;
  std::size_t left_out = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const ExpectationFit fit =
        fit_expectations(series_of(simulate_ratings(p, {.customers = 500, .visits = 8, .seed = seed}), false));
    left_out += fit.knows_should ? 0 : 1;
    EXPECT_NEAR(estimate_of(fit, "will_rate").value, 0.35, 4 * estimate_of(fit, "will_rate").standard_error);
    EXPECT_EQ(std::isnan(estimate_of(fit, "should_mean").value), !fit.knows_should);
  }
  EXPECT_GE(left_out, 4U);
}

TEST(ExpectationFit, OfExperiencesAloneKnowsNoExpectationThatItCannotTell) {
  const Frame ratings = simulate_ratings(usual_parameters(), {.customers = 300, .visits = 6});
  const ExpectationFit fit =
      fit_expectations(RatingSeries({.customer = ratings.at("customer_id"), .experience = ratings.at("experience")}));
  EXPECT_TRUE(std::isfinite(fit.log_likelihood));
  EXPECT_FALSE(fit.warnings.empty());
  EXPECT_EQ(status_of(fit, "will_noise"), ParameterStatus::not_asked);
}

TEST(ExpectationFit, TakesOffTheLevelsOfItems) {
  const Frame first = simulate_ratings(usual_parameters(), {.customers = 800, .visits = 6, .seed = 1});
  const Frame second = simulate_ratings(usual_parameters(), {.customers = 800, .visits = 6, .seed = 2});
  const auto moved = [](const Frame& frame, const char* name, double by) {
    std::vector<double> values;
    for (const double value : as_doubles(frame.at(name), name)) values.push_back(value + by);
    return Column(std::move(values));
  };
  const auto of_item = [&](const Frame& frame, const char* item, double by) {
    return RatingSeries({.customer = frame.at("customer_id"),
                         .item = Column(std::vector<std::string>(frame.rows(), item)),
                         .will = moved(frame, "expectation", by),
                         .should = moved(frame, "should", by),
                         .experience = moved(frame, "experience", by)});
  };
  RatingSeries both = of_item(first, "parking", -1);
  both += of_item(second, "staff", 1);
  const ExpectationFit fit = fit_expectations(both);
  EXPECT_NEAR(fit.item_levels[1] - fit.item_levels[0], 2, 0.1);
  EXPECT_NEAR(estimate_of(fit, "will_rate").value, 0.35, 4 * estimate_of(fit, "will_rate").standard_error);
  EXPECT_NEAR(estimate_of(fit, "service_mean").value, 4.8, 0.05);
}

TEST(ExpectationFit, OfFewRepeatsWarns) {
  const ExpectationFit fit =
      fit_expectations(series_of(simulate_ratings(usual_parameters(), {.customers = 60, .visits = 3})));
  EXPECT_TRUE(warns(fit, "few_repeats"));
}

TEST(ExpectationFit, OfAnswersByChanceIsFiniteAndWarns) {
  std::mt19937 random(1);
  for (int round = 0; round < 30; ++round) {
    const std::size_t rows = 10 + random() % 60;
    std::vector<std::int64_t> customer;
    std::vector<double> will, experience;
    for (std::size_t i = 0; i < rows; ++i) {
      customer.push_back(static_cast<std::int64_t>(random() % (rows / 3)));
      experience.push_back(static_cast<double>(1 + random() % 7));
      will.push_back(round % 5 == 0 ? experience.back() : static_cast<double>(1 + random() % 7));
    }
    const RatingSeries series({.customer = Column(customer), .will = Column(will), .experience = Column(experience)});
    const ExpectationFit fit = fit_expectations(series);
    EXPECT_TRUE(std::isfinite(fit.log_likelihood));
    EXPECT_TRUE(warns(fit, "few_repeats"));
    const auto filtered = filter_expectations(series, fit.parameters, fit.item_levels);
    EXPECT_NEAR(filtered.log_likelihood, fit.log_likelihood, 1e-6 * std::abs(fit.log_likelihood));
    for (const ExpectationState& state : filtered.states) EXPECT_TRUE(std::isfinite(state.next.means.will));
  }
}

std::string refusal_of(const RatingSeries& series, const ExpectationOptions& options = {}) {
  try {
    (void)fit_expectations(series, options);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

RatingSeries ratings_of(std::vector<std::int64_t> customers, std::vector<double> experience) {
  return RatingSeries({.customer = Column(std::move(customers)), .experience = Column(std::move(experience))});
}

TEST(ExpectationFit, OfRatingsThatTellNothingIsRefused) {
  EXPECT_NE(refusal_of({}).find("no ratings with an answer"), std::string::npos);
  EXPECT_NE(refusal_of(ratings_of({1}, {4})).find("rated the same thing twice (1 ratings)"), std::string::npos);
  EXPECT_NE(refusal_of(ratings_of({1, 2, 3}, {4, 5, 6})).find("rated the same thing twice"), std::string::npos);
  EXPECT_NE(refusal_of(ratings_of({1, 1}, {std::nan(""), std::nan("")})).find("no ratings"), std::string::npos);
  EXPECT_NE(refusal_of(ratings_of({1, 1, 1}, {4, 4, 4})).find("column experience: all 3 answers are 4"),
            std::string::npos);
}

TEST(ExpectationFit, RefusesParametersThatDoNotExist) {
  const RatingSeries series = ratings_of({1, 1, 2, 2}, {4, 5, 6, 4});
  EXPECT_NE(refusal_of(series, {.fixed = {{"wil_rate", 0.1}}}).find("did you mean \"will_rate\""), std::string::npos);
  EXPECT_NE(refusal_of(series, {.fixed = {{"will_rate", 1.5}}}).find("between 0 and 1"), std::string::npos);
  EXPECT_NE(refusal_of(series, {.level = 1}).find("level"), std::string::npos);
}

TEST(ExpectationFit, HasTheSameBitsOnAnyNumberOfThreads) {
  const RatingSeries series =
      series_of(simulate_ratings(usual_parameters(), {.customers = 3000, .visits = 4, .missing = 0.1}));
  std::vector<ExpectationFit> fits;
  for (const std::size_t threads : {1U, 3U}) {
    set_threads(threads);
    fits.push_back(fit_expectations(series));
  }
  set_threads(0);
  EXPECT_EQ(fits[0].estimates, fits[1].estimates);
  EXPECT_EQ(fits[0].log_likelihood, fits[1].log_likelihood);
}

}  // namespace
}  // namespace fealty::gaps
