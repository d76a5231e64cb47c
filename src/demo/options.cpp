#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "catalogue.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/time.hpp"
#include "fealty/demo/dealership.hpp"

namespace fealty::demo {
namespace {

using Options = DealershipOptions;
using Date = std::chrono::year_month_day;
using Field = std::variant<std::uint64_t Options::*, double Options::*, std::string Options::*, Date Options::*>;

struct OptionEntry {
  std::string_view name;
  Field field;
  double lowest = 0;  // of numbers
  double highest = 1;
};

constexpr double greatest_seed = 0x1p63;
constexpr double tiny = 1e-9;
constexpr double great = 1000;

const std::array entries = {
    OptionEntry{"customers", &Options::customers, 1, 1e9},
    OptionEntry{"seed", &Options::seed, 0, greatest_seed},
    OptionEntry{"start", &Options::start, 1900, 2190},  // years
    OptionEntry{"days", &Options::days, 1, 36500},
    OptionEntry{"utc_offset_hours", &Options::utc_offset_hours, -14, 14},
    OptionEntry{"chinese", &Options::chinese},
    OptionEntry{"problems", &Options::problems},
    OptionEntry{"staff_per_branch", &Options::staff_per_branch, 3, great},
    OptionEntry{"weak_staff", &Options::weak_staff},
    OptionEntry{"weak_staff_effect", &Options::weak_staff_effect, 0, great},
    OptionEntry{"weak_region", &Options::weak_region},
    OptionEntry{"weak_region_effect", &Options::weak_region_effect, 0, great},
    OptionEntry{"established", &Options::established},
    OptionEntry{"test_drive", &Options::test_drive},
    OptionEntry{"car_buying", &Options::car_buying},
    OptionEntry{"walk_in", &Options::walk_in},
    OptionEntry{"rework", &Options::rework},
    OptionEntry{"load_effect", &Options::load_effect, 0, great},
    OptionEntry{"wait_effect", &Options::wait_effect, 0, great},
    OptionEntry{"met_unknown", &Options::met_unknown},
    OptionEntry{"deteriorating_step", &Options::deteriorating_step},
    OptionEntry{"deterioration_day", &Options::deterioration_day, 0, 36500},
    OptionEntry{"deterioration_effect", &Options::deterioration_effect, 0, great},
    OptionEntry{"survey_response", &Options::survey_response},
    OptionEntry{"failure_effect", &Options::failure_effect, 0, great},
    OptionEntry{"rating_noise", &Options::rating_noise, 0, great},
    OptionEntry{"expectation_spread", &Options::expectation_spread, 0, great},
    OptionEntry{"expectation_learning", &Options::expectation_learning},
    OptionEntry{"base_complaint", &Options::base_complaint, -great, great},
    OptionEntry{"complaint_gap_effect", &Options::complaint_gap_effect, 0, great},
    OptionEntry{"acknowledgment_hours", &Options::acknowledgment_hours, tiny, 24 * great},
    OptionEntry{"ownership_hours", &Options::ownership_hours, tiny, 24 * great},
    OptionEntry{"resolution_days", &Options::resolution_days, tiny, great},
    OptionEntry{"never_resolved", &Options::never_resolved},
    OptionEntry{"moment_of_truth", &Options::moment_of_truth},
    OptionEntry{"base_leaving_odds", &Options::base_leaving_odds, 0, great},
    OptionEntry{"moment_effect", &Options::moment_effect, 0, great},
    OptionEntry{"leaving_gap_effect", &Options::leaving_gap_effect, 0, great},
    OptionEntry{"unresolved_effect", &Options::unresolved_effect, 0, great},
    OptionEntry{"recovery_effect", &Options::recovery_effect, 0, great},
    OptionEntry{"purchase_shape", &Options::purchase_shape, 0.01, great},
    OptionEntry{"purchase_rate", &Options::purchase_rate, tiny, great},
    OptionEntry{"dropout_shape", &Options::dropout_shape, 0.01, great},
    OptionEntry{"dropout_rate", &Options::dropout_rate, tiny, great},
    OptionEntry{"service_share", &Options::service_share},
    OptionEntry{"spend_shape", &Options::spend_shape, 0.01, great},
    OptionEntry{"spend_customer_shape", &Options::spend_customer_shape, 1.01, great},
    OptionEntry{"spend_mean", &Options::spend_mean, 0.01, 1e9},
    OptionEntry{"mood_memory", &Options::mood_memory},
    OptionEntry{"rate_effect", &Options::rate_effect, 0, great},
    OptionEntry{"spend_effect", &Options::spend_effect, 0, great},
};

std::string listed(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

const OptionEntry& find_entry(std::string_view name) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.name == name; });
  if (found != entries.end()) return *found;
  std::vector<std::string> names;
  for (const auto& entry : entries) names.emplace_back(entry.name);
  throw ParameterError(code::unknown_name,
                       fmt::format("there is no option {}; the options are {}", name, listed(names)));
}

