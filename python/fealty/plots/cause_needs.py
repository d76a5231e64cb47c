"""Which needs the causes of complaints touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from ..languages import Texts
from ..languages.lines import in_lines
from ..languages.numbers import count, percent, rating, shortened
from .style import COLORS, HEAT, Drawn, label_rows, picture, readable_on

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from ..complaints.cause_needs import CauseNeeds

MOST_CAUSES, MOST_NEEDS = 12, 8
FAINT = 0.005  # a share below this is not written


@picture
def cause_needs(result: CauseNeeds, ax: Axes, t: Texts) -> Drawn:
    """The share of each cause's cases that touch each need; framed where that is surely more than in all cases."""
    import polars as pl

    made = result._compiled
    causes, needs = list(made.causes)[:MOST_CAUSES], list(made.needs)[:MOST_NEEDS]
    if not causes or not needs:
        ax.set_axis_off()
        return Drawn(t("cause_needs.nothing"))
    frame = pl.DataFrame(made.frame()).filter(pl.col("cause").is_in(causes) & pl.col("need").is_in(needs))
    sure = result._outstanding()
    framed = set(sure.select("cause", "need").iter_rows())
    rows = label_rows(ax, causes, 22)
    shares = frame["share"].fill_nan(0).to_numpy().reshape(rows, len(needs))
    top = max(float(shares.max()), 0.01)
    ax.pcolormesh(
        np.arange(len(needs) + 1) - 0.5,
        np.arange(rows + 1) - 0.5,
        shares,
        cmap=HEAT,
        vmin=0,
        vmax=top,
        edgecolors=COLORS["paper"],
        linewidth=1.5,
    )
    for i, one in enumerate(frame.iter_rows(named=True)):
        row, column = divmod(i, len(needs))
        color = readable_on(HEAT(shares[row, column] / top))
        text = f"{100 * shares[row, column]:.0f}%" if shares[row, column] >= FAINT else ""
        ax.text(column, row, text, ha="center", va="center", fontsize=8.5, color=color)
        if (one["cause"], one["need"]) in framed:
            ax.add_patch(_frame_around(row, column))
    for row, number in enumerate(list(made.of_causes)[:rows]):
        ax.text(len(needs) - 0.4, row, count(number), va="center", fontsize=9, color=COLORS["ink"])
    ax.set_xticks(range(len(needs)), ["\n".join(in_lines(need, 13, 2)) for need in needs])
    ax.tick_params(axis="x", length=0, labelsize=8, top=True, labeltop=True, bottom=False, labelbottom=False)
    ax.spines["bottom"].set_visible(False)
    ax.set_xlim(-0.5, len(needs) + 0.1)
    wide = max(5.0, 1.9 + 0.84 * len(needs))
    note = in_lines(t("cause_needs.note"), round(12.5 * (wide - 1.9)))
    ax.text(-0.5, rows - 0.3, "\n".join(note), fontsize=8.5, color=COLORS["muted"], va="top")
    below = 0.55 * len(note)
    ax.set_ylim(rows - 0.2 + below, -0.5)
    return Drawn(_title(sure, t), 0.9 + 0.3 * (rows + below), wide)


def _frame_around(row: int, column: int) -> Rectangle:
    return Rectangle(
        (column - 0.46, row - 0.44), 0.92, 0.88, fill=False, edgecolor=COLORS["accent"], linewidth=2, zorder=4
    )


def _title(sure: pl.DataFrame, t: Texts) -> str:
    """The pair that stands out most."""
    if sure.is_empty():
        return t("cause_needs.alike")
    one = sure.row(0, named=True)
    return t(
        "cause_needs.title",
        cause=shortened(one["cause"], 26),
        need=shortened(one["need"], 26),
        share=percent(one["share"]),
        lift=rating(one["lift"]),
    )
