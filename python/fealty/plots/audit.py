"""Which steps of a flow meet what is required of them, and where visits fail first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..languages import Texts
from ..languages.numbers import count, percent, share, shortened
from .style import COLORS, Drawn, frame_of, height_of, hide_scale, label_rows, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.audit import Audit

SHOWN = 15
NUMBERS, BARS, BAR_WIDTH, END = 1.05, 1.3, 0.24, 1.72  # places beside the shares, in widths of theirs


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
    targets = {step["target"] for step in steps if step["target"] == step["target"]}
    lowest = min(*(step["met_share_lower"] for step in steps), *targets, 0.99)
    wide = 1.04 * (1 - lowest)
    left = 1 - wide
    for row, step in enumerate(steps):
        missed = step["verdict"] == "missed"
        color = COLORS["accent" if missed else "main"]
        interval = [step["met_share_lower"], step["met_share_upper"]]
        ax.plot([left, 1], [row, row], color=COLORS["line"], linewidth=0.6, linestyle=(0, (1, 3)), zorder=0)
        ax.plot(interval, [row, row], color=color, linewidth=5, alpha=0.35, solid_capstyle="butt")
        ax.plot(step["met_share"], row, "o", color=color, markersize=7)
        if step["target"] == step["target"]:
            ax.plot([step["target"]] * 2, [row - 0.32, row + 0.32], color=COLORS["ink"], linewidth=1.6)
        weight = "bold" if missed else "normal"
        ax.text(left + NUMBERS * wide, row, share(step["met_share"]), va="center", fontsize=9, fontweight=weight)
        _first_failures(ax, row, step, left + BARS * wide, BAR_WIDTH * wide)
    heading: dict[str, Any] = {"fontsize": 8.5, "color": COLORS["muted"], "va": "bottom"}
    named = " / ".join(map(percent, sorted(targets)))
    ax.text(left, -0.62, t("audit.met", target=named) if named else t("audit.untargeted"), **heading)
    ax.text(left + BARS * wide, -0.62, t("audit.failed_first"), **heading)
    hide_scale(ax)
    ax.set_xlim(left, left + END * wide)
    missed = [step for step in known.to_dicts() if step["verdict"] == "missed"]
    if missed:
        worst = max(missed, key=lambda step: step["target"] - step["met_share"])
        places = {
            "step": shortened(worst["step"], 28),
            "share": percent(worst["met_share"]),
            "target": percent(worst["target"]),
        }
        return Drawn(t("audit.missed_title", **places), height_of(rows) + 0.2)
    title = t("audit.kept_title" if targets else "audit.untargeted_title", share=percent(result.yield_.total.value))
    return Drawn(title, height_of(rows) + 0.2)


def _first_failures(ax: Axes, row: int, step: dict[str, Any], left: float, wide: float) -> None:
    part = 0.0 if step["first_failure_share"] != step["first_failure_share"] else step["first_failure_share"]
    ax.barh(row, part * wide, left=left, height=0.56, color=COLORS["soft"])
    ax.text(left + part * wide + 0.03 * wide, row, percent(part), va="center", fontsize=8.5)


def _departures(result: Audit, frame: Any, ax: Axes, t: Texts) -> Drawn:
    """Without anything measured: how many visits skip, repeat or misplace each step."""
    steps = frame.head(SHOWN).to_dicts()
    rows = label_rows(ax, [step["step"] for step in steps], 24)
    kinds = [("skipped", "accent"), ("repeated", "main"), ("out_of_order", "soft")]
    left = [0] * rows
    for place, (kind, color) in enumerate(kinds):
        numbers = [step[kind] for step in steps]
        ax.barh(range(rows), numbers, left=left, height=0.6, color=COLORS[color])
        left = [before + number for before, number in zip(left, numbers, strict=True)]
        heading: dict[str, Any] = {"fontsize": 9, "fontweight": "bold", "transform": ax.get_yaxis_transform()}
        ax.text(0.22 * place, -0.62, t(f"audit.{kind}"), color=COLORS[color], va="bottom", **heading)
    end = max(left, default=0) or 1
    for row, total in enumerate(left):
        if total:
            ax.text(total + 0.015 * end, row, count(total), va="center", fontsize=9)
    hide_scale(ax)
    ax.set_xlim(0, 1.16 * end)
    title = t("audit.departures_title", share=percent(result.conformance.perfect.value))
    return Drawn(title, height_of(rows) + 0.2)
