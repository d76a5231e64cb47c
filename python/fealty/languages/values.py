"""Values of every kind as people of each language read them."""

from __future__ import annotations

from typing import Any

from . import Texts
from .lengths import length_of_time
from .numbers import NONE, interval, is_missing, shown

__all__ = ["interval_of", "value_of"]


def value_of(value: Any, kind: str, t: Texts) -> str:
    """A value of a kind: of those that `numbers.shown` knows, or "duration", a length of time in seconds."""
    if kind != "duration":
        return shown(value, kind)
    return NONE if is_missing(value) else length_of_time(value, t)


def interval_of(lower: float | None, upper: float | None, kind: str, t: Texts) -> str:
    """The two ends of an interval; nothing where there is none."""
    if kind != "duration":
        return interval(lower, upper, kind)
    if is_missing(lower) or is_missing(upper):
        return ""
    return f"[{value_of(lower, kind, t)}, {value_of(upper, kind, t)}]"
