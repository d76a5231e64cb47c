"""Where the time goes between the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ..languages import Texts
from ..languages.lengths import length_of_time
from ..languages.numbers import percent, shortened
from .style import COLORS, Drawn, height_of, hide_scale, label_rows, picture, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.performance import Performance

SHOWN = 10


@picture
def performance(result: Performance, ax: Axes, t: Texts) -> Drawn:
    """The steps between which most time passes: the middle half of the times, the median with its interval."""
    frame = pl.DataFrame(result._frame())
    shown = frame.head(SHOWN)
    labels = [f"{shortened(one, 19)} → {shortened(other, 19)}" for one, other in shown.select("from", "to").iter_rows()]
    rows = label_rows(ax, labels, 42)
    total = float(frame["sum_s"].sum())
    if not rows or total <= 0:
        hide_scale(ax)
        return Drawn(t("performance.nothing"), height_of(rows))
    least = 1.0  # second: shorter times are drawn there
    for row, edge in enumerate(shown.iter_rows(named=True)):
        low, high = (max(least, edge[f"percentile_{p}_s"]) for p in (25, 75))
        ax.plot([low, high], [row, row], color=COLORS["soft"], linewidth=9, solid_capstyle="butt")
        whisker(ax, row, max(least, edge["median_s_lower"]), max(least, edge["median_s_upper"]))
        ax.plot(max(least, edge["median_s"]), row, "o", color=COLORS["main"], markersize=7, zorder=5)
        note = f"{length_of_time(edge['median_s'], t)}  ({percent(edge['sum_s'] / total)})"
        ax.text(1.02, row, note, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
    ax.set_xscale("log")
    marks = [1, 60, 3600, 86400, 30 * 86400, 365 * 86400]
    low, high = ax.get_xlim()
    ax.set_xticks(*_within(marks, low, high, t))
    ax.set_xticks([], minor=True)
    ax.set_xlim(low, high)
    ax.grid(axis="x")
    ax.set_xlabel(t("performance.scale"))
    first = shown.row(0, named=True)
    title = t(
        "performance.title",
        first=shortened(first["from"], 30),
        second=shortened(first["to"], 30),
        share=percent(first["sum_s"] / total),
        median=length_of_time(first["median_s"], t),
    )
    return Drawn(title, height_of(rows) + 0.55, 6.6)


def _within(marks: list[int], low: float, high: float, t: Texts) -> tuple[list[int], list[str]]:
    kept = [mark for mark in marks if low <= mark <= high]
    return kept, [length_of_time(mark, t) for mark in kept]
