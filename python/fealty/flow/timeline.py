"""One visit, from its first step to its last."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import polars as pl

from .. import _core
from ..frames import to_frame
from ..languages import texts
from ..languages.lengths import length_of_time
from ..result import Result
from ..times import microseconds

if TYPE_CHECKING:
    from ..frames import Kind
    from .drawing import Color
    from .service_flow import ServiceFlow

__all__ = ["Timeline"]

_SECOND = 1_000_000  # microseconds


class Timeline(Result):
    """One visit step by step: when, how long, how long after the step before, and whether the requirement was met;
    ``EventLog.timeline(case)`` makes it.

    Parameters
    ----------
    case : str
        The visit.
    events : _core.Frame
        Its events as a log has them.
    kind : {"polars", "pandas", "pyarrow", "numpy"}
        Kind of frame that tables come in.
    zone : str, optional
        Zone of the clock that the picture shows; UTC if None.
    flow : ServiceFlow, optional
        Gives the steps their lanes and requirements.
    """

    title = "Timeline"
    plot_name = "visit_timeline"
    rows_shown = 20

    def __init__(
        self, case: str, events: _core.Frame, kind: Kind, zone: str | None = None, flow: ServiceFlow | None = None
    ) -> None:
        self.case = case
        self.zone = zone
        self._events = _described(
            pl.DataFrame(events), {} if flow is None else {step.name: step for step in flow._compiled.steps}
        )
        super().__init__(None, kind)

    def _frame(self) -> _core.Frame:
        return to_frame(self._events)[0]

    def rows(self) -> list[dict[str, Any]]:
        """The events as the table has them, one after another."""
        return self._events.to_dicts()

    @property
    def duration(self) -> float:
        """Seconds from the beginning of the first event to the end of the last."""
        ends = self._events.select(pl.max_horizontal("at", "ended_at").max()).item()
        return float((ends - self._events["at"][0]).total_seconds())

    @property
    def waited(self) -> float:
        """Seconds between events, in which nothing happened."""
        until = pl.max_horizontal("at", "ended_at").cum_max().shift()  # the end of all before it
        idle = (pl.col("at") - until).dt.total_microseconds().clip(lower_bound=0)
        return float(self._events.select(idle.sum()).item()) / _SECOND

    @property
    def has_durations(self) -> bool:
        """Whether it is known of any event how long it took."""
        return self._events["duration"].is_not_null().any()

    @property
    def has_lanes(self) -> bool:
        """Whether a flow says in which lanes the steps stand."""
        return "lane" in self._events.columns

    def plot(self, ax: Any = None, color: Color | None = None) -> Any:
        """Draws the visit and returns the axes; `color` is "met", orange where a requirement was missed, or "lane"."""
        from ..plots import visit_timeline

        return visit_timeline(self, ax, color=color)

    def __len__(self) -> int:
        return len(self._events)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Timeline) and self.case == other.case and self._events.equals(other._events)

    __hash__ = Result.__hash__

    def _headline(self) -> str:
        return f"Visit {self.case}"

    def _notes(self) -> list[str]:
        t = texts("en")
        waiting = f", {length_of_time(self.waited, t)} of waiting" if self.has_durations else ""
        return [f"{length_of_time(self.duration, t)} in all{waiting}"]


def _described(events: pl.DataFrame, steps: dict[str, Any]) -> pl.DataFrame:
    """The events with lengths of time in seconds, as an audit measures them, and what they missed."""
    at = pl.col("at")
    if "ended_at" not in events.columns:
        events = events.with_columns(ended_at=pl.lit(None, dtype=events.schema["at"]))
    lasted = (pl.col("ended_at") - at).dt.total_microseconds()
    waited = (at - pl.max_horizontal("at", "ended_at").shift()).dt.total_microseconds()
    events = events.with_columns(
        waited=waited.clip(lower_bound=0) / _SECOND,
        duration=pl.when(lasted >= 0).then(lasted) / _SECOND,
    )
    lanes, verdicts, missed = [], [], []
    for row in events.to_dicts():
        step = steps.get(row["step"])
        lanes.append(None if step is None else step.lane)
        verdict, reasons = _judged(row, () if step is None else step.requirements)
        verdicts.append(verdict)
        missed.append(", ".join(reasons) or None)
    told = ["staff_id"] if "staff_id" in events.columns else []
    shown = ["step", "at", "ended_at", "waited", "duration", *told]
    if not steps:
        return events.select(*shown, pl.Series("met", verdicts, dtype=pl.Boolean))
    return events.select(
        pl.col("step"),
        pl.Series("lane", lanes, dtype=pl.String),
        *shown[1:],
        pl.Series("met", verdicts, dtype=pl.Boolean),
        pl.Series("missed", missed, dtype=pl.String),
    )


def _judged(row: dict[str, Any], requirements: Any) -> tuple[bool | None, list[str]]:
    """Whether an event met what is required of it, and what it missed; by its own note, if nothing is required."""
    if not requirements:
        noted = row.get("met")
        return (None if noted is None else bool(noted)), []
    known, missed = [], []
    for requirement in requirements:
        if not _is_valid(requirement, microseconds(row["at"])):
            continue
        value = row.get(requirement.measure)
        met = requirement.met(math.nan if value is None or isinstance(value, (str, dt.date)) else float(value))
        if not math.isnan(met):
            known.append(bool(met))
        if met == 0:
            missed.append(requirement.text())
    return (all(known) if known else None), missed


def _is_valid(requirement: Any, at: int) -> bool:
    since, until = requirement.valid_from, requirement.valid_until
    return (since is None or at >= since) and (until is None or at < until)
