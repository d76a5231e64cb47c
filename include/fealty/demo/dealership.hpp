#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::demo {

/// The value of an option or of a parameter of the truth.
using Setting = std::variant<std::int64_t, double, std::string>;

/// Names and values, in a fixed order.
using Settings = std::vector<std::pair<std::string, Setting>>;

/// What a dealership's records are made of: the size of the records and every parameter of the truth behind them.
///
/// Effects are in log-odds unless said otherwise, gaps in points of the seven-point scale, rates in events per year of
/// 365 days, money in one currency. With `established`, `test_drive`, `base_leaving_odds`, `rate_effect` and
/// `spend_effect` at 0, the purchases are those of the Pareto/NBD model (Schmittlein, Morrison and Colombo, 1987) with
/// gamma-gamma spending (Fader and Hardie, 2013), in the time that the dealership is open and up to the hours that a
/// visit takes.
struct DealershipOptions {
  std::uint64_t customers = 2000;  ///< number of clients; staff, managers, suppliers and partners come besides
  std::uint64_t seed = 1;          ///< names the dealership: the same options and seed give the same records

  /// First day of the records.
  std::chrono::year_month_day start{std::chrono::year{2025}, std::chrono::July, std::chrono::day{1}};

  std::uint64_t days = 365;       ///< length of the records in days
  double utc_offset_hours = 8.0;  ///< local time less UTC; there is no daylight saving time
  double chinese = 0.5;           ///< share of customers who complain in Chinese, the others in English
  double problems = 0.002;        ///< share of rows that are made bad records; 0 gives clean tables

  std::uint64_t staff_per_branch = 6;     ///< in each of the four branches
  double weak_staff = 0.15;               ///< share of staff who are less skilled
  double weak_staff_effect = 1.0;         ///< what they lose in the odds of meeting a requirement
  std::string weak_region = "Songjiang";  ///< the branch that is weaker: Pudong, Minhang, Xuhui or Songjiang
  double weak_region_effect = 0.5;        ///< what it loses in the odds of meeting a requirement

  double established = 0.6;                      ///< share of customers who joined before the first day
  double test_drive = 0.4;                       ///< share of new customers who begin with a test drive
  double car_buying = 0.35;                      ///< chance that a test drive without a gap ends in buying the car
  double walk_in = 0.15;                         ///< share of service visits without booking
  double rework = 0.5;                           ///< share of failed repairs that a good quality check sends back
  double load_effect = 1.2;                      ///< log waiting time, from an empty hour to the fullest
  double wait_effect = 0.4;                      ///< odds of meeting a requirement lost per unit of log waiting time
  double met_unknown = 0.04;                     ///< share of touches for which `met` was not recorded
  std::string deteriorating_step = "reception";  ///< the step that gets worse on the day of deterioration
  std::uint64_t deterioration_day = 92;          ///< day, counted from the first as 0, from which on it is worse
  double deterioration_effect = 1.5;             ///< what it then loses in the odds of being met

  double survey_response = 0.6;       ///< share of visits after which the ratings are given
  double failure_effect = 2.5;        ///< points of experience that a failed step costs its item
  double rating_noise = 0.6;          ///< standard deviation of an experience, in points
  double expectation_spread = 0.5;    ///< standard deviation of customers' expectations, in points
  double expectation_learning = 0.1;  ///< share of a gap by which the expectation of the next visit moves

  double base_complaint = -3.7;       ///< log-odds of a complaint after a visit without negative gap
  double complaint_gap_effect = 1.0;  ///< per point of the visit's worst negative gap
  double acknowledgment_hours = 5.0;  ///< median time from a complaint to its acknowledgment
  double ownership_hours = 10.0;      ///< median time from there until somebody owns the case
  double resolution_days = 6.0;       ///< median time from there until the case is resolved
  double never_resolved = 0.12;       ///< share of cases that are never resolved

