// How much of the turnover do the best customers bring?
#include <cmath>
#include <fealty/fealty.hpp>
#include <iostream>
#include <string>
#include <vector>

int main() {
  const std::vector<std::string> ids = {"Ada", "Ben", "Ada", "Cleo", "Ben"};
  const std::vector<double> amounts = {120.0, 40.0, 80.0, 60.0, 20.0};
  std::vector<fealty::Time> times;
  for (const char* day : {"2026-01-05", "2026-02-11", "2026-04-02", "2026-03-30", "2026-05-01"}) {
    times.push_back(fealty::parse_iso8601(day).value().wall);
  }

  auto book = fealty::customers::Book{};
  book.add_purchases({.customer = ids, .at = times, .amount = amounts});
  const auto curve = fealty::customers::concentration(book.value_per_customer());

  std::cout << curve.customers << " customers, " << curve.total << " in all; Gini " << curve.gini.value << " ["
            << curve.gini.lower << ", " << curve.gini.upper << "]\n";
  return curve.customers == 3 && std::abs(curve.gini.value - 0.2917) < 1e-4 ? 0 : 1;
}
