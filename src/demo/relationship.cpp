#include "relationship.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "complaints.hpp"
#include "fealty/core/special.hpp"
#include "purchases.hpp"
#include "ratings.hpp"
#include "visits.hpp"

namespace fealty::demo {
namespace {

constexpr double smallest_rate = 1e-9;                            // per year; keeps waiting times finite
constexpr double longest_life = 200 * World::open_days_per_year;  // beyond the end of any records
constexpr double after_payment = 0.002;  // of an open day, until a client can do something else
constexpr double survey_delay = 0.7;     // mean open days from the end of a visit

class Relationship {
 public:
  Relationship(const World& world, const Client& client, Records& records)
      : world_(world),
        options_(world.options),
        client_(client),
        records_(records),
        life_(stream_of(world, "demo.life", client.number)),
        visits_(stream_of(world, "demo.visits", client.number)),
        opinions_(stream_of(world, "demo.ratings", client.number)),
        complaints_(stream_of(world, "demo.complaints", client.number)),
        purchases_(stream_of(world, "demo.purchases", client.number)),
        expectations_(first_expectations(client)),
        clock_(client.arrival) {
    joined_ = client.established ? client.joined_at : world.hours.at(clock_);
    dropout_ = world.hours.at(clock_ + std::min(interval(client.dropout_rate), longest_life));
  }

  /// The first purchase of a new client is where his records begin; an established one is met in the middle.
  void live() {
    if (client_.begins_with_test_drive && !buys_car()) return finish();
    if (client_.established || client_.begins_with_test_drive) wait();
    while (is_there()) {
      buy();
      wait();
    }
    finish();
  }

 private:
  double interval(double rate_per_year) {
    return life_.exponential(World::open_days_per_year / std::max(rate_per_year, smallest_rate));
  }

  void wait() { clock_ += interval(client_.purchase_rate * std::exp(options_.rate_effect * std::min(mood_, 0.0))); }

  [[nodiscard]] bool is_recorded(Time at) const noexcept { return at < world_.hours.end(); }

  [[nodiscard]] bool is_there() const noexcept {
    return clock_ < world_.hours.open_days() && world_.hours.at(clock_) < dropout_;
  }

  void buy() {
    if (life_.uniform() >= options_.service_share) {
      const auto kind = draw_kind(purchases_);
      record(make_purchase(world_, client_, kind, world_.hours.at(clock_), mood_, purchases_));
      free_since_ = clock_;
      return;
    }
    const Visit visit = service_visit(world_, client_, plan(), visits_);
    record(make_purchase(world_, client_, PurchaseKind::service, visit.paid, mood_, purchases_));
    come_through(visit);
  }

  bool buys_car() {
    const Visit visit = test_drive_visit(world_, client_, plan(), visits_);
    const Opinion opinion = come_through(visit);
    const double log_odds = logit(options_.car_buying) - options_.leaving_gap_effect * opinion.mean_shortfall();
    truth_.buyer = life_.uniform() < logistic(log_odds);
    if (truth_.buyer) {
      record(make_car_purchase(client_, visit.paid, purchases_));
    } else {
      dropout_ = visit.end;
      because_ = Leaving::no_car;
    }
    return truth_.buyer;
  }

  VisitPlan plan() { return {++visit_number_, clock_, free_since_, dropout_}; }

  /// Everything that follows from a visit.
  Opinion come_through(const Visit& visit) {
    dropout_ = std::max(dropout_, visit.paid);  // nobody vanishes from the workshop
    settled_ = std::max(settled_, visit.end);
    clock_ = free_since_ = world_.hours.open_time(visit.paid) + after_payment;
    record(visit);
    const Opinion opinion = form_opinion(world_, client_, visit, expectations_, opinions_);
    mood_ = options_.mood_memory * mood_ + (1 - options_.mood_memory) * opinion.mean_gap;
    answer_survey(visit, opinion);
    const auto complaint = complain(world_, client_, visit, opinion, case_number_ + 1, complaints_);
    if (complaint) record(*complaint);
    decide(visit, opinion, complaint);
    return opinion;
  }

