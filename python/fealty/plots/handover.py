"""Who hands over to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ..languages import Texts
from ..languages.numbers import count, interval, percent, share, shortened
from .style import COLORS, HEAT, Drawn, hide_scale, label_rows, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.handover import Handovers

SHOWN = 12


@picture
def handover(result: Handovers, ax: Axes, t: Texts) -> Drawn:
    """How often each of the busiest (rows) hands a case over to each other (columns); framed: they keep it."""
    frame = pl.DataFrame(result._frame())
    if frame.is_empty():
        hide_scale(ax)
        ax.set_yticks([])
        return Drawn(t("handover.nothing"), 0.8)
    busy = pl.concat([frame.select(pl.col(side).alias("who"), "count") for side in ("from", "to")])
    busy = busy.group_by("who").agg(pl.col("count").sum()).sort("count", "who", descending=[True, False])
    names = busy["who"].to_list()[:SHOWN]
    place = {name: i for i, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)))
    for one, other, times in frame.select("from", "to", "count").iter_rows():
        if one in place and other in place:
            counts[place[one], place[other]] = times
    shades = np.sqrt(counts)
    top = max(shades.max(), 1e-9)
    edges = np.arange(len(names) + 1) - 0.5
    ax.pcolormesh(edges, edges, shades, cmap=HEAT, vmin=0, vmax=top, edgecolors=COLORS["paper"], linewidth=1.5)
    for i, k in zip(*np.nonzero(counts), strict=True):
        color = readable_on(HEAT(shades[i, k] / top))
        weight = "bold" if i == k else "normal"
        ax.text(k, i, count(counts[i, k]), ha="center", va="center", fontsize=7.5, color=color, fontweight=weight)
    rows = label_rows(ax, names, 20)
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set_xticks(range(rows), [shortened(name, 16) for name in names], rotation=40, ha="left", fontsize=8)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines["bottom"].set_visible(False)
    others = frame.filter(pl.col("from") != pl.col("to"))
    if others.is_empty():
        return Drawn(t("handover.kept"), 1.3 + 0.36 * rows, 7.0)
    first = others.row(0, named=True)
    kept = frame.filter(pl.col("from") == pl.col("to"))["share"].sum()
    title = t(
        "handover.title" if kept > 0 else "handover.others_title",
        first=shortened(first["from"], 24),
        second=shortened(first["to"], 24),
        share=share(first["share"]),
        interval=interval(first["share_lower"], first["share_upper"], "share"),
        kept=percent(kept),
    )
    return Drawn(title, 1.2 + 0.34 * rows, 7.0)
