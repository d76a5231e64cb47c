#include "geometric_dropout_fitting.hpp"

namespace fealty::loyalty {

template <>
struct FittingOf<ModifiedBetaGeo> : GeometricDropoutFitting {};

template class PurchaseModel<ModifiedBetaGeo>;
template class PurchaseRegression<ModifiedBetaGeo>;

}  // namespace fealty::loyalty
