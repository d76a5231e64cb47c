"""What customers spend per purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .fitted_model import FittedModel

if TYPE_CHECKING:
    from .summaries import Purchases

__all__ = ["GammaGammaModel"]


class GammaGammaModel(FittedModel):
    """The gamma-gamma model of spend: what a customer's purchases are worth, independent of how many there are.

    Values of purchases are gamma distributed with shape p and a rate of the customer's own; these rates are gamma
    distributed with shape q and rate v. With q of at most 1 the mean over all customers is infinite, and a warning says
    so.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.

    References
    ----------
    Fader and Hardie (2013), "The gamma-gamma model of monetary value".
    """

    _model = _core.GammaGammaModel
    _title = "Gamma-gamma"

    def expected_value(self, summary: Purchases, *, interval: float | None = None) -> Any:
        """The expected value per purchase of each customer; of one without repeat purchases, that of a new customer.

        Parameters
        ----------
        summary : Purchases
            The customers.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), expected_value, and with an interval its lower and upper end.
        """
        return self._native(self._compiled.expected_value(summary._compiled, interval or 0.0), summary._kind)

    def mean_value(self, *, level: float = 0.95) -> _core.Estimate:
        """The mean value of a purchase over all customers; infinite where q is at most 1."""
        made: _core.Estimate = self._compiled.mean_value(level)
        return made
