#include "fealty/gaps/lever.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::gaps {
namespace {

constexpr std::array<std::string_view, 4> kinds = {"raise_experience", "guide", "adapt", "atmosphere"};

std::string unknown_kind(std::string_view name) {
  return unknown_name_message(name, "a kind of lever",
                              {kinds.size(), [](std::size_t i) { return std::string(kinds[i]); }});
}

/// Texts without a missing or empty one; whole numbers are written out, for items are often numbered.
std::vector<std::string> texts_of(const Column& column, std::string_view name, std::size_t rows) {
  require_rows(column, name, rows, "lever");
  std::vector<std::string> texts(rows);
  if (is_integer(column.type().kind)) {
    const Values<double> numbers = as_doubles(column, name);
    for (std::size_t row = 0; row < rows; ++row)
      if (!std::isnan(numbers[row])) texts[row] = fmt::format("{}", static_cast<std::int64_t>(numbers[row]));
  } else {
    const TextReader reader(column, name);
    for (std::size_t row = 0; row < rows; ++row)
      if (!reader.is_missing(row)) texts[row] = reader[row];
  }
  for (std::size_t row = 0; row < rows; ++row) {
    if (texts[row].empty())
      throw RecordError(code::refused_record, fmt::format("column {}, row {}: the {} is missing", name, row, name));
  }
  return texts;
}

std::vector<double> amounts_of(const Column& column, std::string_view name, std::size_t rows) {
  if (!column) return std::vector<double>(rows, 0.0);
  require_rows(column, name, rows, "lever");
  const Values<double> values = as_doubles(column, name);
  for (std::size_t row = 0; row < rows; ++row) {
    if (std::isfinite(values[row]) && values[row] >= 0) continue;
    throw RecordError(code::refused_record,
                      fmt::format("column {}, row {}: {} is no finite number of 0 or more", name, row, values[row]));
  }
  return {values.begin(), values.end()};
}

}  // namespace

std::string_view to_string(LeverKind kind) noexcept {
  return kinds[static_cast<std::size_t>(kind)];
}

std::vector<LeverLevel> lever_levels(const Lever& lever, std::size_t steps) {
  require(!lever.points.empty(), "the number of points of lever " + lever.name, 0, "must be at least 1");
  require(!lever.divisible || steps >= 1, "steps", static_cast<double>(steps), "must be at least 1");
  const auto require_amount = [&](double value, const char* what) {
    require(std::isfinite(value) && value >= 0, fmt::format("the {} of lever {}", what, lever.name), value,
            "must be finite and not negative");
  };
  require_amount(lever.fixed_cost, "fixed cost");
  std::vector<LeverLevel> levels(1);
  LeverPoint before;
  const std::size_t parts = lever.divisible ? steps : 1;
  for (std::size_t i = 0; i < lever.points.size(); ++i) {
    const LeverPoint& point = lever.points[i];
    require_amount(point.cost, "cost");
    require_amount(point.effect, "effect");
    require(i == 0 || point.cost > before.cost, "the cost of lever " + lever.name, point.cost,
            "must be more than that of the point before it");
    for (std::size_t part = 1; part <= parts; ++part) {
      const double share = static_cast<double>(part) / static_cast<double>(parts);
      levels.push_back({static_cast<double>(i) + share, lever.fixed_cost + std::lerp(before.cost, point.cost, share),
                        std::lerp(before.effect, point.effect, share)});
    }
    before = point;
  }
  return levels;
}

std::vector<Lever> levers_of_columns(const Column& lever, const Column& item, const Column& kind, const Column& cost,
                                     const Column& effect, const Column& fixed_cost, const Column& divisible) {
  const std::size_t rows = lever.size();
  const std::vector<std::string> names = texts_of(lever, "lever", rows), items = texts_of(item, "item", rows),
                                 kinds_named = texts_of(kind, "kind", rows);
  require_rows(cost, "cost", rows, "lever");
  require_rows(effect, "effect", rows, "lever");
  const std::vector<double> costs = amounts_of(cost, "cost", rows), effects = amounts_of(effect, "effect", rows),
                            fixed = amounts_of(fixed_cost, "fixed_cost", rows),
                            parted = amounts_of(divisible, "divisible", rows);
  std::vector<Lever> levers;
  std::map<std::string_view, std::size_t> places;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto known = std::ranges::find(kinds, kinds_named[row]);
    if (known == kinds.end()) {
      throw RecordError(code::refused_record,
                        fmt::format("column kind, row {}: {}", row, unknown_kind(kinds_named[row])));
    }
    Lever read{names[row], items[row], static_cast<LeverKind>(known - kinds.begin()), {}, fixed[row], parted[row] != 0};
    const auto [place, is_new] = places.emplace(names[row], levers.size());
    if (is_new) levers.push_back(read);
    Lever& made = levers[place->second];
    if (made.item != read.item || made.kind != read.kind || made.fixed_cost != read.fixed_cost ||
        made.divisible != read.divisible) {
      throw RecordError(code::refused_record,
                        fmt::format("row {}: lever {} has another item, kind, fixed_cost or divisible than in its "
                                    "first row; a lever acts on one item in one way, so give this one another name",
                                    row, names[row]));
    }
    made.points.push_back({costs[row], effects[row]});
  }
  for (Lever& made : levers) std::ranges::stable_sort(made.points, {}, &LeverPoint::cost);
  return levers;
}

}  // namespace fealty::gaps
