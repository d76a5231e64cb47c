// The month in which to call a customer again, 90 days after a visit. Links nothing: fealty::headers.
#include <chrono>
#include <fealty/core/time.hpp>
#include <iostream>

int main() {
  using namespace std::chrono_literals;
  const fealty::Time call = fealty::at_midnight(2026y / 4 / 1) + fealty::days(90);
  const auto date = fealty::date_of(call);
  std::cout << "call in month " << static_cast<unsigned>(date.month()) << "\n";
  return date == 2026y / 6 / 30 ? 0 : 1;
}
