#include "fealty/gaps/resampled_totals.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <tuple>
#include <utility>
#include <vector>

#include "fealty/core/domain.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;

constexpr std::size_t rows_of_block = 256;
constexpr std::size_t beside = 8;         // rows that keep columns from sharing the same few lines of the cache
constexpr std::size_t parts_of_rows = 8;  // each with totals of its own, for sums in a fixed order
constexpr std::size_t replicates_of_block = 256;
constexpr double greatest_weight = 12;     // of poisson_weights
constexpr double exact_in_float = 0x1p24;  // whole numbers up to here

/// Features of units, one unit after the other: the row of one is added to in one go.
using UnitRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A number of one of `groups` that depends on nothing else than the number of the unit (Steele, Lea and Flood 2014).
std::size_t group_of(std::uint64_t unit, std::size_t groups) noexcept {
  std::uint64_t z = (unit + 1) * 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return (z ^ (z >> 31)) % groups;
}

/// The features of units that are drawn: a row per unit.
Eigen::MatrixXd totals_of_units(std::size_t rows, std::size_t features, const FeatureRows& fill,
                                std::span<const std::uint32_t> unit_of) {
  std::size_t units = rows;
  if (!unit_of.empty()) units = std::size_t{*std::ranges::max_element(unit_of)} + 1;
  const bool grouped = units > most_drawn_units;
  const auto drawn = static_cast<Index>(grouped ? most_drawn_units : units);
  const auto width = static_cast<Index>(features);
  if (!grouped && unit_of.empty()) {
    Eigen::MatrixXd all(drawn, width);
    fill(0, rows, all);
    return all;
  }
  const std::size_t part = std::max(rows_of_block, (rows + parts_of_rows - 1) / parts_of_rows);
  return reduce_blocks(
      rows, UnitRows(),
      [&](std::size_t begin, std::size_t end) {
        UnitRows totals = UnitRows::Zero(drawn, width);
        Eigen::MatrixXd block(static_cast<Index>(rows_of_block + beside), width);
        UnitRows by_row(static_cast<Index>(rows_of_block), width);
        for (std::size_t first = begin; first < end; first += rows_of_block) {
          const std::size_t count = std::min(rows_of_block, end - first);
          fill(first, first + count, block.topRows(static_cast<Index>(count)));
          by_row = block.topRows(by_row.rows());
          for (std::size_t i = 0; i < count; ++i) {
            const std::size_t unit = unit_of.empty() ? first + i : unit_of[first + i];
            const auto place = static_cast<Index>(grouped ? group_of(unit, most_drawn_units) : unit);
            totals.row(place) += by_row.row(static_cast<Index>(i));
          }
        }
        return totals;
      },
      [](UnitRows& total, UnitRows&& other) {
        if (total.size() == 0)
          total = std::move(other);
        else
          total += other;
      },
      part, "reading answers");
}

/// Whether all sums of weights times a feature are held exactly by a float: whole numbers, or multiples of 1/4 or 1/16,
/// that stay small.
bool is_exact_in_float(const Eigen::Ref<const Eigen::VectorXd>& feature) {
  const double largest = feature.cwiseAbs().sum() * greatest_weight;
  for (const double steps : {1.0, 4.0, 16.0}) {
    const Eigen::ArrayXd scaled = feature.array() * steps;
    if ((scaled == scaled.floor()).all()) return largest * steps < exact_in_float;
  }
  return false;
}

/// Multiplies the weights of units by some of their features.
template <class Scalar>
void add_weighted(const Eigen::MatrixXd& units, const std::vector<Index>& which,
                  const std::vector<std::uint8_t>& weights, Eigen::MatrixXd& totals) {
  if (which.empty()) return;
  using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
  const Matrix features = units(Eigen::all, which).cast<Scalar>();
  const auto replicates = static_cast<std::size_t>(totals.rows());
  for_blocks(
      replicates,
      [&](std::size_t begin, std::size_t end) {
        Matrix counts(static_cast<Index>(end - begin), units.rows());
        for (Index u = 0; u < units.rows(); ++u) {
          const std::uint8_t* const of_unit = weights.data() + static_cast<std::size_t>(u) * replicates + begin;
          Scalar* const column = counts.col(u).data();
          for (std::size_t r = 0; r < end - begin; ++r) column[r] = static_cast<Scalar>(of_unit[r]);
        }
        const Matrix sums = counts * features;
        for (std::size_t f = 0; f < which.size(); ++f) {
          totals.col(which[f]).segment(static_cast<Index>(begin), sums.rows()) =
              sums.col(static_cast<Index>(f)).template cast<double>();
        }
      },
      replicates_of_block, "resampling respondents");
}

/// Multiplies the weights of units by their features; those that a float holds take half the time.
Eigen::MatrixXd weighted(const Eigen::MatrixXd& units, const std::vector<std::uint8_t>& weights,
                         std::size_t replicates) {
  std::vector<Index> exact, others;
  for (Index f = 0; f < units.cols(); ++f) (is_exact_in_float(units.col(f)) ? exact : others).push_back(f);
  Eigen::MatrixXd totals(static_cast<Index>(replicates), units.cols());
  add_weighted<float>(units, exact, weights, totals);
  add_weighted<double>(units, others, weights, totals);
  return totals;
}

using Weights = std::vector<std::uint8_t>;

Weights made_weights(std::size_t units, const Bootstrap& bootstrap) {
  const std::size_t replicates = bootstrap.replicates;
  Weights weights(units * replicates);
  for_blocks(
      units,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t u = begin; u < end; ++u)
          poisson_weights(bootstrap.seed, u, std::span(weights).subspan(u * replicates, replicates));
      },
      64);
  return weights;
}

/// How often each unit counts in each replicate: the replicates of unit 0, of unit 1 ... The last weights are kept, up
/// to 16 MiB, for the analyses of one survey draw the same.
std::shared_ptr<const Weights> weights_of(std::size_t units, const Bootstrap& bootstrap) {
  constexpr std::size_t most_kept = std::size_t{1} << 24;
  static std::mutex mutex;
  static std::tuple<std::size_t, std::uint32_t, std::uint64_t> kept;
  static std::shared_ptr<const Weights> weights;
  const std::tuple asked(units, bootstrap.replicates, bootstrap.seed);
  {
    const std::lock_guard lock(mutex);
    if (weights != nullptr && kept == asked) return weights;
  }
  auto made = std::make_shared<const Weights>(made_weights(units, bootstrap));
  if (made->size() <= most_kept) {
    const std::lock_guard lock(mutex);
    kept = asked;
    weights = made;
  }
  return made;
}

}  // namespace

ResampledTotals resampled_totals(std::size_t rows, std::size_t features, const FeatureRows& fill,
                                 const Bootstrap& bootstrap, std::span<const std::uint32_t> unit_of) {
  require_level(bootstrap.level);
  require(unit_of.empty() || unit_of.size() == rows, "the number of respondents named",
          static_cast<double>(unit_of.size()), "must be that of the rows");
  const auto width = static_cast<Index>(features);
  if (rows == 0) return {Eigen::VectorXd::Zero(width), Eigen::MatrixXd::Zero(bootstrap.replicates, width)};
  const Eigen::MatrixXd units = totals_of_units(rows, features, fill, unit_of);
  const auto weights = weights_of(static_cast<std::size_t>(units.rows()), bootstrap);
  return {units.colwise().sum(), weighted(units, *weights, bootstrap.replicates)};
}

}  // namespace fealty::gaps
