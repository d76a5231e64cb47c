"""Each cause's share of the complaints, period by period, and when it drifts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ..languages import Texts
from ..languages.lines import in_lines
from ..languages.numbers import percent, shortened
from .style import COLORS, Drawn, label_rows, picture
from .timeline import label_periods, name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..complaints.cause_course import CauseCourse

SHOWN = 10
NOTE_COLUMNS = 66
HIGH = 0.78  # of a row's band is used


@picture
def cause_course(result: CauseCourse, ax: Axes, t: Texts) -> Drawn:
    """A row for each cause: its share, the limits between which chance keeps it, and orange the periods that alarm."""
    frame = result._rows()
    causes = list(result.charts)[:SHOWN]
    rows = label_rows(ax, causes, 22)
    for row, cause in enumerate(causes):
        _draw_row(ax, row, frame.filter(pl.col("cause") == cause), t)
    periods = result._periods.select("period").with_columns(every=pl.lit(result.every))
    label_periods(ax, periods, t)
    ax.set_xlim(-0.8, len(periods) - 0.2)
    places = (1.015, -0.72)
    ax.text(*places, t("cause_course.center"), transform=ax.get_yaxis_transform(), fontsize=8.5, color=COLORS["muted"])
    ax.set_ylim(rows - 0.4, -0.75)
    note = in_lines(t("cause_course.note"), NOTE_COLUMNS)
    ax.set_xlabel("\n".join(note), loc="left", fontsize=8.5)
    return Drawn(_title(result, frame, t), 0.85 + 0.5 * rows + 0.16 * len(note), 6.4)


def _draw_row(ax: Axes, row: int, one: pl.DataFrame, t: Texts) -> None:
    """The share in a band of its own, from 0 at the bottom to the greatest value or limit at the top."""
    share, center, lower, upper = (one[name].to_numpy() for name in ("share", "center", "lower", "upper"))
    with np.errstate(invalid="ignore"):
        top = max(np.nanmax(np.concatenate([share, upper, [0.0]])), 1e-9)

    def place(values: Any) -> Any:
        return row + HIGH / 2 - HIGH * values / top

    x = np.arange(len(one))
    ax.axhline(row + HIGH / 2, color=COLORS["line"], linewidth=0.7, zorder=1)
    ax.fill_between(x, place(lower), place(upper), step="mid", color=COLORS["soft"], alpha=0.35, linewidth=0, zorder=1)
    ax.plot(x, place(center), color=COLORS["muted"], linewidth=0.9, linestyle=(0, (4, 3)), zorder=2)
    ax.plot(x, place(share), color=COLORS["main"], linewidth=1.4, zorder=3)
    alarm = one["is_alarm"].to_numpy()
    ax.plot(x[alarm], place(share[alarm]), "o", color=COLORS["accent"], markersize=5, linestyle="none", zorder=4)
    known = center[np.isfinite(center)]
    text = percent(float(known[-1])) if len(known) else ""
    color = COLORS["accent"] if alarm.any() else COLORS["ink"]
    ax.text(1.015, row, text, transform=ax.get_yaxis_transform(), va="center", fontsize=9, color=color)


def _title(result: CauseCourse, frame: pl.DataFrame, t: Texts) -> str:
    """The cause with the most alarming periods, one that rose rather than one that fell, and the last of them."""
    alarms = frame.filter(pl.col("is_alarm"))
    periods = len(result._periods)
    if alarms.is_empty():
        return t("cause_course.quiet", n=periods, causes=len(result.charts))
    counts = (
        alarms.sort("period")
        .group_by("cause", maintain_order=True)
        .agg(
            pl.col("period", "share", "center").last(),
            n=pl.len(),
            rose=pl.col("share").last() > pl.col("center").last(),
        )
    )
    order = ["n", "period", "rose", "cause"]
    last = counts.sort(order, descending=[True, True, True, False]).row(0, named=True)
    return t(
        "cause_course.more" if last["rose"] else "cause_course.less",
        cause=shortened(last["cause"], 26),
        period=name_of(last["period"], result.every, t),
        share=percent(last["share"]),
        center=percent(last["center"]),
    )
