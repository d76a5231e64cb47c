#include "fealty/core/special.hpp"

#include <numbers>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

namespace fealty {

namespace {

namespace policies = boost::math::policies;

// NaN outside the domain and infinity on overflow, as the functions of <cmath> have it; and no long double in between,
// because its width differs between machines.
using Quiet =
    policies::policy<policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>, policies::promote_double<false>>;

constexpr Quiet quiet;

using StudentT = boost::math::students_t_distribution<double, Quiet>;

}  // namespace

double log_gamma(double x) {
  return boost::math::lgamma(x, quiet);
}

double digamma(double x) {
  return boost::math::digamma(x, quiet);
}

double trigamma(double x) {
  return boost::math::trigamma(x, quiet);
}

double normal_quantile(double p) {
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p, quiet);
}

double student_t_cdf(double x, double degrees) {
  return boost::math::cdf(StudentT(degrees), x);
}

double student_t_quantile(double p, double degrees) {
  return boost::math::quantile(StudentT(degrees), p);
}

double regularized_gamma(double a, double x) {
  return boost::math::gamma_p(a, x, quiet);
}

double regularized_gamma_upper(double a, double x) {
  return boost::math::gamma_q(a, x, quiet);
}

double gamma_quantile(double p, double a) {
  return boost::math::gamma_p_inv(a, p, quiet);
}

double regularized_beta(double x, double a, double b) {
  return boost::math::ibeta(a, b, x, quiet);
}

double beta_quantile(double p, double a, double b) {
  return boost::math::ibeta_inv(a, b, p, quiet);
}

double beta_upper_quantile(double q, double a, double b) {
  return boost::math::ibetac_inv(a, b, q, quiet);
}

}  // namespace fealty
