"""The economics of keeping customers: profit by year, value, referrals, and what replacing one costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .. import _core
from ..frames import to_column
from ..result import Result
from .uncertain import Figures, Uncertain, notes_on, uncertain, uncertain_list

if TYPE_CHECKING:
    from .branching import WordOfMouth
    from .contract_models import ContractModel

__all__ = [
    "CustomerEconomics",
    "blended_acquisition_cost",
    "economics",
    "purchase_multiple",
    "referral_value",
    "replacement_cost",
]


class CustomerEconomics(Result):
    """What one customer brings, year by year; `economics` makes it.

    ``to_frame()`` has a row per year, per customer won: survival, each stream of profit, profit, its present value, and
    the present value of all years so far less the cost of acquisition, with its interval.
    """

    _compiled: _core.CustomerEconomics
    title = "Economics of a customer"
    plot_name = "customer_economics"
    rows_shown = 15

    def __init__(self, compiled: _core.CustomerEconomics, assumed: Sequence[_core.TextbookFigure] = ()) -> None:
        super().__init__(compiled)
        self._assumed = tuple(assumed)

    @property
    def value(self) -> _core.Estimate:
        """The value of a customer: the present value of all years, less the cost of acquisition."""
        return self._compiled.value

    def break_even(self) -> _core.Estimate:
        """The first year at whose end the acquisition is paid back; infinite if none is.

        The interval is from the year in which the upper end of the cumulative value has, to that of its lower end.
        """
        return self._compiled.break_even()

    def value_after(self, renewals: int) -> _core.Estimate:
        """The value, from then on, of one who is still a customer after so many renewals."""
        return self._compiled.value_after(renewals)

    def new_for_one_lost(self, renewals: int) -> _core.Estimate:
        """How many new customers have the value that is lost with one who leaves after so many renewals: computed,
        where teaching says 10."""
        return self._compiled.new_for_one_lost(renewals)

    def raising_retention(self, points: float = 0.05) -> Figures:
        """What it brings if every retention rate is so many points higher.

        Returns
        -------
        Figures
            before, after, gain and relative (the gain as a share of the value before). What the higher retention costs
            is not in it.
        """
        made = self._compiled.raising_retention(points)
        figures = {name: getattr(made, name) for name in ("before", "after", "gain", "relative")}
        return Figures(f"Value of a customer with {100 * points:g} points more retention", figures, self._assumed)

    def __len__(self) -> int:
        return len(self._compiled)

    def _notes(self) -> list[str]:
        made = self._compiled
        back = made.break_even()
        paid = f"paid back in year {back.value:.0f}" if back.value <= len(made) else "not paid back in these years"
        notes = [
            f"A customer is worth {made.value} over {len(made)} years, discounted by {made.discount.value:.3g}; {paid}."
        ]
        return [*notes, *notes_on(self._assumed)]


def economics(
    base_profit: Uncertain | Iterable[Uncertain],
    *,
    retention: Uncertain | Iterable[Uncertain] | ContractModel,
    acquisition_cost: Uncertain = 0.0,
    growth: Uncertain = 0.0,
    cost_saving: Uncertain | Iterable[Uncertain] = 0.0,
    referrals: Uncertain | Iterable[Uncertain] = 0.0,
    price_premium: Uncertain | Iterable[Uncertain] = 0.0,
    retention_cost: Uncertain | Iterable[Uncertain] = 0.0,
    discount: Uncertain = 0.1,
    years: int = 10,
    level: float = 0.95,
) -> CustomerEconomics:
    """The economics of one customer by Reichheld's profit streams.

    Every input is a number, a pair (a tuple) of a number and its standard error, an estimate, or a textbook figure.
    Streams are one of these for all years, or a list by year, whose last value goes on.

    Parameters
    ----------
    base_profit : number or list
        Profit of a year from the purchases of a new customer.
    retention : number, list, or fitted model
        The share of customers who stay at each renewal; or a `ShiftedBetaGeoModel` or `BetaDiscreteWeibullModel`, whose
        parameters bring their uncertainty along.
    acquisition_cost : number
        Spent once, before the first year.
    growth : number
        Rate at which purchases grow each year.
    cost_saving, referrals, price_premium : number or list
        What is saved in serving who knows the firm; profit from customers whom this one brings; what is paid more.
    retention_cost : number or list
        What is spent on keeping the customer.
    discount : number
        Yearly rate by which later money is worth less; that of the first year is not discounted.
    years : int
        How many are counted, at most 1000.
    level : float
        Of the intervals, which are those of the delta method.

    References
    ----------
    Reichheld and Sasser (1990), "Zero defections: quality comes to services", Harvard Business Review 68; Reichheld
    (1996), "The loyalty effect".

    Examples
    --------
    >>> import fealty as fy
    >>> card = fy.loyalty.economics([30, 42, 44, 49, 55], retention=(0.8, 0.02), acquisition_cost=51)
    >>> card.value
    Estimate(99.74 [79.94, 119.5], standard_error=10.1, level=0.95)
    >>> card.break_even().value
    2.0
    >>> card.raising_retention(0.05).relative
    Estimate(0.2859 [0.2827, 0.289], standard_error=0.001606, level=0.95)
    """
    assumed: list[_core.TextbookFigure] = []
    streams = {
        name: uncertain_list(values, name, assumed)
        for name, values in {
            "base_profit": base_profit,
            "cost_saving": cost_saving,
            "referrals": referrals,
            "price_premium": price_premium,
            "retention_cost": retention_cost,
        }.items()
    }
    rates: Any = getattr(retention, "_compiled", None)
    kept = rates if rates is not None else uncertain_list(retention, "retention", assumed)  # type: ignore[arg-type]
    made = _core.CustomerEconomics(
        **streams,
        growth=uncertain(growth, "growth", assumed),
        acquisition_cost=uncertain(acquisition_cost, "acquisition_cost", assumed),
        retention=kept,
        discount=uncertain(discount, "discount", assumed),
        years=years,
        level=level,
    )
    return CustomerEconomics(made, assumed)


def replacement_cost(
    retention_cost: Uncertain, ratio: Uncertain, new_for_one_lost: Uncertain = 1.0, *, level: float = 0.95
) -> Figures:
    """What it costs to win customers in the place of one who is lost, against what keeping one costs.

    Parameters
    ----------
    retention_cost : number
        Cost of keeping a customer.
    ratio : number
        Cost of winning one, in costs of keeping one; the textbook figure acquisition_cost_ratio if you want it.
    new_for_one_lost : number
        How many new customers replace one lost: computed by `CustomerEconomics.new_for_one_lost`, or the textbook
        figure of that name.
    level : float
        Of the intervals.

    Returns
    -------
    Figures
        acquisition, replacement, and break_even_spend: up to how many usual costs of keeping one, keeping is cheaper.

    Examples
    --------
    >>> import fealty as fy
    >>> figure = fy.loyalty.textbook_figure
    >>> cost = fy.loyalty.replacement_cost(20, figure("acquisition_cost_ratio"), figure("new_for_one_lost"))
    >>> cost.replacement.value
    1000.0
    """
    assumed: list[_core.TextbookFigure] = []
    made = _core.replacement_cost(
        uncertain(retention_cost, "retention_cost", assumed),
        uncertain(ratio, "ratio", assumed),
        uncertain(new_for_one_lost, "new_for_one_lost", assumed),
        level,
    )
    names = ("acquisition", "replacement", "break_even_spend")
    return Figures("Cost of replacing a lost customer", {name: getattr(made, name) for name in names}, assumed)


def referral_value(
    word: WordOfMouth, conversion: Uncertain, customer_value: Uncertain, *, level: float = 0.95
) -> Figures:
    """What a customer's word is worth beside the customer's own purchases.

    Parameters
    ----------
    word : WordOfMouth
        How many people it reaches.
    conversion : number
        The share of those who hear it that become customers; of bad word of mouth, that are lost.
    customer_value : number
        The value of one of them, who comes without a cost of acquisition.
    level : float
        Of the intervals.

    Returns
    -------
    Figures
        customers (who come of one customer's word), value, and chain: the value if each of them brings as many, and so
        on.
    """
    assumed = list(word._assumed)
    part, worth = uncertain(conversion, "conversion", assumed), uncertain(customer_value, "customer_value", assumed)
    made = _core.referral_value(word._compiled, part, worth, level)
    return Figures(
        "Value of a customer's word", {n: getattr(made, n) for n in ("customers", "value", "chain")}, assumed
    )


def blended_acquisition_cost(
    acquisition_cost: Uncertain, referred_share: Uncertain, *, level: float = 0.95
) -> _core.Estimate:
    """The mean cost of winning a customer if a share of the new ones comes by referral, without cost."""
    cost = uncertain(acquisition_cost, "acquisition_cost", None)
    return _core.blended_acquisition_cost(cost, uncertain(referred_share, "referred_share", None), level)


def purchase_multiple(loyal: Any, others: Any, *, level: float = 0.95) -> _core.Estimate:
    """By how many times the mean purchases of loyal customers exceed those of others; teaching says 10.

    Parameters
    ----------
    loyal, others : sequence of float
        The purchases or the spend of each customer of the two groups.
    level : float
        Of the interval, which is normal on the scale of the logarithm.
    """
    return _core.purchase_multiple(to_column(loyal, "loyal"), to_column(others, "others"), level)
