#include "fealty/io/archive.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/loyalty/beta_geo_beta_binom.hpp"
#include "fealty/loyalty/contract_model.hpp"
#include "fealty/loyalty/gamma_gamma.hpp"
#include "fealty/loyalty/purchase_model.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

template <class T>
T there_and_back(const T& value) {
  const std::string bytes = io::to_bytes(value);
  T again = io::from_bytes<T>(bytes);
  EXPECT_EQ(io::to_bytes(again), bytes);
  EXPECT_LT(bytes.size(), 100'000U);
  return again;
}

TEST(LoyaltyArchive, BringsSummariesBack) {
  const Column customer(std::vector<std::string>{"a", "b", "a", "c"});
  const Column at(std::vector<std::string>{"2026-01-01", "2026-01-03", "2026-02-01", "2026-02-02"});
  PurchaseSummary dated(customer, at, Column(Numbers{1, 2, 3, -4}));
  EXPECT_EQ(there_and_back(dated), dated);
  EXPECT_EQ(there_and_back(PurchaseSummary()), PurchaseSummary());
  const auto counted = PurchaseSummary::from_arrays(Column(Numbers{1, 0}), Column(Numbers{2, 0}), Column(Numbers{3, 4}),
                                                    Column(Numbers{9, 0}), Column(std::vector<std::int64_t>{7, 3}));
  EXPECT_EQ(there_and_back(counted), counted);
  PurchaseSummary sum = there_and_back(dated);
  sum += dated;
  dated += dated;
  EXPECT_EQ(sum, dated);
  const auto cells =
      OpportunitySummary::from_arrays(Column(Numbers{1, 0}), Column(Numbers{2, 0}), Column(Numbers{3, 4}));
  EXPECT_EQ(there_and_back(cells), cells);
  const auto contracts = ContractSummary::from_survivors(Numbers{10, 7, 5});
  EXPECT_EQ(there_and_back(contracts), contracts);
}

template <class Model>
void expect_back(const Model& model) {
  const Model again = there_and_back(model);
  EXPECT_EQ(again.parameters().values(), model.parameters().values());
  EXPECT_EQ(again.estimated().warnings, model.estimated().warnings);
}

TEST(LoyaltyArchive, BringsModelsBack) {
  expect_back(BetaGeoModel({1, 2, 3, 4}));
  expect_back(ModifiedBetaGeoModel({1, 2, 3, 4}));
  expect_back(ParetoNBDModel({1, 2, 3, 4}));
  expect_back(GammaGammaModel({1, 2, 3}));
  expect_back(BetaGeoBetaBinomModel({1, 2, 3, 4}));
  expect_back(BetaDiscreteWeibullModel({1, 2, 3}));
  expect_back(ShiftedBetaGeoModel::fit(ContractSummary::from_survivors(Numbers{1000, 700, 550, 480})));
  const auto one = PurchaseSummary::from_arrays(Column(Numbers{3}), Column(Numbers{2}), Column(Numbers{3}));
  expect_back(NBDModel::fit(one));  // with warnings
}

TEST(LoyaltyArchive, TakesNoModelForAnother) {
  EXPECT_THROW((void)io::from_bytes<ParetoNBDModel>(io::to_bytes(BetaGeoModel({1, 2, 3, 4}))), ArchiveError);
}

}  // namespace
}  // namespace fealty::loyalty
