"""Purchases over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator

from ..languages import Texts
from ..languages.numbers import amount, count
from .style import COLORS, Drawn, picture
from .timeline import label_periods, period_name

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes


@picture
def purchases(result: pl.DataFrame, ax: Axes, t: Texts) -> Drawn:
    """Value per period with its interval; periods that the records cover in part are pale.

    Columns: period (dates), every ("1d", "1w", "1mo", "1q", "1y"), value, value_lower, value_upper, purchases,
    complete.
    """
    rows = len(result)
    values, lower, upper = (result[f"value{end}"].to_list() for end in ("", "_lower", "_upper"))
    complete = result["complete"].to_list()
    colors = [COLORS["main"] if whole else COLORS["soft"] for whole in complete]
    ax.bar(range(rows), values, width=0.72, color=colors)
    for x, (low, high) in enumerate(zip(lower, upper, strict=True)):
        if low == low:
            ax.plot([x, x], [low, high], color=COLORS["ink"], linewidth=1.2, solid_capstyle="butt")
    ax.margins(x=0.02, y=0.08)
    label_periods(ax, result, t)
    ax.set_ylim(min([0.0, *values]), None)
    ax.yaxis.set_major_locator(MaxNLocator(5))
    ax.yaxis.set_major_formatter(lambda value, _: amount(value))
    ax.tick_params(axis="y", length=0, labelsize=9, labelcolor=COLORS["muted"])
    ax.grid(axis="y")
    ax.spines["left"].set_visible(False)
    whole = [x for x in range(rows) if complete[x]] or list(range(rows))
    best = max(whole, key=lambda x: values[x])
    if rows == 1:
        return Drawn(t("purchases.plain", n=count(result["purchases"].sum()), value=amount(sum(values))), 2.9)
    return Drawn(t("purchases.title", period=period_name(result, best, t), value=amount(values[best])), 2.9)
