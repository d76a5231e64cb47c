#include "fealty/gaps/filtered_expectations.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

#include "fealty/core/large_pages.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::gaps {
namespace {

constexpr std::size_t block_series = 1 << 13;
const double log_two_pi = std::log(2 * std::numbers::pi);

/// A gain as the loop over ratings reads it.
struct TabledGain {
  double will = 0, should = 0, precision = 0;

  TabledGain() = default;
  explicit TabledGain(const AnswerGain<>& gain) : will(gain.will), should(gain.should), precision(1 / gain.variance) {}
};

/// A visit at which all questions are answered, as all before it were.
struct TabledVisit {
  TabledGain will, should, experience;
  double log_variances = 0;       ///< of the errors of this visit and all before it, with log 2 pi
  ExpectationVariances<> prior;   ///< of the states, before any answer of the visit
  ExpectationVariances<> before;  ///< before the experience
};

/// The logarithm of a product of many variances, with few logarithms.
class LogDeterminant {
 public:
  void multiply(double variance) noexcept {
    product_ *= variance;
    if (product_ > least && product_ < most) return;
    log_ += std::log(product_);
    product_ = 1;
  }

  void multiply(const VisitGains<>& g, unsigned questions) noexcept {
    for (const auto& [question, gain] : {std::pair(answered::will, &g.will), std::pair(answered::should, &g.should),
                                         std::pair(answered::experience, &g.experience)}) {
      if ((questions & question) == 0) continue;
      multiply(gain->variance);
      ++answers_;
    }
  }

  /// With log 2 pi for each answer.
  [[nodiscard]] double value() const noexcept {
    return log_ + std::log(product_) + static_cast<double>(answers_) * log_two_pi;
  }

 private:
  static constexpr double least = 1e-150, most = 1e150;

  double product_ = 1;
  double log_ = 0;
  std::uint64_t answers_ = 0;
};

/// Visits 0, 1, ... of series without missing answers, until nothing changes any more; the last one holds from there
/// on.
struct VisitTable {
  std::vector<TabledVisit> visits;
  double log_variances_after = 0;  ///< of each visit beyond the last

  VisitTable(const ExpectationSteps<>& steps, unsigned questions, std::size_t longest) {
    ExpectationVariances<> v = steps.population_variances;
    LogDeterminant determinant;
    for (std::size_t t = 0; t < std::max<std::size_t>(1, longest); ++t) {
      TabledVisit visit;
      visit.prior = v;
      const VisitGains<> g = steps.gains(questions, v);
      if ((questions & answered::will) != 0) visit.will = TabledGain(g.will);
      if ((questions & answered::should) != 0) visit.should = TabledGain(g.should);
      if ((questions & answered::experience) != 0) visit.experience = TabledGain(g.experience);
      visit.before = g.before;
      LogDeterminant own;
      own.multiply(g, questions);
      log_variances_after = own.value();
      determinant.multiply(g, questions);
      visit.log_variances = determinant.value();
      visits.push_back(visit);
      if (v.will == visit.prior.will && v.covariance == visit.prior.covariance && v.should == visit.prior.should) break;
    }
    next = v;
  }

  [[nodiscard]] const TabledVisit& at(std::size_t t) const noexcept { return visits[std::min(t, visits.size() - 1)]; }

  /// Of the first t visits.
  [[nodiscard]] double log_variances(std::size_t t) const noexcept {
    if (t == 0) return 0;
    if (t <= visits.size()) return visits[t - 1].log_variances;
    return visits.back().log_variances + static_cast<double>(t - visits.size()) * log_variances_after;
  }

  /// The variances of the states before visit t.
  [[nodiscard]] const ExpectationVariances<>& prior(std::size_t t) const noexcept {
    return t < visits.size() ? visits[t].prior : next;
  }

  ExpectationVariances<> next;
};

/// The columns that the loop reads and writes.
struct Columns {
  const double* will;
  const double* should;
  const double* experience;
  const Time* at;
};

struct VisitColumns {
  double* will = nullptr;
  double* will_variance = nullptr;
  double* should = nullptr;
  double* should_variance = nullptr;

