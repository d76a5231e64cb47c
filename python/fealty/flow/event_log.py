"""The log: what happened in every case, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .. import _core
from ..book import Book
from ..errors import ParameterError, RecordError, error
from ..frames import Kind, to_frame, to_native
from ..intake import Intake
from ..tables import to_html, to_text
from ..times import instant, moment, time_zone
from .durations import duration, in_words

if TYPE_CHECKING:
    from .calendar import Calendar
    from .case_duration import CaseDurations
    from .directly_follows import DirectlyFollows
    from .funnel import Funnel
    from .handover import Handovers
    from .performance import Performance
    from .rework import Rework
    from .service_flow import ServiceFlow
    from .step_matrix import StepMatrix
    from .temporal_profile import TemporalProfile
    from .timeline import Timeline
    from .variants import Variants

__all__ = ["EventLog"]

_roles = {
    "case": "visit_id",
    "activity": "step",
    "time": "at",
    "ended": "ended_at",
    "resource": "staff_id",
    "customer": "customer_id",
}
_needed = ("case", "activity", "time")
_names = {standard: role for role, standard in _roles.items()}


class EventLog:
    """What happened in every case of a service, step by step.

    Parameters
    ----------
    data : frame or Book
        One row per event: pandas, polars, pyarrow, DuckDB, or a dict of NumPy arrays; or a customer book, whose touches
        are the events.
    case, activity, time : str
        The columns of the case (visit, order, application), the step, and when it began or happened.
    ended, resource, customer : str, optional
        The columns of when it ended, who did it, and to whom. Unless given, "ended_at", "staff_id" and "customer_id"
        where there are such columns. All other columns are attributes.
    zone : str, optional
        IANA name of the zone of times that do not name one. Without it they are taken as UTC, and the intake says so.
    rule, rules
        What is done about records that have a problem, as for `Book`.

    Raises
    ------
    RecordError
        If a column is not there or has an impossible type, or a row has a problem whose rule is "refuse".
    """

    def __init__(
        self,
        data: Any,
        *,
        case: str = "visit_id",
        activity: str = "step",
        time: str = "at",
        ended: str | None = None,
        resource: str | None = None,
        customer: str | None = None,
        zone: str | None = None,
        rule: str = "keep",
        rules: Mapping[str, str] | None = None,
    ) -> None:
        if isinstance(data, Book):
            self._compiled = _core.EventLog(data._compiled)
            self._kind, self._zone = data.kind, data.zone
            return
        frame, self._kind = to_frame(data)
        self._zone = zone
        chosen = {
            "case": case,
            "activity": activity,
            "time": time,
            "ended": ended,
            "resource": resource,
            "customer": customer,
        }
        book = _core.Book(None if zone is None else time_zone(zone), rule, dict(rules or {}))
        book.add("touches", _in_roles(frame, chosen))
        self._compiled = _core.EventLog(book)

    @classmethod
    def read_xes(
        cls, path: str | Path, *, frames: Kind = "polars", fill_defaults: bool = False, **options: Any
    ) -> EventLog:
        """The log in an XES file, plain or compressed by gzip, with all attributes.

        Attributes of a case are columns ``case:<key>``. What an event or case lacks is missing, unless `fill_defaults`
        puts the log's global defaults there. `frames` is the kind of frame that results come in; other options are
        those of EventLog, such as ``activity="lifecycle:transition"``.
        """
        events = _core.read_xes(path, fill_defaults=fill_defaults).events
        usual = {"case": "case:concept:name", "activity": "concept:name", "time": "time:timestamp"}
        if "org:resource" in events:
            usual["resource"] = "org:resource"
        log = cls(events, **(usual | options))
        log._kind = frames
        return log

    def to_xes(self, path: str | Path) -> None:
        """Writes the log as XES; compressed by gzip if the name ends in .gz."""
        standard = {
            "visit_id": "case:concept:name",
            "step": "concept:name",
            "at": "time:timestamp",
            "staff_id": "org:resource",
        }
        frame = self._compiled.frame()
        _core.write_xes(_core.Frame({standard.get(name, name): frame[name] for name in frame.names}), path)

    # ---- what there is ----

    def __len__(self) -> int:
        return len(self._compiled)

    @property
    def case_count(self) -> int:
        """Number of cases."""
        return self._compiled.case_count

    @property
    def steps(self) -> list[str]:
        """The steps, in the order of their names; a filtered log keeps those of the whole."""
        return list(self._compiled.steps)

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime] | None:
        """The first and the last time of any event, in UTC."""
        span = self._compiled.span()
        return None if span is None else (moment(span[0]), moment(span[1]))

    @property
    def kind(self) -> Kind:
        """The kind of frame that results come in."""
        return self._kind

    @property
    def intake(self) -> Intake:
        """What was taken in and what was found wrong with it."""
        return Intake(self._compiled.intake(), self._kind)

    @property
    def unplaced(self) -> int:
        """Rows that could not be placed, because case, step or time is missing."""
        return self._compiled.unplaced

    def to_frame(self) -> Any:
        """The events, one row each, case by case in the order of time."""
        return to_native(self._compiled.frame(), self._kind)

    def case(self, case: Any) -> Any:
        """The events of one case, by its id."""
        return to_native(self._events_of(case), self._kind)

    def timeline(self, case: Any, flow: ServiceFlow | None = None) -> Timeline:
        """One case step by step: when, how long, how long after the step before; what a flow requires is held against
        it, and without a flow what the records note in a column "met"."""
        from .timeline import Timeline

        return Timeline(str(case), self._events_of(case), self._kind, self._zone, flow)

    def _events_of(self, case: Any) -> _core.Frame:
        found = self._compiled.of_cases({str(case)})
        if not found.case_count:
            raise error(ParameterError, "FY201", f"the log has no case {case!r}")
        return found.frame()

    # ---- figures ----

    def directly_follows(self) -> DirectlyFollows:
        """Which step follows which, where cases start and where they end."""
        from .directly_follows import DirectlyFollows

        return DirectlyFollows(_core.directly_follows(self._compiled), self._kind, self._compiled)

    def variants(self) -> Variants:
        """The different courses that cases take, the most frequent first."""
        from .variants import Variants

        return Variants(_core.variants(self._compiled), self._kind, self._compiled)

    def performance(self, calendar: Calendar | None = None) -> Performance:
        """How long it takes from each step to the next, and how long the steps take; working time by a calendar."""
        from .performance import Performance

        return Performance.of(self._compiled, self._kind, calendar)

    def case_durations(self, calendar: Calendar | None = None) -> CaseDurations:
        """How long cases take, from the beginning of the first event to the end of the last."""
        from .case_duration import CaseDurations

        return CaseDurations.of(self._compiled, self._kind, calendar)

    def temporal_profile(self) -> TemporalProfile:
        """How much time passes between every two steps of a case, and which cases deviate from it."""
        from .temporal_profile import TemporalProfile

        return TemporalProfile.of(self._compiled, self._kind)

    def rework(self) -> Rework:
        """Which steps are done more than once in a case, and what that takes."""
        from .rework import Rework

        return Rework.of(self._compiled, self._kind)

    def handovers(self, *, to_self: bool = True) -> Handovers:
        """Who takes a case over directly from whom; without `to_self`, from others alone."""
        from .handover import Handovers

        return Handovers.of(self._compiled, self._kind, to_self)

    def funnel(self, steps: Sequence[str]) -> Funnel:
        """How many cases reach each of these steps in their order, and how long that takes."""
        from .funnel import Funnel

        return Funnel.of(self._compiled, self._kind, steps)

    def step_matrix(self, positions: int = 20) -> StepMatrix:
        """Which steps come first, second, third, and when cases end."""
        from .step_matrix import StepMatrix

        return StepMatrix.of(self._compiled, self._kind, positions)

    # ---- filters: each gives a log, so they compose ----

    def between(
        self,
        begin: Any,
        end: Any,
        within: Literal["contained", "intersecting", "started", "ended", "events"] = "contained",
    ) -> EventLog:
        """Cases (or single events) in a span of time, from the beginning of `begin` to the end of `end`.

        `within` says what of a case must lie in the span: all of it, some of it, its start or its end; with "events",
        single events are kept whatever their case does.
        """
        first = instant(begin, self._zone)
        if _is_date(begin):  # a date stands for its end, and the span is from its beginning
            first -= duration("1 day") - 1
        return self._with(self._compiled.between(first, instant(end, self._zone) + 1, within))

    def starting_with(self, *steps: str) -> EventLog:
        """Cases whose first step is one of these."""
        return self._with(self._compiled.starting_with(list(steps)))

    def ending_with(self, *steps: str) -> EventLog:
        """Cases whose last step is one of these."""
        return self._with(self._compiled.ending_with(list(steps)))

    def containing(self, *steps: str) -> EventLog:
        """Cases that have any of these steps."""
        return self._with(self._compiled.containing(list(steps)))

    def not_containing(self, *steps: str) -> EventLog:
        """Cases that have none of these steps."""
        return self._with(self._compiled.not_containing(list(steps)))

    def only_steps(self, *steps: str) -> EventLog:
        """Events of these steps alone."""
        return self._with(self._compiled.only_steps(list(steps)))

    def without_steps(self, *steps: str) -> EventLog:
        """Events of all other steps."""
        return self._with(self._compiled.without_steps(list(steps)))

    def following(
        self, first: str, second: str, *, directly: bool = False, within: Any = None, negated: bool = False
    ) -> EventLog:
        """Cases in which `second` comes after `first`: directly, or any time later; within a time, if one is given.

        With ``negated=True``, the cases in which it does not.
        """
        chosen = self._compiled.not_following if negated else self._compiled.following
        if within is None:
            return self._with(chosen(first, second, directly))
        return self._with(chosen(first, second, directly, duration(within)))

    def lasting(self, at_least: Any = 0, at_most: Any = None) -> EventLog:
        """Cases by the time from their first event to the end of their last: "10 min", "2 days" ..."""
        longest = {} if at_most is None else {"at_most": duration(at_most)}
        return self._with(self._compiled.lasting(duration(at_least), **longest))

    def of_length(self, at_least: int = 0, at_most: int | None = None) -> EventLog:
        """Cases by their number of events."""
        most = {} if at_most is None else {"at_most": at_most}
        return self._with(self._compiled.of_length(at_least, **most))

    def covering(self, share: float) -> EventLog:
        """Cases of the most frequent variants, as many variants as it takes to cover this share of the cases."""
        return self._with(self._compiled.covering(share))

    def most_frequent(self, count: int) -> EventLog:
        """Cases of the `count` most frequent variants."""
        return self._with(self._compiled.most_frequent(count))

    def following_variant(self, steps: Sequence[str]) -> EventLog:
        """Cases that follow exactly this sequence of steps."""
        return self._with(self._compiled.following_variant(list(steps)))

    def cases(self, cases: Iterable[Any]) -> EventLog:
        """The cases of these ids."""
        return self._with(self._compiled.of_cases({str(case) for case in cases}))

    def where(self, *, whole_cases: bool = True, **attributes: Any) -> EventLog:
        """Cases that have an event with these attributes: ``log.where(channel="phone", amount=(100, 500))``.

        A value is a text, a flag or a whole number, a list of them, or a pair of numbers, the least and the greatest.
        With ``whole_cases=False``, the events themselves. Several attributes are taken one after another. Names that
        are no Python names are given as ``log.where(**{"lifecycle:transition": "COMPLETE"})``.
        """
        log = self
        for name, value in attributes.items():
            if isinstance(value, tuple) and len(value) == 2:
                low, high = (float(bound) for bound in value)
                log = log._with(log._compiled.with_number(name, low, high, whole_cases))
            else:
                values = [value] if isinstance(value, (str, int)) else list(value)
                texts = [str(one).lower() if isinstance(one, bool) else str(one) for one in values]
                log = log._with(log._compiled.with_attribute(name, texts, whole_cases))
        return log

    # ---- adding, saving, showing ----

    def __add__(self, other: EventLog) -> EventLog:
        """The events of both; those of a case that both have are put together."""
        sum_ = self._with(_core.EventLog.from_bytes(self._compiled.to_bytes()))
        sum_ += other
        return sum_

    def __iadd__(self, other: EventLog) -> EventLog:
        self._compiled += other._compiled
        return self

    def save(self, path: str | Path) -> None:
        """Saves what the log shows; the file is at every moment either whole and old or whole and new."""
        self._compiled.save(path)

    @classmethod
    def load(cls, path: str | Path, *, frames: Kind = "polars") -> EventLog:
        """The log in a file made by ``save``; `frames` is the kind of frame that results come in."""
        return cls._of(_core.EventLog.load(path), frames, None)

    @classmethod
    def _of(cls, compiled: _core.EventLog, kind: Kind, zone: str | None) -> EventLog:
        log = cls.__new__(cls)
        log._compiled, log._kind, log._zone = compiled, kind, zone
        return log

    def _with(self, compiled: _core.EventLog) -> EventLog:
        return EventLog._of(compiled, self._kind, self._zone)

    def plot(self, ax: Any = None) -> Any:
        """Draws which step follows which, as a map; ``directly_follows().plot(edges=...)`` says how much of it."""
        return self.directly_follows().plot(ax)

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        graph = _core.directly_follows(self._compiled)
        named = zip(graph.steps, graph.events, graph.starts, graph.ends, strict=True)
        rows = sorted(named, key=lambda row: -row[1])
        notes = [f"{len(rows) - 12:,} more steps"] if len(rows) > 12 else []
        if span := self.span:
            length = in_words((span[1] - span[0]) / dt.timedelta(microseconds=1))
            notes.append(f"{span[0]:%Y-%m-%d %H:%M} to {span[1]:%Y-%m-%d %H:%M} UTC, {length}")
        if self.unplaced:
            notes.append(f"{self.unplaced:,} rows without case, step or time are left out")
        problems = len(self.intake)
        notes.append(f"{problems} kinds of problem, listed by .intake" if problems else "no problems found")
        title = (
            f"Event log: {len(self):,} events, {self.case_count:,} cases, {len(rows):,} steps, "
            f"{len(_core.variants(self._compiled)):,} variants"
        )
        return title, ["step", "events", "starts", "ends"], rows[:12], notes

    def _repr_html_(self) -> str:
        return to_html(*self._view())

    def __repr__(self) -> str:
        return to_text(*self._view())


def _in_roles(frame: _core.Frame, chosen: Mapping[str, str | None]) -> _core.Frame:
    """The frame with the columns of its roles under the names of the touches, and the others as they are called."""
    role_of: dict[str, str] = {}
    for role, name in chosen.items():
        column = name if name is not None else _roles[role]
        if column in frame:
            if column in role_of:
                raise error(ParameterError, "FY202", f"the column {column!r} is given for {role} and for another role")
            role_of[column] = _roles[role]
        elif name is not None:
            listed = ", ".join(frame.names)
            raise error(RecordError, "FY101", f"there is no column {column!r} for {role}=; there are: {listed}")
    columns = {role_of.get(name, name): frame[name] for name in frame.names if name in role_of}
    for name in frame.names:
        if name in role_of:
            continue
        if name in columns:
            taken = f'"{name}" is the {_names.get(name, name)} of the log by its name'
            raise error(RecordError, "FY101", f"{taken}, and another column is given for it; rename one of the two")
        columns[name] = frame[name]
    return _core.Frame(columns)


def _is_date(when: Any) -> bool:
    if isinstance(when, str):
        parsed = _core.parse_iso8601(when)
        return parsed is not None and parsed[2]
    return isinstance(when, dt.date) and not isinstance(when, dt.datetime)
