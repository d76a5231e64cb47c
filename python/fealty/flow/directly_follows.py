"""Which step follows which."""

from __future__ import annotations

from typing import Any

from .. import _core
from .resampled import Resampled

__all__ = ["DirectlyFollows"]


class DirectlyFollows(Resampled):
    """Which step follows which, where cases start and where they end; ``EventLog.directly_follows()`` makes it."""

    _compiled: _core.DirectlyFollowsGraph
    title = "Directly follows"
    plot_name = "directly_follows"
    _make_frame = staticmethod(_core.follows_frame)

    @property
    def edges(self) -> dict[tuple[str, str], int]:
        """How often each step came directly after each, by (from, to)."""
        return dict(self._compiled.edges)

    @property
    def starts(self) -> dict[str, int]:
        """Cases by their first step."""
        return self._nonzero(self._compiled.starts)

    @property
    def ends(self) -> dict[str, int]:
        """Cases by their last step."""
        return self._nonzero(self._compiled.ends)

    @property
    def events(self) -> dict[str, int]:
        """Events by step."""
        return self._nonzero(self._compiled.events)

    @property
    def case_count(self) -> int:
        """Number of cases."""
        return self._compiled.case_count

    def steps(self, replicates: int = 200, seed: int = 1, level: float = 0.95) -> Any:
        """Steps with their events, and the shares of cases that have them, start and end with them."""
        return self._native(_core.steps_frame(self._log, replicates, seed, level))

    def plot(self, ax: Any = None, edges: float | None = None) -> Any:
        """Draws a map from the start of cases to their end, and returns the axes.

        `edges` is the share of all moves that the ways shown are to cover, from the most frequent on; unless given, all
        ways are shown if they are few, and else as many as stay readable.
        """
        from ..plots import directly_follows

        return directly_follows(self, ax, edges=edges)

    def __len__(self) -> int:
        return len(self._compiled)

    def _nonzero(self, counts: list[int]) -> dict[str, int]:
        return {step: count for step, count in zip(self._compiled.steps, counts, strict=True) if count}

    def _notes(self) -> list[str]:
        return [f"{self.case_count:,} cases, {self._compiled.total():,} times that one step followed another"]
