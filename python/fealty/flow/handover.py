"""Who hands cases over to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _core
from .resampled import Resampled

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Handovers"]


class Handovers(Resampled):
    """Who takes a case over directly from whom; ``EventLog.handovers()`` makes it."""

    _compiled: _core.Handovers
    title = "Handovers"
    plot_name = "handover"

    def __init__(self, compiled: _core.Handovers, kind: Kind, log: _core.EventLog, to_self: bool = True) -> None:
        super().__init__(compiled, kind, log)
        self._to_self = to_self

    @classmethod
    def of(cls, log: _core.EventLog, kind: Kind, to_self: bool = True) -> Handovers:
        """Counts in a log; without `to_self`, handovers to another alone are in the table and the shares."""
        return cls(_core.handovers(log), kind, log, to_self)

    @property
    def pairs(self) -> dict[tuple[str, str], int]:
        """How often, by (from, to)."""
        return {pair: count for pair, count in self._compiled.pairs.items() if self._to_self or pair[0] != pair[1]}

    @property
    def total(self) -> int:
        """Number of handovers."""
        return self._compiled.total(self._to_self)

    @property
    def unknown(self) -> int:
        """Events in a row of which it is not known for both who did them."""
        return self._compiled.unknown

    def __len__(self) -> int:
        return len(self.pairs)

    def _make_frame(self, log: _core.EventLog, replicates: int, seed: int, level: float) -> _core.Frame:
        return _core.handovers_frame(log, self._to_self, replicates, seed, level)

    def _notes(self) -> list[str]:
        unknown = [f"{self.unknown:,} times it is not known who it was"] if self.unknown else []
        return [f"{self.total:,} handovers between {len(self):,} pairs", *unknown]
