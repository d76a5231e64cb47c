#include <pybind11/pybind11.h>

namespace fealty::bindings {

void bind_core(pybind11::module_& m);
void bind_columns(pybind11::module_& m);
void bind_mathematics(pybind11::module_& m);
void bind_book(pybind11::module_& m);
void bind_customers(pybind11::module_& m);
void bind_demo(pybind11::module_& m);
void bind_xes(pybind11::module_& m);
void bind_event_log(pybind11::module_& m);
void bind_service_flow(pybind11::module_& m);
void bind_audit(pybind11::module_& m);
void bind_calendar(pybind11::module_& m);
void bind_expectation_filter(pybind11::module_& m);
void bind_figures(pybind11::module_& m);
void bind_control(pybind11::module_& m);
void bind_attribution(pybind11::module_& m);
void bind_gap_analysis(pybind11::module_& m);
void bind_kano(pybind11::module_& m);
void bind_business_definition(pybind11::module_& m);
void bind_gap_records(pybind11::module_& m);
void bind_pooling(pybind11::module_& m);
void bind_satisfaction(pybind11::module_& m);
void bind_trust(pybind11::module_& m);
void bind_drivers(pybind11::module_& m);
void bind_moments(pybind11::module_& m);
void bind_reliability(pybind11::module_& m);
void bind_closing_plan(pybind11::module_& m);
void bind_pyramid(pybind11::module_& m);
void bind_causes(pybind11::module_& m);
void bind_classifier(pybind11::module_& m);
void bind_text(pybind11::module_& m);
void bind_taxonomy(pybind11::module_& m);
void bind_triage(pybind11::module_& m);
void bind_loyalty_summaries(pybind11::module_& m);
void bind_loyalty_checks(pybind11::module_& m);
void bind_loyalty_models(pybind11::module_& m);
void bind_regular_purchases(pybind11::module_& m);
void bind_varying_covariates(pybind11::module_& m);
void bind_posterior(pybind11::module_& m);
void bind_lifetime_value(pybind11::module_& m);
void bind_word_of_mouth(pybind11::module_& m);
void bind_retention_economics(pybind11::module_& m);

}  // namespace fealty::bindings

PYBIND11_MODULE(_core, m) {
  using namespace fealty::bindings;
  m.doc() = "The compiled half of fealty; use it through the package fealty.";
  bind_core(m);
  bind_columns(m);
  bind_mathematics(m);
  bind_book(m);
  bind_customers(m);
  bind_demo(m);
  bind_xes(m);
  bind_event_log(m);
  bind_service_flow(m);
  bind_audit(m);
  bind_calendar(m);
  bind_expectation_filter(m);
  bind_figures(m);
  bind_control(m);
  bind_attribution(m);
  bind_gap_analysis(m);
  bind_kano(m);
  bind_business_definition(m);
  bind_satisfaction(m);
  bind_gap_records(m);
  bind_pooling(m);
  bind_trust(m);
  bind_drivers(m);
  bind_moments(m);
  bind_reliability(m);
  bind_closing_plan(m);
  bind_pyramid(m);
  bind_causes(m);
  bind_text(m);
  bind_taxonomy(m);
  bind_triage(m);
  bind_classifier(m);
  bind_loyalty_summaries(m);
  bind_loyalty_models(m);
  bind_regular_purchases(m);
  bind_varying_covariates(m);
  bind_posterior(m);
  bind_lifetime_value(m);
  bind_loyalty_checks(m);
  bind_word_of_mouth(m);
  bind_retention_economics(m);
}
