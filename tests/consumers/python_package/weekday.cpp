// The weekday of a visit, and an error of the library caught in a program of another builder.
#include <fealty/core/error.hpp>
#include <fealty/core/time.hpp>
#include <fealty/core/time_zone.hpp>
#include <iostream>

int main() {
  const auto visit = fealty::parse_iso8601("2026-06-30T14:05:09+08:00");
  if (!visit) return 1;
  const std::chrono::weekday day{std::chrono::sys_days{fealty::date_of(visit->wall)}};
  std::cout << day.iso_encoding() << "\n";
  try {
    const fealty::TimeZone wrong("two days ahead", fealty::days(2));
    return 1;
  } catch (const fealty::ParameterError& error) {
    std::cout << error.what() << "\n";
  }
  return day == std::chrono::Tuesday ? 0 : 1;
}
