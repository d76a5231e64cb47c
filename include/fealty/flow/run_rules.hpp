#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fealty::flow {

/// A pattern of points on a control chart that chance seldom makes.
///
/// Sources: Western Electric (1956), "Statistical quality control handbook", pages 25 to 28; Nelson (1984), "The
/// Shewhart control chart: tests for special causes", Journal of Quality Technology 16, 237-239. Distances are in
/// standard deviations of the plotted point; a point at a boundary is not beyond it.
enum class RunRule : std::uint8_t {
  beyond_limit,        ///< one point beyond the limit of a chart that has no zones: EWMA, CUSUM, ranges
  western_electric_1,  ///< one point beyond the 3-sigma limit
  western_electric_2,  ///< two of three points in a row beyond 2 sigma on one side
  western_electric_3,  ///< four of five points in a row beyond 1 sigma on one side
  western_electric_4,  ///< eight points in a row on one side of the center
  nelson_1,            ///< one point beyond the 3-sigma limit
  nelson_2,            ///< nine points in a row on one side of the center
  nelson_3,            ///< six points in a row steadily rising or falling, that is five steps
  nelson_4,            ///< fourteen points in a row alternately up and down, that is thirteen steps
  nelson_5,            ///< two of three points in a row beyond 2 sigma on one side
  nelson_6,            ///< four of five points in a row beyond 1 sigma on one side
  nelson_7,            ///< fifteen points in a row within 1 sigma, above or below the center
  nelson_8,            ///< eight points in a row beyond 1 sigma, on either side
};

/// A rule as alarms show it.
struct RunRuleEntry {
  RunRule rule;
  std::string_view name;     ///< "western electric 2"
  std::string_view pattern;  ///< what was seen
  std::string_view meaning;  ///< what it points to
  std::uint8_t points;       ///< number of points that make the pattern
  std::uint8_t zone;         ///< the distance in standard deviations that counts; 0 for the center or none
};

/// Every rule, in the order of the enumeration.
std::span<const RunRuleEntry> run_rule_catalogue() noexcept;

/// The entry of a rule.
const RunRuleEntry& entry_of(RunRule rule) noexcept;

/// A set of rules.
class RunRuleSet {
 public:
  constexpr RunRuleSet() = default;
  constexpr RunRuleSet(std::initializer_list<RunRule> rules) {
    for (const RunRule rule : rules) bits_ |= bit(rule);
  }

  /// The four rules of Western Electric.
  static constexpr RunRuleSet western_electric() noexcept { return from_bits(0b0000'0000'1'1110); }
  /// The eight tests of Nelson.
  static constexpr RunRuleSet nelson() noexcept { return from_bits(0b1111'1111'0'0000); }

  /// The rules of these names: those of the catalogue, "western electric", "nelson". Throws ParameterError that lists
  /// the names there are.
  static RunRuleSet named(std::span<const std::string> names);

  [[nodiscard]] constexpr bool contains(RunRule rule) const noexcept { return (bits_ & bit(rule)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] std::vector<RunRule> rules() const;

  [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
  static constexpr RunRuleSet from_bits(std::uint32_t bits) noexcept {
    RunRuleSet set;
    set.bits_ = bits;
    return set;
  }

  friend constexpr bool operator==(RunRuleSet, RunRuleSet) = default;

 private:
  static constexpr std::uint32_t bit(RunRule rule) noexcept { return std::uint32_t{1} << static_cast<unsigned>(rule); }

  std::uint32_t bits_ = 0;
};

/// Watches the points of a chart one after another.
///
/// A pattern is reported at every point that completes it, so a run of ten on one side is reported by nelson_2 at the
/// ninth point and at the tenth. Patterns of "two of three" and "four of five" are complete at a point that is beyond
/// the zone itself. O(1) a point.
class RunRuleMonitor {
 public:
  /// `width` is the distance of the limits in standard deviations.
  explicit RunRuleMonitor(RunRuleSet rules, double width = 3.0) noexcept : rules_(rules), width_(width) {}

  /// The rules that hold at the next point, which lies `z` standard deviations above the center.
  [[nodiscard]] RunRuleSet next(double z) noexcept;

  /// Forgets the points so far, as where a point is missing or limits change.
  void restart() noexcept { *this = RunRuleMonitor(rules_, width_); }

 private:
  /// Whether each of the last points was so, the latest in the lowest bit.
  struct History {
    std::uint32_t bits = 0;

    void push(bool is_so) noexcept { bits = bits << 1 | (is_so ? 1U : 0U); }
    [[nodiscard]] bool last(unsigned points) const noexcept {
      const std::uint32_t mask = (std::uint32_t{1} << points) - 1;
      return (bits & mask) == mask;
    }
    [[nodiscard]] bool all_but_one_of(unsigned points) const noexcept;
  };

  [[nodiscard]] bool alternates() const noexcept;

  RunRuleSet rules_;
  double width_;
  std::array<History, 2> center_{}, one_{}, two_{}, steps_{};  // above and below
  History within_, beyond_;
  double previous_ = 0.0;
  bool started_ = false;
};

}  // namespace fealty::flow
