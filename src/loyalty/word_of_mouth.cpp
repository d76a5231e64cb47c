#include "fealty/loyalty/word_of_mouth.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/propagated_error.hpp"

namespace fealty::loyalty {
namespace {

constexpr std::size_t longest_reach = 20'000;
constexpr double left_out = 1e-12;
constexpr std::size_t teller_block = 1 << 10;

using Laws = std::vector<OffspringLaw>;

std::vector<Estimate> means_of(const Laws& laws) {
  std::vector<Estimate> means;
  for (const OffspringLaw& law : laws) means.push_back(law.mean);
  return means;
}

std::vector<double> numbers_of(const std::vector<Estimate>& estimates) {
  std::vector<double> values(estimates.size());
  std::ranges::transform(estimates, values.begin(), &Estimate::value);
  return values;
}

/// A number of people whose interval ends at 0.
Estimate not_negative(Estimate e) {
  e.lower = std::max(e.lower, 0.0);
  return e;
}

/// Whether the mean may as well lie on the other side of 1, where the process changes its kind and the delta method
/// does not hold.
bool may_be_critical(const Estimate& mean, double level) {
  return mean.standard_error > 0 && std::abs(mean.value - 1) < normal_quantile(0.5 + 0.5 * level) * mean.standard_error;
}

/// Expected number of people that one customer tells in all generations.
template <class S>
S total_mean(const std::vector<S>& means) {
  S mean = 0.0;
  for (std::size_t g = means.size(); g-- > 0;) mean = means[g] * (1.0 + mean);
  return mean;
}

double total_variance(const Laws& laws) {
  double mean = 0.0, variance = 0.0;
  for (std::size_t g = laws.size(); g-- > 0;) {
    const double m = laws[g].mean.value;
    variance = m * variance + laws[g].variance(m) * (1 + mean) * (1 + mean);
    mean = m * (1 + mean);
  }
  return variance;
}

/// 1 - G(1 - t) of the number told in all generations.
template <class S>
S total_at_least_one(const Laws& laws, const std::vector<S>& means, double t) {
  S u = 0.0;
  for (std::size_t g = laws.size(); g-- > 0;) u = laws[g].at_least_one(means[g], S(u + t * (1.0 - u)));
  return u;
}

/// The distribution of the number told, up to `longest`.
std::vector<double> total_distribution(const Laws& laws, std::size_t longest) {
  std::vector<double> total{1.0};
  for (std::size_t g = laws.size(); g-- > 0;) {
    std::vector<double> one{0.0};  // a person told, and what it sets off
    one.insert(one.end(), total.begin(), total.end());
    if (one.size() > longest + 1) one.resize(longest + 1);
    total = laws[g].compound(one, longest);
  }
  return total;
}

/// The probability that the word of one person never ends, where one law holds for all generations: Newton's method
/// from above, which converges monotonely because the function is concave.
double endless_survival(const OffspringLaw& law) {
  const double m = law.mean.value;
  if (m < 1 || (m == 1 && law.variance(m) > 0)) return 0.0;
  double t = 1.0;
  for (int step = 0; step < 200; ++step) {
    const Gradient<1> f = law.at_least_one(Gradient<1>(m), Gradient<1>::variable(t, 0));
    const double slope = std::isfinite(f.gradient[0]) ? f.gradient[0] : 0.0;
    const double next = t - (f.value - t) / (slope - 1);
    if (!(next < t)) break;
    t = std::max(next, 0.0);
  }
  return t;
}

/// Different people reached by one customer if who hears it again keeps silent.
std::int64_t simulate_in_market(const Laws& laws, RandomStream& random, std::uint32_t market) {
  std::vector<bool> has_heard(market, false);
  std::uint64_t tellers = 1;
  std::int64_t reached = 0;
  for (const OffspringLaw& law : laws) {
    const std::uint64_t told = law.draw(random, tellers);
    tellers = 0;
    for (std::uint64_t i = 0; i < told; ++i) {
      const auto person = static_cast<std::size_t>(random.below(market));
      tellers += has_heard[person] ? 0 : 1;
      has_heard[person] = true;
    }
    reached += static_cast<std::int64_t>(tellers);
  }
  return reached;
}

std::int64_t simulate_tellings(const Laws& laws, RandomStream& random) {
  std::uint64_t tellers = 1;
  std::int64_t reached = 0;
  for (const OffspringLaw& law : laws) {
    tellers = law.draw(random, tellers);
    reached += static_cast<std::int64_t>(tellers);
  }
  return reached;
}

}  // namespace

WordOfMouth::WordOfMouth(std::vector<OffspringLaw> generations) : generations_(std::move(generations)) {
  const auto count = static_cast<double>(generations_.size());
  require(count >= 1 && count <= 1000, "the number of generations", count, "must be from 1 to 1000");
  for (const OffspringLaw& law : generations_) law.validate();
}

Reach WordOfMouth::reach(std::optional<double> market, double level) const {
  require_level(level);
  if (market)
    require(*market >= 2 && std::isfinite(*market), "market", *market, "must be at least 2 people, and finite");
  const std::vector<Estimate> means = means_of(generations_);
  Reach reach;
  reach.generations = propagated(
      means,
      [](const auto& m) {
        auto told = m;
        for (std::size_t g = 1; g < m.size(); ++g) told[g] = told[g - 1] * m[g];
        return told;
      },
      level);
  for (Estimate& told : reach.generations) told = not_negative(told);
  reach.mean = not_negative(propagated(means, [](const auto& m) { return std::vector{total_mean(m)}; }, level)[0]);
  require(std::isfinite(reach.mean.value), "the expected reach", reach.mean.value, "must be finite: fewer generations");
  reach.variance = total_variance(generations_);
  const double deviation = std::sqrt(reach.variance);
  auto longest =
      static_cast<std::size_t>(std::min(static_cast<double>(longest_reach), 50 + reach.mean.value + 12 * deviation));
  while (true) {
    reach.probabilities = total_distribution(generations_, longest);
    double sum = 0.0;
    for (const double p : reach.probabilities) sum += p;
    reach.tail = std::clamp(1 - sum, 0.0, 1.0);
    if (reach.tail <= left_out || longest == longest_reach) break;
    longest = std::min(longest_reach, 2 * longest);
  }
  if (reach.tail <= left_out) reach.tail = 0.0;
  reach.people = {reach.mean.value, deviation, reach.quantile((1 - level) / 2), reach.quantile((1 + level) / 2), level};
  reach.market = market;
  reach.distinct = {nan, nan, nan, nan, level};
  reach.distinct_variance = nan;
  if (!market) return reach;
  const double n = *market;
  const auto reached = [&](const auto& m) { return std::vector{n * total_at_least_one(generations_, m, 1 / n)}; };
  reach.distinct = not_negative(propagated(means, reached, level)[0]);
  reach.distinct.upper = std::min(reach.distinct.upper, n);
  const std::vector<double> m = numbers_of(means);
  const double one = total_at_least_one(generations_, m, 1 / n), two = total_at_least_one(generations_, m, 2 / n);
  reach.distinct_variance = std::max(0.0, n * ((2 * n - 1) * one - (n - 1) * two - n * one * one));
  return reach;
}

Estimate WordOfMouth::extinction(double level) const {
  require_level(level);
  const double survival = endless_survival(generations_.back());
  const auto dies_out = [&](const auto& m) {
    using S = std::decay_t<decltype(m[0])>;
    S t = survival;
    if (survival > 0) {  // a step of Newton's method, which moves nothing but the derivatives by the mean
      const OffspringLaw& last = generations_.back();
      const double slope =
          last.at_least_one(Gradient<1>(last.mean.value), Gradient<1>::variable(survival, 0)).gradient[0];
      if (std::isfinite(slope)) t = survival + (last.at_least_one(m.back(), S(survival)) - survival) / (1 - slope);
    }
    for (std::size_t g = generations_.size() - 1; g-- > 0;) t = generations_[g].at_least_one(m[g], t);
    return std::vector<S>{1.0 - t};
  };
  Estimate q = propagated(means_of(generations_), dies_out, level)[0];
  if (may_be_critical(generations_.back().mean, level)) return {q.value, nan, nan, nan, level};
  q.lower = std::max(q.lower, 0.0);
  q.upper = std::min(q.upper, 1.0);
  return q;
}

Estimate WordOfMouth::endless_mean(double level) const {
  require_level(level);
  if (generations_.back().mean.value >= 1) return {std::numeric_limits<double>::infinity(), nan, nan, nan, level};
  const auto told = [](const auto& m) {
    auto each = m;
    each.back() = m.back() / (1.0 - m.back());  // in all generations from the last law on
    return std::vector{total_mean(each)};
  };
  const Estimate mean = not_negative(propagated(means_of(generations_), told, level)[0]);
  return may_be_critical(generations_.back().mean, level) ? Estimate{mean.value, nan, nan, nan, level} : mean;
}

std::vector<std::int64_t> WordOfMouth::simulate(std::size_t customers, std::uint64_t seed,
                                                std::optional<std::uint32_t> market) const {
  const double expected = total_mean(numbers_of(means_of(generations_)));
  require(expected <= 1e6, "the expected reach", expected, "must be at most 1e6 for a simulation");
  if (market) require(*market >= 2, "market", *market, "must be at least 2 people");
  std::vector<std::int64_t> reached(customers);
  for_blocks(
      customers,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          RandomStream random(seed, "word of mouth", i);
          reached[i] =
              market ? simulate_in_market(generations_, random, *market) : simulate_tellings(generations_, random);
        }
      },
      teller_block, "simulating");
  return reached;
}

