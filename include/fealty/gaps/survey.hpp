#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/gaps/answers.hpp"

namespace fealty::gaps {

/// What respondents expected and experienced, item by item: a row per filled-in questionnaire.
struct Survey {
  Answers expectation;      ///< what they desire, or hold to be excellent
  Answers experience;       ///< what they got; the same items in the same order
  Answers importance = {};  ///< how much each item matters to them; no items if that was not asked
  Answers adequate = {};    ///< the level that would just do; no items if that was not asked

  /// The number of each row's respondent, where one may have filled in several; empty: each row is another's.
  std::vector<std::uint32_t> respondent_of = {};

  [[nodiscard]] std::size_t rows() const noexcept { return experience.respondents(); }

  /// The names of the items.
  [[nodiscard]] const std::vector<std::string>& items() const noexcept { return experience.names(); }

  /// The least and the greatest answer to either side; NaN if there is none.
  [[nodiscard]] Scale ends() const;

  /// The rows of ascending numbers, copied.
  [[nodiscard]] Survey take(std::span<const std::uint32_t> rows) const;
};

/// A survey of frames with the same columns, in any order; `importance` and `adequate` may have no columns. Throws
/// RecordError that names the column that one has and another lacks, or if numbers of rows differ.
Survey survey_of(const Frame& expectation, const Frame& experience, const Frame& importance = {},
                 const Frame& adequate = {}, std::optional<Scale> scale = std::nullopt);

/// The ratings of a book as a survey.
struct RatedSurvey {
  Survey survey;                         ///< a row for each customer and visit
  Ids customers;                         ///< by the numbers in `survey.respondent_of`
  std::vector<std::uint32_t> first_row;  ///< of each questionnaire, among the ratings of the book
  std::uint64_t without_customer = 0;    ///< ratings left out, for nobody noted whose they are
};

/// The ratings of a book as a survey: a row for each customer and visit (or time, where no visit is named), a column
/// per item. What a customer rates twice at the same visit is averaged. Throws RecordError if the book has no ratings,
/// or they have neither expectation nor experience.
RatedSurvey survey_of_ratings(const customers::Book& book, std::optional<Scale> scale = std::nullopt);

}  // namespace fealty::gaps
