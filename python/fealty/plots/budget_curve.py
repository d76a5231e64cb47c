"""What more budget buys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import FuncFormatter

from ..languages import Texts
from ..languages.numbers import amount
from .closing_plan import signed
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.closing_plan import ClosingPlan


@picture
def budget_curve(result: ClosingPlan, ax: Axes, t: Texts) -> Drawn:
    """The value of the best plan at each tenth of the budget up to twice, with its interval; the plan stands out."""
    import polars as pl

    curve = pl.DataFrame(result._compiled.curve())
    budgets, values = curve["budget"].to_list(), curve["value"].to_list()
    if max(values) <= 0:
        ax.set_axis_off()
        return Drawn(t("budget_curve.nothing", budget=amount(budgets[-1])))
    if result._compiled.draws > 1:
        lower, upper = curve["value_lower"].to_list(), curve["value_upper"].to_list()
        ax.fill_between(budgets, lower, upper, color=COLORS["soft"], alpha=0.4, linewidth=0)
    ax.plot([0, *budgets], [0, *values], color=COLORS["main"], linewidth=1.6, marker="o", markersize=3.5)
    here = next(row for row, share in enumerate(curve["share"]) if share == 1)
    ax.plot([budgets[here]], [values[here]], "o", color=COLORS["accent"], markersize=8, zorder=5)
    ax.annotate(
        f"{t('budget_curve.plan')}: {signed(values[here], values[here])}",
        (budgets[here], values[here]),
        xytext=(6, -12),
        textcoords="offset points",
        va="top",
        fontsize=9,
        fontweight="bold",
    )
    ax.set_xlim(0, budgets[-1] * 1.02)
    ax.set_ylim(min(0, ax.get_ylim()[0]), ax.get_ylim()[1])
    ax.grid(axis="y")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: amount(x)))
    ax.set_xlabel(t("budget_curve.budget"))
    ax.set_ylabel(t("budget_curve.value"))
    title = t(
        "budget_curve.title",
        budget=amount(budgets[here]),
        value=signed(values[here], values[here]),
        more=signed(values[here + 1] - values[here], values[here]),
        double=signed(values[-1] - values[here], values[here]),
    )
    return Drawn(title, 2.9)
