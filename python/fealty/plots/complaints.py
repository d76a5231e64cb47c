"""What customers complain about, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import count, percent, shortened
from .style import COLORS, HEAT, Drawn, label_rows, picture, readable_on
from .timeline import label_periods

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

SHOWN = 12


@picture
def complaints(result: pl.DataFrame, ax: Axes, t: Texts) -> Drawn:
    """Complaints of each label in each period; the totals at the right.

    Columns: period, every, label (already in order), complaints; a row for each pair.
    """
    import numpy as np
    import polars as pl

    totals = result.group_by("label", maintain_order=True).agg(pl.col("complaints").sum())
    labels = totals["label"].to_list()[:SHOWN]
    periods = result.select("period", "every").unique().sort("period")
    place = {period: i for i, period in enumerate(periods["period"])}
    line = {label: i for i, label in enumerate(labels)}
    cells = np.zeros((len(labels), len(periods)))
    for label, period, number in result.select("label", "period", "complaints").iter_rows():
        if label in line:
            cells[line[label], place[period]] = number
    rows = label_rows(ax, labels)
    top = max(cells.max(initial=0), 1)
    ax.pcolormesh(
        np.arange(len(periods) + 1) - 0.5,
        np.arange(rows + 1) - 0.5,
        cells,
        cmap=HEAT,
        vmin=0,
        vmax=top,
        edgecolors=COLORS["paper"],
        linewidth=1,
    )
    if len(periods) <= 14 and top < 1000:
        for row, column in zip(*np.nonzero(cells), strict=True):
            color = readable_on(HEAT(cells[row, column] / top))
            ax.text(column, row, count(cells[row, column]), ha="center", va="center", fontsize=8, color=color)
    for row, number in enumerate(totals["complaints"].to_list()[:SHOWN]):
        ax.text(
            1.01, row, count(number), transform=ax.get_yaxis_transform(), va="center", fontsize=9, color=COLORS["ink"]
        )
    label_periods(ax, periods, t)
    ax.set_ylim(max(rows, 1) - 0.5, -0.5)
    ax.spines["bottom"].set_visible(False)
    everything = totals["complaints"].sum()
    height = 0.85 + 0.3 * rows
    if rows < 2 or not everything:
        return Drawn(t("complaints.plain", n=count(everything)), height)
    return Drawn(
        t("complaints.title", label=shortened(labels[0], 30), share=percent(totals["complaints"][0] / everything)),
        height,
    )
