"""Which steps come first, second, third, and when cases end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _core
from ..frames import to_column
from .resampled import Resampled

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["StepMatrix"]


class StepMatrix(Resampled):
    """The share of the cases that are at each step at each position, or have ended; ``EventLog.step_matrix()``."""

    _compiled: _core.StepMatrix
    title = "Step matrix"
    plot_name = "step_matrix"

    @classmethod
    def of(cls, log: _core.EventLog, kind: Kind, positions: int = 20) -> StepMatrix:
        """Counts the steps at the first `positions` events of the cases of a log."""
        return cls(_core.step_matrix(log, positions), kind, log)

    @property
    def cases(self) -> int:
        """Number of cases."""
        return self._compiled.cases

    @property
    def positions(self) -> int:
        """Number of positions."""
        return self._compiled.positions

    @property
    def ended(self) -> list[int]:
        """For each position, the cases that have ended before."""
        return list(self._compiled.ended)

    def matrix(self) -> Any:
        """Shares of the cases: a row for each step and one for those that have ended, a column for each position."""
        cells = self._compiled.cells
        steps = sorted({step for step, _ in cells}, key=lambda step: (-_weight(cells, step), step))
        names = [*steps, None]
        columns: dict[str, Any] = {"step": to_column(names, "step")}
        share = 1 / self.cases if self.cases else float("nan")
        for position in range(1, self.positions + 1):
            counts = [cells.get((step, position), 0) for step in steps]
            columns[str(position)] = to_column([float(n) * share for n in [*counts, self.ended[position - 1]]])
        return self._native(_core.Frame(columns))

    def _make_frame(self, log: _core.EventLog, replicates: int, seed: int, level: float) -> _core.Frame:
        return _core.step_matrix_frame(log, self.positions, replicates, seed, level)

    def _notes(self) -> list[str]:
        return [f"{self.cases:,} cases; a row without step counts those that have ended before"]


def _weight(cells: dict[tuple[str, int], int], step: str) -> float:
    """The earlier and the more often, the heavier."""
    return sum(count / position for (name, position), count in cells.items() if name == step)
