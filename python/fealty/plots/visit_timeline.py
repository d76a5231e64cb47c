"""One visit in time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np

from ..languages import Texts
from ..languages.lengths import length_of_time
from ..languages.numbers import count, percent, shortened
from .style import COLORS, Drawn, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..flow.timeline import Timeline

MOST_ROWS = 30
WIDE = 8.9  # inches
LEFT, RIGHT = 3.1, 2.35  # for names and for what is said behind a bar
PITCH = 0.3
LONG = 2.5  # times the third quartile of all spans: what is longer is cut
COLOR = {True: "main", False: "accent", None: "soft"}


@picture
def visit_timeline(result: Timeline, ax: Axes, t: Texts) -> Drawn:
    """The steps of a visit as bars from their beginning to their end, with the waits between them; orange where a
    requirement was missed."""
    ax.set_axis_off()
    rows = result.rows()[:MOST_ROWS]
    places = _places(rows)
    zone = ZoneInfo(result.zone or "UTC")
    before: dt.datetime | None = None
    until = rows[0]["at"]
    for i, row in enumerate(rows):
        y = -0.2 - PITCH * i
        end = max(row["at"], row["ended_at"] or row["at"])
        if i and row["at"] > until:
            _wait(ax, places[until], places[row["at"]], y, row["waited"], places)
        _bar(ax, places[row["at"]], places[end], y, COLORS[COLOR[row["met"]]])
        clock = row["at"].astimezone(zone)
        _label(ax, y, row, clock, before)
        said = _said(row, t)
        bold = row["met"] is False
        ax.text(
            places[max(end, row["at"])] + 0.1, y, said, fontsize=8.5, va="center", fontweight="bold" if bold else None
        )
        before, until = clock, max(until, end)
    high = 0.2 + PITCH * len(rows) + 0.12
    ax.text(0, -high, _note(result, rows, t), color=COLORS["muted"], fontsize=8.5, va="bottom")
    ax.set_xlim(0, WIDE)
    ax.set_ylim(-high, 0)
    return Drawn(_finding(result, t), high + 0.1, WIDE + 0.1)


class _Places:
    """Where instants stand: spans that would leave no room for the others are cut."""

    def __init__(self, instants: list[dt.datetime]) -> None:
        self._instants = np.array([moment.timestamp() for moment in instants])
        spans = np.diff(self._instants)
        limit = LONG * float(np.quantile(spans, 0.75)) if len(spans) else 1.0
        self.cut = set(self._instants[:-1][spans > limit].tolist())
        lengths = np.concatenate([[0.0], np.minimum(spans, limit).cumsum()])
        room = WIDE - LEFT - RIGHT
        self._lengths = LEFT + room * lengths / (lengths[-1] or 1.0)

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


def _said(row: dict[str, Any], t: Texts) -> str:
    """How long it took, how long nothing happened before, and what was missed."""
    parts = []
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


def _note(result: Timeline, rows: list[dict[str, Any]], t: Texts) -> str:
    parts = [t("visit_timeline.colors")] if any(row["met"] is not None for row in rows) else []
    if hidden := len(result) - len(rows):
        parts.append(t("visit_timeline.left_out", n=count(hidden)))
    if any(row["waited"] for row in rows):
        parts.append(t("visit_timeline.cut"))
    if not result.has_durations:
        parts.append(t("visit_timeline.instants"))
    return t.sentence(*parts)
