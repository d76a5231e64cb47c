// How long did a visit take? Links nothing: fealty::headers.
#include <fealty/core/estimate.hpp>
#include <fealty/core/time.hpp>
#include <iostream>

int main() {
  using namespace std::chrono_literals;
  const fealty::Time arrived = fealty::at_midnight(2026y / 6 / 30);
  const fealty::Time left = arrived + fealty::days(2);
  const fealty::Estimate stay{.value = fealty::in_days(left - arrived)};
  std::cout << stay.value << " days\n";
  return stay.value == 2.0 ? 0 : 1;
}
