"""How many cases get how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ..languages import Texts
from ..languages.lengths import length_of_time
from ..languages.numbers import count, interval, percent, share, shortened
from .style import COLORS, Drawn, height_of, hide_scale, label_rows, picture, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.funnel import Funnel


@picture
def funnel(result: Funnel, ax: Axes, t: Texts) -> Drawn:
    """The share of all cases that reach each step, with its interval, and the median time from the step before."""
    stages = pl.DataFrame(result._frame())
    rows = label_rows(ax, stages["step"].to_list(), 30)
    hide_scale(ax)
    ax.set_xlim(0, 1)
    if not result.cases:
        return Drawn(t("funnel.nothing"), height_of(rows))
    lost = stages["share_of_previous"].fill_nan(1.0).to_list()
    worst = min(range(1, rows), key=lambda row: lost[row], default=0)
    ax.barh(range(rows), [1.0] * rows, height=0.62, color=COLORS["line"], alpha=0.45)
    colors = [COLORS["accent"] if row == worst and worst else COLORS["main"] for row in range(rows)]
    ax.barh(range(rows), stages["share"].to_list(), height=0.62, color=colors)
    for row, stage in enumerate(stages.iter_rows(named=True)):
        whisker(ax, row, stage["share_lower"], stage["share_upper"])
        note = f"{share(stage['share'])} {interval(stage['share_lower'], stage['share_upper'], 'share')}"
        note += f"  {t('funnel.cases', n=count(stage['cases']))}"
        if row:
            after = percent(stage["share_of_previous"])
            note += f"\n{t('funnel.from_before', share=after, time=length_of_time(stage['median_s'], t))}"
        ax.text(1.02, row, note, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
    last = stages.row(-1, named=True)
    title = t(
        "funnel.one_title" if not worst else "funnel.last_title" if worst == rows - 1 else "funnel.title",
        share=percent(last["share"]),
        last=shortened(last["step"], 22),
        worst=shortened(stages["step"][worst], 22),
        lost=percent(1 - lost[worst]),
    )
    return Drawn(title, 0.45 + 0.42 * rows, 6.8)