double Reach::quantile(double p) const {
  require(p >= 0 && p <= 1, "p", p, "must be between 0 and 1");
  double at_most = 0.0;
  for (std::size_t n = 0; n < probabilities.size(); ++n) {
    at_most += probabilities[n];
    if (at_most >= p) return static_cast<double>(n);
  }
  return std::numeric_limits<double>::infinity();
}

Frame Reach::frame() const {
  std::vector<std::string> names;
  std::vector<double> errors;
  EstimateColumns people_columns;
  const auto add = [&](std::string name, const Estimate& e) {
    names.push_back(std::move(name));
    people_columns.push(e);
    errors.push_back(e.standard_error);
  };
  for (std::size_t g = 0; g < generations.size(); ++g) add(std::to_string(g + 1), generations[g]);
  add("all", mean);
  if (market) add("distinct", distinct);
  Frame frame({{"generation", names}});
  people_columns.add_to(frame, "people");
  frame.add("standard_error", std::move(errors));
  return frame;
}

Frame Reach::distribution() const {
  std::vector<std::int64_t> numbers;
  std::vector<double> at_most;
  double sum = 0.0;
  for (std::size_t n = 0; n < probabilities.size(); ++n) {
    numbers.push_back(static_cast<std::int64_t>(n));
    at_most.push_back(sum = std::min(1.0, sum + probabilities[n]));
  }
  return Frame({{"people", std::move(numbers)}, {"probability", probabilities}, {"at_most", std::move(at_most)}});
}

