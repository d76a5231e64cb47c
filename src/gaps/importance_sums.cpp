#include "importance_sums.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <string>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "matched_items.hpp"

namespace fealty::gaps {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;

constexpr std::size_t respondents_at_a_time = 4096;
constexpr double rounding = 1e-12;  // a variance below this share of its terms is none

using Read = std::function<void(std::size_t begin, std::span<double> out)>;

struct Sums {
  std::int64_t count = 0;
  double sum = 0.0, squares = 0.0;
};

/// Sums of the answers that are there, counted from `origin`.
Sums sums_from(double origin, std::size_t respondents, const Read& read) {
  return reduce_blocks(
      respondents, Sums{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> answers(end - begin);
        read(begin, answers);
        Sums part;
        for (const double answer : answers) {
          if (std::isnan(answer)) continue;
          ++part.count;
          part.sum += answer - origin;
          part.squares += (answer - origin) * (answer - origin);
        }
        return part;
      },
      [](Sums& all, const Sums& part) {
        all.count += part.count;
        all.sum += part.sum;
        all.squares += part.squares;
      },
      respondents_at_a_time, "reading answers");
}

ImportanceSums::Answered answered_by(std::size_t respondents, const Read& read) {
  const Sums raw = sums_from(0, respondents, read);
  if (raw.count == 0) return {};
  const double origin = std::round(raw.sum / static_cast<double>(raw.count));
  const Sums sums = sums_from(origin, respondents, read);
  return {sums.count, origin, sums.sum, sums.squares};
}

Read reader_of(const Answers& answers, std::size_t item) {
  return [&answers, item](std::size_t begin, std::span<double> out) { answers.read(item, begin, out); };
}

}  // namespace

Estimate ImportanceSums::Answered::mean(double level) const {
  if (count == 0) return {nan, nan, nan, nan, level};
  const auto n = static_cast<double>(count);
  const double variance = count == 1 ? 0.0 : std::max(0.0, squares - sum * sum / n) / (n - 1);
  return student_t_interval(origin + sum / n, std::sqrt(variance), count, level);
}

ImportanceSums::ImportanceSums(const Answers& importance, const Answers& performance,
                               const std::optional<Answers>& outcome)
    : stated_(importance), performed_(performance), outcome_(outcome) {
  const std::vector<std::size_t> places = matched_items(importance, "importance", performance, "performance");
  const std::size_t respondents = importance.respondents();
  if (outcome_) {
    require(outcome_->items() > 0, "the number of columns of the outcome", 0, "must be positive");
    if (outcome_->respondents() != respondents) {
      throw RecordError(code::length_mismatch, "the outcome has " + std::to_string(outcome_->respondents()) +
                                                   " rows, but there are " + std::to_string(respondents) +
                                                   " respondents");
    }
    const Answered of_outcome =
        answered_by(respondents, [this](std::size_t begin, std::span<double> out) { read_outcome(begin, out); });
    outcome_origin_ = of_outcome.origin;
    outcome_missing_ = static_cast<std::int64_t>(respondents) - of_outcome.count;
  }
  items_.resize(importance.items());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    items_[i].performance_place = places[i];
    items_[i].importance = answered_by(respondents, reader_of(stated_, i));
    items_[i].performance = answered_by(respondents, reader_of(performed_, places[i]));
  }
  place_features();
}

void ImportanceSums::place_features() {
  Index next = 0;
  const Index everybody = next++;
  const bool outcome_is_complete = outcome_missing_ == 0;
  const Index outcome_sum = outcome_ ? next++ : 0;
  const Index outcome_squares = outcome_ ? next++ : 0;
  const auto respondents = static_cast<std::int64_t>(stated_.respondents());
  for (Item& item : items_) {
    const auto mean_of = [&](const Answered& a) {
      const Index count = a.count == respondents ? everybody : next++;
      return Mean{count, next++};
    };
    item.importance_mean = mean_of(item.importance);
    item.performance_mean = mean_of(item.performance);
    if (!outcome_) continue;
    const bool is_complete = outcome_is_complete && item.performance.count == respondents;
    Correlation& c = item.with_outcome;
    if (is_complete) {
      c = {everybody, item.performance_mean.sum, 0, outcome_sum, outcome_squares, 0};
    } else {
      c = {next, next + 1, 0, next + 2, next + 3, 0};
      next += 4;
    }
    c.xx = next++;
    c.xy = next++;
  }
  features_ = static_cast<std::size_t>(next);
}

