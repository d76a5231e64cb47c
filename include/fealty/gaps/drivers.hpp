#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/answers.hpp"
#include "fealty/gaps/moments.hpp"

namespace fealty::gaps {

/// More drivers than these have too many subsets for all of them to be looked at.
inline constexpr std::size_t most_drivers = 20;

/// How drivers are found.
struct DriverOptions {
  Missing missing = Missing::pairwise;
  Bootstrap bootstrap = {1000, 1, 0.95};
};

/// What one driver has to do with the outcome.
struct Driver {
  std::string driver;
  std::int64_t rank = 0;   ///< 1 for the largest contribution; ties in the order of the answers
  Estimate contribution;   ///< what it adds to R-squared, averaged over all orders of the drivers
  Estimate share;          ///< the same as a share of R-squared
  Estimate coefficient;    ///< of the standardized regression with all drivers; NaN for a collinear driver
  Estimate correlation;    ///< with the outcome
  double inflation = 0.0;  ///< of the coefficient's variance by the other drivers (VIF); infinite for a collinear one
  std::vector<double> ranks;  ///< probability of each rank, by bootstrap
};

/// What should be looked at before a figure is trusted.
enum class DriverConcern : std::uint8_t {
  unanswered,       ///< fewer than two respondents answered the driver; it is left out
  constant,         ///< all answers to the driver are the same; it is left out
  collinear,        ///< the driver follows from others
  inflated,         ///< others explain more than nine tenths of the driver's variance
  few_respondents,  ///< there are too few respondents to tell R-squared from 1
  contradictory,    ///< no answers could have these pairwise correlations
};

/// "unanswered", "constant" ...
std::string_view name_of(DriverConcern concern) noexcept;

/// A concern about a driver, or about all if none is named.
struct DriverWarning {
  DriverConcern concern = DriverConcern::unanswered;
  std::string driver;
  std::string message;
};

/// What drives an outcome: the share of each driver in what all explain of it.
///
/// The contribution of a driver is what it adds to R-squared when it is taken after others, averaged over all orders
/// (Shapley value, LMG): correlated drivers divide what they explain together, and contributions add up to R-squared.
/// Intervals are percentiles of a bootstrap over respondents. A contribution is never below 0, so that the interval of
/// a driver without effect lies a little above it. What drives is what goes along with the outcome in these answers;
/// whether changing it would change the outcome is another question.
struct Drivers {
  std::vector<Driver> drivers;  ///< by rank
  std::vector<DriverWarning> warnings;
  std::string outcome;                  ///< name of what is explained
  Estimate r_squared;                   ///< of the regression with all drivers
  double adjusted_r_squared = 0.0;      ///< for the number of drivers; NaN where there are too few respondents
  std::uint64_t respondents = 0;        ///< rows of the answers; those who answered everything, if only they count
  Missing missing = Missing::pairwise;  ///< what was done where answers are missing
  std::uint32_t replicates = 0;         ///< of the bootstrap

  /// One row per driver, by rank: driver, rank, then contribution, share, coefficient and correlation, each with _lower
  /// and _upper, then inflation and probability_first.
  [[nodiscard]] Frame frame() const;

  /// One row per driver and rank: driver, rank, probability.
  [[nodiscard]] Frame ranks() const;

  /// One row per warning: concern, driver, message.
  [[nodiscard]] Frame warnings_frame() const;
};

/// The drivers of an outcome, which is the column of that name; all other columns are drivers.
///
/// R-squared of every subset of the drivers is exact, of their moments (see ShapleyRSquared). Throws ParameterError if
/// there is no such column, or for more than `most_drivers` drivers; FitError if the outcome does not vary, no driver
/// does, or a pair of columns has fewer than two respondents who answered both.
Drivers drivers(const Answers& answers, std::string_view outcome, const DriverOptions& options = {});

}  // namespace fealty::gaps
