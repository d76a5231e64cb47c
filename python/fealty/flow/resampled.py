"""Figures of a log whose intervals are computed when they are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import _core
from ..result import Result

if TYPE_CHECKING:
    from ..frames import Kind

__all__ = ["Resampled"]


class Resampled(Result):
    """A figure of a log: quick to make, with intervals by the bootstrap over customers once it is looked at.

    Parameters
    ----------
    compiled : object
        The figure.
    kind : {"polars", "pandas", "pyarrow", "numpy"}
        Kind of frame that tables come in.
    log : _core.EventLog
        The log that it is of.
    """

    _make_frame: Callable[..., _core.Frame]

    def __init__(self, compiled: Any, kind: Kind, log: _core.EventLog) -> None:
        super().__init__(compiled, kind)
        self._log = log
        self._frames: dict[tuple[int, int, float], _core.Frame] = {}

    def intervals(self, replicates: int = 200, seed: int = 1, level: float = 0.95) -> Any:
        """The table with intervals of another level, or from more replicates of the bootstrap over customers."""
        return self._native(self._frame(replicates, seed, level))

    def _frame(self, replicates: int = 200, seed: int = 1, level: float = 0.95) -> _core.Frame:
        key = (replicates, seed, level)
        if key not in self._frames:
            self._frames[key] = self._make_frame(self._log, replicates, seed, level)
        return self._frames[key]

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_frames": {}}
