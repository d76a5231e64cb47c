"""How long cases take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from .. import _core
from ..flow.calendar import compiled_calendar
from ..languages import Texts
from ..languages.lengths import length_of_time
from ..languages.numbers import count, percent
from .style import COLORS, Drawn, hide_scale, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.case_duration import CaseDurations

BARS = 36


@picture
def case_duration(result: CaseDurations, ax: Axes, t: Texts) -> Drawn:
    """How many cases take how long, with the median and the time within which nine of ten are done."""
    ax.spines["left"].set_visible(False)
    ax.set_yticks([])
    calendar = compiled_calendar(result._calendar)
    seconds = _core.durations_of_cases(result._log, calendar)["duration_s"].to_numpy()
    if not len(seconds) or seconds.max() <= 0:
        hide_scale(ax)
        return Drawn(t("case_duration.nothing"), 1.0)
    figures = {row["figure"]: row for row in pl.DataFrame(result._frame()).iter_rows(named=True)}
    least = max(1.0, float(np.quantile(seconds, 0.005)))
    edges = np.geomspace(least, max(seconds.max(), 10 * least), BARS + 1)
    counts, _ = np.histogram(np.clip(seconds, least, None), edges)
    ax.bar(edges[:-1], counts, np.diff(edges), align="edge", color=COLORS["soft"], edgecolor=COLORS["paper"])
    top = 1.3 * counts.max()
    for name, height, side in (("median", 1.1, "right"), ("90 %", 1.24, "right")):
        row = figures[name]
        at = max(row["value"], least)
        color = COLORS["main" if name == "median" else "accent"]
        ax.plot([at, at], [0, height * counts.max()], color=color, linewidth=1.6)
        ax.axvspan(max(row["lower"], least), max(row["upper"], least), color=color, alpha=0.18, linewidth=0)
        bounds = f"[{length_of_time(row['lower'], t)}, {length_of_time(row['upper'], t)}]"
        text = t(f"case_duration.{'half' if name == 'median' else 'most'}", time=length_of_time(row["value"], t))
        ax.text(at, height * counts.max(), f"{text} {bounds}  ", ha=side, va="center", fontsize=8.5, color=color)
    ax.set_ylim(0, top)
    ax.set_xscale("log")
    low, high = edges[0], edges[-1]
    marks = [mark for mark in (1, 60, 3600, 86400, 7 * 86400, 30 * 86400, 365 * 86400) if low <= mark <= high]
    ax.set_xticks(marks, [length_of_time(mark, t) for mark in marks])
    ax.set_xticks([], minor=True)
    ax.set_xlim(low, high)
    title = t(
        "case_duration.title",
        n=count(figures["cases"]["value"]),
        median=length_of_time(figures["median"]["value"], t),
        most=length_of_time(figures["90 %"]["value"], t),
        share=percent(0.1),
    )
    return Drawn(title, 2.9, 6.0)
