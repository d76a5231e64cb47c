"""What drives an outcome, and how surely each driver has its rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from ..languages import Texts
from ..languages.numbers import percent, shortened
from .style import COLORS, HEAT, Drawn, frame_of, height_of, hide_scale, label_rows, picture, readable_on, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.driver_analysis import Drivers

SHOWN = 12
FAINT = 0.095  # a probability below this is not written
STRIP = 1.35  # where the ranks begin, if the longest whisker ends at 1
STRIP_WIDTH = 0.95


@picture
def drivers(result: Drivers, ax: Axes, t: Texts) -> Drawn:
    """Each driver's share of R-squared with its interval, beside the probability of each rank; the first on top."""
    import polars as pl

    frame = frame_of(result).head(SHOWN)
    rows = label_rows(ax, frame["driver"].to_list(), 20)
    ends = [value for name in ("share", "share_upper") for value in frame[name] if value == value]
    scale = 1 / (max(ends, default=0) or 1)
    for row, (share, lower, upper) in enumerate(frame.select("share", "share_lower", "share_upper").iter_rows()):
        ax.barh(row, share * scale, height=0.62, color=COLORS["main" if row == 0 else "soft"])
        whisker(ax, row, lower * scale, upper * scale)
        end = max(value for value in (share, upper, 0) if value == value) * scale
        ax.text(end + 0.03, row, percent(share), va="center", fontsize=9)
    ranks = pl.DataFrame(result._compiled.ranks())
    is_ranked = ranks["probability"].is_not_nan().any()
    if is_ranked:
        _draw_ranks(ax, frame["driver"].to_list(), ranks)
    ax.text(0, -0.75, t("drivers.share"), fontsize=8.5, color=COLORS["muted"], va="bottom")
    ax.text(STRIP, -0.75, t("drivers.ranks") if is_ranked else "", fontsize=8.5, color=COLORS["muted"], va="bottom")
    hide_scale(ax)
    ax.set_xlim(0, STRIP + STRIP_WIDTH if is_ranked else STRIP)
    ax.set_ylim(rows - 0.4, -1.2)
    first = frame.row(0, named=True)
    places = {
        "driver": shortened(first["driver"], 26),
        "share": percent(first["share"]),
        "outcome": shortened(result.outcome, 26),
        "explained": percent(result.r_squared.value),
        "probability": percent(first["probability_first"]),
    }
    return Drawn(t("drivers.title" if is_ranked else "drivers.plain", **places), height_of(rows) + 0.25)


def _draw_ranks(ax: Axes, names: list[str], ranks: object) -> None:
    """A strip of cells for each driver, one per rank, the darker the likelier."""
    cell = STRIP_WIDTH / len(names)
    for name, rank, chance in ranks.iter_rows():  # type: ignore[attr-defined]
        if name not in names or rank > len(names):
            continue
        row, left = names.index(name), STRIP + cell * (rank - 1)
        color = HEAT(min(1.0, chance))
        ax.add_patch(Rectangle((left, row - 0.42), 0.94 * cell, 0.84, facecolor=color, linewidth=0))
        if chance >= FAINT:
            size = 8 if len(names) <= 8 else 6.5
            text = f"{100 * chance:.0f}" if chance < 0.995 or chance == 1 else "99"
            ax.text(left + 0.47 * cell, row, text, ha="center", va="center", fontsize=size, color=readable_on(color))
