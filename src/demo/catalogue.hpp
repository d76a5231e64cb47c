#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fealty::demo {

/// The steps of a service visit in their order, and the two that only a test drive has.
enum class Step : std::uint8_t {
  booking,
  reception,
  inspection,
  repair,
  quality_check,
  handover,
  payment,
  follow_up,
  test_drive,
  offer,
};
inline constexpr std::size_t step_count = 10;

/// What a member of staff does; managers do not serve.
enum class Post : std::uint8_t { adviser, technician, seller, manager };

/// A step, the item of the survey that is tied to it, and how people complain about it.
struct StepEntry {
  std::string_view name;
  Post post;                    ///< who does it
  double met;                   ///< share of requirements met without queue, weakness and deterioration
  double wait_minutes;          ///< median wait before it, in an hour of no load
  double duration_minutes;      ///< median time that it takes
  std::string_view item;        ///< dimension of SERVQUAL (Parasuraman, Zeithaml and Berry, 1988), dot, item
  double expectation;           ///< mean expectation, 1 to 7
  double importance;            ///< mean importance, 1 to 7
  std::string_view cause;       ///< label of complaints about it
  std::array<double, 6> needs;  ///< weights of the needs, in the order of need_names, behind such complaints
};

/// The entry of a step.
const StepEntry& entry_of(Step step) noexcept;

/// The step of that name, if there is one.
std::optional<Step> find_step(std::string_view name) noexcept;

inline constexpr std::size_t region_count = 4;

/// Shares, in percent, of the five kinds of complainers: the middles of the ranges that complaint management teaches,
/// quality 20-30, rational 20-25, negotiator 30-40, victim 15-20, loyal 5-20.
inline constexpr std::array<double, 5> complainer_weights = {25, 22.5, 35, 17.5, 12.5};

/// Names of categories, in the order of their codes.
const std::vector<std::string>& step_names();
const std::vector<std::string>& item_names();
const std::vector<std::string>& cause_names();
const std::vector<std::string>& region_names();
const std::vector<std::string>& role_names();
const std::vector<std::string>& age_band_names();
const std::vector<std::string>& car_model_names();
const std::vector<std::string>& channel_names();
const std::vector<std::string>& complainer_names();
const std::vector<std::string>& need_names();
const std::vector<std::string>& outcome_names();
const std::vector<std::string>& purchase_kind_names();

/// Codes of role_names, channel_names, outcome_names and purchase_kind_names.
enum class Role : std::uint8_t { client, supplier, partner, staff, manager };
enum class Channel : std::uint8_t { face_to_face, phone, wechat, app, email };
enum class Outcome : std::uint8_t { apology, redone, refund, gift, rejected };
enum class PurchaseKind : std::uint8_t { car, service, parts, accessories, insurance };

}  // namespace fealty::demo
