#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// The different courses that cases take: sequences of steps, and how many cases follow each.
///
/// The most frequent come first; those of the same count by length, then in the order of their steps' names. Variants
/// of disjoint sets of cases add up to those of all.
struct Variants {
  Ids steps;                              ///< what the codes stand for
  std::vector<std::uint64_t> offsets{0};  ///< of the sequences, one more than there are variants
  std::vector<Code> sequences;            ///< the steps of all variants, one after another
  std::vector<std::uint64_t> counts;      ///< cases of each variant

  [[nodiscard]] std::size_t size() const noexcept { return counts.size(); }

  /// The steps of a variant.
  [[nodiscard]] std::span<const Code> sequence(std::size_t variant) const noexcept {
    return std::span(sequences).subspan(offsets[variant], offsets[variant + 1] - offsets[variant]);
  }

  /// Number of cases.
  [[nodiscard]] std::uint64_t case_count() const noexcept;

  /// Adds the variants of other cases.
  Variants& operator+=(const Variants& other);

  friend bool operator==(const Variants&, const Variants&) = default;
};

/// The variants of a log and which of them each case follows.
struct VariantsOfCases {
  Variants variants;
  std::vector<std::uint32_t> of_case;  ///< for each case of the log
};

/// Finds the variants; O(events) on average.
Variants variants(const EventLog& log);

/// Finds the variants and the variant of each case.
VariantsOfCases variants_of_cases(const EventLog& log);

/// The variants with their uncertainty, the most frequent first: variant (the steps joined by " > "), steps (their
/// number), cases with its interval, share with its interval, and cumulative_share; by the bootstrap over
/// sampling_units().
Frame variants_frame(const EventLog& log, const Bootstrap& bootstrap = {});

}  // namespace fealty::flow
