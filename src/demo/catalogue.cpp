#include "catalogue.hpp"

#include <algorithm>

namespace fealty::demo {
namespace {

constexpr std::array<StepEntry, step_count> steps = {{
    {"booking",
     Post::adviser,
     0.96,
     1,
     4,
     "responsiveness.prompt_booking",
     5.4,
     4.5,
     "hard to book",
     {1, 2, 1, 3, 1, 2}},
    {"reception", Post::adviser, 0.94, 8, 12, "responsiveness.short_wait", 5.6, 5.5, "long wait", {2, 4, 2, 0.5, 1, 1}},
    {"inspection",
     Post::technician,
     0.95,
     6,
     20,
     "assurance.clear_diagnosis",
     5.5,
     5.2,
     "wrong diagnosis",
     {0.5, 1, 1, 1, 4, 3}},
    {"repair",
     Post::technician,
     0.93,
     10,
     80,
     "reliability.right_first_time",
     6.0,
     6.5,
     "faulty repair",
     {0.5, 2, 4, 0.5, 2, 1}},
    {"quality check",
     Post::technician,
     0.95,
     5,
     12,
     "reliability.careful_work",
     5.6,
     5.4,
     "careless work",
     {1, 3, 2, 0.5, 1, 1}},
    {"handover",
     Post::adviser,
     0.92,
     6,
     10,
     "tangibles.clean_car_on_time",
     5.6,
     5.0,
     "late handover",
     {2, 3, 2, 0.5, 1, 2}},
    {"payment",
     Post::adviser,
     0.96,
     4,
     6,
     "reliability.bill_as_agreed",
     5.8,
     6.0,
     "unexpected bill",
     {0.5, 0.5, 5, 1, 1, 3}},
    {"follow-up",
     Post::adviser,
     0.92,
     1,
     4,
     "empathy.asked_afterwards",
     4.8,
     3.8,
     "no follow-up",
     {2, 4, 0.5, 0.5, 2, 1}},
    {"test drive", Post::seller, 0.95, 5, 30, "tangibles.car_presented", 5.5, 4.8, "car not ready", {1, 3, 1, 3, 1, 1}},
    {"offer", Post::seller, 0.92, 4, 40, "assurance.honest_offer", 5.7, 6.0, "unclear offer", {0.5, 1, 4, 2, 1, 4}},
}};

std::vector<std::string> of_steps(std::string_view StepEntry::* field) {
  std::vector<std::string> names;
  for (const auto& step : steps) names.emplace_back(step.*field);
  return names;
}

}  // namespace

const StepEntry& entry_of(Step step) noexcept {
  return steps[static_cast<std::size_t>(step)];
}

std::optional<Step> find_step(std::string_view name) noexcept {
  const auto* found = std::find_if(steps.begin(), steps.end(), [&](const auto& step) { return step.name == name; });
  if (found == steps.end()) return std::nullopt;
  return static_cast<Step>(found - steps.begin());
}

const std::vector<std::string>& step_names() {
  static const auto names = of_steps(&StepEntry::name);
  return names;
}

const std::vector<std::string>& item_names() {
  static const auto names = of_steps(&StepEntry::item);
  return names;
}

const std::vector<std::string>& cause_names() {
  static const auto names = of_steps(&StepEntry::cause);
  return names;
}

const std::vector<std::string>& region_names() {
  static const std::vector<std::string> names = {"Pudong", "Minhang", "Xuhui", "Songjiang"};
  return names;
}

const std::vector<std::string>& role_names() {
  static const std::vector<std::string> names = {"client", "supplier", "partner", "staff", "manager"};
  return names;
}

const std::vector<std::string>& age_band_names() {
  static const std::vector<std::string> names = {"18-29", "30-39", "40-49", "50-59", "60+"};
  return names;
}

const std::vector<std::string>& car_model_names() {
  static const std::vector<std::string> names = {"Lark", "Heron", "Kite EV", "Crane"};
  return names;
}

const std::vector<std::string>& channel_names() {
  static const std::vector<std::string> names = {"face to face", "phone", "wechat", "app", "email"};
  return names;
}

const std::vector<std::string>& complainer_names() {
  static const std::vector<std::string> names = {"quality", "rational", "negotiator", "victim", "loyal"};
  return names;
}

const std::vector<std::string>& need_names() {
  static const std::vector<std::string> names = {"friendly", "valued",        "fair",
                                                 "options",  "understanding", "information"};
  return names;
}

const std::vector<std::string>& outcome_names() {
  static const std::vector<std::string> names = {"apology", "redone", "refund", "gift", "rejected"};
  return names;
}

const std::vector<std::string>& purchase_kind_names() {
  static const std::vector<std::string> names = {"car", "service", "parts", "accessories", "insurance"};
  return names;
}

}  // namespace fealty::demo
