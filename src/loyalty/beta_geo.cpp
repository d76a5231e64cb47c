#include "geometric_dropout_fitting.hpp"

namespace fealty::loyalty {

template <>
struct FittingOf<BetaGeo> : GeometricDropoutFitting {};

template class PurchaseModel<BetaGeo>;
template class PurchaseRegression<BetaGeo>;

}  // namespace fealty::loyalty