  std::string moment_of_truth = "handover";  ///< the step whose failure drives customers away
  double base_leaving_odds = 0.02;  ///< odds of leaving after a faultless visit; 0: no visit drives anybody away
  double moment_effect = 2.5;       ///< added when the moment of truth failed
  double leaving_gap_effect = 0.5;  ///< per point of the visit's mean negative gap
  double unresolved_effect = 1.2;   ///< added when a complaint was not resolved within 30 days
  double recovery_effect = 0.7;     ///< taken off when a complaint was resolved to the customer's satisfaction

  double purchase_shape = 2.5;  ///< shape r of the gamma distribution of purchase rates
  double purchase_rate = 8.0;   ///< mean of the purchase rates, per year
  double dropout_shape = 1.5;   ///< shape s of the gamma distribution of dropout rates for no reason in the records
  double dropout_rate = 0.15;   ///< mean of these dropout rates, per year
  double service_share = 0.2;   ///< share of purchases that are service visits
  double spend_shape = 6.0;     ///< shape p of a customer's amounts
  double spend_customer_shape = 4.0;  ///< shape q of the gamma distribution of customers' inverse scales; above 1
  double spend_mean = 900.0;          ///< mean amount
  double mood_memory = 0.5;   ///< share of a customer's mood, a running mean of his gaps, that a visit leaves as it is
  double rate_effect = 0.25;  ///< fall of the log purchase rate per point of negative mood
  double spend_effect = 0.1;  ///< fall of the log amount per point of negative mood

  /// Sets the option of that name. The first day is a text, "2025-07-01".
  ///
  /// Throws ParameterError for an unknown name, naming those there are, and for a value of the wrong type.
  void set(std::string_view name, const Setting& value);

  /// Every option and its value.
  [[nodiscard]] Settings all() const;

  /// Throws ParameterError, naming the option, if a value is outside its domain.
  void check() const;
};

/// A car dealer's records, and the truth that they were made from.
///
/// All times are UTC, in whole seconds; the dealership is open from 8 to 18 local time, Monday to Saturday. The rows of
/// a customer stand together, visits in the order of arrival; tables are ordered by customer.
struct Dealership {
  Frame customers;   ///< customer_id, role, joined_at, name, region, age_band, car_model, phone
  Frame touches;     ///< visit_id, step, at, customer_id, ended_at, channel, staff_id, met
  Frame ratings;     ///< customer_id, item, expectation, experience, importance, adequate, at, step, visit_id
  Frame complaints;  ///< case_id, opened_at, customer_id, text, channel, acknowledged_at, owned_at, resolved_at,
                     ///< outcome, compensation, satisfied, cause, type, need
  Frame purchases;   ///< customer_id, at, amount, kind

  /// One row per client: customer_id; buyer (false for a prospect who bought nothing and left); purchase_rate and
  /// dropout_rate per year and mean_spend, as drawn for the customer; visits and moment_failures (visits at which the
  /// moment of truth failed); dropped_out_at (missing for who is still alive at the end); left_because (natural, visit,
  /// no car).
  Frame truth;

  /// The options and what follows from them: for every step `step.NAME.met`, the share met without queue, weakness and
  /// deterioration, and `step.NAME.cause`, the label of complaints about it; `staff.ID.effect` in log-odds; the
  /// parameters of the Pareto/NBD (`pareto_nbd.r`, `.alpha`, `.s`, `.beta`, time in days) and of the gamma-gamma model
  /// (`gamma_gamma.p`, `.q`, `.gamma`); `deterioration_at` and `end` as texts.
  Settings parameters;
};

/// Makes the records of a car dealer in which steps, gaps, complaints and purchases follow from one another.
///
/// Customers arrive and visit; the load of the hour makes them wait; waiting, the staff's skill, the branch and the day
/// decide whether a step's requirement is met; the items of the survey follow the steps; expectations follow past
/// experience; negative gaps raise complaints; failures, gaps and unresolved complaints make customers leave or buy
/// less. Every parameter is in the options and comes back with the records.
///
/// A customer's records do not depend on the number of customers, nor on the number of threads. Bad records, where
/// asked for, are duplicate rows, missing ids, ids spelled "NA", ends before starts and negative amounts. Throws
/// ParameterError as DealershipOptions::check does.
Dealership dealership(const DealershipOptions& options = {});

}  // namespace fealty::demo
