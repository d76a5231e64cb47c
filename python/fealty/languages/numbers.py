"""Numbers as people read them; the same in every language."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Callable
from typing import Any, SupportsFloat

__all__ = ["amount", "count", "days", "interval", "percent", "points", "rating", "share", "shortened", "shown", "width"]

NONE = "–"


def is_missing(value: Any) -> bool:
    """Whether there is no number to show."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def _written(value: SupportsFloat | None, form: Callable[[float], str]) -> str:
    """A number in its form; a true minus sign, and a dash where there is no number."""
    if value is None or math.isnan(number := float(value)):
        return NONE
    if math.isinf(number):
        return "∞" if number > 0 else "−∞"
    return form(number).replace("-", "−")


def count(value: SupportsFloat | None) -> str:
    """A number of things: "1,234"."""
    return _written(value, lambda number: f"{number:,.0f}")


def percent(value: SupportsFloat | None) -> str:
    """A share as sentences give it: "63%", with a decimal where a whole number would say too little."""

    def form(number: float) -> str:
        points = 100 * number
        coarse = 9.95 <= abs(points) <= 99 or points in (0, 100)
        return f"{points:.{0 if coarse else 1}f}%"

    return _written(value, form)


def share(value: SupportsFloat | None) -> str:
    """A share as tables give it: "63.2%"."""
    return _written(value, lambda number: f"{100 * number:.1f}%")


def points(value: SupportsFloat | None) -> str:
    """The difference of two shares in percentage points: "+1.2"."""
    return _written(value, lambda number: f"{100 * number:+.1f}" if abs(number) >= 0.0005 else "0.0")


def amount(value: SupportsFloat | None) -> str:
    """An amount of money or the like: thousands apart, decimals only where they matter."""

    def form(number: float) -> str:
        size = abs(number)
        return f"{number:,.{0 if size >= 99.95 or number == int(number) else 1 if size >= 9.995 else 2}f}"

    return _written(value, form)


def rating(value: SupportsFloat | None) -> str:
    """A point of a scale, or the difference of two: "5.27"."""
    return _written(value, lambda number: f"{number:.2f}")


def days(value: SupportsFloat | None) -> str:
    """A length of time in days."""
    return _written(value, lambda number: f"{number:,.{0 if abs(number) >= 10 else 1}f}")


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    return str(value)


_forms = {"count": count, "share": share, "amount": amount, "rating": rating, "days": days, "points": points}


def shown(value: Any, kind: str) -> str:
    """A value of a kind ("count", "share", "points", "amount", "rating", "days"; anything else as it is) as a text."""
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
