"""Periods of time along the bottom of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl
    from matplotlib.axes import Axes

MOST_LABELS = {"1d": 8, "1w": 7, "1mo": 13, "1q": 10, "1y": 10}


def label_periods(ax: Axes, frame: pl.DataFrame, t: Texts) -> None:
    """Labels the rows of a frame of periods from left to right, every one or as many as there is room for."""
    periods = frame["period"].to_list()
    every = frame["every"][0] if len(frame) else "1mo"
    stride = -(-len(periods) // MOST_LABELS[every])
    places = list(range(0, len(periods), max(stride, 1)))
    labels, year = [], None
    for place in places:
        labels.append(_label(periods[place], every, periods[place].year != year, t))
        year = periods[place].year
    ax.set_xticks(places, labels)
    ax.tick_params(axis="x", length=0, labelsize=8.5)


def period_name(frame: pl.DataFrame, row: int, t: Texts) -> str:
    """What a period is called in a sentence."""
    return name_of(frame["period"][row], frame["every"][0], t)


def name_of(start: dt.date, every: str, t: Texts) -> str:
    """The name of the period that begins on a date."""
    if every == "1y":
        return t("period.year", year=start.year)
    if every == "1q":
        return t("period.quarter", year=start.year, quarter=(start.month + 2) // 3)
    if every == "1mo":
        return t("period.month", year=start.year, month=t(f"month.{start.month}"))
    return t("period.week" if every == "1w" else "period.day", date=start.isoformat())


def _label(start: dt.date, every: str, with_year: bool, t: Texts) -> str:
    if every == "1y":
        return str(start.year)
    short = {"1q": f"Q{(start.month + 2) // 3}", "1mo": t(f"month_short.{start.month}")}.get(
        every, f"{start.month}/{start.day}"
    )
    return f"{short}\n{start.year}" if with_year else short
