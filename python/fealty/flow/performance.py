"""How long it takes from each step to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from .calendar import compiled_calendar
from .resampled import Resampled

if TYPE_CHECKING:
    from ..frames import Kind
    from .calendar import Calendar

__all__ = ["Performance"]

_shown = {"from", "to", "count", "mean_s", "median_s", "median_s_lower", "median_s_upper", "percentile_90_s", "sum_s"}


class Performance(Resampled):
    """How long it takes from each step to the next, and how long the steps take; ``EventLog.performance()`` makes it.

    Times are in seconds: by the clock, or working time if a calendar was given.
    """

    _compiled: _core.Performance
    title = "Time from step to step"
    plot_name = "performance"

    def __init__(self, compiled: _core.Performance, kind: Kind, log: _core.EventLog, calendar: Calendar | None = None):
        super().__init__(compiled, kind, log)
        self._calendar = calendar

    @classmethod
    def of(cls, log: _core.EventLog, kind: Kind, calendar: Calendar | None = None) -> Performance:
        """Measures a log."""
        return cls(_core.performance(log, compiled_calendar(calendar)), kind, log, calendar)

    @property
    def edges(self) -> dict[tuple[str, str], _core.DurationFigures]:
        """Count, mean, median, standard deviation, least, greatest and sum of the times of each edge, by (from, to)."""
        return dict(self._compiled.edges)

    @property
    def own(self) -> dict[str, _core.DurationFigures]:
        """The same for the time that each step takes by itself, where the log knows when it ended."""
        return dict(self._compiled.own)

    @property
    def working_time(self) -> bool:
        """Whether times were measured by a calendar."""
        return self._compiled.working_time

    def steps(self, replicates: int = 200, seed: int = 1, level: float = 0.95) -> Any:
        """What the steps take by themselves, with intervals; no rows if the log knows no ends."""
        calendar = compiled_calendar(self._calendar)
        return self._native(_core.step_times_frame(self._log, calendar, replicates, seed, level))

    def __len__(self) -> int:
        return len(self._compiled)

    def _make_frame(self, log: _core.EventLog, replicates: int, seed: int, level: float) -> _core.Frame:
        return _core.performance_frame(log, compiled_calendar(self._calendar), replicates, seed, level)

    def _view(self) -> tuple[str, list[str], list[tuple[Any, ...]], list[str]]:
        title, names, rows, notes = super()._view()
        shown = [i for i, name in enumerate(names) if name in _shown]
        return title, [names[i] for i in shown], [tuple(row[i] for i in shown) for row in rows], notes

    def _notes(self) -> list[str]:
        return ["working time in seconds" if self.working_time else "time by the clock in seconds"]
