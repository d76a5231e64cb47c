#include "expectation_likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "fealty/core/parallel.hpp"

namespace fealty::gaps {
namespace {

constexpr std::array<unsigned, 3> questions_in_order{answered::will, answered::should, answered::experience};
constexpr std::size_t batch_series = 64;
constexpr std::size_t block_work = 2048;         // visits of a task
constexpr std::size_t most_answers = 2048;       // of a series whose scatter matrix is made
constexpr std::size_t most_parts_of_group = 16;  // of a group, whose scatter matrices are held at the same time

using Index = Eigen::Index;

Index index(std::size_t i) noexcept {
  return static_cast<Index>(i);
}

struct QuestionSums {
  std::array<double, 3> sum{};
  std::array<double, 3> count{};

  QuestionSums& operator+=(const QuestionSums& other) noexcept {
    for (std::size_t q = 0; q < 3; ++q) {
      sum[q] += other.sum[q];
      count[q] += other.count[q];
    }
    return *this;
  }

  void add(const VisitAnswers& a) noexcept {
    const std::array values{a.will, a.should, a.experience};
    for (std::size_t q = 0; q < 3; ++q) {
      if (std::isnan(values[q])) continue;
      sum[q] += values[q];
      count[q] += 1;
    }
  }
};

}  // namespace

std::vector<double> item_levels(const RatingSeries& series) {
  const std::size_t items = std::max<std::size_t>(1, series.items().size());
  if (items == 1) return {0.0};
  constexpr std::size_t block = 1 << 14;
  const std::vector<QuestionSums> sums = reduce_blocks(
      series.size(), std::vector<QuestionSums>(items),
      [&](std::size_t begin, std::size_t end) {
        std::vector<QuestionSums> part(items);
        for (std::size_t s = begin; s < end; ++s) {
          for (std::size_t i = series.begin_of(s); i < series.end_of(s); ++i)
            part[series.item_of(s)].add(series.answers(i));
        }
        return part;
      },
      [](std::vector<QuestionSums>& total, std::vector<QuestionSums>&& part) {
        for (std::size_t i = 0; i < total.size(); ++i) total[i] += part[i];
      },
      block);
  QuestionSums all;
  for (const QuestionSums& item : sums) all += item;
  std::vector<double> levels(items);
  for (std::size_t i = 0; i < items; ++i) {
    double above = 0, count = 0;
    for (std::size_t q = 0; q < 3; ++q) {
      if (all.count[q] > 0) above += sums[i].sum[q] - sums[i].count[q] * (all.sum[q] / all.count[q]);
      count += sums[i].count[q];
    }
    levels[i] = count > 0 ? above / count : 0.0;
  }
  return levels;
}

namespace {

/// Which questions every visit answers. Visits after the last answer tell nothing and are left out.
std::string pattern_of(const RatingSeries& ratings, std::size_t series) {
  std::string pattern;
  for (std::size_t i = ratings.begin_of(series); i < ratings.end_of(series); ++i)
    pattern.push_back(static_cast<char>(ratings.answers(i).questions()));
  while (!pattern.empty() && pattern.back() == 0) pattern.pop_back();
  return pattern;
}

/// L of a positive semidefinite matrix L L', lower triangular. Of a column that follows from those before nothing but
/// rounding is left, and it is set to 0.
Eigen::MatrixXd cholesky_factor(Eigen::MatrixXd a) {
  const Index size = a.rows();
  const Eigen::VectorXd diagonal = a.diagonal();
  for (Index k = 0; k < size; ++k) {
    auto column = a.col(k).tail(size - k);
    if (k > 0) column -= a.block(k, 0, size - k, k) * a.row(k).head(k).transpose();
    if (column[0] > 1e-13 * diagonal[k]) {
      column /= std::sqrt(column[0]);
    } else {
      column.setZero();
    }
  }
  return a.triangularView<Eigen::Lower>();
}

}  // namespace

ExpectationLikelihood::ExpectationLikelihood(const RatingSeries& series, std::vector<double> levels, std::size_t stride)
    : ratings_(series), levels_(std::move(levels)) {
  std::unordered_map<std::string, std::size_t> group_of;
  for (std::size_t s = 0; s < series.size(); s += stride) {
    std::string pattern = pattern_of(series, s);
    if (pattern.empty()) continue;
    const auto [found, is_new] = group_of.try_emplace(pattern, groups_.size());
    if (is_new) {
      PatternGroup& group = groups_.emplace_back();
      group.questions.assign(pattern.begin(), pattern.end());
      for (const std::uint8_t questions : group.questions) {
        for (const unsigned q : questions_in_order) group.answers += (questions & q) != 0 ? 1 : 0;
      }
    }
    PatternGroup& group = groups_[found->second];
    group.members.push_back(static_cast<std::uint32_t>(s));
    group.count += 1;
    ++series_count_;
  }
  for (PatternGroup& group : groups_) {
    if (group.members.size() > group.answers + 1 && group.answers <= most_answers) condense(group);
  }
  plan_batches();
}

double ExpectationLikelihood::answer(std::size_t series, std::size_t visit, unsigned question) const noexcept {
  const std::size_t position = ratings_.begin_of(series) + visit;
  const double level = levels_[ratings_.item_of(series)];
  if (question == answered::will) return ratings_.will()[position] - level;
  if (question == answered::should) return ratings_.should()[position] - level;
  return ratings_.experience()[position] - level;
}

void ExpectationLikelihood::condense(PatternGroup& group) const {
  const std::vector<std::uint32_t>& members = group.members;
  const Index size = index(group.answers);
  const auto series_answers = [&](std::size_t member, auto&& column) {
    Index k = 0;
    for (std::size_t t = 0; t < group.questions.size(); ++t) {
      for (const unsigned q : questions_in_order) {
        if ((group.questions[t] & q) != 0) column[k++] = answer(members[member], t, q);
      }
    }
  };
  // Scatter around the first series: it is moved to the mean afterwards, and loses no digits that matter on the way.
  Eigen::VectorXd center(size);
  series_answers(0, center);
  struct Sums {
    Eigen::VectorXd sum;
    Eigen::MatrixXd scatter;
  };
  const std::size_t block =
      std::max<std::size_t>(256, (members.size() + most_parts_of_group - 1) / most_parts_of_group);
  const Sums zero{Eigen::VectorXd::Zero(size), Eigen::MatrixXd::Zero(size, size)};
  Sums sums = reduce_blocks(
      members.size(), zero,
      [&](std::size_t begin, std::size_t end) {
        Sums part = zero;
        constexpr std::size_t at_once = 128;
        Eigen::MatrixXd some(size, index(at_once));
        for (std::size_t first = begin; first < end; first += at_once) {
          const std::size_t count = std::min(at_once, end - first);
          for (std::size_t m = 0; m < count; ++m) {
            auto column = some.col(index(m));
            series_answers(first + m, column);
            column -= center;
          }
          const auto filled = some.leftCols(index(count));
          part.sum += filled.rowwise().sum();
          part.scatter.selfadjointView<Eigen::Lower>().rankUpdate(filled);
        }
        return part;
      },
      [](Sums& total, Sums&& part) {
        total.sum += part.sum;
        total.scatter += part.scatter;
      },
      block, "reading ratings");
  const Eigen::VectorXd shift = sums.sum / group.count;
  sums.scatter.selfadjointView<Eigen::Lower>().rankUpdate(shift, -group.count);
  group.mean = center + shift;
  group.factor = cholesky_factor(std::move(sums.scatter));
  group.members = {};
}

void ExpectationLikelihood::plan_batches() {
  blocks_.push_back(0);
  std::size_t in_block = 0;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const PatternGroup& group = groups_[g];
    const std::size_t rows = group.is_condensed() ? group.answers + 1 : group.members.size();
    for (std::size_t begin = 0; begin < rows; begin += batch_series) {
      const std::size_t end = std::min(rows, begin + batch_series);
      batches_.push_back({g, begin, end});
      const std::size_t visits = (end - begin + 3) * group.questions.size();  // gains take the time of about 3 series
      work_ += visits;
      in_block += visits;
      if (in_block < block_work) continue;
      blocks_.push_back(batches_.size());
      in_block = 0;
    }
  }
  if (blocks_.back() != batches_.size()) blocks_.push_back(batches_.size());
}

