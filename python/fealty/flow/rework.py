"""Steps that are done more than once in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _core
from .resampled import Resampled

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Rework"]


class Rework(Resampled):
    """Which steps are done more than once in a case, and what that takes; ``EventLog.rework()`` makes it."""

    _compiled: _core.Rework
    title = "Rework"
    plot_name = "rework"
    _make_frame = staticmethod(_core.rework_frame)

    @classmethod
    def of(cls, log: _core.EventLog, kind: Kind) -> Rework:
        """Counts in a log."""
        return cls(_core.rework(log), kind, log)

    @property
    def steps(self) -> dict[str, int]:
        """Cases in which each step is done more than once, of the steps of which there are any."""
        return {step: cases for step, cases in self._compiled.of_step.items() if cases}

    @property
    def cases(self) -> int:
        """Number of cases."""
        return self._compiled.cases

    @property
    def reworked(self) -> int:
        """Number of cases in which any step is done more than once."""
        return self._compiled.reworked

    def _notes(self) -> list[str]:
        return [f"{self.reworked:,} of {self.cases:,} cases do a step more than once; times in seconds"]
