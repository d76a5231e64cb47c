"""Opportunities and contracts from the rows of a record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Literal

from .. import _core
from ..errors import ParameterError, RecordError, error
from ..frames import to_frame
from ..times import instant, moment, time_zone
from .summaries import Contracts, Opportunities, purchases

__all__ = ["contracts", "opportunities"]

Period = Literal["day", "week", "month", "quarter", "year"]

_spans = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
_months = {"month": 1, "quarter": 3, "year": 12}
_days = {"day": 1, "week": 7}
_epoch = dt.date(1970, 1, 1)
_term = re.compile(r"\s*(?:every\s+)?(\d+)?\s*(day|week|month|quarter|year)s?\s*")


def opportunities(
    records: Any,
    *,
    every: Period | Sequence[Any] = "month",
    customer: str = "customer_id",
    at: str = "at",
    amount: str | None = None,
    until: Any = None,
    zone: str | None = None,
) -> Opportunities:
    """Who took which of their opportunities to buy: one opportunity in each period after that of the first purchase.

    Several purchases of a period are one. Only periods that have ended are opportunities; who first bought in the last
    of them has not had any, and is left out.

    Parameters
    ----------
    records : frame or Book
        A row per purchase, or a book with purchases.
    every : {"day", "week", "month", "quarter", "year"} or sequence of dates
        The periods of the calendar, weeks from Monday on; or the first days of periods, and behind them the day after
        the last one.
    customer, at, amount, until, zone
        As in `purchases`.

    Returns
    -------
    Opportunities
        A summary for `BetaGeoBetaBinomModel`.

    Examples
    --------
    >>> import fealty as fy
    >>> df = {
    ...     "customer_id": ["a", "a", "a", "b", "c"],
    ...     "at": ["2026-01-05", "2026-02-19", "2026-02-20", "2026-01-12", "2026-04-01"],
    ... }
    >>> s = fy.loyalty.opportunities(df, every="month", until="2026-04-30")
    >>> s.to_frame()["frequency"].tolist(), s.to_frame()["opportunities"].tolist()
    ([0, 1], [3, 3])
    """
    options: dict[str, Any] = {"customer": customer, "at": at, "amount": amount, "until": until, "zone": zone}
    summary = purchases(records, unit="day", **options)
    starts = _first_days(summary, every, zone) if len(summary) else []
    return Opportunities(_core.opportunities_of(summary._compiled, starts), summary._kind)


def _first_days(summary: Any, every: Any, zone: str | None) -> list[int]:
    """The first days of all periods that have ended, and the day after them, since 1970."""
    import polars as pl

    if not isinstance(every, str):
        given = [moment(instant(one, zone)).date() for one in every]
        return [(day - _epoch).days for day in given]
    if every not in _spans:
        raise error(ParameterError, "FY204", f"every is {every!r}, but must be one of {', '.join(_spans)}")
    first = _epoch + dt.timedelta(days=int(_core.purchase_course(summary._compiled)["day"].to_numpy()[0]))
    after = moment(summary._compiled.until).date() + dt.timedelta(days=1)
    start = pl.Series([first]).dt.truncate(_spans[every])[0]
    days = pl.date_range(start, after, _spans[every], eager=True)
    return [(day - _epoch).days for day in days]


def contracts(
    records: Any,
    *,
    every: str = "month",
    started: str = "started_at",
    ended: str = "ended_at",
    until: Any,
    zone: str | None = None,
) -> Contracts:
    """How many contracts ended at each renewal, and how many stand, from a record of contracts.

    Renewals are due every period after the start. A contract that ends in the course of a period ends at the renewal
    that is due next: it was not renewed then. One that has no end until the end of observation stands. Contracts that
    start after it are left out.

    Parameters
    ----------
    records : frame
        A row per contract.
    every : str
        The time from one renewal to the next: "day", "week", "month", "quarter" or "year", or some of them, such as
        "2 weeks".
    started, ended : str
        The columns of the first day of each contract, and of its end; the end is missing while the contract stands.
    until : date, time or text
        The end of observation.
    zone : str, optional
        The time zone whose days count, and in which times without a zone are; UTC unless given.

    Returns
    -------
    Contracts
        A summary for `ShiftedBetaGeoModel` and `BetaDiscreteWeibullModel`.

    Examples
    --------
    >>> import fealty as fy
    >>> df = {
    ...     "started_at": ["2026-01-15", "2026-01-31", "2026-03-01"],
    ...     "ended_at": ["2026-03-15", None, None],
    ... }
    >>> s = fy.loyalty.contracts(df, every="month", until="2026-04-30")
    >>> s.to_frame()["ended"].tolist(), s.to_frame()["standing"].tolist()
    ([0, 0, 1, 0], [0, 1, 0, 1])
    """
    match = _term.fullmatch(every)
    if match is None:
        raise error(ParameterError, "FY204", f"every is {every!r}, but must be such as 'month', 'year' or '2 weeks'")
    count, unit = int(match[1] or 1), match[2]
    frame, kind = to_frame(records)
    for name in (started, ended):
        if name not in frame.names:
            raise error(RecordError, "FY101", f"there is no column '{name}'; there are {', '.join(frame.names)}")
    made = _core.contracts_of(
        frame[started],
        frame[ended],
        instant(until, zone),
        count * (_months[unit] if unit in _months else _days[unit]),
        unit in _months,
        *([] if zone is None else [time_zone(zone)]),
    )
    return Contracts(made, kind)