namespace {

/// A series, or a part of a condensed group, while it is filtered.
struct Filtered {
  ExpectationMeans<ParameterDual> means;
  std::size_t first_answer = 0;  // the answers before are 0, and so are their errors
  double weight = 1.0;
  bool has_means = true;  // false: a part of the scatter, whose population means are 0
};

}  // namespace

ParameterDual ExpectationLikelihood::batch_likelihood(const ExpectationSteps<ParameterDual>& steps,
                                                      const Batch& batch) const {
  const PatternGroup& group = groups_[batch.group];
  std::vector<Filtered> filtered(batch.end - batch.begin);
  for (std::size_t r = 0; r < filtered.size(); ++r) {
    Filtered& f = filtered[r];
    const std::size_t row = batch.begin + r;
    f.has_means = !group.is_condensed() || row == 0;
    if (f.has_means) f.means = steps.population;
    if (group.is_condensed()) f.weight = row == 0 ? group.count : 1.0;
    if (!f.has_means) f.first_answer = row - 1;
  }
  const auto value_of = [&](std::size_t r, std::size_t visit, std::size_t k, unsigned question) {
    const std::size_t row = batch.begin + r;
    if (!group.is_condensed()) return answer(group.members[row], visit, question);
    return row == 0 ? group.mean[index(k)] : group.factor(index(k), index(row - 1));
  };

  // The determinants belong to all series of the group; the batches of members have theirs each.
  const double determinants =
      group.is_condensed() ? (batch.begin == 0 ? group.count : 0.0) : static_cast<double>(filtered.size());
  ParameterDual sum;
  ParameterDual log_variances;
  ExpectationVariances<ParameterDual> variances = steps.population_variances;
  double answers = 0;
  std::size_t k = 0;
  for (std::size_t t = 0; t < group.questions.size(); ++t) {
    const unsigned questions = group.questions[t];
    const VisitGains<ParameterDual> gains = steps.gains(questions, variances);
    const auto answer_all = [&](unsigned question, const AnswerGain<ParameterDual>& gain, auto&& predicted,
                                auto&& move) {
      if ((questions & question) == 0) return;
      if (determinants > 0) log_variances += log(gain.variance);
      ParameterDual squares;
      for (std::size_t r = 0; r < filtered.size(); ++r) {
        Filtered& f = filtered[r];
        if (f.first_answer > k) continue;
        const ParameterDual error = value_of(r, t, k, question) - predicted(f);
        squares += f.weight * (error * error);
        move(f);
        learn(f.means, gain, error);
      }
      sum -= squares / gain.variance;
      ++k;
      answers += 1;
    };
    const auto stay = [](Filtered&) {};
    const auto move_on = [&](Filtered& f) {
      if (f.has_means) {
        f.means = steps.moved_on(f.means);
      } else {
        f.means = {steps.will_kept * f.means.will, steps.should_kept * f.means.should};
      }
    };
    answer_all(answered::will, gains.will, [](const Filtered& f) { return f.means.will; }, stay);
    answer_all(answered::should, gains.should, [](const Filtered& f) { return f.means.should; }, stay);
    if ((questions & answered::experience) == 0) {
      for (Filtered& f : filtered) {
        if (f.first_answer <= k) move_on(f);
      }
      continue;
    }
    answer_all(
        answered::experience, gains.experience,
        [&](const Filtered& f) {
          const ParameterDual expected = steps.will_weight * f.means.will + steps.should_weight * f.means.should;
          return f.has_means ? expected + steps.level : expected;
        },
        move_on);
  }
  if (determinants > 0) sum -= determinants * (log_variances + answers * std::log(2 * std::numbers::pi));
  return 0.5 * sum;
}

ParameterDual ExpectationLikelihood::operator()(const ExpectationParameters<ParameterDual>& parameters) const {
  const ExpectationSteps<ParameterDual> steps(parameters);
  return reduce_blocks(
      blocks_.size() - 1, ParameterDual{},
      [&](std::size_t block, std::size_t /*end*/) {
        ParameterDual sum;
        for (std::size_t b = blocks_[block]; b < blocks_[block + 1]; ++b) sum += batch_likelihood(steps, batches_[b]);
        return sum;
      },
      [](ParameterDual& total, const ParameterDual& part) { total += part; }, 1, "fitting expectations");
}

}  // namespace fealty::gaps
