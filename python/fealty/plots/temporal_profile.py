"""How much time passes between any two steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ..languages import Texts
from ..languages.lengths import length_of_time
from ..languages.numbers import shortened
from .style import COLORS, HEAT, Drawn, hide_scale, label_rows, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.temporal_profile import TemporalProfile

SHOWN = 9


@picture
def temporal_profile(result: TemporalProfile, ax: Axes, t: Texts) -> Drawn:
    """The mean time from each of the most frequent steps to each other; the darker, the longer."""
    frame = pl.DataFrame(result._frame())
    if frame.is_empty():
        hide_scale(ax)
        ax.set_yticks([])
        return Drawn(t("temporal_profile.nothing"), 0.8)
    weight = pl.concat([frame.select(pl.col(side).alias("step"), "count") for side in ("from", "to")])
    steps = weight.group_by("step").agg(pl.col("count").sum()).sort("count", "step", descending=[True, False])
    names = steps["step"].to_list()[:SHOWN]
    place = {name: i for i, name in enumerate(names)}
    means = np.full((len(names), len(names)), np.nan)
    for one, other, mean in frame.select("from", "to", "mean_s").iter_rows():
        if one in place and other in place:
            means[place[one], place[other]] = mean
    shades = np.log1p(np.maximum(means, 0))
    top = max(np.nanmax(shades), 1e-9) if np.isfinite(shades).any() else 1.0
    edges = np.arange(len(names) + 1) - 0.5
    ax.pcolormesh(edges, edges, shades, cmap=HEAT, vmin=0, vmax=top, edgecolors=COLORS["paper"], linewidth=1.5)
    for i, k in zip(*np.nonzero(np.isfinite(means)), strict=True):
        text = "\n".join(_in_two_lines(length_of_time(means[i, k], t)))
        color = readable_on(HEAT(shades[i, k] / top))
        ax.text(k, i, text, ha="center", va="center", fontsize=7, color=color)
    rows = label_rows(ax, names, 26)
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set_xticks(range(rows), [shortened(name, 16) for name in names], rotation=40, ha="left", fontsize=8)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.spines["bottom"].set_visible(False)
    seldom = pl.max_horizontal(pl.lit(2.0), 0.05 * pl.col("count").max())
    longest = frame.filter(pl.col("count") >= seldom).sort("mean_s", descending=True)
    first = (longest if len(longest) else frame).row(0, named=True)
    bounds = f"[{length_of_time(first['mean_s_lower'], t)}, {length_of_time(first['mean_s_upper'], t)}]"
    title = t(
        "temporal_profile.title",
        first=shortened(first["from"], 24),
        second=shortened(first["to"], 24),
        mean=length_of_time(first["mean_s"], t),
        interval=bounds,
    )
    return Drawn(title, 1.3 + 0.36 * rows, 7.0)


def _in_two_lines(length: str) -> list[str]:
    words = length.split()
    return [" ".join(words[:2]), " ".join(words[2:])] if len(words) > 2 else [length]
