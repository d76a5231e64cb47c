#pragma once

#include <cstdint>
#include <vector>

#include "fealty/complaints/labeling_function.hpp"
#include "fealty/complaints/taxonomy.hpp"
#include "fealty/complaints/triage.hpp"

namespace fealty::complaints {

/// Labeling functions that corrected texts teach for one taxonomy, the surest first.
///
/// Candidates are words of three letters and more, pairs of neighboring words, and runs of two to four Chinese
/// characters. Of the n corrected texts that have a candidate, k have the category: it becomes a function if k is at
/// least `options.learnt_texts` and the 5 % quantile of Beta(k + 1, n - k + 1) is above one half and above the share of
/// the category among the corrected texts. Of candidates of a category that stand in the same texts one is taken: a
/// word before a pair, then the longest. The function's stated precision is the category's share, worth two votes: the
/// rest comes from the texts.
std::vector<LabelingFunction> learnt_functions(const std::vector<TriageExample>& examples, const Taxonomy& taxonomy,
                                               std::size_t position, const TriageOptions& options);

}  // namespace fealty::complaints
