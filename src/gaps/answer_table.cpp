#include "answer_table.hpp"

#include <cmath>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::gaps {
namespace {

constexpr double largest_answer = 1e12;

}  // namespace

AnswerTable::AnswerTable(const Frame& frame, std::string_view what) : rows_(frame.rows()) {
  if (frame.columns().empty()) throw RecordError(code::missing_column, fmt::format("the {} have no column", what));
  for (const auto& [name, column] : frame.columns()) {
    names_.push_back(name);
    columns_.push_back(as_doubles(column, name));
    for (std::size_t row = 0; row < rows_; ++row) {
      const double answer = columns_.back()[row];
      if (!(std::abs(answer) > largest_answer)) continue;
      throw RecordError(code::refused_record,
                        fmt::format("{}, column {}, row {}: {} is no answer on any scale", what, name, row, answer));
    }
  }
}

void AnswerTable::read_row(std::size_t row, std::vector<double>& answers) const {
  answers.resize(columns());
  for (std::size_t column = 0; column < columns(); ++column) answers[column] = columns_[column][row];
}

Frame matched(const Frame& frame, std::string_view what, const Frame& like, std::string_view like_what) {
  const auto name_at = [](const Frame& of) {
    return Names{of.columns().size(), [&of](std::size_t i) { return of.columns()[i].first; }};
  };
  if (frame.rows() != like.rows()) {
    throw RecordError(code::length_mismatch, fmt::format("the {} have {} rows, but the {} have {}", what, frame.rows(),
                                                         like_what, like.rows()));
  }
  Frame ordered;
  for (const auto& [name, column] : like.columns()) {
    const Column* own = frame.find(name);
    if (own == nullptr) {
      throw RecordError(code::missing_column,
                        unknown_name_message(name, fmt::format("a column of the {}", what), name_at(frame)));
    }
    ordered.add(name, *own);
  }
  for (const auto& [name, column] : frame.columns()) {
    if (like.find(name) == nullptr) {
      throw RecordError(code::missing_column,
                        unknown_name_message(name, fmt::format("a column of the {}", like_what), name_at(like)));
    }
  }
  return ordered;
}

}  // namespace fealty::gaps
