#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>

namespace fealty::gaps {

/// What drives the expectations of all customers, over the scalar of a likelihood.
///
/// The model is that of Boulding, Kalra, Staelin and Zeithaml (1993), "A dynamic process model of service quality: from
/// expectations to behavioral intentions", Journal of Marketing Research 30. At visit t a customer comes with two
/// expectations: W_t, what they predict they will get, and S_t, what they think they ought to get. D_t is delivered.
///
///     delivered      D_t     = service_mean + service_sd * d_t
///     experience     P_t     = D_t + will_effect * (W_t - D_t) - should_effect * (S_t - D_t) + experience_noise * p_t
///     will           W_{t+1} = W_t + will_rate   * (D_t - W_t)
///     should         S_{t+1} = S_t + should_rate * (D_t - S_t)
///     answers        E_t     = W_t + will_noise * e_t,     O_t = S_t + should_noise * o_t
///
/// with independent standard normal d, p, e and o. Taken from the paper: the experience depends on will, should and
/// what is delivered, up with will and down with should (its equation of perceptions), and both expectations are
/// averages of the expectation before and of what was delivered (its two equations of updating).
///
/// Chosen where the paper leaves it open, or to make the likelihood exact:
/// - Should is updated linearly, like will. In the paper it only rises, when the service delivered exceeds it; then no
///   state is normal and there is no exact filter.
/// - What is delivered is not observed, as in the paper's field study: it varies around one mean, independently from
///   visit to visit. Its unit is that of the answers: who expects what comes experiences what comes, so that the
///   weights of will, should and delivered in the experience sum to 1.
/// - Nothing else moves an expectation: the paper's other sources of information are not in the ratings.
/// - Visits are the clock. Time that passes between them changes no expectation, so intervals may be irregular.
/// - W and S of a customer's first visit are normal, over the population that new customers come from.
/// - Which expectation a question asks for is the caller's to say; usually it is will.
template <class Scalar = double>
struct ExpectationParameters {
  Scalar will_rate{};         ///< how far one visit moves what is predicted toward what was delivered, 0 to 1
  Scalar should_rate{};       ///< the same of what ought to be, 0 to 1
  Scalar will_effect{};       ///< share of a raised prediction that is found again in the experience
  Scalar should_effect{};     ///< what a raised demand takes off the experience
  Scalar service_mean{};      ///< what is delivered, on the average
  Scalar service_sd{};        ///< its standard deviation from visit to visit
  Scalar will_mean{};         ///< of new customers
  Scalar will_sd{};           ///< between new customers
  Scalar should_mean{};       ///< of new customers
  Scalar should_sd{};         ///< between new customers
  Scalar correlation{};       ///< of will and should of new customers
  Scalar will_noise{};        ///< standard deviation of an answer around the prediction
  Scalar should_noise{};      ///< standard deviation of an answer around the demand
  Scalar experience_noise{};  ///< standard deviation of an answer around the experience

  static constexpr std::size_t count = 14;
  static constexpr std::array<std::string_view, count> names{
      "will_rate", "should_rate", "will_effect", "should_effect", "service_mean", "service_sd",   "will_mean",
      "will_sd",   "should_mean", "should_sd",   "correlation",   "will_noise",   "should_noise", "experience_noise"};

  /// The parameters in the order of their names.
  [[nodiscard]] constexpr std::array<Scalar, count> values() const {
    return {will_rate, should_rate, will_effect, should_effect, service_mean, service_sd,   will_mean,
            will_sd,   should_mean, should_sd,   correlation,   will_noise,   should_noise, experience_noise};
  }

  static constexpr ExpectationParameters of(const std::array<Scalar, count>& v) {
    return {v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13]};
  }
};

/// Which questions a rating answers, as bits.
namespace answered {
inline constexpr unsigned will = 1;
inline constexpr unsigned should = 2;
inline constexpr unsigned experience = 4;
}  // namespace answered

/// What was answered at one visit; NaN where nothing was.
struct VisitAnswers {
  double will = std::numeric_limits<double>::quiet_NaN();
  double should = std::numeric_limits<double>::quiet_NaN();
  double experience = std::numeric_limits<double>::quiet_NaN();

  [[nodiscard]] unsigned questions() const noexcept {
    return (std::isnan(will) ? 0 : answered::will) | (std::isnan(should) ? 0 : answered::should) |
           (std::isnan(experience) ? 0 : answered::experience);
  }
};

/// Means of a customer's two expectations, given answers.
template <class Scalar = double>
struct ExpectationMeans {
  Scalar will{};
  Scalar should{};
};

/// Their variances and their covariance.
template <class Scalar = double>
struct ExpectationVariances {
  Scalar will{};
  Scalar covariance{};
  Scalar should{};
};

/// A normal distribution of a customer's two expectations.
struct ExpectationBelief {
  ExpectationMeans<> means;
  ExpectationVariances<> variances;
};

/// How an answer's error of prediction moves the two means: Kalman's gain, with the variance of the error.
template <class Scalar = double>
struct AnswerGain {
  Scalar variance{};
  Scalar will{};
  Scalar should{};
};

