#include "fealty/core/dual.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/random.hpp"
#include "reference/finite_differences.hpp"

namespace fealty {
namespace {

/// A formula with its operations chosen by a stream: the same stream gives the same formula over every scalar.
/// Arguments and results stay near (0.2, 5), where every function is smooth.
template <class T>
T random_formula(RandomStream random, const std::array<T, 3>& x) {
  using std::exp;
  using std::expm1;
  using std::log;
  using std::log1p;
  using std::pow;
  using std::sqrt;
  std::vector<T> pool(x.begin(), x.end());
  for (int step = 0; step < 6; ++step) {
    const T a = pool[random.below(pool.size())];
    const T b = pool[random.below(pool.size())];
    T y = a;
    switch (random.below(18)) {
      case 0:
        y = a + b;
        break;
      case 1:
        y = a - b * 0.5;
        break;
      case 2:
        y = a * b;
        break;
      case 3:
        y = a / b;
        break;
      case 4:
        y = 2.0 / a;
        break;
      case 5:
        y = exp(-a);
        break;
      case 6:
        y = log(a);
        break;
      case 7:
        y = log1p(a);
        break;
      case 8:
        y = expm1(0.3 * a);
        break;
      case 9:
        y = sqrt(a);
        break;
      case 10:
        y = pow(a, 1.7);
        break;
      case 11:
        y = pow(a, b);
        break;
      case 12:
        y = pow(1.5, a);
        break;
      case 13:
        y = log_gamma(a);
        break;
      case 14:
        y = log_beta(a, b);
        break;
      case 15:
        y = logistic(a - 1.0);
        break;
      case 16:
        y = log_sum_exp(a, b);
        break;
      default:
        y = normal_cdf(a - 2.0);
        break;
    }
    pool.push_back(0.5 + log1pexp(y) * 0.7);
  }
  return pool.back() * pool[4] - log1mexp(T(-pool[5]));
}

TEST(Dual, AgreesWithFiniteDifferencesOnRandomFormulas) {
  RandomStream random(11, "dual");
  for (std::uint64_t round = 0; round < 300; ++round) {
    const RandomStream formula(12, "formula", round);
    std::array<double, 3> x{};
    for (double& v : x) v = 0.5 + 2 * random.uniform();
    const auto f = [&](const std::array<double, 3>& y) { return random_formula<double>(formula, y); };
    const Dual<3> found = random_formula<Dual<3>>(formula, variables(x));
    SCOPED_TRACE(round);
    EXPECT_NEAR(found.value, f(x), 1e-12 * (1 + std::abs(f(x))));
    double size = 1.0;
    for (const double h : found.hessian) size = std::max(size, std::abs(h));
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(found.gradient[i], reference::derivative(f, x, i), 1e-6 * size);
      for (std::size_t j = i; j < 3; ++j) {
        EXPECT_NEAR(found.second(i, j), reference::second_derivative(f, x, i, j), 1e-5 * size) << i << ", " << j;
      }
    }
  }
}

TEST(Dual, ByItsOwnArgumentsAFunctionHasTheSameDerivatives) {
  const auto f = [](const auto& x, const auto& y) {
    using std::exp;
    using std::log1p;
    const auto product = separate_product(exp(x), log1p(y));
    return product * product - log1pexp(separate_sum(x * x, 1.0 / y));
  };
  const auto parameters = variables(std::array{0.7, 1.3, -0.4, 2.1});
  const std::array arguments{parameters[0] * parameters[3] + exp(parameters[2]), parameters[1] / parameters[3]};
  const auto& [x, y] = arguments;
  const Dual<4> direct = exp(2.0 * x) * log1p(y) * log1p(y) - log1pexp(x * x + 1.0 / y);
  const Dual<4> by_own = chain_rule(f(own_variable(x), own_variable(y)), arguments);
  EXPECT_NEAR(by_own.value, direct.value, 1e-13);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(by_own.gradient[i], direct.gradient[i], 1e-12);
    for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(by_own.second(i, j), direct.second(i, j), 1e-11);
  }
  EXPECT_EQ(chain_rule(f(own_variable(0.5), own_variable(2.0)), std::array{0.5, 2.0}), f(0.5, 2.0));
}

TEST(Dual, SeparateFunctionsOfSeveralVariablesComeInTheirOrder) {
  const auto v = variables(std::array{0.7, 1.3, 0.4});
  const auto two = variables(std::array{0.7, 1.3});
  const Dual<1> one = Dual<1>::variable(0.4, 0);
  const auto expect_same = [](const Dual<3>& a, const Dual<3>& b) {
    EXPECT_DOUBLE_EQ(a.value, b.value);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_DOUBLE_EQ(a.gradient[i], b.gradient[i]);
      for (std::size_t j = 0; j < 3; ++j) EXPECT_DOUBLE_EQ(a.second(i, j), b.second(i, j));
    }
  };
  expect_same(separate_product(two[0] * exp(two[1]), one * one), v[0] * exp(v[1]) * (v[2] * v[2]));
  expect_same(separate_product(one * one, two[0] * exp(two[1])),
              [u = variables(std::array{0.4, 0.7, 1.3})] { return u[0] * u[0] * (u[1] * exp(u[2])); }());
  expect_same(separate_sum(two[0] * exp(two[1]), one * one), v[0] * exp(v[1]) + v[2] * v[2]);
}

