"""What customers spend per purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from ..frames import to_column
from .fitted_model import FittedModel

if TYPE_CHECKING:
    from .summaries import Purchases

__all__ = ["GammaGammaModel"]


class GammaGammaModel(FittedModel):
    """The gamma-gamma model of spend: what a customer's purchases are worth, independent of how many there are.

    `fit` takes a summary, which has number and mean of each customer's purchases (the group form), `fit_values` the
    values of single purchases (the individual form). Values are gamma distributed with shape p and a rate of the
    customer's own; these rates are gamma distributed with shape q and rate v. With q of at most 1 the mean over all
    customers is infinite, and a warning says so.

    Parameters
    ----------
    level : float
        Of the intervals of parameters.

    References
    ----------
    Colombo and Jiang (1999), "A stochastic RFM model", Journal of Interactive Marketing 13; Fader and Hardie (2013),
    "The gamma-gamma model of monetary value".
    """

    _model = _core.GammaGammaModel
    _title = "Gamma-gamma"

    def _estimate(self, summary: Any) -> Any:
        fitted = super()._estimate(summary)
        self._frequency_correlation = _core.frequency_correlation(fitted, summary._compiled, self.level)
        return fitted

    def fit_values(self, customer: Any, amount: Any) -> Any:
        """Estimates the parameters from the values of single purchases (the individual form).

        They tell p better than the mean of each customer does. All purchases have part in it, the first ones too; rows
        without a customer or without a positive amount have none, and a warning counts them.

        Parameters
        ----------
        customer : sequence
            The customer of each purchase.
        amount : sequence of float
            What it was worth.

        Raises
        ------
        FitError
            Nothing in the amounts tells the parameters.
        """
        columns = to_column(customer, "customer"), to_column(amount, "amount")
        self._fitted = _core.fit_spend_values(*columns, self.level)
        self._frequency_correlation = _core.frequency_correlation(self._fitted, *columns, self.level)
        return self

    @property
    def frequency_correlation_(self) -> _core.Estimate:
        """Whether those who buy more often spend more per purchase, which the model says they do not.

        The correlation of the logarithms of frequency and mean value, freed of what the model says about it: 0 if the
        model holds. An interval that does not hold 0 is a warning.
        """
        made: _core.Estimate = self._require_fit("_frequency_correlation")
        return made

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
