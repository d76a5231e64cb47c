"""The grid of importance against performance, stated and derived."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import shortened
from .point_labels import label_points
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.axes import Axes

    from ..gaps.importance_performance import ImportancePerformance

HEIGHT = 4.7
QUADRANTS = {
    "concentrate here": (COLORS["accent"], 0.0, 1.0),
    "keep up the good work": (COLORS["main"], 1.0, 1.0),
    "low priority": (COLORS["muted"], 0.0, 0.0),
    "possible overkill": ("#2e8b62", 1.0, 0.0),
}
NAMED = 3  # items in the title
FAINTEST = 0.15  # of a point whose quadrant is least sure


@picture
def importance_performance_grid(result: ImportancePerformance, ax: Axes, t: Texts) -> Drawn:
    """Items by performance and stated importance; the paler a point, the less sure is its quadrant. With an outcome a
    line leads from each point to a mark at its derived importance, whose scale is at the right: dark where stated and
    derived importance surely disagree."""
    import polars as pl

    made = result._compiled
    frame = pl.DataFrame(made.frame())
    frame = frame.filter(frame["quadrant"].is_not_null())
    if frame.is_empty():
        ax.set_axis_off()
        return Drawn(t("ipa.nothing"))
    _lines(made, ax)
    to_importance = _derived_scale(made, frame, ax, t) if made.has_outcome else None
    for row in frame.iter_rows(named=True):
        color = QUADRANTS[row["quadrant"]][0]
        sureness = max(0.0, (row["probability"] - 0.25) / 0.75) if row["probability"] == row["probability"] else 1.0
        ax.plot(
            row["performance"],
            row["importance"],
            "o",
            color=color,
            markersize=6.5,
            alpha=FAINTEST + (1 - FAINTEST) * sureness**2,
            markeredgewidth=0,
            zorder=5,
        )
    warned = set(pl.DataFrame(made.warnings())["item"])
    if to_importance is not None:
        for row in frame.filter(frame["derived"].is_not_nan()).iter_rows(named=True):
            dark = row["item"] in warned
            color = COLORS["ink"] if dark else COLORS["soft"]
            at = to_importance[0] + to_importance[1] * row["derived"]
            x = row["performance"]
            ax.plot([x, x], [row["importance"], at], color=color, linewidth=1.1 if dark else 0.7, zorder=2)
            ax.plot(x, at, "D", color=color, markersize=4 if dark else 3, zorder=3)
    _frame_of_points(frame, to_importance, made, ax)
    for name, (color, x, y) in QUADRANTS.items():
        ax.text(
            0.01 if x == 0 else 0.99,
            y,
            t(f"ipa.{name}"),
            transform=ax.transAxes,
            ha="left" if x == 0 else "right",
            va="bottom" if y == 0 else "top",
            fontsize=9.5,
            fontweight="bold",
            color=color,
            zorder=1,
        )
    names = [shortened(item, 14) for item in frame["item"]]
    label_points(ax, frame.select("performance", "importance").rows(), names, (4.0, 3.7))
    answers = floor(frame["importance"].min()), ceil(frame["importance"].max())  # type: ignore[arg-type]
    ax.set_yticks([tick for tick in ax.get_yticks() if answers[0] <= tick <= answers[1]])
    ax.set_xlabel(t("ipa.performance"))
    ax.set_ylabel(t("ipa.importance"))
    note = t("ipa.fading") if to_importance is None else t("ipa.fading") + "\n" + t("ipa.derived_note")
    ax.text(0.5, -0.135, note, transform=ax.transAxes, ha="center", va="top", fontsize=8, color=COLORS["muted"])
    return Drawn(_title(frame, made.level, len(warned), t), HEIGHT)


def _lines(made: object, ax: Axes) -> None:
    """The crosshair, with a band where it may lie."""
    for estimate, line, band in (
        (made.crosshair_importance, ax.axhline, ax.axhspan),  # type: ignore[attr-defined]
        (made.crosshair_performance, ax.axvline, ax.axvspan),  # type: ignore[attr-defined]
    ):
        if estimate.lower == estimate.lower:
            band(estimate.lower, estimate.upper, color=COLORS["line"], alpha=0.45, linewidth=0, zorder=0)
        line(estimate.value, color=COLORS["muted"], linewidth=0.9, zorder=1)


def _derived_scale(made: object, frame: pl.DataFrame, ax: Axes, t: Texts) -> tuple[float, float] | None:
    """How a correlation becomes a height: its line lies on that of stated importance, and both spread as far."""
    derived = frame["derived"].drop_nans()
    if len(derived) < 2 or not (spread := float(derived.std() or 0)) > 0:  # type: ignore[arg-type]
        return None
    slope = float(frame["importance"].std() or 1) / spread  # type: ignore[arg-type]
    start = made.crosshair_importance.value - slope * made.derived_line.value  # type: ignore[attr-defined]
    right = ax.secondary_yaxis("right", functions=(lambda y: (y - start) / slope, lambda r: start + slope * r))  # type: ignore[operator]
    right.set_ylabel(t("ipa.derived"))
    right.spines["right"].set_visible(False)
    right.tick_params(length=0, labelcolor=COLORS["muted"])
    return start, slope


def _frame_of_points(frame: pl.DataFrame, to_importance: tuple[float, float] | None, made: object, ax: Axes) -> None:
    """Limits that hold every mark and the crosshair, with room for labels."""
    heights = [*frame["importance"], made.crosshair_importance.value]  # type: ignore[attr-defined]
    if to_importance is not None:
        heights += [to_importance[0] + to_importance[1] * x for x in frame["derived"].drop_nans()]
    widths = [*frame["performance"], made.crosshair_performance.value]  # type: ignore[attr-defined]
    for values, limit, room in ((widths, ax.set_xlim, 0.1), (heights, ax.set_ylim, 0.12)):
        margin = room * ((max(values) - min(values)) or 1.0)
        limit(min(values) - margin, max(values) + margin)


def _title(frame: pl.DataFrame, level: float, warned: int, t: Texts) -> str:
    weak = frame.filter(frame["quadrant"] == "concentrate here").sort("probability", descending=True)
    sure = weak.filter(weak["probability"] >= level)
    named = (sure if len(sure) else weak)["item"].head(NAMED)
    if weak.is_empty():
        parts = [t("ipa.none", all=len(frame))]
    else:
        key = "ipa.title" if len(sure) else "ipa.perhaps"
        parts = [t(key, items=", ".join(shortened(item, 20) for item in named))]
    if left := len(weak) - len(named):
        parts.append(t("ipa.more", n=left))
    if warned:
        parts.append(t("ipa.warned", n=warned))
    return t.sentence(*parts)
