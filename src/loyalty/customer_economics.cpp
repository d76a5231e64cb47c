#include "fealty/loyalty/customer_economics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include <Eigen/Core>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/loyalty/propagated_error.hpp"

namespace fealty::loyalty {
namespace {

constexpr double no_end = std::numeric_limits<double>::infinity();
constexpr double longest_life = 1000;  // years

/// All inputs in a row, and their covariance.
struct FlatInputs {
  std::vector<double> values;
  Eigen::MatrixXd covariance;

  FlatInputs(const ProfitStreams& streams, const Retention& retention, const EconomicsOptions& options) {
    std::vector<double> variances;
    const auto add = [&](const Estimate& e) {
      values.push_back(e.value);
      variances.push_back(e.standard_error * e.standard_error);
    };
    const auto add_all = [&](const std::vector<Estimate>& list) { std::ranges::for_each(list, add); };
    for (const auto* list : {&streams.base_profit, &streams.cost_saving, &streams.referrals, &streams.price_premium,
                             &streams.retention_cost})
      add_all(*list);
    for (const Estimate* one : {&streams.growth, &streams.acquisition_cost, &options.discount}) add(*one);
    const auto before = static_cast<Eigen::Index>(values.size());
    if (const auto* rates = std::get_if<std::vector<Estimate>>(&retention)) {
      add_all(*rates);
      covariance =
          Eigen::Map<const Eigen::VectorXd>(variances.data(), static_cast<Eigen::Index>(variances.size())).asDiagonal();
      return;
    }
    const auto add_law = [&](const auto& model) {
      for (const double parameter : model.parameters().values()) values.push_back(std::log(parameter));
      const auto size = static_cast<Eigen::Index>(values.size());
      covariance = Eigen::MatrixXd::Zero(size, size);
      covariance.diagonal().head(before) = Eigen::Map<const Eigen::VectorXd>(variances.data(), before);
      covariance.bottomRightCorner(size - before, size - before) = model.estimated().log_covariance();
    };
    if (const auto* sbg = std::get_if<ShiftedBetaGeoModel>(&retention)) add_law(*sbg);
    if (const auto* bdw = std::get_if<BetaDiscreteWeibullModel>(&retention)) add_law(*bdw);
  }
};

/// The retention rate of renewal t = 1, 2, ... over the scalar of its parameters.
template <template <class> class Law, class S>
S rate_of_law(const std::vector<S>& x, std::size_t begin, double renewal) {
  using std::exp;
  std::array<S, Law<S>::count> parameters{};
  for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i] = exp(x[begin + i]);
  return exp(Law<S>::of(parameters).log_retention(renewal));
}

/// The inputs over a scalar, as they lie in a row.
template <class S>
struct ReadInputs {
  const std::vector<S>& x;
  const Retention& retention;
  std::array<std::size_t, 5> begin{}, size{};
  S growth, acquisition_cost, discount;
  std::size_t rates;  // where the retention begins

  ReadInputs(const std::vector<S>& inputs, const ProfitStreams& streams, const Retention& kept)
      : x(inputs), retention(kept) {
    size = {streams.base_profit.size(), streams.cost_saving.size(), streams.referrals.size(),
            streams.price_premium.size(), streams.retention_cost.size()};
    std::size_t at = 0;
    for (std::size_t i = 0; i < size.size(); ++i) {
      begin[i] = at;
      at += size[i];
    }
    growth = x[at];
    acquisition_cost = x[at + 1];
    discount = x[at + 2];
    rates = at + 3;
  }

  /// Of a stream, what it is in year t = 1, 2, ...
  [[nodiscard]] S in_year(std::size_t stream, std::size_t t) const {
    return size[stream] == 0 ? S(0.0) : x[begin[stream] + std::min(t, size[stream]) - 1];
  }

