#include "fealty/gaps/kano_table.hpp"

#include <fmt/format.h>

#include "fealty/core/error.hpp"

namespace fealty::gaps {
namespace {

constexpr std::array<std::string_view, kano_categories> category_names{
    "must-be", "one-dimensional", "attractive", "indifferent", "reverse", "questionable"};
constexpr std::string_view letters = "MOAIRQ";

}  // namespace

std::string_view name_of(KanoCategory category) noexcept {
  return category_names[static_cast<std::size_t>(category)];
}

char letter_of(KanoCategory category) noexcept {
  return letters[static_cast<std::size_t>(category)];
}

KanoTable::KanoTable(const std::vector<std::string>& rows) {
  if (rows.size() != answers) {
    throw ParameterError(code::out_of_domain, fmt::format("the evaluation table has {} rows, but must have 5, one for "
                                                          "each answer to the functional question",
                                                          rows.size()));
  }
  for (std::size_t i = 0; i < answers; ++i) {
    if (rows[i].size() != answers || rows[i].find_first_not_of(letters) != std::string::npos) {
      throw ParameterError(code::out_of_domain,
                           fmt::format("row {} of the evaluation table is \"{}\", but must be 5 letters, each of M, O, "
                                       "A, I, R or Q",
                                       i + 1, rows[i]));
    }
    for (std::size_t j = 0; j < answers; ++j) categories_[i][j] = static_cast<KanoCategory>(letters.find(rows[i][j]));
  }
}

KanoTable KanoTable::named(std::string_view name) {
  if (name == "classic") return KanoTable({"QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"});
  if (name == "pouliot") return KanoTable({"QAAAO", "RQIIM", "RIIIM", "RIIQM", "RRRRQ"});
  throw ParameterError(code::unknown_name,
                       fmt::format("there is no evaluation table \"{}\"; the tables are classic, pouliot", name));
}

std::vector<std::string> KanoTable::rows() const {
  std::vector<std::string> rows;
  for (const auto& row : categories_) {
    std::string& text = rows.emplace_back();
    for (const KanoCategory category : row) text += letter_of(category);
  }
  return rows;
}

}  // namespace fealty::gaps
