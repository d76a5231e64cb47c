"""Contracts that are renewed or end."""

from __future__ import annotations

from typing import Any

from .. import _core
from .drawable_model import DrawableModel
from .retention_curve import RetentionCurve, retention_curve_of
from .summaries import Contracts

__all__ = ["BetaDiscreteWeibullModel", "ShiftedBetaGeoModel"]


class ContractModel(DrawableModel):
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

    def curve(
        self, summary: Contracts | None = None, renewals: int | None = None, *, interval: float = 0.95
    ) -> RetentionCurve:
        """Survival and retention by the model beside what was observed.

        Parameters
        ----------
        summary : Contracts, optional
            What was observed; what the model was fitted to unless given.
        renewals : int, optional
            How far ahead; about as far again as was observed unless given.
        interval : float
            The level of all intervals.
        """
        return retention_curve_of(self, self._drawn_for(summary), renewals, interval)

    def plot(
        self, summary: Contracts | None = None, ax: Any = None, *, renewals: int | None = None, language: str = "en"
    ) -> Any:
        """Survival and retention, observed and fitted; the parameters are those of `curve`."""
        return self.curve(summary, renewals).plot(ax, language=language)

    def residual_lifetime(self, renewals: int, discount: float = 0.10, *, interval: float | None = None) -> Any:
        """What contracts that have been renewed 0, 1, ..., `renewals` times will bring, in payments of now.

        Discounted expected renewals, each contract just before its next renewal, which counts in full (DERL). A new
        contract, whose first payment is due now, is worth 1 and the figure of 0 renewals over 1 + discount.

        Parameters
        ----------
        renewals : int
            How often contracts have been renewed, at most.
        discount : float
            Of one period between renewals, above 0.
        interval : float, optional
            The level of intervals by the delta method.

        References
        ----------
        Fader and Hardie (2010), "Customer-base valuation in a contractual setting: the perils of ignoring
        heterogeneity", Marketing Science 29.
        """
        return self._native(_core.residual_lifetimes(self._compiled, renewals, discount, interval or 0.0))


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
