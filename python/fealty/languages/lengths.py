"""Lengths of time as people of each language say them."""

from __future__ import annotations

import re

from ..flow.durations import in_words
from . import Texts

__all__ = ["length_of_time"]

_units = {
    "days": "unit.days",
    "day": "unit.day",
    "h": "unit.h",
    "min": "unit.min",
    "s": "unit.s",
}


def length_of_time(seconds: float, t: Texts) -> str:
    """A length of time with the two units that say most: "1 h 30 min", "2 天 3 小时"."""
    return re.sub("[a-z]+", lambda unit: t(_units[unit[0]]), in_words(seconds * 1e6))
