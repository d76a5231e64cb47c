#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::loyalty {

/// A figure that teaching hands on, such as "6 tell 5": named, so that nobody uses it unseen.
///
/// No model has such a figure as a default; who wants one gives it, and the result says so. Texts are in English and in
/// Chinese.
struct TextbookFigure {
  std::string name;
  double value = 0.0;
  double lower = 0.0;  ///< the range in which the sources state it; value to value where they give one number
  double upper = 0.0;
  std::string claim, claim_zh;
  std::string source, source_zh;
  std::string evidence_against, evidence_against_zh;  ///< what research says against it, or that there is none

  friend bool operator==(const TextbookFigure&, const TextbookFigure&) = default;
};

/// The figures that have a name:
///
/// - "dissatisfied_tell" 6 and "dissatisfied_pass_on" 5, "satisfied_tell" 5 and "satisfied_pass_on" 3: people told by a
///   customer, and by each of them;
/// - "acquisition_cost_ratio" 5 (5 to 6): the cost of winning a customer, in costs of keeping one;
/// - "new_for_one_lost" 10: new customers who replace one lost;
/// - "loyal_purchase_multiple" 10: purchases of a loyal customer, in those of a one-off one;
/// - "five_points_of_retention" 0.25 (to 0.85): by which share profit rises if retention rises by 5 points.
///
/// Throws ParameterError with the nearest name if there is no such figure.
TextbookFigure textbook_figure(std::string_view name);

/// All of them, in that order.
std::vector<TextbookFigure> textbook_figures();

/// One row per figure: name, value, lower, upper, claim, source, evidence_against, in a language ("en" or "zh"; throws
/// ParameterError for another).
Frame frame_of(const std::vector<TextbookFigure>& figures, std::string_view language = "en");

}  // namespace fealty::loyalty
