"""How many people one customer's word reaches."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import amount, count, percent
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.branching import Reach

MOST_BARS = 40


@picture
def reach(result: Reach, ax: Axes, t: Texts) -> Drawn:
    """The probability of each number of people, or of so many together; dark within the interval, and the mean."""
    import polars as pl

    made = result._compiled
    table = pl.DataFrame(made.distribution())
    last = next((n for n, p in zip(table["people"], table["at_most"], strict=True) if p >= 0.999), table["people"][-1])
    width = max(1, math.ceil((last + 1) / MOST_BARS))
    bars = (
        table.filter(pl.col("people") < width * MOST_BARS)
        .group_by(first=pl.col("people") // width * width)
        .agg(pl.col("probability").sum())
        .sort("first")
    )
    people = made.people
    for first, probability in bars.iter_rows():
        is_within = first + width - 1 >= people.lower and first <= people.upper
        color = COLORS["main"] if is_within else COLORS["soft"]
        ax.bar(first + (width - 1) / 2, probability, width=0.86 * width, color=color)
    top = 1.16 * max(bars["probability"])
    ax.axvline(made.mean.value, color=COLORS["accent"], linewidth=1.6)
    right = made.mean.value < 0.6 * (last + 1)
    ax.annotate(
        t("reach.mean", people=amount(made.mean.value)),
        (made.mean.value, top),
        xytext=(5 if right else -5, -2),
        textcoords="offset points",
        ha="left" if right else "right",
        va="top",
        fontsize=9,
        fontweight="bold",
        color=COLORS["accent"],
    )
    ax.set_ylim(0, top)
    ax.set_xlim(-0.6 * width, max(bars["first"]) + 1.1 * width)
    ax.yaxis.set_major_formatter(lambda p, _: percent(p))
    ax.grid(axis="y")
    ax.set_xlabel(t("reach.people") if width == 1 else t("reach.together", n=count(width)))
    ax.set_ylabel(t("reach.probability"))
    title = t(
        "reach.title",
        mean=amount(made.mean.value),
        level=percent(people.level),
        lower=count(people.lower),
        upper=count(people.upper),
    )
    return Drawn(title, 2.9)
