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

/// The customers' ids, if they are known.
inline Frame customer_frame(const loyalty::PurchaseSummary& summary) {
  Frame frame;
  if (summary.has_customers()) frame.add("customer_id", summary.customers().column());
  return frame;
}

/// A figure of each customer under a name: values, and bounds where there are any.
inline Frame customer_frame(const loyalty::PurchaseSummary& summary, const std::string& name,
                            loyalty::CustomerFigures figures) {
  Frame frame = customer_frame(summary);
  frame.add(name, std::move(figures.values));
  if (figures.lower.empty()) return frame;
  frame.add(name + "_lower", std::move(figures.lower));
  frame.add(name + "_upper", std::move(figures.upper));
  return frame;
}

/// Columns "0", "1", ..., `most` and `most` + 1 "+" of probabilities that lie customer by customer.
inline Frame customer_frame(const loyalty::PurchaseSummary& summary, const std::vector<double>& probabilities,
                            std::size_t most) {
  Frame frame = customer_frame(summary);
  for (std::size_t n = 0; n < most + 2; ++n) {
    std::vector<double> column;
    for (std::size_t i = n; i < probabilities.size(); i += most + 2) column.push_back(probabilities[i]);
    frame.add(std::to_string(n) + (n > most ? "+" : ""), std::move(column));
  }
  return frame;
}

}  // namespace fealty::bindings