/// The gains of one visit's answers. They depend on which questions are answered, and not on what is.
template <class Scalar = double>
struct VisitGains {
  AnswerGain<Scalar> will;
  AnswerGain<Scalar> should;
  AnswerGain<Scalar> experience;        ///< onto the means of the next visit
  ExpectationVariances<Scalar> before;  ///< after the answers about expectations, before the experience
};

/// The constants of the filter that follow from the parameters.
///
/// One visit is a step of Kalman (1960), written out for two states, one answer after another. The delivered service
/// enters both the experience and the next expectations, so noise of measurement and of transition are correlated: the
/// answer about the experience and the step to the next visit are one update (Anderson and Moore 1979, "Optimal
/// filtering", section 5.5).
template <class Scalar = double>
struct ExpectationSteps {
  explicit ExpectationSteps(const ExpectationParameters<Scalar>& p)
      : delivered_weight(1.0 - p.will_effect + p.should_effect),
        will_weight(p.will_effect),
        should_weight(-p.should_effect),
        level(delivered_weight * p.service_mean),
        will_rate(p.will_rate),
        should_rate(p.should_rate),
        will_kept(1.0 - p.will_rate),
        should_kept(1.0 - p.should_rate),
        will_push(p.will_rate * p.service_mean),
        should_push(p.should_rate * p.service_mean),
        service_variance(p.service_sd * p.service_sd),
        shared(delivered_weight * service_variance),
        will_noise(p.will_noise * p.will_noise),
        should_noise(p.should_noise * p.should_noise),
        experience_variance(delivered_weight * shared + p.experience_noise * p.experience_noise),
        population{p.will_mean, p.should_mean},
        population_variances{p.will_sd * p.will_sd, p.correlation * p.will_sd * p.should_sd,
                             p.should_sd * p.should_sd} {}

  /// The gains of a visit at which `questions` are answered; `v` becomes the variances at the next visit.
  [[nodiscard]] VisitGains<Scalar> gains(unsigned questions, ExpectationVariances<Scalar>& v) const {
    VisitGains<Scalar> g;
    if ((questions & answered::will) != 0) g.will = answer_will(v);
    if ((questions & answered::should) != 0) g.should = answer_should(v);
    g.before = v;
    if ((questions & answered::experience) == 0) {
      v = {will_kept * will_kept * v.will + will_rate * will_rate * service_variance,
           will_kept * should_kept * v.covariance + will_rate * should_rate * service_variance,
           should_kept * should_kept * v.should + should_rate * should_rate * service_variance};
      return g;
    }
    // Of the experience with will and with should; what of the service it does not explain moves both on.
    const Scalar with_will = will_weight * v.will + should_weight * v.covariance;
    const Scalar with_should = will_weight * v.covariance + should_weight * v.should;
    const Scalar variance = will_weight * with_will + should_weight * with_should + experience_variance;
    const Scalar next_will = will_kept * with_will + will_rate * shared;
    const Scalar next_should = should_kept * with_should + should_rate * shared;
    const Scalar precision = 1.0 / variance;
    g.experience = {variance, next_will * precision, next_should * precision};
    v = {will_kept * will_kept * v.will + will_rate * will_rate * service_variance - g.experience.will * next_will,
         will_kept * should_kept * v.covariance + will_rate * should_rate * service_variance -
             g.experience.will * next_should,
         should_kept * should_kept * v.should + should_rate * should_rate * service_variance -
             g.experience.should * next_should};
    return g;
  }

  /// What is experienced next, on the average, by customers of these expectations.
  [[nodiscard]] Scalar experience_of(const ExpectationMeans<Scalar>& m) const {
    return level + will_weight * m.will + should_weight * m.should;
  }

  /// The means at the next visit, where nobody says what this one was like.
  [[nodiscard]] ExpectationMeans<Scalar> moved_on(const ExpectationMeans<Scalar>& m) const {
    return {will_kept * m.will + will_push, should_kept * m.should + should_push};
  }

  Scalar delivered_weight, will_weight, should_weight, level;
  Scalar will_rate, should_rate, will_kept, should_kept, will_push, should_push;
  Scalar service_variance, shared, will_noise, should_noise, experience_variance;
  ExpectationMeans<Scalar> population;
  ExpectationVariances<Scalar> population_variances;

 private:
  AnswerGain<Scalar> answer_will(ExpectationVariances<Scalar>& v) const {
    const Scalar variance = v.will + will_noise;
    const Scalar precision = 1.0 / variance;
    const AnswerGain<Scalar> gain{variance, v.will * precision, v.covariance * precision};
    const Scalar left = will_noise * precision;
    v = {left * v.will, left * v.covariance, v.should - gain.should * v.covariance};
    return gain;
  }

  AnswerGain<Scalar> answer_should(ExpectationVariances<Scalar>& v) const {
    const Scalar variance = v.should + should_noise;
    const Scalar precision = 1.0 / variance;
    const AnswerGain<Scalar> gain{variance, v.covariance * precision, v.should * precision};
    const Scalar left = should_noise * precision;
    v = {v.will - gain.will * v.covariance, left * v.covariance, left * v.should};
    return gain;
  }
};

/// Moves the means by an answer's error of prediction.
template <class Scalar>
void learn(ExpectationMeans<Scalar>& m, const AnswerGain<Scalar>& gain, const Scalar& error) {
  m.will += gain.will * error;
  m.should += gain.should * error;
}

}  // namespace fealty::gaps