  void write(std::size_t i, const ExpectationMeans<>& m, const ExpectationVariances<>& v) const {
    will[i] = m.will;
    will_variance[i] = v.will;
    should[i] = m.should;
    should_variance[i] = v.should;
  }
};

/// What visits without gains of the table add to the log-likelihood.
struct Errors {
  LogDeterminant determinant;
  double squares = 0;

  [[nodiscard]] double log_likelihood() const noexcept { return -0.5 * (determinant.value() + squares); }
};

/// One visit by gains of its own.
ExpectationBelief visit_with(ExpectationState& state, const ExpectationSteps<>& steps, const VisitAnswers& answers,
                             double level, Errors& errors) {
  const unsigned questions = answers.questions();
  auto& [m, v] = state.next;
  const VisitGains<> g = steps.gains(questions, v);
  const auto learn_from = [&](double error, const AnswerGain<>& gain) {
    errors.squares += error * error / gain.variance;
    learn(m, gain, error);
  };
  if ((questions & answered::will) != 0) learn_from(answers.will - level - m.will, g.will);
  if ((questions & answered::should) != 0) learn_from(answers.should - level - m.should, g.should);
  const ExpectationBelief before{m, g.before};
  const double error = answers.experience - level - steps.experience_of(m);
  m = steps.moved_on(m);
  if ((questions & answered::experience) != 0) {
    state.last_gap = answers.experience - level - before.means.will;
    state.last_gap_variance = g.before.will;
    learn_from(error, g.experience);
  }
  ++state.visits;
  errors.determinant.multiply(g, questions);
  return before;
}

/// The filter over a block of series, for ratings in which the questions `Asked` are answered.
template <unsigned Asked, bool EveryVisit>
class Pass {
 public:
  Pass(const ExpectationSteps<>& steps, const VisitTable& table, const Columns& in, const VisitColumns& out)
      : steps_(steps), table_(table), in_(in), out_(out) {}

  /// Filters the ratings [begin, end) and returns their log-likelihood.
  double operator()(std::size_t begin, std::size_t end, double level, ExpectationState& state) const {
    ExpectationMeans<> m = steps_.population;
    double squares = 0;
    std::size_t i = begin;
    double gap_will = 0;
    for (; i < end && is_complete(i); ++i) {
      const TabledVisit& g = table_.at(i - begin);
      if constexpr ((Asked & answered::will) != 0) answer(in_.will[i] - level - m.will, g.will, m, squares);
      if constexpr ((Asked & answered::should) != 0) answer(in_.should[i] - level - m.should, g.should, m, squares);
      if constexpr (EveryVisit) out_.write(i, m, g.before);
      gap_will = m.will;
      if constexpr ((Asked & answered::experience) != 0) {
        const double error = in_.experience[i] - level - steps_.experience_of(m);
        m = steps_.moved_on(m);
        answer(error, g.experience, m, squares);
      } else {
        m = steps_.moved_on(m);
      }
    }
    const std::size_t tabled = i - begin;
    state.next = {m, table_.prior(tabled)};
    state.visits = tabled;
    if constexpr ((Asked & answered::experience) != 0) {
      if (tabled > 0) {
        state.last_gap = in_.experience[i - 1] - level - gap_will;
        state.last_gap_variance = table_.at(tabled - 1).before.will;
      }
    }
    state.last_at = in_.at == nullptr || begin == end ? no_time : in_.at[end - 1];
    const double complete = -0.5 * (table_.log_variances(tabled) + squares);
    if (i == end) return complete;
    Errors errors;
    ExpectationState now = state;  // a local, which nothing else can point to
    for (; i < end; ++i) one_by_one(i, level, now, errors);
    state = now;
    return complete + errors.log_likelihood();
  }

 private:
  [[nodiscard]] bool is_complete(std::size_t i) const noexcept {
    bool complete = true;
    if constexpr ((Asked & answered::will) != 0) complete = complete && in_.will[i] == in_.will[i];
    if constexpr ((Asked & answered::should) != 0) complete = complete && in_.should[i] == in_.should[i];
    if constexpr ((Asked & answered::experience) != 0) complete = complete && in_.experience[i] == in_.experience[i];
    return complete;
  }

