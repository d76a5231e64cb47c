"""How each item goes with the rest, and what alpha would be without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import shortened
from .style import COLORS, Drawn, frame_of, height_of, label_rows, picture, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.item_analysis import Reliability

SHOWN = 20
LITTLE = 0.3  # Nunnally and Bernstein (1994), "Psychometric theory", p. 305: a weak item-rest correlation


@picture
def reliability(result: Reliability, ax: Axes, t: Texts) -> Drawn:
    """Each item's correlation with the rest, with its interval, beside alpha without the item; the weakest on top."""
    frame = frame_of(result).sort("item_rest").head(SHOWN)
    rows = label_rows(ax, frame["item"].to_list(), 26)
    columns = ["item_rest", "item_rest_lower", "item_rest_upper", "alpha_if_dropped", "gain_if_dropped"]
    low = min([0.0, *(value for name in columns[:2] for value in frame[name] if value == value)])
    for row, (value, lower, upper, dropped, gain) in enumerate(frame.select(columns).iter_rows()):
        ax.barh(row, value, height=0.6, color=COLORS["accent" if gain > 0 or value < 0 else "main"])
        whisker(ax, row, lower, upper)
        if dropped == dropped:
            ax.text(
                1.06,
                row,
                f"{dropped:.3f}".replace("-", "−"),
                va="center",
                fontsize=9,
                color=COLORS["ink"],
                fontweight="bold" if gain > 0 else "normal",
            )
    ax.axvline(LITTLE, color=COLORS["muted"], linewidth=1, linestyle=(0, (4, 3)), zorder=3)
    if low < 0:
        ax.axvline(0, color=COLORS["muted"], linewidth=0.8)
    ax.text(0, -0.75, t("reliability.item_rest"), fontsize=8.5, color=COLORS["muted"], va="bottom")
    ax.text(1.06, -0.75, t("reliability.without"), fontsize=8.5, color=COLORS["muted"], va="bottom")
    ax.set_xlim(low, 1.42)
    ax.set_xticks([tick / 10 for tick in range(round(10 * low), 11, 2) if tick % 2 == 0] if low > -0.01 else [-0.5, 0, 0.5, 1])
    ax.spines["bottom"].set_bounds(low, 1)
    ax.set_ylim(rows - 0.4, -1.2)
    alpha = result.alpha
    places = {"alpha": f"{alpha.value:.2f}", "lower": f"{alpha.lower:.2f}", "upper": f"{alpha.upper:.2f}"}
    places = {name: value.replace("-", "−") for name, value in places.items()}
    is_sure = alpha.lower == alpha.lower
    best = frame.filter(frame["gain_if_dropped"].is_not_nan()).sort("gain_if_dropped", descending=True).head(1)
    lowers = best.height > 0 and best["gain_if_dropped"][0] > 0
    advice = (
        t("reliability.lowers", item=shortened(best["item"][0], 24), alpha=f"{best['alpha_if_dropped'][0]:.2f}")
        if lowers
        else t("reliability.all_add")
        if best.height > 0
        else ""
    )
    title = t.sentence(t("reliability.title" if is_sure else "reliability.plain", **places), advice)
    return Drawn(title, height_of(rows) + 0.5)
