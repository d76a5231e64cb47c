#include "fealty/gaps/expectation_track.hpp"

#include <cmath>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "state_interval.hpp"

namespace fealty::gaps {
namespace {

/// What a visit's answers left behind in the filter.
struct Step {
  ExpectationMeans<> means;          // before any answer of the visit
  ExpectationVariances<> variances;  // the same
  VisitGains<> gains;
  double will_error = 0, should_error = 0, experience_error = 0;
};

/// De Jong's backward quantities: what later answers add to the means (r) and take from the variances (N).
struct Backward {
  double r_will = 0, r_should = 0;
  double n_will = 0, n_both = 0, n_should = 0;

  /// Goes back over the answer h'x with error v, gain k and transition diag(a, b): L = diag(a, b) - k h'.
  void answer(const AnswerGain<>& k, double v, double h_will, double h_should, double a, double b) {
    const double ww = a - k.will * h_will, ws = -k.will * h_should;  // rows of L
    const double sw = -k.should * h_will, ss = b - k.should * h_should;
    back(ww, ws, sw, ss);
    r_will += h_will * v / k.variance;
    r_should += h_should * v / k.variance;
    n_will += h_will * h_will / k.variance;
    n_both += h_will * h_should / k.variance;
    n_should += h_should * h_should / k.variance;
  }

  /// r <- L'r and N <- L'N L.
  void back(double ww, double ws, double sw, double ss) {
    const auto [rw, rs] = std::pair(ww * r_will + sw * r_should, ws * r_will + ss * r_should);
    const double nw_w = n_will * ww + n_both * sw, nw_s = n_will * ws + n_both * ss;  // N L
    const double ns_w = n_both * ww + n_should * sw, ns_s = n_both * ws + n_should * ss;
    r_will = rw;
    r_should = rs;
    n_will = ww * nw_w + sw * ns_w;
    n_both = ww * nw_s + sw * ns_s;
    n_should = ws * nw_s + ss * ns_s;
  }
};

/// m + V r and V - V N V.
ExpectationBelief smoothed(const Step& step, const Backward& b) {
  const auto& [m, v] = std::pair(step.means, step.variances);
  const double wr_w = v.will * b.n_will + v.covariance * b.n_both, wr_s = v.will * b.n_both + v.covariance * b.n_should;
  const double sr_w = v.covariance * b.n_will + v.should * b.n_both;
  const double sr_s = v.covariance * b.n_both + v.should * b.n_should;
  return {{m.will + v.will * b.r_will + v.covariance * b.r_should,
           m.should + v.covariance * b.r_will + v.should * b.r_should},
          {v.will - (wr_w * v.will + wr_s * v.covariance), v.covariance - (wr_w * v.covariance + wr_s * v.should),
           v.should - (sr_w * v.covariance + sr_s * v.should)}};
}

}  // namespace

NextVisit next_visit(const ExpectationFit& fit, const ExpectationBelief& belief, double item_level) {
  const StateInterval interval(fit.level);
  const ExpectationSteps<> steps(fit.parameters);
  const auto& [m, v] = belief;
  const double variance = steps.will_weight * (steps.will_weight * v.will + 2 * steps.should_weight * v.covariance) +
                          steps.should_weight * steps.should_weight * v.should + steps.experience_variance;
  const bool knows_experience = (fit.asked & answered::experience) != 0;
  return {interval(fit.knows_will, m.will + item_level, v.will),
          interval(fit.knows_should, m.should + item_level, v.should),
          interval(knows_experience, steps.experience_of(m) + item_level, variance)};
}

ExpectationTrack track_expectations(const ExpectationFit& fit, std::span<const VisitAnswers> visits,
                                    double item_level) {
  const ExpectationSteps<> steps(fit.parameters);
  const StateInterval interval(fit.level);
  ExpectationTrack track;
  track.visits.resize(visits.size());
  std::vector<Step> done(visits.size());
  ExpectationBelief now{steps.population, steps.population_variances};
  auto& [m, v] = now;
  for (std::size_t t = 0; t < visits.size(); ++t) {
    const VisitAnswers& answers = visits[t];
    const unsigned questions = answers.questions();
    Step& step = done[t];
    step.means = m;
    step.variances = v;
    step.gains = steps.gains(questions, v);
    const VisitGains<>& g = step.gains;
    if ((questions & answered::will) != 0) learn(m, g.will, step.will_error = answers.will - item_level - m.will);
    if ((questions & answered::should) != 0)
      learn(m, g.should, step.should_error = answers.should - item_level - m.should);
    TrackedVisit& visit = track.visits[t];
    visit.answers = answers;
    visit.will = interval(fit.knows_will, m.will + item_level, g.before.will);
    visit.should = interval(fit.knows_should, m.should + item_level, g.before.should);
    visit.gap = interval(fit.knows_will, answers.experience - item_level - m.will, g.before.will);
    const double error = answers.experience - item_level - steps.experience_of(m);
    m = steps.moved_on(m);
    if ((questions & answered::experience) != 0) learn(m, g.experience, step.experience_error = error);
  }
  Backward later;
  for (std::size_t t = visits.size(); t-- > 0;) {
    const Step& step = done[t];
    const unsigned questions = visits[t].questions();
    if ((questions & answered::experience) != 0) {
      later.answer(step.gains.experience, step.experience_error, steps.will_weight, steps.should_weight,
                   steps.will_kept, steps.should_kept);
    } else {
      later.back(steps.will_kept, 0, 0, steps.should_kept);
    }
    if ((questions & answered::should) != 0) later.answer(step.gains.should, step.should_error, 0, 1, 1, 1);
    if ((questions & answered::will) != 0) later.answer(step.gains.will, step.will_error, 1, 0, 1, 1);
    const ExpectationBelief all = smoothed(step, later);
    track.visits[t].will_smoothed = interval(fit.knows_will, all.means.will + item_level, all.variances.will);
    track.visits[t].should_smoothed = interval(fit.knows_should, all.means.should + item_level, all.variances.should);
  }
  const NextVisit next = next_visit(fit, now, item_level);
  track.next_will = next.will;
  track.next_should = next.should;
  track.next_experience = next.experience;
  return track;
}

Frame ExpectationTrack::frame() const {
  std::vector<std::int64_t> number;
  std::vector<double> expectation, should_answer, experience;
  EstimateColumns will, should, gap, will_smoothed, should_smoothed;
  for (const TrackedVisit& visit : visits) {
    number.push_back(static_cast<std::int64_t>(number.size()) + 1);
    expectation.push_back(visit.answers.will);
    should_answer.push_back(visit.answers.should);
    experience.push_back(visit.answers.experience);
    will.push(visit.will);
    should.push(visit.should);
    gap.push(visit.gap);
    will_smoothed.push(visit.will_smoothed);
    should_smoothed.push(visit.should_smoothed);
  }
  Frame made;
  made.add("visit", std::move(number));
  if (at) made.add("at", at);
  made.add("will_answer", std::move(expectation));
  made.add("should_answer", std::move(should_answer));
  made.add("experience", std::move(experience));
  will.add_to(made, "will");
  should.add_to(made, "should");
  gap.add_to(made, "gap");
  will_smoothed.add_to(made, "will_smoothed");
  should_smoothed.add_to(made, "should_smoothed");
  return made;
}

}  // namespace fealty::gaps
