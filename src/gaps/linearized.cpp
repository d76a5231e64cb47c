#include "linearized.hpp"

#include "mean_of_answers.hpp"

namespace fealty::gaps {

Estimate linearized(double value, std::span<const double> influences, double level) {
  const Estimate error = mean_of_answers(influences, level);  // its value is 0 but for rounding
  const double half = (error.upper - error.lower) / 2;
  return {value, error.standard_error, value - half, value + half, level};
}

}  // namespace fealty::gaps
