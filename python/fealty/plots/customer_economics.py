"""What a customer brings, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..languages import Texts
from ..languages.numbers import amount
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.customer_economics import CustomerEconomics


@picture
def customer_economics(result: CustomerEconomics, ax: Axes, t: Texts) -> Drawn:
    """The present value of each year as bars, and of all years so far, less the cost of acquisition, as a line with its
    interval; the year that pays back stands out."""
    import polars as pl

    made = result._compiled
    table = pl.DataFrame(made.frame())
    years, cumulative = table["year"].to_list(), table["cumulative"].to_list()
    ax.bar(years, table["discounted"], width=0.6, color=COLORS["soft"], label=t("customer_economics.year"))
    ax.fill_between(
        years, table["cumulative_lower"], table["cumulative_upper"], color=COLORS["main"], alpha=0.25, linewidth=0
    )
    ax.plot(years, cumulative, color=COLORS["main"], linewidth=1.8, label=t("customer_economics.cumulative"))
    ax.axhline(0, color=COLORS["muted"], linewidth=0.8)
    back = made.break_even().value
    is_paid = back <= len(years)
    if is_paid:
        ax.plot([back], [cumulative[int(back) - 1]], "o", color=COLORS["accent"], markersize=7, zorder=5)
    ax.set_xlim(0.4, years[-1] + 0.6)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: amount(y)))
    ax.grid(axis="y")
    ax.set_xlabel(t("customer_economics.years"))
    ax.legend(loc="upper left", frameon=False, fontsize=8.5)
    value = made.value
    title = t(
        "customer_economics.paid" if is_paid else "customer_economics.unpaid",
        value=amount(value.value),
        lower=amount(value.lower),
        upper=amount(value.upper),
        n=f"{back:.0f}" if is_paid else str(years[-1]),
    )
    return Drawn(title, 2.9)
