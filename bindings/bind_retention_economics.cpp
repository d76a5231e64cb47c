#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "archive.hpp"
#include "compute.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/budget_split.hpp"
#include "fealty/loyalty/customer_economics.hpp"
#include "fealty/loyalty/purchase_multiple.hpp"
#include "fealty/loyalty/referral_value.hpp"
#include "fealty/loyalty/replacement_cost.hpp"

#include "docstrings.hpp"

namespace fealty::bindings {

namespace py = pybind11;
using namespace fealty::loyalty;
using py::literals::operator""_a;

namespace {

constexpr double usual_level_of_values = Estimate{}.level;

void bind_customer_economics(py::module_& m) {
  py::class_<RetentionEffect>(m, "RetentionEffect", DOC("fealty::loyalty::RetentionEffect"))
      .def_readonly("points", &RetentionEffect::points, DOC("fealty::loyalty::RetentionEffect::points"))
      .def_readonly("before", &RetentionEffect::before, DOC("fealty::loyalty::RetentionEffect::before"))
      .def_readonly("after", &RetentionEffect::after, DOC("fealty::loyalty::RetentionEffect::before"))
      .def_readonly("gain", &RetentionEffect::gain, DOC("fealty::loyalty::RetentionEffect::gain"))
      .def_readonly("relative", &RetentionEffect::relative, DOC("fealty::loyalty::RetentionEffect::relative"));
  using List = std::vector<Estimate>;
  py::class_<CustomerEconomics> cls(m, "CustomerEconomics", DOC("fealty::loyalty::CustomerEconomics"));
  def_archive(cls);
  cls.def(py::init([](const List& base_profit, const Estimate& growth, const List& cost_saving, const List& referrals,
                      const List& price_premium, const List& retention_cost, const Estimate& acquisition_cost,
                      const Retention& retention, const Estimate& discount, std::uint32_t years, double level) {
            return CustomerEconomics(
                {base_profit, growth, cost_saving, referrals, price_premium, retention_cost, acquisition_cost},
                retention, {discount, years, level});
          }),
          py::kw_only(), "base_profit"_a, "growth"_a, "cost_saving"_a, "referrals"_a, "price_premium"_a,
          "retention_cost"_a, "acquisition_cost"_a, "retention"_a, "discount"_a, "years"_a, "level"_a,
          DOC("fealty::loyalty::CustomerEconomics::CustomerEconomics"))
      .def("__len__", [](const CustomerEconomics& self) { return self.years().size(); })
      .def_property_readonly("level", [](const CustomerEconomics& self) { return self.options().level; })
      .def_property_readonly("discount", [](const CustomerEconomics& self) { return self.options().discount; })
      .def_property_readonly("value", &CustomerEconomics::value, DOC("fealty::loyalty::CustomerEconomics::value"))
      .def("break_even", &CustomerEconomics::break_even, DOC("fealty::loyalty::CustomerEconomics::break_even"))
      .def("value_after", &CustomerEconomics::value_after, "renewals"_a,
           DOC("fealty::loyalty::CustomerEconomics::value_after"))
      .def("new_for_one_lost", &CustomerEconomics::new_for_one_lost, "renewals"_a,
           DOC("fealty::loyalty::CustomerEconomics::new_for_one_lost"))
      .def("raising_retention", &CustomerEconomics::raising_retention, "points"_a = 0.05,
           DOC("fealty::loyalty::CustomerEconomics::raising_retention"))
      .def("frame", &CustomerEconomics::frame, DOC("fealty::loyalty::CustomerEconomics::frame"));
}

void bind_costs(py::module_& m) {
  py::class_<ReplacementCost> cost_class(m, "ReplacementCost", DOC("fealty::loyalty::ReplacementCost"));
  def_archive(cost_class);
  cost_class
      .def_readonly("acquisition", &ReplacementCost::acquisition, DOC("fealty::loyalty::ReplacementCost::acquisition"))
      .def_readonly("replacement", &ReplacementCost::replacement, DOC("fealty::loyalty::ReplacementCost::replacement"))
      .def_readonly("break_even_spend", &ReplacementCost::break_even_spend,
                    DOC("fealty::loyalty::ReplacementCost::break_even_spend"));
  m.def("replacement_cost", &replacement_cost, "retention_cost"_a, "ratio"_a, "new_for_one_lost"_a,
        "level"_a = usual_level_of_values, DOC("fealty::loyalty::replacement_cost"));
  py::class_<ReferralValue> referral_class(m, "ReferralValue", DOC("fealty::loyalty::ReferralValue"));
  def_archive(referral_class);
  referral_class.def_readonly("customers", &ReferralValue::customers, DOC("fealty::loyalty::ReferralValue::customers"))
      .def_readonly("value", &ReferralValue::value, DOC("fealty::loyalty::ReferralValue::value"))
      .def_readonly("chain", &ReferralValue::chain, DOC("fealty::loyalty::ReferralValue::chain"));
  m.def("referral_value", &referral_value, "word"_a, "conversion"_a, "customer_value"_a,
        "level"_a = usual_level_of_values, DOC("fealty::loyalty::referral_value"));
  m.def("blended_acquisition_cost", &blended_acquisition_cost, "acquisition_cost"_a, "referred_share"_a,
        "level"_a = usual_level_of_values, DOC("fealty::loyalty::blended_acquisition_cost"));
  m.def(
      "purchase_multiple",
      [](const Column& loyal, const Column& others, double level) {
        const Values<double> a = as_doubles(loyal, "loyal"), b = as_doubles(others, "others");
        return purchase_multiple(a, b, level);
      },
      "loyal"_a, "others"_a, "level"_a = usual_level_of_values, DOC("fealty::loyalty::purchase_multiple"));
}

void bind_split(py::module_& m) {
  py::class_<ResponseCurve> curve_class(m, "ResponseCurve", DOC("fealty::loyalty::ResponseCurve"));
  def_archive(curve_class);
  curve_class
      .def(py::init([](const Estimate& ceiling, const Estimate& rate) {
             const ResponseCurve curve{ceiling, rate};
             curve.validate("the curve");
             return curve;
           }),
           "ceiling"_a, "rate"_a, DOC("fealty::loyalty::ResponseCurve::validate"))
      .def_static("through", &ResponseCurve::through, "spend"_a, "share"_a, "ceiling"_a,
                  "level"_a = usual_level_of_values, DOC("fealty::loyalty::ResponseCurve::through"))
      .def_readonly("ceiling", &ResponseCurve::ceiling, DOC("fealty::loyalty::ResponseCurve::ceiling"))
      .def_readonly("rate", &ResponseCurve::rate, DOC("fealty::loyalty::ResponseCurve::rate"))
      .def("__repr__",
           [](const ResponseCurve& curve) {
             return py::str("ResponseCurve(ceiling={:.4g}, rate={:.4g})").format(curve.ceiling.value, curve.rate.value);
           })
      .def("__eq__", [](const ResponseCurve& a, const ResponseCurve& b) { return a == b; });
  py::class_<BudgetSplit> cls(m, "BudgetSplit", DOC("fealty::loyalty::BudgetSplit"));
  def_archive(cls);
  cls.def_property_readonly("kind", [](const BudgetSplit& self) { return name_of(self.kind); })
      .def_property_readonly("budget", [](const BudgetSplit& self) { return self.problem.budget; })
      .def_property_readonly("level", [](const BudgetSplit& self) { return self.problem.level; })
      .def_readonly("per_prospect", &BudgetSplit::per_prospect, DOC("fealty::loyalty::BudgetSplit::per_prospect"))
      .def_readonly("per_customer", &BudgetSplit::per_customer, DOC("fealty::loyalty::BudgetSplit::per_prospect"))
      .def_readonly("winning", &BudgetSplit::winning, DOC("fealty::loyalty::BudgetSplit::winning"))
      .def_readonly("keeping", &BudgetSplit::keeping, DOC("fealty::loyalty::BudgetSplit::winning"))
      .def_readonly("won_share", &BudgetSplit::won_share, DOC("fealty::loyalty::BudgetSplit::won_share"))
      .def_readonly("kept_share", &BudgetSplit::kept_share, DOC("fealty::loyalty::BudgetSplit::won_share"))
      .def_readonly("value_of_new", &BudgetSplit::value_of_new, DOC("fealty::loyalty::BudgetSplit::value_of_new"))
      .def_readonly("equity", &BudgetSplit::equity, DOC("fealty::loyalty::BudgetSplit::equity"))
      .def_readonly("marginal_winning", &BudgetSplit::marginal_winning,
                    DOC("fealty::loyalty::BudgetSplit::marginal_winning"))
      .def_readonly("marginal_keeping", &BudgetSplit::marginal_keeping,
                    DOC("fealty::loyalty::BudgetSplit::marginal_keeping"))
      .def(
          "equity_of",
          [](const BudgetSplit& self, double per_prospect, double per_customer) {
            return customer_equity(self.problem, per_prospect, per_customer);
          },
          "per_prospect"_a, "per_customer"_a, DOC("fealty::loyalty::customer_equity"))
      .def("frame", &BudgetSplit::frame, DOC("fealty::loyalty::BudgetSplit::frame"))
      .def("curve", &BudgetSplit::curve, "steps"_a = 100, DOC("fealty::loyalty::BudgetSplit::curve"));
  m.def(
      "budget_split",
      [](std::optional<double> budget, double prospects, double customers, const Estimate& margin,
         const Estimate& discount, const ResponseCurve& winning, const ResponseCurve& keeping, double level) {
        return budget_split({prospects, customers, margin, discount, winning, keeping, budget, level});
      },
      py::kw_only(), "budget"_a, "prospects"_a, "customers"_a, "margin"_a, "discount"_a, "winning"_a, "keeping"_a,
      "level"_a, DOC("fealty::loyalty::budget_split"));
}

}  // namespace

void bind_retention_economics(py::module_& m) {
  bind_customer_economics(m);
  bind_costs(m);
  bind_split(m);
}

}  // namespace fealty::bindings