  /// The share who stay at renewal t = 1, 2, ..., raised by so many points but not above 1.
  [[nodiscard]] S rate(std::size_t t, double points) const {
    const auto renewal = static_cast<double>(t);
    S r = 0.0;
    if (std::holds_alternative<ShiftedBetaGeoModel>(retention)) {
      r = rate_of_law<ShiftedBetaGeo>(x, rates, renewal);
    } else if (std::holds_alternative<BetaDiscreteWeibullModel>(retention)) {
      r = rate_of_law<BetaDiscreteWeibull>(x, rates, renewal);
    } else {
      r = x[std::min(rates + t, x.size()) - 1];
    }
    r = r + points;
    return r > 1.0 ? S(1.0) : r < 0.0 ? S(0.0) : r;
  }
};

/// The years of a customer from year `first` on, per one who is there then.
template <class S>
struct Life {
  static constexpr std::size_t figures = 10;  // of a year, in the order of EconomicsYear

  std::vector<S> all;  // year by year
  S value = 0.0;       // present value in the first of these years, without the cost of acquisition

  Life(const ReadInputs<S>& in, std::size_t first, std::size_t years, double points) {
    S there = 1.0, worth = 1.0, grown = 1.0;
    for (std::size_t t = 1; t < first; ++t) grown = grown * (1.0 + in.growth);
    S cumulative = -in.acquisition_cost;
    for (std::size_t t = first; t < first + years; ++t) {
      const S base = there * in.in_year(0, t), growth = base * (grown - 1.0);
      const S saving = there * in.in_year(1, t), referrals = there * in.in_year(2, t);
      const S premium = there * in.in_year(3, t), keeping = there * in.in_year(4, t);
      const S profit = base + growth + saving + referrals + premium - keeping;
      const S discounted = profit * worth;
      value = value + discounted;
      cumulative = cumulative + discounted;
      all.insert(all.end(), {there, base, growth, saving, referrals, premium, keeping, profit, discounted, cumulative});
      there = there * in.rate(t, points);
      worth = worth / (1.0 + in.discount);
      grown = grown * (1.0 + in.growth);
    }
  }
};

void require_list(std::string_view name, const std::vector<Estimate>& list) {
  for (const Estimate& one : list) require_uncertain(name, one);
}

/// The first year whose cumulative value, as `of` has it, is not negative.
template <class Of>
double first_year(const std::vector<EconomicsYear>& years, Of&& of) {
  const auto found = std::ranges::find_if(years, [&](const EconomicsYear& year) { return of(year.cumulative) >= 0; });
  return found == years.end() ? no_end : static_cast<double>(found - years.begin()) + 1;
}

}  // namespace

CustomerEconomics::CustomerEconomics(ProfitStreams streams, Retention retention, const EconomicsOptions& options)
    : streams_(std::move(streams)), retention_(std::move(retention)), options_(options) {
  require_level(options_.level);
  require(options_.years >= 1 && options_.years <= longest_life, "years", options_.years, "must be from 1 to 1000");
  require(!streams_.base_profit.empty(), "the number of years with a base profit", 0, "must be positive");
  require_list("base_profit", streams_.base_profit);
  require_list("cost_saving", streams_.cost_saving);
  require_list("referrals", streams_.referrals);
  require_list("price_premium", streams_.price_premium);
  require_list("retention_cost", streams_.retention_cost);
  require_uncertain("growth", streams_.growth);
  require(streams_.growth.value > -1, "growth", streams_.growth.value, "must be above -1");
  require_uncertain("acquisition_cost", streams_.acquisition_cost);
  require(streams_.acquisition_cost.value >= 0, "acquisition_cost", streams_.acquisition_cost.value,
          "must not be negative");
  require_uncertain("discount", options_.discount);
  require(options_.discount.value > -1, "discount", options_.discount.value, "must be above -1");
  if (const auto* rates = std::get_if<std::vector<Estimate>>(&retention_)) {
    require(!rates->empty(), "the number of retention rates", 0, "must be positive");
    require_list("retention", *rates);
    for (const Estimate& rate : *rates)
      require(rate.value >= 0 && rate.value <= 1, "retention", rate.value, "must be from 0 to 1");
  }
  const FlatInputs inputs(streams_, retention_, options_);
  const auto life = [&](const auto& x) {
    return Life(ReadInputs(x, streams_, retention_), 1, options_.years, 0.0).all;
  };
  const std::vector<Estimate> figures = propagated(inputs.values, inputs.covariance, life, options_.level);
  years_.clear();
  for (std::size_t i = 0; i < figures.size(); i += Life<double>::figures) {
    Estimate survival = figures[i];
    survival.lower = std::max(survival.lower, 0.0);
    survival.upper = std::min(survival.upper, 1.0);
    years_.push_back({survival, figures[i + 1], figures[i + 2], figures[i + 3], figures[i + 4], figures[i + 5],
                      figures[i + 6], figures[i + 7], figures[i + 8], figures[i + 9]});
  }
}

