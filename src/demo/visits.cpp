#include "visits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "fealty/core/special.hpp"

namespace fealty::demo {
namespace {

constexpr double wait_spread = 0.6;      // standard deviation of a log waiting time
constexpr double duration_spread = 0.3;  // and of a log duration
constexpr double longest_minutes = 480;

Duration minutes(double count) noexcept {
  return {static_cast<std::int64_t>(std::min(count, longest_minutes) * 60) * us_per_second};
}

/// Does one step after another.
class Course {
 public:
  Course(const World& world, const Client& client, const VisitPlan& plan, RandomStream& random)
      : world_(world), client_(client), plan_(plan), random_(random), now_(world.hours.at(plan.arrival)) {}

  /// A call or a message one to five open days before, if there was time for it.
  void book() {
    const double lead = 1 + 4 * random_.uniform();
    const bool walks_in = random_.uniform() < world_.options.walk_in;
    if (walks_in || plan_.arrival - lead < plan_.free_since) return;
    constexpr std::array<double, 3> weights = {0.5, 0.3, 0.2};
    constexpr std::array<Channel, 3> channels = {Channel::phone, Channel::wechat, Channel::app};
    const Channel channel = channels[random_.categorical(weights)];
    const Time arrival = std::exchange(now_, world_.hours.at(plan_.arrival - lead));
    serve(Step::booking, channel);
    now_ = arrival;
  }

  void serve(Step step, Channel channel = Channel::face_to_face) {
    const auto& entry = entry_of(step);
    const auto& options = world_.options;
    const double noise = wait_spread * random_.normal();
    const double log_wait = options.load_effect * world_.hours.load_at(now_) + noise;
    const Duration length = minutes(entry.duration_minutes * std::exp(duration_spread * random_.normal()));
    const auto& able = world_.at_post(client_.region, entry.post);
    TouchRow touch;
    touch.customer.number = client_.number;
    touch.visit = plan_.number;
    touch.step = step;
    touch.at = world_.hours.when_fits(now_ + minutes(entry.wait_minutes * std::exp(log_wait)), length);
    touch.ended_at = touch.at + length;
    touch.channel = channel;
    touch.staff = able[random_.below(able.size())];
    const bool met = random_.uniform() < chance(step, touch, log_wait);
    if (random_.uniform() >= options.met_unknown) touch.met = met;
    visit_.met[static_cast<std::size_t>(step)] = met;
    now_ = touch.ended_at;
    visit_.touches.push_back(touch);
  }

  /// Inspection, repair and the check, which may send the repair back once.
  void repair() {
    serve(Step::inspection);
    serve(Step::repair);
    serve(Step::quality_check);
    const bool sent_back = random_.uniform() < world_.options.rework;
    if (!sent_back || !visit_.failed(Step::repair) || visit_.failed(Step::quality_check)) return;
    serve(Step::repair);
    serve(Step::quality_check);
  }

  void leave() { visit_.paid = now_; }

  /// A call two to four open days after, unless nobody answers any more.
  void follow_up() {
    now_ = world_.hours.later(now_, 2 + 2 * random_.uniform());
    serve(Step::follow_up, Channel::phone);
    if (now_ <= plan_.latest_follow_up) return;
    visit_.touches.pop_back();
    visit_.met[static_cast<std::size_t>(Step::follow_up)].reset();
  }

  Visit finish() {
    visit_.end = visit_.touches.back().ended_at;
    return std::move(visit_);
  }

 private:
  double chance(Step step, const TouchRow& touch, double log_wait) const {
    const auto& options = world_.options;
    const double base = entry_of(step).met;
    double log_odds =
        std::log(base / (1 - base)) + world_.colleagues[touch.staff].effect - options.wait_effect * log_wait;
    if (client_.region == world_.weak_region) log_odds -= options.weak_region_effect;
    const auto day = world_.hours.day_of(touch.at);
    const bool late = day >= 0 && static_cast<std::uint64_t>(day) >= options.deterioration_day;
    if (step == world_.deteriorating_step && late) log_odds -= options.deterioration_effect;
    return logistic(log_odds);
  }

  const World& world_;
  const Client& client_;
  const VisitPlan& plan_;
  RandomStream& random_;
  Time now_;
  Visit visit_;
};

}  // namespace

Visit service_visit(const World& world, const Client& client, const VisitPlan& plan, RandomStream& random) {
  Course course(world, client, plan, random);
  course.book();
  course.serve(Step::reception);
  course.repair();
  course.serve(Step::handover);
  course.serve(Step::payment);
  course.leave();
  course.follow_up();
  return course.finish();
}

Visit test_drive_visit(const World& world, const Client& client, const VisitPlan& plan, RandomStream& random) {
  Course course(world, client, plan, random);
  course.book();
  course.serve(Step::reception);
  course.serve(Step::test_drive);
  course.serve(Step::offer);
  course.leave();
  return course.finish();
}

}  // namespace fealty::demo
