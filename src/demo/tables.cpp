#include "tables.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace fealty::demo {

std::optional<std::string> to_text(const PartyId& id) {
  if (id.spelling == PartyId::Spelling::missing) return std::nullopt;
  if (id.spelling == PartyId::Spelling::na) return "NA";
  constexpr std::string_view letters = "CSPEM";  // in the order of Role
  const char letter = letters[static_cast<std::size_t>(id.role)];
  return id.role == Role::client ? fmt::format("{}{:05}", letter, id.number)
                                 : fmt::format("{}{:03}", letter, id.number);
}

namespace {

/// The columns of rows, each made by a function of a row.
template <class Row>
class Table {
 public:
  explicit Table(const std::vector<Row>& rows) : rows_(rows) {}

  template <class Value>
  Table& add(std::string name, Value value) {
    std::vector<decltype(value(rows_.front()))> values;
    values.reserve(rows_.size());
    for (const auto& row : rows_) values.push_back(value(row));
    frame_.add(std::move(name), Column(std::move(values)));
    return *this;
  }

  /// Names by code; a code is a number, an enumerator or an optional one.
  template <class Code>
  Table& add_names(std::string name, const std::vector<std::string>& names, Code code) {
    std::vector<std::int32_t> codes;
    codes.reserve(rows_.size());
    for (const auto& row : rows_) codes.push_back(number_of(code(row)));
    frame_.add(std::move(name), Column::categories(std::move(codes), names).decoded());
    return *this;
  }

  Frame take() { return std::move(frame_); }

 private:
  template <class Code>
  static std::int32_t number_of(const Code& code) {
    return static_cast<std::int32_t>(code);
  }
  template <class Code>
  static std::int32_t number_of(const std::optional<Code>& code) {
    return code ? static_cast<std::int32_t>(*code) : -1;
  }

