"""How each item goes with the rest, and what alpha would be without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import shortened
from .style import COLORS, Drawn, frame_of, height_of, label_rows, picture, whisker

if TYPE_CHECKING:
    import polars as pl
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
                _written(dropped),
                va="center",
                fontsize=9,
                color=COLORS["ink"],
                fontweight="bold" if gain > 0 else "normal",
            )
    for value, style in ((LITTLE, (0, (4, 3))), (0, "solid"))[: 2 if low < 0 else 1]:
        ax.plot([value, value], [-0.5, rows - 0.4], color=COLORS["muted"], linewidth=1, linestyle=style, zorder=3)
    ax.text(0, -0.75, t("reliability.item_rest"), fontsize=8.5, color=COLORS["muted"], va="bottom")
    ax.text(1.06, -0.75, t("reliability.without"), fontsize=8.5, color=COLORS["muted"], va="bottom")
    ax.set_xlim(low, 1.42)
    ax.set_xticks([tick for tick in (-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1) if tick >= low])
    ax.spines["bottom"].set_bounds(low, 1)
    ax.set_ylim(rows - 0.4, -1.2)
    return Drawn(_title(result, frame, t), height_of(rows) + 0.5)


def _title(result: Reliability, frame: pl.DataFrame, t: Texts) -> str:
    alpha, lower, upper = (_written(getattr(result.alpha, part)) for part in ("value", "lower", "upper"))
    is_sure = result.alpha.lower == result.alpha.lower
    title = t("reliability.title" if is_sure else "reliability.plain", alpha=alpha, lower=lower, upper=upper)
    known = frame.filter(frame["gain_if_dropped"].is_not_nan())
    if known.is_empty():
        return title
    item, gain, dropped = known.sort("gain_if_dropped").select("item", "gain_if_dropped", "alpha_if_dropped").row(-1)
    if gain > 0:
        return title + t("reliability.lowers", item=shortened(item, 24), alpha=_written(dropped))
    return title + t("reliability.all_add")


def _written(alpha: float) -> str:
    return f"{alpha:.2f}".replace("-", "−")
