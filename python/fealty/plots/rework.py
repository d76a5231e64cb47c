"""Which steps are done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ..languages import Texts
from ..languages.numbers import count, interval, percent, share, shortened
from .style import COLORS, Drawn, height_of, hide_scale, label_rows, picture, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.rework import Rework

SHOWN = 12


@picture
def rework(result: Rework, ax: Axes, t: Texts) -> Drawn:
    """The share of cases in which each step is done more than once, with its interval, of the cases that have it."""
    frame = pl.DataFrame(result._frame()).filter(pl.col("reworked") > 0)
    shown = frame.head(SHOWN)
    rows = label_rows(ax, shown["step"].to_list(), 30)
    hide_scale(ax)
    if not rows:
        return Drawn(t("rework.nothing", n=result.cases), 0.8)
    ax.barh(range(rows), shown["share"].to_list(), height=0.62, color=COLORS["main"])
    for row, step in enumerate(shown.iter_rows(named=True)):
        whisker(ax, row, step["share_lower"], step["share_upper"])
        note = (
            f"{share(step['share'])} {interval(step['share_lower'], step['share_upper'], 'share')}"
            f"  {t('rework.cases', n=count(step['reworked']))}"
        )
        ax.text(1.02, row, note, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
    widest = max(*shown["share_upper"].fill_nan(0).to_list(), *shown["share"].to_list())
    ax.set_xlim(0, min(1.0, 1.05 * widest))
    first = shown.row(0, named=True)
    title = t(
        "rework.title",
        step=shortened(first["step"], 34),
        share=percent(first["share"]),
        all=percent(result.reworked / result.cases),
    )
    return Drawn(title, height_of(rows), 6.6)
