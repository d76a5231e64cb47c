"""Requirements: what is measured of a step, what is good enough, and how often it must be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from .. import _core
from ..errors import ParameterError, error
from ..tables import to_html, to_text
from ..times import instant, moment
from .durations import duration
from .listed import Listed

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Requirement", "SmartCheck", "Standards", "needs", "sources"]


class Requirement:
    """A standard of service that can be executed.

    Parameters
    ----------
    measure : str
        What is measured of each touch of the step: "waited", the time since the end of the previous event of the visit
        (not known for the first event, before which nothing is recorded); "duration", from its start to its end; or a
        column of numbers or flags, such as "met", the flag of the touches themselves.
    at_most, at_least : number or duration, optional
        The threshold: a number, or for times a text such as "10 min", a timedelta or a number of seconds. Without one,
        a flag must be true.
    share : float, optional
        The share of the visits that are to meet it, above 0 and at most 1.
    owner : str
        Who answers for it.
    need : str
        The need of customers that it serves: friendliness, importance, fairness, choice, understanding, information
        (see `needs`), or another in free text.
    source : str
        Where the standard comes from: "customers", "front line", "industry", "competitors" or "management".
    valid_from, valid_until : date, datetime or str, optional
        The first and the last day (or instant) on which it applies.
    note : str
        Anything else.
    zone : str, optional
        Time zone of dates without one; UTC if None.
    """

    def __init__(
        self,
        measure: str,
        *,
        at_most: Any = None,
        at_least: Any = None,
        share: float | None = None,
        owner: str = "",
        need: str = "",
        source: str = "",
        valid_from: Any = None,
        valid_until: Any = None,
        note: str = "",
        zone: str | None = None,
    ) -> None:
        self._compiled = _core.Requirement(
            measure,
            None if at_most is None else _threshold(at_most),
            None if at_least is None else _threshold(at_least),
            share,
            owner,
            need,
            source,
            None if valid_from is None else beginning(valid_from, zone),
            None if valid_until is None else instant(valid_until, zone) + 1,
            note,
        )

    @classmethod
    def _of(cls, compiled: _core.Requirement) -> Requirement:
        requirement = cls.__new__(cls)
        requirement._compiled = compiled
        return requirement

    @property
    def measure(self) -> str:
        """What is measured."""
        return self._compiled.measure

    @property
    def at_most(self) -> float | None:
        """The most that is good enough, in seconds for times."""
        return self._compiled.at_most

    @property
    def at_least(self) -> float | None:
        """The least that is good enough, in seconds for times."""
        return self._compiled.at_least

    @property
    def share(self) -> float | None:
        """The share of the visits that are to meet it."""
        return self._compiled.share

    @property
    def owner(self) -> str:
        """Who answers for it."""
        return self._compiled.owner

    @property
    def need(self) -> str:
        """The need of customers that it serves."""
        return self._compiled.need

    @property
    def source(self) -> str:
        """Where the standard comes from."""
        return self._compiled.source

    @property
    def note(self) -> str:
        """Anything else."""
        return self._compiled.note

    @property
    def valid_from(self) -> dt.datetime | None:
        """The first instant at which it applies, in UTC."""
        return None if self._compiled.valid_from is None else moment(self._compiled.valid_from)

    @property
    def valid_until(self) -> dt.datetime | None:
        """The first instant at which it does not apply any more, in UTC."""
        return None if self._compiled.valid_until is None else moment(self._compiled.valid_until)

    def check(self, as_of: Any = None, audited: _core.Estimate | None = None) -> SmartCheck:
        """Holds it against SMART: specific, measurable, achievable, relevant to customers, time-bound.

        Parameters
        ----------
        as_of : date, datetime or str, optional
            The instant; now if None.
        audited : Estimate, optional
            The share of the visits that met it, as an audit found it; without one it stays open whether it is
            achievable.
        """
        return SmartCheck(self, self._compiled.check(now() if as_of is None else instant(as_of), audited))

    def __repr__(self) -> str:
        return f"Requirement: {self._compiled.text()}"

    def __str__(self) -> str:
        return self._compiled.text()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Requirement) and self._compiled == other._compiled

    def __hash__(self) -> int:
        return hash(self._compiled.text())


class SmartCheck:
    """The answers of a requirement to the five questions of a good standard, with reasons."""

    def __init__(self, requirement: Requirement, rows: list[tuple[str, bool | None, str]]) -> None:
        self.requirement = requirement
        self._rows = rows

    def __getitem__(self, predicate: str) -> bool | None:
        """Whether a predicate holds; None where there is nothing to tell it by."""
        return self._row(predicate)[1]

    def reason(self, predicate: str) -> str:
        """Why a predicate holds or not."""
        return self._row(predicate)[2]

    @property
    def passes(self) -> bool:
        """Whether no predicate fails."""
        return all(holds is not False for _, holds, _ in self._rows)

    def __iter__(self) -> Any:
        return iter(self._rows)

    def _row(self, predicate: str) -> tuple[str, bool | None, str]:
        for row in self._rows:
            if row[0] == predicate:
                return row
        names = ", ".join(name for name, _, _ in self._rows)
        raise error(ParameterError, "FY201", f"there is no predicate {predicate!r}: there are {names}")

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]]]:
        words = {True: "yes", False: "no", None: "open"}
        rows: list[tuple[Any, ...]] = [(name, words[holds], reason) for name, holds, reason in self._rows]
        return str(self.requirement), ["predicate", "holds", "reason"], rows

    def _repr_html_(self) -> str:
        return to_html(*self._view())

    def __repr__(self) -> str:
        return to_text(*self._view())


class Standards(Listed):
    """What six rules of refinement find about standards: delete, revise, quantify, relate, reconcile, add."""

    title = "Standards to refine"


def needs(frames: Kind = "polars") -> Any:
    """The six needs of customers that requirements serve, with their Chinese names."""
    from ..frames import to_native

    return to_native(_core.customer_needs(), frames)


def sources(frames: Kind = "polars") -> Any:
    """The five sources that standards come from, with their Chinese names."""
    from ..frames import to_native

    return to_native(_core.standard_sources(), frames)


def now() -> int:
    """This instant, in microseconds UTC."""
    return instant(dt.datetime.now(dt.timezone.utc))


def beginning(when: Any, zone: str | None = None) -> int:
    """The instant that a time names, a date standing for its beginning."""
    parsed = _core.parse_iso8601(when) if isinstance(when, str) else None
    if parsed is not None and parsed[2]:
        when = dt.date.fromisoformat(moment(parsed[0]).date().isoformat())
    if isinstance(when, dt.date) and not isinstance(when, dt.datetime):
        when = dt.datetime.combine(when, dt.time())
    return instant(when, zone)


def _threshold(value: Any) -> float:
    """A number as it is, a length of time in seconds."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return duration(value) / 1e6
