#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fealty/core/estimate.hpp"
#include "fealty/core/time.hpp"

namespace fealty::flow {

/// On which side of its threshold a measure meets a requirement.
enum class Bound : std::uint8_t {
  none,      ///< there is no threshold
  at_most,   ///< the threshold or less is met
  at_least,  ///< the threshold or more is met
};

/// A name of a catalogue, what it means, and its Chinese name.
struct CatalogueEntry {
  std::string_view name;
  std::string_view meaning;
  std::string_view chinese;
};

/// The six needs of customers that a requirement may serve: friendliness, importance, fairness, choice, understanding,
/// information. A requirement may name another need in free text.
std::span<const CatalogueEntry> customer_needs() noexcept;

/// Where standards of service come from: customers, front line, industry, competitors, management.
std::span<const CatalogueEntry> standard_sources() noexcept;

/// A standard of service that can be executed: what is measured, what is good enough, and how often it must be.
///
/// Nothing but the measure must be given, for standards are found as they are: `check` says what a standard lacks.
struct Requirement {
  /// What is measured of each touch of the step, in seconds where it is a time: "waited", from the end of the previous
  /// event of the visit (0 where the two overlap, unknown for the first event, before which nothing is recorded);
  /// "duration", from its start to its end; or the name of a column of numbers or flags, such as "met".
  std::string measure;
  Bound bound = Bound::none;                                    ///< without one a flag must be true
  double threshold = std::numeric_limits<double>::quiet_NaN();  ///< seconds for times; NaN without a bound
  double share = std::numeric_limits<double>::quiet_NaN();  ///< of the visits that are to meet it; NaN where not said
  std::string owner = {};                                   ///< who answers for it
  std::string need = {};    ///< the customer's need that it serves: one of customer_needs(), or a free text
  std::string source = {};  ///< where the standard comes from: one of standard_sources(), or empty where not known
  std::optional<Time> valid_from = {};   ///< the first instant at which it is valid
  std::optional<Time> valid_until = {};  ///< the first instant at which it is not valid any more
  std::string note = {};                 ///< anything else

  /// Throws ParameterError unless the measure has a name, a threshold that is a number comes with a bound, the share is
  /// in (0, 1], the source is one of the five, and the end of validity is after its beginning.
  void validate() const;

  /// Whether a touch meets it: 1, 0, or NaN where the measured value is NaN.
  [[nodiscard]] double met(double measured) const noexcept;

  /// Whether there is a number to measure against: a threshold, or a flag of the records, and a target share.
  [[nodiscard]] bool has_number() const noexcept;

  /// Whether it is valid at an instant.
  [[nodiscard]] bool is_in_date(Time at) const noexcept;

  /// In words: "waited at most 10 min in 95% of the visits".
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Requirement& a, const Requirement& b) noexcept;
};

/// One of the five questions that a good standard answers.
struct Predicate {
  std::string_view name;      ///< "specific", "measurable", "achievable", "relevant", "time-bound"
  std::optional<bool> holds;  ///< none where there is nothing to tell it by
  std::string reason;
};

/// A requirement held against SMART: specific, measurable, achievable, relevant to customers, time-bound.
struct SmartCheck {
  std::array<Predicate, 5> predicates;

  /// Whether all hold, or at least none fails.
  [[nodiscard]] bool passes() const noexcept;
};

/// Checks a requirement at an instant.
///
/// Specific: bound (or a flag) and owner are named. Measurable: it has a number. Achievable: the interval of the
/// audited share reaches the target; open without an audit (NaN). Relevant: it serves a need of customers. Time-bound:
/// it has an end of validity, and the instant lies within. The R is that of the course on customer service, "relevant
/// to customers"; Doran (1981) has "realistic".
SmartCheck check(const Requirement& requirement, Time as_of,
                 const Estimate& audited = {std::numeric_limits<double>::quiet_NaN(), 0, 0, 1, 0.95});

/// A length of time as people say it: "90 s", "10 min", "1.5 h", "30 d"; the longest unit of which there is at least
/// one.
std::string duration_text(double seconds);

}  // namespace fealty::flow
