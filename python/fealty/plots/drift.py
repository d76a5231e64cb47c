"""Whether texts are still what was learnt from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from matplotlib.ticker import PercentFormatter

from ..languages import Texts
from ..languages.numbers import percent, shortened
from .style import COLORS, Drawn, frame_of, height_of, hide_scale, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..complaints.drift import Drift

SHOWN = 14


@picture
def drift(result: Drift, ax: Axes, t: Texts) -> Drawn:
    """Each measure against the band in which it stays where nothing has changed; alarms first."""
    frame = _farthest_first(frame_of(result))
    if frame.is_empty():
        hide_scale(ax)
        ax.set_yticks([])
        return Drawn(t("drift.nothing"), 0.8)
    names = [_name(one, t) for one in frame.head(SHOWN).iter_rows(named=True)]
    rows = label_rows(ax, names, 30)
    for row, one in enumerate(frame.head(SHOWN).iter_rows(named=True)):
        low, high = one["band_lower"], one["band_upper"]
        ax.barh(row, high - low, left=low, height=0.62, color=COLORS["line"], zorder=1)
        ax.plot([one["reference"]] * 2, [row - 0.31, row + 0.31], color=COLORS["muted"], linewidth=1.4, zorder=2)
        color = COLORS["accent" if one["is_alarm"] else "main"]
        bounds = [one["value_lower"], one["value_upper"]]
        if bounds[0] == bounds[0]:
            ax.plot(bounds, [row, row], color=color, linewidth=1.6, solid_capstyle="butt", zorder=3)
        ax.plot(one["value"], row, "o", color=color, markersize=6, zorder=4)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    ax.set_xlabel(t("drift.scale"))
    ax.set_xlim(left=0)
    ax.set_ylim(rows - 0.4, -0.6)
    alarms = int(frame["is_alarm"].sum())
    first = frame.row(0, named=True)
    title = t(
        "drift.alarm" if alarms else "drift.calm",
        n=alarms,
        all=len(frame),
        name=shortened(_name(first, t), 30),
        value=percent(first["value"]),
        reference=percent(first["reference"]),
    )
    return Drawn(title, height_of(rows) + 0.45)


def _farthest_first(frame: pl.DataFrame) -> pl.DataFrame:
    """Alarms first; then by the distance from the reference in widths of the band."""
    room = (pl.col("band_upper") - pl.col("band_lower")).clip(lower_bound=1e-12)
    distance = ((pl.col("value") - pl.col("reference")) / room).abs()
    return frame.sort(pl.col("is_alarm"), distance, descending=True, nulls_last=True, maintain_order=True)


def _name(one: dict[str, str], t: Texts) -> str:
    return one["label"] or t("drift.unseen")
