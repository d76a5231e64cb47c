#include "fealty/gaps/survey.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"

namespace fealty::gaps {
namespace {

/// The columns of one kind of answers in the order of the others.
Frame aligned(const Frame& frame, const Frame& order, std::string_view what) {
  if (frame.columns().size() != order.columns().size() || frame.rows() != order.rows()) {
    throw RecordError(code::length_mismatch,
                      fmt::format("{} has {} items of {} respondents, but experience has {} of {}", what,
                                  frame.columns().size(), frame.rows(), order.columns().size(), order.rows()));
  }
  Frame result;
  for (const auto& [name, column] : order.columns()) {
    const Column* found = frame.find(name);
    if (found == nullptr) {
      throw RecordError(code::missing_column, fmt::format("item {}: experience has it, but {} does not", name, what));
    }
    result.add(name, *found);
  }
  return result;
}

Answers taken(const Answers& answers, std::span<const std::uint32_t> rows) {
  Frame frame;
  std::vector<double> all(answers.respondents());
  for (std::size_t j = 0; j < answers.items(); ++j) {
    answers.read(j, 0, all);
    std::vector<double> some;
    some.reserve(rows.size());
    for (const std::uint32_t row : rows) some.push_back(all[row]);
    frame.add(answers.names()[j], Column(std::move(some)));
  }
  return Answers(std::move(frame));
}

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

/// The questionnaires of a book's ratings: what each rating belongs to, or nowhere.
struct Questionnaires {
  std::vector<std::uint32_t> of_rating;
  std::vector<std::uint32_t> first_row;
};

/// Ratings belong together if customer and visit are the same, or customer and time where no visit is named.
Questionnaires questionnaires_of(const customers::Book& book, std::span<const Code> customers) {
  const auto table = customers::Table::ratings;
  const Frame& ratings = book.table(table);
  const Column* visit = ratings.find("visit_id");
  const std::vector<Code> visits = visit == nullptr ? std::vector<Code>() : encode_ids(*visit, "visit_id").codes;
  const Values<Time> times = book.times(table);
  const auto key = [&](std::uint32_t row) {
    const Code of_visit = visits.empty() ? no_code : visits[row];
    const std::int64_t time = of_visit != no_code || times.empty() ? 0 : times[row].us;
    return std::tuple(customers[row], of_visit, time);
  };
  std::vector<std::uint32_t> order;
  for (std::uint32_t row = 0; row < customers.size(); ++row) {
    if (customers[row] != no_code) order.push_back(row);
  }
  std::ranges::stable_sort(order, {}, key);
  Questionnaires made{std::vector<std::uint32_t>(customers.size(), nowhere), {}};
  for (std::size_t k = 0; k < order.size(); ++k) {
    if (k == 0 || key(order[k]) != key(order[k - 1])) made.first_row.push_back(order[k]);
    made.of_rating[order[k]] = static_cast<std::uint32_t>(made.first_row.size() - 1);
  }
  return made;
}

/// The means of the ratings of each item in each questionnaire.
Answers spread(const Questionnaires& questionnaires, const EncodedIds& items, const Values<double>& ratings,
               std::optional<Scale> scale) {
  const std::size_t rows = questionnaires.first_row.size();
  std::vector<std::vector<double>> sums(items.ids.size(), std::vector<double>(rows));
  std::vector<std::vector<std::uint32_t>> counts(items.ids.size(), std::vector<std::uint32_t>(rows));
  for (std::size_t i = 0; i < ratings.size(); ++i) {
    if (std::isnan(ratings[i]) || items.codes[i] == no_code || questionnaires.of_rating[i] == nowhere) continue;
    sums[items.codes[i]][questionnaires.of_rating[i]] += ratings[i];
    ++counts[items.codes[i]][questionnaires.of_rating[i]];
  }
  Frame frame;
  for (Code item = 0; item < items.ids.size(); ++item) {
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint32_t n = counts[item][row];
      sums[item][row] = n == 0 ? nan : sums[item][row] / n;
    }
    frame.add(items.ids.label(item), Column(std::move(sums[item])));
  }
  return Answers(std::move(frame), scale);
}

}  // namespace

