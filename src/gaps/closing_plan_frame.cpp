#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "../core/estimate_columns.hpp"
#include "fealty/gaps/closing_plan.hpp"

/// The tables of a plan.
namespace fealty::gaps {
namespace {

/// A column of a figure of every row.
template <class Rows, class Figure>
auto column(const Rows& rows, Figure&& figure) {
  std::vector<std::decay_t<decltype(figure(rows.front()))>> values;
  values.reserve(rows.size());
  for (const auto& row : rows) values.push_back(figure(row));
  return values;
}

template <class Rows, class Member>
void add_estimates(Frame& frame, const std::string& name, const Rows& rows, Member member) {
  EstimateColumns columns;
  for (const auto& row : rows) columns.push(row.*member);
  columns.add_to(frame, name);
}

}  // namespace

Frame ClosingPlan::frame() const {
  Frame frame({{"lever", column(levers, [](const PlannedLever& l) { return l.name; })},
               {"item", column(levers, [](const PlannedLever& l) { return l.item; })},
               {"kind", column(levers, [](const PlannedLever& l) { return std::string(to_string(l.kind)); })},
               {"chosen", column(levers, [](const PlannedLever& l) { return l.level > 0; })},
               {"level", column(levers, [](const PlannedLever& l) { return l.level; })},
               {"cost", column(levers, [](const PlannedLever& l) { return l.cost; })},
               {"effect", column(levers, [](const PlannedLever& l) { return l.effect; })}});
  add_estimates(frame, "value", levers, &PlannedLever::value);
  frame.add("share_of_draws", column(levers, [](const PlannedLever& l) { return l.share_of_draws; }));
  return frame;
}

Frame ClosingPlan::items_frame() const {
  Frame frame({{"item", column(items, [](const PlannedItem& i) { return i.name; })},
               {"importance", column(items, [](const PlannedItem& i) { return i.importance; })}});
  add_estimates(frame, "gap", items, &PlannedItem::gap);
  add_estimates(frame, "gap_after", items, &PlannedItem::gap_after);
  add_estimates(frame, "value", items, &PlannedItem::value);
  add_estimates(frame, "open", items, &PlannedItem::open);
  const auto add = [&](const char* name, double PlannedItem::* member) {
    frame.add(name, column(items, [member](const PlannedItem& i) { return i.*member; }));
  };
  add("expectation", &PlannedItem::expectation);
  add("expectation_after", &PlannedItem::expectation_after);
  add("experience", &PlannedItem::experience);
  add("experience_after", &PlannedItem::experience_after);
  add("tolerance_after", &PlannedItem::tolerance_after);
  add("spread_after", &PlannedItem::spread_after);
  add("floor", &PlannedItem::floor);
  frame.add("below_floor", column(items, [](const PlannedItem& i) { return i.below_floor; }));
  return frame;
}

Frame ClosingPlan::curve_frame() const {
  Frame frame({{"share", column(curve, [](const BudgetStep& s) { return s.share; })},
               {"budget", column(curve, [](const BudgetStep& s) { return s.budget; })},
               {"cost", column(curve, [](const BudgetStep& s) { return s.cost; })}});
  add_estimates(frame, "value", curve, &BudgetStep::value);
  frame.add("gain", column(curve, [](const BudgetStep& s) { return s.gain; }));
  frame.add("changes", column(curve, [](const BudgetStep& s) { return s.changes; }));
  return frame;
}

Frame ClosingPlan::closing_frame() const {
  return Frame({{"item", column(items, [](const PlannedItem& i) { return i.name; })},
                {"gap", column(items, [](const PlannedItem& i) { return i.gap.value; })},
                {"closing_cost", column(items, [](const PlannedItem& i) { return i.closing_cost; })},
                {"closing_levers", column(items, [](const PlannedItem& i) { return i.closing_levers; })}});
}

Frame ClosingPlan::warnings_frame() const {
  return Frame({{"kind", column(warnings, [](const PlanWarning& w) { return w.kind; })},
                {"subject", column(warnings, [](const PlanWarning& w) { return w.subject; })},
                {"message", column(warnings, [](const PlanWarning& w) { return w.message; })}});
}

}  // namespace fealty::gaps
