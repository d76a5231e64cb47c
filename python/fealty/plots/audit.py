"""Which steps of a flow meet what is required of them, and where visits fail first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from ..languages import Texts
from ..languages.numbers import count, percent, share, shortened
from .style import COLORS, Drawn, frame_of, height_of, hide_scale, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.audit import Audit

SHOWN = 15
NUMBERS, BARS, BAR_WIDTH = 1.02, 1.36, 0.2  # places beside the axes, as shares of their width


@picture
def audit(result: Audit, ax: Axes, t: Texts) -> Drawn:
    """Share of the visits that met each step with its interval and its target, in the order of the flow; beside it, of
    the visits that failed, where they failed first."""
    frame = frame_of(result)
    known = frame.filter(frame["met"] + frame["unmet"] > 0)
    return _departures(result, frame, ax, t) if known.is_empty() else _met(result, known, ax, t)


def _met(result: Audit, known: Any, ax: Axes, t: Texts) -> Drawn:
    steps = known.head(SHOWN).to_dicts()
    rows = label_rows(ax, [step["step"] for step in steps], 24)
    lowest = min(min(step["met_share_lower"], _or(step["target"], 1.0)) for step in steps)
    for row, step in enumerate(steps):
        missed = step["verdict"] == "missed"
        color = COLORS["accent" if missed else "main"]
        ax.plot(
            [step["met_share_lower"], step["met_share_upper"]],
            [row, row],
            color=color,
            linewidth=5,
            alpha=0.35,
            solid_capstyle="butt",
        )
        ax.plot(step["met_share"], row, "o", color=color, markersize=7)
        if step["target"] == step["target"]:
            ax.plot([step["target"]] * 2, [row - 0.32, row + 0.32], color=COLORS["ink"], linewidth=1.6)
        weight = "bold" if missed else "normal"
        place = ax.get_yaxis_transform()
        ax.text(NUMBERS, row, share(step["met_share"]), transform=place, va="center", fontsize=9, fontweight=weight)
        ax.text(NUMBERS + 0.15, row, _target(step, t), transform=place, va="center", fontsize=8, color=COLORS["muted"])
        _first_failures(ax, row, step)
    heading = {"fontsize": 8.5, "color": COLORS["muted"], "transform": ax.get_yaxis_transform(), "va": "bottom"}
    ax.text(0, -0.62, t("audit.met"), **heading)
    ax.text(BARS, -0.62, t("audit.failed_first"), **heading)
    hide_scale(ax)
    ax.set_xlim(lowest - 0.04 * (1 - lowest) - 0.005, 1 + 0.03 * (1 - lowest) + 0.005)
    ax.grid(axis="y", linestyle=(0, (1, 3)))
    missed = [step for step in known.to_dicts() if step["verdict"] == "missed"]
    if missed:
        worst = max(missed, key=lambda step: step["target"] - step["met_share"])
        named = {
            "step": shortened(worst["step"], 28),
            "share": percent(worst["met_share"]),
            "target": percent(worst["target"]),
        }
        return Drawn(t("audit.missed_title", **named), height_of(rows) + 0.35)
    return Drawn(t("audit.kept_title", share=percent(result.yield_.total.value)), height_of(rows) + 0.35)


def _first_failures(ax: Axes, row: int, step: dict[str, Any]) -> None:
    part = _or(step["first_failure_share"], 0.0)
    place = ax.get_yaxis_transform()
    if part > 0:
        bar = Rectangle(
            (BARS, row - 0.28), BAR_WIDTH * part, 0.56, transform=place, color=COLORS["soft"], clip_on=False
        )
        ax.add_artist(bar)
    ax.text(BARS + BAR_WIDTH * part + 0.01, row, percent(part), transform=place, va="center", fontsize=8.5)


def _departures(result: Audit, frame: Any, ax: Axes, t: Texts) -> Drawn:
    """Without anything measured: how many visits skip, repeat or misplace each step."""
    steps = frame.head(SHOWN).to_dicts()
    rows = label_rows(ax, [step["step"] for step in steps], 24)
    kinds = [("skipped", "accent"), ("repeated", "main"), ("out_of_order", "soft")]
    left = [0] * rows
    for kind, color in kinds:
        numbers = [step[kind] for step in steps]
        ax.barh(range(rows), numbers, left=left, height=0.6, color=COLORS[color], label=t(f"audit.{kind}"))
        left = [before + number for before, number in zip(left, numbers, strict=True)]
    end = max(left, default=0) or 1
    for row, total in enumerate(left):
        ax.text(total + 0.015 * end, row, count(total), va="center", fontsize=9)
    hide_scale(ax)
    ax.set_xlim(0, 1.16 * end)
    if rows:
        ax.legend(loc="lower right", frameon=False, fontsize=8.5)
    title = t("audit.departures_title", share=percent(result.conformance.perfect.value))
    return Drawn(title, height_of(rows) + 0.25)


def _target(step: dict[str, Any], t: Texts) -> str:
    return "" if step["target"] != step["target"] else t("audit.target", share=percent(step["target"]))


def _or(value: float, other: float) -> float:
    return other if value != value else value
