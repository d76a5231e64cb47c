#include "mean_of_answers.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "fealty/core/exact_sum.hpp"
#include "fealty/core/interval.hpp"

namespace fealty::gaps {

namespace {

struct Sum {
  double value = 0.0;
  std::int64_t count = 0;
};

/// Of codes such as those of a Likert scale, whose sum is exact in integers; none if an answer is no small integer.
std::optional<Sum> sum_of_codes(std::span<const double> answers) {
  constexpr double largest = 0x1p20;
  constexpr std::size_t most = std::size_t{1} << 42;
  if (answers.size() > most) return std::nullopt;
  std::int64_t sum = 0, count = 0;
  for (const double answer : answers) {
    if (std::isnan(answer)) continue;
    if (!(std::abs(answer) <= largest)) return std::nullopt;
    const auto code = static_cast<std::int64_t>(answer);
    if (static_cast<double>(code) != answer) return std::nullopt;
    sum += code;
    ++count;
  }
  return Sum{static_cast<double>(sum), count};
}

Sum sum_of(std::span<const double> answers) {
  if (const auto codes = sum_of_codes(answers)) return *codes;
  ExactSum sum;
  std::int64_t count = 0;
  for (const double answer : answers) {
    if (std::isnan(answer)) continue;
    sum.add(answer);
    ++count;
  }
  return {sum.value(), count};
}

}  // namespace

Estimate mean_of_answers(std::span<const double> answers, double level) {
  const auto [sum, count] = sum_of(answers);
  const auto n = static_cast<double>(count);
  const double mean = count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / n;
  double squares = 0;
  for (const double answer : answers) {
    if (!std::isnan(answer)) squares += (answer - mean) * (answer - mean);
  }
  return student_t_interval(mean, count < 2 ? 0.0 : std::sqrt(squares / (n - 1)), count, level);
}

}  // namespace fealty::gaps
