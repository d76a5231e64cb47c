"""The courses that cases take, step by step."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import polars as pl
from matplotlib.colors import to_rgb
from matplotlib.patches import Polygon

from ..languages import Texts
from ..languages.lines import in_lines
from ..languages.numbers import count, interval, percent
from .style import COLORS, STEPS, WIDTH, Drawn, picture, readable_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.variants import Variants

MOST_ROWS = 10
MOST_CHIPS = 12  # in a row; the steps behind them are counted
LEFT = 1.55  # inches for the share
CHIP, HIGH, PITCH, TIP = 1.0, 0.36, 0.5, 0.08
NAME_COLUMNS, NAME_LINES = 14, 2


@picture
def variants(result: Variants, ax: Axes, t: Texts) -> Drawn:
    """The most frequent variants, each with its steps in order and the share of cases that take it, with its
    interval."""
    ax.set_axis_off()
    shown = pl.DataFrame(result._frame()).head(MOST_ROWS)
    if shown.is_empty():
        return Drawn(t("variants.nothing"), 0.6)
    rows = [_chips(result.sequence(i)) for i in range(len(shown))]
    names = list(dict.fromkeys(step for row in rows for step, _ in row[:MOST_CHIPS]))
    colors = dict(zip(names, STEPS, strict=False))
    for i, chips in enumerate(rows):
        y = -0.3 - PITCH * i
        _label(ax, y, shown.row(i, named=True), t)
        for place, (step, times) in enumerate(chips[:MOST_CHIPS]):
            mark = f" ×{times}" if times > 1 else ""
            name = in_lines(step, NAME_COLUMNS - len(mark), NAME_LINES)
            name[-1] += mark
            _chip(ax, LEFT + CHIP * place, y, name, colors.get(step, COLORS["line"]))
        if left := sum(times for _, times in chips[MOST_CHIPS:]):
            more = t("variants.more_steps", n=count(left))
            ax.text(LEFT + CHIP * MOST_CHIPS + 0.12, y, more, color=COLORS["muted"], fontsize=8.5, va="center")
    longest = max(map(len, rows))
    wide = max(WIDTH, LEFT + CHIP * min(longest, MOST_CHIPS) + (1.0 if longest > MOST_CHIPS else 0.2))
    high = 0.3 + PITCH * len(rows) + 0.15
    covered = percent(shown["cumulative_share"][-1])
    note = t("variants.note", n=count(len(shown)), all=count(len(result)), share=covered)
    ax.text(0, -high, "\n".join(in_lines(note, round(wide * 15))), color=COLORS["muted"], fontsize=8.5, va="bottom")
    ax.set_xlim(0, wide)
    ax.set_ylim(-high, 0)
    ax.set_aspect("equal", anchor="NW")
    best = shown.row(0, named=True)
    title = t(
        "variants.title",
        share=percent(best["share"]),
        interval=interval(best["share_lower"], best["share_upper"], "share"),
        n=count(len(result)),
    )
    return Drawn(title, high + 0.1, wide + 0.1)


def _chips(sequence: list[str]) -> list[tuple[str, int]]:
    """The steps of a variant, those that come several times in a row as one."""
    return [(step, len(list(times))) for step, times in groupby(sequence)]


def _label(ax: Axes, y: float, row: dict[str, float], t: Texts) -> None:
    ax.text(0, y + 0.085, percent(row["share"]), fontsize=10, fontweight="bold", va="center")
    cases = t("variants.cases", n=count(row["cases"]))
    ax.text(LEFT - 0.12, y + 0.085, cases, color=COLORS["muted"], fontsize=8.5, ha="right", va="center")
    between = interval(row["share_lower"], row["share_upper"], "share")
    ax.text(0, y - 0.095, between, color=COLORS["muted"], fontsize=8.5, va="center")


def _chip(ax: Axes, x: float, y: float, lines: list[str], color: str) -> None:
    """An arrow-like box, so that a row is read as a way."""
    right, half = x + CHIP - 0.03, HIGH / 2
    corners = [(x, y + half), (right - TIP, y + half), (right, y), (right - TIP, y - half), (x, y - half), (x + TIP, y)]
    ax.add_patch(Polygon(corners, facecolor=color, edgecolor="none"))
    middle = x + (CHIP - 0.03 + TIP / 2) / 2
    ink = readable_on(to_rgb(color))
    ax.text(middle, y, "\n".join(lines), color=ink, fontsize=7, ha="center", va="center_baseline", linespacing=1.05)
