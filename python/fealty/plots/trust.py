"""How trust goes with experience."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from matplotlib.ticker import MaxNLocator

from ..languages import Texts
from ..languages.numbers import count, percent
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.trust import TrustPaths

LEAST_SHARE = 0.05  # of the customers must have had as many experiences to be drawn


@picture
def trust(result: TrustPaths, ax: Axes, t: Texts) -> Drawn:
    """Mean trust after each experience with its interval, and where a tenth of the customers is above and below."""
    made = result._compiled
    course = pl.DataFrame(made.course())
    if course.is_empty():
        ax.set_axis_off()
        return Drawn(t("trust.nothing"))
    course = course.filter(pl.col("customers") >= max(1.0, LEAST_SHARE * course["customers"][0]))
    last = int(course["experience"][-1])
    spread = (
        pl.DataFrame(made.frame())
        .filter(pl.col("experience") <= last)
        .group_by("experience")
        .agg(pl.col("trust").quantile(0.1).alias("low"), pl.col("trust").quantile(0.9).alias("high"))
        .sort("experience")
    )
    x = [0, *course["experience"]]
    start = made.rule.initial
    mean = [start, *course["trust"]]
    ax.fill_between(x, [start, *spread["low"]], [start, *spread["high"]], color=COLORS["soft"], alpha=0.35, linewidth=0)
    lower = [start, *(low if low == low else value for low, value in course.select("trust_lower", "trust").iter_rows())]
    upper = [
        start,
        *(high if high == high else value for high, value in course.select("trust_upper", "trust").iter_rows()),
    ]
    ax.fill_between(x, lower, upper, color=COLORS["main"], alpha=0.35, linewidth=0)
    ax.plot(x, mean, color=COLORS["main"], linewidth=1.8)
    ax.plot(x[-1], mean[-1], "o", color=COLORS["main"], markersize=5)
    ax.axhline(start, color=COLORS["muted"], linewidth=0.8, linestyle=(0, (4, 2.5)))
    said = t("trust.last", share=percent(mean[-1]), n=count(course["customers"][-1]))
    ax.annotate(
        said,
        (x[-1], mean[-1]),
        xytext=(7, 0),
        textcoords="offset points",
        va="center",
        fontsize=8.5,
        color=COLORS["muted"],
    )
    ax.set_xlim(0, 1.42 * last)
    ax.set_ylim(0, 1)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    ax.xaxis.set_major_locator(MaxNLocator(nbins=min(last, 8), integer=True))
    ax.set_xticks([tick for tick in ax.get_xticks() if 0 <= tick <= last])
    ax.set_xlabel(t("trust.experiences"))
    ax.grid(axis="y")
    ax.text(0.01, 0.02, t("trust.note"), transform=ax.transAxes, fontsize=8.5, color=COLORS["muted"], va="bottom")
    key = "trust.fell" if made.mean.value < start else "trust.rose"
    places = {"start": percent(start), "end": percent(made.mean.value), "n": count(len(made))}
    return Drawn(t(key, **places), 3.0)