  const std::vector<Row>& rows_;
  Frame frame_;
};

// A visit or a case belongs to its client, whatever a bad record calls him.
std::string part_name(char letter, std::uint64_t client, std::uint32_t number) {
  return fmt::format("{}{:05}-{:02}", letter, client, number);
}

constexpr auto customer_id = [](const auto& row) { return to_text(row.customer); };
constexpr auto visit_id = [](const auto& row) { return part_name('V', row.customer.number, row.visit); };
constexpr auto step = [](const auto& row) { return row.step; };
constexpr auto at = [](const auto& row) { return row.at; };
constexpr auto channel = [](const auto& row) { return row.channel; };

Frame customers_of(const std::vector<CustomerRow>& rows) {
  return Table(rows)
      .add("customer_id", customer_id)
      .add_names("role", role_names(), [](const auto& row) { return row.customer.role; })
      .add("joined_at", [](const auto& row) { return row.joined_at; })
      .add("name", [](const auto& row) { return row.name; })
      .add_names("region", region_names(), [](const auto& row) { return row.region; })
      .add_names("age_band", age_band_names(), [](const auto& row) { return row.age_band; })
      .add_names("car_model", car_model_names(), [](const auto& row) { return row.car_model; })
      .add("phone", [](const auto& row) { return row.phone; })
      .take();
}

Frame touches_of(const World& world, const std::vector<TouchRow>& rows) {
  return Table(rows)
      .add("visit_id", visit_id)
      .add_names("step", step_names(), step)
      .add("at", at)
      .add("customer_id", customer_id)
      .add("ended_at", [](const auto& row) { return row.ended_at; })
      .add_names("channel", channel_names(), channel)
      .add("staff_id", [&](const auto& row) { return to_text(world.colleagues[row.staff].id); })
      .add("met", [](const auto& row) { return row.met; })
      .take();
}

Frame ratings_of(const std::vector<RatingRow>& rows) {
  return Table(rows)
      .add("customer_id", customer_id)
      .add_names("item", item_names(), step)
      .add("expectation", [](const auto& row) { return row.expectation; })
      .add("experience", [](const auto& row) { return row.experience; })
      .add("importance", [](const auto& row) { return row.importance; })
      .add("adequate", [](const auto& row) { return row.adequate; })
      .add("at", at)
      .add_names("step", step_names(), step)
      .add("visit_id", visit_id)
      .take();
}

Frame complaints_of(const std::vector<ComplaintRow>& rows) {
  return Table(rows)
      .add("case_id", [](const auto& row) { return part_name('K', row.customer.number, row.number); })
      .add("opened_at", [](const auto& row) { return row.opened_at; })
      .add("customer_id", customer_id)
      .add("text", [](const auto& row) { return row.text; })
      .add_names("channel", channel_names(), channel)
      .add("acknowledged_at", [](const auto& row) { return row.acknowledged_at; })
      .add("owned_at", [](const auto& row) { return row.owned_at; })
      .add("resolved_at", [](const auto& row) { return row.resolved_at; })
      .add_names("outcome", outcome_names(), [](const auto& row) { return row.outcome; })
      .add("compensation", [](const auto& row) { return row.compensation; })
      .add("satisfied", [](const auto& row) { return row.satisfied; })
      .add_names("cause", cause_names(), [](const auto& row) { return row.cause; })
      .add_names("type", complainer_names(), [](const auto& row) { return row.complainer; })
      .add_names("need", need_names(), [](const auto& row) { return row.need; })
      .take();
}

Frame purchases_of(const std::vector<PurchaseRow>& rows) {
  return Table(rows)
      .add("customer_id", customer_id)
      .add("at", at)
      .add("amount", [](const auto& row) { return row.amount; })
      .add_names("kind", purchase_kind_names(), [](const auto& row) { return row.kind; })
      .take();
}

Frame truth_of(const std::vector<TruthRow>& rows) {
  static const std::vector<std::string> reasons = {"natural", "visit", "no car"};  // in the order of Leaving
  return Table(rows)
      .add("customer_id", [](const auto& row) { return to_text(PartyId{row.customer}); })
      .add("buyer", [](const auto& row) { return row.buyer; })
      .add("purchase_rate", [](const auto& row) { return row.purchase_rate; })
      .add("dropout_rate", [](const auto& row) { return row.dropout_rate; })
      .add("mean_spend", [](const auto& row) { return row.mean_spend; })
      .add("visits", [](const auto& row) { return row.visits; })
      .add("moment_failures", [](const auto& row) { return row.moment_failures; })
      .add("dropped_out_at", [](const auto& row) { return row.dropped_out_at; })
      .add_names("left_because", reasons, [](const auto& row) { return row.left_because; })
      .take();
}

Frame joined(const std::vector<Dealership>& parts, Frame Dealership::* table) {
  Frame whole;
  const auto& first = (parts.front().*table).columns();
  for (std::size_t i = 0; i < first.size(); ++i) {
    std::vector<Chunk> chunks;
    for (const auto& part : parts) {
      const auto& more = (part.*table).columns()[i].second.chunks();
      chunks.insert(chunks.end(), more.begin(), more.end());
    }
    whole.add(first[i].first, Column(first[i].second.type(), std::move(chunks)).combined());
  }
  return whole;
}

}  // namespace

Dealership tables_of(const World& world, const Records& records) {
  Dealership tables;
  tables.customers = customers_of(records.customers);
  tables.touches = touches_of(world, records.touches);
  tables.ratings = ratings_of(records.ratings);
  tables.complaints = complaints_of(records.complaints);
  tables.purchases = purchases_of(records.purchases);
  tables.truth = truth_of(records.truth);
  return tables;
}

Dealership joined(const std::vector<Dealership>& parts) {
  Dealership whole;
  for (const auto table : {&Dealership::customers, &Dealership::touches, &Dealership::ratings, &Dealership::complaints,
                           &Dealership::purchases, &Dealership::truth}) {
    whole.*table = joined(parts, table);
  }
  return whole;
}

}  // namespace fealty::demo
