#include "fealty/loyalty/covariate_effect.hpp"

#include <gtest/gtest.h>

#include "fealty/loyalty/beta_geo.hpp"
#include "fealty/loyalty/pareto_nbd.hpp"

namespace fealty::loyalty {
namespace {

template <class Law>
void expect_names(std::initializer_list<std::string_view> names) {
  std::size_t i = 0;
  for (const std::string_view name : names) EXPECT_EQ(Law::names.at(Law::effects.at(i++).parameter), name);
  EXPECT_EQ(Law::effects.size(), names.size());
}

TEST(CovariateEffect, MovesTheParametersOfThePaper) {
  expect_names<ParetoNbd<double>>({"alpha", "beta"});
  expect_names<BetaGeo<double>>({"alpha", "a", "b"});
  expect_names<ModifiedBetaGeo<double>>({"alpha", "a", "b"});
}

}  // namespace
}  // namespace fealty::loyalty
