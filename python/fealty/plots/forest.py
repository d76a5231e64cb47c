"""Estimates of one figure by several sources, and what they make together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Polygon

from ..languages import Texts
from ..languages.numbers import interval, percent, rating, shortened
from .style import COLORS, Drawn, frame_of, height_of, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..gaps.pooling import Pooled


@picture
def forest(result: Pooled, ax: Axes, t: Texts) -> Drawn:
    """Each source with its interval, its square as large as its weight; below, the pooled means as diamonds."""
    made = result._compiled
    frame = frame_of(result)
    several = len(frame) > 1
    names = [t.name("measure", name) for name in frame["source"]]
    means = [("forest.mean", made.mean)] + ([("forest.random", made.random)] if several else [])
    rows = label_rows(ax, [*names, *(t(key) for key, _ in means)], 26)
    ax.axvline((made.random if several else made.mean).value, color=COLORS["line"], linewidth=1, zorder=0)
    bounds = ["lower", "upper"]
    ends = [value for name in ("value", *bounds) for value in frame[name] if value == value]
    ends += [value for _, mean in means for value in (mean.lower, mean.upper, mean.value) if value == value]
    low, high = min(ends), max(ends)
    room = (high - low) or 1.0
    for row, one in enumerate(frame.iter_rows(named=True)):
        color = COLORS["accent" if one["apart"] else "main"]
        ax.plot([one["lower"], one["upper"]], [row, row], color=color, linewidth=1.4, solid_capstyle="butt")
        ax.plot(one["value"], row, "s", color=color, markersize=4 + 9 * one["weight"] ** 0.5, zorder=3)
        _say(ax, row, high + 0.06 * room, one["value"], one["lower"], one["upper"], percent(one["weight"]))
    for row, (_, mean) in enumerate(means, start=len(frame)):
        left, right = (end if end == end else mean.value for end in (mean.lower, mean.upper))
        corners = [(left, row), (mean.value, row - 0.24), (right, row), (mean.value, row + 0.24)]
        ax.add_patch(Polygon(corners, closed=True, facecolor=COLORS["ink"], edgecolor="none", zorder=3))
        _say(ax, row, high + 0.06 * room, mean.value, mean.lower, mean.upper, "")
    ax.axhline(len(frame) - 0.5, color=COLORS["line"], linewidth=0.8)
    ax.text(high + 0.97 * room, -0.62, t("forest.weight"), fontsize=8.5, color=COLORS["muted"], ha="right", va="bottom")
    ax.set_xlim(low - 0.05 * room, high + 0.98 * room)
    ticks = [tick for tick in ax.get_xticks() if low - 0.04 * room <= tick <= high + 0.04 * room]
    ax.set_xticks(ticks)
    ax.set_ylim(rows - 0.4, -0.7)
    if not several:
        return Drawn(t("forest.one", source=shortened(names[0], 30), mean=rating(made.mean.value)), height_of(rows))
    places = {
        "mean": rating(made.random.value),
        "interval": interval(made.random.lower, made.random.upper, "rating"),
        "share": percent(made.i_squared.value),
        "p": _probability(made.p_value),
    }
    title = t("forest.disagree" if frame["apart"].any() else "forest.agree", **places)
    apart = [name for name, is_apart in zip(names, frame["apart"], strict=True) if is_apart]
    if 0 < len(apart) < len(names):
        joined = t("forest.joint").join(shortened(name, 30) for name in apart)
        title = t.sentence(title, t("forest.apart", names=joined))
    return Drawn(title, height_of(rows) + 0.45)


def _say(ax: Axes, row: int, x: float, value: float, lower: float, upper: float, weight: str) -> None:
    """The figures beside a row."""
    ax.text(x, row, f"{rating(value)} {interval(lower, upper, 'rating')}".strip(), va="center", fontsize=8.5)
    if weight:
        ax.annotate(
            weight,
            (1, row),
            xycoords=("axes fraction", "data"),
            va="center",
            ha="right",
            fontsize=8.5,
            color=COLORS["muted"],
        )


def _probability(p_value: float) -> str:
    return "< 0.001" if p_value < 0.001 else f"= {p_value:.3f}" if p_value < 0.1 else f"= {p_value:.2f}"
