"""When a service is open, and how much working time lies between two instants."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

from .. import _core
from ..errors import ParameterError, error
from ..frames import to_column
from ..result import Listing
from ..times import instant, moment, time_zone
from .durations import duration

__all__ = ["Calendar"]

Blocks = list[tuple[int, int]]

_weekdays = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_names = {name: day for day, name in enumerate(_weekdays)}
_names |= {
    name: day for day, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_block = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_day_of_1970 = dt.date(1970, 1, 1)
_us_per_minute = 60_000_000


class Calendar(Listing):
    """When a service is open: weekly hours, holidays and other exceptional days, in a time zone.

    An instant is working time if the clock of the zone then shows a reading within a block of that date. So an hour
    that the clocks skip is not worked, and one that they show twice is worked twice, where it lies within a block.

    Parameters
    ----------
    week : dict
        Blocks of days: ``{"mon-fri": ["09:00-12:00", "13:00-17:30"], "sat": ["09:00-12:00"]}``. Days are "mon",
        "monday", ranges of them ("fri-mon") and lists ("mon, wed"); what is not named is closed.
    holidays : iterable of date or str
        Dates on which it is closed.
    exceptions : dict
        Dates with blocks of their own: ``{"2026-10-10": ["09:00-18:00"]}``.
    zone : str
        The IANA name of the time zone, such as "Asia/Shanghai".

    Raises
    ------
    ParameterError
        A day, date or block that cannot be read, ends before it begins or overlaps another; the message names it.

    Examples
    --------
    >>> import fealty as fy
    >>> office = fy.flow.Calendar({"mon-fri": ["09:00-12:00", "13:00-17:30"]}, holidays=["2026-10-01"])
    >>> office.working_time("2026-09-30T16:30", "2026-10-02T10:00")
    datetime.timedelta(seconds=7200)
    >>> office.add("2026-09-30T16:30", "2 h").isoformat()
    '2026-10-02T10:00:00+00:00'
    """

    _compiled: _core.Calendar
    title = "Calendar"

    def __init__(
        self,
        week: Mapping[str, str | Iterable[str]],
        holidays: Iterable[str | dt.date] = (),
        exceptions: Mapping[str | dt.date, str | Iterable[str]] | None = None,
        zone: str = "UTC",
    ) -> None:
        days: list[Blocks] = [[] for _ in _weekdays]
        for names, blocks in week.items():
            for day in _days_of(names):
                days[day] += _blocks_of(blocks, names)
        special: list[tuple[int, Blocks]] = [(_day_number(date), []) for date in holidays]
        special += [(_day_number(date), _blocks_of(blocks, date)) for date, blocks in (exceptions or {}).items()]
        super().__init__(_core.Calendar(days, special, time_zone(zone)))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Calendar:
        """The calendar in a file made by `save`."""
        calendar = cls.__new__(cls)
        Listing.__init__(calendar, _core.Calendar.load(path))
        return calendar

    def save(self, path: str | os.PathLike[str]) -> None:
        """Saves the calendar to a file, which is at every moment either whole and old or whole and new."""
        self._compiled.save(path)

    @property
    def zone(self) -> str:
        """The name of the time zone."""
        return self._compiled.zone

    def working_time(self, start: Any, end: Any) -> Any:
        """Working time from `start` to `end`; negative if `end` is the earlier one.

        Parameters
        ----------
        start, end : time, or column of times
            A date, a datetime or an ISO 8601 text; or a Series, array or list of them. What has no zone is a reading of
            the calendar's clock, a date its midnight.

        Returns
        -------
        timedelta, or column of them
            A pandas or polars Series if `start` or `end` is one, otherwise a NumPy array; NaT where a time is missing.
        """
        if not _is_column(start) and not _is_column(end):
            us = self._compiled.working_time(self._instant(start), self._instant(end))
            return dt.timedelta(microseconds=us)
        starts, ends = _columns(start, end)
        lengths = self._compiled.working_times(starts, ends).view("timedelta64[us]")
        return _like(start if _is_column(start) else end, lengths)

    def add(self, start: Any, working_time: Any) -> dt.datetime:
        """The first instant, in UTC, until which so much working time has gone by since `start`.

        `working_time` is a text such as "4 h", a timedelta or a number of seconds. If it is negative, the result is the
        last instant from which so much working time leads to `start`.
        """
        return moment(self._compiled.add(self._instant(start), duration(working_time)))

    def _instant(self, when: Any) -> int:
        if isinstance(when, dt.date) and not isinstance(when, dt.datetime):
            when = dt.datetime.combine(when, dt.time())
        elif isinstance(when, str) and (parsed := _core.parse_iso8601(when)) is not None and parsed[2]:
            when = moment(parsed[0]).replace(tzinfo=None)
        return instant(when, self.zone)

    def _headline(self) -> str:
        return f"Calendar, clock of {self.zone}"


def _days_of(names: str) -> list[int]:
    days: list[int] = []
    for part in str(names).lower().split(","):
        ends = [end.strip() for end in part.split("-")]
        if len(ends) > 2 or any(end not in _names for end in ends):
            raise error(
                ParameterError, "FY202", f"{names!r} is no day of the week such as 'mon', 'mon-fri' or 'sat, sun'"
            )
        first, last = _names[ends[0]], _names[ends[-1]]
        days += [(first + i) % 7 for i in range((last - first) % 7 + 1)]
    return days


def _blocks_of(blocks: str | Iterable[str], day: str | dt.date) -> Blocks:
    found: Blocks = []
    for text in [blocks] if isinstance(blocks, str) else blocks:
        match = _block.fullmatch(str(text).strip())
        if match is None or int(match[2]) > 59 or int(match[4]) > 59:
            raise error(ParameterError, "FY202", f"block {text!r} of {day} is not of the form '09:00-17:30'")
        hours = [int(part) for part in match.groups()]
        found.append(((hours[0] * 60 + hours[1]) * _us_per_minute, (hours[2] * 60 + hours[3]) * _us_per_minute))
    return found


def _day_number(date: str | dt.date) -> int:
    if isinstance(date, str):
        try:
            date = dt.date.fromisoformat(date)
        except ValueError as cause:
            raise error(ParameterError, "FY204", f"{date!r} is no date such as '2026-10-01'") from cause
    if isinstance(date, dt.datetime):
        date = date.date()
    if not isinstance(date, dt.date):
        raise error(ParameterError, "FY204", f"{date!r} is no date such as '2026-10-01'")
    return (date - _day_of_1970).days


def _is_column(value: Any) -> bool:
    return hasattr(value, "__len__") and not isinstance(value, str)


def _columns(start: Any, end: Any) -> tuple[_core.Column, _core.Column]:
    """Both as columns; a single time is repeated."""
    import numpy as np

    if not _is_column(start):
        start = np.full(len(end), start, dtype=object)
    if not _is_column(end):
        end = np.full(len(start), end, dtype=object)
    return to_column(start, "start"), to_column(end, "end")


def _like(given: Any, lengths: Any) -> Any:
    """Lengths of time as a Series of the kind of `given`; an array if it is no Series."""
    import narwhals.stable.v1 as nw

    native = nw.to_native(given, pass_through=True)
    if nw.dependencies.is_pandas_series(native):
        import pandas as pd

        return pd.Series(lengths, index=native.index)
    if nw.dependencies.is_polars_series(native):
        import polars as pl

        return pl.Series(native.name, lengths)
    return lengths


def compiled_calendar(calendar: Calendar | None) -> _core.Calendar | None:
    """What the compiled library measures working time by; None measures time by the clock."""
    return None if calendar is None else calendar._compiled
