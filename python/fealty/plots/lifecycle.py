"""Where customers stand in their life with the business, and how they move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import count, percent
from .style import COLORS, HEAT, Drawn, frame_of, height_of, hide_scale, label_rows, picture, readable_on, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..customers import Lifecycle


@picture
def lifecycle(result: Lifecycle, ax: Axes, t: Texts) -> Drawn:
    """Share of the customers in each stage, with its interval."""
    frame = frame_of(result)
    stages = frame["stage"].cast(str).to_list()
    shares, lower, upper = (frame[f"share{end}"].to_list() for end in ("", "_lower", "_upper"))
    rows = label_rows(ax, [t(f"stage.{stage}") for stage in stages])
    colors = [COLORS["accent"] if stage == "lapsed" else COLORS["main"] for stage in stages]
    ax.barh(range(rows), [0 if share != share else share for share in shares], height=0.62, color=colors)
    end = max([0.0, *(high for high in upper if high == high)])
    for row, customers in enumerate(frame["customers"]):
        whisker(ax, row, lower[row], upper[row])
        reach = upper[row] if upper[row] == upper[row] else 0
        ax.text(reach + 0.015 * end, row, f"{percent(shares[row])}  ({count(customers)})", va="center", fontsize=9)
    hide_scale(ax)
    ax.set_xlim(0, 1.3 * end or 1)
    total = frame["customers"].sum()
    if not total:
        return Drawn(t("lifecycle.nothing"), height_of(rows))
    lapsed = shares[stages.index("lapsed")]
    if lapsed > 0:
        return Drawn(t("lifecycle.lapsed_title", share=percent(lapsed)), height_of(rows))
    largest = max(range(rows), key=lambda row: shares[row])
    return Drawn(
        t("lifecycle.title", share=percent(shares[largest]), stage=t(f"stage.{stages[largest]}")), height_of(rows)
    )


@picture
def transitions(result: Lifecycle, ax: Axes, t: Texts) -> Drawn:
    """Probability to go from stage to stage in one step; a dot where nobody can go, the observations at the right."""
    import numpy as np
    import polars as pl

    frame = pl.DataFrame(result._compiled.transitions()).with_columns(pl.col("from", "to").cast(pl.String))
    stages = frame_of(result)["stage"].cast(str).to_list()
    place = {stage: i for i, stage in enumerate(stages)}
    chances = np.full((len(stages), len(stages)), np.nan)
    seen = np.zeros(len(stages))
    for start, end, number, chance in frame.select("from", "to", "count", "probability").iter_rows():
        chances[place[start], place[end]] = chance
        seen[place[start]] += number
    edges = np.arange(len(stages) + 1) - 0.5
    shades = np.sqrt(np.nan_to_num(chances))  # small chances matter: few customers leave in one step
    ax.pcolormesh(edges, edges, shades, cmap=HEAT, vmin=0, vmax=1, edgecolors=COLORS["paper"], linewidth=1.5)
    for row, column in np.ndindex(chances.shape):
        chance = float(chances[row, column])
        shown = "·" if np.isnan(chance) else percent(chance)
        ax.text(
            column, row, shown, ha="center", va="center", fontsize=8.5, color=readable_on(HEAT(shades[row, column]))
        )
    for row, number in enumerate(seen):
        ax.text(len(stages) - 0.4, row, f"n = {count(number)}", va="center", fontsize=8, color=COLORS["muted"])
    ax.set_xlim(-0.5, len(stages) + 0.6)
    names = [t(f"stage.{stage}") for stage in stages]
    ax.set_xticks(range(len(stages)), names)
    ax.set_yticks(range(len(stages)), names)
    ax.set_ylim(len(stages) - 0.5, -0.5)
    ax.tick_params(length=0, labelsize=8.5, labelcolor=COLORS["muted"])
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.set_ylabel(t("transitions.from"))
    ax.set_xlabel(t("transitions.to"))
    lost = {stage: chances[place[stage], place["lapsed"]] for stage in stages if stage not in ("prospect", "lapsed")}
    lost = {stage: chance for stage, chance in lost.items() if chance > 0}
    if not lost:
        return Drawn(t("transitions.plain"), 3.2)
    worst = max(lost, key=lambda stage: lost[stage])
    return Drawn(t("transitions.title", stage=t(f"stage.{worst}"), share=percent(lost[worst])), 3.2)
