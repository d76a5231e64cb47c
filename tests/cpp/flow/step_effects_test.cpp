#include "../../../src/flow/step_effects.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/bootstrap.hpp"
#include "reference/moments_of_truth.hpp"
#include "visits.hpp"

namespace fealty::flow {
namespace {

struct Judged {
  VisitRecords records;
  StepRows rows;
  std::vector<reference::JudgedVisit> visits;
};

Judged judged(std::uint64_t seed, int customers, std::size_t step) {
  Judged made{visit_records(returning_customers(seed, customers), Outcome{}, {}, std::nullopt), {}, {}};
  made.rows = step_rows(made.records, step);
  const Eigen::MatrixXd design = made.rows.design;
  for (std::size_t i = 0; i < made.rows.visits.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    made.visits.push_back({made.records.table.visits[made.rows.visits[i]].unit, made.rows.pattern[i],
                           made.rows.failed[row] > 0, made.rows.outcomes[row], 1.0,
                           design.row(row).tail(design.cols() - 2).transpose()});
  }
  return made;
}

TEST(StepEffects, AreThoseOfTheTwins) {
  for (std::size_t step = 0; step < 3; ++step) {
    const Judged made = judged(3, 600, step);
    EXPECT_NEAR(removal_view(made.records, made.rows).value, reference::removal_effect(made.visits), 1e-12);
    EXPECT_NEAR(regression_view(made.records, made.rows).value, reference::regression_effect(made.visits), 1e-5);
  }
}

TEST(StepEffects, WithinCustomersAreThoseOfTwoStages) {
  // Every step is noted, so that a customer's known visits are all of them.
  Judged made = judged(4, 600, 1);
  TouchList touches;
  for (std::size_t i = 0; i < made.visits.size(); ++i) {
    touches.add(static_cast<std::int64_t>(i), "b", made.records.table.visits[made.rows.visits[i]].began,
                made.visits[i].customer, !made.visits[i].failed);
  }
  touches.add(-1, "b", Time{} + days(700), -1, true);
  customers::Book book;
  touches.add_to(book);
  made.records = visit_records(book, Outcome{}, {}, std::nullopt);
  made.rows = step_rows(made.records, 0);
  made.visits.clear();
  // The textbook's system must not be singular: of the columns, only those of the history are kept.
  const Eigen::MatrixXd all = made.rows.design;
  Eigen::MatrixXd kept(all.rows(), 4);
  kept << all.leftCols(2), all.rightCols(2);
  made.rows.design = kept.sparseView();
  for (Eigen::Index row = 0; row < kept.rows(); ++row) {
    made.visits.push_back({made.records.table.visits[made.rows.visits[static_cast<std::size_t>(row)]].unit, 0,
                           made.rows.failed[row] > 0, made.rows.outcomes[row], 1.0, kept.row(row).tail(2).transpose()});
  }
  EXPECT_NEAR(within_customer_view(made.records, 0, made.rows).value, reference::within_customer_effect(made.visits),
              1e-6);
}

TEST(StepEffects, BootstrapToFirstOrderIsThatOfCustomersDrawnAnew) {
  constexpr std::uint32_t replicates = 60;
  const Judged made = judged(5, 2500, 1);
  const auto correlation = [&](const Influenced& view,
                               const std::function<double(const std::vector<reference::JudgedVisit>&)>& twin) {
    const Eigen::MatrixXd changes = resampled(view.influence, replicates, 9);
    Eigen::VectorXd linear(replicates), refitted(replicates);
    std::vector<std::vector<std::uint8_t>> weights(made.records.table.customers, std::vector<std::uint8_t>(replicates));
    for (std::size_t c = 0; c < weights.size(); ++c) poisson_weights(9, c, weights[c]);
    for (std::uint32_t r = 0; r < replicates; ++r) {
      std::vector<reference::JudgedVisit> drawn;
      for (reference::JudgedVisit visit : made.visits) {
        visit.weight = weights[visit.customer][r];
        if (visit.weight > 0) drawn.push_back(visit);
      }
      linear[r] = changes(r, 0);
      refitted[r] = twin(drawn) - view.value;
    }
    EXPECT_NEAR(std::sqrt(linear.squaredNorm() / refitted.squaredNorm()), 1, 0.05);
    return linear.dot(refitted) / std::sqrt(linear.squaredNorm() * refitted.squaredNorm());
  };
  EXPECT_GT(correlation(removal_view(made.records, made.rows), &reference::removal_effect), 0.98);
  EXPECT_GT(correlation(regression_view(made.records, made.rows), &reference::regression_effect), 0.98);
}

TEST(StepEffects, OfTooLittleAreNotKnown) {
  const Influenced none = nothing_known(3);
  EXPECT_TRUE(std::isnan(none.value));
  EXPECT_TRUE(std::isnan(with_interval(none.value, none.influence, 0.95).standard_error));
}

TEST(StepEffects, ResampledAreSumsOfWeightedInfluences) {
  const Eigen::MatrixXd influences = Eigen::MatrixXd::Random(300, 2);
  const Eigen::MatrixXd changes = resampled(influences, 7, 3);
  Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(7, 2);
  std::vector<std::uint8_t> weights(7);
  for (Eigen::Index c = 0; c < 300; ++c) {
    poisson_weights(3, static_cast<std::uint64_t>(c), weights);
    for (Eigen::Index r = 0; r < 7; ++r) {
      expected.row(r) += (static_cast<double>(weights[static_cast<std::size_t>(r)]) - 1) * influences.row(c);
    }
  }
  EXPECT_LT((changes - expected).cwiseAbs().maxCoeff(), 1e-12);
}

}  // namespace
}  // namespace fealty::flow
