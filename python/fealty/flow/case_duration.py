"""How long cases take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .calendar import compiled_calendar
from .resampled import Resampled

if TYPE_CHECKING:
    from ..frames import Kind
    from .calendar import Calendar

__all__ = ["CaseDurations"]


class CaseDurations(Resampled):
    """How long cases take, from the beginning of the first event to the end of the last; in seconds.

    ``EventLog.case_durations()`` makes it.
    """

    _compiled: _core.CaseDurations
    title = "How long cases take"
    plot_name = "case_duration"

    def __init__(
        self, compiled: _core.CaseDurations, kind: Kind, log: _core.EventLog, calendar: Calendar | None = None
    ):
        super().__init__(compiled, kind, log)
        self._calendar = calendar

    @classmethod
    def of(cls, log: _core.EventLog, kind: Kind, calendar: Calendar | None = None) -> CaseDurations:
        """Measures a log."""
        return cls(_core.case_durations(log, compiled_calendar(calendar)), kind, log, calendar)

    @property
    def figures(self) -> _core.DurationFigures:
        """Count, mean, median, standard deviation, least, greatest and sum."""
        return self._compiled.figures()

    @property
    def working_time(self) -> bool:
        """Whether times were measured by a calendar."""
        return self._compiled.working_time

    def cases(self) -> Any:
        """Every case with its number of events, when it began and how long it took."""
        return self._native(_core.durations_of_cases(self._log, compiled_calendar(self._calendar)))

    def __len__(self) -> int:
        return len(self._compiled)

    def _make_frame(self, log: _core.EventLog, replicates: int, seed: int, level: float) -> _core.Frame:
        return _core.case_durations_frame(log, compiled_calendar(self._calendar), replicates, seed, level)

    def _notes(self) -> list[str]:
        return ["working time in seconds" if self.working_time else "time by the clock in seconds"]
