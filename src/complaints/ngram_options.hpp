#pragma once

#include <string>
#include <vector>

#include "fealty/complaints/text_options.hpp"

namespace fealty::complaints {

/// The names of the families, by FeatureFamily.
inline const std::vector<std::string>& family_names() {
  static const std::vector<std::string> names{"word", "character", "cjk", "phrase"};
  return names;
}

/// Throws ParameterError unless two sets of options count the same n-grams.
void require_same_ngrams(const TextOptions& counted, const TextOptions& wanted);

}  // namespace fealty::complaints
