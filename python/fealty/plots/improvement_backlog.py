"""What improvements would bring, one upon another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Texts
from ..languages.numbers import percent, share, shortened
from .style import COLORS, Drawn, frame_of, height_of, hide_scale, label_rows, picture, whisker

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.attribution import ImprovementBacklog

SHOWN = 8


@picture
def improvement_backlog(result: ImprovementBacklog, ax: Axes, t: Texts) -> Drawn:
    """A waterfall from the outcome as it is to that with all targets: each bar is what a step adds to those above it,
    with its interval; the bars add up exactly.
    """
    made = result._compiled
    outcome = t.name("outcome", made.outcome)
    frame = frame_of(result)
    frame = frame.filter(frame["mended"] > 0)
    if frame.is_empty():
        ax.set_axis_off()
        return Drawn(t("improvement_backlog.nothing"))
    shown, rest = frame.head(SHOWN), frame.slice(SHOWN)
    now, then = made.outcome_now.value, made.outcome_then.value
    steps = [
        (f"{shortened(step, 15)}  {percent(met)} → {percent(target)}", gain, lower, upper)
        for step, met, target, gain, lower, upper in shown.select(
            "step", "met_share", "target", "outcome_in_order", "outcome_in_order_lower", "outcome_in_order_upper"
        ).iter_rows()
    ]
    if not rest.is_empty():
        none = float("nan")
        steps.append((t("improvement_backlog.rest", n=len(rest)), float(rest["outcome_in_order"].sum()), none, none))
    labels = [t("improvement_backlog.now"), *(label for label, *_ in steps), t("improvement_backlog.then")]
    rows = label_rows(ax, labels, 34)
    level, ends = now, [now, then]
    for row, (_, gain, lower, upper) in enumerate(steps, start=1):
        better = gain >= 0 if made.desired else gain <= 0
        ax.barh(row, gain, left=level, height=0.6, color=COLORS["main" if better else "accent"])
        ax.plot([level, level], [row - 1, row + 0.3], color=COLORS["muted"], linewidth=0.7, zorder=0)
        whisker(ax, row, level + lower, level + upper)
        ends += [value for value in (level, level + gain, level + lower, level + upper) if value == value]
        reach = max(value for value in (level, level + gain, level + upper) if value == value)
        ax.annotate(_points(gain), (reach, row), xytext=(5, 0), textcoords="offset points", va="center", fontsize=8.5)
        level += gain
    low, high = min(ends), max(ends)
    room = high - low or 0.01
    for row, value in ((0, now), (rows - 1, then)):
        ax.barh(row, value - (low - 0.15 * room), left=low - 0.15 * room, height=0.6, color=COLORS["soft"])
        ax.annotate(
            share(value),
            (value, row),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            fontweight="bold",
        )
    ax.set_xlim(low - 0.15 * room, high + 0.28 * room)
    hide_scale(ax)
    places = {
        "now": share(now),
        "then": share(then),
        "outcome": outcome,
        "step": shortened(shown["step"][0], 30),
    }
    title = t.sentence(
        t("improvement_backlog.title", **places),
        t("improvement_backlog.yield", now=percent(made.yield_now.value), then=percent(made.yield_then)),
    )
    return Drawn(title, height_of(rows) + 0.3)


def _points(gain: float) -> str:
    """A change in percentage points."""
    return f"{100 * gain:+.2f}".replace("-", "−")