void ImportanceSums::read_outcome(std::size_t begin, std::span<double> out) const {
  // The sum of the columns correlates as their mean does, and is whole where they are.
  std::ranges::fill(out, 0.0);
  std::vector<double> column(out.size());
  for (std::size_t j = 0; j < outcome_->items(); ++j) {
    outcome_->read(j, begin, column);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += column[i];
  }
}

void ImportanceSums::write(std::size_t begin, std::size_t end, Eigen::Ref<Eigen::MatrixXd> out) const {
  const auto rows = static_cast<Index>(end - begin);
  ArrayXd answers(rows), outcome(rows);
  const auto counted_from = [&](double origin) -> ArrayXd {
    answers -= origin;
    return answers.isNaN().select(0.0, answers);
  };
  const auto known = [](const ArrayXd& values) -> ArrayXd { return 1.0 - values.isNaN().cast<double>(); };
  const auto span = [&](ArrayXd& values) { return std::span(values.data(), end - begin); };
  out.col(0).setOnes();
  if (outcome_) {
    read_outcome(begin, span(outcome));
    outcome -= outcome_origin_;
    out.col(1) = outcome.isNaN().select(0.0, outcome).matrix();
    out.col(2) = out.col(1).cwiseAbs2();
  }
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const Item& item = items_[i];
    stated_.read(i, begin, span(answers));
    if (item.importance_mean.count != 0) out.col(item.importance_mean.count) = known(answers).matrix();
    out.col(item.importance_mean.sum) = counted_from(item.importance.origin).matrix();
    performed_.read(item.performance_place, begin, span(answers));
    if (item.performance_mean.count != 0) out.col(item.performance_mean.count) = known(answers).matrix();
    out.col(item.performance_mean.sum) = counted_from(item.performance.origin).matrix();
    if (!outcome_) continue;
    const Correlation& c = item.with_outcome;
    const ArrayXd both = known(answers + outcome);
    const ArrayXd x = (both > 0).select(answers, 0.0);
    const ArrayXd y = (both > 0).select(outcome, 0.0);
    if (c.count != 0) {
      out.col(c.count) = both.matrix();
      out.col(c.x) = x.matrix();
      out.col(c.y) = y.matrix();
      out.col(c.yy) = y.square().matrix();
    }
    out.col(c.xx) = x.square().matrix();
    out.col(c.xy) = (x * y).matrix();
  }
}

void ImportanceSums::figures(const Eigen::Ref<const Eigen::MatrixXd>& totals, Eigen::Ref<Eigen::MatrixXd> importance,
                             Eigen::Ref<Eigen::MatrixXd> performance, Eigen::Ref<Eigen::MatrixXd> derived) const {
  const auto sum = [&](Index feature) { return totals.col(feature).array(); };
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const Item& item = items_[i];
    const auto column = static_cast<Index>(i);
    const auto mean = [&](const Mean& m, double origin) { return sum(m.sum) / sum(m.count) + origin; };
    importance.col(column) = mean(item.importance_mean, item.importance.origin).matrix();
    performance.col(column) = mean(item.performance_mean, item.performance.origin).matrix();
    if (!outcome_) continue;
    const Correlation& c = item.with_outcome;
    const auto n = sum(c.count);
    const ArrayXd x = n * sum(c.xx) - sum(c.x).square();
    const ArrayXd y = n * sum(c.yy) - sum(c.y).square();
    const auto has_both = x > rounding * n * sum(c.xx) && y > rounding * n * sum(c.yy);
    derived.col(column) = has_both.select((n * sum(c.xy) - sum(c.x) * sum(c.y)) / (x * y).sqrt(), nan).matrix();
  }
}

}  // namespace fealty::gaps
