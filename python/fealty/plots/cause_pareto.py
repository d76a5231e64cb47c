"""The causes of complaints, the most frequent first, and how many cases the first few cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..complaints.cause_shares import MOST_OF_ALL
from ..languages import Texts
from ..languages.numbers import count, interval, percent, shortened
from .style import COLORS, Drawn, frame_of, height_of, label_rows, picture, whisker

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from ..complaints.cause_shares import CauseShares

SHOWN = 12
WIDE = 1.95  # of the axes, whose bars reach to 1; the figures stand beside


@picture
def cause_pareto(result: CauseShares, ax: Axes, t: Texts) -> Drawn:
    """The share of each cause with its interval; the line is the share of the cases that have it or one above it."""
    every = frame_of(result)
    frame = every.head(SHOWN)
    if frame.is_empty():
        ax.set_axis_off()
        return Drawn(t("cause_pareto.nothing"))
    rows = label_rows(ax, frame["cause"].to_list(), 26)
    few = result.vital
    colors = [COLORS["main"] if row < few else COLORS["soft"] for row in range(rows)]
    ax.barh(range(rows), frame["share"].to_list(), height=0.62, color=colors)
    for row, (lower, upper) in enumerate(frame.select("share_lower", "share_upper").iter_rows()):
        whisker(ax, row, lower, upper)
    _cover(ax, frame)
    for place, side, key in ((1.06, "left", "cause_pareto.share"), (WIDE, "right", "cause_pareto.within")):
        ax.text(place, -0.75, t(key), color=COLORS["muted"], fontsize=8.5, va="bottom", ha=side)
    for row, one in enumerate(frame.iter_rows(named=True)):
        ends = interval(one["share_lower"], one["share_upper"], "share")
        ax.text(1.06, row, percent(one["share"]), va="center", fontsize=9, fontweight="bold")
        ax.text(1.22, row, ends, va="center", fontsize=8, color=COLORS["muted"])
        ax.text(WIDE, row, percent(one["within"]), va="center", ha="right", fontsize=9, color=COLORS["accent"])
    ax.set_xlim(0, WIDE)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
    ax.spines["bottom"].set_bounds(0, 1)
    ax.set_ylim(rows - 0.4, -1.2)
    return Drawn(_title(every, few, t), height_of(rows) + 0.35, 6.6)


def _cover(ax: Axes, frame: pl.DataFrame) -> None:
    """Pareto's line, and the height from which on the causes above cover most cases."""
    rows, within = range(len(frame)), frame["within"].to_list()
    lower, upper = frame["within_lower"].to_list(), frame["within_upper"].to_list()
    ax.axvline(MOST_OF_ALL, ymax=0.94, color=COLORS["line"], linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    ax.fill_betweenx(rows, lower, upper, color=COLORS["accent"], alpha=0.15, linewidth=0, zorder=2)
    ax.plot(within, rows, "-o", color=COLORS["accent"], linewidth=1.4, markersize=4, zorder=5)


def _title(frame: pl.DataFrame, few: int, t: Texts) -> str:
    first = frame.row(0, named=True)
    label, share = shortened(first["cause"], 30), percent(first["share"])
    if len(frame) == 1:
        return t("cause_pareto.one", cause=label, n=count(first["cases"]))
    if few == 1:
        return t("cause_pareto.alone", cause=label, share=share)
    cover = percent(frame["within"][few - 1])
    return t("cause_pareto.title", cause=label, share=share, few=few, all=len(frame), cover=cover)
