"""Contracts that are renewed or end."""

from __future__ import annotations

from typing import Any

from .. import _core
from .fitted_model import FittedModel
from .summaries import Contracts

__all__ = ["BetaDiscreteWeibullModel", "ShiftedBetaGeoModel"]


class ContractModel(FittedModel):
    """What models of contractual retention foretell."""

    def survival(self, renewals: int, *, interval: float | None = None) -> Any:
        """The probability of being there after each of 0, 1, ..., `renewals` renewals."""
        return self._native(self._compiled.survival(renewals, interval or 0.0))

    def retention(self, renewals: int, *, interval: float | None = None) -> Any:
        """The share of those who came to each renewal that stay."""
        return self._native(self._compiled.retention(renewals, interval or 0.0))

    def simulate(self, customers: int = 1000, renewals: int = 12, *, seed: int = 1) -> Contracts:
        """A cohort drawn from the model and observed for so many renewals."""
        return Contracts(self._compiled.simulate(customers, renewals, seed), self._kind)


class ShiftedBetaGeoModel(ContractModel):
    """The shifted beta-geometric model: at each renewal a customer leaves with a probability of their own.

    Probabilities of leaving are beta distributed with weights alpha and beta.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.

    References
    ----------
    Fader and Hardie (2007), "How to project customer retention", Journal of Interactive Marketing 21.

    Examples
    --------
    >>> import fealty as fy
    >>> cohort = fy.loyalty.Contracts.from_survivors([1000, 631, 468, 382, 326, 289, 262, 241])
    >>> m = fy.loyalty.ShiftedBetaGeoModel().fit(cohort)
    >>> round(m.parameters_["alpha"].value, 3), round(m.parameters_["beta"].value, 3)
    (0.704, 1.182)
    """

    _model = _core.ShiftedBetaGeoModel
    _title = "Shifted beta-geometric"


class BetaDiscreteWeibullModel(ContractModel):
    """The beta-discrete-Weibull model: the chance to leave changes as time goes by, rising with c above 1.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.

    References
    ----------
    Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention revisited: the role of duration
    dependence", Journal of Interactive Marketing 43.
    """

    _model = _core.BetaDiscreteWeibullModel
    _title = "Beta-discrete-Weibull"
