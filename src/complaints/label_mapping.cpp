#include "fealty/complaints/label_mapping.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fealty/core/error.hpp"

namespace fealty::complaints {
namespace {

[[noreturn]] void refuse(const LabelMapping& mapping, std::size_t row, const std::string& problem) {
  throw ParameterError(code::out_of_domain, fmt::format("mapping {}, row {}: {}", mapping.name, row, problem));
}

using Weights = std::map<std::string, std::vector<double>, std::less<>>;

/// The weights of each label, by category, summing to 1 or 0.
Weights weights_of(const LabelMapping& mapping, const Taxonomy& taxonomy) {
  Weights weights;
  for (const MappedLabel& row : mapping.rows) {
    auto& of_label = weights.try_emplace(row.from, taxonomy.categories.size(), 0.0).first->second;
    if (!row.to.empty()) of_label[taxonomy.position(row.to)] += row.weight;
  }
  for (auto& [label, of_label] : weights) {
    double sum = 0.0;
    for (const double one : of_label) sum += one;
    for (double& one : of_label) one = sum > 0 ? one / sum : 0.0;
  }
  return weights;
}

}  // namespace

void LabelMapping::validate(const Taxonomy& taxonomy) const {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  std::map<std::string_view, bool> to_nothing;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const MappedLabel& row = rows[i];
    if (row.from.empty()) refuse(*this, i, "the label is empty");
    if (row.reason.empty()) refuse(*this, i, fmt::format("the label {} lacks a reason", row.from));
    if (!(row.weight > 0 && std::isfinite(row.weight))) {
      refuse(*this, i, fmt::format("the weight of {} is {}, but it must be above 0", row.from, row.weight));
    }
    if (!row.to.empty()) (void)taxonomy.position(row.to);
    if (!seen.emplace(row.from, row.to).second)
      refuse(*this, i, fmt::format("{} to {} stands twice", row.from, row.to));
    const auto [place, is_new] = to_nothing.emplace(row.from, row.to.empty());
    if (!is_new && place->second != row.to.empty()) {
      refuse(*this, i, fmt::format("{} goes to nothing and to something", row.from));
    }
  }
}

Frame LabelMapping::apply(const Column& labels, const Taxonomy& taxonomy) const {
  validate(taxonomy);
  const Weights weights = weights_of(*this, taxonomy);
  const TextReader reader(labels, "label");
  std::vector<std::vector<double>> columns(taxonomy.categories.size(), std::vector<double>(reader.size(), 0.0));
  std::map<std::string_view, std::size_t> unknown;
  for (std::size_t row = 0; row < reader.size(); ++row) {
    if (reader.is_missing(row)) continue;
    const auto found = weights.find(reader[row]);
    if (found == weights.end()) {
      unknown.emplace(reader[row], row);
      continue;
    }
    for (std::size_t c = 0; c < columns.size(); ++c) columns[c][row] = found->second[c];
  }
  if (!unknown.empty()) {
    std::vector<std::string> named;
    for (const auto& [label, row] : unknown) named.push_back(fmt::format("\"{}\" (row {})", label, row));
    throw RecordError(code::refused_record,
                      fmt::format("column label: mapping {} has no row for {}", name, fmt::join(named, ", ")));
  }
  Frame frame;
  for (std::size_t c = 0; c < columns.size(); ++c) frame.add(taxonomy.categories[c].key, std::move(columns[c]));
  return frame;
}

Frame LabelMapping::frame() const {
  std::vector<std::string> from, reasons;
  std::vector<std::optional<std::string>> targets;
  std::vector<double> weights;
  for (const MappedLabel& row : rows) {
    from.push_back(row.from);
    targets.push_back(row.to.empty() ? std::nullopt : std::optional(row.to));
    weights.push_back(row.weight);
    reasons.push_back(row.reason);
  }
  return Frame({{"from", from}, {"to", targets}, {"weight", std::move(weights)}, {"reason", reasons}});
}

const LabelMapping& airline_reasons_to_causes() {
  static const LabelMapping mapping{
      .name = "airline reasons to causes",
      .to = "cause",
      .source = "reasons: Twitter US airline sentiment (2015); causes: Keaveney (1995); the mapping is ours",
      .rows = {
          {"Bad Flight", "core_failure", 1, "the flight itself was bad: seat, food, cabin"},
          {"Can't Tell", "", 1, "the labellers could not tell the reason"},
          {"Cancelled Flight", "core_failure", 1, "what was bought did not take place: a service catastrophe"},
          {"Customer Service Issue", "encounter_failure", 0.6, "uncaring, unresponsive or ignorant staff"},
          {"Customer Service Issue", "failed_response", 0.4, "most of these turn to staff after something has failed"},
          {"Damaged Luggage", "core_failure", 1, "a mistake that damages what belongs to the customer"},
          {"Flight Attendant Complaints", "encounter_failure", 1, "attendants who are impolite or do not care"},
          {"Flight Booking Problems", "core_failure", 0.5, "mistakes in reservations"},
          {"Flight Booking Problems", "inconvenience", 0.5, "a booking that is hard to make or to change"},
          {"Late Flight", "core_failure", 0.5, "a delay is a mistake in the service itself"},
          {"Late Flight", "inconvenience", 0.5, "waiting for the service is an inconvenience"},
          {"Lost Luggage", "core_failure", 1, "a mistake in the service itself"},
          {"longlines", "inconvenience", 1, "waiting for service"},
      }};
  return mapping;
}

LabelMapping label_mapping_of(std::string_view name, std::string_view to, const Frame& rows) {
  LabelMapping made{.name = std::string(name), .to = std::string(to)};
  const TextReader from(rows.at("from"), "from");
  made.rows.resize(from.size());
  const auto read = [&](const char* column, std::string MappedLabel::* text, std::string_view otherwise) {
    const Column* given = rows.find(column);
    const bool is_text = given != nullptr && given->type().kind != Kind::null;
    const TextReader reader(is_text ? *given : rows.at("from"), column);
    for (std::size_t row = 0; row < made.rows.size(); ++row) {
      made.rows[row].*text = is_text && !reader.is_missing(row) ? reader[row] : otherwise;
    }
  };
  (void)rows.at("to");
  read("from", &MappedLabel::from, {});
  read("to", &MappedLabel::to, {});
  read("reason", &MappedLabel::reason, "stated by the user");
  if (const Column* given = rows.find("weight")) {
    const Values<double> weights = as_doubles(*given, "weight");
    for (std::size_t row = 0; row < made.rows.size(); ++row) made.rows[row].weight = weights[row];
  }
  return made;
}

}  // namespace fealty::complaints
