#include "fealty/loyalty/covariate_coding.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::loyalty {
namespace {

[[noreturn]] void refuse_covariate(std::string_view column, std::uint32_t row, std::string_view problem) {
  throw RecordError(code::refused_record, fmt::format("covariates: column {}, row {}: {}", column, row, problem));
}

constexpr std::string_view missing_level = "missing";

/// Missing values are a level of their own.
std::string_view level_at(const TextReader& texts, std::uint32_t row) {
  return texts.is_missing(row) ? missing_level : texts[row];
}

CodedColumn learn_column(const Column& values, const std::string& name, std::span<const std::uint32_t> rows) {
  CodedColumn column{.name = name};
  if (!is_text(values.type().kind)) {
    const Values<double> numbers = as_doubles(values, name);  // refuses what is no number
    if (std::ranges::any_of(rows, [&](std::uint32_t row) { return std::isnan(numbers[row]); }))
      column.levels.emplace_back(missing_level);
    return column;
  }
  column.is_category = true;
  const TextReader texts(values, name);
  std::map<std::string_view, std::size_t> counts;
  for (const std::uint32_t row : rows) ++counts[level_at(texts, row)];
  const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  for (auto level = counts.begin(); level != counts.end(); ++level) {
    if (level == most) {
      column.reference = level->first;
    } else {
      column.levels.emplace_back(level->first);
    }
  }
  return column;
}

/// Sets the numbers, or where they are missing the indicator of that, in columns from `first` on.
void fill_numbers(const Column& values, const CodedColumn& column, std::span<const std::uint32_t> rows,
                  CovariateDesign& design, Eigen::Index first) {
  const Values<double> numbers = as_doubles(values, column.name);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double number = numbers[rows[i]];
    if (std::isnan(number)) {
      if (column.levels.empty()) refuse_covariate(column.name, rows[i], "the value is missing");
      design(static_cast<Eigen::Index>(i), first + 1) = 1.0;
      continue;
    }
    if (std::isinf(number)) refuse_covariate(column.name, rows[i], fmt::format("{} is no finite number", number));
    design(static_cast<Eigen::Index>(i), first) = number;
  }
}

/// Sets the indicator of each row's level, in columns from `first` on.
void fill_indicators(const Column& values, const CodedColumn& column, std::span<const std::uint32_t> rows,
                     CovariateDesign& design, Eigen::Index first) {
  const TextReader texts(values, column.name);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view level = level_at(texts, rows[i]);
    if (level == column.reference) continue;
    const auto found = std::ranges::lower_bound(column.levels, level);
    if (found == column.levels.end() || *found != level) {
      if (texts.is_missing(rows[i])) refuse_covariate(column.name, rows[i], "the value is missing");
      const Names known{column.levels.size() + 1,
                        [&](std::size_t k) { return k < column.levels.size() ? column.levels[k] : column.reference; }};
      refuse_covariate(column.name, rows[i], unknown_name_message(level, "a level that the model has seen", known));
    }
    design(static_cast<Eigen::Index>(i), first + (found - column.levels.begin())) = 1.0;
  }
}

[[noreturn]] void refuse_customer(const Ids& customers, Code code, std::string_view problem) {
  throw RecordError(code::refused_record, fmt::format("covariates: customer {} {}", customers.label(code), problem));
}

}  // namespace

CovariateCoding::CovariateCoding(std::vector<CodedColumn> columns) : columns_(std::move(columns)) {
  for (const CodedColumn& column : columns_) {
    if (!column.is_category) names_.push_back(column.name);
    for (const std::string& level : column.levels) names_.push_back(fmt::format("{}[{}]", column.name, level));
  }
}

CovariateCoding CovariateCoding::learn(const Frame& covariates, const std::vector<std::string>& names,
                                       std::span<const std::uint32_t> rows) {
  std::vector<CodedColumn> columns;
  std::set<std::string_view> seen;
  for (const std::string& name : names) {
    if (!seen.insert(name).second)
      throw RecordError(code::refused_record, fmt::format("the covariate {} is named twice", name));
    columns.push_back(learn_column(covariates.at(name), name, rows));
  }
  return CovariateCoding(std::move(columns));
}

CovariateDesign CovariateCoding::design(const Frame& covariates, std::span<const std::uint32_t> rows) const {
  CovariateDesign design =
      CovariateDesign::Zero(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(size()));
  Eigen::Index at = 0;
  for (const CodedColumn& column : columns_) {
    const Column& values = covariates.at(column.name);
    if (column.is_category) {
      fill_indicators(values, column, rows, design, at);
    } else {
      fill_numbers(values, column, rows, design, at);
    }
    at += static_cast<Eigen::Index>(column.levels.size()) + (column.is_category ? 0 : 1);
  }
  return design;
}

std::vector<std::uint32_t> covariate_rows(const Frame& covariates, const PurchaseSummary& summary) {
  const Column* ids = covariates.find("customer_id");
  if (ids == nullptr || !summary.has_customers()) {
    if (covariates.rows() != summary.size()) {
      throw RecordError(code::length_mismatch, fmt::format("the covariates have {} rows, but there are {} customers",
                                                           covariates.rows(), summary.size()));
    }
    return covariate_rows(covariates);
  }
  const EncodedIds given = encode_ids(*ids, "customer_id");
  const UnitedIds all = unite(summary.customers(), given.ids, "customer_id");
  std::vector<std::uint32_t> row_of(all.ids.size(), Column::missing_row);
  for (std::size_t row = 0; row < given.codes.size(); ++row) {
    const auto number = static_cast<std::uint32_t>(row);
    if (given.codes[row] == no_code) refuse_covariate("customer_id", number, "the value is missing");
    std::uint32_t& known = row_of[all.from_second[given.codes[row]]];
    if (known != Column::missing_row) {
      refuse_customer(given.ids, given.codes[row], fmt::format("has two rows: {} and {}", known, row));
    }
    known = number;
  }
  std::vector<std::uint32_t> rows(summary.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i] = row_of[all.from_first[i]];
    if (rows[i] == Column::missing_row) refuse_customer(summary.customers(), static_cast<Code>(i), "has no row");
  }
  return rows;
}

std::vector<std::uint32_t> covariate_rows(const Frame& covariates) {
  std::vector<std::uint32_t> rows(covariates.rows());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

}  // namespace fealty::loyalty
