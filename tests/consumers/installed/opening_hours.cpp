// When does a shop in Shanghai open, in UTC? Links the compiled library.
#include <fealty/core/parallel.hpp>
#include <fealty/core/time.hpp>
#include <fealty/core/time_zone.hpp>
#include <iostream>

int main() {
  const fealty::TimeZone shanghai("Asia/Shanghai", fealty::Duration{8 * fealty::us_per_hour});
  const auto opening = fealty::parse_iso8601("2026-06-30 09:30");
  if (!opening) return 1;
  const std::string text = fealty::to_string(shanghai.to_utc(opening->wall).instant);
  const auto rows = fealty::reduce_blocks(
      1'000'000, std::size_t{0}, [](std::size_t begin, std::size_t end) { return end - begin; },
      [](std::size_t& total, std::size_t part) { total += part; });
  std::cout << text << " " << rows << "\n";
  return text == "2026-06-30T01:30:00Z" && rows == 1'000'000 ? 0 : 1;
}
