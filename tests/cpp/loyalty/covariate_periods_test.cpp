#include "fealty/loyalty/covariate_periods.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/message_of.hpp"
#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

const PurchaseSummary two_customers(Column(Texts{"b", "a", "b"}),
                                    Column(Texts{"2026-01-08", "2026-01-05", "2026-01-15"}));

Frame rows_of_periods(const Texts& customers, const Texts& starts, const Numbers& price) {
  return Frame({{"customer_id", Column(customers)}, {"start", Column(starts)}, {"price", Column(price)}});
}

std::string refusal_of(const Frame& rows) {
  return message_of<RecordError>(
      [&] { (void)covariate_periods(rows, two_customers, learn_coding(rows, {{"price"}, {}})); });
}

TEST(CovariatePeriods, BeginAtTheLastPeriodBeforeTheFirstPurchase) {
  const Frame rows =
      rows_of_periods({"b", "b", "a", "c", "b"}, {"2026-01-15", "2026-01-01", "2026-01-05", "2026-01-01", "2025-12-25"},
                      {3, 2, 4, 9, 1});
  const auto periods = covariate_periods(rows, two_customers, learn_coding(rows, {{"price"}, {}}));
  EXPECT_EQ(periods.offsets, (std::vector<std::uint64_t>{0, 1, 3}));
  EXPECT_EQ(periods.starts, (Numbers{0, -1, 1}));
  EXPECT_EQ(periods.transaction, (CovariateDesign(3, 1) << 4, 2, 3).finished());
  EXPECT_EQ(periods.dropout.rows(), 3);
  EXPECT_EQ(periods.dropout.cols(), 0);
}

TEST(CovariatePeriods, NamesWhatIsWrong) {
  EXPECT_NE(refusal_of(rows_of_periods({"a", "b"}, {"2026-01-05", "2026-01-09"}, {1, 2}))
                .find("customer b has no period that begins at the first purchase or before"),
            std::string::npos);
  EXPECT_NE(refusal_of(rows_of_periods({"a", "b", "b"}, {"2026-01-05", "2026-01-08", "2026-01-08"}, {1, 2, 3}))
                .find("customer b has two periods that begin on one day: rows 1 and 2"),
            std::string::npos);
  EXPECT_NE(refusal_of(rows_of_periods({"a", "b"}, {"2026-01-05", "soon"}, {1, 2})).find("column start, row 1"),
            std::string::npos);
  const Frame rows = rows_of_periods({"a"}, {"2026-01-05"}, {1});
  const auto without_days = PurchaseSummary::from_arrays(Column(Numbers{0}), Column(Numbers{0}), Column(Numbers{1}));
  EXPECT_THROW((void)covariate_periods(rows, without_days, {}), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