NetWordOfMouth net_word_of_mouth(const WordOfMouth& satisfied, const WordOfMouth& dissatisfied,
                                 const Estimate& dissatisfied_share, double weight, double level) {
  require_uncertain("the share of the dissatisfied", dissatisfied_share);
  const double share = dissatisfied_share.value;
  require(share >= 0 && share <= 1, "the share of the dissatisfied", share, "must be from 0 to 1");
  require(weight > 0 && std::isfinite(weight), "weight", weight, "must be positive and finite");
  std::vector<Estimate> inputs = means_of(satisfied.generations());
  const auto first_bad = static_cast<std::ptrdiff_t>(inputs.size());
  for (const Estimate& mean : means_of(dissatisfied.generations())) inputs.push_back(mean);
  inputs.push_back(dissatisfied_share);
  const std::vector<Estimate> figures = propagated(
      inputs,
      [&](const auto& x) {
        using Numbers = std::decay_t<decltype(x)>;
        const auto good = total_mean(Numbers(x.begin(), x.begin() + first_bad));
        const auto bad = total_mean(Numbers(x.begin() + first_bad, x.end() - 1));
        const auto net = (1.0 - x.back()) * good - x.back() * weight * bad;
        return Numbers{good, bad, bad / good, net, good / (good + weight * bad)};
      },
      level);
  NetWordOfMouth net{figures[0], figures[1], figures[2], figures[3], figures[4]};
  for (Estimate* positive : {&net.good, &net.bad, &net.ratio, &net.break_even_share})
    positive->lower = std::max(positive->lower, 0.0);
  net.break_even_share.upper = std::min(net.break_even_share.upper, 1.0);
  return net;
}

Frame NetWordOfMouth::frame() const {
  std::vector<std::string> names;
  std::vector<double> errors;
  EstimateColumns values;
  for (const auto& [name, estimate] : {std::pair("good", &good), std::pair("bad", &bad), std::pair("ratio", &ratio),
                                       std::pair("net", &net), std::pair("break_even_share", &break_even_share)}) {
    names.emplace_back(name);
    values.push(*estimate);
    errors.push_back(estimate->standard_error);
  }
  Frame frame({{"figure", names}});
  values.add_to(frame, "value");
  frame.add("standard_error", std::move(errors));
  return frame;
}

}  // namespace fealty::loyalty
