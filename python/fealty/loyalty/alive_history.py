"""One customer: the probability of being alive as time went by."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column
from ..result import Listing
from .summaries import Purchases

if TYPE_CHECKING:
    from ..frames import Kind
    from .covariate_profile import CovariateProfile
    from .purchase_model import PurchaseModel

__all__ = ["AliveHistory", "history_of", "place_of"]

MOMENTS = 200  # at which the past is looked at
_day = dt.timedelta(days=1)
_epoch = dt.date(1970, 1, 1)


class AliveHistory(Listing):
    """The probability that a customer was alive, as the model would have said it on each day.

    Columns: at; purchases after the first up to then; probability_alive, with its interval. On the day of a purchase
    there are two rows, without and with it. `purchases` are the days of purchases.
    """

    title = "Probability of being alive"

    def __init__(self, frame: _core.Frame, customer: Any, purchases: list[dt.date], kind: Kind) -> None:
        super().__init__(None, kind)
        self._made = frame
        self.customer, self.purchases = customer, purchases

    def _frame(self) -> _core.Frame:
        return self._made

    def _headline(self) -> str:
        return f"{self.title}: customer {self.customer}, {len(self.purchases):,} purchases"

    def plot(self, ax: Any = None, *, language: str = "en") -> Any:
        """The probability over time, with the purchases marked."""
        from .. import plots

        return plots.alive_history(self, ax, language=language)


def history_of(
    model: PurchaseModel, summary: Purchases, customer: Any, level: float, profile: CovariateProfile | None = None
) -> AliveHistory:
    """What the model would have said of a customer on each day since the first purchase."""
    compiled = summary._compiled
    if not compiled.has_days or compiled.until is None:
        raise error(ParameterError, "FY202", "the summary was made of counts: it does not know days of purchases")
    place = place_of(summary, customer)
    days = list(_core.purchase_days(compiled, place))
    end = compiled.until // 86_400_000_000
    moments = [
        (number, day)
        for number, (bought, until) in enumerate(zip(days, [*days[1:], end], strict=True))
        for day in _days_between(bought, until, max(days[-1], end) - days[0])
    ]
    number, at = (np.array(part) for part in zip(*moments, strict=True))
    unit = _core.days_in_unit(compiled.unit)
    recency, observed = (np.array(days)[number] - days[0]) / unit, (at - days[0]) / unit
    cells = _core.PurchaseSummary.from_arrays(*(to_column(part) for part in (number, recency, observed)))
    told = {} if profile is None else {"covariates": profile.rows(len(number))}
    alive = model._compiled.probability_alive(cells, **told, level=level)
    frame = _core.Frame(
        {
            "at": to_column([_epoch + int(day) * _day for day in at]),
            "purchases": to_column(number),
            **{name: alive[name] for name in alive.names},
        }
    )
    return AliveHistory(frame, customer, [_epoch + day * _day for day in days], summary._kind)


def _days_between(first: int, last: int, span: int) -> list[int]:
    """Both days, and some between them: as many as their part of the whole span allows."""
    steps = max(1, min(last - first, round(MOMENTS * (last - first) / max(span, 1))))
    return sorted({first + round(step * (last - first) / steps) for step in range(steps + 1)})


def place_of(summary: Purchases, customer: Any) -> int:
    """The row of a customer in a summary; of one that knows no ids, a number from 0."""
    if not summary._compiled.has_customers:
        if isinstance(customer, int) and 0 <= customer < len(summary):
            return customer
        raise error(
            ParameterError, "FY201", f"customer {customer!r} is no row of {len(summary):,}, and there are no ids"
        )
    ids = summary._compiled.frame()["customer_id"].to_numpy().tolist()
    try:
        return int(ids.index(customer))
    except ValueError:
        raise error(ParameterError, "FY201", f"there is no customer {customer!r} in the summary") from None
