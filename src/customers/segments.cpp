#include "fealty/customers/segments.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "attribute_values.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/quantile.hpp"
#include "fealty/customers/first_known.hpp"
#include "fealty/customers/purchase_history.hpp"
#include "mean_of.hpp"
#include "row_index.hpp"
#include "share_interval.hpp"
#include "totals_of_all.hpp"

namespace fealty::customers {
namespace {

constexpr std::size_t most_values = 1000;
constexpr std::string_view no_segment = "(missing)";

void refuse_unless_discrete(const Column& column, std::string_view name) {
  const Kind kind = column.type().kind;
  if (is_text(kind) || is_integer(kind) || kind == Kind::boolean || kind == Kind::null) return;
  throw RecordError(code::wrong_type,
                    fmt::format("attribute {} is of type {}; customers can be divided by texts, categories, flags and "
                                "integers, so cut it into bands first, or make it integers",
                                name, to_string(column.type())));
}

AttributeValues discrete_values(const Book& book, const std::string& name) {
  refuse_unless_discrete(attribute_column(book, name), name);
  AttributeValues values = attribute_values(book, name);
  if (values.labels.size() > most_values) {
    throw RecordError(code::refused_record,
                      fmt::format("attribute {} has {} distinct values, more than the {} that divide customers "
                                  "sensibly; cut it into bands or group its values first",
                                  name, values.labels.size(), most_values));
  }
  return values;
}

/// Customers, each in one cell of the attributes' values.
class Partition {
 public:
  explicit Partition(std::vector<Code> customers)
      : customers_(std::move(customers)), cells_(customers_.size(), 0), values_(customers_.empty() ? 0 : 1) {}

  /// Divides each cell by one more attribute; missing values come last, and so does the text "(missing)".
  void divide(const AttributeValues& attribute) {
    const std::size_t width = attribute.labels.size() + 1;
    std::vector<std::int64_t> keys(customers_.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const Code code = attribute.of_customer[customers_[i]];
      const bool known = code != no_code && attribute.labels[code] != no_segment;
      keys[i] = static_cast<std::int64_t>(cells_[i] * width + (known ? code : width - 1));
    }
    EncodedIds encoded = encode_ids(Column(std::move(keys)), "segment");
    std::vector<std::vector<std::string>> divided;
    for (Code cell = 0; cell < encoded.ids.size(); ++cell) {
      const auto key = static_cast<std::size_t>(encoded.ids.integer(cell));
      auto& values = divided.emplace_back(values_[key / width]);
      values.push_back(key % width == width - 1 ? std::string(no_segment) : attribute.labels[key % width]);
    }
    cells_ = std::move(encoded.codes);
    values_ = std::move(divided);
  }

  [[nodiscard]] const std::vector<std::vector<std::string>>& values() const noexcept { return values_; }
  [[nodiscard]] const std::vector<Code>& customers() const noexcept { return customers_; }

  /// Positions in `customers` by cell.
  [[nodiscard]] RowIndex index() const { return make_index(values_.size(), cells_, Values<Time>{}); }

