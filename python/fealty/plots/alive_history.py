"""The probability that one customer was alive, as time went by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import count, interval, percent, shortened
from .day_axis import label_days, places_of
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..loyalty.alive_history import AliveHistory


@picture
def alive_history(result: AliveHistory, ax: Axes, t: Texts) -> Drawn:
    """The probability on each day with its band, and the days of purchases below as strokes."""
    made = result._frame()
    at = places_of(made["at"].to_numpy())
    alive, lower, upper = (made[f"probability_alive{end}"].to_numpy() for end in ("", "_lower", "_upper"))
    ax.fill_between(at, lower, upper, color=COLORS["soft"], alpha=0.5, linewidth=0, zorder=1)
    ax.plot(at, alive, color=COLORS["main"], linewidth=1.8, zorder=3)
    ax.axhline(0.5, color=COLORS["muted"], linewidth=0.8, linestyle=(0, (4, 2.5)), zorder=2)
    days = places_of(result.purchases)
    ax.vlines(days, -0.13, -0.04, color=COLORS["accent"], linewidth=1.3, zorder=4)
    name = t("alive_history.purchases")
    ax.annotate(
        name, (1.01, -0.085), xycoords=("axes fraction", "data"), va="center", fontsize=8.5, color=COLORS["accent"]
    )
    color = COLORS["main" if alive[-1] >= 0.5 else "accent"]
    ax.plot(at[-1], alive[-1], "o", color=color, markersize=6, zorder=5, clip_on=False)
    ax.annotate(
        percent(alive[-1]),
        (1.01, min(max(float(alive[-1]), 0.03), 0.98)),
        xycoords=("axes fraction", "data"),
        va="center",
        fontsize=10,
        fontweight="bold",
        color=COLORS["ink"],
    )
    ax.set_ylim(-0.16, 1.02)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    first, last = float(at[0]), max(float(at[-1]), float(at[0]) + 1)
    ax.set_xlim(first - 0.01 * (last - first), last)
    label_days(ax)
    ax.tick_params(axis="y", length=0, labelsize=9, labelcolor=COLORS["muted"])
    ax.grid(axis="y")
    ax.spines["left"].set_visible(False)
    key = "alive" if alive[-1] >= 0.5 else "gone"
    places = {
        "customer": shortened(result.customer, 20),
        "share": percent(alive[-1]),
        "interval": interval(float(lower[-1]), float(upper[-1]), "share"),
        "n": count(len(result.purchases)),
    }
    return Drawn(t(f"alive_history.{key}", **places), 2.9, 5.6)
