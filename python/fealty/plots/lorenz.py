"""The Lorenz curve of the value of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..languages import Texts
from ..languages.numbers import interval, percent, rating
from .style import COLORS, Drawn, frame_of, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..customers import Concentration


@picture
def lorenz(result: Concentration, ax: Axes, t: Texts) -> Drawn:
    """Share of the value against share of the customers, the least valuable first; the best ones are marked."""
    curve = frame_of(result)
    x, y = curve["share_of_customers"].to_numpy(), curve["share_of_value"].to_numpy()
    top, best = result._compiled.top, result.top_share
    ax.plot([0, 1], [0, 1], color=COLORS["muted"], linewidth=1, linestyle=(0, (4, 3)))
    slope: dict[str, Any] = {"rotation": 45, "rotation_mode": "anchor", "transform_rotates_text": True}
    ax.text(0.31, 0.33, t("lorenz.equal"), color=COLORS["muted"], fontsize=9, ha="center", va="bottom", **slope)
    ax.fill_between(x, x, y, color=COLORS["soft"], alpha=0.35, linewidth=0)
    ax.plot(x, y, color=COLORS["main"], linewidth=2.4, solid_capstyle="butt")
    ax.set(xlim=(0, 1.02), ylim=(0, 1.02), xticks=[0, 0.2, 0.4, 0.6, 0.8, 1], yticks=[0, 0.2, 0.4, 0.6, 0.8, 1])
    ax.set_xticklabels([percent(tick) for tick in ax.get_xticks()])
    ax.set_yticklabels([percent(tick) for tick in ax.get_yticks()], color=COLORS["muted"], fontsize=9)
    ax.set_xlabel(t("lorenz.customers"))
    ax.set_ylabel(t("lorenz.value"))
    ax.tick_params(length=0)
    if best.value != best.value:
        return Drawn(t("lorenz.nothing"), 3.4)
    below = 1 - best.value
    ax.plot([1 - top, 1 - top], [below, 1], color=COLORS["accent"], linewidth=2.4, solid_capstyle="butt")
    ax.plot([1 - top], [below], "o", color=COLORS["accent"], markersize=6)
    note = t("lorenz.best", top=percent(top), share=percent(best.value))
    ends = interval(best.lower, best.upper, "share")
    gini = f"{t('lorenz.gini')} {rating(result.gini.value)} {interval(result.gini.lower, result.gini.upper, 'rating')}"
    ax.text(0.02, 0.99, f"{note}\n{ends}\n{gini}".rstrip(), ha="left", va="top", fontsize=9, linespacing=1.4)
    return Drawn(t("lorenz.title", top=percent(top), share=percent(best.value)), 3.6)
