#pragma once

#include <cstddef>
#include <vector>

#include "fealty/core/ids.hpp"

namespace fealty::flow {

/// Of all identifiers those that occur, and where the codes of all have gone.
struct PresentCodes {
  Ids ids;
  std::vector<Code> place;  ///< no_code for those that do not occur
};

inline PresentCodes present_codes(const Ids& all, const std::vector<char>& occurs) {
  PresentCodes present{{}, std::vector<Code>(all.size(), no_code)};
  std::vector<Code> codes;
  for (Code code = 0; code < all.size(); ++code) {
    if (occurs[code] == 0) continue;
    present.place[code] = static_cast<Code>(codes.size());
    codes.push_back(code);
  }
  present.ids = codes.size() == all.size() ? all : all.subset(codes);
  return present;
}

}  // namespace fealty::flow
