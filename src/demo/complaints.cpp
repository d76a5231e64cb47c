#include "complaints.hpp"

#include <array>
#include <cmath>

#include "fealty/core/special.hpp"

namespace fealty::demo {
namespace {

constexpr double delay_spread = 1.0;          // standard deviation of a log delay
constexpr double weak_region_slowness = 1.5;  // all delays of the weak branch are longer by this factor
constexpr double days_before_complaint = 0.7;
constexpr double mean_refund = 300;
constexpr double mean_gift = 80;

// Of the cases that are never resolved, so many are not even acknowledged, and of the others not owned.
constexpr double never_acknowledged = 0.25;
constexpr double never_owned = 0.4;

/// The course of a case in calendar time; what is done, is done when the dealership is open.
class Handling {
 public:
  Handling(const World& world, const Client& client, Time opened, RandomStream& random)
      : world_(world),
        slowness_(client.region == world.weak_region ? weak_region_slowness : 1.0),
        now_(opened),
        random_(random) {}

  Time after(double median_hours) {
    const double hours = slowness_ * median_hours * std::exp(delay_spread * random_.normal());
    const double backlog = 0.02 * random_.uniform();  // of an open day, so that not all is done at the stroke of eight
    now_ = world_.hours.later(now_ + Duration{static_cast<std::int64_t>(hours * 3600) * us_per_second}, backlog);
    return now_;
  }

 private:
  const World& world_;
  double slowness_;
  Time now_;
  RandomStream& random_;
};

Outcome draw_outcome(RandomStream& random) {
  constexpr std::array<double, 5> weights = {0.3, 0.25, 0.2, 0.15, 0.1};  // in the order of Outcome
  return static_cast<Outcome>(random.categorical(weights));
}

double compensation_for(Outcome outcome, RandomStream& random) {
  const double size = random.gamma(2.0, 0.5);
  if (outcome == Outcome::refund) return std::round(mean_refund * size);
  return outcome == Outcome::gift ? std::round(mean_gift * size) : 0.0;
}

// Slow handling and rejection leave customers unsatisfied; a remedy does more than words.
bool draw_satisfied(const ComplaintRow& row, RandomStream& random) {
  double log_odds = 0.8 - 0.06 * in_days(*row.resolved_at - row.opened_at);
  if (row.outcome == Outcome::rejected) log_odds -= 2.5;
  if (row.outcome == Outcome::redone || row.outcome == Outcome::refund) log_odds += 0.7;
  return random.uniform() < logistic(log_odds);
}

Channel draw_channel(RandomStream& random) {
  constexpr std::array<double, 5> weights = {0.2, 0.35, 0.3, 0.05, 0.1};  // in the order of Channel
  return static_cast<Channel>(random.categorical(weights));
}

void handle(const World& world, const Client& client, ComplaintRow& row, RandomStream& random) {
  const auto& options = world.options;
  Handling handling(world, client, row.opened_at, random);
  const bool resolved = random.uniform() >= options.never_resolved;
  if (!resolved && random.uniform() < never_acknowledged) return;
  row.acknowledged_at = handling.after(options.acknowledgment_hours);
  if (!resolved && random.uniform() < never_owned) return;
  row.owned_at = handling.after(options.ownership_hours);
  if (!resolved) return;
  row.resolved_at = handling.after(24 * options.resolution_days);
  row.outcome = draw_outcome(random);
  row.compensation = compensation_for(*row.outcome, random);
  row.satisfied = draw_satisfied(row, random);
}

}  // namespace

std::optional<ComplaintRow> complain(const World& world, const Client& client, const Visit& visit,
                                     const Opinion& opinion, std::uint32_t number, RandomStream& random) {
  const auto& options = world.options;
  const double log_odds = options.base_complaint + options.complaint_gap_effect * opinion.worst_shortfall();
  if (random.uniform() >= logistic(log_odds)) return std::nullopt;
  ComplaintRow row;
  row.customer.number = client.number;
  row.number = number;
  row.opened_at = world.hours.later(visit.end, random.exponential(days_before_complaint));
  row.channel = draw_channel(random);
  row.cause = opinion.worst;
  row.complainer = client.complainer;
  row.need = random.categorical(entry_of(row.cause).needs);
  row.text = complaint_text({client.chinese, row.cause, row.complainer, row.need, client.car_model}, random);
  handle(world, client, row, random);
  return row;
}

}  // namespace fealty::demo
