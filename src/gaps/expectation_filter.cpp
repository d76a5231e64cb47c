#include "fealty/gaps/expectation_filter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"
#include "state_interval.hpp"

namespace fealty::gaps {
namespace {

Code find_in(const Ids& ids, const RatingId& id) noexcept {
  if (const auto* number = std::get_if<std::int64_t>(&id)) return ids.is_text() ? no_code : ids.find(*number);
  return ids.is_text() ? ids.find(std::string_view(std::get<std::string>(id))) : no_code;
}

std::string label_of(const RatingId& id) {
  if (const auto* number = std::get_if<std::int64_t>(&id)) return std::to_string(*number);
  return std::get<std::string>(id);
}

/// A column of ids of one type; missing where there is none.
Column column_of_ids(const std::vector<std::optional<RatingId>>& ids, bool are_texts) {
  if (are_texts) {
    std::vector<std::optional<std::string>> texts;
    for (const auto& id : ids) texts.push_back(id ? std::optional(label_of(*id)) : std::nullopt);
    return Column(texts);
  }
  std::vector<std::optional<std::int64_t>> numbers;
  for (const auto& id : ids) numbers.push_back(id ? std::optional(std::get<std::int64_t>(*id)) : std::nullopt);
  return Column(numbers);
}

}  // namespace

ExpectationFilter::ExpectationFilter(RatingSeries series, const ExpectationOptions& options)
    : fit_(fit_expectations(series, options)), series_(std::move(series)) {
  filter();
}

ExpectationFilter::ExpectationFilter(RatingSeries series, ExpectationFit fit)
    : fit_(std::move(fit)), series_(std::move(series)) {
  const std::size_t items = std::max<std::size_t>(1, series_.items().size());
  if (fit_.item_levels.size() != items) {
    throw ParameterError(code::out_of_domain, fmt::format("the fit has levels of {} items, but the ratings are of {}",
                                                          fit_.item_levels.size(), items));
  }
  filter();
}

void ExpectationFilter::filter() {
  FilteredExpectations filtered = filter_expectations(series_, fit_.parameters, fit_.item_levels);
  states_ = std::move(filtered.states);
  log_likelihood_ = filtered.log_likelihood;
}

RatingId id_at(const Ids& ids, Code code) {
  return ids.is_text() ? RatingId(std::string(ids.text(code))) : RatingId(ids.integer(code));
}

// ---- who is meant ----

Code ExpectationFilter::item_code(const std::optional<RatingId>& item) const {
  if (!item) {
    if (series_.items().size() <= 1) return 0;
    throw ParameterError(code::missing_parameter,
                         fmt::format("item is needed: the ratings are of {} items", series_.items().size()));
  }
  const Code found = series_.has_items() ? find_in(series_.items(), *item) : no_code;
  if (found != no_code) return found;
  throw ParameterError(code::unknown_name, unknown_name_message(label_of(*item), "an item",
                                                                {series_.items().size(), [&](std::size_t i) {
                                                                   return series_.items().label(static_cast<Code>(i));
                                                                 }}));
}

Code ExpectationFilter::customer_code(const RatingId& customer) const noexcept {
  return find_in(series_.customers(), customer);
}

RatingId ExpectationFilter::customer_id(Code customer) const {
  return id_at(series_.customers(), customer);
}

std::string ExpectationFilter::unknown_customer(const RatingId& customer) const {
  return unknown_name_message(
      label_of(customer), "a customer with ratings",
      {series_.customers().size(), [&](std::size_t i) { return series_.customers().label(static_cast<Code>(i)); }});
}

std::vector<ExpectationFilter::Place> ExpectationFilter::places_of(const RatingId& customer) const {
  std::vector<Place> places;
  const auto later_of = [&](Code item) -> const Later* {
    const auto found = later_.find({customer, item});
    return found == later_.end() ? nullptr : &found->second;
  };
  const Code code = customer_code(customer);
  const std::size_t items = std::max<std::size_t>(1, series_.items().size());
  if (code != no_code) {
    const auto [first, last] = series_.series_of(code);
    for (std::size_t s = first; s < last; ++s) places.push_back({s, later_of(series_.item_of(s)), {}, {}});
  }
  for (auto it = later_.lower_bound({customer, 0}); it != later_.end() && it->first.first == customer; ++it) {
    const Code item = it->first.second;
    if (item < items && (code == no_code || !series_.find(code, item)))
      places.push_back({{}, &it->second, customer, item});
  }
  return places;
}

const ExpectationState& ExpectationFilter::state_of(const Place& place) const {
  return place.later != nullptr ? place.later->state : states_[*place.series];
}

double ExpectationFilter::level_of(const Place& place) const {
  const Code item = place.series ? series_.item_of(*place.series) : *place.item;
  return item == no_code ? 0.0 : fit_.item_levels[item];
}

// ---- one rating more ----

void ExpectationFilter::update(const RatingId& customer, const std::optional<RatingId>& item,
                               const VisitAnswers& answers, Time at) {
  const Code of_item = item_code(item);
  const std::array values{answers.will, answers.should, answers.experience};
  constexpr std::array<std::string_view, 3> names{"expectation", "should", "experience"};
  for (std::size_t q = 0; q < values.size(); ++q) {
    if (std::isinf(values[q])) {
      throw RecordError(code::refused_record,
                        fmt::format("{} is {}, but must be finite, or missing", names[q], values[q]));
    }
  }
  if (const unsigned unasked = answers.questions() & ~fit_.asked; unasked != 0) {
    const std::size_t q = (unasked & answered::will) != 0 ? 0 : ((unasked & answered::should) != 0 ? 1 : 2);
    throw RecordError(
        code::refused_record,
        fmt::format("{} is {}, but the model was fitted to ratings without this answer", names[q], values[q]));
  }
  if (series_.customers().size() > 0 &&
      std::holds_alternative<std::string>(customer) != series_.customers().is_text()) {
    throw RecordError(code::wrong_type,
                      fmt::format("customer_id {} is {}, but those of the ratings are {}", label_of(customer),
                                  series_.customers().is_text() ? "a number" : "a text",
                                  series_.customers().is_text() ? "texts" : "numbers"));
  }
  const Code code = customer_code(customer);
  const auto series = code == no_code ? std::nullopt : series_.find(code, of_item);
  const auto found = later_.find({customer, of_item});
  const ExpectationSteps<> steps(fit_.parameters);
  ExpectationState state;
  if (found != later_.end()) {
    state = found->second.state;
  } else if (series) {
    state = states_[*series];
  } else {
    state.next = {steps.population, steps.population_variances};
  }
  if (at != no_time && !series_.has_times()) {
    throw RecordError(code::wrong_type, "at is given, but the ratings have no times");
  }
  if (series_.has_times() && at == no_time) {
    throw ParameterError(code::missing_parameter, "at is needed: the ratings have times");
  }
  if (at < state.last_at) {
    const auto text = [&](Time t) { return series_.has_instants() ? to_string(t) : std::to_string(t.us); };
    throw RecordError(code::refused_record,
                      fmt::format("at {} is before the last rating of customer {}, at {}: ratings come in their order",
                                  text(at), label_of(customer), text(state.last_at)));
  }
  visit(state, steps, answers, fit_.item_levels[of_item], at);
  Later& later = later_[{customer, of_item}];
  later.answers.push_back(answers);
  later.at.push_back(at);
  later.state = state;
  ++updates_;
}

// ---- one customer ----

ExpectationTrack ExpectationFilter::track(const RatingId& customer, const std::optional<RatingId>& item) const {
  std::vector<Place> places = places_of(customer);
  if (places.empty()) throw ParameterError(code::unknown_name, unknown_customer(customer));
  const auto code_of = [&](const Place& place) { return place.series ? series_.item_of(*place.series) : *place.item; };
  if (item) {
    const Code wanted = item_code(item);
    std::erase_if(places, [&](const Place& place) { return code_of(place) != wanted; });
    if (places.empty()) {
      throw ParameterError(code::unknown_name,
                           fmt::format("customer {} has not rated {}", label_of(customer), label_of(*item)));
    }
  }
  if (places.size() > 1) {
    throw ParameterError(code::missing_parameter,
                         fmt::format("item is needed: customer {} has rated {} items, such as {}", label_of(customer),
                                     places.size(), series_.items().label(code_of(places.front()))));
  }
  const Place& place = places.front();
  std::vector<VisitAnswers> answers;
  std::vector<Time> at;
  if (place.series) {
    for (std::size_t i = series_.begin_of(*place.series); i < series_.end_of(*place.series); ++i) {
      answers.push_back(series_.answers(i));
      if (series_.has_times()) at.push_back(series_.at()[i]);
    }
  }
  if (place.later != nullptr) {
    answers.insert(answers.end(), place.later->answers.begin(), place.later->answers.end());
    if (series_.has_times()) at.insert(at.end(), place.later->at.begin(), place.later->at.end());
  }
  ExpectationTrack track = track_expectations(fit_, answers, level_of(place));
  track.customer = label_of(customer);
  if (series_.has_items()) track.item = series_.items().label(code_of(place));
  if (series_.has_times()) track.at = series_.time_column(std::move(at));
  return track;
}

// ---- all customers ----

Frame ExpectationFilter::expect() const {
  std::vector<Place> places;
  places.reserve(series_.size() + later_.size());
  for (std::size_t s = 0; s < series_.size(); ++s) places.push_back({s, nullptr, {}, {}});
  for (const auto& [key, later] : later_) {
    const Code code = customer_code(key.first);
    const auto series = code == no_code ? std::nullopt : series_.find(code, key.second);
    if (series) {
      places[*series].later = &later;
    } else {
      places.push_back({{}, &later, key.first, key.second});
    }
  }
  return expect(places);
}

Frame ExpectationFilter::expect(const Column& customers, bool may_be_new) const {
  const EncodedIds wanted = encode_ids(customers, "customer_id");
  if (wanted.ids.size() > 0 && series_.customers().size() > 0 &&
      wanted.ids.is_text() != series_.customers().is_text()) {
    throw RecordError(code::wrong_type, fmt::format("column customer_id holds {}, but those of the ratings are {}",
                                                    wanted.ids.is_text() ? "texts" : "numbers",
                                                    series_.customers().is_text() ? "texts" : "numbers"));
  }
  Later population;
  const ExpectationSteps<> steps(fit_.parameters);
  population.state.next = {steps.population, steps.population_variances};
  std::vector<Place> places;
  for (std::size_t row = 0; row < wanted.codes.size(); ++row) {
    if (wanted.codes[row] == no_code) {
      throw RecordError(code::refused_record, fmt::format("column customer_id, row {}: it is missing", row));
    }
    const RatingId customer = id_at(wanted.ids, wanted.codes[row]);
    const std::vector<Place> own = places_of(customer);
    if (own.empty() && !may_be_new) {
      throw ParameterError(code::unknown_name, fmt::format("row {}: {}", row, unknown_customer(customer)));
    }
    places.insert(places.end(), own.begin(), own.end());
    if (own.empty()) places.push_back({{}, &population, customer, no_code});
  }
  return expect(places);
}

Frame ExpectationFilter::expect(const std::vector<Place>& places) const {
  std::vector<std::optional<RatingId>> customer, item;
  std::vector<std::int64_t> visits;
  std::vector<Time> last_at;
  EstimateColumns will, should, gap, experience;
  const StateInterval interval(fit_.level);
  for (const Place& place : places) {
    const ExpectationState& state = state_of(place);
    customer.push_back(place.series ? customer_id(series_.customer_of(*place.series)) : place.customer);
    if (series_.has_items()) {
      const Code code = place.series ? series_.item_of(*place.series) : *place.item;
      item.push_back(code == no_code ? std::nullopt : std::optional(id_at(series_.items(), code)));
    }
    visits.push_back(static_cast<std::int64_t>(state.visits));
    last_at.push_back(state.last_at);
    const NextVisit next = next_visit(fit_, state.next, level_of(place));
    will.push(next.will);
    should.push(next.should);
    gap.push(interval(fit_.knows_will, state.last_gap, state.last_gap_variance));
    experience.push(next.experience);
  }
  Frame made;
  made.add("customer_id", column_of_ids(customer, series_.customers().is_text()));
  if (series_.has_items()) made.add("item", column_of_ids(item, series_.items().is_text()));
  made.add("visits", std::move(visits));
  if (series_.has_times()) made.add("last_at", series_.time_column(std::move(last_at)));
  will.add_to(made, "will");
  should.add_to(made, "should");
  gap.add_to(made, "last_gap");
  experience.add_to(made, "next_experience");
  return made;
}

Frame ExpectationFilter::visits() const {
  const FilteredExpectations filtered = filter_expectations(series_, fit_.parameters, fit_.item_levels, true);
  std::vector<std::uint32_t> customer, item;
  EstimateColumns will, should, gap;
  const StateInterval interval(fit_.level);
  customer.reserve(series_.ratings());
  item.reserve(series_.ratings());
  for (std::size_t s = 0; s < series_.size(); ++s) {
    const double level = fit_.item_levels[series_.item_of(s)];
    for (std::size_t i = series_.begin_of(s); i < series_.end_of(s); ++i) {
      customer.push_back(series_.customer_of(s));
      item.push_back(series_.item_of(s));
      const double expected = filtered.will[i] + level;
      will.push(interval(fit_.knows_will, expected, filtered.will_variance[i]));
      should.push(interval(fit_.knows_should, filtered.should[i] + level, filtered.should_variance[i]));
      gap.push(interval(fit_.knows_will, series_.answers(i).experience - expected, filtered.will_variance[i]));
    }
  }
  Frame made;
  made.add("customer_id", series_.customers().column().take(customer));
  if (series_.has_items()) made.add("item", series_.items().column().take(item));
  if (series_.has_times()) made.add("at", series_.time_column({series_.at().begin(), series_.at().end()}));
  will.add_to(made, "will");
  should.add_to(made, "should");
  gap.add_to(made, "gap");
  return made;
}

}  // namespace fealty::gaps
