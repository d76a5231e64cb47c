#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "customer_figures.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::loyalty {

/// The filling of the sandwich of robust errors (see LikelihoodProblem::score_products), from `score_of(i)`, the
/// gradient of customer i's log-likelihood. Without clusters each customer is one.
template <class ScoreOf>
Eigen::MatrixXd score_products(std::size_t customers, Eigen::Index coordinates, std::span<const std::uint32_t> clusters,
                               ScoreOf&& score_of) {
  require(clusters.empty() || clusters.size() == customers, "the number of clusters given",
          static_cast<double>(clusters.size()), "must be one for each customer");
  Eigen::MatrixXd scores(coordinates, static_cast<Eigen::Index>(customers));
  for_blocks(
      customers,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) scores.col(static_cast<Eigen::Index>(i)) = score_of(i);
      },
      customer_block, "estimating errors");
  auto count = static_cast<double>(customers);
  if (!clusters.empty()) {
    std::vector<bool> seen;
    Eigen::MatrixXd sums(coordinates, 0);
    count = 0;
    for (std::size_t i = 0; i < customers; ++i) {
      const std::size_t cluster = clusters[i];
      if (cluster >= seen.size()) {
        seen.resize(cluster + 1, false);
        sums.conservativeResizeLike(Eigen::MatrixXd::Zero(coordinates, static_cast<Eigen::Index>(cluster) + 1));
      }
      count += seen[cluster] ? 0 : 1;
      seen[cluster] = true;
      sums.col(static_cast<Eigen::Index>(cluster)) += scores.col(static_cast<Eigen::Index>(i));
    }
    scores = std::move(sums);
  }
  require(count >= 2, "the number of clusters", count, "must be at least 2");
  return count / (count - 1) * (scores * scores.transpose());
}

}  // namespace fealty::loyalty
