#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/gaps/expectation_fit.hpp"
#include "fealty/gaps/expectation_track.hpp"
#include "fealty/gaps/filtered_expectations.hpp"
#include "fealty/gaps/rating_series.hpp"

namespace fealty::gaps {

/// The id of a customer or an item.
using RatingId = std::variant<std::int64_t, std::string>;

/// The id of a code.
RatingId id_at(const Ids& ids, Code code);

/// What each customer expects, followed from rating to rating.
///
/// One filter per customer and item, after Boulding, Kalra, Staelin and Zeithaml (1993); the model, and what was chosen
/// in it, stands at ExpectationParameters. Ratings that come later are taken in one by one, each in constant time and
/// without a new fit; customers who come new start from the population.
class ExpectationFilter {
 public:
  /// Fits the model to the ratings and filters them.
  explicit ExpectationFilter(RatingSeries series, const ExpectationOptions& options = {});

  /// Filters ratings by a model that is fitted already. Throws ParameterError unless it has a level for each item.
  ExpectationFilter(RatingSeries series, ExpectationFit fit);

  [[nodiscard]] const ExpectationFit& fit() const noexcept { return fit_; }
  /// The ratings that it was made from.
  [[nodiscard]] const RatingSeries& series() const noexcept { return series_; }
  /// Of the ratings that it was made from.
  [[nodiscard]] double log_likelihood() const noexcept { return log_likelihood_; }
  /// Ratings that were taken in after it was made.
  [[nodiscard]] std::uint64_t updates() const noexcept { return updates_; }

  /// Takes in one more rating. Throws ParameterError for an item that no rating named, RecordError for an answer that
  /// is not finite, an answer to a question that the model was not fitted to, or a time before the customer's last
  /// rating.
  void update(const RatingId& customer, const std::optional<RatingId>& item, const VisitAnswers& answers,
              Time at = no_time);

  /// What one customer expected and got. The item may be left out if the customer has rated but one. Throws
  /// ParameterError for a customer without ratings, with the nearest name.
  [[nodiscard]] ExpectationTrack track(const RatingId& customer, const std::optional<RatingId>& item = {}) const;

  /// What each customer expects now: customer_id, item (if there are items), visits, last_at (if there are times),
  /// will, should, last_gap, next_experience, each of these four with _lower and _upper. A row per customer and item.
  [[nodiscard]] Frame expect() const;

  /// The same of given customers, in their order. Those who have not rated are refused by a ParameterError with the
  /// nearest name, or, if they may be new, are taken for draws from the population.
  [[nodiscard]] Frame expect(const Column& customers, bool may_be_new) const;

  /// One row per rating that it was made from, by customer, item and time: customer_id, item, at, will, should and gap,
  /// each of these three with _lower and _upper, given all answers up to the visit but for its experience.
  [[nodiscard]] Frame visits() const;

 private:
  friend struct io::Archived<ExpectationFilter>;

  /// Ratings of one customer and item that came after the filter was made, and the state after them.
  struct Later {
    std::vector<VisitAnswers> answers;
    std::vector<Time> at;
    ExpectationState state;
  };
  using Key = std::pair<RatingId, Code>;

  /// A customer and an item, as ids or as their series.
  struct Place {
    std::optional<std::size_t> series;
    const Later* later = nullptr;
    std::optional<RatingId> customer;  ///< if there is no series
    std::optional<Code> item;          ///< if there is no series
  };

  ExpectationFilter() = default;
  [[nodiscard]] Code item_code(const std::optional<RatingId>& item) const;
  [[nodiscard]] Code customer_code(const RatingId& customer) const noexcept;
  [[nodiscard]] RatingId customer_id(Code customer) const;
  [[nodiscard]] std::vector<Place> places_of(const RatingId& customer) const;
  [[nodiscard]] std::string unknown_customer(const RatingId& customer) const;
  [[nodiscard]] const ExpectationState& state_of(const Place& place) const;
  [[nodiscard]] double level_of(const Place& place) const;
  [[nodiscard]] Frame expect(const std::vector<Place>& places) const;
  void filter();

  ExpectationFit fit_;
  RatingSeries series_;
  std::vector<ExpectationState> states_;
  double log_likelihood_ = 0.0;
  std::map<Key, Later> later_;
  std::uint64_t updates_ = 0;
};

}  // namespace fealty::gaps
