#include "share_interval.hpp"

#include <cmath>

#include "fealty/core/interval.hpp"
#include "fealty/core/special.hpp"

namespace fealty::customers {

Estimate share_interval(double share, double standard_error, double level) {
  if (!(share > 0 && share < 1) || !(standard_error > 0)) return normal_interval(share, standard_error, level);
  const Estimate on_logit_scale = normal_interval(logit(share), standard_error / (share * (1 - share)), level);
  return {share, standard_error, logistic(on_logit_scale.lower), logistic(on_logit_scale.upper), level};
}

}  // namespace fealty::customers
