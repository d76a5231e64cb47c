"""What customers will be worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..customers import Concentration
from ..errors import ParameterError, error
from ..estimator import Estimator
from ..frames import to_frame
from ..languages.numbers import amount, percent
from ..result import Result
from .horizons import horizon_in, unit_of

if TYPE_CHECKING:
    from ..frames import Kind
    from .purchase_model import PurchaseModel
    from .spend_model import GammaGammaModel
    from .summaries import Purchases

__all__ = ["CustomerValue", "LifetimeValue"]


class CustomerValue(Result):
    """What each customer will be worth, and all together.

    The table has a row per customer: customer_id (if ids are known), expected_spend per purchase, discounted_purchases,
    value, and the ends of its interval, lower and upper. Intervals carry the uncertainty of the parameters of both
    models, not what chance does to one customer.
    """

    _compiled: _core.Frame
    title = "Customer lifetime value"
    plot_name = "customer_value"

    def __init__(self, frame: _core.Frame, total: _core.Estimate, terms: str, kind: Kind) -> None:
        super().__init__(frame, kind)
        self._total = total
        self._terms = terms

    def _frame(self) -> _core.Frame:
        return self._compiled

    @property
    def total(self) -> _core.Estimate:
        """The value of all customers together.

        Its interval comes from the gradient of the sum: the errors of customers go together, for all depend on the same
        parameters. Infinite, without interval, where a customer's value is.
        """
        return self._total

    @property
    def mean(self) -> _core.Estimate:
        """The value of a customer, on average."""
        n, total = max(len(self), 1), self._total
        ends = (total.value / n, total.standard_error / n, total.lower / n, total.upper / n)
        return _core.Estimate(*ends, level=total.level)

    def values(self) -> np.ndarray:
        """The values in the order of the summary."""
        values: np.ndarray = self._compiled["value"].to_numpy()
        return values

    def concentration(self, *, top: float = 0.2, level: float = 0.95, held: float = 0.8) -> Concentration:
        """How far few customers bring most of the value: the Lorenz curve, the Gini index, the share of the best.

        Its intervals take the customers as a sample, and their values as known.
        """
        return Concentration(_core.concentration(self.values(), top, level, held), self._kind)

    def _notes(self) -> list[str]:
        total, values = self._total, self.values()
        notes = [self._terms]
        if np.isinf(values).any():
            infinite = int(np.isinf(values).sum())
            return [
                *notes,
                f"{infinite:,} customers have an infinite expected spend: q of the spend model is at most 1",
            ]
        ends = f"[{amount(total.lower)}, {amount(total.upper)}]"
        notes.append(f"{len(values):,} customers, worth {amount(total.value)} {ends} together")
        if total.value > 0:
            tenth, fifth = (self.concentration(top=top).top_share.value for top in (0.1, 0.2))
            notes.append(f"the best 10% hold {percent(tenth)} of it, the best 20% hold {percent(fifth)}")
        return notes

    def __len__(self) -> int:
        return len(self._compiled)

    def __getstate__(self) -> tuple[Any, ...]:
        columns = {name: self._compiled[name].to_numpy() for name in self._compiled.names}
        return columns, self._total, self._terms, self._kind

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        columns, self._total, self._terms, self._kind = state
        self._compiled = to_frame(columns)[0]


class LifetimeValue(Estimator):
    """The present value of what customers will buy: margin times expected spend times discounted purchases.

    How often and how much a customer buys are independent in the two models; the spend model's
    ``frequency_correlation_`` says whether they are in the records.

    Parameters
    ----------
    model : model of purchases
        Fitted: how often customers will buy.
    spend_model : GammaGammaModel
        Fitted: what a purchase is worth. Customers without repeat purchases have the expected spend of a new one.
    discount : float
        The annual effective rate: money of a year ahead is worth 1 / (1 + discount).
    margin : float
        The share of the spend that is kept.
    unit : {"day", "week", "month", "year"}, optional
        The unit of time of summaries that do not know their own, such as those of `from_arrays`.
    level : float
        Of all intervals.

    References
    ----------
    Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of Marketing
    Research 42.

    Examples
    --------
    >>> import fealty as fy
    >>> m = fy.loyalty.ParetoNBDModel.from_parameters(r=0.55, alpha=10.6, s=0.61, beta=11.7)
    >>> spend = fy.loyalty.GammaGammaModel.from_parameters(p=6.25, q=3.74, v=15.4)
    >>> s = fy.loyalty.Purchases.from_arrays([2, 0], [30.4, 0.0], [38.9, 38.9], monetary_value=[22.4, None])
    >>> v = fy.loyalty.LifetimeValue(m, spend, discount=0.15, unit="week").predict(s, horizon="3 years")
    >>> v.to_frame()["value"].round(2).to_list()
    [88.16, 9.17]
    """

    def __init__(
        self,
        model: PurchaseModel,
        spend_model: GammaGammaModel,
        *,
        discount: float = 0.10,
        margin: float = 1.0,
        unit: str | None = None,
        level: float = 0.95,
    ) -> None:
        self.model = model
        self.spend_model = spend_model
        self.discount = discount
        self.margin = margin
        self.unit = unit
        self.level = level

    def predict(self, summary: Purchases, horizon: Any = None, *, covariates: Any = None) -> CustomerValue:
        """The value of each customer after the end of observation, and of all together.

        Parameters
        ----------
        summary : Purchases
            The customers; not only those that the models were fitted to.
        horizon : float, str, timedelta or None
            How far ahead: a number of the summary's units, a text such as "3 years", "18 months" or "52 weeks", a
            timedelta, or None for no end.
        covariates : frame, optional
            A row per customer, if the model of purchases has covariates, as its `fit` takes them.

        Raises
        ------
        ParameterError
            A discount, margin or horizon that cannot be; no end and no discount; a summary that does not know its unit
            of time where no unit was said.
        """
        unit = unit_of(summary, self.unit)
        ahead = horizon_in(horizon, summary, unit)
        given: dict[str, Any] = {} if covariates is None else {"covariates": to_frame(covariates)[0]}
        self._require_covariates(covariates is not None)
        frame, total = _core.lifetime_value(
            self.model._compiled,
            self.spend_model._compiled,
            summary._compiled,
            **given,
            horizon=ahead,
            rate=_core.continuous_rate(self.discount, unit),
            margin=self.margin,
            level=self.level,
        )
        until = "without end" if horizon is None else f"for {ahead:,.6g} {unit}s"
        kept = "" if self.margin == 1 else f", {percent(self.margin)} of the spend kept"
        terms = f"{until}, discounted by {percent(self.discount)} a year{kept}"
        return CustomerValue(frame, total, terms, summary._kind)

    def _require_covariates(self, given: bool) -> None:
        name, needed = type(self.model).__name__, not isinstance(self.model._compiled, self.model._model)
        if needed and not given:
            raise error(ParameterError, "FY203", f"this {name} has covariates: give them as covariates=frame")
        if given and not needed:
            raise error(ParameterError, "FY202", f"this {name} has no covariates, but some are given")