Scale Survey::ends() const {
  Scale ends{nan, nan};
  std::vector<double> answers(rows());
  for (const Answers* side : {&expectation, &experience}) {
    for (std::size_t j = 0; j < side->items(); ++j) {
      side->read(j, 0, answers);
      for (const double answer : answers) {
        ends.least = std::fmin(ends.least, answer);
        ends.greatest = std::fmax(ends.greatest, answer);
      }
    }
  }
  return ends;
}

Survey Survey::take(std::span<const std::uint32_t> numbers) const {
  Survey part{taken(expectation, numbers),
              taken(experience, numbers),
              taken(importance, numbers),
              taken(adequate, numbers),
              {}};
  if (respondent_of.empty()) return part;
  for (const std::uint32_t row : numbers) part.respondent_of.push_back(respondent_of[row]);
  std::vector<std::uint32_t> present = part.respondent_of;
  std::ranges::sort(present);
  present.erase(std::ranges::unique(present).begin(), present.end());
  for (std::uint32_t& respondent : part.respondent_of)
    respondent = static_cast<std::uint32_t>(std::ranges::lower_bound(present, respondent) - present.begin());
  return part;
}

Survey survey_of(const Frame& expectation, const Frame& experience, const Frame& importance, const Frame& adequate,
                 std::optional<Scale> scale) {
  if (experience.columns().empty()) throw RecordError(code::missing_column, "experience has no items");
  Survey survey{
      Answers(aligned(expectation, experience, "expectation"), scale), Answers(experience, scale), {}, {}, {}};
  if (!importance.columns().empty()) survey.importance = Answers(aligned(importance, experience, "importance"));
  if (!adequate.columns().empty()) survey.adequate = Answers(aligned(adequate, experience, "adequate"), scale);
  return survey;
}

RatedSurvey survey_of_ratings(const customers::Book& book, std::optional<Scale> scale) {
  const auto table = customers::Table::ratings;
  if (!book.has(table)) throw RecordError(code::missing_column, "the book has no ratings");
  const std::array names{"expectation", "experience", "importance", "adequate"};
  std::array<Values<double>, 4> numbers;
  for (std::size_t k = 0; k < names.size(); ++k) numbers[k] = book.numbers(table, names[k]);
  for (std::size_t k = 0; k < 2; ++k) {
    if (numbers[k].empty())
      throw RecordError(code::missing_column,
                        fmt::format("the ratings have no column {}, which a gap needs", names[k]));
  }
  const std::span<const Code> customers = book.customer_codes(table);
  const Questionnaires questionnaires = questionnaires_of(book, customers);
  const EncodedIds items = encode_ids(book.table(table).at("item"), "item");
  RatedSurvey made;
  made.survey.expectation = spread(questionnaires, items, numbers[0], scale);
  made.survey.experience = spread(questionnaires, items, numbers[1], scale);
  if (!numbers[2].empty()) made.survey.importance = spread(questionnaires, items, numbers[2], std::nullopt);
  if (!numbers[3].empty()) made.survey.adequate = spread(questionnaires, items, numbers[3], scale);
  std::vector<Code> present;
  for (const std::uint32_t row : questionnaires.first_row) present.push_back(customers[row]);
  made.survey.respondent_of = present;
  std::ranges::sort(present);
  present.erase(std::ranges::unique(present).begin(), present.end());
  for (std::uint32_t& respondent : made.survey.respondent_of)
    respondent = static_cast<std::uint32_t>(std::ranges::lower_bound(present, respondent) - present.begin());
  made.customers = book.customers().subset(present);
  made.first_row = questionnaires.first_row;
  made.without_customer = static_cast<std::uint64_t>(std::ranges::count(customers, no_code));
  return made;
}

}  // namespace fealty::gaps
