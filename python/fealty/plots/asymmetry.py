"""What falling short costs against what exceeding brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from matplotlib.transforms import ScaledTranslation

from ..languages import Texts
from .style import COLORS, Drawn, frame_of, height_of, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.gap_analysis import Asymmetry

SHOWN = 15
SIDES = (("negative", "accent", "o", -0.16), ("positive", "main", "D", 0.16))


@picture
def asymmetry(result: Asymmetry, ax: Axes, t: Texts) -> Drawn:
    """Slopes of the outcome on the parts of the gap below (orange) and above 0 (blue), with their intervals: the whole,
    then dimensions, else the items whose shortfall costs most.
    """
    frame = frame_of(result)
    parts = frame.filter(pl.col("kind") == "dimension")
    if parts.is_empty():
        parts = frame.filter((pl.col("kind") == "item") & pl.col("negative").is_not_nan())
    parts = parts.sort("negative", descending=True).head(SHOWN)
    shown = pl.concat([frame.filter(pl.col("kind") == "overall"), parts])
    names = [t("asymmetry.overall"), *parts["name"].to_list()]
    rows = label_rows(ax, names, 26)
    for side, color, marker, shift in SIDES:
        for place, row in enumerate(shown.iter_rows(named=True)):
            value, lower, upper = row[side], row[f"{side}_lower"], row[f"{side}_upper"]
            if value != value:
                continue
            at = place + shift
            ax.plot([lower, upper], [at, at], color=COLORS[color], linewidth=2.2, solid_capstyle="butt")
            ax.plot(value, at, marker, color=COLORS[color], markersize=5, markeredgecolor=COLORS["paper"])
        ax.plot([], [], marker, color=COLORS[color], linestyle="-", label=t(f"asymmetry.{side}"))
    ax.axvline(0, color=COLORS["ink"], linewidth=0.9, zorder=0)
    ax.set_xlabel(t("asymmetry.axis"))
    # So many inches below the axes, however high these are.
    below = ax.transAxes + ScaledTranslation(0, -0.4, ax.figure.dpi_scale_trans)
    ax.legend(loc="upper center", bbox_to_anchor=(0.4, 0), bbox_transform=below, ncols=2, frameon=False, fontsize=8.5)
    overall = result.overall
    hurts = overall.difference.lower > 0
    values = {"negative": f"{overall.negative.value:.2g}", "positive": f"{overall.positive.value:.2g}"}
    return Drawn(t("asymmetry.hurts" if hurts else "asymmetry.even", **values), height_of(rows) + 0.7)
