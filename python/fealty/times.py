"""Instants and time zones as people write them, taken to what the compiled library counts in: microseconds UTC."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import _core
from .errors import ParameterError, error

_epoch = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
_microsecond = dt.timedelta(microseconds=1)
_day = dt.timedelta(days=1)


def microseconds(moment: dt.datetime) -> int:
    """Microseconds since 1970 UTC of a moment with a zone."""
    return (moment - _epoch) // _microsecond


def moment(us: int) -> dt.datetime:
    """The moment, in UTC, of microseconds since 1970."""
    return _epoch + us * _microsecond


@lru_cache(maxsize=32)
def time_zone(name: str) -> _core.TimeZone:
    """The zone of that name, with the changes of its clocks from 1900 to 2100 as zoneinfo has them."""
    zone = _zone(name)
    start = dt.datetime(1900, 1, 1, tzinfo=dt.timezone.utc)
    step = dt.timedelta(days=7)
    changes: list[tuple[int, int]] = []
    before, offset = start, _offset(zone, start)
    initial = offset
    while before.year < 2100:
        after = before + step
        next_offset = _offset(zone, after)
        if next_offset != offset:
            changes.append((microseconds(_change(zone, before, after, offset)), next_offset))
            offset = next_offset
        before = after
    return _core.TimeZone(name, initial, changes)


def instant(when: Any, zone: str | None = None) -> int:
    """The instant that a date, a time or a text names, in microseconds UTC.

    A date stands for its end: what happened on that day was known. A time without a zone is a clock reading in `zone`
    (UTC if None).
    """
    if isinstance(when, str):
        return _instant_of_text(when, zone)
    if hasattr(when, "to_pydatetime"):  # pandas
        when = when.to_pydatetime()
    elif hasattr(when, "item") and not isinstance(when, (int, dt.date)):  # NumPy
        when = when.astype("datetime64[D]" if str(when.dtype) == "datetime64[D]" else "datetime64[us]").item()
    if isinstance(when, dt.datetime):
        return microseconds(when if when.tzinfo else when.replace(tzinfo=_zone(zone or "UTC")))
    if isinstance(when, dt.date):
        next_day = dt.datetime.combine(when, dt.time()) + _day
        return microseconds(next_day.replace(tzinfo=_zone(zone or "UTC"))) - 1
    raise error(
        ParameterError,
        "FY204",
        f"{when!r} is no time; give a date, a datetime or an ISO 8601 text such as '2026-06-30'",
    )


def _instant_of_text(text: str, zone: str | None) -> int:
    parsed = _core.parse_iso8601(text)
    if parsed is None:
        raise error(
            ParameterError, "FY204", f"{text!r} is no ISO 8601 time such as '2026-06-30' or '2026-06-30T14:05:00+08:00'"
        )
    wall, offset, date_only = parsed
    if offset is not None:
        return wall - offset
    reading = moment(wall).replace(tzinfo=None)
    return instant(reading.date() if date_only else reading, zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as cause:
        raise error(
            ParameterError, "FY204", f"there is no time zone {name!r}; use an IANA name such as 'Europe/Berlin'"
        ) from cause


def _offset(zone: ZoneInfo, when: dt.datetime) -> int:
    offset = when.astimezone(zone).utcoffset()
    assert offset is not None
    return offset // _microsecond


def _change(zone: ZoneInfo, before: dt.datetime, after: dt.datetime, offset: int) -> dt.datetime:
    """The first second after `before` at which the zone has another offset than `offset`."""
    while after - before > dt.timedelta(seconds=1):
        middle = before + dt.timedelta(seconds=(after - before) // dt.timedelta(seconds=2))
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after
