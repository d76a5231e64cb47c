"""The figures to steer by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import amount, count, interval, percent, shown
from .style import COLORS, Drawn, frame_of, hide_scale, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..customers import KeyFigures

KINDS = {"share": "share", "customers": "count", "purchases": "rating", "amount": "amount"}
"""How the units of key figures are written."""


@picture
def key_figures(result: KeyFigures, ax: Axes, t: Texts) -> Drawn:
    """Every figure with its interval under the goal that it serves; shares on a line from 0 to 100 %."""
    rows = frame_of(result).select("goal", "name", "unit", "value", "value_lower", "value_upper").rows()
    y, goal = 0.0, None
    for its_goal, name, unit, value, lower, upper in rows:
        if its_goal != goal:
            goal = its_goal
            y += 0.35
            ax.text(0, y, t.name("goal", goal), fontsize=9, color=COLORS["main"], weight="bold", va="center")
            y += 0.95
        ax.text(0, y, t.name("key_figure", name), va="center", fontsize=9)
        kind = KINDS.get(str(unit), "text")
        if unit == "share" and value == value:
            ax.plot([1.1, 1.55], [y, y], color=COLORS["line"], linewidth=4, solid_capstyle="butt", zorder=1)
            if lower == lower:
                ax.plot(
                    [1.1 + 0.45 * lower, 1.1 + 0.45 * upper],
                    [y, y],
                    color=COLORS["soft"],
                    linewidth=4,
                    solid_capstyle="butt",
                )
            ax.plot(1.1 + 0.45 * value, y, "o", color=COLORS["main"], markersize=6, zorder=3)
        note = f"{shown(value, kind)} {interval(lower, upper, kind)}"
        ax.text(1.61 if unit == "share" else 1.1, y, note.strip(), va="center", fontsize=9)
        y += 1
    ax.set(xlim=(0, 2.12), ylim=(y, -0.2), yticks=[])
    ax.spines["left"].set_visible(False)
    hide_scale(ax)
    days = count(result._compiled.window_days)
    figures = {name: value for _, name, _, value, _, _ in rows}
    height = 0.3 + 0.24 * (y + 0.4)
    if "retention_rate" in figures and figures["retention_rate"] == figures["retention_rate"]:
        return Drawn(t("key_figures.title", share=percent(figures["retention_rate"]), days=days), height)
    if "value" in figures:
        return Drawn(t("key_figures.value_title", value=amount(figures["value"]), days=days), height)
    return Drawn(t("key_figures.plain", days=days), height)
