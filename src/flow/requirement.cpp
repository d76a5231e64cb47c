#include "fealty/flow/requirement.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"

namespace fealty::flow {
namespace {

constexpr std::array<CatalogueEntry, 6> needs = {{
    {"friendliness", "to be met in a friendly way", "友好"},
    {"importance", "to feel that one matters", "受重视"},
    {"fairness", "to be treated as fairly as others", "公平"},
    {"choice", "to have options", "选择"},
    {"understanding", "to be understood", "被理解"},
    {"information", "to be told what one needs to know", "信息"},
}};

constexpr std::array<CatalogueEntry, 5> sources = {{
    {"customers", "what customers ask for, and what they complain about", "顾客"},
    {"front line", "what those who serve know to be possible and right", "一线员工"},
    {"industry", "laws, norms and custom of the trade", "行业规范"},
    {"competitors", "what the best of others do", "竞争对手"},
    {"management", "what the business wants to stand for", "企业管理层"},
}};

bool is_time(const std::string& measure) {
  return measure == "waited" || measure == "duration";
}

std::string threshold_text(const Requirement& r) {
  const std::string value = is_time(r.measure) ? duration_text(r.threshold) : fmt::format("{:.6g}", r.threshold);
  return (r.bound == Bound::at_most ? "at most " : "at least ") + value;
}

Predicate specific(const Requirement& r) {
  if (r.bound == Bound::none && is_time(r.measure)) {
    return {"specific", false, fmt::format("it does not say what is good enough for {}", r.measure)};
  }
  if (r.owner.empty()) return {"specific", false, "nobody owns it"};
  return {"specific", true, fmt::format("{}; owner {}", r.text(), r.owner)};
}

Predicate measurable(const Requirement& r) {
  if (std::isnan(r.threshold) && is_time(r.measure))
    return {"measurable", false, "there is no number for the threshold"};
  if (std::isnan(r.share)) return {"measurable", false, "there is no number for how often it must be met"};
  return {"measurable", true, r.text()};
}

Predicate achievable(const Requirement& r, const Estimate& audited) {
  if (std::isnan(r.share)) return {"achievable", std::nullopt, "there is no target to reach"};
  if (std::isnan(audited.value)) return {"achievable", std::nullopt, "it has not been audited"};
  const std::string shares = fmt::format("met by {:.1f}% [{:.1f}, {:.1f}] of the visits, target {:.6g}%",
                                         100 * audited.value, 100 * audited.lower, 100 * audited.upper, 100 * r.share);
  return {"achievable", audited.upper >= r.share, shares};
}

Predicate relevant(const Requirement& r) {
  if (r.need.empty()) return {"relevant", false, "it serves no need of customers"};
  return {"relevant", true, "it serves the need for " + r.need};
}

Predicate time_bound(const Requirement& r, Time as_of) {
  if (r.valid_until && *r.valid_until <= as_of) {
    return {"time-bound", false, "it is out of date since " + to_string(*r.valid_until)};
  }
  if (r.valid_from && *r.valid_from > as_of) {
    return {"time-bound", false, "it is not valid before " + to_string(*r.valid_from)};
  }
  if (!r.valid_until) return {"time-bound", false, "it has no end, at which it would be looked at again"};
  return {"time-bound", true, "it is valid until " + to_string(*r.valid_until)};
}

}  // namespace

std::span<const CatalogueEntry> customer_needs() noexcept {
  return needs;
}

std::span<const CatalogueEntry> standard_sources() noexcept {
  return sources;
}

void Requirement::validate() const {
  if (measure.empty()) {
    throw ParameterError(code::missing_parameter,
                         "a requirement needs a measure: waited, duration, met, or a column of the records");
  }
  require(!std::isinf(threshold), "threshold", threshold, "must be finite");
  if (std::isnan(threshold) != (bound == Bound::none)) {
    throw ParameterError(code::missing_parameter,
                         fmt::format("the requirement on {} has {}", measure,
                                     bound == Bound::none ? "a threshold, but does not say on which side of it is good"
                                                          : "a bound, but no threshold"));
  }
  require(std::isnan(share) || (share > 0 && share <= 1), "share", share, "must be above 0 and at most 1");
  const auto is_source = [&](const CatalogueEntry& entry) { return entry.name == source; };
  if (!source.empty() && std::ranges::none_of(sources, is_source)) {
    throw ParameterError(code::unknown_name,
                         fmt::format("{} is no source of standards: there are customers, front line, "
                                     "industry, competitors and management",
                                     source));
  }
  if (valid_from && valid_until && *valid_until <= *valid_from) {
    throw ParameterError(code::out_of_domain, fmt::format("the requirement on {} is valid until {}, before it begins",
                                                          measure, to_string(*valid_until)));
  }
}

double Requirement::met(double measured) const noexcept {
  if (std::isnan(measured)) return measured;
  switch (bound) {
    case Bound::at_most:
      return measured <= threshold ? 1 : 0;
    case Bound::at_least:
      return measured >= threshold ? 1 : 0;
    default:
      return is_time(measure) ? std::numeric_limits<double>::quiet_NaN() : (measured != 0 ? 1 : 0);
  }
}

bool Requirement::has_number() const noexcept {
  return !std::isnan(share) && (!std::isnan(threshold) || !is_time(measure));
}

bool Requirement::is_in_date(Time at) const noexcept {
  return (!valid_from || *valid_from <= at) && (!valid_until || at < *valid_until);
}

std::string Requirement::text() const {
  std::string words = measure;
  if (bound != Bound::none) words += " " + threshold_text(*this);
  if (!std::isnan(share)) words += fmt::format(" in {:.6g}% of the visits", 100 * share);
  return words;
}

bool operator==(const Requirement& a, const Requirement& b) noexcept {
  const auto same = [](double x, double y) {
    return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
  };
  return a.measure == b.measure && a.bound == b.bound && same(a.threshold, b.threshold) && same(a.share, b.share) &&
         a.owner == b.owner && a.need == b.need && a.source == b.source && a.valid_from == b.valid_from &&
         a.valid_until == b.valid_until && a.note == b.note;
}

bool SmartCheck::passes() const noexcept {
  return std::ranges::none_of(predicates, [](const Predicate& p) { return p.holds == false; });
}

SmartCheck check(const Requirement& requirement, Time as_of, const Estimate& audited) {
  return {{specific(requirement), measurable(requirement), achievable(requirement, audited), relevant(requirement),
           time_bound(requirement, as_of)}};
}

std::string duration_text(double seconds) {
  const double size = std::abs(seconds);
  if (size >= 86'400) return fmt::format("{:.6g} d", seconds / 86'400);
  if (size >= 3'600) return fmt::format("{:.6g} h", seconds / 3'600);
  if (size >= 60) return fmt::format("{:.6g} min", seconds / 60);
  return fmt::format("{:.6g} s", seconds);
}

}  // namespace fealty::flow