  static void answer(double error, const TabledGain& gain, ExpectationMeans<>& m, double& squares) noexcept {
    squares += error * error * gain.precision;
    m.will += gain.will * error;
    m.should += gain.should * error;
  }

  void one_by_one(std::size_t i, double level, ExpectationState& state, Errors& errors) const {
    VisitAnswers answers;
    if constexpr ((Asked & answered::will) != 0) answers.will = in_.will[i];
    if constexpr ((Asked & answered::should) != 0) answers.should = in_.should[i];
    if constexpr ((Asked & answered::experience) != 0) answers.experience = in_.experience[i];
    const ExpectationBelief before = visit_with(state, steps_, answers, level, errors);
    if constexpr (EveryVisit) out_.write(i, before.means, before.variances);
  }

  const ExpectationSteps<>& steps_;
  const VisitTable& table_;
  const Columns& in_;
  const VisitColumns& out_;
};

template <unsigned Asked, bool EveryVisit>
void filter_all(const RatingSeries& series, const ExpectationSteps<>& steps, std::span<const double> levels,
                FilteredExpectations& made) {
  std::size_t longest = 0;
  for (std::size_t s = 0; s < series.size(); ++s) longest = std::max(longest, series.length(s));
  const VisitTable table(steps, Asked, longest);
  const auto data = [](const auto& column) { return column.empty() ? nullptr : column.data(); };
  const Columns in{data(series.will()), data(series.should()), data(series.experience()), data(series.at())};
  VisitColumns out;
  if constexpr (EveryVisit) {
    for (auto* column : {&made.will, &made.will_variance, &made.should, &made.should_variance})
      *column = large_vector<double>(series.ratings());
    out = {made.will.data(), made.will_variance.data(), made.should.data(), made.should_variance.data()};
  }
  made.states.resize(series.size());
  const Pass<Asked, EveryVisit> pass(steps, table, in, out);
  made.log_likelihood = reduce_blocks(
      series.size(), 0.0,
      [&](std::size_t begin, std::size_t end) {
        double sum = 0;
        for (std::size_t s = begin; s < end; ++s)
          sum += pass(series.begin_of(s), series.end_of(s), levels[series.item_of(s)], made.states[s]);
        return sum;
      },
      [](double& total, double part) { total += part; }, block_series, "filtering ratings");
}

template <bool EveryVisit>
void filter_asked(unsigned asked, const RatingSeries& series, const ExpectationSteps<>& steps,
                  std::span<const double> levels, FilteredExpectations& made) {
  switch (asked) {
    case 1:
      return filter_all<1, EveryVisit>(series, steps, levels, made);
    case 2:
      return filter_all<2, EveryVisit>(series, steps, levels, made);
    case 3:
      return filter_all<3, EveryVisit>(series, steps, levels, made);
    case 4:
      return filter_all<4, EveryVisit>(series, steps, levels, made);
    case 5:
      return filter_all<5, EveryVisit>(series, steps, levels, made);
    case 6:
      return filter_all<6, EveryVisit>(series, steps, levels, made);
    default:
      return filter_all<7, EveryVisit>(series, steps, levels, made);
  }
}

}  // namespace

ExpectationBelief visit(ExpectationState& state, const ExpectationSteps<>& steps, const VisitAnswers& answers,
                        double level, Time at) {
  Errors unused;
  state.last_at = at;
  return visit_with(state, steps, answers, level, unused);
}

FilteredExpectations filter_expectations(const RatingSeries& series, const ExpectationParameters<>& parameters,
                                         std::span<const double> item_levels, bool every_visit) {
  FilteredExpectations made;
  if (series.size() == 0) return made;
  const ExpectationSteps<> steps(parameters);
  const unsigned asked = (series.will().empty() ? 0 : answered::will) |
                         (series.should().empty() ? 0 : answered::should) |
                         (series.experience().empty() ? 0 : answered::experience);
  if (every_visit) {
    filter_asked<true>(asked, series, steps, item_levels, made);
  } else {
    filter_asked<false>(asked, series, steps, item_levels, made);
  }
  return made;
}

}  // namespace fealty::gaps
