"""The gaps of two segments against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import shortened
from .style import COLORS, Drawn, frame_of, height_of, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.gap_analysis import GapComparison

SHOWN = 20


@picture
def gap_comparison(result: GapComparison, ax: Axes, t: Texts) -> Drawn:
    """Differences of gaps with their simultaneous intervals, the clearest first; those beyond chance in orange."""
    frame = frame_of(result).sort("p_value", "name", nulls_last=True).head(SHOWN)
    rows = label_rows(ax, frame["name"].to_list(), 26)
    clear = 0
    for place, row in enumerate(frame.iter_rows(named=True)):
        lower, upper = row["difference_lower"], row["difference_upper"]
        beyond = lower > 0 or upper < 0
        clear += beyond
        color = COLORS["accent" if beyond else "soft"]
        ax.plot([lower, upper], [place, place], color=color, linewidth=2.6, solid_capstyle="butt")
        ax.plot(row["difference"], place, "o", color=color, markersize=6, markeredgecolor=COLORS["paper"])
    ax.axvline(0, color=COLORS["ink"], linewidth=0.9, zorder=0)
    first, second = (shortened(name, 24) for name in result._names)
    ax.set_xlabel(t("gap_comparison.axis", first=first, second=second))
    title = t("gap_comparison.title", n=clear, first=first, second=second) if clear else t("gap_comparison.even")
    return Drawn(title, height_of(rows) + 0.35)
