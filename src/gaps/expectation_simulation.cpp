#include "fealty/gaps/expectation_simulation.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "expectation_scales.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::gaps {
namespace {

constexpr Time first_visit = at_midnight(std::chrono::year{2025} / 1 / 1);
constexpr std::int64_t days_between = 30;

/// Answers of which some are missing, as questionnaires have them.
struct Questionnaire {
  RandomStream random;
  double missing;

  double operator()(double truth, double noise) {
    const double answer = random.normal(truth, noise);
    return random.uniform() < missing ? std::numeric_limits<double>::quiet_NaN() : answer;
  }
};

}  // namespace

Frame simulate_ratings(const ExpectationParameters<>& p, const SimulationOptions& options) {
  const auto values = p.values();
  for (std::size_t i = 0; i < values.size(); ++i) require_in_range(i, values[i]);
  require(options.missing >= 0 && options.missing <= 1, "missing", options.missing, "must be between 0 and 1");
  const std::size_t visits = options.visits, rows = options.customers * visits;
  std::vector<std::int64_t> customer(rows);
  std::vector<Time> at(rows);
  std::vector<double> expectation(rows), should(rows), experience(rows);
  for_blocks(
      options.customers,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c) {
          RandomStream random(options.seed, "expectations", c);
          Questionnaire answer{RandomStream(options.seed, "answers", c), options.missing};
          const double shared = random.normal(), own = random.normal();
          double will = p.will_mean + p.will_sd * shared;
          double due = p.should_mean +
                       p.should_sd * (p.correlation * shared + std::sqrt(1 - p.correlation * p.correlation) * own);
          for (std::size_t t = 0; t < visits; ++t) {
            const std::size_t row = c * visits + t;
            const double delivered = random.normal(p.service_mean, p.service_sd);
            customer[row] = static_cast<std::int64_t>(c) + 1;
            at[row] = first_visit + days(days_between * static_cast<std::int64_t>(t));
            expectation[row] = answer(will, p.will_noise);
            should[row] = answer(due, p.should_noise);
            experience[row] =
                answer(delivered + p.will_effect * (will - delivered) - p.should_effect * (due - delivered),
                       p.experience_noise);
            will += p.will_rate * (delivered - will);
            due += p.should_rate * (delivered - due);
          }
        }
      },
      4096, "simulating ratings");
  Frame made;
  made.add("customer_id", std::move(customer));
  made.add("at", column_of(Values<Time>(std::move(at))));
  made.add("expectation", std::move(expectation));
  made.add("should", std::move(should));
  made.add("experience", std::move(experience));
  return made;
}

}  // namespace fealty::gaps
