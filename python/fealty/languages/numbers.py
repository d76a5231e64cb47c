"""Numbers as people read them; the same in every language."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from typing import Any

__all__ = ["amount", "count", "days", "interval", "percent", "rating", "share", "shortened", "shown", "width"]

NONE = "–"


def is_missing(value: Any) -> bool:
    """Whether there is no number to show."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def count(value: float | None) -> str:
    """A number of things: "1,234"."""
    return NONE if is_missing(value) else f"{value:,.0f}"


def percent(value: float | None) -> str:
    """A share as sentences give it: "63%", with a decimal where a whole number would say too little."""
    if value is None or math.isnan(value):
        return NONE
    points = 100 * value
    coarse = 9.95 <= abs(points) <= 99 or points in (0, 100)
    return f"{points:.{0 if coarse else 1}f}%".replace("-", "−")


def share(value: float | None) -> str:
    """A share as tables give it: "63.2%"."""
    return NONE if value is None or math.isnan(value) else f"{100 * value:.1f}%".replace("-", "−")


def amount(value: float | None) -> str:
    """An amount of money or the like: thousands apart, decimals only where they matter."""
    if value is None or math.isnan(value):
        return NONE
    if math.isinf(value):
        return "∞"
    digits = 0 if abs(value) >= 99.95 or value == int(value) else 1 if abs(value) >= 9.995 else 2
    return f"{value:,.{digits}f}".replace("-", "−")


def rating(value: float | None) -> str:
    """A point of a scale, or the difference of two: "5.27"."""
    return NONE if value is None or math.isnan(value) else f"{value:.2f}".replace("-", "−")


def days(value: float | None) -> str:
    """A length of time in days."""
    if value is None or math.isnan(value):
        return NONE
    if math.isinf(value):
        return "∞"
    return f"{value:,.{0 if abs(value) >= 10 else 1}f}"


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    return str(value)


_forms = {"count": count, "share": share, "amount": amount, "rating": rating, "days": days}


def shown(value: Any, kind: str) -> str:
    """A value of a kind ("count", "share", "amount", "rating", "days"; anything else as it is) as a text."""
    if is_missing(value):
        return NONE
    return _forms[kind](value) if kind in _forms else _plain(value)


def interval(lower: float | None, upper: float | None, kind: str) -> str:
    """The two ends of an interval: "[60.1%, 66.0%]"; nothing where there is none."""
    return "" if is_missing(lower) or is_missing(upper) else f"[{shown(lower, kind)}, {shown(upper, kind)}]"


def width(text: str) -> int:
    """Columns that a text takes where Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def shortened(label: Any, columns: int = 24) -> str:
    """A label in one line of at most that many columns, "…" standing for what was left out."""
    text = " ".join(str(label).split())
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cc")
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…"
