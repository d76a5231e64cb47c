"""How many customers are still there, and who of them will buy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..languages import Texts
from ..languages.numbers import amount, count, percent
from .style import COLORS, Drawn, height_of, hide_scale, label_rows, picture

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

COLOR = ("accent", "accent", "soft", "soft", "main")  # of the classes, from the least alive on
WIDE, GAP = 1.0, 0.55  # of a column of bars, and between columns


@picture
def who_returns(result: pl.DataFrame, ax: Axes, t: Texts) -> Drawn:
    """Customers by the probability that they are still there, and the purchases that are expected of each class.

    Columns: lower and upper, the ends of a class of probabilities; customers; expected_purchases.
    """
    rows = list(result.sort("lower", descending=True).iter_rows(named=True))
    labels = [f"{percent(row['lower'])}–{percent(row['upper'])}" for row in rows]
    height = label_rows(ax, labels, 16)
    columns: list[tuple[str, Any]] = [("customers", count), ("expected_purchases", amount)]
    for place, (name, written) in enumerate(columns):
        left = place * (WIDE + GAP)
        total = sum(row[name] for row in rows) or 1.0
        top = max(row[name] for row in rows) or 1.0
        ax.text(left, -0.68, t(f"who_returns.{name}"), fontsize=9, color=COLORS["muted"], va="bottom")
        for y, row in enumerate(rows):
            color = COLOR[len(COLOR) - 1 - y]
            ax.barh(y, WIDE * row[name] / top, left=left, height=0.62, color=COLORS[color])
            text = f"{written(row[name])} ({percent(row[name] / total)})"
            ax.text(left + WIDE * row[name] / top + 0.03, y, text, va="center", fontsize=9)
    hide_scale(ax)
    ax.set_xlim(0, 2 * (WIDE + GAP))
    ax.set_ylim(height - 0.4, -0.9)
    all_customers = sum(row["customers"] for row in rows) or 1
    top_row = rows[0]
    all_expected = sum(row["expected_purchases"] for row in rows) or 1.0
    places = {
        "alive": percent(top_row["customers"] / all_customers),
        "share": percent(top_row["expected_purchases"] / all_expected),
    }
    return Drawn(t("who_returns.title", **places), height_of(height) + 0.3, 6.4)
