"""What gaps explain of an outcome, and what experience and expectation would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import percent
from .style import COLORS, Drawn, frame_of, height_of, label_rows, picture, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.gap_analysis import FreeSlopes


@picture
def free_slopes(result: FreeSlopes, ax: Axes, t: Texts) -> Drawn:
    """Share of the outcome's variance explained by gaps, by experience, and by both sides with slopes of their own."""
    frame = frame_of(result)
    rows = label_rows(ax, [t(f"free_slopes.{model}") for model in frame["model"]], 30)
    for place, row in enumerate(frame.iter_rows(named=True)):
        loses = place == 0 and result.warning
        ax.barh(place, row["r_squared"], height=0.6, color=COLORS["accent" if loses else "main"])
        whisker(ax, place, row["r_squared_lower"], row["r_squared_upper"])
        ax.text(1.01, place, percent(row["r_squared"]), transform=ax.get_yaxis_transform(), va="center", fontsize=9)
    ax.set_xlim(0, None)
    ax.xaxis.set_major_formatter(lambda value, _: percent(value))
    ax.set_xlabel(t("free_slopes.axis"))
    shares = {"gap": percent(frame["r_squared"][0]), "free": percent(frame["r_squared"][2])}
    return Drawn(t("free_slopes.loses" if result.warning else "free_slopes.holds", **shares), height_of(rows) + 0.35)
