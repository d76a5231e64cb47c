#include "ratings.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace fealty::demo {
namespace {

constexpr double experience_of_a_met_step = 5.9;
constexpr double importance_spread = 0.7;

int tick(double points) noexcept {
  return static_cast<int>(std::lround(std::clamp(points, 1.0, 7.0)));
}

}  // namespace

Expectations first_expectations(const Client& client) noexcept {
  Expectations expectations{};
  for (std::size_t i = 0; i < step_count; ++i) {
    expectations[i] = entry_of(static_cast<Step>(i)).expectation + client.expectation_shift;
  }
  return expectations;
}

Opinion form_opinion(const World& world, const Client& client, const Visit& visit, Expectations& expectations,
                     RandomStream& random) {
  Opinion opinion;
  int total = 0;
  for (std::size_t i = 0; i < step_count; ++i) {
    if (!visit.met[i]) continue;
    const double lost = *visit.met[i] ? 0.0 : world.options.failure_effect;
    const double experience = experience_of_a_met_step - lost + world.options.rating_noise * random.normal();
    RatingRow rating;
    rating.customer.number = client.number;
    rating.visit = visit.touches.front().visit;
    rating.step = static_cast<Step>(i);
    rating.expectation = tick(expectations[i]);
    rating.experience = tick(experience);
    rating.importance = tick(entry_of(rating.step).importance + importance_spread * random.normal());
    rating.adequate = tick(expectations[i] - client.tolerance);
    const int gap = rating.experience - rating.expectation;
    if (opinion.ratings.empty() || gap < opinion.worst_gap) {
      opinion.worst = rating.step;
      opinion.worst_gap = gap;
    }
    total += gap;
    expectations[i] += world.options.expectation_learning * (experience - expectations[i]);
    opinion.ratings.push_back(rating);
  }
  opinion.mean_gap = static_cast<double>(total) / static_cast<double>(opinion.ratings.size());
  return opinion;
}

}  // namespace fealty::demo
