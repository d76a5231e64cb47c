"""Models of repeat buying: how often customers will come back, and who is still alive."""

from __future__ import annotations

from typing import Any

from .. import _core
from .fitted_model import FittedModel
from .summaries import Purchases

__all__ = ["BetaGeoModel", "ModifiedBetaGeoModel", "NBDModel", "ParetoNBDModel"]


class PurchaseModel(FittedModel):
    """What all models of repeat buying foretell. Times are in the unit of the summary."""

    def probability_alive(self, summary: Purchases, *, interval: float | None = None) -> Any:
        """The probability that each customer is still alive at the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers; not only those that the model was fitted to.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), probability_alive, and with an interval its lower and upper end.
        """
        return self._native(self._compiled.probability_alive(summary._compiled, interval or 0.0), summary._kind)

    def expected_purchases(self, summary: Purchases, horizon: float, *, interval: float | None = None) -> Any:
        """The expected number of purchases of each customer in the time `horizon` after the end of observation.

        Parameters
        ----------
        summary : Purchases
            The customers.
        horizon : float
            In the unit of the summary.
        interval : float, optional
            The level of intervals by the delta method, which carry the uncertainty of the parameters.

        Returns
        -------
        frame
            customer_id (if ids are known), expected_purchases, and with an interval its lower and upper end.
        """
        made = self._compiled.expected_purchases(summary._compiled, horizon, interval or 0.0)
        return self._native(made, summary._kind)

    def expected_of_new(self, horizon: float, *, level: float = 0.95) -> _core.Estimate:
        """The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase."""
        made: _core.Estimate = self._compiled.expected_of_new(horizon, level)
        return made

    def purchase_distribution(self, summary: Purchases, horizon: float, *, most: int = 10) -> Any:
        """The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon`.

        Returns
        -------
        frame
            customer_id (if ids are known), and a column of probabilities per number: "0", "1", ..., the last, such as
            "11+", for all numbers above `most`.
        """
        return self._native(self._compiled.purchase_distribution(summary._compiled, horizon, most), summary._kind)

    def simulate(self, customers: int = 1000, T: float = 52.0, *, seed: int = 1) -> Any:  # noqa: N803
        """Customers drawn from the model and observed for the time `T`: frequency, recency, T.

        Each draw is keyed by the seed and the customer's number, so a customer does not depend on how many there are.
        """
        return self._native(self._compiled.simulate(customers, T, seed))


class BetaGeoModel(PurchaseModel):
    """The BG/NBD model: a customer buys at a rate of their own until dropping out after one of the purchases.

    Rates are gamma distributed with shape r and rate alpha, probabilities of dropping out beta distributed with weights
    a and b.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.

    References
    ----------
    Fader, Hardie and Lee (2005), "Counting your customers the easy way: an alternative to the Pareto/NBD model",
    Marketing Science 24.

    Examples
    --------
    >>> import fealty as fy
    >>> truth = fy.loyalty.BetaGeoModel.from_parameters(r=0.24, alpha=4.4, a=0.8, b=2.4)
    >>> drawn = truth.simulate(5000, T=39.0)
    >>> s = fy.loyalty.Purchases.from_arrays(drawn["frequency"], drawn["recency"], drawn["T"])
    >>> m = fy.loyalty.BetaGeoModel().fit(s)
    >>> abs(m.parameters_["r"].value - 0.24) < 3 * m.parameters_["r"].standard_error
    True
    """

    _model = _core.BetaGeoModel
    _title = "BG/NBD"


class ModifiedBetaGeoModel(PurchaseModel):
    """The MBG/NBD model: BG/NBD in which a customer may also drop out right after the first purchase.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.

    References
    ----------
    Batislam, Denizel and Filiztekin (2007), "Empirical validation and comparison of models for customer base analysis",
    International Journal of Research in Marketing 24.
    """

    _model = _core.ModifiedBetaGeoModel
    _title = "MBG/NBD"


class ParetoNBDModel(PurchaseModel):
    """The Pareto/NBD model: a customer buys at a rate of their own until leaving at any time.

    Rates of purchases are gamma distributed with shape r and rate alpha, rates of leaving with shape s and rate beta.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.

    References
    ----------
    Schmittlein, Morrison and Colombo (1987), "Counting your customers: who are they and what will they do next?",
    Management Science 33.
    """

    _model = _core.ParetoNBDModel
    _title = "Pareto/NBD"


class NBDModel(PurchaseModel):
    """The NBD model: a customer buys at a rate of their own, and nobody leaves.

    Rates are gamma distributed with shape r and rate alpha.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.

    References
    ----------
    Ehrenberg (1959), "The pattern of consumer purchases", Applied Statistics 8.
    """

    _model = _core.NBDModel
    _title = "NBD"
