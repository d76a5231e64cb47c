#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/flow/control_chart.hpp"

namespace fealty::flow {

/// The four steps of quality control, in the order in which they are taken.
enum class CycleStep : std::uint8_t {
  orientation,  ///< choose what matters to the customer
  standard,     ///< say what is required of it
  control,      ///< watch whether it is met while the work is done
  evaluation,   ///< judge whether things have become better, and learn
};

/// A step of the cycle as it is shown.
struct CycleStepEntry {
  CycleStep step;
  std::string_view name;      ///< "orientation"
  std::string_view question;  ///< what the step answers
  std::string_view advice;    ///< what to do in it, and with what of the library
};

/// Every step, in order.
const std::vector<CycleStepEntry>& cycle_step_catalogue();

/// What was chosen to be controlled, and why.
struct Orientation {
  std::string step;    ///< the step of the service
  std::string reason;  ///< what makes it matter: its effect, what customers say
};

/// What is required of the step.
struct Standard {
  std::string requirement;        ///< as it is told to those who work by it
  bool higher_is_better = false;  ///< of the figure on the control chart; not for shares of unmet requirements
};

/// What a round has brought.
enum class ChangeVerdict : std::uint8_t {
  better,    ///< the interval of the change lies on the good side of 0
  worse,     ///< it lies on the bad side
  no_clear,  ///< it contains 0
};

/// The name of a verdict as it is shown: "better", "worse", "no clear change".
std::string_view name_of(ChangeVerdict verdict) noexcept;

/// What came of it.
struct Evaluation {
  Estimate before;                                  ///< of the figure that is controlled
  Estimate after;                                   ///< of the same figure, from other records
  Estimate change;                                  ///< after less before; see estimated_difference
  ChangeVerdict verdict = ChangeVerdict::no_clear;  ///< by the interval of the change
  std::string learned;                              ///< what is done differently from now on

  friend bool operator==(const Evaluation&, const Evaluation&) = default;
};

/// One time through the four steps, as far as it has gone.
struct CycleRound {
  std::optional<Orientation> orientation;
  std::optional<Standard> standard;
  std::optional<ControlChart> control;
  std::optional<Evaluation> evaluation;
};

/// Quality control as a cycle of four steps, each with its evidence: orientation, standard, control, evaluation.
///
/// A step can be taken only when the one before it has its evidence, and only once in a round; after the evaluation the
/// next round begins. Source: Feigenbaum (1991), "Total quality control", who names four steps: setting standards,
/// appraising conformance, acting when necessary, planning for improvement; orientation to the customer comes first.
class QualityCycle {
 public:
  /// A cycle over a subject, such as a service; its first round waits for orientation. Throws ParameterError if the
  /// subject is empty.
  explicit QualityCycle(std::string subject);

  /// What the cycle is about.
  [[nodiscard]] const std::string& subject() const noexcept { return subject_; }

  /// The rounds, the current one last.
  [[nodiscard]] const std::vector<CycleRound>& rounds() const noexcept { return rounds_; }

  /// The step that the current round waits for, or none when it is complete.
  [[nodiscard]] std::optional<CycleStep> waits_for() const noexcept;

  /// Chooses the step of the service to control, and says why. Throws ParameterError if it is not the turn of this
  /// step, or a text is empty.
  void orient(std::string step, std::string reason);

  /// Sets what is required of it. Throws ParameterError if it is not the turn of this step, or the text is empty.
  void set_standard(std::string requirement, bool higher_is_better = false);

  /// Watches it on a chart. Throws ParameterError if it is not the turn of this step.
  void control(ControlChart chart);

  /// Compares the figure before and after. Throws ParameterError if it is not the turn of this step, an estimate is not
  /// known or without interval, their levels differ, or nothing was learned.
  void evaluate(const Estimate& before, const Estimate& after, std::string learned);

  /// Begins the next round. Throws ParameterError unless the current one is complete.
  void next_round();

  /// One row per step of each round: round, step, state ("done", "now", "open") and the evidence in words.
  [[nodiscard]] Frame frame() const;

 private:
  friend struct io::Archived<QualityCycle>;

  CycleRound& require_turn(CycleStep step);

  std::string subject_;
  std::vector<CycleRound> rounds_{1};
};

/// By how much one independent estimate exceeds another.
///
/// The interval is built from the two intervals: lower = d - sqrt((a - lower of a)^2 + (upper of b - b)^2), and the
/// upper likewise. For shares with Wilson's intervals it is that of Newcombe (1998), "Interval estimation for the
/// difference between independent proportions", Statistics in Medicine 17, method 10; in general, that of Zou and
/// Donner (2008). Throws ParameterError if the levels differ.
Estimate estimated_difference(const Estimate& a, const Estimate& b);

}  // namespace fealty::flow
