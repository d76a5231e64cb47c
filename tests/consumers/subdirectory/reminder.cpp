// The day on which to call a customer again, 90 days after the last visit.
#include <fealty/core/error.hpp>
#include <fealty/core/time.hpp>
#include <iostream>

int main(int argc, char** argv) {
  const auto last_visit = fealty::parse_iso8601(argc > 1 ? argv[1] : "2026-04-01T16:00:00Z");
  if (!last_visit || !last_visit->offset) return 1;
  const std::string call = fealty::to_string(last_visit->wall - *last_visit->offset + fealty::days(90));
  std::cout << "call on " << call << "\n";
  return call == "2026-06-30T16:00:00Z" ? 0 : 1;
}