  void answer_survey(const Visit& visit, const Opinion& opinion) {
    const bool answers = opinions_.uniform() < options_.survey_response;
    const Time at = world_.hours.later(visit.end, opinions_.exponential(survey_delay));
    if (!answers || !is_recorded(at)) return;
    for (auto rating : opinion.ratings) {
      rating.at = at;
      records_.ratings.push_back(rating);
    }
  }

  /// Stays or leaves; who complained decides when his case is decided or has taken too long.
  void decide(const Visit& visit, const Opinion& opinion, const std::optional<ComplaintRow>& complaint) {
    double log_odds = std::log(options_.base_leaving_odds) + options_.leaving_gap_effect * opinion.mean_shortfall();
    if (visit.failed(world_.moment_of_truth)) log_odds += options_.moment_effect;
    Time leaves_at = settled_;
    if (complaint) {
      const Time limit = complaint->opened_at + resolution_limit;
      const Time resolved = complaint->resolved_at.value_or(limit + Duration{1});
      if (resolved > limit) log_odds += options_.unresolved_effect;
      if (resolved <= limit && complaint->satisfied == true) log_odds -= options_.recovery_effect;
      leaves_at = std::max(leaves_at, std::min(resolved, limit));
    }
    if (life_.uniform() >= logistic(log_odds) || leaves_at >= dropout_) return;
    dropout_ = leaves_at;
    because_ = Leaving::visit;
  }

  void record(const Visit& visit) {
    bool moment_came = false;
    for (const auto& touch : visit.touches) {
      if (!is_recorded(touch.at)) break;
      joined_ = std::min(joined_, touch.at);
      moment_came = moment_came || touch.step == world_.moment_of_truth;
      records_.touches.push_back(touch);
    }
    if (is_recorded(visit.touches.front().at)) ++truth_.visits;
    if (moment_came && visit.failed(world_.moment_of_truth)) ++truth_.moment_failures;
  }

  void record(const PurchaseRow& purchase) {
    if (is_recorded(purchase.at)) records_.purchases.push_back(purchase);
  }

  /// What the end of the records lets be known of a case.
  void record(ComplaintRow complaint) {
    if (!is_recorded(complaint.opened_at)) return;
    ++case_number_;
    const auto forget_future = [this](std::optional<Time>& at) {
      if (at && !is_recorded(*at)) at.reset();
    };
    forget_future(complaint.acknowledged_at);
    forget_future(complaint.owned_at);
    forget_future(complaint.resolved_at);
    if (!complaint.resolved_at) {
      complaint.outcome.reset();
      complaint.compensation.reset();
      complaint.satisfied.reset();
    }
    records_.complaints.push_back(std::move(complaint));
  }

  void finish() {
    CustomerRow row;
    row.customer.number = client_.number;
    row.joined_at = joined_;
    row.name = client_.name;
    row.region = client_.region;
    row.age_band = client_.age_band;
    if (truth_.buyer) row.car_model = client_.car_model;
    row.phone = client_.phone;
    records_.customers.push_back(std::move(row));
    truth_.customer = client_.number;
    truth_.purchase_rate = client_.purchase_rate;
    truth_.dropout_rate = client_.dropout_rate;
    truth_.mean_spend = options_.spend_shape / client_.inverse_scale;
    if (is_recorded(dropout_)) {
      truth_.dropped_out_at = dropout_;
      truth_.left_because = because_;
    }
    records_.truth.push_back(truth_);
  }

  const World& world_;
  const DealershipOptions& options_;
  const Client& client_;
  Records& records_;
  RandomStream life_, visits_, opinions_, complaints_, purchases_;
  Expectations expectations_;
  double clock_;             // open time
  double free_since_ = 0.0;  // open time of the last event
  double mood_ = 0.0;        // running mean of gaps
  std::uint32_t visit_number_ = 0;
  std::uint32_t case_number_ = 0;
  Time joined_;
  Time dropout_;
  Time settled_{std::numeric_limits<std::int64_t>::min()};  // end of all touches so far
  Leaving because_ = Leaving::natural;
  TruthRow truth_;
};

}  // namespace

void live(const World& world, const Client& client, Records& records) {
  Relationship(world, client, records).live();
}

}  // namespace fealty::demo
