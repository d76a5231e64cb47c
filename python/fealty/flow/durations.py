"""Lengths of time as people write them."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

from ..errors import FealtyError, ParameterError, error

__all__ = ["duration", "in_words"]

_units = {
    "us": 1,
    "ms": 1_000,
    "s": 1_000_000,
    "sec": 1_000_000,
    "second": 1_000_000,
    "min": 60_000_000,
    "minute": 60_000_000,
    "h": 3_600_000_000,
    "hour": 3_600_000_000,
    "d": 86_400_000_000,
    "day": 86_400_000_000,
    "w": 604_800_000_000,
    "week": 604_800_000_000,
}
_part = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*([a-z]+)")


def duration(value: Any) -> int:
    """A length of time in microseconds: "10 min", "1 h 30 min", "2 days", a number of seconds, or a timedelta."""
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, dt.timedelta):  # pandas' too
        return value // dt.timedelta(microseconds=1)
    if hasattr(value, "astype") and str(getattr(value, "dtype", "")).startswith("timedelta64"):
        return int(value.astype("timedelta64[us]").astype(int))
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _unreadable(value)
    return round(value * 1_000_000)


def in_words(us: float) -> str:
    """A length of time with the two units that say most: "1 h 30 min", "2 days 3 h", "4.5 s"."""
    if math.isnan(us):
        return "–"
    sign, us = ("-", -us) if us < 0 else ("", us)
    if us < 60_000_000:
        return f"{sign}{us / 1e6:.3g} s"
    minutes = round(us / 60_000_000)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    named = [(days, "day" if days == 1 else "days"), (hours, "h"), (minutes, "min")]
    parts = [f"{count} {unit}" for count, unit in named if count]
    return sign + " ".join(parts[:2])


def _of_text(text: str) -> int:
    lowered = text.strip().lower()
    parts = _part.findall(lowered)
    if not parts or _part.sub("", lowered).strip(" ,"):
        raise _unreadable(text)
    total = 0.0
    for count, unit in parts:
        known = _units.get(unit) or _units.get(unit.removesuffix("s"))
        if known is None:
            raise _unreadable(text)
        total += float(count) * known
    return round(total)


def _unreadable(value: Any) -> FealtyError:
    return error(
        ParameterError,
        "FY202",
        f"{value!r} is not a length of time; write '10 min', '1 h 30 min', a number of seconds or a timedelta",
    )
