#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"
#include "fealty/loyalty/accustoming.hpp"
#include "fealty/loyalty/budget_split.hpp"
#include "fealty/loyalty/customer_economics.hpp"
#include "fealty/loyalty/propagated_error.hpp"
#include "fealty/loyalty/referral_value.hpp"
#include "fealty/loyalty/replacement_cost.hpp"
#include "fealty/loyalty/word_of_mouth.hpp"

namespace fealty::loyalty {
namespace {

template <class T>
T there_and_back_again(const T& value) {
  const std::string bytes = io::to_bytes(value);
  T again = io::from_bytes<T>(bytes);
  EXPECT_EQ(io::to_bytes(again), bytes);
  EXPECT_LT(bytes.size(), 100'000U);
  return again;
}

const WordOfMouth two_offspring_laws({{OffspringKind::poisson, {6, 0.5}},
                                      {OffspringKind::negative_binomial, known(5), 0.5}});

TEST(EconomicsArchive, BringsWordOfMouthBack) {
  EXPECT_EQ(there_and_back_again(two_offspring_laws), two_offspring_laws);
  EXPECT_EQ(there_and_back_again(two_offspring_laws.reach(300.0)).quantile(0.9),
            two_offspring_laws.reach(300.0).quantile(0.9));
  there_and_back_again(net_word_of_mouth(two_offspring_laws, two_offspring_laws, known(0.2)));
  there_and_back_again(referral_value(two_offspring_laws, known(0.01), known(100)));
  there_and_back_again(replacement_cost(known(20), known(5)));
}

TEST(EconomicsArchive, BringsALadderBack) {
  const Accustoming known_chain = Accustoming::from_ladder({{known(0.4), known(0.3), {0.2, 0.01}}, {}, true});
  EXPECT_EQ(there_and_back_again(known_chain).exposures_to(3), known_chain.exposures_to(3));
  const Frame drawn = Accustoming::from_ladder({{known(0.4), known(0.3), known(0.2)}, {}, true}).simulate(50, 20);
  AccustomingOptions options;
  options.absorbing = {"advocates"};
  const Accustoming fitted = Accustoming::fit(drawn.at("customer"), drawn.at("state"), {}, options);
  EXPECT_EQ(there_and_back_again(fitted).shares_after(9), fitted.shares_after(9));
}

TEST(EconomicsArchive, BringsTheEconomicsOfACustomerBack) {
  ProfitStreams streams;
  streams.base_profit = {known(30), {42, 3}};
  streams.acquisition_cost = known(51);
  const std::vector<double> survivors{1000, 869, 743, 653, 593, 551, 517, 491};
  const auto summary = ContractSummary::from_survivors(survivors);
  for (const Retention& retention :
       {Retention(std::vector<Estimate>{{0.8, 0.01}}), Retention(ShiftedBetaGeoModel::fit(summary)),
        Retention(BetaDiscreteWeibullModel::fit(summary))}) {
    const CustomerEconomics made(streams, retention);
    EXPECT_EQ(there_and_back_again(made).value(), made.value());
  }
}

TEST(EconomicsArchive, BringsASplitBack) {
  BudgetProblem problem;
  problem.prospects = 1000;
  problem.customers = 400;
  problem.margin = {120, 5};
  problem.winning = {known(0.4), known(0.05)};
  problem.keeping = {known(0.8), known(0.08)};
  problem.budget = 9'000;
  const BudgetSplit split = budget_split(problem);
  EXPECT_EQ(there_and_back_again(split).equity, split.equity);
  EXPECT_EQ(there_and_back_again(problem.winning), problem.winning);
  EXPECT_THROW((void)io::from_bytes<WordOfMouth>(io::to_bytes(split)), ArchiveError);
}

}  // namespace
}  // namespace fealty::loyalty
