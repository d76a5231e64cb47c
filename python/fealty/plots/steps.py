"""How often each service step meets its requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import count, interval, percent, share, shortened
from .style import COLORS, Drawn, height_of, hide_scale, label_rows, picture

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

SHOWN = 15


@picture
def steps(result: pl.DataFrame, ax: Axes, t: Texts) -> Drawn:
    """Share of the touches of each step that met the requirement, with its interval, the worst first; touches where
    nobody noted it.

    Columns: step, touches, known, met_share, met_share_lower, met_share_upper.
    """
    known = result.filter(result["known"] > 0).sort("met_share", "step")
    return _counted(result, ax, t) if known.is_empty() else _met(known, ax, t)


def _met(frame: pl.DataFrame, ax: Axes, t: Texts) -> Drawn:
    shown = frame.head(SHOWN)
    rows = label_rows(ax, shown["step"].to_list(), 28)
    shares, lower, upper = (shown[f"met_share{end}"].to_list() for end in ("", "_lower", "_upper"))
    touches = int(frame["known"].sum())
    overall = float((frame["met_share"] * frame["known"]).sum()) / touches
    for row in range(rows):
        worse = upper[row] < overall
        ax.plot(
            [lower[row], upper[row]],
            [row, row],
            color=COLORS["accent" if worse else "main"],
            linewidth=5,
            alpha=0.35,
            solid_capstyle="butt",
        )
        ax.plot(shares[row], row, "o", color=COLORS["accent" if worse else "main"], markersize=7)
        note = f"{share(shares[row])} {interval(lower[row], upper[row], 'share')}"
        ax.text(1.01, row, note, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
    ax.axvline(overall, color=COLORS["muted"], linewidth=1, linestyle=(0, (4, 3)), zorder=0)
    ax.text(
        overall,
        rows - 0.42,
        t("steps.all", share=percent(overall)),
        color=COLORS["muted"],
        fontsize=8.5,
        ha="center",
        va="top",
    )
    hide_scale(ax)
    room = 0.04 * (max(upper) - min(lower))
    ax.set_xlim(min(lower) - room, max(upper) + room)
    ax.grid(axis="y", linestyle=(0, (1, 3)))
    worst = frame.sort("met_share_upper", "step").row(0, named=True)
    title = "steps.title" if worst["met_share_upper"] < overall else "steps.even_title"
    places = {"step": shortened(worst["step"], 30), "share": percent(worst["met_share"]), "all": percent(overall)}
    return Drawn(t(title, **places), height_of(rows) + 0.25)


def _counted(frame: pl.DataFrame, ax: Axes, t: Texts) -> Drawn:
    shown = frame.sort("touches", "step", descending=[True, False]).head(SHOWN)
    rows = label_rows(ax, shown["step"].to_list(), 34)
    ax.barh(range(rows), shown["touches"].to_list(), height=0.62, color=COLORS["main"])
    end = max(shown["touches"].to_list(), default=1)
    for row, touches in enumerate(shown["touches"]):
        ax.text(touches + 0.015 * end, row, count(touches), va="center", fontsize=9)
    hide_scale(ax)
    ax.set_xlim(0, 1.16 * end)
    return Drawn(t("steps.counted_title"), height_of(rows))
