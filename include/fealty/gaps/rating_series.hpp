#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"
#include "fealty/gaps/expectation_model.hpp"

namespace fealty::gaps {

/// Ratings in long form: a row for what one customer said about one item at one visit.
struct RatingAnswers {
  Column customer;
  Column item = {};        ///< what was rated; absent: all ratings are of one thing
  Column will = {};        ///< what they predicted they would get
  Column should = {};      ///< what they thought they ought to get
  Column experience = {};  ///< what they got
  Column at = {};          ///< when, as times or integers; absent: the rows are in their order
};

/// Rows that no series has, by what they lack. An answer that is missing is no reason: the filter knows what to do.
struct RatingsLeftOut {
  std::uint64_t without_customer = 0;
  std::uint64_t without_item = 0;
  std::uint64_t without_time = 0;

  [[nodiscard]] std::uint64_t total() const noexcept { return without_customer + without_item + without_time; }
  RatingsLeftOut& operator+=(const RatingsLeftOut& other) noexcept;
  friend bool operator==(const RatingsLeftOut&, const RatingsLeftOut&) = default;
};

/// Summary of ratings: for each customer and item the answers in their order, one series after another.
///
/// Series are sorted by customer and item; within a series the earlier rating comes first, and of two at the same time
/// the one whose row comes first. Columns whose rows already stand so are viewed and not copied, where their layout
/// allows. Two summaries add up: equal to that of the rows of the first and then of the second.
class RatingSeries {
 public:
  RatingSeries() = default;

  /// Throws RecordError, naming column, row and value, for columns of different lengths or wrong types, an infinite
  /// answer, a time that cannot be read, or if there is no column of answers.
  explicit RatingSeries(const RatingAnswers& answers);

  RatingSeries& operator+=(const RatingSeries& other);

  /// Number of series.
  [[nodiscard]] std::size_t size() const noexcept { return customer_of_.size(); }
  /// Number of ratings in all series.
  [[nodiscard]] std::size_t ratings() const noexcept { return offsets_.back(); }
  [[nodiscard]] const Ids& customers() const noexcept { return customers_; }
  /// The items; none if the ratings name none.
  [[nodiscard]] const Ids& items() const noexcept { return items_; }
  /// Whether the ratings say what was rated.
  [[nodiscard]] bool has_items() const noexcept { return has_items_; }
  /// Whether the ratings say when they were given.
  [[nodiscard]] bool has_times() const noexcept { return !at_.empty(); }
  /// Whether the times are instants; otherwise they are numbers that say the order.
  [[nodiscard]] bool has_instants() const noexcept { return instants_; }
  [[nodiscard]] const RatingsLeftOut& left_out() const noexcept { return left_out_; }

  [[nodiscard]] Code customer_of(std::size_t series) const noexcept { return customer_of_[series]; }
  /// 0 if the ratings name no items.
  [[nodiscard]] Code item_of(std::size_t series) const noexcept { return has_items_ ? item_of_[series] : 0; }
  [[nodiscard]] std::size_t begin_of(std::size_t series) const noexcept { return offsets_[series]; }
  [[nodiscard]] std::size_t end_of(std::size_t series) const noexcept { return offsets_[series + 1]; }
  [[nodiscard]] std::size_t length(std::size_t series) const noexcept { return end_of(series) - begin_of(series); }

  /// The answers of all series, one after another; empty where the question was never asked.
  [[nodiscard]] std::span<const double> will() const noexcept { return will_.span(); }
  [[nodiscard]] std::span<const double> should() const noexcept { return should_.span(); }
  [[nodiscard]] std::span<const double> experience() const noexcept { return experience_.span(); }
  [[nodiscard]] std::span<const Time> at() const noexcept { return at_.span(); }

  /// The answers of the rating at a position.
  [[nodiscard]] VisitAnswers answers(std::size_t position) const noexcept {
    VisitAnswers a;
    if (!will_.empty()) a.will = will_[position];
    if (!should_.empty()) a.should = should_[position];
    if (!experience_.empty()) a.experience = experience_[position];
    return a;
  }

  /// The first series of a customer, and the one after their last.
  [[nodiscard]] std::pair<std::size_t, std::size_t> series_of(Code customer) const noexcept;

  /// The series of a customer and an item, if there is one.
  [[nodiscard]] std::optional<std::size_t> find(Code customer, Code item) const noexcept;

  /// The times at positions as a column of their type.
  [[nodiscard]] Column time_column(std::vector<Time> times) const;

 private:
  friend struct io::Archived<RatingSeries>;

  Ids customers_;
  Ids items_;
  bool has_items_ = false;
  bool instants_ = false;
  std::vector<Code> customer_of_;
  std::vector<Code> item_of_;
  std::vector<std::uint64_t> offsets_{0};
  Values<double> will_;
  Values<double> should_;
  Values<double> experience_;
  Values<Time> at_;
  RatingsLeftOut left_out_;
};

}  // namespace fealty::gaps
