#include "fealty/customers/tables.hpp"

#include <initializer_list>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"

namespace fealty::customers {
namespace {

constexpr std::array<std::string_view, 5> names{"customers", "touches", "ratings", "complaints", "purchases"};

constexpr std::array customer_columns{StandardColumn{"customer_id", Content::id, true},
                                      StandardColumn{"role", Content::role},
                                      StandardColumn{"joined_at", Content::time}};
constexpr std::array touch_columns{
    StandardColumn{"visit_id", Content::id, true}, StandardColumn{"step", Content::id, true},
    StandardColumn{"at", Content::time, true},     StandardColumn{"customer_id", Content::id},
    StandardColumn{"ended_at", Content::time},     StandardColumn{"channel"},
    StandardColumn{"staff_id", Content::id},       StandardColumn{"met", Content::flag}};
constexpr std::array rating_columns{StandardColumn{"customer_id", Content::id, true},
                                    StandardColumn{"item", Content::id, true},
                                    StandardColumn{"expectation", Content::number},
                                    StandardColumn{"experience", Content::number},
                                    StandardColumn{"importance", Content::number},
                                    StandardColumn{"adequate", Content::number},
                                    StandardColumn{"at", Content::time},
                                    StandardColumn{"step", Content::id},
                                    StandardColumn{"visit_id", Content::id}};
constexpr std::array complaint_columns{StandardColumn{"case_id", Content::id, true},
                                       StandardColumn{"opened_at", Content::time, true},
                                       StandardColumn{"customer_id", Content::id},
                                       StandardColumn{"text"},
                                       StandardColumn{"channel"},
                                       StandardColumn{"acknowledged_at", Content::time},
                                       StandardColumn{"owned_at", Content::time},
                                       StandardColumn{"resolved_at", Content::time},
                                       StandardColumn{"outcome"},
                                       StandardColumn{"compensation", Content::number},
                                       StandardColumn{"satisfied", Content::flag}};
constexpr std::array purchase_columns{StandardColumn{"customer_id", Content::id, true},
                                      StandardColumn{"at", Content::time, true},
                                      StandardColumn{"amount", Content::number}};

Frame assemble(std::initializer_list<std::pair<std::string_view, const Column*>> standard, const Frame& attributes) {
  Frame frame;
  for (const auto& [name, column] : standard) {
    if (*column) frame.add(std::string(name), *column);
  }
  for (const auto& [name, column] : attributes.columns()) frame.add(name, column);
  return frame;
}

}  // namespace

std::string_view name_of(Table table) noexcept {
  return names[static_cast<std::size_t>(table)];
}

Table table_named(std::string_view name) {
  for (const Table table : all_tables) {
    if (name_of(table) == name) return table;
  }
  throw ParameterError(
      code::unknown_name,
      fmt::format(
          "there is no table \"{}\"; the tables of a book are customers, touches, ratings, complaints, purchases",
          name));
}

std::span<const StandardColumn> standard_columns(Table table) noexcept {
  switch (table) {
    case Table::customers:
      return customer_columns;
    case Table::touches:
      return touch_columns;
    case Table::ratings:
      return rating_columns;
    case Table::complaints:
      return complaint_columns;
    default:
      return purchase_columns;
  }
}

std::string_view time_column(Table table) noexcept {
  switch (table) {
    case Table::customers:
      return "joined_at";
    case Table::complaints:
      return "opened_at";
    default:
      return "at";
  }
}

Frame to_frame(const CustomerColumns& c) {
  return assemble({{"customer_id", &c.customer}, {"role", &c.role}, {"joined_at", &c.joined_at}}, c.attributes);
}

Frame to_frame(const TouchColumns& c) {
  return assemble({{"visit_id", &c.visit},
                   {"step", &c.step},
                   {"at", &c.at},
                   {"customer_id", &c.customer},
                   {"ended_at", &c.ended_at},
                   {"channel", &c.channel},
                   {"staff_id", &c.staff},
                   {"met", &c.met}},
                  c.attributes);
}

Frame to_frame(const RatingColumns& c) {
  return assemble({{"customer_id", &c.customer},
                   {"item", &c.item},
                   {"expectation", &c.expectation},
                   {"experience", &c.experience},
                   {"importance", &c.importance},
                   {"adequate", &c.adequate},
                   {"at", &c.at},
                   {"step", &c.step},
                   {"visit_id", &c.visit}},
                  c.attributes);
}

Frame to_frame(const ComplaintColumns& c) {
  return assemble({{"case_id", &c.case_id},
                   {"opened_at", &c.opened_at},
                   {"customer_id", &c.customer},
                   {"text", &c.text},
                   {"channel", &c.channel},
                   {"acknowledged_at", &c.acknowledged_at},
                   {"owned_at", &c.owned_at},
                   {"resolved_at", &c.resolved_at},
                   {"outcome", &c.outcome},
                   {"compensation", &c.compensation},
                   {"satisfied", &c.satisfied}},
                  c.attributes);
}

Frame to_frame(const PurchaseColumns& c) {
  return assemble({{"customer_id", &c.customer}, {"at", &c.at}, {"amount", &c.amount}}, c.attributes);
}

}  // namespace fealty::customers
