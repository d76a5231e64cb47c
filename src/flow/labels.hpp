#pragma once

#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"

namespace fealty::flow {

/// The identifiers of codes as messages and tables show them.
inline Column labels_of(const Ids& ids, const std::vector<Code>& codes) {
  std::vector<std::string> labels;
  labels.reserve(codes.size());
  for (const Code code : codes) labels.push_back(ids.label(code));
  return Column(labels);
}

}  // namespace fealty::flow