[[noreturn]] void refuse(std::string_view name, std::string_view rule) {
  throw ParameterError(code::out_of_domain, fmt::format("{} {}", name, rule));
}

double number_of(std::string_view name, const Setting& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  refuse(name, "must be a number");
}

const std::string& text_of(std::string_view name, const Setting& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  refuse(name, "must be a text");
}

void require_between(const OptionEntry& entry, double value) {
  require(value >= entry.lowest && value <= entry.highest, entry.name, value,
          fmt::format("must be from {} to {}", entry.lowest, entry.highest));
}

void assign(std::uint64_t& to, const OptionEntry& entry, const Setting& value) {
  const double number = number_of(entry.name, value);
  require(std::trunc(number) == number, entry.name, number, "must be a whole number");
  require_between(entry, number);
  const auto* whole = std::get_if<std::int64_t>(&value);
  to = whole != nullptr ? static_cast<std::uint64_t>(*whole) : static_cast<std::uint64_t>(number);
}

void assign(double& to, const OptionEntry& entry, const Setting& value) {
  to = number_of(entry.name, value);
}

void assign(std::string& to, const OptionEntry& entry, const Setting& value) {
  to = text_of(entry.name, value);
}

void assign(Date& to, const OptionEntry& entry, const Setting& value) {
  const auto parsed = parse_iso8601(text_of(entry.name, value));
  if (!parsed || !parsed->date_only) refuse(entry.name, "must be a date such as 2025-07-01");
  to = date_of(parsed->wall);
}

Setting setting_of(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}
Setting setting_of(double value) {
  return value;
}
Setting setting_of(const std::string& value) {
  return value;
}
Setting setting_of(const Date& value) {
  return to_string(at_midnight(value)).substr(0, 10);
}

void check_value(const OptionEntry& entry, std::uint64_t value) {
  require_between(entry, static_cast<double>(value));
}

void check_value(const OptionEntry& entry, double value) {
  require_between(entry, value);
}

void check_value(const OptionEntry& entry, const std::string& value) {
  const auto& names = entry.name == "weak_region" ? region_names() : step_names();
  if (std::find(names.begin(), names.end(), value) != names.end()) return;
  throw ParameterError(code::unknown_name,
                       fmt::format("{} is '{}', but it must be one of {}", entry.name, value, listed(names)));
}

void check_value(const OptionEntry& entry, const Date& value) {
  if (!value.ok()) refuse(entry.name, "is not a day of the calendar");
  require_between(entry, static_cast<double>(static_cast<int>(value.year())));
}

}  // namespace

void DealershipOptions::set(std::string_view name, const Setting& value) {
  const auto& entry = find_entry(name);
  std::visit([&](auto field) { assign(this->*field, entry, value); }, entry.field);
}

Settings DealershipOptions::all() const {
  Settings settings;
  for (const auto& entry : entries) {
    std::visit([&](auto field) { settings.emplace_back(entry.name, setting_of(this->*field)); }, entry.field);
  }
  return settings;
}

void DealershipOptions::check() const {
  for (const auto& entry : entries) {
    std::visit([&](auto field) { check_value(entry, this->*field); }, entry.field);
  }
}

}  // namespace fealty::demo
