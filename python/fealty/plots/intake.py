"""What was wrong with the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import count, percent, shortened
from .style import COLORS, Drawn, height_of, hide_scale, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..intake import Intake

SHOWN = 12


@picture
def intake(result: Intake, ax: Axes, t: Texts) -> Drawn:
    """The share of the rows of its table that each problem touches, the most frequent first."""
    import polars as pl

    findings = pl.DataFrame(result._compiled.findings()).with_columns(
        pl.col("table", "column", "problem").cast(pl.String)
    )
    given = {table: rows for table, (rows, _) in result.rows.items()}
    rows = [
        (number / max(given.get(table, 0), 1), number, f"{t.name('table', table)} · {column}", t(f"problem.{problem}"))
        for table, column, problem, number in findings.select("table", "column", "problem", "count").iter_rows()
    ]
    rows = sorted(rows, key=lambda row: (-row[0], row[2], row[3]))[:SHOWN]
    label_rows(ax, [problem for _, _, _, problem in rows], 32)
    hide_scale(ax)
    if not rows:
        ax.set_yticks([])
        ax.text(0.5, 0.5, t("intake.none"), transform=ax.transAxes, ha="center", va="center", fontsize=12)
        return Drawn(t("intake.clean_title"), 1.2)
    end = rows[0][0]
    ax.barh(range(len(rows)), [share for share, *_ in rows], height=0.62, color=COLORS["main"])
    for y, (share, number, where, _) in enumerate(rows):
        ax.text(
            share + 0.015 * end,
            y,
            f"{count(number)} ({percent(share)})  {shortened(where, 24)}",
            va="center",
            fontsize=8.5,
        )
    ax.set_xlim(0, 3.6 * end)
    share, number, where, problem = rows[0]
    return Drawn(t("intake.title", problem=problem, where=where, share=percent(share)), height_of(len(rows)))
