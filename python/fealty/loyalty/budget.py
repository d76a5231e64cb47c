"""A budget split between winning and keeping customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import _core
from ..errors import ParameterError, error
from ..result import Result
from .uncertain import Uncertain, notes_on, uncertain

__all__ = ["BudgetSplit", "budget_split", "response_curve"]

_said = {
    "unlimited": "More spending on either side would not pay.",
    "balanced": "The last unit of money brings as much in winning as in keeping.",
    "all_winning": "The last unit of money brings more in winning, where all of it goes.",
    "all_keeping": "The last unit of money brings more in keeping, where all of it goes.",
}


class BudgetSplit(Result):
    """The best split of a budget; `budget_split` makes it.

    ``to_frame()`` has a row per figure: the spending per head and in all, the shares won and kept, the value of a
    customer won, the customer equity, and the marginal values, each with its interval.
    """

    _compiled: _core.BudgetSplit
    title = "Winning against keeping"
    plot_name = "budget_split"

    def __init__(self, compiled: _core.BudgetSplit, assumed: Sequence[_core.TextbookFigure] = ()) -> None:
        super().__init__(compiled)
        self._assumed = tuple(assumed)

    @property
    def kind(self) -> str:
        """Whether marginal values are balanced, all goes to winning or keeping, or the budget is not exhausted."""
        return self._compiled.kind

    @property
    def winning(self) -> _core.Estimate:
        """Money spent on winning prospects."""
        return self._compiled.winning

    @property
    def keeping(self) -> _core.Estimate:
        """Money spent on keeping customers in a year."""
        return self._compiled.keeping

    @property
    def equity(self) -> _core.Estimate:
        """The customer equity that the split brings."""
        return self._compiled.equity

    def equity_of(self, per_prospect: float, per_customer: float) -> float:
        """The customer equity of another spending per head."""
        return self._compiled.equity_of(per_prospect, per_customer)

    def curve(self, steps: int = 100) -> Any:
        """Customer equity by the share of the same money that goes to winning: winning_share, equity."""
        return self._native(self._compiled.curve(steps))

    def _notes(self) -> list[str]:
        return [_said[self.kind], *notes_on(self._assumed)]


def response_curve(
    ceiling: Uncertain, rate: Uncertain | None = None, *, spend: float | None = None, share: Uncertain | None = None
) -> _core.ResponseCurve:
    """The share of people won or kept by the spending on each: ceiling * (1 - exp(-rate * spending)).

    Parameters
    ----------
    ceiling : number
        The share with unlimited spending.
    rate : number, optional
        How quickly it is approached, per money.
    spend, share : number, optional
        Instead of the rate, a point that is known: that so much spending per head gives that share.

    References
    ----------
    Blattberg and Deighton (1996), "Manage marketing by the customer equity test", Harvard Business Review 74.
    """
    top = uncertain(ceiling, "ceiling", None)
    if rate is not None and spend is None and share is None:
        return _core.ResponseCurve(top, uncertain(rate, "rate", None))
    if rate is None and spend is not None and share is not None:
        return _core.ResponseCurve.through(spend, uncertain(share, "share", None), top)
    raise error(ParameterError, "FY203", "response_curve needs either rate=..., or spend=... and share=...")


def budget_split(
    budget: float | None = None,
    *,
    prospects: float,
    customers: float,
    margin: Uncertain,
    winning: _core.ResponseCurve,
    keeping: _core.ResponseCurve,
    discount: Uncertain = 0.1,
    level: float = 0.95,
) -> BudgetSplit:
    """Splits a yearly budget between winning and keeping so that the customer equity is greatest.

    Where the budget binds, the last unit of money brings as much on both sides; that is exact, not a search on a grid.

    Parameters
    ----------
    budget : float, optional
        For both in a year; as much as pays unless given.
    prospects, customers : float
        How many may be won, and kept.
    margin : number
        Profit of a customer and year, before what is spent on keeping.
    winning, keeping : ResponseCurve
        The shares won and kept by the spending per head, see `response_curve`.
    discount : number
        Yearly.
    level : float
        Of the intervals, which carry the errors of margin, discount and curves.

    References
    ----------
    Blattberg and Deighton (1996), "Manage marketing by the customer equity test", Harvard Business Review 74; Pfeifer
    (2005), "The optimal ratio of acquisition and retention costs", Journal of Targeting, Measurement and Analysis for
    Marketing 13.

    Examples
    --------
    >>> import fealty as fy
    >>> curve = fy.loyalty.response_curve
    >>> split = fy.loyalty.budget_split(
    ...     9000, prospects=1000, customers=400, margin=(120, 10), winning=curve(0.4, 0.05), keeping=curve(0.8, 0.08)
    ... )
    >>> split.kind
    'balanced'
    """
    assumed: list[_core.TextbookFigure] = []
    made = _core.budget_split(
        budget=budget,
        prospects=prospects,
        customers=customers,
        margin=uncertain(margin, "margin", assumed),
        discount=uncertain(discount, "discount", assumed),
        winning=winning,
        keeping=keeping,
        level=level,
    )
    return BudgetSplit(made, assumed)
