#include "pareto_nbd_fitting.hpp"
#include "purchase_regression.hpp"

namespace fealty::loyalty {

template class PurchaseModel<ParetoNbd>;
template class PurchaseRegression<ParetoNbd>;

}  // namespace fealty::loyalty
