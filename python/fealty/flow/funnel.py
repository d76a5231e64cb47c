"""How many cases get how far along an order of steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import _core
from .resampled import Resampled

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Funnel"]


class Funnel(Resampled):
    """How many cases reach each of some steps in their order, and how long that takes.

    ``EventLog.funnel()`` makes it. A case reaches a stage when it has the step after it has reached the stage before,
    whatever comes between.
    """

    _compiled: _core.Funnel
    title = "Funnel"
    plot_name = "funnel"

    @classmethod
    def of(cls, log: _core.EventLog, kind: Kind, steps: Sequence[str]) -> Funnel:
        """Follows the cases of a log along `steps`."""
        return cls(_core.funnel(log, list(steps)), kind, log)

    @property
    def stages(self) -> list[tuple[str, int]]:
        """Each step and the cases that reach it."""
        return list(self._compiled.stages)

    @property
    def cases(self) -> int:
        """Number of cases of the log."""
        return self._compiled.cases

    def __len__(self) -> int:
        return len(self._compiled)

    def _make_frame(self, log: _core.EventLog, replicates: int, seed: int, level: float) -> _core.Frame:
        return _core.funnel_frame(log, [step for step, _ in self.stages], replicates, seed, level)

    def _notes(self) -> list[str]:
        return [f"{self.cases:,} cases; times from the step before, in seconds"]
