#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/flow/alignment.hpp"
#include "fealty/flow/deviation.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/period.hpp"
#include "fealty/flow/sampling_units.hpp"
#include "fealty/flow/service_flow.hpp"
#include "fealty/flow/variants.hpp"

namespace fealty::flow {

/// Whether a visit met what is required of a step.
enum class Fulfillment : std::uint8_t { unmet, met, unknown };

/// How a visit did at a step of which something is required.
///
/// A visit that comes to a step several times meets a requirement if no touch misses it and one is known to meet it.
/// It meets the step if it meets all requirements, and fails it if it misses one.
struct StepOutcome {
  Code step = no_code;                                                  ///< in ServiceFlow::steps
  Fulfillment outcome = Fulfillment::unknown;                           ///< of all that is required of it
  std::uint32_t failed_at = std::numeric_limits<std::uint32_t>::max();  ///< position of the first touch that missed
  Time at;                                                              ///< when the visit first came to the step

  friend bool operator==(const StepOutcome&, const StepOutcome&) = default;
};

/// How often a requirement was met, counted in visits.
struct OutcomeCounts {
  std::uint64_t met = 0;
  std::uint64_t unmet = 0;
  std::uint64_t unknown = 0;

  friend bool operator==(const OutcomeCounts&, const OutcomeCounts&) = default;
};

/// How the visits of one variant went through the flow.
struct VariantAudit {
  std::uint64_t cost = 0;
  std::uint64_t bound = 0;  ///< see Alignment
  std::uint64_t worst = 0;
  std::vector<Deviation> deviations;

  friend bool operator==(const VariantAudit&, const VariantAudit&) = default;
};

/// A log held against a flow: which visits departed from it and where, and which steps met what is required of them.
///
/// A summary: audits of disjoint sets of visits against the same flow add up to the audit of all. Requirements apply to
/// touches that began while they were valid.
class Audit {
 public:
  /// Of no visits.
  explicit Audit(ServiceFlow flow = {}, AlignmentOptions options = {});

  /// Aligns each variant once, and measures each touch of a step of which something is required. Throws RecordError if
  /// a requirement measures a column that the log does not have, or that holds no numbers.
  Audit(ServiceFlow flow, const EventLog& log, AlignmentOptions options = {});

  /// Adds other visits. Throws ParameterError if flows or options differ, RecordError if a visit is in both.
  Audit& operator+=(const Audit& other);

  [[nodiscard]] const ServiceFlow& flow() const noexcept { return flow_; }
  [[nodiscard]] const AlignmentOptions& options() const noexcept { return options_; }

  /// Number of visits.
  [[nodiscard]] std::size_t size() const noexcept { return visits_.size(); }

  /// The visits in ascending order; what follows is by their place.
  [[nodiscard]] const Ids& visits() const noexcept { return visits_; }

  /// All customers, and the customer of each visit, or no_code.
  [[nodiscard]] const Ids& customers() const noexcept { return customers_; }
  [[nodiscard]] std::span<const Code> customer_of() const noexcept { return customer_of_; }

  [[nodiscard]] const Variants& variants() const noexcept { return variants_; }
  [[nodiscard]] std::span<const std::uint32_t> variant_of() const noexcept { return variant_of_; }

  /// For each variant how it departs from the flow.
  [[nodiscard]] std::span<const VariantAudit> accounts() const noexcept { return accounts_; }

  /// The steps of a visit of which something is required, in the order of the flow's.
  [[nodiscard]] std::span<const StepOutcome> outcomes(std::size_t visit) const noexcept {
    return std::span(outcomes_).subspan(offsets_[visit], offsets_[visit + 1] - offsets_[visit]);
  }

  /// For each requirement of each step, in their order, how many visits met it.
  [[nodiscard]] std::span<const OutcomeCounts> requirements() const noexcept { return requirements_; }

  /// For each step the number of touches.
  [[nodiscard]] std::span<const std::uint64_t> touches() const noexcept { return touches_; }

  /// What a bootstrap draws; see SamplingUnits.
  [[nodiscard]] SamplingUnits units() const;

  /// The step that a visit failed first, by place among its events; no_code if it failed none.
  [[nodiscard]] Code first_failure(std::size_t visit) const noexcept;

  /// One row per visit: visit_id, customer_id (if any is known), variant (1 for the most frequent), events, fitness,
  /// cost, proven, the number of its deviations of each kind, the number of its steps met, unmet and not known, and
  /// first_failure.
  [[nodiscard]] Frame visits_frame() const;

  /// One row per variant, the most frequent first: variant (the steps joined by " > "), visits, share with its Wilson
  /// interval, fitness, cost, proven, the number of its deviations of each kind, and deviations in words.
  [[nodiscard]] Frame variants_frame(double level = 0.95) const;

  /// One row per step and kind of deviation that occurs, the most frequent first: step, deviation, count, visits, and
  /// the share of all visits with its Wilson interval.
  [[nodiscard]] Frame deviations_frame(double level = 0.95) const;

  friend bool operator==(const Audit&, const Audit&) = default;

 private:
  friend struct io::Archived<Audit>;

  ServiceFlow flow_;
  AlignmentOptions options_;
  Ids visits_;
  Ids customers_;
  std::vector<Code> customer_of_;
  Variants variants_;
  std::vector<std::uint32_t> variant_of_;
  std::vector<VariantAudit> accounts_;
  std::vector<std::uint64_t> offsets_{0};
  std::vector<StepOutcome> outcomes_;
  std::vector<OutcomeCounts> requirements_;
  std::vector<std::uint64_t> touches_;
};

/// How many visits met a step, by the period in which they came to it.
struct PeriodCounts {
  std::vector<std::string> labels;  ///< of the periods in which it is known of a visit, ascending; see period_label
  std::vector<std::int64_t> met;
  std::vector<std::int64_t> known;  ///< visits of which it is known
};

/// Counts for a control chart. Throws ParameterError for a step that the flow does not have.
PeriodCounts counts(const Audit& audit, std::string_view step, Period by, const TimeZone& zone = {});

}  // namespace fealty::flow