TEST(Dual, GivesTheAnalyticHessianOfAPolynomial) {
  const auto [x, y, z] = variables<3>({2.0, 3.0, 5.0});
  const auto f = x * x * y - 4.0 * y / z + z * z * z;
  EXPECT_DOUBLE_EQ(f.value, 12 - 2.4 + 125);
  EXPECT_DOUBLE_EQ(f.gradient[0], 12);         // 2xy
  EXPECT_DOUBLE_EQ(f.gradient[1], 4 - 0.8);    // x^2 - 4/z
  EXPECT_DOUBLE_EQ(f.gradient[2], 0.48 + 75);  // 4y/z^2 + 3z^2
  EXPECT_DOUBLE_EQ(f.second(0, 0), 6);         // 2y
  EXPECT_DOUBLE_EQ(f.second(0, 1), 4);         // 2x
  EXPECT_DOUBLE_EQ(f.second(0, 2), 0);
  EXPECT_DOUBLE_EQ(f.second(1, 1), 0);
  EXPECT_NEAR(f.second(1, 2), 0.16, 1e-15);  // 4/z^2
  EXPECT_DOUBLE_EQ(f.second(2, 1), f.second(1, 2));
  EXPECT_NEAR(f.second(2, 2), -0.192 + 30, 1e-14);  // -8y/z^3 + 6z
}

TEST(Dual, PacksTheUpperTriangleRowByRow) {
  Dual<4> x;
  for (std::size_t k = 0; k < x.hessian.size(); ++k) x.hessian[k] = static_cast<double>(k);
  double expected = 0.0;
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = i; j < 4; ++j, expected += 1.0) {
      EXPECT_EQ(x.second(i, j), expected);
      EXPECT_EQ(x.second(j, i), expected);
    }
  }
}

TEST(Dual, LogBetaHasExactDerivativesAtLargeArguments) {
  // {a, b, d/da, d/db, d2/da2, d2/dadb, d2/db2} by mpmath, 40 digits
  const double table[][7] = {
      {0.5, 0.5, -1.386294361119890618834464242916, -1.386294361119890618834464242916, 3.289868133696452872944830333292,
       -1.644934066848226436472415166646, 3.289868133696452872944830333292},
      {2, 3, -1.083333333333333333333333333333, -0.5833333333333333333333333333333, 0.4236111111111111111111111111111,
       -0.2213229557371153253613404055349, 0.1736111111111111111111111111111},
      {3, 1e5, -10.59016612956343294727322106347, -0.00002999970000499991000169996700065,
       0.3949240670982202699557449033977, -0.00000999975000616651667026324833531, 2.999940001499964000849980e-10},
      {0.25, 1e10, -27.25330446329172224826954885961, -2.500000000093750000001562499999912e-11,
       17.19732915440711073926881911934, -1.000000000024999999999791666667e-10, 2.5000000001875000000046875e-21},
      {12345.678, 1e9, -11.30225736130649195904798898635, -0.00001234560179891734234920671198971,
       0.00008100228724345709474540187146344, -9.999876549744015383443508345e-10, 1.234552559846182231586345972e-14},
      {1e8, 1e8, -0.6931471830599453156672321214582, -0.6931471830599453156672321214582,
       5.000000037500000145833333333e-9, -5.000000012500000020833333333e-9, 5.000000037500000145833333333e-9},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(testing::Message() << row[0] << ", " << row[1]);
    const auto [a, b] = variables<2>({row[0], row[1]});
    const Dual<2> found = log_beta(a, b);
    const double derivatives[] = {found.gradient[0], found.gradient[1], found.second(0, 0), found.second(0, 1),
                                  found.second(1, 1)};
    for (std::size_t k = 0; k < 5; ++k) {
      EXPECT_NEAR(derivatives[k], row[k + 2], 2e-14 * std::abs(row[k + 2])) << "derivative " << k;
    }
  }
}

TEST(Dual, LogBetaTakesAConstantForEitherArgument) {
  const auto x = Dual<1>::variable(2.5, 0);
  EXPECT_DOUBLE_EQ(log_beta(x, 4.0).value, log_beta(2.5, 4.0));
  EXPECT_NEAR(log_beta(x, 4.0).gradient[0], digamma(2.5) - digamma(6.5), 1e-14);
  EXPECT_NEAR(log_beta(4.0, x).gradient[0], digamma(2.5) - digamma(6.5), 1e-14);
}

TEST(Dual, PowersOfZeroHaveThePolynomialsDerivatives) {
  const auto x = Dual<1>::variable(0.0, 0);
  EXPECT_EQ(pow(x, 1.0).gradient[0], 1.0);
  EXPECT_EQ(pow(x, 1.0).hessian[0], 0.0);
  EXPECT_EQ(pow(x, 2.0).gradient[0], 0.0);
  EXPECT_EQ(pow(x, 2.0).hessian[0], 2.0);
  EXPECT_EQ(pow(x, 3.0).hessian[0], 0.0);
}

TEST(Dual, ComparesByValue) {
  const auto x = Dual<1>::variable(1.0, 0);
  EXPECT_TRUE(x == 1.0);
  EXPECT_TRUE(x < 2.0 && x > 0.5 && 2.0 > x);
  EXPECT_TRUE(x * x == Dual<1>(1.0));
}

TEST(Dual, CompoundAssignmentEqualsTheOperators) {
  const auto [x, y] = variables<2>({1.5, -0.7});
  const auto same = [](const Dual<2>& a, const Dual<2>& b) {
    return a.value == b.value && a.gradient == b.gradient && a.hessian == b.hessian;
  };
  auto z = x;
  EXPECT_TRUE(same(z += y, x + y));
  EXPECT_TRUE(same(z = x, x) && same(z -= y, x - y));
  EXPECT_TRUE(same(z = x, x) && same(z *= y, x * y));
  EXPECT_TRUE(same(z = x, x) && same(z /= y, x / y));
  EXPECT_TRUE(same(-x, 0.0 - x) && same(+x, x));
}

}  // namespace
}  // namespace fealty
