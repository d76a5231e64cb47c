#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "fealty/core/special.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::flow {

/// Touches to be put into a book, written one after another.
struct TouchList {
  std::vector<std::int64_t> visit;
  std::vector<std::string> step;
  std::vector<Time> at;
  std::vector<std::optional<std::int64_t>> customer;
  std::vector<std::optional<bool>> met;

  void add(std::int64_t of_visit, const std::string& of_step, Time when, std::optional<std::int64_t> of_customer,
           std::optional<bool> was_met) {
    visit.push_back(of_visit);
    step.push_back(of_step);
    at.push_back(when);
    customer.push_back(of_customer);
    met.push_back(was_met);
  }

  void add_to(customers::Book& book) const {
    book.add_touches({.visit = Column(visit),
                      .step = Column(step),
                      .at = Column(at),
                      .customer = Column(customer),
                      .met = Column(met)});
  }
};

/// Customers who come again and again to steps "a", "b" and "c"; a failure at "b" lowers the odds of coming again
/// within 90 days, and one at "c" follows one at "a". Customers of the segment "hard" fail more often at "c" and come
/// again less often anyway.
inline customers::Book returning_customers(std::uint64_t seed, int customers, double effect = -1.5) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform;
  TouchList touches;
  std::vector<std::int64_t> ids;
  std::vector<std::string> segments;
  std::int64_t visit = 0;
  for (int customer = 0; customer < customers; ++customer) {
    const bool hard = uniform(random) < 0.3;
    ids.push_back(customer);
    segments.emplace_back(hard ? "hard" : "easy");
    double day = 400 * uniform(random);
    while (day < 540) {
      const Time at{static_cast<std::int64_t>(day * static_cast<double>(us_per_day))};
      const bool a = uniform(random) < 0.1, b = uniform(random) < 0.15;
      const bool c = uniform(random) < (hard ? 0.4 : 0.1) || (a && uniform(random) < 0.3);
      const auto noted = [&](bool failed) {
        return uniform(random) < 0.05 ? std::nullopt : std::optional<bool>(!failed);
      };
      touches.add(visit, "a", at, customer, noted(a));
      touches.add(visit, "b", at + Duration{us_per_hour}, customer, noted(b));
      touches.add(visit, "c", at + Duration{2 * us_per_hour}, customer, noted(c));
      ++visit;
      const bool comes = uniform(random) < logistic((hard ? -0.2 : 1.3) + (b ? effect : 0.0));
      if (!comes && uniform(random) < 0.6) break;
      day += comes ? 5 + 80 * uniform(random) : 100 + 60 * uniform(random);
    }
  }
  customers::Book book;
  book.add_customers({.customer = Column(ids), .attributes = Frame({{"segment", Column(segments)}})});
  touches.add_to(book);
  return book;
}

}  // namespace fealty::flow