 private:
  std::vector<Code> customers_;
  std::vector<Code> cells_;
  std::vector<std::vector<std::string>> values_;  ///< of each cell
};

std::vector<Code> known_customers(const Book& book, Time as_of) {
  const std::vector<Time> known = first_known(book);
  std::vector<Code> customers;
  for (Code code = 0; code < known.size(); ++code) {
    if (known[code] <= as_of) customers.push_back(code);
  }
  return customers;
}

/// A segment, and the sum of the squares of its customers' values.
struct Measured {
  Segment segment;
  double squares = 0.0;
};

Measured measure(const std::vector<const PurchaseTotals*>& customers, double level) {
  Measured measured;
  Segment& segment = measured.segment;
  std::vector<double> values;
  std::vector<double> purchases;
  for (const PurchaseTotals* totals : customers) {
    segment.value += totals->value;
    segment.purchases += totals->purchases;
    values.push_back(totals->value.value());
    purchases.push_back(totals->purchases);
    measured.squares += values.back() * values.back();
  }
  segment.customers = static_cast<std::int64_t>(customers.size());
  segment.value_per_customer = mean_of(values, level);
  segment.purchases_per_customer = mean_of(purchases, level);
  segment.percentile_90 = quantile(values, 0.9, level);
  return measured;
}

/// With y the value of a customer of the segment (0 for others), x that of any customer and r = sum y / sum x, the
/// variance is n / (n - 1) sum (y - r x)^2 / (sum x)^2, the mean of y - r x being 0.
Estimate share_of_value(const Measured& part, double squares_of_all, const Segments& all, double level) {
  const double total = all.value.value();
  if (!(total > 0)) return {nan, nan, nan, nan, level};
  const double share = part.segment.value.value() / total;
  const double squares_of_others = std::max(0.0, squares_of_all - part.squares);
  const bool alone = part.segment.customers == all.customers;
  if (!alone && (part.squares == 0 || squares_of_others == 0)) return {share, nan, nan, nan, level};
  const double squares = (1 - share) * (1 - share) * part.squares + share * share * squares_of_others;
  const auto n = static_cast<double>(all.customers);
  return share_interval(share, alone ? 0.0 : std::sqrt(n / (n - 1) * squares) / total, level);
}

void refuse_repetitions(const std::vector<std::string>& names) {
  std::set<std::string_view> seen;
  for (const std::string& name : names) {
    if (!seen.insert(name).second) throw ParameterError(code::out_of_domain, "attribute " + name + " is given twice");
  }
}

std::vector<Measured> measure_cells(const Partition& partition, const std::vector<PurchaseTotals>& totals,
                                    double level) {
  const RowIndex index = partition.index();
  std::vector<Measured> cells(partition.values().size());
  for_blocks(
      cells.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t cell = begin; cell < end; ++cell) {
          std::vector<const PurchaseTotals*> customers;
          for (const auto i : index.of(static_cast<Code>(cell))) customers.push_back(&totals[partition.customers()[i]]);
          cells[cell] = measure(customers, level);
          cells[cell].segment.values = partition.values()[cell];
        }
      },
      16, "measuring segments");
  return cells;
}

void rank(std::vector<Segment>& segments) {
  std::stable_sort(segments.begin(), segments.end(),
                   [](const Segment& a, const Segment& b) { return a.value.value() > b.value.value(); });
  for (std::size_t i = 0; i < segments.size(); ++i) segments[i].rank = static_cast<std::int64_t>(i) + 1;
}

}  // namespace

Segments segments(const Book& book, const std::vector<std::string>& by, Time as_of, double level) {
  require_level(level);
  refuse_repetitions(by);
  Segments result;
  result.by = by;
  Partition partition(known_customers(book, as_of));
  for (const std::string& name : by) {
    const AttributeValues attribute = discrete_values(book, name);
    partition.divide(attribute);
    result.conflicting += attribute.conflicting;
  }
  std::vector<Measured> cells = measure_cells(partition, totals_of_all(book, as_of), level);
  double squares = 0.0;
  for (const Measured& cell : cells) {
    result.customers += cell.segment.customers;
    result.value += cell.segment.value;
    squares += cell.squares;
  }
  for (Measured& cell : cells) {
    cell.segment.share_of_customers = wilson(cell.segment.customers, result.customers, level);
    cell.segment.share_of_value = share_of_value(cell, squares, result, level);
    result.segments.push_back(std::move(cell.segment));
  }
  rank(result.segments);
  return result;
}

Frame Segments::frame() const {
  std::vector<std::int64_t> ranks, counts, purchases;
  std::vector<double> values;
  EstimateColumns share_of_customers, share_of_value, value_per_customer, purchases_per_customer, percentile_90;
  for (const Segment& s : segments) {
    ranks.push_back(s.rank);
    counts.push_back(s.customers);
    purchases.push_back(s.purchases);
    values.push_back(s.value.value());
    share_of_customers.push(s.share_of_customers);
    share_of_value.push(s.share_of_value);
    value_per_customer.push(s.value_per_customer);
    purchases_per_customer.push(s.purchases_per_customer);
    percentile_90.push(s.percentile_90);
  }
  Frame figures;
  figures.add("rank", std::move(ranks));
  figures.add("customers", std::move(counts));
  share_of_customers.add_to(figures, "share_of_customers");
  figures.add("value", std::move(values));
  share_of_value.add_to(figures, "share_of_value");
  value_per_customer.add_to(figures, "value_per_customer");
  figures.add("purchases", std::move(purchases));
  purchases_per_customer.add_to(figures, "purchases_per_customer");
  percentile_90.add_to(figures, "percentile_90");
  Frame frame;
  for (std::size_t i = 0; i < by.size(); ++i) {
    std::vector<std::string> labels;
    for (const Segment& s : segments) labels.push_back(s.values[i]);
    frame.add(figures.find(by[i]) == nullptr ? by[i] : "segment_" + by[i], Column(labels));
  }
  for (const auto& [name, column] : figures.columns()) frame.add(name, column);
  return frame;
}

}  // namespace fealty::customers