Estimate CustomerEconomics::break_even() const {
  return {first_year(years_, [](const Estimate& e) { return e.value; }), nan,
          first_year(years_, [](const Estimate& e) { return e.upper; }),
          first_year(years_, [](const Estimate& e) { return e.lower; }), options_.level};
}

Estimate CustomerEconomics::value_after(std::uint32_t renewals) const {
  require(renewals <= longest_life, "renewals", renewals, "must be at most 1000");
  const FlatInputs inputs(streams_, retention_, options_);
  const auto value = [&](const auto& x) {
    return std::vector{Life(ReadInputs(x, streams_, retention_), renewals + 1, options_.years, 0.0).value};
  };
  return propagated(inputs.values, inputs.covariance, value, options_.level)[0];
}

Estimate CustomerEconomics::new_for_one_lost(std::uint32_t renewals) const {
  require(renewals <= longest_life, "renewals", renewals, "must be at most 1000");
  if (!(value().value > 0)) return {no_end, nan, nan, nan, options_.level};
  const FlatInputs inputs(streams_, retention_, options_);
  const auto ratio = [&](const auto& x) {
    const ReadInputs in(x, streams_, retention_);
    const auto of_new = Life(in, 1, options_.years, 0.0).value - in.acquisition_cost;
    return std::vector{Life(in, renewals + 1, options_.years, 0.0).value / of_new};
  };
  return propagated(inputs.values, inputs.covariance, ratio, options_.level)[0];
}

RetentionEffect CustomerEconomics::raising_retention(double points) const {
  require(points >= -1 && points <= 1, "points", points, "must be from -1 to 1: five of a hundred are 0.05");
  const FlatInputs inputs(streams_, retention_, options_);
  const auto both = [&](const auto& x) {
    const ReadInputs in(x, streams_, retention_);
    const auto before = Life(in, 1, options_.years, 0.0).value - in.acquisition_cost;
    const auto after = Life(in, 1, options_.years, points).value - in.acquisition_cost;
    return std::vector{before, after, after - before, (after - before) / before};
  };
  const std::vector<Estimate> figures = propagated(inputs.values, inputs.covariance, both, options_.level);
  const Estimate none{nan, nan, nan, nan, options_.level};
  return {points, figures[0], figures[1], figures[2], figures[0].value > 0 ? figures[3] : none};
}

Frame CustomerEconomics::frame() const {
  std::vector<std::uint32_t> numbers;
  Frame frame;
  for (std::size_t t = 1; t <= years_.size(); ++t) numbers.push_back(static_cast<std::uint32_t>(t));
  frame.add("year", std::move(numbers));
  const auto add = [&](const std::string& name, Estimate EconomicsYear::* figure) {
    std::vector<double> values;
    values.reserve(years_.size());
    for (const EconomicsYear& year : years_) values.push_back((year.*figure).value);
    frame.add(name, std::move(values));
  };
  add("survival", &EconomicsYear::survival);
  add("base_profit", &EconomicsYear::base_profit);
  add("growth", &EconomicsYear::growth);
  add("cost_saving", &EconomicsYear::cost_saving);
  add("referrals", &EconomicsYear::referrals);
  add("price_premium", &EconomicsYear::price_premium);
  add("retention_cost", &EconomicsYear::retention_cost);
  add("profit", &EconomicsYear::profit);
  add("discounted", &EconomicsYear::discounted);
  EstimateColumns cumulative;
  for (const EconomicsYear& year : years_) cumulative.push(year.cumulative);
  cumulative.add_to(frame, "cumulative");
  return frame;
}

}  // namespace fealty::loyalty
