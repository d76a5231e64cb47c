"""A budget between winning and keeping customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import FuncFormatter

from ..languages import Texts
from ..languages.numbers import amount, percent
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.budget import BudgetSplit


@picture
def budget_split(result: BudgetSplit, ax: Axes, t: Texts) -> Drawn:
    """Customer equity by the share of the money that goes to winning; the best split stands out."""
    import polars as pl

    made = result._compiled
    curve = pl.DataFrame(made.curve(200))
    spent = made.winning.value + made.keeping.value
    share = made.winning.value / spent if spent else 0.0
    ax.plot(curve["winning_share"], curve["equity"], color=COLORS["main"], linewidth=1.8)
    ax.axvline(share, color=COLORS["line"], linewidth=1)
    ax.errorbar(
        [share],
        [made.equity.value],
        yerr=[[made.equity.value - made.equity.lower], [made.equity.upper - made.equity.value]],
        fmt="o",
        color=COLORS["accent"],
        markersize=7,
        elinewidth=1.4,
        zorder=5,
    )
    ax.set_xlim(-0.02, 1.02)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: percent(round(x, 6))))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: amount(y)))
    ax.grid(axis="y")
    ax.set_xlabel(t("budget_split.share"))
    ax.set_ylabel(t("budget_split.equity"))
    title = t(
        "budget_split.title",
        winning=amount(made.winning.value),
        keeping=amount(made.keeping.value),
        equity=amount(made.equity.value),
        lower=amount(made.equity.lower),
        upper=amount(made.equity.upper),
    )
    return Drawn(title, 2.9)
