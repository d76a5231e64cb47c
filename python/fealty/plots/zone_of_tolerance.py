"""Where experience lies between what would just do and what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ..languages import Texts
from ..languages.numbers import percent, shortened
from .style import COLORS, Drawn, height_of, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps import GapAnalysis


@picture
def zone_of_tolerance(result: GapAnalysis, ax: Axes, t: Texts) -> Drawn:
    """For each item the zone from the adequate to the expected level as a bar, and experience as a dot; items whose
    experience lies below their zone first, in orange.
    """
    frame = pl.DataFrame(result._made.items_frame())
    if "zone_position" not in frame.columns:
        ax.set_axis_off()
        return Drawn(t("zone_of_tolerance.nothing"))
    frame = frame.filter(pl.col("zone_position").is_not_nan()).sort("zone_position", "item")
    frame = frame.with_columns(adequate=pl.col("experience") - pl.col("adequacy"))
    rows = label_rows(ax, frame["item"].to_list(), 28)
    below = 0
    for place, row in enumerate(frame.iter_rows(named=True)):
        is_below = row["adequacy_upper"] < 0
        below += is_below
        span = [row["adequate"], row["expectation"]]
        ax.plot(span, [place, place], color=COLORS["soft"], linewidth=9, solid_capstyle="butt", zorder=1)
        ax.plot(row["experience"], place, "o", color=COLORS["accent" if is_below else "main"], markersize=7, zorder=3)
        note = percent(row["within_share"])
        ax.text(1.01, place, note, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.margins(x=0.06)
    ax.set_xlabel(t("zone_of_tolerance.scale"))
    first = shortened(frame["item"][0], 30) if len(frame) else ""
    title = t("zone_of_tolerance.title", n=below, item=first) if below else t("zone_of_tolerance.within")
    return Drawn(title, height_of(rows) + 0.35)
