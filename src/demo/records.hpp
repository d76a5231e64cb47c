#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "fealty/core/time.hpp"

namespace fealty::demo {

/// A party as a row names it: by role and number, or wrongly in a bad record.
struct PartyId {
  enum class Spelling : std::uint8_t { right, missing, na };

  std::uint64_t number = 0;  ///< among those of its role, from 1
  Role role = Role::client;
  Spelling spelling = Spelling::right;
};

/// The id as tables show it: "C00042" for a client, "E007" for a member of staff; nothing if it is missing.
std::optional<std::string> to_text(const PartyId& id);

struct CustomerRow {
  PartyId customer;
  Time joined_at;
  std::string name;
  std::size_t region = 0;
  std::size_t age_band = 0;
  std::optional<std::size_t> car_model;
  std::string phone;
};

struct TouchRow {
  PartyId customer;
  std::uint32_t visit = 0;  ///< number of the visit among the customer's, from 1
  Step step = Step::booking;
  Time at;
  Time ended_at;
  Channel channel = Channel::face_to_face;
  std::size_t staff = 0;  ///< position in the list of staff
  std::optional<bool> met;
};

struct RatingRow {
  PartyId customer;
  std::uint32_t visit = 0;
  Step step = Step::booking;
  int expectation = 0;
  int experience = 0;
  int importance = 0;
  int adequate = 0;
  Time at;
};

struct ComplaintRow {
  PartyId customer;
  std::uint32_t number = 0;  ///< number of the case among the customer's, from 1
  Time opened_at;
  std::string text;
  Channel channel = Channel::phone;
  std::optional<Time> acknowledged_at;
  std::optional<Time> owned_at;
  std::optional<Time> resolved_at;
  std::optional<Outcome> outcome;
  std::optional<double> compensation;
  std::optional<bool> satisfied;
  Step cause = Step::booking;
  std::size_t complainer = 0;
  std::size_t need = 0;
};

struct PurchaseRow {
  PartyId customer;
  Time at;
  double amount = 0.0;
  PurchaseKind kind = PurchaseKind::service;
};

/// Why a client left.
enum class Leaving : std::uint8_t { natural, visit, no_car };

struct TruthRow {
  std::uint64_t customer = 0;
  bool buyer = true;
  double purchase_rate = 0.0;  ///< per year
  double dropout_rate = 0.0;   ///< per year
  double mean_spend = 0.0;
  std::int64_t visits = 0;
  std::int64_t moment_failures = 0;
  std::optional<Time> dropped_out_at;
  std::optional<Leaving> left_because;
};

/// The rows of some clients.
struct Records {
  std::vector<CustomerRow> customers;
  std::vector<TouchRow> touches;
  std::vector<RatingRow> ratings;
  std::vector<ComplaintRow> complaints;
  std::vector<PurchaseRow> purchases;
  std::vector<TruthRow> truth;
};

}  // namespace fealty::demo
