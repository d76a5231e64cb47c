"""Which step ranks where, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from ..languages import Texts
from ..languages.numbers import percent, shortened
from .style import COLORS, HEAT, Drawn, frame_of, height_of, label_rows, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.attribution import RemovalEffects

SHOWN = 10
FAINT = 0.005  # a probability below this is not written


@picture
def rank_chart(result: RemovalEffects, ax: Axes, t: Texts) -> Drawn:
    """The probability of each rank of each step, by bootstrap, beside its effect; the first on top."""
    import polars as pl

    frame = frame_of(result).head(SHOWN)
    ranks = pl.DataFrame(result._compiled.ranks())
    names = frame["step"].to_list()
    if not names:
        ax.set_axis_off()
        return Drawn(t("rank_chart.nothing"))
    rows = label_rows(ax, names, 22)
    chances = {(step, rank): chance for step, rank, chance in ranks.iter_rows()}
    for row, step in enumerate(names):
        for rank in range(1, rows + 1):
            chance = chances.get((step, rank), float("nan"))
            color = HEAT(min(1.0, chance) if chance == chance else 0.0)
            ax.add_patch(_cell(rank, row, color))
            if chance >= FAINT:
                text = "99+" if 0.995 <= chance < 1 else f"{100 * chance:.0f}"
                ax.text(rank, row, text, ha="center", va="center", fontsize=8, color=readable_on(color))
        effect, lower, upper = frame.select("effect", "effect_lower", "effect_upper").row(row)
        ax.text(rows + 0.75, row, percent(effect), va="center", ha="left", fontsize=9, fontweight="bold")
        if lower == lower:
            ax.text(
                rows + 0.75 + 0.13 * rows,
                row,
                f"[{percent(lower)}, {percent(upper)}]",
                va="center",
                ha="left",
                fontsize=8,
                color=COLORS["muted"],
            )
    ax.set_xlim(0.4, rows + 0.75 + 0.42 * rows)
    ax.set_xticks(range(1, rows + 1), [str(rank) for rank in range(1, rows + 1)])
    ax.tick_params(axis="x", length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    for side in ("bottom", "left"):
        ax.spines[side].set_visible(False)
    ax.text(rows + 0.75, -0.95, t("rank_chart.effect"), fontsize=8.5, color=COLORS["muted"], va="bottom")
    ax.text(0.45, rows - 0.32, t("rank_chart.note"), fontsize=8.5, color=COLORS["muted"], va="top")
    ax.set_ylim(rows + 0.35, -0.6)
    first = frame.row(0, named=True)
    title = t(
        "rank_chart.title",
        step=shortened(first["step"], 30),
        share=percent(first["effect"]),
        probability=percent(first["probability_first"]),
    )
    if first["probability_first"] != first["probability_first"]:
        title = t("rank_chart.plain", step=shortened(first["step"], 30), share=percent(first["effect"]))
    return Drawn(title, height_of(rows) + 0.6)


def _cell(rank: int, row: int, color: tuple[float, ...]) -> Rectangle:
    return Rectangle((rank - 0.47, row - 0.44), 0.94, 0.88, facecolor=color, linewidth=0)
