"""One visit in time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np

from ..errors import ParameterError, error
from ..flow.drawing import LANES, Color
from ..languages import Texts
from ..languages.lengths import length_of_time
from ..languages.lines import in_lines
from ..languages.numbers import count, percent, shortened, width
from .style import COLORS, STEPS, WIDTH, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.timeline import Timeline

MOST_ROWS = 30
LEFT, ROOM = 3.1, 3.4  # inches for names, and for bars
LETTER, BOLD = 0.07, 0.078  # inches of a letter of what is said behind a bar
PITCH = 0.3
LONG = 2.5  # times the third quartile of all spans: what is longer is cut
COLOR = {True: "main", False: "accent", None: "soft"}


@picture
def visit_timeline(result: Timeline, ax: Axes, t: Texts, *, color: Color | None = None) -> Drawn:
    """The steps of a visit as bars from their beginning to their end, with the waits between them.

    `color` says what bars are filled by: "met", orange where a requirement was missed, or "lane"; "met" unless given,
    if it is known of any step.
    """
    ax.set_axis_off()
    color = _color_of(result, color)
    rows = result.rows()[:MOST_ROWS]
    places = _places(rows)
    zone = ZoneInfo(result.zone or "UTC")
    before: dt.datetime | None = None
    wide = WIDTH
    until = rows[0]["at"]
    for i, row in enumerate(rows):
        y = -0.2 - PITCH * i
        end = max(row["at"], row["ended_at"] or row["at"])
        if i and row["at"] > until:
            _wait(ax, places[until], places[row["at"]], y, row["waited"], places)
        _bar(ax, places[row["at"]], places[end], y, _fill(row, color))
        clock = row["at"].astimezone(zone)
        _label(ax, y, row, clock, before)
        said, bold = _said(row, color, t), row["met"] is False
        behind = places[end] + 0.1
        ax.text(behind, y, said, fontsize=8.5, va="center", fontweight="bold" if bold else "normal")
        wide = max(wide, behind + width(said) * (BOLD if bold else LETTER))
        before, until = clock, max(until, end)
    note = in_lines(_note(result, rows, color, t), round(14 * wide))
    high = 0.2 + PITCH * len(rows) + 0.12 + 0.14 * (len(note) - 1)
    ax.text(0, -high, "\n".join(note), color=COLORS["muted"], fontsize=8.5, va="bottom")
    ax.set_xlim(0, wide)
    ax.set_ylim(-high, 0)
    return Drawn(_finding(result, t), high + 0.1, wide + 0.1)


class _Places:
    """Where instants stand: spans that would leave no room for the others are cut."""

    def __init__(self, instants: list[dt.datetime]) -> None:
        self._instants = np.array([moment.timestamp() for moment in instants])
        spans = np.diff(self._instants)
        limit = LONG * float(np.quantile(spans, 0.75)) if len(spans) else 1.0
        self.cut = set(self._instants[:-1][spans > limit].tolist())
        lengths = np.concatenate([[0.0], np.minimum(spans, limit).cumsum()])
        self._lengths = LEFT + ROOM * lengths / (lengths[-1] or 1.0)

    def __getitem__(self, moment: dt.datetime) -> float:
        return float(np.interp(moment.timestamp(), self._instants, self._lengths))

    def cuts(self, left: float, right: float) -> list[float]:
        """The middles of what was cut between two places."""
        middles = [
            float(self._lengths[i : i + 2].mean())
            for i, moment in enumerate(self._instants)
            if float(moment) in self.cut
        ]
        return [x for x in middles if left < x < right]


def _places(rows: list[dict[str, Any]]) -> _Places:
    return _Places(sorted({row[name] for row in rows for name in ("at", "ended_at") if row[name] is not None}))


def _bar(ax: Axes, left: float, right: float, y: float, color: str) -> None:
    if right - left < 0.04:
        ax.plot((left + right) / 2, y, "D", color=color, markersize=6, zorder=3)
    else:
        ax.barh(y, right - left, left=left, height=0.16, color=color, zorder=3)


def _wait(ax: Axes, left: float, right: float, y: float, waited: float, places: _Places) -> None:
    """A thin line for the time in which nothing happened, with a stroke through it where it is cut."""
    ax.plot([left, right], [y, y], color=COLORS["muted"], linewidth=1, linestyle=(0, (2, 2)), zorder=1)
    ax.plot([left, left], [y, y + PITCH], color=COLORS["line"], linewidth=0.8, zorder=0)
    for x in places.cuts(left, right):
        for shift in (-0.025, 0.025):
            ax.plot(
                [x + shift - 0.03, x + shift + 0.03], [y - 0.06, y + 0.06], color=COLORS["muted"], linewidth=1, zorder=2
            )


def _label(ax: Axes, y: float, row: dict[str, Any], clock: dt.datetime, before: dt.datetime | None) -> None:
    name = shortened(row["step"], 22)
    ax.text(0, y, name, fontsize=9.5, va="center")
    date = "" if before is not None and clock.date() == before.date() else f"{clock:%Y-%m-%d} "
    ax.text(LEFT - 0.12, y, f"{date}{clock:%H:%M}", color=COLORS["muted"], fontsize=8.5, ha="right", va="center")


def _color_of(result: Timeline, color: Color | None) -> Color:
    if color not in (None, "met", "lane"):
        raise error(ParameterError, "FY204", f"color is {color!r}, but must be met or lane")
    if color == "lane" and not result.has_lanes:
        raise error(ParameterError, "FY201", 'color="lane" needs the lanes of a flow: log.timeline(case, flow)')
    if color is None and result.has_lanes and not any(row["met"] is not None for row in result.rows()):
        return "lane"
    return color or "met"


def _fill(row: dict[str, Any], color: Color) -> str:
    if color == "met":
        return COLORS[COLOR[row["met"]]]
    return STEPS[list(LANES).index(row["lane"])] if row["lane"] else COLORS["soft"]


def _said(row: dict[str, Any], color: Color, t: Texts) -> str:
    """How long it took, how long nothing happened before, and what was missed."""
    parts = [t(LANES[row["lane"]])] if color == "lane" and row["lane"] else []
    if row["duration"]:
        parts.append(length_of_time(row["duration"], t))
    if row["waited"]:
        parts.append(t("visit_timeline.waited", time=length_of_time(row["waited"], t)))
    if row["met"] is False:
        parts.append(t("visit_timeline.missed"))
    return " · ".join(parts)


def _finding(result: Timeline, t: Texts) -> str:
    rows = result.rows()
    visit = shortened(result.case, 24)
    total = length_of_time(result.duration, t)
    if result.duration > 0 and not result.has_durations:
        first = t("visit_timeline.events", visit=visit, total=total, n=count(len(rows)))
    elif result.duration > 0:
        share = percent(result.waited / result.duration)
        first = t("visit_timeline.title", visit=visit, total=total, share=share)
    else:
        first = t("visit_timeline.moment", visit=visit, n=count(len(rows)))
    missed = sum(row["met"] is False for row in rows)
    known = sum(row["met"] is not None for row in rows)
    return t.sentence(first, t("visit_timeline.misses", n=count(missed), known=count(known)) if known else "")


def _note(result: Timeline, rows: list[dict[str, Any]], color: Color, t: Texts) -> str:
    parts = []
    if color == "lane":
        parts.append(t("visit_timeline.lanes"))
    elif any(row["met"] is not None for row in rows):
        parts.append(t("visit_timeline.colors"))
    if hidden := len(result) - len(rows):
        parts.append(t("visit_timeline.left_out", n=count(hidden)))
    if any(row["waited"] for row in rows):
        parts.append(t("visit_timeline.cut"))
    if not result.has_durations:
        parts.append(t("visit_timeline.instants"))
    return t.sentence(*parts)
