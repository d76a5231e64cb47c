"""Which steps come first, second, third."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ..languages import Texts
from ..languages.numbers import percent, shortened
from .style import COLORS, HEAT, Drawn, hide_scale, label_rows, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.step_matrix import StepMatrix

MOST_ROWS, MOST_COLUMNS = 14, 12
SEEN = 0.005  # shares below it are not written


@picture
def step_matrix(result: StepMatrix, ax: Axes, t: Texts) -> Drawn:
    """The share of the cases that are at each step at each position, and that have ended; the darker, the more."""
    frame = pl.DataFrame(result._frame()).filter(pl.col("position") <= MOST_COLUMNS)
    if not result.cases:
        hide_scale(ax)
        ax.set_yticks([])
        return Drawn(t("step_matrix.nothing"), 0.8)
    columns = min(result.positions, MOST_COLUMNS)
    early = pl.col("cases") / pl.col("position")
    steps = frame.filter(~pl.col("ended")).group_by("step").agg(early.sum().alias("weight"))
    names = steps.sort("weight", "step", descending=[True, False])["step"].to_list()[:MOST_ROWS]
    place = {name: row for row, name in enumerate(names)}
    shares = np.zeros((len(names) + 1, columns))
    for position, step, ended, value in frame.select("position", "step", "ended", "share").iter_rows():
        if ended or step in place:
            shares[len(names) if ended else place[step], position - 1] = value
    ax.pcolormesh(
        np.arange(columns + 1) + 0.5,
        np.arange(len(names) + 2) - 0.5,
        np.sqrt(shares),
        cmap=HEAT,
        vmin=0,
        vmax=1,
        edgecolors=COLORS["paper"],
        linewidth=1.5,
    )
    for row, column in zip(*np.nonzero(shares >= SEEN), strict=True):
        color = readable_on(HEAT(np.sqrt(shares[row, column])))
        text = f"{100 * shares[row, column]:.0f}"
        ax.text(column + 1, row, text, ha="center", va="center", fontsize=8, color=color)
    rows = label_rows(ax, [*names, t("step_matrix.ended")], 34)
    ax.get_yticklabels()[-1].set_color(COLORS["muted"])
    ax.axhline(len(names) - 0.5, color=COLORS["muted"], linewidth=1)
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set_xticks(range(1, columns + 1))
    ax.tick_params(length=0)
    ax.spines["bottom"].set_visible(False)
    ax.set_xlabel(t("step_matrix.scale"))
    gone = [position for position, cases in enumerate(result.ended, 1) if 2 * cases >= result.cases]
    first = frame.filter((pl.col("position") == 1) & ~pl.col("ended")).row(0, named=True)
    title = t(
        "step_matrix.title" if gone else "step_matrix.open_title",
        step=shortened(first["step"], 30),
        share=percent(first["share"]),
        n=gone[0] - 1 if gone else 0,
        positions=result.positions,
    )
    return Drawn(title, 0.9 + 0.3 * rows, 7.0)
