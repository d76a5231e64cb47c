#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "fealty/core/columns.hpp"

namespace fealty::customers {

/// The five tables of a customer book.
enum class Table : std::uint8_t { customers, touches, ratings, complaints, purchases };

inline constexpr std::array all_tables{Table::customers, Table::touches, Table::ratings, Table::complaints,
                                       Table::purchases};

/// What a standard column holds.
enum class Content : std::uint8_t {
  id,      ///< integers or texts
  time,    ///< timestamps, dates or ISO 8601 texts
  number,  ///< any numbers
  flag,    ///< true, false or unknown
  role,    ///< one of the roles of customers/roles.hpp
  text,    ///< any values; kept as they are
};

/// A column that a table may or must have. All other columns are attributes and are kept as they are.
struct StandardColumn {
  std::string_view name;
  Content content = Content::text;
  bool required = false;
};

std::string_view name_of(Table table) noexcept;

/// The table of a name; throws ParameterError that lists the five.
Table table_named(std::string_view name);

/// The standard columns of a table, in their usual order.
std::span<const StandardColumn> standard_columns(Table table) noexcept;

/// The column that says when a record of the table came to be; for ratings it may be absent.
std::string_view time_column(Table table) noexcept;

/// People and firms that give or receive service.
struct CustomerColumns {
  Column customer;        ///< id of the customer
  Column role = {};       ///< client, supplier, partner; staff, manager
  Column joined_at = {};  ///< when the customer became known
  Frame attributes = {};  ///< segment attributes and contact details
};

/// Service steps that happened to a customer.
struct TouchColumns {
  Column visit;  ///< id of the visit that the step belongs to
  Column step;   ///< name of the step
  Column at;     ///< when it began
  Column customer = {};
  Column ended_at = {};
  Column channel = {};
  Column staff = {};  ///< id of who served
  Column met = {};    ///< whether the requirement of the step was met; missing where unknown
  Frame attributes = {};
};

/// What a customer expected and experienced, item by item.
struct RatingColumns {
  Column customer;
  Column item;
  Column expectation = {};
  Column experience = {};
  Column importance = {};
  Column adequate = {};  ///< the level that would just do
  Column at = {};
  Column step = {};
  Column visit = {};
  Frame attributes = {};
};

/// Complaints and how they were handled.
struct ComplaintColumns {
  Column case_id;
  Column opened_at;
  Column customer = {};
  Column text = {};
  Column channel = {};
  Column acknowledged_at = {};
  Column owned_at = {};
  Column resolved_at = {};
  Column outcome = {};
  Column compensation = {};
  Column satisfied = {};
  Frame attributes = {};  ///< labels and others
};

/// What was bought, by whom and when. Without amounts every purchase is worth 1.
struct PurchaseColumns {
  Column customer;
  Column at;
  Column amount = {};
  Frame attributes = {};
};

Frame to_frame(const CustomerColumns& columns);
Frame to_frame(const TouchColumns& columns);
Frame to_frame(const RatingColumns& columns);
Frame to_frame(const ComplaintColumns& columns);
Frame to_frame(const PurchaseColumns& columns);

}  // namespace fealty::customers
