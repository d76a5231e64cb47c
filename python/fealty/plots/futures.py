"""How many purchases there may be by each time: the fan of drawn futures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..languages import Texts
from ..languages.numbers import amount, count, percent, shortened
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.futures import Futures


@picture
def futures(result: Futures, ax: Axes, t: Texts, *, customer: Any = None) -> Drawn:
    """The mean over the draws with the interval that holds a share of them, from the end of observation on: of all
    customers together, or of one."""
    fan = result._compiled.total if customer is None else result._fan_of(customer)
    time, mean, lower, upper = (np.append(0, fan[name].to_numpy()) for name in ("time", "mean", "lower", "upper"))
    ax.fill_between(time, lower, upper, color=COLORS["soft"], alpha=0.6, linewidth=0)
    ax.plot(time, mean, color=COLORS["main"], linewidth=2.2)
    ends = (amount if customer is not None else count)(mean[-1]), count(lower[-1]), count(upper[-1])
    shades = (COLORS["main"], COLORS["muted"], COLORS["muted"])
    for text, value, shade in zip(ends, (mean[-1], lower[-1], upper[-1]), shades, strict=True):
        ax.annotate(text, (time[-1], value), xytext=(5, 0), textcoords="offset points", va="center", color=shade)
    ax.set(xlim=(0, time[-1] if time[-1] > 0 else 1), ylim=(0, max(1.0, 1.06 * upper[-1])))
    ax.set_xlabel(t("futures.time"))
    who = t("futures.purchases") if customer is None else t("futures.of", customer=shortened(customer, 20))
    ax.set_ylabel(who)
    ax.tick_params(length=0)
    ax.tick_params(axis="y", labelsize=9, labelcolor=COLORS["muted"])
    ax.grid(axis="y")
    level = percent(result._options[4])
    return Drawn(t("futures.title", mean=ends[0], lower=ends[1], upper=ends[2], level=level))
