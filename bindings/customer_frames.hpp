#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

/// Figures of the customers of a summary as frames.
namespace fealty::bindings {

/// Columns of a figure under a name: values, and bounds where there are any.
inline void add_figures(Frame& frame, const std::string& name, loyalty::CustomerFigures figures) {
  frame.add(name, std::move(figures.values));
  if (figures.lower.empty()) return;
  frame.add(name + "_lower", std::move(figures.lower));
  frame.add(name + "_upper", std::move(figures.upper));
}

/// Columns "0", "1", ... of probabilities that lie row by row; the last is of that many and more if `is_open`.
inline void add_probabilities(Frame& frame, const std::vector<double>& probabilities, std::size_t columns,
                              bool is_open) {
  for (std::size_t n = 0; n < columns; ++n) {
    std::vector<double> column;
    for (std::size_t i = n; i < probabilities.size(); i += columns) column.push_back(probabilities[i]);
    frame.add(std::to_string(n) + (is_open && n + 1 == columns ? "+" : ""), std::move(column));
  }
}

/// The customers' ids, if they are known.
inline Frame customer_frame(const loyalty::PurchaseSummary& summary) {
  Frame frame;
  if (summary.has_customers()) frame.add("customer_id", summary.customers().column());
  return frame;
}

/// A figure of each customer.
inline Frame customer_frame(const loyalty::PurchaseSummary& summary, const std::string& name,
                            loyalty::CustomerFigures figures) {
  Frame frame = customer_frame(summary);
  add_figures(frame, name, std::move(figures));
  return frame;
}

/// The probabilities of 0, 1, ..., `most` and more purchases, customer by customer.
inline Frame customer_frame(const loyalty::PurchaseSummary& summary, const std::vector<double>& probabilities,
                            std::size_t most) {
  Frame frame = customer_frame(summary);
  add_probabilities(frame, probabilities, most + 2, true);
  return frame;
}

}  // namespace fealty::bindings
