#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/time.hpp"
#include "fealty/demo/dealership.hpp"
#include "opening_hours.hpp"
#include "records.hpp"

namespace fealty::demo {

/// An internal customer, a supplier or a partner.
struct Colleague {
  PartyId id;
  Post post = Post::adviser;
  std::size_t region = 0;
  double effect = 0.0;  ///< on the log-odds that he meets a requirement
  Time joined_at;
  std::string name;
  std::size_t age_band = 0;
  std::string phone;
};

/// What is the same for all customers.
struct World {
  explicit World(const DealershipOptions& chosen);

  /// Positions in `colleagues` of a branch's staff of one post.
  [[nodiscard]] const std::vector<std::size_t>& at_post(std::size_t region, Post post) const {
    return posts[region * 3 + static_cast<std::size_t>(post)];
  }

  /// Open days for which a rate per year of 365 days is one per open day.
  static constexpr double open_days_per_year = 365.0 * 6.0 / 7.0;

  DealershipOptions options;
  OpeningHours hours;
  Step moment_of_truth;
  Step deteriorating_step;
  std::size_t weak_region;
  std::vector<Colleague> colleagues;  ///< the staff first
  std::vector<std::vector<std::size_t>> posts;
};

/// What a client is like from the beginning.
struct Client {
  std::uint64_t number = 0;  ///< from 1
  bool chinese = false;
  std::string name;
  std::string phone;
  std::size_t region = 0;
  std::size_t age_band = 0;
  std::size_t car_model = 0;  ///< that he drives, or will if he buys
  bool established = false;
  bool begins_with_test_drive = false;
  double arrival = 0.0;        ///< open time at which his records can begin
  Time joined_at;              ///< of an established client
  double purchase_rate = 0.0;  ///< per year
  double dropout_rate = 0.0;   ///< per year
  double inverse_scale = 0.0;  ///< of his amounts
  double expectation_shift = 0.0;
  double tolerance = 0.0;  ///< what is adequate lies so far below what he expects
  std::size_t complainer = 0;
};

/// Rate of the gamma distribution of customers' inverse scales; the mean amount is p g / (q - 1).
double gamma_gamma_rate(const DealershipOptions& options) noexcept;

/// Client number `number`, the same whatever the number of clients.
Client make_client(const World& world, std::uint64_t number);

/// A stream of client `number` for one purpose.
inline RandomStream stream_of(const World& world, Purpose purpose, std::uint64_t number) noexcept {
  return {world.options.seed, purpose, number};
}

}  // namespace fealty::demo
