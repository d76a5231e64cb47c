#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::customers {

/// The stages of a customer's life with a business.
enum class Stage : std::uint8_t { prospect, newcomer, satisfied, retained, veteran, lapsed };

inline constexpr std::size_t stage_count = 6;
inline constexpr std::array all_stages{Stage::prospect, Stage::newcomer, Stage::satisfied,
                                       Stage::retained, Stage::veteran,  Stage::lapsed};

/// "prospect", "new", "satisfied", "retained", "veteran", "lapsed".
std::string_view name_of(Stage stage) noexcept;

/// The stage of that name; throws ParameterError that lists the six.
Stage stage_named(std::string_view name);

/// What a business does about customers of a stage: it attracts them (builds the relation), keeps them (maintains it)
/// or upgrades them (enhances it).
enum class Phase : std::uint8_t { attract, keep, upgrade };

/// "attract", "keep", "upgrade".
std::string_view name_of(Phase phase) noexcept;

/// The phase of each stage: prospects, new and lapsed customers are to be attracted, satisfied and retained ones to be
/// kept, veterans to be upgraded.
Phase phase_of(Stage stage) noexcept;

/// Whether a customer may go from one stage to another: onwards, or to lapsed, or from lapsed back among the customers;
/// nobody becomes a prospect again, and no other stage is ever lost.
bool is_legal(Stage from, Stage to) noexcept;

/// Throws ParameterError, naming both stages, unless the change is legal.
void check_transition(Stage from, Stage to);

/// Where the stages begin.
struct LifecycleRules {
  /// Purchases that make a customer retained.
  std::uint32_t retained_purchases = 3;
  /// Time since the first purchase that makes a retained customer a veteran.
  Duration veteran_after = days(365);
  /// Time without a purchase after which a customer has lapsed.
  Duration lapsed_after = days(180);
};

/// The stage of every customer known at an instant.
///
/// A prospect has not bought yet. A customer is new from the first purchase; satisfied from the second, or
/// from the first rating by which what was experienced is, on the mean of all ratings so far, no less than
/// what was expected; retained and veteran by the rules; and lapsed while the last purchase is too long ago. Only
/// records up to the instant are looked at.
struct Stages {
  Ids customers;
  std::vector<Stage> stages;
  std::vector<ExactSum> values;  ///< amounts less refunds up to the instant

  /// One row per customer: customer_id, stage, phase, value.
  [[nodiscard]] Frame frame() const;
};

/// The stages of all customers known at `as_of`. Throws ParameterError for rules that make no sense.
Stages stages(const Book& book, Time as_of, const LifecycleRules& rules = {});

/// Summary of lives: how many customers stand in each stage, what they have brought, and how many went from stage to
/// stage.
struct LifecycleCounts {
  std::array<std::int64_t, stage_count> customers{};
  std::array<ExactSum, stage_count> values{};
  /// [from][to]: customers in stage `from` at one instant of a grid and in stage `to` at the next.
  std::array<std::array<std::int64_t, stage_count>, stage_count> transitions{};
  Duration step{};  ///< of the grid; summaries of different steps cannot be added

  LifecycleCounts& operator+=(const LifecycleCounts& other);
  friend bool operator==(const LifecycleCounts&, const LifecycleCounts&) = default;
};

/// Counts at `as_of`, and transitions over the `steps` steps before it.
///
/// Throws ParameterError if `step` is not positive or `steps` is more than 10,000.
LifecycleCounts lifecycle_counts(const Book& book, Time as_of, const LifecycleRules& rules = {},
                                 Duration step = days(30), std::size_t steps = 12);

/// Model of lives: a Markov chain over the stages.
class LifecycleModel {
 public:
  /// Shares and transition probabilities with Wilson intervals of the given level.
  static LifecycleModel fit(const LifecycleCounts& counts, double level = 0.95);

  [[nodiscard]] const LifecycleCounts& counts() const noexcept { return counts_; }
  [[nodiscard]] double level() const noexcept { return level_; }

  /// Share of the customers who stand in a stage.
  [[nodiscard]] Estimate share(Stage stage) const;

  /// Probability to be in stage `to` one step after having been in stage `from`; NaN if nobody was.
  [[nodiscard]] Estimate probability(Stage from, Stage to) const;

  /// Expected days in a stage before leaving it, step / (1 - p) for the probability p to stay; infinite where nobody
  /// left. The interval is that of p, carried over.
  [[nodiscard]] Estimate dwell_days(Stage stage) const;

  /// One row per stage: stage, phase, customers, share and its interval, value, value per customer, days in the stage.
  [[nodiscard]] Frame frame() const;

  /// One row per pair of stages between which anybody could go: from, to, count, probability and its interval.
  [[nodiscard]] Frame transitions() const;

  friend bool operator==(const LifecycleModel&, const LifecycleModel&) = default;

 private:
  LifecycleCounts counts_;
  double level_ = 0.95;
};

}  // namespace fealty::customers
