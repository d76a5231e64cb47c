"""What the levers of a plan bring, one upon another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.patches import Patch

from ..languages import Texts
from ..languages.numbers import amount, percent, shortened
from .style import COLORS, Drawn, frame_of, height_of, hide_scale, label_rows, picture, whisker

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from ..gaps.closing_plan import ClosingPlan

SHOWN = 10
PLACES = (46, 104, 166)  # where the columns at the right end, in points beside the axes
NONE = float("nan")


class Bar(NamedTuple):
    """A row of the picture."""

    name: str
    shade: str
    cost: float
    value: float
    lower: float = NONE
    upper: float = NONE
    in_best: float = NONE


@picture
def closing_plan(result: ClosingPlan, ax: Axes, t: Texts) -> Drawn:
    """A waterfall of the plan's levers, what brings most first: each bar is what a lever adds, with its interval; the
    bars add up to the whole plan. Beside it its cost, and the share of draws whose best plan has it.
    """
    frame = frame_of(result)
    chosen = frame.filter(frame["chosen"])
    if chosen.is_empty():
        ax.set_axis_off()
        return Drawn(t("closing_plan.nothing"))
    made = result._compiled
    bars = _bars(chosen, result, t)
    rows = label_rows(ax, [bar.name for bar in bars], 26)
    level, ends = 0.0, [0.0]
    for row, bar in enumerate(bars):
        left = 0.0 if row == rows - 1 else level
        level = left + bar.value
        ax.barh(row, bar.value, left=left, height=0.6, color=COLORS[bar.shade])
        if row < rows - 1:
            ax.plot([level] * 2, [row + 0.3, row + 0.7], color=COLORS["muted"], linewidth=0.7, zorder=0)
        whisker(ax, row, left + bar.lower, left + bar.upper)
        ends += [end for end in (level, left + bar.lower, left + bar.upper) if end == end]
        _write_columns(ax, row, bar, made.value.value, "bold" if row == rows - 1 else "normal")
    room = 0.03 * (max(ends) - min(ends)) or 1.0
    ax.set_xlim(min(ends) - (room if min(ends) < 0 else 0), max(ends) + room)
    ax.set_ylim(rows - 0.6, -0.6)
    ax.axvline(0, color=COLORS["line"], linewidth=0.8)
    hide_scale(ax)
    _explain(ax, t, made.draws > 0)
    title = t(
        "closing_plan.title",
        cost=amount(made.cost),
        budget=amount(made.budget),
        value=signed(made.value.value, made.value.value),
        lever=shortened(chosen["lever"][0], 30),
    )
    return Drawn(title, height_of(rows) + 0.35, 6.8)


def _bars(chosen: pl.DataFrame, result: ClosingPlan, t: Texts) -> list[Bar]:
    """The levers, the rest of them together, and the whole plan."""
    columns = ("lever", "kind", "cost", "value", "value_lower", "value_upper", "share_of_draws")
    bars = [
        Bar(name, "main" if kind == "raise_experience" else "accent", *figures)
        for name, kind, *figures in chosen.head(SHOWN).select(columns).iter_rows()
    ]
    rest = chosen.slice(SHOWN)
    if not rest.is_empty():
        name = t("closing_plan.rest", n=len(rest))
        bars.append(Bar(name, "soft", float(rest["cost"].sum()), float(rest["value"].sum())))
    value = result.value
    return [*bars, Bar(t("closing_plan.total"), "soft", result.cost, value.value, value.lower, value.upper)]


def _write_columns(ax: Axes, row: int, bar: Bar, total: float, weight: str) -> None:
    """What a bar adds, its cost and its share of draws, beside it."""
    in_best = percent(bar.in_best) if bar.in_best == bar.in_best else ""
    cells = (signed(bar.value, total), amount(bar.cost), in_best)
    for x, cell, color in zip(PLACES, cells, ("ink", "muted", "muted"), strict=True):
        _write(ax, x, row, cell, color=COLORS[color], fontsize=9, fontweight=weight)


def _explain(ax: Axes, t: Texts, is_drawn: bool) -> None:
    """What the colors and the columns are."""
    kinds = [("main", "closing_plan.raise"), ("accent", "closing_plan.reset")]
    ax.legend(
        handles=[Patch(color=COLORS[shade], label=t(key)) for shade, key in kinds],
        loc="upper left",
        bbox_to_anchor=(0, -0.01),
        ncols=2,
        frameon=False,
        fontsize=8.5,
        borderaxespad=0,
        handlelength=1.0,
    )
    heads = ["closing_plan.adds", "closing_plan.cost", *(["closing_plan.in_best"] if is_drawn else [])]
    for x, head in zip(PLACES, heads, strict=False):
        _write(ax, x, -0.62, t(head), color=COLORS["muted"], fontsize=8, va="bottom")


def _write(ax: Axes, x: float, row: float, text: str, *, va: str = "center", **style: Any) -> None:
    """A text at the right of a row, in a column that ends `x` points beside the axes."""
    ax.annotate(
        text,
        (1, row),
        xycoords=ax.get_yaxis_transform(),
        xytext=(x, 0),
        textcoords="offset points",
        ha="right",
        va=va,
        annotation_clip=False,
        **style,
    )


def signed(value: float, of: float) -> str:
    """A change of the outcome, with as many decimals as give `of` three figures."""
    decimals = min(8, max(0, 2 - math.floor(math.log10(abs(of))))) if of else 2
    return f"{value:+.{decimals}f}".replace("-", "−")
