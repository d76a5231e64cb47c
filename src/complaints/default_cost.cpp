#include "fealty/complaints/default_cost.hpp"

#include <algorithm>

namespace fealty::complaints {

double default_cost(Loss loss, std::uint32_t outputs) noexcept {
  switch (loss) {
    case Loss::softmax:
    case Loss::logistic:
      return 5.0;
    case Loss::squared_hinge:
      return std::max(0.3, outputs / 75.0);
    case Loss::squared:
      return 1.4;
  }
  return 1.0;
}

}  // namespace fealty::complaints
