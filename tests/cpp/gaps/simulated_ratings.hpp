#pragma once

#include <cmath>
#include <random>
#include <vector>

#include "fealty/gaps/expectation_model.hpp"
#include "fealty/gaps/expectation_simulation.hpp"
#include "fealty/gaps/rating_series.hpp"

namespace fealty::gaps {

/// Parameters such as a service rated from 1 to 7 has.
inline ExpectationParameters<> usual_parameters() {
  return {.will_rate = 0.35,
          .should_rate = 0.15,
          .will_effect = 0.4,
          .should_effect = 0.25,
          .service_mean = 4.8,
          .service_sd = 0.9,
          .will_mean = 5.3,
          .will_sd = 0.8,
          .should_mean = 6.1,
          .should_sd = 0.6,
          .correlation = 0.4,
          .will_noise = 0.5,
          .should_noise = 0.6,
          .experience_noise = 0.4};
}

inline RatingSeries series_of(const Frame& ratings, bool with_should = true) {
  return RatingSeries({.customer = ratings.at("customer_id"),
                       .will = ratings.at("expectation"),
                       .should = with_should ? ratings.at("should") : Column(),
                       .experience = ratings.at("experience"),
                       .at = ratings.at("at")});
}

/// Answers of a random number of visits, of which a share is missing.
inline std::vector<VisitAnswers> random_visits(std::mt19937& random, std::size_t most, double missing) {
  std::normal_distribution<double> answer(5, 1);
  std::bernoulli_distribution is_missing(missing);
  std::vector<VisitAnswers> visits(1 + random() % most);
  for (VisitAnswers& visit : visits) {
    if (!is_missing(random)) visit.will = answer(random);
    if (!is_missing(random)) visit.should = answer(random);
    if (!is_missing(random)) visit.experience = answer(random);
  }
  return visits;
}

}  // namespace fealty::gaps
