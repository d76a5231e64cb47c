#include "fealty/flow/quality_cycle.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"

namespace fealty::flow {
namespace {

constexpr std::size_t steps_in_round = 4;

bool has_evidence(const CycleRound& round, CycleStep step) noexcept {
  switch (step) {
    case CycleStep::orientation:
      return round.orientation.has_value();
    case CycleStep::standard:
      return round.standard.has_value();
    case CycleStep::control:
      return round.control.has_value();
    default:
      return round.evaluation.has_value();
  }
}

const CycleStepEntry& entry_of(CycleStep step) {
  return cycle_step_catalogue()[static_cast<std::size_t>(step)];
}

void require_text(const std::string& text, std::string_view what) {
  if (text.find_first_not_of(" \t\r\n") != std::string::npos) return;
  throw ParameterError(code::missing_parameter, fmt::format("{} is empty, but is needed as evidence", what));
}

std::string words_of(const ControlChart& chart) {
  const ControlPhase& last = chart.phases.back();
  return fmt::format("{} chart of {} points, center {:.4g}, {} alarm{}", name_of(chart.kind), chart.size(),
                     last.center.value, chart.alarms.size(), chart.alarms.size() == 1 ? "" : "s");
}

std::string words_of(const CycleRound& round, CycleStep step) {
  if (!has_evidence(round, step)) return std::string(entry_of(step).advice);
  switch (step) {
    case CycleStep::orientation:
      return fmt::format("{}: {}", round.orientation->step, round.orientation->reason);
    case CycleStep::standard:
      return round.standard->requirement;
    case CycleStep::control:
      return words_of(*round.control);
    default:
      return fmt::format("{}: {} before, {} after, change {}; {}", name_of(round.evaluation->verdict),
                         to_string(round.evaluation->before), to_string(round.evaluation->after),
                         to_string(round.evaluation->change), round.evaluation->learned);
  }
}

ChangeVerdict judge(const Estimate& change, bool higher_is_better) noexcept {
  if (change.lower > 0) return higher_is_better ? ChangeVerdict::better : ChangeVerdict::worse;
  if (change.upper < 0) return higher_is_better ? ChangeVerdict::worse : ChangeVerdict::better;
  return ChangeVerdict::no_clear;
}

void require_interval(const Estimate& estimate, std::string_view name) {
  if (std::isfinite(estimate.value) && std::isfinite(estimate.lower) && std::isfinite(estimate.upper)) return;
  throw ParameterError(code::out_of_domain,
                       fmt::format("{} is {}, but must be known with its interval", name, to_string(estimate)));
}

}  // namespace

const std::vector<CycleStepEntry>& cycle_step_catalogue() {
  static const std::vector<CycleStepEntry> entries = {
      {CycleStep::orientation, "orientation", "What matters to the customer?",
       "choose the step that costs most loyalty, such as the first moment of truth, and say why"},
      {CycleStep::standard, "standard", "What is required of it?",
       "set a requirement with a number, a share, an owner and the need that it serves"},
      {CycleStep::control, "control", "Is it met while the work is done?",
       "put the share of unmet requirements on a control chart and look into every alarm"},
      {CycleStep::evaluation, "evaluation", "Has it become better?",
       "compare the share before and after with its interval, and say what was learned"},
  };
  return entries;
}

std::string_view name_of(ChangeVerdict verdict) noexcept {
  constexpr std::string_view names[] = {"better", "worse", "no clear change"};
  return names[static_cast<std::size_t>(verdict)];
}

QualityCycle::QualityCycle(std::string subject) : subject_(std::move(subject)) {
  require_text(subject_, "the subject of the cycle");
}

std::optional<CycleStep> QualityCycle::waits_for() const noexcept {
  for (std::size_t i = 0; i < steps_in_round; ++i) {
    const auto step = static_cast<CycleStep>(i);
    if (!has_evidence(rounds_.back(), step)) return step;
  }
  return std::nullopt;
}

CycleRound& QualityCycle::require_turn(CycleStep step) {
  const auto turn = waits_for();
  if (turn == step) return rounds_.back();
  const std::string_view name = entry_of(step).name;
  if (!turn) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("round {} is complete; begin the next round before its {}", rounds_.size(), name));
  }
  if (step < *turn) {
    throw ParameterError(code::out_of_domain, fmt::format("the {} of round {} is done; it is the turn of the {}", name,
                                                          rounds_.size(), entry_of(*turn).name));
  }
  throw ParameterError(code::missing_parameter, fmt::format("the {} cannot come before the {}: {}", name,
                                                            entry_of(*turn).name, entry_of(*turn).advice));
}

void QualityCycle::orient(std::string step, std::string reason) {
  CycleRound& round = require_turn(CycleStep::orientation);
  require_text(step, "the step to control");
  require_text(reason, "the reason why it matters");
  round.orientation = {std::move(step), std::move(reason)};
}

void QualityCycle::set_standard(std::string requirement, bool higher_is_better) {
  CycleRound& round = require_turn(CycleStep::standard);
  require_text(requirement, "the requirement");
  round.standard = {std::move(requirement), higher_is_better};
}

void QualityCycle::control(ControlChart chart) {
  CycleRound& round = require_turn(CycleStep::control);
  if (chart.size() == 0) throw ParameterError(code::out_of_domain, "the control chart has no points");
  round.control = std::move(chart);
}

void QualityCycle::evaluate(const Estimate& before, const Estimate& after, std::string learned) {
  CycleRound& round = require_turn(CycleStep::evaluation);
  require_interval(before, "before");
  require_interval(after, "after");
  require_text(learned, "what was learned");
  const Estimate change = estimated_difference(after, before);
  round.evaluation = {before, after, change, judge(change, round.standard->higher_is_better), std::move(learned)};
}

void QualityCycle::next_round() {
  if (const auto turn = waits_for()) {
    throw ParameterError(code::missing_parameter,
                         fmt::format("round {} is not complete, it waits for its {}: {}", rounds_.size(),
                                     entry_of(*turn).name, entry_of(*turn).advice));
  }
  rounds_.emplace_back();
}

Frame QualityCycle::frame() const {
  std::vector<std::int64_t> round_numbers;
  std::vector<std::string> steps, states, evidence;
  for (std::size_t i = 0; i < rounds_.size(); ++i) {
    bool now = true;
    for (const CycleStepEntry& entry : cycle_step_catalogue()) {
      const bool done = has_evidence(rounds_[i], entry.step);
      round_numbers.push_back(static_cast<std::int64_t>(i) + 1);
      steps.emplace_back(entry.name);
      states.emplace_back(done ? "done" : now ? "now" : "open");
      evidence.push_back(words_of(rounds_[i], entry.step));
      now = now && done;
    }
  }
  return Frame({{"round", round_numbers}, {"step", steps}, {"state", states}, {"evidence", evidence}});
}

Estimate estimated_difference(const Estimate& a, const Estimate& b) {
  if (a.level != b.level) {
    throw ParameterError(code::out_of_domain, fmt::format("the estimates have the levels {:g} and {:g}, but a "
                                                          "difference needs the same",
                                                          a.level, b.level));
  }
  const double value = a.value - b.value;
  return {value, std::hypot(a.standard_error, b.standard_error),
          value - std::hypot(a.value - a.lower, b.upper - b.value),
          value + std::hypot(a.upper - a.value, b.value - b.lower), a.level};
}

}  // namespace fealty::flow
